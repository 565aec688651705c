"""Read the training corpus: cases whose sentences carry marks, as described in ``eval/corpus/GUIDE.md``."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "corpus"

VALUES = {
    "authority": ("strong", "weak", "unknown"),
    "information": ("sufficient", "insufficient", "unknown"),
    "momentum": ("stalled", "moving", "unknown"),
    "introduction": ("none", "proposed", "accepted", "declined"),
    "outside_cause": ("true", "false"),
}
ASPECT_CODES = ("au+", "au-", "in+", "in-", "mo+", "mo-", "prop", "acc", "dec", "out")
FORMATS = ("minutes", "bullets", "diary", "email", "transcript", "chat", "crm")
SIDES = ("contact", "theirs", "ours", "outside")
_GUIDE_ROW = re.compile(r"^\| `([a-z_]+)` \|", re.MULTILINE)
_MARK = re.compile(r"⟦([^|⟦⟧]*)\|([^⟦⟧]*)⟧")


class CorpusError(ValueError):
    """A corpus file breaks the format; the message names file, line and what to mend."""


@dataclass(frozen=True)
class Mark:
    """Words of a note that speak for something: code-point offsets and the codes they carry."""

    start: int
    end: int
    codes: tuple[str, ...]


@dataclass(frozen=True)
class CorpusNote:
    """One note without its marks, and the marks by offset."""

    date: str | None
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class CorpusCase:
    """A labelled case; ``writer`` is the file's stem up to the first ``-`` (the fold in cross-validation)."""

    id: str
    writer: str
    language: str
    format: str
    traps: tuple[str, ...]
    contact: str | None
    labels: dict[str, str]
    people: dict[str, str]
    notes: tuple[CorpusNote, ...] = field(default=())
    copy: bool = False
    """Whether it is made of another case for the models to learn from (``eval.retitling``); nothing is measured on copies."""


def signal_ids() -> tuple[str, ...]:
    """The signals a mark may carry: the rows of the guide's table."""
    return tuple(_GUIDE_ROW.findall((FOLDER / "GUIDE.md").read_text(encoding="utf-8")))


def read_corpus(paths: list[Path] | None = None) -> list[CorpusCase]:
    """All cases of the given files, or of the whole folder in file order; ids must be unique."""
    cases: list[CorpusCase] = []
    seen: set[str] = set()
    for path in paths or sorted(FOLDER.glob("*.txt")):
        for case in _read_file(path):
            if case.id in seen:
                raise CorpusError(f"{path.name}: id {case.id} is used twice")
            seen.add(case.id)
            cases.append(case)
    return cases


def _read_file(path: Path) -> Iterator[CorpusCase]:
    codes = frozenset((*ASPECT_CODES, *signal_ids()))
    text = path.read_text(encoding="utf-8")
    for block in re.split(r"^(?==== )", text, flags=re.MULTILINE):
        if block.strip():
            yield _read_case(block, path, codes)


def _read_case(block: str, path: Path, codes: frozenset[str]) -> CorpusCase:
    head, *parts = re.split(r"^--- +(\S+)[ \t]*\n", block, flags=re.MULTILINE)
    first, *lines = head.strip().splitlines()
    fields = [piece.strip() for piece in first.removeprefix("===").split("|")]
    where = f"{path.name}: {fields[0]}"
    if len(fields) != 4 or fields[1] not in ("ja", "en") or fields[2] not in FORMATS:
        raise CorpusError(f"{where}: the first line is '=== id | ja|en | format | traps', not {first!r}")
    given = dict(line.split(":", 1) for line in lines if ":" in line)
    given = {key.strip(): value.strip() for key, value in given.items()}
    labels = {}
    for aspect, values in VALUES.items():
        if given.get(aspect) not in values:
            raise CorpusError(f"{where}: {aspect} must be one of {', '.join(values)}")
        labels[aspect] = given[aspect]
    notes = tuple(
        _read_note(None if date == "null" else date, body.strip("\n"), where, codes)
        for date, body in zip(parts[::2], parts[1::2], strict=True)
    )
    if not 1 <= len(notes) <= 3 or not all(note.text.strip() for note in notes):
        raise CorpusError(f"{where}: one to three notes with text, each after a line '--- DATE'")
    contact = None if given.get("contact", "null") == "null" else given["contact"]
    if contact and not any(contact in note.text for note in notes):
        raise CorpusError(f"{where}: contact {contact} does not stand in the notes")
    return CorpusCase(
        id=fields[0],
        writer=path.stem.split("-")[0],
        language=fields[1],
        format=fields[2],
        traps=tuple(trap.strip() for trap in fields[3].split(",") if trap.strip()),
        contact=contact,
        labels=labels,
        people=_read_people(given.get("people", ""), where),
        notes=notes,
    )


def _read_people(line: str, where: str) -> dict[str, str]:
    people = {}
    for entry in filter(None, (piece.strip() for piece in line.split(";"))):
        name, _, side = (piece.strip() for piece in entry.rpartition("="))
        if side not in SIDES or not name:
            raise CorpusError(f"{where}: people are 'name=side; …' with a side of {', '.join(SIDES)}, not {entry!r}")
        people[name] = side
    return people


def _read_note(date: str | None, marked: str, where: str, codes: frozenset[str]) -> CorpusNote:
    text, marks, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        given = tuple(code.strip() for code in match[1].split(","))
        if unknown := [code for code in given if code not in codes]:
            raise CorpusError(f"{where}: unknown code {unknown[0]!r} at {match[2][:20]!r}")
        marks.append(Mark(len(text), len(text) + len(match[2]), given))
        text += match[2]
        last = match.end()
    text += marked[last:]
    if "⟦" in text or "⟧" in text:
        raise CorpusError(
            f"{where}: a mark is not closed, or marks are nested, near {text[max(0, text.find('⟦')) :][:30]!r}"
        )
    return CorpusNote(date, text, tuple(marks))


def _complaints(case: CorpusCase) -> Iterator[str]:
    """Labels without a mark of the same direction: each is a place to look again."""
    codes = {code for note in case.notes for mark in note.marks for code in mark.codes}
    needs = {
        "authority": {"strong": "au+", "weak": "au-"},
        "information": {"sufficient": "in+", "insufficient": "in-"},
        "momentum": {"moving": "mo+", "stalled": "mo-"},
        "introduction": {"proposed": "prop", "accepted": "acc", "declined": "dec"},
        "outside_cause": {"true": "out"},
    }
    for aspect, by_value in needs.items():
        code = by_value.get(case.labels[aspect])
        if code and code not in codes:
            yield f"{case.id}: {aspect} is {case.labels[aspect]} but no words are marked {code}"
    if case.contact and case.people.get(case.contact) != "contact":
        yield f"{case.id}: people does not say '{case.contact}=contact'"


def main(arguments: Sequence[str] | None = None) -> int:
    """Check corpus files and print a balance table; exit 2 on a broken file, 1 on complaints."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.corpus", description="Check corpus files and show how balanced their labels are."
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="default: every file of eval/corpus")
    options = parser.parse_args(arguments)
    try:
        cases = read_corpus(options.files or None)
    except (CorpusError, OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return 2
    complaints = [line for case in cases for line in _complaints(case)]
    print("\n".join(complaints))
    for aspect, values in VALUES.items():
        counts = {value: sum(case.labels[aspect] == value for case in cases) for value in values}
        print(f"{aspect:14}", "  ".join(f"{value} {count}" for value, count in counts.items()))
    print(f"{len(cases)} cases, {sum(case.language == 'en' for case in cases)} in English")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
