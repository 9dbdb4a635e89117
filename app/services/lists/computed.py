"""The SQL of what is computed: level in force, what is overdue, the next review; of a measure its file.

It sorts and filters; what is shown comes from the rules themselves (`app.services.lists.filling`). Names are declared
ones and what an officer typed is bound. What he may not see takes no part: an order would tell it.
"""

# ruff: noqa: S608

import json

from app.services.lists.asking import Asking, Sql
from app.services.reported import REPORT_STANDS

_NOT_REPLACED = """NOT EXISTS (SELECT 1 FROM p_threat_analysis n WHERE n.file = a.file AND n.replaces = a.uid
    AND n.subject IS a.subject AND n.service IS a.service AND n.kind IS a.kind AND n.dated >= a.dated AND {counts})"""
"""What `app.models.rules.levels.standing` says, but for analyses that replace each other in a circle: for order."""
_UNSETTLED = "('proposed', 'returned', 'approved', 'provisional', 'active', 'suspended')"
_OVERDUE = f"""m.state IN {_UNSETTLED} AND (m."end" < {{day}} OR m.review < {{day}}
    OR (m.state = 'provisional' AND m.ratify_by < {{day}}))"""
_NEXT = (
    f"""min(CASE WHEN m.state IN {_UNSETTLED} THEN min(COALESCE(m.review, m."end"), COALESCE(m."end", m.review)) END)"""
)


def level(asking: Asking) -> str:
    """Return the highest level that stands in a file."""
    return f"""(SELECT max(a.level) FROM p_threat_analysis a WHERE a.file = t.uid
        AND {asking.seen("a", "p_threat_analysis")} AND {_NOT_REPLACED.format(counts=asking.counts("n"))})"""


def levels(asking: Asking) -> str:
    """Return the query of the files that have a level, with it."""
    return f"""SELECT a.file AS uid, max(a.level) AS value FROM p_threat_analysis a
        WHERE {asking.seen("a", "p_threat_analysis")} AND {_NOT_REPLACED.format(counts=asking.counts("n"))}
        GROUP BY a.file"""


def overdue_counts(asking: Asking) -> str:
    """Return the query of the files in which measures are overdue, with how many."""
    late = _OVERDUE.format(day=asking.bound(asking.today))
    return f"""SELECT m.file AS uid, count(*) AS value FROM p_measure m
        WHERE {asking.seen("m", "p_measure")} AND {late} GROUP BY m.file"""


def next_reviews(asking: Asking) -> str:
    """Return the query of the files with a review to come, with its day."""
    return f"""SELECT m.file AS uid, {_NEXT} AS value FROM p_measure m
        WHERE {asking.seen("m", "p_measure")} GROUP BY m.file HAVING {_NEXT} IS NOT NULL"""


def overdue_count(asking: Asking) -> str:
    """Return how many measures of a file are overdue, NULL for none."""
    late = _OVERDUE.format(day=asking.bound(asking.today))
    return f"""NULLIF((SELECT count(*) FROM p_measure m WHERE m.file = t.uid
        AND {asking.seen("m", "p_measure")} AND {late}), 0)"""


def next_review(asking: Asking) -> str:
    """Return the day of the next review in a file."""
    return f"(SELECT {_NEXT} FROM p_measure m WHERE m.file = t.uid AND {asking.seen('m', 'p_measure')})"


def with_person(asking: Asking, word: str) -> str:
    """Return the condition that a word stands in the name of somebody who is in a file."""
    mark = asking.bound(word)
    return f"""t.uid IN (SELECT i.file FROM p_person p JOIN p_involvement i ON i.person = p.uid
        WHERE {asking.counts("i")} AND {asking.seen("p", "p_person")}
        AND (p.family_name GLOB {mark} OR p.given_names GLOB {mark} OR p.native_name GLOB {mark}))"""


def leads(asking: Asking) -> str:
    """Return the condition that an entry is led by no other: who was joined to somebody stands with him."""
    led = [person.hex() for person in asking.led()]
    return f"t.uid NOT IN (SELECT unhex(value) FROM json_each({asking.bound(json.dumps(led))}))" if led else "1"


def with_joined(asking: Asking, word: str) -> str:
    """Return the condition that a word stands in an entry joined to this one."""
    pairs = [[person.hex(), lead.hex()] for person, lead in asking.led().items()]
    if not pairs:
        return "0"
    mark = asking.bound(word)
    return f"""t.uid IN (SELECT unhex(j.value ->> 1) FROM json_each({asking.bound(json.dumps(pairs))}) j
        JOIN p_person p ON p.uid = unhex(j.value ->> 0)
        WHERE p.family_name GLOB {mark} OR p.given_names GLOB {mark} OR p.native_name GLOB {mark})"""


def file_of(asking: Asking, column: str) -> str:
    """Return a column of the file, of whichever kind, that something is of."""
    one, other = asking.seen("f", "p_threat_file"), asking.seen("v", "p_visit_file")
    return f"""COALESCE((SELECT f.{column} FROM p_threat_file f WHERE f.uid = t.file AND {one}),
        (SELECT v.{column} FROM p_visit_file v WHERE v.uid = t.file AND {other}))"""


def given_to_us(asking: Asking) -> str:
    """Return the condition that a measure was given to the officer's organisation by another."""
    return f"t.sid IN (SELECT sid FROM stream WHERE owner <> {asking.bound(asking.organisation)})"


def reported_to(asking: Asking) -> str:
    """Return the last day of a measure that is reported on."""
    return f"""(SELECT max(r.to_on) FROM p_execution_report r WHERE r.measure = t.uid AND r.sid = t.sid
        AND {REPORT_STANDS.format("r")} AND {asking.seen("r", "p_execution_report")})"""


def is_overdue(asking: Asking) -> str:
    """Return whether a measure is overdue, as 1 or 0."""
    late = _OVERDUE.format(day=asking.bound(asking.today)).replace("m.", "t.")
    return f"CASE WHEN {late} THEN 1 ELSE 0 END"


def document(column: str) -> Sql:
    """Return what gives a column of the document that a copy is of."""
    return lambda _asking: f"(SELECT d.{column} FROM p_issued_document d WHERE d.uid = t.document)"
