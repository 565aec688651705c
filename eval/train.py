"""Train the embedded engine: ``python -m eval.train`` turns the corpus into ``analyzer/engines/offline/weights.npz``.

Three small linear models, one after the other: whose side a person is on, what a segment shows, what holds for the case. The case model
learns from segment scores of models that never saw that case's writer, as it will meet them on notes nobody has seen. ``--check`` prints
what this reaches on the cases of a writer left out. The same corpus gives the same file to the byte.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import re
import sys
import zipfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression

from analyzer.engines.offline import decide, features, people
from analyzer.engines.offline.engine import Layout, lay_out
from analyzer.engines.offline.hashing import feature_rows
from analyzer.engines.offline.linear import LinearModel, encode, union
from analyzer.reading import VALUES, Aspect
from eval.corpus import FOLDER, CorpusCase, CorpusNote, read_corpus, signal_ids

WEIGHTS = Path(__file__).parent.parent / "analyzer" / "engines" / "offline" / "weights.npz"
SEGMENT_STRENGTH = 16.0
POOLED_STRENGTH = 8.0
CASE_STRENGTH = 0.05
"""Inverse regularisation of the logistic regressions, chosen by ``--check`` on the corpus."""
FOLDS = 5
PROCESSES = 2


@dataclass
class Prepared:
    """A corpus case cut up as the engine does it, with the codes each segment carries."""

    case: CorpusCase
    texts: list[str]
    layout: Layout
    codes: list[set[str]]
    who: people.People = field(default_factory=lambda: people.People((), None))
    described: list[features.Described] = field(default_factory=list)
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


_OUR_SIDE = {"ja": ("弊社の", "黒木", "部長は、"), "en": ("Our director ", "Blake", " ")}


def with_swapped_sides(cases: Sequence[Prepared]) -> list[Prepared]:
    """Hard negatives: sentences that show the contact's power or knowledge, said of our own manager instead; they show nothing.

    Every third marked sentence that names the contact is taken, so that the swapped ones stay a minority.
    """
    made: list[Prepared] = []
    for prepared in cases:
        case = prepared.case
        before, ours, after = _OUR_SIDE[case.language]
        for piece, codes in zip(prepared.layout.segments, prepared.codes, strict=True):
            if case.contact and case.contact in piece.text and codes & {"au+", "au-", "in+", "in-"}:
                sentence = re.sub(
                    rf"{re.escape(case.contact)}(?:様|さん|さま|氏|課長|部長|係長|主任)?(?:は|が)?", ours, piece.text
                )
                text = f"{before}{ours}{after}{sentence}"
                case_of_ours = replace(
                    case,
                    id=f"{case.id}/{piece.note}.{piece.start}",
                    contact=None,
                    people={ours: "ours"},
                    notes=(CorpusNote(None, text, ()),),
                )
                made.append(prepare(case_of_ours))
    return made[::3]


def fit_people(cases: Sequence[Prepared]) -> LinearModel:
    """Whose side each person is on, from the surroundings of their name."""
    rows, sides = [], []
    for made in cases:
        known = {people.key(name): side for name, side in made.case.people.items()}
        for person in made.layout.persons:
            rows.append(feature_rows(person.features, people.ROWS))
            sides.append(people.SIDES.index(_known_side(people.key(person.name), known)))
    even = np.ones(people.ROWS, np.float32)
    model = LogisticRegression(C=4.0, max_iter=300).fit(_matrix(rows, people.ROWS, even), sides)
    return _encoded(people.SIDES, model.coef_, model.intercept_, even)


def _known_side(name: str, known: dict[str, str]) -> str:
    if name in known:
        return known[name]
    return next((side for other, side in known.items() if other in name.split() or name in other.split()), "nobody")


def assign_people(cases: Sequence[Prepared], model: LinearModel) -> None:
    """Set every case's people and, with them, its segments' features."""
    for made in cases:
        made.who = people.assign_sides(made.layout.persons, model)
        made.described = features.describe(made.layout.segments, made.layout.tokens, made.who)


def look_again(cases: Sequence[Prepared], first: Sequence[Any]) -> None:
    """Set every case's feature rows for the second look, which knows what the first found in the neighbours."""
    for made, scores in zip(cases, first, strict=True):
        made.rows = features.with_neighbours(made.layout.segments, made.described, scores)


def fit_segments(rows: Sequence[Any], codes_of: Sequence[set[str]], codes: Sequence[str]) -> LinearModel:
    """What a segment shows: one yes-or-no model for each code."""
    rarity = _rarity(rows)
    data = _matrix(rows, features.ROWS, rarity)
    heads = [_fit_head(data, np.array([code in carried for carried in codes_of])) for code in codes]
    return _encoded(codes, np.array([weights for weights, _ in heads]), [bias for _, bias in heads], rarity)


def _fit_head(data: csr_matrix, labels: Any) -> tuple[Any, float]:
    if labels.sum() < 3:
        return np.zeros(data.shape[1]), -8.0
    model = LogisticRegression(C=SEGMENT_STRENGTH, solver="liblinear", tol=0.01).fit(data, labels)
    return model.coef_[0], float(model.intercept_[0])


def _rarity(rows: Sequence[Any]) -> Any:
    """Inverse document frequency of each feature row, smoothed as scikit-learn does."""
    counts = np.bincount(np.concatenate(rows), minlength=features.ROWS)
    return (np.log((1 + len(rows)) / (1 + counts)) + 1).astype(np.float32)


def _matrix(rows: Sequence[Any], width: int, rarity: Any) -> csr_matrix:
    counts = [rarity[row] for row in rows]
    values = np.concatenate([count / max(1e-9, np.sqrt(count @ count)) for count in counts])
    pointers = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    return csr_matrix((values, np.concatenate(rows), pointers), shape=(len(rows), width))


def _encoded(classes: Sequence[str], coefficients: Any, bias: Any, rarity: Any) -> LinearModel:
    weights, scale = encode(np.asarray(coefficients))
    return LinearModel(tuple(classes), weights, scale, np.asarray(bias, np.float32), rarity)


def fit_pooled(cases: Sequence[Prepared], scores: Sequence[Any]) -> dict[Aspect, LinearModel]:
    """For each aspect, what holds for a case, from all its segments pooled by how much they have to say about it."""
    rarity = _rarity([row for made in cases for row in made.rows])
    models: dict[Aspect, LinearModel] = {}
    for aspect, values in VALUES.items():
        pooled = []
        for made, score in zip(cases, scores, strict=True):
            weights = decide.relevance(aspect, score, made.layout.segments)
            total = csr_matrix(weights[None, :]) @ _matrix(made.rows, features.ROWS, rarity)
            pooled.append(total / max(1e-9, np.sqrt(total.multiply(total).sum())))
        labels = [values.index(made.case.labels[aspect]) for made in cases]
        model = LogisticRegression(C=POOLED_STRENGTH, max_iter=300).fit(vstack(pooled).tocsr(), labels)
        models[aspect] = _encoded(values, *_one_row_each(model), rarity)
    return models


def _one_row_each(model: LogisticRegression) -> tuple[Any, Any]:
    """Coefficients and intercepts with one row a class: scikit-learn keeps a single row for two."""
    if len(model.classes_) > 2:
        return model.coef_, model.intercept_
    return np.vstack([-model.coef_ / 2, model.coef_ / 2]), np.concatenate([-model.intercept_ / 2, model.intercept_ / 2])


def case_rows(cases: Sequence[Prepared], scores: Sequence[Any], pooled: Sequence[dict[Aspect, Any]]) -> Any:
    """What the case model sees, a row a case."""
    return np.array(
        [
            decide.case_features(
                score,
                made.layout.segments,
                len(made.texts),
                decide.contact_title(made.texts, made.who)[0],
                made.who,
                seen,
            )
            for made, score, seen in zip(cases, scores, pooled, strict=True)
        ]
    )


@dataclass(frozen=True)
class ContactModel:
    """Who the contact is: a weighing of ``people.evidence_about``, and whether there is one at all."""

    weights: Any
    anyone_weights: Any
    anyone_bias: Any

    def settle(self, made: Prepared, first: Any) -> None:
        """Settle a case's contact."""
        if made.who.persons:
            scores = people.evidence_about(made.who, made.layout.segments, first) @ self.weights
            anyone = people.evidence_of_anyone(made.who, first) @ self.anyone_weights + self.anyone_bias
            made.who = people.with_contact(made.who.persons, scores.tolist(), anyone=bool(anyone > 0))


def fit_contact(cases: Sequence[Prepared], first: Sequence[Any]) -> ContactModel:
    """Learn from pairs: what the contact has more of than each other person of the same case."""
    differences, anyone_rows, anyone = [], [], []
    for made, scores in zip(cases, first, strict=True):
        if not made.who.persons or not made.layout.segments:
            continue
        known = {people.key(name): side for name, side in made.case.people.items()}
        is_contact = np.array([_known_side(people.key(person.name), known) == "contact" for person in made.who.persons])
        anyone_rows.append(people.evidence_of_anyone(made.who, scores))
        anyone.append(made.case.contact is not None)
        if is_contact.any():
            rows = people.evidence_about(made.who, made.layout.segments, scores)
            differences += [rows[is_contact.argmax()] - row for row in rows[~is_contact]]
    pairs = np.array([*differences, *(-row for row in differences)])
    scale = pairs.std(axis=0) + 1e-6
    signs = np.repeat([1, 0], len(differences))
    model = LogisticRegression(C=0.3, fit_intercept=False, max_iter=500).fit(pairs / scale, signs)
    there = LogisticRegression(C=1.0, max_iter=500).fit(np.array(anyone_rows), anyone)
    return ContactModel(model.coef_[0] / scale, there.coef_[0], there.intercept_[0])


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


def folds_of(cases: Sequence[Prepared]) -> list[list[Prepared]]:
    """The cases in ``FOLDS`` parts; all cases of a writer lie in one, so that nobody's habits are met again when testing."""
    writers = sorted({made.case.writer for made in cases})
    return [[made for made in cases if writers.index(made.case.writer) % FOLDS == number] for number in range(FOLDS)]


def _voided(made: Prepared, scores: Any) -> Any:
    return decide.without_our_own(scores, made.layout.segments, made.who)


def first_look(job: tuple[list[Prepared], list[Prepared]]) -> list[tuple[people.People, list[features.Described], Any]]:
    """Train people and first look on the first cases; what they see of the others."""
    training, held_out = job
    shown = [*training, *with_swapped_sides(training)]
    assign_people([*shown, *held_out], fit_people(training))
    model = fit_segments(
        [one.rows for made in shown for one in made.described],
        [codes for made in shown for codes in made.codes],
        features.CODES,
    )
    return [
        (made.who, made.described, _voided(made, model.scores([one.rows for one in made.described])))
        for made in held_out
    ]


def _looked_at(swapped: list[Prepared], model: LinearModel) -> list[Prepared]:
    """Swapped sentences with their rows: they stand alone, so a first look finds nothing in their neighbours."""
    assign_people(swapped, model)
    look_again(swapped, [np.full((len(made.layout.segments), len(features.CODES)), -9.0) for made in swapped])
    return swapped


def second_look(
    job: tuple[list[Prepared], list[Prepared], list[Any], list[Any]],
) -> list[tuple[Any, dict[Aspect, Any]]]:
    """Train the second look and the pooled models on the first cases; what they see of the others."""
    training, held_out, training_first, first = job
    swapped = _looked_at(with_swapped_sides(training), fit_people(training))
    shown = [*training, *swapped]
    model = fit_segments(
        [row for made in shown for row in made.rows], [codes for made in shown for codes in made.codes], features.CODES
    )
    pooled = fit_pooled(training, training_first)
    found = []
    for made, scores in zip(held_out, first, strict=True):
        weights = {aspect: decide.relevance(aspect, scores, made.layout.segments) for aspect in VALUES}
        together = union(made.rows, pooled["authority"].rarity)
        found.append(
            (
                _voided(made, model.scores(made.rows)),
                {aspect: pooled[aspect].pooled(together, weights[aspect]) for aspect in VALUES},
            )
        )
    return found


@dataclass(frozen=True)
class HeldOut:
    """What models that never saw a case's writer make of it, a list entry a case."""

    first: list[Any]
    second: list[Any]
    pooled: list[dict[Aspect, Any]]
    contact: ContactModel
    """The contact model of all cases, fitted on what the first looks found."""


def leave_writers_out(cases: list[Prepared], extra: Sequence[Prepared] = ()) -> HeldOut:
    """Look at every case with models that never saw its writer; also sets each case's people and rows as those models see them.

    ``extra`` cases are only looked at, by models of all writers; they come after the others.
    """
    folds = folds_of(cases)
    rests = [[made for other in folds if other is not fold for made in other] for fold in folds]
    if extra:
        folds, rests = [*folds, list(extra)], [*rests, cases]
    everyone = [made for fold in folds for made in fold]
    with ProcessPoolExecutor(PROCESSES) as pool:
        seen = [one for fold in pool.map(first_look, zip(rests, folds, strict=True)) for one in fold]
        for made, (who, described, _) in zip(everyone, seen, strict=True):
            made.who, made.described = who, described
        first = {made.case.id: scores for made, (_, _, scores) in zip(everyone, seen, strict=True)}

        def first_of(some: Sequence[Prepared]) -> list[Any]:
            return [first[made.case.id] for made in some]

        look_again(everyone, first_of(everyone))
        contact = fit_contact(cases, first_of(cases))
        contacts = [
            fit_contact(rest, first_of(rest)) for rest in rests
        ]  # before any is settled: settling changes what is fitted on
        for model, fold in zip(contacts, folds, strict=True):
            for made in fold:
                model.settle(made, first[made.case.id])
        jobs = [(rest, fold, first_of(rest), first_of(fold)) for rest, fold in zip(rests, folds, strict=True)]
        second = [one for fold in pool.map(second_look, jobs) for one in fold]
    by_id = {made.case.id: one for made, one in zip(everyone, second, strict=True)}
    wanted = [*cases, *extra]
    return HeldOut(
        first_of(wanted),
        [by_id[made.case.id][0] for made in wanted],
        [by_id[made.case.id][1] for made in wanted],
        contact,
    )


def train(cases: list[Prepared], held_out: HeldOut) -> dict[str, Any]:
    """All arrays of the weights file, from the cases and what models without their writers made of them."""
    case_model = fit_cases(case_rows(cases, held_out.second, held_out.pooled), [made.case for made in cases])
    people_model = fit_people(cases)
    shown = [*cases, *_looked_at(with_swapped_sides(cases), people_model)]
    codes_of = [codes for made in shown for codes in made.codes]
    rows = [row for made in shown for row in made.rows]
    models = {"people": people_model, "segments": fit_segments(rows, codes_of, (*features.CODES, *signal_ids()))}
    models |= {f"pooled.{aspect}": model for aspect, model in fit_pooled(cases, held_out.first).items()}
    assign_people(cases, people_model)
    models["first"] = fit_segments([one.rows for made in shown for one in made.described], codes_of, features.CODES)
    return arrays_of(models, held_out.contact, case_model)


def arrays_of(models: dict[str, LinearModel], contact: ContactModel, case_model: CaseModel) -> dict[str, Any]:
    """The models as named arrays of small types."""
    arrays: dict[str, Any] = {
        "contact.weights": contact.weights,
        "anyone.weights": contact.anyone_weights,
        "anyone.bias": contact.anyone_bias,
    }
    arrays |= {"version": np.array(corpus_version()), "signals.threshold": np.float32(SIGNAL_THRESHOLD)}
    for name, model in models.items():
        arrays |= {f"{name}.classes": np.array(model.classes), f"{name}.weights": model.weights}
        arrays |= {
            f"{name}.scale": model.scale,
            f"{name}.bias": model.bias,
            f"{name}.rarity": model.rarity.astype(np.float16),
        }
    arrays |= {"cases.mean": case_model.mean, "cases.deviation": case_model.deviation}
    for aspect in VALUES:
        arrays |= {
            f"cases.{aspect}.weights": case_model.weights[aspect],
            f"cases.{aspect}.bias": case_model.bias[aspect],
        }
    return {
        name: np.asarray(value, np.float32) if np.asarray(value).dtype == np.float64 else np.asarray(value)
        for name, value in arrays.items()
    }


SIGNAL_THRESHOLD = -2.2
"""Log-odds above which a signal is reported: on the tune cases two in three are right there, and precision falls below it."""


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
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0)), buffer.getvalue(), zipfile.ZIP_DEFLATED
            )


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m eval.train", description=__doc__)
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where to write the weights")
    options = parser.parse_args(arguments)
    cases = [prepare(case) for case in read_corpus()]
    write_weights(train(cases, leave_writers_out(cases)), options.out)
    print(
        f"{len(cases)} cases, {sum(len(made.layout.segments) for made in cases)} segments → {options.out} ({options.out.stat().st_size / 1e6:.1f} MB)"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
