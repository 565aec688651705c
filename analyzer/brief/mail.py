"""A brief as a mail draft (.eml) to one's own manager; it opens in a mail program and is sent from there, never from here."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from analyzer.brief.documents import to_text
from analyzer.brief.draft import Brief
from analyzer.brief.written import read_written


def to_eml(brief: Brief | str, *, to: str = "") -> bytes:
    """The draft as UTF-8 mail with the brief's title as subject.

    Args:
        brief: with its blanks filled as far as the rep could; or the text the rep wrote.
        to: the manager's mail address, or empty; an address that is none is left out rather than written wrongly.
    """
    text = brief if isinstance(brief, str) else to_text(brief)
    title = read_written(brief).title if isinstance(brief, str) else brief.title
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(title.split())
    if address := _address(to):
        message["To"] = address
    message["X-Unsent"] = "1"  # Outlook opens the file as a draft instead of as a received mail
    message.set_content(text, charset="utf-8", cte="base64")
    return message.as_bytes()


def _address(to: str) -> Address | None:
    try:
        return Address(addr_spec=to.strip()) if to.strip() else None
    except (ValueError, IndexError):
        return None
