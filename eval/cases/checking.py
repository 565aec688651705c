"""What is wrong with a case file, line by line; which notes are nearly the same; how the labels are spread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from analyzer.reading import VALUES
from eval.labelled import CaseFileError, LabelledCase, as_case, check_sum, read_cases, read_lines
from eval.scoring import quadrant, value_of

TRAPS = frozenset(
    "title_misleads others_authority negation reported many_people changed our_side sent_not_read plan_only small_talk typos implicit "
    "mixed_language injection off_topic long".split()
)


def complaints(path: Path) -> list[str]:
    """Everything that must be mended before a file can be used, a line each, with file and line number."""
    found: list[str] = []
    seen: dict[str, str] = {}
    try:
        check_sum(path)
        lines = read_lines(path)
        for where, given in lines:
            try:
                case = as_case(given, where)
            except CaseFileError as error:
                found.append(str(error))
                continue
            if case.id in seen:
                found.append(f"{where}: id {case.id} stands twice (first at {seen[case.id]})")
            seen.setdefault(case.id, where)
            found += [f"{where}: trap {trap} is not in ANNOTATION.md" for trap in case.traps if trap not in TRAPS]
            if case.gold.contact and not any(case.gold.contact in note.text for note in case.notes):
                found.append(f"{where}: the contact {case.gold.contact!r} does not stand in the notes")
        if not found:
            read_cases(path)  # the signals beside it
    except CaseFileError as error:
        found.append(str(error))
    return found


def near_duplicates(files: Mapping[str, Sequence[LabelledCase]], similar: float) -> list[str]:
    """Pairs of cases whose notes are alike: cosine of character 3- to 5-grams weighted by rarity (scikit-learn's TF-IDF)."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    named = [
        (f"{file} {case.id}", "\n".join(note.text for note in case.notes))
        for file, cases in files.items()
        for case in cases
    ]
    if len(named) < 2:
        return []
    rows = TfidfVectorizer(analyzer="char", ngram_range=(3, 5)).fit_transform([text for _, text in named])
    found = []
    for start in range(
        0, len(named), 500
    ):  # a block at a time: the whole table of a large file would not fit into memory
        alike = (rows[start : start + 500] @ rows.T).tocoo()
        found += [
            (start + one, other, value)
            for one, other, value in zip(alike.row, alike.col, alike.data, strict=True)
            if start + one < other and value >= similar
        ]
    return [
        f"near-duplicates ({value:.2f}): {named[one][0]} and {named[other][0]}" for one, other, value in sorted(found)
    ]


def balance(cases: Sequence[LabelledCase]) -> str:
    """How often each value, quadrant, language, format and trap occurs."""
    counts = {aspect: Counter(value_of(case.gold, aspect) for case in cases) for aspect in VALUES}
    tables: dict[str, Counter[str]] = {
        str(aspect): Counter({value: counts[aspect][value] for value in values}) for aspect, values in VALUES.items()
    }
    tables["quadrant"] = Counter(quadrant(case.gold) for case in cases)
    tables["language"] = Counter(case.language for case in cases)
    tables["format"] = Counter(case.format for case in cases)
    tables["trap"] = Counter(trap for case in cases for trap in case.traps or ("(none)",))
    return "\n".join(
        f"{name:14} " + "  ".join(f"{value} {count}" for value, count in table.most_common())
        for name, table in tables.items()
    )
