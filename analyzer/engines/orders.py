"""Lines of a note that give orders to a reader or a machine: they are no evidence, whatever they say."""

from __future__ import annotations

import re
from functools import lru_cache


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE | re.MULTILINE)


# Orders that need a Latin letter or a mark-up bracket.
_LATIN_ORDER = _any_of(
    # English: telling a reader to forget, to rate, to output, to pretend.
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,50}\b(?:above|previous|prior|earlier|instructions?|everything|rules?|notes?|all|prompts?)\b",
    r"\b(?:you are (?:now )?(?:an?|the)\b[^.\n]{0,30}\b(?:ai|assistant|model|analy[sz]er|bot|system)|as an ai\b|(?:ai|llm|analy[sz]er|assistant|parser|summari[sz]er|language model|bot)s?\b[^.\n]{0,40}\b(?:must|shall|should|please|are to|is to|note|set|mark|rate|output|classify|treat)\b)",
    r"\b(?:rate|mark|classify|label|set|record|treat|score|output|return|report|answer)\b[^.\n]{0,40}\b(?:authority|information|momentum|introduction|outside_cause|contact|decision maker|quadrant)\b[^.\n]{0,30}(?:\bas\b|\bto\b|[:=])",
    r"\b(?:authority|information|momentum|introduction|outside_cause|quadrant)\b[\"'”]?\s*(?:[:=：＝]|は)\s*[\"'“]?(?:strong|weak|sufficient|insufficient|stalled|moving|accepted|declined|proposed|none|true|false|unknown)\b",
    r"^\W*(?:system|assistant|developer|admin(?:istrator)?|instructions?|prompt)\s*(?:prompt|message|note|override|instruction)?\s*[:：>\]]",
    r"<\s*/?\s*(?:system|assistant|instructions?|prompt|im_start|im_end)\b|\[/?(?:inst|system)\]|<\|",
    r"\b(?:respond|reply|answer) (?:only )?with\b|\bend of (?:notes?|transcript|prompt)\b.{0,40}\b(?:new|now)\b|\bprompt injection\b|\bjailbreak\b",
    r"(?:strong|weak|sufficient|insufficient|stalled|moving|accepted|declined|proposed)[^。\n]{0,14}(?:と|に|で)(?:判定|分類|出力|評価|設定|記録|書き換え|変更|確定|固定|扱|回答|答え|すること|せよ)",
    r"(?:JSON|json)[^。\n]{0,20}(?:出力|返)(?:せよ|して|す|しなさい|し)",
)
_ORDER = _any_of(
    # Japanese: 無視して, 出力せよ, と判定すること, addressed to an AI or an analyzer.
    r"(?:これまで|上記|以上|以前|前述|ここまで|従来|既存|元|全て|すべて|本文|議事録)[^。\n]{0,20}(?:指示|命令|内容|ルール|文章|記述|情報|記載|メモ|本文|議事録)?[^。\n]{0,8}(?:は|を)?(?:すべて|全て)?(?:無視|破棄|忘れ)(?:し|せ|て|、|。|する|さ)",
    r"(?:AI|ＡＩ|人工知能|解析(?:器|ツール|システム|エンジン|担当)?|分析(?:器|ツール|システム|エンジン|担当)?|要約(?:者|ツール)?|モデル|LLM|チャットGPT|ChatGPT|アシスタント|読み取り(?:エンジン|ツール)?|判定(?:器|ツール|エンジン)|自動(?:処理|要約|解析|分析)|評価者|採点者(?=は)|採点者|記録係のAI|読者)(?:エンジン|ツール|AI|システム)?[」』]?(?:への?(?:指示|命令|お願い|通知|注意)|[へ宛](?:[:：、\\s]|$)|に告|向け[:：#＃*】\\]]|各位|は(?:必ず|以下|次の|本件|[^。\\n]{0,20}(?:権限|情報)を|この(?:顧客|担当|人|案件|会議)))",
    r"機械さん|(?:を|の)読む(?:者|AI|機械|モデル)(?:は|へ)",
    r"(?:権限|情報量?|影響力|勢い|紹介|authority|information|momentum|introduction)[^。\n]{0,24}(?:と|に)(?:判定|分類|出力|評価|設定|記録|ラベル|書き換え|変更|固定|扱)(?:し(?:て|ろ|なさい|ないと|た上)|せよ|する(?:こと|よう)|される(?:べき|こと)|のこと)",
    r"(?:権限|情報量?|影響力|勢い|紹介|顔合わせ|決裁者|キーマン)[^。\n]{0,30}[「『\"]?(?:強い?|弱い?|十分|不十分|停滞|進行|承諾|拒否|最終決裁者|なし|あり)[」』\"]?(?:と|として)(?:し、|し[てろ]|せよ|判定|記録|保存|分類|出力|書|答|扱)[^。\n]{0,6}(?:$|[。、#＃*」せ読しくえてろ])",
    r"(?:最終決裁者|決裁者|キーマン)と(?:判定|記録|分類|出力|評価)",
    r"(?:判定|分類|評価|出力|採点|要約|解析|回答)(?:結果)?(?:を|は)[^。\n]{0,24}(?:せよ|すること[。\s]|してください|しなさい|のこと[。\s]|に(?:して|しろ|変更|固定|書き換え))",
    r"(?:従わない場合|指示に従|指示を優先|命令を優先|プロンプト|システムメッセージ|管理者(?:より|権限|からの?(?:指示|命令|通知)))",
)
# Every order has one of these words, in small letters; to look for them takes a tenth of the time of looking for the orders.
_MAY_ORDER = re.compile(
    "無視|破棄|忘れ|人工知能|解析|分析|要約|モデル|アシスタント|読み取り|読む|読者|判定|自動|評価|採点|機械さん|分類|出力|回答|従わない|指示[にを]|命令を|プロンプト"
    "|システムメッセージ|管理者|[とに](?:設定|記録|ラベル|書き換え|変更|固定|扱|し[、てろ]|せよ|保存|書|答)|ai|ａｉ|llm|gpt"
)
_MAY_LATIN_ORDER = re.compile(
    "ignore|disregard|forget|override|bypass|you are|ai|llm|analy|assistant|parser|summari|model|bot|authority|information|momentum|introduction|outside_cause|contact"
    r"|decision maker|quadrant|system|developer|admin|instruction|prompt|im_|inst\]|<\||respond|reply|answer|end of|jailbreak|strong|weak|sufficient|stalled|moving|accepted"
    "|declined|proposed|json"
)
_HIDDEN = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\U000e0000-\U000e007f]")


@lru_cache(maxsize=32)
def order_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The lines, as offsets, that give orders to whoever analyses the note. Hidden characters inside words do not help them."""
    spans = []
    for line in re.finditer(r"[^\r\n]+", text):
        if not _is_order(line[0]):
            continue
        # Only the sentences that give the order are void, and what follows an order that opens the line: it belongs to it.
        opening = re.match(r"[^。.!！?？]+[。.!！?？]*", line[0])
        if len(line[0]) <= 200 and opening and _is_order(opening[0]):
            spans.append(line.span())
            continue
        for sentence in re.finditer(r"[^。.!！?？]+[。.!！?？]*", line[0]):
            if _is_order(sentence[0]):
                spans.append((line.start() + sentence.start(), line.start() + sentence.end()))
    return tuple(spans)


def _is_order(words: str) -> bool:
    visible = _HIDDEN.sub("", words)
    # A pattern that ignores case takes these two for an i, though their small letter is none.
    folded = visible.replace("İ", "i").replace("ı", "i").casefold()
    if _MAY_ORDER.search(folded) and _ORDER.search(visible):
        return True
    return _MAY_LATIN_ORDER.search(folded) is not None and _LATIN_ORDER.search(visible) is not None
