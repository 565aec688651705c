"""The rules L1–L11, L13 and L14 of a brief, one small function each. L12 is in ``lint_facts``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.brief.lint_asks import CREDIT, FALLBACK, FORBIDS, PERSON_JA, VAGUE, WEAK, Ask, Piece, find_asks
from analyzer.brief.lint_text import Parsed, Sentence
from analyzer.words import Frozen, Words

MOST_ASKS = 3
MOST_BACKGROUND = 5
MOST_CREDIT = 2
MOST_CHARACTERS = 600
MOST_WORDS = 220
MOST_MONTHS = 4
"""Sentences with a month or season outside the asks; more of them are a chronicle."""


class Complaint(Frozen):
    """One thing to mend in a brief; ``start`` and ``end`` are code-point offsets of ``words`` in the text, 0 where something is missing."""

    rule: str
    start: int
    end: int
    words: str
    why: Words
    suggestion: Words


@dataclass(frozen=True)
class Found:
    """A complaint in offsets of the folded text."""

    rule: str
    start: int
    end: int
    why: Words
    suggestion: Words


class Checked:
    """A parsed brief with its asks, found once for all rules."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.asks: tuple[Ask, ...] = find_asks(parsed)

    @property
    def sound(self) -> bool:
        """Whether there are asks and each of them is complete."""
        return bool(self.asks) and all(ask.full for ask in self.asks)

    def sentences(self, *leave_out: str) -> Iterator[Sentence]:
        """The sentences that stand under none of the given labels."""
        return (sentence for sentence in self.parsed.sentences if sentence.part not in leave_out)


def number_of_asks(brief: Checked) -> Iterator[Found]:
    """L1: one to three asks; company alone is none."""
    asks = [ask for ask in brief.asks if not ask.only_attending]
    if not asks:
        start, end = (brief.asks[0].start, brief.asks[0].end) if brief.asks else (0, 0)
        yield Found("L1", start, end, *_L1_NONE)
    for ask in asks[MOST_ASKS:]:
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
    Words(ja="お願いが四つ以上あると、当日どれも半端になります。", en="With more than three asks none of them gets done well in the room."),
    Words(ja="上司にしかできないものを三つまで残し、あとは自分でする。", en="Keep the three only your manager can do and take the rest yourself."),
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
    "moment": Words(ja="いつするか(名刺交換の後、見積の説明の後など)", en="when (after the introductions, after the quote)"),
    "result": Words(ja="相手が何を言えば、何をすれば成功か(日付を口にする、など)", en="what they say or do if it works (a date is named)"),
}


def pieces_of_an_ask(brief: Checked) -> Iterator[Found]:
    """L2: every ask has verb, person, moment and result."""
    for ask in brief.asks:
        # A weak verb is L3's business.
        missing = [piece for piece in ask.missing if not (piece == "verb" and WEAK.search(ask.bare))]
        if missing:
            ja, en = "・".join(_PIECE_NAMES[one].ja for one in missing), ", ".join(_PIECE_NAMES[one].en for one in missing)
            add_ja = "、".join(_PIECE_EXAMPLES[one].ja for one in missing)
            add_en = "; ".join(_PIECE_EXAMPLES[one].en for one in missing)
            why = Words(ja=f"このお願いには{ja}がありません。", en=f"This ask lacks {en}.")
            yield Found("L2", ask.start, ask.end, why, Words(ja=f"{add_ja}を書き足す。", en=f"Add {add_en}."))


def weak_verbs(brief: Checked) -> Iterator[Found]:
    """L3: 同行, フォロー, うまく … are no asks by themselves."""
    for ask in brief.asks:
        weak, vague = WEAK.search(ask.bare), VAGUE.search(ask.bare)
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

_MOOD = re.compile(
    r"心強い|心強く|頼りにし|頼みの綱|百人力|鬼に金棒|おすがり|おんぶに抱っこ"
    r"|\bcount(?:ing)? on you|\brely(?:ing)? on you|\bfeel (?:a lot |much )?safer|great to have you|help to have you|knowing you(?:'re| are) there",
    re.IGNORECASE,
)
_HANDED_OVER = re.compile(
    r"お任せ|任せます|任せたい|丸投げ|助けて(?:ください|下さい|ほしい|いただけ|いただき|もらえ|もらい)|(?:なんとか|何とか)(?:し[てた]|お願い|なり|でき|うまく|上手く|決め|話|口説|説得|まとめ|して|ならない)"
    r"|(?:うまく|上手く)(?:話|言|まとめ|やっ|決め|つない|運|進め|お願い)|話をつけ|口説き落と|決めて(?:もらえ|いただけ|きて)|押してもらえれば|押していただければ"
    r"|\b(?:leav(?:e|ing) (?:it|this|that|the \w+|everything|them) (?:all |up )?(?:to|with) you|leav(?:e|ing) (?:it|this|everything) in your hands|in your hands|rescu(?:e|ing)|somehow|save (?:this|the|it|us|me)\b"
    r"|work your magic|do your (?:thing|magic)|whatever it takes|(?:it's|all|the rest is) (?:over )?to you|over to you|bail (?:me|us)|take it from there|help me out)",
    re.IGNORECASE,
)
_WORDING = re.compile(r"言い回し|言い方|表現|言葉|順番|例え|順序|\bwording|\bphrase|\bhow you (?:put|say)|\bthe words\b", re.IGNORECASE)


def handing_over(brief: Checked) -> Iterator[Found]:
    """L4: 丸投げ words stand only beside a full ask; the wording itself may be left to the manager."""
    for sentence in brief.sentences():
        beside = brief.sound or any(ask.full and ask.start <= sentence.start < ask.end for ask in brief.asks)
        for match in _HANDED_OVER.finditer(sentence.bare):
            inside = any(ask.full and ask.start <= sentence.start < ask.end for ask in brief.asks)
            if not inside and not (brief.sound and _WORDING.search(sentence.bare)):
                yield Found("L4", sentence.start + match.start(), sentence.start + match.end(), *_L4)
        for match in _MOOD.finditer(sentence.bare):
            if not beside:
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

_ME = r"(?:私|僕|自分|わたし|俺|当方|担当)"
_REASON = re.compile(
    rf"{_ME}(?:の(?:立場|肩書|権限|経験|口)?(?:で|では|から)?|で|だと|では|じゃ|が|から|に|には|も)[^。\n]{{0,28}}(?:ない|なく|せん|ず|軽い|軽く|売り込み|催促|押し売り|飛ばす|飛び越|越権|角が立)"
    r"|(?:頼|頼み|お願いし?|お願い[すいし][るた]?)[^。\n]{0,3}(?:の|わけ|こと)は[^。\n]{2,}(?:から|ため|ので|です|だけ|人|方)"
    r"|同格|同じ(?:立場|役職|目線|業界|肩書|世代|苦労|道)|役職が(?:並|同)|(?:部長|課長|次長|所長|役員|社長|店長|支店長|本部長|上司|経営者|技術者)(?:同士|どうし)"
    r"|(?:経験|出身|年[^。\n]{0,4}(?:やっ|い)|当事者|当人|権限|裁量|肩書|立場|人脈|実績|ご縁|資格|詳しい|長い|明るい|ご存[じ知]|だった|していた|されていた|なさっていた|おられた)[^。\n]{0,10}(?:から|ので|ため|だけ|こそ|ならでは|人だ|方だ)"
    r"|(?:だけ|しか)(?:が|に|は|でき|でき|語|言え|話せ)[^。\n]{0,12}(?:から|ため|ない|です|部長|課長|次長|所長)|からこそ|だからこそ"
    r"|\bwhy you\b|\byou,? (?:and )?not me\b|\bfrom me,? (?:it|that|this)|\bfrom you\b[^.\n]{0,30}(?:because|since|as)|\b(?:because|since) you(?:'ve|'re| have| are| were| ran| know| did| grew| and| can| hold|\b)"
    r"|\bas (?:someone who|a former)|\byour (?:rank|experience|title|level|years|time (?:as|at|in))\b|\bI (?:can't|cannot|don't|do not|never|have never|have no|am not|lack)\b|\bI've never\b|\bonly you\b"
    r"|\bsame (?:job|rank|level|title|trade|role)\b|\bpeers?\b|\bit carries more weight\b|\bcoming from you\b",
    re.IGNORECASE,
)


def reason_for_manager(brief: Checked) -> Iterator[Found]:
    """L5: why the manager and not the rep."""
    if len(brief.parsed.said("why")) < 2 and not any(_REASON.search(sentence.bare) for sentence in brief.sentences("background", "not_say")):
        yield Found("L5", 0, 0, *_L5)


_L5 = (
    Words(ja="なぜ自分ではなく上司なのか、理由がありません。", en="It does not say why your manager and not you."),
    Words(
        ja="「同じ役職で更新をご経験済み」「費用を約束する権限が私にない」のように一行で書く。",
        en="One line: “you hold the same rank and did this yourself”, “I may not promise the cost”.",
    ),
)

_GOAL = re.compile(
    r"目的|ゴール|目標|狙い|ねらい|着地|終わ(?:りたい|れれば|った姿|る(?:こと|のが|日))|終えたい|終える|持ち帰|(?:聞いて|もらって|決めて|いただいて|出して|伺って|取って)(?:終|帰る|帰り)|決めたい|引き出|取り付け|取りたい|までもってい|まで持ってい|たら成功|れば成功|できれば十分|得たい|いただきたいのは"
    r"|\bgoal|\baim\b|\bobjective|\bpurpose|\bby the end\b|\bleave with\b|\bwalk (?:out|away) with|\bcome away with|\bsuccess\b|\bcame for\b|\boutcome|\bwe(?:'re| are) after\b|\bwhat (?:I|we) want\b|\bI(?:'d like| want| hope) (?:us )?to (?:leave|come|walk|end|get|finish)|\bgood day\b|\bso that we can leave\b",
    re.IGNORECASE,
)


def goal_and_fallback(brief: Checked) -> Iterator[Found]:
    """L6: how the meeting should end, and what to do if it does not."""
    parsed = brief.parsed
    if len(parsed.said("goal")) < 2 and not _GOAL.search(_without_labels(parsed)):
        yield Found("L6", 0, 0, *_L6_GOAL)
    if len(parsed.said("fallback")) < 2 and not any(FALLBACK.search(sentence.bare) for sentence in parsed.sentences):
        yield Found("L6", 0, 0, *_L6_FALLBACK)


def _without_labels(parsed: Parsed) -> str:
    return "\n".join(sentence.bare for sentence in parsed.sentences)


_L6_GOAL = (
    Words(ja="面談がどう終われば成功なのかが書かれていません。", en="It does not say how the meeting should end."),
    Words(
        ja="「目的: 山口様から『6月の会議に諮る』のひと言をもらう」のように、終わったときの姿を一行で書く。",
        en="One line: “Goal: Mr Hill says which meeting he takes it to”.",
    ),
)
_L6_FALLBACK = (
    Words(ja="うまくいかなかったときにどうするかがありません。", en="It does not say what happens if it does not work."),
    Words(ja="「日付が出なければ次回の日程だけ決める」のように一行で足す。", en="Add one line: “if no date comes, we only fix the next meeting”."),
)

_PAPERS = re.compile(
    r"(?:経緯|議事録|履歴|経過|やり取り|やりとり|メール|日報)[^。\n]{0,16}(?:添付|\d+ ?(?:枚|通|ページ|件)|一式|全部|すべて|お読み|目を通)|(?:添付|一式)[^。\n]{0,10}(?:経緯|議事録|履歴|経過|やり取り|日報)"
    r"|\b(?:history|minutes|thread|all (?:my|the) (?:notes|emails)|call notes)\b[^.\n]{0,30}\b(?:attached|below|enclosed)\b|\b(?:attached|enclosed)\b[^.\n]{0,40}\b(?:history|minutes|thread|notes|emails)\b|\bread (?:all|through) (?:the|my)\b",
    re.IGNORECASE,
)
_BESIDE_THE_POINT = re.compile(
    r"発売|累計|創業|沿革|ラインナップ|モデルチェンジ|新機能の|受賞|展示会で名刺|展示会で(?:好評|大変好評)|ゴルフ|噂|うわさ|疲れ(?:て|まし|た)|へこ(?:ん|み)|頑張ったつもり|別件|他案件|別の案件|余談"
    r"|\b(?:founded in|on the market|awards?\b|product line|gossip|rumou?r|by the way|another deal|other deal|sister company|felt (?:rather |quite |a bit )?|i was (?:rather|quite|a bit)|chat about)",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?<!\d)\d{1,2}月(?:に|末|頭|上旬|下旬|中旬|の|、|から)|(?:昨年|一昨年|年末|年明け|春|夏|秋|冬|[一二三四五六七八九十]月)に|\bIn (?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\b(?:last|in) (?:spring|summer|autumn|fall|winter|year)\b"
)
_FIELDED = re.compile(r"[ \t\u3000]*(?:[-・*•]|\d{1,2}[.)])?[ \t]*")


def background_serves(brief: Checked) -> Iterator[Found]:
    """L7: at most five lines of background, and each of them serves an ask."""
    lines = list(_background_lines(brief.parsed))
    for start, end in lines[MOST_BACKGROUND:]:
        yield Found("L7", start, end, *_L7_MANY)
    told = [sentence for sentence in brief.sentences("asks", "goal", "fallback", "not_say", "why", "flow")]
    asked = " ".join(ask.text for ask in brief.asks if ask.full and not len(brief.parsed.text) < ask.end - ask.start)
    for sentence in told:
        for match in (*_PAPERS.finditer(sentence.bare), *_BESIDE_THE_POINT.finditer(sentence.bare)):
            if match[0] not in asked or sentence.text in asked:
                yield Found("L7", sentence.start + match.start(), sentence.start + match.end(), *_L7_UNSERVING)
    chronicle = [sentence for sentence in told if _MONTH.search(sentence.bare)]
    moments = sum(len(_MONTH.findall(sentence.bare)) for sentence in chronicle)
    if moments > MOST_MONTHS and len(lines) <= MOST_BACKGROUND:
        yield Found("L7", chronicle[0].start, chronicle[-1].end, *_L7_CHRONICLE)


def _background_lines(parsed: Parsed) -> Iterator[tuple[int, int]]:
    """The lines of the background: its bullets, or its sentences, or what stands between slashes."""
    for part in parsed.parts:
        if part.name == "background":
            for match in re.finditer(r"[^\n\r。/]+", parsed.bare[part.start : part.end]):
                words = match[0].strip(" \t\u3000・-*")
                if sum(char.isalnum() for char in words) >= 4:
                    first = part.start + match.start() + match[0].index(words)
                    yield first, first + len(words)


_L7_MANY = (
    Words(ja="背景が五行を超えています。上司は移動中の一分で読みます。", en="More than five lines of background; your manager reads this in a minute on the way."),
    Words(ja="お願いを実行するのに要る行だけを残し、この行は消す。", en="Keep only the lines an ask needs and drop this one."),
)
_L7_UNSERVING = (
    Words(ja="どのお願いの役にも立たない背景です。", en="This background serves none of the asks."),
    Words(ja="消す。お願いに要る事実があれば、それだけを一行で書く。", en="Drop it. If an ask needs one fact of it, write that fact in a line."),
)
_L7_CHRONICLE = (
    Words(ja="これまでの経過を順に書いていますが、お願いにはほとんど要りません。", en="This tells the whole history, of which the asks need little."),
    Words(ja="経過は省き、お願いごとに要る事実を一行ずつ、五行までにする。", en="Leave the history out; one fact an ask, five lines at most."),
)

_GUESS = re.compile(
    r"きっと|(?<!手)(?<!外)(?:はず)(?:です|だ|な|で|。|$|、)|違いな[いく]|間違いなく|と思われ|と考えられ|のでしょう(?!か)|でしょう(?:。|$|ね)|だろう(?!か)|感触(?:です|は|では|だ|あり|が)|気がし|(?:いる|ある|ない|だ|た|たい)と(?:思い|思う|見てい|踏んで|読んで)"
    r"|本音(?:は|では)|本心|内心|腹の中|[りえしきちにびみい]たがって|怖がって|怯えて|恐れて|嫌がって|乗り気"
    r"|\b(?:surely|obviously|no doubt|undoubtedly|certainly|definitely|I'?m (?:sure|certain|convinced|positive)|(?:he|she|they|[A-Z][a-z]+) must (?:be|have|want|feel|fear)|(?:I|we) (?:think|guess|bet|reckon|believe|suspect|assume)(?: that)? (?:he|she|they|[A-Z]\w+|the)"
    r"|clearly (?:is|has|wants?|thinks?|hates?|feels?|fears?)|(?:is|are|has|wants?) clearly|deep down|secretly|is afraid|are afraid|hates\b|is scared)",
)
_SOFT_GUESS = re.compile(r"(?<!多)(?:たぶん|多分(?!野|岐)|おそらく|恐らく)|\bprobably\b|\bpresumably\b|\bmost likely\b", re.IGNORECASE)
_MARKED = re.compile(
    r"かもしれ|かも(?:。|$|、|です)|可能性|推測|仮説|未確認|見立て|私見|恐れがあ|と(?:言|のこと|おっしゃ|伺|聞|話|述|漏らし|ぼやい)|によると|によれば|そう(?:です|だ)(?:。|$|\()|談\)|談。|本人談"
    r"|\b(?:may|might|could be|possibly|perhaps|guess(?:ing)?|unconfirmed|not (?:confirmed|sure|certain)|hypothesis|told (?:me|us)|says?|said|according to|in (?:his|her|their) words|mentioned)\b",
    re.IGNORECASE,
)
_FROM_US = re.compile(r"[てで]いただける(?:はず|と思)|お(?:役|力)|\byou(?:'ll| will| are|'re)? (?:surely|certainly|definitely|no doubt)", re.IGNORECASE)


def guesses_marked(brief: Checked) -> Iterator[Found]:
    """L8: a guess says かもしれない; what is stated is a fact."""
    for sentence in brief.sentences("not_say"):
        line = _line_around(brief.parsed, sentence)
        if _MARKED.search(line) or _FROM_US.search(sentence.bare):
            continue
        match = _GUESS.search(sentence.bare)
        if not match and (sentence.part == "background" or PERSON_JA.search(sentence.bare)):
            match = _SOFT_GUESS.search(sentence.bare)
        if match:
            yield Found("L8", sentence.start + match.start(), sentence.start + match.end(), *_L8)


def _line_around(parsed: Parsed, sentence: Sentence) -> str:
    """The sentence with the mark or bracket that opens or closes its line ("(推測)…", "… (guess)")."""
    begin = max(parsed.bare.rfind(sign, 0, sentence.start) for sign in "\n。") + 1
    stop = parsed.bare.find("\n", sentence.end)
    after = parsed.bare[sentence.end : stop if stop >= 0 else len(parsed.bare)]
    bracket = re.match(r"[ .。]*[(（][^()（）]*[)）]", after)
    return parsed.bare[begin : sentence.end] + (bracket[0] if bracket else "")


_L8 = (
    Words(ja="推測を事実のように書いています。上司はそのまま信じて話します。", en="A guess is put as a fact; your manager will act on it."),
    Words(
        ja="「〜かもしれない」と書くか、相手の言葉か出来事に替える。",
        en="Write “it may be that …”, or put what they said or did in its place.",
    ),
)

_INSULT = re.compile(
    r"無能|下っ端|小物|頼りない|頼りにならな|使えない(?:人|方|担当|窓口|奴|やつ)|使えません|話にならな|口だけ|優柔不断|役立たず|役に立た(?:ない|な)|仕事ができな|仕事のできな|頭が固|頭の固|堅物|要領が悪|やる気がな|のらりくらり|逃げ腰|お飾り|腰巾着|イエスマン|話しても無駄|話すだけ無駄|時間の無駄|小心|伝書鳩"
    r"|\b(?:useless|clueless|incompetent|spineless|hopeless|pushover|dither\w*|not the brightest|waste of time|deadweight|dead weight|a nobody|just a gatekeeper|mere gatekeeper|weak link|lightweight|yes.?man|lazy|stupid|dim|toothless|messenger boy|out of (?:his|her) depth|no backbone)\b",
    re.IGNORECASE,
)
_POWERLESS = re.compile(
    r"決められな|決めきれな|決められませ|(?:決裁)?権限(?:が|は|も|の)?(?:ない|なく|無|ありませ|持って(?:いな|な|おら))|決裁権(?:が|は|も)?(?:ない|なく|無|ありませ)|決定権(?:が|は|も)?(?:ない|なく|無|ありませ)|発言力(?:が|は|も)?(?:な|弱|低)|影響力(?:が|は|も)?(?:な|弱|低|乏)"
    r"|力(?:が|の)(?:ない|なく|弱)|立場が弱|動けない|動かせない|説明が下手|説明下手|口下手|弱い方|弱い人|鈍い"
    r"|\b(?:can(?:'t|not) (?:decide|make (?:a )?decisions?|move)|(?:has|have|with) (?:no|zero|little) (?:authority|power|say|clout|pull|influence)|no (?:real )?(?:authority|power|clout)|powerless|lacks? (?:authority|power|clout)|isn't able to decide|weak inside|never decides)\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    rf"(?!自分){_ME}(?:の|で|に|が|は|では|には|だと)|(?<!は)自分(?:の|に|が|には)|弊社|当社|うち(?:の|は|で)|\bI\b|\bmy\b|\bwe\b|\bour\b|\bI'm\b", re.IGNORECASE
)


def respect(brief: Checked) -> Iterator[Found]:
    """L9: no degrading words about the contact; what the rep says of themselves is no such thing."""
    for sentence in brief.parsed.sentences:
        for match in _INSULT.finditer(sentence.bare):
            yield Found("L9", sentence.start + match.start(), sentence.start + match.end(), *_L9)
        for match in _POWERLESS.finditer(sentence.bare):
            clause = re.split(r"[、,;]", sentence.bare[: match.start()])[-1] or sentence.bare[: match.start()]
            if not _OURS.search(clause) and not (sentence.part == "why" and not PERSON_JA.search(sentence.bare)):
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

_ONCE = re.compile(r"一度だけ|一回だけ|1度だけ|1回だけ|\b(?:once|one time)\b", re.IGNORECASE)
_THANKS_TO_US = re.compile(r"(?:いつも|ご対応|お時間|早速)[^。\n]{0,16}(?:ありがとう|感謝)|^thanks?\b|\bthanks in advance", re.IGNORECASE)


def contact_credited(brief: Checked) -> Iterator[Found]:
    """L10: the contact is credited in front of their boss, once or nearly so."""
    given = [sentence for sentence in brief.sentences("not_say") if _credits(sentence)]
    if not given:
        yield Found("L10", 0, 0, *_L10_NONE)
    planned = [one for one in given if one.part not in ("why", "background", "fallback", "goal") and not _ONCE.search(one.bare)]
    for sentence in planned[MOST_CREDIT:]:
        yield Found("L10", sentence.start, sentence.end, *_L10_MANY)


def _credits(sentence: Sentence) -> bool:
    return CREDIT.search(sentence.text) is not None and not _THANKS_TO_US.search(sentence.bare)


_L10_NONE = (
    Words(ja="窓口の方の働きを、その上司の前で認める一言がありません。", en="Nothing gives the contact credit in front of their boss."),
    Words(
        ja="「冒頭、山口様の前で、佐伯様の調査にお礼を伝える」のように一度だけ入れる。",
        en="Once, near the start: thank Ms Ward for her survey while Mr Hill is listening.",
    ),
)
_L10_MANY = (
    Words(ja="お礼が三度を超えると、お世辞に聞こえ、ご本人も居づらくなります。", en="Said three times, thanks sound like flattery and embarrass the contact."),
    Words(ja="いちばん具体的な一度だけを残し、ここは消す。", en="Keep the most concrete one and drop this."),
)

_LEADING = re.compile(
    rf"(?:進行|司会|仕切り|進め(?:る|方)|議事進行|ファシリ\w*|説明|回し|全体の流れ|デモ|場)[^。\n]{{0,18}}{_ME}|{_ME}[^。\n]{{0,18}}(?:進め|進行|司会|説明し|回し|仕切|リード|切り出|務め|行い|やり|話を戻|ファシリ|引き取り|まとめ)"
    r"|(?:進行|司会|仕切り)(?:は|役は|=|:|と説明は)[ ]?[一-龥ァ-ヴーA-Za-z]{1,6}(?!長)(?:が|です|。|、|$)"
    r"|\bI(?:'ll| will| shall|'m|'d| am)? (?:lead|run|chair|driv|host|facilitat|open|present|steer|moderate|keep (?:the )?time|do the (?:talking|product|demo|slides|rest)|take (?:the|everyone|them)|walk|handle|go through|leading|running|chairing|hosting)\w*|\b(?:led|run|chaired|hosted) by me\b|\bmy job is\b|\bleave the (?:rest|running) to me\b",
    re.IGNORECASE,
)
_LED_BY_MANAGER = re.compile(r"お任せ|お願い(?:し|でき|いた)|仕切って|進めて(?:いただ|くださ|ほし|もら)|\byou(?:'ll)? (?:lead|run|chair)")


def who_leads(brief: Checked) -> Iterator[Found]:
    """L11: who runs the meeting, and that it is the rep."""
    flow = [sentence for sentence in brief.parsed.sentences if sentence.part == "flow"]
    stated = any(not _LED_BY_MANAGER.search(sentence.bare) for sentence in flow) or any(
        _LEADING.search(sentence.bare) for sentence in brief.parsed.sentences
    )
    if not stated and len(brief.parsed.said("flow")) == 0 or (flow and not stated):
        start, end = (flow[0].start, flow[0].end) if flow else (0, 0)
        yield Found("L11", start, end, *_L11)


_L11 = (
    Words(ja="誰が進めるのかが書かれていません。上司は自分が話す番を見失います。", en="It does not say who runs the meeting, so your manager cannot tell when it is their turn."),
    Words(ja="「進行と説明は私」と一行で書く。", en="One line: “I run the meeting and present”."),
)

_INTRODUCING = re.compile(
    r"打診|引き合わせ|引合せ|(?:紹介|ご挨拶|顔合わせ)(?:の(?:機会|場))?[をに][^。\n]{0,15}(?:持ちかけ|提案|お願いでき)|(?:伺える|空いている|空けられる)日"
    r"|\brequest for an introduction|\bbe introduced\b|\bintroduce (?:you|our|the two)|\bbring(?:ing)? [^.\n]{0,24}(?:managers|bosses) together|\bsound [^.\n]{0,12}out\b|\b(?:raise|raising|float|propose) (?:it|this|the (?:idea|meeting|introduction)) (?:with|to)|\bdates? I (?:can|may|could) offer",
    re.IGNORECASE,
)


def asks_for_introduction(parsed: Parsed) -> bool:
    """Whether the text is about bringing the two managers together, not yet about a meeting that is fixed."""
    return _INTRODUCING.search(parsed.bare) is not None


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


def short_enough(parsed: Parsed) -> Iterator[Found]:
    """L14: 600 characters without white space, or 220 English words."""
    pattern, most = (r"\S", MOST_CHARACTERS) if parsed.japanese else (r"\S*\w\S*", MOST_WORDS)
    units = [match.start() for match in re.finditer(pattern, parsed.text)]
    if len(units) > most:
        yield Found("L14", units[most], len(parsed.text.rstrip()), *_l14(len(units), japanese=parsed.japanese))


def _l14(length: int, *, japanese: bool) -> tuple[Words, Words]:
    ja, en = (f"{length}字あり、600字", f"{length} characters, over 600") if japanese else (f"{length}語あり、220語", f"{length} words, over 220")
    return (
        Words(ja=f"{ja}を超えています。移動中の一分では読めません。", en=f"At {en}, it cannot be read in a minute on the way."),
        Words(ja="製品説明と経過から削り、目的・お願い・言わないことを残す。", en="Cut product and history first; keep goal, asks and what not to say."),
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
