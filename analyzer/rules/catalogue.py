"""The catalogue of signals, hypotheses, moves and questions: data files a person from sales can read and edit.

The files lie in ``analyzer/rules/catalogue/``; a team's own folder (``KAMOSHIRENAI_CATALOGUE``) may hold files of the same names whose
entries are laid over these by id. Everything is validated when loaded; an error names file, entry and field.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import Field, ValidationError

from analyzer.reading import VALUES, Aspect, Direction
from analyzer.words import Frozen, Words

Quadrant = Literal["strong_sufficient", "strong_insufficient", "weak_sufficient", "weak_insufficient"]
Source = Literal["article", "extension"]
FILES = ("signals", "hypotheses", "moves", "questions")


class CatalogueError(ValueError):
    """A catalogue file cannot be used; the message names file, entry and field."""


class SignalEntry(Frozen):
    """One thing an engine may observe: its definition, examples and what is easily mistaken for it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    source: Source
    aspect: Aspect | None = None
    """The finding this signal speaks about, where it speaks about one."""
    direction: Direction = "+"
    """For an aspect's signal: whether it speaks for strong/sufficient/moving/accepted (+) or against (-)."""
    name: Words
    definition: Words
    examples: tuple[Words, ...] = Field(min_length=2)
    look_alike: Words
    """Words that look like this signal but are not it, and why."""


class SignalWeight(Frozen):
    """How much a signal counts for or against a hypothesis: 1 a hint, 2 clear, 3 as good as proof."""

    signal: str
    weight: int = Field(ge=1, le=3)


class FindingWeight(Frozen):
    """How much a finding's value counts for or against a hypothesis."""

    aspect: Aspect
    value: str
    weight: int = Field(ge=1, le=3)


class HypothesisEntry(Frozen):
    """One reason why the customer may not move."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    source: Source
    quadrant: Quadrant
    statement: Words
    meaning: Words
    supported_by: tuple[SignalWeight, ...] = ()
    weakened_by: tuple[SignalWeight, ...] = ()
    supporting_findings: tuple[FindingWeight, ...] = ()
    weakening_findings: tuple[FindingWeight, ...] = ()
    probe: str
    """The move that tells it from its neighbours."""
    told_apart_by: Words


class ReactionEntry(Frozen):
    """One thing the customer may do on a move, what it would mean and what to do then."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    sign: Words
    means: Words
    then: Words
    supports: tuple[str, ...] = ()
    weakens: tuple[str, ...] = ()
    introduction: Literal["proposed", "accepted", "declined"] | None = None
    """Where the reaction answers the introduction: the value it gives that finding."""


class MoveEntry(Frozen):
    """What to do next, in which words, and what each reaction would mean."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    source: Source
    cost: int = Field(ge=1, le=3)
    """What it costs to try: 1 a sentence in the next talk, 2 some preparation, 3 a meeting or the relationship."""
    involves_manager: bool = False
    purpose: Words
    what: Words
    wording: Words
    """What the rep can say aloud, to whom the move is addressed."""
    reactions: tuple[ReactionEntry, ...] = Field(min_length=2)
    caution: Words


class QuestionEntry(Frozen):
    """What to find out where a finding is unknown: concrete, askable in the next meeting."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    aspect: Aspect
    ask: Words
    why: Words


class Catalogue(Frozen):
    """All entries, checked against one another; each dictionary keeps the order of its file."""

    signals: dict[str, SignalEntry]
    hypotheses: dict[str, HypothesisEntry]
    moves: dict[str, MoveEntry]
    questions: dict[str, QuestionEntry]


_KINDS: dict[str, type[SignalEntry | HypothesisEntry | MoveEntry | QuestionEntry]] = {
    "signals": SignalEntry,
    "hypotheses": HypothesisEntry,
    "moves": MoveEntry,
    "questions": QuestionEntry,
}


@lru_cache(maxsize=4)
def load_catalogue(team_folder: Path | None = None) -> Catalogue:
    """The built-in catalogue with the team's own entries laid over it.

    Raises:
        CatalogueError: a file is no valid catalogue; the message names file, entry and field.
    """
    own = resources.files("analyzer.rules").joinpath("catalogue")
    entries: dict[str, dict[str, Any]] = {}
    for kind in FILES:
        entries[kind] = _read_entries(own.joinpath(f"{kind}.yaml").read_text("utf-8"), f"{kind}.yaml", kind)
        team_file = team_folder / f"{kind}.yaml" if team_folder else None
        if team_file and team_file.is_file():
            entries[kind] |= _read_entries(_read_text(team_file), str(team_file), kind)
    catalogue = Catalogue(**entries)
    _check_references(catalogue)
    return catalogue


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path}: cannot be read as UTF-8 text ({type(error).__name__})") from error


def _read_entries(text: str, file: str, kind: str) -> dict[str, Any]:
    # libyaml's loader is some ten times faster than the pure one; both are safe loaders.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        raw = yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise CatalogueError(f"{file}: no valid YAML near line {mark.line + 1 if mark else '?'}") from error
    if not isinstance(raw, list) or not all(isinstance(entry, dict) for entry in raw):
        raise CatalogueError(f"{file}: must be a list of entries, each beginning with '- id: …'")
    entries: dict[str, Any] = {}
    for number, fields in enumerate(raw, start=1):
        entry = _validated(fields, f"{file}: entry {fields.get('id', f'no. {number}')}", kind)
        if entry.id in entries:
            raise CatalogueError(f"{file}: entry {entry.id}: field id: used twice")
        entries[entry.id] = entry
    return entries


def _validated(fields: dict[str, Any], where: str, kind: str) -> Any:
    try:
        return _KINDS[kind].model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise CatalogueError(f"{where}: field {field}: {first['msg']}") from error


def _check_references(catalogue: Catalogue) -> None:
    for hypothesis in catalogue.hypotheses.values():
        where = f"hypotheses.yaml: entry {hypothesis.id}"
        for weight in (*hypothesis.supported_by, *hypothesis.weakened_by):
            _must_know(weight.signal, catalogue.signals, f"{where}: field supported_by/weakened_by", "signal")
        for finding in (*hypothesis.supporting_findings, *hypothesis.weakening_findings):
            if finding.value not in VALUES[finding.aspect]:
                raise CatalogueError(f"{where}: {finding.aspect} has no value {finding.value!r}")
        _must_know(hypothesis.probe, catalogue.moves, f"{where}: field probe", "move")
    for move in catalogue.moves.values():
        for reaction in move.reactions:
            for known in (*reaction.supports, *reaction.weakens):
                where = f"moves.yaml: entry {move.id}: reaction {reaction.id}"
                _must_know(known, catalogue.hypotheses, where, "hypothesis")


def _must_know(entry: str, known: dict[str, Any], where: str, kind: str) -> None:
    if entry not in known:
        raise CatalogueError(f"{where}: there is no {kind} {entry!r}")
