"""A proposal of 200 measures in 40 files: drawn up, previewed, submitted and issued with one copy, durable."""

import tempfile
from datetime import timedelta
from pathlib import Path

from app.bench.paper import COPIES, a_desk
from app.bench.rows import Measured, seconds
from app.core.ids import Id
from app.models.enums import Capacity, Channel, FileBasis, InvolvementRole
from app.models.kinds.persons import Person
from app.models.texts import local_text
from app.services.cases.files import Involved, NewFile, open_file
from app.services.cases.measures import NewMeasure, propose_measures
from app.services.cases.proposals import NewProposal, draw_up_proposal, submit_proposal, withdraw_proposal
from app.services.cases.rulings import Ruling
from app.services.desk import Desk
from app.services.paper.proposals import issue_proposal, preview_proposal
from app.services.registers.persons import open_person

FILES, PERSONS, ROUNDS = 40, 5, 5
OFFICER = Ruling(Capacity.FILE_OFFICER, Channel.PAPER, "O. Fictief", "Bench")


def proposal() -> Measured:
    """Return seconds until a proposal is seen, submitted and issued; an officer waits three at most."""
    with tempfile.TemporaryDirectory() as name:
        desk = a_desk(Path(name))
        try:
            measures = [one for number in range(FILES) for one in _measures(desk, number)]
            made = draw_up_proposal(desk, NewProposal("Bench", measures))
            times = [seconds(lambda: _work(desk, made)) for _ in range(ROUNDS)]
        finally:
            desk.store.close()
    return Measured(times, [1.0] * ROUNDS, "s", most=3.0, note=f"{len(measures)} measures in {FILES} files")


def _work(desk: Desk, made: Id) -> None:
    preview_proposal(desk, made, "nl", COPIES)
    submit_proposal(desk, made)
    issue_proposal(desk, made, "nl", COPIES)
    withdraw_proposal(desk, made)


def _measures(desk: Desk, number: int) -> list[Id]:
    people = [open_person(desk, Person(family_name=f"Fictief {number}", given_names=f"{n}")).id for n in range(PERSONS)]
    involved = [Involved(one, InvolvementRole.THREATENED) for one in people]
    file = open_file(desk, NewFile(f"Bench {number}", FileBasis.STATUS, involved=involved), OFFICER)
    with desk.read() as view:
        own = view.facts.organisation
    new = NewMeasure(
        "patrols", people, [own], start=desk.today(), review=desk.today() + timedelta(days=30),
        instruction=local_text("nl", "Op wisselende uren langsrijden; verslag na elke ronde."),
    )  # fmt: skip
    return list(propose_measures(desk, file, new, OFFICER))
