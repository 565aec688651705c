"""The chain from words to advice in plain sentences: which quadrant and why, what supports what, what would change it."""

from __future__ import annotations

from dataclasses import replace

from analyzer.catalogue import Catalogue
from analyzer.reading import VALUES, Aspect
from analyzer.rules.matching import Matched, first_move
from analyzer.rules.situation import Situation
from analyzer.rules.standing import Judged
from analyzer.words import Language, Words

QUADRANT_NAMES: dict[str, Words] = {
    "strong_sufficient": Words(ja="①権限・影響力が強く、情報は十分", en="① strong, well informed"),
    "strong_insufficient": Words(ja="②権限・影響力が強く、情報は不十分", en="② strong, not yet informed"),
    "weak_sufficient": Words(ja="③権限・影響力が弱く、情報は十分", en="③ not strong, well informed"),
    "weak_insufficient": Words(ja="④権限・影響力が弱く、情報は不十分", en="④ not strong, not yet informed"),
}
ASPECT_NAMES: dict[Aspect, Words] = {
    "authority": Words(ja="権限・影響力", en="authority and influence"),
    "information": Words(ja="情報量", en="information"),
    "momentum": Words(ja="勢い", en="momentum"),
    "introduction": Words(ja="上司同士の引き合わせ", en="introduction of the managers"),
    "outside_cause": Words(ja="外にある理由", en="outside cause"),
}
VALUE_NAMES: dict[str, Words] = {
    "strong": Words(ja="強い", en="strong"),
    "weak": Words(ja="弱い", en="weak"),
    "sufficient": Words(ja="十分", en="sufficient"),
    "insufficient": Words(ja="不十分", en="insufficient"),
    "unknown": Words(ja="不明", en="unknown"),
    "stalled": Words(ja="止まっている", en="stalled"),
    "moving": Words(ja="動いている", en="moving"),
    "none": Words(ja="まだ話していない", en="not raised"),
    "proposed": Words(ja="打診中", en="proposed, open"),
    "accepted": Words(ja="承諾", en="accepted"),
    "declined": Words(ja="断られた・かわされた", en="declined or dodged"),
    "true": Words(ja="あり", en="yes"),
    "false": Words(ja="なし", en="no"),
}


def explain(situation: Situation, matched: Matched, catalogue: Catalogue, language: Language) -> tuple[str, ...]:
    """Sentences that lead from the quotes to the first move, and the smallest change that would turn the advice."""
    sentences = [_axis(situation, "authority", language), _axis(situation, "information", language)]
    sentences.append(_quadrant(situation, language))
    sentences += [_hypothesis(one, language) for one in matched.shown]
    sentences.append(_first_move(matched, catalogue, language))
    sentences.append(_turning(situation, matched, catalogue, language))
    return tuple(sentence for sentence in sentences if sentence)


def _axis(situation: Situation, aspect: Aspect, language: Language) -> str:
    finding = situation.findings[aspect]
    name, value = ASPECT_NAMES[aspect].in_(language), VALUE_NAMES[finding.value].in_(language)
    if aspect in situation.corrected:
        return (
            f"{name}は「{value}」(あなたの修正)。"
            if language == "ja"
            else f"{name.capitalize()}: {value} (your correction)."
        )
    if not finding.quotes:
        return (
            f"{name}は「{value}」。{finding.reason.ja}"
            if language == "ja"
            else f"{name.capitalize()}: {value}. {finding.reason.en}"
        )
    words = finding.quotes[0].text
    if language == "ja":
        return f"{name}は「{value}」。『{words}』とあるため。"
    return f"{name.capitalize()}: {value}, because the note says “{words}”."


def _quadrant(situation: Situation, language: Language) -> str:
    if situation.outside:
        if language == "ja":
            return (
                "動かない理由はご本人の外にありそうなので、象限の「かもしれない」は脇に置き、まずその理由を確かめます。"
            )
        return (
            "The cause seems to lie outside this person, so the quadrants' hypotheses step aside until that is checked."
        )
    if situation.quadrant is None:
        names = "、".join(QUADRANT_NAMES[one].ja[0] for one in situation.possible_quadrants)
        if language == "ja":
            return f"軸が定まらないので象限は決めません(可能性があるのは {names})。次の面談で一つ確かめます。"
        return f"An axis is open, so no quadrant yet (still possible: {names.replace('、', ', ')}). One question will settle it."
    name = QUADRANT_NAMES[situation.quadrant].in_(language)
    return f"したがって象限は {name}。" if language == "ja" else f"So this is quadrant {name}."


def _hypothesis(judged: Judged, language: Language) -> str:
    statement = judged.entry.statement.in_(language).rstrip(".。")
    wanted = "-" if judged.standing == "weakened" else "+"
    words = next((one.quote.text for one in judged.evidence if one.quote and one.direction == wanted), "")
    if language == "ja":
        standing = {"supported": "裏づけあり", "open": "未確認", "weakened": "弱まった"}[judged.standing]
        return f"「{statement}」は{standing}" + (f"(『{words}』)。" if words and judged.standing != "open" else "。")
    standing = {"supported": "supported", "open": "open", "weakened": "weakened"}[judged.standing]
    return f"“{statement}” is {standing}" + (f" (“{words}”)." if words and judged.standing != "open" else ".")


def _first_move(matched: Matched, catalogue: Catalogue, language: Language) -> str:
    if not matched.moves:
        return ""
    purpose = catalogue.moves[matched.moves[0].id].purpose.in_(language).rstrip(".。")
    return f"だから最初の一手は「{purpose}」。" if language == "ja" else f"So the first move is: {purpose}."


def _turning(situation: Situation, matched: Matched, catalogue: Catalogue, language: Language) -> str:
    """The smallest change: the first single finding whose other value would give another first move."""
    first = matched.moves[0].id if matched.moves else None
    for aspect in ("introduction", "momentum", "outside_cause", "information", "authority"):
        for value in reversed(VALUES[aspect]):
            if value in (situation.value(aspect), "unknown", "none"):  # a thing that was raised cannot become unraised
                continue
            changed = replace(
                situation,
                findings={
                    **situation.findings,
                    aspect: situation.findings[aspect].model_copy(update={"value": value, "checked": True}),
                },
            )
            move = first_move(changed, catalogue)
            if move and move != first:
                name, word = ASPECT_NAMES[aspect].in_(language), VALUE_NAMES[value].in_(language)
                then = catalogue.moves[move].purpose.in_(language).rstrip(".。")
                if language == "ja":
                    return f"{name}が「{word}」に変われば、最初の一手は「{then}」に変わります。"
                return f"If {name} turned to “{word}”, the first move would become: {then}."
    return ""
