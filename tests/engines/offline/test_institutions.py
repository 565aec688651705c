"""A company or a department is nobody's contact, however politely it is named; people of like names stay people."""

from __future__ import annotations

import pytest

from analyzer.case import Case
from analyzer.engines.offline.engine import read

NOTES = {
    "a role before the name": "9/3 訪問 港湾ドラッグ エリアマネージャー 雨宮様。勤怠アプリは3回目の説明。雨宮様の一声で14店のシフトが替わった。",
    "a department before the role": "訪問 大隅バイオマス発電 発電所長 雨宮様。2,000万円までご自身で即決。単価はまだお伝えできていない。",
    "a role and の": "エリアマネージャーの雨宮様と面談。資料は未読。",
    "a role with a remark": "・店頭販売チーフ(肩書だけ) 雨宮さん\n・何を頼んでも本店の番頭さんが決めるとのこと。資料は未読。",
    "a company in the subject": "件名:東浜冷蔵様 庫内位置管理の件\n本日、雨宮部長と45分お話ししました。料金表は机の上で封のまま。",
    "a company with さん": "磯浜水産さんのX線検査の件。雨宮係長と30分。「骨も磁石でくっつくの?」と聞かれた。",
    "a company right before the name": "名和工業雨宮様と面談。名和工業は3工場。雨宮様は資料を未読。",
    "one in katakana right before it": "コスモ雨宮様と面談。資料は未読とのこと。",
    "one in Latin letters": "Gonzo 醸造の雨宮社長、また来月にしてくれと。Gonzo 醸造の資料は未読。",
    "a calling in the list": "先方：栄養士 雨宮様　当社：津久井\n献立の画面を見せた。雨宮様は調理の機械と思っておられる。",
    "a title in the list": "出席者 先方 生産本部長 雨宮様\n当社 伊能\n分析は15分。雨宮様が夜勤の人数で説いた。",
    "the end of a company's name": "面談メモ 北辰プラント様/総務 雨宮係長\n複合機の集約案。封筒はまだ開いていない。",
}


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES)
def test_the_contact_is_the_person_beside_the_institution(note: str) -> None:
    """雨宮 is the only person of the customer in each note, and everybody the reading names is a person."""
    reading = read(Case.of_notes(note))
    assert reading.contact is not None
    assert reading.contact.name == "雨宮"
    assert {person.name for person in reading.people} <= {"雨宮", "津久井", "伊能"}  # the latter two are ours


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ("深見運輸部長と面談。「この件は私が決めます」と即答された。見積は説明済み。", "深見"),
        ("山内社長 五味常務 曽我さんと会食。五味常務には毎月お会いしており、料金も仕組みもそらで言える。", "五味"),
        ("十文字部長 本日で4回目。十文字部長はデモを自分で操作し、社内に説明済み。", "十文字"),
        ("訪問 風間部長 堀様。風間部長が決裁者で、風間部長は3回目の説明。", "風間"),
        ("出席:先方 五味課長 曽我さん。五味課長が自分で決める。五味課長には毎月お会いしている。", "五味"),
        ("出席:土居課長 鈴木様。資料は説明済み。", "土居"),
        ("三木工様を訪問。三木工様は何でも自分で決める。", "三木工"),
        ("ロバート・プラント様と面談。プラント様は自分で決めるとのこと。", "ロバート・プラント"),
        ("マードック様を訪問、4回目。マードック様は料金も仕組みも社内に説明済み。", "マードック"),
        ("マイケル 田中様と面談。マイケルは欠席。", "マイケル"),
        ("Sarah 田中様と面談。", "Sarah"),
        ("御園生組合長様(漁協)を訪問。", "御園生"),
        ("出水様(総務課 主任)を訪問。出水様は資料を未読。「何の会社でしたっけ」。", "出水"),
    ],
)
def test_a_name_that_reads_like_a_word_stays_a_person(note: str, name: str) -> None:
    """Behind surnames that are common words, or before a title that begins like a company's end, a person is still found."""
    reading = read(Case.of_notes(note))
    found = {person.name for person in reading.people} | ({reading.contact.name} if reading.contact else set())
    assert any(one.startswith(name) for one in found)
