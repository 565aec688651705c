"""Train the embedded engine from the corpus: ``python -m eval.train`` writes ``analyzer/engines/offline/weights.npz``.

``--check`` cross-validates instead, leaving out one writer at a time, and prints what the engine would reach on that writer's cases.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from analyzer.engines.offline import decide, features, people
from analyzer.engines.offline.linear import LinearModel
from analyzer.engines.offline.segments import Segment, segment
from analyzer.engines.offline.tokens import tokenize
from eval.corpus import CorpusCase, read_corpus, signal_ids

WEIGHTS = Path(__file__).parent.parent / "analyzer" / "engines" / "offline" / "weights.npz"


@dataclass
class Prepared:
    case: CorpusCase
    texts: list[str]
    segments: list[Segment]
    tokens: list[Any]
    persons: list[people.Person]
    codes: list[set[str]]
    people: Any = None
    rows: list[Any] = field(default_factory=list)


def prepare(case: CorpusCase) -> Prepared:
    texts = [note.text for note in case.notes]
    segments = [piece for number, text in enumerate(texts) for piece in segment(text, number)]
    tokens = [tokenize(piece.text) for piece in segments]
    codes: list[set[str]] = []
    for piece in segments:
        found: set[str] = set()
        for mark in case.notes[piece.note].marks:
            overlap = min(piece.end, mark.end) - max(piece.start, mark.start)
            if overlap > 0 and overlap >= 0.4 * min(piece.end - piece.start, mark.end - mark.start):
                found.update(mark.codes)
        codes.append(found)
    return Prepared(case, texts, segments, tokens, people.candidates(texts, segments, tokens), codes)


def matrix(rows: Sequence[Any], width: int) -> csr_matrix:
    values = np.concatenate([np.full(len(r), 1 / np.sqrt(max(1, len(r)))) for r in rows]) if rows else np.zeros(0)
    pointers = np.concatenate([[0], np.cumsum([len(r) for r in rows])])
    return csr_matrix((values, np.concatenate(rows) if rows else [], pointers), shape=(len(rows), width))


def fit_people(cases: Sequence[Prepared]) -> LinearModel:
    rows, sides = [], []
    for made in cases:
        known = {people._key(name): side for name, side in made.case.people.items()}
        for person in made.persons:
            key = people._key(person.name)
            side = known.get(key) or next((s for n, s in known.items() if n in key.split() or key in n.split()), "nobody")
            rows.append(people.feature_rows(person.features, people.ROWS))
            sides.append(people.SIDES.index(side))
    model = LogisticRegression(C=4.0, max_iter=300).fit(matrix(rows, people.ROWS), sides)
    return quantised(people.SIDES, model.coef_, model.intercept_)


def quantised(classes: Sequence[str], coefficients: Any, bias: Any) -> LinearModel:
    scale = np.maximum(np.abs(coefficients).max(axis=1), 1e-9) / 127
    weights = np.round(coefficients / scale[:, None]).astype(np.int8).T
    return LinearModel(tuple(classes), np.ascontiguousarray(weights), scale.astype(np.float32), np.asarray(bias, np.float32))


def fit_head(job: tuple[Any, Any, float]) -> tuple[Any, float]:
    data, labels, strength = job
    if labels.sum() < 3:
        return np.zeros(data.shape[1]), -6.0
    model = LogisticRegression(C=strength, solver="liblinear").fit(data, labels)
    return model.coef_[0], float(model.intercept_[0])


def fit_segments(cases: Sequence[Prepared], codes: Sequence[str], strength: float = 4.0) -> LinearModel:
    data = matrix([row for made in cases for row in made.rows], features.ROWS)
    marked = [codes_ for made in cases for codes_ in made.codes]
    heads = [fit_head((data, np.array([code in found for found in marked]), strength)) for code in codes]
    return quantised(codes, np.array([head[0] for head in heads]), [head[1] for head in heads])


def assign(cases: Sequence[Prepared], model: LinearModel) -> None:
    for made in cases:
        made.people = people.assign_sides(made.persons, model)
        made.rows = features.segment_rows(made.segments, made.tokens, made.people)


def case_matrix(cases: Sequence[Prepared], scores: Sequence[Any]) -> Any:
    found = []
    for made, score in zip(cases, scores, strict=True):
        title, _ = decide.contact_title(made.texts, made.people)
        found.append(decide.case_features(score[:, : len(decide.CODES)], made.segments, len(made.texts), title))
    return np.array(found)


def fold_scores(job: tuple[list[Prepared], list[Prepared], Sequence[str]]) -> tuple[list[Any], list[Any]]:
    """Train on the first cases, score the segments of the second; also returns their contacts."""
    training, held_out, codes = job
    assign([*training, *held_out], fit_people(training))
    model = fit_segments(training, codes)
    return [model.scores(made.rows) if made.rows else np.zeros((0, len(codes)), np.float32) for made in held_out], [made.people for made in held_out]
