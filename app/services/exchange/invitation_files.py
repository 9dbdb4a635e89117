"""Which of the files that were brought are invitations: a stick often carries later bundles, and those of others."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.core.errors import PraesidiumError
from app.exchange.age import HybridIdentity
from app.exchange.manifest import Manifest
from app.exchange.reader import Known, peek
from app.exchange.refusals import NotYetInvited, StickGone
from app.exchange.sticks import Content, incoming, open_incoming


@dataclass(frozen=True, slots=True)
class InvitationFiles:
    """An invitation: what it says of itself, believed by nobody before its words are compared, and its parts."""

    manifest: Manifest
    parts: list[Path] = field(default_factory=list)


def invitations_among(brought: Sequence[Path], identity: HybridIdentity, newcomer: Known) -> list[InvitationFiles]:
    """Return the invitations for this newcomer among files and folders, the one made last first; never none.

    A folder stands for the bundles that lie in it. What is not for him, or can't be read, is passed over as long as an
    invitation is there. Raises what is wrong with the file where one was brought, NotYetInvited where none of several
    is an invitation, StickGone.
    """
    files = [file for one in brought for file in _files(one)]
    found: dict[bytes, InvitationFiles] = {}
    wrong: list[PraesidiumError] = []
    for file in files:
        try:
            with open_incoming(file) as source:
                manifest = peek(source, identity, newcomer).manifest
        except PraesidiumError as failure:
            wrong.append(failure)
        else:
            found.setdefault(manifest.bundle, InvitationFiles(manifest)).parts.append(file)
    if not found:
        pulled = next((one for one in wrong if isinstance(one, StickGone)), None)
        raise wrong[0] if len(files) == 1 else pulled or NotYetInvited()
    return sorted(found.values(), key=lambda one: one.manifest.counter, reverse=True)


def _files(brought: Path) -> list[Path]:
    if not brought.is_dir():
        return [brought]
    return [one.path for one in incoming(brought) if one.content is Content.BUNDLE]
