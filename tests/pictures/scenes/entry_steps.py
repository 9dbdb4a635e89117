"""The later steps of the ways in: people, recovery sheets, one read back, words compared, a backup being put back."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QWidget

from app.services.exchange.asking import Asked
from app.services.station.founding import Prepared
from app.ui.shell.entry.first_run import FirstRunPage, Making
from app.ui.shell.entry.join import JoinPage
from app.ui.shell.entry.restore import RecoverPage, RestorePage
from app.ui.shell.entry.window import EntryWindow
from tests.pictures.scene import Scene, Stage
from tests.pictures.scenes.entry import SIZES

ADMINISTRATOR, OFFICER = "vier blauwe fietsen zingen traag", "een kat zonder paraplu leest kranten"
APPROVER = "zeven trage wolken zonder parasol"
READ_BACK = 2
"""Which sheet is typed back: the program takes one by chance."""
SAID = (
    "uncover", "slow", "scatter", "decrease", "course", "theory", "black", "mailman", "income", "shelter", "twice",
    "beam",
)  # fmt: skip
SHARES = tuple((SAID[n:] + SAID[:n]) * 2 + SAID[:9] for n in range(5))
"""What stands on five sheets: the program takes that by chance too."""
CODE = tuple(tuple((x * y + x + y) % 3 == 0 for x in range(29)) for y in range(29))
"""What stands in the place of a QR code: it shows where, and is none."""
BACKUP = "stick/praesidium-2026-11-20.pbackup"


def at_the_door(name: str, stage: Stage) -> EntryWindow:
    """The window where there is no store yet, at the first step of one way in."""
    made = EntryWindow(stage.kit, stage.platform, stage.folder / "new" / "praesidium.store", there=False)
    stage.show(made)
    stage.wait(lambda: made.loaded)
    made.turn_to(name)
    return made


def found(step: str, stage: Stage) -> QWidget:
    """A store being made, as far as the step; everything before it was typed."""
    made = at_the_door("found", stage)
    run = cast("FirstRunPage", made.page)
    names = [one.objectName() for one in run.steps]
    run.time.confirmed.setChecked(True)
    run.house.code.line.setText("BRU1")
    run.house.organisation.line.setText("NCCN")
    for language, text in (("nl", "Nationaal Crisiscentrum"), ("fr", "Centre de crise National")):
        cast("QWidget", run.house.findChild(QWidget, f"house_name_{language}")).setProperty("text", text)
    for person, login, name, secret in (
        (run.administrator, "k.peeters", "Karel Peeters", ADMINISTRATOR),
        (run.approver, "p.claes", "Piet Claes", APPROVER),
        (run.second, "i.verhaegen", "Ine Verhaegen", OFFICER),
    ):
        person.login.line.setText(login)
        person.name.line.setText(name)
        for line in (person.secret.first.line, person.secret.again.line):
            line.setText(secret)
    for before in names[: names.index(step)]:
        stage.wait(lambda before=before: run.step.objectName() == before)  # type: ignore[misc]  # a default
        _do(run, stage)
    stage.wait(lambda: run.step.objectName() == step)
    if step == "sheets_step":
        _see_sheets(run, stage)
        making = cast("Making", run.state())
        making.prepared = replace(cast("Prepared", making.prepared), store_shares=SHARES)
        run.sheets._papers.clear()
        run.sheets.show_sheets()
        _see_sheets(run, stage)
    return made


def _see_sheets(run: FirstRunPage, stage: Stage) -> None:
    """Wait until the sheets are made and drawn."""
    stage.wait(lambda: bool(run.sheets._papers) and run.sheets.preview.settled)


def _do(run: FirstRunPage, stage: Stage) -> None:
    """Do what a step asks, and leave it."""
    if run.step is run.sheets:
        _see_sheets(run, stage)
        run.sheets.have.setChecked(True)
        cast("Making", run.state()).read_back = READ_BACK
    run.go_on()


def compared(stage: Stage) -> QWidget:
    """The words of a request to join, compared in person."""
    made = at_the_door("join", stage)
    page = cast("JoinPage", made.page)
    page.compare.show_asked(Asked(Path("stick/ANT1.prequest"), SAID, CODE))
    page.show_step(len(page.steps) - 1)
    page.cancel_link.hide()
    return made


def recovering(stage: Stage) -> QWidget:
    """Three recovery sheets, typed from paper."""
    made = at_the_door("recover", stage)
    page = cast("RecoverPage", made.page)
    page.time.confirmed.setChecked(True)
    page.go_on()
    return made


def restoring(stage: Stage) -> QWidget:
    """A backup being put back: how far it is, and the way to stop."""
    made = at_the_door("restore", stage)
    page = cast("RestorePage", made.page)
    page.file.line.setText(BACKUP)
    under_way(page, stage)
    return made


def under_way(page: RestorePage, stage: Stage) -> None:
    """Show the page as while its work runs, for a picture waits until none does."""
    page.say(stage.kit.words("The backup is being restored…"), "quiet")
    page._show_busy(True)
    page._on_progressed(37, 100)


STEPS = (
    "purpose_step", "house_step", "administrator_step", "approver_step", "second_step", "sheets_step",
    "read_back_step",
)  # fmt: skip
OTHERS: tuple[tuple[str, Callable[[Stage], QWidget]], ...] = (
    ("compare", compared), ("recover_sheets", recovering), ("restoring", restoring),
)  # fmt: skip
SCENES = (
    *(Scene(f"entry.{name.removesuffix('_step')}", partial(found, name), sizes=SIZES[:1]) for name in STEPS),
    *(Scene(f"entry.{name}", build, sizes=SIZES[:1]) for name, build in OTHERS),
)
