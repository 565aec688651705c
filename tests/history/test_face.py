from __future__ import annotations

import subprocess
import sys

import pytest

from analyzer import history


def test_the_face_loads_no_database(clean_environment: dict[str, str]) -> None:
    """Errors, results and ``who`` can be imported without SQLAlchemy; every name of the face is there."""
    program = "import sys; from analyzer.history import HistoryError, Outcome, who; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], env=clean_environment, check=True, capture_output=True)
    assert done.stdout == b"False\n"
    assert all(getattr(history, name) for name in history.__all__)
    with pytest.raises(AttributeError, match="nonsense"):
        _ = history.nonsense
