"""Arrangements, choices and distributions."""

from collections import Counter
from math import comb, factorial

from atlas.demo.problems import Family, Twist

LETTER_WORDS = (
    "ELLIPSE ELEVEN PARABOLA BANANA COMMITTEE PARALLEL FACTORIAL ALGEBRA GEOMETRY TRIANGLE "
    "POSSIBLE LETTER BALLOON COFFEE SUCCESS ADDRESS ASSESS BOOKKEEPER CALCULUS DIFFERENCE "
    "EXCELLENT FUNCTION GRADIENT HEXAGON INFINITY JUGGLER KANGAROO LOGARITHM MATRIX NUMERATOR "
    "OPPOSITE PYRAMID QUOTIENT RECTANGLE SEQUENCE TANGENT UNIVERSE VECTOR WINDOW MISSISSIPPI"
).split()


def letter_orders(word):
    orders = factorial(len(word))
    for count in Counter(word).values():
        orders //= factorial(count)
    return orders


def draw_club(rng):
    m, w = rng.randint(5, 20), rng.randint(5, 20)
    return {"m": m, "w": w, "a": rng.randint(2, 4), "b": rng.randint(2, 4)}


def draw_path(rng):
    a, b = rng.randint(3, 12), rng.randint(3, 12)
    return {"a": a, "b": b, "c": rng.randint(1, a - 1), "d": rng.randint(1, b - 1)}


def paths_through(a, b, c, d):
    return comb(c + d, c) * comb(a + b - c - d, a - c) if c < a and d < b else None


def paths_around(a, b, c, d):
    through = paths_through(a, b, c, d)
    return through and comb(a + b, a) - through


def at_most_a_billion(n):
    return n if n is not None and 0 < n < 10**9 else None


def draw_part_of_whole(rng):
    n = rng.randint(8, 60)
    return {"n": n, "k": rng.randint(2, min(n - 3, 7))}


def draw_round_table(rng):
    n = rng.randint(6, 13)
    return {"n": n, "k": rng.randint(2, n - 3)}


FAMILIES = (
    Family(
        "committee",
        "counting",
        (
            "A club has $«m»$ men and $«w»$ women. In how many ways can a committee of $«a»$ men "
            "and $«b»$ women be chosen?",
            "From a club of $«m»$ men and $«w»$ women, a committee of $«a»$ men and $«b»$ women is "
            "to be formed. How many committees are possible?",
        ),
        draw_club,
        lambda m, w, a, b: comb(m, a) * comb(w, b),
        "一个俱乐部有 $«m»$ 名男士和 $«w»$ 名女士，要选出由 $«a»$ 名男士和 "
        "$«b»$ 名女士组成的委员会，共有多少种选法？",
        (
            Twist(
                "word",
                "$«a»$ men and $«b»$ women be chosen",
                "$«a»$ men or of $«b»$ women be chosen",
                lambda m, w, a, b: comb(m, a) + comb(w, b),
            ),
        ),
    ),
    Family(
        "letters_of_a_word",
        "counting",
        (
            r"In how many distinct ways can the letters of the word $\text{«word»}$ be arranged?",
            r"Find the number of distinct arrangements of the letters of the word $\text{«word»}$.",
        ),
        lambda r: {"word": r.choice(LETTER_WORDS)},
        letter_orders,
    ),
    Family(
        "lattice_paths",
        "counting",
        (
            "Moving only one unit right or one unit up at each step, how many paths lead from "
            "$(0, 0)$ to $(«a», «b»)$ and pass through $(«c», «d»)$?",
            "How many paths from $(0, 0)$ to $(«a», «b»)$ that pass through $(«c», «d»)$ are "
            "there, if each step goes one unit right or one unit up?",
        ),
        draw_path,
        paths_through,
        "每一步只能向右或向上走一个单位，从 $(0, 0)$ 走到 $(«a», «b»)$ 且经过 $(«c», «d»)$ "
        "的路径有多少条？",
        (Twist("word", "pass through", "avoid", paths_around),),
    ),
    Family(
        "handshakes",
        "counting",
        (
            "At a meeting of $«n»$ people everyone shakes hands once with everyone else, except "
            "that $«k»$ pairs of people do not shake hands. How many handshakes take place?",
            "Each of $«n»$ people at a meeting shakes hands once with every other person, but "
            "$«k»$ pairs refuse to. How many handshakes are there?",
        ),
        lambda r: {"n": r.randint(12, 150), "k": r.randint(2, 60)},
        lambda n, k: n * (n - 1) // 2 - k if k < n * (n - 1) // 2 else None,
        "一次会议有 $«n»$ 人参加，除了 $«k»$ 对人互相不握手外，其余每两人都握手一次，"
        "一共握手多少次？",
    ),
    Family(
        "coins_to_children",
        "counting",
        (
            "In how many ways can $«n»$ identical coins be distributed among $«k»$ children if "
            "every child gets at least one coin?",
            "Find the number of ways to hand out $«n»$ identical coins to $«k»$ children so that "
            "every child gets at least one coin.",
        ),
        draw_part_of_whole,
        lambda n, k: comb(n - 1, k - 1) if n >= k else None,
        "把 $«n»$ 枚相同的硬币分给 $«k»$ 个孩子，每个孩子至少得到一枚，共有多少种分法？",
        (
            Twist(
                "word",
                "every child gets at least one coin",
                "a child may get no coin",
                lambda n, k: comb(n + k - 1, k - 1),
            ),
        ),
    ),
    Family(
        "subsets_of_size",
        "counting",
        (
            r"How many subsets of $\{1, 2, \ldots, «n»\}$ have exactly $«k»$ elements?",
            r"Find the number of subsets of $\{1, 2, \ldots, «n»\}$ with exactly $«k»$ elements.",
        ),
        draw_part_of_whole,
        lambda n, k: at_most_a_billion(comb(n, k)),
        r"集合 $\{1, 2, \ldots, «n»\}$ 恰有 $«k»$ 个元素的子集有多少个？",
        (
            Twist(
                "word",
                "exactly",
                "at most",
                lambda n, k: sum(comb(n, size) for size in range(k + 1)),
            ),
        ),
    ),
    Family(
        "signal_codes",
        "counting",
        (
            "A signal is a row of $«k»$ flags, each in one of $«n»$ colours, and no two "
            "neighbouring flags have the same colour. How many signals are there?",
            "How many rows of $«k»$ flags, each in one of $«n»$ colours, have no two neighbouring "
            "flags of the same colour?",
        ),
        lambda r: {"k": r.randint(3, 7), "n": r.randint(4, 40)},
        lambda k, n: at_most_a_billion(n * (n - 1) ** (k - 1)),
        "用 $«n»$ 种颜色的旗子排成一行 $«k»$ 面旗，相邻两面旗颜色不同，共有多少种信号？",
        (
            Twist(
                "word",
                "no two neighbouring flags have",
                "no two flags have",
                lambda k, n: at_most_a_billion(comb(n, k) * factorial(k)),
            ),
        ),
    ),
    Family(
        "round_table",
        "counting",
        (
            "In how many ways can $«n»$ people sit around a round table if a group of $«k»$ of "
            "them insists on sitting together? Rotations count as the same.",
            "A group of $«k»$ friends among $«n»$ people wants to sit together at a round table. "
            "Up to rotation, how many seatings are there?",
        ),
        draw_round_table,
        lambda n, k: factorial(k) * factorial(n - k) if 1 < k < n else None,
    ),
    Family(
        "increasing_functions",
        "counting",
        (
            r"How many strictly increasing functions map $\{1, 2, \ldots, «k»\}$ to "
            r"$\{1, 2, \ldots, «n»\}$?",
            r"Find the number of strictly increasing functions from $\{1, 2, \ldots, «k»\}$ to "
            r"$\{1, 2, \ldots, «n»\}$.",
        ),
        draw_part_of_whole,
        lambda n, k: at_most_a_billion(comb(n, k)),
        r"从 $\{1, 2, \ldots, «k»\}$ 到 $\{1, 2, \ldots, «n»\}$ 的严格递增函数有多少个？",
        (
            Twist(
                "word",
                "strictly increasing",
                "non-decreasing",
                lambda n, k: comb(n + k - 1, k),
            ),
        ),
    ),
    Family(
        "socks_in_a_drawer",
        "counting",
        (
            "A drawer holds $«a»$ red, $«b»$ blue and $«c»$ green socks. How many socks must be "
            "taken in the dark to be sure of $«k»$ socks of one colour?",
            "There are $«a»$ red, $«b»$ blue and $«c»$ green socks in a drawer. What is the least "
            "number of socks to take without looking to be certain of $«k»$ of the same colour?",
        ),
        lambda r: {
            "a": r.randint(4, 40),
            "b": r.randint(4, 40),
            "c": r.randint(4, 40),
            "k": r.randint(3, 15),
        },
        lambda a, b, c, k: sum(min(n, k - 1) for n in (a, b, c)) + 1 if k <= max(a, b, c) else None,
        "抽屉里有 $«a»$ 只红袜子、$«b»$ 只蓝袜子和 $«c»$ 只绿袜子，在黑暗中至少要取出多少只，"
        "才能保证有 $«k»$ 只同色？",
    ),
)
