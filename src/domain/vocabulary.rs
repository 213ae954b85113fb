//! Coded words: each vocabulary is a list of codes with the label people read. The lists are those of the domain page.

mod term;

pub use term::Term;

/// A closed list of coded words.
#[derive(Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// Its name in documents.
    pub name: &'static str,
    /// Its terms in the order a form offers them.
    pub terms: &'static [Term],
}

impl Vocabulary {
    /// The label of a code; the code itself where the list does not know it.
    pub fn label<'a>(&'a self, code: &'a str) -> &'a str {
        self.terms.iter().find(|term| term.code == code).map_or(code, |term| term.called())
    }

    /// Whether the list holds the code.
    pub fn holds(&self, code: &str) -> bool {
        self.terms.iter().any(|term| term.code == code)
    }

    /// The code that the words name: a code, a label, a number from 1, or the only term that begins so.
    pub fn read(&self, words: &str) -> Option<&'static str> {
        if let Some(term) = self.terms.iter().find(|term| term.code == words) {
            return Some(term.code);
        }
        let wanted = super::fold::fold(words);
        if wanted.is_empty() {
            return None;
        }
        let exact = self.terms.iter().find(|term| {
            [term.code, term.label, term.called()].iter().any(|own| super::fold::fold(own) == wanted)
        });
        if let Some(term) = exact {
            return Some(term.code);
        }
        let mut starts = self.terms.iter().filter(|term| super::fold::fold(term.label).starts_with(&wanted));
        match (starts.next(), starts.next()) {
            (Some(term), None) => Some(term.code),
            _ => None,
        }
    }

    /// The labels of codes kept with spaces between, joined by commas.
    pub fn labels(&self, codes: &str) -> String {
        codes.split_whitespace().map(|code| self.label(code)).collect::<Vec<_>>().join(", ")
    }
}

/// The words for the code of a reason why something ended; `None` for what was typed in other words.
pub fn reason(code: &str) -> Option<&'static str> {
    let known = [&CLOSE_REASON, &DECLINED_BY_PERSON, &DECLINED_BY_PROVIDER, &NOT_FOR_US];
    known.into_iter().flat_map(|list| list.terms).find(|term| term.code == code).map(|term| term.label)
}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident $word:literal { $($code:ident $label:literal),* $(,)? }) => {
        $(#[$doc])*
        pub static $name: Vocabulary = Vocabulary {
            name: $word,
            terms: &[$(Term { code: stringify!($code), label: $label }),*],
        };
    };
}

vocabulary! { /// Where a referral comes from.
    REFERRAL_SOURCE "referral source" {
        gp "GP", practice_nurse "Practice nurse", other_primary_care "Other primary care", pharmacy "Pharmacy",
        mdt "Multi-disciplinary team", hospital_discharge "Hospital discharge", ahp "Allied health professional",
        mental_health_team "Mental health team", social_care "Social care",
        housing_association "Housing association", job_centre "Job centre", police "Police",
        fire_service "Fire service", ambulance "Ambulance", school_college "School or college", council "Council",
        vcse "Charity or community group", faith_group "Faith group",
        family_friend_neighbour "Family, friend or neighbour", self "Self", outreach_met "Met in the community",
        reopened "Came back",
    }
}
vocabulary! { /// How a referral reached us.
    REFERRAL_METHOD "referral method" {
        in_person "In person", phone "Phone", secure_message "Secure message", secure_email "Secure e-mail",
        letter "Letter", e_referral "e-Referral", self_referral "Self-referral", import "List", walk_in "Walked in",
    }
}
vocabulary! { /// How far a referral has come.
    REFERRAL_STATE "referral state" {
        received "Received", offered "Offered", accepted "Accepted", declined "Declined",
        unable_to_contact "Unable to contact", inappropriate "Not for us", redirected "Passed on",
        withdrawn "Withdrawn", closed "Closed",
    }
}
vocabulary! { /// How soon a referral asks to be answered.
    URGENCY "urgency" { routine "Routine", soon "Soon", urgent "Urgent" }
}
vocabulary! { /// Why a person said no.
    DECLINED_BY_PERSON "declined by person" {
        not_wanted "Not wanted", not_now "Not now", already_supported "Already supported",
        time_or_place "Time or place", transport "Transport", cost "Cost", health "Health", caring "Caring",
        language "Language", worry_or_stigma "Worry or stigma", moved "Moved", other "Other",
    }
}
vocabulary! { /// Why a group or service said no.
    DECLINED_BY_PROVIDER "declined by provider" {
        full "Full", closed "Closed", not_eligible "Not eligible", no_reply "No reply",
        funding_ended "Funding ended", too_complex "Too complex", other "Other",
    }
}
vocabulary! { /// Why work with a person ended.
    CLOSE_REASON "close reason" {
        goals_met "Goals met", connected_and_settled "Connected and settled", person_ended "The person ended it",
        lost_contact "Lost contact", moved "Moved", referred_on "Referred on", deceased "Died",
        inappropriate "Not for us", other "Other",
    }
}
vocabulary! { /// How a contact was made.
    CONTACT_METHOD "contact method" {
        phone "Phone call", face_to_face "Face to face", home_visit "Home visit", video "Video", text "Text",
        email "E-mail", letter "Letter", group "Group", accompanied_visit "Went along together",
    }
}
vocabulary! { /// What happened at a contact.
    CONTACT_OUTCOME "contact outcome" {
        spoke "Spoke", left_message "Left a message", no_answer "No answer", did_not_attend "Did not attend",
        cancelled_by_person "Cancelled by the person", cancelled_by_us "Cancelled by us",
    }
}
vocabulary! { /// What a person may need help with.
    NEED "need" {
        loneliness "Loneliness", social_isolation "Social isolation", confidence "Confidence",
        low_mood_anxiety "Low mood or anxiety", bereavement "Bereavement", relationships "Relationships",
        parenting "Parenting", caring "Caring", debt_money "Debt or money", benefits "Benefits", food "Food",
        fuel_energy "Fuel and energy", housing "Housing", homelessness "Homelessness", employment "Work",
        learning_skills "Learning and skills", volunteering "Volunteering", legal_immigration "Legal or immigration",
        domestic_abuse "Domestic abuse", physical_activity "Physical activity",
        healthy_eating_weight "Healthy eating and weight", alcohol_drugs_smoking "Alcohol, drugs or smoking",
        long_term_condition "Long-term condition", pain "Pain", memory "Memory",
        disability_access "Disability and access", transport "Transport", digital "Digital", hoarding "Hoarding",
        safety "Safety", creativity_arts "Creativity and arts", nature "Nature", faith_meaning "Faith and meaning",
        navigating_services "Finding the way round services", other "Other",
    }
}
vocabulary! { /// What a person enjoys, and what a group does.
    INTEREST "interest" {
        arts "Arts", music_singing "Music and singing", crafts "Crafts", gardening "Gardening", nature "Nature",
        walking "Walking", sport "Sport", dance "Dance", cooking "Cooking", reading "Reading", language "Language",
        games "Games", computing "Computing", repair_making "Repair and making", history "History", faith "Faith",
        pets "Pets", campaigning "Campaigning", mutual_aid "Mutual aid", befriending "Befriending",
        learning "Learning", volunteering "Volunteering",
    }
}
vocabulary! { /// The kinds of gift: head, hand, heart, connection.
    GIFT_KIND "gift kind" {
        hand "Hand: what I can do", head "Head: what I know", heart "Heart: what I care about",
        connection "Connection: people and places I know",
    }
}
vocabulary! { /// What sort of asset it is.
    ASSET_KIND "asset kind" {
        association "Group or club", individual_resident "A resident", institution "Organisation or service",
        place_physical "Place", economic_exchange "Business or exchange", story_culture "Story or culture",
    }
}
vocabulary! { /// Who stands behind an asset.
    SECTOR "sector" { resident_led "Led by residents", unincorporated_group "Informal group", charity "Charity", cic_social_enterprise "Social enterprise", faith "Faith group", business "Business", council "Council", nhs "NHS", other_public "Other public body" }
}
vocabulary! { /// Whether an asset runs.
    ASSET_STATUS "asset status" {
        active "Running", inactive "Not running", defunct "Closed for good",
        temporarily_closed "Closed for a time", planned "Planned",
    }
}
vocabulary! { /// How one takes part.
    ATTENDING "attending" {
        drop_in "Drop in", venue "At a venue", phone "By phone", online "Online", home_visit "At home",
        referral "By referral", appointment "By appointment", membership "By membership",
    }
}
vocabulary! { /// Whether an asset has room.
    CAPACITY "capacity" {
        space "Has space", few_places "A few places", waiting_list "Waiting list", full "Full",
        needs_assessment "Looks at each person first", paused "Not taking people now", unknown "Not known",
    }
}
vocabulary! { /// How an asset is paid for.
    FUNDING "funding" {
        none_needed "Needs none", self_sustaining "Pays its own way", grant "Grant", contract "Contract",
        mixed "Mixed", at_risk "At risk", ended "Ended", unknown "Not known",
    }
}
vocabulary! { /// How an asset's details were checked.
    CHECKED_HOW "checked how" {
        visited "Visited", phoned "Phoned", emailed "E-mailed", website "Website", told_by_person "A person told us",
        told_by_group "The group told us", imported "From a list",
    }
}
vocabulary! { /// How a person was joined to an asset.
    CONNECTION_KIND "connection kind" {
        signpost "Signpost", introduction "Introduction", warm_introduction "Warm introduction",
        referral "Referral", accompanied "Went along together", peer_invitation "Invited by a peer",
        self_made "Found it themselves",
    }
}
vocabulary! { /// How a connection goes.
    CONNECTION_STATE "connection state" {
        suggested "Suggested", agreed "Agreed", made "Made", replied "Replied", accepted "Accepted",
        waiting "Waiting", started "Started", attending "Attending", belongs "Belongs", contributes "Contributes",
        did_not_start "Did not start", stopped "Stopped", declined "Declined", asset_closed "It closed",
    }
}
vocabulary! { /// How a time of going along went.
    VISIT "visit" { planned "Planned", together "Went together", met_there "Met them there", alone "Went alone", not_gone "Did not go" }
}
vocabulary! { /// How an asset was for somebody.
    FEEDBACK "word on an asset" { good "Good", mixed "Good and bad", poor "Not good" }
}
vocabulary! { /// How a gap came up.
    GAP_FROM "where a gap came up" { empty_search "A search found nothing", no_room "There was no room", closed "Something closed", a_person "A person asked for it", worker "We saw it" }
}
vocabulary! { /// How far a gap has come.
    GAP_STATE "gap state" { noted "Noted", passed_on "Passed on", being_grown "Being grown", running "Running", let_go "Let go" }
}
vocabulary! { /// The way from newcomer to contributor. The construct is kith's own; the evidence is always shown.
    RUNG "rung" {
        newcomer "Newcomer", recipient "Recipient", participant "Participant", contributor "Contributor",
        leader "Leader", connector "Connector",
    }
}
vocabulary! { /// What a person said when asked what they would like to give.
    ASKED_ANSWER "answer to being asked" { offered "Offered something", not_now "Not now", no "No", unsure "Not sure" }
}
vocabulary! { /// Whether an offer or a wish still stands.
    STANDING "standing of an offer or a wish" { open "Open", met "Taken up", withdrawn "Taken back" }
}
vocabulary! { /// How far an offer and a wish that fit have come together.
    PAIR_STATE "pair state" { asking "Asking each of them", introduced "Introduced", paired "Paired", friends "Became friends", not_fit "Not a fit" }
}
vocabulary! { /// Whether a reminder still stands.
    FOLLOW_UP_STATE "reminder state" { open "Open", done "Done", cancelled "Put away" }
}
vocabulary! { /// What a person is asked to agree to.
    CONSENT_PURPOSE "consent purpose" {
        hold_record "Keep a record", share_gp "Share with the GP", share_groups "Share with groups",
        contact_phone "Contact by phone", contact_text "Contact by text", contact_email "Contact by e-mail",
        contact_letter "Contact by letter", exchanges "Take part in give and take", share_story "Tell their story",
    }
}
vocabulary! { /// What a person answered.
    CONSENT_ANSWER "consent answer" { yes "Yes", no "No", not_asked "Not asked", withdrawn "Withdrawn" }
}
vocabulary! { /// Whether a way of reaching a person is safe.
    SAFE "safe to use" { safe "Safe", ask "Ask first", unsafe "Never" }
}
vocabulary! { /// Who brought a need up.
    RAISED_BY "raised by" {
        person "The person", referrer "The referrer", worker "We did", family "Family or carer", other "Somebody else",
    }
}
vocabulary! { /// Whether a need still stands.
    NEED_STATE "need state" { open "Still there", met "Met", gone "No longer there" }
}
vocabulary! { /// How far a goal has come.
    GOAL_STATUS "goal status" {
        open "On the way", reached "Reached", partly "Partly reached", let_go "Let go",
    }
}
vocabulary! { /// How far a step towards a goal has come.
    STEP_STATUS "step status" { to_do "To do", done "Done", dropped "Dropped" }
}
vocabulary! { /// Whether a plan was agreed with the person.
    AGREED "agreed" { yes "Yes", not_yet "Not yet", no "No" }
}
vocabulary! { /// What kind of risk it is; `none_known` says that somebody asked and there is none.
    RISK_CATEGORY "risk category" {
        none_known "No known risks", harm_from_others "Harm from others", harm_to_self "Harm to self",
        harm_to_others "Harm to others", lone_visit "Visiting alone", home "In the home", animal "Animals",
        falls "Falls", infection "Infection", self_neglect "Self-neglect", safeguarding "Safeguarding concern",
        other "Other",
    }
}
vocabulary! { /// Who somebody is to a person.
    RELATION "relation" {
        partner "Partner", parent "Parent", child "Son or daughter", sibling "Brother or sister",
        relative "Other family", friend "Friend", neighbour "Neighbour", carer "Carer", cared_for "Somebody they care for",
        professional "Professional", other "Other",
    }
}
vocabulary! { /// Whether the work with a person goes on.
    EPISODE_STATE "episode state" { open "Open", paused "Paused", closed "Closed" }
}
vocabulary! { /// Why a referral was not for us, or was passed on.
    NOT_FOR_US "not for us" {
        out_of_area "Out of area", too_young "Too young", needs_clinical_care "Needs clinical care",
        in_crisis "In crisis", already_with_us "Already with us", duplicate "Sent twice", other "Other",
    }
}
vocabulary! { /// Which rule raised a reminder; nothing where somebody set it.
    FOLLOW_UP_RULE "reminder rule" {
        first_contact "First contact", connection_check "How a connection goes", provider_silence "No answer yet",
        plan_review "Review of the plan", risk_review "Review of a risk", referrer_reply "Tell the referrer",
        measures_again "Measures again", restricted_opened "A restricted record was opened",
        asset_closed "What they went to closed", gap_running "What they waited for runs",
        visit_planned "Going along",
    }
}
vocabulary! { /// Whether somebody cares for another, or is cared for.
    CARER "carer" { is_carer "Cares for somebody", has_carer "Has a carer", both "Both", neither "Neither" }
}
vocabulary! { /// Ethnicity as the person says it (UK Core).
    ETHNICITY "ethnicity" {
        A "White British", B "White Irish", C "Other White", D "White and Black Caribbean",
        E "White and Black African", F "White and Asian", G "Other mixed", H "Indian", J "Pakistani",
        K "Bangladeshi", L "Other Asian", M "Caribbean", N "African", P "Other Black", R "Chinese",
        S "Other ethnic group", Z "Not stated",
    }
}
vocabulary! { /// What a worker does here.
    WORKER_ROLE "worker role" {
        link_worker "Link worker", volunteer "Volunteer", supervisor "Supervisor",
        development_worker "Development worker", read_only "May only read",
    }
}

vocabulary! { /// What measures how somebody is.
    INSTRUMENT "instrument" { ons4 "ONS4 personal well-being", loneliness "Loneliness", swemwbs "SWEMWBS", pam "PAM", mycaw "MYCaW", eq5d "EQ-5D" }
}
vocabulary! { /// A health service somebody uses, counted before and after.
    SERVICE "service" { gp "GP appointments", emergency "A&E visits", outpatient "Outpatient appointments", inpatient "Hospital admissions", ambulance "999 calls" }
}
vocabulary! { /// What a letter is for.
    LETTER "letter" { gp "For the GP record", referrer "To the referrer", plan "The person's own plan" }
}
vocabulary! { /// How a letter went out.
    LETTER_HOW "how a letter went" { copied "Copied", saved "Kept as a file", printed "Printed", handed_over "Handed over", sent "Sent" }
}
vocabulary! { /// When in the work a measure was taken.
    MEASURE_STAGE "stage" { baseline "At the start", review "On the way", closing "At the end", later "Later" }
}

/// Every vocabulary, for documents and tests.
pub static ALL: &[&Vocabulary] = &[
    &INSTRUMENT,
    &MEASURE_STAGE,
    &SERVICE,
    &LETTER,
    &LETTER_HOW,
    &REFERRAL_SOURCE,
    &REFERRAL_METHOD,
    &REFERRAL_STATE,
    &URGENCY,
    &DECLINED_BY_PERSON,
    &DECLINED_BY_PROVIDER,
    &CLOSE_REASON,
    &CONTACT_METHOD,
    &CONTACT_OUTCOME,
    &NEED,
    &INTEREST,
    &GIFT_KIND,
    &ASSET_KIND,
    &SECTOR,
    &ASSET_STATUS,
    &ATTENDING,
    &CAPACITY,
    &FUNDING,
    &CHECKED_HOW,
    &CONNECTION_KIND,
    &CONNECTION_STATE,
    &VISIT,
    &FEEDBACK,
    &GAP_FROM,
    &GAP_STATE,
    &RUNG,
    &ASKED_ANSWER,
    &STANDING,
    &PAIR_STATE,
    &FOLLOW_UP_STATE,
    &CONSENT_PURPOSE,
    &CONSENT_ANSWER,
    &WORKER_ROLE,
    &SAFE,
    &RAISED_BY,
    &NEED_STATE,
    &GOAL_STATUS,
    &STEP_STATUS,
    &AGREED,
    &RISK_CATEGORY,
    &RELATION,
    &EPISODE_STATE,
    &NOT_FOR_US,
    &FOLLOW_UP_RULE,
    &CARER,
    &ETHNICITY,
];

#[cfg(test)]
mod tests;
