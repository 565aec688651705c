"""Whom a title alone means."""

from __future__ import annotations

import pytest

from analyzer.engines.offline.engine import lay_out
from tests.engines.offline.who import sides


def places_called_by_title(text: str, name: str) -> list[str]:
    """The words by which somebody is called without their name, with what stands behind."""
    (person,) = [one for one in lay_out([text]).persons if one.name == name]
    return [text[start : end + 1] for _, start, end in person.called]


@pytest.mark.parametrize(
    ("text", "name", "called"),
    [
        ("鴨志田常務を訪問。常務が受話器を取った。うちの常務も後で来る。", "鴨志田", ["常務が"]),
        ("門脇渉外部長との定例。確認事項は部長が即答。", "門脇", ["部長が"]),
        ("籾山住職を訪ねた。住職は読んでいない。", "籾山", ["住職は"]),
        ("大西部長と面談。森部長も同席。部長は黙っていた。", "大西", []),
        ("大西部長と面談。森部長も同席。部長は黙っていた。", "森", ["部長は"]),
        ("森部長\nお疲れ様です。大西部長と面談。部長は乗り気でした。", "大西", ["部長は"]),
        ("比嘉支配人と面談。総支配人は留守。", "比嘉", []),
        ("御子柴専務様とご面談。専務様は頁をお戻しになった。", "御子柴", ["専務様"]),
        ("綾小路執行役員と初めて面談。執行役員いわく、春まで待て。", "綾小路", ["執行役員い"]),
        ("錦織常務執行役員を訪問。常務は即断。", "錦織", ["常務は"]),
        ("佐藤代表取締役社長と面談。社長は賛成。", "佐藤", ["社長は"]),
        ("佐藤部長と面談。同席は弊社高橋部長。部長は前向き。", "佐藤", ["部長は"]),
        ("佐藤部長と面談。部長は前向き。後半、田中部長が合流。", "佐藤", ["部長は"]),
        ("佐藤総務部長と面談。総務に確認。", "佐藤", []),
        ("佐藤購買担当と面談。担当は田中。", "佐藤", []),
        ("長沢顧問を訪問。顧問本人は読んでいない。", "長沢", ["顧問本"]),
        (
            "妹尾部長を訪問。以後部長に回らなかった。先月部長が出した案は三行。部長はそれを見送った。",
            "妹尾",
            ["部長は"],
        ),
        (
            "小磯 四宮社長に送った三通、未開封のままです\n根岸 三通とも?\n小磯 はい。電話したら「ああ、なんか来てたな」って\n根岸 社長らしい\n小磯 で、うちのは電話の会社だと思ってます\n根岸 どこから正すかなあ",
            "四宮",
            ["社長ら"],
        ),
    ],
)
def test_a_title_alone_means_its_bearer(text: str, name: str, called: list[str]) -> None:
    """After 鴨志田常務 the 常務 is the same person; not ours, not a longer title; of two it is the one named last, never the one greeted."""
    assert places_called_by_title(text, name) == called


def test_the_one_called_by_title_is_the_contact() -> None:
    """Evidence said of 常務 counts for the person named once with that title, though another is named more often."""
    text = (
        "【訪問】湊運輸\n出席 先方:鴨志田常務、鵜沢様 当社:市川\n"
        "・常務は資料を隅々まで読んでおり、効果も自分で計算していた。\n・常務が目配せすると鵜沢様が配車三人をすぐ集めた。\n"
        "・鵜沢様に駅まで送っていただいた。\n・常務から月曜に注文書を送るとの約束。"
    )
    assert sides(text)["鴨志田"] == "contact"
