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
    "offline_name": ("内蔵エンジン", "embedded engine"),
}
