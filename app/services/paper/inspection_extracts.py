"""The extract that an inspector draws up himself on the day of his visit: what was named to him, on paper.

It is no paper of the house: nobody signs for copies, it is in no register and its number is the moment. What is sealed
stays sealed on it.
"""

from dataclasses import replace

from app.core.ids import Id
from app.documents import printing
from app.documents.dates import local
from app.documents.finished import RenderedDocument
from app.models.enums import Action
from app.services.access_log import Access, log_in
from app.services.desk import Desk
from app.services.paper.extracts import EXTRACT, STEM, extract_paper, is_inspecting
from app.services.paper.issuing import copy_heads, station_sign
from app.services.paper.protocol_content import Choice
from app.services.paper.register import log_head
from app.services.paper.sources import CopyFor


def inspection_extract(desk: Desk, person: Id, language: str) -> RenderedDocument:
    """Return what an inspector may print of a person, sealed by this workstation, in memory; it is logged.

    Raises NotAllowed, NotThere, NotJoined, MissingGlyph.
    """
    with desk.write() as unit:
        home = unit.part(person, "person")
        unit.require(Action.PRINT, home)
        if not is_inspecting(unit, person):
            unit.require(Action.PAPER, home)
        who, reference = unit.directory.officers.get(desk.officer), unit.facts.inspection_reference
        name = (who.name if who else "") or "—"
        copies = [CopyFor(f"{name} · {reference}" if reference else name)]
        content = extract_paper(unit, person, copies, Choice()).content
        now, station = local(desk.clock.now()), unit.directory.stations.get(desk.station)
        code = (station.code or "") if station else ""
        number = f"{STEM}I-{now:%Y}-{code}-{now:%m%d.%H%M%S}"
        issue = replace(content.issue, registration=number, log_head=log_head(unit).hex())
        content = replace(content, issue=issue)
        [made] = printing.papers(EXTRACT, content, copy_heads(copies), language, station_sign(unit))
        log_in(unit, Access.PRINT, [person], number=1)
    return made
