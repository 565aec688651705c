"""Score predictions against labels: accuracy and macro-F1 with intervals, confusion, the dearest errors, evidence, slices.

The statistics are scikit-learn's and SciPy's; what is ours is only what they do not know: quadrants, evidence overlap, names.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from scipy.stats import binomtest
from sklearn.metrics import confusion_matrix, f1_score

from analyzer.reading import VALUES, Aspect
from eval.labelled import LabelledCase, Labels

QUOTED: tuple[Aspect, ...] = ("authority", "information", "introduction")


def share(right: int, of: int) -> dict[str, Any]:
    """A proportion with its 95 % Wilson interval; all ``None`` where there is nothing to count."""
    if not of:
        return {"value": None, "low": None, "high": None, "count": 0}
    interval = binomtest(right, of).proportion_ci(method="wilson")
    return {"value": right / of, "low": float(interval.low), "high": float(interval.high), "count": of}


def value_of(labels: Labels, aspect: Aspect) -> str:
    """A label as the catalogue writes it (``true``/``false`` for the outside cause)."""
    return str(getattr(labels, aspect)).lower()


def metrics(cases: Sequence[LabelledCase], predictions: Sequence[Labels]) -> dict[str, Any]:
    """Everything the report shows, as plain numbers."""
    pairs = list(zip(cases, predictions, strict=True))
    found: dict[str, Any] = {"cases": len(pairs)}
    found["aspects"] = {aspect: _aspect(pairs, aspect) for aspect in VALUES}
    found["both_axes"] = _counted(pairs, _both_axes)
    found["contact"] = _counted(pairs, lambda case, labels: same_name(case.gold.contact, labels.contact))
    found["errors"] = _dear_errors(pairs)
    found["outside_cause"] = _precision_recall(pairs)
    found["evidence"] = {aspect: _evidence(pairs, aspect) for aspect in QUOTED}
    found["verbatim"] = _verbatim(pairs)
    found["slices"] = {
        name: {
            key: _slice([pair for pair in pairs if key in keys(pair[0])])
            for key in sorted({key for case, _ in pairs for key in keys(case)})
        }
        for name, keys in _SLICES.items()
    }
    return found


_Pairs = Sequence[tuple[LabelledCase, Labels]]
_SLICES: dict[str, Callable[[LabelledCase], Iterable[str]]] = {
    "language": lambda case: (case.language,),
    "format": lambda case: (case.format,),
    "trap": lambda case: case.traps or ("(none)",),
}


def _aspect(pairs: _Pairs, aspect: Aspect) -> dict[str, Any]:
    gold = [value_of(case.gold, aspect) for case, _ in pairs]
    predicted = [value_of(labels, aspect) for _, labels in pairs]
    values = list(VALUES[aspect])
    return {
        "accuracy": share(sum(one == other for one, other in zip(gold, predicted, strict=True)), len(gold)),
        "macro_f1": float(f1_score(gold, predicted, labels=sorted(set(gold)), average="macro", zero_division=0)),
        "values": values,
        "confusion": confusion_matrix(gold, predicted, labels=values).tolist(),
    }


def _counted(pairs: _Pairs, right: Callable[[LabelledCase, Labels], bool]) -> dict[str, Any]:
    return share(sum(right(case, labels) for case, labels in pairs), len(pairs))


def _both_axes(case: LabelledCase, labels: Labels) -> bool:
    return case.gold.authority == labels.authority and case.gold.information == labels.information


def _dear_errors(pairs: _Pairs) -> dict[str, Any]:
    """The dearest first: a strong contact called weak, an informed one called uninformed, and the other way round."""

    def of(aspect: Aspect, gold: str, predicted: str) -> dict[str, Any]:
        return _counted(
            pairs, lambda case, labels: value_of(case.gold, aspect) == gold and value_of(labels, aspect) == predicted
        )

    return {
        "strong_called_weak": of("authority", "strong", "weak"),
        "weak_called_strong": of("authority", "weak", "strong"),
        "sufficient_called_insufficient": of("information", "sufficient", "insufficient"),
        "insufficient_called_sufficient": of("information", "insufficient", "sufficient"),
    }


def _precision_recall(pairs: _Pairs) -> dict[str, Any]:
    hits = sum(case.gold.outside_cause and labels.outside_cause for case, labels in pairs)
    return {
        "precision": share(hits, sum(labels.outside_cause for _, labels in pairs)),
        "recall": share(hits, sum(case.gold.outside_cause for case, _ in pairs)),
    }


def _evidence(pairs: _Pairs, aspect: Aspect) -> dict[str, Any]:
    """Where a value is right: how often its evidence overlaps what a person marked, and how much of it by characters."""
    hit = total = shared = said = marked = 0
    for case, labels in pairs:
        gold, quotes = getattr(case.gold, f"{aspect}_evidence"), getattr(labels, f"{aspect}_evidence")
        if value_of(case.gold, aspect) != value_of(labels, aspect) or not gold:
            continue
        texts = [note.text for note in case.notes]
        wanted, given = _characters(texts, gold), _characters(texts, quotes)
        total += 1
        hit += bool(wanted & given)
        shared, said, marked = shared + len(wanted & given), said + len(given), marked + len(wanted)
    return {
        "overlaps": share(hit, total),
        "precision": share(shared, said)["value"],
        "recall": share(shared, marked)["value"],
    }


def _characters(texts: Sequence[str], quotes: Iterable[str]) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for words in quotes:
        for note, text in enumerate(texts):
            start = text.find(words)
            if start >= 0:
                found.update((note, place) for place in range(start, start + len(words)))
                break
    return found


def _verbatim(pairs: _Pairs) -> dict[str, Any]:
    quotes = [
        (case, words) for case, labels in pairs for aspect in QUOTED for words in getattr(labels, f"{aspect}_evidence")
    ]
    return share(sum(any(words in note.text for note in case.notes) for case, words in quotes), len(quotes))


def _slice(pairs: _Pairs) -> dict[str, Any]:
    found: dict[str, Any] = {aspect: _counted(pairs, _right_on(aspect)) for aspect in VALUES}
    return {**found, "both_axes": _counted(pairs, _both_axes), "cases": len(pairs)}


def _right_on(aspect: Aspect) -> Callable[[LabelledCase, Labels], bool]:
    return lambda case, labels: value_of(case.gold, aspect) == value_of(labels, aspect)


def same_name(gold: str | None, predicted: str | None) -> bool:
    """Whether two names mean the same person: equal after folding, or one a part of the other (田中 / 田中一郎, Carrick / Siobhan Carrick)."""
    if gold is None or predicted is None:
        return gold is predicted
    one, other = (unicodedata.normalize("NFKC", name).casefold().strip() for name in (gold, predicted))
    return one == other or one in other or other in one
