"""What is attached to a visit, a person or another root that has no tab for it, and what may be done with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.ids import Id
from app.models.enums import Action, Marking
from app.services.cases.attachments import Attached, read_attachments
from app.services.cases.files import FileIsClosed, check_working
from app.services.desk import Desk, View
from app.services.naming import read_names


@dataclass(frozen=True, slots=True, repr=False)
class AttachedSheet:
    """The attachments of a root as far as this officer may read them, the newest first."""

    root: Id
    lines: Sequence[Attached]
    marking: Marking
    """Of the root: what is attached is marked so, unless otherwise said."""
    names: Mapping[Id, str]
    """Of what they are attached to and of whom they come from."""
    may_attach: bool
    may_let_out: bool
    why_not: FileIsClosed | None = None
    """Why nothing is attached now, where the officer otherwise might."""


def attached_sheet(desk: Desk, root: Id, language: str) -> AttachedSheet:
    """Return the attachments of a root, of its own and of all that is in it. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        home = view.stream_of(root)
        view.require(Action.READ, home)
        lines = read_attachments(view, root)
        marking = view.thing(home).marking
        asked = {one.record.subject for one in lines} | {one.record.originator for one in lines} | {root}
        return AttachedSheet(
            root, lines, marking if isinstance(marking, Marking) else Marking.NONE,
            read_names(view, {uid for uid in asked if uid is not None}, language), view.may(Action.ATTACH, home),
            view.may(Action.PRINT, home), _why_not(view, root),
        )  # fmt: skip


def _why_not(view: View, root: Id) -> FileIsClosed | None:
    try:
        if view.parts(root, "file_core") or view.parts(root, "visit_core"):
            check_working(view, root)
    except FileIsClosed as refusal:
        return refusal
    return None
