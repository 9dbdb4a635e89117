"""Indexes of what waits for somebody: few rows of many, found without walking those that are done.

Most hold only rows of work that is not done, so that a save of anything else does not touch them. The situation looks
with them each time a store is opened. They come with migrations 0003, 0007 and 0012, whose text is frozen.
"""

WAITING_INDEXES: tuple[str, ...] = (
    "CREATE INDEX p_threat_analysis__file_valid ON p_threat_analysis (file, valid_until)",
    "CREATE INDEX p_analysis_request__owed ON p_analysis_request (wanted_by)"
    " WHERE answer IS NULL AND withdrawn_on IS NULL",
    'CREATE INDEX p_measure__live ON p_measure (state, "end", review, start, ratify_by)'
    " WHERE state IN ('active', 'approved', 'proposed', 'provisional', 'returned', 'suspended')",
    "CREATE INDEX p_decision__confirm_by ON p_decision (confirm_by) WHERE confirm_by IS NOT NULL",
    "CREATE INDEX p_decision__less ON p_decision (dated) WHERE kind IN ('end', 'reduce', 'refuse', 'suspend')",
    "CREATE INDEX p_document_copy__out ON p_document_copy (state, document)"
    " WHERE state IN ('acknowledged', 'handed_over', 'prepared')",
    "CREATE INDEX p_document_copy__unsigned ON p_document_copy (state_on) WHERE state = 'handed_over'",
    "CREATE INDEX p_file_note__owed ON p_file_note (follow_up_by) WHERE follow_up_by IS NOT NULL",
)
"""Statements of SQL, in the order in which the migrations make them."""
