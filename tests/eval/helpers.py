"""Small labelled cases and predictions to score."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from eval.labelled import LabelledCase, Labels

GOLD: dict[str, Any] = {
    "contact": "板倉", "authority": "weak", "information": "sufficient", "momentum": "stalled", "introduction": "none", "outside_cause": False,
    "authority_evidence": ["稟議は差し戻された。"], "information_evidence": ["料金表をそらで言える。"], "introduction_evidence": [],
}  # fmt: skip
NOTE = "板倉様と面談。料金表をそらで言える。稟議は差し戻された。"


def line(name: str, **gold: Any) -> dict[str, Any]:
    """A line of a case file; labels differ from the usual ones as given, with evidence to match."""
    labels = GOLD | gold
    for aspect, nothing, words in (
        ("authority", "unknown", "稟議は差し戻された。"),
        ("information", "unknown", "料金表をそらで言える。"),
        ("introduction", "none", "面談"),
    ):
        labels[f"{aspect}_evidence"] = [] if labels[aspect] == nothing else [words]
    return {
        "id": name,
        "language": "ja",
        "format": "diary",
        "notes": [{"date": None, "text": f"{NOTE}({name})"}],
        "gold": labels,
        "traps": [],
        "why": {},
    }


def case(name: str, **gold: Any) -> LabelledCase:
    """A labelled case."""
    return LabelledCase.model_validate(line(name, **gold))


def labels(**values: Any) -> Labels:
    """A prediction."""
    return Labels.model_validate(GOLD | values)


def write_lines(path: Path, lines: Iterable[dict[str, Any]]) -> Path:
    """A file of JSON lines."""
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines), encoding="utf-8")
    return path


def run_folder(folder: Path, predictions: dict[str, Labels]) -> Path:
    """A folder that holds a run's predictions and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    write_lines(
        folder / "predictions.jsonl",
        (
            {"id": name, "prediction": one.model_dump(mode="json", exclude={"signals"}), "seconds": 0.1}
            for name, one in predictions.items()
        ),
    )
    return folder
