"""The page: every section in order, the chart library and the data, all in one file."""

import json
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import vl_convert
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from atlas.home import Home
from atlas.report import (
    checks,
    composition,
    conflicts,
    curation,
    flow,
    leaks,
    lineage,
    novelty,
    quality,
    summary,
)
from atlas.report.section import Section, formatted, listed

FOLDER = Path(__file__).parent
# In a script element only these could end it or begin another; in JSON they may be written so.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def make_page(connection: duckdb.DuckDBPyConnection, home: Home, most_pairs: int) -> str:
    """The report as HTML. What comes from data is text in it: escaped, or JSON for the script."""
    sections = gather(connection, home, most_pairs)
    charts = {chart.name: chart.spec for section in sections for chart in section.charts}
    data = {section.id: section.data for section in sections if section.data is not None}
    templates = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    templates.globals.update(formatted=formatted, listed=listed)
    return templates.get_template("page.html.j2").render(
        sections=sections,
        made_on=date.today(),
        version=version("atlas-lineage"),
        style=own_text("page.css"),
        script=own_text("page.js"),
        library=chart_library(),
        data=as_json({"charts": charts, **data}),
    )


def gather(connection: duckdb.DuckDBPyConnection, home: Home, most_pairs: int) -> list[Section]:
    return [
        summary.section(connection),
        lineage.section(connection),
        flow.section(connection),
        leaks.section(connection, most_pairs),
        composition.section(connection),
        novelty.section(connection),
        quality.section(connection),
        curation.section(connection),
        checks.section(home),
        conflicts.section(connection, with_texts=most_pairs > 0),
    ]


def as_json(data: Any) -> Markup:
    """JSON that is safe inside a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(text.translate(ESCAPES))


def own_text(name: str) -> Markup:
    return Markup((FOLDER / name).read_text(encoding="utf-8"))


def chart_library() -> Markup:
    """Vega, Vega-Lite and Vega-Embed as vl-convert carries them, in a form to put inline."""
    return Markup(vl_convert.javascript_bundle().replace("</script", "<\\/script"))
