"""What is said outright of power: who decides, holds the money, is listened to, gets things through – or does not – and of whom it is said.

Reps mostly tell what people do; where they do say 決裁権は課長にある or "she has the final say", the same few turns come in countless sentences, and
whose power it is stands words away. So a segment's turns are features of their own, each with its holder; what they show is learned like all else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_NO = r"(?:な[いくかけ]|な(?=[。、」]|$)|ませ[んぬ]|まへん|ず(?!っ)|ぬ|ねえ|ん(?=[。、」で]|$))"
"""What makes a Japanese verb say the opposite; a bare ま would also stand for the polite ます."""
_NOT_SO = rf"(?![^。、」\n]{{0,5}}?{_NO})"
_RIGHT = r"(?:決[裁済定](?:権限?|者|権者)|決裁|決済|実権|専[権決]|権限|裁量権?|発注権|承認(?:権限?|枠)|発言権|拒否権|議決権|予算枠|最終判断|決める力|選ぶ権利)"
_LACKED = rf"(?:な(?:い|く|かっ|し(?![たて]))|無(?:い|し|く)|ゼロ|外され|奪われ|取り上げ|乏し|欠け|限られ|持[っち]て?(?:い)?{_NO}|持って(?:おら|い)(?:れ)?{_NO}|持た{_NO}|持たさ|あり(?:は)?ませ|ございませ|お持ちで(?:は)?な)"
_HELD = rf"(?:(?<!で)ある|あり(?!ませ|はし)|有り?(?!無)|(?:持っ|握っ)て(?!い?な|い?ませ|おら(?:れ)?{_NO}|なく)|持つ|握[るり]|お?持ち(?!で(?:は|な))|移っ|預か|預け|与え)"
_PASSED = rf"(?:通し(?!ても?らえ)|つけ(?!られ)|付け|取(?:っ|り付)|通っ(?!たためし|たこと)|通り|下り|降り|もらっ|確保|組み替え|引っ張|まとめ){_NOT_SO}"
_SOMEBODY_ELSE = (
    r"(?:部長|社長|専務|常務|本社|上|理事|会議|役員|課長|本部|親会社|別|所長|工場長|支店|院長|園長|施設長|❷)"
)
# In the order in which they are tried where several begin at the same letter: what denies comes before what it denies.
_JAPANESE = {
    "who_decides": rf"(?:決め|選|判断|決[定裁]|承認)[るぶす]?る?の[はが]|(?:決[定裁]|判断|採否|可否|選定)(?:は|が|も)(?=[^。]{{0,14}}{_SOMEBODY_ELSE})",
    "no_right": rf"(?:{_RIGHT}(?:者)?|(?:発言|影響|調整|説得)力|予算)(?:は|が|を|も|の|すら|なんて|なんか|って|とか|:)?[^。、」\n]{{0,6}}?{_LACKED}|(?:発言|影響|調整|説得)力(?:は|が|も)?[^。、」\n]{{0,4}}?(?:弱|小さ|低)|立場(?:が|は|も)?[^。、」\n]{{0,4}}弱|名(?:ばかり|目だけ)|お飾り|肩書き?だけ",
    "right": rf"{_RIGHT}(?:は|が|を|も|の|まで)?[^。、」\n]{{0,9}}?{_HELD}|(?:予算|財布)(?:は|を)[^。、」\n]{{0,9}}?(?:握[っるり]|持っ(?!て(?:い)?{_NO})|預か)|(?:決[裁済定]|決裁権|承認|判断|権限)者|キーマン|キーパーソン|(?:予算|選定|導入|購買)の?責任者|専[権決](?!は?な)",
    "no_decision": r"(?:決め|選べ|買え|使え|頼め|進められ|契約でき|通せ)(?:られ)?(?:な[いくか]|ませ|まへ|ず)|決める(?:立場|権限|力|側)(?:に|で|じゃ)?(?:は|も|すら)?(?:な[いくか]|ありませ|ござ|おら)|決める人(?:では|じゃ)な|(?:判断|決[裁定断]|承認)(?:は|が|も)?(?:でき(?:な|ませ|ず)|し(?:かね|きれ)|不可)|決めかね|(?:じゃ|では)(?:無理|だめ|動かせ)|(?:関与|関わ|加わ)(?:せず|し(?:な|ませ)|でき(?:な|ず|ませ)|ら(?:な|ず)|れ(?:な|ず|ませ))",
    "decision": r"決め(?=る(?!立場|力|権限|側)|て(?!もら|いただ|くれ|ほし)|[た、。]|られ(?:る|た|ます)|ら(?:れた|れて)|ます|まし)|(?:判断|決[裁定断]|承認|即決)(?=する|した|して(?!もら|いただ)|され|します|しました|なさ|でき(?:る|ます))|可否を(?:付け|つけ|決)",
    "no_word": rf"(?:一存|一声|判断|裁量|決裁|独断)(?:だけ|のみ|ひとつ)?では[^。、」\n]{{0,9}}?{_NO}",
    "word": rf"(?:一存|一声|判断|決裁|承認|権限|裁量|ハンコ|はんこ|判子?|印鑑?|サイン|署名|ok|ゴー|意見|一言|許可|独断)(?:だけ|のみ|ひとつ|一つ|一本)?(?:で|なら|が出れば|を出せば|すれば|次第|がそのまま)[^。、」\n]{{0,9}}?(?:決ま|決め|進|買|通|済|完結|動|切れ|でき|発注|確定|足り|終|ok|契約|選べ|やって){_NOT_SO}|鶴の一声|(?:判|可)を?(?:押|出)し?[^。、」\n]{{0,3}}(?:終|決ま)",
    "no_leave": r"(?:許可|承認|了承|稟議|決裁|伺い|相談|上申)(?:は|も|を|なん|など|が)?[^。、」\n]{0,4}?(?:要ら|いら(?:な|ず|ん)|不要|なしで|なくて(?:も)?(?:い|良|済)|無しで|取らず|せずに)|誰(?:に|の[^。、」\n]{1,4})も[^。、」\n]{0,4}(?:相談|伺|聞|許可|承認|断|要|い)|口(?:を|は|も)(?:出|挟)(?:さん|さな|まな|しませ|みませ)",
    "leave": r"(?:許可|承認|ok|了[承解]|同意|判子?(?![断明定])|印(?![象刷])|ハンコ|決裁|伺い|返事|指示)(?:が|を|は|も)?[^。、」\n]{0,5}?(?:ない(?:と|限り)|要る|要り|必要|なければ|待ち|待つ)|(?:許可|承認|同意|判子?|印|ハンコ|決裁)がいる|(?:聞か|確認し|相談し|伺わ|上げ)ない(?:と|こと)|うんと言わ|(?:円|万)(?:を超える|以上|でも)[^。、」\n]{0,8}(?:印(?!刷)|判(?![断明定])|伺い|承認|決裁)",
    "entrusted": r"一任|任され|任せ(?:て(?:い|あ|る)|ら|きり)|委任|委ね",
    "unheard": rf"(?:聞いて|取り合って|取り上げて|相手にして|読んで|通して|耳を貸して|見て|入れて)(?:は|も)?(?:もらえ|くれ){_NO}|相手にされ{_NO}|聞き流|聞か(?:ん|れ(?:る|た)こと(?:は|が)?な)|(?:意見|提案|案|話|稟議|企画|名前|声)[^。、」\n]{{0,6}}(?:通|響|届){_NO}|(?:通|響)ら{_NO}|(?:誰も|現場は|周りは|社内は)[^。、」\n]{{0,4}}動か|響か{_NO}|乗って(?:は)?こ{_NO}|(?:に|で)止め(?:られ|ら)|却下|否決|差し?戻|突[っき]返|断られ|スルーさ|覆さ|ひっくり返|落とされ|押し切られ|後回しに|棚上げ|ボツ|潰され|握り?つぶ|叱られ|呼ばれ{_NO}|孤立|蚊帳の外|知らされるだけ|口(?:は|を|も)?(?:出せ|挟め){_NO}|(?:通っ|採用|採られ|求められ)[^。、」\n]{{0,8}}(?:ためしも?な|こと[はが]な|例[はが]?な|覚え[がは]な|ゼロ|0件)",
    "heard": rf"(?:言うこと|意見|提案|案|声)(?:を|は|が|には|に|も|の(?:ほう|方)が)?[^。、」\n]{{0,8}}?(?:聞(?:く|き入)|従|通(?:る|り|って|った(?!ため|こと))|求め(?:られる|て|に)|倣|重い|重ん|強い|採用され|採られて|一目|合わせ|乗っ){_NOT_SO}|(?<!と)言え[ばや]|(?:発言|影響)力(?:が|は|も|:)?[^。、」\n]{{0,6}}?(?:ある|あり(?!ませ)|有|強|大|すご|抜群)|顔が(?:広|利|き)|信頼が(?:厚|あつ)|(?:に)相談(?:し|する相手)[^。、」\n]{{0,4}}(?:て|来|く)|に聞いてから|伺いを立て|顔色|頼りに|ついてき|首を横に振れば|(?:推し|推す|薦め)た?(?:もの|案|業者|なら|で)",
    "won": rf"説得(?:し|済|で){_NOT_SO}|口説|(?:話|根回し|了[承解]|承認|許可|稟議|予算|企画|提案)(?:を|は|が|も)[^。、」\n]{{0,10}}?{_PASSED}|(?:賛成|味方)に(?:回|つ|付)|根回し(?:し|済)|巻き込|可決まで",
    "drafts": r"起案|下書き",
    "only": r"(?:取り?次|伝言|連絡係|報告係|窓口|書類|見積|回す|回付|上げ|渡す|聞く|伝え|運ぶ|集め|陪席|オブザーバー)[^。、」\n]{0,8}(?:だけ|のみ|(?<!関)係(?!者)|役(?![員所立場])|に過ぎ|にすぎ|扱い)",
}
_PERSON = "(?:i|she|he|❶|we)"
_ENGLISH = {
    "who_decides": r"(?:❷|boss|manager|director|head office|hq|board|committee|owner|they|upstairs|headquarters|superior|parent company|regional office|procurement|finance|chief|president|ceo|cfo|mother|father)\b(?:'s| is| has| will| who)?[^.;,]{0,12}\b(?:decides?|approves?|choose\w*|picks?|signs?|the one|final|last word|holds|makes the)\b|decided (?:in|at) ",
    "no_right": r"(?:no|not an?|not the|isn't (?:the|an?)|never been the|not even an?|without|lacks?|zero|doesn't have (?:the|any|an?)|hasn't(?: got)? (?:the|any)|has (?:got )?no|haven't (?:got )?(?:the|any)|don't have (?:the|any|an?)|have no|got no)\b[^.;,]{0,14}\b(?:decision|decides?|approv(?:er|al)|authority|budget|say|signing|power|influenc\w+|pull|clout|weight|voice|vote|mandate|signature|purchasing|buying|one who)\b|(?:approv\w+|budget|decision maker|dm|authority|signatory|influence|say)(?: rights?| authority)?: ?(?:no|none|nil|zero)\b|not authori[sz]ed|took away|withdrawn|no longer has|counts? for (?:nothing|less)|name only|figurehead|decoration",
    "right": r"decision[- ]?maker|k?dm: ?(?:y|yes|❶)(?![a-z])|budget[- ](?:holder|owner)|(?:final|last) (?:say|word|call|decision)\b|(?:full|final|sole|signing|purchasing|delegated|buying) (?:authority|responsib|power|signat)|(?:holds?|controls?|owns?|runs?|has) (?:the |all the |her |his |my |their )?(?:budget|purse|money|capex|spend|cheque ?book|checkbook|casting vote|veto|mandate)|(?:her|his|my) own (?:budget|decision|call|authority|name|say)\b|(?:can|may|is allowed to|free to) (?:sign|approve|commit|spend|decide|order|buy|authori[sz]e|say yes)\b|signs? (?:off|up to|for|pos?|contracts|himself|herself)\b|economic buyer|eb\b|(?:up|down) to (?:me|her|him|❶)|(?:makes?|made) the (?:decision|call|choice)|calls? the shots|in charge of (?:the )?(?:budget|spend|buying|purchas)|(?:approval|spend(?:ing)?|signing|signature) limit|free hand|(?:rests|lies|sits) with (?:me|her|him|❶)|(?:money|budget|decision|choice|call|spend) is (?:hers|his|mine)\b|purse strings",
    "no_decision": rf"(?:can(?:'t|not| not)|could(?:n't| not)|may not|not (?:allowed|permitted) to|isn't allowed to|unable to|not able to|not in a position to|never) (?:\w+ )?(?:say yes|ok|approve|decide|sign|commit|order|buy|spend|authori[sz]e|choose|promise|release)\b|above (?:my|her|his|their) pay|not (?:my|her|his|hers) (?:decision|call|job)\b|not (?:me|him|her|with (?:me|him|her))\b|(?:choos|decid)ing isn't|{_PERSON} (?:decides?|signs?|approves?) (?:nothing|none)|decides? nothing|over (?:my|her|his) head|(?:may|can) recommend",
    "decision": rf"{_PERSON}(?:'ll|'s| will| has| can| alone| just| simply| personally| himself| herself){{0,3}} (?:decides?|decided|approves?|approved|chooses?|chose|picks?|picked(?! up)|settles?|settled|signed|signs?|ordered|bought|green-?lights?|releases)\b|decided by|settled by|(?:is|are|was) (?:her|his|my) (?:decision|call|choice)\b|on the spot|there and then|off (?:her|his|my) own bat",
    "word": r"(?:on|without) (?:her|his|my) (?:own |sole )?(?:word|say-so|signature|nod|okay|ok|signoff)\b|if (?:i|she|he|❶)(?:'m for| say| says| want| wants| calls)\b|i say (?:go|yes)\b|nobody else|(?:her|his|my|❶'s) (?:nod|signature|verdict)\b",
    "no_leave": r"(?:without|needs? no|not need|doesn't need|don't need|needn't|no need (?:for|of|to)|don't ask|never (?:asks?|needs?)|requires? no|answers? to nobody)\b[^.;]{0,14}\b(?:ask|asking|anyone|anybody|permission|approval|sign(?:ature|ing|-?off)?|leave|nobody|consult\w*|okay|upstairs|soul)\b|no (?:other |second )?(?:counter-?|co-?)?sign(?:ature|ing|-?off)\b|nobody (?:counter)?signs|no committee",
    "leave": r"(?:needs?|has to|have to|had to|must|requires?|waits? for|waiting for|depends? on|subject to|it takes)\b[^.;]{0,28}\b(?:signatures?|sign[- ]?off|approval|permission|boss|boss's|upstairs|head office|hq|superior|green light|blessing|nod|okay|ok|go-ahead|manager|director)\b|run (?:it|everything|this) (?:past|by)\b|check with|ask (?:my|her|his) (?:boss|manager)|(?:goes|go|sends?) (?:past|up to) (?:his|her|my|the) ",
    "entrusted": r"leaves? [^.]{0,20} to (?:me|her|him|❶)|trusts? (?:her|his|❶|my|me)\b|delegated|handed the [\w ]{0,30}budget",
    "unheard": r"(?:nobody|no one|no-one|none of them)(?:'s| has| is| was| would| ever| upstairs| there| in){0,3}(?: \w+){0,2} (?:listens?|asks?|asked|reads?|takes?|took|cares?|follows?|pays)\b|over-?rul|(?:was|were|been|got|is|gets|are|him|her|them) (?:turned down|rejected|ignored|vetoed|blocked|thrown out|voted down|overruled|brushed|binned|knocked back|passed over)|turned (?:it |her |him |them |me )?down|(?:rejected|threw out|voted down|knocked back|shot down|vetoed|blocked|ignored) (?:her|his|my|❶)|sent (?:her|his|❶'s) [\w ]{1,20} back|sent back|left (?:her|him|me) out|don't ask me|(?:doesn't|don't|won't|dont) (?:count|carry|listen|hear)\b|(?:her|him|me|❶|suggestions) seriously|shot (?:it |him |her |me )?down|unread|in the bin|taken [^.]{0,20} (?:off|away from) (?:me|her|him)|(?:talked|spoken) over|cut (?:her|him|me) (?:off|short)|out of the loop|(?:not|isn't|never|wasn't)(?: been)? (?:asked|consulted|invited|in the room)\b|observer|spectator|bottom drawer",
    "heard": r"listens? to|(?:asks?|consults?|rings?|checks? with|sounding) (?:her|him|me|❶)|what (?:she|he|❶|i) (?:says?|recommends?|picks?|wants?|advises?)\b|goes? by what|as (?:she|he) advises|follows? (?:her|his|❶|my|suit)\b|before (?:they|anyone|anybody|he|she|the board|it) (?:buy|order|decide|move|sign|spend)s?\b|respected|carries (?:a lot of |real )?weight|heavyweight|(?:\w+'s|her|his|the) ear\b|(?:has|got) (?:real |a lot of )?(?:clout|pull|influence)\b|influential|turn to (?:her|him|❶)|look to (?:her|him|❶)|never (?:once )?(?:gone|voted) against|not refused|backs? every",
    "won": r"(?:talked|won|brought|got|persuaded|convinced)\b[^.;]{0,32}\b(?:round|over|on board|into (?:it|this|line)|to (?:agree|say yes|back|sign|go along))\b|(?:persuaded|convinced) (?:the|her|his) |(?:got|had) (?:it|the [\w ]{1,20}|her|his|our [\w ]{1,12}|last [\w' ]{1,20}|[\w ]{1,14}) (?:approved|through|signed|past|passed|funded)\b|pushed (?:it|the [\w ]{1,40}) through|(?:secured|found|moved|shifted|freed) [^.]{0,20}(?:budget|money|funds?|funding)\b|rallied|lined up",
    "only": r"(?:only|just|merely|all (?:i|she|he) (?:do|does|can do)(?: is)?) (?:\w+ )?(?:gather|collect|pass|forward|fwd|hand|relay|report|take|compil|fetch|a messenger|a go-between|the messenger|keep|writ|carr|type|run)|pass(?:es|ing)? (?:it|everything|things|this|that|them|papers?) (?:on|up|along)\b|go-between|letterbox|messenger|rubber stamp|(?:collects?|gathers?|files?|relays?|keeps?|takes?) (?:the |three |all )?(?:quot\w+|minutes|offers|tenders|list|papers)\b|relays to|carries messages",
}


class _Turns(NamedTuple):
    """The turns of a language, who may hold the power, and how many characters before a turn its holder may stand; made when first needed."""

    turns: re.Pattern[str]
    holders: re.Pattern[str]
    reach: int


def _any_of(turns: dict[str, str]) -> str:
    return "|".join(f"(?P<{name}>{words})" for name, words in turns.items())


_BEGINS = "決実専権裁承発拒議予財最選影調説立名お肩判キ可採買使頼進契通関加じで署一印ハはサoゴ意言許独鶴了同指返聞確相伺上う円万稟誰口任委取読耳見入響乗却否差突断スひ覆落押後棚ボ潰握叱呼孤蚊知求話提案声顔信に首推薦賛味根巻起企伝連報窓書回渡運集陪オ頼つ導購即下周現社"
"""What every Japanese turn begins with: most letters are something else, and need not be looked at longer."""
_MARK = "(?P<named>[❶❷❸❹])"


@cache
def _in_japanese() -> _Turns:
    return _Turns(
        re.compile(rf"(?=[{_BEGINS}])(?:{_any_of(_JAPANESE)})"),
        re.compile(
            rf"{_MARK}|(?P<first>私|僕|俺|(?<![にけ])わたし|おれ(?![ばなるま])|おら(?![れずり])|(?<![交ぁ-ん])わし)|(?P<third>自分|(?:ご)?本人|ご?自身|この人|この方|同氏)"
            r"|(?P<above>副?社長|会長|専務|常務|取締役|部長|課長|次長|所長|工場長|支店長|支配人|院長|園長|施設長|事務長|店長|理事|役員|本社|本部|本店|上司|(?<![売以のてり])上[のがにへ](?![がっらり])|親会社|経営|会議|委員会)"
        ),
        18,
    )


@cache
def _in_english() -> _Turns:
    return _Turns(
        re.compile(rf"(?<![a-z0-9'])(?:{_any_of(_ENGLISH)})"),
        re.compile(
            rf"{_MARK}|\b(?:(?P<first>i|my|me)|(?P<third>she|he|her|his|him|hers)|(?P<no_one>nobody|no[ -]one)"
            r"|(?P<above>boss|manager|director|head office|hq|board|committee|owners?|upstairs|superior|chief|president|ceo|cfo|vp|md|they|management))\b"
        ),
        40,
    )


_HONORIFIC = "(?:様|さん|さま|氏(?!名)|殿)"
_TITLED = re.compile(
    rf"(?<=[❶❷❸❹]) ?(?:[一-龯々]{{0,6}}(?:長|専務|常務|取締役|主任|マネージャー|リーダー)(?:代理|補佐)?{_HONORIFIC}?|{_HONORIFIC})(?: ?\([^()\n]{{1,30}}\))?"
    r"|(?<=[❶❷❸❹]) ?\([^()\n]{1,30}\)"
    r"|(?<=[❶❷❸❹]), (?:the |our |their |an? )?(?:\w+ ){0,3}(?:manager|lead|director|supervisor|head|buyer|engineer|coordinator|assistant|clerk|owner|planner),"
)
"""What stands behind a name of its bearer's title and in their honour: it is nobody else's."""


def said_of_power(text: str, side: str, *, latin: bool) -> Iterator[str]:
    """The turns in a segment, each alone, with its holder, and with who says it.

    ``text`` is folded and has roles' marks in place of names; ``side`` is the speaker's; ``latin`` says that there is no Japanese in it.
    """
    of = _in_english() if latin else _in_japanese()
    text = _TITLED.sub("", text)
    for match in of.turns.finditer(text):
        turn = f"power {match.lastgroup}"
        holder = _holder(text, match, of)
        yield turn
        yield f"{turn} of {holder}"
        if side not in ("none", "unnamed"):
            yield f"{turn} of {holder} said by {side}"


def _holder(text: str, turn: re.Match[str], of: _Turns) -> str:
    """Who is named last before a turn; else first within it or right behind, where one looks first if it says who decides."""
    before = [*of.holders.finditer(text, max(0, turn.start() - of.reach), turn.start())]
    if before and turn.lastgroup != "who_decides":
        return _kind(before[-1])
    last = turn.end() + of.reach // 2
    behind = of.holders.search(text, turn.start(), last + _LONGEST)  # so far that a holder is not cut off at its end
    if behind and behind.start() < last:
        return f"then {_kind(behind)}"
    return _kind(before[-1]) if before else "nobody"


_LONGEST = 16
"""More letters than any holder has, with what must not follow it."""


def _kind(holder: re.Match[str]) -> str:
    return holder[0] if holder.lastgroup == "named" else str(holder.lastgroup)
