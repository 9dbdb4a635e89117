"""The only place where objects are wired: what a station stands on when people use it, with a window and without.

What an unlock screen does not need is imported after its first paint (`window`) or when it is asked for (`station`):
importing everything first makes the window wait several times as long.
"""

import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from platformdirs import user_config_path, user_data_path, user_log_path

from app.core.clock import Clock, Randomness, SystemClock, system_offset, system_randomness
from app.core.errors import DeviceError
from app.core.hardening import keep_memory_to_ourselves
from app.core.i18n import N_
from app.core.log import start_log
from app.core.settings import keep_settings, load_settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.desk import Desk
    from app.services.station.stations import Platform
    from app.store.keys import Argon2Cost
    from app.ui.kit.action import Action
    from app.ui.kit.kit import Kit
    from app.ui.kit.screen import Address, Screen
    from app.ui.shell.window import MainWindow

STORE_NAME = "praesidium.store"


class NoScreen(DeviceError):
    """There is nothing to show a window on."""

    sentence = N_(
        "This session has no screen to open a window on. Log in at the workstation itself. Nothing was opened."
    )


def data_folder() -> Path:
    """Return where this user's stores are kept when nothing else is said."""
    return user_data_path("praesidium", appauthor=False)


def settings_folder() -> Path:
    """Return where settings are, and what is kept outside a store: not beside it, to stay where a store is swapped."""
    return user_config_path("praesidium", appauthor=False)


def log_folder() -> Path:
    """Return where the local log of defects is written."""
    return user_log_path("praesidium", appauthor=False)


def default_store() -> Path:
    """Return the store that opens when nothing else is said."""
    return data_folder() / STORE_NAME


def station(
    *,
    clock: Clock | None = None,
    randomness: Randomness = system_randomness,
    keyring: bool = True,
    cost: "Argon2Cost | None" = None,
) -> "Platform":
    """Return the platform of a workstation: its clock, its randomness, its keyring; memory stays off the disk.

    Without `keyring` (demonstrations) nothing is kept in the user's own keyring or settings.
    """
    from app.services.station.stations import Platform
    from app.store.device import DeviceSecrets, KeyringDeviceSecrets, KeyringWords
    from app.store.keys import Argon2Cost

    keep_memory_to_ourselves()
    words = KeyringWords() if keyring else None
    devices: DeviceSecrets | None = KeyringDeviceSecrets(words) if keyring else None
    settings = settings_folder() if keyring else None
    return Platform(clock or SystemClock(), randomness, devices, cost or Argon2Cost(), words, settings)


def window(
    store: Path | None = None,
    *,
    language: str = "",
    clock: Clock | None = None,
    keyring: bool = True,
    settings: Path | None = None,
    log: Path | None = None,
) -> int:
    """Open the program on `store` (None: the one used last, or this user's own); return the exit code.

    `settings` and `log` are folders, None the user's own. Raises NoScreen.
    """
    _require_a_screen()
    gc.disable()  # loading makes much and leaves no rubbish; `Collecting` takes over before the first paint
    from app.ui.shell.program import Program, Start

    keep_memory_to_ourselves()
    kept_in = settings or settings_folder()
    known = load_settings(kept_in)
    path = store or (Path(known.store) if known.store else default_store())
    stop_log = start_log(log or log_folder(), clock or SystemClock())

    def keep(**changed: str) -> None:
        keep_settings(kept_in, **changed)

    made: list[Platform] = []
    making = Lock()

    def platform() -> "Platform":
        with making:
            if not made:
                made.append(station(clock=clock, keyring=keyring))
            return made[0]

    def main(kit: "Kit", desk: "Desk") -> "MainWindow":
        return _main_window(kit, desk, platform())

    def bring() -> None:
        platform()
        import app.services.tasks.rail  # noqa: F401 - to have it, and all it stands on

    try:
        start = Start(path, language or known.language, known.colours, clock or SystemClock(), system_offset)
        return Program(start, platform, main, keep, bring).run()
    finally:
        gc.enable()
        stop_log()


def _require_a_screen() -> None:
    """Refuse in words where Qt would end the process: a session without a window system has no screen to open on."""
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if sys.platform == "linux" and not named:
        raise NoScreen


def _main_window(kit: "Kit", desk: "Desk", on: "Platform") -> "MainWindow":
    """Wire the main window; everything it needs is imported by now, or else now."""
    from app.services.tasks.rail import rail_counts
    from app.ui.shell.window import MainWindow

    return MainWindow(kit, desk, places(on), rail_counts, anywhere(on))


def anywhere(on: "Platform") -> "Callable[[Kit, Desk, QWidget], Sequence[Action]]":
    """Return what offers what can be done on every screen: verify a paper, and set a task where one may."""
    from app.models.enums import Action as Right
    from app.ui.files.appointing import appointing_action
    from app.ui.files.call_sheet import call_action
    from app.ui.files.ending import erasing_action, values_action
    from app.ui.files.inspecting import inspection_action
    from app.ui.files.mistakes import report_action
    from app.ui.files.own_passphrase import passphrase_action
    from app.ui.files.task_sheets import new_task_action
    from app.ui.screens.paper.sheets import PaperSheets
    from app.ui.shell.window import MainWindow

    paper = PaperSheets(on)

    def offered(kit: "Kit", desk: "Desk", near: "QWidget") -> "Sequence[Action]":
        found = [*paper.anywhere(kit, desk, near), passphrase_action(kit, desk, on, near), report_action(kit, near)]
        if isinstance(near, MainWindow) and Right.ACCOUNTS not in near.may:
            found.append(appointing_action(kit, desk, near))
        if isinstance(near, MainWindow) and Right.PAPER in near.may:
            found += [paper.returning(kit, desk, near), paper.binding(kit, desk, near)]
        if isinstance(near, MainWindow) and {Right.RELEASE, Right.PAPER} <= near.may:
            front = near.pages.front
            if front is not None and front.address.screen == "person" and front.address.uid is not None:
                found.append(inspection_action(kit, desk, near, front.address.uid))
        if isinstance(near, MainWindow) and {Right.ERASE, Right.IMPORT} & near.may:
            found.append(erasing_action(kit, near.pages.open))
        if isinstance(near, MainWindow) and Right.ERASE in near.may:
            front = near.pages.front
            person = front.address.uid if front is not None and front.address.screen == "person" else None
            found.append(values_action(kit, near.pages.open, person))
        if isinstance(near, MainWindow) and {Right.TASK, Right.READ} <= near.may:
            front = near.pages.front
            has_its_own = front is not None and front.address.screen == "tasks"
            found += [] if has_its_own else [new_task_action(kit, desk, near)]
        if isinstance(near, MainWindow) and Right.REPORT in near.may:
            front = near.pages.front
            found.append(call_action(kit, desk, near, front.address if front is not None else None, near.pages.open))
        return found

    return offered


def places(on: "Platform") -> "Mapping[str, Callable[[Kit, Desk, Address], Screen]]":
    """Return how each screen is made, by name; screens know each other by these names only."""
    from app.services.station.four_eyes import SecondOfficer, second_officer
    from app.ui.screens.administration.screen import AdministrationScreen
    from app.ui.screens.call_card import CallCardScreen
    from app.ui.screens.delegation_import.screen import DelegationImportScreen
    from app.ui.screens.doubles.screen import DoublesScreen
    from app.ui.screens.drafts.screen import DraftsScreen
    from app.ui.screens.erasing.screen import ErasingScreen
    from app.ui.screens.exchange.conflicts import ConflictScreen
    from app.ui.screens.exchange.export import ExportScreen
    from app.ui.screens.exchange.held import HeldScreen
    from app.ui.screens.exchange.overview import ExchangeScreen
    from app.ui.screens.exchange.taking_in import ImportScreen
    from app.ui.screens.my_files.screen import MyFilesScreen
    from app.ui.screens.organisation.screen import OrganisationScreen
    from app.ui.screens.paper.sheets import PaperSheets
    from app.ui.screens.person.screen import PersonScreen
    from app.ui.screens.place.screen import PlaceScreen
    from app.ui.screens.proposals.drawing_up import put_forward
    from app.ui.screens.proposals.lists import ProposalsScreen
    from app.ui.screens.proposals.screen import ProposalScreen
    from app.ui.screens.registers.assignments import AssignmentsScreen
    from app.ui.screens.registers.lists import PersonsScreen, ThreatFilesScreen, VisitsScreen
    from app.ui.screens.registers.organisations import OrganisationsScreen
    from app.ui.screens.registers.places import PlacesScreen
    from app.ui.screens.situation import SituationScreen
    from app.ui.screens.tasks import TasksScreen
    from app.ui.screens.threat_file.screen import ThreatFileScreen
    from app.ui.screens.visit.screen import VisitScreen

    paper = PaperSheets(on)

    def export(kit: "Kit", desk: "Desk", address: "Address") -> "Screen":
        def prove(login: str, passphrase: str) -> SecondOfficer:
            return second_officer(desk, login, passphrase, on)

        return ExportScreen(kit, desk, address, prove=prove, slip=paper.slip)

    return {
        "situation": SituationScreen,
        "tasks": TasksScreen,
        "my_files": MyFilesScreen,
        "threat_files": ThreatFilesScreen,
        "threat_file": partial(
            ThreatFileScreen,
            issue=paper.issue,
            copies=paper.copies,
            returned=paper.go_on_returned,
            put_forward=put_forward,
            on=on,
        ),
        "visits": VisitsScreen,
        "assignments": AssignmentsScreen,
        "visit": partial(VisitScreen, issue=paper.issue, copies=paper.copies, put_forward=put_forward, on=on),
        "delegation_import": DelegationImportScreen,
        "proposals": ProposalsScreen,
        "proposal": partial(ProposalScreen, issue=paper.issue, copies=paper.copies),
        "persons": PersonsScreen,
        "person": partial(PersonScreen, extract=paper.extract, held=paper.held, on=on),
        "doubles": DoublesScreen,
        "organisations": OrganisationsScreen,
        "organisation": OrganisationScreen,
        "places": PlacesScreen,
        "place": PlaceScreen,
        "call_card": CallCardScreen,
        "drafts": DraftsScreen,
        "erasing": partial(ErasingScreen, on=on, show_made=paper.made),
        "exchange": partial(ExchangeScreen, binders=paper.binders),
        "export": export,
        "import": ImportScreen,
        "conflicts": ConflictScreen,
        "held": HeldScreen,
        "administration": partial(AdministrationScreen, on=on),
    }
