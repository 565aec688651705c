"""The data models, which are built when they are first used: none may turn out to be broken, or to be half built, only then."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from collections.abc import Iterator

import analyzer
from analyzer.words import Frozen

_STARTS = ("analyzer.__main__", "analyzer.page", "analyzer.history.migrations")
"""Modules that do something when imported: a program, a page, a migration. Their models come in through others."""


def _models(base: type[Frozen] = Frozen) -> Iterator[type[Frozen]]:
    for model in base.__subclasses__():
        yield model
        yield from _models(model)


def test_every_model_can_be_built() -> None:
    """Every data model of the program knows the types of its fields."""
    for module in pkgutil.walk_packages(analyzer.__path__, "analyzer."):
        if not module.name.startswith(_STARTS):
            importlib.import_module(module.name)
    models = set(_models())
    assert len(models) > 50
    for model in models:
        model.model_rebuild(force=True)


_FIRST_USES = """
import sys
sys.setswitchinterval(1e-6)
from concurrent.futures import ThreadPoolExecutor
from analyzer.case import Case
from analyzer.reading import Quote
with ThreadPoolExecutor(8) as pool:
    made = [pool.submit(lambda: (Quote(note=0, start=0, end=1, text="a"), Case.of_notes("a"))) for _ in range(8)]
    assert {one.result() for one in made} and len(made) == 8
"""


def test_first_use_in_several_threads() -> None:
    """Several visitors of a page may be the first at once; with some releases of pydantic models built only then were half built for the others."""
    for _ in range(5):
        subprocess.run([sys.executable, "-c", _FIRST_USES], check=True)
