"""Transcripts as Zoom, Teams, Meet and chats write them: a line a turn, and nothing that is none."""

from __future__ import annotations

import pytest

from analyzer.intake import read_bytes
from tests.intake import making

TURNS = "山本 太郎: 資料はご覧いただけましたか。\n中村 健: すべて読みました。ただ止まっています。\n山本 太郎: 承知しました。"
SAID = (
    ("山本 太郎", "資料はご覧いただけましたか。"),
    ("中村 健", "すべて読みました。"),
    ("中村 健", "ただ止まっています。"),
    ("山本 太郎", "承知しました。"),
)


def text(words: str, name: str = "a.txt") -> str:
    """The text of the only note in a file of these words."""
    (note,) = read_bytes(words.encode(), name)
    return note.text


@pytest.mark.parametrize(
    "turn",
    [
        "{who}: {words}",
        "{who}：{words}",
        "14:0{n}:30 {who}\n{words}\n",
        "{who}   0:0{n}\n{words}",
        "{who}  2:0{n} PM\n{words}",
        "14:0{n}\t{who}\t{words}",
        "14:0{n}:30 {who} から 全員 へ:\n\t{words}",
        "14:0{n}:30 開始 {who} : {words}",
        "2025-07-03 14:0{n}:30 From {who} to Everyone:\n\t{words}",
        "0:0:{n}.57 --> 0:0:{n}.9\n{who}\n{words}\n",
        "{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{who}: {words}\n",
        "00:00:0{n}.000 --> 00:00:0{n}.900\n<v {who}>{words}</v>\n",
    ],
)
def test_turns_of_every_tool_become_lines(turn: str) -> None:
    """However a tool writes who speaks and when, also pasted or saved as plain text, a speaker's turns in a row are one line."""
    assert text("\n".join(turn.format(who=who, words=words, n=n) for n, (who, words) in enumerate(SAID))) == TURNS


def test_old_teams_files_are_read() -> None:
    """A Word file in which Teams wrote times, name and words below each other keeps every speaker, also one who speaks once."""
    data = making.docx([f"0:0:{n}.57 --> 0:0:{n}.9\n{who}\n{words}" for n, (who, words) in enumerate(SAID[:3])])
    (note,) = read_bytes(data, "a.docx")
    assert note.text == TURNS.rsplit("\n", 1)[0]


def test_what_the_tool_says_itself_is_dropped() -> None:
    """Clocks between turns and the lines on the recording are nobody's words; what stands before the first turn stays."""
    said = "\n".join(f"{who}: {words}" for who, words in SAID)
    first, rest = said.split("\n", 1)
    words = f"定例 - 文字起こし\n参加者\n山本 太郎, 中村 健\n{first}\n00:05:00\n{rest}\n会議は 00:06:12 に終了しました"
    assert text(words) == f"定例 - 文字起こし\n参加者\n山本 太郎, 中村 健\n{TURNS}"


@pytest.mark.parametrize("name", ["中村（東都精機）", "Nakamura (Toto)", "話者 2"])
def test_names_keep_their_brackets(name: str) -> None:
    """A company in brackets behind a name belongs to it."""
    cues = "\n\n".join(f"00:00:0{n}.000 --> 00:00:0{n}.900\n{name}: はい。" for n in range(2))
    assert text(f"WEBVTT\n\n{cues}\n", "a.vtt") == f"{name}: はい。はい。"


@pytest.mark.parametrize(
    "note",
    [
        "日時: 7月3日\n先方: 中村様\n当方: 山本\n先方: 石田様\n当方: 岡田",
        "09:00 朝礼\n10:00 北浜商事 佐藤様\n値引きの話。\n13:00 北浜商事 佐藤様\n再訪問した。",
        "A案: 高い\nB案: 安い\nC案: 普通\nD案: 不明",
        "中村: はい\n話は続いた。\n山本: ええ\n値引きの話。\n中村: 止まった",
    ],
)
def test_labels_and_plans_are_no_turns(note: str) -> None:
    """Labelled lines, a day's plan and a note with a few sayings in it stay as they are, to the letter."""
    assert text(note) == note
