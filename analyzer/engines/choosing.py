"""Choose the engine and let it read."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from analyzer.case import Case, Profile
from analyzer.engines.errors import EngineError
from analyzer.reading import Reading
from analyzer.settings import EngineName, settings
from analyzer.words import Words

__all__ = ["EngineError", "Reader", "read_case"]


@runtime_checkable
class Reader(Protocol):
    """Anything that turns a case into a reading; one that reads stored replies, for instance."""

    def read(self, case: Case, profile: Profile) -> Reading:
        """The reading of a case.

        Raises:
            EngineError: it cannot be had.
        """


def read_case(case: Case, engine: EngineName | Reader | None, profile: Profile, *, mask: bool | None = None) -> Reading:
    """The reading of a case by the named engine, or by the one of the settings.

    ``mask`` says whether names and amounts are masked before anything is sent; ``None``: as the settings say.

    ``auto`` reads with the language model where one is configured; where that fails the embedded engine takes over, and the reading
    says so and why.

    Raises:
        EngineError: ``language_model`` was asked for and cannot be had.
    """
    if isinstance(engine, Reader):
        return engine.read(case, profile)
    name = engine or settings().engine
    readable = any(note.text.strip() for note in case.notes)
    if name == "offline" or (name == "auto" and not (settings().language_model_configured and readable)):
        return _offline(case, profile)
    from analyzer.engines.language_model.engine import LanguageModel

    try:
        return LanguageModel(mask=mask).read(case, profile)
    except EngineError as error:
        if name == "language_model":
            raise
        reading = _offline(case, profile)
        return reading.model_copy(
            update={"warnings": (_taken_over(error.words), *reading.warnings), "usage": error.usage}
        )


def _offline(case: Case, profile: Profile) -> Reading:
    from analyzer.engines.offline.engine import read  # numpy and the dictionary load only when something is read

    return read(case, own_names=(profile.name, profile.manager_name))


def _taken_over(why: Words) -> Words:
    return Words(
        ja=f"言語モデルでは読み取れなかったため、組み込みエンジンが読み取りました。理由: {why.ja}",
        en=f"The language model could not read this, so the embedded engine did. Reason: {why.en}",
    )
