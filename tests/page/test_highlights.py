"""Notes cut at the borders of their quotes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyzer.page.highlights import Marked, pieces
from analyzer.reading import Quote


def _marked(text: str, start: int, end: int, kind: str = "authority") -> Marked:
    return Marked(Quote(note=0, start=start, end=end, text=text[start:end]), kind)


@given(st.text(min_size=2, max_size=60), st.lists(st.tuples(st.integers(0, 59), st.integers(1, 60)), max_size=6))
def test_no_letter_is_lost_or_moved(text: str, spans: list[tuple[int, int]]) -> None:
    """The pieces give the text again, and each quote is the pieces under it, whatever overlaps."""
    marked = [
        _marked(text, start, end, f"kind{number}")
        for number, (start, end) in enumerate(spans)
        if start < end <= len(text)
    ]
    cut = pieces(text, marked)
    assert "".join(piece.text for piece in cut) == text
    for one in marked:
        assert "".join(piece.text for piece in cut if one.kind in piece.kinds) == one.quote.text


def test_emoji_and_rare_letters_count_as_one() -> None:
    """Offsets count code points: the marked words are the quote's."""
    text = "😀😀𠮷田様は決められない"
    (marked,) = [piece for piece in pieces(text, [_marked(text, 2, 5)]) if piece.kinds]
    assert marked.text == "𠮷田様"


def test_a_quote_outside_the_text_is_left_out() -> None:
    """A span that does not fit marks nothing."""
    assert pieces("短い", [Marked(Quote(note=0, start=1, end=9, text="x"), "authority")])[0].kinds == ()


def test_every_quote_begins_once() -> None:
    """Quotes that start at the same place are all announced there."""
    text = "あいうえお"
    cut = pieces(text, [_marked(text, 1, 3), _marked(text, 1, 4, "momentum")])
    assert [one.kind for piece in cut for one in piece.begins] == ["authority", "momentum"]
