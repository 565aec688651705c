"""Attendee lists put people on a side, in the forms in which reps and templates write them."""

from __future__ import annotations

import time

import pytest

from analyzer.engines.offline.attendees import listed

LISTS = {
    "one line, two labels": ("先方: 佐藤課長、田中主任 / 当方: 山本、岡田部長", "佐藤 田中", "山本 岡田"),
    "rows of a table": ("先方 | 佐藤 | 課長\n先方 | 田中 | 主任\n当方 | 山本 | 営業", "佐藤 田中", "山本"),
    "the label in the last cell": ("佐藤 花子 | 購買部 課長 | 先方\n山本 太郎 | 営業部 | 当方", "佐藤", "山本"),
    "cells with several names": ("先方 | 北川部長、三谷様(生産技術課)\n当方 | 村上、佐藤", "北川 三谷", "村上 佐藤"),
    "companies in brackets": ("参加者: 佐藤課長（北浜商事）、山本（弊社）", "佐藤", "山本"),
    "bullets by company": ("■出席者\n・北浜商事 佐藤課長\n・北浜商事 田中主任\n・当社 山本、岡田", "佐藤 田中", "山本 岡田"),
    "labels in brackets": ("(先方)佐藤様、田中様 (当方)山本、岡田", "佐藤 田中", "山本 岡田"),
    "a name a line": ("【先方】\n佐藤課長\n田中主任\n【当方】\n山本\n岡田\n\n議題: 価格", "佐藤 田中", "山本 岡田"),
    "with departments": ("■出席者 先方：購買部 課長 佐藤様 / 田中様 / 当社：営業部 山本", "佐藤 田中", "山本"),
    "sides with 側": ("お客様側: 佐藤、田中 / 当社側: 山本", "佐藤 田中", "山本"),
    "one line, blanks only": ("先方 千葉部長、福島様 当方 梶、茅野", "千葉 福島", "梶 茅野"),
    "the company in brackets first": ("〇参加 (みやま観光)沖様、日比谷様 (当社)浅香、梶", "沖 日比谷", "浅香 梶"),
    "the last alone is ours": ("参加者:佐藤部長、鈴木様、山田(弊社)", "佐藤 鈴木", "山田"),
    "all of these": ("出席者:佐藤様、鈴木様(以上 東海精機)、山田、林(以上 当社)", "佐藤 鈴木", "山田 林"),
    "behind the last of each side": ("出席:篠田様、望野様(先方)/荒木、野々村(当方)", "篠田 望野", "荒木 野々村"),
    "with an equals sign": ("◆参加\n 先方=能登様、坂様\n 当社側=井筒、坂巻", "能登 坂", "井筒 坂巻"),
    "callings and titles before the name": ("先方：栄養士 早乙女様、生産本部長 綿貫様 / 当社：津久井", "早乙女 綿貫", "津久井"),
    "English": ("Attendees\nCustomer: Dana Keller, Tom Olsen\nOurs: Jane Smith", "Dana Keller,Tom Olsen", "Jane Smith"),
    "English, in brackets": ("Attendees (customer): Dana Keller\nAttendees (us): Jane Smith, Bob Ray", "Dana Keller", "Jane Smith,Bob Ray"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "theirs", "ours"), LISTS.values(), ids=LISTS)
def test_a_list_says_who_is_whose(text: str, theirs: str, ours: str) -> None:
    """Names come with the side of their label, and their places hold them letter by letter."""
    found = listed(["前のメモ", text])
    split = "," if text.isascii() else " "
    assert {one.name for one in found if one.side == "theirs"} == set(theirs.split(split))
    assert {one.name for one in found if one.side == "ours"} == set(ours.split(split))
    assert all(one.note == 1 and text[one.start : one.end] == one.name for one in found)


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("参加者:佐藤部長、鈴木様、山田(弊社)", "鈴木"),
        ("面談者(先方) 蓑島次長 (当方) 伊勢", "蓑島"),
        ("当社: 馬場様、先週の資料はいかがでしたか", "馬場"),
        ("Marina, site hut. Nils (ours), Ms Radcliffe and Vic (boatyard)", "Radcliffe"),
    ],
)
def test_a_customer_is_never_listed_as_ours(text: str, theirs: str) -> None:
    """The dearest mistake of a list: who is ours cannot be the contact."""
    assert theirs not in {one.name for one in listed([text]) if one.side == "ours"}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_blank_line_ends_a_list_by_company(ends: str) -> None:
    """What stands below a blank line is no attendee, whatever the line ends."""
    lines = ["出席者", "北浜商事 佐藤課長", "当社 山本", "", "東商会 大野課長からも電話"]
    assert {one.name for one in listed([ends.join(lines)])} == {"佐藤", "山本"}
    assert {one.name for one in listed([ends.join([*lines[:3], "東商会 大野課長"])])} == {"佐藤", "山本", "大野"}


@pytest.mark.parametrize(
    "text",
    [
        "当社の提案に佐藤様が賛成された。",
        "先方は来週まで待ってほしいとのこと。",
        "弊社 見積を提出済み",
        "当方: 資料を送付する\n先方: 社内で検討\n宿題",
        "先方：来週までに候補日を返す",
        "We: sent the quote, called twice",
        "参加者: 三名(欠席者あり)",
    ],
)
def test_words_about_a_side_are_no_list(text: str) -> None:
    """A side's name in a sentence, or before what a side does next, names nobody."""
    assert listed([text]) == []


@pytest.mark.parametrize("line", ["\\t", "先方: 佐藤様", "| ", "先方: ", "先方: 営業部 ", "(", "　"])
def test_a_hostile_line_does_not_hang(line: str) -> None:
    """Cost grows with the length, not with its square: 100,000 letters on one line take seconds at most, by the processor's time."""
    text = line + line[-1] * 100_000
    repeated = line * (100_000 // len(line))
    began = time.process_time()
    listed([text, repeated, f"{text}。"])
    assert time.process_time() - began < 20
