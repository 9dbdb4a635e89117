"""What a file holds beside threat and measures: notes, presences, attachments, persons of concern, a photograph."""

from datetime import timedelta
from functools import partial
from io import BytesIO

from PIL import Image, ImageDraw
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton, QWidget

from app.core.ids import Id
from app.models.enums import Capacity, Channel, Marking, PresenceState
from app.models.kinds.threat import FileNote, PersonOfConcern, Presence
from app.services.cases.attaching import NewAttachment
from app.services.cases.attachments import attach_bytes, read_attachments
from app.services.cases.concerns import record_concern
from app.services.cases.consents import record_consent
from app.services.cases.file_overviews import file_overview
from app.services.cases.life import close_file
from app.services.cases.notes import record_note
from app.services.cases.presences import record_presence
from app.services.cases.rulings import Ruling
from app.services.desk import Desk
from app.ui.files.attachments.letting_out import leaving_sheet
from app.ui.files.photo_sheet import PhotoSheet
from app.ui.kit.screen import Address
from app.ui.screens.threat_file.screen import ThreatFileScreen
from tests.pictures.scene import DIALOG, Scene, Stage
from tests.pictures.steps import choosing, opening, pressing, sheet_scene
from tests.reads import reports_of

DAY = timedelta(days=1)
LETTER = "Bijgevoegd de brief die deze ochtend in de bus lag; de envelop ligt bij het labo."


def fill(desk: Desk, file: Id) -> None:
    """Let a fortnight pass in the judge's file."""
    now, today = desk.clock.now(), desk.today()
    calls = (
        (12, "Mevrouw", Channel.PHONE,
         "Voelde zich gevolgd aan de school van de kinderen; nummerplaat doorgegeven aan de zone.",
         "Nummerplaat laten nagaan", today - 3 * DAY),
        (6, "PZ Antwerpen", Channel.EMAIL,
         "De zone vraagt om de patrouilles op schooldagen te vervroegen naar 07.45 u.",
         None, None),
        (2, "Mevrouw", Channel.IN_PERSON,
         "Gedragsadvies overlopen en ondertekend. Zij vertrekt morgen voor drie dagen.",
         "Terugkeer bevestigen", today + 2 * DAY),
    )  # fmt: skip
    for ago, whom, channel, text, follow_up, until in calls:
        record_note(
            desk, file,
            FileNote(moment=now - ago * DAY, with_whom=whom, channel=channel, text=text, follow_up=follow_up,
                     follow_up_by=until),
        )  # fmt: skip
    people = [row for row in file_overview(desk, file).involved if row.record.person is not None]
    first, second = people[0], people[-1]
    for row, where, begins, ends in (
        (first, PresenceState.HOME, today - 60 * DAY, None),
        (first, PresenceState.ABROAD, today - DAY, today + DAY),
        (second, PresenceState.HOME, today - 9 * DAY, None),
    ):
        one = Presence(person=row.record.person, state=where, from_on=begins, to_on=ends)
        record_presence(desk, file, one)
    record_consent(desk, first.id, accepted=True, on=today - 2 * DAY)
    report = reports_of(desk, file)[0]
    concern = PersonOfConcern(family_name="VOORBEELD", given_names="Ronny", aliases=("de Lange",))
    record_concern(desk, file, concern, report.id, "herkend door de buurvrouw")
    record_concern(desk, file, PersonOfConcern(description="Man, grijze bestelwagen"), None, "nog niet geïdentificeerd")
    letter = NewAttachment("dreigbrief.pdf", LETTER, marking=Marking.CONFIDENTIAL)
    attach_bytes(desk, report.id, b"%PDF-1.7 brief", letter)
    attach_bytes(desk, file, portrait(), NewAttachment("bestelwagen.jpg", "Grijze bestelwagen, foto van de buurman"))
    with desk.read() as view:
        other = next(uid for uid in sorted(view.directory.organisations) if uid != view.facts.organisation)
    attach_bytes(
        desk, file, b"nota " * 9000, NewAttachment("nota inlichtingen.docx", "Nota van de dienst", originator=other)
    )


def portrait() -> bytes:
    """A drawing of a face: nobody."""
    made = Image.new("RGB", (900, 700), (178, 190, 198))
    pen = ImageDraw.Draw(made)
    pen.ellipse((330, 120, 570, 420), fill=(214, 178, 152))
    pen.pieslice((210, 400, 690, 980), 180, 360, fill=(70, 84, 110))
    pen.pieslice((320, 90, 580, 330), 180, 360, fill=(88, 64, 48))
    held = BytesIO()
    made.save(held, "JPEG", quality=85)
    return held.getvalue()


def tab(name: str, stage: Stage) -> ThreatFileScreen:
    """One tab of the judge's file, filled."""
    file = stage.house.ids["file"]
    desk = stage.desk()
    fill(desk, file)
    desk.store.close()
    stage.desks.remove(desk)
    made = stage.screen(ThreatFileScreen, Address("threat_file", file, name), on=stage.platform())
    assert isinstance(made, ThreatFileScreen)
    return made


def closed(name: str, stage: Stage) -> QWidget:
    """One tab of a file that is over, which is only read; somebody was linked to its report."""
    desk, file = stage.desk(), stage.house.files["TIMMERMANS"]
    concern = PersonOfConcern(family_name="VOORBEELD", given_names="Ronny", aliases=("de Lange",))
    record_concern(desk, file, concern, reports_of(desk, file)[0].id, "herkend door de buurvrouw")
    ruling = Ruling(Capacity.FILE_OFFICER, Channel.PAPER, "I. Verhaegen", "De dreiging is voorbij")
    close_file(desk, file, "threat_ended", ruling)
    desk.store.close()
    stage.desks.remove(desk)
    return stage.screen(ThreatFileScreen, Address("threat_file", file, name))


def letting_out(stage: Stage) -> QWidget:
    """A letter of the file is to be saved as a file."""
    screen = tab("attachments", stage)
    with screen.desk.read() as view:
        found = read_attachments(view, stage.house.ids["file"])
    one = next(held for held in found if held.name == "dreigbrief.pdf")
    sheet = leaving_sheet(stage.kit, screen.desk, stage.platform(), screen, one)
    sheet.open()
    return stage.sheet()


def pressed(name: str, button: str, stage: Stage) -> QWidget:
    """The sheet behind a button of a tab."""
    screen = tab(name, stage)
    found = screen.findChild(QPushButton, button)
    assert isinstance(found, QPushButton)
    found.click()
    return stage.sheet()


def offered(action: str, stage: Stage) -> QWidget:
    """The sheet behind what the file's menu offers."""
    screen = tab("overview", stage)
    next(one for one in screen.actions_here() if one.id == action).run()
    return stage.sheet()


def photo(stage: Stage) -> QWidget:
    """A picture that was pasted, in its frame."""
    screen = tab("overview", stage)
    sheet = PhotoSheet(stage.kit, stage.desks[0], screen, stage.house.ids["judge"])
    sheet.open()
    sheet.pick.take_picture(QImage.fromData(portrait()))
    stage.settle()
    return stage.sheet()


CONCERN = choosing("concerns_page_rows", "VOORBEELD")
SCENES = (
    Scene("file_contents.notes", partial(tab, "notes")),
    Scene("file_contents.presence", partial(tab, "presence")),
    Scene("file_contents.attachments", partial(tab, "attachments")),
    Scene("file_contents.concerns", partial(tab, "concerns")),
    Scene("file_contents.new_note", partial(pressed, "notes", "add_note"), sizes=DIALOG),
    Scene("file_contents.consent", partial(pressed, "presence", "record_consent"), sizes=DIALOG),
    Scene("file_contents.new_concern", partial(pressed, "concerns", "add_concern"), sizes=DIALOG),
    Scene("file_contents.attach", partial(pressed, "attachments", "add_attachment"), sizes=DIALOG),
    Scene("file_contents.hand_over", partial(offered, "hand_over"), sizes=DIALOG),
    Scene("file_contents.photo", photo, sizes=DIALOG),
    Scene("file_contents.let_out", letting_out, sizes=DIALOG),
    sheet_scene(
        "file_contents.change_presence",
        partial(tab, "presence"),
        choosing("presence_tab_rows", "→"),
        pressing("change_presence"),
    ),
    sheet_scene(
        "file_contents.show_attachment",
        partial(tab, "attachments"),
        choosing("attachments_tab_rows", "bestelwagen"),
        pressing("show_attachment"),
    ),
    sheet_scene(
        "file_contents.record_originator",
        partial(tab, "attachments"),
        choosing("attachments_tab_rows", "nota inlichtingen"),
        pressing("originator_consent"),
    ),
    sheet_scene(
        "file_contents.correct_note", partial(tab, "notes"), choosing("notes_tab_rows"), pressing("correct_note")
    ),
    sheet_scene(
        "file_contents.follow_up_done",
        partial(tab, "notes"),
        choosing("notes_tab_rows", "Mevrouw"),
        pressing("follow_up_done"),
    ),
    sheet_scene("file_contents.link_concern", partial(tab, "concerns"), pressing("link_concern")),
    sheet_scene(
        "file_contents.edit_concern",
        partial(tab, "concerns"),
        CONCERN,
        pressing("edit_concern"),
    ),
    sheet_scene("file_contents.concern_remark", partial(tab, "concerns"), CONCERN, opening("concerns_page_rows")),
    sheet_scene("file_contents.concern_reading", partial(closed, "concerns"), CONCERN, opening("concerns_page_rows")),
)
