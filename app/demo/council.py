"""BRU1 prepares a European Council from a list as it is received, and prints its papers."""

import csv
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from app.core.ids import Id
from app.demo import fiction
from app.demo.setting import Setting
from app.models.catalogues import CATALOGUE_DIR
from app.models.enums import EventKind
from app.models.kinds.movements import Transport
from app.models.kinds.visits import ProgrammeItem
from app.models.texts import local_text
from app.services.desk import Desk
from app.services.paper.issuing import Issued
from app.services.paper.orders import issue_order
from app.services.paper.papers import write_paper
from app.services.paper.protocols import issue_protocol
from app.services.paper.sources import CopyFor
from app.services.visits.delegation_lists import review_delegations
from app.services.visits.delegations import Accepted, Terms, accept_delegations
from app.services.visits.events import NewEvent
from app.services.visits.visit_lines import add_programme_item

FICTIONAL = CATALOGUE_DIR / "leaders-fictional.csv"
SHIPPED = {"rows": 14, "persons": 13, "visits": 7, "waiting": 17}
"""What the shipped list was written to give: two of its rows of members are vacant or held by several."""
NAMES = local_text("nl", "Europese Raad", fr="Conseil européen", de="Europäischer Rat", en="European Council")


def prepare(setting: Setting) -> dict[str, Any]:
    """Import the list: persons, visit files, the event; the rest waits with the event. Then once more: nothing new."""
    data = _list(setting).read_bytes()
    with setting.desk(fiction.FILE_OFFICER.login) as desk:
        starts = _first_morning(desk)
        first = _accept(desk, data, starts)
        again = _accept(desk, data, starts)
        setting.keep("event", first.event)
        visit = first.visits[min(first.visits)]
        setting.keep("visit", visit)
        _programme(desk, visit, starts)
    return {
        "rows": first.rows_placed, "persons": first.persons, "visits": len(first.visits), "hosts": first.hosts,
        "waiting": first.waiting, "again": again.persons_new + again.visits_new + again.members_new,
        "of_the_host": int("BE" in first.visits),
    }  # fmt: skip


def mistype(setting: Setting) -> dict[str, Any]:
    """Import a list of one line, whose name has lost a letter: it is flagged, nobody is added or merged."""
    data = _with_a_lost_letter(_list(setting).read_text(encoding="utf-8"))
    with setting.desk(fiction.FILE_OFFICER.login) as desk:
        review = review_delegations(desk, data)
        starts = _first_morning(desk)
        done = accept_delegations(desk, review, _terms(starts))
    return {"flagged": len(review.unsure), "added": done.persons_new, "waiting": done.waiting}


def papers(setting: Setting) -> dict[str, Any]:
    """Issue a protocol in Dutch and one in French, an order in English; write every copy out through the gate."""
    with setting.desk(fiction.FILE_OFFICER.login) as desk:
        police, cabinet = CopyFor("Politiezone Antwerpen", setting.id("PZANT")), CopyFor("Kabinet van de minister")
        here = CopyFor("Nationaal Crisiscentrum")
        file = setting.id("file")
        made = [
            ("protocol", issue_protocol(desk, file, setting.id("judge"), "nl", [here, police, cabinet])),
            ("protocol", issue_protocol(desk, file, setting.id("partner"), "fr", [here, police])),
            ("order", issue_order(desk, setting.id("visit"), "en", [here, CopyFor("Ambassade", foreign=True)])),
        ]
        documents = [line for kind, issued in made for line in _written(setting, desk, kind, issued)]
    return {"documents": documents, "registrations": [issued.registration for _, issued in made]}


def recount(text: str) -> dict[str, int]:
    """Count a list by the plainest means, to hold the import against: rows, persons and visits of the Union."""
    members = {name for row in csv.DictReader(_members()) for name in row.values() if name}
    rows = [row for row in csv.DictReader(StringIO(text)) if row["country"] in members]
    return {
        "rows": len(rows),
        "persons": len({(row["country"], row["holder"]) for row in rows}),
        "visits": len({row["country"] for row in rows} - {"Belgium"}),
        "waiting": sum(1 for _ in csv.DictReader(StringIO(text))) - len(rows),
    }


def _members() -> StringIO:
    return StringIO((CATALOGUE_DIR / "eu-members.csv").read_text(encoding="utf-8"))


def _list(setting: Setting) -> Path:
    return Path(setting.said["delegations"]) if setting.said.get("delegations") else FICTIONAL


def _accept(desk: Desk, data: bytes, starts: datetime) -> Accepted:
    return accept_delegations(desk, review_delegations(desk, data), _terms(starts))


def _first_morning(desk: Desk) -> datetime:
    return (desk.clock.now() + timedelta(days=26)).replace(hour=7, minute=30, second=0, microsecond=0)


def _terms(starts: datetime) -> Terms:
    event = NewEvent(NAMES, EventKind.SUMMIT, starts.date(), (starts + timedelta(days=1)).date())
    return Terms(
        event, arrival=starts, departure=starts + timedelta(days=1), lead_office="head of government", language="nl"
    )


def _programme(desk: Desk, visit: Id, starts: datetime) -> None:
    morning = starts.replace(hour=9, minute=0, second=0, microsecond=0)
    arrival = ProgrammeItem(
        starts=morning, ends=morning + timedelta(minutes=30),
        activity=local_text("nl", "Aankomst en doorstep", fr="Arrivée et doorstep", en="Arrival and doorstep"),
        place_text="Europagebouw, Wetstraat 155, Brussel", responsible="Veiligheidsdienst van de Raad",
    )  # fmt: skip
    leg = Transport(
        departs=morning - timedelta(minutes=35), arrives=morning - timedelta(minutes=5), origin="Brussels Airport",
        destination="Europagebouw", route="E40, Wetstraat",
    )  # fmt: skip
    add_programme_item(desk, visit, arrival, leg)
    session = ProgrammeItem(
        starts=morning + timedelta(hours=1), ends=morning + timedelta(hours=4),
        activity=local_text("nl", "Werkzitting", fr="Session de travail", en="Working session"),
        place_text="Europagebouw, zaal S5", responsible="Veiligheidsdienst van de Raad",
    )  # fmt: skip
    add_programme_item(desk, visit, session)


def _with_a_lost_letter(text: str) -> bytes:
    """Return the heading and the first guest's row, its family name one letter short."""
    lines = list(csv.reader(StringIO(text)))
    heading = lines[0]
    members = {name for row in csv.DictReader(_members()) for name in row.values() if name} - {"Belgium"}
    row = next(line for line in lines[1:] if line[heading.index("country")] in members)
    at = heading.index("holder")
    words = row[at].split()
    long = next(number for number, word in enumerate(words) if word.isupper() and len(word) > 5)
    words[long] = words[long][:3] + words[long][4:]
    row[at] = " ".join(words)
    out = StringIO()
    csv.writer(out).writerows([heading, row])
    return out.getvalue().encode()


def _written(setting: Setting, desk: Desk, kind: str, issued: Issued) -> list[dict[str, Any]]:
    return [
        {
            "file": write_paper(desk, copy, setting.papers, "demonstratie").name, "kind": kind,
            "language": copy.language, "pages": copy.pages, "copies": f"{copy.number} of {len(issued.copies)}",
        }
        for copy in issued.copies
    ]  # fmt: skip
