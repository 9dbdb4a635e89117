CREATE INDEX p_file_note__owed ON p_file_note (follow_up_by) WHERE follow_up_by IS NOT NULL;
