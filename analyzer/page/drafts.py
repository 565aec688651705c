"""Unsent text survives a reload: the browser's tab keeps it, and forgets it once it is sent or the tab is closed."""

from __future__ import annotations

import json
from collections.abc import Iterable

import streamlit as st

_SCRIPT = """<script>(() => {
  const area = document.querySelector('.st-key-notes_text textarea');
  const name = (key) => 'kamoshirenai:' + key;
  for (const key of SENT) sessionStorage.removeItem(name(key));
  if (!area) return;
  const put = (text) => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(area, text);
    area.dispatchEvent(new Event('input', {bubbles: true}));
  };
  if (!area.dataset.key) area.addEventListener('input', () => {
    const key = name(area.dataset.key);
    if (area.value) sessionStorage.setItem(key, area.value); else sessionStorage.removeItem(key);
  });
  const before = area.dataset.key;
  area.dataset.key = KEY;
  const kept = sessionStorage.getItem(name(KEY)) || '';
  const left = before && before !== KEY && area.value === sessionStorage.getItem(name(before));
  if (kept !== area.value && (left || !area.value)) put(kept);
})()</script>"""
"""``KEY``: what is looked at; ``SENT``: the keys whose text has been taken in."""


def keep_draft(key: str, sent: Iterable[str]) -> None:
    """Keep what is typed under a key, and forget what has been sent."""
    script = _SCRIPT.replace("SENT", _json(list(sent))).replace("KEY", _json(key))
    st.html(script, unsafe_allow_javascript=True)


def _json(value: object) -> str:
    """JSON that cannot end a script."""
    return json.dumps(value).replace("<", "\\u003c")
