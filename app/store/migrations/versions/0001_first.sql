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

CREATE TABLE p_adoption (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    reason TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_adoption__uid ON p_adoption (uid);

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
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_analysis_request__file ON p_analysis_request (file);

CREATE INDEX p_analysis_request__uid ON p_analysis_request (uid);

CREATE TABLE p_attachment (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    subject BLOB,
    name TEXT,
    media_type TEXT,
    size INTEGER,
    content BLOB,
    description TEXT,
    taken TEXT,
    marking INTEGER,
    originator BLOB,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_attachment__subject ON p_attachment (subject);

CREATE INDEX p_attachment__uid ON p_attachment (uid);

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
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_catalogue_item__uid ON p_catalogue_item (uid);

CREATE TABLE p_concern_link (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    file BLOB,
    concern BLOB,
    report BLOB,
    remarks TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_concern_link__concern ON p_concern_link (concern);

CREATE INDEX p_concern_link__file ON p_concern_link (file);

CREATE INDEX p_concern_link__uid ON p_concern_link (uid);

CREATE TABLE p_convoy (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    file BLOB,
    name TEXT,
    vehicles TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_convoy__file ON p_convoy (file);

CREATE INDEX p_convoy__uid ON p_convoy (uid);

CREATE TABLE p_convoy_vehicle (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    convoy BLOB,
    vehicle BLOB,
    plate TEXT,
    role TEXT,
    driver TEXT,
    driver_phone TEXT,
    passengers TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_convoy_vehicle__convoy ON p_convoy_vehicle (convoy);

CREATE INDEX p_convoy_vehicle__uid ON p_convoy_vehicle (uid);

CREATE INDEX p_convoy_vehicle__vehicle ON p_convoy_vehicle (vehicle);

CREATE TABLE p_decision (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    subject BLOB,
    kind TEXT,
    reason TEXT,
    decider TEXT,
    capacity TEXT,
    channel TEXT,
    recorder BLOB,
    dated TEXT,
    reference TEXT,
    confirm_by TEXT,
    meeting BLOB,
    scan BLOB,
    answers BLOB,
    confirms BLOB,
    file BLOB,
    urgent_alone INTEGER,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_decision__confirms ON p_decision (confirms);

CREATE INDEX p_decision__file ON p_decision (file);

CREATE INDEX p_decision__subject ON p_decision (subject);

CREATE INDEX p_decision__uid ON p_decision (uid);

CREATE TABLE p_delegation_member (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    file BLOB,
    person BLOB,
    title TEXT,
    office TEXT,
    head INTEGER,
    role TEXT,
    position INTEGER,
    remarks TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_delegation_member__file ON p_delegation_member (file);

CREATE INDEX p_delegation_member__person ON p_delegation_member (person);

CREATE INDEX p_delegation_member__uid ON p_delegation_member (uid);

CREATE TABLE p_disclosure (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    document BLOB,
    act TEXT,
    subject BLOB,
    reason TEXT,
    officer BLOB,
    second BLOB,
    moment TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_disclosure__document ON p_disclosure (document);

CREATE INDEX p_disclosure__subject ON p_disclosure (subject);

CREATE INDEX p_disclosure__uid ON p_disclosure (uid);

CREATE TABLE p_document_copy (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    document BLOB,
    number INTEGER,
    recipient TEXT,
    organisation BLOB,
    language TEXT,
    page_hash BLOB,
    state TEXT,
    state_on TEXT,
    by_whom TEXT,
    before_whom TEXT,
    file_hash BLOB,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_document_copy__document ON p_document_copy (document);

CREATE INDEX p_document_copy__organisation ON p_document_copy (organisation);

CREATE INDEX p_document_copy__uid ON p_document_copy (uid);

CREATE TABLE p_document_data (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    document BLOB,
    data BLOB,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_document_data__document ON p_document_data (document);

CREATE INDEX p_document_data__uid ON p_document_data (uid);

CREATE TABLE p_email (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    person BLOB,
    address TEXT,
    use TEXT,
    remarks TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_email__person ON p_email (person);

CREATE INDEX p_email__uid ON p_email (uid);

CREATE TABLE p_erasure (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    stream TEXT,
    entity TEXT,
    "values" TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_erasure__uid ON p_erasure (uid);

CREATE TABLE p_event (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    reference TEXT,
    names TEXT,
    kind TEXT,
    place BLOB,
    starts TEXT,
    ends TEXT,
    visits TEXT,
    public_order TEXT,
    lessons TEXT,
    state TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_event__uid ON p_event (uid);

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
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_execution_report__measure ON p_execution_report (measure);

CREATE INDEX p_execution_report__organisation ON p_execution_report (organisation);

CREATE INDEX p_execution_report__uid ON p_execution_report (uid);

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
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_file_note__file ON p_file_note (file);

CREATE INDEX p_file_note__uid ON p_file_note (uid);

CREATE TABLE p_flight (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    file BLOB,
    direction TEXT,
    airport TEXT,
    scheduled TEXT,
    number TEXT,
    aircraft TEXT,
    registration TEXT,
    state_flight INTEGER,
    permit TEXT,
    permit_reference TEXT,
    permit_asked_on TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_flight__file ON p_flight (file);

CREATE INDEX p_flight__uid ON p_flight (uid);

CREATE TABLE p_home_address (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    person BLOB,
    use TEXT,
    street TEXT,
    number TEXT,
    box TEXT,
    postcode TEXT,
    municipality TEXT,
    country TEXT,
    latitude REAL,
    longitude REAL,
    zone BLOB,
    from_on TEXT,
    to_on TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_home_address__person ON p_home_address (person);

CREATE INDEX p_home_address__uid ON p_home_address (uid);

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
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_involvement__file ON p_involvement (file);

CREATE INDEX p_involvement__person ON p_involvement (person);

CREATE INDEX p_involvement__uid ON p_involvement (uid);

CREATE TABLE p_issued_document (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    number TEXT,
    file BLOB,
    kind TEXT,
    version INTEGER,
    language TEXT,
    subject BLOB,
    marking INTEGER,
    issued TEXT,
    officer BLOB,
    pages INTEGER,
    snapshot BLOB,
    page_hash BLOB,
    head BLOB,
    state TEXT,
    state_on TEXT,
    state_reason TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_issued_document__file ON p_issued_document (file);

CREATE INDEX p_issued_document__subject ON p_issued_document (subject);

CREATE INDEX p_issued_document__uid ON p_issued_document (uid);

CREATE TABLE p_label (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    marking INTEGER,
    compartments TEXT,
    co_owners TEXT,
    distribution TEXT,
    originator BLOB,
    consented TEXT,
    handling TEXT,
    foreign_marking TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_label__uid ON p_label (uid);

CREATE TABLE p_measure (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    state TEXT,
    decision BLOB,
    start TEXT,
    "end" TEXT,
    review TEXT,
    ratify_by TEXT,
    file BLOB,
    type TEXT,
    subject_kind TEXT,
    subject BLOB,
    instruction TEXT,
    frequency TEXT,
    character TEXT,
    visibility TEXT,
    timing TEXT,
    place BLOB,
    contact TEXT,
    contact_phone TEXT,
    basis TEXT,
    basis_analysis BLOB,
    executing TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_measure__file ON p_measure (file);

CREATE INDEX p_measure__subject ON p_measure (subject);

CREATE INDEX p_measure__uid ON p_measure (uid);

CREATE TABLE p_officer (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    login TEXT,
    name TEXT,
    organisation BLOB,
    roles TEXT,
    clearance INTEGER,
    clearance_until TEXT,
    compartments TEXT,
    stations TEXT,
    public_key BLOB,
    state TEXT,
    languages TEXT,
    phone TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_officer__organisation ON p_officer (organisation);

CREATE INDEX p_officer__uid ON p_officer (uid);

CREATE TABLE p_organisation (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    names TEXT,
    short_name TEXT,
    kind TEXT,
    code TEXT,
    parent BLOB,
    entry BLOB,
    place BLOB,
    country TEXT,
    languages TEXT,
    phone TEXT,
    remarks TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_organisation__entry ON p_organisation (entry);

CREATE INDEX p_organisation__uid ON p_organisation (uid);

CREATE TABLE p_organisation_contact (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    organisation BLOB,
    name TEXT,
    function TEXT,
    phone TEXT,
    round_the_clock INTEGER,
    email TEXT,
    languages TEXT,
    "order" INTEGER,
    remarks TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_organisation_contact__organisation ON p_organisation_contact (organisation);

CREATE INDEX p_organisation_contact__uid ON p_organisation_contact (uid);

CREATE TABLE p_organisation_entry (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    code TEXT,
    names TEXT,
    kind TEXT,
    state TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_organisation_entry__uid ON p_organisation_entry (uid);

CREATE TABLE p_person (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    family_name TEXT,
    given_names TEXT,
    native_name TEXT,
    aliases TEXT,
    sex TEXT,
    nationalities TEXT,
    function TEXT,
    category TEXT,
    employer BLOB,
    languages TEXT,
    honorific TEXT,
    photo BLOB,
    remarks TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_person__uid ON p_person (uid);

CREATE TABLE p_person_of_concern (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    family_name TEXT,
    given_names TEXT,
    native_name TEXT,
    aliases TEXT,
    birth_date TEXT,
    nationalities TEXT,
    national_number TEXT,
    description TEXT,
    vehicles TEXT,
    phones TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_person_of_concern__uid ON p_person_of_concern (uid);

CREATE TABLE p_person_private (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    person BLOB,
    national_number TEXT,
    birth_date TEXT,
    birth_place TEXT,
    birth_country TEXT,
    blood_group TEXT,
    marital_status TEXT,
    document_number TEXT,
    medical TEXT,
    code_word TEXT,
    duress_word TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_person_private__person ON p_person_private (person);

CREATE INDEX p_person_private__uid ON p_person_private (uid);

CREATE TABLE p_phone (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    person BLOB,
    number TEXT,
    use TEXT,
    "order" INTEGER,
    remarks TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_phone__person ON p_phone (person);

CREATE INDEX p_phone__uid ON p_phone (uid);

CREATE TABLE p_place (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    names TEXT,
    street TEXT,
    number TEXT,
    box TEXT,
    postcode TEXT,
    municipality TEXT,
    country TEXT,
    latitude REAL,
    longitude REAL,
    zone BLOB,
    kind TEXT,
    sensitivity TEXT,
    phone TEXT,
    remarks TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_place__uid ON p_place (uid);

CREATE TABLE p_presence (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    file BLOB,
    person BLOB,
    state TEXT,
    from_on TEXT,
    to_on TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_presence__file ON p_presence (file);

CREATE INDEX p_presence__person ON p_presence (person);

CREATE INDEX p_presence__uid ON p_presence (uid);

CREATE TABLE p_programme_item (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    file BLOB,
    starts TEXT,
    ends TEXT,
    activity TEXT,
    place BLOB,
    place_text TEXT,
    responsible TEXT,
    responsible_phone TEXT,
    participants TEXT,
    remarks TEXT,
    cancelled INTEGER,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_programme_item__file ON p_programme_item (file);

CREATE INDEX p_programme_item__uid ON p_programme_item (uid);

CREATE TABLE p_radio_request (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    file BLOB,
    frequencies TEXT,
    bandwidth TEXT,
    power TEXT,
    area TEXT,
    permit TEXT,
    permit_reference TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_radio_request__file ON p_radio_request (file);

CREATE INDEX p_radio_request__uid ON p_radio_request (uid);

CREATE TABLE p_relation (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    person BLOB,
    other BLOB,
    kind TEXT,
    remarks TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_relation__other ON p_relation (other);

CREATE INDEX p_relation__person ON p_relation (person);

CREATE INDEX p_relation__uid ON p_relation (uid);

CREATE TABLE p_same_person (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    one BLOB,
    other BLOB,
    state TEXT,
    reason TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_same_person__one ON p_same_person (one);

CREATE INDEX p_same_person__other ON p_same_person (other);

CREATE INDEX p_same_person__uid ON p_same_person (uid);

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
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_sealed_address__subject ON p_sealed_address (subject);

CREATE INDEX p_sealed_address__uid ON p_sealed_address (uid);

CREATE TABLE p_station (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    code TEXT,
    organisation BLOB,
    ceiling INTEGER,
    compartments TEXT,
    signing_key BLOB,
    recipient_key TEXT,
    state TEXT,
    cut_off INTEGER,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_station__organisation ON p_station (organisation);

CREATE INDEX p_station__uid ON p_station (uid);

CREATE TABLE p_stay (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    file BLOB,
    place BLOB,
    from_on TEXT,
    to_on TEXT,
    floor TEXT,
    rooms TEXT,
    safe_room TEXT,
    guests TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_stay__file ON p_stay (file);

CREATE INDEX p_stay__uid ON p_stay (uid);

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
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_threat_analysis__file ON p_threat_analysis (file);

CREATE INDEX p_threat_analysis__subject ON p_threat_analysis (subject);

CREATE INDEX p_threat_analysis__uid ON p_threat_analysis (uid);

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
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_threat_file__file_officer ON p_threat_file (file_officer);

CREATE INDEX p_threat_file__uid ON p_threat_file (uid);

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
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_threat_report__file ON p_threat_report (file);

CREATE INDEX p_threat_report__uid ON p_threat_report (uid);

CREATE TABLE p_transport (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    file BLOB,
    item BLOB,
    mode TEXT,
    departs TEXT,
    arrives TEXT,
    origin TEXT,
    destination TEXT,
    convoy BLOB,
    route TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_transport__convoy ON p_transport (convoy);

CREATE INDEX p_transport__file ON p_transport (file);

CREATE INDEX p_transport__item ON p_transport (item);

CREATE INDEX p_transport__uid ON p_transport (uid);

CREATE TABLE p_vehicle (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    plate TEXT,
    country TEXT,
    make TEXT,
    model TEXT,
    colour TEXT,
    role TEXT,
    armoured INTEGER,
    users TEXT,
    organisation BLOB,
    remarks TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_vehicle__organisation ON p_vehicle (organisation);

CREATE INDEX p_vehicle__uid ON p_vehicle (uid);

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
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_visit_file__file_officer ON p_visit_file (file_officer);

CREATE INDEX p_visit_file__principal ON p_visit_file (principal);

CREATE INDEX p_visit_file__uid ON p_visit_file (uid);

CREATE TABLE p_vouch (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    reason TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_vouch__uid ON p_vouch (uid);

CREATE TABLE p_weapon_permit (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    file BLOB,
    member BLOB,
    make TEXT,
    calibre TEXT,
    serial TEXT,
    permit TEXT,
    permit_reference TEXT,
    valid_from TEXT,
    valid_until TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_weapon_permit__file ON p_weapon_permit (file);

CREATE INDEX p_weapon_permit__member ON p_weapon_permit (member);

CREATE INDEX p_weapon_permit__uid ON p_weapon_permit (uid);

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
    CONSTRAINT entity_uid UNIQUE (uid, sid, kind),
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
    arrived INTEGER NOT NULL,
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

CREATE TABLE find_doc (
        entity INTEGER PRIMARY KEY, kind INTEGER NOT NULL, title TEXT NOT NULL, texts TEXT NOT NULL,
        keys TEXT NOT NULL);

CREATE TABLE find_word (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, uses INTEGER NOT NULL);

CREATE TABLE find_variant (
        hash INTEGER NOT NULL, word INTEGER NOT NULL, PRIMARY KEY (hash, word)) WITHOUT ROWID;

CREATE TABLE find_place (
        word INTEGER NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (word, entity)) WITHOUT ROWID;

CREATE TABLE find_key (
        key TEXT NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (key, entity)) WITHOUT ROWID;

CREATE VIRTUAL TABLE find_gram USING fts5(
        word, tokenize='trigram', content='', contentless_delete=1, detail='none');

CREATE TABLE find_queue (entity INTEGER PRIMARY KEY);

