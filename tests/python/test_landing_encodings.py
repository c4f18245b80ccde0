"""Text in other encodings than UTF-8 is read as what it is, or as damaged UTF-8; nothing is guessed
from a byte or two."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.landing.encodings import encoding_of
from atlas.landing.readers import open_raw

CHINESE = "已知函数 f(x)=x²，求其在区间 [0,3] 上的最大值与最小值之和。"
PUBLISHED = {
    "gb18030": CHINESE,
    "big5": "已知函數 f(x)，求其在區間 [0,3] 上的最大值與最小值之和。",
    "shift_jis": "関数 f(x) の区間 [0,3] における最大値と最小値の和を求めよ。",
    "euc_jp": "関数 f(x) の区間 [0,3] における最大値と最小値の和を求めよ。",
    "cp949": "함수 f(x) 의 구간 [0,3] 에서 최댓값과 최솟값의 합을 구하시오.",
    "cp1251": "Найдите сумму наибольшего и наименьшего значений функции на отрезке [0,3].",
    "koi8_r": "Найдите сумму наибольшего и наименьшего значений функции на отрезке [0,3].",
    "cp1252": "Let’s find the robot’s “home”: where does the farmer’s field end – and Zoë’s begin?",
    "cp1250": "Wyznacz sumę największej i najmniejszej wartości. Ile zostało, jeśli oddała pięć?",
    "cp1256": "أوجد مجموع القيمة العظمى والصغرى للدالة على الفترة [0,3].",
}


@pytest.mark.parametrize("encoding", PUBLISHED)
@pytest.mark.parametrize("name", ["mine.jsonl", "mine.json", "mine.csv"])
def test_text_of_another_encoding_is_read_as_what_it_is(tmp_path, name, encoding):
    rows = [{"problem": f"{PUBLISHED[encoding]} ({number})"} for number in range(5)]
    # What is ASCII comes first and fills what is read at once.
    rows = [{"problem": f"What is {number} + {number}?"} for number in range(40_000)] + rows
    as_text = {
        "mine.jsonl": "\n".join(json.dumps(row, ensure_ascii=False) for row in rows),
        "mine.json": json.dumps(rows, ensure_ascii=False),
        "mine.csv": "\n".join(["problem", *(f'"{row["problem"]}"' for row in rows)]),
    }
    (tmp_path / name).write_bytes(as_text[name].encode(encoding))
    raw = open_raw(tmp_path / name)
    assert list(raw.rows()) == rows
    assert [note[:8] for note in raw.notes] == ["read as "]


@pytest.mark.parametrize(
    "data",
    [
        b"caf\xe9",  # too little to tell
        b"What\xe2\x80 is 2 + 2?",  # a quotation mark cut in two
        (CHINESE * 3).encode() + b"\xe4\xb8 caf\xe9",
        CHINESE.encode()[:-1],  # the end of what is read at once
        CHINESE.encode() + bytes(range(128, 170)) * 9 + CHINESE.encode() * 99,
    ],
)
def test_damaged_utf_8_is_utf_8(data):
    assert encoding_of(data) == "utf-8"


def test_a_byte_order_mark_counts_at_the_beginning_only():
    damage = b"\xff\xfe" + b"What is 2 + 2?"
    assert encoding_of(damage) == "utf-16"
    assert encoding_of(damage, may_be_marked=False) == "utf-8"


@given(st.text())
def test_utf_8_is_utf_8(text):
    encoding = encoding_of(text.encode())
    assert encoding is None if text.isascii() else encoding.startswith("utf-8")
