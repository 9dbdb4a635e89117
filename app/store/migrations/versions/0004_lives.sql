ALTER TABLE p_file_note RENAME TO p_file_note_before;

CREATE TABLE p_file_note (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    file BLOB,
    moment TEXT,
    channel TEXT,
    with_whom TEXT,
    text TEXT,
    follow_up TEXT,
    follow_up_by TEXT,
    corrects BLOB,
    withheld TEXT,
    PRIMARY KEY (id)
);

INSERT INTO p_file_note (id, uid, sid, file, moment, channel, with_whom, text, follow_up, follow_up_by, withheld) SELECT id, uid, sid, file, moment, channel, with_whom, text, follow_up, follow_up_by, withheld FROM p_file_note_before;

DROP TABLE p_file_note_before;

CREATE INDEX p_file_note__file ON p_file_note (file);

CREATE INDEX p_file_note__uid ON p_file_note (uid);

ALTER TABLE p_involvement RENAME TO p_involvement_before;

CREATE TABLE p_involvement (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    file BLOB,
    person BLOB,
    role TEXT,
    from_on TEXT,
    to_on TEXT,
    remarks TEXT,
    accepted INTEGER,
    accepted_on TEXT,
    conduct_signed_on TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

INSERT INTO p_involvement (id, uid, sid, file, person, role, from_on, to_on, remarks, accepted, accepted_on, withheld) SELECT id, uid, sid, file, person, role, from_on, to_on, remarks, accepted, accepted_on, withheld FROM p_involvement_before;

DROP TABLE p_involvement_before;

CREATE INDEX p_involvement__file ON p_involvement (file);

CREATE INDEX p_involvement__person ON p_involvement (person);

CREATE INDEX p_involvement__uid ON p_involvement (uid);

ALTER TABLE p_threat_file RENAME TO p_threat_file_before;

CREATE TABLE p_threat_file (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    reference TEXT,
    title TEXT,
    origin TEXT,
    origin_detail TEXT,
    basis TEXT,
    employer_contact BLOB,
    file_officer BLOB,
    deputy BLOB,
    state TEXT,
    closed_on TEXT,
    closing_reason TEXT,
    state_decision BLOB,
    opened_on TEXT,
    substitute_approver TEXT,
    recused TEXT,
    legal_hold INTEGER,
    summary TEXT,
    conduct TEXT,
    stand_in BLOB,
    stand_in_from TEXT,
    stand_in_to TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

INSERT INTO p_threat_file (id, uid, sid, reference, title, origin, origin_detail, basis, employer_contact, file_officer, deputy, state, closed_on, closing_reason, state_decision, opened_on, substitute_approver, recused, legal_hold, summary, conduct, withheld) SELECT id, uid, sid, reference, title, origin, origin_detail, basis, employer_contact, file_officer, deputy, state, closed_on, closing_reason, state_decision, opened_on, substitute_approver, recused, legal_hold, summary, conduct, withheld FROM p_threat_file_before;

DROP TABLE p_threat_file_before;

CREATE INDEX p_threat_file__file_officer ON p_threat_file (file_officer);

CREATE INDEX p_threat_file__uid ON p_threat_file (uid);

CREATE INDEX p_threat_file__by_reference ON p_threat_file (reference COLLATE NOCASE, sid);

CREATE INDEX p_threat_file__by_title ON p_threat_file (title COLLATE NOCASE, sid);

CREATE INDEX p_threat_file__by_state ON p_threat_file (state, sid, uid);

CREATE INDEX p_threat_file__by_officer ON p_threat_file (file_officer, sid);

CREATE INDEX p_threat_file__by_opening ON p_threat_file (opened_on, sid);

CREATE INDEX p_threat_file__by_rest ON p_threat_file (closed_on, closing_reason, origin, basis, deputy, legal_hold, sid);

CREATE INDEX p_threat_file__recused ON p_threat_file (uid) WHERE recused IS NOT NULL;

ALTER TABLE p_visit_file RENAME TO p_visit_file_before;

CREATE TABLE p_visit_file (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    reference TEXT,
    title TEXT,
    visit_type TEXT,
    host TEXT,
    sending_state TEXT,
    sending_organisation BLOB,
    arrival TEXT,
    departure TEXT,
    state TEXT,
    closed_on TEXT,
    closing_reason TEXT,
    state_decision BLOB,
    opened_on TEXT,
    principal BLOB,
    file_officer BLOB,
    deputy BLOB,
    substitute_approver TEXT,
    recused TEXT,
    note_verbale TEXT,
    note_verbale_on TEXT,
    embassy_contact BLOB,
    summary TEXT,
    legal_hold INTEGER,
    stand_in BLOB,
    stand_in_from TEXT,
    stand_in_to TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

INSERT INTO p_visit_file (id, uid, sid, reference, title, visit_type, host, sending_state, sending_organisation, arrival, departure, state, closed_on, closing_reason, state_decision, opened_on, principal, file_officer, deputy, substitute_approver, recused, note_verbale, note_verbale_on, embassy_contact, summary, legal_hold, withheld) SELECT id, uid, sid, reference, title, visit_type, host, sending_state, sending_organisation, arrival, departure, state, closed_on, closing_reason, state_decision, opened_on, principal, file_officer, deputy, substitute_approver, recused, note_verbale, note_verbale_on, embassy_contact, summary, legal_hold, withheld FROM p_visit_file_before;

DROP TABLE p_visit_file_before;

CREATE INDEX p_visit_file__file_officer ON p_visit_file (file_officer);

CREATE INDEX p_visit_file__principal ON p_visit_file (principal);

CREATE INDEX p_visit_file__uid ON p_visit_file (uid);

CREATE INDEX p_visit_file__by_reference ON p_visit_file (reference COLLATE NOCASE, sid);

CREATE INDEX p_visit_file__by_title ON p_visit_file (title COLLATE NOCASE, sid);

CREATE INDEX p_visit_file__by_arrival ON p_visit_file (arrival, sid);

CREATE INDEX p_visit_file__by_state ON p_visit_file (state, sid);

CREATE INDEX p_visit_file__recused ON p_visit_file (uid) WHERE recused IS NOT NULL;
