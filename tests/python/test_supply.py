"""What the code may not do, read from the code itself; and ids that are SQL."""

import ast
import re
import shutil
from pathlib import Path

import duckdb
import pytest

from atlas import cli
from atlas.home import PROJECT, Home
from atlas.publish import publish_side_file, side_file
from atlas.sql import quoted, sql_text

SOURCES = sorted(
    file for place in ("atlas", "python_udfs") for file in (PROJECT / place).rglob("*.py")
)
SQL = sorted(
    file
    for place in ("models", "macros", "tests", "analyses")
    for file in (PROJECT / place).rglob("*.sql")
)
UNSAFE_MODULES = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}
NETWORK_MODULES = {"socket", "urllib.request", "http", "requests", "httpx", "aiohttp", "ftplib"}
# What runs a text as code, or a program.
UNSAFE_CALLS = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "pickle.loads"}
RUNS_SQL = {"execute", "executemany", "sql", "query", "select"}
AS_SQL = {"quoted", "sql_text", "in_sql"}  # make an identifier or a text of a value


def name_of(call: ast.Call) -> str:
    return ast.unparse(call.func)


def calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def imported(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {".".join(name.split(".")[:length]) for name in names for length in (1, 2)}


def faults(source: str) -> list[str]:
    tree = ast.parse(source)
    found = sorted(imported(tree) & (UNSAFE_MODULES | NETWORK_MODULES))
    for call in calls(tree):
        name, options = name_of(call), {option.arg: option.value for option in call.keywords}
        found += [name] if name in UNSAFE_CALLS else []
        if name == "yaml.load" and "Safe" not in ast.unparse(call):
            found.append(name)
        found += [
            option for option in ("shell", "allow_pickle", "trust_remote_code") if option in options
        ]
        if name.rpartition(".")[2] in RUNS_SQL:
            found += unsafe_sql(call)
    return found


def unsafe_sql(call: ast.Call) -> list[str]:
    """Values that stand in the text of a statement and are neither bound nor quoted."""
    statements = [
        *call.args[:2],
        *(option.value for option in call.keywords if option.arg == "sql"),
    ]
    parts = [part for statement in statements for part in ast.walk(statement)]
    values = [part.value for part in parts if isinstance(part, ast.FormattedValue)]
    return [
        f"{ast.unparse(value)} in a statement"
        for value in values
        if not (isinstance(value, ast.Call) and name_of(value) in AS_SQL)
    ] + [
        f"{ast.unparse(part)[:60]} is put together"
        for part in parts
        if (
            isinstance(part, ast.BinOp)
            and isinstance(part.op, ast.Add | ast.Mod)
            and any(
                isinstance(side, ast.Constant | ast.JoinedStr) for side in (part.left, part.right)
            )
        )
        or (isinstance(part, ast.Call) and name_of(part).endswith(".format") and is_open(part))
    ]


def is_open(call: ast.Call) -> bool:
    values = [*call.args, *(option.value for option in call.keywords)]
    return not all(isinstance(value, ast.Constant) for value in values)


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(PROJECT)))
def test_no_code_runs_data_reaches_the_network_or_builds_sql_of_values(file):
    assert faults(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from urllib.request import urlopen",
        "from urllib import request",
        "eval(text)",
        "yaml.load(text, yaml.Loader)",
        "numpy.load(file, allow_pickle=True)",
        "subprocess.run(line, shell=True)",
        "connection.execute(f'select {name}')",
        "connection.sql('select ' + name)",
        "connection.sql('select %s' % name)",
        "select(connection, 'from {}'.format(name))",
    ],
)
def test_each_fault_would_be_found(source):
    assert faults(source)


def test_no_model_reads_the_network_or_loads_an_extension():
    word = re.compile(
        r"\b(install|load)\s+\w+|https?://(?![^\n]*')|\bs3://|read_(text|blob)\(", re.I
    )
    for file in SQL:
        statements = re.sub(r"--[^\n]*|\{#.*?#\}", "", file.read_text(encoding="utf-8"), flags=re.S)
        assert not word.search(statements), file


def test_every_dependency_is_pinned_with_its_hashes():
    lock = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", lock.strip())
    assert len(entries) > 50
    for entry in entries:
        assert re.match(r"[\w.\[\],-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry
    assert "://" not in lock


HOSTILE = [
    "'; drop table marts.datasets; --",
    '"; drop table marts.datasets; --',
    "a'b\"c",
    "\\'",
    "\u202e\0x",
]


# No name of a file or table holds a NUL, and DuckDB 1 takes one for the end of a statement.
@pytest.mark.parametrize("name", [name for name in HOSTILE if "\0" not in name])
def test_a_value_made_sql_is_only_that_value(name):
    with duckdb.connect() as connection:
        assert connection.execute(f"select {sql_text(name)}").fetchone() == (name,)
        connection.execute(f"create table {quoted(name)} as select 1 as x")
        assert connection.execute("show tables").fetchall() == [(name,)]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_dataset_whose_name_is_sql_is_only_a_name(tmp_path, atlas, name):
    home = Home(tmp_path / "it is a home")
    home.build.mkdir(parents=True)
    with duckdb.connect(str(side_file(home))) as connection:
        connection.execute("create schema marts; create schema staging")
        connection.execute("create table marts.datasets as select $1 as dataset_id", [name])
        connection.execute(
            "create table marts.figures as select $1 as subject, $1 as figure, 1.0 as value", [name]
        )
    assert publish_side_file(home)
    for arguments in (["query", "from datasets"], ["diff", "1", "1"]):
        assert atlas(*arguments, "--home", home.root) == (0, None)
    for arguments in (["trace", name], ["trace", "--text", name], ["diff", name], ["unland", name]):
        code, message = atlas(*arguments, "--home", home.root)
        assert code in (1, 2)
        assert "\n" not in message
    with duckdb.connect(str(home.warehouse), read_only=True) as connection:
        assert connection.execute("from marts.datasets").fetchall() == [(name,)]


def test_a_dataset_of_the_world_whose_name_is_sql_goes_through_every_command(
    demo_home, tmp_path, atlas
):
    name = HOSTILE[0]
    home = Home(tmp_path)
    shutil.copy(demo_home.warehouse, home.warehouse)
    with duckdb.connect(str(home.warehouse)) as connection:
        columns = connection.execute(
            """
            select schema_name, table_name, column_name
            from duckdb_columns() inner join duckdb_tables() using (schema_name, table_name)
            where data_type = 'VARCHAR' and schema_name not in ('seeds', 'atlas')
            """
        ).fetchall()
        for schema, table, column in columns:
            connection.execute(
                f"update {quoted(schema)}.{quoted(table)} set {quoted(column)} = $1 "
                f"where {quoted(column)} = 'demo_contest'",
                [name],
            )
        before = connection.execute("select count(*) from marts.datasets").fetchone()
    for arguments in (
        ["trace", name],
        ["trace", name, "--format", "json"],
        ["report", "--out", tmp_path / "report.html"],
        ["export", "--out", tmp_path / "curated"],
        ["index", "export", name, "--out", tmp_path / "index.parquet"],
        ["index", "attach", tmp_path / "index.parquet"],
        ["index", "list"],
        ["query", "from lineage_edges"],
    ):
        assert atlas(*arguments, "--home", home.root) == (0, None)
    with duckdb.connect(str(home.warehouse), read_only=True) as connection:
        assert connection.execute("select count(*) from marts.datasets").fetchone() == before


GIVEN = ("--role", "train", "--released", "2024")


@pytest.fixture(scope="module")
def good_files(demo_home: Home, tmp_path_factory) -> Path:
    """Rows, rollouts and an index that land and attach under a good name."""
    folder = tmp_path_factory.mktemp("good")
    (folder / "rows.jsonl").write_text('{"problem": "What is 1 + 1?", "answer": 2}')
    (folder / "rollouts.csv").write_text(
        "prompt,atomic_source,model_scale,stage,step,sample,correct\np,s,8B,base,0,0,true\n"
    )
    home, demo = ("--home", str(folder / "home")), ("--home", str(demo_home.root))
    for command in (
        ["index", "export", "demo_school", "--out", str(folder / "index.parquet"), *demo],
        ["index", "attach", str(folder / "index.parquet"), "--name=good", *home],
        ["land", str(folder / "rows.jsonl"), "--dataset=good", *GIVEN, *home],
        ["land-rollouts", str(folder / "rollouts.csv"), "--name=good", *home],
    ):
        assert cli.run(command) == (0, None)
    return folder


@pytest.mark.parametrize("name", [*HOSTILE, "../x", "/etc/passwd", "..", "x\0", "x\n", "*", "-"])
def test_a_hostile_id_is_refused_by_every_command(
    demo_home, tmp_path, good_files, atlas, name, monkeypatch
):
    """Nothing but the id is wrong: the files would be taken under another name."""
    monkeypatch.setenv("ATLAS_HOME", str(demo_home.root))
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a" / "b")
    before = {file: file.stat().st_mtime_ns for file in demo_home.root.rglob("*")}
    for arguments in (
        ["trace", "--", name],
        ["index", "export", "--out", tmp_path / "index.parquet", "--", name],
        ["index", "detach", "--", name],
        ["index", "attach", good_files / "index.parquet", f"--name={name}"],
        ["unland", "--", name],
        ["fetch", "--", name],
        ["check", "--", name],
        ["columns", "--", name],
        ["query", f"--analysis={name}"],
        ["land", good_files / "rows.jsonl", f"--dataset={name}", *GIVEN],
        ["land-rollouts", good_files / "rollouts.csv", f"--name={name}"],
    ):
        code, message = atlas(*arguments)
        assert code in (1, 2), arguments
        assert "unexpected" not in message
        assert "\n" not in message
    assert {file: file.stat().st_mtime_ns for file in demo_home.root.rglob("*")} == before
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "b"]


@pytest.mark.parametrize("command", [["query"], ["trace"], ["trace", "--text"], ["diff"]])
def test_an_argument_of_stray_bytes_is_refused(atlas, command):
    code, message = atlas(*command, "select \udcff")
    assert (code, "is no UTF-8 text" in message) == (2, True)


def test_nothing_is_written_beside_the_home(tmp_path, atlas):
    """Ids with a way out of the folder name nothing."""
    for dataset_id in ("../x", "/etc/x", "..", ".", "a/../../x", "x\0", "x\n", "X", "é"):
        for command in (("unland", dataset_id), ("land-rollouts", __file__, "--name", dataset_id)):
            code, message = atlas(*command, "--home", tmp_path / "home")
            assert (code, message.count("\n")) == (2, 0)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == []
