"""The visit of the full house, on its way: a day from breakfast to dinner, covered but for one point."""

from datetime import UTC, date, datetime, timedelta

from app.core.ids import Id
from app.demo.setting import Setting
from app.models.enums import Capacity, Channel, SubjectKind
from app.models.kinds.movements import Transport
from app.models.kinds.visits import ProgrammeItem
from app.models.texts import local_text
from app.services.cases.measures import NewMeasure, propose_measures
from app.services.cases.rulings import Ruling
from app.services.desk import Desk
from app.services.visits.visit_lines import add_programme_item
from tests.reads import visit_sheet

DAY = date(2026, 11, 22)
POINTS: tuple[tuple[int, int, str, str, str], ...] = (
    (1330, 1430, "Audiëntie bij de Koning", "Audience chez le Roi", "Koninklijk Paleis"),
    (1445, 1530, "Bezoek aan het museum", "Visite du musée", "Museum voor Schone Kunsten"),
    (1600, 1715, "Bilateraal gesprek", "Entretien bilatéral", "Egmontpaleis"),
    (1830, 2100, "Werkdiner", "Dîner de travail", "Europagebouw"),
)
"""Begin and end in UTC, what it is in Dutch and French, where."""
WITH_A_LEG = (1330, 1600, 1830)
UNCOVERED = "Museum voor Schone Kunsten"


def prepare(setting: Setting, desk: Desk, visit: Id) -> list[Id]:
    """Add the points and propose what covers them; return the measures to be approved."""
    for begin, end, dutch, french, place in POINTS:
        item = ProgrammeItem(
            starts=_at(begin), ends=_at(end), activity=local_text("nl", dutch, fr=french), place_text=place,
            responsible="Protocol",
        )  # fmt: skip
        departs = _at(begin) - timedelta(minutes=25)
        leg = Transport(
            departs=departs, arrives=departs + timedelta(minutes=15), origin="Europagebouw", destination=place
        )
        add_programme_item(desk, visit, item, leg if begin in WITH_A_LEG else None)
    ruling = Ruling(Capacity.FILE_OFFICER, Channel.PAPER, "I. Verhaegen", "Statuut van regeringsleider")
    made: list[Id] = []
    dap, police = setting.id("DAP"), setting.id("PZANT")
    items = [(uid, item.place_text or "") for uid, item, _ in visit_sheet(desk, visit).programme or ()]
    covered = [uid for uid, place in items if place != UNCOVERED]
    inside = [uid for uid, place in items if place != UNCOVERED and "Europa" not in place]
    for kind, subjects, organisation, dutch, french in (
        ("close_protection", covered, dap, "Team 3, twee voertuigen.", "Équipe 3, deux véhicules."),
        ("fixed_post", inside, police, "Twee posten aan de ingang.", "Deux postes à l'entrée."),
    ):
        new = NewMeasure(
            kind, subjects, [organisation], SubjectKind.PROGRAMME_ITEM, start=DAY, end=DAY,
            instruction=local_text("nl", dutch, fr=french),
        )  # fmt: skip
        made += propose_measures(desk, visit, new, ruling)
    escort = NewMeasure(
        "escort", [visit], [police], SubjectKind.VISIT, start=DAY, end=DAY,
        instruction=local_text("nl", "Motorrijders bij elke verplaatsing.", fr="Motards à chaque déplacement."),
    )  # fmt: skip
    return [*made, *propose_measures(desk, visit, escort, ruling)]


def _at(clock: int) -> datetime:
    """Return a moment of the day; `clock` is 1330 for half past one."""
    return datetime(DAY.year, DAY.month, DAY.day, clock // 100, clock % 100, tzinfo=UTC)
