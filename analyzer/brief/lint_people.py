"""Who is who in a brief: people of the customer, and the manager it is written to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzer.brief.lint_text import BLANK, Parsed
from analyzer.brief.lint_words import NO_PERSON, ONLY_THEIRS, PRONOUN, ROLE_EN, THEIR_ROLE, TITLES

_NAME = r"[一-龥々ヶァ-ヴーA-Za-z髙﨑]{1,8}"
PERSON_JA = re.compile(
    rf"(?P<name>(?!{NO_PERSON}(?:様|さん))(?:{_NAME}|{BLANK.pattern}))[ \t]?"
    rf"(?:様(?![子々式相態])|さん|さま|氏(?!名)|{TITLES}(?:様|さん)?)|(?P<title>{TITLES})(?:様|さん)"
)
"""A person by name with 様, さん or a title, a blank in place of the name, or a title with 様."""
_ADDRESSED = re.compile(
    rf"^[ \t]*(?P<first>{_NAME}?(?:さん|{TITLES}))(?=[、,へ]|あて|宛|[ \t]*$|[ \t]*お疲れ)"
    rf"|(?P<asked>{_NAME}(?:{TITLES}|さん))(?=に(?:頼|お願い|して)|へのお願い|の(?:出番|役)|なのは|を選|あて|宛)",
    re.MULTILINE,
)
_OUR_TITLE = re.compile(
    rf"(?:^|(?<=[。、,「\s(→【〈■●◆*#]))(?P<title>{TITLES})"
    r"(?=[、,へ\n]|に(?:頼|お願い|は|して|しか|やって|明日|ご)|から(?:言|伝|聞|は|、|の|「)|の(?:出番|ご?経験|お?言葉|口|立場|お立場)"
    r"|なのは|を選|しか|だけ|ではなく|なら|は[^。\n]{0,30}(?:から|ので|ため))"
    rf"|(?:なぜ|なんで|どうして|選んだ)(?P<why>{TITLES})",
    re.MULTILINE,
)
_ADDRESSED_EN = re.compile(r"^(?:(?:Hi|Hello|Hey|Dear) )?([A-Z][a-z]+)(?=,|$)", re.MULTILINE)
_PERSON_EN = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\b\.? ?[A-Z][\w'’-]*\w|(?<=[a-z,;)] )[A-Z][a-z][\w-]*|(?<=\()[A-Z][a-z]+|_{2,20}|\[\s{0,20}\]"
)
_NO_NAME_EN = frozenset(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September
    October November December English Japanese Excel Teams Zoom Ask Tell Please When After Before Once If Then Result Goal
    Right Straight While As At In During The She He They You We It This That
    """.split()
)


@dataclass(frozen=True)
class People:
    """The names a brief uses; ``theirs`` as they are written, with bare titles that can only mean the customer."""

    theirs: frozenset[str]
    ours: frozenset[str]
    """The manager's name without title, and the titles by which the brief speaks to the manager."""
    japanese: bool

    def named_in(self, text: str) -> set[str]:
        """The people of the customer that a text names."""
        found = {name for name in self.theirs if name in text}
        if self.japanese:
            found |= {match[0] for match in ONLY_THEIRS.finditer(text)}
        return {name for name in found if not any(name != longer and name in longer for longer in found)}

    def anyone_in(self, text: str) -> bool:
        """Whether a text names or means someone at the customer."""
        if any(name in text for name in self.theirs):
            return True
        if self.japanese:
            return THEIR_ROLE.search(text) is not None or ONLY_THEIRS.search(text) is not None
        return ROLE_EN.search(text) is not None or (bool(self.theirs) and PRONOUN.search(text) is not None)

    def spoken_to_in(self, text: str) -> bool:
        """Whether a text says that something is for someone at the customer (湯浅さんに, to Ms Reed)."""
        if self.japanese:
            return any(f"{name}{particle}" in text for name in self.theirs for particle in "にへ")
        return any(f"{word} {name}" in text for name in self.theirs for word in ("to", "To", "for", "For"))


def people_of(parsed: Parsed) -> People:
    """Read the people out of a brief."""
    return _people_ja(parsed) if parsed.japanese else _people_en(parsed)


def _people_en(parsed: Parsed) -> People:
    ours = frozenset(_ADDRESSED_EN.findall(parsed.text))
    found = (match[0] for match in _PERSON_EN.finditer(parsed.text))
    return People(
        frozenset(name for name in found if name not in _NO_NAME_EN and name not in ours), ours, japanese=False
    )


def _people_ja(parsed: Parsed) -> People:
    addressed = (match["first"] or match["asked"] for match in _ADDRESSED.finditer(parsed.bare))
    ours = {re.sub(rf"(?:{TITLES}|さん)$", "", name) for name in addressed} - {""}
    our_titles = {match["title"] or match["why"] for match in _OUR_TITLE.finditer(parsed.bare)}
    theirs = set()
    for match in PERSON_JA.finditer(parsed.text):
        name = match["name"] or match["title"]
        if "様" in match[0] or not any(name.endswith(own) for own in ours):
            theirs |= {match[0], *re.findall(TITLES, match[0])}
    if our_titles:
        # Once it is clear what one's own manager is called, every other title is the customer's.
        theirs |= {title for title in re.findall(TITLES, parsed.bare) if title not in our_titles}
    return People(frozenset(theirs), frozenset(ours | our_titles), japanese=True)
