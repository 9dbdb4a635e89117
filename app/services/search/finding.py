"""Find a person or file in seconds: whatever was typed leads to the root an officer looks for, within his rights.

What is found by may be a child (a phone of a person, a plate in a convoy, a decision's reference): each hit carries
both. Of several hits in one root the best stands. Rights are asked before anything is cut off, and nothing of what was
typed or found is logged.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.core.ids import Id
from app.history.claims import COUNTS
from app.models.catalogues import CatalogueWord
from app.models.fields import FieldSpec
from app.models.kind_specs import KindSpec
from app.models.rights import PUBLIC_PARTS
from app.models.tables import projection_name
from app.models.texts import in_language
from app.services.among import AMONG, among
from app.services.desk import Desk, View
from app.services.joined import PERSON, leads_of
from app.services.search.indexing import drain_index, findable, words_of
from app.services.seeing import Sight
from app.store.search import finding as index
from app.store.search.finding import Hit, How

__all__ = ["Found", "How", "find", "titles_of"]

SOON = 400
"""Queued entities indexed before a look-up: what one officer saved a moment ago, not a whole import."""
MORE = 5
"""Hits gathered for each result asked for: several may lie in one root."""
NOISE = 0.35
"""Results worth less than this part of the best one are left out."""
LONGEST = 120
ONE_NAME = frozenset({"family_name", "given_names", "make", "model"})
"""Fields that are one name when they follow one another; what else makes a title is told apart."""
ROOTS: Mapping[str, frozenset[str]] = {
    "person": frozenset({"person"}),
    "person_private": frozenset({"person"}),
    "vehicle": frozenset({"vehicle", "person"}),
    "file_core": frozenset({"threat_file"}),
    "file_threat": frozenset({"threat_file"}),
    "visit_core": frozenset({"visit_file"}),
    "visit_delegation": frozenset({"visit_file"}),
    "visit_programme": frozenset({"visit_file"}),
}
"""To roots of which kinds a part leads; one that is not named may lead to any."""
LEADS_FROM = "vehicle"
"""Kind whose hits also lead to the persons who use it."""
CONCERN = "person_of_concern"
"""Kind whose hits also lead to the files in which it plays a part: it has no screen of its own."""


@dataclass(frozen=True, slots=True)
class Found:
    """One result: the `root` to open, what in it was found (`uid`, of `kind`), its title, how surely (0 to 1)."""

    root: Id
    root_kind: str
    uid: Id
    kind: str
    title: str = field(repr=False)
    how: How
    score: float


@dataclass(frozen=True, slots=True)
class _Place:
    """A hit with where it lies; `root_kind` is "" where the root itself is not here."""

    hit: Hit
    uid: Id
    root: Id
    root_kind: str


def find(
    desk: Desk, query: str, kinds: Collection[str] | None = None, limit: int = 20, *, language: str = "en"
) -> list[Found]:
    """Return at most `limit` roots for what was typed, best first.

    `kinds` keeps results whose root, or what was found in it, is of one of those kinds ("person", "visit_file").
    Raises NotAllowed where the account counts no more.
    """
    if not desk.store.writing:
        drain_index(desk, SOON)
    with desk.read() as view:
        return find_in(view, query, kinds, limit, language=language)


def find_in(
    view: View, query: str, kinds: Collection[str] | None = None, limit: int = 20, *, language: str = "en"
) -> list[Found]:
    """Return as `find`, within a view, of what is indexed already."""
    return _Look(view, kinds, language).found(query, limit)


class _Look:
    def __init__(self, view: View, kinds: Collection[str] | None, language: str) -> None:
        self._view = view
        self._schema = view.desk.schema
        self._kinds = None if kinds is None else frozenset(kinds)
        self._language = language
        self._sight = Sight(view)
        self._possible = [
            kind.id
            for kind in self._schema.kinds.values()
            if kinds is None or kind.name in kinds or not ROOTS.get(kind.part, frozenset(kinds)).isdisjoint(kinds)
        ]

    def found(self, query: str, limit: int) -> list[Found]:
        hits = index.find(self._view.connection, query, allowed=self._allowed, limit=max(limit, 0) * MORE, worth=NOISE)
        best: dict[Id, _Place] = {}
        for place in self._led(self._with_leads(self._places(hits))):
            if self._wanted(place):
                known = best.get(place.root)
                if known is None or (place.hit.score, place.uid == place.root) > (
                    known.hit.score,
                    known.uid == known.root,
                ):
                    best[place.root] = place
        least = NOISE * max((place.hit.score for place in best.values()), default=0.0)
        worth = [place for place in best.values() if place.hit.score >= least]
        chosen = sorted(worth, key=lambda place: (-place.hit.score, place.hit.entity))[:limit]
        titles = titles_of(self._view, self._sight, [place.root for place in chosen], self._language)
        own = titles_of(self._view, self._sight, [p.uid for p in chosen if p.root not in titles], self._language)
        return [self._result(place, {**own, **titles}) for place in chosen]

    def _result(self, place: _Place, titles: Mapping[Id, str]) -> Found:
        title = titles.get(place.root) or titles.get(place.uid, "")
        kind = self._name(place.hit.kind)
        return Found(place.root, place.root_kind, place.uid, kind, title, place.hit.how, place.hit.score)

    def _allowed(self, entities: list[int]) -> set[int]:
        if self._kinds is None:
            return self._sight.entities(entities)
        sql = (
            "SELECT id, kind FROM entity WHERE id IN (SELECT value FROM json_each(?))"
            " AND kind IN (SELECT value FROM json_each(?))"
        )
        asked = (json.dumps(entities), json.dumps(self._possible))
        kinds = {row[0]: row[1] for row in self._view.connection.exec_driver_sql(sql, asked)}
        seen = self._sight.entities(kinds)
        open_ = {entity for entity in seen if self._schema.kinds[kinds[entity]].part not in ROOTS}
        places = self._places(Hit(entity, 0, 0.0, How.WORDS) for entity in open_) if open_ else []
        return (seen - open_) | {place.hit.entity for place in places if self._wanted(place)}

    def _wanted(self, place: _Place) -> bool:
        return self._kinds is None or not self._kinds.isdisjoint((place.root_kind, self._name(place.hit.kind)))

    def _places(self, hits: Iterable[Hit]) -> list[_Place]:
        by_entity = {hit.entity: hit for hit in hits}
        sql = (
            "SELECT e.id, e.kind, e.uid, s.root, s.part, (SELECT r.kind FROM entity r WHERE r.uid = s.root AND r.sid IN"
            " (SELECT o.sid FROM stream o WHERE o.root = s.root)"
            " AND EXISTS (SELECT 1 FROM cell WHERE cell.entity = r.id) ORDER BY r.id LIMIT 1)"
            " FROM entity e JOIN stream s ON s.sid = e.sid WHERE e.id IN (SELECT value FROM json_each(?))"
        )
        found = []
        for entity, kind, uid, root, part, root_kind in self._view.connection.exec_driver_sql(
            sql, (json.dumps(list(by_entity)),)
        ):
            hit = by_entity[entity]
            if self._schema.parts.get(part) in PUBLIC_PARTS:  # a list of its own things, not of one
                root, root_kind = uid, kind  # noqa: PLW2901
            found.append(_Place(Hit(entity, kind, hit.score, hit.how), uid, root, self._name(root_kind)))
        return found

    def _with_leads(self, places: list[_Place]) -> list[_Place]:
        """Add what hits lead to, a little below themselves: users of vehicles, files of persons of concern."""
        found = list(places)
        for place in places:
            if self._name(place.hit.kind) == CONCERN:
                found += self._files_of(place)
            if self._name(place.hit.kind) != LEADS_FROM:
                continue
            row = self._view.connection.exec_driver_sql(
                "SELECT users FROM p_vehicle WHERE id = ?", (place.hit.entity,)
            ).first()
            for user in json.loads(row[0] or "[]") if row else ():
                person = bytes.fromhex(user)
                if titles_of(self._view, self._sight, [person], self._language):
                    lower = Hit(place.hit.entity, place.hit.kind, place.hit.score * 0.99, place.hit.how)
                    found.append(_Place(lower, place.uid, person, "person"))
        return found

    def _led(self, places: list[_Place]) -> list[_Place]:
        """Let an entry that was joined to another lead to the one that leads: nobody stands twice."""
        leads = leads_of(self._view, self._sight, {place.root for place in places if place.root_kind == PERSON})
        return [replace(place, root=leads.get(place.root, place.root)) for place in places]

    def _files_of(self, place: _Place) -> list[_Place]:
        """Return the files in which a person of concern plays a part, for who reads their threat part."""
        sql = "SELECT DISTINCT l.file, s.id FROM p_concern_link l JOIN stream s USING (sid) WHERE l.concern = ?"
        rows = self._view.connection.exec_driver_sql(sql, (place.uid,)).all()
        files = [bytes(file) for file, stream in rows if file and self._sight.stream(bytes(stream))]
        lower = Hit(place.hit.entity, place.hit.kind, place.hit.score * 0.99, place.hit.how)
        return [_Place(lower, place.uid, file, "threat_file") for file in dict.fromkeys(files)]

    def _name(self, kind: int | None) -> str:
        spec = self._schema.kinds.get(kind or 0)
        return spec.name if spec else ""


def titles_of(view: View, sight: Sight, uids: Collection[Id], language: str, *, by_type: bool = False) -> dict[Id, str]:
    """Return what each entity is called, for those that are here and may be read by this officer.

    `by_type` calls what has a type by that: a measure by its word, not by what it instructs, which is what one finds.
    """
    schema = view.desk.schema
    sql = f"SELECT id, sid, uid, kind FROM entity WHERE kind <> 1 AND uid {AMONG} AND {COUNTS} ORDER BY id DESC"  # noqa: S608
    rows = view.connection.exec_driver_sql(sql, (among(uids),)).all()
    seen = sight.streams({row[1] for row in rows})
    by_kind: dict[int, dict[int, Id]] = {}
    for entity, sid, uid, kind in rows:
        if sid in seen and kind in schema.kinds:
            by_kind.setdefault(kind, {})[entity] = uid
    titles: dict[Id, str] = {}
    for kind, entities in by_kind.items():
        titles.update(_titles_of_kind(view, schema.kinds[kind], entities, language, by_type=by_type))
    return titles


def _titles_of_kind(
    view: View, kind: KindSpec, entities: Mapping[int, Id], language: str, *, by_type: bool
) -> dict[Id, str]:
    by = findable(kind)
    kind_of = kind.fields.get("type")
    if by_type and kind_of is not None and isinstance(kind_of.meta.show, CatalogueWord):
        return _worded(view, kind, entities, kind_of, language)
    named = sorted(by.title, key=lambda spec: spec.name == "family_name") or list(by.keys[:1])
    spare = [spec for spec in (*by.texts, *by.keys) if spec not in named]
    if not named:
        return dict.fromkeys(entities.values(), "")
    columns = ", ".join(f'"{spec.name}"' for spec in (*named, *spare))
    table = projection_name(kind)
    sql = f"SELECT id, {columns} FROM {table} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - declared
    found, between = {}, " " if ONE_NAME.issuperset(spec.name for spec in named) else " · "
    for row in view.connection.exec_driver_sql(sql, (json.dumps(list(entities)),)):
        words = [_in_words(value, language) for value in row[1:]]
        title = between.join(word for word in words[: len(named)] if word)
        found[entities[row[0]]] = (title or next((word for word in words if word), ""))[:LONGEST]
    return found


def _worded(view: View, kind: KindSpec, entities: Mapping[int, Id], spec: FieldSpec, language: str) -> dict[Id, str]:
    """Return what each is by the word of its type: a measure is "patrols at varying times", whatever it instructs."""
    table = projection_name(kind)
    sql = f'SELECT id, "{spec.name}" FROM {table} WHERE id IN (SELECT value FROM json_each(?))'  # noqa: S608 - declared
    rows = view.connection.exec_driver_sql(sql, (json.dumps(list(entities)),)).all()
    show, lists = spec.meta.show, view.lists
    return {entities[row[0]]: lists.word(show, row[1], language)[:LONGEST] if show and row[1] else "" for row in rows}


def _in_words(value: Any, language: str) -> str:
    if isinstance(value, str) and value.startswith("{"):
        try:
            return in_language(json.loads(value), language)[0]
        except ValueError:
            return value
    return " ".join(words_of(value))
