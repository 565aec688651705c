"""Companies and departments that stand where a person's name would (東浜冷蔵様, 献立担当 生方さん): nobody who stands so can be the contact."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from analyzer.engines.offline.name_lists import is_japanese_surname
from analyzer.engines.offline.names import BUSINESS, HONORIFICS, TITLE
from analyzer.engines.offline.persons import Person
from analyzer.engines.offline.tokens import is_common_noun, tokenize

_REACH = 32
_COMPANY_END = (
    rf"(?:{BUSINESS.pattern}|冷蔵|冷凍|鋳造|造船|造園|舗装|包装|陶管|陶器|衣料|機工|管工|港運|磁材|製鋼|鉄鋼|鋼材|石油|住宅|林業|機械|機器|技研|土木|歯科|製茶|工機|証券|樹脂|建具|海運"
    r"|保険|生命|鉄道|電鉄|航空|通信|放送|新聞|セメント|プラント|ケミカル|給食|照明|板金|研究所|事業所|工場|組合|協会|農協|漁協|生協|会社"
    r"|(?<=[一-龯])(?:ゴム|ドック|ロジ))"
)
"""How names of companies and institutions end; マードック is a person."""
_ENDS_AS_COMPANY = re.compile(rf"{_COMPANY_END}$")
_GOES_ON_AS_COMPANY = re.compile(rf"{_COMPANY_END}(?=様|さま|さん|[\s　。、・/／()（）]|の|$)")
_HONOURED = re.compile(rf"[\s　]?(?:{'|'.join(HONORIFICS)})")
_TITLED = re.compile(rf"(?:[一-龯々ァ-ヴー]{{0,8}}?|[\s　])(?:{TITLE.pattern})")
_ROLE = re.compile(
    # Before 社長 or 常務 no department stands; what stands there is a name, though it may be a common word (五味常務).
    rf"(?!社長|副社長|会長|専務|常務|代表|取締役)[一-龯々ァ-ヴー]{{0,8}}?(?:{TITLE.pattern})(?:[(（][^()（）\n]{{0,12}}[)）])?[ 　の:：・]{{1,2}}"
)
_SOMEBODY = re.compile(
    rf"(?!お疲れ|お世話|おつかれ)[一-龯々ぁ-んァ-ヴー]{{1,6}}?(?:[ 　][一-龯々ぁ-んァ-ヴー]{{1,4}}?)?(?:{'|'.join(HONORIFICS)})"
)
_PERSONS_ALL_THE_SAME = re.compile("・|木工$")
"""ロバート・プラント and 三木工 are persons."""
_KATAKANA = re.compile("[ァ-ヴー]+")
_LETTER = re.compile("[一-龯々ァ-ヴー]")


def without_institutions(persons: Sequence[Person], texts: Sequence[str]) -> list[Person]:
    """The persons without those that are companies or departments by the way they stand in the notes."""
    named = {place[:2] for person in persons for place in person.mentions}
    return [person for person in persons if not (_is_company(person, texts) or _is_department(person, texts, named))]


def _is_company(person: Person, texts: Sequence[str]) -> bool:
    """Whether the name ends as companies' do, or goes on so wherever it stands, and no title follows."""
    behind = list(_behind(person, texts))
    if _ENDS_AS_COMPANY.search(person.name) and not _PERSONS_ALL_THE_SAME.search(person.name):
        is_part = all(_goes_before(place, texts) for place in person.mentions)
        whole = is_part or (len(person.name) > 2 and not _KATAKANA.fullmatch(person.name))
        return whole and not any(_TITLED.match(text) for text in behind)
    return bool(behind) and all(_GOES_ON_AS_COMPANY.match(text) for text in behind)


def _is_department(person: Person, texts: Sequence[str], named: Container[tuple[int, int]]) -> bool:
    """Whether a word that is no surname stands before a title only where somebody's name follows (発電所長 肝付様, not 風間部長 堀様).

    ``named`` holds where names begin, as (note, start).
    """
    roles = [_begins_role(place, texts, named) for place in person.mentions]
    behind = list(_behind(person, texts))
    if not any(roles) or any(_HONOURED.match(text) for text in behind):
        return False
    titled_alone = any(_TITLED.match(text) and not begins for text, begins in zip(behind, roles, strict=True))
    words = tokenize(person.name)
    is_word = len(words) == 1 and is_common_noun(words[0]) and not is_japanese_surname(person.name)  # 大関部長・堀課長
    return is_word and not titled_alone


def _begins_role(place: tuple[int, int, int], texts: Sequence[str], named: Container[tuple[int, int]]) -> bool:
    """Whether a title follows, and a name behind it: one that is ``named``, or what an honorific shows to be one."""
    note, _, end = place
    role = _ROLE.match(texts[note], end)
    return role is not None and ((note, role.end()) in named or _SOMEBODY.match(texts[note], role.end()) is not None)


def _behind(person: Person, texts: Sequence[str]) -> Iterator[str]:
    for note, _, end in person.mentions:
        yield texts[note][end : end + _REACH]


def _goes_before(place: tuple[int, int, int], texts: Sequence[str]) -> bool:
    """Whether the name is the end of a longer one (北河内照明)."""
    note, start, _ = place
    return _LETTER.fullmatch(texts[note][start - 1 : start]) is not None
