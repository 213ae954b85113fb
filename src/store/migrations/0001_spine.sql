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
CREATE INDEX operation_of_subject ON operation(subject, subject_id, id) WHERE subject_id IS NOT NULL;

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
    safe_phone TEXT CHECK (safe_phone IN ('safe', 'ask', 'unsafe')),
    safe_voicemail TEXT CHECK (safe_voicemail IN ('safe', 'ask', 'unsafe')),
    safe_text TEXT CHECK (safe_text IN ('safe', 'ask', 'unsafe')),
    safe_email TEXT CHECK (safe_email IN ('safe', 'ask', 'unsafe')),
    safe_letter TEXT CHECK (safe_letter IN ('safe', 'ask', 'unsafe')),
    safe_visit TEXT CHECK (safe_visit IN ('safe', 'ask', 'unsafe')),
    overhear TEXT,
    say_we_are TEXT,
    address TEXT,
    work_phone TEXT,
    email TEXT,
    title TEXT,
    pronouns TEXT,
    gender TEXT,
    ethnicity TEXT CHECK (ethnicity IN ('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'R', 'S',
        'Z')),
    language TEXT,
    interpreter_needed INTEGER CHECK (interpreter_needed IN (0, 1)),
    access_needs TEXT,
    free_when TEXT,
    cost_limit INTEGER,
    travel_miles INTEGER,
    carer TEXT CHECK (carer IN ('is_carer', 'has_carer', 'both', 'neither')),
    household TEXT,
    interests TEXT,
    needs TEXT,
    gp_practice TEXT,
    gp_practice_code TEXT,
    gp_name TEXT,
    about TEXT,
    story TEXT,
    shared_story TEXT,
    restricted INTEGER CHECK (restricted IN (0, 1)),
    restricted_reason TEXT,
    merged_into INTEGER REFERENCES person(id),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE consent (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person(id),
    purpose TEXT NOT NULL CHECK (purpose IN ('hold_record', 'share_gp', 'share_groups', 'contact_phone',
        'contact_text', 'contact_email', 'contact_letter', 'exchanges',
        'share_story')),
    answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'not_asked', 'withdrawn')),
    answered_on TEXT NOT NULL CHECK (answered_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    how TEXT,
    reason TEXT,
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE risk (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person(id),
    category TEXT NOT NULL CHECK (category IN ('none_known', 'harm_from_others', 'harm_to_self', 'harm_to_others',
        'lone_visit', 'home', 'animal', 'falls', 'infection', 'self_neglect', 'safeguarding', 'other')),
    what TEXT,
    from_on TEXT NOT NULL CHECK (from_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    until_on TEXT CHECK (until_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    review_on TEXT CHECK (review_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    lone_working INTEGER CHECK (lone_working IN (0, 1)),
    restricted INTEGER CHECK (restricted IN (0, 1)),
    worker_id INTEGER REFERENCES worker(id),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE relation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person(id),
    name TEXT NOT NULL,
    relation TEXT NOT NULL CHECK (relation IN ('partner', 'parent', 'child', 'sibling', 'relative', 'friend',
        'neighbour', 'carer', 'cared_for', 'professional', 'other')),
    phone TEXT,
    may_know TEXT NOT NULL CHECK (may_know IN ('safe', 'ask', 'unsafe')),
    emergency INTEGER CHECK (emergency IN (0, 1)),
    note TEXT,
    other_person_id INTEGER REFERENCES person(id),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE strength (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person(id),
    what TEXT NOT NULL,
    gift_kind TEXT NOT NULL CHECK (gift_kind IN ('hand', 'head', 'heart', 'connection')),
    noted_on TEXT NOT NULL CHECK (noted_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE need (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person(id),
    need TEXT NOT NULL CHECK (need IN ('loneliness', 'social_isolation', 'confidence', 'low_mood_anxiety',
        'bereavement', 'relationships', 'parenting', 'caring', 'debt_money', 'benefits', 'food', 'fuel_energy',
        'housing', 'homelessness', 'employment', 'learning_skills', 'volunteering', 'legal_immigration',
        'domestic_abuse', 'physical_activity', 'healthy_eating_weight', 'alcohol_drugs_smoking',
        'long_term_condition', 'pain', 'memory', 'disability_access', 'transport', 'digital', 'hoarding', 'safety',
        'creativity_arts', 'nature', 'faith_meaning', 'navigating_services', 'other')),
    structural INTEGER CHECK (structural IN (0, 1)),
    raised_by TEXT NOT NULL CHECK (raised_by IN ('person', 'referrer', 'worker', 'family', 'other')),
    raised_on TEXT NOT NULL CHECK (raised_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    note TEXT,
    state TEXT NOT NULL CHECK (state IN ('open', 'met', 'gone')),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE plan (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person(id),
    matters TEXT NOT NULL,
    agreed TEXT NOT NULL CHECK (agreed IN ('yes', 'not_yet', 'no')),
    agreed_with TEXT,
    agreed_on TEXT NOT NULL CHECK (agreed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    why_not TEXT,
    review_on TEXT CHECK (review_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    worker_id INTEGER REFERENCES worker(id),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE goal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person(id),
    what TEXT NOT NULL,
    importance INTEGER,
    now INTEGER,
    set_on TEXT NOT NULL CHECK (set_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    status TEXT NOT NULL CHECK (status IN ('open', 'reached', 'partly', 'let_go')),
    outcome TEXT,
    ended_on TEXT CHECK (ended_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person(id),
    goal_id INTEGER NOT NULL REFERENCES goal(id),
    what TEXT NOT NULL,
    who TEXT,
    due_on TEXT CHECK (due_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    confidence INTEGER,
    status TEXT NOT NULL CHECK (status IN ('to_do', 'done', 'dropped')),
    done_on TEXT CHECK (done_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
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
    reply_wanted INTEGER CHECK (reply_wanted IN (0, 1)),
    replied_on TEXT CHECK (replied_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    worker_id INTEGER REFERENCES worker(id),
    state TEXT NOT NULL CHECK (state IN ('received', 'offered', 'accepted', 'declined', 'unable_to_contact',
        'inappropriate', 'redirected', 'withdrawn', 'closed')),
    state_reason TEXT,
    state_on TEXT CHECK (state_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    contact_by TEXT CHECK (contact_by GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    closed_on TEXT CHECK (closed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    list TEXT,
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE episode (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person(id),
    referral_id INTEGER REFERENCES referral(id),
    worker_id INTEGER REFERENCES worker(id),
    opened_on TEXT NOT NULL CHECK (opened_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    state TEXT NOT NULL CHECK (state IN ('open', 'paused', 'closed')),
    paused_on TEXT CHECK (paused_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    pause_reason TEXT,
    closed_on TEXT CHECK (closed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    close_reason TEXT CHECK (close_reason IN ('goals_met', 'connected_and_settled', 'person_ended', 'lost_contact',
        'moved', 'referred_on', 'deceased', 'inappropriate', 'other')),
    close_note TEXT,
    reopened_from INTEGER REFERENCES episode(id),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE contact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    person_id INTEGER REFERENCES person(id),
    somebody TEXT,
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
    connection_id INTEGER REFERENCES connection(id),
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
    rule TEXT CHECK (rule IN ('first_contact', 'connection_check', 'provider_silence', 'plan_review', 'risk_review',
        'referrer_reply', 'measures_again', 'restricted_opened', 'asset_closed', 'gap_running', 'visit_planned')),
    moved INTEGER,
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
    run_since TEXT CHECK (run_since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
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
    meets_people INTEGER CHECK (meets_people IN (0, 1)),
    ages TEXT,
    capability TEXT,
    check_every INTEGER,
    do_not_list INTEGER CHECK (do_not_list IN (0, 1)),
    note TEXT,
    legal_form TEXT,
    latitude INTEGER,
    longitude INTEGER,
    capacity_on TEXT CHECK (capacity_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    checked_by INTEGER REFERENCES worker(id),
    list TEXT,
    gone_on TEXT CHECK (gone_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE connection (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    person_id INTEGER NOT NULL REFERENCES person(id),
    asset_id INTEGER REFERENCES asset(id),
    other_person_id INTEGER REFERENCES person(id),
    kind TEXT NOT NULL CHECK (kind IN ('signpost', 'introduction', 'warm_introduction', 'referral',
        'accompanied', 'peer_invitation', 'self_made')),
    state TEXT NOT NULL CHECK (state IN ('suggested', 'agreed', 'made', 'replied', 'accepted', 'waiting',
        'started', 'attending', 'belongs', 'contributes', 'did_not_start', 'stopped', 'declined', 'asset_closed')),
    said_yes INTEGER CHECK (said_yes IN (0, 1)),
    made_on TEXT NOT NULL CHECK (made_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    options_shown TEXT,
    note TEXT,
    reason_ended TEXT,
    replied_on TEXT CHECK (replied_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    first_attended TEXT CHECK (first_attended GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    attended INTEGER,
    last_attended TEXT CHECK (last_attended GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    introduced_by INTEGER REFERENCES person(id),
    furthest TEXT CHECK (furthest IN ('suggested', 'agreed', 'made', 'replied', 'accepted', 'waiting',
        'started', 'attending', 'belongs', 'contributes', 'did_not_start', 'stopped', 'declined', 'asset_closed')),
    worker_id INTEGER REFERENCES worker(id),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE visit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    connection_id INTEGER NOT NULL REFERENCES connection(id),
    visited_on TEXT NOT NULL CHECK (visited_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    how TEXT NOT NULL CHECK (how IN ('planned', 'together', 'met_there', 'alone', 'not_gone')),
    companion TEXT,
    note TEXT,
    number INTEGER,
    worker_id INTEGER REFERENCES worker(id),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE feedback (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    asset_id INTEGER NOT NULL REFERENCES asset(id),
    went TEXT NOT NULL CHECK (went IN ('good', 'mixed', 'poor')),
    words TEXT,
    said_on TEXT NOT NULL CHECK (said_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    person_id INTEGER REFERENCES person(id),
    worker_id INTEGER REFERENCES worker(id),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE gap (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    what TEXT NOT NULL,
    need TEXT CHECK (need IN ('loneliness', 'social_isolation', 'confidence', 'low_mood_anxiety',
        'bereavement', 'relationships', 'parenting', 'caring', 'debt_money', 'benefits', 'food', 'fuel_energy',
        'housing', 'homelessness', 'employment', 'learning_skills', 'volunteering', 'legal_immigration',
        'domestic_abuse', 'physical_activity', 'healthy_eating_weight', 'alcohol_drugs_smoking',
        'long_term_condition', 'pain', 'memory', 'disability_access', 'transport', 'digital', 'hoarding', 'safety',
        'creativity_arts', 'nature', 'faith_meaning', 'navigating_services', 'other')),
    area TEXT,
    raised_from TEXT NOT NULL CHECK (raised_from IN ('empty_search', 'no_room', 'closed', 'a_person', 'worker')),
    raised_on TEXT NOT NULL CHECK (raised_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    note TEXT,
    state TEXT NOT NULL CHECK (state IN ('noted', 'passed_on', 'being_grown', 'running', 'let_go')),
    led_by TEXT,
    worker_id INTEGER REFERENCES worker(id),
    asset_id INTEGER REFERENCES asset(id),
    became_id INTEGER REFERENCES asset(id),
    state_on TEXT CHECK (state_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE gap_person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    gap_id INTEGER NOT NULL REFERENCES gap(id),
    person_id INTEGER NOT NULL REFERENCES person(id),
    since TEXT NOT NULL CHECK (since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    would_join INTEGER CHECK (would_join IN (0, 1)),
    told_on TEXT CHECK (told_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE notice (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    contact TEXT,
    from_on TEXT NOT NULL CHECK (from_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    until_on TEXT CHECK (until_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    disclaimer TEXT,
    asset_id INTEGER REFERENCES asset(id),
    person_id INTEGER REFERENCES person(id),
    worker_id INTEGER REFERENCES worker(id),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE search (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    text TEXT,
    filters TEXT,
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

CREATE TABLE pair (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    offer_id INTEGER NOT NULL REFERENCES offer(id),
    ask_id INTEGER NOT NULL REFERENCES ask(id),
    state TEXT NOT NULL CHECK (state IN ('asking', 'introduced', 'paired', 'friends', 'not_fit')),
    giver_yes INTEGER CHECK (giver_yes IN (0, 1)),
    receiver_yes INTEGER CHECK (receiver_yes IN (0, 1)),
    since TEXT NOT NULL CHECK (since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    note TEXT,
    worker_id INTEGER REFERENCES worker(id),
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
    came_back TEXT,
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

CREATE TABLE measure (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    person_id INTEGER NOT NULL REFERENCES person(id),
    instrument TEXT NOT NULL CHECK (instrument IN ('ons4', 'loneliness', 'swemwbs', 'pam', 'mycaw', 'eq5d')),
    stage TEXT NOT NULL CHECK (stage IN ('baseline', 'review', 'closing', 'later')),
    measured_on TEXT NOT NULL CHECK (measured_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    items TEXT NOT NULL,
    score TEXT,
    complete INTEGER CHECK (complete IN (0, 1)),
    words TEXT,
    worker_id INTEGER REFERENCES worker(id),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE service_use (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    person_id INTEGER NOT NULL REFERENCES person(id),
    service TEXT NOT NULL CHECK (service IN ('gp', 'emergency', 'outpatient', 'inpatient', 'ambulance')),
    from_on TEXT NOT NULL CHECK (from_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    until_on TEXT NOT NULL CHECK (until_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    times INTEGER NOT NULL,
    told_by TEXT,
    worker_id INTEGER REFERENCES worker(id),
    put_away_on TEXT CHECK (put_away_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    put_away_reason TEXT
) STRICT;

CREATE TABLE letter (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    person_id INTEGER NOT NULL REFERENCES person(id),
    kind TEXT NOT NULL CHECK (kind IN ('gp', 'referrer', 'plan')),
    written_on TEXT NOT NULL CHECK (written_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    to_whom TEXT,
    how TEXT NOT NULL CHECK (how IN ('copied', 'saved', 'printed', 'handed_over', 'sent')),
    text TEXT NOT NULL,
    codes TEXT,
    referral_id INTEGER REFERENCES referral(id),
    worker_id INTEGER REFERENCES worker(id),
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
CREATE INDEX person_merged ON person(merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX risk_of_person ON risk(person_id, from_on, id);
CREATE INDEX relation_of_person ON relation(person_id, id);
CREATE INDEX strength_of_person ON strength(person_id, noted_on, id);
CREATE INDEX need_of_person ON need(person_id, raised_on, id);
CREATE INDEX plan_of_person ON plan(person_id, agreed_on, id);
CREATE INDEX goal_of_person ON goal(person_id, set_on, id);
CREATE INDEX step_of_goal ON step(goal_id, id);
CREATE INDEX step_of_person ON step(person_id, id);
CREATE INDEX episode_of_person ON episode(person_id, opened_on, id);
CREATE INDEX contact_informal ON contact(happened_on, id) WHERE person_id IS NULL AND put_away_on IS NULL;
CREATE INDEX referral_of_person ON referral(person_id, received, id);
CREATE INDEX referral_newest ON referral(received, id, person_id) WHERE put_away_on IS NULL;
CREATE INDEX referral_of_source ON referral(source, received, id, person_id) WHERE put_away_on IS NULL;
CREATE INDEX referral_of_list ON referral(list, received) WHERE list IS NOT NULL;
CREATE INDEX contact_of_person ON contact(person_id, happened_on, id);
CREATE INDEX contact_on_day ON contact(happened_on, worker_id, id, person_id, method, outcome, minutes)
    WHERE put_away_on IS NULL;
CREATE INDEX note_of_person ON note(person_id, written_on, id) WHERE person_id IS NOT NULL;
CREATE INDEX note_of_asset ON note(asset_id, written_on, id) WHERE asset_id IS NOT NULL;
CREATE INDEX follow_up_open ON follow_up(worker_id, due_on, due_at, id) WHERE state = 'open' AND put_away_on IS NULL;
CREATE INDEX follow_up_due ON follow_up(due_on, due_at, id) WHERE state = 'open' AND put_away_on IS NULL;
CREATE INDEX follow_up_of_person ON follow_up(person_id, due_on, id) WHERE person_id IS NOT NULL;
CREATE INDEX follow_up_of_asset ON follow_up(asset_id, due_on, id) WHERE asset_id IS NOT NULL;
CREATE INDEX follow_up_of_connection ON follow_up(connection_id, rule, state) WHERE connection_id IS NOT NULL;
CREATE INDEX follow_up_of_referral ON follow_up(referral_id, rule, state) WHERE referral_id IS NOT NULL;
CREATE INDEX follow_up_done ON follow_up(done_on, worker_id, id) WHERE done_on IS NOT NULL AND put_away_on IS NULL;
CREATE INDEX follow_up_put_away ON follow_up(put_away_on, id) WHERE put_away_on IS NOT NULL;
CREATE INDEX referral_unheard ON referral(state_on, id) WHERE reply_wanted = 1 AND replied_on IS NULL AND put_away_on IS NULL;
CREATE INDEX plan_review ON plan(review_on, id) WHERE review_on IS NOT NULL AND put_away_on IS NULL;
-- Whoever is not brought together with strangers: asked whenever offers are laid beside wishes.
CREATE INDEX risk_apart ON risk(person_id, until_on) WHERE put_away_on IS NULL
    AND (category IN ('harm_from_others', 'harm_to_others', 'safeguarding') OR lone_working = 1 OR restricted = 1);
CREATE INDEX consent_no_exchanges ON consent(person_id, answered_on, id)
    WHERE purpose = 'exchanges' AND put_away_on IS NULL AND answer IN ('no', 'withdrawn');
CREATE INDEX risk_review ON risk(review_on, id) WHERE review_on IS NOT NULL AND put_away_on IS NULL;
CREATE INDEX asset_name ON asset(name, id, put_away_on, status, checked_on);
CREATE INDEX asset_check_every ON asset(check_every) WHERE check_every IS NOT NULL;
CREATE INDEX asset_checked ON asset(coalesce(checked_on, ''), id, check_every) WHERE status IN ('active', 'planned') AND put_away_on IS NULL;
CREATE INDEX asset_welcomes ON asset(id) WHERE gifts_welcomed IS NOT NULL AND status = 'active' AND put_away_on IS NULL;
CREATE INDEX asset_of_kind ON asset(kind, id);
CREATE INDEX asset_funding ON asset(funding_until, id)
    WHERE funding_until IS NOT NULL AND status IN ('active', 'planned') AND put_away_on IS NULL;
CREATE INDEX connection_of_person ON connection(person_id, made_on, id);
CREATE INDEX connection_of_asset ON connection(asset_id, made_on, id);
CREATE INDEX connection_of_other ON connection(other_person_id, made_on, id) WHERE other_person_id IS NOT NULL;
CREATE INDEX visit_of_connection ON visit(connection_id, visited_on, id);
CREATE INDEX visit_planned ON visit(visited_on, id) WHERE how = 'planned' AND put_away_on IS NULL;
CREATE INDEX feedback_of_asset ON feedback(asset_id, said_on, id);
CREATE INDEX feedback_of_person ON feedback(person_id) WHERE person_id IS NOT NULL;
CREATE INDEX gap_of_state ON gap(state, raised_on, id) WHERE put_away_on IS NULL;
CREATE INDEX gap_person_of_gap ON gap_person(gap_id, since, id);
CREATE INDEX gap_person_of_person ON gap_person(person_id, since, id);
CREATE INDEX notice_until ON notice(until_on, id) WHERE put_away_on IS NULL;
CREATE INDEX notice_of_person ON notice(person_id) WHERE person_id IS NOT NULL;
CREATE INDEX connection_newest ON connection(made_on, id) WHERE put_away_on IS NULL;
CREATE INDEX connection_of_state ON connection(state, made_on, id, asset_id) WHERE put_away_on IS NULL;
CREATE INDEX connection_silent ON connection(made_on, id, person_id, asset_id, kind) WHERE state = 'made'
    AND put_away_on IS NULL AND kind IN ('introduction', 'warm_introduction', 'referral');
CREATE INDEX connection_going_on ON connection(asset_id) WHERE put_away_on IS NULL
    AND state IN ('made', 'replied', 'accepted', 'waiting', 'started', 'attending', 'belongs', 'contributes');
CREATE INDEX connection_introduced_by ON connection(introduced_by) WHERE introduced_by IS NOT NULL;
CREATE INDEX asked_of_person ON asked(person_id, asked_on, id);
CREATE INDEX offer_of_person ON offer(person_id, offered_on, id) WHERE person_id IS NOT NULL;
CREATE INDEX offer_open ON offer(offered_on, id) WHERE state = 'open' AND put_away_on IS NULL;
CREATE INDEX ask_of_person ON ask(person_id, asked_on, id) WHERE person_id IS NOT NULL;
CREATE INDEX ask_open ON ask(asked_on, id) WHERE state = 'open' AND put_away_on IS NULL;
CREATE INDEX pair_of_offer ON pair(offer_id, ask_id);
CREATE INDEX pair_of_ask ON pair(ask_id);
CREATE INDEX pair_since ON pair(since, id) WHERE put_away_on IS NULL;
CREATE INDEX exchange_of_giver ON exchange(giver_person_id, happened_on, id) WHERE giver_person_id IS NOT NULL;
CREATE INDEX exchange_of_receiver ON exchange(receiver_person_id, happened_on, id) WHERE receiver_person_id IS NOT NULL;
CREATE INDEX exchange_of_giving_group ON exchange(giver_asset_id, happened_on, id) WHERE giver_asset_id IS NOT NULL;
CREATE INDEX exchange_of_receiving_group ON exchange(receiver_asset_id, happened_on, id) WHERE receiver_asset_id IS NOT NULL;
CREATE INDEX offer_of_group ON offer(asset_id, offered_on, id) WHERE asset_id IS NOT NULL;
CREATE INDEX ask_of_group ON ask(asset_id, asked_on, id) WHERE asset_id IS NOT NULL;
CREATE INDEX exchange_on_day ON exchange(happened_on, id, giver_person_id, receiver_person_id, thanked)
    WHERE put_away_on IS NULL;
CREATE INDEX measure_of_person ON measure(person_id, measured_on, id);
CREATE INDEX measure_of_instrument ON measure(instrument, person_id, measured_on) WHERE put_away_on IS NULL;
CREATE INDEX service_use_of_person ON service_use(person_id, service, from_on, id);
CREATE INDEX letter_of_person ON letter(person_id, written_on, id);
CREATE INDEX rung_of_person ON rung(person_id, since, id);
CREATE INDEX asset_run_by ON asset(run_by_person_id) WHERE run_by_person_id IS NOT NULL;
CREATE UNIQUE INDEX identity_of_source ON identity(kind, source, external_id);
CREATE INDEX identity_of_record ON identity(kind, record_id);

-- Where each person stands, worked out after every operation from the records above; `kith check` compares.
CREATE TABLE standing (
    person_id INTEGER PRIMARY KEY,
    worker_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'trying', 'active', 'paused', 'closed', 'known', 'put_away')),
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
    warning TEXT NOT NULL DEFAULT '',
    restricted INTEGER NOT NULL DEFAULT 0,
    asked INTEGER NOT NULL DEFAULT 0,
    offered INTEGER NOT NULL DEFAULT 0,
    gave INTEGER NOT NULL DEFAULT 0,
    received INTEGER NOT NULL DEFAULT 0,
    first_gave TEXT,
    rung TEXT NOT NULL DEFAULT 'newcomer'
) STRICT;

CREATE INDEX standing_due ON standing(due_on, due_at, person_id) WHERE in_work = 1;
CREATE INDEX standing_due_of_worker ON standing(worker_id, due_on, due_at, person_id) WHERE in_work = 1;
CREATE INDEX standing_name ON standing(sort_name, person_id) WHERE in_work = 1;
CREATE INDEX standing_all_names ON standing(sort_name, person_id, state, worker_id, gave, received);
CREATE INDEX standing_restricted ON standing(person_id) WHERE restricted = 1;
CREATE INDEX standing_waiting ON standing(waiting_since, person_id) WHERE waiting_since IS NOT NULL;
CREATE INDEX standing_state_due ON standing(state, due_on, due_at, person_id, worker_id);
CREATE INDEX standing_state ON standing(state, sort_name, person_id, worker_id);
CREATE INDEX standing_first_gave ON standing(first_gave, person_id) WHERE first_gave IS NOT NULL;
CREATE INDEX standing_rung_of_all ON standing(rung, sort_name, person_id, state, worker_id);

-- What an asset is narrowed by: when in the week it is (a bit for each morning, afternoon and evening from Monday on), what
-- it costs in pence, for which ages, where (millionths of a degree; 2 is its own place or postcode, 1 the middle of its
-- postcode area), and the folded words of access and languages; worked out likewise.
CREATE TABLE asset_facet (
    asset_id INTEGER PRIMARY KEY,
    week INTEGER NOT NULL,
    pence INTEGER,
    age_from INTEGER,
    age_to INTEGER,
    lat INTEGER,
    lon INTEGER,
    exact INTEGER NOT NULL,
    meets_people INTEGER NOT NULL,
    shut INTEGER NOT NULL,
    checked_on TEXT,
    check_every INTEGER
) STRICT;

-- The same and the codes of sixty-four assets each, in few bytes (44 for each asset, zeros where there is none), so that a
-- search looks at all of them between two keys; the assets of a block have one number when theirs is divided by 64.
CREATE TABLE asset_block (
    block INTEGER PRIMARY KEY,
    facts BLOB NOT NULL
) STRICT;

-- What an asset is matched by beside its facts: the digests of the stems of its words, its folded words of languages and
-- access, where it is, its name, and a digest of what sort of thing it is called; worked out likewise.
CREATE TABLE asset_stem (
    asset_id INTEGER PRIMARY KEY,
    stems BLOB NOT NULL,
    languages TEXT NOT NULL,
    access TEXT NOT NULL,
    postcode TEXT NOT NULL,
    name TEXT NOT NULL,
    sort INTEGER NOT NULL
) STRICT;

-- Postcodes with their places, from a table of the post; no record of anybody, so it is not audited.
CREATE TABLE postcode (
    postcode TEXT PRIMARY KEY,
    lat INTEGER NOT NULL,
    lon INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The statistical area each postcode lies in, and how deprived each area is (1 is the most deprived tenth), from public
-- tables; no record of anybody, so they are not audited.
CREATE TABLE postcode_area (
    postcode TEXT PRIMARY KEY,
    area TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE area (
    area TEXT PRIMARY KEY,
    decile INTEGER NOT NULL CHECK (decile BETWEEN 1 AND 10)
) STRICT, WITHOUT ROWID;

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

-- How a person came to where they stand: each move, in each group and (0) on the whole; worked out likewise.
CREATE TABLE standing_move (
    person_id INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    asset_id INTEGER NOT NULL,
    moved_on TEXT NOT NULL,
    was TEXT NOT NULL,
    rung TEXT NOT NULL,
    up INTEGER NOT NULL CHECK (up IN (0, 1)),
    because TEXT NOT NULL,
    PRIMARY KEY (person_id, asset_id, moved_on)
) STRICT, WITHOUT ROWID;

CREATE INDEX standing_move_by_day ON standing_move(asset_id, moved_on, rung, up);

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

-- The words of assets, for typing slips in a search of them.
CREATE TABLE asset_term (
    word TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

INSERT INTO person_word(person_word, rank) VALUES ('secure-delete', 1);
INSERT INTO asset_word(asset_word, rank) VALUES ('secure-delete', 1);
INSERT INTO contact_word(contact_word, rank) VALUES ('secure-delete', 1);
INSERT INTO note_word(note_word, rank) VALUES ('secure-delete', 1);
