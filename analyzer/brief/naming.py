"""How the people of a brief are called: from the notes and the profile, otherwise a blank for the rep to fill."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.case import Profile
from analyzer.reading import PersonSeen, Quote, Reading
from analyzer.words import Language

BLANK = "＿＿"
_RANKS = "会長 社長 副社長 専務 常務 取締役 役員 本部長 事業部長 部長 次長 室長 工場長 支店長 所長 校長 院長 理事長 事務長 課長 店長 教頭 マネージャー マネジャー".split()


@dataclass(frozen=True)
class Names:
    """What contact, their boss and one's own manager are called in a text."""

    contact: str
    boss: str
    boss_known: bool
    manager: str
    """As one calls them to their face (村上部長, 村上さん)."""
    manager_to_customer: str
    """As one calls one's own people to a customer, without honour (部長の村上)."""
    manager_known: bool


def names_for(
    reading: Reading, introduction: tuple[Quote, ...], texts: tuple[str, ...], profile: Profile, language: Language
) -> Names:
    """The names as the text's language writes them."""
    contact = called(reading.contact.name if reading.contact else "", None, language)
    boss, manager = _introduced(reading, introduction, texts)
    own, to_customer = _own_manager(profile, manager, language)
    return Names(
        contact=contact,
        boss=called(boss.name, boss.title, language) if boss else _unnamed_boss(contact, language),
        boss_known=boss is not None,
        manager=own or BLANK,
        manager_to_customer=to_customer or BLANK,
        manager_known=bool(own),
    )


def _own_manager(profile: Profile, seen: PersonSeen | None, language: Language) -> tuple[str, str]:
    """One's own manager, to their face and to a customer; by the profile, otherwise by the notes where these name them in the introduction."""
    name, rank = profile.manager_name.strip(), profile.manager_rank.strip()
    if not name and seen:
        name, rank = seen.name, seen.title or ""
    if not name or language == "en":
        return name, name
    return f"{name}{rank or 'さん'}", f"{rank}の{name}" if rank else name


def called(name: str, title: str | None, language: Language) -> str:
    """A customer-side person with the respect the language asks for."""
    if not name:
        return f"{BLANK}様" if language == "ja" else BLANK
    if language == "en":
        return name
    return f"{name}{title}" if title and title in _RANKS else f"{name}様"


def _unnamed_boss(contact: str, language: Language) -> str:
    return f"{contact}の上司の方" if language == "ja" else f"{contact}'s manager"


def _introduced(
    reading: Reading, introduction: tuple[Quote, ...], texts: tuple[str, ...]
) -> tuple[PersonSeen | None, PersonSeen | None]:
    """The contact's boss and one's own manager, as the notes name them where the introduction is spoken of; nobody where that is not clear.

    It is spoken of where its quotes stand, and in every line that names a manager of either side: the answer often names nobody.
    """
    theirs = [person for person in reading.people if person.side == "theirs" and person.title in _RANKS]
    ours = [person for person in reading.people if person.side == "ours" and person.title in _RANKS]
    answer = [_line(texts[quote.note], quote) for quote in introduction if quote.note < len(texts)]
    both = [line for text in texts for line in text.splitlines() if _named(theirs, [line]) and _named(ours, [line])]
    boss = _named(theirs, answer) or _named(theirs, both)
    manager = _named(ours, [*answer, *both])
    return boss, manager


def _named(persons: list[PersonSeen], lines: list[str]) -> PersonSeen | None:
    """The one person of these that the lines name; nobody where they name two."""
    named = [person for person in persons if any(person.name in line for line in lines)]
    return named[0] if len(named) == 1 else None


def _line(text: str, quote: Quote) -> str:
    start = text.rfind("\n", 0, quote.start) + 1
    end = text.find("\n", quote.end)
    return text[start : end if end >= 0 else len(text)]


def personal(text: str, names: Names, language: Language) -> str:
    """The catalogue's wording with the case's own names in place of ○○様 and △△."""
    if language == "ja":
        text = text.replace("○○様", names.contact)
        if not names.manager_known:
            return text
        return text.replace("△△さん", names.manager).replace("△△", names.manager_to_customer)
    text = text.replace("[name]", names.contact)
    return text.replace("[our manager]", names.manager) if names.manager_known else text
