"""How far several looks at the same cases agree: an engine with itself, or two annotators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import isnan
from typing import Any

from sklearn.metrics import cohen_kappa_score

from analyzer.reading import VALUES
from eval.labelled import LabelledCase, Labels
from eval.scoring import same_name, share, value_of


def repeat_agreement(repeats: Mapping[str, Sequence[Labels]]) -> dict[str, Any] | None:
    """For each aspect the share of cases where all repetitions agree, and that of agreeing pairs; ``None`` without repetitions."""
    several = {case: looks for case, looks in repeats.items() if len(looks) > 1}
    if not several:
        return None
    found: dict[str, Any] = {"cases": len(several), "repeats": max(len(looks) for looks in several.values())}
    for aspect in VALUES:
        values = [[value_of(labels, aspect) for labels in looks] for looks in several.values()]
        pairs = [one == other for looks in values for one, other in combinations(looks, 2)]
        found[aspect] = {
            "all_agree": share(sum(len(set(looks)) == 1 for looks in values), len(values)),
            "pairs": share(sum(pairs), len(pairs)),
        }
    found["changing"] = [
        case
        for case, looks in several.items()
        if any(len({value_of(one, aspect) for one in looks}) > 1 for aspect in VALUES)
    ]
    return found


def kappas(ours: Sequence[LabelledCase], theirs: Mapping[str, LabelledCase]) -> dict[str, Any]:
    """Cohen's kappa and plain agreement for each aspect; kappa is ``None`` where both gave all cases one and the same value."""
    found: dict[str, Any] = {}
    for aspect in VALUES:
        pairs = [(value_of(case.gold, aspect), value_of(theirs[case.id].gold, aspect)) for case in ours]
        one_value = len({value for pair in pairs for value in pair}) == 1
        kappa = (
            None if one_value else float(cohen_kappa_score([one for one, _ in pairs], [other for _, other in pairs]))
        )
        agree = share(sum(one == other for one, other in pairs), len(pairs))
        found[aspect] = {"kappa": None if kappa is None or isnan(kappa) else kappa, "agree": agree}
    return found


def disagreements(ours: Sequence[LabelledCase], theirs: Mapping[str, LabelledCase]) -> list[tuple[str, str, str, str]]:
    """Case, what is labelled, our value, theirs – wherever they differ, the contact included."""
    found: list[tuple[str, str, str, str]] = []
    for case in ours:
        gold, other = case.gold, theirs[case.id].gold
        for aspect in VALUES:
            if value_of(gold, aspect) != value_of(other, aspect):
                found.append((case.id, aspect, value_of(gold, aspect), value_of(other, aspect)))
        if not same_name(gold.contact, other.contact):
            found.append((case.id, "contact", str(gold.contact), str(other.contact)))
    return found
