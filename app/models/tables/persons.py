"""Indexes by which it is found where a person is named: few rows of many name one.

They come with migration 0010, whose text is frozen.
"""

PERSON_INDEXES: tuple[str, ...] = (
    "CREATE INDEX p_threat_file__contact ON p_threat_file (employer_contact) WHERE employer_contact IS NOT NULL",
    "CREATE INDEX p_visit_file__contact ON p_visit_file (embassy_contact) WHERE embassy_contact IS NOT NULL",
    "CREATE INDEX p_threat_report__against ON p_threat_report (targets) WHERE targets IS NOT NULL",
)
"""Statements of SQL, in the order in which the migration makes them."""
