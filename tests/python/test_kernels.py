"""What is compiled follows the source, also that of another file whose code is compiled into it."""

import os
import shutil
import subprocess
import sys

import pytest

from python_udfs import kernels
from python_udfs.kernels import UDFS, sources_hash

SAY = "from python_udfs.normal_form import normal_form as f; print(f('1 , 2'))"


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of three files: `far` is imported by `near`, and that by `here`."""
    for name, source in (
        ("far", "FAR = 1\n"),
        ("near", "from python_udfs.far import FAR\nfrom python_udfs.here import HERE\n"),
        ("here", "from python_udfs.near import FAR\nHERE = FAR\n"),
        ("other", "OTHER = 1\n"),
    ):
        (tmp_path / f"{name}.py").write_text(source)
    monkeypatch.setattr(kernels, "UDFS", tmp_path)
    sources_hash.cache_clear()
    yield tmp_path
    sources_hash.cache_clear()


@pytest.mark.parametrize(("changed", "is_seen"), [("here", True), ("far", True), ("other", False)])
def test_the_hash_of_a_module_is_that_of_all_it_imports(package, changed, is_seen):
    before = sources_hash("python_udfs.here")
    (package / f"{changed}.py").write_text("FAR = HERE = OTHER = 2\n")
    sources_hash.cache_clear()
    assert (sources_hash("python_udfs.here") != before) is is_seen


@pytest.mark.slow
def test_a_change_in_an_imported_file_is_compiled_anew(tmp_path):
    copy = tmp_path / "python_udfs"
    shutil.copytree(UDFS, copy)  # with what is compiled, as in a checkout that is updated
    assert _said_by(tmp_path) == "1 2"
    reader = copy / "latex_reader.py"
    source = reader.read_text()
    assert "not names.punctuation[byte]" in source
    reader.write_text(source.replace("not names.punctuation[byte]", "byte == 44"))
    assert _said_by(tmp_path) == "1 , 2"


def _said_by(folder):
    """The normal form by the copy of the package in `folder`, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", SAY],
        env={**os.environ, "PYTHONPATH": str(folder)},
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
