"""A run's folder: what was run, and predictions that survive a kill: appended a line at a time, each on the disk before the next is asked for."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TextIO

from pydantic import ValidationError

import analyzer
from eval.labelled import CaseFileError, LabelledCase, Labels, first_of

Line = dict[str, Any]
ROOT = Path(__file__).parent.parent


class RunError(CaseFileError):
    """A folder cannot be used for this run; the message names the file and what to do."""


@dataclass
class Appender:
    """Lines of JSON, each forced to the disk as it comes; may be used by several threads."""

    file: TextIO
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, line: Line) -> None:
        """Append one line and wait until it is on the disk."""
        text = json.dumps(line, ensure_ascii=False) + "\n"
        with self.lock:
            self.file.write(text)
            self.file.flush()
            os.fsync(self.file.fileno())


def open_to_append(path: Path) -> Appender:
    """Open a file of lines at its end, after cutting off a last line that a kill left half written."""
    path.touch()
    with path.open("r+b") as file:
        data = file.read()
        file.truncate(data.rfind(b"\n") + 1)
    return Appender(path.open("a", encoding="utf-8"))


@lru_cache(maxsize=1)
def program_version() -> str:
    """A short hash of the whole program, models and catalogue included: other code is another run."""
    digest = hashlib.sha256()
    folder = Path(analyzer.__file__).parent
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".yaml", ".npz", ".md", ".txt"} and "page" not in path.relative_to(folder).parts:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def shown_path(path: Path) -> str:
    """A path as ``run.json`` keeps it: from the checkout's root where it lies inside, so that a stored baseline works elsewhere."""
    whole = path.resolve()
    return whole.relative_to(ROOT).as_posix() if whole.is_relative_to(ROOT) else whole.as_posix()


def claim(folder: Path, identity: dict[str, Any]) -> None:
    """Make a folder this run's, or find that it is: only then it is gone on with.

    Raises:
        RunError: the folder holds another run, or files of something else. Nothing in it has been touched.
    """
    note = folder / "run.json"
    if note.is_file():
        known = read_identity(folder)
        different = [key for key, value in identity.items() if known.get(key) != value]
        if different:
            was = ", ".join(f"{key} {known.get(key)}" for key in different)
            raise RunError(f"{folder}: holds another run ({was}); choose another --out, or remove the folder")
        return
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RunError(f"{folder}: is not empty and holds no run of this program; choose another --out")
    folder.mkdir(parents=True, exist_ok=True)
    half = folder / "run.json.new"
    half.write_text(json.dumps(identity, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    half.replace(note)


def read_identity(folder: Path) -> dict[str, Any]:
    """What a folder's run was of.

    Raises:
        RunError: there is no run in the folder.
    """
    try:
        known = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RunError(
            f"{folder / 'run.json'}: cannot be read, so this is no run's folder ({type(error).__name__})"
        ) from error
    if not isinstance(known, dict):
        raise RunError(f"{folder / 'run.json'}: is no run's description")
    return known


def read_predictions(
    path: Path, cases: Sequence[LabelledCase], *, torn: bool = False, strangers: bool = False
) -> dict[tuple[str, int], Line]:
    """The lines of a predictions file by case and repetition (the first is 1); ``torn`` allows a last line cut off by a kill.

    ``strangers`` passes over cases that are not among ``cases``.

    Raises:
        RunError: a line is malformed, holds a value that is not allowed, stands twice, or is of a case that is not among ``cases``.
    """
    if not path.is_file():
        return {}
    known = {case.id for case in cases}
    found: dict[tuple[str, int], Line] = {}
    lines = path.read_bytes().split(b"\n")
    for number, raw in enumerate(lines, start=1):
        if not raw.strip() or (torn and number == len(lines)):
            continue
        where = f"{path}:{number}"
        line = _prediction(raw, where)
        if line["id"] not in known and strangers:
            continue
        if line["id"] not in known:
            raise RunError(f"{where}: id {line['id']} is not in the case file: these are predictions for other cases")
        key = (line["id"], line.get("repeat", 1))
        if key in found:
            raise RunError(f"{where}: id {line['id']} stands twice")
        found[key] = line
    return found


def read_lost(path: Path, cases: Sequence[LabelledCase]) -> list[Line]:
    """The attempts on these cases that failed after a server had counted tokens; a last line cut off by a kill is passed over."""
    wanted = {case.id for case in cases}
    whole = path.read_text(encoding="utf-8").rpartition("\n")[0] if path.is_file() else ""
    return [line for line in map(json.loads, whole.splitlines()) if line["id"] in wanted]


def _prediction(raw: bytes, where: str) -> Line:
    try:
        line = json.loads(raw)
        if not isinstance(line, dict) or not isinstance(line.get("id"), str):
            raise RunError(f"{where}: a line must be an object with an id")
        Labels.model_validate(line.get("prediction"))
    except ValidationError as error:
        raise RunError(f"{where}: prediction.{first_of(error)}") from error
    except ValueError as error:
        if isinstance(error, RunError):
            raise
        raise RunError(f"{where}: not valid JSON ({error})") from error
    return line


def write_whole(path: Path, text: str) -> None:
    """Write a file so that a reader finds the old one or the new one, never half of it."""
    half = path.with_name(f"{path.name}.new")
    half.write_text(text, encoding="utf-8")
    half.replace(path)
