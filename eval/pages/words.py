"""The words of the run's report, in both languages."""

from __future__ import annotations

from analyzer.words import Language, Words


def _words(ja: str, en: str) -> Words:
    return Words(ja=ja, en=en)


REPORT = {
    "title": _words("読み取りの成績", "How well the notes are read"),
    "engine": _words("エンジン", "engine"),
    "cases": _words("件", "cases"),
    "revealed": _words(
        "固定セットの案件を一件ずつ開示した報告です(--reveal)。この後の調整は固定セットに合わせたものになりえます。",
        "Cases of the fixed set are revealed one by one (--reveal). What is tuned after this may be tuned to the fixed set.",
    ),
    "hidden": _words(
        "固定セットなので合計だけを示します。案件ごとの結果は --reveal を付けたときだけ出ます。",
        "This is the fixed set, so only totals are shown; case by case only with --reveal.",
    ),
    "failed": _words("読み取れなかった案件", "Cases that failed"),
    "accuracy": _words("正答率", "Accuracy"),
    "right": _words("正答", "right"),
    "interval": _words("95 %区間", "95 % interval"),
    "count": _words("件数", "count"),
    "f1": _words("マクロF1", "macro-F1"),
    "dear": _words("痛い間違い", "The dear errors"),
    "dear_note": _words(
        "いちばん痛いのは、決められる人を「弱い」と読むこと(5点)。逆は3点、情報量の取り違え2点、そのほか1点、分かるのに「不明」は0.5点。",
        "Dearest is a strong contact called weak (5 points); the other way round 3, information mistaken 2, any other 1, unknown where something is known a half.",
    ),
    "points": _words("間違いの合計点", "points of all errors"),
    "a_case": _words("点/件", "a case"),
    "confusion": _words("取り違え表", "Confusion"),
    "confusion_note": _words("行が正解、列が読み取りです。", "Rows are the labels, columns what was read."),
    "evidence": _words("根拠", "Evidence"),
    "evidence_note": _words(
        "値が合っている案件で、人が付けた根拠との重なり。適合率・再現率は文字数で数えています。",
        "Where the value is right: does its evidence overlap what a person marked? Precision and recall count characters.",
    ),
    "overlaps": _words("重なりあり", "overlaps"),
    "precision": _words("適合率", "precision"),
    "recall": _words("再現率", "recall"),
    "verbatim": _words("原文どおりの引用", "quotes verbatim"),
    "signals": _words("シグナル(種類別)", "Signals by kind"),
    "signals_note": _words(
        "同じ種類で、引用が重なっているものを正解とします。",
        "A signal counts as right where the kind is the same and the words overlap.",
    ),
    "kind": _words("種類", "kind"),
    "found": _words("見つけた数", "found"),
    "marked": _words("正解の数", "marked"),
    "all": _words("全体", "all"),
    "confidence": _words("確からしさ", "Confidence"),
    "confidence_note": _words(
        "点線に近いほど、言っている確からしさと実際の正答率が合っています。",
        "The nearer to the dotted line, the better the stated confidence fits how often it was right.",
    ),
    "confidence_word": _words("確からしさ", "confidence"),
    "said": _words("エンジンの言う確からしさ", "confidence stated"),
    "was_right": _words("実際の正答率", "share right"),
    "ece": _words("較正誤差", "calibration error"),
    "dearest": _words("強い人を弱いと読んだ件数", "strong called weak"),
    "trade_off": _words("自信のない読みを控えると", "If unsure readings are held back"),
    "trade_off_note": _words(
        "権限・影響力の読みのうち自信のないものから「不明」にしていくと(右から左へ)、答えたものの正答率と、残る痛い間違いがどう変わるか。",
        "As readings of authority become “unknown”, the least sure first (from right to left): how many of the answered are right, and how many dear errors are left.",
    ),
    "answered": _words("答えた割合", "share answered"),
    "right_of_answered": _words("答えたうちの正答率", "right among the answered"),
    "share": _words("割合", "share"),
    "no_quadrant": _words("定まらず", "none"),
    "agreement": _words("繰り返しの一致", "Agreement of repetitions"),
    "changing": _words("値が変わった案件", "cases that changed"),
    "slices": _words("言語・書式・難所ごと", "By language, format and trap"),
    "language": _words("言語", "language"),
    "format": _words("書式", "format"),
    "trap": _words("難所", "trap"),
    "wrong": _words("間違えた案件", "Wrong cases"),
    "legend": _words("印:", "Marks:"),
    "gold": _words("正解", "label"),
    "predicted": _words("読み取り", "read"),
    "both": _words("両方", "both"),
    "why": _words("正解の理由", "why the label"),
    "authority": _words("権限・影響力", "authority"),
    "information": _words("情報量", "information"),
    "momentum": _words("動き", "momentum"),
    "introduction": _words("引き合わせ", "introduction"),
    "outside_cause": _words("外の理由", "outside cause"),
    "quadrant": _words("象限", "quadrant"),
    "both_axes": _words("二軸とも", "both axes"),
    "contact": _words("相手", "contact"),
    "strong_called_weak": _words("強い → 弱い", "strong → weak"),
    "weak_called_strong": _words("弱い → 強い", "weak → strong"),
    "sufficient_called_insufficient": _words("十分 → 不足", "sufficient → insufficient"),
    "insufficient_called_sufficient": _words("不足 → 十分", "insufficient → sufficient"),
    "outside_precision": _words("外の理由:適合率", "outside cause: precision"),
    "outside_recall": _words("外の理由:再現率", "outside cause: recall"),
    "seconds": _words("1件の秒数(中央値)", "seconds a case (median)"),
    "tokens": _words("トークン", "tokens"),
    "money": _words("費用(米ドル)", "money (US dollars)"),
}

SLICES = {
    "ja": _words("日本語", "Japanese"),
    "en": _words("英語", "English"),
    "minutes": _words("議事録", "minutes"),
    "bullets": _words("箇条書き", "bullets"),
    "diary": _words("日報・独り言", "diary"),
    "email": _words("社内報告メール", "email"),
    "transcript": _words("文字起こし", "transcript"),
    "chat": _words("チャット", "chat"),
    "crm": _words("活動ログ", "crm"),
    "(none)": _words("難所なし", "(none)"),
    "title_misleads": _words("肩書きと実力が違う", "title_misleads"),
    "others_authority": _words("近くに他人の権限", "someone else's power near the contact"),
    "negation": _words("否定", "negation"),
    "reported": _words("伝聞・推測", "hearsay, guesses"),
    "many_people": _words("登場人物が多い", "many_people"),
    "changed": _words("後のメモで逆転", "a later note reverses an earlier one"),
    "our_side": _words("当方側の権限・情報不足", "our own power or lack of information"),
    "sent_not_read": _words("送ったが未読", "sent_not_read"),
    "plan_only": _words("引き合わせは予定だけ", "introduction only planned"),
    "small_talk": _words("雑談が多い", "small_talk"),
    "typos": _words("誤字", "typos"),
    "implicit": _words("行動だけが示す", "only behaviour shows it"),
    "mixed_language": _words("日英混在", "mixed_language"),
    "injection": _words("指示の埋め込み", "orders to the reader"),
    "off_topic": _words("商談でない", "not a sales meeting"),
    "long": _words("2,000字超", "over 2,000 characters"),
}
"""What the keys of the slices mean, where the key does not say it by itself."""

VALUE_WORDS = {
    "strong": _words("強い", "strong"),
    "weak": _words("弱い", "weak"),
    "sufficient": _words("十分", "sufficient"),
    "insufficient": _words("不足", "insufficient"),
    "stalled": _words("停滞", "stalled"),
    "moving": _words("前進", "moving"),
    "proposed": _words("打診中", "proposed"),
    "accepted": _words("了承", "accepted"),
    "declined": _words("お断り", "declined"),
    "none": _words("なし", "none"),
    "unknown": _words("不明", "unknown"),
    "true": _words("あり", "yes"),
    "false": _words("なし", "no"),
    "strong_sufficient": _words("① 強・十分", "① strong, informed"),
    "strong_insufficient": _words("② 強・不足", "② strong, not informed"),
    "weak_sufficient": _words("③ 弱・十分", "③ weak, informed"),
    "weak_insufficient": _words("④ 弱・不足", "④ weak, not informed"),
}


def value_word(value: str | None, language: Language) -> str:
    """A value as the page shows it; what is no known value stays as it is."""
    return VALUE_WORDS[value].in_(language) if value in VALUE_WORDS else (value or "–")


def in_language(words: dict[str, Words], language: Language) -> dict[str, str]:
    """The words of one language."""
    return {name: both.in_(language) for name, both in words.items()}
