"""Shows one attachment from memory: a PDF, a picture, a mail with what it brought along, a text as text, or that it is
kept and not shown.

It never is a file, unless an officer lets it out: for a reason, recorded, with a second officer where its marking asks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QStackedLayout, QVBoxLayout, QWidget

from app.core.errors import PraesidiumError
from app.core.i18n import N_
from app.core.ids import Id
from app.core.progress import Cancel, Progress
from app.models.rules.mails import Inside
from app.models.rules.media import HEAD, PICTURES, Media, media_of
from app.services.cases.attachments import Attached, Content, read_attachment
from app.ui.files.attachments.mail_page import MailPage
from app.ui.files.attachments.reading import LookedAt, look_at
from app.ui.files.picture import Picture
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import label, row, secondary
from app.ui.kit.picture_process import Pixels, decode_picture
from app.ui.kit.preview import Preview
from app.ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from app.services.desk import Desk

WIDTH, HEIGHT = 900, 600
DEEPEST = 12
"""Messages within messages that are opened."""


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """What can be looked at, and what lets it out as a file, where something does."""

    id: Id
    name: str
    lets_out: Callable[[], object] | None = None


class AttachmentView(Sheet):
    """Reads when it is opened. With `lets_out`, which opens what asks where to and why, it can be saved as a file.

    `among` are those through which one pages; without, there is the one.
    """

    def __init__(
        self, kit: Kit, desk: "Desk", parent: QWidget, attachment: Id, name: str,
        lets_out: Callable[[], object] | None = None, *, among: Sequence[Shown] = (),
    ) -> None:  # fmt: skip
        super().__init__(kit, parent, name, "attachment_view", "", WIDTH)
        self._desk = desk
        self._among = tuple(among) or (Shown(attachment, name, lets_out),)
        self._at = next((at for at, one in enumerate(self._among) if one.id == attachment), 0)
        self._trail: list[Content] = []
        words = kit.words
        self._message = label("", "attachment_message", "quiet", wrap=True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture = Picture(name)
        self._preview = Preview(kit, None, "attachment_pdf")
        self._text = QPlainTextEdit()
        self._text.setObjectName("attachment_text")
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._mail = MailPage(kit)
        self._mail.wanted.connect(self._on_inside)
        self._pages = QStackedLayout()
        for page in (self._message, self._picture, self._preview, self._text, self._mail):
            self._pages.addWidget(page)
        self._about = secondary("", "attachment_about", wrap=True)
        self._about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._back = button(
            kit, words(N_("Back to the message")), "attachment_back", self._on_back, icon="arrow-left", key="Alt+Left"
        )
        self._count = secondary("", "attachment_count")
        self._before = button(kit, words(N_("Previous")), "attachment_previous", partial(self._step, -1),
                              icon="chevron-left", key="Ctrl+PgUp")  # fmt: skip
        self._after = button(kit, words(N_("Next")), "attachment_next", partial(self._step, 1),
                             icon="chevron-right", key="Ctrl+PgDown")  # fmt: skip
        self.body.addLayout(row(self._back, None, self._count, self._before, self._after))
        shown = QVBoxLayout()
        shown.addLayout(self._pages)
        self.body.addLayout(shown, 1)
        self.body.addWidget(self._about)
        room = self.room()
        for page in (self._picture, self._preview, self._text, self._mail):
            page.setMinimumHeight(min(HEIGHT, max(room.height() - 270, 0)))
        self._save = self.add_button(words(N_("Save as file…")), "attachment_save", self._on_save, icon="download")
        self.add_button(words(N_("Close")), "attachment_close", self.reject)
        for one in (self._count, self._before, self._after):
            one.setVisible(len(self._among) > 1)
        self._read()

    def _read(self) -> None:
        one, desk = self._among[self._at], self._desk
        words = self.kit.words
        self._trail = []
        self._name(one.name)
        self._say(words(N_("Opening…")))
        self._back.hide()
        self._about.setText("")
        self._save.setVisible(one.lets_out is not None)
        last = len(self._among) - 1
        self._count.setText(
            words(N_("{number} of {count}"), number=words.number(self._at + 1), count=words.number(last + 1))
        )
        self._before.setEnabled(self._at > 0)
        self._after.setEnabled(self._at < last)
        self.kit.jobs.read(
            self, lambda: read_attachment(desk, one.id), partial(self._on_read, one.id), partial(self._on_late, one.id)
        )

    def _step(self, by: int) -> None:
        at = self._at + by
        if 0 <= at < len(self._among):
            self._at = at
            self._read()

    def _on_save(self) -> None:
        lets_out = self._among[self._at].lets_out
        if lets_out is not None:
            lets_out()

    def _on_read(self, of: Id, content: Content) -> None:
        if of == self._among[self._at].id:  # whoever pages on does not wait for what he left
            self._trail = [content]
            self._show()

    def _on_late(self, of: Id, failure: BaseException) -> None:
        if of == self._among[self._at].id:
            self._on_refused(failure)

    def _on_inside(self, inside: Inside) -> None:
        if len(self._trail) >= DEEPEST:
            self.say(self.kit.words(N_("Messages lie too deep within one another: this one is not opened.")))
            return
        self._trail.append(Content(inside.name, media_of(inside.data[:HEAD]), inside.data))
        self._show()

    def _on_back(self) -> None:
        if len(self._trail) > 1:
            self._trail.pop()
            self._show()

    def _show(self) -> None:
        """Show what lies on top of what was opened."""
        content, words, kit = self._trail[-1], self.kit.words, self.kit
        self.say("")
        self._name(content.name)
        self._back.setVisible(len(self._trail) > 1)
        self._describe(words.size(len(content.data)))
        kit.jobs.read(self, partial(look_at, content), partial(self._on_looked, content), self._on_refused)
        if content.media is Media.PDF:
            self._turn_to(self._preview)
            self._preview.show_pdf(content.data, content.name)
        elif content.media in PICTURES:
            text = words(N_("Opening a picture"))

            def decode(_progress: Progress, _cancel: Cancel) -> Pixels:
                return decode_picture(content.data)

            self._say(words(N_("Opening…")))
            kit.jobs.run(self, text, decode, partial(self._on_decoded, content), partial(self._on_broken, content))
        else:
            self._say(words(N_("Opening…")))

    def _on_looked(self, content: Content, found: LookedAt) -> None:
        """Show it, unless the officer went on meanwhile; a picture and a PDF are shown by what decodes them."""
        if not self._trail or self._trail[-1] is not content:
            return
        self._describe(f"{self.kit.words.size(len(content.data))} · SHA-256 {found.digest}")
        if content.media is Media.PDF or content.media in PICTURES:
            return
        if found.mail is not None:
            self._mail.show_mail(found.mail, found.kinds)
            self._turn_to(self._mail)
        else:
            self._show_text(found.text)

    def _show_text(self, plain: str | None) -> None:
        if plain is not None:
            self._text.setPlainText(plain)
            self._turn_to(self._text)
            return
        said = N_("This kind of file is kept and carried along, but not shown here.")
        if len(self._trail) == 1 and self._among[self._at].lets_out is not None:
            said = N_(
                "This kind of file is kept and carried along, but not shown here. It can be saved as a file and opened"
                " elsewhere."
            )
        self._say(self.kit.words(said))

    def _on_decoded(self, content: Content, pixels: Pixels) -> None:
        if self._trail and self._trail[-1] is content:
            self._picture.show_pixels(pixels)
            self._turn_to(self._picture)

    def _on_broken(self, content: Content, failure: BaseException) -> None:
        if self._trail and self._trail[-1] is content:
            self._on_refused(failure)

    def _on_refused(self, failure: BaseException) -> None:
        if not isinstance(failure, PraesidiumError):
            self.kit.door.show(failure, self)
        self._say(self.kit.door.say(failure))

    def _name(self, name: str) -> None:
        self.rename(name)
        for one in (self._text, self._picture):
            one.setAccessibleName(name)

    def _describe(self, text: str) -> None:
        self._about.setText(text)
        self._about.setAccessibleName(text)

    def _say(self, text: str) -> None:
        self._message.setText(text)
        self._message.setAccessibleName(text)
        self._turn_to(self._message)

    def _turn_to(self, page: QWidget) -> None:
        """Bring a page to the front; what was shown before is let go of."""
        if page is not self._preview:
            self._preview.clear()
        self._pages.setCurrentWidget(page)


def open_among(
    kit: Kit, desk: "Desk", parent: QWidget, one: Attached, every: Sequence[Attached],
    lets_out: Callable[[Attached], object] | None,
) -> None:  # fmt: skip
    """Show an attachment; one pages through the others that are here. `lets_out` opens what saves one as a file."""
    among = [
        Shown(it.id, it.name, partial(lets_out, it) if lets_out is not None else None) for it in every if it.received
    ]
    AttachmentView(kit, desk, parent, one.id, one.name, among=among).open()
