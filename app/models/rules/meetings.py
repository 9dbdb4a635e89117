"""What a decision in a meeting refers to: the meeting itself and its date, until meetings are entered by themselves."""

from collections.abc import Mapping
from typing import Any

from app.core.i18n import N_
from app.models.enums import Channel
from app.models.kind_specs import KindSpec

MEETING_AND_DATE = N_("Meeting and date")


def label_in(kind: KindSpec, name: str, said: Mapping[str, Any]) -> str:
    """Return what a field is called (a msgid) in a record that says `said`.

    Raises KeyError on a field the kind does not have.
    """
    if kind.name == "decision" and name == "reference" and said.get("channel") == Channel.MEETING:
        return MEETING_AND_DATE
    return kind.fields[name].meta.label
