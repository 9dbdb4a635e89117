"""A mail as it is read: its heads, its text as text, and what it brought along, each of which can be opened."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.models.rules.mails import Inside, Mail
from app.ui.kit.buttons import button
from app.ui.kit.facts import Facts
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, heading, row, secondary
from app.ui.tables.narrow_line import NarrowLine
from app.ui.tables.rows import Cell, Column, Line, Rows

LINE, HEADS, MOST_LINES = 40, 34, 4
"""Pixels of a line of the list and of its head; lines that are in sight."""
LEAST_TEXT = 120


class MailPage(QWidget):
    """Shows one mail at a time. Nothing of it is rendered or fetched."""

    wanted = Signal(object)
    """This `Inside` is to be opened."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._inside: tuple[Inside, ...] = ()
        words = kit.words
        self.setObjectName("mail")
        self.setAccessibleName(words(N_("E-mail message")))
        self._facts = Facts("mail_facts")
        self._note = secondary("", "mail_note", wrap=True)
        self._text = QPlainTextEdit()
        self._text.setObjectName("mail_text")
        self._text.setAccessibleName(words(N_("Text of the message")))
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(LEAST_TEXT)
        columns = (
            Column(words(N_("File name")), 4, 240), Column(words(N_("Kind")), 2, 150), Column(words(N_("Size")), 1, 90),
        )  # fmt: skip
        self.rows = Rows(kit, "mail_attachments", words(N_("Attachments of the message")), columns)
        self.rows.opened.connect(self._on_open)
        self._heading = heading(words(N_("Attachments of the message")), "mail_attachments_heading")
        self._show = button(kit, words(N_("Open")), "mail_open", lambda: self._on_open(self.rows.key), icon="eye")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addWidget(self._facts)
        box.addWidget(self._note)
        box.addWidget(self._text, 1)
        self._below = QWidget()
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(GRID)
        below.addLayout(row(self._heading, None, self._show))
        self._narrow = NarrowLine(kit, self.rows)
        below.addWidget(self._narrow)
        below.addWidget(self.rows)
        self._more = secondary("", "mail_more", wrap=True)
        below.addWidget(self._more)
        box.addWidget(self._below)

    def show_mail(self, mail: Mail, kinds: Sequence[str]) -> None:
        """Show a mail instead of what was shown; `kinds` says of each thing inside what it is, as a msgid."""
        words = self._kit.words
        facts = [
            (words(N_("Sender")), mail.sender),
            (words(N_("Recipients")), mail.to),
            (words(N_("Copy to")), mail.cc),
            (words(N_("Sent on")), words.moment(mail.date) if mail.date is not None else mail.dated),
            (words(N_("Subject line")), mail.subject),
        ]
        self._facts.show_facts(fact for fact in facts if fact[1] or fact[0] != facts[2][0])
        note = ""
        if mail.from_html:
            note = words(N_("A web page was sent: only its words are shown, and nothing of it is fetched."))
        elif not mail.text:
            note = words(N_("This message has no text."))
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._text.setPlainText(mail.text)
        self._inside = mail.inside
        self._below.setVisible(bool(mail.inside))
        self._narrow.filter.clear()
        self._narrow.put([self._line(at, *each) for at, each in enumerate(zip(mail.inside, kinds, strict=True))])
        self.rows.setFixedHeight(HEADS + LINE * min(max(len(mail.inside), 1), MOST_LINES))
        more = words.plural("{count} more is not listed.", "{count} more are not listed.", mail.more)
        self._more.setText(more if mail.more else "")
        self._more.setVisible(bool(mail.more))
        if mail.inside:
            self.rows.choose(0)

    def _line(self, at: int, one: Inside, kind: str) -> Line:
        words = self._kit.words
        return Line(
            at, (Cell(one.name, strong=True), Cell(words(kind)), Cell(words.size(len(one.data)), by=len(one.data)))
        )

    def _on_open(self, at: object) -> None:
        if isinstance(at, int) and 0 <= at < len(self._inside):
            self.wanted.emit(self._inside[at])
