"""Unsent text survives a reload: the browser's tab keeps it, and forgets it once it is sent or the tab is closed."""

from __future__ import annotations

import json
from collections.abc import Iterable

import streamlit as st

_SCRIPT = """<script>(() => {
  const box = '.st-key-notes_text textarea', name = (key) => 'kamoshirenai:' + key;
  const sent = SENT;
  for (const key of sent.slice(window.kamoshirenaiSent || 0)) sessionStorage.removeItem(name(key));
  window.kamoshirenaiSent = sent.length;
  const keep = (text) => {
    const key = name(window.kamoshirenaiDraft);
    if (text) sessionStorage.setItem(key, text); else sessionStorage.removeItem(key);
  };
  const before = window.kamoshirenaiDraft;
  window.kamoshirenaiDraft = KEY;
  if (!before) document.addEventListener('input', (event) => {
    if (event.target.matches(box)) keep(event.target.value);
  });
  const put = (area, text) => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(area, text);
    area.dispatchEvent(new Event('input', {bubbles: true}));
  };
  const restore = (tries) => {
    const area = document.querySelector(box);
    if (!area) return tries && setTimeout(restore, 50, tries - 1);  // the box is loaded later than this script
    const kept = sessionStorage.getItem(name(KEY)) || '';
    const left = before && before !== KEY && area.value === sessionStorage.getItem(name(before));
    if (kept !== area.value && (left || !area.value)) put(area, kept);
    else if (!before && area.value) keep(area.value);  // typed before this script came
  };
  restore(200);
})()</script>"""
"""``KEY``: what is looked at; ``SENT``: the keys whose text has been taken in, all of this session, since a script may be skipped when the next
one follows at once."""


def keep_draft(key: str, sent: Iterable[str]) -> None:
    """Keep what is typed under a key, and forget what this session has sent."""
    script = _SCRIPT.replace("SENT", _json(list(sent))).replace("KEY", _json(key))
    st.html(script, unsafe_allow_javascript=True)


def _json(value: object) -> str:
    """JSON that cannot end a script."""
    return json.dumps(value).replace("<", "\\u003c")
