"""Notes are cut into sentences, bullets and utterances, verbatim and with their speakers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyzer.engines.offline.segments import segment


def pieces(text: str) -> list[str]:
    """The words of each segment."""
    return [piece.text for piece in segment(text)]


def speakers(text: str) -> list[tuple[str, str]]:
    """Speaker and words of each segment."""
    return [(piece.speaker, piece.text) for piece in segment(text)]


def test_sentences_end_at_the_japanese_full_stop_with_its_bracket() -> None:
    """A closing bracket stays with its sentence, and a quote of two sentences gives two segments."""
    assert pieces("「まだ開いてない。で、何屋だったっけ」。次回は未定。") == [
        "「まだ開いてない。",
        "で、何屋だったっけ」。",
        "次回は未定。",
    ]


def test_english_abbreviations_do_not_end_a_sentence() -> None:
    """Mr. and e.g. stay inside; a full stop before a capital ends."""
    assert pieces("Met Mr. Brown today. He said no.") == ["Met Mr. Brown today.", "He said no."]


def test_bullets_lose_their_mark_only() -> None:
    """Bullet marks and numbers are no part of the words."""
    assert pieces("・一つ目\n  - 二つ目\n(1) 三つ目\n①四つ目") == ["一つ目", "二つ目", "三つ目", "四つ目"]


def test_utterances_keep_their_speaker() -> None:
    """``name: words`` lines of a transcript carry the name, also over several sentences."""
    text = "佐藤：見積はいかがでしたか。\n梶浦：見た。三日かけて見た。\n佐藤：ありがとうございます。"
    assert speakers(text)[1:3] == [("梶浦", "見た。"), ("梶浦", "三日かけて見た。")]


def test_a_side_is_a_speaker_where_it_speaks_and_its_name_stands_in_brackets() -> None:
    """先方A(蛯名): names who 先方A is from then on; 当方: that opens line after line is a speaker, once over a list it is a heading."""
    text = "当方：お忙しいところを。\n先方A（蛯名）：いいえ。\n先方B：おう。\n当方：では。\n先方A：もうない。\n当方：はい。"
    assert [speaker for speaker, _ in speakers(text)] == ["当方", "蛯名", "先方B", "当方", "蛯名", "当方"]
    assert {speaker for speaker, _ in speakers("先方：泊様\n当方：浜口、梶\n次回：未定")} == {""}


def test_headings_are_no_speakers() -> None:
    """日時: and 出席: open lines of minutes, not utterances."""
    assert {speaker for speaker, _ in speakers("日時：4/16\n場所：本社\n出席：田中様\n次回：未定")} == {""}


def test_chat_lines_with_clocks_carry_the_name() -> None:
    """``name 18:02 words`` and ``[18:02] name: words`` are utterances."""
    assert speakers("田代 18:02 終わりました\n[18:03] 所長: お疲れ") == [("田代", "終わりました"), ("所長", "お疲れ")]


def test_subtitle_furniture_is_left_out() -> None:
    """Times, numbers and the header of a WEBVTT file are no words; the voice tag names the speaker."""
    text = "WEBVTT\n\n1\n00:00:04.000 --> 00:00:11.000\n<v 石田>よろしくお願いします。</v>\n"
    assert speakers(text) == [("石田", "よろしくお願いします。")]


@given(st.text(max_size=200))
def test_segments_stand_verbatim_in_order_without_overlap(text: str) -> None:
    """Whatever the text, each segment is what stands between its offsets, and none overlaps the next."""
    end = 0
    for piece in segment(text):
        assert text[piece.start : piece.end] == piece.text
        assert piece.start >= end
        end = piece.end
