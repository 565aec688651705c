"""Fixtures that several tests share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from eval.labelled import LabelledCase, read_cases

ROOT = Path(__file__).parent.parent
OWN_SETTINGS = ("KAMOSHIRENAI_", "OPENAI_", "LANGSMITH_", "LANGCHAIN_", "STREAMLIT_")


@pytest.fixture(scope="session", autouse=True)
def own_data_directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the saved cases of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(scope="session")
def tune_cases() -> list[LabelledCase]:
    """The labelled tuning cases."""
    return read_cases(ROOT / "eval" / "cases" / "tune.jsonl")


@pytest.fixture(scope="session")
def clean_environment() -> dict[str, str]:
    """This process's environment without any setting of the program's or its libraries' own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OWN_SETTINGS)}
    return kept | {"PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="session")
def kamoshirenai(clean_environment: dict[str, str]) -> Run:
    """Run the command line in a process of its own; returns what it printed, as bytes, and its exit code."""

    def run(
        *arguments: str | Path, given: bytes = b"", environment: Mapping[str, str] | None = None, cwd: Path = ROOT
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "analyzer", *map(str, arguments)],
            input=given,
            env=clean_environment | dict(environment or {}),
            cwd=cwd,
            capture_output=True,
            timeout=120,
            check=False,
        )

    return run
