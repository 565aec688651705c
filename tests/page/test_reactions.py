"""Reactions and moves done on the page: one click in, one click back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.catalogue import load_catalogue
from tests.page.conftest import analyzed, shown

OPEN = """2026/6/2 ひばり精密 生産管理課 三浦様 打合せ(7回目)
デモも見積も事例も出し尽くし、質問ももう出ない。三浦様は運用の流れを図にして課の皆さんに説明してくださっている。
それでも社内では話が進まない。稟議を二度上げたが、二度とも課長のところで差し戻された。"""


@pytest.fixture
def stuck(page: AppTest) -> AppTest:
    """③ without an introduction: the probe that tells the article's two hypotheses apart comes first."""
    return analyzed(page, OPEN)


def _standing(page: AppTest, hypothesis: str) -> str:
    """How a hypothesis stands by its card."""
    bodies = "\n".join(element.proto.body for element in page.get("html"))
    card = re.search(rf'k-is-(\w+)" id="h-{hypothesis}"', bodies)
    assert card
    return card[1]


DIRECT, NOT_EVEN = "moves_direct_boss", "cannot_move_even_direct_boss"


def test_one_click_records_a_reaction_and_everything_follows(stuck: AppTest) -> None:
    """A date that came back supports 3a and weakens 3b, makes the introduction accepted, the brief the first move; no engine is asked."""
    assert _standing(stuck, DIRECT) != "supported"
    assert "引き合わせのお願い" in shown(stuck)
    stuck.button(key="react_introduce_managers_returned_date_or_condition").click().run()
    assert not stuck.exception
    assert _standing(stuck, DIRECT) == "supported"
    assert _standing(stuck, NOT_EVEN) == "weakened"
    first = load_catalogue(None).moves["brief_own_manager"].purpose.ja
    assert first in next(one.label for one in stuck.expander if one.label.startswith("**1**"))
    assert "同行のお願い(三浦様" in str(stuck.text_area(key="brief_text_attendance_ja").value)
    words = shown(stuck)
    assert "記録した反応" in words
    assert "お客様の反応" in words
    assert "あなたが記録した反応から" in words


def test_a_reaction_is_taken_back(stuck: AppTest) -> None:
    """One click and all is as before, although the move it was on is no longer advised."""
    before = (
        _standing(stuck, DIRECT),
        _standing(stuck, NOT_EVEN),
        [one.label for one in stuck.expander if "**" in one.label],
    )
    stuck.button(key="react_introduce_managers_refuses").click().run()
    assert _standing(stuck, NOT_EVEN) == "supported"
    stuck.button(key="undo_reaction_0").click().run()
    assert not stuck.exception
    after = (
        _standing(stuck, DIRECT),
        _standing(stuck, NOT_EVEN),
        [one.label for one in stuck.expander if "**" in one.label],
    )
    assert after == before
    assert "記録した反応" not in shown(stuck)


def test_a_recorded_reaction_cannot_be_recorded_twice(stuck: AppTest) -> None:
    """Where the move is still advised its table says what is recorded, and the button is gone."""
    key = "react_help_contact_inside_edits_and_uses"
    keys = [button.key for button in stuck.button]
    if key not in keys:  # whichever probe stands there: any of its reactions that leaves the move advised will do
        key = next(str(one) for one in keys if one and str(one).startswith("react_") and "introduce" not in str(one))
    stuck.button(key=key).click().run()
    assert key not in [button.key for button in stuck.button]
    assert "記録済み" in shown(stuck) or "記録した反応" in shown(stuck)


def test_a_move_is_marked_done_and_back(stuck: AppTest) -> None:
    """Done shows on the move, the next one opens; one click takes it back, however often it was marked."""
    stuck.button(key="done_introduce_managers").click().run()
    first = next(one for one in stuck.expander if one.label.startswith("**1**"))
    assert first.label.endswith("✓ 済み")
    assert not first.proto.expanded
    stuck.button(key="undone_introduce_managers").click().run()
    assert not stuck.exception
    first = next(one for one in stuck.expander if one.label.startswith("**1**"))
    assert "済み" not in first.label
    assert first.proto.expanded


def test_every_reaction_of_an_advised_move_has_its_button(stuck: AppTest) -> None:
    """What means what stands beside each button."""
    entry = load_catalogue(None).moves["introduce_managers"]
    words = shown(stuck)
    for reaction in entry.reactions:
        button: Any = stuck.button(key=f"react_introduce_managers_{reaction.id}")
        assert button.label.replace("\\", "") == reaction.sign.ja
        assert reaction.means.ja.replace("○○様", "三浦様") in words
