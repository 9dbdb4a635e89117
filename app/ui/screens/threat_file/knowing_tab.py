"""Who knows what: recipient by recipient, what went by bundle and which paper copies they hold."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.exchange.release import Held
from app.services.knowing import Knowing, who_knows
from app.ui.files.list_page import ListPage
from app.ui.files.readers_sheet import ReadersSheet
from app.ui.files.sharing_sheet import SharingSheet
from app.ui.files.wording import capital
from app.ui.kit.jobs import Latest
from app.ui.kit.kind_words import part_name
from app.ui.kit.kit import Kit
from app.ui.kit.parts import button
from app.ui.kit.words import COUNTRY_TIME
from app.ui.tables.rows import Cell, Column, Line

if TYPE_CHECKING:
    from app.services.desk import Desk


class KnowingTab(QWidget):
    """Reads when it is turned to."""

    def __init__(self, kit: Kit, desk: "Desk", file: Id) -> None:
        super().__init__()
        self._kit, self._desk, self._file = kit, desk, file
        self._latest = Latest(kit.jobs, self)
        self.setObjectName("knowing_tab")
        words = kit.words
        columns = (
            Column(words(N_("Who")), 3, 180), Column(words(N_("By")), 2, 120), Column(words(N_("What")), 4, 200),
            Column(words(N_("State")), 2, 130), Column(words(N_("Since")), 1, 110),
        )  # fmt: skip
        hint = N_("What leaves by bundle or on paper is listed here with its recipient.")
        empty = (words(N_("Nobody outside has anything of this file")), words(hint))
        self._page = ListPage(kit, "knowing", words(N_("Who knows what")), columns, empty, filtered=True)
        share = button(kit, words(N_("Share with an organisation…")), "share_file", self._on_share, icon="send")
        self._page.add_button(share)
        readers = button(kit, words(N_("Who read this file…")), "file_readers", self._on_readers, icon="eye")
        self._page.add_button(readers)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._page)

    def load(self) -> None:
        """Read who has what."""
        desk, file, language = self._desk, self._file, self._kit.words.language
        self._latest.read(lambda: who_knows(desk, file, language), self._on_read)

    def _on_share(self) -> None:
        SharingSheet(self._kit, self._desk, self, self._file).open()

    def _on_readers(self) -> None:
        ReadersSheet(self._kit, self._desk, self, self._file).open()

    def _on_read(self, found: Knowing) -> None:
        words = self._kit.words
        lines = []
        together: dict[tuple[Id, int | None, str], list[Held]] = {}
        for one in found.shared:
            together.setdefault((one.station, one.counter, _state(one)), []).append(one)
        for (station, counter, said), held in together.items():
            name = found.names.get(station, words(N_("another workstation")))
            by = words(N_("bundle {number}"), number=counter) if counter else words(N_("bundle"))
            parts = dict.fromkeys(part_name(words, one.part) for one in held)
            left = max((one.moment for one in held if one.moment is not None), default=None)
            cells = (
                Cell(name, strong=True), Cell(by), Cell(capital(", ".join(parts))), Cell(capital(words(said))),
                Cell(words.date(left.astimezone(COUNTRY_TIME).date()) if left is not None else ""),
            )  # fmt: skip
            lines.append(Line((station, counter, said), cells))
        for copy in found.copies:
            what = f"{copy.registration} v{copy.version}"
            number = words(N_("copy {number}"), number=copy.number)
            subject = found.names.get(copy.subject or b"", "")
            state = capital(words.enum(copy.state)) if copy.state else ""
            since = words.date(copy.since) if copy.since else ""
            cells = (
                Cell(copy.recipient, strong=True), Cell(words(N_("paper"))),
                Cell(f"{what}, {number}", subject), Cell(state), Cell(since),
            )  # fmt: skip
            lines.append(Line(copy.copy, cells))
        self._page.put(lines)


def _state(one: Held) -> str:
    """Return how far a part is, a msgid."""
    if one.withdrawn:
        return N_("sent nothing new any more")
    return N_("confirmed") if one.confirmed else N_("written, not confirmed")
