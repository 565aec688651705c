"""The catalogue of signals, hypotheses, moves and questions: data files a person from sales can read and edit.

The files lie in ``analyzer/catalogue/``; a team's own folder (``KAMOSHIRENAI_CATALOGUE``) may hold files of the same names whose
entries are laid over these by id. Everything is validated when loaded; an error names file, entry and field.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from analyzer.catalogue.entries import AskEntry, Catalogue, HypothesisEntry, MoveEntry, QuestionEntry, SignalEntry
from analyzer.reading import VALUES

FILES = ("signals", "hypotheses", "moves", "questions", "asks")


class CatalogueError(ValueError):
    """A catalogue file cannot be used; the message names file, entry and field."""


_KINDS: dict[str, type[SignalEntry | HypothesisEntry | MoveEntry | QuestionEntry | AskEntry]] = {
    "signals": SignalEntry,
    "hypotheses": HypothesisEntry,
    "moves": MoveEntry,
    "questions": QuestionEntry,
    "asks": AskEntry,
}


@lru_cache(maxsize=4)
def load_catalogue(team_folder: Path | None = None) -> Catalogue:
    """The built-in catalogue with the team's own entries laid over it.

    Raises:
        CatalogueError: a file is no valid catalogue; the message names file, entry and field.
    """
    own = resources.files("analyzer.catalogue")
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
    _check_hypotheses(catalogue)
    _check_moves(catalogue)
    _check_asks(catalogue)


def _check_hypotheses(catalogue: Catalogue) -> None:
    for hypothesis in catalogue.hypotheses.values():
        where = f"hypotheses.yaml: entry {hypothesis.id}"
        for weight in (*hypothesis.supported_by, *hypothesis.weakened_by):
            _must_know(weight.signal, catalogue.signals, f"{where}: field supported_by/weakened_by", "signal")
        for finding in (*hypothesis.supporting_findings, *hypothesis.weakening_findings):
            if finding.value not in VALUES[finding.aspect]:
                raise CatalogueError(f"{where}: {finding.aspect} has no value {finding.value!r}")
        _must_know(hypothesis.probe, catalogue.moves, f"{where}: field probe", "move")


def _check_moves(catalogue: Catalogue) -> None:
    for move in catalogue.moves.values():
        for reaction in move.reactions:
            for known in (*reaction.supports, *reaction.weakens):
                where = f"moves.yaml: entry {move.id}: reaction {reaction.id}"
                _must_know(known, catalogue.hypotheses, where, "hypothesis")


def _check_asks(catalogue: Catalogue) -> None:
    quotable = {*catalogue.signals, *VALUES}
    for ask in catalogue.asks.values():
        for signal in ask.when.signals:
            _must_know(signal, catalogue.signals, f"asks.yaml: entry {ask.id}: field when.signals", "signal")
        for source in ask.quote_from.split():
            _must_know(source, quotable, f"asks.yaml: entry {ask.id}: field quote_from", "signal or finding")


def _must_know(entry: str, known: Collection[str], where: str, kind: str) -> None:
    if entry not in known:
        raise CatalogueError(f"{where}: there is no {kind} {entry!r}")
