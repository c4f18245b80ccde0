"""The report as a browser shows it: nothing breaks, nothing is loaded, the figures are right."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import browser
import duckdb
import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By

from atlas import cli
from atlas.check.checked import Checked
from atlas.check.run import Outcome
from atlas.home import Home
from atlas.output import as_json

pytestmark = pytest.mark.skipif(not browser.is_there(), reason=browser.MISSING)

WIDTHS = (390, 900, 1440)
HOSTILE = """</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">
{{ 7 * 7 }} <!-- &lt;b&gt; \u2028 $\\frac{a}{b}$ <b>bold</b>"""
ALONE = "demo_textbook"


@pytest.fixture(scope="module")
def driver() -> Iterator[Chrome]:
    with browser.chromium() as driver:
        yield driver


@pytest.fixture(scope="module")
def reports(demo_home, tmp_path_factory) -> dict[str, Path]:
    """Reports of the demo world, of nothing, of one dataset, and of hostile texts."""
    changed = {
        "nothing": lambda warehouse: keep(warehouse, "false"),
        "one dataset": lambda warehouse: keep(warehouse, f"dataset_id = '{ALONE}'"),
        "hostile": make_hostile,
    }
    homes = {"demo": demo_home}
    for name, change in changed.items():
        homes[name] = Home(tmp_path_factory.mktemp("world"))
        copy_marts(demo_home, homes[name], change)
    found = Outcome("landed", HOSTILE, "files", HOSTILE, "some", failing=3, checked=1234)
    result = Checked([found, replace(found, failing=0)], [HOSTILE])
    (homes["hostile"].root / "quality.json").write_text(as_json(result.facts))
    folder = tmp_path_factory.mktemp("reports")
    files = {name: folder / f"{name}.html" for name in homes}
    for name, home in homes.items():
        assert cli.run(["report", "--home", str(home.root), "--out", str(files[name])])[0] == 0
    return files


def copy_marts(source: Home, target: Home, change: Callable) -> None:
    with duckdb.connect(str(target.warehouse)) as warehouse:
        warehouse.execute(f"attach '{source.warehouse}' as demo (read_only)")
        warehouse.execute("create schema marts")
        for (table,) in warehouse.execute(
            "select table_name from duckdb_tables() where database_name = 'demo' "
            "and schema_name = 'marts'"
        ).fetchall():
            warehouse.execute(f"create table marts.{table} as from demo.marts.{table}")
        change(warehouse)


def keep(warehouse: duckdb.DuckDBPyConnection, condition: str) -> None:
    """Leaves of each mart the rows of one dataset, and nothing of what relates several."""
    own = {"datasets", "rows", "source_shares", "dataset_quality", "rejected_rows"}
    for (table,) in warehouse.execute(
        "select table_name from duckdb_tables() where database_name <> 'demo'"
    ).fetchall():
        kept = condition if table in own else "false"
        if table == "prompts":
            kept = condition.replace("dataset_id", "first_dataset_id")
        warehouse.execute(f"delete from marts.{table} where not ({kept})")


def make_hostile(warehouse: duckdb.DuckDBPyConnection) -> None:
    for change in (
        "prompts set prompt = $text || prompt_id",
        "rows set answer = $text, answer_key = $text || answer_key",
        "answer_conflicts set answers = list_transform(answers, lambda one: $text || one)",
        "source_shares set atomic_source = $text || atomic_source",
        "datasets set licence = $text",
        "curation_summary set description = $text",
    ):
        warehouse.execute(f"update marts.{change}", {"text": HOSTILE})


@pytest.fixture
def marts(demo_home) -> Iterator[Callable[[str], list[tuple]]]:
    with duckdb.connect(str(demo_home.warehouse), read_only=True) as connection:
        connection.execute("set schema = 'marts'")
        yield lambda sql: connection.execute(sql).fetchall()


@pytest.fixture
def demo(driver, reports) -> Chrome:
    browser.show(driver, reports["demo"], 1440)
    return driver


def table(driver: Chrome, title: str) -> list[list[str | None]]:
    """The values behind the cells of a table, as text."""
    return driver.execute_script(
        """
        const found = [...document.querySelectorAll("details.numbers")]
            .find((one) => one.querySelector("summary").textContent.startsWith(arguments[0]));
        return [...found.querySelectorAll("tbody tr")].map((row) =>
            [...row.cells].map((cell) => cell.dataset.value ?? null));
        """,
        title,
    )


def as_text(rows: list[tuple]) -> list[list[str | None]]:
    texts = [[None if one is None else str(one) for one in row] for row in rows]
    return sorted(texts, key=str)


@pytest.mark.parametrize("world", ["demo", "nothing", "one dataset", "hostile"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_breaks_and_nothing_is_loaded(driver, reports, world, width):
    browser.show(driver, reports[world], width)
    assert driver.get_log("browser") == []
    asked = [json.loads(one["message"])["message"] for one in driver.get_log("performance")]
    urls = [
        one["params"]["request"]["url"]
        for one in asked
        if one["method"] == "Network.requestWillBeSent"
    ]
    assert urls == [reports[world].as_uri()]
    assert driver.execute_script("return document.documentElement.scrollWidth") <= width


def test_every_section_is_there_whatever_the_data(driver, reports):
    found = {}
    for world, file in reports.items():
        browser.show(driver, file, 900)
        found[world] = [
            one.get_attribute("id") for one in driver.find_elements("css selector", "section")
        ]
    assert len(found["demo"]) == 10
    assert all(ids == found["demo"] for ids in found.values())


def test_where_there_is_nothing_it_is_said(driver, reports):
    browser.show(driver, reports["nothing"], 900)
    said = driver.find_elements(By.CSS_SELECTOR, ".nothing")
    assert len([one for one in said if one.is_displayed()]) == 9
    assert driver.find_elements(By.CSS_SELECTOR, ".chart") == []


def test_one_dataset_has_its_composition_and_its_quality(driver, reports):
    browser.show(driver, reports["one dataset"], 390)
    drawn = driver.execute_script("return Object.keys(views)")
    assert {"flow", "composition", "growth", "novelty", "quality"} <= set(drawn)
    assert [row[0] for row in table(driver, "Every dataset")] == [ALONE]


@pytest.mark.parametrize(
    ("title", "sql"),
    [
        (
            "Every dataset",
            "select dataset_id, role, domain, released_on, row_count, prompt_count,"
            " attributed_share, novel_share, leaked_prompt_count, conflict_count, licence"
            " from datasets",
        ),
        (
            "Every pair of datasets",
            "select child_dataset_id, parent_dataset_id, shared_prompts, share_of_child,"
            " share_of_parent, exact_prompts, is_direct, is_declared, is_ordered"
            " from lineage_edges",
        ),
        (
            "Every training set and benchmark",
            "select dataset_id, benchmark_id, leaked_items, benchmark_items, item_share,"
            " leaked_prompts, leaked_rows from leak_summary",
        ),
        (
            "Atomic sources of every dataset",
            "select dataset_id, role, coalesce(atomic_source, 'none'),"
            " source_shares.row_count, share"
            " from source_shares inner join datasets using (dataset_id)",
        ),
        (
            "Every rule",
            "select rule, description, lost_rows, lost_share, fitting_rows from curation_summary",
        ),
    ],
)
def test_tables_say_what_the_marts_say(demo, marts, title, sql):
    rows = table(demo, title)
    assert len(rows) > 0
    assert sorted(rows, key=str) == as_text(marts(sql))


def test_the_cards_say_what_the_marts_say(demo, marts):
    cards = [
        one.get_property("textContent")
        for one in demo.find_elements(By.CSS_SELECTOR, ".figure strong")
    ]
    ((known, total),) = marts(
        "select count(atomic_source), count(*) from rows inner join datasets using (dataset_id)"
        " where role = 'train' and prompt_id is not null"
    )
    counts = [
        marts(f"select {sql}")[0][0]
        for sql in (
            "count(*) from datasets",
            "count(*) from rows",
            "count(distinct problem_id) from prompts",
            "count(*) from lineage_edges where is_direct",
            "count(distinct dataset_id) from leaks",
            "count(*) from answer_conflicts",
            "count(*) from dapo_plus_plus",
        )
    ]
    shown = [f"{count:,}" for count in counts]
    assert cards == [*shown[:4], f"{100 * known / total:.1f}\u00a0%", *shown[4:]]


def test_the_heatmap_holds_every_leak(demo, marts):
    cells = demo.execute_script(
        "return [...document.querySelectorAll('.heatmap button')].map((one) =>"
        " [one.dataset.dataset, one.dataset.benchmark, one.dataset.items, one.dataset.of])"
    )
    expected = marts(
        "select leaks.dataset_id, benchmark_id, count(distinct benchmark_prompt_id),"
        " any_value(prompt_count)"
        " from leaks inner join datasets on benchmark_id = datasets.dataset_id group by all"
    )
    assert sorted(cells, key=str) == as_text(expected)


def points(driver: Chrome, chart: str) -> list[dict]:
    """All rows of data that a chart draws from."""
    return driver.execute_script(
        """
        const spec = data.charts[arguments[0]];
        return [spec, ...(spec.layer ?? [])].flatMap((one) => one.data?.values ?? []);
        """,
        chart,
    )


def test_the_flow_loses_no_row(demo, marts):
    flows = table(demo, "The flows")
    into_sets = sum(
        int(rows) for *_, to, rows in flows if not to.startswith(("curated", "removed"))
    )
    ((usable,),) = marts(
        "select sum(source_shares.row_count)::bigint from source_shares"
        " inner join datasets using (dataset_id) where role = 'train'"
    )
    assert into_sets == usable
    curated = sum(int(rows) for *_, to, rows in flows if to == "curated table")
    assert [(curated,)] == marts("select count(*) from dapo_plus_plus")


def test_the_waterfall_ends_at_the_curated_table(demo, marts):
    texts = demo.execute_script(
        "return [...document.querySelectorAll('[data-chart=curation] text')]"
        ".map((one) => one.textContent)"
    )
    for rule, lost in marts("select rule, lost_rows from curation_summary where lost_rows > 0"):
        assert {rule.replace("_", " "), f"−{lost:,}"} <= set(texts)
    ((kept,),) = marts("select count(*) from dapo_plus_plus")
    (last,) = [one for one in points(demo, "curation") if one["step"] == "curated table"]
    assert (last["low"], last["high"], last["label"]) == (0, kept, f"{kept:,}")


def test_growth_ends_at_all_that_has_a_date(demo, marts):
    ends = {one["what"]: one["count"] for one in points(demo, "growth")}  # the last of each
    assert marts(
        "select (select sum(row_count - rejected_count)::bigint from datasets where released_on"
        " is not null), (select count(distinct problem_id) from prompts where first_seen_on"
        " is not null)"
    ) == [(ends["rows"], ends["distinct problems"])]


def test_quality_shows_every_interval(demo, marts):
    shown = {
        (one["dataset_id"], one["model_scale"], one["low"], one["high"])
        for one in points(demo, "quality")
    }
    assert shown == set(
        marts(
            "select dataset_id, model_scale, coalesce(q_low, q_without_gains_low),"
            " coalesce(q_high, q_without_gains_high) from dataset_quality"
            " where q_without_gains is not null"
        )
    )


def test_a_chosen_dataset_names_its_parents(demo, marts):
    demo.execute_script(
        "const pick = document.getElementById('pick'); pick.value = 'demo_mixture';"
        "pick.dispatchEvent(new Event('change'))"
    )
    said = demo.find_element(By.ID, "picked").text
    for parent, shared in marts(
        "select parent_dataset_id, shared_prompts from lineage_edges"
        " where child_dataset_id = 'demo_mixture' and is_direct"
    ):
        assert f"{parent} ({shared} prompts" in said


def test_the_keyboard_reaches_the_pairs_of_a_cell(demo, marts):
    first = demo.find_element(By.CSS_SELECTOR, ".heatmap button[tabindex='0']")
    first.send_keys(Keys.ARROW_RIGHT)
    demo.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    cell = demo.switch_to.active_element
    dataset, benchmark = (cell.get_attribute(f"data-{name}") for name in ("dataset", "benchmark"))
    assert (dataset, benchmark) != (first.get_attribute("data-dataset"), None)
    cell.send_keys(Keys.ENTER)
    dialog = demo.find_element(By.ID, "pairs")
    assert dialog.is_displayed()
    texts = [one.text for one in dialog.find_elements(By.CSS_SELECTOR, ".prompt")]
    known = marts(
        "select training.prompt, item.prompt from leaks"
        " inner join prompts as training using (prompt_id)"
        " inner join prompts as item on benchmark_prompt_id = item.prompt_id"
        f" where dataset_id = '{dataset}' and benchmark_id = '{benchmark}'"
    )
    squeezed = {tuple(" ".join(text.split()) for text in pair) for pair in known}
    shown = [" ".join(text.split()) for text in texts]
    assert len(shown) == 2 * min(20, len(known))
    assert {(shown[at], shown[at + 1]) for at in range(0, len(shown), 2)} <= squeezed
    demo.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not dialog.is_displayed()


def test_a_click_on_a_heading_sorts_by_it(demo):
    demo.execute_script(
        "const head = document.querySelector('#summary details'); head.open = true;"
        "[...head.querySelectorAll('th button')].find((one) => one.textContent === 'rows').click()"
    )
    counts = [int(row[4]) for row in table(demo, "Every dataset")]
    assert counts == sorted(counts, reverse=True)


def test_what_the_last_check_said_is_shown(driver, reports):
    browser.show(driver, reports["hostile"], 900)
    broken = table(driver, "Claims that do not hold")
    assert [row[4:6] for row in broken] == [["3", "1234"]]
    assert [row[3] for row in table(driver, "Every claim")] == [HOSTILE, HOSTILE]


def test_hostile_texts_stay_texts(driver, reports):
    browser.show(driver, reports["hostile"], 900)
    driver.execute_script("document.querySelector('.heatmap button').click()")
    texts = driver.execute_script(
        "return [...document.querySelectorAll('#pairs .prompt')].map((one) => one.textContent)"
    )
    assert texts
    assert all(text.startswith(HOSTILE) for text in texts)
    answers = driver.execute_script(
        "return [...document.querySelectorAll('.conflicts dt, .conflicts .prompt')]"
        ".map((one) => one.textContent)"
    )
    assert answers
    assert all(text.startswith(HOSTILE) for text in answers)
    assert driver.execute_script("return window.hacked") is None
    assert driver.find_elements(By.CSS_SELECTOR, "img, b, main script") == []


def test_printed_it_shows_every_chart(demo):
    demo.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        charts = demo.find_elements(By.CSS_SELECTOR, ".chart svg")
        hidden = demo.find_elements(By.CSS_SELECTOR, "nav, .control")
        assert len(charts) == 7
        assert all(one.is_displayed() for one in charts)
        assert not any(one.is_displayed() for one in hidden)
    finally:
        demo.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_charts_are_drawn_for_the_paper_and_then_for_the_screen_again(demo):
    widest = (
        "Math.max(...[...document.querySelectorAll('.chart svg')].map((one) => one.clientWidth))"
    )
    demo.execute_script("dispatchEvent(new Event('beforeprint'))")
    browser.until(demo, f"return {widest} <= 700")
    demo.execute_script("dispatchEvent(new Event('afterprint'))")
    browser.until(demo, f"return {widest} > 1000")
