"""The `atlas` command: wiring only. Each area has a module whose functions are its commands."""

import os
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from atlas import build, columns, diff, fetch, query, sensitivity, trace
from atlas.check import command as check
from atlas.console import shown
from atlas.demo import command as demo
from atlas.errors import UserError
from atlas.export import command as export
from atlas.index import commands as index
from atlas.landing import commands as landing
from atlas.landing import rollouts
from atlas.report import command as report

INTERRUPTED = 130  # as shells say it, and Typer

app = typer.Typer(
    name="atlas",
    help="Where RL training data comes from, what leaks into benchmarks, what is worth keeping.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command()(landing.land)
app.command()(landing.unland)
app.command()(fetch.fetch)
app.command()(rollouts.land_rollouts)
app.command()(demo.demo)
app.command()(build.build)
app.command()(build.publish)
app.command()(query.query)
app.command()(trace.trace)
app.command()(diff.diff)
app.command()(sensitivity.sensitivity)
app.command()(columns.columns)
app.add_typer(index.app, name="index")
app.command()(export.export)
app.command()(report.report)
app.command()(check.check)


def print_version(wanted: bool) -> None:
    if wanted:
        print(f"atlas {version('atlas-lineage')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=print_version, is_eager=True, help="Say which it is."),
    ] = False,
) -> None:
    """Where RL training data comes from, what leaks into benchmarks, what is worth keeping."""


def main() -> None:
    """Runs a command; whatever goes wrong is one line on stderr and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a terminal that cannot show a sign
    code, message = run(sys.argv[1:])
    if message:
        print(f"atlas: {message}", file=sys.stderr)
    sys.exit(code)


def run(arguments: list[str]) -> tuple[int, str | None]:
    """Exit code and, if something went wrong, what to say."""
    try:
        check_texts(arguments)
        code = app(args=arguments, standalone_mode=False)
        sys.stdout.flush()
    except BaseException as error:
        if isinstance(error, SystemExit) or os.environ.get("ATLAS_DEBUG"):
            raise
        return explained(error, arguments)
    code = code if isinstance(code, int) else 0
    return code, "interrupted" if code == INTERRUPTED else None


def check_texts(arguments: list[str]) -> None:
    """Bytes that are no text reach a command as half surrogates; only a file may be called so."""
    for argument in arguments:
        is_text = argument.encode("utf-8", "replace").decode() == argument
        if not is_text and not os.path.exists(argument):
            raise UserError(f"{shown(argument, 40)} is no UTF-8 text; check the quoting")


def explained(error: BaseException, arguments: list[str]) -> tuple[int, str | None]:
    code, message = 1, f"unexpected {type(error).__name__}: {error}; ATLAS_DEBUG=1 shows more"
    if isinstance(error, UserError):
        code, message = error.exit_code, str(error)
    elif isinstance(error, typer.Exit):
        code, message = error.exit_code, None
    elif isinstance(error, KeyboardInterrupt | typer.Abort):
        code, message = INTERRUPTED, "interrupted"
    elif isinstance(error, BrokenPipeError):  # `atlas ... | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code, message = 141, None
    elif isinstance(error, OSError):
        place = f": {error.filename}" if error.filename else ""
        message = f"{error.strerror or error}{place}; check space and permissions"
    elif hasattr(error, "format_message"):  # wrong options and arguments
        said = error.format_message().rstrip(".").replace("Value error, ", "")
        code, message = 2, said and f"{said}; see {command_of(arguments)} --help"
    return code, message and shown(message, 600)


def command_of(arguments: list[str]) -> str:
    """The command that is called, with the group it belongs to."""
    command, names = typer.main.get_command(app), ["atlas"]
    for word in arguments:
        command = getattr(command, "commands", {}).get(word)
        if command is None:
            break
        names.append(word)
    return " ".join(names)


if __name__ == "__main__":
    main()
