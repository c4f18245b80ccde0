"""The command `atlas trace`: where a dataset or a prompt comes from, and where it went."""

import hashlib
import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from atlas.completion import landed_datasets, landed_ids
from atlas.console import make_console, shown
from atlas.errors import UserError
from atlas.home import Home, HomeOption
from atlas.output import FormatOption, tell
from atlas.settings import setting

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SHORTEST_PREFIX = 4
MOST_FOUND = 100  # prompts that contain a text, counted no further
SHORTEST_IN_TEXT = 40  # characters; a shorter prompt stands in many texts by chance


def trace(
    what: Annotated[
        str | None,
        typer.Argument(
            help="Dataset, or prompt id or its beginning.", autocompletion=landed_datasets
        ),
    ] = None,
    text: Annotated[
        str | None, typer.Option(help="A prompt by its text, a piece of it, or other words.")
    ] = None,
    against: Annotated[
        str | None, typer.Option(help="With a prompt: show why this one is or is not the same.")
    ] = None,
    format: FormatOption = "text",
    home: HomeOption = None,
) -> None:
    """Show where a dataset or a prompt comes from, where it went, and what of it leaks.

    Example: atlas trace my_set

    Example: atlas trace 05aa52fd

    Example: atlas trace --text "How many positive divisors"
    """
    import duckdb  # noqa: PLC0415

    from atlas.trace_dataset import dataset_facts, show_dataset  # noqa: PLC0415
    from atlas.trace_prompt import prompt_facts, show_prompt  # noqa: PLC0415
    from atlas.warehouse import open_warehouse, select  # noqa: PLC0415

    if (what is None) == (text is None):
        raise UserError("name a dataset or a prompt, or give a --text, one of the two")
    place = Home.find(home)
    with open_warehouse(place) as connection:
        datasets = [row["dataset_id"] for row in select(connection, "from datasets")]
        if what in datasets:
            try:
                facts, show = dataset_facts(connection, what), show_dataset
            except duckdb.CatalogException:
                raise UserError(
                    "the warehouse was built by an older atlas; run atlas build"
                ) from None
        elif what in landed_ids(place):
            raise UserError(f"{what} is landed but not built; run atlas build")
        else:
            prompt_id = (
                prompt_with(connection, text)
                if what is None
                else prompt_called(connection, what, datasets)
            )
            other = against and prompt_called(connection, against, [])
            facts, show = prompt_facts(connection, prompt_id, other), show_prompt
    tell(facts, format, show)


def prompt_called(connection: "DuckDBPyConnection", what: str, datasets: list[str]) -> str:
    """The prompt whose id begins like this."""
    from atlas.warehouse import select  # noqa: PLC0415

    if re.fullmatch(rf"[0-9a-f]{{{SHORTEST_PREFIX},40}}", what.lower()):
        found = select(
            connection,
            "select prompt_id from prompts where starts_with(prompt_id, $prefix) limit 2",
            prefix=what.lower(),
        )
        if len(found) == 1:
            return found[0]["prompt_id"]
        if found:
            raise UserError(f"several prompts begin with {what}; give more of the id")
    near = get_close_matches(what, datasets, n=1)
    hint = f"did you mean {near[0]}?" if near else "see atlas query 'from datasets'"
    if re.fullmatch(rf"[0-9a-f]{{1,{SHORTEST_PREFIX - 1}}}", what.lower()):
        hint = f"of a prompt id give at least {SHORTEST_PREFIX} signs"
    raise UserError(f"{shown(what, 60)} is neither a dataset nor a prompt of the warehouse; {hint}")


def prompt_with(connection: "DuckDBPyConnection", text: str) -> str:
    """The prompt that is this text; else the only one that contains it; else one like it."""
    from atlas.warehouse import select  # noqa: PLC0415

    prompt_id = hashlib.sha1(text.strip().encode("utf-8", "replace")).hexdigest()
    found = select(
        connection,
        """
        select prompt_id, prompt, row_count
        from prompts
        where prompt_id = $prompt_id or contains(prompt, $text)
        order by prompt_id = $prompt_id desc, row_count desc, prompt_id
        limit $most
        """,
        prompt_id=prompt_id,
        text=text.strip(),
        most=MOST_FOUND,
    )
    if not found:
        return prompt_like(connection, text)
    if len(found) == 1 or found[0]["prompt_id"] == prompt_id:
        return found[0]["prompt_id"]
    some = "; ".join(f"{row['prompt_id'][:10]} “{shown(row['prompt'], 60)}”" for row in found[:3])
    count = f"{MOST_FOUND} or more" if len(found) == MOST_FOUND else len(found)
    raise UserError(f"{count} prompts contain this text: {some}; trace one by its id")


def prompt_like(connection: "DuckDBPyConnection", text: str) -> str:
    """The prompt that is the same but for notation, or the longest one that stands in the text;
    else the one that the judge takes for the same problem."""
    from atlas.nearest import nearest_prompt  # noqa: PLC0415
    from atlas.warehouse import select  # noqa: PLC0415
    from python_udfs.normal_form import normal_form  # noqa: PLC0415  (compiled)

    digits = hashlib.md5(normal_form(text).encode()).hexdigest()[:15]  # as macro stable_hash
    found = select(
        connection,
        """
        select prompt_id
        from canonical.distinct_prompts
        where text_id = $text_id or (length(prompt) >= $shortest and contains($text, prompt))
        order by text_id = $text_id desc, length(prompt) desc, row_count desc, prompt_id
        limit 1
        """,
        text_id=int(digits, 16),
        text=text,
        shortest=SHORTEST_IN_TEXT,
    )
    if found:
        return found[0]["prompt_id"]
    nearest = nearest_prompt(connection, text)
    if nearest is None:
        raise UserError("no prompt contains this text; try a shorter piece of it")
    called = f"{nearest['prompt_id'][:10]} “{shown(nearest['prompt'], 60)}”"
    weight = f"match weight {nearest['match_weight']:.1f}"
    if nearest["match_weight"] < setting("match_weight_threshold"):
        raise UserError(f"no prompt contains this text; the nearest one is {called} ({weight})")
    make_console(stderr=True).print(f"taken for the problem of {called} ({weight})")
    return nearest["prompt_id"]
