"""Companies and departments that stand where a person's name would (東浜冷蔵様, 献立担当 生方さん): nobody who stands so can be the contact."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from analyzer.engines.offline.latin import in_latin
from analyzer.engines.offline.name_lists import english_kind, is_japanese_surname
from analyzer.engines.offline.names import BUSINESS, HONORIFIC, TITLE
from analyzer.engines.offline.persons import Person
from analyzer.engines.offline.tokens import is_common_noun, is_name, tokenize

_REACH = 32
_COMPANY_END = (
    rf"(?:{BUSINESS.pattern}|冷蔵|冷凍|鋳造|造船|造園|舗装|包装|陶管|陶器|衣料|機工|管工|港運|磁材|製鋼|鉄鋼|鋼材|石油|住宅|林業|機械|機器|技研|土木|歯科|製茶|工機|証券|樹脂|建具|海運"
    r"|保険|生命|鉄道|電鉄|航空|通信|放送|新聞|セメント|プラント|ケミカル|給食|照明|板金|研究所|事業所|工場|組合|協会|農協|漁協|生協|会社"
    r"|(?<=[一-龯])(?:ゴム|ドック|ロジ))"
)
"""How names of companies and institutions end; マードック is a person."""
_ENDS_AS_COMPANY = re.compile(rf"{_COMPANY_END}$")
_COMPANY_REST = re.compile(rf"(?:(?<=[A-Za-z])[ 　])?{_COMPANY_END}(?!長)")
_BOUNDARY = re.compile(r"様|さま|さん|[\s　。、・/／()（）]|の|$")
_HONOURED = re.compile(rf"[\s　]?{HONORIFIC}")
_TITLED = re.compile(rf"(?:[一-龯々ァ-ヴー]{{0,8}}?|[\s　])(?:{TITLE.pattern})")
_ROLE = re.compile(
    # Before 社長 or 常務 no department stands; what stands there is a name, though it may be a common word (五味常務).
    rf"(?!社長|副社長|会長|専務|常務|代表|取締役)[一-龯々ァ-ヴー]{{0,8}}?(?:{TITLE.pattern})(?:[(（][^()（）\n]{{0,12}}[)）])?[ 　の:：・]{{1,2}}"
)
_SOMEBODY = re.compile(
    rf"(?!お疲れ|お世話|おつかれ)[一-龯々ぁ-んァ-ヴー]{{1,6}}?(?:[ 　][一-龯々ぁ-んァ-ヴー]{{1,4}}?)?{HONORIFIC}"
)
_PERSONS_ALL_THE_SAME = re.compile("・|木工$")
"""ロバート・プラント and 三木工 are persons."""
_KATAKANA = re.compile("[ァ-ヴー]+")
_LETTER = re.compile("[一-龯々ァ-ヴー]")


def without_institutions(persons: Sequence[Person], texts: Sequence[str]) -> list[Person]:
    """The persons without those that are companies or departments by the way they stand in the notes."""
    # A word in Latin letters is as often a thing (薬袋本部長 Re-Fill); with 様 behind it, it is somebody anyway.
    named = {place[:2] for person in persons if not in_latin(person.name) for place in person.mentions}
    return [
        person
        for person in persons
        if not (
            _is_company(person, texts, named)
            or _is_company_before_a_name(person, texts, named)
            or _is_department(person, texts, named)
        )
    ]


def _is_company(person: Person, texts: Sequence[str], named: Container[tuple[int, int]]) -> bool:
    """Whether the name ends as companies' do, or goes on so wherever it stands, and no title follows; ``named`` holds where names begin."""
    behind = list(_behind(person, texts))
    if _ENDS_AS_COMPANY.search(person.name) and not _PERSONS_ALL_THE_SAME.search(person.name):
        is_part = all(_goes_before(place, texts) for place in person.mentions)
        whole = is_part or (len(person.name) > 2 and not _KATAKANA.fullmatch(person.name))
        return whole and not any(_TITLED.match(text) for text in behind)
    return bool(behind) and all(_goes_on_as_company(place, texts, named) for place in person.mentions)


def _goes_on_as_company(place: tuple[int, int, int], texts: Sequence[str], named: Container[tuple[int, int]]) -> bool:
    """Whether the rest of a company's name follows (名和工業, Gonzo 醸造), and then a boundary or who is of it (名和工業志水様)."""
    note, _, end = place
    rest = _COMPANY_REST.match(texts[note], end)
    return rest is not None and ((note, rest.end()) in named or _BOUNDARY.match(texts[note], rest.end()) is not None)


def _is_company_before_a_name(person: Person, texts: Sequence[str], named: Container[tuple[int, int]]) -> bool:
    """Whether a name in katakana or Latin letters always stands right before one in kanji: コスモ国府田様, Helix 仁科様."""
    latin = in_latin(person.name)
    if not (latin or _KATAKANA.fullmatch(person.name)) or person.listed or "speaks" in person.features:
        return False
    if is_name(person.name, "名") or "given" in english_kind(person.name):  # ケンジ田中様, Sarah 田中様
        return False
    return all((note, end + (latin and texts[note].startswith(" ", end))) in named for note, _, end in person.mentions)


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
