"""Equations, sequences, polynomials and functions."""

from fractions import Fraction
from math import gcd, isqrt

from atlas.demo.problems import Family, Twist


def draw_linear(rng):
    a, b, x = rng.randint(2, 60), rng.randint(1, 400), rng.randint(2, 90)
    return {"a": a, "b": b, "c": a * x + b}


def draw_system(rng):
    x, y = rng.randint(1, 30), rng.randint(1, 30)
    a, b, d, e = (rng.randint(2, 12) for _ in range(4))
    return {"a": a, "b": b, "c": a * x + b * y, "d": d, "e": e, "f": abs(d * x - e * y)}


def solve_system(a, b, c, d, e, f, sign=-1):
    """x + y for ax + by = c and dx + sign*ey = f."""
    determinant = a * sign * e - b * d
    if determinant == 0:
        return None
    return Fraction(c * sign * e - b * f + a * f - c * d, determinant)


def draw_root_squares(rng):
    s = rng.randint(5, 80)
    return {"s": s, "t": rng.randint(1, s * s // 4)}


def draw_geometric(rng):
    q = rng.randint(3, 25)
    return {"a": rng.randint(2, 200), "p": rng.randint(1, q - 1), "q": q}


def draw_power_equation(rng):
    b, e = rng.choice(((2, 5), (2, 7), (2, 9), (3, 4), (3, 5), (3, 6), (5, 3), (5, 4), (7, 3)))
    return {"b": b, "k": rng.randint(2, 200), "n": b**e}


def exponent(b, n):
    power = 0
    while n > 1 and n % b == 0:
        n, power = n // b, power + 1
    return power if n == 1 else None


def shifted_exponent(b, k, n, sign=1):
    power = exponent(b, n) if b > 1 else None
    return None if power is None else power + sign * k


def draw_wave(rng):
    u, v = rng.choice(((2, 1), (3, 2), (4, 1), (4, 3), (5, 2), (5, 4)))
    k = rng.randint(1, 40)
    legs = [k * (u * u - v * v), k * 2 * u * v]
    rng.shuffle(legs)
    return {"a": legs[0], "b": legs[1], "c": rng.randint(2, 300)}


def wave_maximum(a, b, c):
    root = isqrt(a * a + b * b)
    return root + c if root * root == a * a + b * b else None


def draw_square_gap(rng):
    d = rng.randint(2, 40)
    return {"d": d, "m": d * (d + 2 * rng.randint(1, 90))}


def square_gap(d, m, sign):
    """The larger (sign 1) or smaller (sign -1) of two positive integers."""
    total, rest = divmod(m, d)
    if rest or (total + sign * d) % 2 or total <= d:
        return None
    return (total + sign * d) // 2


QUARTER_SINES = (0, 1, 0, -1)


def quarter_turn(a, t, b, turn=0, sign=1):
    """a sin(t) + sign * b for whole quarter turns; the cosine is the sine a quarter further."""
    quarters, rest = divmod(t, 90)
    return None if rest else a * QUARTER_SINES[(quarters + turn) % 4] + sign * b


FAMILIES = (
    Family(
        "linear_equation",
        "algebra",
        (
            "Solve for $x$: $«a»x + «b» = «c»$.",
            "Find the value of $x$ that satisfies $«a»x + «b» = «c»$.",
            "If $«a»x + «b» = «c»$, what is the value of $x$?",
        ),
        draw_linear,
        lambda a, b, c: Fraction(c - b, a),
        "已知 $«a»x + «b» = «c»$，求 $x$ 的值。",
        (Twist("operator", "«a»x + «b»", "«a»x - «b»", lambda a, b, c: Fraction(c + b, a)),),
    ),
    Family(
        "system_of_two",
        "algebra",
        (
            "The numbers $x$ and $y$ satisfy $«a»x + «b»y = «c»$ and $«d»x - «e»y = «f»$. "
            "Find $x + y$.",
            "Suppose that $«a»x + «b»y = «c»$ and $«d»x - «e»y = «f»$. "
            "What is the value of $x + y$?",
        ),
        draw_system,
        solve_system,
        "已知 $«a»x + «b»y = «c»$ 且 $«d»x - «e»y = «f»$，求 $x + y$ 的值。",
        (
            Twist(
                "operator",
                "«d»x - «e»y",
                "«d»x + «e»y",
                lambda **values: solve_system(**values, sign=1),
            ),
        ),
    ),
    Family(
        "sum_of_root_squares",
        "algebra",
        (
            "Let $p$ and $q$ be the roots of $x^2 - «s»x + «t» = 0$. Find $p^2 + q^2$.",
            "The equation $x^2 - «s»x + «t» = 0$ has roots $p$ and $q$. "
            "What is the value of $p^2 + q^2$?",
        ),
        draw_root_squares,
        lambda s, t: s * s - 2 * t,
        "设 $p$ 和 $q$ 是方程 $x^2 - «s»x + «t» = 0$ 的两个根，求 $p^2 + q^2$。",
        (
            Twist("sign", "x + «t»", "x - «t»", lambda s, t: s * s + 2 * t),
            Twist("question", "p^2 + q^2$", "(p - q)^2$", lambda s, t: s * s - 4 * t),
        ),
    ),
    Family(
        "arithmetic_sequence",
        "algebra",
        (
            "An arithmetic sequence has first term $«a»$ and common difference $«d»$. "
            "What is the sum of its first $«n»$ terms?",
            "The first term of an arithmetic sequence is $«a»$ and its common difference is $«d»$. "
            "Compute the sum of the first $«n»$ terms.",
        ),
        lambda r: {"a": r.randint(2, 99), "d": r.randint(2, 40), "n": r.randint(8, 90)},
        lambda a, d, n: n * a + d * n * (n - 1) // 2,
        "一个等差数列的首项为 $«a»$，公差为 $«d»$，求它的前 $«n»$ 项之和。",
        (
            Twist(
                "question",
                "What is the sum of its first $«n»$ terms?",
                "What is its term number $«n»$?",
                lambda a, d, n: a + (n - 1) * d,
            ),
        ),
    ),
    Family(
        "infinite_geometric_series",
        "algebra",
        (
            r"Compute the sum of the infinite geometric series with first term $«a»$ "
            r"and common ratio $\frac{«p»}{«q»}$.",
            r"An infinite geometric series has first term $«a»$ and common ratio "
            r"$\frac{«p»}{«q»}$. What is its sum?",
        ),
        draw_geometric,
        lambda a, p, q: Fraction(a * q, q - p) if p < q and gcd(p, q) == 1 else None,
        r"一个无穷等比级数的首项为 $«a»$，公比为 $\frac{«p»}{«q»}$，求它的和。",
        (Twist("sign", r"ratio $\frac", r"ratio $-\frac", lambda a, p, q: Fraction(a * q, q + p)),),
    ),
    Family(
        "power_equation",
        "algebra",
        (
            "Find the real number $x$ such that $«b»^{x - «k»} = «n»$.",
            "For which real number $x$ does $«b»^{x - «k»} = «n»$ hold?",
        ),
        draw_power_equation,
        shifted_exponent,
        "求满足 $«b»^{x - «k»} = «n»$ 的实数 $x$。",
        (
            Twist(
                "operator",
                "x - «k»",
                "x + «k»",
                lambda b, k, n: shifted_exponent(b, k, n, sign=-1),
            ),
        ),
    ),
    Family(
        "composed_functions",
        "algebra",
        (
            "Let $f(x) = «a»x + «b»$ and $g(x) = x^2 - «c»$. Find $f(g(«k»))$.",
            "Given $f(x) = «a»x + «b»$ and $g(x) = x^2 - «c»$, what is the value of $f(g(«k»))$?",
        ),
        lambda r: {
            "a": r.randint(2, 15),
            "b": r.randint(1, 60),
            "c": r.randint(1, 60),
            "k": r.randint(2, 20),
        },
        lambda a, b, c, k: a * (k * k - c) + b,
        "设 $f(x) = «a»x + «b»$，$g(x) = x^2 - «c»$，求 $f(g(«k»))$。",
        (
            Twist("question", "f(g(«k»))", "g(f(«k»))", lambda a, b, c, k: (a * k + b) ** 2 - c),
            Twist("operator", "x^2 - «c»", "x^2 + «c»", lambda a, b, c, k: a * (k * k + c) + b),
        ),
    ),
    Family(
        "absolute_value_sum",
        "algebra",
        (
            "Find the sum of all integers $x$ with $|x - «a»| < «b»$.",
            "What is the sum of all integers $x$ that satisfy $|x - «a»| < «b»$?",
        ),
        lambda r: {"a": r.randint(2, 150), "b": r.randint(3, 120)},
        lambda a, b: a * (2 * b - 1),
        "求满足 $|x - «a»| < «b»$ 的所有整数 $x$ 的和。",
        (
            Twist("operator", "| < «b»", r"| \le «b»", lambda a, b: a * (2 * b + 1)),
            Twist("sign", "x - «a»", "x + «a»", lambda a, b: -a * (2 * b - 1)),
        ),
    ),
    Family(
        "cubic_roots",
        "algebra",
        (
            r"Let $r$, $s$ and $t$ be the roots of $x^3 - «a»x^2 + «b»x - «c» = 0$. "
            r"Compute $\frac{1}{r} + \frac{1}{s} + \frac{1}{t}$.",
        ),
        lambda r: {"a": r.randint(2, 60), "b": r.randint(2, 90), "c": r.randint(2, 90)},
        lambda a, b, c: Fraction(b, c),
        r"设 $r$、$s$、$t$ 是方程 $x^3 - «a»x^2 + «b»x - «c» = 0$ 的三个根，"
        r"求 $\frac{1}{r} + \frac{1}{s} + \frac{1}{t}$。",
        (
            Twist("sign", "x^2 + «b»x", "x^2 - «b»x", lambda a, b, c: Fraction(-b, c)),
            Twist(
                "question",
                r"$\frac{1}{r} + \frac{1}{s} + \frac{1}{t}$",
                r"$r^2 + s^2 + t^2$",
                lambda a, b, c: a * a - 2 * b,
            ),
        ),
    ),
    Family(
        "logarithm_equation",
        "algebra",
        (
            r"Find $x$ if $\log_{«b»}(x + «k») = «n»$.",
            r"Solve the equation $\log_{«b»}(x + «k») = «n»$ for $x$.",
        ),
        lambda r: {"b": r.randint(2, 12), "k": r.randint(5, 900), "n": r.randint(2, 5)},
        lambda b, k, n: b**n - k if b > 1 else None,
        r"若 $\log_{«b»}(x + «k») = «n»$，求 $x$。",
        (Twist("operator", "x + «k»", "x - «k»", lambda b, k, n: b**n + k),),
    ),
    Family(
        "difference_of_squares",
        "algebra",
        (
            "Two positive integers differ by $«d»$ and their squares differ by $«m»$. "
            "What is the larger of the two integers?",
            "The difference of two positive integers is $«d»$, and the difference of their squares "
            "is $«m»$. Find the larger integer.",
        ),
        draw_square_gap,
        lambda d, m: square_gap(d, m, 1),
        "两个正整数之差为 $«d»$，它们的平方之差为 $«m»$，求其中较大的数。",
        (Twist("word", "larger", "smaller", lambda d, m: square_gap(d, m, -1)),),
    ),
    Family(
        "polynomial_remainder",
        "algebra",
        (
            "Find the remainder when $x^3 + «a»x^2 - «b»x + «c»$ is divided by $x - «k»$.",
            "What remainder is left when the polynomial $x^3 + «a»x^2 - «b»x + «c»$ is divided "
            "by $x - «k»$?",
        ),
        lambda r: {
            "a": r.randint(2, 30),
            "b": r.randint(2, 40),
            "c": r.randint(2, 99),
            "k": r.randint(2, 12),
        },
        lambda a, b, c, k: k**3 + a * k * k - b * k + c,
        "求多项式 $x^3 + «a»x^2 - «b»x + «c»$ 除以 $x - «k»$ 的余数。",
        (
            Twist(
                "sign",
                "x - «k»",
                "x + «k»",
                lambda a, b, c, k: -(k**3) + a * k * k + b * k + c,
            ),
            Twist(
                "operator",
                "x^2 - «b»x",
                "x^2 + «b»x",
                lambda a, b, c, k: k**3 + a * k * k + b * k + c,
            ),
        ),
    ),
    Family(
        "inverse_function",
        "algebra",
        (
            r"Let $f(x) = \frac{«a»x + «b»}{«c»}$. Find $f^{-1}(«y»)$.",
            r"The function $f$ is given by $f(x) = \frac{«a»x + «b»}{«c»}$. "
            r"What is the value of $f^{-1}(«y»)$?",
        ),
        lambda r: {
            "a": r.randint(2, 20),
            "b": r.randint(2, 60),
            "c": r.randint(2, 20),
            "y": r.randint(2, 60),
        },
        lambda a, b, c, y: Fraction(c * y - b, a),
        r"设 $f(x) = \frac{«a»x + «b»}{«c»}$，求 $f^{-1}(«y»)$。",
        (Twist("sign", "«a»x + «b»", "«a»x - «b»", lambda a, b, c, y: Fraction(c * y + b, a)),),
    ),
    Family(
        "sine_cosine_maximum",
        "algebra",
        (
            r"What is the maximum value of $«a»\sin x + «b»\cos x + «c»$ over all real $x$?",
            r"Determine the largest value that $«a»\sin x + «b»\cos x + «c»$ takes for real $x$.",
        ),
        draw_wave,
        wave_maximum,
        r"当 $x$ 为实数时，求 $«a»\sin x + «b»\cos x + «c»$ 的最大值。",
        (
            Twist("function", r"\cos x", r"\sin x", lambda a, b, c: a + b + c),
            Twist("operator", "x + «c»", "x - «c»", lambda a, b, c: wave_maximum(a, b, -c)),
        ),
    ),
    Family(
        "quarter_turns",
        "algebra",
        (
            r"Compute $«a»\sin(«t»^\circ) + «b»$.",
            r"What is the value of $«a»\sin(«t»^\circ) + «b»$?",
        ),
        lambda r: {"a": r.randint(2, 200), "t": 90 * r.randint(5, 90), "b": r.randint(2, 300)},
        quarter_turn,
        r"计算 $«a»\sin(«t»^\circ) + «b»$ 的值。",
        (
            Twist("function", r"\sin", r"\cos", lambda a, t, b: quarter_turn(a, t, b, turn=1)),
            Twist("operator", ") + «b»", ") - «b»", lambda a, t, b: quarter_turn(a, t, b, sign=-1)),
        ),
    ),
)
