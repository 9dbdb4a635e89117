"""Is this paper ours, as issued, in force? Its QR code or control code tells: typed, by a scanner, or out of a scan."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from app.core.i18n import N_
from app.services.desk import Desk
from app.services.paper.checks import PaperCheck, PaperVerdict, verify_paper
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, Tone, label, secondary, set_property
from app.ui.kit.words import DASH, capital
from app.ui.screens.paper.code_sheet import CodeSheet
from app.ui.screens.paper.scan_box import Mark
from app.ui.screens.paper.scan_reading import Scanned

_TONES = {
    PaperVerdict.CURRENT: Tone.ACCENT,
    PaperVerdict.GENUINE: Tone.PLAIN,
    PaperVerdict.UNKNOWN: Tone.PLAIN,
}
"""All others are red: the paper is to be taken back or kept as evidence."""


class VerifySheet(CodeSheet):
    """Checks one paper after another."""

    def __init__(self, kit: Kit, desk: Desk, parent: QWidget | None) -> None:
        words = kit.words
        hint = N_("Scan the QR code of any page, paste its text, or type the control code that was read out to you.")
        super().__init__(
            kit, parent, words(N_("Verify a paper")), "verify_sheet", words(hint),
            line="verify_text", scan="verify", by_copy=False,
        )  # fmt: skip
        self._desk = desk
        self._checks: dict[Scanned, PaperCheck] = {}
        self._card = Card("verify_card")
        self.verdict = label("", "verify_verdict", "strong", wrap=True)
        self.verdict.setIndent(0)  # a frame of the style alone, seen late, would move the text
        self._card.box.addWidget(self.verdict)
        self._facts = QFormLayout()
        self._facts.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._facts.setHorizontalSpacing(2 * GRID)
        self._facts.setVerticalSpacing(GRID // 2)
        self._card.box.addLayout(self._facts)
        self._card.hide()
        self.body.addWidget(self._card)
        self.body.addStretch(1)
        self.add_button(words(N_("Close")), "verify_close", self.reject)
        self.add_button(words(N_("Verify")), "verify_start", self.look_up, primary=True)
        self.text.setFocus()

    def on_begun(self) -> None:
        self.say("")
        self._card.hide()

    def on_found(self, found: Sequence[Scanned]) -> None:
        desk = self._desk

        def check() -> list[PaperCheck]:
            return [verify_paper(desk, one.code.text) for one in found]

        self.latest.read(check, partial(self._on_all_checked, found), self.on_refused)

    def _on_all_checked(self, found: Sequence[Scanned], checks: Sequence[PaperCheck]) -> None:
        """Say of each what it is, and show the first: the officer goes through the others with the arrows."""
        self._checks = dict(zip(found, checks, strict=True))
        said = self.kit.words.enum
        self.scan.mark_all([Mark(capital(said(one.verdict)), _TONES.get(one.verdict, Tone.RED)) for one in checks])
        self.scan.list.choose(found[0])
        self.scan.list.setFocus()

    def on_chosen(self, one: Scanned) -> None:
        check = self._checks.get(one)
        if check is not None:
            self.latest.forget()
            self.say("")
            self.show_code(one)
            self._show(check)

    def look_up(self) -> None:
        typed = self.text.text()
        self.say("")
        self._card.hide()
        self.latest.read(partial(verify_paper, self._desk, typed), self._on_checked, self.on_refused)

    def _on_checked(self, check: PaperCheck) -> None:
        self._show(check)
        self.text.selectAll()
        self.text.setFocus()

    def _show(self, check: PaperCheck) -> None:
        words = self.kit.words
        self.verdict.setText(capital(words.enum(check.verdict)))
        tone = _TONES.get(check.verdict, Tone.RED)
        set_property(self.verdict, "chip", tone.value if tone is not Tone.PLAIN else None)
        _hug(self.verdict)
        while self._facts.rowCount():
            self._facts.removeRow(0)
        for number, (name, value) in enumerate(self._told(check), start=1):
            shown = label(value, f"verify_value_{number}", wrap=True, select=True)
            self._facts.addRow(secondary(name, f"verify_key_{number}"), shown)
        self._card.show()
        self.grow()

    def _told(self, check: PaperCheck) -> list[tuple[str, str]]:
        """Return what the check knows, a line a fact; what it cannot know is left out."""
        words = self.kit.words
        of = N_("{number} of {count}")
        newest = check.newest if check.newest and check.newest > check.version else None
        facts = (
            (N_("Number"), check.registration),
            (N_("Version"), str(check.version) if check.version else ""),
            (N_("Newest version"), str(newest) if newest else ""),
            (N_("Copy no."), words(of, number=check.copy, count=check.copies) if check.copy else ""),
            (N_("Page"), words(of, number=check.page, count=check.pages) if check.page else ""),
            (N_("Recipient"), check.recipient),
            (N_("State of the copy"), words.enum(check.copy_state) if check.copy_state else ""),
            (N_("Issued by"), self._station(check)),
            (N_("Control code"), check.control_code),
            (N_("Log head"), _fours(check.log_head.hex())),
            (N_("Seal"), self._seal(check)),
        )
        return [(words(name), value) for name, value in facts if value]

    def _station(self, check: PaperCheck) -> str:
        if check.station_revoked:
            return self.kit.words(N_("{station} (no longer trusted)"), station=check.station or DASH)
        return check.station or ""

    def _seal(self, check: PaperCheck) -> str:
        if check.seal is None:
            return self.kit.words(N_("not checked: a control code is only looked up"))
        return self.kit.words(N_("signed by that workstation")) if check.seal else self.kit.words(N_("not its own"))


def _hug(said: QLabel) -> None:
    """Let a text that may wrap be no wider than its words on one line, so that a chip's frame ends where they do."""
    said.setWordWrap(False)
    wide = said.sizeHint().width()
    said.setWordWrap(True)
    said.setMaximumWidth(wide)


def _fours(digits: str) -> str:
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
