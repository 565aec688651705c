"""What was clicked stays where it is on the screen while the page above it grows or shrinks."""

from __future__ import annotations

import streamlit as st

_HELD = '[class*="st-key-finding_"], [class*="st-key-reaction_"], [class*="st-key-recorded_"]'
"""Parts whose clicks change what stands above them."""
_SCRIPT = """<script>(() => {
  if (window.kamoshirenaiSteady) return;
  window.kamoshirenaiSteady = true;
  let hold = 0;
  for (const own of ['wheel', 'touchmove', 'keydown']) document.addEventListener(own, () => hold++, {passive: true, capture: true});
  document.addEventListener('click', (event) => {
    const main = document.querySelector('[data-testid=stMain]'), part = event.target.closest('HELD');
    const mine = ++hold;
    if (!main || !part || event.target.closest('a, summary')) return;
    const name = [...part.classList].find((one) => one.startsWith('st-key-'));
    const top = part.getBoundingClientRect().top, until = performance.now() + 2000;
    const keep = () => {
      const now = document.querySelector('.' + CSS.escape(name));
      if (now) main.scrollTop += Math.round(now.getBoundingClientRect().top - top);
      if (mine === hold && performance.now() < until) requestAnimationFrame(keep);
    };
    requestAnimationFrame(keep);
  }, true);
})()</script>""".replace("HELD", _HELD)
"""Browsers do this by themselves (scroll anchoring), but not where the page's elements are drawn anew."""


def hold_steady() -> None:
    """Put the script on the page; it works once."""
    st.html(_SCRIPT, unsafe_allow_javascript=True)
