"""What the list of cases shows and searches of a case."""

from __future__ import annotations

import unicodedata

from analyzer.case import Case, ReadingMade


def folded(text: str) -> str:
    """Width and case folded, as NFKC does: ａｂｃ, ABC and abc are one, ｶﾅ and カナ too."""
    return unicodedata.normalize("NFKC", storable(text)).casefold()


def storable(text: str) -> str:
    """The text without what a database refuses: NUL and halves of letters."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def shown(case: Case) -> dict[str, str | int]:
    """The columns of the list: names, the contact as last read, how many notes, and the words to be searched."""
    names = {field: storable(text) for field, text in case.names.model_dump().items()}
    read = [event.reading.contact for event in case.timeline if isinstance(event, ReadingMade)]
    contact = storable(read[-1].name) if read and read[-1] else ""
    notes = case.notes
    words = folded("\n".join([*names.values(), contact, *(note.text for note in notes)]))
    return {**names, "contact": contact, "notes": len(notes), "search": words}
