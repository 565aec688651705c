"""Feature rows and linear models: taken side by side they must be what each one alone would be."""

from __future__ import annotations

import time
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.engines.offline import decide, features
from analyzer.engines.offline.engine import lay_out
from analyzer.engines.offline.hashing import carried_on, distinct, feature_rows, runs_of_characters
from analyzer.engines.offline.linear import (
    MOST,
    Known,
    LinearModel,
    encode,
    shipped_model,
)
from analyzer.engines.offline.people import assign_sides
from analyzer.reading import VALUES
from eval.corpus import signal_ids
from eval.fit import parted, side_by_side

TEXTS = st.lists(st.text(st.characters(codec="utf-8"), max_size=12), max_size=6)


@given(TEXTS)
def test_runs_of_characters_carry_the_checksum_of_their_letters(texts: list[str]) -> None:
    """Every run of two to five characters of a text is there once, with the checksum that its letters have by themselves."""
    for size, runs in zip((2, 3, 4, 5), runs_of_characters(texts, (2, 3, 4, 5)), strict=True):
        seen = list(zip(runs.texts.tolist(), runs.checksums.tolist(), strict=True))
        wanted = [
            (number, zlib.crc32(text[place : place + size].encode()))
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
    wanted = features.describe(layout.segments, layout.tokens, who).whole()
    monkeypatch.setattr(features, "_TOGETHER", together)
    found = features.describe(layout.segments, layout.tokens, who).whole()
    assert len(found) == len(layout.segments) > 6
    for one, other in zip(found, wanted, strict=True):
        assert one.tolist() == other.tolist()


@pytest.mark.parametrize("limit", [128, 2**31])  # kept in 32 bits with the owner, and in 64
@given(pairs=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 127)), max_size=40), far=st.integers(1, 2**24))
def test_each_owner_gets_its_own_distinct_rows(pairs: list[tuple[int, int]], far: int, limit: int) -> None:
    """Each owner has its rows once and in order, however many rows there may be and however they came."""
    factor = far if limit == 2**31 else 1
    owners, rows = np.array(pairs, np.int64).reshape(-1, 2).T
    found = distinct(owners, rows * factor, 4, limit)
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


def test_a_case_scores_as_the_sum_of_its_segments(model: LinearModel) -> None:
    """For each aspect a case is one text: the sum of its segments', each of unit length and counting by its relevance; those count unit length too."""
    texts = [np.array([1, 5, 9]), np.array([5, 63]), np.array([0])]
    pooled = side_by_side([model] * 5)
    assert pooled.classes == model.classes * 5
    counting = {aspect: np.array([0.5, number, 0.25], np.float32) for number, aspect in enumerate(VALUES)}
    laid = [2 * rows for rows in texts]
    found = decide.pool(pooled.sums(laid), pooled.bias, counting)
    weights, bias = np.hstack([_weights(model)] * 5), np.tile(model.bias, 5)
    begin = 0
    for aspect, values in VALUES.items():
        total = np.zeros(64)
        for rows, weight in zip(texts, counting[aspect] / np.linalg.norm(counting[aspect]), strict=True):
            total[rows] += weight * model.rarity[rows] / np.linalg.norm(model.rarity[rows])
        columns = slice(begin, begin := begin + len(values))
        assert found[aspect] == pytest.approx(total @ weights[:, columns] + bias[columns], abs=1e-5)
    assert begin == len(decide.POOLED) == len(pooled.classes)


def test_nothing_relevant_leaves_the_bias(model: LinearModel) -> None:
    """Where no segment says anything about an aspect, its values are as likely as they are by themselves."""
    pooled = side_by_side([model] * 5)
    laid = [np.array([2, 10])]
    found = decide.pool(pooled.sums(laid), pooled.bias, dict.fromkeys(VALUES, np.zeros(1, np.float32)))
    assert np.concatenate(list(found.values())) == pytest.approx(np.tile(model.bias, 5))


def test_models_are_parted_as_they_were_put_together(model: LinearModel) -> None:
    """What was put side by side comes apart again, each with its own classes."""
    first, others = parted(side_by_side([model, model]), 2)
    assert (first.classes, others.classes) == (("a", "b"), ("c", "a", "b", "c"))
    texts = [np.array([2, 10, 18]), np.array([0])]
    assert first.scores(texts) == pytest.approx(model.scores(texts)[:, :2])
    assert others.scores(texts)[:, 1:] == pytest.approx(model.scores(texts))


def test_the_shipped_classes_stand_where_they_are_looked_for() -> None:
    """The shipped model judges segments, then all of them together, then has the signals."""
    assert shipped_model("segments").classes == (*features.JUDGED, *decide.POOLED, *signal_ids())


@given(st.sets(st.integers(0, 700)), st.lists(st.integers(0, 900)))
def test_known_rows_are_found_at_their_places(known: set[int], asked: list[int]) -> None:
    """A row is known if it is among the known ones, and its place is its rank there; rows beyond the last one are unknown too."""
    ranked = sorted(known)
    places, there = Known(np.array(ranked, np.int64)).places_of(np.array(asked, np.int64))
    assert there.tolist() == [row in known for row in asked]
    assert [place for place, known_too in zip(places.tolist(), there, strict=True) if known_too] == [
        ranked.index(row) for row in asked if row in known
    ]
