"""Families that no weight is fitted on and no demo dataset holds, to measure a matcher with."""

from fractions import Fraction
from math import comb, factorial

from atlas.demo.problems import Family, Twist


def draw(**ranges):
    """Every value from its own range, ends included."""
    return lambda r: {name: r.randint(*ends) for name, ends in ranges.items()}


def recurrent(a, b, n, sign):
    for _ in range(n - 2):
        a, b = b, b + sign * a
    return b if n > 2 else None


def hands_angle(h, m, larger=False):
    angle = abs(Fraction(60 * h - 11 * m, 2)) % 360
    return max(angle, 360 - angle) if larger else min(angle, 360 - angle)


def draw_triple(r):
    return {name: r.randint(-9, 19) or 5 for name in "abcdef"}


def dot(a, b, c, d, e, f):
    return a * d + b * e + c * f


def cross_squared(a, b, c, d, e, f):
    return (a * a + b * b + c * c) * (d * d + e * e + f * f) - dot(a, b, c, d, e, f) ** 2


def on_line(m, a, n, b, k):
    """The value at k of the line through (m, a) and (n, b)."""
    return a + Fraction((b - a) * (k - m), n - m) if m != n else None


def first_terms_sum(m, a, n, b, k):
    return on_line(m, a, n, b, Fraction(k + 1, 2)) * k if m != n else None


def equal_quotients(m, a, b, total=False):
    found = [n for n in range(1, m + 1) if n // a == n // b]
    return (sum(found) if total else len(found)) if a != b else None


def draw_school(r):
    c = r.randint(3, 40)
    a, b = c + r.randint(5, 90), c + r.randint(5, 90)
    return {"n": a + b - c + r.randint(2, 120), "a": a, "b": b, "c": c}


def none_of(n, k, m, good):
    return Fraction(comb(good, m), comb(n, m)) if 0 < k < n and m <= good else None


def between(a, b, c, d, closed=0):
    """How many integers n fulfil a < bn + c < d; `closed` lets both ends count."""
    low, high = a - c + 1 - closed, d - c - 1 + closed
    count = high // b - (low - 1) // b
    return count if count > 0 else None


def altitudes_angle(a, b):
    return 180 - a if a < 90 and b < 90 < a + b else None


FAMILIES = (
    Family(
        "complex_product",
        "complex",
        (
            "Let $z = «a» + «b»i$ and $w = «c» - «d»i$. Find the real part of the product $zw$.",
            "What is the real part of $zw$, where $z = «a» + «b»i$ and $w = «c» - «d»i$?",
        ),
        draw(a=(2, 60), b=(2, 60), c=(2, 60), d=(2, 60)),
        lambda a, b, c, d: a * c + b * d,
        "设复数 $z = «a» + «b»i$，$w = «c» - «d»i$，求 $zw$ 的实部。",
        (
            Twist("word", "real part", "imaginary part", lambda a, b, c, d: b * c - a * d),
            Twist("sign", "«c» - «d»i", "«c» + «d»i", lambda a, b, c, d: a * c - b * d),
        ),
    ),
    Family(
        "two_step_recurrence",
        "sequences",
        (
            r"A sequence is defined by $a_1 = «a»$, $a_2 = «b»$ and $a_{k+2} = a_{k+1} + a_k$ for "
            r"all $k \ge 1$. Determine $a_{«n»}$.",
            r"The first two terms of a sequence are $a_1 = «a»$ and $a_2 = «b»$, and "
            r"$a_{k+2} = a_{k+1} + a_k$ whenever $k \ge 1$. What is the value of $a_{«n»}$?",
        ),
        draw(a=(2, 90), b=(2, 90), n=(6, 25)),
        lambda a, b, n: recurrent(a, b, n, 1),
        r"数列满足 $a_1 = «a»$，$a_2 = «b»$，且 $a_{k+2} = a_{k+1} + a_k$（$k \ge 1$），"
        "求 $a_{«n»}$。",
        (
            Twist(
                "operator", "a_{k+1} + a_k", "a_{k+1} - a_k", lambda a, b, n: recurrent(a, b, n, -1)
            ),
        ),
    ),
    Family(
        "additive_function",
        "functions",
        (
            "A continuous function $f$ satisfies $f(x + y) = f(x) + f(y)$ for all real numbers $x$ "
            "and $y$. Given that $f(«a») = «b»$, find $f(«c»)$.",
            "Suppose $f$ is continuous on the real numbers and $f(x + y) = f(x) + f(y)$ always "
            "holds. If $f(«a») = «b»$, what is $f(«c»)$?",
        ),
        draw(a=(2, 30), b=(31, 300), c=(2, 90)),
        lambda a, b, c: Fraction(b * c, a) if a else None,
        "连续函数 $f$ 对任意实数 $x$、$y$ 满足 $f(x + y) = f(x) + f(y)$，已知 $f(«a») = «b»$，"
        "求 $f(«c»)$。",
        (
            Twist(
                "operator",
                "f(x) + f(y)",
                "f(x) + f(y) + 2xy",
                lambda a, b, c: Fraction((b - a * a) * c, a) + c * c,
            ),
        ),
    ),
    Family(
        "two_by_two_matrix",
        "matrices",
        (
            r"Compute the determinant of the matrix $\begin{pmatrix} «a» & «b» \\ «c» & «d» "
            r"\end{pmatrix}$.",
            r"Let $M = \begin{pmatrix} «a» & «b» \\ «c» & «d» \end{pmatrix}$. What is the "
            r"determinant of $M$?",
        ),
        draw(a=(2, 90), b=(2, 90), c=(2, 90), d=(2, 90)),
        lambda a, b, c, d: a * d - b * c,
        r"求矩阵 $\begin{pmatrix} «a» & «b» \\ «c» & «d» \end{pmatrix}$ 的行列式。",
        (Twist("word", "determinant", "trace", lambda a, b, c, d: a + d),),
    ),
    Family(
        "touching_circles",
        "plane_geometry",
        (
            "Two circles of radii $«r»$ and $«s»$ touch each other externally. Find the square of "
            "the length of a common external tangent segment.",
            "A line touches two circles of radii $«r»$ and $«s»$, which are externally tangent to "
            "each other, at two points. Find the square of the distance between those points.",
        ),
        draw(r=(2, 300), s=(2, 300)),
        lambda r, s: 4 * r * s if r != s else None,
        None,
        (
            Twist(
                "question",
                "Find the square of the length of a common external tangent segment.",
                "Find the distance between their centres.",
                lambda r, s: r + s,
            ),
        ),
    ),
    Family(
        "neither_language",
        "sets",
        (
            "Of the «n» pupils of a school, «a» learn French and «b» learn German; «c» of them "
            "learn both. How many pupils learn neither of the two languages?",
            "At a school with «n» pupils there are «a» who learn French, «b» who learn German and "
            "«c» who learn both languages. Find the number of pupils who learn neither.",
        ),
        draw_school,
        lambda n, a, b, c: n - a - b + c if c <= min(a, b) and a + b - c <= n else None,
        "某校有«n»名学生，其中«a»人学法语，«b»人学德语，«c»人两种都学。两种语言都不学的学生有多少人？",
        (
            Twist(
                "question",
                "learn neither of the two languages",
                "learn exactly one of the two languages",
                lambda n, a, b, c: a + b - 2 * c,
            ),
        ),
    ),
    Family(
        "painters",
        "proportions",
        (
            "«a» painters paint a hall in «d» days. How many days would «b» painters need for the "
            "same hall?",
            "A team of «a» painters finishes a hall within «d» days. In how many days do «b» "
            "painters, working at the same pace, finish it?",
        ),
        draw(a=(3, 40), d=(3, 60), b=(3, 40)),
        lambda a, d, b: Fraction(a * d, b) if a != b else None,
        "«a»名油漆工粉刷一个大厅需要«d»天，«b»名油漆工粉刷同一个大厅需要多少天？",
    ),
    Family(
        "clock_hands",
        "angles",
        (
            "What is the smaller angle, in degrees, between the hour hand and the minute hand of a "
            "clock «m» minutes after «h» o'clock?",
            "It is «m» minutes past «h» o'clock. Find the smaller of the two angles, in degrees, "
            "that the hands of the clock make.",
        ),
        draw(m=(13, 59), h=(2, 11)),
        lambda m, h: hands_angle(h, m) or None,
        None,
        (Twist("word", "smaller", "larger", lambda m, h: hands_angle(h, m, larger=True)),),
    ),
    Family(
        "mean_of_three",
        "means",
        (
            "Find the arithmetic mean of $«a»$, $«b»$ and $«c»$.",
            "What is the arithmetic mean of the numbers $«a»$, $«b»$ and $«c»$?",
        ),
        draw(a=(2, 400), b=(2, 400), c=(2, 400)),
        lambda a, b, c: Fraction(a + b + c, 3),
        "求 $«a»$、$«b»$、$«c»$ 的算术平均数。",
        (
            Twist(
                "word",
                "arithmetic",
                "harmonic",
                lambda a, b, c: 3 / (Fraction(1, a) + Fraction(1, b) + Fraction(1, c)),
            ),
        ),
    ),
    Family(
        "remainder_of_two_divisors",
        "polynomials",
        (
            "A polynomial $P(x)$ leaves the remainder $«a»$ when divided by $x - «p»$ and the "
            "remainder $«b»$ when divided by $x - «q»$. Let $R(x)$ be the remainder of $P(x)$ upon "
            "division by $(x - «p»)(x - «q»)$. Find $R(«k»)$.",
        ),
        draw(a=(2, 90), p=(2, 20), b=(2, 90), q=(21, 40), k=(41, 90)),
        lambda a, p, b, q, k: on_line(p, a, q, b, k),
        "多项式 $P(x)$ 除以 $x - «p»$ 余 $«a»$，除以 $x - «q»$ 余 $«b»$。设 $R(x)$ 是 $P(x)$ 除以 "
        "$(x - «p»)(x - «q»)$ 的余式，求 $R(«k»)$。",
        (Twist("sign", "x - «p»", "x + «p»", lambda a, p, b, q, k: on_line(-p, a, q, b, k)),),
    ),
    Family(
        "terms_of_a_progression",
        "sequences",
        (
            "In an arithmetic progression the term with index $«m»$ equals $«a»$ and the term with "
            "index $«n»$ equals $«b»$. Find the term with index $«k»$.",
            "The terms with the indices $«m»$ and $«n»$ of an arithmetic progression are $«a»$ and "
            "$«b»$, in this order. What is its term with index $«k»$?",
        ),
        draw(m=(2, 19), a=(20, 200), n=(20, 60), b=(201, 900), k=(61, 150)),
        on_line,
        "等差数列的第 $«m»$ 项为 $«a»$，第 $«n»$ 项为 $«b»$，求第 $«k»$ 项。",
        (
            Twist(
                "question",
                "Find the term with index $«k»$.",
                "Find the sum of the first $«k»$ terms.",
                first_terms_sum,
            ),
        ),
    ),
    Family(
        "square_divisors",
        "divisors",
        (
            r"Let $N = 2^{«a»} \cdot 3^{«b»} \cdot 5^{«c»}$. How many positive divisors of $N$ are "
            "perfect squares?",
            r"How many perfect squares divide the number $2^{«a»} \cdot 3^{«b»} \cdot 5^{«c»}$?",
        ),
        draw(a=(4, 60), b=(4, 60), c=(4, 60)),
        lambda a, b, c: (a // 2 + 1) * (b // 2 + 1) * (c // 2 + 1),
        r"设 $N = 2^{«a»} \cdot 3^{«b»} \cdot 5^{«c»}$，$N$ 的正约数中有多少个完全平方数？",
        (
            Twist(
                "word",
                "perfect squares",
                "perfect cubes",
                lambda a, b, c: (a // 3 + 1) * (b // 3 + 1) * (c // 3 + 1),
            ),
            Twist(
                "word",
                "of $N$ are perfect squares",
                "of $N$ are odd",
                lambda a, b, c: (b + 1) * (c + 1),
            ),
        ),
    ),
    Family(
        "bisectors_meet",
        "plane_geometry",
        (
            r"In triangle $ABC$ the angle at $A$ measures $«a»^\circ$ and the angle at $B$ "
            r"measures $«b»^\circ$. The bisectors of the angles at $B$ and $C$ meet at $P$. Find "
            r"the measure of $\angle BPC$ in degrees.",
            r"The angles $A$ and $B$ of triangle $ABC$ measure $«a»^\circ$ and $«b»^\circ$. Let "
            "$P$ be the intersection of the bisectors of the angles at $B$ and $C$. How many "
            r"degrees has $\angle BPC$?",
        ),
        draw(a=(35, 88), b=(56, 88)),
        lambda a, b: 90 + Fraction(a, 2) if a + b < 180 else None,
        r"三角形 $ABC$ 中 $\angle A = «a»^\circ$，$\angle B = «b»^\circ$，$\angle B$ 与 $\angle C$ "
        r"的平分线交于 $P$，求 $\angle BPC$ 的度数。",
        (
            Twist(
                "word",
                "The bisectors of the angles at $B$ and $C$",
                "The altitudes from $B$ and $C$",
                altitudes_angle,
            ),
        ),
    ),
    Family(
        "foci_of_a_conic",
        "conics",
        (
            r"The conic $\frac{x^2}{«a»} + \frac{y^2}{«b»} = 1$ has the foci $F_1$ and $F_2$. Find "
            "$F_1F_2^2$.",
            r"Let $F_1$ and $F_2$ be the foci of the conic "
            r"$\frac{x^2}{«a»} + \frac{y^2}{«b»} = 1$. What is $F_1F_2^2$?",
        ),
        draw(a=(120, 400), b=(3, 110)),
        lambda a, b: 4 * (a - b) if a > b else None,
        r"圆锥曲线 $\frac{x^2}{«a»} + \frac{y^2}{«b»} = 1$ 的焦点为 $F_1$、$F_2$，求 $F_1F_2^2$。",
        (
            Twist(
                "operator",
                r"} + \frac{y^2}",
                r"} - \frac{y^2}",
                lambda a, b: 4 * (a + b),
            ),
        ),
    ),
    Family(
        "product_of_vectors",
        "vectors",
        (
            "Find the dot product of the vectors $(«a», «b», «c»)$ and $(«d», «e», «f»)$.",
            "What is the dot product of $(«a», «b», «c»)$ and $(«d», «e», «f»)$?",
        ),
        draw_triple,
        dot,
        "求向量 $(«a», «b», «c»)$ 与 $(«d», «e», «f»)$ 的数量积。",
        (
            Twist(
                "word",
                "the dot product",
                "the squared length of the cross product",
                cross_squared,
            ),
        ),
    ),
    Family(
        "town_growth",
        "stories",
        (
            "A town has «p» inhabitants. Every year «a» people move in and «b» people move away. "
            "How many inhabitants does the town have after «n» years?",
            "Each year «a» people move into a town of «p» inhabitants while «b» people leave it. "
            "What is its number of inhabitants «n» years later?",
        ),
        draw(p=(9000, 90000), a=(200, 600), b=(20, 190), n=(3, 19)),
        lambda p, a, b, n: p + n * (a - b),
        "一个小镇有«p»名居民，每年有«a»人迁入，«b»人迁出。«n»年后小镇有多少居民？",
        (
            Twist(
                "word",
                "Every year",
                "Every month",
                lambda p, a, b, n: p + 12 * n * (a - b),
            ),
        ),
    ),
    Family(
        "books_on_a_shelf",
        "arrangements",
        (
            "In how many ways can «m» different novels and «k» different atlases be put on a shelf "
            "so that all atlases stand together?",
            "Find the number of orders of «m» different novels and «k» different atlases on a "
            "shelf in which the atlases form one block.",
        ),
        draw(m=(5, 16), k=(3, 9)),
        lambda m, k: factorial(m + 1) * factorial(k) if k <= m else None,
        "把«m»本不同的小说和«k»本不同的地图册排在书架上，所有地图册相邻的排法有多少种？",
        (
            Twist(
                "word",
                "all atlases stand together",
                "no two atlases stand together",
                lambda m, k: comb(m + 1, k) * factorial(m) * factorial(k),
            ),
        ),
    ),
    Family(
        "equal_floors",
        "floors",
        (
            r"How many positive integers $n \le «m»$ satisfy $\left\lfloor \frac{n}{«a»} "
            r"\right\rfloor = \left\lfloor \frac{n}{«b»} \right\rfloor$?",
        ),
        draw(m=(400, 2000), a=(5, 19), b=(20, 40)),
        equal_quotients,
        r"满足 $\left\lfloor \frac{n}{«a»} \right\rfloor = \left\lfloor \frac{n}{«b»} "
        r"\right\rfloor$ 的正整数 $n \le «m»$ 有多少个？",
        (
            Twist(
                "question",
                "How many positive integers",
                "What is the sum of all positive integers",
                lambda m, a, b: equal_quotients(m, a, b, total=True),
            ),
        ),
    ),
    Family(
        "greatest_product",
        "inequalities",
        (
            "Positive real numbers $x$ and $y$ satisfy $«a»x + «b»y = «c»$. Find the greatest "
            "possible value of $xy$.",
            "What is the largest value that $xy$ can take if $x$ and $y$ are positive and "
            "$«a»x + «b»y = «c»$?",
        ),
        draw(a=(2, 40), b=(2, 40), c=(41, 400)),
        lambda a, b, c: Fraction(c * c, 4 * a * b),
        "正实数 $x$、$y$ 满足 $«a»x + «b»y = «c»$，求 $xy$ 的最大值。",
        (
            Twist(
                "question",
                "greatest possible value of $xy$",
                "least possible value of $x^2 + y^2$",
                lambda a, b, c: Fraction(c * c, a * a + b * b),
            ),
        ),
    ),
    Family(
        "boat_on_a_river",
        "stories",
        (
            "A boat needs «a» hours for «d» kilometres upstream and «b» hours for the same way "
            "downstream. Find the speed of the current in kilometres per hour.",
            "Going «d» kilometres upstream takes a boat «a» hours, and coming back downstream "
            "takes it «b» hours. How fast, in kilometres per hour, is the current?",
        ),
        draw(a=(7, 30), d=(40, 500), b=(2, 6)),
        lambda a, d, b: Fraction(d, 2 * b) - Fraction(d, 2 * a) if b < a else None,
        None,
        (
            Twist(
                "word",
                "speed of the current",
                "speed of the boat in still water",
                lambda a, d, b: Fraction(d, 2 * b) + Fraction(d, 2 * a),
            ),
        ),
    ),
    Family(
        "defective_lamps",
        "chances",
        (
            "A box holds $«n»$ lamps of which $«k»$ are defective. If $«m»$ lamps are taken at "
            "random, what is the probability that none of them is defective?",
            "From a box of $«n»$ lamps, $«k»$ of them defective, somebody takes $«m»$ lamps at "
            "random. Find the probability that all lamps taken work.",
        ),
        draw(n=(30, 90), k=(8, 20), m=(3, 8)),
        lambda n, k, m: none_of(n, k, m, n - k),
        "一箱有 $«n»$ 只灯泡，其中 $«k»$ 只是次品。随机取出 $«m»$ 只，求其中没有次品的概率。",
        (
            Twist(
                "word",
                "that none of them is defective",
                "that each of them is defective",
                lambda n, k, m: none_of(n, k, m, k),
            ),
        ),
    ),
    Family(
        "double_angle",
        "angles",
        (
            r"The angle $\theta$ is acute and $\tan\theta = \frac{«p»}{«q»}$. Compute "
            r"$\cos 2\theta$.",
            r"If $\tan\theta = \frac{«p»}{«q»}$ for an acute angle $\theta$, what is the value of "
            r"$\cos 2\theta$?",
        ),
        draw(p=(2, 90), q=(2, 90)),
        lambda p, q: Fraction(q * q - p * p, p * p + q * q) if p != q else None,
        r"锐角 $\theta$ 满足 $\tan\theta = \frac{«p»}{«q»}$，求 $\cos 2\theta$。",
        (
            Twist(
                "function",
                r"\cos 2",
                r"\sin 2",
                lambda p, q: Fraction(2 * p * q, p * p + q * q),
            ),
            Twist(
                "function",
                r"\tan\theta",
                r"\cot\theta",
                lambda p, q: Fraction(p * p - q * q, p * p + q * q),
            ),
        ),
    ),
    Family(
        "binomial_coefficient",
        "polynomials",
        (
            "Find the coefficient of $x^{«k»}$ in the expansion of $(«a» + «b»x)^{«n»}$.",
            "When $(«a» + «b»x)^{«n»}$ is expanded, what is the coefficient of $x^{«k»}$?",
        ),
        draw(k=(2, 7), a=(2, 9), b=(2, 9), n=(8, 19)),
        lambda k, a, b, n: comb(n, k) * a ** (n - k) * b**k if k <= n else None,
        "求 $(«a» + «b»x)^{«n»}$ 展开式中 $x^{«k»}$ 的系数。",
        (
            Twist(
                "sign",
                "«a» + «b»x",
                "«a» - «b»x",
                lambda k, a, b, n: comb(n, k) * a ** (n - k) * (-b) ** k,
            ),
        ),
    ),
    Family(
        "integers_between",
        "inequalities",
        (
            "How many integers $n$ satisfy $«a» < «b»n + «c» < «d»$?",
            "Find the number of integers $n$ for which $«a» < «b»n + «c» < «d»$.",
        ),
        draw(a=(10, 90), b=(2, 12), c=(2, 60), d=(200, 900)),
        between,
        "满足 $«a» < «b»n + «c» < «d»$ 的整数 $n$ 有多少个？",
        (
            Twist(
                "operator",
                "$«a» < «b»n + «c» < «d»$",
                r"$«a» \le «b»n + «c» \le «d»$",
                lambda a, b, c, d: between(a, b, c, d, closed=1),
            ),
            Twist("sign", "«b»n + «c»", "«b»n - «c»", lambda a, b, c, d: between(a, b, -c, d)),
        ),
    ),
    Family(
        "lattice_disc",
        "floors",
        (
            r"For how many pairs $(x, y)$ of integers is $|x| \le «a»$ and $|y| \le «b»$?",
            r"Find the number of pairs $(x, y)$ of integers with $|x| \le «a»$ and $|y| \le «b»$.",
        ),
        draw(a=(3, 200), b=(3, 200)),
        lambda a, b: (2 * a + 1) * (2 * b + 1),
        r"满足 $|x| \le «a»$ 且 $|y| \le «b»$ 的整数对 $(x, y)$ 有多少个？",
        (Twist("word", "of integers", "of positive integers", lambda a, b: a * b),),
    ),
)
