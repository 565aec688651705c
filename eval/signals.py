"""Score signals by kind: precision and recall, a found signal counting only where its words overlap the marked ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from eval.labelled import LabelledCase, SignalLabel, signal_ids
from eval.scoring import share

Spans = list[tuple[int, int, int]]


def score_signals(pairs: Sequence[tuple[LabelledCase, Sequence[dict[str, Any]]]]) -> dict[str, Any] | None:
    """Precision and recall over all kinds and by kind; ``None`` where no case has its signals labelled.

    Each pair is a case and the ``{id, quote}`` that were found in it; cases whose gold has no ``signals`` are left out, and so are kinds
    that nobody could label (the outside cause is a label of its own). The kinds marked most often come first.
    """
    labelled = [(case, found) for case, found in pairs if case.gold.signals is not None]
    if not labelled:
        return None
    said: Counter[str] = Counter()
    right: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for case, found in labelled:
        gold = [(one.id, spans(case, one.quote)) for one in case.gold.signals or ()]
        given = [(str(one["id"]), spans(case, one["quote"])) for one in found if one["id"] in signal_ids()]
        said.update(kind for kind, _ in given)
        marked.update(kind for kind, _ in gold)
        right.update(kind for kind, place in given if _matched(kind, place, gold))
        met.update(kind for kind, place in gold if _matched(kind, place, given))
    kinds = {
        kind: {"precision": share(right[kind], said[kind]), "recall": share(met[kind], marked[kind])}
        for kind in sorted(said.keys() | marked.keys(), key=lambda kind: (-marked[kind], kind))
    }
    precision, recall = share(right.total(), said.total()), share(met.total(), marked.total())
    return {"cases": len(labelled), "precision": precision, "recall": recall, "kinds": kinds}


def _matched(kind: str, place: Spans, others: Sequence[tuple[str, Spans]]) -> bool:
    return any(kind == other and overlap(place, there) for other, there in others)


def spans(case: LabelledCase, words: str) -> Spans:
    """Every place where the words stand: note, start and end in code points."""
    places: Spans = []
    for number, note in enumerate(case.notes):
        start = note.text.find(words)
        while start >= 0 and words:
            places.append((number, start, start + len(words)))
            start = note.text.find(words, start + len(words))
    return places


def overlap(places: Spans, others: Spans) -> bool:
    """Whether any of the places shares a character with any of the others."""
    return any(
        note == other and start < stop and begin < end for note, start, end in places for other, begin, stop in others
    )


def as_found(signals: Sequence[SignalLabel]) -> list[dict[str, str]]:
    """Labels in the shape of what an engine found."""
    return [{"id": one.id, "quote": one.quote} for one in signals]
