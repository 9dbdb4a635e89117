ALTER TABLE p_sealed_address RENAME TO p_sealed_address_before;

CREATE TABLE p_sealed_address (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    subject BLOB,
    use TEXT,
    street TEXT,
    number TEXT,
    box TEXT,
    postcode TEXT,
    municipality TEXT,
    country TEXT,
    latitude REAL,
    longitude REAL,
    access TEXT,
    zone BLOB,
    from_on TEXT,
    to_on TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

INSERT INTO p_sealed_address (id, uid, sid, subject, use, street, number, box, postcode, municipality, country, latitude, longitude, access, withheld) SELECT id, uid, sid, subject, use, street, number, box, postcode, municipality, country, latitude, longitude, access, withheld FROM p_sealed_address_before;

DROP TABLE p_sealed_address_before;

CREATE INDEX p_sealed_address__subject ON p_sealed_address (subject);

CREATE INDEX p_sealed_address__uid ON p_sealed_address (uid);
