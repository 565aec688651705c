"""Find what the manager is asked to do, and which of the four pieces each ask has: verb, person, moment, result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from analyzer.brief.lint_text import BLANK, Parsed, Part, Sentence, sentence_spans

Piece = Literal["verb", "person", "moment", "result"]
PIECES: tuple[Piece, ...] = ("verb", "person", "moment", "result")

TITLES = (
    r"(?:執行役員|取締役|本部長|事業部長|副社長|副部長|副院長|副町長|副市長|センター長|工場長|倉庫長|施設長|支店長|事務長|看護師長|師長|理事長|組合長|料理長"
    r"|社長|会長|専務|常務|役員|部長|次長|課長|係長|主任|室長|所長|店長|院長|校長|教頭|園長|館長|局長|塾長|町長|市長|村長|学長|学部長|船長|班長|職長|理事|監事|統括|主幹|主査|支配人|女将|若女将"
    r"|オーナー|マネージャー|マネジャー|リーダー|チーフ|先生|教授|住職|頭取|代表|弁護士|ドクター)"
)
_NAME = r"[一-龥々ヶァ-ヴーA-Za-z髙﨑]{1,8}"
_NO_PERSON = r"(?:お客|客|皆|仕|同|多|模|一|異|有|両|何|神|奥|疲れ|各位|今|左|文|紋|逆|王|殿|相手)"
PERSON_JA = re.compile(
    rf"(?P<name>(?!{_NO_PERSON}(?:様|さん))(?:{_NAME}|{BLANK.pattern}))[ \t]?(?P<honour>様(?![子々式相態])|さん|さま|氏(?!名)|{TITLES}(?:様|さん)?)"
    rf"|(?P<title>{TITLES})(?:様|さん)"
)
"""A person by name with 様, さん or a title, a blank in place of the name, or a title with 様."""
_THEIR_ROLE = re.compile(rf"(?:先方|相手|客先|お客様|御社|同社|向こう)(?:側)?の?[^、。\n]{{0,8}}?{TITLES}")
_ONLY_THEIRS = re.compile(r"女将|若女将|院長|副院長|事務長|校長|教頭|園長|館長|工場長|倉庫長|施設長|組合長|理事長|住職|町長|市長|村長|オーナー|支配人")
"""Titles that one's own sales manager hardly ever has."""
_ADDRESSED = re.compile(
    rf"^[ \t]*(?P<first>{_NAME}?(?:さん|{TITLES}))(?=[、,へ]|あて|宛|[ \t]*$|[ \t]*お疲れ)|(?P<asked>{_NAME}{TITLES}|{_NAME}さん)(?=に(?:頼|お願い)|へのお願い|あて|宛)",
    re.MULTILINE,
)
_PERSON_EN = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\b\.? ?[A-Z][\w'’-]+|(?<![.!?:\n\"“] )(?<!^)(?<=[ (])[A-Z][a-z][\w'’-]*|_{2,}|\[\s*\]")
_ROLE_EN = re.compile(
    r"\b(?:their|her|his|the) (?:\w+ ){0,2}?(?:director|cfo|ceo|coo|cio|vp|president|owner|head of \w+|plant manager|controller|buyer|chair|principal|dean)\b", re.IGNORECASE
)
_NO_NAME_EN = frozenset(
    "I Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December "
    "English Japanese Q1 Q2 Q3 Q4 Excel Teams Zoom Ask Tell Please When After Before Once If Then Result Goal Right Straight While As At In During The".split()
)

_WEAK_JA = r"同行|同席|ご一緒|フォロー|サポート|後押し|プッシュ|援護|バックアップ|立ち会|加勢|一押し|ひと押し|押して"
_WEAK_EN = r"\b(?:attend(?:ance|ing)?|join(?:ing)?|com(?:e|ing) along|come with|tag along|be there|sit(?:ting)? in|show up|support(?:ing)?|back (?:me|us) up|follow(?:ing)? up|help(?:ing)?(?: (?:me|us))?(?: out)?|push(?:ing)?(?! back)|step(?:ping)? in|jump(?:ing)? in|weigh(?:ing)? in|chip(?:ping)? in)\b"
WEAK = re.compile(f"{_WEAK_JA}|{_WEAK_EN}", re.IGNORECASE)
VAGUE = re.compile(r"うまく|上手く|適宜|よしなに|いい感じ|良い感じ|いつもの(?:感じ|調子)|臨機応変|as needed|where needed|when needed|somehow|as you see fit|the usual", re.IGNORECASE)
_ATTEND = re.compile(r"同行|同席|ご一緒|立ち会|(?:来|い|居)て(?:いただ|くださ|ほし|もら)|お越し|\b(?:join|attend|come|be there|sit in|tag along|have you (?:there|along|with (?:me|us)|in the room))\b", re.IGNORECASE)
_CONCRETE_JA = (
    r"話[しすさ]|伝え|尋ね|訊[いきく]|聞[いきくけ]|問[いう]|質問|褒め|ほめ|誉め|お?礼を|お礼|感謝|約束|示[しす]|見せ|説明|確認|確約|提案|渡[しす]|読み上げ|引き出|言[いうっわ]|述べ|触れ|紹介|切り出|答え"
    r"|断言|宣言|明言|口に|伺[いう]|促[しす]|振っ|振[りる]|勧め|誘[いうっ]|保証|請け負|申し出|提示|比べ|書[いきく]|挙げ|頼[みむん]|求め|出して|置い|待[つっ]|招|告げ|語|認め|謝|お詫び|握手|署名|指[しす]|配[っる]"
)
_CONCRETE_EN = (
    r"\b(?:ask|tell|say|thank|promise|offer|confirm|explain|show|describe|name|give|commit|invite|propose|hand|quote|share|read|sign|agree|answer|walk|present|credit|praise|mention|state"
    r"|request|introduce|set|compare|admit|apologi[sz]e|put|open|repeat|point|suggest|talk|speak|raise|write|draw|recount|acknowledge|guarantee|pledge|let|get|pass|return|hold|listen|wait)(?:s|ing|ed)?\b"
)
CONCRETE = re.compile(f"{_CONCRETE_JA}|{_CONCRETE_EN}", re.IGNORECASE)
_ANY_VERB_JA = re.compile(r"(?:する|して|った|って|んで|いて|いで|[うくすつぬむるぐぶ](?:$|[。)→、「])|ください|下さい|ほしい|いただ|もら)")

_MOMENT_JA = (
    r"冒頭|最初|初め|始め|始まっ|開始|開口|名刺|挨拶|あいさつ|着席|席につ|入室|玄関|受付|終わり|終わっ|終わる|終了|締め|最後|直後|直前|あと|[のたるすいん]後|後[、,にで]|後すぐ|[^午今前以直]後[、。に]|前に|まえに"
    r"|際|ところで|ところ[、に]|タイミング|途中|合間|間に|質疑|(?:たら|れば|ると|次第|かけて)[、,「]|[ん]だら|いつ:|場面:|タイミング:|尽くし|(?:出|来|ら|され|なっ|かっ|入っ|済ん|終え|見せ)たら|とき|(?<=[るたの])時[、にはで]|[\d一二三五十数]分(?:で|間|ほど|後|前|に|、)|区切り|一段落|ひと段落|雑談|食事|昼|お茶|休憩|移動|見学|(?:説明|紹介|デモ)(?:の)?(?:中|後|前|時)|議題|本題|帰り|別れ|見送|の場で|の場面|そこで|(?:話|題)に(?:なっ|移)|渡す前|切り替わ|[今当]日"
)
_MOMENT_EN = (
    r"\b(?:start|beginning|open(?:ing|s)?|first (?:\w+ )?minutes?|last (?:\w+ )?minutes?|first thing|after|before|when|once|as soon as|while|during|until|over (?:lunch|coffee|dinner|tea)|at the end"
    r"|clos(?:e|ing)|wrap[- ]?up|q ?& ?a|on the (?:tour|walk|way)|the moment|as we|straight after|then|next|if (?:he|she|they|[a-z]+) \w+|introductions?|handshakes?|break|lunch|half ?way|demo|slide)\b"
)
MOMENT = re.compile(f"{_MOMENT_JA}|{_MOMENT_EN}", re.IGNORECASE)

_THING_JA = (
    r"日(?:付|程|取り|時)?|日にち|期日|時期|締切|締め切り|月|週|日数|年数|何年|何月|分数|金額|額|数字|数|率|人数|台数|組数|件数|量|名前|お名前|名|部署|部門|会議|条件|返事|返答|回答|答え|言質|約束|了承|承諾|合意|同意|内諾|許可|一言|ひと言|ひとこと"
    r"|言葉|お言葉|意見|見解|懸念|不安|順番|手順|段取り|枠|席|場|機会|予定|予算|基準|理由|印|判|署名|サイン|担当者?|使い道|どちらか|場面|候補|課題|例|ひとつ|一つ|開始|宿題|名刺|アポ|許し|方針|範囲|目安|上限|本音|店|設備|現場"
)
_RESULT_JA = (
    rf"(?:{_THING_JA})(?:など|だけ|まで|か)?[をがも](?:[^。\n]{{0,16}})(?:もら|いただ|頂|引き出|聞[いきけ]|伺|得[るてら]|取[っりるれ]|決[めま]|出[るてれすしたま]|口に|挙げ|確認|入れ|書[いかき]|教え|示[しさ]|返|押さえ|固|言[いっわ]|答え|つ[いけ]|見え|話[しさ]|確定)"
    r"|[」』](?:と|の|という|って)?[^。\n]{0,14}(?:言|おっしゃ|口に|答え|返[しっ事]|一言|ひと言|言葉|声|乗って|聞け|出れ|引き出)"
    r"|引き出|振られ|振って(?:くれ|もら|いただ)|振ってくださる|うなず|頷|その場で|手帳|成功|狙い|ねらい|着地|できた印|十分|OK|オッケー|ところまで|もらえ(?:れば|たら)|いただければ|いただけたら|出れば|出たら(?:成功|OK|ゴール|十分)"
    r"|形に(?:する|し|なる)|流れに|状態に|(?:様|さん|氏|女将|[一-龥々ァ-ヴー](?:部|課|次|所|店|社|支店|工場|院|校|園|館|室|局|本部)長|オーナー|専務|常務|教頭|先生)(?:が|から|の口から)[^。\n]{0,24}(?:言|話|質問|尋ね|聞|答え|見る|見れば|開|書|向|返|挙げ|約束|決め|指|頷|うなず|声|口|説明|名|選|渡|呼|お尋ね)"
    r"|に(?:話|声|質問|お尋ね)(?:が|を)(?:振|かか|かけ|向|出)|(?:言って|口にして|答えて|開いて|挙げて|書いて|見て|選んで|決めて|約束して|教えて|示して|話して|頷いて|指して|認めて|名乗って)(?:もら|いただ|くれ|頂|くださ(?:れば|ったら|る))"
    r"|(?:→|⇒|=>|->)|\([^()\n]{2,24}(?:る|た|出る|言う|もらう|いただく)\)"
)
_RESULT_EN = (
    r"\b(?:so (?:that )?(?:she|he|they|[A-Z]\w+)|until|[Rr]esults?|want(?:ed)? to (?:see|hear)|looking for|you'?ll know|done when|worked (?:if|when)|landed when|that's (?:it|a win)|what we came for|[Ww]e need (?:a|the)|[Ww]e want (?:a|the))\b"
    r"|\b(?:get|have|let) (?:her|him|them|a|the|an|one|(?:Mr|Ms|Mrs|Dr)\.? )\b|\b(?:get|have|let) [A-Z]\w+ to\b|\b(?:get|for|names?|gives?|give you|pick|with) (?:a|an|the|one|her|his|their) (?:\w+ )?(?:date|name|number|figure|week|month|yes|answer|condition|step|commitment|amount|time|slot|day|copy|ward|store|line|site)"
    r"|\b(?:she|he|they|who|Mr \w+|Ms\.? \w+|Mrs \w+|Dr\.? \w+|[A-Z][a-z]+)(?:'ll| will| then)? (?:says?|names?|asks?|agrees?|commits?|tells?|gives?|nods?|writes?|books?|picks?|sets?|confirms?|puts?|turns?|signs?|answers?|promises?|offers?|can put|opens?|hears?|invites?|chooses?|points?|replies)\b"
    r"|\bask(?:s|ing)?\b[^.\n]{0,60}\b(?:which|what|when|who|how (?:much|many|long)|for a|for the|whether)\b[^.\n]{0,80}\b(?:and|get|note|write|wait)\b|→|->|=>"
)
RESULT = re.compile(f"{_RESULT_JA}|{_RESULT_EN}")

CREDIT = re.compile(
    r"お礼|御礼|感謝|謝意|褒め|ほめ|誉め|称え|讃え|ねぎら|労[いうっ]|おかげ|お陰|頭が下が|助けられ|助かっ|参考になり|ご?尽力|持ち上げ|ありがた|手柄|敬意|拝見した|花を持た|功労|立役者|評価して(?:いる|おり|いた)"
    r"|(?:くださっ|くれ|いただい|して下さっ)た(?:こと|事|話|件|の|旨|ところ|お[仕手])?[^。\n]{0,24}(?:触れ|紹介|伝え|話[しに]|振って|言っ|述べ|口に)"
    r"|\b(?:thank(?:ing|ed|s to)?\b(?! you\b)(?!,)|credit(?:ing|s)?|prais(?:e|ing)|compliment|grateful|gratitude|acknowledg|appreciat|best (?:we|I)(?:'ve| have)|helped us|good work|well done|hats off|recogni[sz]e|impressed)",
    re.IGNORECASE,
)

_REQUEST_JA = (
    r"[てで](?:いただき|頂き|もらいた|ほし[いく]|欲し[いく]|ください|下さい|いただけ(?!て)|頂け|もらえ(?:ま|る|な)|やってください|くれ(?:ます|ません|ない)か)|お願い(?:します|できま|できれ|いたし|致し|したい|できない)|をお願い(?:。|$)|お任せ(?:し|いたし|でき)"
    r"|(?:ご|お)[^\s。、]{1,8}(?:ください|下さい|いただけ(?:ま|な)|いただきたい|願い)"
)
_REQUEST_EN = (
    r"\b(?:please|(?:can|could|would|will) you|I(?:'d| would) like you to|I(?:'d)? (?:need|want) you to|I(?:'m| am) asking you to|(?:it )?would (?:really )?help (?:to|if)|over to you|leave (?:it|this) (?:to|with) you)\b"
    r"|(?:^|, |; |then |and )(?:ask|tell|thank|promise|offer|invite|propose|commit) (?:her|him|them|Mr|Ms|Mrs|Dr|[A-Z])"
)
_REQUEST = re.compile(f"{_REQUEST_JA}|{_REQUEST_EN}", re.MULTILINE)
_POLITENESS = re.compile(
    r"よろしく|宜しく|(?:ご確認|ご覧|ご一読|ご査収|お読み|ご承知|お含み|ご容赦|ご了承)(?:ください|下さい|いただ|おき|願)|目を通し|させて(?:ください|下さい|いただ|もら)|(?:教えて|連絡して|返信して|知らせて|相談)[^。\n]{0,6}(?:ください|下さい|いただ)|(?:知って|覚えて|読んで|見て)おいて"
    r"|お(?:時間|力添え|力)を?(?:ください|いただ)|いただい(?:た|て(?:い|お|ま|、))|\b(?:let me know|call me|reply|shout if|please (?:see|read|find|review|no|note|avoid|don't|do not))\b",
    re.IGNORECASE,
)
FORBIDS = re.compile(
    r"ない(?:で(?!し|す)|よう|こと)|せずに|ずに(?:お|い)|控え|避け|伏せ|触れず|出さず|\b(?:don't|do not|never|avoid|stay away|no talk|keep off|off the table|nothing about|not a word)\b", re.IGNORECASE
)
_CONTINUES = re.compile(r"[ \t\u3000]|→|⇒|->|=>|=|\(|これ|それ|そこ|その|ここ|狙い|ねらい|成功|結果|できた|目安|ゴール|Result|Aim|What we|You'll|Done")
_FIELD = re.compile(r"[ \t\u3000]*(?:[-・*•][ \t]*)?(?:\*\*)?(?:誰|だれ|どなた|いつ|場面|タイミング|何を|なに|やること|どうな|成功|結果|狙い|相手|言葉|質問|できた|who|when|what|result|done|moment|person|verb|how)[^:\n]{0,12}:", re.IGNORECASE)
_NUMBER = re.compile(r"^[ \t\u3000]*(?:[-・*•][ \t]*)?(?:\*\*)?(?:\((?:\d{1,2}|[a-zA-Z]|[一二三四五])\)|(?:\d{1,2}|[a-z一二三四五])[).、](?!\d)|[❶-❿])", re.MULTILINE)
_BULLET = re.compile(r"^[ \t\u3000]*(?:[-*+•–—][ \t]+|[・•●○◯■▪])(?=\S)", re.MULTILINE)
_SIGN = re.compile(r"[①-⑳]")
_INLINE_NUMBER = re.compile(r"(?<![\w(])\(\d{1,2}\)|(?<=[。 ])\d[).](?=\s?\S)")


@dataclass(frozen=True)
class Ask:
    """One thing the manager is asked to do; ``has`` says which of the four pieces its words hold."""

    start: int
    end: int
    text: str
    bare: str
    has: frozenset[Piece]

    @property
    def missing(self) -> tuple[Piece, ...]:
        """The pieces it lacks. Thanks are seen by all when they are said, so a word of credit needs no result of its own."""
        credit = CREDIT.search(self.text) is not None
        return tuple(piece for piece in PIECES if piece not in self.has and not (credit and piece == "result"))

    @property
    def full(self) -> bool:
        """Whether it has all it needs."""
        return not self.missing

    @property
    def only_attending(self) -> bool:
        """Whether it asks for company and nothing else."""
        _, end = next(sentence_spans(self.bare, 0, len(self.bare)), (0, 0))
        return _ATTEND.search(self.bare, 0, end) is not None and CONCRETE.search(self.bare, 0, end) is None


def find_asks(parsed: Parsed) -> tuple[Ask, ...]:
    """The asks in order: items under an お願い label, otherwise numbered lines, otherwise sentences that ask for something."""
    spans = [span for part in parsed.parts if part.name == "asks" for span in _under_label(parsed, part)]
    if not spans:
        spans = _numbered_without_label(parsed)
    if not spans:
        spans = _in_prose(parsed, [sentence for sentence in parsed.sentences if sentence.part in ("", "other", "credit")])
    people = customer_people(parsed)
    asks = [Ask(start, end, parsed.text[start:end], parsed.bare[start:end], _pieces(parsed, start, end, people)) for start, end in spans]
    # "同行のお願いです" is only the frame where real asks follow.
    real = [ask for ask in asks if not ask.only_attending]
    return tuple(real if any(ask.full for ask in real) and not _listed(parsed, asks) else asks)


def _listed(parsed: Parsed, asks: list[Ask]) -> bool:
    """Whether every ask is an item of a list: then each of them is meant as an ask."""
    return all(_SIGN.match(parsed.bare, ask.start) or _NUMBER.match(ask.bare) or _BULLET.match(ask.bare) for ask in asks)


def _under_label(parsed: Parsed, part: Part) -> list[tuple[int, int]]:
    items = _items(parsed.bare, part.start, part.end)
    if items:
        return items
    sentences = [sentence for sentence in parsed.sentences if part.start <= sentence.start < part.end]
    requests = [sentence for sentence in sentences if is_request(sentence)]
    if len(requests) > 1:
        return _in_prose(parsed, sentences)
    return [(sentences[0].start, sentences[-1].end)] if sentences else []


def _items(bare: str, start: int, end: int) -> list[tuple[int, int]]:
    """The items of a list between two offsets, by the strongest kind of mark that occurs."""
    for pattern in (_SIGN, _NUMBER, _INLINE_NUMBER, _BULLET):
        marks = [match.start() for match in pattern.finditer(bare, start, end)]
        if pattern is _BULLET:
            marks = [mark for mark in marks if not _FIELD.match(bare, mark)]
        if marks:
            stops = [*marks[1:], end]
            spans = (_trimmed(bare, mark, _end_of_item(bare, mark, stop)) for mark, stop in zip(marks, stops, strict=True))
            return [span for span in spans if span[0] < span[1]]
    return []


def _end_of_item(bare: str, start: int, stop: int) -> int:
    """Where an item ends: at the first line that does not go on with it."""
    for newline in re.finditer(r"[\r\n]+(?=[^\r\n])", bare[start:stop]):
        after = start + newline.end()
        goes_on = _CONTINUES.match(bare, after, stop) or _FIELD.match(bare, after, stop)
        broken = bare[start + newline.start() - 1] in "、,をにはがでとの" or (bare[after].isascii() and bare[after].islower())
        if newline[0].count("\n") > 1 or not (goes_on or broken):
            return start + newline.start()
    return stop


def _trimmed(bare: str, start: int, end: int) -> tuple[int, int]:
    inner = bare[start:end].strip()
    if not any(char.isalnum() for char in _SIGN.sub("", inner)):
        return start, start
    first = start + bare[start:end].index(inner)
    return first, first + len(inner)


def _numbered_without_label(parsed: Parsed) -> list[tuple[int, int]]:
    """Two or more numbered items that stand under no label are asks, if any of them asks or acts."""
    for part in parsed.parts:
        if part.name in ("", "other"):
            items = _items(parsed.bare, part.start, part.end)
            if len(items) > 1 and any(_REQUEST.search(parsed.bare, *item) or CONCRETE.search(parsed.bare, *item) for item in items):
                return items
    return []


def is_request(sentence: Sentence) -> bool:
    """Whether a sentence asks the manager to act: no greeting, no "please do not", no "if it fails"."""
    if _POLITENESS.search(sentence.bare) or FORBIDS.search(sentence.bare):
        return False
    return _REQUEST.search(sentence.bare) is not None and FALLBACK.search(sentence.bare) is None


def _in_prose(parsed: Parsed, sentences: list[Sentence]) -> list[tuple[int, int]]:
    """Each request with the sentences that follow it in its paragraph, up to the next request."""
    spans: list[tuple[int, int]] = []
    for sentence in sentences:
        gap = spans and re.search(r"\n\s*\n", parsed.bare[spans[-1][1] : sentence.start])
        if is_request(sentence):
            spans.append((sentence.start, sentence.end))
        elif spans and not gap and not FALLBACK.search(sentence.bare):
            spans[-1] = (spans[-1][0], sentence.end)
    return spans


FALLBACK = re.compile(
    r"(?:な(?:くても|ければ|かったら|い場合|いとき|い時|いようなら|いようでしたら|いなら)|(?:渋|断|迷|はぐらか|濁|かわ|拒|難色|逸ら|そら)[^。\n]{0,8}(?:たら|れば|場合|とき|なら)|(?:難し|厳し|無理|だめ|駄目|ダメ|不調|空振り)[^。\n]{0,8}(?:なら|たら|れば|場合|とき))"
    r"(?=[^。\n]*(?:だけ|のみ|次回|次の|別の|持ち帰|引き|引く|撤収|失礼|伺|終|帰|追わ|せず|決め|考え|約束|見送|いったん|一旦|深追い|ほか|他の|代わり|切り替え|もら|いただ))"
    r"|次善|代案|プランB|Bプラン|最低でも|最低限|せめて"
    r"|\bif (?:not\b|no\b|nothing|(?:he|she|they|it|that|this|there|[A-Z]\w+)(?: \w+)?(?:'s| is| are)? ?(?:\w+n't|cannot|does not|do not|will not|not|no|hesitat|refus|declin|balk|dodg|push(?:es)? back|stall|stay|change|evad|say(?:s)? no|goes|go|waver|waffl|fail|shut))"
    r"|\b(?:otherwise|fallback|plan b|failing that|worst case|at (?:the very )?least|settle for|or else)\b",
    re.IGNORECASE,
)


def customer_people(parsed: Parsed) -> frozenset[str]:
    """Names and titles by which the brief calls people of the customer; whoever the brief is addressed to is left out."""
    if not parsed.japanese:
        ours = set(re.findall(r"^(?:(?:Hi|Hello|Hey|Dear) )?([A-Z][a-z]+)(?=,|$)", parsed.text, re.MULTILINE))
        found = (match[0] for match in _PERSON_EN.finditer(parsed.text))
        return frozenset(name for name in found if name not in _NO_NAME_EN and name not in ours)
    ours = {re.sub(rf"(?:{TITLES}|さん)$", "", match["first"] or match["asked"]) for match in _ADDRESSED.finditer(parsed.bare)} - {""}
    people = set()
    for match in PERSON_JA.finditer(parsed.text):
        name = match["name"] or match["title"]
        if "様" in match[0] or not any(name.endswith(own) for own in ours):
            people |= {match[0], *re.findall(TITLES, match[0])}
    return frozenset(people)


def _pieces(parsed: Parsed, start: int, end: int, people: frozenset[str]) -> frozenset[Piece]:
    text, bare = parsed.text[start:end], parsed.bare[start:end]
    role = _THEIR_ROLE.search(bare) or _ONLY_THEIRS.search(bare) if parsed.japanese else _ROLE_EN.search(bare)
    pronoun = not parsed.japanese and people and re.search(r"\b(?:she|he|her|him|hers)\b", bare)
    generic = parsed.japanese and _ANY_VERB_JA.search(bare) and not WEAK.search(bare)
    found: dict[Piece, object] = {
        "verb": CONCRETE.search(bare) or generic,
        "person": role or pronoun or any(name in text for name in people),
        "moment": MOMENT.search(bare),
        "result": RESULT.search(bare) or RESULT.search(text),
    }
    return frozenset(piece for piece, there in found.items() if there)


__all__ = ["CREDIT", "FALLBACK", "FORBIDS", "PERSON_JA", "TITLES", "VAGUE", "WEAK", "Ask", "Piece", "customer_people", "find_asks", "is_request", "sentence_spans"]
