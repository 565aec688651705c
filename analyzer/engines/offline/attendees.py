"""Attendee lists: where a note itself says who is the customer's and who is ours (先方/当方, 参加者, "Customer: …").

Such a list outweighs every guess from the words around a name. A line counts as one only where a label of a side stands as a label: at the
line's beginning or in brackets, followed by a colon, a bracket, a bar or a blank and by nothing but names, titles and departments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from analyzer.engines.offline.latin import LATIN_NAME
from analyzer.engines.offline.names import NO_NAME

Side = Literal["theirs", "ours"]


class Listed(NamedTuple):
    """A name in an attendee list, with its place and side."""

    name: str
    note: int
    start: int
    end: int
    side: Side


_THEIRS = r"先方|お客様|お客さま|顧客|客先|御社|貴社|得意先|customers?|clients?|them|their side|from their side"
_OURS = r"当方|当社|弊社|自社|小社|我が社|わが社|営業側|ours?|(?-i:us|Us)|our side|from our side|for us|we"
_LABEL = re.compile(
    rf"(?:^[\s　]*(?:[・･•●■□◆◇▼▶★※\-*＊]+[\s　]*)?|(?<=[/／|│\t;；])[\s　]{{0,4}}|[(（【\[［〔<＜][\s　]*|(?<=[^\s])[\s　]{{1,4}}(?=[^\s]{{2,4}}(?:側)?[:：=＝])|(?<=\.) (?=[A-Za-z ]{{2,15}}:))"
    rf"(?:(?:出席者?|参加者?|attendees|present|participants)[\s　]*[(（]?[\s　]*)?(?:(?P<theirs>{_THEIRS})|(?P<ours>{_OURS}))(?:側|さま側|出席者?|参加者?)?"
    r"(?:[\s　]*[)）】\]］〕>＞]?[\s　]*[:：|│=＝]|[)）】\]］〕>＞]|[\s　]*$|[\s　]+(?=[一-龯々ァ-ヴー]))",
    re.IGNORECASE | re.MULTILINE,
)
_SIDE_NAMED = re.compile("[A-Za-z]|先方|お客|顧客|客先|[御貴当弊自小]社|得意先|当方|[我わ]が社|営業側")
"""What every label of a side has: most lines have none of it, and the labels, which take long, need not be looked for."""
_LABEL_BETWEEN = re.compile(
    rf"(?<=[^\s　])[\s　]{{1,4}}(?:(?P<theirs>{_THEIRS})|(?P<ours>{_OURS}))(?:側)?[\s　]+(?!担当|窓口|製品|導入|向け|宛)(?=[一-龯々ァ-ヴー])",
    re.IGNORECASE,
)
"""A label inside a line that opens with one (先方 千葉部長 当方 梶、茅野)."""
_HEADING = re.compile(r"出席|参加|面談者|メンバー|attend|present|participants", re.IGNORECASE)
_TITLE = (
    r"(?:代表取締役|取締役|副?社長|会長|専務|常務|執行役員|副?本部長|事業部長|部長代理|副?部長|次長|室長|課長代理|課長補佐|課長|係長|主任|主査|参事|副?工場長|支店長|支社長|副?店長"
    r"|副?所長|センター長|グループ長|班長|院長|理事長|事務長|師長|園長|校長|教頭|チーフ|マネージャー|マネジャー|リーダー|ディレクター|担当者?|営業|技術|社員)"
)
_BRACKET = re.compile(r"[(（](?P<words>[^()（）\n]{1,40})[)）]")
_SENTENCE = re.compile(r"[。！？!?「](?=.)|[！？!?を]|(?<!さん)(?<!さま)(?<!ほか)(?<=[ぁ-ゖ])。")
"""What stands in what somebody says (「当方:では、始めます。」), and in no list."""
_NEXT_SENTENCE = re.compile(r"(?<!Mr)(?<!Ms)(?<!Mrs)(?<!Dr)\. (?=[A-Z])")
_BLANK_LINE = re.compile(r"\n\r?\n")
_ALL = r"(?:以上[\s　、]*|both )"
_MORE = r"(?:[,、\s　](?:(?!OB|志向|主義|派|窓口|担当)[^a-zぁ-ゖ]){0,30}|, [a-z ]{2,15})?"
"""What may follow a side in brackets: a department, a title; 「弊社の提案に前向き」 and 「自社開発」 are no side."""
_OURS_WORD = re.compile(rf"^{_ALL}?(?!自社)(?:{_OURS}){_MORE}$", re.IGNORECASE)
_SIDE_WORD = re.compile(rf"^{_ALL}?(?:(?:{_THEIRS})(?:[,、\s　].{{0,30}})?|(?!自社)(?:{_OURS}){_MORE})$", re.IGNORECASE)
_NO_SIDE = re.compile(r"^(?:オンライン|リモート|欠席|途中.*|同席|同|記|記録)$")
"""What brackets behind a name say of how somebody took part."""
_TITLED = re.compile(rf"[\s　]*{_TITLE}")
_THEIRS_BEGIN = re.compile(
    r"[^\s　、,/／()（）]{2,20}[:：=＝]|[【\[［〔]|(?<=[\s　])[(（](?=[^()（）]{1,20}[)）][一-龯ァ-ヴ])|先方|客先|お客様|欠席"
)
"""Where behind our own label the customer's part begins."""
_HONOURED = re.compile(rf"(?:[\s　]*{_TITLE}){{0,3}}[\s　]*(?:様|さま|さん|殿|氏)")
_POLITE = re.compile(rf"(?:[\s　]*{_TITLE}){{0,3}}[\s　]*(?:様|さま|殿)")
"""What is said behind the name of a customer, and never of one's own people in a list."""
_COMPANY_FIRST = re.compile(r"^[\s　・･•●■◆▼★※\-*＊]*[^\s　:：、。]{2,20}[\s　]+(?=[^\s　])")
_SEPARATOR = re.compile(r"[、,，/／;；|│\t]|・(?=[一-龯々])|[\s　]と[\s　]|\sand\s")
_AFTER = rf"(?:[\s　]*(?:様|さま|さん|氏|殿|{_TITLE}))*"
_TO_THE_BRACKET = re.compile(_AFTER + r"[\s　]*")
_OPENING = frozenset("(（【[［〔<＜")
_NAME = re.compile(
    rf"^(?:[\s　]*[一-龯々ァ-ヴーA-Za-z0-9]{{1,12}}(?:部|課|室|局|係|本部|センター|グループ|チーム|商事|工業|製作所|株式会社|㈱)[\s　]*(?:{_TITLE})?(?:[\s　]+|の)|[\s　]*{_TITLE}(?:[\s　]+|の)|[\s　]*[一-龯々ァ-ヴー]{{2,8}}の)*"
    rf"[\s　]*(?:SE[\s　]?)?(?P<family>[一-龯々ヶ]{{1,5}}?|[ァ-ヴー]{{2,6}}|[ぁ-ゖ]{{2,5}}|[ｦ-ﾟ]{{2,8}})(?:[\s　](?:[一-龯々ヶ]{{1,4}}|[ァ-ヴー]{{2,6}}|[ぁ-ゖ]{{1,5}}))?{_AFTER}(?:[\s　]*[(（][^()（）]{{0,30}}[)）])?{_AFTER}[\s　]*$"
)
_CALLINGS = frozenset(
    "医師 薬剤師 看護師 保健師 技師 教師 講師 理学療法士 会計士 税理士 弁護士 建築士 整備士 技術士".split()
)
_ENDS_IN_TITLE = re.compile(rf"{_TITLE}$")
_FIRST_WORD = re.compile(r"[^\s　]+[\s　]+(?=[^\s　])")
_ENGLISH_NAME = re.compile(
    rf"^\s*(?:(?:Mr|Ms|Mrs|Dr)\.?\s+)?(?P<family>(?:{LATIN_NAME}|[A-Z]{{2,12}})(?:\s+(?:(?:van|de|der|von|da)\s+){{0,2}}(?:{LATIN_NAME}|[A-Z]{{2,12}})){{0,2}})\s*(?:\(.{{0,40}}\))?\s*$"
)
_NO_NAME = re.compile(
    rf"^(?:{_TITLE}|{_THEIRS}|{_OURS}|なし|他|ほか|以上|同上|欠席|全員|多数|各位|不明|未定|検討.?|確認.?|対応.?|調整.?|連絡.?|準備.?|了承|合意|回答.?|見積.?|資料.?|提案.?|"
    r"同行.?|訪問.?|.*様.+|.*[部課室局係])$",
    re.IGNORECASE,
)


def listed(texts: Sequence[str]) -> list[Listed]:
    """Every name that an attendee list puts on a side, in the order of the notes."""
    found: list[Listed] = []
    for note, text in enumerate(texts):
        sided = list(_listed_in(text, note))
        found += sorted([*sided, *_beside_ours(text, note, sided)], key=lambda one: one.start)
    return found


MOST_ITEM = 80
"""Characters of an item of a list with its department and title; what is longer is no name, and not worth the patterns' time."""
MOST_LINES = 12
"""Lines of an attendee list under a heading."""


def _beside_ours(text: str, note: int, sided: Sequence[Listed]) -> Iterator[Listed]:
    """Under a heading such as 出席者, those listed with another company's name beside 「当社 山本」 are the customer's."""
    if not sided:
        return
    lines = [line.span() for line in re.finditer(r"[^\r\n]+", text)]
    for number, (begin, stop) in enumerate(lines):
        if not _HEADING.search(text[begin:stop][:14]):
            continue
        block = lines[number + 1 : number + 1 + MOST_LINES]
        until = next(
            (place for place, (start, _) in enumerate(block) if _BLANK_LINE.search(text[stop:start])), len(block)
        )
        inside = [any(start <= one.start < end for one in sided) for start, end in block[:until]]
        if not any(inside):
            continue
        for (start, end), taken in zip(block[:until], inside, strict=True):
            company = None if taken else _COMPANY_FIRST.match(text[start:end])
            if company:
                names = _names(text[start + company.end() : end], start + company.end())
                yield from (Listed(name, note, at, to, "theirs") for name, at, to in names)


def _listed_in(text: str, note: int) -> Iterator[Listed]:
    side: Side | None = None
    for line in re.finditer(r"[^\r\n]*(?:\r?\n|$)", text):
        words = line[0].rstrip("\r\n")
        named = _SIDE_NAMED.search(words) is not None
        if not named and side is None:
            continue
        labels = [label for label in _LABEL.finditer(words) if not _is_behind_a_name(words, label)] if named else []
        if labels and not words[: labels[0].start()].strip():
            labels = sorted([*labels, *_LABEL_BETWEEN.finditer(words)], key=lambda one: one.start())
        in_brackets = all(label[0].lstrip()[:1] in _OPENING for label in labels)
        marked = _without_polite_ours(words, _in_brackets(words)) if in_brackets else []
        if len(marked) > 1 or (marked and not labels):
            side = None
            yield from (_placed(one, note, line.start()) for one in marked)
        elif labels:
            found = _without_polite_ours(words, _labelled(words, labels))
            yield from (_placed(one, note, line.start()) for one in found)
            last = labels[-1]
            alone = not words[last.end() :].strip()
            side = (_side(last) if alone and not found else None) if words.strip() else None
        elif side and (names := list(_names(words, 0))) and not (side == "ours" and _is_theirs(words, names)):
            yield from (_placed((*one, side), note, line.start()) for one in names)
        else:
            side = None


def _without_polite_ours(words: str, found: Iterable[tuple[str, int, int, Side]]) -> list[tuple[str, int, int, Side]]:
    """What was found without those listed as ours who are spoken of as customers."""
    return [one for one in found if one[3] == "theirs" or not _POLITE.match(words, one[2])]


def _is_theirs(words: str, names: Sequence[tuple[str, int, int]]) -> bool:
    """Whether a line below our own label begins the customer's part: a new heading, or somebody spoken of as a customer."""
    return words.lstrip()[:1] in "■●◆【[" or any(_HONOURED.match(words, end) for _, _, end in names)


def _side(label: re.Match[str]) -> Side:
    return "theirs" if label["theirs"] else "ours"


def _labelled(words: str, labels: Sequence[re.Match[str]]) -> Iterator[tuple[str, int, int, Side]]:
    """The names behind each label of a line; in a table's row the label may also stand behind them."""
    cells = [cell.strip() for cell in re.split(r"[|│\t]", words)]
    if len(labels) == 1 and len(cells) > 2 and not words[labels[0].end() :].strip():
        yield from ((*one, _side(labels[0])) for one in list(_names(words[: labels[0].start()], 0))[:1])
        return
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        behind = words[label.end() : following.start() if following else len(words)]
        if label["ours"]:  # behind the customer's label stands the company first
            behind = _THEIRS_BEGIN.split(_NEXT_SENTENCE.split(behind)[0])[0]
        if _SENTENCE.search(behind):
            continue
        names = list(_names(behind.rstrip(" 　/／|.、,"), label.end()))
        if len(names) >= max(1, len([part for part in _SEPARATOR.split(behind) if part.strip()]) // 2):
            yield from ((*one, _side(label)) for one in names)


def _names(words: str, offset: int) -> Iterator[tuple[str, int, int]]:
    """The names of a list, one an item; an item that is no name (a title, a department, a sentence) is passed over."""
    begin = 0
    for stop in [*(match.span() for match in _SEPARATOR.finditer(words)), (len(words), len(words))]:
        item = words[begin : stop[0]]
        if len(item) > MOST_ITEM:
            begin = stop[1]
            continue
        lead = re.match(r"[\s　・･•●■\-*]*", item)
        skipped = lead.end() if lead else 0
        match = _NAME.match(item[skipped:]) or _ENGLISH_NAME.match(item[skipped:])
        if match and _is_role(match["family"]) and (behind := _FIRST_WORD.match(item[skipped:])):
            skipped += behind.end()
            match = _NAME.match(item[skipped:])
        if match and not _NO_NAME.match(match["family"]):
            start = offset + begin + skipped + match.start("family")
            yield match["family"], start, start + len(match["family"])
        begin = stop[1]


def _is_role(word: str) -> bool:
    """Whether what stands where the family name would is a role, and the name behind it: 栄養士 早乙女様, 生産本部長 綿貫様."""
    return word in NO_NAME or word in _CALLINGS or _ENDS_IN_TITLE.search(word) is not None


def _in_brackets(words: str) -> Iterator[tuple[str, int, int, Side]]:
    """The names of 「参加者: 佐藤課長(北浜商事)、山本(弊社)」 and of 「参加者: (北浜商事)佐藤課長 (弊社)山本」.

    One bracket must name a side; under a heading those marked otherwise are the customer's.
    """
    brackets = list(_BRACKET.finditer(words))
    sided = [match for match in brackets if _SIDE_WORD.match(match["words"].strip())]
    if not sided or _SENTENCE.search(_BRACKET.sub("", words)):
        return
    heading = _HEADING.search(words[:14])
    colon = re.search(r"[:：]", words[: brackets[0].start()])
    begin = colon.end() if colon else heading.end() if heading else 0
    if not words[begin : brackets[0].start()].strip(" 　者・■●◆〇○"):
        yield from _led_by(words, [one for one in brackets if one in sided or (heading and _opens(words, one))])
        return
    for match in brackets:
        lead = begin + _led(words[begin : match.start()])
        names = list(_names(words[lead : match.start()], lead))
        if _side_in(match) == "ours":
            ours = _last_of_ours(words, names, match.start())
            if not heading and not match["words"].startswith("以上"):
                ours = ours[-1:]
            yield from ((*one, "ours") for one in ours)
            if heading and ours and not ours[0][0].isascii():  # those before them are spoken of as customers
                yield from ((*one, "theirs") for one in names if one not in ours)
        elif match in sided or (heading and not _NO_SIDE.match(match["words"].strip())):
            yield from ((*one, "theirs") for one in names)
        begin = match.end()


def _is_behind_a_name(words: str, label: re.Match[str]) -> bool:
    """Whether a label in brackets says whose the one named before it is: Nils (ours), 難波(当社)."""
    item = _SEPARATOR.split(words[max(0, label.start() - MOST_ITEM) : label.start()])[-1]
    return label[0].lstrip()[:1] in ("(", "（") and bool(item.strip()) and _HEADING.search(item) is None


def _opens(words: str, bracket: re.Match[str]) -> bool:
    """Whether a bracket stands before the names it belongs to, not behind one."""
    return not words[: bracket.start()] or words[bracket.start() - 1] in " 　:：、/／"


def _side_in(bracket: re.Match[str]) -> Side:
    return "ours" if _OURS_WORD.match(bracket["words"].strip()) else "theirs"


def _led_by(words: str, brackets: Sequence[re.Match[str]]) -> Iterator[tuple[str, int, int, Side]]:
    """The names behind each of some brackets, up to the next of them."""
    ends = [*(match.start() for match in brackets[1:]), len(words)]
    for match, end in zip(brackets, ends, strict=True):
        yield from ((*one, _side_in(match)) for one in _names(words[match.end() : end], match.end()))


def _last_of_ours(words: str, names: Sequence[tuple[str, int, int]], bracket: int) -> list[tuple[str, int, int]]:
    """Of the names before a bracket that says ours those it means: back to the last who is spoken of as a customer; in English the last alone.

    A title makes a customer of who stands before one of ours without any: 佐藤部長、山田(弊社).
    """
    if not names or not _TO_THE_BRACKET.fullmatch(words, names[-1][2], bracket):
        return []
    if names[-1][0].isascii():
        return list(names[-1:])
    kept: list[tuple[str, int, int]] = []
    for name in reversed(names):
        titled = kept and _TITLED.match(words, name[2]) and not _TITLED.match(words, kept[0][2])
        if titled or _HONOURED.match(words, name[2]):
            break
        kept.append(name)
    return kept[::-1]


def _led(words: str) -> int:
    return len(words) - len(words.lstrip("、,， 　"))


def _placed(found: tuple[str, int, int, Side], note: int, offset: int) -> Listed:
    name, start, end, side = found
    return Listed(name, note, offset + start, offset + end, side)
