"""Lengths, areas, volumes and angles."""

from fractions import Fraction
from math import gcd, isqrt

from atlas.demo.problems import Family, Twist

TRIPLES = ((3, 4, 5), (5, 12, 13), (8, 15, 17), (7, 24, 25), (20, 21, 29), (12, 35, 37))


def square_root(n):
    """Of a positive perfect square, else None."""
    return isqrt(n) if n > 0 and isqrt(n) ** 2 == n else None


def times_pi(factor):
    r"""12\pi, \frac{5\pi}{3}; None where nothing is left to multiply."""
    factor = Fraction(factor)
    if factor <= 0:
        return None
    top = "\\pi" if factor.numerator == 1 else f"{factor.numerator}\\pi"
    return top if factor.denominator == 1 else f"\\frac{{{top}}}{{{factor.denominator}}}"


def draw_rectangle(rng):
    length, width = rng.randint(12, 90), rng.randint(2, 60)
    return {"a": length * width, "p": 2 * (length + width)}


def sides_differ_by(a, p):
    return square_root((p // 2) ** 2 - 4 * a) if p % 2 == 0 else None


def draw_triple(rng):
    scale = rng.randint(1, 30)
    legs = [scale * side for side in rng.choice(TRIPLES)]
    return {"c": legs[2], "a": legs[rng.randrange(2)]}


def right_area(c, a):
    leg = square_root(c * c - a * a)
    return leg and Fraction(a * leg, 2)


def right_perimeter(c, a):
    leg = square_root(c * c - a * a)
    return leg and a + leg + c


def draw_points(rng):
    x, y, scale = rng.randint(1, 40), rng.randint(1, 40), rng.randint(1, 6)
    legs = [scale * side for side in rng.choice(TRIPLES)[:2]]
    rng.shuffle(legs)
    return {"a": x, "b": y, "c": x + legs[0], "d": y + legs[1]}


def slope(a, b, c, d):
    return Fraction(d - b, c - a) if c != a else None


def draw_similar(rng):
    a, b, c = rng.randint(3, 40), rng.randint(3, 60), rng.randint(3, 40)
    return {"a": a, "b": b, "c": c}


def draw_triangle(rng):
    a, b = rng.randint(4, 40), rng.randint(4, 40)
    return {"a": a, "b": b, "c": rng.randint(abs(a - b) + 1, a + b - 1)}


def area_squared(a, b, c):
    product = (a + b + c) * (-a + b + c) * (a - b + c) * (a + b - c)
    return Fraction(product, 16) if product > 0 else None


def inradius_squared(a, b, c):
    area = area_squared(a, b, c)
    return area and area / Fraction(a + b + c, 2) ** 2


def draw_tangent(rng):
    scale = rng.randint(1, 30)
    legs = [scale * side for side in rng.choice(TRIPLES)]
    return {"r": legs[rng.randrange(2)], "d": legs[2]}


def lattice_boundary(a, b, c, d):
    return gcd(abs(c - a), abs(d - b)) + 1 if (a, b) != (c, d) else None


FAMILIES = (
    Family(
        "rectangle_diagonal",
        "geometry",
        (
            "A rectangle has area $«a»$ and perimeter $«p»$. "
            "Find the square of the length of its diagonal.",
            "The area of a rectangle is $«a»$ and its perimeter is $«p»$. "
            "What is the square of the length of its diagonal?",
        ),
        draw_rectangle,
        lambda a, p: (p // 2) ** 2 - 2 * a if p % 2 == 0 and p * p >= 16 * a else None,
        "一个矩形的面积为 $«a»$，周长为 $«p»$，求其对角线长的平方。",
        (
            Twist(
                "question",
                "Find the square of the length of its diagonal.",
                "Find the difference between the lengths of two adjacent sides.",
                sides_differ_by,
            ),
        ),
    ),
    Family(
        "right_triangle_area",
        "geometry",
        (
            "A right triangle has a hypotenuse of length $«c»$ and one leg of length $«a»$. "
            "Find its area.",
            "The hypotenuse of a right triangle is $«c»$ and one of its legs is $«a»$. "
            "What is its area?",
        ),
        draw_triple,
        right_area,
        "一个直角三角形的斜边长为 $«c»$，一条直角边长为 $«a»$，求它的面积。",
        (Twist("question", "its area", "its perimeter", right_perimeter),),
    ),
    Family(
        "circle_sector",
        "geometry",
        (
            r"A sector of a circle of radius $«r»$ has a central angle of $«t»^\circ$. "
            r"What is the area of the sector?",
            r"In a circle of radius $«r»$, find the area of a sector with central angle "
            r"$«t»^\circ$.",
        ),
        lambda r: {"r": r.randint(2, 90), "t": r.randint(11, 350)},
        lambda r, t: times_pi(Fraction(r * r * t, 360)) if t < 360 else None,
        r"半径为 $«r»$ 的圆中，圆心角为 $«t»^\circ$ 的扇形的面积是多少？",
        (
            Twist(
                "question",
                "What is the area of the sector?",
                "What is the length of its arc?",
                lambda r, t: times_pi(Fraction(2 * r * t, 360)),
            ),
        ),
    ),
    Family(
        "trapezoid_area",
        "geometry",
        (
            "A trapezoid has parallel sides of length $«a»$ and $«b»$ and height $«h»$. "
            "What is its area?",
            "The parallel sides of a trapezoid measure $«a»$ and $«b»$, and its height is $«h»$. "
            "Find its area.",
        ),
        lambda r: {"a": r.randint(3, 80), "b": r.randint(3, 80), "h": r.randint(2, 60)},
        lambda a, b, h: Fraction((a + b) * h, 2) if a != b else None,
        "一个梯形的上底为 $«a»$，下底为 $«b»$，高为 $«h»$，求它的面积。",
        (
            Twist(
                "question",
                "What is its area?",
                "What is the length of its midline?",
                lambda a, b, h: Fraction(a + b, 2),
            ),
        ),
    ),
    Family(
        "distance_of_points",
        "geometry",
        (
            "Find the distance between the points $(«a», «b»)$ and $(«c», «d»)$ in the plane.",
            "What is the distance between the points $(«a», «b»)$ and $(«c», «d»)$?",
        ),
        draw_points,
        lambda a, b, c, d: square_root((c - a) ** 2 + (d - b) ** 2),
        "求平面上点 $(«a», «b»)$ 与点 $(«c», «d»)$ 之间的距离。",
        (
            Twist(
                "question",
                "the distance between the points",
                "the slope of the line through the points",
                slope,
            ),
        ),
    ),
    Family(
        "polygon_angle",
        "geometry",
        (
            "What is the measure, in degrees, of each interior angle of a regular polygon "
            "with $«n»$ sides?",
            "A regular polygon has $«n»$ sides. Find the measure, in degrees, of each interior "
            "angle.",
        ),
        lambda r: {"n": r.randint(7, 2000)},
        lambda n: Fraction(180 * (n - 2), n) if n > 2 else None,
        "正 $«n»$ 边形的每个内角是多少度？",
        (Twist("word", "interior", "exterior", lambda n: Fraction(360, n)),),
    ),
    Family(
        "box_surface",
        "geometry",
        (
            "A rectangular box measures $«a»$ by $«b»$ by $«c»$. What is its surface area?",
            "Find the surface area of a rectangular box with edges $«a»$, $«b»$ and $«c»$.",
        ),
        lambda r: {"a": r.randint(2, 40), "b": r.randint(2, 40), "c": r.randint(2, 40)},
        lambda a, b, c: 2 * (a * b + b * c + c * a),
        "一个长方体的长、宽、高分别为 $«a»$、$«b»$、$«c»$，求它的表面积。",
        (Twist("question", "surface area", "volume", lambda a, b, c: a * b * c),),
    ),
    Family(
        "cylinder_volume",
        "geometry",
        (
            "A cylinder has radius $«r»$ and height $«h»$. Find its volume.",
            "What is the volume of a cylinder whose radius is $«r»$ and whose height is $«h»$?",
        ),
        lambda r: {"r": r.randint(2, 60), "h": r.randint(2, 90)},
        lambda r, h: times_pi(r * r * h),
        "一个圆柱的底面半径为 $«r»$，高为 $«h»$，求它的体积。",
        (
            Twist("word", "cylinder", "cone", lambda r, h: times_pi(Fraction(r * r * h, 3))),
            Twist("question", "its volume", "its lateral area", lambda r, h: times_pi(2 * r * h)),
        ),
    ),
    Family(
        "similar_triangles",
        "geometry",
        (
            "Triangles $ABC$ and $DEF$ are similar, with $AB = «a»$, $DE = «b»$ and $BC = «c»$. "
            "Find $EF$.",
            "Triangle $ABC$ is similar to triangle $DEF$. If $AB = «a»$, $DE = «b»$ and "
            "$BC = «c»$, what is $EF$?",
        ),
        draw_similar,
        lambda a, b, c: Fraction(b * c, a) if a != b else None,
        "三角形 $ABC$ 与三角形 $DEF$ 相似，且 $AB = «a»$，$DE = «b»$，$BC = «c»$，求 $EF$。",
        (
            Twist(
                "word",
                "and $BC = «c»$. Find $EF$",
                "and $EF = «c»$. Find $BC$",
                lambda a, b, c: Fraction(a * c, b),
            ),
        ),
    ),
    Family(
        "triangle_area_squared",
        "geometry",
        (
            "A triangle has sides of length $«a»$, $«b»$ and $«c»$. Find the square of its area.",
            "The side lengths of a triangle are $«a»$, $«b»$ and $«c»$. "
            "What is the square of its area?",
        ),
        draw_triangle,
        area_squared,
        "一个三角形的三边长分别为 $«a»$、$«b»$、$«c»$，求其面积的平方。",
        (Twist("question", "its area", "its inradius", inradius_squared),),
    ),
    Family(
        "tangent_length",
        "geometry",
        (
            "Point $P$ lies at distance $«d»$ from the centre of a circle of radius $«r»$. "
            "Find the length of a tangent from $P$ to the circle.",
            "A circle has radius $«r»$, and the point $P$ is at distance $«d»$ from its centre. "
            "How long is a tangent segment from $P$ to the circle?",
        ),
        draw_tangent,
        lambda r, d: square_root(d * d - r * r),
        "点 $P$ 到半径为 $«r»$ 的圆的圆心的距离为 $«d»$，求从点 $P$ 到圆的切线长。",
        (
            Twist(
                "question",
                "Find the length of a tangent from $P$ to the circle.",
                "Find the shortest distance from $P$ to a point of the circle.",
                lambda r, d: d - r if d > r else None,
            ),
        ),
    ),
    Family(
        "lattice_points_on_segment",
        "geometry",
        (
            "How many points with integer coordinates lie on the segment from $(«a», «b»)$ "
            "to $(«c», «d»)$, endpoints included?",
            "Count the lattice points on the segment joining $(«a», «b»)$ and $(«c», «d»)$, "
            "endpoints included.",
        ),
        lambda r: {
            "a": r.randint(1, 40),
            "b": r.randint(1, 40),
            "c": r.randint(41, 300),
            "d": r.randint(41, 300),
        },
        lattice_boundary,
        "从 $(«a», «b»)$ 到 $(«c», «d»)$ 的线段上（含端点）有多少个整点？",
        (
            Twist(
                "word",
                "included",
                "excluded",
                lambda a, b, c, d: gcd(abs(c - a), abs(d - b)) - 1 if c > a else None,
            ),
        ),
    ),
)
