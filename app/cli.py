"""The command line: one program, sub-commands, exit codes that a script can rely on (0 done, 1 refused, 2 usage,
3 device or disk, 4 damaged or forged, 130 cancelled). Passphrases are typed or come on standard input, never as
arguments. Each sub-command imports what it needs when it runs: the window must not wait for reports it does not print.
"""

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app import __version__
from app.core.clock import SystemClock
from app.core.errors import PraesidiumError
from app.core.i18n import LANGUAGES, N_, translate, translate_plural
from app.core.log import note_failure, start_log
from app.core.terminal import bar, plain, say_it, typed_secret

if TYPE_CHECKING:
    from app.services.desk import Desk
    from app.services.paper.checks import PaperCheck

Run = Callable[[argparse.Namespace], int]


CHILDREN = {f"{name}-child": f"app.ui.kit.{name}_child" for name in ("preview", "picture", "scan")}
"""How a packaged program starts the processes that read what came from outside: for itself, so no help tells of it."""
SCANS = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp")
"""How the name of a file ends that is taken for a scan; no code of a paper ends like that."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one sub-command; return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in CHILDREN:
        return int(importlib.import_module(CHILDREN[given[0]]).main())
    parser = _parser()
    options = parser.parse_args(given)
    try:
        return int(options.run(options))
    except PraesidiumError as refused:
        print(refused.say(options.language), file=sys.stderr)
        return refused.exit_code
    except KeyboardInterrupt:
        print(translate(N_("Cancelled. Nothing was changed."), options.language), file=sys.stderr)
        return 130
    except Exception as bug:  # noqa: BLE001 - its own message may hold what an officer typed: never printed
        return _report(bug, options.language)


def _report(bug: Exception, language: str) -> int:
    from platformdirs import user_log_path

    folder = user_log_path("praesidium", appauthor=False)
    stop = start_log(folder, SystemClock())
    note_failure(bug, "bug")
    stop()
    said = N_(
        "The program made a mistake ({kind}) and stopped. Nothing half-done was kept. The report in {folder} names no"
        " person: give it to your administrator."
    )
    print(translate(said, language).format(kind=type(bug).__name__, folder=folder), file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="praesidium", description="Protection files, off line.")
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="language of messages")
    parser.add_argument("--json", action="store_true", help="print for machines")
    commands = parser.add_subparsers(dest="command", required=True)

    demo = commands.add_parser("demo", help="do the main job with no hands and say what came of it")
    demo.add_argument("--out", type=Path, required=True)
    demo.add_argument("--delegations", type=Path)
    demo.add_argument("--seed", type=int, default=1)
    demo.add_argument("--clock", type=datetime.fromisoformat)
    demo.set_defaults(run=_demo)

    bench = commands.add_parser("bench", help="measure work against a yardstick in the same run")
    bench.add_argument("name", nargs="*")
    bench.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print for machines")
    bench.set_defaults(run=_bench)

    made = commands.add_parser("generate", help="make a new exercise store full of invented work")
    made.add_argument("store", type=Path, help="where the store will be; there must be none")
    made.add_argument("--files", type=int, default=10_000)
    made.add_argument("--persons", type=int, help="without it, two a file")
    made.add_argument("--measures", type=int, help="without it, ten a file")
    made.add_argument("--seed", type=int, default=1)
    made.add_argument("--clock", type=datetime.fromisoformat, help="the moment at which the invented work ends")
    made.set_defaults(run=_generate)

    opened = commands.add_parser("run", help="open the window")
    opened.add_argument("--store", type=Path, help="the store; without it, the one used last, or this user's own")
    opened.add_argument("--no-keyring", action="store_true", help="leave this user's keyring and settings alone")
    opened.set_defaults(run=_run)

    init = _with_store(commands.add_parser("init", help="make a store with a directory of its own"))
    for name in ("--organisation", "--station", "--name"):
        init.add_argument(name, required=True)
    init.add_argument("--exercise", action="store_true")
    init.set_defaults(run=_init)

    export = _with_store(commands.add_parser("export", help="write a bundle for another workstation"))
    export.add_argument("--to", required=True, help="code of the workstation")
    export.add_argument("--reason", required=True)
    export.add_argument("--folder", type=Path, required=True)
    export.add_argument("--second", metavar="LOGIN", help="who confirms what is marked above CONFIDENTIAL")
    export.set_defaults(run=_export)

    take = _with_store(commands.add_parser("import", help="take in a bundle"))
    take.add_argument("--preview", action="store_true", help="only say what would change")
    take.add_argument("files", type=Path, nargs="+")
    take.set_defaults(run=_import)

    for name, run, text in (
        ("verify", _verify, "check the whole store"),
        ("inspect", _inspect, "say what the store holds, in figures"),
    ):
        _with_store(commands.add_parser(name, help=text)).set_defaults(run=run)

    paper = _with_store(commands.add_parser("verify-paper", help="check the code of a paper"))
    paper.add_argument("text", help="what the QR code says, the control code as read out, or the file of a scan")
    paper.set_defaults(run=_verify_paper)

    backup = _with_store(commands.add_parser("backup", help="write one encrypted file that restores the store"))
    backup.add_argument("target", type=Path)
    backup.set_defaults(run=_backup)

    restore = commands.add_parser("restore", help="put a backup back where there is no store")
    restore.add_argument("source", type=Path)
    restore.add_argument("store", type=Path)
    restore.set_defaults(run=_restore)
    return parser


def _with_store(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--store", type=Path, help="the store; without it, this user's own")
    parser.add_argument("--login", required=True)
    return parser


def _demo(options: argparse.Namespace) -> int:
    from app.demo import run_demo

    summary = run_demo(options.out, delegations=options.delegations, seed=options.seed, clock=options.clock)
    say_it(options.json, summary.as_dict(), summary.lines())
    return 0 if summary.ok else 1


def _bench(options: argparse.Namespace) -> int:
    from app.bench import BENCHES, run_benches

    if unknown := sorted(set(options.name) - BENCHES.keys()):
        print(f"unknown: {', '.join(unknown)}; known: {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    rows = run_benches(options.name)
    say_it(options.json, [row.as_dict() for row in rows], [row.line() for row in rows])
    return 0 if all(row.ok for row in rows) else 1


def _generate(options: argparse.Namespace) -> int:
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


def _run(options: argparse.Namespace) -> int:
    from app.bootstrap import window

    chosen = options.language if "--language" in sys.argv else ""
    return window(options.store, language=chosen, keyring=not options.no_keyring)


def _init(options: argparse.Namespace) -> int:
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


def _export(options: argparse.Namespace) -> int:
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


def _import(options: argparse.Namespace) -> int:
    from app.models.rights import NotAllowed
    from app.services.doubles_arrived import arrivals_so_far, doubles_arrived
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


def _verify(options: argparse.Namespace) -> int:
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


def _verify_paper(options: argparse.Namespace) -> int:
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


def _inspect(options: argparse.Namespace) -> int:
    from app.services.station.inspecting import inspect_store

    desk = _open(options)
    try:
        found = inspect_store(desk)
    finally:
        desk.close()
    say_it(options.json, found, [f"{name}: {value}" for name, value in asdict(found).items()])
    return 0


def _backup(options: argparse.Namespace) -> int:
    from app.services.station.keeping import back_up

    desk = _open(options)
    try:
        made = back_up(desk, options.target)
    finally:
        desk.close()
    say_it(options.json, {"file": made.path, "size": made.size}, [f"{made.path}: {made.size}"])
    return 0


def _restore(options: argparse.Namespace) -> int:
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
    from app.services.station.stations import open_desk

    desk = open_desk(_store_path(options), options.login, typed_secret(options.language), station())
    if desk.start.anew:
        print(say(desk.start, options.language), file=sys.stderr)
    return desk
