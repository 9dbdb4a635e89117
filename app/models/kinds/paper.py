"""What was issued on paper, who holds which copy, and attachments.

What an issued document said is frozen in one cell; its life and the life of each copy are workflows of their own. For
information the cautious state is recall: `app.models.rules.paper`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, CopyState, DisclosureAct, DocumentState, Marking
from app.models.fields import Field, Rule, Search, Sensitivity
from app.models.kinds.schema import ANY_KIND, SCHEMA
from app.models.rules.paper import paper_rank


@SCHEMA.declare(80, "issued_document", part="paper", action=Action.PAPER, rank=paper_rank)
@dataclass(frozen=True, slots=True)
class IssuedDocument:
    """A numbered version of a document, with the hashes of its data snapshot and of its pages."""

    number: Annotated[str | None, Field(1, N_("Registration number"), search=Search.KEY, required=True)] = None
    file: Annotated[Id | None, Field(2, N_("File"), cell=1, ref=ANY_KIND, required=True)] = None
    kind: Annotated[str | None, Field(3, N_("Kind of document"), cell=1, required=True)] = None
    version: Annotated[int | None, Field(4, N_("Version"), cell=1, required=True)] = None
    language: Annotated[str | None, Field(5, N_("Language"), cell=1, required=True)] = None
    subject: Annotated[Id | None, Field(6, N_("Subject"), cell=1, ref=ANY_KIND)] = None
    marking: Annotated[Marking | None, Field(7, N_("Marking"), cell=1)] = None
    issued: Annotated[datetime | None, Field(8, N_("Issued on"), cell=1)] = None
    officer: Annotated[Id | None, Field(9, N_("Issued by"), cell=1, ref="officer")] = None
    pages: Annotated[int | None, Field(10, N_("Pages"), cell=1)] = None
    snapshot: Annotated[bytes | None, Field(11, N_("Hash of the data"), cell=1)] = None
    page_hash: Annotated[bytes | None, Field(12, N_("Hash of the pages"), cell=1)] = None
    head: Annotated[bytes | None, Field(13, N_("Head of the store"), cell=1)] = None
    state: Annotated[DocumentState | None, Field(14, N_("State"), rule=Rule.WORKFLOW, required=True)] = None
    state_on: Annotated[date | None, Field(15, N_("Since"), cell=14)] = None
    state_reason: Annotated[str | None, Field(16, N_("Reason"), cell=14)] = None


@SCHEMA.declare(81, "document_copy", part="paper", action=Action.PAPER, rank=paper_rank)
@dataclass(frozen=True, slots=True)
class DocumentCopy:
    """One numbered paper copy and its life until it is returned, destroyed or written off."""

    document: Annotated[Id | None, Field(1, N_("Document"), ref="issued_document", required=True)] = None
    number: Annotated[int | None, Field(2, N_("Copy number"), cell=1, required=True)] = None
    recipient: Annotated[
        str | None, Field(3, N_("Recipient"), cell=1, sensitivity=Sensitivity.PERSONAL, search=Search.TEXT)
    ] = None
    organisation: Annotated[Id | None, Field(4, N_("Organisation"), cell=1, ref=ANY_KIND)] = None
    language: Annotated[str | None, Field(5, N_("Language"), cell=1)] = None
    page_hash: Annotated[bytes | None, Field(6, N_("Hash of the pages"), cell=1)] = None
    state: Annotated[CopyState | None, Field(7, N_("State"), rule=Rule.WORKFLOW, required=True)] = None
    state_on: Annotated[date | None, Field(8, N_("Since"), cell=7)] = None
    by_whom: Annotated[str | None, Field(9, N_("By whom"), cell=7, sensitivity=Sensitivity.PERSONAL)] = None
    before_whom: Annotated[str | None, Field(10, N_("Before whom"), cell=7, sensitivity=Sensitivity.PERSONAL)] = None
    file_hash: Annotated[bytes | None, Field(11, N_("Hash of the printed file"), cell=1)] = None


@SCHEMA.declare(82, "document_data", part="paper", action=Action.PAPER, once=True)
@dataclass(frozen=True, slots=True)
class DocumentData:
    """What an issued document said, so that it can be printed again and compared; apart, for lists do not need it."""

    document: Annotated[Id | None, Field(1, N_("Document"), ref="issued_document", required=True)] = None
    data: Annotated[bytes | None, Field(2, N_("Frozen data"), sensitivity=Sensitivity.PERSONAL)] = None


@SCHEMA.declare(83, "disclosure", part="paper", action=Action.PAPER, once=True)
@dataclass(frozen=True, slots=True)
class Disclosure:
    """That something sealed went on paper, or that a copy was printed again or left as a file: what, by whom, why."""

    document: Annotated[Id | None, Field(1, N_("Document"), ref="issued_document", required=True)] = None
    act: Annotated[DisclosureAct | None, Field(2, N_("What was disclosed"), cell=1, required=True)] = None
    subject: Annotated[Id | None, Field(3, N_("Concerning"), cell=1, ref=ANY_KIND)] = None
    reason: Annotated[str | None, Field(4, N_("Reason"), cell=1, sensitivity=Sensitivity.PERSONAL, required=True)] = (
        None
    )
    officer: Annotated[Id | None, Field(5, N_("Disclosed by"), cell=1, ref="officer", required=True)] = None
    second: Annotated[Id | None, Field(6, N_("Second officer"), cell=1, ref="officer")] = None
    moment: Annotated[datetime | None, Field(7, N_("Moment"), cell=1, required=True)] = None


@SCHEMA.declare(85, "attachment", part="attachment", action=Action.ATTACH, once=True)
@dataclass(frozen=True, slots=True)
class Attachment:
    """A file kept inside the store by the SHA-256 of its content."""

    subject: Annotated[Id | None, Field(1, N_("Attached to"), ref=ANY_KIND, required=True)] = None
    name: Annotated[
        str | None, Field(2, N_("File name"), cell=1, search=Search.TEXT, sensitivity=Sensitivity.PERSONAL)
    ] = None
    media_type: Annotated[str | None, Field(3, N_("Media type"), cell=1)] = None
    size: Annotated[int | None, Field(4, N_("Size in bytes"), cell=1)] = None
    content: Annotated[bytes | None, Field(5, N_("Hash of the content"), cell=1, required=True)] = None
    description: Annotated[
        str | None, Field(6, N_("Description"), cell=1, search=Search.TEXT, sensitivity=Sensitivity.PERSONAL)
    ] = None
    taken: Annotated[datetime | None, Field(7, N_("Moment"), cell=1)] = None
    marking: Annotated[Marking | None, Field(8, N_("Marking"), cell=1)] = None
    originator: Annotated[Id | None, Field(9, N_("Originator"), cell=1, ref="organisation_entry")] = None
