"""The verdict on a pair does not depend on which of its texts is called the first."""

import re

from atlas.home import PROJECT
from atlas.warehouse import open_read_only

MACRO = (PROJECT / "macros" / "witnesses.sql").read_text(encoding="utf-8")


def test_the_witnesses_are_the_same_from_both_sides(demo_home):
    """On all pairs of the demo world, the measures of the one text put in the other's place."""
    witnesses = re.search(r"(?s)macro witnesses\(\) %\}(.*)\{%- endmacro", MACRO)[1]
    sql = f"select text_id, other_text_id, {witnesses} from {{pairs}}"
    with open_read_only(demo_home) as connection:
        columns = [row[0] for row in connection.execute("describe matching.comparisons").fetchall()]
        turned = {name: turned_name(name, columns) for name in columns}
        assert sum(name != other for name, other in turned.items()) > 20
        other_side = ", ".join(f"{other} as {name}" for name, other in turned.items())
        from_here = sql.format(pairs="matching.comparisons")
        from_there = sql.format(pairs=f"(select {other_side} from matching.comparisons)")
        sides = "* exclude (text_id, other_text_id), least(text_id, other_text_id) as text_id"
        pairs, differing = connection.execute(
            f"""
            select
                (select count(*) from matching.comparisons),
                (
                    select count(*)
                    from (
                        (select {sides} from ({from_here}))
                        except all (select {sides} from ({from_there}))
                    )
                ),
            """
        ).fetchone()
    assert pairs > 1_000
    assert differing == 0


def turned_name(name: str, columns: list[str]) -> str:
    """The column that measures the same of the other text; itself where it measures both."""
    other = name.removeprefix("other_") if name.startswith("other_") else f"other_{name}"
    return other if other in columns else name
