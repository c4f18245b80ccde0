"""Functions to write; the answer is a JSON list of asserts, made by running a solution."""

import json

from atlas.demo.problems import Family, Twist

NUMBERS = ([4, 9, 15, 28, 33, 60], [7, 0, -12, 45, 98, 21, 30])
WORDS = ("lattice", "prime", "on", "matrix")


def tests(name, solution, *inputs):
    """The asserts a solution of the exercise passes, as JSON text."""
    calls = (", ".join(map(repr, arguments)) for arguments in inputs)
    results = (solution(*arguments) for arguments in inputs)
    return json.dumps(
        [
            f"assert {name}({call}) == {result!r}"
            for call, result in zip(calls, results, strict=True)
        ]
    )


def count_multiples(a, b):
    return tests(
        "count_multiples",
        lambda numbers: sum(n % a == 0 and n % b != 0 for n in numbers),
        ([a, b, 2 * a, a + b, a * b],),
        ([3 * a + 1, 5 * a, 7 * b, 0],),
    )


def shift_letters(k, m):
    def shift(text):
        shifted = "".join(chr((ord(letter) - 97 + k) % 26 + 97) for letter in text)
        return shifted * m

    return tests("shift_letters", shift, *[(word,) for word in WORDS])


def digit_sum_numbers(a, b, c):
    return tests(
        "digit_sum_numbers",
        lambda n: sum(i for i in range(c, n + 1) if sum(map(int, str(i))) % a == b),
        (c + 20,),
        (c + 150,),
    )


def clamp_all(a, b, largest=False):
    def clamp(numbers):
        clamped = [min(max(n, a), b) for n in numbers]
        return max(clamped) if largest else sum(clamped)

    return tests("clamp_all", clamp, *[(numbers,) for numbers in NUMBERS]) if a < b else None


def chunk_sums(k, m, keep_small=False):
    def sums(numbers):
        chunks = [sum(numbers[i : i + k]) for i in range(0, len(numbers), k)]
        return [total for total in chunks if (total < m if keep_small else total > m)]

    return tests("chunk_sums", sums, *[(numbers,) for numbers in NUMBERS], (list(range(30)),))


def play_steps(a, b, c, t):
    def play(n):
        for _ in range(t):
            n = n // a if n % a == 0 else b * n + c
        return n

    return tests("play_steps", play, (1,), (a,), (97,)) if a > 1 and t < 20 else None


def recurrence(a, b, c, d, m):
    def term(n):
        first, second = a, b
        for _ in range(n):
            first, second = second, (c * second + d * first) % m
        return first

    return tests("recurrence", term, (0,), (3,), (20,))


def long_words(k, m, r):
    return tests(
        "long_words",
        lambda words: [word[:m] * r for word in words if len(word) > k],
        (list(WORDS),),
        (["combinatorics", "algebra", "geometry", "set"],),
    )


def stair_ways(a, b, c):
    def paths(n):
        ways = [1] + [0] * n
        for total in range(1, n + 1):
            ways[total] = sum(ways[total - step] for step in (a, b, c) if step <= total)
        return ways[n]

    return tests("stair_ways", paths, (a + b,), (2 * c,), (3 * c + a,)) if a < b < c else None


def draw_steps(rng):
    return dict(zip("abc", sorted(rng.sample(range(2, 40), 3)), strict=True))


FAMILIES = (
    Family(
        "count_multiples",
        "code",
        (
            "Write a Python function `count_multiples(numbers)` that returns how many elements of "
            "a list are divisible by «a» but not by «b».",
        ),
        lambda r: {"a": r.randint(2, 40), "b": r.randint(2, 90)},
        lambda a, b: count_multiples(a, b) if b % a == 0 or a % b != 0 else None,
    ),
    Family(
        "shift_letters",
        "code",
        (
            "Write a Python function `shift_letters(text)` that moves every lower-case letter «k» "
            "places forward in the alphabet, wrapping around, and returns the result repeated «m» "
            "times.",
        ),
        lambda r: {"k": r.randint(2, 25), "m": r.randint(2, 9)},
        shift_letters,
    ),
    Family(
        "digit_sum_numbers",
        "code",
        (
            "Write a Python function `digit_sum_numbers(n)` that returns the sum of all integers "
            "from «c» to `n` whose sum of digits leaves remainder «b» when divided by «a».",
        ),
        lambda r: {"a": r.randint(4, 19), "b": r.randint(0, 3), "c": r.randint(2, 400)},
        lambda a, b, c: digit_sum_numbers(a, b, c) if b < a else None,
    ),
    Family(
        "clamp_all",
        "code",
        (
            "Write a Python function `clamp_all(numbers)` that replaces every number below «a» by "
            "«a» and every number above «b» by «b», and returns the sum of the list.",
        ),
        lambda r: {"a": r.randint(1, 40), "b": r.randint(41, 400)},
        clamp_all,
        None,
        (
            Twist(
                "word",
                "the sum of the list",
                "the maximum of the list",
                lambda a, b: clamp_all(a, b, largest=True),
            ),
        ),
    ),
    Family(
        "chunk_sums",
        "code",
        (
            "Write a Python function `chunk_sums(numbers)` that cuts a list into consecutive "
            "chunks of «k» elements (the last one may be shorter) and returns the sums of the "
            "chunks that are greater than «m».",
        ),
        lambda r: {"k": r.randint(2, 12), "m": r.randint(5, 300)},
        chunk_sums,
        None,
        (
            Twist(
                "word",
                "greater than",
                "less than",
                lambda k, m: chunk_sums(k, m, keep_small=True),
            ),
        ),
    ),
    Family(
        "play_steps",
        "code",
        (
            "Write a Python function `play_steps(n)`. In each step `n` becomes `n // «a»` if it is "
            "divisible by «a», otherwise `«b» * n + «c»`. Return `n` after «t» steps.",
        ),
        lambda r: {
            "a": r.randint(2, 9),
            "b": r.randint(2, 12),
            "c": r.randint(1, 60),
            "t": r.randint(3, 12),
        },
        play_steps,
    ),
    Family(
        "recurrence",
        "code",
        (
            "Write a Python function `recurrence(n)` for the sequence with `f(0) = «a»`, "
            "`f(1) = «b»` and `f(n) = («c» * f(n - 1) + «d» * f(n - 2)) % «m»`. Return `f(n)`.",
        ),
        lambda r: {
            "a": r.randint(1, 9),
            "b": r.randint(1, 9),
            "c": r.randint(2, 12),
            "d": r.randint(2, 12),
            "m": r.randint(50, 2000),
        },
        recurrence,
    ),
    Family(
        "long_words",
        "code",
        (
            "Write a Python function `long_words(words)` that keeps the words with more than «k» "
            "letters and returns the first «m» letters of each, repeated «r» times.",
        ),
        lambda r: {"k": r.randint(2, 8), "m": r.randint(2, 9), "r": r.randint(2, 20)},
        long_words,
    ),
    Family(
        "stair_ways",
        "code",
        (
            "Write a Python function `stair_ways(n)` that returns in how many ways a stair of `n` "
            "steps can be climbed when each move covers «a», «b» or «c» steps.",
        ),
        draw_steps,
        stair_ways,
    ),
)
