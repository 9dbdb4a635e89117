"""The file of a threatened person, tab by tab; its overview is among `file_views`."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from app.core.ids import Id
from app.demo import fiction
from app.models.enums import Capacity, Channel
from app.models.kinds.measures import ExecutionReport
from app.services.cases.executions import report_execution
from app.services.cases.files import NewFile, open_file
from app.services.cases.life import close_file, suspend_file
from app.services.cases.recusals import recuse_officer
from app.services.cases.rulings import Ruling
from app.services.desk import Desk
from app.ui.kit.screen import Address
from app.ui.screens.paper.sheets import PaperSheets
from app.ui.screens.threat_file.screen import ThreatFileScreen
from tests.pictures.scene import Scene, Stage
from tests.pictures.steps import choosing, offering, pressing, sheet_scene
from tests.reads import measures_of

TABS = (
    "persons", "reports", "analyses", "measures", "decisions", "papers", "knowing", "history",
)  # fmt: skip


def tab(name: str, stage: Stage) -> QWidget:
    """One tab of the judge's file."""
    papers = PaperSheets(stage.platform())
    address = Address("threat_file", stage.house.ids["file"], name)
    return stage.screen(ThreatFileScreen, address, issue=papers.issue, copies=papers.copies)


def draft(stage: Stage) -> QWidget:
    """A file that somebody asked for, and that nobody has decided to open yet."""
    desk = stage.desk()
    ruling = Ruling(Capacity.FILE_OFFICER, Channel.PAPER, "I. Verhaegen", "Vraag van de betrokkene")
    file = open_file(desk, NewFile("Journalist, weekblad"), ruling)
    desk.store.close()
    stage.desks.remove(desk)
    return stage.screen(ThreatFileScreen, Address("threat_file", file, "overview"))


def rung_through(stage: Stage) -> QWidget:
    """The measures of the judge, one of which the police reported by telephone to who wrote it down here."""
    desk, file = stage.desk(), stage.house.ids["file"]
    patrols = next(line.id for line in measures_of(desk, file) if line.record.type == "patrols")
    report = ExecutionReport(
        from_on=date(2026, 11, 19), to_on=date(2026, 11, 19), planned=3, done=2, not_done=1, by_whom="ploeg 11",
        remarks="Gebeld door de zone.",
    )  # fmt: skip
    report_execution(desk, patrols, report)
    desk.store.close()
    stage.desks.remove(desk)
    return tab("measures", stage)


def since(change: Callable[[Desk, Id], object], stage: Stage) -> QWidget:
    """A young file after something was done with it."""
    desk, file = stage.desk(), stage.house.files["TIMMERMANS"]
    change(desk, file)
    desk.store.close()
    stage.desks.remove(desk)
    return stage.screen(ThreatFileScreen, Address("threat_file", file, "overview"))


RULED = Ruling(Capacity.FILE_OFFICER, Channel.PAPER, "I. Verhaegen", "De dreiging is voorbij")


def suspended(stage: Stage) -> QWidget:
    """A file that rests."""
    return since(lambda desk, file: suspend_file(desk, file, RULED), stage)


def closed(stage: Stage) -> QWidget:
    """A file that is over."""
    return since(lambda desk, file: close_file(desk, file, "threat_ended", RULED), stage)


def recused(stage: Stage) -> QWidget:
    """A file out of which somebody is kept."""

    def keep_out(desk: Desk, file: Id) -> None:
        with desk.read() as view:
            other = next(uid for uid, one in view.directory.officers.items() if one.login == fiction.RECORDER.login)
        recuse_officer(desk, file, other, "Familie van de betrokkene")

    return since(keep_out, stage)


def asked(stage: Stage) -> QWidget:
    """A file of which a question to a service is open."""
    return stage.screen(ThreatFileScreen, Address("threat_file", stage.house.files["TIMMERMANS"], "analyses"))


EXECUTIONS = (choosing("measures_rows", "atrouille"), pressing("show_executions"))
ASKED = choosing("requests_rows")
SCENES = (
    *(Scene(f"threat_file.{name}", partial(tab, name)) for name in TABS),
    sheet_scene("threat_file.resume_file", suspended, offering("file_resume")),
    sheet_scene("threat_file.archive_file", closed, offering("file_archive")),
    sheet_scene("threat_file.reopen_file", closed, offering("file_reopen")),
    sheet_scene("threat_file.end_recusal", recused, offering("file_end_recusal")),
    sheet_scene("threat_file.admit_file", draft, offering("file_admit")),
    sheet_scene(
        "threat_file.confirm",
        partial(tab, "decisions"),
        choosing("decisions_tab_rows", "bevestigen", "confirmer"),
        pressing("confirm_decision"),
    ),
    sheet_scene("threat_file.change_request", asked, ASKED, pressing("change_request")),
    sheet_scene("threat_file.withdraw_request", asked, ASKED, pressing("withdraw_request")),
    sheet_scene("threat_file.executions", rung_through, *EXECUTIONS),
    sheet_scene(
        "threat_file.correct_execution",
        rung_through,
        *EXECUTIONS,
        choosing("executions_rows", "19"),
        pressing("correct_report"),
    ),
)
