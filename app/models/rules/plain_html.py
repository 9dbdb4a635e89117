"""The words of an HTML text, and nothing else of it: no pictures, no addresses, nothing that is fetched or run.

One pass from left to right, whatever stands there: a tag that never ends costs no more than the rest of the text.
"""

import re
from html import unescape

_UNSEEN = ("script", "style", "head", "title", "template")
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]{0,20})")
_BREAKS = frozenset({
    "br", "p", "div", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section",
    "article", "header", "footer", "hr", "pre",
})  # fmt: skip
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*\n ?")


def words_of_html(html: str) -> str:
    """Return the words, a line for what stands on a line of its own."""
    found: list[str] = []
    lowered = html.lower() if len(html.lower()) == len(html) else html
    at = 0
    while at < len(html):
        start = html.find("<", at)
        if start < 0:
            found.append(html[at:])
            break
        found.append(html[at:start])
        at = _after(html, lowered, start, found)
    said = unescape("".join(found)).replace("\xa0", " ")
    return _LINES.sub("\n\n", _SPACES.sub(" ", said)).strip()


def _after(html: str, lowered: str, start: int, found: list[str]) -> int:
    """Return where the text goes on behind what begins at `start`."""
    if html.startswith("<!--", start):
        end = html.find("-->", start + 4)
        return len(html) if end < 0 else end + 3
    name = _NAME.match(html, start + 1)
    if name is None and html[start + 1 : start + 2] not in ("!", "?"):
        found.append("<")
        return start + 1
    end = html.find(">", start)
    if end < 0:
        return len(html)
    tag = name.group(1).lower() if name is not None else ""
    if tag in _BREAKS:
        found.append("\n")
    elif tag == "td":
        found.append(" ")
    if tag in _UNSEEN and html[start + 1] != "/" and html[end - 1] != "/":
        closing = lowered.find(f"</{tag}", end)
        return len(html) if closing < 0 else closing
    return end + 1
