"""What was typed before issuing, in the form a draft keeps: copies with their remarks, language, revealed values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.core.ids import Id
from app.models.texts import ORIGINAL
from app.services.paper.sources import CopyFor
from app.services.paper.wording import words


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it stands. `reveals` are sealed values by id with their reason; `havens` places of the register."""

    language: str
    copies: Sequence[CopyFor] = field(repr=False)
    reveals: Mapping[Id, str] = field(repr=False)
    havens: Sequence[Id] = field(default=(), repr=False)

    def values(self) -> dict[str, Any]:
        """Return what a draft keeps."""
        reveals = {uid.hex(): reason for uid, reason in self.reveals.items()}
        copies = [_packed(one) for one in self.copies]
        return {"language": self.language, "copies": copies, "reveals": reveals, "havens": list(self.havens)}

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Typed":
        """Return the form that a draft of ours kept."""
        reveals = {bytes.fromhex(uid): str(reason) for uid, reason in values["reveals"].items()}
        return cls(str(values["language"]), tuple(_unpacked(one) for one in values["copies"]), reveals,
                   tuple(values.get("havens", ())))  # fmt: skip


def _packed(copy: CopyFor) -> dict[str, Any]:
    note = {ORIGINAL: copy.note.original, **copy.note.texts} if copy.note else None
    return {
        "recipient": copy.recipient, "organisation": copy.organisation, "language": copy.language,
        "foreign": copy.foreign, "note": note,
    }  # fmt: skip


def _unpacked(values: Mapping[str, Any]) -> CopyFor:
    return CopyFor(
        values["recipient"], values["organisation"], values["language"], bool(values["foreign"]), words(values["note"])
    )
