"""Labelled cases in the format of ``eval/cases/ANNOTATION.md``: one JSON object a line."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from analyzer.case import Case, Note


class CaseFileError(ValueError):
    """A case file cannot be used; the message names file, line and what to mend."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LabelledNote(_Strict):
    """A note of a labelled case."""

    date: dt.date | None
    text: str = Field(min_length=1)


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


class LabelledCase(_Strict):
    """A case with its labels."""

    id: str = Field(min_length=1)
    language: Literal["ja", "en"]
    format: Literal["minutes", "bullets", "diary", "email", "transcript", "chat", "crm"]
    notes: tuple[LabelledNote, ...] = Field(min_length=1, max_length=3)
    gold: Labels
    traps: tuple[str, ...] = ()
    why: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _evidence_fits(self) -> LabelledCase:
        for aspect, nothing in (("authority", "unknown"), ("information", "unknown"), ("introduction", "none")):
            evidence = getattr(self.gold, f"{aspect}_evidence")
            if bool(evidence) != (getattr(self.gold, aspect) != nothing):
                raise ValueError(f"{aspect}_evidence must be empty exactly where {aspect} is {nothing}")
            for words in evidence:
                if not any(words in note.text for note in self.notes):
                    raise ValueError(f"{aspect}_evidence is not in the notes: {words[:30]!r}")
        return self

    @property
    def case(self) -> Case:
        """The notes as a case, without the labels."""
        return Case.of_notes(*(Note(text=note.text, date=note.date) for note in self.notes))


def read_cases(path: Path) -> list[LabelledCase]:
    """All cases of a file.

    Raises:
        CaseFileError: the file is missing or not UTF-8, a line is malformed, or an id stands twice.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseFileError(f"{path}: cannot be read as UTF-8 text ({type(error).__name__})") from error
    cases: dict[str, LabelledCase] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        case = _read_line(line, f"{path}:{number}")
        if case.id in cases:
            raise CaseFileError(f"{path}:{number}: id {case.id} stands twice")
        cases[case.id] = case
    if not cases:
        raise CaseFileError(f"{path}: there is no case in it")
    return list(cases.values())


def _read_line(line: str, where: str) -> LabelledCase:
    try:
        return LabelledCase.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        raise CaseFileError(f"{where}: not valid JSON ({error.msg} at column {error.colno})") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise CaseFileError(f"{where}: {field + ': ' if field else ''}{first['msg']}") from error
