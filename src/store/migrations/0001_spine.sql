-- Version 1: the log, the records of the caseload, and what is worked out from them.

CREATE TABLE operation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    via TEXT NOT NULL,
    verb TEXT NOT NULL,
    subject TEXT,
    subject_id INTEGER,
    undoes INTEGER REFERENCES operation(id),
    reason TEXT,
    hash TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX operation_of_actor ON operation(actor, id);
CREATE INDEX operation_of_subject ON operation(subject, subject_id, id);

CREATE TABLE row_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    schema INTEGER NOT NULL,
    entity TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    before TEXT,
    after TEXT,
    salt TEXT,
    digest TEXT
) STRICT;

CREATE INDEX row_change_of_operation ON row_change(operation_id, id);
CREATE INDEX row_change_of_row ON row_change(entity, row_id, id);

-- Set only inside a write transaction; the triggers read it, so nothing can be written outside an operation.
CREATE TABLE current_operation (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id INTEGER NOT NULL
) STRICT;

-- Which operations are undone now, and by which.
CREATE TABLE undone (
    operation_id INTEGER PRIMARY KEY REFERENCES operation(id),
    by_id INTEGER NOT NULL REFERENCES operation(id)
) STRICT;

-- Who looked at whose record.
CREATE TABLE view (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    person_id INTEGER NOT NULL,
    reason TEXT
) STRICT;

CREATE INDEX view_of_person ON view(person_id, id);

CREATE TABLE worker (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('link_worker', 'volunteer', 'supervisor', 'development_worker',
        'read_only')),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    given TEXT,
    family TEXT,
    preferred TEXT,
    date_of_birth TEXT CHECK (date_of_birth GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    nhs_number TEXT CHECK (length(nhs_number) = 10),
    phone TEXT,
    mobile TEXT,
    postcode TEXT,
    safe_contact TEXT,
    address TEXT,
    work_phone TEXT,
    email TEXT,
    title TEXT,
    pronouns TEXT,
    gender TEXT,
    language TEXT,
    access_needs TEXT,
    interests TEXT,
    needs TEXT,
    about TEXT,
    gp_practice TEXT,
    gp_practice_code TEXT,
    gp_name TEXT,
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE consent (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person(id),
    purpose TEXT NOT NULL CHECK (purpose IN ('hold_record', 'share_gp', 'share_groups', 'contact_phone',
        'contact_text', 'contact_email', 'contact_letter', 'exchanges')),
    answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'not_asked', 'withdrawn')),
    answered_on TEXT NOT NULL CHECK (answered_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    how TEXT,
    reason TEXT,
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE referral (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    person_id INTEGER NOT NULL REFERENCES person(id),
    received TEXT NOT NULL CHECK (received GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    source TEXT NOT NULL CHECK (source IN ('gp', 'practice_nurse', 'other_primary_care', 'pharmacy', 'mdt',
        'hospital_discharge', 'ahp', 'mental_health_team', 'social_care', 'housing_association', 'job_centre',
        'police', 'fire_service', 'ambulance', 'school_college', 'council', 'vcse', 'faith_group',
        'family_friend_neighbour', 'self', 'outreach_met', 'reopened')),
    reason TEXT,
    own_words TEXT,
    urgency TEXT CHECK (urgency IN ('routine', 'soon', 'urgent')),
    referrer_name TEXT,
    referrer_role TEXT,
    referrer_organisation TEXT,
    referrer_contact TEXT,
    method TEXT CHECK (method IN ('in_person', 'phone', 'secure_message', 'secure_email', 'letter',
        'e_referral', 'self_referral', 'import', 'walk_in')),
    hopes TEXT,
    note TEXT,
    worker_id INTEGER REFERENCES worker(id),
    state TEXT NOT NULL CHECK (state IN ('received', 'offered', 'accepted', 'declined', 'unable_to_contact',
        'inappropriate', 'redirected', 'withdrawn', 'closed')),
    state_reason TEXT,
    contact_by TEXT CHECK (contact_by GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    closed_on TEXT CHECK (closed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    list TEXT,
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE contact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    person_id INTEGER NOT NULL REFERENCES person(id),
    method TEXT NOT NULL CHECK (method IN ('phone', 'face_to_face', 'home_visit', 'video', 'text', 'email',
        'letter', 'group', 'accompanied_visit')),
    happened_on TEXT NOT NULL CHECK (happened_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    happened_at TEXT CHECK (happened_at GLOB '[0-2][0-9]:[0-5][0-9]'),
    outcome TEXT NOT NULL CHECK (outcome IN ('spoke', 'left_message', 'no_answer', 'did_not_attend',
        'cancelled_by_person', 'cancelled_by_us')),
    minutes INTEGER,
    note TEXT,
    place TEXT,
    who_else TEXT,
    worker_id INTEGER REFERENCES worker(id),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER REFERENCES person(id),
    asset_id INTEGER REFERENCES asset(id),
    written_on TEXT NOT NULL CHECK (written_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    text TEXT NOT NULL,
    worker_id INTEGER REFERENCES worker(id),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE follow_up (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    person_id INTEGER REFERENCES person(id),
    referral_id INTEGER REFERENCES referral(id),
    asset_id INTEGER REFERENCES asset(id),
    connection_id INTEGER REFERENCES connection(id),
    due_on TEXT NOT NULL CHECK (due_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    due_at TEXT CHECK (due_at GLOB '[0-2][0-9]:[0-5][0-9]'),
    what TEXT NOT NULL,
    recurrence TEXT,
    worker_id INTEGER REFERENCES worker(id),
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'cancelled')),
    done_on TEXT CHECK (done_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    cleared_by INTEGER REFERENCES contact(id),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE asset (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('association', 'individual_resident', 'institution', 'place_physical',
        'economic_exchange', 'story_culture')),
    description TEXT,
    interests TEXT,
    needs TEXT,
    schedule TEXT,
    cost TEXT,
    phone TEXT,
    postcode TEXT,
    place TEXT,
    address TEXT,
    access TEXT,
    attending TEXT,
    run_by TEXT,
    run_by_person_id INTEGER REFERENCES person(id),
    sector TEXT CHECK (sector IN ('resident_led', 'unincorporated_group', 'charity', 'cic_social_enterprise',
        'faith', 'business', 'council', 'nhs', 'other_public')),
    email TEXT,
    website TEXT,
    languages TEXT,
    gifts_welcomed TEXT,
    capacity TEXT CHECK (capacity IN ('space', 'few_places', 'waiting_list', 'full', 'needs_assessment',
        'paused', 'unknown')),
    funding TEXT CHECK (funding IN ('none_needed', 'self_sustaining', 'grant', 'contract', 'mixed', 'at_risk',
        'ended', 'unknown')),
    funder TEXT,
    funding_until TEXT CHECK (funding_until GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    status TEXT NOT NULL CHECK (status IN ('active', 'inactive', 'defunct', 'temporarily_closed', 'planned')),
    checked_on TEXT CHECK (checked_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    checked_how TEXT CHECK (checked_how IN ('visited', 'phoned', 'emailed', 'website', 'told_by_person',
        'told_by_group', 'imported')),
    do_not_list INTEGER CHECK (do_not_list IN (0, 1)),
    note TEXT,
    legal_form TEXT,
    ages TEXT,
    latitude INTEGER,
    longitude INTEGER,
    capacity_on TEXT CHECK (capacity_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    checked_by INTEGER REFERENCES worker(id),
    list TEXT,
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE connection (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    person_id INTEGER NOT NULL REFERENCES person(id),
    asset_id INTEGER NOT NULL REFERENCES asset(id),
    kind TEXT NOT NULL CHECK (kind IN ('signpost', 'introduction', 'warm_introduction', 'referral',
        'accompanied', 'peer_invitation', 'self_made')),
    state TEXT NOT NULL CHECK (state IN ('suggested', 'agreed', 'made', 'replied', 'accepted', 'waiting',
        'started', 'attending', 'belongs', 'contributes', 'did_not_start', 'stopped', 'declined', 'asset_closed')),
    said_yes INTEGER CHECK (said_yes IN (0, 1)),
    made_on TEXT NOT NULL CHECK (made_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    note TEXT,
    reason_ended TEXT,
    attended INTEGER,
    last_attended TEXT CHECK (last_attended GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    introduced_by INTEGER REFERENCES person(id),
    worker_id INTEGER REFERENCES worker(id),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE asked (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person(id),
    asked_on TEXT NOT NULL CHECK (asked_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    answer TEXT NOT NULL CHECK (answer IN ('offered', 'not_now', 'no', 'unsure')),
    note TEXT,
    worker_id INTEGER REFERENCES worker(id),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE offer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    person_id INTEGER REFERENCES person(id),
    asset_id INTEGER REFERENCES asset(id),
    what TEXT NOT NULL,
    gift_kind TEXT NOT NULL CHECK (gift_kind IN ('hand', 'head', 'heart', 'connection')),
    interests TEXT,
    when_where TEXT,
    introduce INTEGER CHECK (introduce IN (0, 1)),
    offered_on TEXT NOT NULL CHECK (offered_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    state TEXT NOT NULL CHECK (state IN ('open', 'met', 'withdrawn')),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE ask (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    person_id INTEGER REFERENCES person(id),
    asset_id INTEGER REFERENCES asset(id),
    what TEXT NOT NULL,
    interests TEXT,
    when_where TEXT,
    introduce INTEGER CHECK (introduce IN (0, 1)),
    asked_on TEXT NOT NULL CHECK (asked_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    state TEXT NOT NULL CHECK (state IN ('open', 'met', 'withdrawn')),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE exchange (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    giver_person_id INTEGER REFERENCES person(id),
    giver_asset_id INTEGER REFERENCES asset(id),
    receiver_person_id INTEGER REFERENCES person(id),
    receiver_asset_id INTEGER REFERENCES asset(id),
    what TEXT NOT NULL,
    gift_kind TEXT NOT NULL CHECK (gift_kind IN ('hand', 'head', 'heart', 'connection')),
    happened_on TEXT NOT NULL CHECK (happened_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    minutes INTEGER,
    meant TEXT,
    offer_id INTEGER REFERENCES offer(id),
    ask_id INTEGER REFERENCES ask(id),
    thanked INTEGER CHECK (thanked IN (0, 1)),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE rung (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person(id),
    asset_id INTEGER REFERENCES asset(id),
    rung TEXT NOT NULL CHECK (rung IN ('newcomer', 'recipient', 'participant', 'contributor', 'leader',
        'connector')),
    since TEXT NOT NULL CHECK (since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    evidence TEXT,
    agreed INTEGER CHECK (agreed IN (0, 1)),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE identity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    source TEXT NOT NULL,
    external_id TEXT NOT NULL,
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE UNIQUE INDEX worker_login ON worker(login);
CREATE INDEX person_name ON person(family, given, id);
CREATE INDEX person_nhs_number ON person(nhs_number) WHERE nhs_number IS NOT NULL;
CREATE INDEX person_birth ON person(date_of_birth) WHERE date_of_birth IS NOT NULL;
CREATE INDEX consent_of_person ON consent(person_id, purpose, id);
CREATE INDEX referral_of_person ON referral(person_id, received, id);
CREATE INDEX referral_newest ON referral(received, id, person_id) WHERE put_away_on IS NULL;
CREATE INDEX referral_of_source ON referral(source, received, id, person_id) WHERE put_away_on IS NULL;
CREATE INDEX referral_of_list ON referral(list, received) WHERE list IS NOT NULL;
CREATE INDEX contact_of_person ON contact(person_id, happened_on, id);
CREATE INDEX contact_on_day ON contact(happened_on, worker_id, id) WHERE put_away_on IS NULL;
CREATE INDEX note_of_person ON note(person_id, written_on, id) WHERE person_id IS NOT NULL;
CREATE INDEX note_of_asset ON note(asset_id, written_on, id) WHERE asset_id IS NOT NULL;
CREATE INDEX follow_up_open ON follow_up(worker_id, due_on, due_at, id) WHERE state = 'open' AND put_away_on IS NULL;
CREATE INDEX follow_up_due ON follow_up(due_on, due_at, id) WHERE state = 'open' AND put_away_on IS NULL;
CREATE INDEX follow_up_of_person ON follow_up(person_id, due_on, id) WHERE person_id IS NOT NULL;
CREATE INDEX follow_up_of_asset ON follow_up(asset_id, due_on, id) WHERE asset_id IS NOT NULL;
CREATE INDEX asset_name ON asset(name, id, put_away_on, status, checked_on);
CREATE INDEX asset_checked ON asset(coalesce(checked_on, ''), id) WHERE status IN ('active', 'planned') AND put_away_on IS NULL;
CREATE INDEX asset_of_kind ON asset(kind, id);
CREATE INDEX asset_funding ON asset(funding_until, id)
    WHERE funding_until IS NOT NULL AND status IN ('active', 'planned') AND put_away_on IS NULL;
CREATE INDEX connection_of_person ON connection(person_id, made_on, id);
CREATE INDEX connection_of_asset ON connection(asset_id, made_on, id);
CREATE INDEX connection_newest ON connection(made_on, id) WHERE put_away_on IS NULL;
CREATE INDEX connection_of_state ON connection(state, made_on, id, asset_id) WHERE put_away_on IS NULL;
CREATE INDEX connection_going_on ON connection(asset_id) WHERE put_away_on IS NULL
    AND state IN ('made', 'replied', 'accepted', 'waiting', 'started', 'attending', 'belongs', 'contributes');
CREATE INDEX connection_introduced_by ON connection(introduced_by) WHERE introduced_by IS NOT NULL;
CREATE INDEX asked_of_person ON asked(person_id, asked_on, id);
CREATE INDEX offer_of_person ON offer(person_id, offered_on, id) WHERE person_id IS NOT NULL;
CREATE INDEX offer_open ON offer(offered_on, id) WHERE state = 'open' AND put_away_on IS NULL;
CREATE INDEX ask_of_person ON ask(person_id, asked_on, id) WHERE person_id IS NOT NULL;
CREATE INDEX ask_open ON ask(asked_on, id) WHERE state = 'open' AND put_away_on IS NULL;
CREATE INDEX exchange_of_giver ON exchange(giver_person_id, happened_on, id) WHERE giver_person_id IS NOT NULL;
CREATE INDEX exchange_of_receiver ON exchange(receiver_person_id, happened_on, id) WHERE receiver_person_id IS NOT NULL;
CREATE INDEX exchange_on_day ON exchange(happened_on, id) WHERE put_away_on IS NULL;
CREATE INDEX rung_of_person ON rung(person_id, since, id);
CREATE INDEX asset_run_by ON asset(run_by_person_id) WHERE run_by_person_id IS NOT NULL;
CREATE UNIQUE INDEX identity_of_source ON identity(kind, source, external_id);
CREATE INDEX identity_of_record ON identity(kind, record_id);

-- Where each person stands, worked out after every operation from the records above; `kith check` compares.
CREATE TABLE standing (
    person_id INTEGER PRIMARY KEY,
    worker_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'trying', 'active', 'closed', 'known', 'put_away')),
    in_work INTEGER NOT NULL CHECK (in_work IN (0, 1)),
    due_on TEXT NOT NULL,
    due_at TEXT NOT NULL,
    next_what TEXT NOT NULL,
    next_follow_up_id INTEGER,
    waiting_since TEXT,
    contact_by TEXT,
    last_contact_on TEXT,
    last_outcome TEXT,
    tries INTEGER NOT NULL,
    sort_name TEXT NOT NULL,
    asked INTEGER NOT NULL DEFAULT 0,
    offered INTEGER NOT NULL DEFAULT 0,
    gave INTEGER NOT NULL DEFAULT 0,
    received INTEGER NOT NULL DEFAULT 0,
    rung TEXT NOT NULL DEFAULT 'newcomer'
) STRICT;

CREATE INDEX standing_due ON standing(due_on, due_at, person_id) WHERE in_work = 1;
CREATE INDEX standing_due_of_worker ON standing(worker_id, due_on, due_at, person_id) WHERE in_work = 1;
CREATE INDEX standing_name ON standing(sort_name, person_id) WHERE in_work = 1;
CREATE INDEX standing_all_names ON standing(sort_name, person_id, state, worker_id, gave, received);
CREATE INDEX standing_waiting ON standing(waiting_since, person_id) WHERE waiting_since IS NOT NULL;
CREATE INDEX standing_state_due ON standing(state, due_on, due_at, person_id, worker_id);
CREATE INDEX standing_state ON standing(state, sort_name, person_id, worker_id);
CREATE INDEX standing_rung_of_all ON standing(rung, sort_name, person_id, state, worker_id);

-- How many people stand alike, and how many records of a kind are alike, so that figures need not be counted; worked out
-- likewise. Worker -1 is everyone's.
CREATE TABLE standing_tally (
    worker_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    rung TEXT NOT NULL,
    in_work INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    offered INTEGER NOT NULL,
    gave INTEGER NOT NULL,
    received INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (worker_id, state, rung, in_work, asked, offered, gave, received)
) STRICT, WITHOUT ROWID;

CREATE INDEX standing_tally_of_none ON standing_tally(n) WHERE n = 0;

CREATE TABLE tally (
    of TEXT NOT NULL,
    worker_id INTEGER NOT NULL,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (of, worker_id, code, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX tally_of_none ON tally(n) WHERE n = 0;

-- On which rung a person stands in which group, with the reason; worked out likewise.
CREATE TABLE standing_rung (
    person_id INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    asset_id INTEGER NOT NULL,
    rung TEXT NOT NULL,
    since TEXT,
    because TEXT NOT NULL,
    PRIMARY KEY (person_id, asset_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX standing_rung_of_asset ON standing_rung(asset_id, rung);

-- Folded words of people, assets and notes; and the words of names with one letter left out, for one typing slip.
CREATE VIRTUAL TABLE person_word USING fts5(names, numbers, content='', contentless_delete=1, prefix='1 2 3', tokenize='ascii');
CREATE VIRTUAL TABLE asset_word USING fts5(name, more, content='', contentless_delete=1, prefix='1 2 3', tokenize='ascii');
CREATE VIRTUAL TABLE contact_word USING fts5(note, content='', contentless_delete=1, prefix='2 3', tokenize='ascii');
CREATE VIRTUAL TABLE note_word USING fts5(note, content='', contentless_delete=1, prefix='2 3', tokenize='ascii');

CREATE TABLE near_word (
    kind TEXT NOT NULL,
    word TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    PRIMARY KEY (kind, word, record_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX near_word_of_record ON near_word(kind, record_id);

INSERT INTO person_word(person_word, rank) VALUES ('secure-delete', 1);
INSERT INTO asset_word(asset_word, rank) VALUES ('secure-delete', 1);
INSERT INTO contact_word(contact_word, rank) VALUES ('secure-delete', 1);
INSERT INTO note_word(note_word, rank) VALUES ('secure-delete', 1);
