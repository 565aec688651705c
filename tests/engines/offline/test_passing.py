"""Who only looked in on a meeting is not the contact; minutes and words in other brackets say nothing of the kind."""

from __future__ import annotations

import pytest

from analyzer.case import Case
from analyzer.engines.offline.engine import lay_out, read
from analyzer.engines.offline.passing import LOOKED_IN


def _visitors(*texts: str) -> set[str]:
    return {person.name for person in lay_out(list(texts)).persons if LOOKED_IN in person.features}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("先方：社長室 大沼様（冒頭のみ）、販売部長 生田目様", "大沼"),
        ("出席 永山様、経理 西尾様(途中退席)/当方 保坂", "西尾"),
        ("先方 大貫様(冒頭挨拶)、剣持様(調香)", "大貫"),
        ("先方：犬養様(出航のため10分) 乾様 当社:戸倉", "犬養"),
        ("出席 大鳥社長(30分)、小鹿野氏(整備)", "大鳥"),
        ("出席:真田様(調査役補)、江原様(グループ長、途中10分)/市川", "江原"),
        ("Present: Voss (MD, ten mins, left for the airport), Brandt (lab)", "Voss"),
        ("Customer: Brandt (lab), Mrs Devereux (owner, came for the second half)", "Devereux"),
        ("Attending: Brandt (lab), Liddell (ops director, joined for 20 min)", "Liddell"),
    ],
)
def test_brackets_say_who_only_looked_in(text: str, name: str) -> None:
    """What stands behind the name of a list says how long somebody stayed."""
    assert _visitors(text) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "佐藤様（途中で資料を確認）と面談。",
        "佐藤様（30分だけ時間をもらう）に電話。",
        "北浜商事 佐藤部長（15分のみ面談）、受付の鈴木様。",
        "TEL 佐藤様（30分）。鈴木様は不在。",
        "・佐藤様（ご挨拶のみ）\n・鈴木様は不在",
        "佐藤様（挨拶のみ）を初訪問。鈴木様は不在。",
        "Called Anil Deshpande (30 mins). His boss Ruth Foley approves.",
        "Call with Anil Deshpande (CTO, 30 min call).",
        "Met Karen Holt (our contact, part of the group procurement team).",
        "Met Karen Holt (buyer, joined 2019) and Jim Dale.",
        "Met Karen Holt (buyer, left after 12 years at Tesco to join them).",
        "Met Karen Holt (plant manager, twenty minutes from the station).",
    ],
)
def test_other_brackets_do_not(text: str) -> None:
    """What the rep did, how long a call took, and where somebody comes from is no visit."""
    assert _visitors(text) == set()


def test_an_earlier_meeting_does_not_count() -> None:
    """Who came late once and is met again is no visitor."""
    assert _visitors("出席 佐藤様(途中から)、鈴木様", "佐藤様と面談。見積を依頼された。") == set()


def test_a_visitor_is_not_the_contact() -> None:
    """However much the note tells of somebody who left at once, the one who stayed is the contact."""
    text = (
        "議事メモ 先方：社長室 大沼様（冒頭のみ）、販売部 生田目様 当社：木南\n"
        "大沼様より、大沼様のお考えで全店の看板を替えられたと伺う。大沼様はご自身で即決される方とのこと。\n生田目様は資料を未読。"
    )
    with_visit = read(Case.of_notes(text)).contact
    without = read(Case.of_notes(text.replace("（冒頭のみ）", ""))).contact
    assert with_visit is not None
    assert with_visit.name == "生田目"
    assert without is not None
    assert without.name == "大沼"
