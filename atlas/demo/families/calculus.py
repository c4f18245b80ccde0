"""Derivatives, integrals, limits and sums."""

from fractions import Fraction

from atlas.demo.problems import Family, Twist


def draw_cubic(rng):
    return {
        "a": rng.randint(2, 15),
        "b": rng.randint(2, 40),
        "c": rng.randint(2, 90),
        "k": rng.randint(2, 12),
    }


def telescoping(n, a, b):
    return sum(Fraction(1, (k + a) * (k + b)) for k in range(1, n + 1)) if n < 200 else None


def draw_telescoping(rng):
    a = rng.randint(1, 60)
    return {"n": rng.randint(5, 60), "a": a, "b": a + 1}


FAMILIES = (
    Family(
        "derivative_at_point",
        "calculus",
        (
            "Let $f(x) = «a»x^3 - «b»x^2 + «c»x$. Compute $f'(«k»)$.",
            "If $f(x) = «a»x^3 - «b»x^2 + «c»x$, what is the value of $f'(«k»)$?",
        ),
        draw_cubic,
        lambda a, b, c, k: 3 * a * k * k - 2 * b * k + c,
        "设 $f(x) = «a»x^3 - «b»x^2 + «c»x$，求 $f'(«k»)$。",
        (
            Twist("question", "f'(«k»)", "f''(«k»)", lambda a, b, c, k: 6 * a * k - 2 * b),
            Twist(
                "sign",
                "x^3 - «b»x^2",
                "x^3 + «b»x^2",
                lambda a, b, c, k: 3 * a * k * k + 2 * b * k + c,
            ),
        ),
    ),
    Family(
        "definite_integral",
        "calculus",
        (
            r"Evaluate $\int_{0}^{«t»} («a»x^2 + «b»x) \, dx$.",
            r"Find the value of the definite integral $\int_{0}^{«t»} («a»x^2 + «b»x) \, dx$.",
        ),
        lambda r: {"t": r.randint(2, 12), "a": r.randint(2, 40), "b": r.randint(2, 60)},
        lambda t, a, b: Fraction(a * t**3, 3) + Fraction(b * t * t, 2),
        r"计算定积分 $\int_{0}^{«t»} («a»x^2 + «b»x) \, dx$。",
        (
            Twist(
                "operator",
                "x^2 + «b»x",
                "x^2 - «b»x",
                lambda t, a, b: Fraction(a * t**3, 3) - Fraction(b * t * t, 2),
            ),
        ),
    ),
    Family(
        "limit_at_zero",
        "calculus",
        (
            r"Find $\lim_{x \to 0} \frac{\sin(«a»x) + «c»x}{«b»x}$.",
            r"Compute the limit $\lim_{x \to 0} \frac{\sin(«a»x) + «c»x}{«b»x}$.",
        ),
        lambda r: {"a": r.randint(2, 60), "c": r.randint(2, 60), "b": r.randint(2, 60)},
        lambda a, c, b: Fraction(a + c, b),
        r"求极限 $\lim_{x \to 0} \frac{\sin(«a»x) + «c»x}{«b»x}$。",
        (
            Twist("operator", ") + «c»x", ") - «c»x", lambda a, c, b: Fraction(a - c, b)),
            Twist(
                "function",
                r"{\sin(«a»x) + «c»x}{«b»x}",
                r"{\sin(«a»x) + «c»x}{\cos(«b»x)}",
                lambda a, c, b: 0,
            ),
        ),
    ),
    Family(
        "limit_at_infinity",
        "calculus",
        (
            r"Find $\lim_{x \to \infty} \frac{«a»x^2 + «b»x}{«c»x^2 - «d»}$.",
            r"Compute the limit $\lim_{x \to \infty} \frac{«a»x^2 + «b»x}{«c»x^2 - «d»}$.",
        ),
        lambda r: {
            "a": r.randint(2, 40),
            "b": r.randint(2, 60),
            "c": r.randint(2, 40),
            "d": r.randint(2, 60),
        },
        lambda a, b, c, d: Fraction(a, c),
        r"求极限 $\lim_{x \to \infty} \frac{«a»x^2 + «b»x}{«c»x^2 - «d»}$。",
        (Twist("sign", r"\frac{«a»x", r"\frac{-«a»x", lambda a, b, c, d: Fraction(-a, c)),),
    ),
    Family(
        "tangent_intercept",
        "calculus",
        (
            "Find the $y$-intercept of the tangent to the curve $y = «a»x^2 + «b»$ at the point "
            "where $x = «k»$.",
            "The tangent to the curve $y = «a»x^2 + «b»$ at $x = «k»$ is drawn. What is its "
            "$y$-intercept?",
        ),
        lambda r: {"a": r.randint(2, 30), "b": r.randint(2, 90), "k": r.randint(2, 15)},
        lambda a, b, k: b - a * k * k,
        "曲线 $y = «a»x^2 + «b»$ 在 $x = «k»$ 处的切线与 $y$ 轴交点的纵坐标是多少？",
        (
            Twist(
                "word",
                "the tangent to",
                "the normal to",
                lambda a, b, k: a * k * k + b + Fraction(1, 2 * a),
            ),
        ),
    ),
    Family(
        "quadratic_minimum",
        "calculus",
        (
            "Find the minimum value of $«a»x^2 - «b»x + «c»$ over all real numbers $x$.",
            "Over all real numbers $x$, what is the minimum value of $«a»x^2 - «b»x + «c»$?",
        ),
        lambda r: {"a": r.randint(2, 20), "b": r.randint(3, 60), "c": r.randint(2, 90)},
        lambda a, b, c: c - Fraction(b * b, 4 * a),
        "当 $x$ 取遍所有实数时，求 $«a»x^2 - «b»x + «c»$ 的最小值。",
        (
            Twist(
                "question",
                "Find the minimum value of $«a»x^2 - «b»x + «c»$ over all real numbers $x$.",
                "Find the real number $x$ at which $«a»x^2 - «b»x + «c»$ is least.",
                lambda a, b, c: Fraction(b, 2 * a),
            ),
            Twist("sign", "x + «c»", "x - «c»", lambda a, b, c: -c - Fraction(b * b, 4 * a)),
        ),
    ),
    Family(
        "enclosed_area",
        "calculus",
        (
            "What is the area of the region enclosed by the curves $y = «a»x^2$ and $y = «b»x$?",
            "The curves $y = «a»x^2$ and $y = «b»x$ enclose a region. Find its area.",
        ),
        lambda r: {"a": r.randint(2, 60), "b": r.randint(2, 60)},
        lambda a, b: Fraction(b**3, 6 * a * a),
        "求曲线 $y = «a»x^2$ 与 $y = «b»x$ 所围成区域的面积。",
        (
            Twist(
                "operator", "$y = «b»x$?", "$y = «b»x^3$?", lambda a, b: Fraction(a**4, 12 * b**3)
            ),
        ),
    ),
    Family(
        "second_derivative",
        "calculus",
        (
            "Let $f(x) = e^{«a»x} + «b»x^2$. Find $f''(0)$.",
            "The function $f$ is defined by $f(x) = e^{«a»x} + «b»x^2$. Compute $f''(0)$.",
        ),
        lambda r: {"a": r.randint(2, 90), "b": r.randint(2, 400)},
        lambda a, b: a * a + 2 * b,
        "设 $f(x) = e^{«a»x} + «b»x^2$，求 $f''(0)$。",
        (
            Twist("function", "e^{«a»x}", r"\cos(«a»x)", lambda a, b: 2 * b - a * a),
            Twist("sign", "+ «b»x^2", "- «b»x^2", lambda a, b: a * a - 2 * b),
        ),
    ),
    Family(
        "telescoping_sum",
        "calculus",
        (
            r"Evaluate $\sum_{k=1}^{«n»} \frac{1}{(k + «a»)(k + «b»)}$.",
            r"Compute the sum $\sum_{k=1}^{«n»} \frac{1}{(k + «a»)(k + «b»)}$.",
        ),
        draw_telescoping,
        telescoping,
        r"计算 $\sum_{k=1}^{«n»} \frac{1}{(k + «a»)(k + «b»)}$ 的值。",
    ),
    Family(
        "moving_particle",
        "calculus",
        (
            "A particle moves along a line with velocity $v(t) = «a»t^2 - «b»t$ metres per second. "
            "Find its displacement, in metres, from $t = 0$ to $t = «k»$.",
            "The velocity of a particle on a line is $v(t) = «a»t^2 - «b»t$ metres per second. "
            "What is its displacement in metres between $t = 0$ and $t = «k»$?",
        ),
        lambda r: {"a": r.randint(2, 30), "b": r.randint(2, 60), "k": r.randint(3, 20)},
        lambda a, b, k: Fraction(a * k**3, 3) - Fraction(b * k * k, 2),
        "一质点沿直线运动，速度为 $v(t) = «a»t^2 - «b»t$（米每秒），求它从 $t = 0$ 到 $t = «k»$ "
        "的位移（单位：米）。",
        (
            Twist(
                "sign",
                "t^2 - «b»t",
                "t^2 + «b»t",
                lambda a, b, k: Fraction(a * k**3, 3) + Fraction(b * k * k, 2),
            ),
        ),
    ),
)
