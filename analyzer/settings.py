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

    timeout: float = Field(default=60, gt=0, le=600)
    """Seconds a language model's server may keep silent, and seconds its answer may take to arrive after its head."""
    attempts: int = Field(default=4, ge=1, le=10)
    """How often a request is tried in all where the server is busy or the line breaks."""
    retry_seconds: float = Field(default=120, ge=0, le=3600)
    """No new attempt begins later than this many seconds after the first."""
    requests_per_second: float = Field(default=0, ge=0)
    """At most so many requests a second are sent by this process; 0: no limit of our own."""
    note_tokens: int = Field(default=12_000, ge=200)
    """Tokens of notes in one request; a longer case is split."""
    answer_tokens: int = Field(default=4_000, ge=200)
    """Tokens an answer may have; below 2,000 a brief one is asked for."""
    cross_check: bool = True
    """Whether the embedded engine reads along and contradictions on an axis are pointed out."""
    mask: bool = False
    """Whether people, companies, addresses, numbers and amounts are masked before anything is sent."""
    response_cache: Path | None = None
    """A folder for answers, so that the same question is not paid for twice; without it nothing is kept."""
    budget: float | None = Field(default=None, ge=0)
    """US dollars this process may spend; then it stops asking."""
    prices: Path | None = None
    """A file of prices to use instead of the built-in one."""
    local_context: int = Field(default=16_384, ge=8_192)
    """Tokens that question and answer may have together where the model runs inside the program."""
    local_threads: int = Field(default=0, ge=0)
    """Threads for a model that runs inside the program; 0: half of the cores."""

    def masking(self, mask: bool | None) -> Settings:
        """The settings with masking on or off for one reading; ``None`` leaves it as it is."""
        return self if mask is None else self.model_copy(update={"mask": mask})

    @property
    def language_model_configured(self) -> bool:
        """Whether there is a server or a model file to read with."""
        return bool(self.openai_api_key.get_secret_value() or self.openai_base_url or self.local_model)

    @property
    def local_model(self) -> Path | None:
        """The model file to run inside the program, where ``KAMOSHIRENAI_MODEL`` names one."""
        return Path(self.model).expanduser() if self.model.lower().endswith(".gguf") else None


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
