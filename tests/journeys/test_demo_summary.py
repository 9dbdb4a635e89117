"""The demonstration's summary, recounted: no figure in it is believed.

Stores are opened anew and counted by statements of this file, bundles are opened with the recipient's key, pages are
counted by another library than the one that drew them. Whatever the summary lists is recounted; a figure that this
file does not know how to recount fails.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from sqlalchemy import Connection

from app.bootstrap import station as platform
from app.core.clock import SeededRandomness, SteppingClock
from app.demo import fiction
from app.demo.play import SUMMARY
from app.demo.setting import Setting, passphrase_of
from app.exchange.age import HybridIdentity, decrypt
from app.exchange.layout import read_head
from app.exchange.manifest import Manifest, decode_manifest
from app.history.rebuild import rebuild
from app.models.enums import DecisionKind
from app.models.kinds.directory import Officer
from app.models.kinds.measures import Decision, Measure
from app.models.kinds.threat import Involvement
from app.models.tables import projection_name
from app.services.desk import Desk
from app.services.station.sitting_down import open_desk
from app.services.station.stations import RECIPIENT, SHARES
from app.store.keys import load_secret
from app.store.meta import Mark, load_meta
from tests.journeys.test_command_line import TOP

SEATS = {"BRU1": fiction.FILE_OFFICER.login, "ANT1": fiction.PARTNER.login}
CLOCK = "2026-11-21T09:00:00+00:00"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "out"
    done = subprocess.run(
        [sys.executable, "-m", "app", "demo", "--out", str(folder), "--clock", CLOCK, "--seed", "7"],
        capture_output=True, text=True, cwd=TOP, check=False,
        env=os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"},
    )  # fmt: skip
    assert (folder / SUMMARY).exists(), done.stderr[-2000:]
    return folder


@pytest.fixture(scope="module")
def summary(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / SUMMARY).read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def desks(out: Path, summary: dict[str, Any]) -> Iterator[Mapping[str, Desk]]:
    """Every station of the summary, reopened."""
    opened = {}
    for line in summary["stations"]:
        code = line["name"]
        clock = SteppingClock(datetime.fromisoformat(CLOCK) + timedelta(days=1))
        on = platform(clock=clock, randomness=SeededRandomness(f"recount {code}"), keyring=False, cost=Setting.COST)
        login = SEATS[code]
        opened[code] = open_desk(out / code.lower() / "praesidium.store", login, passphrase_of(login), on)
    yield opened
    for desk in opened.values():
        desk.close()


def one(connection: Connection, sql: str) -> int:
    return int(connection.exec_driver_sql(sql).scalar_one())


def test_stations_hold_what_the_summary_says(summary: dict[str, Any], desks: Mapping[str, Desk]) -> None:
    assert len(summary["stations"]) >= 2
    for line in summary["stations"]:
        with desks[line["name"]].read() as view:
            run = view.connection
            station = view.directory.stations[view.desk.station]
            found = {
                "name": station.code,
                "digest": digest(run),
                "streams": one(run, "SELECT count(*) FROM stream"),
                "entries": one(run, "SELECT count(*) FROM entry"),
                "conflicts": one(run, "SELECT count(*) FROM conflict"),
                "findings": one(run, "SELECT count(*) FROM finding"),
            }
            assert load_meta(run, "mark") == Mark.EXERCISE.value.encode()
        assert line == found


def digest(run: Connection) -> str:
    """Count the digest as docs say it: per stream over the entries there are and the operations that stand."""
    tag, total = b"praesidium/digest/1\0", {}
    standing = "SELECT entity, field, eid, idx FROM cell UNION ALL SELECT entity, field, eid, idx FROM rival"
    for sid, stream in run.exec_driver_sql("SELECT sid, id FROM stream").all():
        one_ = sha256(tag + stream)
        for (name,) in run.exec_driver_sql("SELECT hash FROM entry WHERE sid = ? ORDER BY hash", (sid,)):
            one_.update(name)
        rows = run.exec_driver_sql(
            f"SELECT uid, kind, s.field, e.hash, s.idx FROM entity JOIN ({standing}) s ON s.entity = entity.id"
            " JOIN entry e ON e.eid = s.eid WHERE entity.sid = ?",
            (sid,),
        )
        for uid, kind, field, name, idx in sorted(tuple(row) for row in rows):
            one_.update(b"%s%d/%d/%s/%d;" % (uid, kind, field, name, idx))
        total[stream] = one_.digest()
    return sha256(tag + b"".join(total[stream] for stream in sorted(total))).hexdigest()


def test_bundles_are_on_the_stick_with_that_size_sender_recipient_and_content(
    summary: dict[str, Any], desks: Mapping[str, Desk], out: Path
) -> None:
    with desks["BRU1"].read() as view:
        codes = {uid: station.code for uid, station in view.directory.stations.items()}
    counters = []
    for line in summary["bundles"]:
        file = out / "stick" / line["file"]
        manifest = manifest_of(file, desks[line["to"]])
        assert line["bytes"] == file.stat().st_size
        assert line["entries"] == manifest.totals.entries
        assert (line["from"], line["to"]) == (codes[manifest.sender], codes[manifest.recipient])
        assert manifest.exercise
        counters.append((line["from"], line["to"], manifest.counter))
    assert len(set(counters)) == len(counters)


def manifest_of(file: Path, desk: Desk) -> Manifest:
    plain = BytesIO()
    with desk.store.read() as connection:
        identity = HybridIdentity.parse((load_secret(connection, RECIPIENT) or b"").decode())
    decrypt(BytesIO(file.read_bytes()), plain, [identity])
    return decode_manifest(read_head(BytesIO(plain.getvalue())).manifest)


def test_no_bundle_lies_on_the_stick_that_the_summary_does_not_list(summary: dict[str, Any], out: Path) -> None:
    listed = {line["file"] for line in summary["bundles"]}
    lying = {path.name for path in (out / "stick").iterdir() if path.read_bytes().startswith(b"age-encryption.org")}

    assert lying == listed
    assert [path.name for path in (out / "stick").iterdir() if path.suffix != ".pbundle"] == []


def test_papers_have_the_pages_and_copies_the_summary_says(summary: dict[str, Any], out: Path) -> None:
    by_paper: dict[tuple[str, str, str], list[str]] = {}
    for line in summary["documents"]:
        document = pypdfium2.PdfDocument(out / "papers" / line["file"])
        assert line["pages"] == len(document), line["file"]
        by_paper.setdefault((line["file"].rsplit("-", 1)[0], line["kind"], line["language"]), []).append(line["copies"])
    for copies in by_paper.values():
        assert sorted(copies) == [f"{number} of {len(copies)}" for number in range(1, len(copies) + 1)]
    assert {line["file"] for line in summary["documents"]} == {path.name for path in (out / "papers").iterdir()}


def test_pictures_that_are_listed_are_there(summary: dict[str, Any], out: Path) -> None:
    for picture in summary["pictures"]:
        assert (out / picture).stat().st_size > 0


def test_checks_say_ok_where_both_are_equal_and_all_do(summary: dict[str, Any]) -> None:
    assert len(summary["checks"]) >= 10
    assert [check for check in summary["checks"] if check["ok"] != (check["expected"] == check["found"])] == []
    assert [check for check in summary["checks"] if not check["ok"]] == []


def test_ratios_are_those_of_their_values(summary: dict[str, Any]) -> None:
    for measure in summary["measures"]:
        if measure["yardstick"]:
            assert measure["ratio"] == pytest.approx(measure["value"] / measure["yardstick"], rel=0.01)


def _officers(desk: Desk) -> int:
    with desk.read() as view:
        return sum(desk.station in found.stations for _, found in view.find(Officer))


def _rows(desk: Desk, kind: type) -> int:
    with desk.read() as view:
        return len(view.find(kind))


def _approved(desk: Desk) -> int:
    """Count the measures named by recorded approvals: what is decided, by whom, stands in the history."""
    with desk.read() as view:
        measures = {uid for uid, _ in view.find(Measure)}
        decided = view.find(Decision, "kind = ?", DecisionKind.APPROVE.value)
        return len({found.subject for _, found in decided} & measures)


RECOUNTS: Mapping[str, Callable[[Desk], int]] = {
    "shares of the root key": lambda _: SHARES[1],
    "officers": _officers,
    "persons": lambda desk: _rows(desk, Involvement),
    "measures": lambda desk: _rows(desk, Measure),
    "approved": _approved,
}


def test_figures_of_the_steps_are_those_of_the_stores(summary: dict[str, Any], desks: Mapping[str, Desk]) -> None:
    assert {step["station"] for step in summary["steps"]} == set(desks)
    for step in summary["steps"]:
        assert step["seconds"] > 0
        for name, figure in step["report"].items():
            assert name in RECOUNTS, f"teach this file to recount {name!r}"
            assert figure == RECOUNTS[name](desks[step["station"]]), name


def test_every_projection_dropped_and_built_anew_is_as_it_was(desks: Mapping[str, Desk]) -> None:
    """What was saved here and what a bundle brought took one way: built from history again, nothing differs."""
    for desk in desks.values():
        tables = [projection_name(kind) for kind in desk.schema.kinds.values()] + ["cell", "rival", "conflict"]
        with desk.store.write() as run:
            before = {table: set(map(tuple, run.exec_driver_sql(f"SELECT * FROM {table}"))) for table in tables}
            for table in tables:
                run.exec_driver_sql(f"DELETE FROM {table}")
            rebuild(run, desk.schema, desk.trust)
            after = {table: set(map(tuple, run.exec_driver_sql(f"SELECT * FROM {table}"))) for table in tables}
        assert after == before
        assert sum(map(len, before.values())) > 100
