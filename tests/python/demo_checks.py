"""Every maths family's answer and every twist's, checked by another way than it was computed.

A check takes the answer `x` and the values `v`; a list belongs to a family: the check of the
problem itself, then one for each of its twists.
"""

import re
from fractions import Fraction
from itertools import combinations, pairwise, permutations, product
from math import atan, ceil, comb, cos, floor, isclose, pi, radians, sin, sqrt

import sympy as sp

X = sp.Symbol("x")


def value(answer):
    r"""The number that 12\pi or \frac{5\pi}{3} stands for."""
    top, bottom = re.fullmatch(r"(?:\\frac\{)?(\d*)\\pi(?:\}\{(\d+)\})?", answer).groups()
    return int(top or 1) * pi / int(bottom or 1)


def roots_of(*coefficients):
    return [complex(root) for root in sp.Poly(coefficients, X).nroots(n=30, maxsteps=200)]


def integers(condition, low=-3000, high=3000):
    return [n for n in range(low, high + 1) if condition(n)]


def multiples(v):
    return [n for n in range(v.a + 1, v.b) if n % v.k == 0]


def between(v, power):
    return sum(v.a < n**power < v.b for n in range(1, v.b))


def divisors(n):
    return [d for d in range(1, n + 1) if n % d == 0]


def is_prime(n):
    return n > 1 and all(n % d for d in range(2, int(sqrt(n)) + 1))


def simplest(x, expression):
    return sp.simplify(sp.Rational(x) - expression) == 0


def rolls(v, fits):
    pairs = product(range(1, v.n + 1), repeat=2)
    return Fraction(sum(fits(a + b) for a, b in pairs), v.n**2)


def balls(v, fits, replaced=False):
    urn = ["red"] * v.r + ["blue"] * v.b
    draws = product(urn, repeat=2) if replaced else permutations(urn, 2)
    return average(fits(first, second) for first, second in draws)


def average(numbers):
    numbers = list(numbers)
    return Fraction(sum(numbers), len(numbers))


def tosses(n, chance):
    """How probable each number of heads is, one toss after the other."""
    heads = [Fraction(1)]
    for _ in range(n):
        heads = [
            (heads[i] if i < len(heads) else 0) * (1 - chance) + (heads[i - 1] * chance if i else 0)
            for i in range(len(heads) + 1)
        ]
    return heads


def grid(v, fits):
    """Paths to (a, b) counted cell by cell; fits(path count, through) picks them."""
    ways = {}
    for i, j in product(range(v.a + 1), range(v.b + 1)):
        here = [0, 0] if (i, j) != (0, 0) else [1, 0]
        for before in ((i - 1, j), (i, j - 1)):
            missed, passed = ways.get(before, (0, 0))
            here[0] += missed
            here[1] += passed
        ways[i, j] = (0, sum(here)) if (i, j) == (v.c, v.d) else tuple(here)
    return fits(*ways[v.a, v.b])


def handed_out(coins, children, least):
    """Ways to hand out coins, child by child."""
    ways = [1] + [0] * coins
    for _ in range(children):
        ways = [sum(ways[n - k] for k in range(least, n + 1)) for n in range(coins + 1)]
    return ways[coins]


def monotone(v, step):
    """Functions {1..k} -> {1..n} rising by at least `step`, counted value by value."""
    ways = [1] * (v.n + 1)
    ways[0] = 0
    for _ in range(v.k - 1):
        ways = [0] + [sum(ways[1 : top - step + 1]) for top in range(1, v.n + 1)]
    return sum(ways)


def years_of(v, compound):
    money = Fraction(v.p)
    for _ in range(v.n):
        money += (money if compound else v.p) * Fraction(v.r, 100)
    return money - v.p


def triangle_height_area(v):
    """From the foot of the height on the side c."""
    foot = Fraction(v.b**2 + v.c**2 - v.a**2, 2 * v.c)
    return (v.b**2 - foot**2) * v.c**2 / 4


def lines(v, sign):
    """x and y of the two equations, by sympy."""
    found = sp.Matrix([[v.a, v.b], [v.d, sign * v.e]]).LUsolve(sp.Matrix([v.c, v.f]))
    return [Fraction(int(one.p), int(one.q)) for one in found]


def highest(a, b):
    return max(a * sin(t / 1000) + b * cos(t / 1000) for t in range(1600))


def sides(v):
    return roots_of(1, -v.p // 2, v.a)


def lattice_points(v):
    rise = Fraction(v.d - v.b, v.c - v.a)
    return sum((v.b + rise * (x - v.a)).denominator == 1 for x in range(v.a, v.c + 1))


def letter_orders(word):
    """Place the letters of one kind after those of the others."""
    orders, placed = 1, 0
    for letter in set(word):
        placed += word.count(letter)
        orders *= comb(placed, word.count(letter))
    return orders


def colourings(v):
    """The chromatic polynomial of a path, flag by flag."""
    ends_in = [1] * v.n
    for _ in range(v.k - 1):
        ends_in = [sum(ends_in) - count for count in ends_in]
    return sum(ends_in)


def seatings(v):
    """Person 0 sits still; the first k people must fill neighbouring seats."""
    count = 0
    for order in permutations(range(1, v.n)):
        places = sorted((0, *order).index(person) for person in range(v.k))
        gaps = sum(later - earlier > 1 for earlier, later in pairwise(places))
        count += gaps == 0 or (gaps == 1 and places[0] == 0 and places[-1] == v.n - 1)
    return count


def can_avoid(v, n):
    """n socks without k of one colour."""
    takes = product(*(range(min(count, v.k - 1) + 1) for count in (v.a, v.b, v.c)))
    return any(sum(take) == n for take in takes)


def far(top, bottom):
    return sp.limit(top / bottom, X, sp.oo)


def line_at(v, slope):
    """Where the line through the point of the parabola at k meets the y-axis."""
    return v.a * v.k**2 + v.b - slope * v.k


def lowest(expression):
    return expression.subs(X, sp.solve(sp.diff(expression, X), X)[0])


def enclosed(lower, upper, end):
    return sp.integrate(upper - lower, (X, 0, end))


def fence(v):
    """The places of the posts around the field."""
    long, short = range(0, v.a + 1, v.d), range(0, v.b + 1, v.d)
    return {(x, y) for x in long for y in (0, v.b)} | {(x, y) for x in (0, v.a) for y in short}


def least(condition):
    n = 1
    while not condition(n):
        n += 1
    return n


def progression(v):
    """The first k terms, from two of them."""
    step = Fraction(v.b - v.a, v.n - v.m)
    return [v.a + step * (place - v.m) for place in range(1, v.k + 1)]


def exponents_in_steps(v, step):
    """How many divisors have exponents that are multiples of the step."""
    count = 1
    for exponent in (v.a, v.b, v.c):
        count *= len(range(0, exponent + 1, step))
    return count


def equal_quotients(v):
    return [n for n in range(1, v.m + 1) if floor(n / v.a) == floor(n / v.b)]


def highest_on_line(v, measured):
    """The highest value of measured(x, y) where ax + by = c, from its derivative."""
    along = measured(X, (v.c - v.a * X) / sp.Integer(v.b))
    (place,) = sp.solve(sp.diff(along, X), X)
    return along.subs(X, place)


def picked(total, fitting, count):
    """How probable it is to pick fitting things only, one after the other."""
    chance = Fraction(1)
    for taken in range(count):
        chance *= Fraction(fitting - taken, total - taken)
    return chance


CHECKS = {
    "linear_equation": [
        lambda x, v: v.a * x + v.b == v.c,
        lambda x, v: v.a * x - v.b == v.c,
    ],
    "system_of_two": [
        lambda x, v: x == sum(lines(v, -1)),
        lambda x, v: x == sum(lines(v, 1)),
    ],
    "sum_of_root_squares": [
        lambda x, v: isclose(x, sum(r**2 for r in roots_of(1, -v.s, v.t)).real),
        lambda x, v: isclose(x, sum(r**2 for r in roots_of(1, -v.s, -v.t)).real),
        lambda x, v: x == sp.discriminant(X**2 - v.s * X + v.t, X),
    ],
    "arithmetic_sequence": [
        lambda x, v: x == sum(v.a + v.d * i for i in range(v.n)),
        lambda x, v: x == list(range(v.a, v.a + v.d * v.n, v.d))[-1],
    ],
    "infinite_geometric_series": [
        lambda x, v: x == v.a + x * Fraction(v.p, v.q),
        lambda x, v: x == v.a - x * Fraction(v.p, v.q),
    ],
    "power_equation": [
        lambda x, v: v.b ** (x - v.k) == v.n,
        lambda x, v: v.b ** (x + v.k) == v.n,
    ],
    "composed_functions": [
        lambda x, v: x == sp.Lambda(X, v.a * X + v.b)(sp.Lambda(X, X**2 - v.c)(v.k)),
        lambda x, v: x == sp.Lambda(X, X**2 - v.c)(sp.Lambda(X, v.a * X + v.b)(v.k)),
        lambda x, v: x == sp.Lambda(X, v.a * X + v.b)(sp.Lambda(X, X**2 + v.c)(v.k)),
    ],
    "absolute_value_sum": [
        lambda x, v: x == sum(integers(lambda n: abs(n - v.a) < v.b)),
        lambda x, v: x == sum(integers(lambda n: abs(n - v.a) <= v.b)),
        lambda x, v: x == sum(integers(lambda n: abs(n + v.a) < v.b)),
    ],
    "cubic_roots": [
        lambda x, v: isclose(x, sum(1 / r for r in roots_of(1, -v.a, v.b, -v.c)).real),
        lambda x, v: isclose(x, sum(1 / r for r in roots_of(1, -v.a, -v.b, -v.c)).real),
        lambda x, v: isclose(x, sum(r**2 for r in roots_of(1, -v.a, v.b, -v.c)).real, abs_tol=1e-6),
    ],
    "logarithm_equation": [
        lambda x, v: sp.log(x + v.k, v.b) == v.n,
        lambda x, v: sp.log(x - v.k, v.b) == v.n,
    ],
    "difference_of_squares": [
        lambda x, v: x > v.d and x**2 - (x - v.d) ** 2 == v.m,
        lambda x, v: x > 0 and (x + v.d) ** 2 - x**2 == v.m,
    ],
    "polynomial_remainder": [
        lambda x, v: x == sp.rem(X**3 + v.a * X**2 - v.b * X + v.c, X - v.k),
        lambda x, v: x == sp.rem(X**3 + v.a * X**2 - v.b * X + v.c, X + v.k),
        lambda x, v: x == sp.rem(X**3 + v.a * X**2 + v.b * X + v.c, X - v.k),
    ],
    "inverse_function": [
        lambda x, v: (v.a * x + v.b) / v.c == v.y,
        lambda x, v: (v.a * x - v.b) / v.c == v.y,
    ],
    "sine_cosine_maximum": [
        lambda x, v: isclose(x - v.c, highest(v.a, v.b), rel_tol=1e-4),
        lambda x, v: x == v.a + v.b + v.c,
        lambda x, v: isclose(x + v.c, highest(v.a, v.b), rel_tol=1e-4),
    ],
    "quarter_turns": [
        lambda x, v: isclose(x, v.a * sin(radians(v.t)) + v.b),
        lambda x, v: isclose(x, v.a * cos(radians(v.t)) + v.b),
        lambda x, v: isclose(x, v.a * sin(radians(v.t)) - v.b),
    ],
    "rounded_quotient": [
        lambda x, v: x == floor(v.a / v.b) + v.c,
        lambda x, v: x == ceil(v.a / v.b) + v.c,
        lambda x, v: x == floor(v.a / v.b) - v.c,
    ],
    "common_divisor_formula": [
        lambda x, v: x == max(set(divisors(v.a)) & set(divisors(v.b))) + v.c,
        lambda x, v: x == least(lambda n: n % v.a == 0 and n % v.b == 0) + v.c,
        lambda x, v: x == max(set(divisors(v.a)) & set(divisors(v.b))) - v.c,
    ],
    "power_remainder": [
        lambda x, v: x == v.a**v.n % v.m,
        lambda x, v: (v.a * v.n - x) % v.m == 0 and 0 <= x < v.m,
    ],
    "common_divisor": [
        lambda x, v: x == max(set(divisors(v.a)) & set(divisors(v.b))),
        lambda x, v: x == least(lambda n: n % v.a == 0 and n % v.b == 0),
    ],
    "divisor_count": [
        lambda x, v: x == len(divisors(v.n)),
        lambda x, v: x == sum(map(is_prime, divisors(v.n))),
        lambda x, v: x == sum(divisors(v.n)),
    ],
    "linear_congruence": [
        lambda x, v: x == least(lambda n: (v.a * n - v.b) % v.m == 0),
        lambda x, v: x == least(lambda n: (v.a * n + v.b) % v.m == 0),
    ],
    "two_remainders": [
        lambda x, v: x == least(lambda n: (n % v.p, n % v.q) == (v.a, v.b)),
        lambda x, v: x == least(lambda n: n > 9999 and (n % v.p, n % v.q) == (v.a, v.b)),
    ],
    "divisible_by_either": [
        lambda x, v: x == len(integers(lambda n: n % v.a == 0 or n % v.b == 0, 1, v.n - 1)),
        lambda x, v: x == len(integers(lambda n: n % v.a == 0 and n % v.b == 0, 1, v.n - 1)),
        lambda x, v: x == len(integers(lambda n: n % v.a and n % v.b, 1, v.n - 1)),
    ],
    "factorial_zeros": [
        lambda x, v: x == sum(sp.multiplicity(5, n) for n in range(5, v.n + 1, 5)),
    ],
    "base_to_decimal": [
        lambda x, v: x == sum(int(d) * v.b**i for i, d in enumerate(reversed(str(v.d)))),
    ],
    "sum_of_multiples": [
        lambda x, v: x == sum(multiples(v)),
        lambda x, v: x == sum(set(range(v.a + 1, v.b)) - set(multiples(v))),
        lambda x, v: x == len(multiples(v)),
    ],
    "consecutive_integers": [
        lambda x, v: sum(range(x - v.n + 1, x + 1)) == v.s,
        lambda x, v: sum(range(x, x + v.n)) == v.s,
    ],
    "largest_prime_factor": [
        lambda x, v: x == max(sp.primefactors(v.n)),
        lambda x, v: x == min(sp.primefactors(v.n)),
    ],
    "squares_between": [
        lambda x, v: x == between(v, 2),
        lambda x, v: x == between(v, 3),
    ],
    "rectangle_diagonal": [
        lambda x, v: isclose(x, sum(side.real**2 for side in sides(v))),
        lambda x, v: isclose(x, abs(sides(v)[0] - sides(v)[1])),
    ],
    "right_triangle_area": [
        lambda x, v: isclose(x, sqrt(v.c**2 - v.a**2) * v.a / 2),
        lambda x, v: isclose(x, sqrt(v.c**2 - v.a**2) + v.a + v.c),
    ],
    "circle_sector": [
        lambda x, v: isclose(value(x), pi * v.r**2 * v.t / 360),
        lambda x, v: isclose(value(x), 2 * pi * v.r * v.t / 360),
    ],
    "trapezoid_area": [
        lambda x, v: x == min(v.a, v.b) * v.h + Fraction(abs(v.a - v.b) * v.h, 2),
        lambda x, v: x == average([v.a, v.b]),
    ],
    "distance_of_points": [
        lambda x, v: x == abs(complex(v.a, v.b) - complex(v.c, v.d)),
        lambda x, v: v.b + x * (v.c - v.a) == v.d,
    ],
    "polygon_angle": [
        lambda x, v: (180 - x) * v.n == 360,
        lambda x, v: x * v.n == 360,
    ],
    "box_surface": [
        lambda x, v: x == 2 * sum(p * q for p, q in combinations((v.a, v.b, v.c), 2)),
        lambda x, v: x == v.a * v.b * v.c,
    ],
    "cylinder_volume": [
        lambda x, v: isclose(value(x), pi * v.r**2 * v.h),
        lambda x, v: isclose(value(x), pi * v.r**2 * v.h / 3),
        lambda x, v: isclose(value(x), 2 * pi * v.r * v.h),
    ],
    "similar_triangles": [
        lambda x, v: Fraction(v.a, v.c) == v.b / x,
        lambda x, v: v.a / x == Fraction(v.b, v.c),
    ],
    "triangle_area_squared": [
        lambda x, v: x == triangle_height_area(v),
        lambda x, v: x == triangle_height_area(v) * 4 / (v.a + v.b + v.c) ** 2,
    ],
    "tangent_length": [
        lambda x, v: x**2 + v.r**2 == v.d**2,
        lambda x, v: x + v.r == v.d,
    ],
    "lattice_points_on_segment": [
        lambda x, v: x == lattice_points(v),
        lambda x, v: x == lattice_points(v) - 2,
    ],
    "committee": [
        lambda x, v: x == sp.binomial(v.m, v.a) * sp.binomial(v.w, v.b),
        lambda x, v: x == sp.binomial(v.m, v.a) + sp.binomial(v.w, v.b),
    ],
    "letters_of_a_word": [
        lambda x, v: x == letter_orders(v.word),
    ],
    "lattice_paths": [
        lambda x, v: x == grid(v, lambda missed, passed: passed),
        lambda x, v: x == grid(v, lambda missed, passed: missed),
    ],
    "handshakes": [
        lambda x, v: x == len(list(combinations(range(v.n), 2))) - v.k,
    ],
    "coins_to_children": [
        lambda x, v: x == handed_out(v.n, v.k, 1),
        lambda x, v: x == handed_out(v.n, v.k, 0),
    ],
    "subsets_of_size": [
        lambda x, v: x == sp.Poly((1 + X) ** v.n, X).coeff_monomial(X**v.k),
        lambda x, v: x == sum(sp.Poly((1 + X) ** v.n, X).all_coeffs()[: v.k + 1]),
    ],
    "signal_codes": [
        lambda x, v: x == colourings(v),
        lambda x, v: x == sp.ff(v.n, v.k),
    ],
    "round_table": [
        lambda x, v: v.n > 8 or x == seatings(v),
    ],
    "increasing_functions": [
        lambda x, v: x == monotone(v, 1),
        lambda x, v: x == monotone(v, 0),
    ],
    "socks_in_a_drawer": [
        lambda x, v: x == least(lambda n: not can_avoid(v, n)),
    ],
    "urn_same_colour": [
        lambda x, v: x == balls(v, lambda first, second: first == second),
        lambda x, v: x == balls(v, lambda first, second: first != second),
        lambda x, v: x == balls(v, lambda first, second: first == second, replaced=True),
    ],
    "two_dice": [
        lambda x, v: x == rolls(v, lambda total: total == v.s),
        lambda x, v: x == rolls(v, lambda total: total >= v.s),
    ],
    "coin_tosses": [
        lambda x, v: x == tosses(v.n, Fraction(1, 2))[v.k],
        lambda x, v: x == sum(tosses(v.n, Fraction(1, 2))[v.k :]),
    ],
    "biased_coin": [
        lambda x, v: x == sum(tosses(v.n, Fraction(v.p, v.q))[1:]),
        lambda x, v: x == tosses(v.n, Fraction(v.p, v.q))[0],
        lambda x, v: x == tosses(v.n, Fraction(v.p, v.q))[v.n],
    ],
    "divisible_by_only_one": [
        lambda x, v: x == average(n % v.a == 0 and n % v.b != 0 for n in range(1, v.n + 1)),
    ],
    "two_machines": [
        lambda x, v: x * (v.a * v.p + (100 - v.a) * v.q) == v.a * v.p,
        lambda x, v: (1 - x) * (v.a * v.p + (100 - v.a) * v.q) == v.a * v.p,
    ],
    "largest_ticket": [
        lambda x, v: (
            x == sum(m * comb(m - 1, v.k - 1) for m in range(1, v.n + 1)) / Fraction(comb(v.n, v.k))
        ),
        lambda x, v: (
            x
            == sum(m * comb(v.n - m, v.k - 1) for m in range(1, v.n + 1)) / Fraction(comb(v.n, v.k))
        ),
    ],
    "derivative_at_point": [
        lambda x, v: x == sp.diff(v.a * X**3 - v.b * X**2 + v.c * X, X).subs(X, v.k),
        lambda x, v: x == sp.diff(v.a * X**3 - v.b * X**2 + v.c * X, X, 2).subs(X, v.k),
        lambda x, v: x == sp.diff(v.a * X**3 + v.b * X**2 + v.c * X, X).subs(X, v.k),
    ],
    "definite_integral": [
        lambda x, v: simplest(x, sp.integrate(v.a * X**2 + v.b * X, (X, 0, v.t))),
        lambda x, v: simplest(x, sp.integrate(v.a * X**2 - v.b * X, (X, 0, v.t))),
    ],
    "limit_at_zero": [
        lambda x, v: simplest(x, sp.limit((sp.sin(v.a * X) + v.c * X) / (v.b * X), X, 0)),
        lambda x, v: simplest(x, sp.limit((sp.sin(v.a * X) - v.c * X) / (v.b * X), X, 0)),
        lambda x, v: x == sp.limit((sp.sin(v.a * X) + v.c * X) / sp.cos(v.b * X), X, 0),
    ],
    "limit_at_infinity": [
        lambda x, v: simplest(x, far(v.a * X**2 + v.b * X, v.c * X**2 - v.d)),
        lambda x, v: simplest(x, far(-v.a * X**2 + v.b * X, v.c * X**2 - v.d)),
    ],
    "tangent_intercept": [
        lambda x, v: x == line_at(v, sp.diff(v.a * X**2 + v.b, X).subs(X, v.k)),
        lambda x, v: simplest(x, line_at(v, -1 / sp.diff(v.a * X**2 + v.b, X).subs(X, v.k))),
    ],
    "quadratic_minimum": [
        lambda x, v: simplest(x, lowest(v.a * X**2 - v.b * X + v.c)),
        lambda x, v: 2 * v.a * x == v.b,
        lambda x, v: simplest(x, lowest(v.a * X**2 - v.b * X - v.c)),
    ],
    "enclosed_area": [
        lambda x, v: simplest(x, enclosed(v.a * X**2, v.b * X, sp.Rational(v.b, v.a))),
        lambda x, v: simplest(x, enclosed(v.b * X**3, v.a * X**2, sp.Rational(v.a, v.b))),
    ],
    "second_derivative": [
        lambda x, v: x == sp.diff(sp.exp(v.a * X) + v.b * X**2, X, 2).subs(X, 0),
        lambda x, v: x == sp.diff(sp.cos(v.a * X) + v.b * X**2, X, 2).subs(X, 0),
        lambda x, v: x == sp.diff(sp.exp(v.a * X) - v.b * X**2, X, 2).subs(X, 0),
    ],
    "telescoping_sum": [
        lambda x, v: x == Fraction(1, v.a + 1) - Fraction(1, v.n + v.b),
    ],
    "moving_particle": [
        lambda x, v: simplest(x, sp.integrate(v.a * X**2 - v.b * X, (X, 0, v.k))),
        lambda x, v: simplest(x, sp.integrate(v.a * X**2 + v.b * X, (X, 0, v.k))),
    ],
    "shopping_change": [
        lambda x, v: x + sum([v.p] * v.n + [v.q] * v.m) == v.t,
    ],
    "two_trains": [
        lambda x, v: x * v.u + x * v.v == v.d,
        lambda x, v: abs(x * v.u - x * v.v) == v.d,
    ],
    "two_pumps": [
        lambda x, v: x / v.a + x / v.b == 1,
        lambda x, v: x / v.a - x / v.b == 1,
    ],
    "ages": [
        lambda x, v: v.a + x == v.k * (v.b + x),
    ],
    "price_changes": [
        lambda x, v: x == v.p * Fraction(100 + v.a, 100) * Fraction(100 - v.b, 100),
        lambda x, v: x == v.p * Fraction(100 - v.a, 100) * Fraction(100 - v.b, 100),
    ],
    "salt_mixture": [
        lambda x, v: x == average([v.p] * v.a + [v.q] * v.b),
    ],
    "chickens_and_rabbits": [
        lambda x, v: 4 * x + 2 * (v.h - x) == v.l,
        lambda x, v: 2 * x + 4 * (v.h - x) == v.l,
    ],
    "reading_a_book": [
        lambda x, v: x == sum(v.a + v.b * day for day in range(v.n)),
        lambda x, v: x == list(range(v.a, v.a + v.b * v.n, v.b))[-1],
    ],
    "sharing_in_ratio": [
        lambda x, v: Fraction(x, max(v.a, v.b, v.c)) == Fraction(v.t, v.a + v.b + v.c),
        lambda x, v: Fraction(x, min(v.a, v.b, v.c)) == Fraction(v.t, v.a + v.b + v.c),
    ],
    "fence_posts": [
        lambda x, v: x == len(fence(v)),
    ],
    "bank_interest": [
        lambda x, v: x == years_of(v, compound=False),
        lambda x, v: x == years_of(v, compound=True),
    ],
    "average_score": [
        lambda x, v: average([v.m] * v.n + [x]) == v.k,
    ],
    "theatre_tickets": [
        lambda x, v: x * v.a + (v.n - x) * v.b == v.t,
        lambda x, v: (v.n - x) * v.a + x * v.b == v.t,
    ],
    "average_speed": [
        lambda x, v: v.a / x + v.b / x == Fraction(v.a, v.u) + Fraction(v.b, v.v),
    ],
    "parcel_van": [
        lambda x, v: x == v.a + sum([v.c - v.b] * v.n) + v.d,
    ],
    "product": [
        lambda x, v: x == sum([v.a] * v.b),
        lambda x, v: x + v.b == v.a,
    ],
    "fraction_sum": [
        lambda x, v: x * v.b * v.d == v.a * v.d + v.c * v.b,
        lambda x, v: x * v.b * v.d == v.a * v.d - v.c * v.b,
    ],
    "percent_of": [
        lambda x, v: x / v.b == Fraction(v.a, 100),
    ],
    "square_difference": [
        lambda x, v: x == (v.a - v.b) * (v.a + v.b),
        lambda x, v: x == (v.a - v.b) ** 2 + 2 * v.a * v.b,
    ],
    "complex_product": [
        lambda x, v: x == (complex(v.a, v.b) * complex(v.c, -v.d)).real,
        lambda x, v: x == (complex(v.a, v.b) * complex(v.c, -v.d)).imag,
        lambda x, v: x == (complex(v.a, v.b) * complex(v.c, v.d)).real,
    ],
    "two_step_recurrence": [
        lambda x, v: (
            sp.Matrix([[1, 1], [1, 0]]) ** (v.n - 2) * sp.Matrix([v.b, v.a])
            == sp.Matrix([x, (sp.Matrix([[1, 1], [1, 0]]) ** (v.n - 3) * sp.Matrix([v.b, v.a]))[0]])
        ),
        lambda x, v: x == [v.a, v.b, v.b - v.a, -v.a, -v.b, v.a - v.b][(v.n - 1) % 6],
    ],
    "additive_function": [
        lambda x, v: Fraction(x, v.c) == Fraction(v.b, v.a),
        # f(x) = kx + x^2
        lambda x, v: (x - v.c**2) / v.c == Fraction(v.b - v.a**2, v.a),
    ],
    "two_by_two_matrix": [
        lambda x, v: x == sp.Matrix([[v.a, v.b], [v.c, v.d]]).det(),
        lambda x, v: x == sp.Matrix([[v.a, v.b], [v.c, v.d]]).trace(),
    ],
    "touching_circles": [
        lambda x, v: x == (v.r + v.s) ** 2 - (v.r - v.s) ** 2,
        lambda x, v: x - v.r == v.s,
    ],
    "neither_language": [
        lambda x, v: v.n == x + (v.a - v.c) + (v.b - v.c) + v.c,
        lambda x, v: x == len(set(range(v.a)) ^ set(range(v.a - v.c, v.a - v.c + v.b))),
    ],
    "painters": [
        lambda x, v: x * v.b == v.a * v.d,
    ],
    "clock_hands": [
        lambda x, v: (
            isclose(cos(radians(x)), cos(radians(30 * v.h + v.m / 2 - 6 * v.m))) and x <= 180
        ),
        lambda x, v: (
            isclose(cos(radians(x)), cos(radians(30 * v.h + v.m / 2 - 6 * v.m))) and x >= 180
        ),
    ],
    "mean_of_three": [
        lambda x, v: x == average([v.a, v.b, v.c]),
        lambda x, v: 1 / x == average(Fraction(1, one) for one in (v.a, v.b, v.c)),
    ],
    "remainder_of_two_divisors": [
        lambda x, v: x == sp.interpolate([(v.p, v.a), (v.q, v.b)], X).subs(X, v.k),
        lambda x, v: x == sp.interpolate([(-v.p, v.a), (v.q, v.b)], X).subs(X, v.k),
    ],
    "terms_of_a_progression": [
        lambda x, v: Fraction(x - v.a, v.k - v.m) == Fraction(v.b - v.a, v.n - v.m),
        lambda x, v: x == sum(progression(v)),
    ],
    "square_divisors": [
        lambda x, v: x == exponents_in_steps(v, 2),
        lambda x, v: x == exponents_in_steps(v, 3),
        lambda x, v: x == len(list(product(range(v.b + 1), range(v.c + 1)))),
    ],
    "bisectors_meet": [
        lambda x, v: x == 180 - Fraction(v.b, 2) - Fraction(180 - v.a - v.b, 2),
        lambda x, v: x == 360 - 90 - 90 - v.a,
    ],
    "foci_of_a_conic": [
        lambda x, v: isclose(x, (2 * sqrt(v.a - v.b)) ** 2),
        lambda x, v: isclose(x, (2 * sqrt(v.a + v.b)) ** 2),
    ],
    "product_of_vectors": [
        lambda x, v: x == sp.Matrix([v.a, v.b, v.c]).dot(sp.Matrix([v.d, v.e, v.f])),
        lambda x, v: (
            x == sum(c**2 for c in sp.Matrix([v.a, v.b, v.c]).cross(sp.Matrix([v.d, v.e, v.f])))
        ),
    ],
    "town_growth": [
        lambda x, v: x == v.p + sum(v.a - v.b for _ in range(v.n)),
        lambda x, v: x == v.p + sum(v.a - v.b for _ in range(12 * v.n)),
    ],
    "books_on_a_shelf": [
        lambda x, v: x == sp.factorial(v.m) * sp.factorial(v.k) * (v.m + 1),
        lambda x, v: x == sp.factorial(v.m) * sp.ff(v.m + 1, v.k),
    ],
    "equal_floors": [
        lambda x, v: x == len(equal_quotients(v)),
        lambda x, v: x == sum(equal_quotients(v)),
    ],
    "greatest_product": [
        lambda x, v: x == highest_on_line(v, lambda one, other: one * other),
        lambda x, v: x == -highest_on_line(v, lambda one, other: -(one**2) - other**2),
    ],
    "boat_on_a_river": [
        lambda x, v: (Fraction(v.d, v.a) + x) * v.b == v.d - x * v.b,
        lambda x, v: x - Fraction(v.d, v.a) == Fraction(v.d, v.b) - x,
    ],
    "defective_lamps": [
        lambda x, v: x == picked(v.n, v.n - v.k, v.m),
        lambda x, v: x == picked(v.n, v.k, v.m),
    ],
    "double_angle": [
        lambda x, v: isclose(x, cos(2 * atan(v.p / v.q)), abs_tol=1e-9),
        lambda x, v: isclose(x, sin(2 * atan(v.p / v.q)), abs_tol=1e-9),
        lambda x, v: isclose(x, cos(2 * atan(v.q / v.p)), abs_tol=1e-9),
    ],
    "binomial_coefficient": [
        lambda x, v: x == sp.Poly((v.a + v.b * X) ** v.n, X).coeff_monomial(X**v.k),
        lambda x, v: x == sp.Poly((v.a - v.b * X) ** v.n, X).coeff_monomial(X**v.k),
    ],
    "integers_between": [
        lambda x, v: x == len(integers(lambda n: v.a < v.b * n + v.c < v.d)),
        lambda x, v: x == len(integers(lambda n: v.a <= v.b * n + v.c <= v.d)),
        lambda x, v: x == len(integers(lambda n: v.a < v.b * n - v.c < v.d)),
    ],
    "lattice_disc": [
        lambda x, v: x == len(range(-v.a, v.a + 1)) * len(range(-v.b, v.b + 1)),
        lambda x, v: x == len(list(product(range(1, v.a + 1), range(1, v.b + 1)))),
    ],
}
