"""Corpus cases once more with a middle title for the contact, so that the models learn that 課長 or "manager" alone says nothing of power.

Who wrote a case in which nothing shows the contact's power mostly called them 課長 or manager: titles from which nobody can tell. So of three who are
called so in the corpus two (in English one or two) are "unknown", and models that learn from it alone take the title for a sign of it, whatever the note says outright.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from eval.corpus import CorpusCase, CorpusNote, Mark


class _Titles(NamedTuple):
    """How a language's cases are retitled: one in ``one_in`` of those that show power and whose contact has no title, which ``has_one`` finds beside the ``{name}``."""

    middle: tuple[str, ...]
    one_in: int
    has_one: str
    place: str
    """Where the title goes, behind the ``{name}``: what stands there is replaced."""
    most: int
    """In how many places of a note; 0 for all."""


_ENGLISH = r"(?:manager|supervisor|lead|coordinator|head|director|chief|president|engineer|buyer|clerk|assistant|owner|officer|admin\w*|foreman|planner|analyst|\w*vp|c[a-z]o|md|title)"
TITLES = {
    "ja": _Titles(
        middle=("課長", "課長", "課長", "課長", "課長", "次長", "マネージャー", "室長", "リーダー"),
        one_in=5,
        has_one=r"{name}(?:様|さん|さま|氏)?[（(、　 ]?[^\s（）()、。\n]{{0,10}}?(?:長|専務|常務|役員?|主任|主査|担当|職|リーダー|マネージャー|代理|メンバー|スタッフ|社員|オーナー)"
        r"|(?:長|専務|常務|役員?|主任|主査|担当|リーダー|マネージャー|代理)の?[ 　]?{name}",
        place="(?<![一-龯々]{name})(?<={name})(?:様|さん|さま|氏)(?!方|たち|ら)",
        most=0,
    ),
    "en": _Titles(
        middle=(" (operations manager)", ", the plant manager,", " (IT manager)", ", office manager,", " (team lead)"),
        one_in=6,
        has_one=rf"(?i){{name}}[,( ]{{{{1,3}}}}[\w&' -]{{{{0,30}}}}\b{_ENGLISH}\b|\b{_ENGLISH}[,:]? (?:(?:mr|ms|mrs|dr)\.? )?{{name}}",
        place=r"(?<=\b{name})(?= [a-z])",
        most=1,
    ),
}
"""Titles of which power does not follow, as often as they are met. With so many copies a third of those called 課長 or manager is "unknown", of the others a tenth."""


def retitled(cases: Sequence[CorpusCase]) -> list[CorpusCase]:
    """Copies of some cases that show whether the contact has power, in which the contact bears a middle title."""
    return [copy for case in cases for copy in _retitled(case)]


def _retitled(case: CorpusCase) -> Iterator[CorpusCase]:
    titles, chosen = TITLES[case.language], zlib.crc32(case.id.encode())
    if not case.contact or case.labels["authority"] == "unknown" or chosen % titles.one_in:
        return
    name = re.escape(case.contact)
    has_one = re.compile(titles.has_one.format(name=name))
    if any(has_one.search(note.text) for note in case.notes):
        return
    title = titles.middle[chosen // titles.one_in % len(titles.middle)]
    place = re.compile(titles.place.format(name=name))
    notes = tuple(_in_note(note, place, title, titles.most) for note in case.notes)
    if notes != case.notes:
        yield replace(case, id=f"{case.id}/{title.strip(' ,')}", copy=True, notes=notes)


def _in_note(note: CorpusNote, place: re.Pattern[str], title: str, most: int) -> CorpusNote:
    """The note with the title in the first ``most`` of the places; its marks stay around the same words."""
    places = [*place.finditer(note.text)][: most or None]
    ends = [(match.end(), len(title) - len(match[0])) for match in places]

    def moved(offset: int) -> int:
        return offset + sum(longer for end, longer in ends if end <= offset)

    marks = tuple(Mark(moved(mark.start), moved(mark.end), mark.codes) for mark in note.marks)
    return CorpusNote(note.date, place.sub(title, note.text, count=most), marks)
