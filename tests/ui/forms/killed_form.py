"""A process of its own that types into a form until it is killed; run by `test_form_drafts`.

It writes the number it has typed to its output the moment the key is pressed, so that whoever kills it knows what was
typed. The form is made of a kind of its own: a draft needs no kind the store knows.
"""

import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from app.core.clock import SeededRandomness, SteppingClock
from app.models.fields import Field
from app.models.kind_specs import Schema
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Platform
from app.store.keys import Argon2Cost
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.kit.theme import Mode, Theme
from tests.station_world import PASSPHRASE, START
from tests.ui.forms.typing_in import press
from tests.ui.surroundings import settle_in

BETWEEN_KEYS = 40
"""Milliseconds: somebody who types fast and never pauses."""


def a_platform() -> Platform:
    """The machine the store is opened on."""
    clock = SteppingClock(START + timedelta(hours=1), timedelta(milliseconds=10))
    return Platform(clock, SeededRandomness(5), None, Argon2Cost(passes=1, memory_kib=64, lanes=1))


def a_kind() -> Any:
    """A kind with a name and a day."""
    schema = Schema()
    schema.part(1, "typed")

    @schema.declare(1, "typed", part="typed", action="register")
    @dataclass(frozen=True, slots=True)
    class Typed:
        family_name: Annotated[str | None, Field(1, "Name")] = None
        birth_day: Annotated[date | None, Field(2, "Day")] = None

    return schema.by_record[Typed]


def type_for_ever(store: Path) -> None:
    """Open the store and type; never returns."""
    settle_in()
    app = QApplication([])
    on = a_platform()
    desk = open_desk(store, "vermeer", PASSPHRASE, on)
    kit = Kit(Theme(app, Mode.LIGHT), on.clock, "nl")
    form = Form(kit, desk, form_spec(a_kind()), None, "typed/new")
    form.show()
    day, name = form.findChild(QLineEdit, "birth_day"), form.findChild(QLineEdit, "family_name")
    assert day is not None
    assert name is not None
    press(day, "morgen")
    number = 0

    def next_key() -> None:
        nonlocal number
        number += 1
        name.selectAll()
        press(name, f"nummer {number}")
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()

    timer = QTimer()
    timer.timeout.connect(next_key)
    timer.start(BETWEEN_KEYS)
    app.exec()


if __name__ == "__main__":
    type_for_ever(Path(sys.argv[1]))
