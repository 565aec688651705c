"""Corpus cross-validation: what the embedded engine makes of corpus cases by writers it never learned from.

``python -m eval.crossval --out DIR`` writes a run's folder like ``eval.run``: ``eval.compare`` works on it. The models are trained anew, which
takes minutes, so results are kept in ``runs/cache`` under a hash of the corpus and of the code that learns and decides.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from analyzer.engines.offline import decide
from analyzer.engines.offline.engine import finding
from analyzer.engines.offline.features import CODES
from analyzer.engines.offline.people import shown_name
from analyzer.reading import NOTHING_SHOWN, VALUES, Aspect
from eval.corpus import FOLDER, CorpusCase, CorpusError, read_corpus
from eval.labelled import CaseFileError, LabelledCase, LabelledNote, Labels, SignalLabel, signal_ids
from eval.runs import ROOT, claim, shown_path, write_whole
from eval.scoring import metrics
from eval.totals import totals

if TYPE_CHECKING:
    from eval.fit import CaseModel
    from eval.prepare import Prepared

LEARNING = tuple(
    ROOT / "eval" / f"{name}.py" for name in ("corpus", "retitling", "prepare", "fit", "held_out", "crossval")
)
_CODES = {
    "authority": {"strong": "au+", "weak": "au-"},
    "information": {"sufficient": "in+", "insufficient": "in-"},
    "introduction": {"proposed": "prop", "accepted": "acc", "declined": "dec"},
}


def state() -> str:
    """A short hash of the corpus and of all code that learns from it and decides."""
    digest = hashlib.sha256()
    engine = ROOT / "analyzer" / "engines" / "offline"
    for path in [*sorted(FOLDER.glob("*.txt")), *sorted(engine.glob("*.py")), *LEARNING]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def labelled(case: CorpusCase) -> LabelledCase:
    """A corpus case in the shape of a labelled one; its marks are the evidence and the signals."""
    marks = [(mark.codes, note.text[mark.start : mark.end]) for note in case.notes for mark in note.marks]
    evidence: dict[str, Any] = {}
    for aspect, codes in _CODES.items():
        code = codes.get(case.labels[aspect])
        evidence[f"{aspect}_evidence"] = tuple(words for carried, words in marks if code in carried)
    values: dict[str, Any] = {name: value for name, value in case.labels.items() if name != "outside_cause"}
    signals = tuple(
        SignalLabel(id=one, quote=words) for carried, words in marks for one in carried if one in signal_ids()
    )
    gold = Labels.model_construct(
        contact=case.contact,
        **values,
        outside_cause=case.labels["outside_cause"] == "true",
        **evidence,
        signals=signals,
    )
    notes = tuple(LabelledNote.model_validate({"date": note.date, "text": note.text}) for note in case.notes)
    return LabelledCase.model_construct(
        id=case.id,
        language=case.language,
        format=case.format,
        notes=notes,
        gold=gold,
        traps=case.traps,
        why={},
        provenance={},
    )


def cross_validate(prepared: list[Prepared]) -> list[dict[str, Any]]:
    """A predictions line a case that is no copy, each made by models that never saw the case's writer."""
    from eval.fit import fit_cases
    from eval.held_out import case_rows, folds_of, leave_writers_out

    seen = leave_writers_out(prepared)
    rows = case_rows(prepared, seen)
    place = {made.case.id: number for number, made in enumerate(prepared)}
    lines: dict[str, dict[str, Any]] = {}
    for fold in folds_of(prepared):
        held = [place[made.case.id] for made in fold]
        others = [number for number in range(len(prepared)) if number not in set(held)]
        model = fit_cases(rows[others], [prepared[number].case for number in others])
        for number in held:
            lines[prepared[number].case.id] = _line(
                prepared[number], rows[number], seen.judged[number][:, : len(CODES)], model
            )
    return [lines[made.case.id] for made in prepared if not made.case.copy]


def _line(made: Prepared, row: Any, scores: Any, model: CaseModel) -> dict[str, Any]:
    prediction: dict[str, Any] = {"contact": None}
    if made.who.contact:
        prediction["contact"] = shown_name(made.who.contact, made.texts)[0]
    confidence, every = {}, {}
    title = decide.contact_title(made.texts, made.who)
    for aspect in VALUES:
        every[aspect] = _chances(aspect, row, model)
        found = finding(aspect, every[aspect], scores, made.layout.segments, made.who, title, made.texts)
        confidence[aspect] = every[aspect][found.value]
        prediction[aspect] = found.value == "true" if aspect == "outside_cause" else found.value
        if aspect in _CODES:
            prediction[f"{aspect}_evidence"] = [quote.text for quote in found.quotes]
    return {"id": made.case.id, "prediction": prediction, "confidence": confidence, "chances": every, "seconds": None}


def _chances(aspect: Aspect, row: Any, model: CaseModel) -> dict[str, float]:
    logits = model.weights[aspect] @ ((row - model.mean) / model.deviation) + model.bias[aspect]
    powers = np.exp(logits - logits.max())
    return {value: round(float(chance), 3) for value, chance in zip(VALUES[aspect], powers / powers.sum(), strict=True)}


def results(cache: Path) -> tuple[list[LabelledCase], list[dict[str, Any]]]:
    """All corpus cases and their predictions, from the cache where nothing changed."""
    corpus = read_corpus()
    kept = cache / f"crossval-{state()}.jsonl"
    cases = [labelled(case) for case in corpus]
    if kept.is_file():
        return cases, [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    from eval.prepare import prepare_all

    click.echo(f"training on {len(corpus)} cases, a fold at a time; this takes minutes", err=True)
    lines = cross_validate(prepare_all(corpus))
    known = {line["id"]: line for line in lines}
    lines = [known.get(case.id) or _nothing(case) for case in cases]
    cache.mkdir(parents=True, exist_ok=True)
    write_whole(kept, _as_text(lines))
    return cases, lines


def _nothing(case: LabelledCase) -> dict[str, Any]:
    prediction: dict[str, Any] = {str(aspect): value for aspect, value in NOTHING_SHOWN.items()}
    prediction |= {"outside_cause": False, "contact": None}
    return {
        "id": case.id,
        "prediction": prediction | {f"{aspect}_evidence": [] for aspect in _CODES},
        "confidence": {},
        "chances": {},
        "seconds": None,
    }


def _as_text(lines: Sequence[dict[str, Any]]) -> str:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


@click.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the results.")
@click.option(
    "--cache",
    type=click.Path(path_type=Path),
    default=ROOT / "runs" / "cache",
    help="Where results are kept by corpus and code.",
)
def main(out: Path, cache: Path) -> None:
    """Score the embedded engine on the corpus, every writer left out in turn."""
    try:
        claim(out, {"cases": "corpus", "engine": "offline, writers left out", "program": state()})
        cases, lines = results(cache)
    except (CaseFileError, CorpusError) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    found = metrics(cases, [Labels.model_validate(line["prediction"]) for line in lines])
    found |= {"engine": "offline, writers left out", "failed": {}, "cases_file": shown_path(FOLDER)}
    write_whole(out / "predictions.jsonl", _as_text(lines))
    write_whole(out / "metrics.json", json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    click.echo(totals(found))


if __name__ == "__main__":
    main()
