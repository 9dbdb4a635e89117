"""The courier's slip for a bundle that was written: read back from the carrier, so that it says what lies there."""

from collections.abc import Sequence
from hashlib import file_digest
from pathlib import Path

from app.core.ids import Id
from app.documents import printing
from app.documents.content import Issue
from app.documents.finished import RenderedDocument
from app.documents.slip import SlipContent, SlipFile, SlipParty
from app.documents.wording import LocalText
from app.models.enums import Action
from app.models.kinds.directory import Station
from app.services.access_log import Access, log_in
from app.services.desk import Desk, NotThere, View
from app.services.exchange.exporting import Exported
from app.services.paper.issuing import station_sign
from app.services.paper.register import log_head
from app.services.paper.wording import in_all, name_of
from app.store.files import disk_refusals


def transport_slip(desk: Desk, exported: Exported, station: Id, language: str) -> RenderedDocument:
    """Return the slip of a bundle for `station`, sealed by this workstation, in memory; that it was made is logged.

    The checksums are of the files as they lie on the carrier now. Raises NotAllowed, NotThere, NotJoined,
    FolderMissing and the other refusals of a disk.
    """
    files = _on_carrier(exported.files)
    with desk.write() as unit:
        if not unit.may(Action.RELEASE):
            unit.require(Action.DIRECTORY)
        here, there = _party(unit, desk.station), _party(unit, station)
        now = desk.clock.now()
        name = here.organisation
        issue = Issue(
            registration=f"T-{now.year}-{here.code}-{there.code}.{exported.counter}", version=1, issued_at=now,
            issuer=name if isinstance(name, LocalText) else in_all(lambda _: str(name)), subject=there.code,
            file_reference="", log_head=log_head(unit).hex(), exercise=desk.exercise,
        )  # fmt: skip
        content = SlipContent(issue, exported.bundle.hex(), exported.counter, here, there, now, files)
        made = printing.slip(content, language, station_sign(unit))
        log_in(unit, Access.PRINT, [station], number=1)
    return made


def _on_carrier(files: Sequence[Path]) -> list[SlipFile]:
    found = []
    with disk_refusals():
        for path in files:
            with path.open("rb") as stream:
                digest = file_digest(stream, "sha256").hexdigest()
            found.append(SlipFile(path.name, path.stat().st_size, digest))
    return found


def _party(view: View, uid: Id) -> SlipParty:
    station: Station | None = view.directory.stations.get(uid)
    if station is None or station.organisation is None:
        raise NotThere
    entry = view.directory.organisations.get(station.organisation)
    return SlipParty(station.code or "", (name_of(entry.names) if entry else "") or (station.code or ""))
