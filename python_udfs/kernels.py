"""Compiles the loops over bytes and hashes, and keeps what was compiled.

Numba asks only whether the file of a function has changed, though the code of every function that
it calls is compiled into it. So what is compiled stands in a folder named by a hash of its file and
of all files of this package that it imports.
"""

import hashlib
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from numba import config, njit

UDFS = Path(__file__).parent
OUR_IMPORT = re.compile(r"^from python_udfs\.(\w+) import", re.MULTILINE)


def kernel(function: Callable) -> Callable:
    """A function that Python calls; it may make arrays and return them."""
    return _compiled(function, {})


def kernel_part(function: Callable) -> Callable:
    """A function that kernels call: it makes no array and returns only numbers.

    So it need not count who refers to the arrays it is given, which takes longer than a few
    instructions do.
    """
    return _compiled(function, {"_nrt": False})


def inlined_part(function: Callable) -> Callable:
    """A part of a few instructions that is called at every byte or token: it becomes part of what
    calls it, as passing the arrays takes longer than its work. Of larger ones only compiling would
    take longer.
    """
    return _compiled(function, {"_nrt": False, "forceinline": True})


def _compiled(function: Callable, options: dict[str, bool]) -> Callable:
    before = config.CACHE_DIR
    config.CACHE_DIR = str(UDFS / "__pycache__" / f"kernels-{sources_hash(function.__module__)}")
    try:
        return njit(nogil=True, cache=True, **options)(function)
    finally:
        config.CACHE_DIR = before


@cache
def sources_hash(module: str) -> str:
    """Of the source of a module of this package and of all that it imports of the package."""
    sources: dict[str, bytes] = {}
    wanted = [module.rpartition(".")[2]]
    while wanted:
        name = wanted.pop()
        if name not in sources:
            sources[name] = (UDFS / f"{name}.py").read_bytes()
            wanted += OUR_IMPORT.findall(sources[name].decode())
    return hashlib.md5(b"".join(source for _, source in sorted(sources.items()))).hexdigest()[:12]
