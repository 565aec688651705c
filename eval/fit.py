"""The small linear models that the embedded engine is made of, each fitted on prepared corpus cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, diags, vstack
from sklearn.linear_model import LogisticRegression

from analyzer.engines.offline import contact, decide, features, people, talk
from analyzer.engines.offline.hashing import feature_rows
from analyzer.engines.offline.linear import Known, LinearModel, encode, lay_together
from analyzer.engines.offline.places import SPAN
from analyzer.reading import VALUES, Aspect
from eval.corpus import CorpusCase
from eval.prepare import Prepared, originals

PEOPLE_STRENGTH = 16.0
TALK_STRENGTH = 16.0
SEGMENT_STRENGTH = 32.0
POOLED_STRENGTH = 8.0
CASE_STRENGTH = 0.05
"""Inverse regularisation of the logistic regressions, chosen by cross-validation; for segments half or twice as much changes nothing beyond chance, for talk a quarter or four times."""
LEAST_CASES = 9
"""A feature that stood in fewer cases is left out: one that was met once or twice teaches a writer's habit. Three to six read alike on 6,600 cases; nine keep the file small on 15,000."""
PEOPLE_LEAST_CASES = 5
"""The same for what stands around names, where there are few features: three read a little better still, in twice the room."""


def fit_people(cases: Sequence[Prepared]) -> LinearModel:
    """Whose side each person is on, from the surroundings of their name, with honorifics and without."""
    rows, sides = [], []
    for made in originals(cases):
        for persons in filter(None, (made.layout.persons, made.unhonoured)):
            rows.append(feature_rows([person.features for person in persons], people.ROWS))
            sides += [people.SIDES.index(side) for side in _sides_of(persons, made)]
    even = _even(rows, PEOPLE_LEAST_CASES)
    data = even.matrix(_flat(rows))
    weights, bias = _one_against_the_rest(data, sides, len(people.SIDES), PEOPLE_STRENGTH)
    among = _contact_among(data, [len(case) for case in rows], np.array(sides) == people.SIDES.index("contact"))
    return even.model((*people.SIDES, people.AMONG), np.vstack([weights, among]), [*bias, 0.0])


def _contact_among(data: csr_matrix, counts: Sequence[int], is_contact: Any) -> Any:
    """Weights by which the contact of a case stands before its other persons, learned from how they differ; ``counts`` are the persons of each."""
    ahead: list[int] = []
    behind: list[int] = []
    for start, count in zip(np.cumsum([0, *counts[:-1]]), counts, strict=True):
        contacts = np.flatnonzero(is_contact[start : start + count])
        others = [start + number for number in range(count) if number not in contacts]
        if len(contacts):
            ahead += [start + contacts[0]] * len(others)
            behind += others
    # Every other pair is turned round, so that there are as many of either kind.
    turned = np.where(np.arange(len(ahead)) % 2, 1.0, -1.0)
    pairs = csr_matrix(diags(turned) @ (data[ahead] - data[behind]))
    model = LogisticRegression(C=PEOPLE_STRENGTH, solver="liblinear", tol=0.01, fit_intercept=False)
    return model.fit(pairs, turned > 0).coef_[0]


def fit_talk(cases: Sequence[Prepared]) -> LinearModel:
    """Whether the contact is one of those who speak under their name, from what is said."""
    rows, spoken = [], []
    for made in originals(cases):
        found = talk.rows_of(made.layout.segments, made.layout.tokens, made.layout.persons)
        if found is not None:
            rows.append([found])
            sides = _sides_of(made.layout.persons, made)
            spoken.append(
                any(
                    side == "contact" and "speaks" in one.features
                    for one, side in zip(made.layout.persons, sides, strict=True)
                )
            )
    even = _even(rows)
    weights, bias = _fit_head(even.matrix(_flat(rows)), np.array(spoken), TALK_STRENGTH)
    return even.model(("contact speaks",), [weights], [bias])


def _sides_of(persons: Sequence[people.Person], made: Prepared) -> list[str]:
    """On which side the case's list puts each person."""
    known = {people.key(name): side for name, side in made.case.people.items()}
    return [_known_side(people.key(person.name), known) for person in persons]


def _known_side(name: str, known: dict[str, str]) -> str:
    if name in known:
        return known[name]
    return next((side for other, side in known.items() if other in name.split() or name in other.split()), "nobody")


@dataclass(frozen=True)
class Vocabulary:
    """The feature rows that a model knows, ascending, and how much each counts."""

    known: Known
    rarity: Any

    def matrix(self, rows: Sequence[Any]) -> csr_matrix:
        """A line for each segment or person, of unit length."""
        laid = lay_together(rows, self.known, self.rarity)
        lengths = np.maximum(np.sqrt(laid.squares), np.float32(1e-9))
        shares = laid.counts / np.repeat(lengths, np.diff(laid.ends))
        return csr_matrix((shares, laid.rows, laid.ends), shape=(len(rows), len(self.known)))

    def model(self, classes: Sequence[str], coefficients: Any, bias: Any) -> LinearModel:
        """A model over these features."""
        weights, scale = encode(np.asarray(coefficients))
        return LinearModel(tuple(classes), weights, scale, np.asarray(bias, np.float32), self.known, self.rarity)


def vocabulary(rows: Sequence[Sequence[Any]], least: int = LEAST_CASES) -> Vocabulary:
    """The features met in ``least`` cases, counting by inverse document frequency (smoothed as scikit-learn does) and by where they stand.

    ``rows`` holds the feature rows of the segments of each case.
    """
    in_cases = np.bincount(np.concatenate([np.unique(np.concatenate(case)) for case in rows if case]))
    counts = np.bincount(np.concatenate(_flat(rows)))
    known = np.flatnonzero(in_cases >= least)
    rarity = np.log((1 + sum(map(len, rows))) / (1 + counts[known])) + 1
    return Vocabulary(Known(known), (rarity * features.WEIGHT[known // SPAN]).astype(np.float16).astype(np.float32))


def _even(rows: Sequence[Sequence[Any]], least: int = LEAST_CASES) -> Vocabulary:
    """The features met in ``least`` cases, all counting alike."""
    known = vocabulary(rows, least).known
    return Vocabulary(known, np.ones(len(known), np.float32))


def _flat(rows: Sequence[Sequence[Any]]) -> list[Any]:
    return [row for case in rows for row in case]


def fit_segments(
    rows: Sequence[Sequence[Any]], codes_of: Sequence[set[str]], codes: Sequence[str]
) -> tuple[LinearModel, Vocabulary]:
    """What a segment shows: one yes-or-no model for each code; ``rows`` holds the segments of each case, ``codes_of`` those of all."""
    words = vocabulary(rows)
    data = words.matrix(_flat(rows))
    heads = [_fit_head(data, np.array([code in carried for carried in codes_of]), SEGMENT_STRENGTH) for code in codes]
    return words.model(codes, np.array([weights for weights, _ in heads]), [bias for _, bias in heads]), words


def _fit_head(data: csr_matrix, labels: Any, strength: float) -> tuple[Any, float]:
    if labels.sum() < 3:
        return np.zeros(data.shape[1]), -8.0
    model = LogisticRegression(C=strength, solver="liblinear", tol=0.01).fit(data, labels)
    return model.coef_[0], float(model.intercept_[0])


def _one_against_the_rest(data: csr_matrix, labels: Sequence[int], count: int, strength: float) -> tuple[Any, Any]:
    """Coefficients and intercepts of a yes-or-no model for each label: in a tenth of the time of a joint one, and better at sides."""
    heads = [_fit_head(data, np.array(labels) == label, strength) for label in range(count)]
    return np.array([weights for weights, _ in heads]), [bias for _, bias in heads]


def fit_pooled(cases: Sequence[Prepared], scores: Sequence[Any], words: Vocabulary) -> LinearModel:
    """What holds for a case, of all aspects in their order, from all its segments pooled by how much they have to say about each."""
    matrices = [words.matrix(made.rows) for made in cases]
    models = []
    for aspect, values in VALUES.items():
        pooled = []
        for made, score, matrix in zip(cases, scores, matrices, strict=True):
            counting = decide.shares(decide.relevance(score, made.layout.segments)[aspect])
            pooled.append(csr_matrix(counting[None, :]) @ matrix)
        labels = [values.index(made.case.labels[aspect]) for made in cases]
        heads = _one_against_the_rest(vstack(pooled).tocsr(), labels, len(values), POOLED_STRENGTH)
        models.append(words.model([f"{aspect} {value}" for value in values], *heads))
    return side_by_side(models)


def parted(model: LinearModel, count: int) -> tuple[LinearModel, LinearModel]:
    """The model of the first ``count`` classes and that of the others."""
    first, others = (
        replace(
            model,
            classes=model.classes[some],
            weights=model.weights[:, some],
            scale=model.scale[some],
            bias=model.bias[some],
        )
        for some in (slice(count), slice(count, None))
    )
    return first, others


def side_by_side(models: Sequence[LinearModel]) -> LinearModel:
    """Models that know the same features as one that has the classes of all, in the order of the models."""
    first = models[0]
    return LinearModel(
        tuple(name for model in models for name in model.classes),
        np.hstack([model.weights for model in models]),
        np.concatenate([model.scale for model in models]),
        np.concatenate([model.bias for model in models]),
        first.known,
        first.rarity,
    )


def _one_row_each(model: LogisticRegression) -> tuple[Any, Any]:
    """Coefficients and intercepts with one row a class: scikit-learn keeps a single row for two."""
    if len(model.classes_) > 2:
        return model.coef_, model.intercept_
    return np.vstack([-model.coef_ / 2, model.coef_ / 2]), np.concatenate([-model.intercept_ / 2, model.intercept_ / 2])


def carried_by(cases: Sequence[Prepared], swapped: Sequence[Prepared]) -> list[set[str]]:
    """What each segment carries, also whether it is of a note in which nobody is met; swapped sentences are of no note."""
    met = [codes | {features.NOBODY} if made.case.contact is None else codes for made in cases for codes in made.codes]
    return met + [codes for made in swapped for codes in made.codes]


def fit_contact(cases: Sequence[Prepared], scores: Sequence[Any]) -> contact.ContactModel:
    """Learn from pairs: what the contact has more of than each other person of the same case."""
    with_names = [
        (made, judged) for made, judged in zip(cases, scores, strict=True) if made.who.persons and not made.case.copy
    ]
    rows_of = [contact.evidence_about(made.who, made.layout.segments, judged, made.talk) for made, judged in with_names]
    differences = []
    for (made, _), rows in zip(with_names, rows_of, strict=True):
        is_contact = np.array([side == "contact" for side in _sides_of(made.who.persons, made)])
        if is_contact.any():
            differences += [rows[is_contact.argmax()] - row for row in rows[~is_contact]]
    pairs = np.array([*differences, *(-row for row in differences)])
    scale = pairs.std(axis=0) + 1e-6
    signs = np.repeat([1, 0], len(differences))
    weights = LogisticRegression(C=0.3, fit_intercept=False, max_iter=500).fit(pairs / scale, signs).coef_[0] / scale
    seen = [
        contact.evidence_of_anyone(made.who, judged, int((rows @ weights).argmax()), made.talk)
        for (made, judged), rows in zip(with_names, rows_of, strict=True)
    ]
    there = LogisticRegression(C=1.0, max_iter=500).fit(
        np.array(seen), [made.case.contact is not None for made, _ in with_names]
    )
    return contact.ContactModel(weights, there.coef_[0], float(there.intercept_[0]))


@dataclass(frozen=True)
class CaseModel:
    """Logistic regressions over case features: for each aspect a row of weights a value."""

    mean: Any
    deviation: Any
    weights: dict[Aspect, Any]
    bias: dict[Aspect, Any]


def fit_cases(rows: Any, cases: Sequence[CorpusCase]) -> CaseModel:
    """What holds for the case, for each aspect."""
    mean, deviation = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    scaled = (rows - mean) / deviation
    weights: dict[Aspect, Any] = {}
    bias: dict[Aspect, Any] = {}
    for aspect, values in VALUES.items():
        labels = [values.index(case.labels[aspect]) for case in cases]
        model = LogisticRegression(C=CASE_STRENGTH, max_iter=2000).fit(scaled, labels)
        weights[aspect], bias[aspect] = _one_row_each(model)
    return CaseModel(mean, deviation, weights, bias)
