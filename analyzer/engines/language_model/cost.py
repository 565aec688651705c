"""What reading costs: by the server's own count of tokens, priced by a dated file, held under a budget."""

from __future__ import annotations

import datetime as dt
import re
import threading
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import Field, ValidationError

from analyzer.engines.errors import EngineError
from analyzer.engines.language_model.failures import Failed
from analyzer.reading import Usage
from analyzer.words import Frozen, Words

_BUILT_IN = Path(__file__).with_name("prices.yaml")
_DATED = re.compile(r"-\d{4}-?\d{2}-?\d{2}$")


class Price(Frozen):
    """US dollars for a million tokens."""

    tokens_in: float = Field(alias="in", ge=0)
    tokens_out: float = Field(alias="out", ge=0)


class Prices(Frozen):
    """A price list and its date."""

    as_of: dt.date
    source: str = ""
    models: dict[str, Price]

    def of(self, model: str) -> Price | None:
        """The price of a model, also of a dated version of it (``gpt-4.1-mini-2025-04-14``)."""
        return self.models.get(model) or self.models.get(_DATED.sub("", model))


@lru_cache(maxsize=4)
def prices(path: Path | None = None) -> Prices:
    """The price list: the built-in one, or the file that is named.

    Raises:
        EngineError: the file is no price list.
    """
    try:
        return Prices.model_validate(yaml.safe_load((path or _BUILT_IN).read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise EngineError(
            Words(
                ja=f"料金表 {path} を読めません({type(error).__name__})。",
                en=f"The price list {path} cannot be used ({type(error).__name__}).",
            )
        ) from None


def usage(model: str, tokens_in: int, tokens_out: int, path: Path | None = None) -> Usage:
    """Tokens with their price; no money where the model has no price."""
    price = prices(path).of(model)
    dollars = (tokens_in * price.tokens_in + tokens_out * price.tokens_out) / 1e6 if price else None
    return Usage(tokens_in=tokens_in, tokens_out=tokens_out, dollars=dollars)


class Spent:
    """What this process has spent so far, over all its threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.dollars = 0.0

    def add(self, used: Usage) -> None:
        """Count one answer."""
        with self._lock:
            self.dollars += used.dollars or 0.0

    def check(self, budget: float | None, model: str, path: Path | None) -> None:
        """Let nothing more be asked once the budget is used up.

        Raises:
            Failed: it is, or there is no price to hold it against.
        """
        if budget is None:
            return
        if prices(path).of(model) is None:
            raise Failed("no_price", model=model)
        if self.dollars >= budget:
            raise Failed("budget", budget=f"{budget:g}")


SPENT = Spent()
