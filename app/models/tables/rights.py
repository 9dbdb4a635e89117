"""Indexes of rights: a list asks them of thousands of streams, and reads a page of the store for each it must look up.

The index of labels has all their columns, so that a label is read where it is found. They come with migration 0011,
whose text is frozen.
"""

RIGHTS_INDEXES: tuple[str, ...] = (
    "CREATE INDEX p_label__by_stream ON p_label (sid, marking, compartments, co_owners, distribution, originator,"
    " consented, handling, foreign_marking)",
    "CREATE INDEX p_label__marked ON p_label (marking, sid) WHERE marking > 0",
    "CREATE INDEX stream__assigned ON stream (owner, id) WHERE part = 11",
    "CREATE INDEX p_visit_file__closed ON p_visit_file (closed_on, id) WHERE closed_on IS NOT NULL",
    "CREATE INDEX stream__owner ON stream (owner, root)",
)
"""Statements of SQL, in the order in which the migration makes them; 11 is the number of the part `assignment`.
That of `p_visit_file` finds visits past their term."""
