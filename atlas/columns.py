"""The command `atlas columns`: which column comes from where."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from atlas.completion import public_columns
from atlas.errors import UserError
from atlas.home import PROJECT, Home, HomeOption
from atlas.output import tell

if TYPE_CHECKING:
    from rich.tree import Tree

    from atlas.column_lineage import Column, ColumnLineage

Format = Literal["text", "json", "markdown"]


def columns(
    column: Annotated[
        str | None,
        typer.Argument(
            help="schema.table.column, or table.column of marts; all of marts unless told.",
            autocompletion=public_columns,
        ),
    ] = None,
    format: Annotated[Format, typer.Option(help="text, json or markdown.")] = "text",
    home: HomeOption = None,
) -> None:
    """Show which landed columns, seeds and vars a column of the warehouse comes from.

    It is read from the models as the last build compiled them.

    Example: atlas columns marts.leaks.timing

    Example: atlas columns --format markdown > columns.md
    """
    found = lineage_of(Home.find(home))
    asked = [parsed(column, found)] if column else public(found)
    if format == "text" and column:
        return show_tree(asked[0], found)
    show = show_table if format == "markdown" else show_list
    tell([facts(one, found) for one in asked], format, show)


def lineage_of(home: Home) -> "ColumnLineage":
    from atlas.column_lineage import ColumnLineage  # noqa: PLC0415
    from atlas.warehouse import open_warehouse, select  # noqa: PLC0415

    with open_warehouse(home) as connection:
        tables = select(
            connection,
            """
            select schema_name, table_name, list(column_name order by column_index) as names
            from duckdb_columns() where not internal group by all
            """,
        )
    columns: dict[str, dict[str, list[str]]] = {}
    for one in tables:
        columns.setdefault(one["schema_name"], {})[one["table_name"]] = one["names"]
    for target in (home.build / "target", PROJECT / "target"):
        models = target / "compiled" / "atlas" / "models"
        if models.exists():
            return ColumnLineage(models, columns)
    raise UserError(f"no compiled models in {home.build}; run atlas build")


def public(found: "ColumnLineage") -> list["Column"]:
    marts = found.columns.get("marts", {})
    return [("marts", table, name) for table in sorted(marts) for name in marts[table]]


def parsed(text: str, found: "ColumnLineage") -> "Column":
    from difflib import get_close_matches  # noqa: PLC0415

    parts = text.split(".")
    schema, table, name = ["marts", *parts] if len(parts) == 2 else (*parts, "", "", "")[:3]
    if len(parts) in (2, 3) and name in found.columns.get(schema, {}).get(table, []):
        return schema, table, name
    known = [
        ".".join((one_schema, one_table, one_name))
        for one_schema, tables in found.columns.items()
        for one_table, names in tables.items()
        for one_name in names
    ]
    near = get_close_matches(".".join(part for part in (schema, table, name) if part), known, n=1)
    hint = f"did you mean {near[0]}?" if near else "name it as in marts.leaks.timing"
    raise UserError(f"there is no column {text[:80]}; {hint}")


def facts(column: "Column", found: "ColumnLineage") -> dict:
    steps = [found.step(one) for one in found.walk(column)]
    return {
        "column": ".".join(column),
        "origins": [".".join(one) for one in found.origins(column)],
        "vars": [f"var {name}" for name in found.variables(column)],
        "steps": [
            {
                "column": ".".join(step.column),
                "from": [".".join(one) for one in step.parents],
                "by_name": step.by_name,
            }
            for step in steps
            if step.parents
        ],
    }


def show_list(columns: list[dict]) -> None:
    for one in columns:
        print(f"{one['column']}: {', '.join([*one['origins'], *one['vars']])}")


def show_table(columns: list[dict]) -> None:
    """As Markdown."""
    print("| column | comes from | vars of the models on the way |", "|---|---|---|", sep="\n")
    for one in columns:
        print(f"| {one['column']} | {', '.join(one['origins'])} | {', '.join(one['vars'])} |")


def show_tree(column: "Column", found: "ColumnLineage") -> None:
    from rich.text import Text  # noqa: PLC0415
    from rich.tree import Tree  # noqa: PLC0415

    from atlas.console import make_console  # noqa: PLC0415

    seen: set[Column] = set()

    def grow(branch: "Tree", one: "Column") -> None:
        for parent in found.step(one).parents:
            step = found.step(parent)
            is_known = bool(step.parents) and parent in seen
            notes = ["see above"] if is_known else []
            notes += ["by name"] * (step.by_name and not is_known)
            notes += [f"var {name}" for name in step.variables if not is_known]
            said = name_of(parent) + (f" ({', '.join(notes)})" if notes else "")
            twig = branch.add(Text(said, style="" if step.parents else "bold"))
            if not is_known:
                seen.add(parent)
                grow(twig, parent)

    tree = Tree(Text(".".join(column)), guide_style="dim")
    grow(tree, column)
    make_console().print(tree)


def name_of(column: "Column") -> str:
    schema, table, name = column
    return f"rows of {schema}.{table}" if name == "*" else f"{schema}.{table}.{name}"
