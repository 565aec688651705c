"""Texts of the parts inside a case, in both languages: moves and reactions, the notes' marks, the brief, sending to a language model."""

from __future__ import annotations

PART_TEXTS: dict[str, tuple[str, str]] = {
    # moves and reactions
    "react_hint": (
        "返ってきたものを押すと記録され、見立ての下がすぐに変わります。",
        "Press what came back: it is recorded, and everything follows at once.",
    ),
    "recorded": ("記録した反応", "Reactions recorded"),
    "is_recorded": ("記録済み", "recorded"),
    "recorded_toast": ("反応を記録しました。", "The reaction is recorded."),
    "undo_reaction": ("取り消す", "Take back"),
    "on_move": ("「{purpose}」への反応", "On “{purpose}”"),
    "mark_done": ("この一手を済みにする", "Mark as done"),
    "mark_undone": ("済みを取り消す", "Not done after all"),
    "is_done": ("済み", "done"),
    "by_reaction": ("お客様の反応", "the customer's reaction"),
    # the note and the claims
    "claims": ("見立てを選ぶと、その言葉が光ります", "Choose a claim: its words light up"),
    "words_hint": (
        "下線の言葉を押すと、その言葉に立つ見立てが出ます。",
        "Choose underlined words to see which claims stand on them.",
    ),
    "claims_findings": ("見立て", "Findings"),
    "claims_hypotheses": ("かもしれない", "Hypotheses"),
    "claims_signals": ("シグナル", "Signals"),
    "legend_signal": ("シグナル", "signal"),
    "stand_on": ("この言葉に立つ見立て", "What stands on these words"),
    "close": ("閉じる", "Close"),
    "show_words": ("議事録の言葉を光らせる", "Light up its words"),
    "claim_doubt": ("{aspect}: {value}({engine})", "{aspect}: {value} ({engine})"),
    # sending to a language model
    "sending_title": ("はじめに一度だけ確認します", "One question before the first time"),
    "sending": (
        "この設定では、議事録の文が {where} に送られ、言語モデル({model})が読み取ります。送ってよろしいですか。",
        "By your settings the text of the notes goes to {where}, where a language model ({model}) reads it. May it be sent?",
    ),
    "send": ("送って読み取る", "Send and read"),
    "mask": ("名前・社名・連絡先・金額を伏せて送る", "Mask names, companies, contact details and amounts"),
    "mask_help": (
        "〔人1〕のような印に置き換えて送り、返ってきた根拠の中で元に戻します。伏せ漏れもあり得るので、送る内容を確かめてください。",
        "Replaced by marks such as 〔人1〕 and put back into the quotes. Something may slip through, so look at what is sent.",
    ),
    "preview": ("送る内容をそのまま見る", "See exactly what is sent"),
    "role_system": ("モデルへの指示", "Instructions to the model"),
    "role_user": ("議事録", "The notes"),
    "engine_model_masked": (
        "設定では言語モデル({model})が読み取ります。名前や金額を伏せて {where} に送ります。",
        "By your settings a language model ({model}) reads. Sent to {where}, names and amounts masked.",
    ),
    "engine_local": (
        "言語モデル({model})がこの端末の中だけで読み取ります。外には何も送りません。",
        "A language model ({model}) reads on this machine only. Nothing leaves it.",
    ),
    "cost": (
        "{model} への問い合わせ {requests} 回、入力 {tokens_in}・出力 {tokens_out} トークン、{money}",
        "{requests} request(s) to {model}, {tokens_in} tokens in, {tokens_out} out, {money}",
    ),
    "money": ("およそ {dollars} 米ドル", "about {dollars} US dollars"),
    "money_unknown": ("金額は不明(料金表にないモデル)", "price unknown (model not in the price list)"),
    # doubts
    "doubt": ("要確認: 読み取りが分かれました", "To be checked: two readings disagree"),
    "doubt_says": ("{engine}は「{value}」", "{engine}: {value}"),
    "model_name": ("言語モデル", "Language model"),
    "doubt_choose": (
        "どちらが合うか、根拠を見て下で選んでください。",
        "Look at the words and choose below.",
    ),
    "offline_name": ("内蔵エンジン", "embedded engine"),
}
