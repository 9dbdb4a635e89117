ALTER TABLE p_proposal RENAME TO p_proposal_before;

CREATE TABLE p_proposal (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    reference TEXT,
    title TEXT,
    addressee TEXT,
    measures TEXT,
    submitted_on TEXT,
    submitted_by BLOB,
    asked TEXT,
    withdrawn_on TEXT,
    withdrawn_why TEXT,
    withdrawn_by BLOB,
    withheld TEXT,
    PRIMARY KEY (id)
);

INSERT INTO p_proposal (id, uid, sid, reference, title, addressee, measures, submitted_on, submitted_by, asked, withheld) SELECT id, uid, sid, reference, title, addressee, measures, submitted_on, submitted_by, asked, withheld FROM p_proposal_before;

DROP TABLE p_proposal_before;

CREATE INDEX p_proposal__uid ON p_proposal (uid);

ALTER TABLE p_execution_report RENAME TO p_execution_report_before;

CREATE TABLE p_execution_report (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    measure BLOB,
    from_on TEXT,
    to_on TEXT,
    planned INTEGER,
    done INTEGER,
    not_done INTEGER,
    incidents TEXT,
    by_whom TEXT,
    remarks TEXT,
    organisation BLOB,
    acknowledged BLOB,
    corrects BLOB,
    withheld TEXT,
    PRIMARY KEY (id)
);

INSERT INTO p_execution_report (id, uid, sid, measure, from_on, to_on, planned, done, not_done, incidents, by_whom, remarks, organisation, acknowledged, withheld) SELECT id, uid, sid, measure, from_on, to_on, planned, done, not_done, incidents, by_whom, remarks, organisation, acknowledged, withheld FROM p_execution_report_before;

DROP TABLE p_execution_report_before;

CREATE INDEX p_execution_report__measure ON p_execution_report (measure);

CREATE INDEX p_execution_report__organisation ON p_execution_report (organisation);

CREATE INDEX p_execution_report__uid ON p_execution_report (uid);

CREATE INDEX p_execution_report__corrects ON p_execution_report (corrects) WHERE corrects IS NOT NULL;

ALTER TABLE p_catalogue_item RENAME TO p_catalogue_item_before;

CREATE TABLE p_catalogue_item (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    list TEXT,
    code TEXT,
    names TEXT,
    "order" INTEGER,
    valid_from TEXT,
    valid_until TEXT,
    state TEXT,
    number INTEGER,
    unit TEXT,
    source TEXT,
    text TEXT,
    measure_type TEXT,
    character TEXT,
    visibility TEXT,
    frequency TEXT,
    review_days INTEGER,
    minister TEXT,
    how_often TEXT,
    timing TEXT,
    start_days INTEGER,
    runs_days INTEGER,
    equivalent INTEGER,
    offered_in TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

INSERT INTO p_catalogue_item (id, uid, sid, list, code, names, "order", valid_from, valid_until, state, number, unit, source, text, measure_type, character, visibility, frequency, review_days, minister, how_often, timing, start_days, runs_days, equivalent, withheld) SELECT id, uid, sid, list, code, names, "order", valid_from, valid_until, state, number, unit, source, text, measure_type, character, visibility, frequency, review_days, minister, how_often, timing, start_days, runs_days, equivalent, withheld FROM p_catalogue_item_before;

DROP TABLE p_catalogue_item_before;

CREATE INDEX p_catalogue_item__uid ON p_catalogue_item (uid);
