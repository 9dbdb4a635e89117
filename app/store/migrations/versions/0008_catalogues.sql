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
    withheld TEXT,
    PRIMARY KEY (id)
);

INSERT INTO p_catalogue_item (id, uid, sid, list, code, names, "order", valid_from, valid_until, withheld) SELECT id, uid, sid, list, code, names, "order", valid_from, valid_until, withheld FROM p_catalogue_item_before;

DROP TABLE p_catalogue_item_before;

CREATE INDEX p_catalogue_item__uid ON p_catalogue_item (uid);
