"""The `atlas` command: wiring only. Each area has a module whose functions are its commands."""

import os
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from atlas import fetch
from atlas.errors import UserError
from atlas.landing import commands as landing

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


def print_version(wanted: bool) -> None:
    if wanted:
        print(f"atlas {version('atlas-lineage')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=print_version, is_eager=True, help="Say so.")
    ] = False,
) -> None:
    """Where RL training data comes from, what leaks into benchmarks, what is worth keeping."""


def main() -> None:
    """Runs a command; whatever goes wrong is one line on stderr and an exit code."""
    code, message = run(sys.argv[1:])
    if message:
        print(f"atlas: {message}", file=sys.stderr)
    sys.exit(code)


def run(arguments: list[str]) -> tuple[int, str | None]:
    try:
        result = app(args=arguments, standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0, None
    except UserError as error:
        return error.exit_code, str(error)
    except typer.Exit as exit_:
        return exit_.exit_code, None
    except (KeyboardInterrupt, typer.Abort):
        return 130, "interrupted"
    except BrokenPipeError:  # `atlas ... | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141, None
    except OSError as error:
        place = f": {error.filename}" if error.filename else ""
        return 1, f"{error.strerror or error}{place}; check space and permissions"
    except Exception as error:
        if os.environ.get("ATLAS_DEBUG"):
            raise
        if hasattr(error, "format_message"):  # wrong options and arguments
            return 2, f"{one_line(error.format_message())}; see {command_of(arguments)} --help"
        return 1, f"unexpected {type(error).__name__}: {one_line(error)}; ATLAS_DEBUG=1 shows more"


def one_line(text: object) -> str:
    return " ".join(str(text).split()).rstrip(".")[:500]


def command_of(arguments: list[str]) -> str:
    known = {command.callback.__name__ for command in app.registered_commands}
    name = next((word for word in arguments if word.replace("-", "_") in known), None)
    return f"atlas {name}" if name else "atlas"


if __name__ == "__main__":
    main()
