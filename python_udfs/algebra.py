"""Exact arithmetic on formulas: equal values get equal keys, and nothing can run away.

A value is a sum of products of atoms with rational exponents: primes (for roots), symbols and
whatever else stays closed, such as sin(x). 2√3 and √12 are both {3^(1/2): 2}; powers too big to
write out stay powers.
"""

import math
from fractions import Fraction

from python_udfs.formula import NotUnderstood

MAX_TERMS, MAX_BITS, MAX_PRIME = 60, 512, 1000
POSITIVE = {"pi", "e"}
ROUNDINGS = {"abs": abs, "floor": math.floor, "ceil": math.ceil}

Number = int | Fraction  # whole numbers are ints: ten times as fast
Atom = int | str
Monomial = tuple[tuple[Atom, Number], ...]


class Value:
    """An exact value; `key` is the same text for the same value."""

    __slots__ = ("terms",)

    def __init__(self, terms: dict[Monomial, Number]) -> None:
        self.terms = {monomial: factor for monomial, factor in terms.items() if factor}
        if len(self.terms) > MAX_TERMS:
            raise NotUnderstood("too many terms")

    @classmethod
    def atom(cls, name: Atom) -> "Value":
        return cls({((name, 1),): 1})

    @classmethod
    def number(cls, number: Number) -> "Value":
        return cls({(): number})

    @property
    def rational(self) -> Number | None:
        if not self.terms:
            return 0
        return self.terms.get(()) if len(self.terms) == 1 else None

    def key(self) -> str:
        """The value as a formula, terms in a fixed order: `2*3^(1/2) - x`"""
        key = ""
        for monomial in sorted(self.terms, key=repr):
            factor = self.terms[monomial]
            names = [atom_power(atom, exponent) for atom, exponent in monomial]
            digits = [] if abs(factor) == 1 and names else [str(abs(factor))]
            key += (" - " if factor < 0 else " + ") + "*".join([*digits, *names])
        return key.removeprefix(" + ").replace(" - ", "-", key.startswith(" - ")) or "0"

    def __add__(self, other: "Value") -> "Value":
        terms = dict(self.terms)
        for monomial, factor in other.terms.items():
            terms[monomial] = terms.get(monomial, 0) + factor
        return Value(terms)

    def __mul__(self, other: "Value") -> "Value":
        if len(self.terms) * len(other.terms) > MAX_TERMS**2:
            raise NotUnderstood("too many terms")
        product: dict[Monomial, Number] = {}
        for monomial, factor in self.terms.items():
            for other_monomial, other_factor in other.terms.items():
                merged, scale = simplified(factor * other_factor, monomial + other_monomial)
                product[merged] = product.get(merged, 0) + scale
        return Value(product)

    def __neg__(self) -> "Value":
        return Value({monomial: -factor for monomial, factor in self.terms.items()})

    def inverse(self) -> "Value":
        if not self.terms:
            raise NotUnderstood("division by zero")
        if len(self.terms) == 1:
            return self.power(-1)
        if len(self.terms) == 2 and all(map(is_surd, self.terms)):
            (first, factor), (second, other_factor) = self.terms.items()
            conjugate = Value({first: factor, second: -other_factor})
            return conjugate * (self * conjugate).inverse()
        scale = Fraction(1) / self.terms[min(self.terms, key=repr)]
        primitive = self * Value.number(scale)
        return Value({((f"({primitive.key()})", -1),): scale})

    def power(self, exponent: Number) -> "Value":
        if not self.terms and exponent <= 0:
            raise NotUnderstood("0^0")
        closed = ((f"({self.key()})", lean(exponent)),)
        if exponent.denominator == 1 and len(self.terms) > 1 and 0 <= exponent <= 8:
            return math.prod([self] * int(exponent), start=Value.number(1))
        if exponent == -1 and len(self.terms) > 1:
            return self.inverse()
        if len(self.terms) != 1:
            return Value({closed: 1} if self.terms else {})
        ((monomial, factor),) = self.terms.items()
        is_real = all(map(is_positive, monomial))
        if factor < 0 and exponent.denominator == 2 and is_real:
            return Value.atom("i").power(exponent.numerator) * (-self).power(exponent)
        is_exact = exponent.denominator == 1 or (factor > 0 and is_real)
        if is_exact or (factor == 1 and len(monomial) == 1 and monomial[0][1] == 1):
            powers = [(atom, power * exponent) for atom, power in monomial]
            merged, scale = simplified(1, powers + raise_number(factor, exponent))
            return Value({merged: scale})
        return Value({closed: 1})


def atom_power(atom: Atom, exponent: Number) -> str:
    if exponent == 1:
        return str(atom)
    is_plain = exponent.denominator == 1 and exponent > 0
    return f"{atom}^{exponent}" if is_plain else f"{atom}^({exponent})"


def is_surd(monomial: Monomial) -> bool:
    return all(
        (isinstance(atom, int) and power.denominator == 2) or atom == "i"
        for atom, power in monomial
    )


def is_positive(atom_and_power: tuple[Atom, Number]) -> bool:
    return isinstance(atom_and_power[0], int) or atom_and_power[0] in POSITIVE


def raise_number(number: Number, exponent: Number) -> list[tuple[Atom, Number]]:
    """The prime factors of number**exponent; -1 stands for a sign."""
    powers: list[tuple[Atom, Number]] = []
    if number < 0:
        powers.append((-1, exponent % 2))
    for part, sign in ((abs(number.numerator), 1), (number.denominator, -1)):
        rest, prime = part, 2
        while prime <= MAX_PRIME and prime * prime <= rest:
            while rest % prime == 0:
                powers.append((prime, sign * exponent))
                rest //= prime
            prime += 1
        if rest > 1:
            root = math.isqrt(rest)
            powers += (
                [(root, sign * exponent)] * 2 if root * root == rest else [(rest, sign * exponent)]
            )
    return powers


def simplified(factor: Number, powers) -> tuple[Monomial, Number]:
    """Powers of one atom joined; whole powers of numbers and of i multiplied into the factor."""
    joined: dict[Atom, Number] = {}
    for atom, exponent in powers:
        joined[atom] = joined.get(atom, 0) + exponent
    for atom, exponent in list(joined.items()):
        whole = math.floor(exponent)
        if atom == "i" and exponent.denominator == 1:
            factor *= (1, 1, -1, -1)[whole % 4]
            joined[atom] = whole % 2
        elif isinstance(atom, int) and abs(whole) * atom.bit_length() <= MAX_BITS:
            factor *= atom**whole if whole >= 0 else Fraction(1, atom**-whole)
            joined[atom] = exponent - whole
        elif isinstance(atom, int):  # too big to write out: gather all powers of this prime
            while factor.numerator % atom == 0:
                factor, joined[atom] = factor / Fraction(atom), joined[atom] + 1
            while factor.denominator % atom == 0:
                factor, joined[atom] = factor * atom, joined[atom] - 1
    kept = [(atom, lean(exponent)) for atom, exponent in joined.items() if exponent]
    return tuple(sorted(kept, key=repr) if len(kept) > 1 else kept), factor


def lean(number: Number) -> Number:
    return number.numerator if number.denominator == 1 else number


def raised(base: Value, exponent: Value) -> Value:
    """base^exponent; a power that cannot be written out, such as 2^n, is one atom."""
    if exponent.rational is not None:
        return base.power(exponent.rational)
    sign = 1 if exponent.terms[min(exponent.terms, key=repr)] > 0 else -1
    exponent = exponent * Value.number(sign)
    name = base.key() if base.key().isalnum() else f"({base.key()})"
    return Value({((f"({name}^({exponent.key()}))", sign),): 1})


def is_natural(value: Value) -> bool:
    """Whether it is a natural number small enough to count with."""
    number = value.rational
    return number is not None and number.denominator == 1 and 0 <= number <= 100


def closed_call(name: str, operand: Value) -> Value:
    if name in ROUNDINGS and operand.rational is not None:
        return Value.number(ROUNDINGS[name](operand.rational))
    return Value.atom(f"{name}({operand.key()})")


def factorial(number: Value) -> Value:
    if is_natural(number):
        return Value.number(math.factorial(int(number.rational)))
    return Value.atom(f"({number.key()})!")


def binomial(number: Value, chosen: Value) -> Value:
    if is_natural(number) and is_natural(chosen):
        return Value.number(math.comb(int(number.rational), int(chosen.rational)))
    return Value.atom(f"binom({number.key()}, {chosen.key()})")


OPERATIONS = {
    "number": Value.number,
    "symbol": Value.atom,
    "+": Value.__add__,
    "-": Value.__neg__,
    "*": Value.__mul__,
    "/": lambda left, right: left * right.inverse(),
    "^": raised,
    "!": factorial,
    "binom": binomial,
    "call": closed_call,
}


def evaluate(tree: tuple) -> Value:
    operator, *operands = tree
    return OPERATIONS[operator](
        *(evaluate(operand) if isinstance(operand, tuple) else operand for operand in operands)
    )
