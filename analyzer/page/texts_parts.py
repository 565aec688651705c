"""Texts of the parts inside a case, in both languages: moves and reactions, the notes' marks, the brief, sending to a language model."""

from __future__ import annotations

PART_TEXTS: dict[str, tuple[str, str]] = {
    # moves and reactions
    "react_hint": (
        "返ってきたものを押すと記録され、「かもしれない」・次の一手・ブリーフがすぐに変わります。",
        "Press what came back: it is recorded, and hypotheses, moves and brief follow at once.",
    ),
    "recorded": ("記録した反応", "Reactions recorded"),
    "is_recorded": ("記録済み", "recorded"),
    "undo_reaction": ("取り消す", "Take back"),
    "on_move": ("「{purpose}」への反応", "On “{purpose}”"),
    "mark_done": ("この一手を済みにする", "Mark as done"),
    "mark_undone": ("済みを取り消す", "Not done after all"),
    "is_done": ("済み", "done"),
    "from_reaction": ("あなたが記録した反応から", "From the reaction you recorded"),
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
    # the brief
    "brief_profile": ("自分と上司の情報(入力は一度だけ)", "You and your manager (asked once)"),
    "brief_profile_help": (
        "頼む理由が具体的になり、次からは自社側の人も見分けられます。この端末に残り、ほかの案件でも使います。",
        "Makes the request concrete and tells your side from theirs. Kept on this machine, for every case.",
    ),
    "brief_text": ("文面(そのまま書き換えられます)", "Text (write into it freely)"),
    "brief_text_help": (
        "書き換えた行はそのまま残り、ほかの行は空欄・修正・反応に合わせて変わります。",
        "Lines you wrote stay; the others follow blanks, corrections and reactions.",
    ),
    "back_to_draft": ("下書きに戻す", "Back to the draft"),
    "brief_view": ("見かた", "View"),
    "view_check": ("点検", "Check"),
    "view_check_count": ("点検({count}か所)", "Check ({count})"),
    "view_manager": ("上司の目で読む", "Read it as your manager"),
    "lint_clean": ("直すところはありません。", "Nothing to mend."),
    "blanks_left": (
        "空欄(＿＿)が{count}か所残っています。上の欄に入れるか、文面で直してください。",
        "{count} blank(s) (＿＿) left: fill them in above, or in the text.",
    ),
    "date_example": ("例: 12/3 14:00", "e.g. 3 Dec, 2 pm"),
    "lint_missing": ("文面に足りないもの", "Missing from the text"),
    "lint_suggestion": ("直し方:", "Try this:"),
    "reading_time": ("読むのに約{seconds}秒", "About {seconds} seconds to read"),
    "reading_time_long": ("約{seconds}秒。1分を超えています。", "About {seconds} seconds: more than a minute."),
    "phone": ("上司のスマートフォンでの見え方", "On your manager's phone"),
    "for_rep": ("自分だけのメモ(上司には渡りません)", "For you only (not in what your manager gets)"),
    "text_file": ("テキストで保存", "Plain text"),
    "calendar": ("予定に入れる(.ics)", "Calendar (.ics)"),
    "calendar_when": ("開始の日時", "Start"),
    "calendar_minutes": ("長さ", "Length"),
    "minutes": ("{minutes}分", "{minutes} min"),
    "calendar_zone": ("時間帯: {zone}", "Time zone: {zone}"),
    "calendar_save": ("予定ファイルを保存", "Save the calendar file"),
    "calendar_no_time": (
        "日時を選ぶと、予定ファイルを保存できます。",
        "Choose a day and time to save the calendar file.",
    ),
    "save_version": ("この版を保存", "Save this version"),
    "version_same": ("最後の版と同じです。", "Same as the latest version."),
    "versions": ("保存した版({count})", "Saved versions ({count})"),
    "version": ("版 {number}", "Version {number}"),
    "look_at_version": ("見る版", "Version to look at"),
    "return_to_version": ("この版に戻す", "Return to this version"),
    "version_other_language": (
        "英語の版です。画面を English に切り替えると戻せます。",
        "A version in Japanese. Switch the page to 日本語 to return to it.",
    ),
    "version_other_kind": (
        "別の場面のお願い(同行と引き合わせ)なので、ここには戻せません。コピーして使ってください。",
        "This version asks for something else (a visit, or an introduction), so it cannot stand here. Copy what you need.",
    ),
    # sending to a language model
    "sending_title": ("はじめに一度だけ確認します", "One question before the first time"),
    "sending": (
        "この設定では、議事録の文が {where} に送られ、言語モデル({model})が読み取ります。送ってよろしいですか。",
        "By your settings the text of the notes goes to {where}, where a language model ({model}) reads it. May it be sent?",
    ),
    "send": ("送って読み取る", "Send and read"),
    "sending_settings": ("{where} へ送る内容", "What goes to {where}"),
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
