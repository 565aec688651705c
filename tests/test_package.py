"""The wheel: built, installed into an empty environment elsewhere, and used there as a user would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.serving import first_page, serving

pytestmark = pytest.mark.slow

NOTE = "2025年9月18日 東都精機 総務部 中村様と面談。資料はすべてお渡し済み。「私では決められません」とのこと。\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("kamoshirenai-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``kamoshirenai`` command of an environment that holds nothing but the wheel and what it depends on."""
    environment = tmp_path_factory.mktemp("elsewhere") / "venv"
    python = environment / "bin" / "python"
    constraints = ["-c", str(ROOT / "constraints.txt"), str(wheel)]
    if uv := shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent)):
        subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, str(environment)], check=True)
        subprocess.run([uv, "pip", "install", "--quiet", "--python", str(python), *constraints], check=True)
    else:
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *constraints], check=True)
    return environment / "bin" / "kamoshirenai"


@pytest.fixture
def alone() -> dict[str, str]:
    """An environment from which this tree cannot be found."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}


def test_the_wheel_holds_every_data_file(wheel: Path) -> None:
    """Catalogue, weights, sample notes and the page's script are in the wheel; tests and corpus are not."""
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        str(path.relative_to(ROOT)) for path in (ROOT / "analyzer").rglob("*.*") if "__pycache__" not in path.parts
    }
    assert wanted <= names
    prompts = {f"analyzer/_prompts/{path.name}" for path in (ROOT / "prompts").iterdir()} | {
        "analyzer/_prompts/ANNOTATION.md"
    }
    assert prompts <= names
    assert {"analyzer/page/_app.py", "analyzer/catalogue/moves.yaml", "analyzer/engines/offline/weights.npz"} <= names
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"analyzer"}


def test_an_installed_wheel_analyses_a_note(installed: Path, alone: dict[str, str], tmp_path: Path) -> None:
    """In another directory the installed command reads a note and quotes it."""
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    done = subprocess.run([installed, "analyze", "note.txt"], cwd=tmp_path, env=alone, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "相手: 中村" in done.stdout.decode()


def test_an_installed_wheel_saves_cases(installed: Path, alone: dict[str, str], tmp_path: Path) -> None:
    """The wheel makes its database with the migrations it brings."""
    command = [str(installed), "history", "export", "cases.jsonl"]
    environment = alone | {"KAMOSHIRENAI_DATABASE_URL": str(tmp_path / "cases.sqlite3")}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "cases.jsonl").read_bytes().endswith(b'{"end":0}\n')


def test_an_installed_wheel_serves_the_page(installed: Path, alone: dict[str, str], tmp_path: Path) -> None:
    """In another directory the installed command serves the page, and its script runs to the end."""
    with serving([str(installed)], alone, tmp_path) as port:
        assert "議事録・メモ" in first_page(port)


def test_an_installed_wheel_is_in_good_health(installed: Path, alone: dict[str, str], tmp_path: Path) -> None:
    """``doctor`` finds engine and catalogue in the installed wheel."""
    assert (
        subprocess.run([installed, "doctor"], cwd=tmp_path, env=alone, capture_output=True, check=False).returncode == 0
    )
