"""Urns, dice, coins and expectations."""

from fractions import Fraction
from math import comb, lcm

from atlas.demo.problems import Family, Twist


def ways_to_roll(n, s):
    """How many of the n*n rolls of two n-sided dice have the sum s."""
    return max(0, n - abs(s - n - 1))


def draw_dice(rng):
    n = rng.randint(5, 60)
    return {"n": n, "s": rng.randint(3, 2 * n - 2)}


def roll_probability(n, s, at_least=False):
    sums = range(s, 2 * n + 1) if at_least else (s,)
    return Fraction(sum(ways_to_roll(n, total) for total in sums), n * n) or None


def draw_tosses(rng):
    n = rng.randint(4, 30)
    return {"n": n, "k": rng.randint(2, n - 1)}


def heads(n, k, at_least=False):
    if k > n:
        return None
    return Fraction(sum(comb(n, i) for i in range(k, n + 1 if at_least else k + 1)), 2**n)


def draw_bias(rng):
    q = rng.randint(3, 30)
    return {"p": rng.randint(1, q - 1), "q": q, "n": rng.randint(2, 4)}


def divisible_by_one(n, a, b):
    return Fraction(n // a - n // lcm(a, b), n) or None


def from_machine(a, p, q, second=False):
    if a >= 100:
        return None
    first, other = a * p, (100 - a) * q
    return Fraction(other if second else first, first + other)


def draw_tickets(rng):
    n = rng.randint(10, 400)
    return {"n": n, "k": rng.randint(2, 9)}


FAMILIES = (
    Family(
        "urn_same_colour",
        "probability",
        (
            "An urn holds $«r»$ red and $«b»$ blue balls. Two balls are drawn at random without "
            "replacement. What is the probability that they have the same colour?",
            "Two balls are drawn at random without replacement from an urn with $«r»$ red and "
            "$«b»$ blue balls. Find the probability that they have the same colour.",
        ),
        lambda r: {"r": r.randint(3, 60), "b": r.randint(3, 60)},
        lambda r, b: Fraction(comb(r, 2) + comb(b, 2), comb(r + b, 2)),
        "一个罐子里有 $«r»$ 个红球和 $«b»$ 个蓝球，不放回地随机取出两个球，求两球同色的概率。",
        (
            Twist(
                "word",
                "they have the same colour",
                "they have different colours",
                lambda r, b: Fraction(r * b, comb(r + b, 2)),
            ),
            Twist(
                "word",
                "without replacement",
                "with replacement",
                lambda r, b: Fraction(r * r + b * b, (r + b) ** 2),
            ),
        ),
    ),
    Family(
        "two_dice",
        "probability",
        (
            "Two fair dice, each with $«n»$ faces numbered from $1$ to $«n»$, are rolled. What is "
            "the probability that the sum is exactly $«s»$?",
            "Each of two fair dice has $«n»$ faces numbered from $1$ to $«n»$. Find the "
            "probability of rolling a sum of exactly $«s»$.",
        ),
        draw_dice,
        roll_probability,
        "两枚均匀的骰子各有 $«n»$ 个面，标号从 $1$ 到 $«n»$，"
        "掷出后点数之和恰为 $«s»$ 的概率是多少？",
        (
            Twist(
                "word",
                "exactly",
                "at least",
                lambda n, s: roll_probability(n, s, at_least=True),
            ),
        ),
    ),
    Family(
        "coin_tosses",
        "probability",
        (
            "A fair coin is tossed $«n»$ times. What is the probability of exactly $«k»$ heads?",
            "Find the probability that exactly $«k»$ of $«n»$ tosses of a fair coin are heads.",
        ),
        draw_tosses,
        heads,
        "一枚均匀的硬币抛掷 $«n»$ 次，恰有 $«k»$ 次正面朝上的概率是多少？",
        (Twist("word", "exactly", "at least", lambda n, k: heads(n, k, at_least=True)),),
    ),
    Family(
        "biased_coin",
        "probability",
        (
            r"A biased coin shows heads with probability $\frac{«p»}{«q»}$. It is tossed $«n»$ "
            r"times. What is the probability of at least one head?",
            r"The probability of heads for a biased coin is $\frac{«p»}{«q»}$. Find the "
            r"probability of at least one head in $«n»$ tosses.",
        ),
        draw_bias,
        lambda p, q, n: 1 - Fraction(q - p, q) ** n if 0 < p < q and n < 6 else None,
        r"一枚不均匀的硬币正面朝上的概率为 $\frac{«p»}{«q»}$，抛掷 $«n»$ 次，"
        r"至少一次正面朝上的概率是多少？",
        (
            Twist("word", "at least one head", "no head", lambda p, q, n: Fraction(q - p, q) ** n),
            Twist(
                "word",
                "at least one head",
                "heads every time",
                lambda p, q, n: Fraction(p, q) ** n,
            ),
        ),
    ),
    Family(
        "divisible_by_only_one",
        "probability",
        (
            "An integer is chosen at random from $1$ to $«n»$. What is the probability that it is "
            "divisible by $«a»$ but not by $«b»$?",
            "Find the probability that an integer chosen at random from $1$ to $«n»$ is divisible "
            "by $«a»$ but not by $«b»$.",
        ),
        lambda r: {"n": r.randint(100, 3000), "a": r.randint(3, 12), "b": r.randint(13, 40)},
        divisible_by_one,
        "从 $1$ 到 $«n»$ 中随机选取一个整数，它能被 $«a»$ 整除但不能被 $«b»$ 整除的概率是多少？",
    ),
    Family(
        "two_machines",
        "probability",
        (
            "Machine A makes $«a»$ percent of all parts and machine B makes the rest. Of the parts "
            "of A, $«p»$ percent are faulty; of those of B, $«q»$ percent are. A part chosen at "
            "random is faulty. What is the probability that it was made by machine A?",
        ),
        lambda r: {"a": r.randint(5, 95), "p": r.randint(1, 20), "q": r.randint(1, 20)},
        from_machine,
        "机器A生产了全部零件的百分之 $«a»$，其余由机器B生产。机器A的零件中有百分之 $«p»$ 是次品，"
        "机器B的零件中有百分之 $«q»$ 是次品。随机取一个零件是次品，它由机器A生产的概率是多少？",
        (
            Twist(
                "word",
                "it was made by machine A",
                "it was made by machine B",
                lambda a, p, q: from_machine(a, p, q, second=True),
            ),
        ),
    ),
    Family(
        "largest_ticket",
        "probability",
        (
            "From tickets numbered $1$ to $«n»$, $«k»$ are drawn at random without replacement. "
            "What is the expected value of the largest number drawn?",
            "Someone draws $«k»$ tickets at random, without replacement, from tickets numbered "
            "$1$ to $«n»$. Find the expected value of the largest number drawn.",
        ),
        draw_tickets,
        lambda n, k: Fraction(k * (n + 1), k + 1) if k <= n else None,
        "从编号为 $1$ 到 $«n»$ 的票中不放回地随机抽取 $«k»$ 张，求抽到的最大编号的期望值。",
        (Twist("word", "largest", "smallest", lambda n, k: Fraction(n + 1, k + 1)),),
    ),
)
