"""Indexes of long lists: the columns a list shows when nobody chose, so that its first page never walks all rows.

Each also holds the stream, which rights are asked of: a whole order is read from the index alone. They are few, for an
index costs every save of its table. They come with migrations 0002 and 0015, whose text is frozen; a further one needs
a further migration. A list sorts by other columns too, by walking its table; those of files by walking a narrow index,
in a seventh of the time. Indexes of few rows (recused officers, void entries) spare a walk that finds none.
"""

LIST_INDEXES: tuple[str, ...] = (
    "CREATE INDEX p_threat_file__by_reference ON p_threat_file (reference COLLATE NOCASE, sid)",
    "CREATE INDEX p_threat_file__by_title ON p_threat_file (title COLLATE NOCASE, sid)",
    "CREATE INDEX p_threat_file__by_state ON p_threat_file (state, sid, uid)",
    "CREATE INDEX p_threat_file__by_officer ON p_threat_file (file_officer, sid)",
    "CREATE INDEX p_threat_file__by_opening ON p_threat_file (opened_on, sid)",
    "CREATE INDEX p_threat_file__by_rest ON p_threat_file"
    " (closed_on, closing_reason, origin, basis, deputy, legal_hold, sid)",
    "CREATE INDEX p_threat_file__recused ON p_threat_file (uid) WHERE recused IS NOT NULL",
    "CREATE INDEX p_visit_file__by_reference ON p_visit_file (reference COLLATE NOCASE, sid)",
    "CREATE INDEX p_visit_file__by_title ON p_visit_file (title COLLATE NOCASE, sid)",
    "CREATE INDEX p_visit_file__by_arrival ON p_visit_file (arrival, sid)",
    "CREATE INDEX p_visit_file__by_state ON p_visit_file (state, sid)",
    "CREATE INDEX p_visit_file__recused ON p_visit_file (uid) WHERE recused IS NOT NULL",
    "CREATE INDEX p_person__by_name ON p_person (family_name COLLATE NOCASE, given_names COLLATE NOCASE, sid)",
    "CREATE INDEX p_measure__by_review ON p_measure (review, sid)",
    "CREATE INDEX entry__void ON entry (void, sid, vid) WHERE void IS NOT NULL",
    "CREATE INDEX p_execution_report__corrects ON p_execution_report (corrects) WHERE corrects IS NOT NULL",
)
"""Statements of SQL, in the order in which the migration makes them."""
