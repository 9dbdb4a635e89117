"""What each sub-command does: takes what was given, returns the exit code (`cli`), says it for people or for machines.

Passphrases are typed or come on standard input, never as arguments. Each imports what it needs when it runs: the window
must not wait for reports it does not print.
"""

import argparse
import sys
from dataclasses import asdict
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.clock import SystemClock
from app.core.i18n import N_, translate, translate_plural
from app.core.terminal import bar, plain, say_it, typed_secret

if TYPE_CHECKING:
    from app.services.desk import Desk
    from app.services.paper.checks import PaperCheck

SCANS = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp")
"""How the name of a file ends that is taken for a scan; no code of a paper ends like that."""


def demo(options: argparse.Namespace) -> int:
    """Do the main job with no hands; 1 where a check failed."""
    from app.demo import run_demo

    summary = run_demo(options.out, delegations=options.delegations, seed=options.seed, clock=options.clock)
    say_it(options.json, summary.as_dict(), summary.lines())
    return 0 if summary.ok else 1


def bench(options: argparse.Namespace) -> int:
    """Measure the work named, or all of it; 1 where a goal is missed, 2 where a name is not known."""
    from app.bench import BENCHES, run_benches

    if unknown := sorted(set(options.name) - BENCHES.keys()):
        print(f"unknown: {', '.join(unknown)}; known: {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    rows = run_benches(options.name)
    say_it(options.json, [row.as_dict() for row in rows], [row.line() for row in rows])
    return 0 if all(row.ok for row in rows) else 1


def make_invented(options: argparse.Namespace) -> int:
    """Make an exercise store full of invented work, and say who opens it."""
    from app.demo.setting import Setting
    from app.invented import Scale, generate
    from app.invented.house import ADMINISTRATOR, APPROVER, OFFICERS, passphrase_of

    scale = Scale.of(options.files, options.persons, options.measures)
    until = options.clock or SystemClock().now()
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    with bar() as progress:
        made = generate(options.store, scale, until, seed=options.seed, cost=Setting.COST, progress=progress)
    accounts = {login: passphrase_of(login) for login in (ADMINISTRATOR, *OFFICERS, APPROVER)}
    lines = [f"{name}: {value}" for name, value in asdict(made).items()]
    lines += [f"{login}: {passphrase}" for login, passphrase in accounts.items()]
    say_it(options.json, asdict(made) | {"accounts": accounts}, lines)
    return 0


def open_window(options: argparse.Namespace) -> int:
    """Open the window; return its exit code."""
    from app.bootstrap import window

    return window(options.store, language=options.asked_language, keyring=not options.no_keyring)


def init(options: argparse.Namespace) -> int:
    """Make a store with a directory of its own, and print the shares of its root key once."""
    from app.bootstrap import station
    from app.models.enums import Marking, Role
    from app.services.station.stations import Account, House, found_station
    from app.store.device import NoDevice
    from app.store.keys import calibrate
    from app.store.meta import Mark

    house = House(
        options.organisation, {"nl": options.organisation, "original": "nl"}, None, options.station, Marking.SECRET
    )
    account = Account(options.login, options.name, [Role.ADMINISTRATOR])
    mark = Mark.EXERCISE if options.exercise else Mark.LIVE
    path = _store_path(options)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    founded = found_station(
        path, house, account, typed_secret(options.language, twice=True), station(cost=calibrate()), mark
    )
    founded.desk.close()
    shares = {"shares": list(founded.shares), "device_bound": founded.device_bound}
    lines = [f"{number}: {share}" for number, share in enumerate(founded.shares, 1)]
    if not founded.device_bound:
        lines.append(translate(NoDevice.NO_KEYRING.sentence, options.language))
    say_it(options.json, shares, lines)
    return 0


def export(options: argparse.Namespace) -> int:
    """Write a bundle for another workstation."""
    from app.bootstrap import station
    from app.services.desk import NotThere
    from app.services.exchange.exporting import export_bundle
    from app.services.exchange.release import confirm_release, propose_release
    from app.services.station.four_eyes import second_officer

    desk = _open(options)
    try:
        with desk.read() as view:
            found = view.directory.station_by_code(options.to)
        if found is None:
            raise NotThere
        proposal, second = propose_release(desk, found[0]), None
        if options.second is not None:
            asked = N_("Passphrase of the second officer: ")
            second = second_officer(desk, options.second, typed_secret(options.language, asked), station())
        release = confirm_release(desk, proposal, options.reason, second=second)
        made = export_bundle(desk, release, options.folder)
    finally:
        desk.close()
    say_it(options.json, made, [str(file) for file in made.files])
    return 0


def take_in(options: argparse.Namespace) -> int:
    """Take a bundle in, or only say what it would change, and how many who came in may be entered twice."""
    from app.models.rights import NotAllowed
    from app.services.doubles.arrived import arrivals_so_far, doubles_arrived
    from app.services.exchange.importing import import_bundle, preview_bundle

    desk, doubles, unlooked = _open(options), 0, ""
    try:
        before = arrivals_so_far(desk)
        done = (preview_bundle if options.preview else import_bundle)(desk, options.files)
        try:
            doubles = len(doubles_arrived(desk, before))
        except NotAllowed as refusal:  # the bundle is in all the same
            unlooked = refusal.say(options.language)
    finally:
        desk.close()
    figures = {"outcome": done.outcome, "entries": done.entries, "waiting": done.waiting, "void": done.void}
    lines = [f"{name}: {value}" for name, value in figures.items()]
    lines += [] if options.preview else [_said_of_doubles(options.language, doubles, unlooked)]
    say_it(options.json, {**plain(done), "doubles": None if options.preview or unlooked else doubles}, lines)
    return 0


def _said_of_doubles(language: str, found: int, unlooked: str) -> str:
    """Return how many pairs wait for an officer's look; nobody is named, who reads this may not read them."""
    if unlooked:
        said = translate(N_("Nobody looked whether somebody in it was entered twice: {why}"), language)
        return said.format(why=unlooked)
    if not found:
        return translate(N_("Nobody in it seems to be entered twice."), language)
    said = translate_plural(
        "{count} pair may be one person entered twice: see Persons, Doubles, in the window.",
        "{count} pairs may be one person entered twice: see Persons, Doubles, in the window.",
        found, language,
    )  # fmt: skip
    return said.format(count=found)


def verify(options: argparse.Namespace) -> int:
    """Check the whole store; 4 where something is damaged."""
    from app.services.station.verifying import fault_sentence, verify_store

    desk = _open(options)
    try:
        found = verify_store(desk)
    finally:
        desk.close()
    well = N_("All is well: {entries} entries, head {head}.")
    if found.findings:
        well = N_("Nothing is damaged: {entries} entries, head {head}. {findings} findings wait for an officer.")
    said = translate(well, options.language)
    lines = [fault_sentence(fault, options.language) for fault in found.faults]
    say_it(
        options.json,
        found,
        lines or [said.format(entries=found.entries, head=found.head[:16], findings=found.findings)],
    )
    return 4 if found.faults else 0


def check_paper(options: argparse.Namespace) -> int:
    """Say what papers are, from a code or a scan; 4 where one is altered or forged, 1 where one is not known."""
    from app.services.paper.checks import PaperVerdict, verify_paper
    from app.services.paper.scanned import paper_codes
    from app.ui.kit.scan_process import read_file

    file = Path(options.text)
    scan = file.suffix.lower() in SCANS
    texts = [one.text for one in paper_codes(read_file(file).codes)] if scan else [options.text]
    desk = _open(options)
    try:
        found = [verify_paper(desk, text) for text in texts]
    finally:
        desk.close()
    say_it(
        options.json,
        found if scan else found[0],
        [line for one in found for line in _paper_lines(one, options.language)],
    )
    verdicts = {one.verdict for one in found}
    if verdicts & {PaperVerdict.ALTERED, PaperVerdict.FORGED}:
        return 4
    return 1 if PaperVerdict.UNKNOWN in verdicts else 0


def _paper_lines(found: "PaperCheck", language: str) -> list[str]:
    from app.models.enums import say

    place = f"{found.registration} v{found.version}, {found.copy}/{found.copies}, {found.page}/{found.pages}"
    return [say(found.verdict, language), *([place] if found.registration else [])]


def inspect(options: argparse.Namespace) -> int:
    """Say what the store holds, in figures."""
    from app.services.station.inspecting import inspect_store

    desk = _open(options)
    try:
        found = inspect_store(desk)
    finally:
        desk.close()
    say_it(options.json, found, [f"{name}: {value}" for name, value in asdict(found).items()])
    return 0


def back_up(options: argparse.Namespace) -> int:
    """Write one encrypted file that restores the store."""
    from app.services.station.keeping import back_up

    desk = _open(options)
    try:
        made = back_up(desk, options.target)
    finally:
        desk.close()
    say_it(options.json, {"file": made.path, "size": made.size}, [f"{made.path}: {made.size}"])
    return 0


def restore(options: argparse.Namespace) -> int:
    """Put a backup back where there is no store."""
    from app.services.station.keeping import restore_backup

    restore_backup(options.source, options.store)
    say_it(options.json, {"store": options.store}, [str(options.store)])
    return 0


def _store_path(options: argparse.Namespace) -> Path:
    from app.bootstrap import default_store

    chosen: Path | None = options.store
    return default_store() if chosen is None else chosen


def _open(options: argparse.Namespace) -> "Desk":
    from app.bootstrap import station
    from app.history.replicas import say
    from app.services.station.sitting_down import open_desk

    desk = open_desk(_store_path(options), options.login, typed_secret(options.language), station())
    if desk.start.anew:
        print(say(desk.start, options.language), file=sys.stderr)
    return desk
