"""Speakers that no colon marks are found in talks, and in nothing else."""

from __future__ import annotations

import pytest

from analyzer.engines.offline.segments import segment

BLANK = "大西 相川電機の堤さん、捕まりました\n畑 おお\n大西 試験の数字は全部ご自分で検算済みでした\n畑 で、いつ決まる?"
ARROW = "Ryo > 堤さん、捕まりました\n大西 > おお\nRyo > 検算済みでした"
QUOTES = "大西「先日の件はいかがでしょう」\n堤「見ました。三日かけて」\n大西「ありがとうございます」"


def spoken(text: str) -> list[tuple[str, str]]:
    """Speaker and words of each segment."""
    return [(piece.speaker, piece.text) for piece in segment(text)]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (BLANK, ["大西", "畑", "大西", "畑"]),
        (ARROW, ["Ryo", "大西", "Ryo"]),
        (QUOTES, ["大西", "堤", "堤", "大西"]),
        (BLANK.replace("大西", "【10:02】大西").replace("畑 ", "【10:03】畑 "), ["大西", "畑", "大西", "畑"]),
        (BLANK.replace("畑", "Mei"), ["大西", "Mei", "大西", "Mei"]),
    ],
)
def test_each_line_of_a_talk_has_its_speaker(text: str, speakers: list[str]) -> None:
    """A blank, an arrow or a quote behind the name marks a speaker as a colon does; the name is no part of the words."""
    found = spoken(text)
    assert [speaker for speaker, _ in found] == speakers
    assert not any(words.startswith(speaker) for speaker, words in found)


@pytest.mark.parametrize(
    "text",
    [
        "田中 部長\n鈴木 主任\n佐藤 担当",  # an attendee list: nobody speaks twice
        "TEL 堤さん、不在。\n訪問 堤さん。見積をお渡し。\nTEL 不在。\n訪問 検算済みとのこと。",
        "堤さん 検算済み\n次回 未定\n堤さん 部長に相談\n次回 4/3",
        "堤さんを訪問。\n堤「見ました」\n大西から見積を説明。\n堤「三日かけて」\n次回は未定。\n雨。",
        "見積 > 提出済み",
        "Mark wants pricing by Friday.\nMark asked about the SLA.\nJohn will decide.\nJohn is out until May.",
        "佐藤 部長\n田中 課長\n鈴木 主任\n佐藤 専務",
        "山田 太郎\n山田 花子\n佐藤 一郎\n鈴木 次郎",
        "山本 部長が来社されました。\n山本 部長は乗り気です。\n伊藤 課長は様子見です。\n次回は来週",
        "佐藤 見積送付 10/3\n田中 試験の手配 10/5\n佐藤 契約書の確認 10/9",
        "佐藤 03-1234-5678\n田中 03-1234-5679\n佐藤 090-1234-5678",
        "氏名 部署 役割\n佐藤 営業 窓口\n田中 購買 決裁\n佐藤 技術 評価",
        "価格「高い」\n納期「遅い」\n価格「下げてほしいです」",
        "Settings > 請求の設定です\nSettings > 利用者の設定です\nReports > 月次です",
        "堤 検算済み\n堤 部長に相談\n堤 次回未定",  # one person's notes, no talk
    ],
)
def test_lists_logs_and_minutes_have_no_speakers(text: str) -> None:
    """Words that open lines of lists, logs and minutes are no speakers."""
    assert {speaker for speaker, _ in spoken(text)} == {""}


def test_a_list_sign_is_no_part_of_a_speakers_name() -> None:
    """・早見様:… three times over is what 早見様 says; a label with its value is nobody."""
    text = "・早見様:通知の遅れを計算済み\n・佃教諭:図を自作\n・早見様:説明書は渡した\n日時 7/24 10:00"
    assert [speaker for speaker, _ in spoken(text)] == ["早見様", "佃教諭", "早見様", ""]
