"""What models make of corpus cases whose writers they never learned from: what the case model learns from and cross-validation scores."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from analyzer.engines.offline import decide, features, people
from analyzer.engines.offline.contact import ContactModel
from analyzer.engines.offline.hashing import Rows
from analyzer.engines.offline.linear import LinearModel
from analyzer.engines.offline.talk import contact_speaks
from analyzer.engines.offline.told import with_told_contact
from analyzer.reading import Aspect
from eval import prepare  # looked up there when called: eval.study leaves parts out
from eval.fit import Vocabulary, carried_by, fit_contact, fit_people, fit_pooled, fit_segments, fit_talk
from eval.prepare import Prepared, assign_people

FOLDS = 5
_PROCESSES = 2


def folds_of(cases: Sequence[Prepared]) -> list[list[Prepared]]:
    """The cases in ``FOLDS`` parts; all cases of a writer lie in one, so that nobody's habits are met again when testing."""
    writers = sorted({made.case.writer for made in cases})
    return [[made for made in cases if writers.index(made.case.writer) % FOLDS == number] for number in range(FOLDS)]


def _voided(made: Prepared, scores: Any) -> Any:
    return decide.without_our_own(scores, made.layout.segments, made.who)


_Met = tuple[people.People, list[Rows], float]


def _meet(job: tuple[list[Prepared], list[Prepared]]) -> tuple[LinearModel, list[_Met]]:
    """Train whose side people are on and who speaks on the first cases; the people's model and what both make of the others."""
    training, held_out = job
    sides, speaks = fit_people(training), fit_talk(training)
    assign_people(held_out, sides)
    return sides, [
        (
            made.who,
            made.rows,
            contact_speaks(made.layout.segments, made.layout.tokens, made.who.persons, speaks),
        )
        for made in held_out
    ]


def _judge(job: tuple[LinearModel, list[Prepared], list[Prepared]]) -> tuple[Vocabulary, list[Any]]:
    """Train what a segment shows on the first cases; the features it knows, and the log-odds of the others' segments."""
    sides, training, held_out = job
    swapped = prepare.with_swapped_sides(training)
    assign_people(swapped, sides)
    rows = [made.rows for made in (*training, *swapped)]
    model, words = fit_segments(rows, carried_by(training, swapped), features.JUDGED)
    return words, [model.scores(made.rows) for made in held_out]


def _pool(job: tuple[Vocabulary, list[Prepared], list[Prepared], list[Any], list[Any]]) -> list[dict[Aspect, Any]]:
    """Train the pooled models on the first cases; what they see of the others."""
    words, training, held_out, training_judged, judged = job
    pooled = fit_pooled(training, training_judged, words)
    found = []
    for made, scores in zip(held_out, judged, strict=True):
        counting = decide.relevance(scores, made.layout.segments)
        found.append(decide.pool(pooled.sums(made.rows), pooled.bias, counting))
    return found


@dataclass(frozen=True)
class HeldOut:
    """What models that never saw a case's writer make of it, a list entry a case."""

    judged: list[Any]
    """Log-odds, segments x ``JUDGED``."""
    pooled: list[dict[Aspect, Any]]
    contact: ContactModel
    """The contact model of all cases, fitted on what these models judged."""


@threadpool_limits.wrap(limits=1)  # type: ignore[untyped-decorator]  # the matrices are small: threads would only wait for each other
def leave_writers_out(cases: list[Prepared]) -> HeldOut:
    """Judge every case with models that never saw its writer; also sets each case's people and rows as those models see them."""
    folds = folds_of(cases)
    rests = [[made for other in folds if other is not fold for made in other] for fold in folds]
    everyone = [made for fold in folds for made in fold]
    prepare.with_swapped_sides(cases)  # made once, before the processes part
    with ProcessPoolExecutor(_PROCESSES) as pool:
        met = list(pool.map(_meet, zip(rests, folds, strict=True)))
    for made, seen in zip(everyone, (one for _, fold in met for one in fold), strict=True):
        made.who, made.rows, made.talk = seen
    with ProcessPoolExecutor(_PROCESSES) as pool:
        jobs = [(sides, rest, fold) for (sides, _), rest, fold in zip(met, rests, folds, strict=True)]
        shown = list(pool.map(_judge, jobs))
        found = zip(everyone, (scores for _, fold in shown for scores in fold), strict=True)
        judged = {made.case.id: scores for made, scores in found}

        def judged_of(some: Sequence[Prepared]) -> list[Any]:
            return [_voided(made, judged[made.case.id]) for made in some]

        contact = fit_contact(cases, judged_of(cases))
        # All are fitted before any contact is settled: settling changes what is fitted on.
        contacts = [fit_contact(rest, judged_of(rest)) for rest in rests]
        for model, fold in zip(contacts, folds, strict=True):
            for made, scores in zip(fold, judged_of(fold), strict=True):
                settled = model.settled(made.who, made.layout.segments, scores, made.talk)
                made.who = with_told_contact(settled, made.texts)
        to_pool = [
            (words, rest, fold, judged_of(rest), judged_of(fold))
            for (words, _), rest, fold in zip(shown, rests, folds, strict=True)
        ]
        pooled = [one for fold in pool.map(_pool, to_pool) for one in fold]
    by_id = {made.case.id: one for made, one in zip(everyone, pooled, strict=True)}
    return HeldOut(judged_of(cases), [by_id[made.case.id] for made in cases], contact)


def case_rows(cases: Sequence[Prepared], held_out: HeldOut) -> Any:
    """What the case model sees, a row a case."""
    return np.array(
        [
            decide.case_features(
                judged[:, : len(features.CODES)],
                made.layout.segments,
                len(made.texts),
                decide.contact_title(made.texts, made.who)[0],
                made.who,
                pooled,
            )
            for made, judged, pooled in zip(cases, held_out.judged, held_out.pooled, strict=True)
        ]
    )
