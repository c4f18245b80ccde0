"""Prompts of a few words."""

from fractions import Fraction

from atlas.demo.problems import Family, Twist

FAMILIES = (
    Family(
        "product",
        "short",
        (r"Compute $«a» \cdot «b»$.", r"$«a» \cdot «b» =$"),
        lambda r: {"a": r.randint(101, 9999), "b": r.randint(11, 999)},
        lambda a, b: a * b,
        r"计算 $«a» \cdot «b»$。",
        (Twist("operator", r"\cdot", "-", lambda a, b: a - b),),
    ),
    Family(
        "fraction_sum",
        "short",
        (r"Evaluate $\frac{«a»}{«b»} + \frac{«c»}{«d»}$.",),
        lambda r: {
            "a": r.randint(1, 40),
            "b": r.randint(2, 90),
            "c": r.randint(1, 40),
            "d": r.randint(2, 90),
        },
        lambda a, b, c, d: Fraction(a, b) + Fraction(c, d),
        r"计算 $\frac{«a»}{«b»} + \frac{«c»}{«d»}$。",
        (Twist("operator", "} + ", "} - ", lambda a, b, c, d: Fraction(a, b) - Fraction(c, d)),),
    ),
    Family(
        "percent_of",
        "short",
        ("What is «a» percent of «b»?", "Find «a» percent of «b»."),
        lambda r: {"a": r.randint(3, 97), "b": r.randint(110, 9900)},
        lambda a, b: Fraction(a * b, 100),
        "«b»的百分之«a»是多少？",
    ),
    Family(
        "square_difference",
        "short",
        ("Simplify $«a»^2 - «b»^2$.", "Compute $«a»^2 - «b»^2$."),
        lambda r: {"a": r.randint(101, 999), "b": r.randint(11, 100)},
        lambda a, b: a * a - b * b,
        "计算 $«a»^2 - «b»^2$。",
        (Twist("sign", "^2 - ", "^2 + ", lambda a, b: a * a + b * b),),
    ),
)
