"""Where a batch's cases come from: folders, globs, files of any form intake reads, and JSON lines; one case at a time."""

from __future__ import annotations

import glob
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from analyzer import intake
from analyzer.case import Case, Note
from analyzer.words import Language
from eval.labelled import CaseFileError, first_of


@dataclass(frozen=True)
class Taken:
    """A case and where it came from; ``key`` is its own within a batch, ``who`` is the same from batch to batch."""

    case: Case
    source: str
    key: str
    who: str


@dataclass(frozen=True)
class Unreadable:
    """What could not be read, and why."""

    source: str
    reason: str


def check_sources(sources: Sequence[str]) -> None:
    """See that every source is there.

    Raises:
        CaseFileError: a source names nothing.
    """
    for source in sources:
        if not Path(source).exists() and next(glob.iglob(source, recursive=True), None) is None:  # noqa: PTH207  the user's own pattern, perhaps absolute
            raise CaseFileError(f"{source}: no such file or folder, and no file fits it as a pattern")


def take(sources: Sequence[str], language: Language = "en") -> Iterator[Taken | Unreadable]:
    """Every case of the sources, in order, read only when asked for; why a file cannot be read is said in the language."""
    for source in sources:
        for path in _files(source):
            try:
                if path.suffix.lower() in (".jsonl", ".ndjson"):
                    yield from _jsonl(path, language)
                else:
                    yield from _cases(path, str(path.relative_to(source)) if Path(source).is_dir() else path.name)
            except intake.IntakeError as error:
                yield Unreadable(str(path), error.words.in_(language))
            except (OSError, UnicodeDecodeError) as error:
                yield Unreadable(str(path), f"cannot be read ({type(error).__name__})")


def _files(source: str) -> Iterator[Path]:
    path = Path(source)
    if path.is_dir():
        for folder, inner, names in os.walk(path):
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            yield from (Path(folder) / name for name in sorted(names) if not name.startswith("."))
    elif path.exists():
        yield path
    else:
        yield from sorted(Path(name) for name in glob.iglob(source, recursive=True) if Path(name).is_file())  # noqa: PTH207  as above


def _cases(path: Path, name: str) -> Iterator[Taken]:
    """The cases of a file; an export is read whole, for the rows of one deal may stand anywhere in it."""
    for number, case in enumerate(intake.read_cases(path)):
        yield taken(case, str(path), number, file=name)


def taken(case: Case, source: str, number: int, name: str = "", file: str = "") -> Taken:
    """A case with its keys; ``name`` is its id where it has one, ``file`` what its file is called in every batch."""
    texts = [note.text for note in case.notes]
    key = hashlib.sha256(
        json.dumps([source, number, name, case.rep, case.customer, case.deal, texts]).encode()
    ).hexdigest()[:24]
    who = name or " / ".join(filter(None, (case.customer, case.deal))) or file or Path(source).name
    return Taken(case, source, key, who)


def _jsonl(path: Path, language: Language) -> Iterator[Taken | Unreadable]:
    """A case a line: ``{"notes": [{"date", "text"}], "rep", "customer", "deal", "id"}`` or ``{"text": …}``; other keys are passed over."""
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            where = f"{path}:{number}"
            try:
                found = json.loads(line)
                yield taken(_case_of(found), where, 0, str(found.get("id") or ""))
            except json.JSONDecodeError as error:
                yield Unreadable(where, f"not valid JSON ({error.msg} at column {error.colno})")
            except ValidationError as error:
                yield Unreadable(where, first_of(error))
            except intake.IntakeError as error:
                yield Unreadable(where, error.words.in_(language))
            except (AttributeError, KeyError, TypeError):
                yield Unreadable(where, 'a line must be an object with "notes" (each with "text") or with "text"')


def _case_of(found: dict[str, Any]) -> Case:
    given = found["notes"] if "notes" in found else [{"text": found["text"], "date": found.get("date")}]
    if not given:
        raise KeyError("notes")
    notes = [
        intake.note_from_text(one["text"]).model_copy(update={"date": Note(text="-", date=one.get("date")).date})
        for one in given
    ]
    about = {name: str(found.get(name) or "") for name in ("rep", "customer", "deal")}
    return Case.of_notes(*notes).model_copy(update=about)
