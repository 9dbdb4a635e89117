"""From strips to a finished copy: pages broken, hashed, signed, drawn.

The page hash covers the head and the body as they are said; the foot's facts are in the signed message itself.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from app.documents.content import CopyHead, Issue
from app.documents.dates import local
from app.documents.desk import Desk, new_desk
from app.documents.finished import RenderedDocument
from app.documents.frame import LEFT, body_bottom, foot_marks, head_marks, watermark
from app.documents.pages import paginate
from app.documents.pen import Pen
from app.documents.seal import Seal, Sign, copy_code, page_hash
from app.documents.strips import Strip, said


class Content(Protocol):
    """What a paper says: all it takes here is the head of its pages."""

    @property
    def issue(self) -> Issue: ...


C = TypeVar("C", bound=Content)
Body = Callable[[C, CopyHead, Desk], Sequence[Strip]]
"""Lays out one copy."""


def press_each(
    body: Body[C], words: tuple[str, str], content: C, copies: Sequence[CopyHead], language: str, sign: Sign
) -> Iterator[RenderedDocument]:
    """Yield the copies of one paper; `words` are the msgids of its title and of its kind in one word.

    Shaped words and cut fonts are shared; the bytes are those of single copies. Raises MissingGlyph.
    """
    desk = new_desk(language, content.issue.layout)
    said = (desk.say(words[0]), desk.say(words[1]))
    for copy in copies:
        yield press(body(content, copy, desk), content.issue, copy, said, desk, sign)


def press(
    strips: Sequence[Strip], issue: Issue, copy: CopyHead, words: tuple[str, str], desk: Desk, sign: Sign,
    *, kept: bool = False,
) -> RenderedDocument:  # fmt: skip
    """Return the copy that `strips` make; `words` are the document's title and its kind in one word.

    What is `kept` proves what was done: it is neither given back nor destroyed.
    """
    title, kind = words
    first_head, first_top = head_marks(issue, copy, kind, desk, first=True)
    other_head, top = head_marks(issue, copy, kind, desk)
    pages = paginate(strips, left=LEFT, first_top=first_top + 12, top=top + 14, bottom=body_bottom(issue, copy, desk))
    heads = [first_head, *[other_head] * (len(pages) - 1)]
    hashes = [page_hash([*said(head), *said(page.marks)]) for head, page in zip(heads, pages, strict=True)]
    seals = _seals(issue, copy, hashes, sign)
    code = seals[0].control_code() if seals else ""
    name = title if issue.registration is None else f"{title} {issue.registration}"
    pen = Pen(name, desk.language, local(issue.issued_at), desk.subsets)
    behind = watermark(issue, desk)
    for number, (head, page) in enumerate(zip(heads, pages, strict=True), start=1):
        if behind:
            pen.watermark(behind)
        text = seals[number - 1].text() if seals else ""
        foot = foot_marks(issue, copy, kind, (number, len(pages)), desk, code, text, kept=kept)
        pen.draw([*head, *page.marks, *foot])
        for entry, y in page.outline:
            pen.outline(entry, y)
        pen.next_page()
    return RenderedDocument(
        pdf=pen.finish(),
        pages=len(pages),
        page_hashes=tuple(hashes),
        seals=tuple(seal.text() for seal in seals),
        control_code=code,
        language=desk.language,
    )


def _seals(issue: Issue, copy: CopyHead, hashes: Sequence[bytes], sign: Sign) -> list[Seal]:
    if issue.registration is None:
        return []
    code = copy_code(issue.registration, issue.version, copy.number, hashes)
    log_head = bytes.fromhex(issue.log_head[:16].ljust(16, "0"))
    seals = []
    for page, hashed in enumerate(hashes, start=1):
        facts = (issue.registration, issue.version, copy.number, copy.of, page, len(hashes), hashed, log_head, code)
        seals.append(Seal(*facts, signature=sign(Seal(*facts).message())))
    return seals
