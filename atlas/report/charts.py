"""The look that all charts share. Colours differ in lightness too, for eyes and for grey print."""

from datetime import date
from typing import Any

import altair as alt

INK, QUIET, GRID = "#1c2733", "#5b6875", "#e3e8ed"
BLUE, ORANGE, SLATE = "#1f5f99", "#d1580a", "#4b5a68"
# Paul Tol's "muted" scheme without its teal, which eyes without green cones take for the grey.
SOURCES = [
    "#332288", "#88ccee", "#117733", "#ddcc77", "#cc6677", "#882255", "#999933", "#aa4499",
]  # fmt: skip
OTHER, UNKNOWN = "#98a1aa", "#d3d9df"
ROW = 19  # pixels of a row with a name

alt.data_transformers.disable_max_rows()


def values(rows: list[dict]) -> alt.Data:
    """Rows as data of a chart; days become the text that Vega reads as a date."""
    return alt.Data(
        values=[
            {
                key: str(value) if hasattr(value, "isoformat") else value
                for key, value in row.items()
            }
            for row in rows
        ]
    )


def drawn(chart: alt.TopLevelMixin, height: int) -> dict[str, Any]:
    """A specification as wide as its place on the page, in the style of the page."""
    style = {
        "font": "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif",
        "aria": False,  # the page says what a chart shows, and its tables hold the figures
        "background": None,
        "view": {"stroke": None},
        "axis": {
            "labelColor": INK,
            "titleColor": QUIET,
            "titleFontWeight": "normal",
            "labelFontSize": 11,
            "titleFontSize": 11,
            "gridColor": GRID,
            "domainColor": "#b8c1ca",
            "tickColor": "#b8c1ca",
            "labelOverlap": True,
        },
        "axisY": {"labelLimit": 230},
        "legend": {"disable": True},
        "text": {"color": INK, "fontSize": 11},
    }
    sized = chart.properties(width="container", height=height, autosize="fit-x")
    return {**sized.to_dict(), "config": style}


def time_axis(days: list[date], **more: Any) -> alt.Axis:
    """Years where there are several, else months."""
    span = (max(days) - min(days)).days if days else 0
    ticks = {"tickCount": "year", "format": "%Y"} if span > 800 else {"format": "%b %Y"}
    return alt.Axis(title=None, **ticks, **more)


def names(title: str | None = None, **more: Any) -> alt.Axis:
    """The axis of a chart with a name to each row."""
    quiet = {"domain": False, "ticks": False, "labelPadding": 8, "labelOverlap": False}
    return alt.Axis(title=title, **quiet, **more)
