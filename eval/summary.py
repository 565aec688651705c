"""Everything measured in a run: labels, signals, confidence, repetitions, tokens, money and seconds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from analyzer.reading import VALUES
from eval.agreement import repeat_agreement
from eval.confidence import Sure, judge_confidence
from eval.labelled import LabelledCase, Labels
from eval.runs import Line
from eval.scoring import metrics, value_of
from eval.signals import score_signals


def summarise(
    cases: Sequence[LabelledCase], done: Mapping[tuple[str, int], Line], repeats: int, lost: Sequence[Line] = ()
) -> dict[str, Any]:
    """The metrics of the first repetition's predictions, and how the others agree with it; cases without a prediction are left out.

    ``lost`` are attempts that failed: their tokens and money count in what the run took.
    """
    there = [(case, done[case.id, 1]) for case in cases if (case.id, 1) in done]
    labels = {key: Labels.model_validate(line["prediction"]) for key, line in done.items()}
    found = metrics([case for case, _ in there], [labels[case.id, 1] for case, _ in there])
    found["signals"] = score_signals([(case, line["signals"]) for case, line in there if "signals" in line])
    sure: dict[Any, list[Sure]] = defaultdict(list)
    for case, line in there:
        for aspect in VALUES:
            chance = (line.get("confidence") or {}).get(aspect)
            if chance is not None:
                sure[aspect].append(Sure(value_of(case.gold, aspect), value_of(labels[case.id, 1], aspect), chance))
    found["confidence"] = judge_confidence(sure)
    looks = {
        case.id: [labels[case.id, turn] for turn in range(1, repeats + 1) if (case.id, turn) in labels]
        for case in cases
    }
    found["agreement"] = repeat_agreement(looks)
    found["spent"] = _spent([line for (case, turn), line in done.items() if turn <= repeats and case in looks], lost)
    return found


def _spent(lines: Sequence[Line], lost: Sequence[Line]) -> dict[str, Any]:
    seconds = [line["seconds"] for line in lines if line.get("seconds") is not None]
    tokens = [line["tokens"] for line in (*lines, *lost) if line.get("tokens")]
    money = [line["cost"] for line in (*lines, *lost) if line.get("cost") is not None]
    return {
        "readings": len(lines),
        "seconds_median": float(np.median(seconds)) if seconds else None,
        "seconds_p95": float(np.percentile(seconds, 95)) if seconds else None,
        "seconds_total": float(sum(seconds)),
        "tokens_in": sum(one.get("input", 0) for one in tokens),
        "tokens_out": sum(one.get("output", 0) for one in tokens),
        "dollars": sum(money) if money else None,
    }
