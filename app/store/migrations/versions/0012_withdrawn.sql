ALTER TABLE p_analysis_request RENAME TO p_analysis_request_before;

CREATE TABLE p_analysis_request (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    file BLOB,
    service BLOB,
    question TEXT,
    asked_on TEXT,
    wanted_by TEXT,
    reference TEXT,
    answer BLOB,
    withdrawn_on TEXT,
    withdrawn_why TEXT,
    withdrawn_by BLOB,
    withheld TEXT,
    PRIMARY KEY (id)
);

INSERT INTO p_analysis_request (id, uid, sid, file, service, question, asked_on, wanted_by, reference, answer, withheld) SELECT id, uid, sid, file, service, question, asked_on, wanted_by, reference, answer, withheld FROM p_analysis_request_before;

DROP TABLE p_analysis_request_before;

CREATE INDEX p_analysis_request__file ON p_analysis_request (file);

CREATE INDEX p_analysis_request__uid ON p_analysis_request (uid);

CREATE INDEX p_analysis_request__owed ON p_analysis_request (wanted_by) WHERE answer IS NULL AND withdrawn_on IS NULL;

ALTER TABLE p_relation RENAME TO p_relation_before;

CREATE TABLE p_relation (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    person BLOB,
    other BLOB,
    kind TEXT,
    remarks TEXT,
    from_on TEXT,
    to_on TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

INSERT INTO p_relation (id, uid, sid, person, other, kind, remarks, withheld) SELECT id, uid, sid, person, other, kind, remarks, withheld FROM p_relation_before;

DROP TABLE p_relation_before;

CREATE INDEX p_relation__other ON p_relation (other);

CREATE INDEX p_relation__person ON p_relation (person);

CREATE INDEX p_relation__uid ON p_relation (uid);
