"""Choose the engine and let it read."""

from __future__ import annotations

from analyzer.case import Case, Profile
from analyzer.reading import Reading
from analyzer.settings import EngineName, settings
from analyzer.words import Words


class EngineError(RuntimeError):
    """The engine could not read and no other was allowed to take over; ``words`` says so in both languages."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


def read_case(case: Case, engine: EngineName | None, profile: Profile) -> Reading:
    """The reading of a case by the named engine, or by the one of the settings.

    Raises:
        EngineError: ``language_model`` was asked for and cannot be had.
    """
    if (engine or settings().engine) == "language_model":
        raise EngineError(
            Words(
                ja="言語モデルによる読み取りは、この版にはまだありません。--engine offline で読み取れます。",
                en="This version cannot read with a language model yet. Use --engine offline.",
            )
        )
    from analyzer.engines.offline.engine import read  # numpy and the dictionary load only when something is read

    return read(case, own_names=(profile.name, profile.manager_name))
