"""ANT1, the police zone: its acts in the demonstration."""

from typing import Any

from app.demo import fiction
from app.demo.setting import Act, Setting, passphrase_of, together
from app.demo.thief import accepted_after_a_flip, found_in_store
from app.history.digest import stream_digests
from app.models.kinds.measures import ExecutionReport, Measure
from app.models.texts import local_text
from app.services.cases.executions import report_execution
from app.services.cases.measures import edit_measure
from app.services.exchange.exporting import export_bundle
from app.services.exchange.importing import import_bundle
from app.services.exchange.joining import accept_invitation, request_to_join
from app.services.exchange.release import confirm_release, propose_release
from app.services.station.verifying import verify_store
from app.store.meta import Mark

REQUEST = "ant1-vraagt-toegang.pbundle"


def ask(setting: Setting) -> dict[str, Any]:
    """Make a store and keys alone, and put the request on the stick."""
    names = {"nl": "Politiezone Antwerpen", "fr": "Zone de police Anvers"}
    accounts = [(fiction.PARTNER, passphrase_of(fiction.PARTNER.login))]
    asked = request_to_join(setting.store, "ANT1", names, accounts, setting.on, Mark.EXERCISE)
    (setting.stick / REQUEST).write_bytes(asked.request)
    return {"request": REQUEST, "words": list(asked.words)}


def enter(setting: Setting) -> dict[str, Any]:
    """Open the invitation, having heard the words of the root."""
    files = [setting.stick / name for name in setting.said["files"]]
    login = fiction.PARTNER.login
    done = accept_invitation(setting.store, login, passphrase_of(login), files, setting.said["words"], setting.on)
    return {"entries": done.entries}


def work(setting: Setting) -> dict[str, Any]:
    """Take BRU1's bundle in, report three days of patrols, change the instruction, send all of it back."""
    with setting.desk(fiction.PARTNER.login) as desk:
        done = import_bundle(desk, [setting.stick / name for name in setting.said["files"]])
        with desk.read() as view:
            patrols = view.find(Measure, "type = 'patrols'", order="uid")[0][0]
        today = desk.today()
        report_execution(
            desk, patrols,
            ExecutionReport(from_on=today, to_on=today, planned=3, done=3, not_done=0,
                            by_whom="ploeg 14", remarks="Niets op te merken."),
        )  # fmt: skip
        text = local_text("nl", "3 per 24 uur, waarvan 2 's nachts, ook te voet.",
                          fr="3 par 24 heures, dont 2 la nuit, aussi à pied.")  # fmt: skip
        edit_measure(desk, patrols, {"instruction": text})
        release = confirm_release(desk, propose_release(desk, setting.station_id(desk, "BRU1")), "opvolging")
        sent = export_bundle(desk, release, setting.stick)
        return {
            "entries": done.entries, "files": [file.name for file in sent.files],
            "bundles": [setting.sent(sent, "BRU1")],
        }  # fmt: skip


def receive(setting: Setting) -> dict[str, Any]:
    """Take a bundle in; then the same one again, which changes nothing."""
    files = [setting.stick / name for name in setting.said["files"]]
    with setting.desk(fiction.PARTNER.login) as desk:
        done = import_bundle(desk, files)
        again = import_bundle(desk, files)
        return {
            "outcome": done.outcome,
            "entries": done.entries,
            "again": again.outcome,
            "again_entries": again.entries,
        }


def search(setting: Setting) -> dict[str, Any]:
    """Look for what ANT1 may not have in every byte it can read; flip bytes of the last bundle; verify the store."""
    bundle = setting.stick / setting.said["files"][0]
    with setting.desk(fiction.PARTNER.login) as desk:
        return {
            "found": found_in_store(desk, fiction.CANARIES),
            "control": found_in_store(desk, [fiction.JUDGE.family_name or ""]),
            "accepted": accepted_after_a_flip(setting, desk, bundle, setting.said["flips"]),
            "faults": len(verify_store(desk).faults),
        }


def figures(setting: Setting) -> dict[str, Any]:
    """Recount from the reopened store."""
    with setting.desk(fiction.PARTNER.login) as desk:
        with desk.read() as view:
            digests = stream_digests(view.connection)
        return {"line": setting.figures(desk), "shared": together(digests), "streams": len(digests)}


ACTS: dict[str, Act] = {
    "ask": ask,
    "enter": enter,
    "work": work,
    "receive": receive,
    "search": search,
    "figures": figures,
}
