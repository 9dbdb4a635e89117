"""Who may write what, by definition: the directory a save names, the label its author had seen.

An entry's whole line is read anew for every question; slow, and plain to see.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.property.oracle.bytes_read import Entry, Held, Operation, Save
from tests.property.oracle.cells import Cell, cell_of, is_alive, show, standing
from tests.property.oracle.tables import (
    ACTIONS,
    LABEL,
    NOBODY,
    OFFICER,
    OWNERS_ONLY,
    RECEIVERS_MAY,
    STATION,
    Kind,
)


@dataclass
class Judge:
    """Answers for the applied entries of one store. `kinds` is what its version knows."""

    held: Held
    kinds: dict[int, Kind]
    directory: bytes
    save_of: dict[bytes, Save]
    depths: dict[bytes, int]

    def __post_init__(self) -> None:
        self.held_back: set[bytes] = set()
        self._void: dict[bytes, set[int]] = {}
        self._directories: dict[frozenset[bytes], dict[int, dict[bytes, dict[str, Any]]]] = {}

    def void(self, name: bytes) -> set[int]:
        """Return the indices of the operations of an entry that do not count."""
        if name not in self._void:
            self._void[name] = self._judge(self.held.entries[name])
        return self._void[name]

    def hold_back(self, applied: set[bytes]) -> None:
        """Note what revoked stations wrote that nobody in good standing built on, or that is past the cut-off."""
        directory = {name for name in applied if self.held.entries[name].stream == self.directory}
        stations = self._read(directory, all_count=False)[STATION]
        revoked = {uid: fields.get("cut_off") for uid, fields in stations.items() if fields.get("state") == "revoked"}
        others = applied - directory
        built_on: set[bytes] = set()
        for name in others:
            if self._station(name) not in revoked:
                built_on |= self.line((name,), self.held.entries[name].stream)
        for name in others:
            if self._station(name) in revoked:
                limit = revoked[self._station(name)]
                if name not in built_on or (limit is not None and self.save_of[name].number > limit):
                    self.held_back.add(name)

    def _station(self, name: bytes) -> bytes:
        return self.held.stations[self.save_of[name].replica]

    def line(self, names: tuple[bytes, ...], stream: bytes) -> set[bytes]:
        """Return those of `names` that are of `stream`, with all they were written after."""
        found: set[bytes] = set()
        ahead = [name for name in names if self.held.entries[name].stream == stream]
        while ahead:
            name = ahead.pop()
            if name not in found:
                found.add(name)
                ahead += self.held.entries[name].parents
        return found

    def _judge(self, entry: Entry) -> set[int]:
        everything = {operation.name[1] for operation in entry.operations}
        if entry.hash in self.held_back:
            return everything
        save = self.save_of[entry.hash]
        birth = entry.stream == self.directory and entry.genesis is not None
        people = self._read({entry.hash}, all_count=True) if birth else self._people(save.head)
        author = self._author(save, people)
        if entry.stream == self.directory:
            if NOBODY in save.cosigners:
                return set()
            if birth or author is None or save.officer not in save.cosigners:
                return everything
            return set() if "directory" in author["may"] else everything
        if author is None:
            return everything
        root = self._root(entry)
        if entry.genesis is not None and root[2] != author["organisation"]:
            return everything
        seen = self.line(entry.parents, entry.stream)
        before = self._label(seen, None, set())
        judged_by = self._label(seen, entry, set()) if entry.genesis is not None else before
        void = {
            operation.name[1]
            for operation in entry.operations
            if not self._allowed(operation, save, author, judged_by, root[1], root[2])
        }
        if entry.genesis is not None:
            content = {operation.name[1] for operation in entry.operations if operation.kind != LABEL}
            if content and not content & void:
                void -= {operation.name[1] for operation in entry.operations if operation.kind == LABEL}
        labels = {operation.name[1] for operation in entry.operations if operation.kind == LABEL}
        if labels and author["organisation"] != root[2]:
            after = self._label(seen, entry, void)
            beyond = any(
                ref[0] not in seen
                for operation in entry.operations
                if operation.kind == LABEL
                for ref in operation.refs
            )
            if beyond or _wider(judged_by, after):
                void |= labels
        return void

    def _root(self, entry: Entry) -> tuple[bytes, int, bytes, bytes]:
        while entry.genesis is None:
            entry = self.held.entries[entry.parents[0]]
        return entry.genesis

    def _allowed(
        self, operation: Operation, save: Save, author: dict[str, Any], label: dict[str, Any], part: int, owner: bytes
    ) -> bool:
        kind = self.kinds.get(operation.kind)
        action = "measure" if kind is None else kind.action
        if kind is not None and kind.part not in (None, part):
            return False
        if action == "directory" and save.officer not in save.cosigners:
            return False
        if action not in author["may"]:
            return False
        mine = author["organisation"]
        receives = mine in label["distribution"] and action in RECEIVERS_MAY
        if mine != owner:
            if not receives and (mine not in label["co_owners"] or (part, action) in OWNERS_ONLY):
                return False
            if kind is not None and kind.others is not None and operation.cell not in kind.others:
                return False
        if label["marking"] > 0 and (author["clearance"] < label["marking"] or author["expired"]):
            return False
        return bool(author["ceiling"] >= label["marking"] and label["compartments"] <= author["compartments"])

    def _author(self, save: Save, people: dict[int, dict[bytes, dict[str, Any]]]) -> dict[str, Any] | None:
        where = self.held.stations[save.replica]
        officer, station = people[OFFICER].get(save.officer), people[STATION].get(where)
        if officer is None or station is None or officer.get("organisation") is None:
            return None
        if officer.get("state") != "active" or station.get("state") != "active":
            return None
        if where not in officer.get("stations", ()):
            return None
        roles = officer.get("roles", set())
        may = set().union(*(ACTIONS.get(role, set()) for role in roles)) if roles else set()
        if "administrator" in roles and len(roles) > 1:
            may &= {"directory"}
        day = datetime.fromtimestamp(save.moment / 1000, UTC).date().isoformat()
        until = officer.get("clearance_until")
        return {
            "organisation": officer["organisation"],
            "may": may,
            "clearance": officer.get("clearance") or 0,
            "expired": until is None or until < day,
            "ceiling": station.get("ceiling") or 0,
            "compartments": set(officer.get("compartments", ())) & set(station.get("compartments", ())),
        }

    def _people(self, head: tuple[bytes, ...]) -> dict[int, dict[bytes, dict[str, Any]]]:
        key = frozenset(head)
        if key not in self._directories:
            self._directories[key] = self._read(self.line(head, self.directory), all_count=False)
        return self._directories[key]

    def _read(self, names: set[bytes], *, all_count: bool) -> dict[int, dict[bytes, dict[str, Any]]]:
        counted = [
            operation
            for name in names
            for operation in self.held.entries[name].operations
            if all_count or operation.name[1] not in self.void(name)
        ]
        found: dict[int, dict[bytes, dict[str, Any]]] = {STATION: {}, OFFICER: {}}
        for uid, kind, fields in self._records(standing(counted, self.kinds), counted):
            if kind in found:
                found[kind][uid] = fields
        return found

    def _records(
        self, cells: dict[Cell, list[Operation]], counted: list[Operation]
    ) -> list[tuple[bytes, int, dict[str, Any]]]:
        entities = {cell_of(operation)[:3] for operation in counted}
        found = []
        depths = {operation.name[0]: self.depths.get(operation.name[0], 0) for operation in counted}
        for stream, uid, kind in entities:
            mine = {cell[3]: there for cell, there in cells.items() if cell[:3] == (stream, uid, kind)}
            if not is_alive(mine) or kind not in self.kinds:
                continue
            fields: dict[str, Any] = {}
            for cell, there in mine.items():
                if cell in self.kinds[kind].cells:
                    shown = show(there, self.kinds, depths, None)
                    fields |= zip(self.kinds[kind].cells[cell][1], shown.values, strict=True)
            found.append((uid, kind, fields))
        return found

    def _label(self, seen: set[bytes], with_entry: Entry | None, but: set[int]) -> dict[str, Any]:
        counted = [
            operation
            for name in seen
            for operation in self.held.entries[name].operations
            if operation.kind == LABEL and operation.name[1] not in self.void(name)
        ]
        if with_entry is not None:
            counted += [one for one in with_entry.operations if one.kind == LABEL and one.name[1] not in but]
        records = [fields for _, kind, fields in self._records(standing(counted, self.kinds), counted) if kind == LABEL]
        fields = records[0] if records else {}
        return {
            "marking": fields.get("marking") or 0,
            "compartments": set(fields.get("compartments", ())),
            "co_owners": set(fields.get("co_owners", ())),
            "distribution": set(fields.get("distribution", ())),
            "consented": set(fields.get("consented", ())),
            "originator": fields.get("originator"),
        }


def _wider(before: dict[str, Any], after: dict[str, Any]) -> bool:
    return (
        after["marking"] < before["marking"]
        or not before["compartments"] <= after["compartments"]
        or any(not after[name] <= before[name] for name in ("co_owners", "distribution", "consented"))
        or before["originator"] not in (None, after["originator"])
    )
