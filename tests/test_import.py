"""What importing the package costs and gives."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {
    "openai",
    "langchain_core",
    "streamlit",
    "sqlalchemy",
    "alembic",
    "sudachipy",
    "numpy",
    "pydantic",
    "yaml",
    "docx",
}


def _loaded_by(statement: str, environment: dict[str, str]) -> set[str]:
    program = f"import json, sys\n{statement}\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], env=environment, check=True, capture_output=True)
    return {name.split(".")[0] for name in json.loads(done.stdout)}


def test_importing_the_package_loads_nothing_heavy(clean_environment: dict[str, str]) -> None:
    """``import analyzer`` loads no model library, page, database, dictionary or numerics."""
    assert not HEAVY & _loaded_by("import analyzer", clean_environment)


def test_analysing_loads_no_page_and_no_model_library(clean_environment: dict[str, str]) -> None:
    """An analysis by the embedded engine loads neither Streamlit nor a language-model library nor a database."""
    loaded = _loaded_by("import analyzer; analyzer.analyze('田中様とお会いした。', 'offline')", clean_environment)
    assert "sudachipy" in loaded
    assert not {"openai", "langchain_core", "streamlit", "sqlalchemy", "docx"} & loaded


def test_every_public_name_is_there() -> None:
    """Each name in ``__all__`` can be had from the package, and ``dir`` lists them."""
    import analyzer

    assert {name for name in analyzer.__all__ if getattr(analyzer, name) is not None} == set(dir(analyzer))


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A name the package does not have fails as on any module."""
    import analyzer

    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = analyzer.nonsense
