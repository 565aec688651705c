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


@dataclass(frozen=True)
class LinearModel:
    """``rows`` x classes weights; a text's score for a class is the scaled sum of its features' weights plus the bias."""

    classes: tuple[str, ...]
    weights: NDArray[np.int8]
    scale: Floats
    bias: Floats

    def scores(self, indices: Sequence[NDArray[np.int64]]) -> Floats:
        """Log-odds, one row for each array of feature rows; each text's features share unit length."""
        found = np.empty((len(indices), len(self.classes)), dtype=np.float32)
        for number, rows in enumerate(indices):
            total = self.weights[rows].sum(axis=0, dtype=np.int32)
            found[number] = total / np.sqrt(max(1, len(rows)))
        return found * self.scale + self.bias


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
    )
