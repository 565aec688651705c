"""Who is named in a note, and under which name people go."""

from __future__ import annotations

import pytest

from analyzer.engines.offline.engine import lay_out
from analyzer.engines.offline.people import shown_name
from tests.engines.offline.who import names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("本日、田中様と面談しました。", "田中"),
        ("TEL 磯部様。折返しを待つ。", "磯部"),
        ("建築設計事務所の千頭さま(意匠担当)の件です。", "千頭"),
        ("古賀野様(調達)から電話。", "古賀野"),
        ("御子柴さんと二回目。", "御子柴"),
        ("ﾀﾅｶ課長と面談。", "ﾀﾅｶ"),
        ("髙橋課長と面談。", "髙橋"),
        ("プリヤンカさんと一時間半。", "プリヤンカ"),
        ("金城シェフと面談。", "金城"),
        ("王さんと面談。", "王"),
        ("B社のK係長と面談。", "K"),
        ("三隅物流部長と45分。", "三隅"),
        ("芹沢常任理事と電話。", "芹沢"),
        ("工場長が毎朝安達係長の机で待つ。", "安達"),
        ("ご当主宗像様のご長女。", "宗像"),
        ("日向農場長と面談。", "日向"),
        ("佐藤和泉様と面談。", "佐藤和泉"),
        ("夜久課長と面談。", "夜久"),
        ("Ｔ氏から電話。", "Ｔ"),
        ("XX様へ訪問。", "XX"),
        ("先方の○○課長と面談。", "○○"),
        ("お疲れさまです、江草です。", "江草"),
        ("Ngさんと打合せ。PoCの範囲はNgさんが決めた。", "Ng"),
        ("訪問:Helix社 Müller部長様。", "Müller"),
        ("Nguyễn様から電話。", "Nguyễn"),
        ("Łukasz Żukさんと打合せ。", "Łukasz Żuk"),
        ("Sato-sanとlunch。", "Sato"),
        ("Kumagai-kacho signed it.", "Kumagai"),
        ("Mr. Oyelaranと面談。", "Oyelaran"),
        ("CHEN様より質問あり。", "CHEN"),
        ("グエン・ティ・ラン様と面談。ランさんは資料未読。", "グエン・ティ・ラン"),
        ("訪問 つづら運輸 常務 南様。", "南"),
        ("室様と電話。", "室"),
        ("奥部長と面談。", "奥"),
        ("Drove out to Khalid al-Rashid again.", "Khalid al-Rashid"),
        ("- J.T. drew the ammonia loop", "J.T."),
        ("J.T.: one\nme: two\nJ.T.: three", "J.T."),
        ("レ・ヴァン・ナムさん。", "レ・ヴァン・ナム"),
        ("白糠乳業 工務課長 Y.K氏。見学の日を確定。", "Y.K"),
        ("動物病院のK.Tさんと会食。", "K.T"),
        ("署名は y.inagaki。inagakiさんからは出ず。", "inagaki"),
        ("五百蔵先生と面談。", "五百蔵"),
        ("鉾立殿へ送付。", "鉾立"),
        ("購買の相場さんと名刺交換。", "相場"),
        ("店舗開発の一さん（にのまえ）と面談。", "一"),
        ("朝日染織板倉 TEL15分。", "板倉"),
        ("丹後屋 主任鵜飼。柿の話。", "鵜飼"),
        ("・ヴェルデ化粧品 薬袋本部長 Re-Fill 什器の件", "薬袋"),
        ("Customer: Łukasz Żuk\nUs: Ben", "Łukasz Żuk"),
        ("spoke to brannigan at the quarry. he was on the roof. brannigan signs himself.", "brannigan"),
        ("jo: how was marcus?\nme: fine, marcus has read it\njo: ok\nme: see you", "marcus"),
        ("At the quay Torbjørn Hagen was waiting.", "Torbjørn Hagen"),
        ("Mark called about the quote.", "Mark"),
        ("Met Ms Keller (planning) at the plant.", "Keller"),
        ("Call with Siobhan O'Hara about the demo.", "Siobhan O'Hara"),
    ],
)
def test_names_are_found(text: str, name: str) -> None:
    """Common, rare, half-width and English names are found by their surroundings, without honorific and title."""
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "営業部長と総務課長に渡した。",
        "お客様と先方の担当者様にお伝えした。",
        "まだ社長には申し上げていない。費用は全て部長が決める。",
        "NEC様とSONY様へ訪問。OEM様向けの資料。TEL 課長へ。ICT課長とIoTの話。",
        "奥様もお元気。神様、仏様。防水仕様の話。多様な働き方、従来同様。",
        "シニア・マネージャー様。アフター・サービス課長。",
        "0.5MPaと3GHzの試験。Helix社の件。",
        "10:00 A.M. The I.T. manager and H.R. said no. Prices in D.C.",
        "- telemetry, dashboards, webhooks\n- kubernetes upgrade pending",
        "we met people at the site, and they would like to\nsee how the credentials work.",
        "総支配人と話した。私も行く。",
        "田中工業社長から電話。鈴木商事営業部長も来る。",
        "先月部長が出した案。以後課長に回らない。庫内作業リーダーは留守。",
        "塗料屋さんが来ていた。若奥様がお茶を運んできた。",
        "当方:では、始めます。\n先方:はい、どうぞ。\n当方:まず料金から。\n当方:次に納期です。",
        "me: so I went\nJo: and?\nme: nothing\nJo: ok",
        "Visited Corvane Logistics. Voicemail full again. Progress is slow.",
        "The Director said on Monday that Finance would call.",
    ],
)
def test_roles_and_departments_are_no_names(text: str) -> None:
    """A title, a department, a trade, a side that speaks, 担当者様 or a weekday is nobody's name."""
    assert names(text) <= {"Jo"}


def test_titles_of_two_words_are_no_names() -> None:
    """Managing Director is what Keller is, not what she is called."""
    assert names("Met the Managing Director Keller.") == {"Keller"}
    assert names("Asked for the Technical Director.") == set()


def test_the_surname_is_shown_where_the_given_name_comes_first() -> None:
    """Maja is greeted before Maja Lindqvist speaks: she is shown as Lindqvist, where that stands."""
    text = "Oskar Wiklund (sales): You look tired, Maja.\nMaja Lindqvist (lab): Night shift.\nOskar: Any questions?\nMaja: No."
    (maja,) = [person for person in lay_out([text]).persons if "Maja" in person.name]
    name, (_, start, end) = shown_name(maja, [text])
    assert name == "Lindqvist"
    assert text[start:end] == "Lindqvist"


@pytest.mark.parametrize(
    ("full", "shown"),
    [("Tan Wei Ling", "Tan"), ("Nguyễn Thị Lan", "Nguyễn"), ("Kim van Dyk", "Dyk"), ("Lee Ann Carter", "Carter")],
)
def test_the_family_name_is_shown_where_it_stands_first(full: str, shown: str) -> None:
    """Chinese and Vietnamese names of three words go by the first one; Lee and Kim may also be given names."""
    text = f"Met {full} at the plant."
    (person,) = lay_out([text]).persons
    assert shown_name(person, [text])[0] == shown


@pytest.mark.parametrize(
    "text", ["A" + "a" * 200_000 + "1", "A-" * 100_000, "アア・" * 60_000, "ab zq " * 30_000, "ABC: hi\n" * 5_000]
)
def test_hostile_letters_end_at_once(text: str) -> None:
    """A note made to keep the patterns for names busy is read all the same: with a square of its length this would take many minutes."""
    assert len(lay_out([text]).persons) < 2


@pytest.mark.parametrize(
    "text",
    [
        "A社を訪問。",
        "B案で進める。",
        "X線の課長席。",
        "Q&A様式を送る。",
        "A様式で出す。",
        "A工場長と面談。",
        "●課長に説明。",
        "IT課長席。",
        "A.M様 O.K様",
        "株式会社S.K様を訪問。",
        "kintoneさんとの比較。",
        "clientさんへ送付。",
        "営業部殿へ送付。経理部 様へ請求書。",
        "弁護士先生に相談。",
        "八百屋さんの向かい。",
        "山田工業千葉へ納品。",
        "担当金沢へ異動。",
    ],
)
def test_other_letters_name_nobody(text: str) -> None:
    """A letter stands for a person only right before 様, 氏 or a title; departments, trades, products and branches are nobody."""
    assert names(text) == set()


def test_initials_are_the_same_with_a_dot_and_without() -> None:
    """T.K and T.K. are one person."""
    assert len(names("T.K部長と面談。T.K. 部長は了承。")) == 1


@pytest.mark.parametrize("text", ["山" * 20_000, "朝日染織板倉" * 2_000, "後任" * 10_000])
def test_long_runs_of_kanji_end_at_once(text: str) -> None:
    """What stands before a surname is looked at from near by: with a square of the length this would take minutes."""
    assert len(lay_out([text]).persons) < 2


def test_offsets_hold_in_half_width_kana() -> None:
    """Mentions are offsets of the note as it is, also where folding would change its length."""
    text = "ﾀﾞｲｷﾞﾄ工業 ﾀﾅｶ課長と面談。ﾀﾅｶ課長は即決。"
    (person,) = [one for one in lay_out([text]).persons if one.name == "ﾀﾅｶ"]
    assert [text[start:end] for _, start, end in person.mentions] == ["ﾀﾅｶ", "ﾀﾅｶ"]
