"""What whoever executes a paper would miss: no address to go to, no number to ring, nobody to ask.

A paper may leave without them, at night and in haste; but then somebody saw it and said so.
"""

from collections.abc import Collection, Sequence
from enum import unique

from app.core.i18n import N_
from app.core.ids import Id
from app.documents.content import ProtocolContent
from app.documents.visit import OrderContent
from app.documents.wording import Sealed
from app.models.enums import Action
from app.models.kinds.places import SealedAddress
from app.models.worded import Worded
from app.services.among import AMONG, among
from app.services.desk import Desk
from app.services.paper.kinds import KINDS
from app.services.paper.orders import ORDER
from app.services.paper.protocol_content import Choice
from app.services.paper.protocols import DISPATCHER, PROTOCOL
from app.services.paper.sources import CopyFor
from app.services.paper.subjects import Subject

ORDERING = (PROTOCOL, DISPATCHER, ORDER)
"""Papers on which somebody is sent out."""


@unique
class Lack(Worded):
    """Something that a paper does not say and its reader needs."""

    ADDRESS = "address", N_("No address: nobody can go there")
    SEALED = "sealed", N_("No address that is readable: those known are sealed")
    PHONE = "phone", N_("No telephone number of the person")
    CONTACT = "contact", N_("No contact with a number: no permanence, no fixed contact person")


def lacking_on(
    desk: Desk, subject: Subject, copies: Sequence[CopyFor] = (), *, revealed: Collection[Id] = ()
) -> list[Lack]:
    """Return what the paper about `subject` lacks as the store stands; `revealed` is what sealed it will print.

    Raises as `draft_paper`.
    """
    if subject.kind not in ORDERING:
        return []
    with desk.read() as view:
        view.require(Action.PAPER)
        paper, _ = KINDS[subject.kind].prepare(view, subject.file, subject.subject, copies, Choice())
        opened = bool(revealed) and bool(view.find(SealedAddress, f"uid {AMONG}", among(revealed)))
    content = paper.content
    if isinstance(content, OrderContent):
        return [] if any(one.phone for one in content.phones) else [Lack.CONTACT]
    if not isinstance(content, ProtocolContent):
        return []
    found = []
    if not content.addresses:
        found.append(Lack.ADDRESS)
    elif not opened and all(isinstance(one.address, Sealed) for one in content.addresses):
        found.append(Lack.SEALED)
    if not content.person.phones:
        found.append(Lack.PHONE)
    if not any(one.phone for one in content.contacts):
        found.append(Lack.CONTACT)
    return found
