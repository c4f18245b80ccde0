"""Grades answers with Math-Verify, in processes of their own.

Math-Verify's time-outs use signals, which fail outside the main thread and then look like a wrong
answer. They are switched off; a process that takes too long over a pair is killed instead, and the
pair stays without a grade.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from queue import SimpleQueue
from threading import Event, Timer

VERIFIER = f"math-verify {version('math-verify')}"
SECONDS_A_PAIR = 10.0
FIRST_SECONDS = 60.0  # while SymPy is being imported
MEMORY = 4 << 30
LONGEST_ANSWER = 1_000  # characters; nothing longer is a final answer
Pair = tuple[str, str]  # gold answer, given answer
Grade = tuple[bool | None, str]  # right or not, and how that is known


class Grader:
    """One process; a new one takes its place when it had to be killed."""

    def __init__(self, seconds: float = SECONDS_A_PAIR) -> None:
        self.seconds, self.process = seconds, None

    def grade(self, pair: Pair) -> Grade:
        if max(map(len, pair)) > LONGEST_ANSWER:
            return False, "answer_too_long"
        for _ in range(2):  # a process may have died after its last answer
            reply, timed_out = self.ask(pair)
            if reply:
                return tuple(json.loads(reply))
            self.stop()
            if timed_out:
                return None, "timed_out"
        return None, "grader_failed"

    def ask(self, pair: Pair) -> tuple[str, bool]:
        """The line it answers, empty when it was killed or died; and whether it took too long."""
        is_new = self.process is None
        if is_new:
            self.start()
        too_long = Event()
        patience = self.seconds + (FIRST_SECONDS if is_new else 0)
        timer = Timer(patience, lambda: (too_long.set(), self.process.kill()))
        timer.start()
        try:
            self.process.stdin.write(json.dumps(pair) + "\n")
            self.process.stdin.flush()
            reply = self.process.stdout.readline()
        except BrokenPipeError:
            reply = ""
        timer.cancel()
        return reply, too_long.is_set()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.communicate()
            self.process = None


class Graders:
    """As many graders as there are processors. A pair is graded once, however often it comes."""

    def __init__(self, seconds: float = SECONDS_A_PAIR, count: int | None = None) -> None:
        self.count = count or os.cpu_count() or 1
        self.free: SimpleQueue[Grader] = SimpleQueue()
        self.graders = [Grader(seconds) for _ in range(self.count)]
        self.known: dict[Pair, Grade] = {}
        for grader in self.graders:
            self.free.put(grader)

    def grade_all(self, pairs: Iterable[Pair]) -> dict[Pair, Grade]:
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self.known]
        with ThreadPoolExecutor(self.count) as pool:
            self.known |= zip(new, pool.map(self.grade_one, new), strict=True)
        return self.known

    def grade_one(self, pair: Pair) -> Grade:
        grader = self.free.get()
        try:
            return grader.grade(pair)
        finally:
            self.free.put(grader)

    def __enter__(self) -> "Graders":
        return self

    def __exit__(self, *_: object) -> None:
        for grader in self.graders:
            grader.stop()


def grade_lines() -> None:
    """The process: a pair a line in, a grade a line out."""
    limit_memory()
    import logging  # noqa: PLC0415

    from math_verify import parse, verify  # noqa: PLC0415  (takes seconds)

    logging.disable(logging.CRITICAL)
    for line in sys.stdin:
        gold, answer = (
            parse(rf"\boxed{{{text}}}", parsing_timeout=None) for text in json.loads(line)
        )
        grade = (None, "gold_not_understood")
        if gold:
            grade = (verify(gold, answer, timeout_seconds=None), "graded")
        print(json.dumps(grade), flush=True)


def limit_memory() -> None:
    """A power of a power of a power fills any memory; better this process ends than the machine."""
    try:
        import resource  # noqa: PLC0415  (not on Windows)

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):
        return


if __name__ == "__main__":
    grade_lines()
