"""Cross-validation: the shape of corpus cases as labelled ones, and what is kept of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from eval import crossval
from eval.compare import main as compare
from eval.corpus import FOLDER, read_corpus
from eval.prepare import Prepared
from eval.retitling import retitled


def test_a_corpus_case_keeps_its_labels_and_marks() -> None:
    """Labels, evidence of the label's own direction and signals come over; every evidence stands in a note."""
    corpus = read_corpus([FOLDER / "aki-01.txt"])
    for case, made in zip(corpus, map(crossval.labelled, corpus), strict=True):
        assert made.gold.authority == case.labels["authority"]
        assert all(any(words in note.text for note in made.notes) for words in made.gold.authority_evidence)
        assert made.gold.signals is not None


def test_what_was_trained_once_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run's folder holds a line a case; the second time nothing is trained; the two compare as equal."""
    corpus = read_corpus([FOLDER / "aki-01.txt"])
    trained: list[int] = []

    def cross_validate(prepared: list[Prepared]) -> list[dict[str, Any]]:
        trained.append(len(prepared))
        return [crossval._nothing(crossval.labelled(made.case)) for made in prepared]

    monkeypatch.setattr(crossval, "read_corpus", lambda: corpus)
    monkeypatch.setattr(crossval, "cross_validate", cross_validate)
    for name in ("out", "again"):
        done = CliRunner().invoke(crossval.main, ["--cache", str(tmp_path / "cache"), "--out", str(tmp_path / name)])
        assert done.exit_code == 0, done.output
    assert trained == [len(corpus) + len(retitled(corpus))]  # copies are learned from and not measured
    text = (tmp_path / "out" / "predictions.jsonl").read_text(encoding="utf-8")
    assert [json.loads(line)["id"] for line in text.splitlines()] == [case.id for case in corpus]
    gate = CliRunner().invoke(compare, [str(tmp_path / "out"), str(tmp_path / "again"), "--baseline", "--common"])
    assert (gate.exit_code, "no evidence" in gate.stdout) == (0, True), gate.output
