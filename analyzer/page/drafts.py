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
  if (!before) {
    window.kamoshirenaiTouches = 0;
    const touched = () => { window.kamoshirenaiTouches += 1; };
    for (const kind of ['pointerdown', 'keydown']) document.addEventListener(kind, touched, true);
    document.addEventListener('input', (event) => {
      if (window.kamoshirenaiPutting || !event.target.matches(box)) return;
      touched();
      keep(event.target.value);
    });
  }
  const put = (area, text) => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(area, text);
    window.kamoshirenaiPutting = true;  // what is put back is kept already, and the page may empty the box at once
    area.dispatchEvent(new Event('input', {bubbles: true}));
    window.kamoshirenaiPutting = false;
  };
  const hold = (text, touches, tries) => {  // a page that is still loading may put an empty box in the place of the filled one
    if (!tries || window.kamoshirenaiTouches !== touches || window.kamoshirenaiDraft !== KEY) return;
    const area = document.querySelector(box);
    if (area && area.value !== text) put(area, text);
    setTimeout(hold, 50, text, touches, tries - 1);
  };
  const restore = (tries) => {
    const area = document.querySelector(box);
    if (!area) return tries && setTimeout(restore, 50, tries - 1);  // the box is loaded later than this script
    const kept = sessionStorage.getItem(name(KEY)) || '';
    const left = before && before !== KEY && area.value === sessionStorage.getItem(name(before));
    if (kept !== area.value && (left || !area.value)) hold(kept, window.kamoshirenaiTouches, 60);
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
