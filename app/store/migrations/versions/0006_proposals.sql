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
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_proposal__uid ON p_proposal (uid);

CREATE TABLE p_proposal_reasons (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    proposal BLOB,
    file BLOB,
    necessity TEXT,
    proportionality TEXT,
    alternatives TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_proposal_reasons__file ON p_proposal_reasons (file);

CREATE INDEX p_proposal_reasons__proposal ON p_proposal_reasons (proposal);

CREATE INDEX p_proposal_reasons__uid ON p_proposal_reasons (uid);
