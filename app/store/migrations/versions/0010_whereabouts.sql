CREATE TABLE p_told_presence (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    file BLOB,
    person BLOB,
    state TEXT,
    from_on TEXT,
    to_on TEXT,
    presence BLOB,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_told_presence__uid ON p_told_presence (uid);

CREATE INDEX p_told_presence__file ON p_told_presence (file);

CREATE INDEX p_told_presence__person ON p_told_presence (person);

CREATE INDEX p_threat_file__contact ON p_threat_file (employer_contact) WHERE employer_contact IS NOT NULL;

CREATE INDEX p_visit_file__contact ON p_visit_file (embassy_contact) WHERE embassy_contact IS NOT NULL;

CREATE INDEX p_threat_report__against ON p_threat_report (targets) WHERE targets IS NOT NULL;
