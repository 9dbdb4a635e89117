CREATE TABLE access_log (
    no INTEGER NOT NULL,
    prev BLOB NOT NULL,
    hash BLOB NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (no)
);

CREATE TABLE blob (
    bid INTEGER NOT NULL,
    hash BLOB NOT NULL,
    size INTEGER NOT NULL,
    complete INTEGER NOT NULL,
    PRIMARY KEY (bid),
    UNIQUE (hash)
);

CREATE TABLE cell (
    entity INTEGER NOT NULL,
    field INTEGER NOT NULL,
    eid INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    PRIMARY KEY (entity, field)
)
 WITHOUT ROWID;

CREATE TABLE "conflict" (
    entity INTEGER NOT NULL,
    field INTEGER NOT NULL,
    PRIMARY KEY (entity, field)
)
 WITHOUT ROWID;

CREATE TABLE counter (
    name TEXT NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE draft (
    id BLOB NOT NULL,
    officer BLOB NOT NULL,
    base BLOB NOT NULL,
    body BLOB NOT NULL,
    moment INTEGER NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE erasure (
    scope BLOB NOT NULL,
    kind TEXT NOT NULL,
    eid INTEGER NOT NULL,
    PRIMARY KEY (scope)
);

CREATE TABLE finding (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject BLOB NOT NULL,
    eid INTEGER,
    detail TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT finding_once UNIQUE (kind, subject, eid)
);

CREATE TABLE meta (
    name TEXT NOT NULL,
    value BLOB,
    PRIMARY KEY (name)
);

CREATE TABLE missing (
    hash BLOB NOT NULL,
    needs BLOB NOT NULL,
    PRIMARY KEY (hash, needs)
)
 WITHOUT ROWID;

CREATE INDEX missing_needs ON missing (needs);

CREATE TABLE peer (
    pid INTEGER NOT NULL,
    station BLOB NOT NULL,
    replica BLOB,
    acked INTEGER NOT NULL,
    in_counter INTEGER NOT NULL,
    out_counter INTEGER NOT NULL,
    in_upto INTEGER NOT NULL,
    PRIMARY KEY (pid),
    UNIQUE (station)
);

CREATE TABLE quarantine (
    hash BLOB NOT NULL,
    why TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (hash)
);

CREATE TABLE replica (
    rid INTEGER NOT NULL,
    id BLOB NOT NULL,
    station BLOB NOT NULL,
    pubkey BLOB NOT NULL,
    cert BLOB NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (rid),
    UNIQUE (id)
);

CREATE TABLE rival (
    entity INTEGER NOT NULL,
    field INTEGER NOT NULL,
    eid INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    PRIMARY KEY (entity, field, eid, idx)
)
 WITHOUT ROWID;

CREATE TABLE secret (
    name TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE stream (
    sid INTEGER NOT NULL,
    id BLOB NOT NULL,
    root BLOB NOT NULL,
    part INTEGER NOT NULL,
    owner BLOB NOT NULL,
    PRIMARY KEY (sid),
    UNIQUE (id)
);

CREATE INDEX stream_root ON stream (root);

CREATE TABLE waiting (
    hash BLOB NOT NULL,
    stream BLOB NOT NULL,
    skeleton BLOB NOT NULL,
    openings BLOB NOT NULL,
    source INTEGER,
    PRIMARY KEY (hash)
)
 WITHOUT ROWID;

CREATE TABLE blob_ref (
    bid INTEGER NOT NULL,
    eid INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    PRIMARY KEY (bid, eid, idx),
    FOREIGN KEY(bid) REFERENCES blob (bid)
)
 WITHOUT ROWID;

CREATE TABLE bundle (
    id BLOB NOT NULL,
    pid INTEGER NOT NULL,
    dir TEXT NOT NULL,
    counter INTEGER NOT NULL,
    from_eid INTEGER NOT NULL,
    to_eid INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    moment INTEGER NOT NULL,
    officer BLOB NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(pid) REFERENCES peer (pid)
);

CREATE TABLE chunk (
    bid INTEGER NOT NULL,
    n INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (bid, n),
    FOREIGN KEY(bid) REFERENCES blob (bid)
);

CREATE TABLE entity (
    id INTEGER NOT NULL,
    sid INTEGER NOT NULL,
    uid BLOB NOT NULL,
    kind INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT entity_uid UNIQUE (uid, sid),
    FOREIGN KEY(sid) REFERENCES stream (sid)
);

CREATE INDEX entity_stream ON entity (sid);

CREATE TABLE grant_ (
    pid INTEGER NOT NULL,
    eid INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    bid BLOB NOT NULL,
    PRIMARY KEY (pid, eid, idx),
    FOREIGN KEY(pid) REFERENCES peer (pid)
)
 WITHOUT ROWID;

CREATE TABLE save (
    vid INTEGER NOT NULL,
    rid INTEGER NOT NULL,
    no INTEGER NOT NULL,
    hash BLOB NOT NULL,
    officer BLOB NOT NULL,
    moment INTEGER NOT NULL,
    arrived INTEGER NOT NULL,
    body BLOB NOT NULL,
    sig BLOB NOT NULL,
    cosigs BLOB NOT NULL,
    PRIMARY KEY (vid),
    FOREIGN KEY(rid) REFERENCES replica (rid),
    UNIQUE (hash)
);

CREATE INDEX save_number ON save (rid, no);

CREATE TABLE share (
    pid INTEGER NOT NULL,
    sid INTEGER NOT NULL,
    from_eid INTEGER NOT NULL,
    acked INTEGER NOT NULL,
    PRIMARY KEY (pid, sid),
    FOREIGN KEY(pid) REFERENCES peer (pid),
    FOREIGN KEY(sid) REFERENCES stream (sid)
)
 WITHOUT ROWID;

CREATE TABLE entry (
    eid INTEGER NOT NULL,
    sid INTEGER NOT NULL,
    vid INTEGER NOT NULL,
    hash BLOB NOT NULL,
    depth INTEGER NOT NULL,
    skeleton BLOB NOT NULL,
    openings BLOB NOT NULL,
    source INTEGER,
    label INTEGER NOT NULL,
    void TEXT,
    PRIMARY KEY (eid),
    FOREIGN KEY(sid) REFERENCES stream (sid),
    FOREIGN KEY(vid) REFERENCES save (vid),
    UNIQUE (hash)
);

CREATE INDEX entry_save ON entry (vid);

CREATE INDEX entry_stream ON entry (sid, eid);

CREATE TABLE parent (
    eid INTEGER NOT NULL,
    parent INTEGER NOT NULL,
    PRIMARY KEY (eid, parent),
    FOREIGN KEY(eid) REFERENCES entry (eid),
    FOREIGN KEY(parent) REFERENCES entry (eid)
)
 WITHOUT ROWID;

CREATE TABLE tip (
    sid INTEGER NOT NULL,
    eid INTEGER NOT NULL,
    PRIMARY KEY (sid, eid),
    FOREIGN KEY(sid) REFERENCES stream (sid),
    FOREIGN KEY(eid) REFERENCES entry (eid)
)
 WITHOUT ROWID;

