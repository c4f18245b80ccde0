"""What README and CONTRIBUTING say can be done, can be done, and looks as they say."""

import json
import os
import re
import shlex
import subprocess
import sys

import click
import pytest
from dbt.cli.main import cli as dbt
from readme_output import block_of, shown_block
from typer.main import get_command

from atlas import cli
from atlas.home import PROJECT

PAGES = ("README.md", "CONTRIBUTING.md")
TEXT = {page: (PROJECT / page).read_text(encoding="utf-8") for page in PAGES}


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT[page], re.M | re.S)


def said_commands() -> list[str]:
    """Lines of shell blocks, and commands in running text that name more than the command."""
    lines = [line for page in PAGES for block in blocks(page, "sh") for line in block.splitlines()]
    prose = [
        words for page in PAGES for words in re.findall(r"`((?:atlas|dbt) [^`]+)`", TEXT[page])
    ]
    return [line for line in lines + prose if line.startswith(("atlas ", "dbt "))]


@pytest.mark.parametrize("line", said_commands())
def test_commands_exist_with_these_options(line):
    program, *arguments = shlex.split(line, comments=True)
    command = get_command(cli.app) if program == "atlas" else dbt
    while isinstance(command, click.Group):
        name, *arguments = arguments
        assert name in command.commands, line
        command = command.commands[name]
    command.make_parser(click.Context(command)).parse_args(arguments)


@pytest.mark.parametrize("page", PAGES)
def test_targets_exist(page):
    makefile = (PROJECT / "Makefile").read_text()
    for target in re.findall(r"`make ([a-z-]+)`", TEXT[page]):
        assert re.search(rf"^{target}:.*##", makefile, re.M), target


@pytest.mark.parametrize("page", PAGES)
def test_places_exist(page):
    for place in re.findall(r"`([a-z_]+/[a-z_/.]*)`", TEXT[page]):
        assert place.startswith("data/") or (PROJECT / place).exists(), place


def test_pictures_exist():
    pictures = re.findall(r"!\[[^]]*\]\(([^)]*)\)", TEXT["README.md"])
    assert pictures
    assert all((PROJECT / picture).is_file() for picture in pictures)


def test_the_readme_shows_what_the_demo_prints(demo_home):
    said = (demo_home.root / "build.out").read_text()
    shown, printed = words(shown_block()), words(block_of(said))
    assert len(shown & printed) >= 0.8 * len(shown | printed), "run: make readme"


def words(text: str) -> set[str]:
    """Its words without its figures, which move a little with every weight of the judge."""
    return set(re.findall(r"[a-z_]{3,}", text))


def test_the_warehouse_is_read_from_python_as_shown(demo_home, tmp_path):
    (tmp_path / "data").symlink_to(demo_home.root)
    (code,) = blocks("README.md", "python")
    (other,) = re.findall(r"`(duckdb\.connect\([^`]+)`", TEXT["README.md"])
    script = f"""{code}
import duckdb
assert len(leaks) > 0
assert len({other}.sql("from marts.leak_summary").df()) == len(leaks)
"""
    environment = os.environ | {"ATLAS_HOME": str(demo_home.root)}
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=environment, check=True)


@pytest.mark.slow
def test_a_file_of_ones_own_is_landed_built_and_traced_as_shown(demo_home, tmp_path):
    (block,) = blocks("README.md", "sh")
    lines = [
        {"question": f"{'How many positive divisors does 2024 have?'} Part {n}.", "answer": str(n)}
        for n in range(40)
    ]
    lines[0]["question"] = "How many positive divisors does 2024 have?"
    (tmp_path / "mine.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    environment = os.environ | {"ATLAS_HOME": str(tmp_path / "data")}
    for line in block.splitlines():
        if line.startswith("atlas "):
            command = [sys.executable, "-m", "atlas.cli", *shlex.split(line, comments=True)[1:]]
            ended = subprocess.run(
                command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
            )
            assert ended.returncode == 0, ended.stderr
            if "--text" not in line and "trace" in line:
                assert ended.stdout.startswith("my_set (train, ")
    assert (tmp_path / "leaks.csv").read_text().startswith("dataset_id,")
