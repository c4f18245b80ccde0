"""What the question of one text has that the other lacks: two problems may differ in nothing else.

A question begins where a text asks for the last time, and goes on for a sentence; a text that never
asks ends with it ("then the area of the triangle is").
"""

from python_udfs.kernels import inlined_part, kernel_part
from python_udfs.tokens import WORD, hashes_of, is_among

QUESTION = (
    *("question_start", "other_question_start"),
    *("question_share", "other_question_share"),  # of the weight of its words
    *("question_only", "other_question_only"),  # the rarest of its words that the other text lacks
    *("question_formula_only", "other_question_formula_only"),  # that the other question lacks
)
START, SHARE, ONLY, FORMULA_ONLY = 0, 2, 4, 6
LENGTH = 14  # tokens from the word that asks
UNASKED_LENGTH = 12
ASKING = (
    "find determine calculate compute evaluate solve simplify prove "
    "what which who how when where many much 求 几 何"
).split()
ASKING_HASHES = hashes_of(ASKING)


@kernel_part
def compare_questions(row, hashes, classes, weights, counts):
    """Fill `row` with QUESTION."""
    spans = (
        question_of(hashes[0], classes[0], counts[0]),
        question_of(hashes[1], classes[1], counts[1]),
    )
    for side in range(2):
        other = 1 - side
        (start, stop), (other_start, other_stop) = spans[side], spans[other]
        weight, shared = 0.0, 0.0
        for place in range(start, stop):
            token = hashes[side, place]
            is_word = classes[side, place] >= WORD
            if is_word and _is_asking(token):
                continue
            is_asked_by_both = is_among(token, hashes[other], other_start, other_stop)
            if not is_word:
                row[FORMULA_ONLY + side] += not is_asked_by_both
                continue
            weight += weights[side, place]
            if is_asked_by_both:
                shared += weights[side, place]
            elif not is_among(token, hashes[other], 0, counts[other]):
                row[ONLY + side] = max(row[ONLY + side], weights[side, place])
        row[START + side] = start
        row[SHARE + side] = shared / weight if weight > 0 else 0.0


@kernel_part
def question_of(hashes, classes, count):
    """Where the question starts and stops."""
    for last in range(count - 1, -1, -1):
        if classes[last] >= WORD and _is_asking(hashes[last]):
            start = last
            while start > 0 and _is_asking(hashes[start - 1]):
                start -= 1
            return start, min(count, last + LENGTH)
    return max(0, count - UNASKED_LENGTH), count


@inlined_part
def _is_asking(token):
    return is_among(token, ASKING_HASHES, 0, len(ASKING_HASHES))
