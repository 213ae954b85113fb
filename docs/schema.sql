-- Written by a test from a fresh file; do not edit.

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

CREATE TABLE current_operation (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id INTEGER NOT NULL
) STRICT;

CREATE TABLE undone (
    operation_id INTEGER PRIMARY KEY REFERENCES operation(id),
    by_id INTEGER NOT NULL REFERENCES operation(id)
) STRICT;

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

CREATE TABLE asset_block (
    block INTEGER PRIMARY KEY,
    facts BLOB NOT NULL
) STRICT;

CREATE TABLE asset_stem (
    asset_id INTEGER PRIMARY KEY,
    stems BLOB NOT NULL,
    languages TEXT NOT NULL,
    access TEXT NOT NULL,
    postcode TEXT NOT NULL,
    name TEXT NOT NULL,
    sort INTEGER NOT NULL
) STRICT;

CREATE TABLE postcode (
    postcode TEXT PRIMARY KEY,
    lat INTEGER NOT NULL,
    lon INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE postcode_area (
    postcode TEXT PRIMARY KEY,
    area TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE area (
    area TEXT PRIMARY KEY,
    decile INTEGER NOT NULL CHECK (decile BETWEEN 1 AND 10)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE standing_rung (
    person_id INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    asset_id INTEGER NOT NULL,
    rung TEXT NOT NULL,
    since TEXT,
    because TEXT NOT NULL,
    PRIMARY KEY (person_id, asset_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX standing_rung_of_asset ON standing_rung(asset_id, rung);

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

CREATE TABLE asset_term (
    word TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TRIGGER audit_ask_insert AFTER INSERT ON ask BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'ask', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_ask_update AFTER UPDATE ON ask BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'ask', OLD.id, json_object('id',OLD.id,'uid',OLD.uid,'person_id',OLD.person_id,'asset_id',OLD.asset_id,'what',OLD.what,'interests',OLD.interests,'when_where',OLD.when_where,'introduce',OLD.introduce,'asked_on',OLD.asked_on,'state',OLD.state,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_ask_delete BEFORE DELETE ON ask BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'ask' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_asked_insert AFTER INSERT ON asked BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'asked', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_asked_update AFTER UPDATE ON asked BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'asked', OLD.id, json_object('id',OLD.id,'person_id',OLD.person_id,'asked_on',OLD.asked_on,'answer',OLD.answer,'note',OLD.note,'worker_id',OLD.worker_id,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_asked_delete BEFORE DELETE ON asked BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'asked' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_asset_insert AFTER INSERT ON asset BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'asset', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_asset_update AFTER UPDATE ON asset BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'asset', OLD.id, json_object('id',OLD.id,'uid',OLD.uid,'name',OLD.name,'kind',OLD.kind,'description',OLD.description,'interests',OLD.interests,'needs',OLD.needs,'schedule',OLD.schedule,'cost',OLD.cost,'phone',OLD.phone,'postcode',OLD.postcode,'place',OLD.place,'address',OLD.address,'access',OLD.access,'attending',OLD.attending,'run_by',OLD.run_by,'run_by_person_id',OLD.run_by_person_id,'run_since',OLD.run_since,'sector',OLD.sector,'email',OLD.email,'website',OLD.website,'languages',OLD.languages,'gifts_welcomed',OLD.gifts_welcomed,'capacity',OLD.capacity,'funding',OLD.funding,'funder',OLD.funder,'funding_until',OLD.funding_until,'status',OLD.status,'checked_on',OLD.checked_on,'checked_how',OLD.checked_how,'meets_people',OLD.meets_people,'ages',OLD.ages,'capability',OLD.capability,'check_every',OLD.check_every,'do_not_list',OLD.do_not_list,'note',OLD.note,'legal_form',OLD.legal_form,'latitude',OLD.latitude,'longitude',OLD.longitude,'capacity_on',OLD.capacity_on,'checked_by',OLD.checked_by,'list',OLD.list,'gone_on',OLD.gone_on,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_asset_delete BEFORE DELETE ON asset BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'asset' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_connection_insert AFTER INSERT ON connection BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'connection', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_connection_update AFTER UPDATE ON connection BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'connection', OLD.id, json_object('id',OLD.id,'uid',OLD.uid,'person_id',OLD.person_id,'asset_id',OLD.asset_id,'other_person_id',OLD.other_person_id,'kind',OLD.kind,'state',OLD.state,'said_yes',OLD.said_yes,'made_on',OLD.made_on,'options_shown',OLD.options_shown,'note',OLD.note,'reason_ended',OLD.reason_ended,'replied_on',OLD.replied_on,'first_attended',OLD.first_attended,'attended',OLD.attended,'last_attended',OLD.last_attended,'introduced_by',OLD.introduced_by,'furthest',OLD.furthest,'worker_id',OLD.worker_id,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_connection_delete BEFORE DELETE ON connection BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'connection' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_consent_insert AFTER INSERT ON consent BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'consent', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_consent_update AFTER UPDATE ON consent BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'consent', OLD.id, json_object('id',OLD.id,'person_id',OLD.person_id,'purpose',OLD.purpose,'answer',OLD.answer,'answered_on',OLD.answered_on,'how',OLD.how,'reason',OLD.reason,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_consent_delete BEFORE DELETE ON consent BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'consent' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_contact_insert AFTER INSERT ON contact BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'contact', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_contact_update AFTER UPDATE ON contact BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'contact', OLD.id, json_object('id',OLD.id,'uid',OLD.uid,'person_id',OLD.person_id,'somebody',OLD.somebody,'method',OLD.method,'happened_on',OLD.happened_on,'happened_at',OLD.happened_at,'outcome',OLD.outcome,'minutes',OLD.minutes,'note',OLD.note,'place',OLD.place,'who_else',OLD.who_else,'connection_id',OLD.connection_id,'worker_id',OLD.worker_id,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_contact_delete BEFORE DELETE ON contact BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'contact' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_episode_insert AFTER INSERT ON episode BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'episode', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_episode_update AFTER UPDATE ON episode BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'episode', OLD.id, json_object('id',OLD.id,'person_id',OLD.person_id,'referral_id',OLD.referral_id,'worker_id',OLD.worker_id,'opened_on',OLD.opened_on,'state',OLD.state,'paused_on',OLD.paused_on,'pause_reason',OLD.pause_reason,'closed_on',OLD.closed_on,'close_reason',OLD.close_reason,'close_note',OLD.close_note,'reopened_from',OLD.reopened_from,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_episode_delete BEFORE DELETE ON episode BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'episode' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_exchange_insert AFTER INSERT ON exchange BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'exchange', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_exchange_update AFTER UPDATE ON exchange BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'exchange', OLD.id, json_object('id',OLD.id,'uid',OLD.uid,'giver_person_id',OLD.giver_person_id,'giver_asset_id',OLD.giver_asset_id,'receiver_person_id',OLD.receiver_person_id,'receiver_asset_id',OLD.receiver_asset_id,'what',OLD.what,'gift_kind',OLD.gift_kind,'happened_on',OLD.happened_on,'minutes',OLD.minutes,'meant',OLD.meant,'came_back',OLD.came_back,'offer_id',OLD.offer_id,'ask_id',OLD.ask_id,'thanked',OLD.thanked,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_exchange_delete BEFORE DELETE ON exchange BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'exchange' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_feedback_insert AFTER INSERT ON feedback BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'feedback', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_feedback_update AFTER UPDATE ON feedback BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'feedback', OLD.id, json_object('id',OLD.id,'asset_id',OLD.asset_id,'went',OLD.went,'words',OLD.words,'said_on',OLD.said_on,'person_id',OLD.person_id,'worker_id',OLD.worker_id,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_feedback_delete BEFORE DELETE ON feedback BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'feedback' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_follow_up_insert AFTER INSERT ON follow_up BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'follow_up', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_follow_up_update AFTER UPDATE ON follow_up BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'follow_up', OLD.id, json_object('id',OLD.id,'uid',OLD.uid,'person_id',OLD.person_id,'referral_id',OLD.referral_id,'asset_id',OLD.asset_id,'connection_id',OLD.connection_id,'due_on',OLD.due_on,'due_at',OLD.due_at,'what',OLD.what,'recurrence',OLD.recurrence,'worker_id',OLD.worker_id,'rule',OLD.rule,'moved',OLD.moved,'state',OLD.state,'done_on',OLD.done_on,'cleared_by',OLD.cleared_by,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_follow_up_delete BEFORE DELETE ON follow_up BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'follow_up' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_gap_insert AFTER INSERT ON gap BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'gap', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_gap_update AFTER UPDATE ON gap BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'gap', OLD.id, json_object('id',OLD.id,'what',OLD.what,'need',OLD.need,'area',OLD.area,'raised_from',OLD.raised_from,'raised_on',OLD.raised_on,'note',OLD.note,'state',OLD.state,'led_by',OLD.led_by,'worker_id',OLD.worker_id,'asset_id',OLD.asset_id,'became_id',OLD.became_id,'state_on',OLD.state_on,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_gap_delete BEFORE DELETE ON gap BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'gap' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_gap_person_insert AFTER INSERT ON gap_person BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'gap_person', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_gap_person_update AFTER UPDATE ON gap_person BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'gap_person', OLD.id, json_object('id',OLD.id,'gap_id',OLD.gap_id,'person_id',OLD.person_id,'since',OLD.since,'would_join',OLD.would_join,'told_on',OLD.told_on,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_gap_person_delete BEFORE DELETE ON gap_person BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'gap_person' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_goal_insert AFTER INSERT ON goal BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'goal', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_goal_update AFTER UPDATE ON goal BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'goal', OLD.id, json_object('id',OLD.id,'person_id',OLD.person_id,'what',OLD.what,'importance',OLD.importance,'now',OLD.now,'set_on',OLD.set_on,'status',OLD.status,'outcome',OLD.outcome,'ended_on',OLD.ended_on,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_goal_delete BEFORE DELETE ON goal BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'goal' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_identity_insert AFTER INSERT ON identity BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'identity', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_identity_update AFTER UPDATE ON identity BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'identity', OLD.id, json_object('id',OLD.id,'kind',OLD.kind,'record_id',OLD.record_id,'source',OLD.source,'external_id',OLD.external_id,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_identity_delete BEFORE DELETE ON identity BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'identity' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_letter_insert AFTER INSERT ON letter BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'letter', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_letter_update AFTER UPDATE ON letter BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'letter', OLD.id, json_object('id',OLD.id,'uid',OLD.uid,'person_id',OLD.person_id,'kind',OLD.kind,'written_on',OLD.written_on,'to_whom',OLD.to_whom,'how',OLD.how,'text',OLD.text,'codes',OLD.codes,'referral_id',OLD.referral_id,'worker_id',OLD.worker_id,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_letter_delete BEFORE DELETE ON letter BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'letter' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_measure_insert AFTER INSERT ON measure BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'measure', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_measure_update AFTER UPDATE ON measure BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'measure', OLD.id, json_object('id',OLD.id,'uid',OLD.uid,'person_id',OLD.person_id,'instrument',OLD.instrument,'stage',OLD.stage,'measured_on',OLD.measured_on,'items',OLD.items,'score',OLD.score,'complete',OLD.complete,'words',OLD.words,'worker_id',OLD.worker_id,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_measure_delete BEFORE DELETE ON measure BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'measure' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_need_insert AFTER INSERT ON need BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'need', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_need_update AFTER UPDATE ON need BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'need', OLD.id, json_object('id',OLD.id,'person_id',OLD.person_id,'need',OLD.need,'structural',OLD.structural,'raised_by',OLD.raised_by,'raised_on',OLD.raised_on,'note',OLD.note,'state',OLD.state,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_need_delete BEFORE DELETE ON need BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'need' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_note_insert AFTER INSERT ON note BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'note', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_note_update AFTER UPDATE ON note BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'note', OLD.id, json_object('id',OLD.id,'person_id',OLD.person_id,'asset_id',OLD.asset_id,'written_on',OLD.written_on,'text',OLD.text,'worker_id',OLD.worker_id,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_note_delete BEFORE DELETE ON note BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'note' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_notice_insert AFTER INSERT ON notice BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'notice', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_notice_update AFTER UPDATE ON notice BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'notice', OLD.id, json_object('id',OLD.id,'title',OLD.title,'body',OLD.body,'contact',OLD.contact,'from_on',OLD.from_on,'until_on',OLD.until_on,'disclaimer',OLD.disclaimer,'asset_id',OLD.asset_id,'person_id',OLD.person_id,'worker_id',OLD.worker_id,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_notice_delete BEFORE DELETE ON notice BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'notice' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_offer_insert AFTER INSERT ON offer BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'offer', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_offer_update AFTER UPDATE ON offer BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'offer', OLD.id, json_object('id',OLD.id,'uid',OLD.uid,'person_id',OLD.person_id,'asset_id',OLD.asset_id,'what',OLD.what,'gift_kind',OLD.gift_kind,'interests',OLD.interests,'when_where',OLD.when_where,'introduce',OLD.introduce,'offered_on',OLD.offered_on,'state',OLD.state,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_offer_delete BEFORE DELETE ON offer BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'offer' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_pair_insert AFTER INSERT ON pair BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'pair', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_pair_update AFTER UPDATE ON pair BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'pair', OLD.id, json_object('id',OLD.id,'offer_id',OLD.offer_id,'ask_id',OLD.ask_id,'state',OLD.state,'giver_yes',OLD.giver_yes,'receiver_yes',OLD.receiver_yes,'since',OLD.since,'note',OLD.note,'worker_id',OLD.worker_id,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_pair_delete BEFORE DELETE ON pair BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'pair' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_person_insert AFTER INSERT ON person BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'person', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_person_update AFTER UPDATE ON person BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'person', OLD.id, json_object('id',OLD.id,'uid',OLD.uid,'given',OLD.given,'family',OLD.family,'preferred',OLD.preferred,'date_of_birth',OLD.date_of_birth,'nhs_number',OLD.nhs_number,'phone',OLD.phone,'mobile',OLD.mobile,'postcode',OLD.postcode,'safe_contact',OLD.safe_contact,'safe_phone',OLD.safe_phone,'safe_voicemail',OLD.safe_voicemail,'safe_text',OLD.safe_text,'safe_email',OLD.safe_email,'safe_letter',OLD.safe_letter,'safe_visit',OLD.safe_visit,'overhear',OLD.overhear,'say_we_are',OLD.say_we_are,'address',OLD.address,'work_phone',OLD.work_phone,'email',OLD.email,'title',OLD.title,'pronouns',OLD.pronouns,'gender',OLD.gender,'ethnicity',OLD.ethnicity,'language',OLD.language,'interpreter_needed',OLD.interpreter_needed,'access_needs',OLD.access_needs,'free_when',OLD.free_when,'cost_limit',OLD.cost_limit,'travel_miles',OLD.travel_miles,'carer',OLD.carer,'household',OLD.household,'interests',OLD.interests,'needs',OLD.needs,'gp_practice',OLD.gp_practice,'gp_practice_code',OLD.gp_practice_code,'gp_name',OLD.gp_name,'about',OLD.about,'story',OLD.story,'shared_story',OLD.shared_story,'restricted',OLD.restricted,'restricted_reason',OLD.restricted_reason,'merged_into',OLD.merged_into,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_person_delete BEFORE DELETE ON person BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'person' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_plan_insert AFTER INSERT ON plan BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'plan', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_plan_update AFTER UPDATE ON plan BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'plan', OLD.id, json_object('id',OLD.id,'person_id',OLD.person_id,'matters',OLD.matters,'agreed',OLD.agreed,'agreed_with',OLD.agreed_with,'agreed_on',OLD.agreed_on,'why_not',OLD.why_not,'review_on',OLD.review_on,'worker_id',OLD.worker_id,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_plan_delete BEFORE DELETE ON plan BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'plan' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_referral_insert AFTER INSERT ON referral BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'referral', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_referral_update AFTER UPDATE ON referral BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'referral', OLD.id, json_object('id',OLD.id,'uid',OLD.uid,'person_id',OLD.person_id,'received',OLD.received,'source',OLD.source,'reason',OLD.reason,'own_words',OLD.own_words,'urgency',OLD.urgency,'referrer_name',OLD.referrer_name,'referrer_role',OLD.referrer_role,'referrer_organisation',OLD.referrer_organisation,'referrer_contact',OLD.referrer_contact,'method',OLD.method,'hopes',OLD.hopes,'note',OLD.note,'reply_wanted',OLD.reply_wanted,'replied_on',OLD.replied_on,'worker_id',OLD.worker_id,'state',OLD.state,'state_reason',OLD.state_reason,'state_on',OLD.state_on,'contact_by',OLD.contact_by,'closed_on',OLD.closed_on,'list',OLD.list,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_referral_delete BEFORE DELETE ON referral BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'referral' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_relation_insert AFTER INSERT ON relation BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'relation', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_relation_update AFTER UPDATE ON relation BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'relation', OLD.id, json_object('id',OLD.id,'person_id',OLD.person_id,'name',OLD.name,'relation',OLD.relation,'phone',OLD.phone,'may_know',OLD.may_know,'emergency',OLD.emergency,'note',OLD.note,'other_person_id',OLD.other_person_id,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_relation_delete BEFORE DELETE ON relation BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'relation' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_risk_insert AFTER INSERT ON risk BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'risk', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_risk_update AFTER UPDATE ON risk BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'risk', OLD.id, json_object('id',OLD.id,'person_id',OLD.person_id,'category',OLD.category,'what',OLD.what,'from_on',OLD.from_on,'until_on',OLD.until_on,'review_on',OLD.review_on,'lone_working',OLD.lone_working,'restricted',OLD.restricted,'worker_id',OLD.worker_id,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_risk_delete BEFORE DELETE ON risk BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'risk' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_rung_insert AFTER INSERT ON rung BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'rung', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_rung_update AFTER UPDATE ON rung BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'rung', OLD.id, json_object('id',OLD.id,'person_id',OLD.person_id,'asset_id',OLD.asset_id,'rung',OLD.rung,'since',OLD.since,'evidence',OLD.evidence,'agreed',OLD.agreed,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_rung_delete BEFORE DELETE ON rung BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'rung' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_search_insert AFTER INSERT ON search BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'search', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_search_update AFTER UPDATE ON search BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'search', OLD.id, json_object('id',OLD.id,'name',OLD.name,'text',OLD.text,'filters',OLD.filters,'worker_id',OLD.worker_id,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_search_delete BEFORE DELETE ON search BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'search' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_service_use_insert AFTER INSERT ON service_use BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'service_use', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_service_use_update AFTER UPDATE ON service_use BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'service_use', OLD.id, json_object('id',OLD.id,'uid',OLD.uid,'person_id',OLD.person_id,'service',OLD.service,'from_on',OLD.from_on,'until_on',OLD.until_on,'times',OLD.times,'told_by',OLD.told_by,'worker_id',OLD.worker_id,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_service_use_delete BEFORE DELETE ON service_use BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'service_use' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_step_insert AFTER INSERT ON step BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'step', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_step_update AFTER UPDATE ON step BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'step', OLD.id, json_object('id',OLD.id,'person_id',OLD.person_id,'goal_id',OLD.goal_id,'what',OLD.what,'who',OLD.who,'due_on',OLD.due_on,'confidence',OLD.confidence,'status',OLD.status,'done_on',OLD.done_on,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_step_delete BEFORE DELETE ON step BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'step' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_strength_insert AFTER INSERT ON strength BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'strength', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_strength_update AFTER UPDATE ON strength BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'strength', OLD.id, json_object('id',OLD.id,'person_id',OLD.person_id,'what',OLD.what,'gift_kind',OLD.gift_kind,'noted_on',OLD.noted_on,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_strength_delete BEFORE DELETE ON strength BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'strength' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_visit_insert AFTER INSERT ON visit BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'visit', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_visit_update AFTER UPDATE ON visit BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'visit', OLD.id, json_object('id',OLD.id,'connection_id',OLD.connection_id,'visited_on',OLD.visited_on,'how',OLD.how,'companion',OLD.companion,'note',OLD.note,'number',OLD.number,'worker_id',OLD.worker_id,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_visit_delete BEFORE DELETE ON visit BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'visit' AND row_id = OLD.id AND after IS NULL);
END;

CREATE TRIGGER audit_worker_insert AFTER INSERT ON worker BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'worker', NEW.id, NULL, NULL);
END;

CREATE TRIGGER audit_worker_update AFTER UPDATE ON worker BEGIN
    INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)
    VALUES ((SELECT id FROM current_operation), 1, 'worker', OLD.id, json_object('id',OLD.id,'login',OLD.login,'name',OLD.name,'role',OLD.role,'put_away_on',OLD.put_away_on,'put_away_reason',OLD.put_away_reason), '');
END;

CREATE TRIGGER audit_worker_delete BEFORE DELETE ON worker BEGIN
    SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change
    WHERE operation_id = (SELECT id FROM current_operation) AND entity = 'worker' AND row_id = OLD.id AND after IS NULL);
END;
