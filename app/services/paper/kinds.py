"""Every kind of paper that is issued: what its numbers begin with, how it is made ready, what of it is sealed.

Whoever adds a kind adds its line here, its words to `copies.KIND_WORDS` and its press to `app.documents.printing`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from app.core.ids import Id
from app.services.desk import Desk, View
from app.services.paper.binders import BINDER, prepared_binder, revealed_in_binder
from app.services.paper.binders import STEM as BINDER_STEM
from app.services.paper.employer_letters import EMPLOYER, prepared_employer_letter
from app.services.paper.employer_letters import STEM as EMPLOYER_STEM
from app.services.paper.extracts import EXTRACT, prepared_extract, sealed_about
from app.services.paper.extracts import STEM as EXTRACT_STEM
from app.services.paper.orders import ORDER, prepared_order, sealed_on_order
from app.services.paper.orders import STEM as ORDER_STEM
from app.services.paper.proposals import PROPOSAL, prepared_proposal
from app.services.paper.proposals import STEM as PROPOSAL_STEM
from app.services.paper.protocol_content import Choice
from app.services.paper.protocols import PERSON_PAPERS, SealedValue, prepared_protocol, sealed_values
from app.services.paper.recall_sheets import RECALL, prepared_recall, revealed_again
from app.services.paper.recall_sheets import STEM as RECALL_STEM
from app.services.paper.register import Former, Paper
from app.services.paper.sources import CopyFor

Ready = tuple[Paper, Former | None]


@dataclass(frozen=True, slots=True)
class PaperKind:
    """How a paper of a root (file, visit, proposal, centre, person) about a subject is made.

    `prepare` is given view, root, subject, copies and choice; `sealed` desk, root and subject.
    """

    stem: str
    prepare: Callable[[View, Id, Id, Sequence[CopyFor], Choice], Ready]
    sealed: Callable[[Desk, Id, Id], tuple[SealedValue, ...]]


def _nothing(_desk: Desk, _root: Id, _subject: Id) -> tuple[SealedValue, ...]:
    return ()


def _of_person(kind: str, view: View, file: Id, person: Id, copies: Sequence[CopyFor], choice: Choice) -> Ready:
    return prepared_protocol(view, kind, file, person, copies, choice)


def _sealed_of_person(kind: str, desk: Desk, file: Id, person: Id) -> tuple[SealedValue, ...]:
    return sealed_values(desk, file, person, kind)


KINDS: Mapping[str, PaperKind] = {
    **{
        kind: PaperKind(one.stem, partial(_of_person, kind), partial(_sealed_of_person, kind))
        for kind, one in PERSON_PAPERS.items()
    },
    EMPLOYER: PaperKind(
        EMPLOYER_STEM, lambda view, root, about, copies, _: prepared_employer_letter(view, root, about, copies),
        _nothing,
    ),
    ORDER: PaperKind(
        ORDER_STEM, lambda view, root, _, copies, choice: prepared_order(view, root, copies, choice),
        lambda desk, root, _: sealed_on_order(desk, root),
    ),
    PROPOSAL: PaperKind(
        PROPOSAL_STEM, lambda view, root, _, copies, __: prepared_proposal(view, root, copies), _nothing
    ),
    RECALL: PaperKind(RECALL_STEM, prepared_recall, lambda desk, _, about: revealed_again(desk, about)),
    BINDER: PaperKind(
        BINDER_STEM, lambda view, root, _, copies, choice: prepared_binder(view, root, copies, choice),
        lambda desk, root, _: revealed_in_binder(desk, root),
    ),
    EXTRACT: PaperKind(
        EXTRACT_STEM, lambda view, root, _, copies, choice: prepared_extract(view, root, copies, choice),
        lambda desk, root, _: sealed_about(desk, root),
    ),
}  # fmt: skip
