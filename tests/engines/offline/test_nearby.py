"""What stands around a segment: its neighbours, and a neighbourhood that it shares with others."""

from __future__ import annotations

import numpy as np
import pytest

from analyzer.engines.offline import features
from analyzer.engines.offline.engine import lay_out
from analyzer.engines.offline.linear import shipped_model
from analyzer.engines.offline.people import assign_sides
from analyzer.engines.offline.places import AROUND, SPAN

SENTENCES = [
    "田中様は資料を読んでいた。",
    "質問は三つ。",
    "弊社の部長は黙っていた。",
    "値段は聞かれない。",
    "次は十日。",
]


def described(*texts: str) -> features.Described:
    """What the models see of some notes."""
    layout = lay_out(texts)
    who = assign_sides(layout.persons, shipped_model("people"))
    return features.describe(layout.segments, layout.tokens, who)


@pytest.mark.parametrize("counts", [(1,), (16,), (17,), (40,), (5, 33, 1)])
def test_a_note_is_cut_into_neighbourhoods_of_like_size(counts: tuple[int, ...]) -> None:
    """No more segments than 16 lie in one, none reaches into another note, and those of a note differ by one at most."""
    notes = ["\n".join(f"第{number}の話をした。" for number in range(count)) for count in counts]
    rows, of = described(*notes).shared
    sizes = np.bincount(of)
    assert len(rows) == len(sizes)
    assert sizes.max() <= 16
    begin = 0
    for note, count in enumerate(counts):
        inside = np.unique(of[begin : begin + count])
        assert len(inside) == -(-count // 16), note
        assert np.ptp(sizes[inside]) <= 1
        assert not set(inside) & set(of[:begin])
        begin += count
    assert begin == len(of)


def test_what_is_shared_scores_as_if_each_segment_had_it() -> None:
    """Adding up once what several segments share comes to the same as adding it up for each."""
    seen = described("先方: 田中様\n" + "\n".join(5 * SENTENCES), "田中様から電話。止まった。理由は言わない。")
    model = shipped_model("segments")
    for rows in seen.whole():
        assert (np.diff(rows) > 0).all()
        assert (rows >= AROUND * SPAN).any()
    assert model.sums(*seen) + model.bias == pytest.approx(model.scores(seen.whole()), abs=1e-4)


def test_what_is_told_of_our_own_manager_surrounds_nobody() -> None:
    """A sentence about our own manager adds no word to its neighbourhood, whatever it says."""
    silent = described("田中様は資料を読んでいた。\n弊社の部長は黙っていた。\n次は十日。")
    loud = described("田中様は資料を読んでいた。\n弊社の部長は稟議を即決した。\n次は十日。")
    assert [rows.tolist() for rows in silent.shared[0]] == [rows.tolist() for rows in loud.shared[0]]
    theirs = described("田中様は資料を読んでいた。\n先方の部長は稟議を即決した。\n次は十日。")
    assert [rows.tolist() for rows in silent.shared[0]] != [rows.tolist() for rows in theirs.shared[0]]


def test_no_segments_have_no_neighbourhood() -> None:
    """Nothing to read is described as nothing."""
    assert described("").own == []
    assert described("").whole() == []
