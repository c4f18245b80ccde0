"""Reads a short formula, in LaTeX or calculator notation, into a tree.

A tree is a tuple: an operator and its operands, down to ("number", value) and ("symbol", name).
What is not understood for certain raises `NotUnderstood`; nothing is guessed.
"""

import cmath
import math
import re
import zlib
from fractions import Fraction

MAX_TOKENS, MAX_DEPTH = 150, 25

FUNCTIONS = {
    **{name: getattr(cmath, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    **{f"arc{name}": getattr(cmath, f"a{name}") for name in ("sin", "cos", "tan")},
    "cot": lambda x: 1 / cmath.tan(x),
    "sec": lambda x: 1 / cmath.cos(x),
    "csc": lambda x: 1 / cmath.sin(x),
    "ln": cmath.log,
    "log": cmath.log10,
    "lg": cmath.log10,
    "abs": abs,
    "floor": lambda x: math.floor(x.real),
    "ceil": lambda x: math.ceil(x.real),
}
SYMBOLS = set(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau phi "
    "chi psi omega varphi varepsilon vartheta circ infty ell hbar Gamma Delta Theta Lambda Sigma "
    "Phi Psi Omega".split()
)


def on_axis(value: complex) -> complex:
    """Without the rounding error that would put a negative number below its branch cut."""
    return complex(value.real, 0) if abs(value.imag) <= 1e-12 * abs(value.real) else value


SCALES = (1, -1.3, 3)  # a negative one, because |x| is not x
VALUES = {"pi": math.pi, "e": math.e, "i": 1j, "circ": math.pi / 180, "infty": math.nan}
OPERATIONS = {
    "number": complex,
    "+": lambda left, right: left + right,
    "-": lambda operand: 0 - operand,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
    "^": lambda left, right: on_axis(left) ** right,
    "!": lambda operand: complex(math.gamma(operand.real + 1)),
    "binom": lambda left, right: complex(
        math.gamma(left.real + 1) / math.gamma(right.real + 1) / math.gamma((left - right).real + 1)
    ),
    "call": lambda name, operand: complex(FUNCTIONS[name](operand)),
}
NAMES = {"cdot": "*", "times": "*", "ast": "*", "div": "/", "dfrac": "frac", "tfrac": "frac"}
NAMES |= {"cfrac": "frac", "dbinom": "binom", "tbinom": "binom", "imath": "i", "lvert": "|"}
NAMES |= {"rvert": "|", "vert": "|", "mid": "|", "lbrace": "{", "rbrace": "}", "**": "^"}
ARC = re.compile(r"^a(?=sin|cos|tan)")
CLOSING = {"(": ")", "[": "]", "{": "}", "|": "|", "lfloor": "rfloor", "lceil": "rceil"}
BRACKET_FUNCTIONS = {"|": "abs", "lfloor": "floor", "lceil": "ceil"}

TOKEN = re.compile(
    r"\s*(?:(?P<repeating>\d*\.\d*\\overline\{\d+\})|(?P<number>\d+\.?\d*|\.\d+)"
    r"|\\(?P<command>[a-zA-Z]+)|(?P<word>(?:a(?:rc)?)?(?:sin|cos|tan)h?|cot|sec|csc|sqrt|exp|log|ln|pi"
    r"|abs)(?![a-zA-Z])|(?P<symbol>[a-zA-Z])|(?P<sign>\*\*|[-+*/^_()\[\]{}|!]))"
)


class NotUnderstood(Exception):
    """The text is no formula, or not one that can be read for certain."""


def read_formula(text: str) -> tuple:
    return Reader(text).read()


class Reader:
    """A reader that looks one token ahead."""

    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, str]] = []
        position, text = 0, text.rstrip()
        while position < len(text):
            match = TOKEN.match(text, position)
            if not match or len(self.tokens) > MAX_TOKENS:
                raise NotUnderstood(text)
            kind, token = match.lastgroup, match[match.lastgroup]
            if token not in ("left", "right"):
                self.tokens.append((kind, NAMES.get(token, token)))
            position = match.end()
        self.tokens.append(("end", ""))
        self.tokens.reverse()
        self.depth, self.in_bars, self.last = 0, False, ""

    def read(self) -> tuple:
        tree = self.sum()
        self.expect("end")
        return tree

    @property
    def kind(self) -> str:
        return self.tokens[-1][0]

    @property
    def token(self) -> str:
        return self.tokens[-1][1]

    def take(self) -> str:
        if self.kind == "end":
            raise NotUnderstood("an early end")
        self.last = self.tokens.pop()[1]
        return self.last

    def expect(self, expected: str) -> None:
        if expected not in (self.kind, self.token):
            raise NotUnderstood(self.token)
        if expected != "end":
            self.take()

    def sum(self) -> tuple:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise NotUnderstood("too deep")
        tree = self.signed(self.product)
        while self.token in ("+", "-"):
            operator = self.take()
            term = self.product()
            tree = ("+", tree, term if operator == "+" else ("-", term))
        self.depth -= 1
        return tree

    def signed(self, operand) -> tuple:
        if self.token == "-":
            self.take()
            return ("-", operand())
        if self.token == "+":
            self.take()
        return operand()

    def product(self) -> tuple:
        tree = self.power()
        while True:
            if self.token == "*":
                self.take()
                tree = ("*", tree, self.signed(self.power))
            elif self.token == "/":
                self.take()
                divisor = self.signed(self.power)
                if divisor[0] != "number" and self.is_factor():
                    raise NotUnderstood("a/bc")
                tree = ("/", tree, divisor)
            elif self.is_factor():
                if self.kind in ("number", "repeating") and self.last != ")":
                    raise NotUnderstood("a number behind a factor")
                if tree[0] == "symbol" and self.is_application(tree[1]):
                    raise NotUnderstood("f(x)")
                tree = ("*", tree, self.power())
            else:
                return tree

    def is_application(self, name: str) -> bool:
        """`f(x)` and `I(0)` are no products; `n(n+1)` is one."""
        opening, inner, closing = ([*self.tokens[:-4:-1], ("end", "")] * 2)[:3]
        return opening[1] == "(" and (
            name in "fghFGHP" or (inner[0] == "number" and closing[1] == ")")
        )

    def is_factor(self) -> bool:
        if self.kind == "sign":
            return self.token in ("(", "[", "{") or (self.token == "|" and not self.in_bars)
        return self.kind != "end" and self.token not in ("*", "/", "rfloor", "rceil")

    def power(self) -> tuple:
        tree = self.primary()
        while self.token in ("^", "!"):
            if self.take() == "!":
                tree = ("!", tree)
                continue
            exponent = self.signed(self.primary)
            if exponent == ("symbol", "circ"):
                tree = ("*", tree, exponent)
            else:
                if self.token == "^":
                    self.take()
                    exponent = ("^", exponent, self.signed(self.primary))
                tree = ("^", tree, exponent)
        return tree

    def primary(self) -> tuple:
        kind, token = self.kind, self.take()
        name = ARC.sub("arc", token)
        if kind == "number":
            tree = self.number(token)
        elif kind == "repeating":
            tree = ("number", repeating(token))
        elif token in CLOSING:
            tree = self.group(token)
        elif kind == "symbol" or token in SYMBOLS or token == "i":
            tree = ("symbol", token + self.index())
        elif token in ("frac", "binom"):
            tree = ("/" if token == "frac" else token, self.argument(), self.argument())
        elif token == "sqrt":
            tree = self.root()
        elif name in FUNCTIONS or name == "exp":
            tree = self.function(name)
        else:
            raise NotUnderstood(token)
        return tree

    def number(self, digits: str) -> tuple:
        tree = ("number", int(digits) if digits.isdigit() else Fraction(digits.rstrip(".")))
        if self.token == "_":  # a number in another base is not the number its digits spell
            base = self.index()
            return tree if base == "_10" else ("symbol", digits + base)
        if self.token == "frac" and digits.isdigit():
            fraction = self.primary()
            is_proper = all(part[0] == "number" for part in fraction[1:]) and (
                fraction[1][1] < fraction[2][1]
            )
            return ("+" if is_proper else "*", tree, fraction)
        return tree

    def group(self, opening: str) -> tuple:
        outside, self.in_bars = self.in_bars, opening == "|"
        tree = self.sum()
        self.expect(CLOSING[opening])
        self.in_bars = outside
        name = BRACKET_FUNCTIONS.get(opening)
        return ("call", name, tree) if name else tree

    def index(self) -> str:
        if self.token != "_":
            return ""
        self.take()
        if self.token != "{":
            return "_" + self.take()
        self.take()
        name = ""
        while self.token != "}":
            name += self.take()
        self.take()
        return f"_{name}" if name.isalnum() else f"_{{{name}}}"

    def argument(self) -> tuple:
        """What a LaTeX command takes: a group, a digit, a letter or a command."""
        if self.kind == "number" and self.token.isdigit():
            digits = self.take()
            if digits[1:]:
                self.tokens.append(("number", digits[1:]))
            return ("number", int(digits[0]))
        return self.primary()

    def root(self) -> tuple:
        degree = self.primary() if self.token == "[" else ("number", 2)
        return ("^", self.primary(), ("/", ("number", 1), degree))

    def function(self, name: str) -> tuple:
        base = exponent = None
        while self.token in ("_", "^"):
            if self.take() == "_":
                base = self.argument()
            else:
                exponent = self.signed(self.argument)
        if self.token in ("(", "[", "{", "|"):
            operand = self.primary()
        else:
            operand = self.power()
            while self.kind == "symbol" or self.token in SYMBOLS:
                operand = ("*", operand, self.power())
        if exponent == ("-", ("number", 1)):
            name, exponent = f"arc{name}", None
            if name not in FUNCTIONS:
                raise NotUnderstood(name)
        if name == "exp":
            tree = ("^", ("symbol", "e"), operand)
        elif base is not None:
            tree = ("/", ("call", "ln", operand), ("call", "ln", base))
        else:
            tree = ("call", name, operand)
        return tree if exponent is None else ("^", tree, exponent)


def repeating(token: str) -> Fraction:
    """`0.1\\overline{6}` -> 1/6"""
    start, period = token[:-1].split("\\overline{")
    whole, digits = start.split(".")
    nines = (10 ** len(period) - 1) * 10 ** len(digits)
    return Fraction(int(whole or 0)) + Fraction(int(digits + period) - int(digits or 0), nines)


def approximate(tree: tuple, salt: int = 0) -> complex:
    """The value of a tree with pseudo-random values for its symbols, the same in every run."""
    operator, *operands = tree
    if operator == "symbol":
        name = operands[0]
        share = zlib.crc32(f"{salt}{name}".encode()) / 2**32
        return VALUES.get(name, complex((0.5 + share) * SCALES[salt]))
    values = [
        approximate(operand, salt) if isinstance(operand, tuple) else operand
        for operand in operands
    ]
    return OPERATIONS[operator](*values)
