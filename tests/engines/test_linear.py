"""Feature rows and linear models: taken side by side they must be what each one alone would be."""

from __future__ import annotations

import time
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.engines.offline import features
from analyzer.engines.offline.engine import lay_out
from analyzer.engines.offline.hashing import carried_on, distinct, feature_rows, runs_of_characters
from analyzer.engines.offline.linear import (
    MOST,
    Known,
    LinearModel,
    encode,
    lay_together,
    shipped_model,
    union,
)
from analyzer.engines.offline.people import assign_sides
from eval.fit import side_by_side

TEXTS = st.lists(st.text(st.characters(codec="utf-8"), max_size=12), max_size=6)


@given(TEXTS)
def test_runs_of_characters_carry_the_checksum_of_their_letters(texts: list[str]) -> None:
    """Every run of two to five characters of a text is there once, with the checksum that its letters have by themselves."""
    for size, runs in zip((2, 3, 4, 5), runs_of_characters(texts, (2, 3, 4, 5)), strict=True):
        seen = list(zip(runs.texts.tolist(), runs.places.tolist(), runs.checksums.tolist(), strict=True))
        wanted = [
            (number, place, zlib.crc32(text[place : place + size].encode()))
            for number, text in enumerate(texts)
            for place in range(len(text) - size + 1)
        ]
        assert seen == wanted


@given(
    st.text(st.characters(codec="utf-8"), max_size=12),
    st.lists(st.text(st.characters(codec="utf-8"), max_size=40), max_size=6),
)
def test_words_are_hashed_as_if_written_out(prefix: str, words: list[str]) -> None:
    """A prefix carried on to words has the checksums of the same words written out."""
    coded = [word.encode() for word in words]
    checksums = np.array([zlib.crc32(word) for word in coded], np.uint32)
    lengths = np.array([len(word) for word in coded], np.int64)
    wanted = [zlib.crc32(prefix.encode() + word) for word in coded]
    assert carried_on(prefix, checksums, lengths).tolist() == wanted


def test_a_very_long_word_is_hashed_in_time() -> None:
    """Ten thousand letters without a blank take milliseconds, not seconds."""
    word = ("ア" * 30_000).encode()
    began = time.process_time()
    found = carried_on("before ", np.array([zlib.crc32(word)], np.uint32), np.array([len(word)], np.int64))
    assert time.process_time() - began < 2
    assert found.tolist() == [zlib.crc32(b"before " + word)]


@pytest.mark.parametrize("together", [3, 10_000])
def test_segments_are_described_alike_however_many_at_a_time(monkeypatch: pytest.MonkeyPatch, together: int) -> None:
    """What stands around a segment is seen across the borders of what is hashed together."""
    texts = [
        "先方: 田中様\n資料を読んでいた。質問は三つ。弊社の部長は黙っていた。値段は聞かれない。次は十日。",
        "田中様から電話。止まった。理由は言わない。",
    ]
    layout = lay_out(texts)
    who = assign_sides(layout.persons, shipped_model("people"))
    wanted = features.describe(layout.segments, layout.tokens, who)
    monkeypatch.setattr(features, "_TOGETHER", together)
    found = features.describe(layout.segments, layout.tokens, who)
    assert len(found) == len(layout.segments) > 6
    for one, other in zip(found, wanted, strict=True):
        assert one.rows.tolist() == other.rows.tolist()
        assert one.said.tolist() == other.said.tolist()


@pytest.mark.parametrize("limit", [128, 2**31])  # kept in 32 bits with the owner, and in 64
@pytest.mark.parametrize("nearly_sorted", [False, True])
@given(pairs=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 127)), max_size=40), far=st.integers(1, 2**24))
def test_each_owner_gets_its_own_distinct_rows(
    pairs: list[tuple[int, int]], far: int, limit: int, *, nearly_sorted: bool
) -> None:
    """Each owner has its rows once and in order, however many rows there may be and however they came."""
    factor = far if limit == 2**31 else 1
    owners, rows = np.array(pairs, np.int64).reshape(-1, 2).T
    found = distinct(owners, rows * factor, 4, limit, nearly_sorted=nearly_sorted)
    assert [one.tolist() for one in found] == [
        sorted({row * factor for owner, row in pairs if owner == wanted}) for wanted in range(4)
    ]


KNOWN = Known(np.arange(0, 128, 2))
"""The rows that the model knows; the odd ones between them it does not."""


@pytest.fixture
def model() -> LinearModel:
    """Three classes over 64 of the rows, with weights of both signs."""
    chance = np.random.default_rng(7)
    weights, scale = encode(chance.normal(size=(3, 64)))
    rarity = chance.uniform(1, 5, 64).astype(np.float32)
    return LinearModel(("a", "b", "c"), weights, scale, np.array([0.5, -1, 0], np.float32), KNOWN, rarity)


def _weights(model: LinearModel) -> np.ndarray:
    share = model.weights / MOST
    return np.sign(share) * share**2 * model.scale


def test_a_text_scores_the_same_among_others(model: LinearModel) -> None:
    """A text's log-odds are its features' weights by their share of unit length, plus the bias, however many texts there are."""
    told = [[f"{number} {part}" for part in range(number % 7 + 1)] for number in range(20)]
    texts = [2 * rows for rows in feature_rows(told, 64)]
    with_unknown = [np.sort(np.append(rows, [1, 63, 999])) for rows in texts]
    assert model.scores(with_unknown) == pytest.approx(model.scores(texts))
    for text, row in zip(texts, model.scores(texts), strict=True):
        rows = text // 2
        counts = model.rarity[rows]
        wanted = counts / np.linalg.norm(counts) @ _weights(model)[rows] + model.bias
        assert row == pytest.approx(wanted, abs=1e-5)
    assert model.scores([]).shape == (0, 3)


def test_pooled_texts_share_unit_length(model: LinearModel) -> None:
    """Texts pooled by weight score as one text whose features are the weighted sum of theirs, at unit length."""
    texts = [np.array([1, 5, 9]), np.array([5, 63]), np.array([0])]
    weights = np.array([0.5, 1, 0.25], np.float32)
    total = np.zeros(64)
    for rows, weight in zip(texts, weights, strict=True):
        total[rows] += weight * model.rarity[rows] / np.linalg.norm(model.rarity[rows])
    wanted = total / np.linalg.norm(total) @ _weights(model) + model.bias
    together = union(lay_together([2 * rows for rows in texts], KNOWN, model.rarity))
    alone, two = model.pooled(together, [(slice(0, 1), np.ones(3, np.float32)), (slice(1, 3), weights)])
    assert two == pytest.approx(wanted[1:], abs=1e-5)
    (all_alike,) = model.pooled(together, [(slice(0, 3), np.ones(3, np.float32))])
    assert alone == pytest.approx(all_alike[:1], abs=1e-5)
    both = side_by_side([model, model])
    assert both.classes == model.classes * 2
    assert both.pooled(together, [(slice(3, 6), weights)])[0] == pytest.approx(wanted, abs=1e-5)


@given(st.sets(st.integers(0, 700)), st.lists(st.integers(0, 900)))
def test_known_rows_are_found_at_their_places(known: set[int], asked: list[int]) -> None:
    """A row is known if it is among the known ones, and its place is its rank there; rows beyond the last one are unknown too."""
    ranked = sorted(known)
    places, there = Known(np.array(ranked, np.int64)).places_of(np.array(asked, np.int64))
    assert there.tolist() == [row in known for row in asked]
    assert [place for place, known_too in zip(places.tolist(), there, strict=True) if known_too] == [
        ranked.index(row) for row in asked if row in known
    ]
