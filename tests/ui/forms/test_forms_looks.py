"""How forms look in two languages, light and dark, wide and narrow: nothing cut, nameless, faint or English."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.models.enums import Channel, Marking, Sex, SubjectKind
from app.models.kinds.measures import Measure
from app.models.kinds.persons import Person, PersonPrivate
from app.models.kinds.threat import ThreatReport
from app.models.texts import local_text
from app.services.desk import Desk
from app.services.drafts import NEW, drop_draft, keep_draft
from app.ui.forms.form import Form
from app.ui.forms.marking import MarkingPicker
from app.ui.forms.ruling import RulingBlock
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.kit.scrolling import ScrollArea
from app.ui.kit.theme import Mode
from tests.station_world import StationWorld, a_person
from tests.ui.fixtures import NOW
from tests.ui.forms.typing_in import press
from tests.ui.seeing import accessible_name, english, faults, tab_order

LOOKS = pytest.mark.parametrize(
    ("language", "mode"), [("nl", Mode.LIGHT), ("nl", Mode.DARK), ("fr", Mode.LIGHT), ("fr", Mode.DARK)]
)
WIDTHS = pytest.mark.parametrize("width", [360, 840])


def on_a_card(qtbot: QtBot, kit: Kit, widget: QWidget, width: int) -> ScrollArea:
    """Show a form as screens do: on a surface, scrolled. Whoever lets go of what is returned lets it vanish."""
    area = ScrollArea()
    qtbot.addWidget(area)
    page = QWidget()
    page.setProperty("role", "surface")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    widget.setParent(page)
    area.setWidget(page)
    area.setObjectName("area")
    area.setAccessibleName("area")
    widget.move(16, 16)
    with qtbot.waitExposed(area):
        area.resize(width + 60, 700)
        area.show()
    area.activateWindow()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    widget.resize(width, widget.sizeHint().height())
    qtbot.wait(1)
    widget.resize(width, max(widget.heightForWidth(width), widget.sizeHint().height()) + 8)
    page.resize(width + 32, widget.height() + 32)
    qtbot.wait(1)
    return area


@LOOKS
@WIDTHS
@pytest.mark.parametrize("which", ["person", "private", "report", "measure"])
def test_a_form_shows_nothing_cut_nameless_faint_or_english(
    qtbot: QtBot, kit: Kit, desk: Desk, world: StationWorld, which: str, width: int
) -> None:
    form = Form(kit, desk, *example(which, world))
    form.check()
    page = on_a_card(qtbot, kit, form, width)
    assert faults(page) == []
    assert english(page, kit.words.language) == []


@LOOKS
def test_a_ruling_and_a_marking_do_so_neither(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    block = RulingBlock(kit, desk, required=["reason"])
    block.form.set_value("channel", Channel.PHONE)
    block.form.check()
    page = on_a_card(qtbot, kit, block, 330)
    assert faults(page) == []
    page = on_a_card(qtbot, kit, MarkingPicker(kit, Marking.CONFIDENTIAL), 330)
    assert faults(page) == []
    assert english(page, kit.words.language) == []


@LOOKS
def test_the_words_of_a_draft_and_of_a_refusal_are_read_in_full(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    keep_draft(desk, "looks", NEW, {"national_number": "85.07.30-033.29", "birth_date": "ooit"})
    form = Form(kit, desk, form_spec(PersonPrivate), None, "looks")
    page = on_a_card(qtbot, kit, form, 420)
    assert form.notices.draft.words
    assert form.row("national_number").keep.isVisible()
    assert faults(page) == []
    assert english(page, kit.words.language) == []
    drop_draft(desk, "looks")


def test_tab_goes_through_the_fields_as_the_eye_does(qtbot: QtBot, kit: Kit, desk: Desk, world: StationWorld) -> None:
    form = Form(kit, desk, *example("report", world))
    page = on_a_card(qtbot, kit, form, 840)
    order = [name for name in tab_order(page) if name in form.spec.names]
    assert order == [name for name in form.spec.names if name != "source"]
    field = form.editor("moment").inputs[0]
    field.setFocus()
    assert accessible_name(field) == "Tijdstip"


def test_a_reader_of_the_screen_hears_label_requirement_and_what_is_refused(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    form = Form(kit, desk, form_spec(Person))
    _shown = on_a_card(qtbot, kit, form, 840)
    form.check()
    field = form.editor("family_name").inputs[0]
    assert field.accessibleName() == "Familienaam · verplicht"
    assert field.accessibleDescription() == "Vul dit in."
    label = form.findChild(QLabel, "label_family_name")
    assert label is not None
    assert label.buddy() is not None


def test_a_form_follows_the_theme_while_it_is_open(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    form = Form(kit, desk, form_spec(Person))
    form.check()
    page = on_a_card(qtbot, kit, form, 840)
    kit.theme.set_mode(Mode.DARK)
    qtbot.waitUntil(lambda: faults(page) == [])


@LOOKS
def test_lists_and_calendar_are_of_the_screens_language(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    form = Form(kit, desk, form_spec(PersonPrivate, ["birth_date", "birth_country"], rest=False))
    _shown = on_a_card(qtbot, kit, form, 420)
    line: Any = form.editor("birth_country").inputs[0]
    line.setFocus()
    press(line, "belg")
    assert line.offered == [{"nl": "België", "fr": "Belgique"}[kit.words.language]]
    assert line.popup.width() >= line.width() - 2
    line.close_list()


def example(which: str, world: StationWorld) -> tuple[Any, ...]:
    person = a_person(world.officer, "Zevenster", "Quirine")
    if which == "person":
        return form_spec(Person, {"Name": ["family_name", "given_names", "native_name", "aliases"]}), Person(
            family_name="Lambrecht", native_name="نيلي", aliases=("Nelly", "N. L.", "L. van de bocht"), sex=Sex.FEMALE,
            nationalities=("BE", "FR"), function=local_text("nl", "Onderzoeksrechter", fr="Juge d’instruction"),
            remarks="Rijdt elke dinsdag naar Luik.",
        )  # fmt: skip
    if which == "private":
        return form_spec(PersonPrivate), PersonPrivate(code_word="x", birth_date=date(1985, 7, 30))
    if which == "report":
        return form_spec(ThreatReport, required=["source_grade"]), ThreatReport(
            moment=NOW - timedelta(days=3), description="Brief\nmet kogel", targets=(person,), source="buurman",
            marking=Marking.CONFIDENTIAL,
        )  # fmt: skip
    return form_spec(Measure), Measure(
        type="patrols", subject_kind=SubjectKind.PERSON, subject=person, contact_phone="+3225002111",
        executing=(world.police, world.other_zone), instruction=local_text("nl", "Op wisselende uren langsrijden"),
    )  # fmt: skip
