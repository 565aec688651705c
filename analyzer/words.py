"""Texts that exist in Japanese and in English."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["ja", "en"]


class Frozen(BaseModel):
    """Base of all data: immutable, unknown keys refused."""

    # Built when first used: many that an analysis imports are for events and language models that it does not meet.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Words(Frozen):
    """One text in both languages."""

    ja: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_(self, language: Language) -> str:
        """The text in the given language."""
        return self.ja if language == "ja" else self.en
