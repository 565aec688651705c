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
from analyzer.engines.offline.linear import LinearModel, lay_together, union
from analyzer.engines.offline.talk import contact_speaks
from analyzer.engines.offline.told import with_told_contact
from analyzer.reading import Aspect
from eval import prepare  # looked up there when called: eval.study leaves parts out
from eval.fit import fit_contact, fit_first, fit_people, fit_pooled, fit_segments, fit_talk
from eval.prepare import Prepared, assign_people, look_again

FOLDS = 5
_PROCESSES = 2


def folds_of(cases: Sequence[Prepared]) -> list[list[Prepared]]:
    """The cases in ``FOLDS`` parts; all cases of a writer lie in one, so that nobody's habits are met again when testing."""
    writers = sorted({made.case.writer for made in cases})
    return [[made for made in cases if writers.index(made.case.writer) % FOLDS == number] for number in range(FOLDS)]


def _voided(made: Prepared, scores: Any) -> Any:
    return decide.without_our_own(scores, made.layout.segments, made.who)


_Seen = tuple[people.People, list[features.Described], Any, float]


def _first_look(job: tuple[list[Prepared], list[Prepared]]) -> tuple[LinearModel, list[_Seen]]:
    """Train people, talk and first look on the first cases; the people's model and what the three see of the others."""
    training, held_out = job
    swapped = prepare.with_swapped_sides(training)
    sides = fit_people(training)
    assign_people([*training, *swapped, *held_out], sides)
    model, speaks = fit_first(training, swapped), fit_talk(training)
    return sides, [
        (
            made.who,
            made.described,
            _voided(made, model.scores([one.rows for one in made.described])),
            contact_speaks(made.layout.segments, made.layout.tokens, made.who.persons, speaks),
        )
        for made in held_out
    ]


def looked_at(swapped: list[Prepared], model: LinearModel) -> list[Prepared]:
    """Swapped sentences with their rows: they stand alone, so a first look finds nothing in their neighbours."""
    assign_people(swapped, model)
    look_again(swapped, [np.full((len(made.layout.segments), len(features.CODES)), -9.0) for made in swapped])
    return swapped


def _second_look(
    job: tuple[LinearModel, list[Prepared], list[Prepared], list[Any], list[Any]],
) -> list[tuple[Any, dict[Aspect, Any]]]:
    """Train the second look and the pooled models on the first cases; what they see of the others."""
    sides, training, held_out, training_first, first = job
    swapped = looked_at(prepare.with_swapped_sides(training), sides)
    shown = [*training, *swapped]
    model, words = fit_segments(
        [made.rows for made in shown], [codes for made in shown for codes in made.codes], features.CODES
    )
    pooled = fit_pooled(training, training_first, words)
    found = []
    for made, scores in zip(held_out, first, strict=True):
        laid = lay_together(made.rows, words.known, words.rarity)
        seen = decide.pool(pooled, union(laid), scores, made.layout.segments)
        found.append((_voided(made, model.scores_of(laid)), seen))
    return found


@dataclass(frozen=True)
class HeldOut:
    """What models that never saw a case's writer make of it, a list entry a case."""

    first: list[Any]
    second: list[Any]
    pooled: list[dict[Aspect, Any]]
    contact: ContactModel
    """The contact model of all cases, fitted on what the first looks found."""


@threadpool_limits.wrap(limits=1)  # type: ignore[untyped-decorator]  # the matrices are small: threads would only wait for each other
def leave_writers_out(cases: list[Prepared]) -> HeldOut:
    """Look at every case with models that never saw its writer; also sets each case's people and rows as those models see them."""
    folds = folds_of(cases)
    rests = [[made for other in folds if other is not fold for made in other] for fold in folds]
    everyone = [made for fold in folds for made in fold]
    prepare.with_swapped_sides(cases)  # made once, before the processes part
    with ProcessPoolExecutor(_PROCESSES) as pool:
        looked = list(pool.map(_first_look, zip(rests, folds, strict=True)))
        seen = [one for _, fold in looked for one in fold]
        for made, (who, described, _, speaks) in zip(everyone, seen, strict=True):
            made.who, made.described, made.talk = who, described, speaks
        first = {made.case.id: scores for made, (_, _, scores, _) in zip(everyone, seen, strict=True)}

        def first_of(some: Sequence[Prepared]) -> list[Any]:
            return [first[made.case.id] for made in some]

        look_again(everyone, first_of(everyone))
        contact = fit_contact(cases, first_of(cases))
        # All are fitted before any contact is settled: settling changes what is fitted on.
        contacts = [fit_contact(rest, first_of(rest)) for rest in rests]
        for model, fold in zip(contacts, folds, strict=True):
            for made in fold:
                settled = model.settled(made.who, made.layout.segments, first[made.case.id], made.talk)
                made.who = with_told_contact(settled, made.texts)
        jobs = [
            (sides, rest, fold, first_of(rest), first_of(fold))
            for (sides, _), rest, fold in zip(looked, rests, folds, strict=True)
        ]
        second = [one for fold in pool.map(_second_look, jobs) for one in fold]
    by_id = {made.case.id: one for made, one in zip(everyone, second, strict=True)}
    return HeldOut(
        first_of(cases),
        [by_id[made.case.id][0] for made in cases],
        [by_id[made.case.id][1] for made in cases],
        contact,
    )


def case_rows(cases: Sequence[Prepared], held_out: HeldOut) -> Any:
    """What the case model sees, a row a case."""
    return np.array(
        [
            decide.case_features(
                (first[:, : len(features.CODES)], second),
                made.layout.segments,
                len(made.texts),
                decide.contact_title(made.texts, made.who)[0],
                made.who,
                pooled,
            )
            for made, first, second, pooled in zip(cases, held_out.first, held_out.second, held_out.pooled, strict=True)
        ]
    )
