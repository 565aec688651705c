"""Train the embedded engine: ``python -m eval.train`` turns the corpus into ``analyzer/engines/offline/weights.npz``.

Three small linear models, one after the other: whose side a person is on, what a segment shows, what holds for the case. The case model
learns from segment scores of models that never saw that case's writer, as it will meet them on notes nobody has seen. ``--check`` prints
what this reaches on the cases of a writer left out. The same corpus gives the same file to the byte.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import sys
import zipfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from analyzer.engines.offline import decide, features, people
from analyzer.engines.offline.engine import Layout, lay_out
from analyzer.engines.offline.linear import LinearModel, feature_rows
from analyzer.reading import VALUES
from eval.corpus import FOLDER, CorpusCase, read_corpus, signal_ids

WEIGHTS = Path(__file__).parent.parent / "analyzer" / "engines" / "offline" / "weights.npz"
SEGMENT_STRENGTH = 4.0
CASE_STRENGTH = 0.05
"""Inverse regularisation of the logistic regressions, chosen by ``--check`` on the corpus."""
PROCESSES = 2


@dataclass
class Prepared:
    """A corpus case cut up as the engine does it, with the codes each segment carries."""

    case: CorpusCase
    texts: list[str]
    layout: Layout
    codes: list[set[str]]
    who: people.People = field(default_factory=lambda: people.People((), None))
    rows: list[Any] = field(default_factory=list)


def prepare(case: CorpusCase) -> Prepared:
    """Cut a case up; a segment carries a mark's codes if they share at least two fifths of the shorter one."""
    texts = [note.text for note in case.notes]
    layout = lay_out(texts)
    codes: list[set[str]] = []
    for piece in layout.segments:
        found: set[str] = set()
        for mark in case.notes[piece.note].marks:
            shared = min(piece.end, mark.end) - max(piece.start, mark.start)
            if shared > 0 and shared >= 0.4 * min(piece.end - piece.start, mark.end - mark.start):
                found.update(mark.codes)
        codes.append(found)
    return Prepared(case, texts, layout, codes)


def fit_people(cases: Sequence[Prepared]) -> LinearModel:
    """Whose side each person is on, from the surroundings of their name."""
    rows, sides = [], []
    for made in cases:
        known = {people.key(name): side for name, side in made.case.people.items()}
        for person in made.layout.persons:
            rows.append(feature_rows(person.features, people.ROWS))
            sides.append(people.SIDES.index(_known_side(people.key(person.name), known)))
    model = LogisticRegression(C=4.0, max_iter=300).fit(_matrix(rows, people.ROWS), sides)
    return _quantised(people.SIDES, model.coef_, model.intercept_)


def _known_side(name: str, known: dict[str, str]) -> str:
    if name in known:
        return known[name]
    return next((side for other, side in known.items() if other in name.split() or name in other.split()), "nobody")


def assign_people(cases: Sequence[Prepared], model: LinearModel) -> None:
    """Set every case's people and, with them, its segments' feature rows."""
    for made in cases:
        made.who = people.assign_sides(made.layout.persons, model)
        made.rows = features.segment_rows(made.layout.segments, made.layout.tokens, made.who)


def fit_segments(cases: Sequence[Prepared], codes: Sequence[str]) -> LinearModel:
    """What a segment shows: one yes-or-no model for each code."""
    data = _matrix([row for made in cases for row in made.rows], features.ROWS)
    marked = [carried for made in cases for carried in made.codes]
    heads = [_fit_head(data, np.array([code in carried for carried in marked])) for code in codes]
    return _quantised(codes, np.array([weights for weights, _ in heads]), [bias for _, bias in heads])


def _fit_head(data: csr_matrix, labels: Any) -> tuple[Any, float]:
    if labels.sum() < 3:
        return np.zeros(data.shape[1]), -8.0
    model = LogisticRegression(C=SEGMENT_STRENGTH, solver="liblinear").fit(data, labels)
    return model.coef_[0], float(model.intercept_[0])


def _matrix(rows: Sequence[Any], width: int) -> csr_matrix:
    values = np.concatenate([np.full(len(row), 1 / np.sqrt(max(1, len(row)))) for row in rows])
    pointers = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    return csr_matrix((values, np.concatenate(rows), pointers), shape=(len(rows), width))


def _quantised(classes: Sequence[str], coefficients: Any, bias: Any) -> LinearModel:
    scale = np.maximum(np.abs(coefficients).max(axis=1), 1e-9) / 127
    weights = np.round(coefficients / scale[:, None]).astype(np.int8).T
    return LinearModel(tuple(classes), np.ascontiguousarray(weights), scale.astype(np.float32), np.asarray(bias, np.float32))


def segment_scores(cases: Sequence[Prepared], model: LinearModel) -> list[Any]:
    """Log-odds of each code for each case's segments."""
    return [model.scores(made.rows) for made in cases]


def case_rows(cases: Sequence[Prepared], scores: Sequence[Any]) -> Any:
    """What the case model sees, a row a case."""
    return np.array(
        [
            decide.case_features(
                score[:, : len(decide.CODES)],
                made.layout.segments,
                len(made.texts),
                decide.contact_title(made.texts, made.who)[0],
                made.who,
            )
            for made, score in zip(cases, scores, strict=True)
        ]
    )


@dataclass(frozen=True)
class CaseModel:
    """Logistic regressions over case features: for each aspect a row of weights a value."""

    mean: Any
    deviation: Any
    weights: dict[str, Any]
    bias: dict[str, Any]


def fit_cases(rows: Any, cases: Sequence[CorpusCase]) -> CaseModel:
    """What holds for the case, for each aspect."""
    mean, deviation = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    scaled = (rows - mean) / deviation
    weights, bias = {}, {}
    for aspect, values in VALUES.items():
        labels = [values.index(case.labels[aspect]) for case in cases]
        model = LogisticRegression(C=CASE_STRENGTH, max_iter=2000).fit(scaled, labels)
        coefficients, intercept = model.coef_, model.intercept_
        if len(values) == 2:  # scikit-learn keeps one row for two classes; the engine expects one each
            coefficients, intercept = np.vstack([-coefficients, coefficients]), np.concatenate([-intercept, intercept])
        weights[aspect], bias[aspect] = coefficients, intercept
    return CaseModel(mean, deviation, weights, bias)


def held_out_scores(job: tuple[list[Prepared], list[Prepared], Sequence[str]]) -> tuple[list[Any], list[people.People]]:
    """Train on the first cases; score the segments of the others, whose people are told apart by that same model."""
    training, held_out, codes = job
    assign_people([*training, *held_out], fit_people(training))
    return segment_scores(held_out, fit_segments(training, codes)), [made.who for made in held_out]


def leave_a_writer_out(cases: list[Prepared], codes: Sequence[str]) -> list[Any]:
    """Segment scores for every case from models that never saw its writer; also sets each case's people accordingly."""
    writers = sorted({made.case.writer for made in cases})
    folds = [[made for made in cases if made.case.writer == writer] for writer in writers]
    jobs = [([made for made in cases if made.case.writer != writer], fold, codes) for writer, fold in zip(writers, folds, strict=True)]
    scores: dict[str, Any] = {}
    with ProcessPoolExecutor(PROCESSES) as pool:
        for fold, (found, persons) in zip(folds, pool.map(held_out_scores, jobs), strict=True):
            for made, score, who in zip(fold, found, persons, strict=True):
                made.who = who
                scores[made.case.id] = score
    return [scores[made.case.id] for made in cases]


def train(cases: list[Prepared]) -> dict[str, Any]:
    """All arrays of the weights file."""
    codes = (*decide.CODES, *signal_ids())
    rows = case_rows(cases, leave_a_writer_out(cases, decide.CODES))
    case_model = fit_cases(rows, [made.case for made in cases])
    people_model = fit_people(cases)
    assign_people(cases, people_model)
    segment_model = fit_segments(cases, codes)
    arrays: dict[str, Any] = {"version": np.array(corpus_version()), "signals.threshold": np.float32(SIGNAL_THRESHOLD)}
    for name, model in (("people", people_model), ("segments", segment_model)):
        arrays |= {f"{name}.classes": np.array(model.classes), f"{name}.weights": model.weights, f"{name}.scale": model.scale, f"{name}.bias": model.bias}
    arrays |= {"cases.mean": case_model.mean, "cases.deviation": case_model.deviation}
    for aspect in VALUES:
        arrays |= {f"cases.{aspect}.weights": case_model.weights[aspect], f"cases.{aspect}.bias": case_model.bias[aspect]}
    return {name: np.asarray(value, np.float32) if np.asarray(value).dtype == np.float64 else np.asarray(value) for name, value in arrays.items()}


SIGNAL_THRESHOLD = 0.0
"""Log-odds above which a signal is reported."""


def corpus_version() -> str:
    """A short hash of the corpus: which corpus these weights were learned from."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.txt")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def write_weights(arrays: dict[str, Any], path: Path = WEIGHTS) -> None:
    """Write the arrays as a compressed .npz whose bytes depend on nothing but the arrays (no time stamps)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(arrays):
            buffer = io.BytesIO()
            np.save(buffer, arrays[name], allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0)), buffer.getvalue(), zipfile.ZIP_DEFLATED)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m eval.train", description=__doc__)
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where to write the weights")
    options = parser.parse_args(arguments)
    cases = [prepare(case) for case in read_corpus()]
    write_weights(train(cases), options.out)
    print(f"{len(cases)} cases, {sum(len(made.layout.segments) for made in cases)} segments → {options.out} ({options.out.stat().st_size / 1e6:.1f} MB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
