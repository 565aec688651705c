"""What an engine's confidence is worth: calibration, and what is gained and lost by saying "unknown" below a threshold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.metrics import brier_score_loss

from analyzer.reading import NOTHING_SHOWN, VALUES, Aspect

BINS = 10


@dataclass(frozen=True)
class Sure:
    """One finding: the labelled value, the engine's, and how likely the engine thought it."""

    gold: str
    predicted: str
    confidence: float

    @property
    def right(self) -> bool:
        """Whether the engine's value is the labelled one."""
        return self.gold == self.predicted


def judge_confidence(found: dict[Aspect, list[Sure]]) -> dict[str, Any] | None:
    """Calibration for each aspect and the authority's trade-off curve; ``None`` where the engine gives no confidence."""
    if not any(found.values()):
        return None
    calibrated = {aspect: calibration(found[aspect]) for aspect in VALUES if found.get(aspect)}
    return {
        "calibration": calibrated,
        "trade_off": trade_off(found.get("authority", []), "authority", ("strong", "weak")),
    }


def calibration(found: Sequence[Sure]) -> dict[str, Any]:
    """Brier score, expected calibration error, and for each tenth of confidence its mean, the share that was right and the count."""
    chances = np.array([one.confidence for one in found])
    right = np.array([one.right for one in found])
    place = np.minimum((chances * BINS).astype(int), BINS - 1)
    bins = [
        {
            "confidence": float(chances[place == number].mean()),
            "right": float(right[place == number].mean()),
            "count": int((place == number).sum()),
        }
        for number in range(BINS)
        if (place == number).any()
    ]
    gap = sum(one["count"] * abs(one["confidence"] - one["right"]) for one in bins) / len(found)
    return {
        "brier": float(brier_score_loss(right, chances, pos_label=True, labels=[False, True])),
        "ece": float(gap),
        "bins": bins,
    }


def trade_off(found: Sequence[Sure], aspect: Aspect, dearest: tuple[str, str]) -> list[dict[str, Any]]:
    """What comes of it for each threshold that matters if findings below it become "unknown".

    Accuracy over all, the dearest errors left, the share answered (not "unknown"), and how many of the answered are right.
    """
    if not found:
        return []
    nothing = NOTHING_SHOWN[aspect]
    points: list[dict[str, Any]] = []
    for threshold in [0.0, *sorted({one.confidence for one in found})]:
        given = [one.predicted if one.confidence >= threshold else nothing for one in found]
        right = sum(value == one.gold for value, one in zip(given, found, strict=True))
        dear = sum((one.gold, value) == dearest for value, one in zip(given, found, strict=True))
        answers = [value == one.gold for value, one in zip(given, found, strict=True) if value != nothing]
        point = {
            "threshold": threshold,
            "accuracy": right / len(found),
            "dearest": dear,
            "answered": len(answers) / len(found),
            "right_of_answered": sum(answers) / len(answers) if answers else None,
        }
        if not points or any(points[-1][key] != point[key] for key in ("accuracy", "dearest", "answered")):
            points.append(point)
    return points
