"""The words the lint knows, as tables: a line holds one or more regular expressions, a line with # says what follows.

They are matched against folded text (NFKC), so every sign is written in its narrow form.
"""

from __future__ import annotations

import re


def table(text: str) -> str:
    """One alternation out of a table's lines."""
    lines = (line.strip() for line in text.splitlines())
    return "(?:" + "|".join(line for line in lines if line and not line.startswith("#")) + ")"


def either(*tables: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """A pattern that matches what any of the tables matches."""
    return re.compile("|".join(table(one) for one in tables), flags | re.MULTILINE)


# ---------------------------------------------------------------------------------------------------------- people

TITLES = table("""
    [ァ-ヴー]{2,6}長|執行役員|取締役|本部長|事業部長|副社長|副部長|副院長|副町長|副市長|センター長|工場長|倉庫長|施設長|支店長
    事務長|看護師長|師長|理事長|組合長|料理長|社長|会長|専務|常務|役員|部長|次長|課長|係長|主任|室長|所長|店長
    院長|校長|教頭|園長|館長|局長|塾長|町長|市長|村長|学長|学部長|船長|班長|職長|理事|監事|統括|主幹|主査|支配人
    若女将|女将|オーナー|親方|大将|棟梁|マネージャー|マネジャー|リーダー|チーフ|先生|教授|住職|頭取|代表|弁護士|ドクター
""")
ONLY_THEIRS = either("""
    # titles that one's own sales manager hardly ever has
    女将|院長|事務長|校長|教頭|園長|館長|工場長|倉庫長|施設長|組合長|理事長|住職|町長|市長|村長|オーナー|支配人|親方|大将|棟梁
""")
THEIR_ROLE = re.compile(rf"(?:先方|相手|客先|お客様|御社|同社|向こう)(?:側)?の?[^、。\n]{{0,8}}?{TITLES}")
ROLE_EN = re.compile(
    r"\b(?:their|her|his|the) (?:\w+ ){0,2}?"
    + table(r"""
        director|cfo|ceo|coo|cio|vp|president|owner|head of \w+|plant manager|controller|buyer|chair|principal|dean
    """)
    + r"\b",
    re.IGNORECASE,
)
PRONOUN = re.compile(r"\b(?:she|he|her|him|hers)\b")
NO_PERSON = r"(?:お客|客|皆|仕|同|多|模|一|異|有|両|何|神|疲れ|各位|今|左|文|紋|逆|王|殿|相手)"
"""What stands before 様 or さん without being a name."""
_ME = r"(?:私|僕|わたし|わたくし|俺|小生|小職|当職|ワシ|わし|ボク|オレ|当方|担当)"

# ------------------------------------------------------------------------------------------------- what an ask holds

WEAK = either(
    "同行|同席|ご一緒|フォロー|サポート|後押し|プッシュ|援護|バックアップ|立ち会|加勢|一押し|ひと押し|押して",
    r"""
    \b(?:attend(?:ance|ing)?|join(?:ing)?|com(?:e|ing) along|come with|tag along|be there|sit(?:ting)? in|show up)\b
    \b(?:support(?:ing)?|back (?:me|us) up|follow(?:ing)? up|help(?:ing)?(?: (?:me|us))?(?: out)?)\b
    \b(?:push(?:ing)?(?! back)|step(?:ping)? in|jump(?:ing)? in|weigh(?:ing)? in|chip(?:ping)? in)\b
    """,
)
VAGUE = either(
    "うまく|上手く|適宜|よしなに|いい感じ|良い感じ|いつもの(?:感じ|調子)|臨機応変",
    "as needed|where needed|when needed|somehow|as you see fit|the usual",
)
ATTENDING = either(
    "同行|同席|ご一緒|立ち会|(?:来|い|居)て(?:いただ|くださ|ほし|もら)|お越し",
    r"\b(?:join|attend|come|be there|sit in|tag along|have you (?:there|along|with (?:me|us)|in the room))\b",
)
CONCRETE = either(
    """
    # to speak
    話[しすさ]|伝え|述べ|触れ|告げ|語[りるっ]|言[いうっわ]|口に|切り出|紹介|説明|読み上げ|断言|宣言|明言|認め
    謝[りるっ]|お詫び
    # to ask
    尋ね|訊[いきく]|聞[いきくけ]|問[いう]|質問|伺[いう]|確認|頼[みむん]|求め|促[しす]|引き出|振[っりる]
    # to thank
    褒め|ほめ|誉め|お?礼を|お礼|感謝
    # to offer
    約束|確約|保証|請け負|申し出|提案|提示|勧め|誘[いうっ]|招[いきく]
    # to do
    示[しす]|見せ|渡[しす]|比べ|書[いきく]|挙げ|出して|置[いきく]|待[つっち]|握手|署名|指[しす]|配[っりる]|答え
    """,
    r"""
    \b(?:ask|tell|say|thank|promise|offer|confirm|explain|show|describe|name|give|commit|invite|propose)(?:s|ing)?\b
    \b(?:quote|share|read|sign|agree|answer|walk|present|credit|praise|mention|state|request|introduce|set)(?:s|ing)?\b
    \b(?:compare|admit|apologi[sz]e|put|open|repeat|point|suggest|talk|speak|raise|write|draw|recount)(?:s|ing)?\b
    \b(?:acknowledge|guarantee|pledge|hand|let|get|pass|return|hold|listen|wait)(?:s|ing)?\b
    """,
)
ANY_VERB_JA = re.compile(
    r"(?:する|して|った|って|んで|いて|いで|[うくすつぬむるぐぶ](?:$|[。)→、「])|ください|下さい|ほしい|いただ|もら)",
    re.MULTILINE,
)
IMPERATIVE = re.compile(
    r"(?:^|[,:;] |\b(?:and|then|to) )"
    + table(
        "tell|ask|say|mention|thank|promise|offer|give|let|invite|show|turn to|point|explain|congratulate|introduce|hand"
    )
    + r"\b",
    re.IGNORECASE | re.MULTILINE,
)
PAST = re.compile(r"(?:ました|ません|でした|[いっんし]た|ている|ています|ております|とのこと(?:です|でした)?)(?:。|$)")
SPOKEN_TO = re.compile(r"(?:へ|に):?[ ]?「[^」\n]*」(?:\s|。|$|→|\()|[:–—-] [\"“][^\"”\n]*[\"”]")
SCRIPT = re.compile(r"(?:へ|に)、?「[^」\n]*」[。]?$|^To [^\n]{4,80}: [\"“][^\"”\n]*[\"”]")
"""A line to be said, written down without a verb."""
MOMENT = either(
    """
    冒頭|序盤|中盤|終盤|最初|初め|始め|始まっ|開始|開口|名刺|挨拶|あいさつ|着席|席につ|席に着|入室|玄関|受付|乾杯
    終わり|終わっ|終わる|終了|締め(?!切)|最後|クロージング|直後|直前|あと|[のたるすいん]後|後[、,にで\\s]|後すぐ|前に
    まえに
    際[、にはで]|折に|ところで|ところ[、に]|タイミング|途中|合間|間に|質疑|[たんい]だら
    (?:たら|れば|ると|次第|時点で)[、,「→:]|瞬間|あたりで
    (?:出|来|ら|され|なっ|かっ|入っ|済ん|終え|見せ|言われ|聞かれ|尽くし)たら|[てで]から|(?<=[るたの])とき
    (?<=[るたの])時[、にはで]
    (?:いつ|場面|タイミング):|[\\d一二三五十数]分(?:で|間|ほど|後|前|に|、|目)|区切り|一段落|ひと段落|雑談|食事|昼
    お茶|休憩
    移動|見学|視察|すぐ(?!れ)|まま[、]|流れで|流れの|拍子|頃[、に合]|うち[、に]|ついでに|矢先|続けて|そのあと|その後
    次に
    (?:説明|紹介|デモ)の?(?:中|後|前|時)|議題|本題|帰り|別れ|見送|の場で|の場面|の席で|そこで
    (?:話|題)に(?:なっ|移)|切り替わ|このメモを読ん
    """,
    r"""
    \b(?:start|beginning|outset|open(?:ing|s)?|first thing|on arrival|kick(?:ing)? off)\b
    \b(?:first|last) (?:\w+ )?minutes?\b|\b(?:later|right away|as (?:soon|they|he|she|everyone))\b
    \b(?:after|before|when|once|as soon as|while|during|until|at the (?:end|top|close))\b
    \bover (?:lunch|coffee|dinner|tea)\b
    \b(?:clos(?:e|ing)|wrap[- ]?up|on the (?:tour|walk|way)|the moment|as (?:we|people)|then|next|between|following)\b
    \bif (?:he|she|they|[a-z]+) \w+
    \b(?:q ?& ?a|introductions?|handshakes?|break|lunch|half ?way|demo|slide|on reading)\b
    """,
)
_THING = table("""
    # what a customer can name, give or decide
    日付|日程|日取り|日時|日にち|日数|日|期日|時期|締め?切り?|月|週|何年|年数|分数|時間|金額|額|数字|数|率|人数|台数
    組数
    件数|量|お?名前|名|部署|部門|会議|条件|お?返事|返答|回答|答え|言質|約束|了承|承諾|合意|同意|内諾|許可|許し|一言
    ひと言
    ひとこと|お?言葉|ご?意見|見解|懸念|不安|順番|手順|段取り|枠|席|場面|場所|場|機会|予定|予算|基準|理由|印|判|署名
    サイン
    担当者?|使い道|どちらか|候補|課題|例|ひとつ|一つ|開始|宿題|アポ|方針|範囲|目安|上限|本音|店|設備|現場|質問|指名
""")
_GIVEN = table("""
    もら|いただ|頂|引き出|聞[いきけ]|伺|得[るてら]|取[っりるれ]|決[めま]|出[るてれすしたま]|口に|挙げ|確認|入れ
    書[いかき]|教え
    示[しさ]|返|押さえ|固[めま]|言[いっわ]|答え|つ[いけ]|見え|話[しさ]|確定
""")
_THEY = table("""
    様|さん|氏|女将|[一-龥々ァ-ヴー](?:部|課|次|所|店|社|支店|工場|院|校|園|館|室|局|本部)長|オーナー|専務|常務|教頭
    先生
""")
_THEY_DO = table("""
    言|話|質問|尋ね|聞|答え|見る|見れば|開|書|向|返|挙げ|約束|決め|指|頷|うなず|声|口|説明|名|選|渡|呼|触れ|お尋ね
""")
_THEY_DO_FOR_US = table("""
    言って|口にして|答えて|開いて|挙げて|書いて|見て|選んで|決めて|約束して|教えて|示して|話して|頷いて|指して
    認めて|名乗って
    入れて|呼んで|判断して|返して|触れて|振って|名指しして|引き受けて
""")
_THEIR_ACT = table("""
    返答|判断|指示|回答|約束|決断|返事|意見|了承|承諾|記入|署名|了解|同意|賛同|質問|発言|予約
""")
_SHE = r"\b(?:[Ss]he|[Hh]e|[Tt]hey|who|(?:Mr|Ms|Mrs|Dr)\.? \w+|[A-Z][a-z]+)(?:'ll| will| then| can)? "
_A_THING = r"(?:a|an|the|one|her|his|their) (?:\w+ )?" + table("""
    date|name|number|figure|week|month|yes|answer|condition|step|commitment|amount|time|slot|day
""")
_QUESTION = r"(?:which|what|when|who|how (?:much|many|long)|for a|for the|whether)"
RESULT = either(
    rf"""
    # something comes from the customer
    {_THING}(?:など|だけ|まで|か)?[をがも][^。\n]{{0,16}}{_GIVEN}
    引き出|聞き出|(?:お|ご){_THEIR_ACT}を?(?:いただ|もら|頂)
    # they say or do it
    [」』](?:と|の|という|って)?[^。\n]{{0,14}}(?:言|おっしゃ|口に|答え|返[しっ事]|ひと言|声|乗って|聞け|出れ|引き出)
    {_THEY}(?:が|から|の口から)[^。\n]{{0,24}}{_THEY_DO}
    (?:女将|院長|事務長|校長|教頭|園長|館長|理事長|町長|市長|村長|住職|支配人|社長|会長)(?:が|から|の口から)[^。\n]{{0,24}}{_THEY_DO}
    # a question is put word by word: the answer is what one sees
    か(?:を|と|、)?(?:尋|聞[いきく]|訊|伺|うかが|質問|確か)
    [?か][」』]
    振られ|うなず|頷|手帳|に(?:話|声|質問|お尋ね)[がを](?:振|かか|かけ|向|出)
    {_THEY_DO_FOR_US}(?:もら|いただ|くれ|頂|くださ[れっる])
    # it is called the result
    成功|狙い|ねらい|着地|できた印|十分|OK|オッケー|ところまで|出れば
    (?:たら|れば)[^。\n]{{0,10}}(?:◎|○|OK|成功|勝ち|十分|ゴール|よし|完璧|達成|合格|上出来)|◎|形に(?:する|し|なる)
    流れに|状態に|→|⇒|=>|->
    \([^()\n]{{2,24}}(?:る|た|出る|言う|もらう|いただく)\)
    """,
    rf"""
    # it is called the result
    \b(?:[Rr]esults?|want(?:ed)? to (?:see|hear)|looking for|[Yy]ou'?ll know|[Dd]one when)\b
    \b(?:works|worked|lands|landed) (?:if|when)\b
    \b(?:that's (?:it|a win)|what we came for|[Ww]e need (?:a|the|one)|[Ww]e want (?:a|the|one)|until)\b
    \bso (?:that )?(?:she|he|they|[A-Z]\w+)\b
    # something is got
    \b(?:[Gg]et|[Hh]ave|[Ll]et) (?:her|him|them|a|the|an|one|(?:Mr|Ms|Mrs|Dr)\.?)[ ]
    \b(?:[Gg]et|[Hh]ave|[Ll]et) [A-Z]\w+ to\b
    \b(?:get|for|names?|gives?|give you|pick|with) {_A_THING}
    \bask(?:s|ing)? [^.\n]{{0,30}}\bto (?:name|give|say|pick|choose|commit|set|confirm|write|put|tell|show|sign|book)\b
    \bask(?:s|ing)?\b[^.\n]{{0,60}}\b{_QUESTION}\b[^.\n]{{0,80}}\b(?:and|get|note|write|wait)\b
    # they do or say it
    {_SHE}(?:says?|names?|asks?|agrees?|commits?|tells?|gives?|nods?|writes?|books?|picks?|sets?|puts?|turns?)\b
    {_SHE}(?:confirms?|signs?|answers?|promises?|offers?|opens?|hears?|invites?|chooses?|points?|replies)\b
    (?:[Hh]e|[Ss]he|[Tt]hey)(?:'ll| will| should) \w+|\b[Ii]f (?:s?he|they|[A-Z]\w+) \w+s\b|\b[Ww]ait\b|\bperfect\b
    # a question is put word by word: the answer is what one sees
    ["“][^"”\n]{{4,}}\?["”]|→|->|=>
    \bask(?:s|ing)? (?:her|him|them|[A-Z][\w. ]{{1,24}}) (?:{_QUESTION}|where|if)\b
    """,
    flags=re.NOFLAG,
)
CREDIT = either(
    r"""
    お礼|御礼|感謝|謝意|褒め|ほめ|誉め|称え|讃え|称賛|賞賛|ねぎら|労[いうっ]|おかげ|お陰|頭が下が|助けられ
    助かっ(?!たら)|参考になり|ご?尽力|持ち上げ
    手柄|敬意|拝見した|花を持た|功労|立役者|評価して(?:いる|おり|いた)|お?骨[をお]?折|脱帽|感心|感銘|すごい|さすが|見事
    (?:様|さん)を[^。\n]{0,8}立て[てる]
    (?:くださっ|くれ|いただい|して下さっ)た[^。\n]{0,28}(?:触れ|紹介|伝え|話[しに]|振って|言っ|述べ|口に)
    """,
    r"""
    \bthank(?:ing|ed|s to)?\b(?! you\b)(?!,)
    \b(?:credit(?:ing|s)?|prais(?:e|ing)|compliment|grateful|gratitude|acknowledg)
    (?<!I )(?<!I'd )(?<!would )appreciat
    \b(?:best (?:we|I)(?:'ve| have)|helped us|good work|well done|hats off|recogni[sz]e|impressed)
    """,
)
OF_SOMEONE = either(
    rf"(?:様|さん|氏|{TITLES})(?:の|が|は|に[はも])", r"\w+'s\b|\b(?:has|had|who|for)\b|[A-Z]\w+ \w+(?:ed|t|s)\b"
)
"""Something of theirs, or something they do, is brought up."""

# ---------------------------------------------------------------------------------------------- what is a request

REQUEST = either(
    r"""
    [てで](?:いただき(?!まし)|頂き(?!まし)|もらいた|ほし[いく]|欲し[いく]|ください|下さい|もらえ(?:ま[すせ]|ると|ない))
    [てで](?:いただけ|頂け)(?:ま[すせ]|な[いく]|ると|るで|れば(?:と|幸|助|あり|嬉|うれ))
    [てで]くれ(?:ます|ません|ない)か
    お願い(?:します|できま|できれ|いたし|致し|したい|できない)|をお願い(?:。|$)|お任せ(?:し|いたし|でき)
    [ごお][^\s。、]{1,8}(?:ください|下さい|いただけ[まな]|いただきたい|願い)
    """,
    r"""
    \b[Pp]lease\b|\b(?:[Cc]an|[Cc]ould|[Ww]ould|[Ww]ill) you\b|\bI(?:'d| would) like you to\b
    \bI(?:'d)? (?:need|want) you to\b
    \bI(?:'m| am) asking you to\b|\b(?:[Ii]t )?would (?:really )?help (?:to|if)\b|\bover to you\b
    \bleave (?:it|this) (?:to|with) you\b
    (?:^|, |; |then |and )(?:ask|tell|thank|promise|offer|invite|propose|commit) (?:her|him|them|Mr|Ms|Mrs|Dr|[A-Z])
    """,
    flags=re.NOFLAG,
)
POLITENESS = either(
    """
    # greetings, things to read or to answer, the rep's own doing, things that were, announcing the asks
    (?:[一二三]|\\d)(?:つ|点)のことを|(?:いただきたい|ほしい|もらいたい|お願いしたい)(?:こと[をが]|(?:の|こと)は(?:次|以下|\\d))
    よろしく|宜しく
    (?:ご確認|ご覧|ご一読|ご査収|お読み|ご承知|お含み|ご容赦|ご了承)(?:ください|下さい|いただ|おき|願)|目を通し
    させて(?:ください|下さい|いただ|もら)
    (?:教えて|連絡して|返信して|知らせて|(?:ご|に)相談(?:させて|に乗って)?)(?:ください|下さい|いただ)
    (?:知って|覚えて|読んで|見て)おいて|お(?:時間|力添え|力)を?(?:ください|いただ)|いただい(?:た|て(?:い|お|ま|、))
    """,
    r"\b(?:let me know|call me|reply|shout if|please (?:see|read|find|review|no|note|don't|do not))\b",
)
FORBIDS = either(
    "ない(?:で(?!し|す)|よう|こと)|なくて(?:結構|大丈夫|いい|よい|構)|せずに|ずに(?:お|い)|控え|避け|伏せ|触れず|出さず",
    r"""
    \b(?:don't|do not|never|avoid|stay away|no talk|keep off|off the table|nothing about|not a word|no mention|skip)\b
    \b(?:steer|keep|stay) (?:well )?clear\b|\bleave (?:out|aside)\b|\bhold back\b
    """,
)
_DODGED = table("渋|断|迷|はぐらか|濁|かわ|拒|難色|逸ら|そら|話がそれ|黙|保留|持ち帰り|空振り|不調|ゼロ|脱線")
_HARD = table("難し|厳し|無理|だめ|駄目|ダメ|薄|鈍|乏し|重|固|硬")
FALLBACK = either(
    rf"""
    # a condition that fails; having no time or no objection is not meant
    (?<!時間が)(?<!都合が)(?<!問題が)(?<!異論が)(?<!支障が)な(?:くても|ければ|かったら|い場合|いとき|い時|いようなら|いようでしたら|いなら)
    なかった(?:場合|とき|時|なら)|(?:へん|ん)かったら|[たらかがわ]ぬ(?:とき|時|場合)|あかん(?:かったら|なら)|ない(?:→|⇒|:)|ません(?:でしたら|でした場合)|ずじまいなら
    (?:{_DODGED}|{_HARD})[^。\n]{{0,8}}(?:たら|れば|場合|とき|なら)
    次善|代案|プランB|Bプラン|最低でも|最低限|せめて
    """,
    r"""
    \bif (?!you\b)[^.,;\n]{0,60}?(?:n't\b|\bnot\b|\bno\b|\bnothing\b|\bcannot\b)|\bunless\b
    \bshould (?:s?he|they|it|that|this)\b
    \bif (?!you\b)[^.,;\n]{0,40}?\b(?:hesitat|refus|declin|balk|dodg|push(?:es)? back|stall|waver|waffl|evad|fail)
    \bif (?:he|she|they|it|that|this|[A-Z]\w+) (?:stays?|changes?|goes|shuts?|passes|gets|looks|won)
    \b(?:otherwise|fallback|plan b|failing (?:that|an|this)|worst case|at (?:the very )?least|settle for|or else)\b
    \bno [\w ]{1,24}[:?,]
    """,
)

# ------------------------------------------------------------------------------------------------------- the rules

MOOD = either(
    "心強い|心強く|頼りにし|頼みの綱|百人力|鬼に金棒|おすがり|おんぶに抱っこ",
    r"""
    \bcount(?:ing)? on you|\brely(?:ing)? on you|\bfeel (?:a lot |much )?safer|great to have you|help to have you
    knowing you(?:'re| are) there
    """,
)
HANDED_OVER = either(
    r"""
    お任せ|任せます|任せたい(?!と)|丸投げ|助けて(?:ください|下さい|ほしい|いただけ|いただき|もらえ|もらい)|話をつけ
    口説き落と
    (?:なんとか|何とか)(?:して|お願い|なりま|なりませ|なら[なん]|でき(?:ません|ない)か|うまく|上手く|口説|説得)
    (?:なんとか|何とか)[^。、\n]{0,8}(?:ください|下さい|ほしい|いただけ|もらえ)
    (?:うまく|上手く)[^。、\n]{0,12}(?:ください|下さい|ほしい|いただけ|いただき|もらえ|もらい|お願い)
    決めて(?:もらえ|いただけ|きて)[^。、\n]{0,8}か|押して(?:もら|いただ)(?:えれば|ければ|けれ|えた)
    """,
    r"""
    \bleav(?:e|ing) (?:it|this|that|the \w+|everything|them) (?:all |up )?(?:to|with) you|\bin your hands\b
    \brescu(?:e|ing)\b
    \bsomehow\b|\bsave (?:this|the|it|us|me)\b|\bwork your magic\b|\bdo your (?:thing|magic)\b|\bwhatever it takes\b
    \b(?:it's|all|the rest is) (?:over )?to you\b|\bover to you\b|\bbail (?:me|us)|\btake it from there\b
    \bhelp me out\b
    """,
)
WORDING = either(
    "言い回し|言い方|表現|言葉|順番|順序|例え",
    r"\bwording|\bphras(?:e|ing)|\bhow you (?:put|say)|\bthe words\b",
)
_I = rf"(?:{_ME}|自分)(?:の(?:立場|肩書|権限|経験|口))?(?:では|だと|じゃ|には|から|で|が|に|も|は)"
_TOO_LITTLE = table(
    "ない|なく|ません|せん|ず|軽い|軽く|売り込み|催促|押し売り|飛ば|飛び越|越権|角が立|無理|生意気|違う|重さ"
)
_MERIT = table("""
    経験|出身|年[^。\n]{0,4}(?:やっ|い)|当事者|当人|権限|裁量|肩書|立場|人脈|実績|ご縁|資格|あがり|上がり|ご担当
""")
BECAUSE = r"(?:[やるたいだすうくんなせ]から(?:です|だ|[。、(]|$|こそ)|ので|ため(?!に)|ゆえ)"
REASON = either(
    rf"""
    # what the rep is not or cannot
    {_I}[^。\n]{{0,28}}{_TOO_LITTLE}
    # why it is asked of the manager
    (?:頼|お願い)[^。\n]{{0,5}}(?:の|わけ|こと)は[^。\n]{{2,60}}(?:から|ため|ので|です|だけ|人|方)
    理由は|同格|同じ(?:立場|役職|目線|業界|肩書|世代|苦労|道)|役職が(?:並|同)|(?:{TITLES}|上司|経営者|技術者)(?:同士|どうし)
    {_MERIT}[^。\n]{{0,10}}(?:から|ので|ため|だけ|こそ|ならでは)
    (?:詳しい|長い|明るい|ご存[じ知]|だった|していた|なさっていた|おられた)(?:人|方)?(?:です|だ)?(?:から|ので|ため)
    (?:だけ|しか)(?:が|に|は|でき|語|言え|話せ)[^。\n]{{0,12}}(?:から|ため|ない|です|{TITLES})|からこそ|おひとりです
    {TITLES}(?:から|の(?:口|言葉|一言|話|経験))[^。\n]{{0,20}}(?:効|重み|響|届|説得力|信じ|刺さ)|説得力が
    """,
    r"""
    \bwhy you\b|\byou,? (?:and )?not me\b|\bfrom me,? (?:it|that|this)|\bfrom you\b[^.\n]{0,30}(?:because|since|as)
    \bonly you\b|\bneeds to (?:be|come from) you\b|\bhas to be you\b|\bI(?:'d|'ve)? only\b
    \byou(?:'re| are) the (?:only )?one\b
    \b(?:because|since) you\b|\bas (?:someone who|a former|you)\b
    \byour (?:rank|experience|title|level|years|time (?:as|at|in))\b
    \bI (?:can't|cannot|don't|do not|never|have never|have no|am not|lack)\b|\bI've never\b|\bcoming from you\b
    \bsame (?:job|rank|level|title|trade|role)\b|\bpeers?\b|\bcarries more weight\b
    """,
)


def about_us(ours: frozenset[str]) -> str:
    """A pattern for a sentence that speaks of the manager or of the rep."""
    subject = "|".join(map(re.escape, sorted(ours)))
    return rf"{_ME}|自分|{subject or _ME}|\b(?:I|[Yy]ou|me|your)\b"


def because_of(ours: frozenset[str]) -> str:
    """A pattern for a reason that speaks of the manager, by the names given, or of the rep."""
    subject = "|".join(map(re.escape, sorted(ours)))
    return rf"(?:{_ME}|自分|{subject or _ME})(?:は|が|も|の|しか|だけ|には|では|なら|と)[^。\n]{{0,60}}{BECAUSE}"


GOAL = either(
    """
    目的|ゴール|目標|狙い|ねらい|着地|終わ(?:りたい|れれば|れたら|った姿|る(?:こと|のが|日))|終えたい|終える|持ち帰
    持って帰|達成
    (?:聞いて|もらって|決めて|いただいて|出して|伺って|取って)(?:終|帰る|帰り|くる)|決めたい|引き出|取り付け
    取りたい|得たい|固めたい|見極めたい
    (?:まで|ところまで)(?:もって|持って|進め|行き|いき)|たら成功|れば成功|できれば十分|いただきたいのは|勝ちは
    目指し|目指す|目当て|落としどころ|成果と|聞き出した|決まる日
    (?<!お願いし)(?<!共有し)(?<!相談し)(?<!お借りし)(?<!伝え)(?<!頼み)(?<!いただき)(?<!もらい)[いきしちりみびえけせてめれべげ]たい(?:です|と(?:思|考え)|。|$|の[がは])
    """,
    r"""
    \bgoal|\baim\b|\bobjective|\bpurpose|\bby the end\b|\bleave with\b|\b(?:walk (?:out|away)|come away) with
    \bsuccess\b|\bcame for\b
    \boutcome|\bwe(?:'re| are) (?:after|there for)\b|\bwhat (?:I|we) want\b(?! to (?:see|hear))|\bgood day\b
    \bthe point (?:of|is)\b
    \bI(?:'d like| want| hope) (?:us )?to (?:leave|come|walk|end|get|finish)|\b(?:I|[Ww]e) want [A-Z]\w+ to\b
    \ba win\b|\btarget\b|\bwant us to\b
    """,
)
MAYBE_GOAL = either(
    "たい|ほし|欲し|もら|いただ|一言|まで|取[るりっ]|決め|決ま|合意|約束|口から|答え",
    r"\b(?:want|hope|leave|need|so that|like to|should)\b",
)
"""What may well be a goal, a fallback or the rep's role, said in words the tables do not know."""
MAYBE_FALLBACK = either(
    "たら|れば|なら|とき|時は|場合|ても", r"\b(?:if|should|when|unless|else|instead|in that case|either way)\b"
)
MAYBE_LEADING = either(rf"{_ME}|自分", r"\b(?:I|me|mine|my|I'll)\b")
MAYBE_CREDIT = either(
    rf"(?:様|さん|氏|{TITLES})(?:が|は|も)[^。\n]{{0,40}}(?:くれ|くださ|いただ|作[っら]|まとめ|集め|調べ|動い)",
    r"\b(?:Mr|Mrs|Ms|Dr)\.? \w+,? (?:\w+ )?\w+ed\b|(?-i:[A-Z][a-z]+) (?:\w+ )?(?:did|made|built|wrote|\w+ed)\b",
)
WORKED = either("成功|狙い|ねらい", r"\bsuccess")
_RECORDS = "(?:経緯|議事録|履歴|経過|やり取り|やりとり|日報)"
PAPERS = either(
    rf"""
    {_RECORDS}[^。\n]{{0,16}}(?:添付|\d+ ?(?:枚|通|ページ|件)|一式|全部|すべて|お読み|目を通)
    (?:添付|一式)[^。\n]{{0,10}}{_RECORDS}
    """,
    r"""
    \b(?:history|minutes|thread|all (?:my|the) (?:notes|emails)|call notes)\b[^.\n]{0,30}\b(?:attached|below|enclosed)\b
    \b(?:attached|enclosed)\b[^.\n]{0,40}\b(?:history|minutes|thread|notes|emails)\b
    \bread (?:all|through) (?:the|my)\b
    """,
)
BESIDE_THE_POINT = either(
    """
    # product and company
    発売(?:以来|から|し[てた、])|累計|創業|沿革|ラインナップ|モデルチェンジ|受賞|展示会で(?:名刺|大変?好評)
    # gossip, moods, other deals
    ゴルフ|噂|うわさ|疲れ(?:て|まし|た)|へこ[んみ]|頑張ったつもり|別件|他案件|別の案件|余談
    """,
    r"""
    \b(?:founded in|on the market|awards?\b|product line|gossip|rumou?r|by the way|(?:an)?other deal|sister company)
    \b(?:felt (?:rather|quite|a bit)|i was (?:rather|quite|a bit)|chat about)
    """,
)
MONTH = either(
    """
    (?<!\\d)\\d{1,2}月(?:に|末|頭|上旬|下旬|中旬|の|、|から)
    (?:昨年|一昨年|年末|年明け|春|夏|秋|冬|[一二三四五六七八九十]月)に
    """,
    r"""
    \bin (?:january|february|march|april|may|june|july|august|september|october|november|december)\b
    \b(?:last|in) (?:spring|summer|autumn|fall|winter|year)\b
    """,
)
GUESS = either(
    """
    きっと|(?<!手)(?<!外)はず(?:です|だ|な|で|。|$|、)|違いな[いく]|間違いなく|と思われ|と考えられ
    でしょう(?:。|$|ね)|だろう(?!か)
    感触(?:です|は|では|だ|あり|が)|気がし|(?:いる|ある|ない|だ|た)と(?:思い|思う|見てい|踏んで|読んで)
    本音(?:は|では)|本心(?!を)|内心|腹の中
    [りえしきちにびみい]たがって|怖がって|怯えて|恐れて|嫌がって|乗り気(?:です|だ|の|。|$)
    (?<!多)(?:たぶん|多分(?!野|岐)|おそらく|恐らく)
    """,
    r"""
    \b(?:[Ss]urely|[Oo]bviously|[Nn]o doubt|[Uu]ndoubtedly)\b
    \bI'?m (?:sure|certain|convinced) (?:he|she|they|[A-Z]\w+|the)\b
    \b(?:[Hh]e|[Ss]he|[Tt]hey|[A-Z][a-z]+) must (?:be|have|want|feel|fear)\b|\b[Dd]eep down\b|\bsecretly\b
    \b[Pp]robably\b|\b[Pp]resumably\b
    \b(?:I|[Ww]e) (?:think|guess|bet|reckon|believe|suspect|assume)(?: that)? (?:he|she|they|[A-Z]\w+)\b
    \bclearly (?:is|has|wants?|thinks?|hates?|feels?|fears?)\b|\b(?:is|are|has|wants?) clearly\b|\bmost likely\b
    """,
    flags=re.NOFLAG,
)
SOFT_GUESS = either("たぶん|多分|おそらく|恐らく", "probably|presumably|most likely")
"""Guesses that say so, though not in our words: a complaint only where facts are listed."""
MARKED = either(
    """
    # a guess that says so, or words with their source
    かもしれ|かも(?:。|$|、|です)|可能性|推測|仮説|未確認|見立て|私見|恐れがあ|そう(?:です|だ)(?:。|$|[(])|談[)。]
    本人談
    と(?:言|のこと|おっしゃ|伺|聞|話|述|漏らし|ぼやい)|によると|によれば
    """,
    r"""
    \b(?:may|might|could be|possibly|perhaps|my guess|guess:|\(guess|unconfirmed|hypothesis|not (?:confirmed|sure))\b
    \b(?:told (?:me|us)|says?|said|according to|in (?:his|her|their) words|mentioned)\b
    """,
)
ABOUT_THEM = either(
    rf"様|さん|氏|{TITLES}|先方|ご本人|相手",
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|him|her|them|Mr|Ms|Mrs|Dr)\b|[a-z,] [A-Z][a-z]+|^[A-Z][a-z]+ (?:is|must|has|wants)",
    flags=re.NOFLAG,
)
INSULT = either(
    r"""
    無能|下っ端|頼りない|頼りにならな|使えない(?:人|方|担当|窓口|奴|やつ)|(?<!の)話にならな(?:い|くて)
    (?<![窓入出])口だけ(?:の|で|達者)|優柔不断|役立たず
    仕事[がの]できな|頭[がの]固|堅物|要領が悪|やる気がな|のらりくらり|逃げ腰|お飾り|腰巾着|イエスマン|話しても無駄
    話すだけ無駄|時間の無駄|小心者|伝書鳩
    """,
    r"""
    \b(?:useless|clueless|incompetent|spineless|hopeless|pushover|dither\w*|lazy|stupid|toothless|a nobody)\b
    \b(?:(?:just|mere) (?:a )?gatekeeper|weak link|dead ?weight|yes.?man|messenger boy|out of (?:his|her) depth|no backbone)\b
    \b(?:not the brightest|waste of time)\b
    """,
)
POWERLESS = either(
    r"""
    決められ(?:な[いくか]|ませ)ん?|決めきれな[いくか]
    (?:権限|決裁権|決定権)[がはもの]?(?:ない|なく|無|ありませ|持って(?:いな|な|おら))
    (?:発言力|影響力)[がはも]?(?:な[いく]|弱|低|乏)|社内(?:での|の)?(?:力|立場)[がは](?:な[いく]|弱)|立場が弱
    役に立た(?:ない|な)|使えません
    説明が下手|説明下手|口下手|弱い(?:方|人)|鈍い(?:方|人)
    """,
    r"""
    \bcan(?:'t|not) (?:decide|make (?:a )?decisions?)
    \b(?:has|have|with) (?:no|zero|little) (?:authority|power|say|clout|pull|influence)\b
    \bno (?:real )?(?:authority|power|clout)\b|\bpowerless\b|\blacks? (?:authority|power|clout)\b
    \bisn't able to decide\b|\bnever decides\b
    """,
)
OURS = either(
    rf"{_ME}(?:の|で|に|が|は|では|には|だと)|(?<!は)自分(?:の|に|が|には)|弊社|当社|うち(?:の|は|で)",
    r"\b(?:I|my|we|our|I'm)\b",
)
ONCE = either("一度だけ|一回だけ|1度だけ|1回だけ", r"\bonce\b(?=[,.]| only| in)|\bone time\b")
THANKS_TO_US = either(
    r"(?:いつも|ご対応|お時間|早速)[^。\n]{0,16}(?:ありがとう|感謝)",
    r"^thanks?\b|\bthanks in advance",
)
_RUN = "(?:進め|進行|司会|説明し|回し|まわし|仕切|リード|切り出|務め|行い|やり|話を戻|ファシリ|引き取り|まとめ)"
LEADING = either(
    rf"""
    (?:進行|司会|仕切り|進め[る方]|ファシリ\w*|説明|回し|まわし|全体の流れ|デモ|場)[^。\n]{{0,18}}(?:{_ME}|自分)
    (?:{_ME}|自分)[^。\n]{{0,18}}{_RUN}
    # "…は私", "…=私", "私:…", "私が…します"
    (?:{_ME}|自分)[:=]
    (?:は|も|=|:)[ ]?(?:全部|すべて|全て)?(?:{_ME}|自分|こちら)(?:です|が|で(?!も|は)|。|、|/|[(]|$)
    (?:{_ME}|自分|こちら)(?:が|で)[^。、\n]{{0,20}}(?:ます|[うくすつぬむるぐぶ])(?:。|$|[(]|/)
    (?:進行|司会|仕切り)[^。\n]{{0,6}}[は=:][ ]?[一-龥ァ-ヴーA-Za-z]{{1,6}}(?:が|です|。|、|$)
    """,
    r"""
    \bI(?:'ll| will| shall|'m|'d| am)? (?:lead|run|chair|driv|host|facilitat|open|present|steer|moderat)
    \bI(?:'ll| will| shall|'m|'d| am)? (?:do the|take (?:the|everyone|them)|walk|handle|kick|start|manage|guide)
    \bI(?:'ll| will| shall|'m|'d| am)? (?:cover|demo|go through|keep (?:the )?time)
    \b(?:led|run|chaired|hosted) by me\b|(?:: |\bis |\bwith |- )me\b|\b(?:is|are) (?:my|mine)\b
    \bI(?:'m|'ll be| am| will be) (?:doing|in charge|on point)\b|\bmy job is\b|\bleave the (?:rest|running) to me\b
    """,
)
LED_BY_MANAGER = either(
    "お任せ|お願い(?:し|でき|いた)|仕切って|進めて(?:いただ|くださ|ほし|もら)",
    r"\byou(?:'ll)? (?:lead|run|chair)",
)
INTRODUCING = either(
    r"""
    打診|引き合わせ|引合せ|(?:紹介|ご挨拶|顔合わせ)(?:の(?:機会|場))?[をに][^。\n]{0,15}(?:持ちかけ|提案|お願いでき)
    (?:伺える|空いている|空けられる)日
    """,
    r"""
    \brequest for an introduction|\bbe introduced\b|\bintroduce (?:you|our|the two)
    \bbring(?:ing)? [^.\n]{0,24}(?:managers|bosses) together
    \bsound [^.\n]{0,12}out\b
    \b(?:raise|raising|float|propose) (?:it|this|the (?:idea|meeting|introduction)) (?:with|to)
    \bdates? I (?:can|may|could) offer
    """,
)
