"""Labelled cases in the format of ``eval/cases/ANNOTATION.md``: one JSON object a line."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from analyzer.case import Case, Note
from eval.corpus import ASPECT_CODES
from eval.corpus import signal_ids as read_signal_ids

FIXED = Path(__file__).parent / "cases" / "fixed.jsonl"


@lru_cache(maxsize=1)
def signal_ids() -> frozenset[str]:
    """The signals that may be labelled: the rows of the corpus guide's table, without the codes of the aspects' own values."""
    return frozenset(read_signal_ids()) - set(ASPECT_CODES)


class CaseFileError(ValueError):
    """A case file cannot be used; the message names file, line and what to mend."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LabelledNote(_Strict):
    """A note of a labelled case."""

    date: dt.date | None
    text: str = Field(min_length=1)


class SignalLabel(_Strict):
    """A signal a reader saw, with the words that show it."""

    id: str = Field(min_length=1)
    quote: str = Field(min_length=1)


class Labels(_Strict):
    """The labels a reader gave; also the shape of a prediction."""

    contact: str | None
    authority: Literal["strong", "weak", "unknown"]
    information: Literal["sufficient", "insufficient", "unknown"]
    momentum: Literal["stalled", "moving", "unknown"]
    introduction: Literal["none", "proposed", "accepted", "declined"]
    outside_cause: bool
    authority_evidence: tuple[str, ...]
    information_evidence: tuple[str, ...]
    introduction_evidence: tuple[str, ...]
    signals: tuple[SignalLabel, ...] | None = None
    """``None`` where nobody looked for signals, which is not the same as none being there."""


class LabelledCase(_Strict):
    """A case with its labels."""

    id: str = Field(min_length=1)
    language: Literal["ja", "en"]
    format: Literal["minutes", "bullets", "diary", "email", "transcript", "chat", "crm"]
    notes: tuple[LabelledNote, ...] = Field(min_length=1, max_length=3)
    gold: Labels
    traps: tuple[str, ...] = ()
    why: dict[str, str] = Field(default_factory=dict)
    provenance: dict[str, str] = Field(default_factory=dict)
    """Where a case came from that was made out of a rep's corrections: source, reviewer, date, what was corrected."""

    @model_validator(mode="after")
    def _evidence_fits(self) -> LabelledCase:
        for aspect, nothing in (("authority", "unknown"), ("information", "unknown"), ("introduction", "none")):
            evidence = getattr(self.gold, f"{aspect}_evidence")
            if bool(evidence) != (getattr(self.gold, aspect) != nothing):
                raise ValueError(f"{aspect}_evidence must be empty exactly where {aspect} is {nothing}")
            for words in evidence:
                if not any(words in note.text for note in self.notes):
                    raise ValueError(f"{aspect}_evidence is not in the notes: {words[:30]!r}")
        _check_signals(self.gold.signals or (), self.notes)
        return self

    @property
    def case(self) -> Case:
        """The notes as a case, without the labels."""
        return Case.of_notes(*(Note(text=note.text, date=note.date) for note in self.notes))


def _check_signals(signals: tuple[SignalLabel, ...], notes: tuple[LabelledNote, ...]) -> None:
    for signal in signals:
        if signal.id not in signal_ids():
            raise ValueError(f"{signal.id} is no signal of eval/corpus/GUIDE.md")
        if not any(signal.quote in note.text for note in notes):
            raise ValueError(f"the words of signal {signal.id} are not in the notes: {signal.quote[:30]!r}")


def read_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each JSON object of a file of lines, with where it stands (``file:line``).

    Raises:
        CaseFileError: the file cannot be read as UTF-8 text, or a line is no JSON object.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseFileError(f"{path}: cannot be read as UTF-8 text ({type(error).__name__})") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            found = json.loads(line)
        except json.JSONDecodeError as error:
            raise CaseFileError(f"{where}: not valid JSON ({error.msg} at column {error.colno})") from error
        if not isinstance(found, dict):
            raise CaseFileError(f"{where}: a line must hold one JSON object")
        yield where, found


def read_cases(path: Path) -> list[LabelledCase]:
    """All cases of a file, with the signals of the file ``…-signals.jsonl`` beside it, where there is one.

    Raises:
        CaseFileError: the file is missing, not UTF-8 or not what its checksum says, a line is malformed, or an id stands twice.
    """
    check_sum(path)
    cases: dict[str, LabelledCase] = {}
    for where, found in read_lines(path):
        case = as_case(found, where)
        if case.id in cases:
            raise CaseFileError(f"{where}: id {case.id} stands twice")
        cases[case.id] = case
    if not cases:
        raise CaseFileError(f"{path}: there is no case in it")
    return _with_signals(cases, path.with_name(f"{path.stem}-signals.jsonl"))


def as_case(found: dict[str, Any], where: str) -> LabelledCase:
    """A line of a case file as a case.

    Raises:
        CaseFileError: a field is missing, unknown or has a value that is not allowed; ``where`` leads the message.
    """
    try:
        return LabelledCase.model_validate(found)
    except ValidationError as error:
        raise CaseFileError(f"{where}: {first_of(error)}") from error


def first_of(error: ValidationError) -> str:
    """The first thing pydantic complains about, in one line."""
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"{field + ': ' if field else ''}{first['msg']}"


def _with_signals(cases: dict[str, LabelledCase], path: Path) -> list[LabelledCase]:
    if not path.is_file():
        return list(cases.values())
    for where, found in read_lines(path):
        if found.get("id") not in cases:
            raise CaseFileError(f"{where}: id {found.get('id')} is not in the case file")
        case = cases[str(found["id"])]
        try:
            signals = _SIGNALS.validate_python(found.get("signals"))
            _check_signals(signals, case.notes)
        except ValidationError as error:
            raise CaseFileError(f"{where}: signals.{first_of(error)}") from error
        except ValueError as error:
            raise CaseFileError(f"{where}: {error}") from error
        cases[case.id] = case.model_copy(update={"gold": case.gold.model_copy(update={"signals": signals})})
    return list(cases.values())


_SIGNALS = TypeAdapter(tuple[SignalLabel, ...])


def checksum(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check_sum(path: Path) -> None:
    """Compare a file with the checksum in ``FILE.sha256`` beside it, where there is one.

    Raises:
        CaseFileError: the file is not what its checksum says.
    """
    beside = path.with_name(f"{path.name}.sha256")
    if path.is_file() and beside.is_file() and beside.read_text(encoding="utf-8").split()[:1] != [checksum(path)]:
        raise CaseFileError(
            f"{path}: is not the file that {beside.name} was made of; restore it, or put your own cases into a file of their own"
        )


@lru_cache(maxsize=1)
def _fixed_texts() -> frozenset[tuple[str, ...]]:
    return (
        frozenset(tuple(note["text"] for note in found["notes"]) for _, found in read_lines(FIXED))
        if FIXED.is_file()
        else frozenset()
    )


def is_fixed(cases: Iterable[LabelledCase]) -> bool:
    """Whether cases of the fixed set are among these, under whatever name: then nothing is shown case by case without ``--reveal``."""
    return any(tuple(note.text for note in case.notes) in _fixed_texts() for case in cases)
