"""L12: every name, number and date of a brief stands in the notes, the profile or a filled blank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.brief.lint_people import PERSON_JA
from analyzer.brief.lint_text import Parsed, fold
from analyzer.brief.lint_words import TITLES
from analyzer.words import Words

_VARIANTS = str.maketrans("髙邉邊﨑齋齊斎濵濱澤嶋嶌國廣眞桒櫻惠德槇藪", "高辺辺崎斉斉斉浜浜沢島島国広真桑桜恵徳槙薮")
_ROLES = (
    rf"(?:{TITLES}|窓口|担当者?|先方|相手|客先|当社|弊社|御社|貴社|同社|直属|上司|部下|営業|購買|調達|資材|製造|生産|技術|設計|開発|品質|保証|保全|設備|工事|建設|物流|倉庫|配車|経理|財務|総務|人事|法務|広報|企画|経営|事業|管理|情報|情シス|システム"
    r"|監査|店舗|販売|商品|宣伝|看護|介護|医療|事務|教務|学務|教育|研修|現場|工場|店|本社|支社|支店|地区|地域|第|部|課|係|室|局|科|班|チーム|グループ|センター|[一二三四五六七八九十]|名|方|人|者|元|前|現|新|各|両|全|同|皆|客|側|奥|若|大)"
)
_ONLY_ROLES = re.compile(rf"{_ROLES}+")
_LEADING_ROLES = re.compile(rf"^{_ROLES}+(?=.)")
_NUMBER = re.compile(
    r"(?<![\dA-Za-z_.])(?P<sign>[¥$£€])?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<rest>\.\d+)?[ ]?(?P<times>千万|百万|万|億|千|[kKmM](?![A-Za-z])|million|thousand)?[ ]?"
    r"(?P<unit>円|ドル|%|パーセント|割|時間|時|分|秒|日間|日|週間|週|[かカヶケ箇]月|ヵ月|月|年間|年|人|名|社|台|件|回|度|本|枚|店舗|店|拠点|棟|基|組|個|部|ページ|点|つ|案|階|歳|トン|坪|ライン|(?:kg|km|m|t)(?![A-Za-z]))?(?P<after>[A-Za-z]*)"
)
_UNIT_FAMILIES = {
    "名": "人",
    "パーセント": "%",
    "週間": "週",
    "日間": "日",
    "年間": "年",
    "度": "回",
    "店舗": "店",
    "ドル": "$",
}
_TIMES = {
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "億": 10**8,
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "million": 10**6,
}
_SMALL_PLANS = frozenset("つ 点 案 枚 件".split())
"""「お願いは2点」「案を1枚」: counts of the brief itself up to three, no facts."""
_KANJI = re.compile(r"[一二三四五六七八九十百千万億〇]+")
_KANJI_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
_KANJI_TENS = {"十": 10, "百": 100, "千": 1000}
_WORD_NUMBERS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "hundred": 100,
    "once": 1,
    "twice": 2,
    "dozen": 12,
}
_MONTHS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
_MONTH_EN = r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
_DATE = re.compile(
    r"(?<!\d)(?:\d{4}[-/年.] ?)?(?P<m1>\d{1,2})[-/月](?P<d1>\d{1,2})(?!\d)日?(?![-/]\d)"
    r"|\b" + _MONTH_EN.format("m2") + r" (?P<d2>\d{1,2})(?:st|nd|rd|th)?(?!\d)|(?<!\d)(?P<d3>\d{1,2})(?:st|nd|rd|th)? (?:of )?" + _MONTH_EN.format("m3")
    + r"|(?<![\d年])(?P<m4>\d{1,2})月(?!\d)|\b" + _MONTH_EN.format("m5")
)  # fmt: skip
_WEEKDAY = re.compile(r"[月火水木金土日]曜|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_TITLED_EN = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\b\.? ?(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)")
_CAPITAL_EN = re.compile(r"(?<=[a-z,;] )(?P<name>[A-Z][a-z]+(?:['’-][A-Z][a-z]+)?)\b")
_NO_NAMES_EN = frozenset(
    "I January February March April May June July August September October November December English Japanese Excel Teams Zoom Google Word PowerPoint Internet Mr Mrs Ms Dr".split()
)


@dataclass(frozen=True)
class Unproved:
    """A name, number or date that the facts do not hold, in offsets of the folded text."""

    start: int
    end: int
    why: Words
    suggestion: Words


def not_in_facts(parsed: Parsed, facts: str) -> Iterator[Unproved]:
    """L12, each name, number or date once."""
    known = _Known(fold(facts).text)
    names = _names_ja(parsed.text) if parsed.japanese else _names_en(parsed.text)
    seen = set()
    for start, end, name in names:
        if name not in seen and not known.has_name(name):
            seen.add(name)
            yield Unproved(start, end, *_NAME_UNPROVED)
    for start, end, known_already in (*_dates(parsed.text, known), *_numbers(parsed.text, known)):
        if not known_already:
            yield Unproved(start, end, *_NUMBER_UNPROVED)


_NAME_UNPROVED = (
    Words(
        ja="このお名前はメモにも自分の情報にも出てきません。",
        en="This name is neither in the notes nor in your profile.",
    ),
    Words(
        ja="お名前を確かめて直す。分からなければ「＿＿様」と空けておく。",
        en="Check the name; where you do not know it, leave a blank (____).",
    ),
)
_NUMBER_UNPROVED = (
    Words(
        ja="この数字・日付はメモにも自分の情報にも出てきません。",
        en="This number or date is neither in the notes nor in your profile.",
    ),
    Words(ja="メモと照らして直すか、「＿＿」と空けておく。", en="Check it against the notes, or leave a blank (____)."),
)


class _Known:
    """What the facts hold, ready for looking up."""

    def __init__(self, facts: str) -> None:
        self.text = facts
        self.names = facts.translate(_VARIANTS)
        self.lower = facts.lower()
        self.days = set()
        self.months = set()
        for _, _, month, day in _dates_in(facts):
            self.months.add(month)
            if day:
                self.days.add((month, day))
        self.numbers = {(value, unit) for _, _, value, unit in _numbers_in(facts)}
        self.values = {value for value, _ in self.numbers}
        self.spelled = {_from_kanji(match[0]) for match in _KANJI.finditer(facts)}
        self.spelled |= {_WORD_NUMBERS[word] for word in re.findall(r"[a-z]+", self.lower) if word in _WORD_NUMBERS}
        self.spelled |= {day for _, day in self.days}

    def has_name(self, name: str) -> bool:
        """Whether a name, or what is left of it without role words, occurs."""
        plain = name.translate(_VARIANTS)
        if plain.isascii():
            return all(re.search(rf"\b{re.escape(part)}\b", self.text, re.IGNORECASE) for part in plain.split())
        return plain in self.names or _LEADING_ROLES.sub("", plain) in self.names

    def has_number(self, value: float, unit: str) -> bool:
        """Whether a number occurs with the same unit, without a unit, or spelled out."""
        if (value, unit) in self.numbers or (value, "") in self.numbers or value in self.spelled:
            return True
        return unit == "" and value in self.values


def _names_ja(text: str) -> Iterator[tuple[int, int, str]]:
    for match in PERSON_JA.finditer(text):
        name = match["name"]
        if name and not re.search(r"[_\[\]○◯△□]", name) and not _ONLY_ROLES.fullmatch(name):
            yield match.start("name"), match.end("name"), name


def _names_en(text: str) -> Iterator[tuple[int, int, str]]:
    for pattern in (_TITLED_EN, _CAPITAL_EN):
        for match in pattern.finditer(text):
            name = re.sub(r"['’]s$", "", match["name"])
            if name not in _NO_NAMES_EN and not _WEEKDAY.fullmatch(name):
                yield match.start("name"), match.start("name") + len(name), name


def _dates(text: str, known: _Known) -> Iterator[tuple[int, int, bool]]:
    for start, end, month, day in _dates_in(text):
        yield start, end, (month, day) in known.days if day else month in known.months
    for match in _WEEKDAY.finditer(text):
        short = match[0][0] if match[0].endswith("曜") else match[0][:3].lower()
        there = (
            re.search(rf"{short}曜|[(（]{short}[)）]", known.text)
            if match[0].endswith("曜")
            else re.search(rf"\b{short}", known.lower)
        )
        yield match.start(), match.end(), there is not None


def _dates_in(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Month and day of every date; the day is 0 where only a month is named."""
    for match in _DATE.finditer(text):
        if match["m5"] == "May" and not re.match(r"May\b(?=[,.;)]| \d|$)", text[match.start() :]):
            continue  # the verb
        month = match["m1"] or match["m4"]
        named = match["m2"] or match["m3"] or match["m5"]
        number = int(month) if month else _MONTHS[named[:3].lower()]
        day = int(match["d1"] or match["d2"] or match["d3"] or 0)
        if 1 <= number <= 12 and day <= 31:
            yield match.start(), match.end(), number, day


def _numbers(text: str, known: _Known) -> Iterator[tuple[int, int, bool]]:
    in_dates = {place for start, end, _, _ in _dates_in(text) for place in range(start, end)}
    for start, end, value, unit in _numbers_in(text):
        if start in in_dates or _is_plan(value, unit):
            continue
        yield start, end, known.has_number(value, unit)


def _is_plan(value: float, unit: str) -> bool:
    """Counts and minutes that the brief itself sets; small bare digits are marks of a list."""
    return (unit in _SMALL_PLANS and value <= 3) or (unit == "分" and value <= 60) or (unit == "" and value < 10)


def _numbers_in(text: str) -> Iterator[tuple[int, int, float, str]]:
    for match in _NUMBER.finditer(text):
        value = float(match["digits"].replace(",", "") + (match["rest"] or ""))
        value = round(value * _TIMES.get((match["times"] or "").lower(), 1), 4)
        unit = re.sub("[かカヶケ箇ヵ]月", "か月", match["unit"] or "")
        if match["after"] and (not unit or unit.isascii()):
            unit = "分" if match["after"].startswith("min") else ""
        end = match.end() - len(match["after"])
        yield match.start(), len(text[:end].rstrip()), value, _UNIT_FAMILIES.get(unit, unit)


def _from_kanji(words: str) -> int:
    """The value of a number in kanji ("三百二十万" is 3200000)."""
    total, section, digit = 0, 0, 0
    for sign in words:
        if sign in _KANJI_DIGITS:
            digit = digit * 10 + _KANJI_DIGITS[sign]
        elif sign in _KANJI_TENS:
            section, digit = section + (digit or 1) * _KANJI_TENS[sign], 0
        else:
            total, section, digit = (total + section + digit or 1) * _TIMES[sign], 0, 0
    return total + section + digit
