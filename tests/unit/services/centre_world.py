"""Emergency centres beside the file that goes on paper: dispatcher sheets issued to them, replaced and recalled."""

from dataclasses import dataclass
from pathlib import Path

from app.core.ids import Id
from app.services.paper.copies import hand_over
from app.services.paper.drafting import draft_paper, issue_draft
from app.services.paper.issuing import Issued
from app.services.paper.protocol_content import Choice
from app.services.paper.protocols import DISPATCHER, issue_protocol
from app.services.paper.sources import CopyFor
from app.services.paper.subjects import Subject, paper_subjects
from app.services.station.organisation_acts import add_organisation
from tests.unit.documents.reading import page_texts
from tests.unit.services.paper_world import PaperWorld, a_paper_world


@dataclass(slots=True)
class CentreWorld:
    """The file's world, and two centres: one Dutch, one French."""

    paper: PaperWorld
    antwerp: Id
    brussels: Id

    @property
    def copies(self) -> list[CopyFor]:
        """Return a copy for each centre, in its language."""
        return [
            CopyFor("Noodcentrale Antwerpen", self.antwerp, "nl"), CopyFor("CIC Bruxelles", self.brussels, "fr"),
        ]  # fmt: skip

    def sheet(self, *numbers: int, choice: Choice | None = None) -> Issued:
        """Issue the next dispatcher sheet to the centres of these numbers (to both without), and hand it over."""
        copies = [self.copies[number] for number in numbers] if numbers else self.copies
        world = self.paper
        issued = issue_protocol(
            world.desk, world.file, world.person, "nl", copies, choice or Choice(), kind=DISPATCHER,
            accept_untranslated=True,
        )  # fmt: skip
        hand_over(world.desk, [one.copy for one in issued.copies], "HINP Wachtofficier")
        return issued

    def subject(self, kind: str, root: Id | None = None) -> Subject:
        """Return the first subject of a kind."""
        return next(one for one in paper_subjects(self.paper.desk, root or self.paper.file) if one.kind == kind)

    def issue(self, subject: Subject, copies: list[CopyFor] | None = None, choice: Choice | None = None) -> Issued:
        """Issue a paper to whom it is first meant."""
        given = copies if copies is not None else list(draft_paper(self.paper.desk, subject).copies)
        return issue_draft(self.paper.desk, subject, "nl", given, choice or Choice(), accept_untranslated=True)


def a_centre_world(folder: Path) -> CentreWorld:
    """Add two emergency centres to the world of papers."""
    world = a_paper_world(folder)
    dutch = {"nl": "Noodcentrale Antwerpen", "fr": "Centrale d’urgence d’Anvers", "original": "nl"}
    french = {"nl": "CIC Brussel", "fr": "CIC Bruxelles", "original": "fr"}
    return CentreWorld(
        world, add_organisation(world.admin, "HC112A", dutch, "emergency_centre"),
        add_organisation(world.admin, "CICB", french, "emergency_centre"),
    )  # fmt: skip


def text_of(issued: Issued, number: int = 1) -> str:
    """Return what a copy says."""
    return " ".join(page_texts(issued.copies[number - 1].pdf)).replace("\u00a0", " ")
