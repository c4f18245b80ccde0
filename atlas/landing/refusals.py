"""Files that are no data or in a form that is not read: what each is, and what to do instead."""

import re

from atlas.errors import UserError
from atlas.landing.streams import PACKED, Content

TAR_MARK = 257  # where a tar archive says that it is one
DUCKDB_MARK = 8
SPACE = b"\xef\xbb\xbf \t\r\n"
UNPACK = "unpack it and land what is inside"
DATA = (".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".arrow", ".feather")


class UnknownFormat(UserError):
    """Neither the content nor the name of a file tells its format."""


class Packed(UnknownFormat):
    """There may be data inside."""


# What a file starts with -> what it is and what to do; first what no table starts with.
WORDS = {
    b"version https://git-lfs": (
        "a Git LFS pointer, not the data; run git lfs pull or fetch the file itself"
    ),
    b"SQLite format 3\0": "a SQLite database; save its table as CSV and land that",
    b"%PDF-": "a PDF; land the data it was made from",
}
STARTS = {
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file; save it as CSV and land that",
    b"\x89HDF": "an HDF5 file; save its table as Parquet and land that",
    b"\x93NUMPY": "a numpy array; save its rows as JSON lines and land that",
    b"PARE": "encrypted Parquet; decrypt it first",
    b"FEA1": "Feather of version 1; save it as Parquet and land that",
    b"Obj\x01": "an Avro file; save it as Parquet and land that",
    b"ORC": "an ORC file; save it as Parquet and land that",
}
PICKLE = re.compile(rb"\x80[\x02-\x05](?:[\x95}\]cX(\x8a].|\x94)", re.DOTALL)
# Reading a pickle runs what is in it.
PICKLED = "a pickle, which runs code when it is read; save its rows as JSON lines and land that"
PAGE = re.compile(rb"<(!doctype\s+html|html|head|body|script)\b", re.IGNORECASE)
MARKUP = re.compile(rb"<(\?xml|!--|!doctype|[a-z][\w:.-]*[\s/>])", re.IGNORECASE)
# JSON that describes data or checks on it: what its first bytes hold -> what it is.
DOCUMENTS = {
    rb'"dbt_schema_version"': "an artefact of dbt",
    rb'"(great_expectations_version|expectation_suite_name|expectation_type)"'
    rb'|"type"\s*:\s*"expect_': "a document of Great Expectations",
    rb'"features"\s*:\s*\{.*"_type"\s*:\s*"[A-Z]|"_data_files"\s*:': "a description of a dataset",
}
# Endings of names -> what such a file is and what to do.
ENDINGS = {
    ".yml": "YAML, not data; land the data files",
    ".yaml": "YAML, not data; land the data files",
    ".sql": "SQL, not data; save what it selects as Parquet and land that",
    ".py": "a program; run it, save what it loads as Parquet and land that",
    ".ipynb": "a notebook; save the table it makes as Parquet and land that",
    ".tfrecord": "a TFRecord file; save its records as JSON lines and land that",
}


def check_is_data(content: Content, start: bytes) -> None:
    """Refuses what is not data: as UnknownFormat where its name does not say data either."""
    name = content.member or content.path.name
    text = start.lstrip(SPACE)
    what = said_of(start, content.name)
    if PICKLE.match(start):
        what = PICKLED
    elif PAGE.match(text):
        what = "a web page, perhaps an error or a login, not the data; fetch the raw file"
    elif MARKUP.match(text):
        what = "XML; turn its records into JSON lines and land that"
    if what:
        kind = UserError if content.name.endswith(DATA) else UnknownFormat
        raise kind(f"{name} is {what}")
    if start.startswith(PACKED):
        raise Packed(f"{name} is packed in a way that is not read; {UNPACK}")
    if start[TAR_MARK : TAR_MARK + 5] == b"ustar":
        raise Packed(f"{name} is a tar archive; {UNPACK}")
    document = next((said for sign, said in DOCUMENTS.items() if is_there(sign, text)), None)
    if document:
        raise UnknownFormat(f"{name} is {document}, not data; land the data files")
    ending = next((said for end, said in ENDINGS.items() if content.name.endswith(end)), None)
    if ending:
        raise UnknownFormat(f"{name} is {ending}")


def said_of(start: bytes, name: str) -> str | None:
    """What the first bytes tell. The header of a table may begin in the same letters."""
    if name.endswith((".csv", ".tsv")) and start[:DUCKDB_MARK].isascii():
        return next((said for mark, said in WORDS.items() if start.startswith(mark)), None)
    if start[DUCKDB_MARK : DUCKDB_MARK + 4] == b"DUCK":
        return "a DuckDB database; save its table as Parquet and land that"
    marks = {**STARTS, **WORDS}
    return next((said for mark, said in marks.items() if start.startswith(mark)), None)


def is_there(sign: bytes, text: bytes) -> bool:
    return text.startswith(b"{") and re.search(sign, text, re.DOTALL) is not None
