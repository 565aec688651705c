"""Train the embedded engine: ``python -m eval.train`` turns the corpus into ``analyzer/engines/offline/weights.npz``.

Small linear models, one after the other: whose side a person is on, who the contact is, what a segment shows, what holds for the case. The
case model learns from segment scores of models that never saw that case's writer, as it will meet them on notes nobody has seen.
``python -m eval.crossval`` tells what this reaches on the cases of writers left out. The same corpus gives the same file to the byte.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from analyzer.engines.offline import decide, features
from analyzer.engines.offline.contact import ContactModel
from analyzer.engines.offline.linear import LinearModel
from analyzer.engines.offline.vocabulary import Ordinary
from analyzer.reading import VALUES
from eval.corpus import FOLDER, read_corpus, signal_ids
from eval.fit import (
    CaseModel,
    carried_by,
    fit_cases,
    fit_people,
    fit_pooled,
    fit_segments,
    fit_talk,
    parted,
    side_by_side,
)
from eval.held_out import HeldOut, case_rows, leave_writers_out
from eval.prepare import Prepared, assign_people, ordinary_words_of, prepare_all, with_swapped_sides

WEIGHTS = Path(__file__).parent.parent / "analyzer" / "engines" / "offline" / "weights.npz"


def train(cases: list[Prepared], held_out: HeldOut) -> dict[str, Any]:
    """All arrays of the weights file, from the cases and what models without their writers made of them."""
    case_model = fit_cases(case_rows(cases, held_out), [made.case for made in cases])
    people_model = fit_people(cases)
    swapped = with_swapped_sides(cases)
    assign_people(swapped, people_model)
    rows = [made.rows for made in (*cases, *swapped)]
    shown, words = fit_segments(rows, carried_by(cases, swapped), (*features.JUDGED, *signal_ids()))
    judging, signals = parted(shown, len(features.JUDGED))
    pooled = fit_pooled(cases, held_out.judged, words)
    segments = side_by_side([judging, pooled, without_small_weights(signals)])
    models = {"people": people_model, "talk": fit_talk(cases), "segments": segments}
    return arrays_of(
        models, held_out.contact, case_model, ordinary_words_of([made.case for made in cases if not made.case.copy])
    )


LEAST_CODE = 14
"""Stored weights of signals below this count nothing: about a hundredth of the largest. No signal of the tune cases is lost by it, and the file is a tenth smaller."""


def without_small_weights(signals: LinearModel) -> LinearModel:
    """The signals' models with their small weights at 0, which takes little room once compressed."""
    kept = np.abs(signals.weights) >= LEAST_CODE
    return replace(signals, weights=np.where(kept, signals.weights, np.int8(0)))


def arrays_of(
    models: dict[str, LinearModel], contact: ContactModel, case_model: CaseModel, ordinary: Ordinary
) -> dict[str, Any]:
    """The models as named arrays of small types."""
    arrays: dict[str, Any] = {
        "contact.weights": contact.weights,
        "anyone.weights": contact.anyone_weights,
        "anyone.bias": contact.anyone_bias,
    }
    arrays |= {"ordinary.words": np.array(sorted(ordinary), np.uint32)}
    arrays |= {"version": np.array(corpus_version()), "signals.threshold": np.float32(SIGNAL_THRESHOLD)}
    for name, model in models.items():
        arrays |= {f"{name}.classes": np.array(model.classes), **stored_weights(name, model)}
        arrays |= {f"{name}.scale": model.scale, f"{name}.bias": model.bias}
        arrays[f"{name}.steps"] = np.diff(model.known.rows, prepend=0).astype(np.uint32)
        arrays[f"{name}.rarity"] = model.rarity.astype(np.float16)
    arrays |= {"cases.mean": case_model.mean, "cases.deviation": case_model.deviation}
    arrays["cases.weights"] = np.vstack([case_model.weights[aspect] for aspect in VALUES])
    arrays["cases.bias"] = np.concatenate([case_model.bias[aspect] for aspect in VALUES])
    return {
        name: np.asarray(value, np.float32) if np.asarray(value).dtype == np.float64 else np.asarray(value)
        for name, value in arrays.items()
    }


def stored_weights(name: str, model: LinearModel) -> dict[str, Any]:
    """The weights of a model as arrays: those of the signals, of which hardly any is not 0, without the zeros."""
    if name != "segments":
        return {f"{name}.weights": model.weights}
    assert len(model.classes) <= 256  # noqa: S101  the numbers of classes are stored in a byte each
    dense = len(features.JUDGED) + len(decide.POOLED)
    full, few = np.hsplit(model.weights, [dense])
    rows, columns = np.nonzero(few)
    return {
        f"{name}.weights": np.ascontiguousarray(full),
        f"{name}.few": few[rows, columns],
        f"{name}.few.columns": (columns + dense).astype(np.uint8),
        f"{name}.few.counts": np.bincount(rows, minlength=len(few)).astype(np.uint8),
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
