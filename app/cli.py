"""The command line: one program, sub-commands, exit codes that a script can rely on (0 done, 1 refused, 2 usage,
3 device or disk, 4 damaged or forged, 130 cancelled). What each sub-command does is `sub_commands`.
"""

import argparse
import importlib
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from app import __version__, sub_commands
from app.core.clock import SystemClock
from app.core.errors import PraesidiumError
from app.core.i18n import LANGUAGES, N_, translate
from app.core.log import note_failure, start_log

CHILDREN = {f"{name}-child": f"app.ui.kit.{name}_child" for name in ("preview", "picture", "scan")}
"""How a packaged program starts the processes that read what came from outside: for itself, so no help tells of it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one sub-command; return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in CHILDREN:
        return int(importlib.import_module(CHILDREN[given[0]]).main())
    parser = _parser()
    options = parser.parse_args(given)
    options.asked_language = options.language or ""
    options.language = options.language or "en"
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
    parser.add_argument("--language", choices=LANGUAGES, help="language of messages")
    parser.add_argument("--json", action="store_true", help="print for machines")
    commands = parser.add_subparsers(dest="command", required=True)

    demo = commands.add_parser("demo", help="do the main job with no hands and say what came of it")
    demo.add_argument("--out", type=Path, required=True)
    demo.add_argument("--delegations", type=Path)
    demo.add_argument("--seed", type=int, default=1)
    demo.add_argument("--clock", type=datetime.fromisoformat)
    demo.set_defaults(run=sub_commands.demo)

    bench = commands.add_parser("bench", help="measure work against a yardstick in the same run")
    bench.add_argument("name", nargs="*")
    bench.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print for machines")
    bench.set_defaults(run=sub_commands.bench)

    made = commands.add_parser("generate", help="make a new exercise store full of invented work")
    made.add_argument("store", type=Path, help="where the store will be; there must be none")
    made.add_argument("--files", type=int, default=10_000)
    made.add_argument("--persons", type=int, help="without it, two a file")
    made.add_argument("--measures", type=int, help="without it, ten a file")
    made.add_argument("--seed", type=int, default=1)
    made.add_argument("--clock", type=datetime.fromisoformat, help="the moment at which the invented work ends")
    made.set_defaults(run=sub_commands.make_invented)

    opened = commands.add_parser("run", help="open the window")
    opened.add_argument("--store", type=Path, help="the store; without it, the one used last, or this user's own")
    opened.add_argument("--no-keyring", action="store_true", help="leave this user's keyring and settings alone")
    opened.set_defaults(run=sub_commands.open_window)

    init = _with_store(commands.add_parser("init", help="make a store with a directory of its own"))
    for name in ("--organisation", "--station", "--name"):
        init.add_argument(name, required=True)
    init.add_argument("--exercise", action="store_true")
    init.set_defaults(run=sub_commands.init)

    export = _with_store(commands.add_parser("export", help="write a bundle for another workstation"))
    export.add_argument("--to", required=True, help="code of the workstation")
    export.add_argument("--reason", required=True)
    export.add_argument("--folder", type=Path, required=True)
    export.add_argument("--second", metavar="LOGIN", help="who confirms what is marked above CONFIDENTIAL")
    export.set_defaults(run=sub_commands.export)

    take = _with_store(commands.add_parser("import", help="take in a bundle"))
    take.add_argument("--preview", action="store_true", help="only say what would change")
    take.add_argument("files", type=Path, nargs="+")
    take.set_defaults(run=sub_commands.take_in)

    for name, run, text in (
        ("verify", sub_commands.verify, "check the whole store"),
        ("inspect", sub_commands.inspect, "say what the store holds, in figures"),
    ):
        _with_store(commands.add_parser(name, help=text)).set_defaults(run=run)

    paper = _with_store(commands.add_parser("verify-paper", help="check the code of a paper"))
    paper.add_argument("text", help="what the QR code says, the control code as read out, or the file of a scan")
    paper.set_defaults(run=sub_commands.check_paper)

    backup = _with_store(commands.add_parser("backup", help="write one encrypted file that restores the store"))
    backup.add_argument("target", type=Path)
    backup.set_defaults(run=sub_commands.back_up)

    restore = commands.add_parser("restore", help="put a backup back where there is no store")
    restore.add_argument("source", type=Path)
    restore.add_argument("store", type=Path)
    restore.set_defaults(run=sub_commands.restore)
    return parser


def _with_store(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--store", type=Path, help="the store; without it, this user's own")
    parser.add_argument("--login", required=True)
    return parser
