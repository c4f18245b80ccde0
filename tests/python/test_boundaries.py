"""What commands do beside their own folders: they write nothing, ask no host, start no program."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from atlas.home import PROJECT, Home

# Runs commands and notes each thing that Python is asked for which reaches out of the process.
WATCHED = """
import json, os, sys

ASKS_HOSTS = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")
STARTS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "pty.spawn")
CHANGES = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
commands, own, ignored = json.loads(sys.argv[1])
found = []

def is_outside(path):
    if not isinstance(path, (str, bytes, os.PathLike)):
        return False  # a file that is open already
    path = os.path.realpath(os.path.join(os.getcwd(), os.fsdecode(path)))
    return not path.startswith((*own, "/dev/")) and not any(part in path for part in ignored)

def watch(event, arguments):
    if event == "subprocess.Popen" and list(arguments[1]) == ["uname", "-p"]:
        return  # Python's own module asks for the kind of processor
    if event in ASKS_HOSTS or event in STARTS:
        found.append([event, repr(arguments)[:200]])
    elif event == "open" and arguments[2] & WRITING and is_outside(arguments[0]):
        found.append([event, repr(arguments)[:200]])
    elif event in CHANGES and any(map(is_outside, arguments)):
        found.append([event, repr(arguments)[:200]])

sys.addaudithook(watch)
from atlas import cli
codes = [cli.run(command) for command in commands]
print("\\n" + json.dumps([codes, found]))
"""
HOSTILE = [
    {"problem": "$(touch pwned) `touch pwned` {{ 7 * 7 }} {% raw %} ' \" ; drop table rows; --"},
    {"problem": "![x](http://example.com/x.png) <img src=http://example.com> file:///etc/passwd"},
    {"problem": "__import__('os').system('touch pwned')", "answer": "eval('1/0')"},
    {"problem": "../../../etc/passwd\u0000 \u202e \x1b[2J", "answer": "=cmd|' /C calc'!A0"},
]


def watched(
    tmp_path: Path, *commands: list[object], script: str = WATCHED
) -> tuple[list[list], list[list]]:
    """Exit codes with messages, and what reached out of the folder."""
    user = tmp_path / "user"
    user.mkdir()
    # Compiled code is kept beside the functions, as .pyc files are.
    asked = [[[str(word) for word in one] for one in commands], [str(tmp_path)], ["__pycache__"]]
    ended = subprocess.run(
        [sys.executable, "-c", script, json.dumps(asked)],
        env={
            "HOME": str(user),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(PROJECT),
            "TMPDIR": str(tmp_path),
        },
        cwd=user,
        capture_output=True,
        text=True,
        check=True,
    )
    assert list(user.rglob("*")) == []
    codes, found = json.loads(ended.stdout.splitlines()[-1])
    return codes, found


@pytest.mark.parametrize(
    "fault",
    [
        "open(os.path.join(own[0], '..', 'beside'), 'a')",
        "os.mkdir(os.path.join(own[0], '..', 'beside'))",
        "os.rename(os.path.join(own[0], 'x'), '/nowhere')",
        "__import__('subprocess').run(['true'])",
        "__import__('socket').create_connection(('127.0.0.1', 9))",
    ],
)
def test_each_reach_would_be_seen(tmp_path, fault):
    own = tmp_path / "own"
    own.mkdir()
    script = WATCHED.replace(
        "codes = [cli.run(command) for command in commands]",
        f"codes = []\ntry:\n    {fault}\nexcept OSError:\n    pass",
    )
    assert script != WATCHED
    assert len(watched(own, script=script)[1]) >= 1


def test_reading_commands_touch_nothing_outside(demo_home: Home, tmp_path):
    home, out = ("--home", demo_home.root), tmp_path / "out"
    out.mkdir()
    before = {file: file.stat().st_mtime_ns for file in demo_home.root.rglob("*")}
    codes, found = watched(
        tmp_path,
        ["query", "from leaks", "--out", out / "leaks.csv", *home],
        ["query", "from leak_summary", *home],
        ["trace", "demo_contest", *home],
        ["trace", "--text", "$(touch pwned)", *home],
        ["diff", "1", "1", *home],
        ["export", "--out", out / "curated", *home],
        ["report", "--out", out / "report.html", *home],
        ["index", "export", "--out", out / "index.parquet", *home],
    )
    assert found == []
    assert [code for code, _ in codes] == [0, 0, 0, 2, 0, 0, 0, 0]  # no prompt has the hostile text
    assert {file: file.stat().st_mtime_ns for file in demo_home.root.rglob("*")} == before


@pytest.mark.slow
def test_hostile_rows_are_landed_and_built_without_touching_anything_outside(tmp_path):
    file, home = tmp_path / "hostile.jsonl", ("--home", tmp_path / "home")
    file.write_text("\n".join(map(json.dumps, HOSTILE)))
    given = ("--dataset", "hostile", "--role", "train", "--released", "2024-05-01")
    codes, found = watched(
        tmp_path,
        ["land", file, *given, *home],
        ["build", *home],
        ["query", "from rows", *home],
        ["trace", "hostile", *home],
        ["report", *home],
        ["check", "landed", *home],
        ["unland", "hostile", *home],
    )
    assert found == []
    assert [code for code, _ in codes] == [0] * len(codes), codes
