"""Plain words: a short note that says outright what a rep knows is mostly read, whatever the contact's title, and never as its opposite."""

from __future__ import annotations

import pytest

from analyzer.case import Case
from analyzer.engines.offline.engine import read
from analyzer.reading import NOTHING_SHOWN, Aspect
from eval.corpus import read_corpus

NOTES = {
    "ja": (
        "11/20 丸和工業 {who} 訪問3回目\n・前回の続き。受付で少し待つ。\n・{said}\n・次に行くときは資料を持っていく。",
        "お疲れさまです。丸和工業の{who}に会ってきました。\n{said}\n詳しくは明日の朝会で。",
    ),
    "en": (
        "20 Nov, Marwell Packaging, third visit to {who}.\n- Waited a bit at the desk.\n- {said}\n- I bring the brochure next time.",
        "Hi Tom, back from Marwell Packaging, saw {who} there.\n{said}\nMore tomorrow.",
    ),
}
"""Two short notes in each language, with room for who is met and what is said."""
CALLED = {"ja": ("田村様", "田村さん", "田村課長", "田村次長"), "en": ("Mr Halden", "Halden (plant manager)")}
PLAIN: dict[tuple[str, Aspect, str], tuple[str, ...]] = {
    ("ja", "authority", "strong"): (
        "{who}に決裁権があるとのこと。",
        "予算は{who}の裁量で決められる。",
        "{who}が稟議を通してくださった。",
        "{who}が部長を説得して、予算を取ってきてくれた。",
        "{who}がその場で導入を決めた。",
        "最終的に決めるのは{who}だと現場の方も言っていた。",
        "{who}が役員会で説明して予算を通した。",
        "{who}の一言で他部署も動いた。",
    ),
    ("ja", "authority", "weak"): (
        "{who}は自分では決められないとのこと。",
        "{who}には決裁権がない。",
        "上に聞かないと分からないと{who}。",
        "稟議を上げても部長に止められるそうだ。",
        "{who}は社内では発言力がない様子。",
        "決めるのは部長で、{who}は取り次ぐだけ。",
    ),
    ("ja", "information", "sufficient"): (
        "{who}は製品の内容をよく理解している。",
        "資料は全部読んでおられ、質問も具体的。",
        "機能も価格も説明済みで、もう疑問はないとのこと。",
        "{who}が他社との違いを自分の言葉で部下に説明していた。",
    ),
    ("ja", "information", "insufficient"): (
        "{who}はまだ資料を読んでいない。",
        "価格をまだ伝えていない。",
        "製品の違いがよく分かっていない様子。",
        "デモはまだ見ていただけていない。",
        "機能を誤解されていた。",
    ),
    ("ja", "momentum", "stalled"): (
        "もう三か月進んでいない。",
        "「検討します」のまま動きがない。",
        "先月から返事がない。",
    ),
    ("ja", "momentum", "moving"): (
        "来週火曜に現場テストの日程が決まった。",
        "次回12/3に契約書を確認する。",
        "先方から見積もりの依頼があった。",
    ),
    ("ja", "introduction", "accepted"): (
        "上司同士の顔合わせを提案し、了承いただいた。",
        "弊社部長と先方部長の面談が12/10に決まった。",
    ),
    ("ja", "introduction", "declined"): (
        "上司同士の引き合わせを提案したが断られた。",
        "部長に会わせてほしいと頼んだが「今は必要ない」とのこと。",
    ),
    ("ja", "introduction", "proposed"): ("部長同士の顔合わせを提案した。返事待ち。",),
    ("ja", "outside_cause", "true"): (
        "本社の方針で今期の投資は凍結。",
        "先方が来月合併するため、新規の契約はすべて止まっている。",
    ),
    ("en", "authority", "strong"): (
        "{who} is the decision maker for the packing hall.",
        "{who} has the final say on the line.",
        "{who} signed the order on the spot.",
        "{who} got the budget approved by the board.",
        "The plant director does what {who} recommends.",
    ),
    ("en", "authority", "weak"): (
        "{who} cannot decide this alone.",
        "{who} has no budget and no say in it.",
        "{who} only passes our papers on to the director.",
        "The request was turned down by the director again.",
    ),
    ("en", "information", "sufficient"): (
        "{who} has read everything and has no questions left.",
        "{who} explained the pricing to the team in their own words.",
    ),
    ("en", "information", "insufficient"): (
        "{who} has not opened our proposal yet.",
        "We have not given a price yet.",
    ),
}
"""What is said, and what is to be read from it."""
SHARE = {"authority": 0.6, "information": 0.85, "momentum": 0.8, "introduction": 0.85, "outside_cause": 1.0}
"""So many of an aspect's plain notes are read for what they say, at the least."""
Found = list[tuple[str, str, str]]


def found(aspect: Aspect, called: str, language: str) -> Found:
    """For each plain note about an aspect what is to be read, what is read, and what was said."""
    return [
        (wanted, read(Case.of_notes(note.format(who=called, said=said))).findings[aspect].value, said)
        for (of, about, wanted), sentences in PLAIN.items()
        if (of, about) == (language, aspect)
        for said in (sentence.format(who=called.split(" (", maxsplit=1)[0]) for sentence in sentences)
        for note in NOTES[language]
    ]


@pytest.mark.parametrize("aspect", SHARE)
def test_what_is_said_outright_is_read(aspect: Aspect) -> None:
    """Most plain notes are read for what they say, and those that are not are read for nothing, hardly ever for the opposite."""
    all_found = [
        one for language, names in CALLED.items() for called in names for one in found(aspect, called, language)
    ]
    opposite = [one for one in all_found if one[1] not in (one[0], NOTHING_SHOWN[aspect])]
    assert len(opposite) <= 0.02 * len(all_found), opposite
    right = sum(wanted == given for wanted, given, _ in all_found)
    assert right >= SHARE[aspect] * len(all_found), [one for one in all_found if one[0] != one[1]]


@pytest.mark.parametrize(("called", "language"), [(called, of) for of, names in CALLED.items() for called in names])
def test_whose_power_it_is_does_not_hang_on_their_title(called: str, language: str) -> None:
    """Also of a 課長 or a manager, of whom the title says nothing, plain words about power are read."""
    all_found = found("authority", called, language)
    right = sum(wanted == given for wanted, given, _ in all_found)
    assert right >= len(all_found) / 2, [one for one in all_found if one[0] != one[1]]


def test_nothing_was_learned_from_these_sentences() -> None:
    """The sentences above stand in no training text, or the test would be of memory."""
    texts = "\n".join(note.text for case in read_corpus() for note in case.notes)
    sentences = [sentence for some in PLAIN.values() for sentence in some]
    parts = [max(sentence.split("{who}"), key=len).strip("。. ") for sentence in sentences]
    known = [part for part in parts if len(part) > 10 and part in texts]
    assert not known
