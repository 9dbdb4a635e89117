CREATE INDEX p_label__by_stream ON p_label (sid, marking, compartments, co_owners, distribution, originator, consented, handling, foreign_marking);

CREATE INDEX p_label__marked ON p_label (marking, sid) WHERE marking > 0;

CREATE INDEX stream__assigned ON stream (owner, id) WHERE part = 11;

CREATE INDEX p_visit_file__closed ON p_visit_file (closed_on, id) WHERE closed_on IS NOT NULL;

CREATE INDEX stream__owner ON stream (owner, root);
