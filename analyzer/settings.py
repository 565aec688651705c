"""Settings from the environment, read in this one place; secrets never show in a repr."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

EngineName = Literal["offline", "language_model", "auto"]


class Settings(BaseSettings):
    """What the environment says; everything has a default that needs no key and no network."""

    model_config = SettingsConfigDict(env_prefix="KAMOSHIRENAI_", frozen=True, extra="ignore")

    engine: EngineName = "auto"
    """``auto``: the language model where one is configured, else the embedded engine."""
    model: str = ""
    openai_api_key: SecretStr = Field(default=SecretStr(""), validation_alias="OPENAI_API_KEY")
    openai_base_url: str = Field(default="", validation_alias="OPENAI_BASE_URL")
    database_url: SecretStr = SecretStr("")
    catalogue: Path | None = None
    """A folder with the team's own catalogue files."""
    largest_file: int = Field(default=10_000_000, gt=0)
    """Bytes a file of notes may have."""
    largest_export: int = Field(default=50_000_000, gt=0)
    """Bytes a csv export may have; it is read row by row."""
    most_characters: int = Field(default=200_000, gt=0)
    """Characters one note may have."""
    most_pages: int = Field(default=300, gt=0)
    """Pages a pdf may have."""
    most_rows: int = Field(default=200_000, gt=0)
    """Rows an export may have."""
    most_unpacked: int = Field(default=100_000_000, gt=0)
    """Bytes a docx or xlsx may have once unpacked."""
    most_seconds: float = Field(default=20.0, gt=0)
    """Seconds that reading one file may take."""
    most_memory: int = Field(default=1_000_000_000, ge=200_000_000)
    """Bytes of address space that reading one file may take."""


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
