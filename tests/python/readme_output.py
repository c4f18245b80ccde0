"""The part of the README that shows what the demo prints. `make readme` writes it anew."""

import re
import subprocess
import sys
from tempfile import TemporaryDirectory

from atlas.home import PROJECT

README = PROJECT / "README.md"
BLOCK = re.compile(r"(?<=<!-- demo: written by make readme -->\n).*(?=<!-- end of demo -->)", re.S)


def block_of(said: str) -> str:
    """A build's summary as the README shows it: without places and times."""
    findings = said.partition("\nwarehouse: ")[0]
    lines = [line.rstrip() for line in findings.splitlines()]
    return "```text\n" + "\n".join(lines).strip() + "\n```\n"


def shown_block() -> str:
    return BLOCK.search(README.read_text(encoding="utf-8"))[0]


def write_block(said: str) -> None:
    text = README.read_text(encoding="utf-8")
    README.write_text(BLOCK.sub(lambda _: block_of(said), text), encoding="utf-8")


if __name__ == "__main__":
    with TemporaryDirectory() as home:
        for command in ("demo", "build"):
            ended = subprocess.run(
                [sys.executable, "-m", "atlas.cli", command, "--home", home],
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
    write_block(ended.stdout)
