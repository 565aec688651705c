"""Whether the contact speaks in what is written: in a transcript of a meeting they do, in a chat among colleagues they are only spoken of."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from analyzer.engines.offline.hashing import Rows, feature_rows
from analyzer.engines.offline.linear import LinearModel
from analyzer.engines.offline.names import AFTER_NAME, HONORIFIC, TITLE
from analyzer.engines.offline.persons import Person, numbers_of
from analyzer.engines.offline.segments import Segment
from analyzer.engines.offline.tokens import Token

ROWS = 1 << 20
_SIDED = re.compile(r"^(?:先方|当方|当社|弊社|客先|お?客様)|[(（]")
_TITLED = re.compile(rf".(?:{HONORIFIC}|{TITLE.pattern})$")


def contact_speaks(
    segments: Sequence[Segment], tokens: Sequence[Sequence[Token]], persons: Sequence[Person], model: LinearModel
) -> float:
    """Log-odds that the contact is one of those who speak under their name; 0 where nobody is quoted as a speaker."""
    rows = rows_of(segments, tokens, persons)
    return float(model.scores([rows])[0, 0]) if rows is not None else 0.0


def rows_of(segments: Sequence[Segment], tokens: Sequence[Sequence[Token]], persons: Sequence[Person]) -> Rows | None:
    """The rows of a talk's features: what is said, and how those who speak and those who do not are spoken of; ``None`` where nobody speaks.

    ``tokens`` holds the words of each segment, ``persons`` everybody named.
    """
    spoken = [number for number, piece in enumerate(segments) if piece.speaker]
    return feature_rows([set(_features(segments, tokens, persons, spoken))], ROWS)[0] if spoken else None


def _features(
    segments: Sequence[Segment], tokens: Sequence[Sequence[Token]], persons: Sequence[Person], spoken: Sequence[int]
) -> Iterator[str]:
    names = {part for person in persons for part in (person.name, *person.name.split())}
    for number in spoken:
        words = [_NAMED if word.surface in names else word.normal.lower() for word in tokens[number]]
        yield from (f"says {word}" for word in words)
        yield from (f"says {one} {other}" for one, other in pairwise(words))
        yield f"opens {words[0]}"
        yield f"ends {' '.join(words[-2:])}"
    speakers = {segments[number].speaker for number in spoken}
    speaking = [person for person in persons if "speaks" in person.features]
    yield f"speakers {min(6, len(speakers))}, named {min(6, len(speaking))}, silent {min(4, len(persons) - len(speaking))}"
    yield f"share {4 * len(spoken) // len(segments)}"
    yield f"length {int(3 * math.log2(sum(len(segments[number].text) for number in spoken) / len(spoken)))}"
    for person, stands in zip(persons, numbers_of([one.mentions for one in persons], segments), strict=True):
        role = "speaker" if "speaks" in person.features else "silent"
        yield from (f"{role} called {title}" for title in _called(person, stands, segments))
    yield from ("a side in a speaker's name" for speaker in speakers if _SIDED.search(speaker))
    yield from ("a title in a speaker's name" for speaker in speakers if _TITLED.search(speaker))


_NAMED = "❶"


def _called(person: Person, stands: Sequence[int | None], segments: Sequence[Segment]) -> Iterator[str]:
    """The honorific or title right behind each mention of a person in the segments; ``stands`` says in which, by their number."""
    for place, number in zip(person.mentions, stands, strict=True):
        if number is not None:
            piece = segments[number]
            after = AFTER_NAME.match(piece.text[place[2] - piece.start :][:12])
            yield after[0].strip() if after else "bare"


__all__ = ["ROWS", "contact_speaks", "rows_of"]
