"""Saving the report of what the program did wrong, where the officer says."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.services.mistakes import save_report
from app.ui.kit.action import Action
from app.ui.kit.kit import Kit
from app.ui.kit.sheet import Sheet

REPORT = "report.save"
"""The action, for what offers it elsewhere."""


def report_action(kit: Kit, near: QWidget) -> Action:
    """Return what asks for a folder and writes the report there."""
    words = kit.words
    text = words(N_("Save the report of mistakes…"))
    ask = partial(kit.chooser.ask_folder, near, "report_dialog", text, partial(_save, kit, near))
    return Action(REPORT, text, ask, "", "circle-alert", words(N_("Program")))


def _save(kit: Kit, near: QWidget, folder: Path) -> None:
    kit.jobs.read(
        near, lambda: save_report(folder, kit.clock.now()), partial(_on_saved, kit, near),
        lambda failure: kit.door.show(failure, near),
    )  # fmt: skip


def _on_saved(kit: Kit, near: QWidget, file: Path) -> None:
    words = kit.words
    said = N_(
        "It is called {name}. It says where in the program something went wrong, and names no person. Give it to"
        " whoever looks after the program."
    )
    told = Sheet(
        kit, near, words(N_("The report is saved")), "report_saved", words(said, name=file.name), asks=True
    )  # fmt: skip
    told.add_button(words(N_("Close")), "report_saved_close", told.accept, primary=True)
    told.open()
