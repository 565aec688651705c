"""The rules L1–L11 and L13 of a brief, one small function each. L12 is in ``lint_facts``, L14 in ``lint_length``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from analyzer.brief import lint_words as words
from analyzer.brief.lint_asks import PIECES, Ask, Piece, find_asks, tells_of_another
from analyzer.brief.lint_people import PERSON_JA, people_of
from analyzer.brief.lint_text import Found, Parsed, Sentence
from analyzer.words import Words

MOST_ASKS = 3
MOST_BACKGROUND = 5
MOST_CREDIT = 2
MOST_MONTHS = 4
"""Sentences with a month or season outside the asks; more of them are a chronicle."""


class Checked:
    """A parsed brief with its asks, found once for all rules."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.people = people_of(parsed)
        self.asks: tuple[Ask, ...] = find_asks(parsed, self.people)
        self.lacking = tuple(ask for ask in self.asks if ask.missing and not self._is_aside(ask))
        """The asks to which a piece is missing."""
        self.sound = bool(self.asks) and not self.lacking

    def _is_aside(self, ask: Ask) -> bool:
        """Whether an ask that lacks a piece or two is a side remark, in prose that has a full ask too."""
        empty = any(table.search(ask.bare) for table in (words.WEAK, words.VAGUE, words.HANDED_OVER))
        spoken = any(other.full and not other.listed for other in self.asks)
        return spoken and not empty and not ask.listed and len(ask.missing) < len(PIECES) - 1

    def in_doubt(self, cue: re.Pattern[str]) -> bool:
        """Whether a sentence whose purpose is not clear may say what a rule misses; a brief without one full ask gets no such credit."""
        return any(ask.full for ask in self.asks) and any(cue.search(sentence.bare) for sentence in self._unclear)

    @cached_property
    def _unclear(self) -> list[Sentence]:
        """Sentences that no table knows the purpose of: outside labelled parts, lists and the asks themselves."""
        clear = (words.FALLBACK, words.FORBIDS, words.REASON, words.LEADING, words.GOAL, words.CREDIT, words.POLITENESS)
        free = (sentence for sentence in self.parsed.sentences if sentence.part in ("", "unknown", "asks"))
        return [one for one in free if not self._asks_in(one) and not any(table.search(one.bare) for table in clear)]

    def _asks_in(self, sentence: Sentence) -> bool:
        """Whether a sentence is the ask itself, or an item of a list."""
        around = self.ask_around(sentence)
        return around is not None and (around.listed or around.start == sentence.start)

    def ask_around(self, sentence: Sentence) -> Ask | None:
        """The ask that a sentence belongs to."""
        place = bisect_right(self.asks, sentence.start, key=lambda ask: ask.start) - 1
        ask = self.asks[place] if place >= 0 else None
        return ask if ask and sentence.start < ask.end else None

    def sentences(self, *leave_out: str) -> Iterator[Sentence]:
        """The sentences that stand under none of the given labels."""
        return (sentence for sentence in self.parsed.sentences if sentence.part not in leave_out)


def number_of_asks(brief: Checked) -> Iterator[Found]:
    """L1: one to three asks; company alone is none."""
    asks = [ask for ask in brief.asks if not ask.only_attending]
    # Thanks said in passing are not counted as an ask of their own.
    counted = [ask for ask in asks if ask.listed or not ask.thanks]
    if not asks:
        start, end = (brief.asks[0].start, brief.asks[0].end) if brief.asks else (0, 0)
        yield Found("L1", start, end, *_L1_NONE)
    for ask in counted[MOST_ASKS:]:
        yield Found("L1", ask.start, ask.end, *_L1_MANY)


_L1_NONE = (
    Words(
        ja="上司に何をしてもらうのかというお願いが見当たりません。",
        en="Nothing here says what your manager is to do.",
    ),
    Words(
        ja="「見積の説明後、山口様に○○と尋ね、時期を言っていただく」のように、してほしいことを一つから三つ書く。",
        en="Write one to three things to do, such as “after the quote, ask Mr Hill … so that he names a date”.",
    ),
)
_L1_MANY = (
    Words(
        ja="お願いが四つ以上あると、当日どれも半端になります。",
        en="With more than three asks none of them gets done well in the room.",
    ),
    Words(
        ja="上司にしかできないものを三つまで残し、あとは自分でする。",
        en="Keep the three only your manager can do and take the rest yourself.",
    ),
)

_PIECE_NAMES: dict[Piece, Words] = {
    "verb": Words(ja="具体的な動作", en="a concrete act"),
    "person": Words(ja="相手のお名前", en="the name of someone at the customer"),
    "moment": Words(ja="場面", en="the moment"),
    "result": Words(ja="目に見える結果", en="a result one can see"),
}
_PIECE_EXAMPLES: dict[Piece, Words] = {
    "verb": Words(ja="尋ねる・約束する・お礼を伝えるなどの動作", en="an act such as ask, promise or thank"),
    "person": Words(ja="誰に対してか(山口様、など)", en="to whom (Mr Hill, say)"),
    "moment": Words(
        ja="いつするか(名刺交換の後、見積の説明の後など)", en="when (after the introductions, after the quote)"
    ),
    "result": Words(
        ja="相手が何を言えば、何をすれば成功か(日付を口にする、など)",
        en="what they say or do if it works (a date is named)",
    ),
}


def pieces_of_an_ask(brief: Checked) -> Iterator[Found]:
    """L2: every ask has verb, person, moment and result."""
    for ask in brief.lacking:
        # A weak verb is L3's business.
        missing = [piece for piece in ask.missing if not (piece == "verb" and words.WEAK.search(ask.bare))]
        if missing:
            why = Words(
                ja=f"このお願いには{'・'.join(_PIECE_NAMES[one].ja for one in missing)}がありません。",
                en=f"This ask lacks {', '.join(_PIECE_NAMES[one].en for one in missing)}.",
            )
            suggestion = Words(
                ja=f"{'、'.join(_PIECE_EXAMPLES[one].ja for one in missing)}を書き足す。",
                en=f"Add {'; '.join(_PIECE_EXAMPLES[one].en for one in missing)}.",
            )
            yield Found("L2", ask.start, ask.end, why, suggestion)


def weak_verbs(brief: Checked) -> Iterator[Found]:
    """L3: 同行, フォロー, うまく … are no asks by themselves."""
    for ask in brief.asks:
        weak, vague = words.WEAK.search(ask.bare), words.VAGUE.search(ask.bare)
        found = weak if weak and not _acts_besides(ask) else vague if vague and not ask.full else None
        if found:
            yield Found("L3", ask.start + found.start(), ask.start + found.end(), *_L3)


def _acts_besides(ask: Ask) -> bool:
    return "verb" in ask.has and ("moment" in ask.has or "result" in ask.has) and "person" in ask.has


_L3 = (
    Words(
        ja="この言い方だけでは、上司がその場で何をするのか決まりません。",
        en="These words alone do not say what your manager does in the room.",
    ),
    Words(
        ja="動作に置き換える。例:「見積の説明後、山口様に○○と尋ねる」「検証費は当社で持つと約束する」。",
        en="Put an act in its place: “ask Mr Hill … after the quote”, “promise that we pay for the test”.",
    ),
)


def handing_over(brief: Checked) -> Iterator[Found]:
    """L4: 丸投げ words stand only beside a full ask; the wording itself may be left to the manager."""
    for sentence in brief.parsed.sentences:
        around = brief.ask_around(sentence)
        inside = around is not None and around.full
        handed = (
            ()
            if inside or (brief.sound and words.WORDING.search(sentence.bare))
            else words.HANDED_OVER.finditer(sentence.bare)
        )
        mood = () if inside or brief.sound else words.MOOD.finditer(sentence.bare)
        for match in (*handed, *mood):
            yield Found("L4", sentence.start + match.start(), sentence.start + match.end(), *_L4)


_L4 = (
    Words(
        ja="任せる言葉だけで、上司がすることが書かれていません。",
        en="This hands the matter over without saying what your manager is to do.",
    ),
    Words(
        ja="この言葉を消し、誰に・いつ・何をして・どうなればよいかを書いたお願いに替える。",
        en="Drop it and write an ask instead: to whom, when, doing what, with what result.",
    ),
)


def reason_for_manager(brief: Checked) -> Iterator[Found]:
    """L5: why the manager and not the rep."""
    if len(brief.parsed.said("why")) > 1:
        return
    about_us = re.compile(words.because_of(brief.people.ours))
    for sentence in brief.sentences("background", "not_say"):
        if words.REASON.search(sentence.bare) or about_us.search(sentence.bare):
            return
    if not brief.in_doubt(re.compile(words.about_us(brief.people.ours))):
        yield Found("L5", 0, 0, *_L5)


_L5 = (
    Words(ja="なぜ自分ではなく上司なのか、理由がありません。", en="It does not say why your manager and not you."),
    Words(
        ja="「同じ役職で更新をご経験済み」「費用を約束する権限が私にない」のように一行で書く。",
        en="One line: “you hold the same rank and did this yourself”, “I may not promise the cost”.",
    ),
)


def goal_and_fallback(brief: Checked) -> Iterator[Found]:
    """L6: how the meeting should end, and what to do if it does not."""
    parsed = brief.parsed
    # The result of the only ask is what the meeting is for.
    goal = len(parsed.said("goal")) > 1 or (brief.sound and len(brief.asks) == 1)
    goal = goal or any(_states_goal(brief, sentence) for sentence in brief.sentences("fallback", "not_say"))
    # In prose, asks that name what comes of them say what the meeting is for.
    goal = goal or (brief.sound and len({part.name for part in parsed.parts} - {"", "other", "unknown"}) < _LABELLED)
    if not goal and not brief.in_doubt(words.MAYBE_GOAL):
        yield Found("L6", 0, 0, *_L6_GOAL)
    fallback = len(parsed.said("fallback")) > 1
    fallback = fallback or any(words.FALLBACK.search(sentence.bare) for sentence in brief.sentences("not_say"))
    if not fallback and not brief.in_doubt(words.MAYBE_FALLBACK):
        yield Found("L6", 0, 0, *_L6_FALLBACK)


_LABELLED = 3
"""A brief with so many kinds of labels is one where a missing label means something."""


def _states_goal(brief: Checked, sentence: Sentence) -> bool:
    """Whether a sentence says how the meeting is to end; "then it worked" inside an ask is that ask's result only."""
    if words.FALLBACK.search(sentence.bare):
        return False
    in_ask = brief.ask_around(sentence) is not None
    return any(not (in_ask and words.WORKED.search(match[0])) for match in words.GOAL.finditer(sentence.bare))


_L6_GOAL = (
    Words(ja="面談がどう終われば成功なのかが書かれていません。", en="It does not say how the meeting should end."),
    Words(
        ja="「目的: 山口様から『6月の会議に諮る』のひと言をもらう」のように、終わったときの姿を一行で書く。",
        en="One line: “Goal: Mr Hill says which meeting he takes it to”.",
    ),
)
_L6_FALLBACK = (
    Words(
        ja="うまくいかなかったときにどうするかがありません。", en="It does not say what happens if it does not work."
    ),
    Words(
        ja="「日付が出なければ次回の日程だけ決める」のように一行で足す。",
        en="Add one line: “if no date comes, we only fix the next meeting”.",
    ),
)


def background_serves(brief: Checked) -> Iterator[Found]:
    """L7: at most five lines of background, and each of them serves an ask."""
    lines = list(_background_lines(brief.parsed))
    for start, end in lines[MOST_BACKGROUND:]:
        yield Found("L7", start, end, *_L7_MANY)
    for start, end in _unconnected(brief.parsed, lines[:MOST_BACKGROUND]):
        yield Found("L7", start, end, *_L7_UNSERVING)
    told = list(brief.sentences("asks", "goal", "fallback", "not_say", "why", "flow"))
    asked = " ".join(ask.text for ask in brief.asks if ask.full)
    for sentence in told:
        if words.FORBIDS.search(sentence.bare):
            continue
        for match in (*words.PAPERS.finditer(sentence.bare), *words.BESIDE_THE_POINT.finditer(sentence.bare)):
            if match[0] not in asked or sentence.text in asked:
                yield Found("L7", sentence.start + match.start(), sentence.start + match.end(), *_L7_UNSERVING)
    dated = [sentence for sentence in told if words.MONTH.search(sentence.bare)]
    if (
        sum(len(words.MONTH.findall(sentence.bare)) for sentence in dated) > MOST_MONTHS
        and len(lines) <= MOST_BACKGROUND
    ):
        yield Found("L7", dated[0].start, dated[-1].end, *_L7_CHRONICLE)


def _background_lines(parsed: Parsed) -> Iterator[tuple[int, int]]:
    """The lines of the background; one that stands alone is split at its sentences and slashes."""
    for part in parsed.parts:
        if part.name != "background":
            continue
        said = parsed.bare[part.start : part.end]
        pattern = r"[^\n\r]+" if len(re.findall(r"[^\n\r]*\w[^\n\r]*", said)) > 1 else r"[^\n\r。/]+"
        for match in re.finditer(pattern, said):
            line = match[0].strip(" \t\u3000・-*•")
            if sum(char.isalnum() for char in line) >= 4:
                first = part.start + match.start() + match[0].index(line)
                yield first, first + len(line)


def _unconnected(parsed: Parsed, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines that share no word with the rest of the brief, if most lines are like that; a single one may well have its use."""
    rest = _content(
        "".join(parsed.text[part.start : part.end] + "\n" for part in parsed.parts if part.name != "background")
    )
    lost = [(start, end) for start, end in lines if not _content(parsed.text[start:end]) & rest]
    return lost if len(lost) > 1 and len(lost) * 2 > len(lines) else []


def _content(text: str) -> set[str]:
    """What a text is about: pairs of kanji, katakana words, the stems of longer English words, numbers."""
    kanji = {run[place : place + 2] for run in re.findall(r"[一-龥々]{2,}", text) for place in range(len(run) - 1)}
    stems = {word[:5].lower() for word in re.findall(r"[A-Za-z]{4,}", text)} - _EMPTY_WORDS
    return kanji | stems | set(re.findall(r"[ァ-ヴー]{2,}|\d+", text))


_EMPTY_WORDS = frozenset(
    "that this have with from they there their been will were what when your about some very".split()
)


_L7_MANY = (
    Words(
        ja="背景が五行を超えています。上司は移動中の一分で読みます。",
        en="More than five lines of background; your manager reads this in a minute on the way.",
    ),
    Words(
        ja="お願いを実行するのに要る行だけを残し、この行は消す。",
        en="Keep only the lines an ask needs and drop this one.",
    ),
)
_L7_UNSERVING = (
    Words(ja="どのお願いの役にも立たない背景です。", en="This background serves none of the asks."),
    Words(
        ja="消す。お願いに要る事実があれば、それだけを一行で書く。",
        en="Drop it. If an ask needs one fact of it, write that fact in a line.",
    ),
)
_L7_CHRONICLE = (
    Words(
        ja="これまでの経過を順に書いていますが、お願いにはほとんど要りません。",
        en="This tells the whole history, of which the asks need little.",
    ),
    Words(
        ja="経過は省き、お願いごとに要る事実を一行ずつ、五行までにする。",
        en="Leave the history out; one fact an ask, five lines at most.",
    ),
)


def guesses_marked(brief: Checked) -> Iterator[Found]:
    """L8: a guess about the customer says かもしれない; what is stated is a fact."""
    for sentence in brief.sentences("not_say"):
        if sentence.part != "background" and not words.ABOUT_THEM.search(sentence.bare):
            continue
        match = None if words.FORBIDS.search(sentence.bare) else words.GUESS.search(sentence.bare)
        soft = match is not None and sentence.part != "background" and words.SOFT_GUESS.fullmatch(match[0]) is not None
        if match and not soft and not words.MARKED.search(_line_around(brief.parsed, sentence)):
            yield Found("L8", sentence.start + match.start(), sentence.start + match.end(), *_L8)


def _line_around(parsed: Parsed, sentence: Sentence) -> str:
    """The sentence with the mark or bracket that opens or closes its line ("(推測)…", "… (guess)")."""
    begin = max(parsed.bare.rfind(sign, 0, sentence.start) for sign in "\n。") + 1
    stop = parsed.bare.find("\n", sentence.end)
    after = parsed.bare[sentence.end : stop if stop >= 0 else len(parsed.bare)]
    bracket = re.match(r"[ .。]*[(（][^()（）]*[)）]", after)
    return parsed.bare[begin : sentence.end] + (bracket[0] if bracket else "")


_L8 = (
    Words(
        ja="推測を事実のように書いています。上司はそのまま信じて話します。",
        en="A guess is put as a fact; your manager will act on it.",
    ),
    Words(
        ja="「〜かもしれない」と書くか、相手の言葉か出来事に替える。",
        en="Write “it may be that …”, or put what they said or did in its place.",
    ),
)


def respect(brief: Checked) -> Iterator[Found]:
    """L9: no degrading words about the contact; what the rep says of themselves is no such thing."""
    for sentence in brief.parsed.sentences:
        for match in words.INSULT.finditer(sentence.bare):
            yield Found("L9", sentence.start + match.start(), sentence.start + match.end(), *_L9)
        for match in words.POWERLESS.finditer(sentence.bare):
            clause = re.split(r"[、,;]", sentence.bare[: match.start()])[-1] or sentence.bare[: match.start()]
            about_us = sentence.part == "why" and not PERSON_JA.search(sentence.bare)
            if not about_us and not words.OURS.search(clause):
                yield Found("L9", sentence.start + match.start(), sentence.start + match.end(), *_L9)


_L9 = (
    Words(
        ja="相手を低く言う言葉です。上司の口ぶりに出れば、この方の顔をつぶします。",
        en="This talks the contact down; if it shows in the room, they lose face.",
    ),
    Words(
        ja="消すか、事実に替える。例:「社内で諮るのは山口部長です」。",
        en="Drop it or state the fact: “Mr Hill is the one who takes it to the meeting”.",
    ),
)


def contact_credited(brief: Checked) -> Iterator[Found]:
    """L10: the contact is credited in front of their boss, once or nearly so."""
    before = [None, *brief.parsed.sentences]
    given = [one for one, earlier in zip(brief.parsed.sentences, before, strict=False) if _credits(brief, one, earlier)]
    told = (tells_of_another(brief.people, one.text, one.bare) for one in brief.sentences(*_NOT_PLANNED, "not_say"))
    credited = given or any(told) or any(ask.credits for ask in brief.asks)
    if not credited and not brief.in_doubt(words.MAYBE_CREDIT):
        yield Found("L10", 0, 0, *_L10_NONE)
    planned = [one for one in given if one.part not in _NOT_PLANNED and not words.ONCE.search(one.bare)]
    for sentence in planned[MOST_CREDIT:]:
        yield Found("L10", sentence.start, sentence.end, *_L10_MANY)


_NOT_PLANNED = ("why", "background", "fallback", "goal")


def _credits(brief: Checked, sentence: Sentence, earlier: Sentence | None) -> bool:
    """Whether a sentence gives someone at the customer credit; thanks to the manager are not meant."""
    if sentence.part == "not_say" or not words.CREDIT.search(sentence.text) or words.THANKS_TO_US.search(sentence.bare):
        return False
    near = sentence.text + (earlier.text if earlier else "")
    return words.ABOUT_THEM.search(near) is not None or brief.people.anyone_in(near)


_L10_NONE = (
    Words(
        ja="窓口の方の働きを、その上司の前で認める一言がありません。",
        en="Nothing gives the contact credit in front of their boss.",
    ),
    Words(
        ja="「冒頭、山口様の前で、佐伯様の調査にお礼を伝える」のように一度だけ入れる。",
        en="Once, near the start: thank Ms Ward for her survey while Mr Hill is listening.",
    ),
)
_L10_MANY = (
    Words(
        ja="お礼が三度を超えると、お世辞に聞こえ、ご本人も居づらくなります。",
        en="Said three times, thanks sound like flattery and embarrass the contact.",
    ),
    Words(ja="いちばん具体的な一度だけを残し、ここは消す。", en="Keep the most concrete one and drop this."),
)


def who_leads(brief: Checked) -> Iterator[Found]:
    """L11: who runs the meeting, and that it is the rep."""
    flow = [sentence for sentence in brief.parsed.sentences if sentence.part == "flow"]
    if any(not words.LED_BY_MANAGER.search(sentence.bare) for sentence in flow):
        return
    led = any(words.LEADING.search(sentence.bare) for sentence in brief.parsed.sentences)
    if not led and not brief.in_doubt(words.MAYBE_LEADING):
        start, end = (flow[0].start, flow[0].end) if flow else (0, 0)
        yield Found("L11", start, end, *_L11)


_L11 = (
    Words(
        ja="誰が進めるのかが書かれていません。上司は自分が話す番を見失います。",
        en="It does not say who runs the meeting, so your manager cannot tell when it is their turn.",
    ),
    Words(ja="「進行と説明は私」と一行で書く。", en="One line: “I run the meeting and present”."),
)


def asks_for_introduction(parsed: Parsed) -> bool:
    """Whether the text is about bringing the two managers together, not yet about a meeting that is fixed."""
    return words.INTRODUCING.search(parsed.bare) is not None


def introduction_first(brief: Checked) -> Iterator[Found]:
    """L13: where the customer has not agreed to the introduction, only the 打診 can be asked for."""
    start, end = (brief.asks[0].start, brief.asks[-1].end) if brief.asks else (0, 0)
    yield Found("L13", start, end, *_L13)


_L13 = (
    Words(
        ja="引き合わせの了承がまだ確かめられていないのに、当日の役割を頼んでいます。",
        en="This asks for a part in a meeting that the customer has not yet agreed to.",
    ),
    Words(
        ja="先に、上司同士の引き合わせを打診するための依頼(伺える日を二つ、など)を書く。",
        en="First ask for what you need to propose bringing both managers together, such as two dates.",
    ),
)


MEETING_RULES = (
    number_of_asks,
    pieces_of_an_ask,
    weak_verbs,
    handing_over,
    reason_for_manager,
    goal_and_fallback,
    background_serves,
    guesses_marked,
    respect,
    contact_credited,
    who_leads,
)
ANY_DRAFT_RULES = (handing_over, background_serves, guesses_marked, respect)
"""What also holds for a 打診 draft, where there is no meeting yet."""
