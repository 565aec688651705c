"""Small linear models over hashed features: everything the embedded engine has learned, in one compact weights file.

A feature is a string; its weights stand in the row ``crc32(feature) % rows``. The weights are 8-bit integers with one scale a class, so
the file is small and reading it needs nothing but numpy. ``eval.train`` writes the file.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


# Weights are stored as signed square roots in 8 bits: most are small, and rounding those to nothing costs accuracy.
_DECODED = np.square(np.arange(-127, 128, dtype=np.float32) / 127) * np.sign(np.arange(-127, 128, dtype=np.float32))


def encode(weights: NDArray[np.float64]) -> tuple[NDArray[np.int8], Floats]:
    """Classes x rows weights as (rows x classes 8-bit codes, a scale for each class)."""
    scale = np.maximum(np.abs(weights).max(axis=1), 1e-9)
    share = weights / scale[:, None]
    codes = np.round(np.sign(share) * np.sqrt(np.abs(share)) * 127).astype(np.int8)
    return np.ascontiguousarray(codes.T), scale.astype(np.float32)


@dataclass(frozen=True)
class LinearModel:
    """Rows x classes weights; a text's score for a class is the scaled sum of its features' weights plus the bias.

    ``rarity`` says how much a feature counts before its weight (inverse document frequency); a text's features share unit length.
    """

    classes: tuple[str, ...]
    weights: NDArray[np.int8]
    scale: Floats
    bias: Floats
    rarity: Floats

    def scores(self, texts: Sequence[NDArray[np.int64]]) -> Floats:
        """Log-odds, a row a text; a text is the rows of its features."""
        found = np.zeros((len(texts), len(self.classes)), dtype=np.float32)
        for number, rows in enumerate(texts):
            if len(rows):
                counts = self.rarity[rows]
                found[number] = (counts / np.sqrt(counts @ counts)) @ _DECODED[
                    self.weights[rows].astype(np.int16) + 127
                ]
        return found * self.scale + self.bias

    def pooled(self, together: Union, weights: Floats) -> Floats:
        """One row of log-odds for all texts together, each counting by its weight; the whole has unit length."""
        shares = together.counts * np.repeat(weights, together.sizes)
        total: Floats = np.bincount(together.places, shares, len(together.rows)).astype(np.float32)
        total = total / np.float32(max(1e-9, float(np.sqrt(total @ total))))
        decoded = _DECODED[self.weights[together.rows].astype(np.int16) + 127]
        return np.asarray(total @ decoded * self.scale + self.bias, dtype=np.float32)


@dataclass(frozen=True)
class Union:
    """The feature rows of several texts laid together: distinct rows, and for each text's feature its place and its share."""

    rows: NDArray[np.int64]
    places: NDArray[np.int64]
    counts: Floats
    sizes: list[int]


def union(texts: Sequence[NDArray[np.int64]], rarity: Floats) -> Union:
    """Lay the feature rows of several texts together; each text has unit length."""
    rows, places = np.unique(np.concatenate(texts), return_inverse=True)
    shares = [rarity[text] for text in texts]
    counts = np.concatenate([share / max(1e-9, float(np.sqrt(share @ share))) for share in shares])
    return Union(rows, places, counts, [len(text) for text in texts])


def feature_rows(features: Iterable[str], rows: int) -> NDArray[np.int64]:
    """The distinct rows of the given features, sorted."""
    return np.array(sorted({zlib.crc32(feature.encode()) % rows for feature in features}), dtype=np.int64)


@lru_cache(maxsize=1)
def shipped_weights() -> dict[str, NDArray[np.generic]]:
    """The arrays of the weights file that ships with the package."""
    with resources.files("analyzer.engines.offline").joinpath("weights.npz").open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        return {name: stored[name] for name in stored.files}


@lru_cache(maxsize=8)
def shipped_model(name: str) -> LinearModel:
    """A model of the weights file by name."""
    stored = shipped_weights()
    return LinearModel(
        classes=tuple(str(label) for label in stored[f"{name}.classes"]),
        weights=stored[f"{name}.weights"].astype(np.int8, copy=False),
        scale=stored[f"{name}.scale"].astype(np.float32),
        bias=stored[f"{name}.bias"].astype(np.float32),
        rarity=stored[f"{name}.rarity"].astype(np.float32),
    )
