"""Customers who are named without 様 or さん, as hurried notes name them: places, ordinary words and rare names among their surnames."""

from __future__ import annotations

import re

import pytest

from analyzer.engines.offline.name_lists import (
    ENGLISH_GIVEN_NAMES,
    ENGLISH_SURNAMES,
    JAPANESE_SURNAMES,
    LONGEST,
    english_kind,
    is_japanese_surname,
)
from tests.engines.offline.who import names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("板倉、比較表を自分で引き直していた。", "板倉"),
        ("大迫から電話。日程は未定。", "大迫"),
        ("蓮池は資料を開いていない。", "蓮池"),
        ("国見が稟議を書き直した。", "国見"),
        ("乙黒の机に見積が積まれたまま。", "乙黒"),
        ("訪問 樗木、席を外していた。", "樗木"),
        ("沓掛は図面を裏返した。", "沓掛"),
        ("佐良土いわく「もう聞くことはない」。", "佐良土"),
        ("久遠(品証)と三十分。", "久遠"),
        ("受注の件、鉾立へ説明済み。", "鉾立"),
    ],
)
def test_a_surname_that_stands_alone_is_somebody(text: str, name: str) -> None:
    """Neither an honorific nor a title is needed where the word is a surname and stands as people stand."""
    assert name in names(text)


@pytest.mark.parametrize(
    "title",
    ["グループ長", "ユニット長", "CFO", "TL", "技監", "機関長", "塾長", "牧場長", "薬局長", "司書", "支配人", "若番頭"],
)
@pytest.mark.parametrize("name", ["板倉", "久保寺", "目加田", "国重", "郡司"])
def test_a_title_that_few_bear_makes_nobody_else_of_a_person(name: str, title: str) -> None:
    """板倉CFO is 板倉, 久保寺グループ長 is no company."""
    assert names(f"{name}{title}と面談。{name}{title}は見積を読んでいた。") == {name}


@pytest.mark.parametrize(
    "text",
    [
        "富山へ出張。上司は不在、市場の話だけ。",
        "天井の配管を見た。入口は二か所。大手も検討中とのこと。",
        "五月から三月まで。二階の十時の便。三本は予備。",
        "高松工場の設備と板倉製作所の見積。",
        "名古屋、福岡、鹿児島の三拠点。",
    ],
)
def test_words_and_places_are_nobody(text: str) -> None:
    """What is mostly no person's name in the corpus is none in a note, nor is a part of a longer word."""
    assert names(text) == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("主幹教諭の神々廻(ししば)技監と面談。", "神々廻"),
        ("道祖土（さいど）次長から電話。", "道祖土"),
        ("窓口は五百蔵(いおろい)様。", "五百蔵"),
    ],
)
def test_a_reading_in_brackets_tells_a_rare_name(text: str, name: str) -> None:
    """Nobody writes how an ordinary word is read."""
    assert name in names(text)


@pytest.mark.parametrize("text", ["見積(まだ)の件。", "資料(なし)。", "齟齬(そご)があった。", "契約書（たぶん）届く。"])
def test_a_remark_or_a_hard_word_with_its_reading_is_nobody(text: str) -> None:
    """A remark in brackets is no reading, and a word that the dictionary knows is no name."""
    assert names(text) == set()


def test_a_department_before_a_role_is_nobody_whatever_follows_the_name() -> None:
    """計装係長 曽我GL: 計装 is the department of 曽我, who bears no honorific."""
    assert names("訪問 鳴海金属 計装係長 曽我GL。曽我GLが決めた。") == {"曽我"}


@pytest.mark.parametrize(
    ("word", "kind"),
    [("Siobhan", "given"), ("smith", "common"), ("O'Hara", "frequent"), ("pallet", "")],
)
def test_english_words_by_who_bears_them(word: str, kind: str) -> None:
    """Given names and surnames of the census, in whatever letters; other words are neither."""
    assert english_kind(word) == kind


def test_the_lists_hold_what_they_promise() -> None:
    """Japanese surnames of two to four letters, sorted and each once; English names in small letters, each once."""
    japanese = JAPANESE_SURNAMES.read_text(encoding="utf-8").split()
    assert japanese == sorted(set(japanese))
    assert all(re.fullmatch(rf"[一-龯々ヶケノツ]{{2,{LONGEST}}}", name) for name in japanese)
    assert is_japanese_surname("五百蔵")
    assert not is_japanese_surname("見積")
    for path in (ENGLISH_SURNAMES, ENGLISH_GIVEN_NAMES):
        english = path.read_text(encoding="utf-8").split()
        assert len(english) == len(set(english))
        assert all(re.fullmatch("[a-z]+", name) for name in english)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("大関部長・堀課長が同席。", {"大関", "堀"}),  # a surname before a title and a name is no department
        ("南部長から電話。", {"南"}),
        ("友部グループ長が決めた。", {"友部"}),
        ("板倉や国見も、乙黒まで。", {"板倉", "国見", "乙黒"}),
        ("九十九部長と一色部長。", {"九十九", "一色"}),
        ("二五の型、十七の穴。二万の差額。", set()),
        ("沢山の資料を公平に評価、根本から見直し。", set()),
        ("深圳に出張、掛川の工場へ。", set()),
        ("営業神々廻(ししば)が同行、常務道祖土(さいど)も。", {"神々廻", "道祖土"}),
        ("稟議書(りんぎしょ)は検討中(しばらく)。", set()),
        ("・堀様：反対\n・田中：ok\n・堀様：様子見", {"堀", "田中"}),
        ("・予算：300万\n・納期：4月\n・競合：他社\n・決裁者：早見部長", {"早見"}),
    ],
)
def test_likenesses_that_a_reader_tells_apart(text: str, people: set[str]) -> None:
    """Found by a review of the rules above: names lost, cut wrongly, or seen where there are none."""
    assert names(text) == people
