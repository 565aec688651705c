"""What is said outright of power, and of whom: the same words of the contact, of another and of nobody are told apart, and so is their denial."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.engines.offline import power
from analyzer.engines.offline.features import fold

JAPANESE = (
    ("❶課長に決裁権があるとのこと。", "right of ❶"),
    ("❶(課長)に決裁権がある。", "right of ❶"),
    ("決裁権は❷部長にある。", "right of then ❷"),
    ("決裁者:❶課長本人", "right of then ❶"),
    ("❶課長が決裁権を持っておられる。", "right of ❶"),
    ("決裁権は❶さんが持っています。", "right of then ❶"),
    ("設備予算は❶課長が握っている。", "right of then ❶"),
    ("❶課長には決裁権がない。", "no_right of ❶"),
    ("❶課長は決裁権を持っておられない。", "no_right of ❶"),
    ("決裁権は持っていません。", "no_right of nobody"),
    ("決裁権:なし", "no_right of nobody"),
    ("「私には権限がなくて」とのこと。", "no_right of first"),
    ("社内での影響力は小さい。", "no_right of nobody"),
    ("0万円までなら❶さんの判断で買える。", "word of ❶"),
    ("私の一存では決められません。", "no_word of first"),
    ("設備は❶さんが決めた。", "decision of ❶"),
    ("❶課長が判断できます。", "decision of ❶"),
    ("自分では決められないと言っていた。", "no_decision of third"),
    ("❶課長は判断できませんでした。", "no_decision of ❶"),
    ("決めるのは部長で、口を挟めない。", "who_decides of then above"),
    ("❶課長は「決めるのは部長」と言う。", "who_decides of then above"),
    ("上司の許可がないと買えない。", "leave of above"),
    ("❶部長が反対の課長を説得した。", "won of above"),
    ("工場は❶さんの意見に従う。", "heard of ❶"),
    ("❶課長が言えば皆動く。", "heard of ❶"),
    ("稟議は部長に差し戻された。", "unheard of above"),
    ("上司に読んでもらえないとこぼす。", "unheard of above"),
    ("❶さんは書類を集めるだけ。", "only of ❶"),
    ("設備は❶課長に一任されている。", "entrusted of ❶"),
    ("❶課長なら上の承認は要らない。", "no_leave of above"),
)
ENGLISH = (
    ("mr ❶ has full authority over the warehouse spend.", "right of ❶"),
    ("❶ (operations manager) has full authority.", "right of ❶"),
    ("❶, the plant manager, can't approve anything.", "no_decision of ❶"),
    ("❶ is the decision maker.", "right of ❶"),
    ("❶ isn’t the decision maker.", "no_right of ❶"),
    ("❶ can’t sign anything.", "no_decision of ❶"),
    ("❶ has no signing power.", "no_right of ❶"),
    ("the board listens to ❷.", "heard of above"),
    ("she can't approve anything.", "no_decision of third"),
    ("she signs nothing.", "no_decision of then third"),
    ("i cannot decide anything without headquarters.", "no_decision of first"),
    ("her request was turned down again.", "unheard of third"),
    ("nobody listens to him.", "unheard of then no_one"),
    ("❶ decides.", "decision of then ❶"),
    ("❶ says ❷ decides.", "who_decides of then ❷"),
    ("he signs without asking anyone.", "no_leave of third"),
    ("she got the new kiln through against every vote.", "won of third"),
)
OPPOSITES = (
    ("❶課長が決裁権を持っておられる。", "no_right"),
    ("決裁は僕が持ってますんで。", "no_right"),
    ("私のほうで承認できます。", "no_decision"),
    ("❶さんが決める立場になった。", "no_decision"),
    ("上司に聞いてもらえました。", "unheard"),
    ("会議に呼ばれます。", "unheard"),
    ("協力は惜しまないとのこと。", "no_right"),
    ("予算は問題ない。", "right"),
    ("私の一存では決められません。", "word"),
    ("承認が下りない。", "won"),
    ("部長は了解している。", "leave"),
    ("ご相談にいらっしゃった。", "no_leave"),
    ("誰に相談すればいいか。", "no_leave"),
    ("電話で聞いた。", "heard"),
    ("she signs nothing.", "decision"),
    ("❶ isn’t the decision maker.", "right"),
    ("no significant change.", "no_leave"),
    ("had to leave early.", "leave"),
    ("seriously interested.", "unheard"),
    ("made in germany.", "who_decides"),
)


def turns(text: str, side: str = "none") -> list[str]:
    """What is found in a text once it is folded, in Japanese unless it has no Japanese letter."""
    return list(power.said_of_power(fold(text), side, latin=re.search("[ぁ-ヿ一-龯]", text) is None))


@pytest.mark.parametrize(("text", "turn"), [*JAPANESE, *ENGLISH])
def test_a_plain_word_is_found_with_its_holder(text: str, turn: str) -> None:
    """Each turn is found, and of whom it is said."""
    assert f"power {turn}" in turns(text)


@pytest.mark.parametrize(("text", "turn"), OPPOSITES)
def test_what_only_looks_like_a_turn_is_none(text: str, turn: str) -> None:
    """The polite and the denied form, and words that merely hold a turn's letters, are not taken for it."""
    assert f"power {turn}" not in turns(text)


@pytest.mark.parametrize(
    "text", ["資料を0部お渡しした。", "駐車場は裏。", "we talked about the weather.", "parking at the back."]
)
def test_small_talk_says_nothing_of_power(text: str) -> None:
    """Where power is not spoken of nothing is found."""
    assert not turns(text)


def test_who_says_it_is_told() -> None:
    """A word such as 私が is another's when another says it; where nobody or somebody unknown speaks, no side is told."""
    assert "power decision of first said by theirs" in turns("私が決めます", "theirs")
    for side in ("none", "unnamed"):
        assert not any("said by" in one for one in turns("私が決めます", side))


@pytest.mark.parametrize("language", ["_JAPANESE", "_ENGLISH"])
def test_every_turn_is_tried_above(language: str) -> None:
    """No turn is without a sentence that has it."""
    tried = {turn.split(" ")[0] for _, turn in (*JAPANESE, *ENGLISH)}
    assert set(getattr(power, language)) - tried <= {"drafts"}


@given(data=st.data())
@settings(suppress_health_check=list(HealthCheck), max_examples=3000, deadline=None)
def test_every_japanese_turn_begins_as_the_quick_look_says(data: st.DataObject) -> None:
    """No turn is passed over for its first letter. So many examples, because there are so many turns."""
    turn = data.draw(st.sampled_from(sorted(power._JAPANESE)))
    text = data.draw(st.from_regex(power._JAPANESE[turn]))
    match = re.search(power._JAPANESE[turn], text)
    assert match is None or match[0][:1] in power._BEGINS


@pytest.mark.parametrize(
    "text",
    [
        "pushed the ",
        "handed the a ",
        "決裁権",
        "承認の",
        "nobody ",
        "she will ",
        "has to ",
        "意見を",
        "却下",
        "no vote ",
    ],
)
def test_a_line_that_never_ends_takes_time_in_proportion(text: str) -> None:
    """Words that begin a turn and never end it, over and over: twice the text takes about twice the time."""
    latin = text.isascii()

    def seconds(times: int) -> float:
        start = time.perf_counter()
        list(power.said_of_power(text * times, "none", latin=latin))
        return time.perf_counter() - start

    seconds(100)
    assert seconds(8000) < 4 * max(seconds(4000), 0.05)
