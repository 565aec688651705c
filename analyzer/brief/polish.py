"""Let a language model polish a drafted brief; where it adds a fact or spoils a rule of the lint the plain draft stands."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from analyzer.brief.documents import to_text
from analyzer.brief.draft import Brief
from analyzer.brief.lint import lint
from analyzer.case import Profile
from analyzer.words import Frozen, Words

_LONGEST = 4_000


class Polished(Frozen):
    """The brief as text; ``kept_draft`` says why the plain draft stands, where it does."""

    text: str
    kept_draft: Words | None = None


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    text: str = Field(max_length=_LONGEST)


_SCHEMA = {
    "type": "object",
    "properties": {"text": {"type": "string", "maxLength": _LONGEST}},
    "required": ["text"],
    "additionalProperties": False,
}
_SCHEMA_WITHOUT_BOUNDS = {**_SCHEMA, "properties": {"text": {"type": "string"}}}
_WORSE = Words(
    ja="言語モデルの文面は下書きの決まりを損なうため({rules})、元の下書きのままにしました。",
    en="The language model's wording breaks rules of the draft ({rules}), so the plain draft stands.",
)


def polish(brief: Brief, texts: Sequence[str], profile: Profile, introduction: str | None = None) -> Polished:
    """The draft in the model's wording, if every name, number and date of it stands in draft, notes or profile and no rule is broken anew.

    Args:
        brief: the draft; only it is sent, never the notes.
        texts: the case's notes, to check the wording against.
        profile: who the rep and their manager are.
        introduction: the finding's value, for the lint.

    Raises:
        EngineError: the model could not be asked.
    """
    draft = to_text(brief)
    facts = "\n".join([draft, *texts, *profile.model_dump().values()])
    wording = _asked(draft)
    before, after = (_broken(text, facts, introduction) for text in (draft, wording))
    worse = sorted(rule for rule, times in after.items() if times > before[rule])
    if draft.count("＿＿") > wording.count("＿＿"):
        worse.append("＿＿")
    if not worse:
        return Polished(text=wording)
    rules = ", ".join(worse)
    return Polished(text=draft, kept_draft=Words(ja=_WORSE.ja.format(rules=rules), en=_WORSE.en.format(rules=rules)))


def _broken(text: str, facts: str, introduction: str | None) -> Counter[str]:
    return Counter(one.rule for one in lint(text, facts=facts, introduction=introduction))


def _asked(draft: str) -> str:
    from analyzer.engines.language_model.calling import Conversation, Form
    from analyzer.engines.language_model.engine import need_parts, server_of
    from analyzer.engines.language_model.prompting import Message, filled, template
    from analyzer.settings import settings

    need_parts()
    prompt = template("brief")
    mark = hashlib.sha256(draft.encode()).hexdigest()[:8]
    messages = [
        Message("system", filled(prompt.system, answer_form='{"text": "…"}')),
        Message("user", filled(prompt.user, draft=draft, mark=mark)),
    ]
    form = Form(_Answer, {"schema": _SCHEMA, "schema_without_bounds": _SCHEMA_WITHOUT_BOUNDS})
    return Conversation(server_of(settings()), form, settings()).ask(messages).text
