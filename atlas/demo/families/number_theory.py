"""Divisors, remainders, digits and bases."""

from fractions import Fraction
from math import gcd, isqrt, lcm

from atlas.demo.problems import Family, Twist


def draw_pair_with_common_divisor(rng):
    shared, low = rng.randint(4, 60), rng.randint(2, 25)
    return {"a": shared * (low + rng.randint(1, 20)), "b": shared * low}


def greatest_common_divisor(a, b):
    return gcd(a, b)


def least_common_multiple(a, b):
    return lcm(a, b)


def draw_coprime_pair(rng):
    while True:
        p, q = rng.randint(5, 40), rng.randint(5, 40)
        if p < q and gcd(p, q) == 1:
            return {"a": rng.randint(1, p - 1), "p": p, "b": rng.randint(1, q - 1), "q": q}


def least_with_remainders(a, p, b, q, at_least=1):
    if a >= p or b >= q:
        return None
    fits = (n for n in range(at_least, at_least + p * q) if n % p == a and n % q == b)
    return next(fits, None)


def draw_congruence(rng):
    m = rng.randint(11, 400)
    a = rng.randint(3, m - 1)
    return {"a": a, "b": rng.randint(1, m - 1), "m": m}


def solve_congruence(a, b, m):
    return b * pow(a, -1, m) % m if m > 1 and gcd(a, m) == 1 and b % m else None


def prime_factors(n):
    factors, divisor = {}, 2
    while divisor * divisor <= n:
        while n % divisor == 0:
            factors[divisor] = factors.get(divisor, 0) + 1
            n //= divisor
        divisor += 1
    if n > 1:
        factors[n] = factors.get(n, 0) + 1
    return factors


def divisor_count(n):
    count = 1
    for power in prime_factors(n).values():
        count *= power + 1
    return count


def divisor_sum(n):
    total = 1
    for prime, power in prime_factors(n).items():
        total *= (prime ** (power + 1) - 1) // (prime - 1)
    return total


def factorial_zeros(n):
    zeros = 0
    while n := n // 5:
        zeros += n
    return zeros


def draw_in_base(rng):
    b = rng.randint(3, 9)
    return {"d": to_base(rng.randint(b**3, b**5), b), "b": b}


def to_base(n, b):
    digits = ""
    while n:
        n, digit = divmod(n, b)
        digits = str(digit) + digits
    return int(digits)


def from_base(d, b):
    return int(str(d), b) if 2 <= b <= 10 and max(map(int, str(d))) < b else None


def multiples_sum(n, k):
    """Of the positive multiples of k up to n."""
    return k * (n // k) * (n // k + 1) // 2


def draw_multiples(rng):
    k, a = rng.randint(3, 30), rng.randint(20, 300)
    return {"k": k, "a": a, "b": a + rng.randint(4 * k, 400)}


def multiples_between(k, a, b):
    return multiples_sum(b - 1, k) - multiples_sum(a, k) if a < b else None


def draw_consecutive(rng):
    n = rng.randrange(5, 60, 2)
    return {"n": n, "s": n * rng.randint(40, 400)}


def consecutive(n, s, largest):
    """An end of a row of n consecutive integers with the sum s."""
    lowest = Fraction(s, n) - Fraction(n - 1, 2)
    return int(lowest) + (n - 1 if largest else 0) if lowest.denominator == 1 else None


def root_count(n, power):
    """How many positive integers have a power of at most n."""
    root = isqrt(n) if power == 2 else round(n ** (1 / 3))
    return root - (root**power > n)


def powers_between(a, b, power):
    return root_count(b - 1, power) - root_count(a, power) if a < b else None


FAMILIES = (
    Family(
        "power_remainder",
        "number_theory",
        (
            "What is the remainder when $«a»^{«n»}$ is divided by $«m»$?",
            "Find the remainder of $«a»^{«n»}$ upon division by $«m»$.",
        ),
        lambda r: {"a": r.randint(2, 60), "n": r.randint(20, 2500), "m": r.randint(7, 300)},
        lambda a, n, m: pow(a, n, m) if m > 1 else None,
        "求 $«a»^{«n»}$ 除以 $«m»$ 的余数。",
        (
            Twist(
                "operator",
                "$«a»^{«n»}$",
                r"$«a» \cdot «n»$",
                lambda a, n, m: a * n % m if m > 1 else None,
            ),
        ),
    ),
    Family(
        "common_divisor",
        "number_theory",
        (
            "Find the greatest common divisor of $«a»$ and $«b»$.",
            "What is the greatest common divisor of $«a»$ and $«b»$?",
        ),
        draw_pair_with_common_divisor,
        greatest_common_divisor,
        "求 $«a»$ 与 $«b»$ 的最大公约数。",
        (Twist("word", "greatest common divisor", "least common multiple", least_common_multiple),),
    ),
    Family(
        "divisor_count",
        "number_theory",
        (
            "How many positive divisors does $«n»$ have?",
            "Determine the number of positive divisors of the integer $«n»$.",
        ),
        lambda r: {"n": r.randint(120, 90000)},
        divisor_count,
        "$«n»$ 有多少个正约数？",
        (
            Twist(
                "word",
                "positive divisors",
                "prime divisors",
                lambda n: len(prime_factors(n)),
            ),
            Twist(
                "question",
                "How many positive divisors does $«n»$ have?",
                "What is the sum of the positive divisors of $«n»$?",
                divisor_sum,
            ),
        ),
    ),
    Family(
        "linear_congruence",
        "number_theory",
        (
            r"Find the smallest positive integer $x$ such that $«a»x \equiv «b» \pmod{«m»}$.",
            r"What is the smallest positive integer $x$ with $«a»x \equiv «b» \pmod{«m»}$?",
        ),
        draw_congruence,
        solve_congruence,
        r"求满足 $«a»x \equiv «b» \pmod{«m»}$ 的最小正整数 $x$。",
        (
            Twist(
                "sign",
                r"\equiv «b»",
                r"\equiv -«b»",
                lambda a, b, m: solve_congruence(a, -b, m),
            ),
        ),
    ),
    Family(
        "two_remainders",
        "number_theory",
        (
            "Find the least positive integer that leaves remainder $«a»$ when divided by $«p»$ "
            "and remainder $«b»$ when divided by $«q»$.",
            "A positive integer leaves a remainder of $«a»$ when divided by $«p»$ and a remainder "
            "of $«b»$ when divided by $«q»$. What is the least such integer?",
        ),
        draw_coprime_pair,
        least_with_remainders,
        "一个正整数除以 $«p»$ 余 $«a»$，除以 $«q»$ 余 $«b»$，求满足条件的最小正整数。",
        (
            Twist(
                "word",
                "least positive integer",
                "least five-digit positive integer",
                lambda **values: least_with_remainders(**values, at_least=10000),
            ),
        ),
    ),
    Family(
        "divisible_by_either",
        "number_theory",
        (
            "How many positive integers less than $«n»$ are divisible by $«a»$ or $«b»$?",
            "Find the number of positive integers less than $«n»$ that are divisible by $«a»$ "
            "or $«b»$.",
        ),
        lambda r: {"n": r.randint(200, 5000), "a": r.randint(3, 12), "b": r.randint(13, 30)},
        lambda n, a, b: (n - 1) // a + (n - 1) // b - (n - 1) // lcm(a, b),
        "小于 $«n»$ 的正整数中，有多少个能被 $«a»$ 或 $«b»$ 整除？",
        (
            Twist(
                "word", "$«a»$ or $«b»$", "$«a»$ and $«b»$", lambda n, a, b: (n - 1) // lcm(a, b)
            ),
            Twist(
                "word",
                "less than $«n»$ are divisible",
                "less than $«n»$ are not divisible",
                lambda n, a, b: n - 1 - ((n - 1) // a + (n - 1) // b - (n - 1) // lcm(a, b)),
            ),
        ),
    ),
    Family(
        "factorial_zeros",
        "number_theory",
        (
            "With how many zeros does the decimal expansion of $«n»!$ end?",
            "Find the number of trailing zeros of $«n»!$.",
        ),
        lambda r: {"n": r.randint(30, 90000)},
        factorial_zeros,
        "$«n»!$ 的末尾有多少个零？",
    ),
    Family(
        "base_to_decimal",
        "number_theory",
        (
            "The number $«d»$ is written in base $«b»$. What is it in decimal notation?",
            "Convert $«d»$ from base $«b»$ to decimal notation.",
        ),
        draw_in_base,
        from_base,
        "把 $«b»$ 进制数 $«d»$ 化为十进制数。",
    ),
    Family(
        "sum_of_multiples",
        "number_theory",
        (
            "Find the sum of all integers strictly between $«a»$ and $«b»$ that are divisible "
            "by $«k»$.",
            "What is the sum of the integers divisible by $«k»$ that lie strictly between $«a»$ "
            "and $«b»$?",
        ),
        draw_multiples,
        multiples_between,
        "求严格介于 $«a»$ 与 $«b»$ 之间且能被 $«k»$ 整除的所有整数之和。",
        (
            Twist(
                "word",
                "that are divisible by",
                "that are not divisible by",
                lambda k, a, b: multiples_between(1, a, b) - multiples_between(k, a, b),
            ),
            Twist(
                "question",
                "Find the sum of all integers",
                "Find the number of integers",
                lambda k, a, b: (b - 1) // k - a // k,
            ),
        ),
    ),
    Family(
        "consecutive_integers",
        "number_theory",
        (
            "The sum of $«n»$ consecutive integers is $«s»$. What is the largest of them?",
            "When $«n»$ consecutive integers are added, the result is $«s»$. "
            "Find the largest of these integers.",
        ),
        draw_consecutive,
        lambda n, s: consecutive(n, s, largest=True),
        "$«n»$ 个连续整数的和为 $«s»$，求其中最大的整数。",
        (Twist("word", "largest", "smallest", lambda n, s: consecutive(n, s, largest=False)),),
    ),
    Family(
        "largest_prime_factor",
        "number_theory",
        (
            "What is the largest prime factor of $«n»$?",
            "Determine the largest prime number that divides $«n»$.",
        ),
        lambda r: {"n": r.randint(200, 99999)},
        lambda n: max(prime_factors(n)) if n > 1 else None,
        "$«n»$ 的最大质因数是多少？",
        (Twist("word", "largest", "smallest", lambda n: min(prime_factors(n))),),
    ),
    Family(
        "squares_between",
        "number_theory",
        (
            "How many perfect squares lie strictly between $«a»$ and $«b»$?",
            "Count the perfect squares strictly between $«a»$ and $«b»$.",
        ),
        lambda r: {"a": r.randint(10, 900), "b": r.randint(1000, 90000)},
        lambda a, b: powers_between(a, b, 2),
        "严格介于 $«a»$ 与 $«b»$ 之间的完全平方数有多少个？",
        (Twist("word", "squares", "cubes", lambda a, b: powers_between(a, b, 3)),),
    ),
    Family(
        "rounded_quotient",
        "number_theory",
        (
            r"Compute $\left\lfloor \frac{«a»}{«b»} \right\rfloor + «c»$.",
            r"What is the value of $\left\lfloor \frac{«a»}{«b»} \right\rfloor + «c»$?",
        ),
        lambda r: {"a": r.randint(500, 9999), "b": r.randint(7, 99), "c": r.randint(2, 500)},
        lambda a, b, c: a // b + c,
        r"计算 $\left\lfloor \frac{«a»}{«b»} \right\rfloor + «c»$ 的值。",
        (
            Twist(
                "function",
                r"\left\lfloor \frac{«a»}{«b»} \right\rfloor",
                r"\left\lceil \frac{«a»}{«b»} \right\rceil",
                lambda a, b, c: -(-a // b) + c,
            ),
            Twist("operator", "+ «c»", "- «c»", lambda a, b, c: a // b - c),
        ),
    ),
    Family(
        "common_divisor_formula",
        "number_theory",
        (
            r"Evaluate $\gcd(«a», «b») + «c»$.",
            r"Find the value of $\gcd(«a», «b») + «c»$.",
        ),
        lambda r: {**draw_pair_with_common_divisor(r), "c": r.randint(2, 400)},
        lambda a, b, c: gcd(a, b) + c,
        r"求 $\gcd(«a», «b») + «c»$ 的值。",
        (
            Twist("function", r"\gcd", r"\mathrm{lcm}", lambda a, b, c: lcm(a, b) + c),
            Twist("operator", "+ «c»", "- «c»", lambda a, b, c: gcd(a, b) - c),
        ),
    ),
)
