"""Indexes of tasks: those that wait are found without walking those that are done, and these are paged by their day.

They come with migration 0005, whose text is frozen.
"""

TASK_INDEXES: tuple[str, ...] = (
    "CREATE INDEX p_task__open ON p_task (due, sid) WHERE rule IS NULL AND coalesce(finished, '[]') = '[]'",
    "CREATE INDEX p_task__done ON p_task (sid) WHERE coalesce(finished, '[]') <> '[]'",
    "CREATE INDEX p_task_step__finish ON p_task_step (moment, task, sid) WHERE act = 'finish'",
)
"""Statements of SQL, in the order in which the migration makes them."""
