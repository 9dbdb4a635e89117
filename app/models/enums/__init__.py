"""Closed lists of the domain. A member carries its word: `FileState.OPEN.word` is an msgid, translated per call.

Values travel in bundles and stand in signed history: a value is never renamed nor given another meaning. Lists that
an administrator may edit (measure types, function categories ...) are data: `app.models.catalogues`.
"""

from app.models.enums.access import AccountState, Action, HandlingMark, Marking, Role
from app.models.enums.catalogues import DeadlineUnit, ItemState, MinisterRule, ParagraphUse, Validity
from app.models.enums.decisions import (
    Capacity,
    Channel,
    DecisionKind,
    MeasureCharacter,
    MeasureState,
    MeasureTiming,
    MeasureVisibility,
)
from app.models.enums.files import (
    CopyState,
    DisclosureAct,
    DocumentState,
    FileBasis,
    FileOrigin,
    FileState,
    InformationGrade,
    InvolvementRole,
    SourceGrade,
    SubjectKind,
    ThreatKind,
    ThreatLevel,
)
from app.models.enums.movements import (
    EventKind,
    FlightDirection,
    PermitState,
    PlaceKind,
    PlaceSensitivity,
    TransportMode,
    VehicleRole,
)
from app.models.enums.persons import (
    AddressUse,
    BloodGroup,
    ContactUse,
    DoubleReason,
    MaritalStatus,
    MergeState,
    PresenceState,
    RelationKind,
    Sex,
)
from app.models.enums.tasks import NeedKind, TaskAct
from app.models.worded import Worded, WordedNumber, label_of, say

__all__ = [
    "AccountState",
    "Action",
    "AddressUse",
    "BloodGroup",
    "Capacity",
    "Channel",
    "ContactUse",
    "CopyState",
    "DeadlineUnit",
    "DecisionKind",
    "DisclosureAct",
    "DocumentState",
    "DoubleReason",
    "EventKind",
    "FileBasis",
    "FileOrigin",
    "FileState",
    "FlightDirection",
    "HandlingMark",
    "InformationGrade",
    "InvolvementRole",
    "ItemState",
    "MaritalStatus",
    "Marking",
    "MeasureCharacter",
    "MeasureState",
    "MeasureTiming",
    "MeasureVisibility",
    "MergeState",
    "MinisterRule",
    "NeedKind",
    "ParagraphUse",
    "PermitState",
    "PlaceKind",
    "PlaceSensitivity",
    "PresenceState",
    "RelationKind",
    "Role",
    "Sex",
    "SourceGrade",
    "SubjectKind",
    "TaskAct",
    "ThreatKind",
    "ThreatLevel",
    "TransportMode",
    "Validity",
    "VehicleRole",
    "Worded",
    "WordedNumber",
    "label_of",
    "say",
]
