"""Two runs over the same cases: exact McNemar test and bootstrap interval of the difference, by SciPy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import binomtest, bootstrap

from analyzer.reading import VALUES
from eval.labelled import LabelledCase, Labels
from eval.scoring import quadrant, same_name, value_of

SIGNIFICANT = 0.05
MEASURES = (*VALUES, "quadrant", "contact")


@dataclass(frozen=True)
class Difference:
    """What changed in one measure from the first run to the second."""

    name: str
    before: float
    after: float
    low: float
    high: float
    """The 95 % bootstrap interval of ``after - before``."""
    better: tuple[str, ...]
    worse: tuple[str, ...]
    p: float

    @property
    def verdict(self) -> str:
        """``better`` or ``worse`` where the exact McNemar test says so at 5 %, else that there is no evidence."""
        if self.p >= SIGNIFICANT:
            return "no evidence of a difference"
        return "better" if len(self.better) > len(self.worse) else "worse"


def mcnemar(better: int, worse: int) -> float:
    """The two-sided exact McNemar test: were as many discordant pairs won as lost, by a fair coin?"""
    return float(binomtest(better, better + worse, 0.5).pvalue) if better + worse else 1.0


def difference_interval(before: Sequence[bool], after: Sequence[bool]) -> tuple[float, float]:
    """A 95 % bootstrap interval (percentile, cases drawn in pairs) of the difference of two proportions."""
    steps = np.array(after, float) - np.array(before, float)
    if len(steps) < 2 or not steps.any():
        return 0.0, 0.0
    drawn = bootstrap((steps,), np.mean, n_resamples=5000, method="percentile", rng=0).confidence_interval
    return float(drawn.low), float(drawn.high)


def is_right(case: LabelledCase, labels: Labels | None, name: str) -> bool:
    """Whether a prediction is right in one measure; a case without a prediction (it failed) is wrong in all."""
    if labels is None:
        return False
    if name == "contact":
        return same_name(case.gold.contact, labels.contact)
    if name == "quadrant":
        return quadrant(case.gold) == quadrant(labels)
    return value_of(case.gold, name) == value_of(labels, name)  # type: ignore[arg-type]


Predictions = Mapping[str, Labels]


def compare(cases: Sequence[LabelledCase], before: Predictions, after: Predictions) -> list[Difference]:
    """The difference in every measure."""
    found = []
    for name in MEASURES:
        was = [is_right(case, before.get(case.id), name) for case in cases]
        now = [is_right(case, after.get(case.id), name) for case in cases]
        better = tuple(case.id for case, one, other in zip(cases, was, now, strict=True) if other and not one)
        worse = tuple(case.id for case, one, other in zip(cases, was, now, strict=True) if one and not other)
        interval = difference_interval(was, now)
        found.append(
            Difference(
                name,
                float(np.mean(was)),
                float(np.mean(now)),
                *interval,
                better,
                worse,
                mcnemar(len(better), len(worse)),
            )
        )
    return found


def strong_called_weak(cases: Sequence[LabelledCase], predictions: Predictions) -> set[str]:
    """The cases with the dearest error."""
    return {
        case.id
        for case in cases
        if case.gold.authority == "strong" and case.id in predictions and predictions[case.id].authority == "weak"
    }


def as_data(one: Difference) -> dict[str, Any]:
    """A difference as plain data."""
    return {
        "before": one.before,
        "after": one.after,
        "interval": [one.low, one.high],
        "better": list(one.better),
        "worse": list(one.worse),
        "p": one.p,
        "verdict": one.verdict,
    }
