"""Whatever several windows do in whatever order, every word that was added is kept, shown at most once, and survives export and import."""

from __future__ import annotations

import json
import random

import pytest

from analyzer.case import Names
from analyzer.history import History, HistoryError
from tests.history.making import case, note
from tests.history.test_store import refuse


def _stored_texts(exported: str) -> list[str]:
    told = [json.loads(line) for line in exported.splitlines()]
    events = [event for line in told if "case" in line for event in line["case"]["events"]]
    return sorted(event["note"]["text"] for event in events if event["kind"] == "note_added")


def _do_something(history: History, chance: random.Random, ids: list[str], texts: list[str]) -> None:
    """One doing of a window that saw any earlier state of any case, merged ones included."""
    text = f"メモ{len(texts)}"
    doing = chance.choice(["create", "append", "append", "undo", "undo", "rename", "merge"])
    if doing == "create" or not ids:
        ids.append(history.create(case(text)).id)
        texts.append(text)
        return
    case_id = chance.choice(ids)
    length = history.load(case_id).length
    seen = length if chance.random() < 0.7 else chance.randint(0, length)
    if doing == "append":
        history.append(case_id, note(text), seen=seen)
        texts.append(text)
    elif doing == "undo":
        history.undo(case_id, seen=seen)
    elif doing == "rename":
        history.rename(case_id, Names(customer=text), seen=seen)
    else:
        other = chance.choice(ids)
        try:
            history.merge(case_id, other, seen=seen)
        except HistoryError:
            assert history.load(case_id).id == history.load(other).id


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_lost(seed: int, history: History) -> None:
    """After forty doings each note is stored exactly once, none is shown twice, the list and the cases agree, and a round trip changes nothing."""
    chance, ids, texts = random.Random(seed), list[str](), list[str]()
    for _ in range(40):
        _do_something(history, chance, ids, texts)
    exported, before = history.export(), history.load_all()
    assert _stored_texts(exported) == sorted(texts)
    shown = [one.text for saved in before for one in saved.case.notes]
    assert len(shown) == len(set(shown))
    assert {line.id: (line.customer, line.notes) for line in history.find()} == {
        saved.id: (saved.case.customer, len(saved.case.notes)) for saved in before
    }
    for text in shown:
        assert [line.id for line in history.find(f"{text}")]
    history.delete_all(forget=refuse)
    history.import_(exported)
    assert history.load_all() == before
    assert history.export() == exported
