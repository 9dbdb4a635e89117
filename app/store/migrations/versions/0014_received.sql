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
    withheld TEXT,
    PRIMARY KEY (id)
);

INSERT INTO p_catalogue_item (id, uid, sid, list, code, names, "order", valid_from, valid_until, state, number, unit, source, text, measure_type, character, visibility, frequency, review_days, withheld) SELECT id, uid, sid, list, code, names, "order", valid_from, valid_until, state, number, unit, source, text, measure_type, character, visibility, frequency, review_days, withheld FROM p_catalogue_item_before;

DROP TABLE p_catalogue_item_before;

CREATE INDEX p_catalogue_item__uid ON p_catalogue_item (uid);

ALTER TABLE p_threat_report RENAME TO p_threat_report_before;

CREATE TABLE p_threat_report (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    file BLOB,
    moment TEXT,
    place BLOB,
    place_text TEXT,
    form TEXT,
    description TEXT,
    targets TEXT,
    channel TEXT,
    information_grade INTEGER,
    police_report TEXT,
    prosecutor TEXT,
    marking INTEGER,
    originator BLOB,
    corrects BLOB,
    source TEXT,
    source_grade TEXT,
    received_as TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

INSERT INTO p_threat_report (id, uid, sid, file, moment, place, place_text, form, description, targets, channel, information_grade, police_report, prosecutor, marking, originator, corrects, source, source_grade, withheld) SELECT id, uid, sid, file, moment, place, place_text, form, description, targets, channel, information_grade, police_report, prosecutor, marking, originator, corrects, source, source_grade, withheld FROM p_threat_report_before;

DROP TABLE p_threat_report_before;

CREATE INDEX p_threat_report__file ON p_threat_report (file);

CREATE INDEX p_threat_report__uid ON p_threat_report (uid);

CREATE INDEX p_threat_report__against ON p_threat_report (targets) WHERE targets IS NOT NULL;

ALTER TABLE p_threat_analysis RENAME TO p_threat_analysis_before;

CREATE TABLE p_threat_analysis (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    file BLOB,
    subject_kind TEXT,
    subject BLOB,
    service BLOB,
    kind TEXT,
    reference TEXT,
    dated TEXT,
    level INTEGER,
    text TEXT,
    valid_until TEXT,
    replaces BLOB,
    marking INTEGER,
    originator BLOB,
    received_as TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

INSERT INTO p_threat_analysis (id, uid, sid, file, subject_kind, subject, service, kind, reference, dated, level, text, valid_until, replaces, marking, originator, withheld) SELECT id, uid, sid, file, subject_kind, subject, service, kind, reference, dated, level, text, valid_until, replaces, marking, originator, withheld FROM p_threat_analysis_before;

DROP TABLE p_threat_analysis_before;

CREATE INDEX p_threat_analysis__file ON p_threat_analysis (file);

CREATE INDEX p_threat_analysis__subject ON p_threat_analysis (subject);

CREATE INDEX p_threat_analysis__uid ON p_threat_analysis (uid);

CREATE INDEX p_threat_analysis__file_valid ON p_threat_analysis (file, valid_until);
