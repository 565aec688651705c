"""Small linear models over hashed features: everything the embedded engine has learned, in one compact weights file.

A feature is a string, known by a row number made of its checksum. A model knows the rows that stood in several cases of the corpus and
takes no notice of others: rare ones teach nothing and, were they to share a row, would spoil what others teach. The weights are 8-bit
integers with one scale a class, so the file is small and reading it needs nothing but numpy. ``eval.train`` writes the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.engines.offline.hashing import Rows

Floats = NDArray[np.float32]


def probabilities(log_odds: Floats) -> Floats:
    """How likely what has these log-odds is."""
    return np.asarray(1 / (1 + np.exp(-log_odds)), dtype=log_odds.dtype)


MOST = 48
"""Weights are stored as signed square roots in whole numbers up to this: most are small, and rounding those to nothing costs accuracy.

With 127 the file is a fifth larger, and one value in a thousand is read otherwise, as often worse as better.
"""


def _decoded(codes: NDArray[np.int8]) -> Floats:
    """The weights that the codes stand for, times ``MOST`` squared."""
    whole = codes.astype(np.int16)
    whole *= np.abs(whole)
    return whole.astype(np.float32)


def encode(weights: NDArray[np.float64]) -> tuple[NDArray[np.int8], Floats]:
    """Classes x rows weights as (rows x classes 8-bit codes, a scale for each class)."""
    scale = np.maximum(np.abs(weights).max(axis=1), 1e-9)
    share = weights / scale[:, None]
    codes = np.round(np.sign(share) * np.sqrt(np.abs(share)) * MOST).astype(np.int8)
    return np.ascontiguousarray(codes.T), scale.astype(np.float32)


class Known:
    """The row numbers that models have weights for, ascending, and the way from a row number to its place among them.

    They are kept as a bitmap with the count of rows before each of its words, so that a place is found by counting bits: a tenth of what a
    binary search takes, in a twentieth of the memory of a table.
    """

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        # The last word is empty: whatever lies behind the last row is looked for there and is not found.
        bits = np.zeros((int(rows[-1]) // 64 + 2) * 64 if len(rows) else 64, np.uint8)
        bits[rows] = 1
        words = np.packbits(bits, bitorder="little").view(np.uint64)
        before = np.cumsum(np.bitwise_count(words), dtype=np.uint64) - np.bitwise_count(words)
        self._words = np.stack([words, before], axis=1)  # side by side they come into the processor's cache together

    def __len__(self) -> int:
        return len(self.rows)

    def places_of(self, rows: Rows) -> tuple[Rows, NDArray[np.bool_]]:
        """For each row its place, and whether it is known at all; the places of others mean nothing."""
        words, before = self._words.take(np.minimum(rows >> 6, len(self._words) - 1), axis=0).T
        # The row's own bit becomes the highest, with those of the rows before it behind it.
        bits = words << ((rows & 63) ^ 63).view(np.uint64)
        there = bits.view(np.int64) < 0
        return (before + np.bitwise_count(bits)).view(np.int64) - 1, there


@dataclass(frozen=True)
class LinearModel:
    """Rows x classes weights; a text's score for a class is the scaled sum of its features' weights plus the bias.

    ``known`` are the row numbers that the model has weights for. ``rarity`` says how much a feature counts before its weight (inverse document frequency); a text's features share unit length.
    """

    classes: tuple[str, ...]
    weights: NDArray[np.int8]
    scale: Floats
    bias: Floats
    known: Known
    rarity: Floats

    def scores(self, texts: Sequence[Rows]) -> Floats:
        """Log-odds, a row a text; a text is the rows of its features."""
        return self.sums(texts) + self.bias

    def sums(self, texts: Sequence[Rows], shared: Shared | None = None) -> Floats:
        """What the features of each text add up to, texts x classes: log-odds but for the bias.

        ``shared``: rows that several texts have besides their own.
        """
        if not len(texts):
            return np.zeros((0, len(self.classes)), dtype=np.float32)
        others, of = shared or ([], np.zeros(0, np.int64))
        laid = lay_together([*texts, *others], self.known, self.rarity)
        sums, squares = self._sums_of(laid), laid.squares
        if len(others):  # what many texts share is looked up and added up once
            sums = sums[: len(texts)] + sums[len(texts) :].take(of, axis=0)
            squares = squares[: len(texts)] + squares[len(texts) :].take(of)
        lengths = np.maximum(np.sqrt(squares), np.float32(1e-9))
        return np.asarray(sums / lengths[:, None] * (self.scale / np.float32(MOST**2)), dtype=np.float32)

    def _sums_of(self, laid: Laid) -> Floats:
        """The sums of what the weights' codes stand for, of features as they count."""
        count = len(laid.ends) - 1
        found = np.zeros((count, len(self.classes)), dtype=np.float32)
        for start in range(0, count, _TOGETHER):
            spans = list(pairwise(laid.ends[start : start + _TOGETHER + 1]))
            begin = spans[0][0]
            weights = _decoded(self.weights.take(laid.rows[begin : spans[-1][1]], axis=0))
            for row, (first, last) in zip(found[start:], spans, strict=False):
                laid.counts[first:last].dot(weights[first - begin : last - begin], out=row)
        return found


_TOGETHER = 8
"""Texts whose weights are looked up together: so few that the weights stay in the processor's cache."""


Shared = tuple[Sequence[Rows], Rows]
"""Rows that are shared, some after the other, and for each text the number of those that belong to it."""


class Laid(NamedTuple):
    """The feature rows of texts one after another, how much each counts, where each text begins and ends, and the sum of its counts' squares."""

    rows: Rows
    counts: Floats
    ends: list[int]
    squares: Floats


def lay_together(texts: Sequence[Rows], known: Known, rarity: Floats) -> Laid:
    """Lay the known features of at least one text one after another, each as its place among the known ones."""
    rows = np.concatenate(texts)
    text_of = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    places, there = known.places_of(rows)
    inside = np.flatnonzero(there)
    places, text_of = places.take(inside), text_of.take(inside)
    counts = rarity.take(places)
    squares = np.bincount(text_of, counts * counts, len(texts)).astype(np.float32)
    ends = np.cumsum(np.bincount(text_of, minlength=len(texts)))
    return Laid(places, counts, [0, *ends.tolist()], squares)


@lru_cache(maxsize=1)
def shipped_weights() -> dict[str, NDArray[np.generic]]:
    """The arrays of the weights file that ships with the package."""
    with resources.files("analyzer.engines.offline").joinpath("weights.npz").open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        return {name: stored[name] for name in stored.files}


@cache  # a reading uses all of them
def shipped_model(name: str) -> LinearModel:
    """A model of the weights file by name."""
    stored = shipped_weights()
    return LinearModel(
        classes=tuple(str(label) for label in stored[f"{name}.classes"]),
        weights=_weights(name),
        scale=stored[f"{name}.scale"].astype(np.float32),
        bias=stored[f"{name}.bias"].astype(np.float32),
        known=Known(np.cumsum(stored[f"{name}.steps"], dtype=np.int64)),
        rarity=stored[f"{name}.rarity"].astype(np.float32),
    )


def _weights(name: str) -> NDArray[np.int8]:
    """The weights of a model, rows x classes.

    Of the last classes of a model hardly any weight may be other than 0. Then ``weights`` holds the first classes alone, and ``few`` the others' weights row
    after row without the zeros: ``few.counts`` says how many of them each row has, ``few.columns`` of which class each is.
    """
    stored: dict[str, Any] = shipped_weights()
    full = stored[f"{name}.weights"]
    if f"{name}.few" not in stored:
        return np.asarray(full, np.int8)
    counts = stored[f"{name}.few.counts"]
    weights = np.zeros((len(full), len(stored[f"{name}.classes"])), np.int8)
    weights[:, : full.shape[1]] = full
    weights[np.repeat(np.arange(len(counts)), counts), stored[f"{name}.few.columns"]] = stored[f"{name}.few"]
    return weights
