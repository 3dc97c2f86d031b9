"""What an element's name, role, class and style say of its part in the page.

>>> evidence_of("div", ' class="topNav fl"', False), evidence_of("div", ' id="UCAP-CONTENT"', False)
('html/navigation', '')
>>> evidence_of("p", ' style="display: none"', False)
'html/hidden'

The words are in `vocab/pages.yaml`. What they say is evidence, no more: `furniture.py` weighs it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from planparse.vocab import alternation, words

LONG_CUE = 5
"""Letters: a shorter cue is a whole word of a class, a longer one may be a part of it."""

DATE = "html/date"
"""Where a page prints its date: the only evidence that is none of furniture."""

_TOOLS = "html/tools"

_TAGS = {
    "nav": "html/navigation",
    "menu": "html/navigation",
    "aside": "html/aside",
    "footer": "html/footer",
    "select": "html/form",
    "button": "html/form",
    "textarea": "html/form",
    "datalist": "html/form",
    "dialog": "html/hidden",
    "xml": "html/hidden",
    "del": "html/deleted",
    "noscript": "html/fallback",
    "object": "html/fallback",
    "video": "html/fallback",
    "audio": "html/fallback",
    "canvas": "html/fallback",
    "rt": "html/reading",
    "rp": "html/reading",
    "time": DATE,
}
_ROLES = {
    "navigation": "html/navigation",
    "menu": "html/navigation",
    "menubar": "html/navigation",
    "complementary": "html/aside",
    "contentinfo": "html/footer",
    "banner": "html/header",
    "search": "html/search",
    "dialog": "html/hidden",
}
_ATTRIBUTE = re.compile(r' (class|id|role|style|hidden)="([^"]*)"')
_NOTE = re.compile(
    r"(?<![^ ])(?:id=\"(?:sd)?(?:foot|end)note\d{1,3}\"|id=\"_?(?:ftn|edn)\d{1,3}\"|style=\"[^\"]*mso-element:\s*(?:foot|end)note\b)",
    re.IGNORECASE,
)
"""How Word and LibreOffice mark the notes of a page that they save: what explains a word is no part of the last task."""
_HIDDEN = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|$))",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@lru_cache(maxsize=4096)
def evidence_of(tag: str, raw: str, in_article: bool) -> str:
    """The rule that an element's tag or attributes name, or nothing. An article's own footer is no page's."""
    found = dict(_ATTRIBUTE.findall(raw))
    if "hidden" in found or _HIDDEN.search(unescape(found.get("style", ""))):
        return "html/hidden"
    if tag in ("div", "p", "li", "section") and _NOTE.search(raw):
        return "html/note"
    if tag in _TAGS and not (tag == "footer" and in_article):
        return _TAGS[tag]
    role = _ROLES.get(found.get("role", ""))
    if role:
        return role
    return _named(f"{found.get('class', '')} {found.get('id', '')}")


@lru_cache(maxsize=4096)
def _named(names: str) -> str:
    if names == " ":
        return ""
    rules, long_cue = _cues()
    found = [rules[piece.lower()] for piece in _WORD.findall(names) if piece.lower() in rules]
    found += [rules[cue] for cue in long_cue.findall(names.lower())]
    if DATE in found and set(found) <= {DATE, _TOOLS}:
        return DATE  # pages-date: where a site prints the date it often sets its tools, too
    return next((rule for rule in found if rule != DATE), "")


@lru_cache(maxsize=1)
def _cues() -> tuple[dict[str, str], re.Pattern[str]]:
    rules = {cue: rule["rule"] for rule in words("pages")["rules"] for cue in rule["cues"]}
    return rules, re.compile(alternation(cue for cue in rules if len(cue) >= LONG_CUE))
