"""Score predictions against labels: accuracy and macro-F1 with intervals, confusion, the dearest errors, evidence, slices.

The statistics are scikit-learn's and SciPy's; what is ours is only what they do not know: quadrants, evidence overlap, names.
pydantic-evals' own evaluators score one case at a time, so its report cannot hold F1, intervals or a confusion matrix: these are made here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from scipy.stats import binomtest, bootstrap
from sklearn.metrics import confusion_matrix, f1_score

from analyzer.reading import NOTHING_SHOWN, VALUES, Aspect
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
    found["quadrant"] = _scored(
        [quadrant(case.gold) for case, _ in pairs], [quadrant(labels) for _, labels in pairs], QUADRANTS
    )
    found["cost"] = _cost(pairs)
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


QUADRANTS = ("strong_sufficient", "strong_insufficient", "weak_sufficient", "weak_insufficient", "none")


def quadrant(labels: Labels) -> str:
    """The quadrant that follows from the labels; ``none`` where an axis is unknown."""
    return "none" if "unknown" in (labels.authority, labels.information) else f"{labels.authority}_{labels.information}"


def _aspect(pairs: _Pairs, aspect: Aspect) -> dict[str, Any]:
    gold = [value_of(case.gold, aspect) for case, _ in pairs]
    return _scored(gold, [value_of(labels, aspect) for _, labels in pairs], VALUES[aspect])


def _scored(gold: Sequence[str], predicted: Sequence[str], values: Sequence[str]) -> dict[str, Any]:
    there = sorted(set(gold))
    return {
        "accuracy": share(sum(one == other for one, other in zip(gold, predicted, strict=True)), len(gold)),
        "macro_f1": float(f1_score(gold, predicted, labels=there, average="macro", zero_division=0)) if there else None,
        "macro_f1_interval": f1_interval(gold, predicted),
        "values": list(values),
        "confusion": confusion_matrix(gold, predicted, labels=values).tolist() if there else [],
    }


def f1_interval(gold: Sequence[str], predicted: Sequence[str], resamples: int = 1000) -> list[float] | None:
    """A 95 % bootstrap interval (percentile) of macro-F1 over the values that occur in ``gold``; ``None`` for fewer than two cases."""
    if len(gold) < 2:
        return None
    values = {value: number for number, value in enumerate(sorted({*gold, *predicted}))}
    wanted, given = (np.array([values[value] for value in side]) for side in (gold, predicted))
    there = sorted({values[value] for value in gold})

    def macro_f1(wanted: Any, given: Any, axis: int = -1) -> Any:
        hits = np.stack([((wanted == one) & (given == one)).sum(axis) for one in there])
        sizes = np.stack([(wanted == one).sum(axis) + (given == one).sum(axis) for one in there])
        return (2 * hits / np.maximum(sizes, 1)).mean(0)

    drawn = bootstrap(
        (wanted, given), macro_f1, paired=True, vectorized=True, n_resamples=resamples, method="percentile", rng=0
    )
    return [float(drawn.confidence_interval.low), float(drawn.confidence_interval.high)]


COSTS: dict[tuple[Aspect, str, str], float] = {
    ("authority", "strong", "weak"): 5.0,
    ("authority", "weak", "strong"): 3.0,
    ("introduction", "declined", "accepted"): 3.0,
    ("introduction", "accepted", "declined"): 3.0,
    ("information", "sufficient", "insufficient"): 2.0,
    ("information", "insufficient", "sufficient"): 2.0,
}
"""What an error costs, in points; every other wrong value costs 1, saying unknown (or none) where something is known a half.

Dearest is a strong contact called weak: the rep would give up on, or go round, the very person who decides.
"""


def cost_of(gold: Labels, labels: Labels) -> float:
    """The points that a prediction's errors cost."""
    points = 0.0
    for aspect in VALUES:
        wanted, given = value_of(gold, aspect), value_of(labels, aspect)
        if wanted != given:
            points += COSTS.get((aspect, wanted, given), 0.5 if given == NOTHING_SHOWN[aspect] else 1.0)
    return points


def _cost(pairs: _Pairs) -> dict[str, float]:
    points = [cost_of(case.gold, labels) for case, labels in pairs]
    return {"points": sum(points), "a_case": sum(points) / max(1, len(points))}


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
    found: dict[str, Any] = {"both_axes": _counted(pairs, _both_axes), "cases": len(pairs)}
    for aspect in VALUES:
        right = [value_of(case.gold, aspect) == value_of(labels, aspect) for case, labels in pairs]
        found[aspect] = share(sum(right), len(right))
    return found


def same_name(gold: str | None, predicted: str | None) -> bool:
    """Whether two names mean the same person: equal after folding, or one a part of the other (田中 / 田中一郎, Carrick / Siobhan Carrick)."""
    if gold is None or predicted is None:
        return gold is predicted
    one, other = (unicodedata.normalize("NFKC", name).casefold().strip() for name in (gold, predicted))
    return one == other or one in other or other in one
