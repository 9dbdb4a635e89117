"""A proposal of 200 measures in 40 files of a large service: drawn up, previewed, submitted, issued with one copy."""

from datetime import timedelta
from time import perf_counter

from app.bench.paper import COPIES
from app.bench.rows import Measured, seconds
from app.bench.service import at_a_copy
from app.core.ids import Id
from app.models.enums import Capacity, Channel, FileState, InvolvementRole
from app.models.kinds.threat import Involvement, ThreatFile
from app.models.texts import local_text
from app.services.cases.measures import NewMeasure, propose_measures
from app.services.cases.proposals import NewProposal, draw_up_proposal, submit_proposal
from app.services.cases.rulings import Ruling
from app.services.cases.withdrawing import take_back_proposal
from app.services.desk import Desk
from app.services.paper.proposals import issue_proposal, preview_proposal

FILES, EACH, ROUNDS = 40, 5, 5
OFFICER = Ruling(Capacity.FILE_OFFICER, Channel.PAPER, "O. Fictief", "Bench")
TYPES = ("patrols", "contact_person", "priority_calls", "briefing", "checks")


def proposal() -> Measured:
    """Return seconds until a proposal is drawn up, seen, submitted and issued; an officer waits three at most."""
    with at_a_copy() as desk:
        measures = propose_some(desk, FILES, EACH)
        begun = perf_counter()
        made = draw_up_proposal(desk, NewProposal("Bench", measures))
        drawn = perf_counter() - begun
        times = [drawn + seconds(lambda: work(desk, made)) for _ in range(ROUNDS)]
    note = f"{len(measures)} measures in {FILES} files, drawn up in {drawn:.2f} s"
    return Measured(times, [1.0] * ROUNDS, "s", most=3.0, note=note)


def work(desk: Desk, made: Id) -> None:
    """See a proposal, put it before the Minister, and take it back so that it can be done once more."""
    preview_proposal(desk, made, "nl", COPIES)
    submit_proposal(desk, made)
    issue_proposal(desk, made, "nl", COPIES, accept_untranslated=True)
    take_back_proposal(desk, made)


def propose_some(desk: Desk, files: int, each: int) -> list[Id]:
    """Propose `each` measures in `files` open files, for who is threatened there; return them."""
    with desk.read() as view:
        own = view.facts.organisation
        working = [uid for uid, _ in view.find(ThreatFile, "state = ?", FileState.OPEN.value)][:files]
        where = "file = ? AND role = ?"
        people = {
            uid: next(one.person for _, one in view.find(Involvement, where, uid, InvolvementRole.THREATENED.value))
            for uid in working
        }
    found: list[Id] = []
    for file, person in people.items():
        for number in range(each):
            found += propose_measures(desk, file, NewMeasure(
                TYPES[number % len(TYPES)], [person or b""], [own], start=desk.today(),
                review=desk.today() + timedelta(days=30),
                instruction=local_text("nl", "Op wisselende uren langsrijden; verslag na elke ronde."),
            ), OFFICER)  # fmt: skip
    return found
