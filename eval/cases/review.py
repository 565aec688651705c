"""Reps' corrections become labelled cases, once a team lead has looked at each.

A source holds saved cases, as ``kamoshirenai history corrections FILE`` writes them (``Case`` as JSON, one a line, or one in the whole file).
A case is a candidate where the rep corrected something: its labels are the last reading's with the corrections over them. What was decided is
kept in ``FILE.review.jsonl`` beside the case file, so that nobody is asked twice.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from analyzer.analysis import analyze
from analyzer.case import Case, ReadingMade
from analyzer.reading import NOTHING_SHOWN, VALUES, Aspect
from eval.engines import QUOTED, predicted
from eval.labelled import CaseFileError, LabelledCase, as_case, first_of, read_cases, read_lines
from eval.runs import open_to_append

MOST_NOTES = 3


@dataclass(frozen=True)
class Candidate:
    """A corrected case on its way to a case file; ``labels`` are still to be judged."""

    key: str
    source: str
    case: Case
    corrected: dict[Aspect, str]
    labels: dict[str, Any]


def candidates_of(sources: Iterable[Path]) -> Iterator[Candidate]:
    """Every case of the sources in which a rep corrected something.

    Raises:
        CaseFileError: a source cannot be read, or what it holds is no case.
    """
    for path in sources:
        for where, found in _saved(path):
            try:
                case = Case.model_validate(found)
            except ValidationError as error:
                raise CaseFileError(f"{where}: no saved case: {first_of(error)}") from error
            if len(case.notes) > MOST_NOTES:
                click.echo(
                    f"{where}: passed over, {len(case.notes)} notes; a labelled case has at most {MOST_NOTES}", err=True
                )
            elif case.corrections and case.notes:
                yield _candidate(case, where)


def _saved(path: Path) -> list[tuple[str, dict[str, Any]]]:
    try:
        whole = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return list(read_lines(path))
    return [(str(path), whole)] if isinstance(whole, dict) else list(read_lines(path))


def _candidate(case: Case, where: str) -> Candidate:
    made = [event for event in case.timeline if isinstance(event, ReadingMade)]
    analysis = analyze(Case.of_notes(*case.notes).with_event(made[-1]) if made else Case.of_notes(*case.notes))
    labels = predicted(analysis).model_dump(mode="json", exclude={"signals"})
    for aspect, value in case.corrections.items():
        labels[aspect] = value == "true" if aspect == "outside_cause" else value
        if aspect in QUOTED:
            labels[f"{aspect}_evidence"] = []
    key = hashlib.sha256(
        json.dumps([[note.text for note in case.notes], case.corrections], sort_keys=True).encode()
    ).hexdigest()[:10]
    return Candidate(key, where, case, case.corrections, labels)


def walk(candidates: Iterable[Candidate], into: Path, by: str) -> dict[str, int]:
    """Show each candidate that was not decided before, ask, and append what is accepted."""
    known = {case.id for case in read_cases(into)} if into.is_file() else set()
    log = into.with_name(f"{into.name}.review.jsonl")
    decided = {str(line.get("key")) for _, line in read_lines(log)} if log.is_file() else set()
    counts = {"accepted": 0, "rejected": 0, "skipped": 0}
    for one in candidates:
        if one.key in decided or f"r-{one.key}" in known:
            counts["skipped"] += 1
            continue
        _show(one)
        answer = click.prompt("accept, edit, reject, later, quit", type=click.Choice(["a", "e", "r", "l", "q"]))
        if answer == "q":
            break
        if answer == "l":
            continue
        if answer == "r":
            _append(
                log,
                {
                    "key": one.key,
                    "decision": "rejected",
                    "by": by,
                    "at": _now(),
                    "why": click.prompt("why", default=""),
                },
            )
            counts["rejected"] += 1
        else:
            _append(into, _asked(one, by, edit=answer == "e"))
            _append(log, {"key": one.key, "decision": "accepted", "by": by, "at": _now()})
            counts["accepted"] += 1
        decided.add(one.key)
    return counts


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _append(path: Path, line: dict[str, Any]) -> None:
    if path.is_file() and path.read_bytes()[-1:] not in (b"\n", b""):
        with path.open("a", encoding="utf-8") as file:
            file.write("\n")  # a file edited by hand may lack its last line end; nothing of it may be cut off
    made = open_to_append(path)
    with made.file:
        made.add(line)


def _show(one: Candidate) -> None:
    click.echo(f"\n=== {one.source} {one.case.rep} {one.case.customer} {one.case.deal}".rstrip())
    for note in one.case.notes:
        click.echo(f"--- {note.date or ''}\n{note.text}")
    click.echo("---")
    for aspect in VALUES:
        mark = " (corrected by the rep)" if aspect in one.corrected else ""
        click.echo(f"{aspect:14} {str(one.labels[aspect]).lower()}{mark}")
    click.echo(f"{'contact':14} {one.labels['contact']}")


def _asked(one: Candidate, by: str, *, edit: bool) -> dict[str, Any]:
    """The line for the case file: values asked for when editing, evidence wherever a value has none yet."""
    labels = dict(one.labels)
    texts = [note.text for note in one.case.notes]
    if edit:
        labels["contact"] = click.prompt("contact (- for none)", default=labels["contact"] or "-")
        labels["contact"] = None if labels["contact"] == "-" else labels["contact"]
    for aspect in VALUES:
        if edit:
            value = click.prompt(aspect, type=click.Choice(VALUES[aspect]), default=str(labels[aspect]).lower())
            changed = value != str(labels[aspect]).lower()
            labels[aspect] = value == "true" if aspect == "outside_cause" else value
        if aspect in QUOTED:
            key = f"{aspect}_evidence"
            if labels[aspect] == NOTHING_SHOWN[aspect]:
                labels[key] = []
            elif (edit and changed) or not labels[key]:
                labels[key] = _evidence(aspect, texts)
    line = {
        "id": f"r-{one.key}",
        "language": "ja"
        if any("ぁ" <= char <= "ヿ" or "一" <= char <= "龯" for text in texts for char in text)
        else "en",
        "format": click.prompt("format", type=click.Choice(_FORMATS), default="diary"),
        "notes": [{"date": note.date.isoformat() if note.date else None, "text": note.text} for note in one.case.notes],
        "gold": labels,
        "traps": [],
        "why": {},
        "provenance": {
            "source": one.source,
            "by": by,
            "at": _now(),
            "corrected": ", ".join(f"{key}={value}" for key, value in one.corrected.items()),
        },
    }
    as_case(line, one.source)
    return line


_FORMATS = tuple(LabelledCase.model_fields["format"].annotation.__args__)  # type: ignore[union-attr]


def _evidence(aspect: str, texts: Sequence[str]) -> list[str]:
    """Verbatim words for a value, asked for until they stand in a note."""
    return [click.prompt(f"{aspect}: the words that show it", value_proc=_verbatim(texts))]


def _verbatim(texts: Sequence[str]) -> Callable[[str], str]:
    def check(words: str) -> str:
        if not words.strip() or not any(words in text for text in texts):
            raise click.BadParameter("these words do not stand in a note; copy them letter by letter")
        return words

    return check
