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
import zlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from analyzer.engines.offline import decide, features, people
from analyzer.engines.offline.engine import Layout, lay_out
from analyzer.engines.offline.hashing import feature_rows
from analyzer.engines.offline.linear import Known, LinearModel, encode, lay_together, union
from analyzer.engines.offline.nearby import SPAN
from analyzer.engines.offline.vocabulary import Ordinary, ordinary_words
from analyzer.reading import VALUES, Aspect
from eval.corpus import FOLDER, CorpusCase, CorpusNote, read_corpus, signal_ids

WEIGHTS = Path(__file__).parent.parent / "analyzer" / "engines" / "offline" / "weights.npz"
PEOPLE_STRENGTH = 16.0
SEGMENT_STRENGTH = 32.0
POOLED_STRENGTH = 8.0
CASE_STRENGTH = 0.05
"""Inverse regularisation of the logistic regressions, chosen by ``--check`` on the corpus."""
LEAST_CASES = 4
"""A feature that stood in fewer cases is left out: one that was met once or twice teaches a writer's habit."""
FOLDS = 5
PROCESSES = 2


@dataclass
class Prepared:
    """A corpus case cut up as the engine does it, with the codes each segment carries."""

    case: CorpusCase
    texts: list[str]
    ordinary: Ordinary
    layout: Layout
    codes: list[set[str]]
    who: people.People = field(default_factory=lambda: people.People((), None))
    described: list[features.Described] = field(default_factory=list)
    rows: list[Any] = field(default_factory=list)


def prepare_all(cases: Sequence[CorpusCase]) -> list[Prepared]:
    """All cases cut up, those without a sentence left out; the ordinary English words are those of these cases."""
    ordinary = ordinary_words_of(cases)
    made = [prepare(case, ordinary) for case in cases]
    return [one for one in made if one.layout.segments]


def ordinary_words_of(cases: Sequence[CorpusCase]) -> Ordinary:
    """The English words that the cases write in small letters."""
    return ordinary_words([note.text for note in case.notes] for case in cases if case.language == "en")


def prepare(case: CorpusCase, ordinary: Ordinary) -> Prepared:
    """Cut a case up; a segment carries a mark's codes if they share at least two fifths of the shorter one."""
    texts = [note.text for note in case.notes]
    layout = lay_out(texts, ordinary)
    codes: list[set[str]] = []
    for piece in layout.segments:
        found: set[str] = set()
        for mark in case.notes[piece.note].marks:
            shared = min(piece.end, mark.end) - max(piece.start, mark.start)
            if shared > 0 and shared >= 0.4 * min(piece.end - piece.start, mark.end - mark.start):
                found.update(mark.codes)
        codes.append(found)
    return Prepared(case, texts, ordinary, layout, codes)


_OUR_SIDE = {"ja": ("弊社の", "黒木", "部長は、"), "en": ("Our director ", "Blake", " ")}


def with_swapped_sides(cases: Sequence[Prepared]) -> list[Prepared]:
    """Hard negatives: sentences that show the contact's power or knowledge, said of our own manager instead; they show nothing.

    Of three marked sentences that name the contact one is taken, by its checksum, so that the swapped ones stay a minority.
    """
    return [made for prepared in cases for made in _swapped(prepared.case, prepared)]


_SWAPPED: dict[str, list[Prepared]] = {}


def _swapped(case: CorpusCase, prepared: Prepared) -> list[Prepared]:
    """The swapped sentences of a case, made once."""
    if case.id not in _SWAPPED:
        before, ours, after = _OUR_SIDE[case.language]
        named = re.compile(rf"{re.escape(case.contact or '')}(?:様|さん|さま|氏|課長|部長|係長|主任)?(?:は|が)?")
        made = []
        for piece, codes in zip(prepared.layout.segments, prepared.codes, strict=True):
            chosen = zlib.crc32(piece.text.encode()) % 3 == 0 and codes & {"au+", "au-", "in+", "in-"}
            if chosen and case.contact and case.contact in piece.text:
                text = f"{before}{ours}{after}{named.sub(ours, piece.text)}"
                of_ours = replace(
                    case,
                    id=f"{case.id}/{piece.note}.{piece.start}",
                    contact=None,
                    people={ours: "ours"},
                    notes=(CorpusNote(None, text, ()),),
                )
                made.append(prepare(of_ours, prepared.ordinary))
        _SWAPPED[case.id] = made
    return _SWAPPED[case.id]


def fit_people(cases: Sequence[Prepared]) -> LinearModel:
    """Whose side each person is on, from the surroundings of their name."""
    rows, sides = [], []
    for made in cases:
        known = {people.key(name): side for name, side in made.case.people.items()}
        rows.append([feature_rows(person.features, people.ROWS) for person in made.layout.persons])
        sides += [people.SIDES.index(_known_side(people.key(one.name), known)) for one in made.layout.persons]
    known_rows = vocabulary(rows).known
    even = Vocabulary(known_rows, np.ones(len(known_rows), np.float32))
    return even.model(
        people.SIDES, *_one_against_the_rest(even.matrix(_flat(rows)), sides, len(people.SIDES), PEOPLE_STRENGTH)
    )


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


@dataclass(frozen=True)
class Vocabulary:
    """The feature rows that a model knows, ascending, and how much each counts."""

    known: Known
    rarity: Any

    def matrix(self, rows: Sequence[Any]) -> csr_matrix:
        """A line for each segment or person, of unit length."""
        laid = lay_together(rows, self.known, self.rarity)
        return csr_matrix((laid.counts, laid.rows, laid.ends), shape=(len(rows), len(self.known)))

    def model(self, classes: Sequence[str], coefficients: Any, bias: Any) -> LinearModel:
        """A model over these features."""
        weights, scale = encode(np.asarray(coefficients))
        return LinearModel(tuple(classes), weights, scale, np.asarray(bias, np.float32), self.known, self.rarity)


def vocabulary(rows: Sequence[Sequence[Any]], least: int = LEAST_CASES) -> Vocabulary:
    """The features met in several cases, counting by inverse document frequency (smoothed as scikit-learn does) and by where they stand.

    ``rows`` holds the feature rows of the segments of each case.
    """
    in_cases = np.bincount(np.concatenate([np.unique(np.concatenate(case)) for case in rows if case]))
    counts = np.bincount(np.concatenate(_flat(rows)))
    known = np.flatnonzero(in_cases >= least)
    rarity = np.log((1 + sum(map(len, rows))) / (1 + counts[known])) + 1
    return Vocabulary(Known(known), (rarity * features.WEIGHT[known // SPAN]).astype(np.float16).astype(np.float32))


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


def fit_pooled(cases: Sequence[Prepared], scores: Sequence[Any], words: Vocabulary) -> dict[Aspect, LinearModel]:
    """For each aspect, what holds for a case, from all its segments pooled by how much they have to say about it."""
    matrices = [words.matrix(made.rows) for made in cases]
    models: dict[Aspect, LinearModel] = {}
    for aspect, values in VALUES.items():
        pooled = []
        for made, score, matrix in zip(cases, scores, matrices, strict=True):
            total = csr_matrix(decide.relevance(aspect, score, made.layout.segments)[None, :]) @ matrix
            pooled.append(total / max(1e-9, np.sqrt(total.multiply(total).sum())))
        labels = [values.index(made.case.labels[aspect]) for made in cases]
        models[aspect] = words.model(
            values, *_one_against_the_rest(vstack(pooled).tocsr(), labels, len(values), POOLED_STRENGTH)
        )
    return models


def _one_row_each(model: LogisticRegression) -> tuple[Any, Any]:
    """Coefficients and intercepts with one row a class: scikit-learn keeps a single row for two."""
    if len(model.classes_) > 2:
        return model.coef_, model.intercept_
    return np.vstack([-model.coef_ / 2, model.coef_ / 2]), np.concatenate([-model.intercept_ / 2, model.intercept_ / 2])


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
            seen = people.evidence_of_anyone(made.who, first, int(scores.argmax()))
            anyone = seen @ self.anyone_weights + self.anyone_bias
            made.who = people.with_contact(made.who.persons, scores.tolist(), anyone=bool(anyone > 0))


def fit_contact(cases: Sequence[Prepared], first: Sequence[Any]) -> ContactModel:
    """Learn from pairs: what the contact has more of than each other person of the same case."""
    with_names = [(made, scores) for made, scores in zip(cases, first, strict=True) if made.who.persons]
    rows_of = [people.evidence_about(made.who, made.layout.segments, scores) for made, scores in with_names]
    differences = []
    for (made, _), rows in zip(with_names, rows_of, strict=True):
        known = {people.key(name): side for name, side in made.case.people.items()}
        is_contact = np.array([_known_side(people.key(person.name), known) == "contact" for person in made.who.persons])
        if is_contact.any():
            differences += [rows[is_contact.argmax()] - row for row in rows[~is_contact]]
    pairs = np.array([*differences, *(-row for row in differences)])
    scale = pairs.std(axis=0) + 1e-6
    signs = np.repeat([1, 0], len(differences))
    weights = LogisticRegression(C=0.3, fit_intercept=False, max_iter=500).fit(pairs / scale, signs).coef_[0] / scale
    seen = [
        people.evidence_of_anyone(made.who, scores, int((rows @ weights).argmax()))
        for (made, scores), rows in zip(with_names, rows_of, strict=True)
    ]
    there = LogisticRegression(C=1.0, max_iter=500).fit(
        np.array(seen), [made.case.contact is not None for made, _ in with_names]
    )
    return ContactModel(weights, there.coef_[0], there.intercept_[0])


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


def fit_first(cases: Sequence[Prepared], swapped: Sequence[Prepared]) -> LinearModel:
    """What a segment shows at first look, without its neighbours' codes, and whether it is of a note in which nobody is met."""
    codes_of = [
        codes | {features.NOBODY} if made.case.contact is None else codes for made in cases for codes in made.codes
    ]
    codes_of += [codes for made in swapped for codes in made.codes]
    described = [[one.rows for one in made.described] for made in (*cases, *swapped)]
    return fit_segments(described, codes_of, (*features.CODES, features.NOBODY))[0]


Seen = tuple[people.People, list[features.Described], Any]


def first_look(job: tuple[list[Prepared], list[Prepared]]) -> tuple[LinearModel, list[Seen]]:
    """Train people and first look on the first cases; the people's model and what the two see of the others."""
    training, held_out = job
    swapped = with_swapped_sides(training)
    sides = fit_people(training)
    assign_people([*training, *swapped, *held_out], sides)
    model = fit_first(training, swapped)
    return sides, [
        (made.who, made.described, _voided(made, model.scores([one.rows for one in made.described])))
        for made in held_out
    ]


def _looked_at(swapped: list[Prepared], model: LinearModel) -> list[Prepared]:
    """Swapped sentences with their rows: they stand alone, so a first look finds nothing in their neighbours."""
    assign_people(swapped, model)
    look_again(swapped, [np.full((len(made.layout.segments), len(features.CODES)), -9.0) for made in swapped])
    return swapped


def second_look(
    job: tuple[LinearModel, list[Prepared], list[Prepared], list[Any], list[Any]],
) -> list[tuple[Any, dict[Aspect, Any]]]:
    """Train the second look and the pooled models on the first cases; what they see of the others."""
    sides, training, held_out, training_first, first = job
    swapped = _looked_at(with_swapped_sides(training), sides)
    shown = [*training, *swapped]
    model, words = fit_segments(
        [made.rows for made in shown], [codes for made in shown for codes in made.codes], features.CODES
    )
    pooled = fit_pooled(training, training_first, words)
    found = []
    for made, scores in zip(held_out, first, strict=True):
        weights = {aspect: decide.relevance(aspect, scores, made.layout.segments) for aspect in VALUES}
        laid = lay_together(made.rows, words.known, words.rarity)
        together = union(laid)
        found.append(
            (
                _voided(made, model.scores_of(laid)),
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


@threadpool_limits.wrap(limits=1)  # type: ignore[untyped-decorator]  # the matrices are small: threads would only wait for each other
def leave_writers_out(cases: list[Prepared], extra: Sequence[Prepared] = ()) -> HeldOut:
    """Look at every case with models that never saw its writer; also sets each case's people and rows as those models see them.

    ``extra`` cases are only looked at, by models of all writers; they come after the others.
    """
    folds = folds_of(cases)
    rests = [[made for other in folds if other is not fold for made in other] for fold in folds]
    if extra:
        folds, rests = [*folds, list(extra)], [*rests, cases]
    everyone = [made for fold in folds for made in fold]
    with_swapped_sides(cases)  # made once, before the processes part
    with ProcessPoolExecutor(PROCESSES) as pool:
        looked = list(pool.map(first_look, zip(rests, folds, strict=True)))
        seen = [one for _, fold in looked for one in fold]
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
        jobs = [
            (sides, rest, fold, first_of(rest), first_of(fold))
            for (sides, _), rest, fold in zip(looked, rests, folds, strict=True)
        ]
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
    case_model = fit_cases(case_rows(cases, held_out), [made.case for made in cases])
    people_model = fit_people(cases)
    swapped = _looked_at(with_swapped_sides(cases), people_model)
    shown = [*cases, *swapped]
    codes_of = [codes for made in shown for codes in made.codes]
    segments, words = fit_segments([made.rows for made in shown], codes_of, (*features.CODES, *signal_ids()))
    models = {"people": people_model, "segments": without_small_signal_weights(segments)}
    models |= {f"pooled.{aspect}": model for aspect, model in fit_pooled(cases, held_out.first, words).items()}
    assign_people(cases, people_model)
    models["first"] = fit_first(cases, swapped)
    return arrays_of(models, held_out.contact, case_model, cases[0].ordinary)


LEAST_CODE = 8
"""Stored weights of signals below this count nothing: under half a hundredth of the largest; dropping them halves what signals take of the file."""


def without_small_signal_weights(model: LinearModel) -> LinearModel:
    """The segments' model with the small weights of its signals at 0, which takes little room once compressed."""
    weights = model.weights.copy()
    signals = weights[:, len(features.CODES) :]
    signals[np.abs(signals) < LEAST_CODE] = 0
    return replace(model, weights=weights)


def arrays_of(
    models: dict[str, LinearModel], contact: ContactModel, case_model: CaseModel, ordinary: Ordinary
) -> dict[str, Any]:
    """The models as named arrays of small types."""
    arrays: dict[str, Any] = {
        "contact.weights": contact.weights,
        "anyone.weights": contact.anyone_weights,
        "anyone.bias": contact.anyone_bias,
    }
    arrays |= {"english.words": ordinary}
    arrays |= {"version": np.array(corpus_version()), "signals.threshold": np.float32(SIGNAL_THRESHOLD)}
    for name, model in models.items():
        arrays |= {f"{name}.classes": np.array(model.classes), f"{name}.weights": model.weights}
        arrays |= {f"{name}.scale": model.scale, f"{name}.bias": model.bias}
        if not name.startswith("pooled."):  # these know what the segments' model knows
            arrays[f"{name}.steps"] = np.diff(model.known.rows, prepend=0).astype(np.uint32)
            arrays[f"{name}.rarity"] = model.rarity.astype(np.float16)
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


SIGNAL_THRESHOLD = -1.6
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
    cases = prepare_all(read_corpus())
    write_weights(train(cases, leave_writers_out(cases)), options.out)
    print(
        f"{len(cases)} cases, {sum(len(made.layout.segments) for made in cases)} segments → {options.out} ({options.out.stat().st_size / 1e6:.1f} MB)"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
