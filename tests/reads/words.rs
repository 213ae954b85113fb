//! Today, a person's record and a line of time as people read them.

use kith::domain::entity::Entity;
use kith::domain::id::PersonId;
use kith::report::person::{self, Summary};
use kith::report::timeline;
use kith::report::today::{self, GroupOf};
use kith::store::page::Span;

use super::{Case, today};

fn ada(case: &mut Case) -> PersonId {
    let ada = case.person_with(
        "Ada",
        "Okonkwo",
        &[
            ("title", "Mrs"),
            ("preferred", "Addie"),
            ("pronouns", "she/her"),
            ("date_of_birth", "14 7 1945"),
            ("nhs_number", "9990001235"),
            ("phone", "01632960144"),
            ("safe_contact", "Please do not text"),
            ("gp_practice", "Mill Lane Surgery"),
            ("access_needs", "Uses a stick"),
            ("interests", "cooking"),
        ],
    );
    case.refer(
        ada,
        "5 feb",
        &[
            ("source", "gp"),
            ("referrer_name", "Dr Shah"),
            ("referrer_organisation", "Mill Lane Surgery"),
            ("reason", "Lonely since bereavement."),
        ],
    );
    ada
}

#[test]
fn today_says_what_is_late_what_is_for_today_and_who_waits() {
    let mut case = Case::new();
    let ada = ada(&mut case);
    let meera = case.person("Meera", "Patel");
    let lan = case.person_with("Thi Lan", "Nguyễn", &[("language", "Vietnamese, needs an interpreter")]);
    let alan = case.person("Alan", "Cooper");
    case.of(ada, Entity::Contact, &[("outcome", "no_answer"), ("happened_on", "26 feb")]);
    case.of(ada, Entity::Contact, &[("outcome", "left_message"), ("happened_on", "28 feb")]);
    case.of(ada, Entity::FollowUp, &[("due_on", "2026-02-28"), ("what", "Phone call")]);
    case.of(
        meera,
        Entity::FollowUp,
        &[("due_on", "2026-03-02"), ("due_at", "10:00"), ("what", "Send details")],
    );
    case.of(ada, Entity::FollowUp, &[("due_on", "today"), ("due_at", "11:30"), ("what", "Home visit")]);
    case.of(
        meera,
        Entity::FollowUp,
        &[("due_on", "today"), ("what", "Check place"), ("recurrence", "every 2 weeks")],
    );
    case.of(meera, Entity::FollowUp, &[("due_on", "4 mar"), ("what", "First talk")]);
    case.of(meera, Entity::FollowUp, &[("due_on", "11 mar"), ("what", "Too far ahead")]);
    let club = case.asset("Lunch Club", &[]).0.to_string();
    case.add(Entity::FollowUp, &[("asset_id", &club), ("due_on", "10 mar"), ("what", "Ring Bea")]);
    case.refer(lan, "19 feb", &[("source", "pharmacy")]);
    case.refer(alan, "2 mar", &[("source", "self"), ("urgency", "urgent")]);

    let all = today::ask(&case.store, None, today(), 9).unwrap();
    let shown: Vec<String> = all
        .groups
        .iter()
        .flat_map(|group| {
            let rows = group.rows.iter().map(|row| {
                let mark = if row.marked { "!" } else { " " };
                format!("{mark} {} | {} | {} | {}", row.when, row.name, row.what, row.detail)
            });
            std::iter::once(group.heading()).chain(rows).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(
        shown,
        [
            "LATE (2)",
            "! 3 days late | OKONKWO, Ada | Phone call | was due Sat 28 Feb; tried on 2 days, not reached; Please do not text",
            "! 1 day late | PATEL, Meera | Send details | was due Mon 2 Mar; at 10:00",
            "TODAY (2)",
            "  11:30 | OKONKWO, Ada | Home visit | tried on 2 days, not reached; Please do not text",
            "  any time | PATEL, Meera | Check place | every 2 weeks",
            "TRIED, NOT REACHED (0)",
            "NEXT 7 DAYS (2)",
            "  Wed 4 Mar | PATEL, Meera | First talk | ",
            "  Tue 10 Mar | Lunch Club | Ring Bea | ",
            "WAITING FOR FIRST CONTACT (2)",
            "! 8 days | NGUYỄN, Thi Lan | From: Pharmacy | since Thu 19 Feb; Language: Vietnamese, needs an interpreter",
            "  1 day | COOPER, Alan | Urgent; Self-referral | since Mon 2 Mar",
            "WAITING FOR A REPLY (0)",
            "TO BE LOOKED AT AGAIN (0)",
            "NOT CHECKED FOR LONG",
            "FUNDING ENDS SOON",
            "NOT YET ASKED",
            "  4 people | Nobody has asked | What they would like to give | 1 of them has a reminder in the next 7 days",
            "NOT SAVED YET (0)",
            "DONE TODAY (0)",
        ]
    );
    assert_eq!(all.sentence, "2 reminders are late. The oldest is 3 days late: Ada OKONKWO.");
    assert_eq!(all.groups[4].note, "target 5 working days");
    assert_eq!((all.week.contacts, all.week.waiting, all.week.longest_wait), (0, 2, Some(8)));
    assert_eq!((all.groups[0].rows[0].days_late, all.groups[0].rows[0].person), (3, Some(ada.0)));

    let second = today::page(&case.store, None, today(), GroupOf::Next, Span { from: 1, most: 5 }).unwrap();
    assert_eq!((second.rows.len(), second.total, second.rows[0].asset.is_some()), (1, 2, true));
    let json = serde_json::to_value(&all.groups[0]).unwrap();
    assert_eq!((json["group"].as_str(), json["rows"][0]["due"].as_str()), (Some("late"), Some("2026-02-28")));
}

#[test]
fn bank_holidays_and_weekends_do_not_count_as_waiting() {
    use kith::clock::Clock;
    let mut case = Case::new();
    let ada = case.person("Ada", "Okonkwo");
    // Thursday before Easter 2025; Friday and Monday are bank holidays.
    case.refer(ada, "2025-04-17", &[]);
    let tuesday = "2025-04-22".parse().unwrap();
    case.store.set_clock(Clock::on(tuesday));
    let waiting = today::page(&case.store, None, tuesday, GroupOf::Waiting, Span::first(1)).unwrap();
    assert_eq!((waiting.rows[0].when.as_str(), waiting.rows[0].marked), ("1 day", false));
    assert_eq!(waiting.rows[0].due.unwrap().to_string(), "2025-04-28");
}

#[test]
fn a_quiet_day_says_so() {
    let case = Case::new();
    let all = today::ask(&case.store, None, today(), 9).unwrap();
    assert_eq!(
        all.sentence,
        "Nothing is late. 0 reminders are for today, 0 people wait for a first contact."
    );
    assert_eq!(all.groups.len(), GroupOf::ALL.len());
    assert!(all.groups.iter().all(|group| group.total == 0));
}

fn summary(case: &Case, person: PersonId) -> Summary {
    person::ask(&case.store, person, today()).unwrap().unwrap()
}

#[test]
fn the_banner_names_the_person_and_the_warning_stands_beside_the_number() {
    let mut case = Case::new();
    let ada = ada(&mut case);
    case.of(ada, Entity::Contact, &[("outcome", "spoke"), ("happened_on", "13 feb")]);
    let page = summary(&case, ada);
    assert_eq!(page.first_line(), ["OKONKWO, Ada (Mrs)", "likes to be called Addie", "she/her"]);
    assert_eq!(
        page.second_line(),
        [
            "Born 14 Jul 1945 (80)",
            "NHS number 999 000 1235",
            "Phone 01632 960144",
            "! Please do not text",
            "Mill Lane Surgery",
            "Active since Thu 5 Feb 2026"
        ]
    );
    let nobody = case.person("Ewan", "");
    let page = summary(&case, nobody);
    assert_eq!(
        page.second_line(),
        ["Born Not known", "NHS number Not known", "Phone Not known", "Known, no referral"]
    );
    assert_eq!(person::ask(&case.store, PersonId(99), today()).unwrap(), None);
}

#[test]
fn a_record_says_what_is_next_what_was_said_and_what_is_given_and_taken() {
    let mut case = Case::new();
    let ada = ada(&mut case);
    let joan = case.person("Joan", "Taylor");
    case.of(ada, Entity::Contact, &[("outcome", "spoke"), ("happened_on", "13 feb")]);
    case.of(ada, Entity::FollowUp, &[("due_on", "2026-02-28"), ("what", "Phone call")]);
    case.of(
        ada,
        Entity::Consent,
        &[("purpose", "contact_text"), ("answer", "yes"), ("answered_on", "5 feb")],
    );
    case.of(ada, Entity::Consent, &[("purpose", "contact_text"), ("answer", "no"), ("answered_on", "9 feb")]);
    let club = case.asset("Tuesday Lunch Club", &[]);
    case.connect(
        ada,
        club,
        "attending",
        &[("made_on", "13 feb"), ("attended", "2"), ("last_attended", "24 feb")],
    );
    case.of(ada, Entity::Asked, &[("answer", "offered"), ("asked_on", "13 feb")]);
    case.of(ada, Entity::Offer, &[("what", "cooking"), ("offered_on", "13 feb")]);
    case.of(ada, Entity::Offer, &[("what", "no more"), ("state", "withdrawn")]);
    case.of(ada, Entity::Ask, &[("what", "company at meals")]);
    case.gave(ada, joan, "soup", "1 mar");
    let page = summary(&case, ada);
    let next = page.next.unwrap();
    assert_eq!(next.words, "Phone call, was due Sat 28 Feb 2026 (3 days late)");
    assert!(next.late && next.follow_up.is_some());
    let texts = page.consents.iter().find(|consent| consent.purpose == "contact_text").unwrap();
    assert_eq!((texts.label.as_str(), texts.answer.as_str()), ("Contact by text", "No"));
    assert_eq!(page.consents.iter().filter(|consent| consent.answer == "Not asked").count(), 8);
    assert_eq!(
        page.connections[0].words,
        "attending since Fri 13 Feb 2026, there 2 times, last on Tue 24 Feb 2026"
    );
    assert_eq!(page.asked, "Offered something, Fri 13 Feb 2026");
    assert_eq!((page.offers.len(), page.offers[0].name.as_str()), (1, "cooking"));
    assert_eq!(page.asks[0].name, "company at meals");
    assert_eq!(page.gave_and_received, "Gave 1 time");
    assert_eq!((page.rung.as_str(), page.rungs.len()), ("Contributor", 1));
    assert_eq!(page.rungs[0].words, "participant, attended twice or more");
    assert_eq!(page.good_to_know, ["Uses a stick", "Interests: Cooking"]);
    case.put_away(Entity::Person, ada.0);
    assert_eq!(summary(&case, ada).put_away, "Put away on Tue 3 Mar 2026: by mistake");
}

#[test]
fn a_line_of_time_is_told_in_words_open_reminders_first() {
    let mut case = Case::new();
    let ada = ada(&mut case);
    let joan = case.person("Joan", "Taylor");
    let club = case.asset("Tuesday Lunch Club", &[]);
    case.of(ada, Entity::Consent, &[("purpose", "share_gp"), ("answer", "yes"), ("answered_on", "6 feb")]);
    case.of(
        ada,
        Entity::Contact,
        &[
            ("method", "home_visit"),
            ("minutes", "45"),
            ("happened_on", "13 feb"),
            ("note", "Low.\n\nMisses cooking."),
        ],
    );
    case.connect(ada, club, "attending", &[("made_on", "14 feb"), ("attended", "2")]);
    case.of(ada, Entity::Asked, &[("answer", "not_now"), ("asked_on", "15 feb")]);
    case.of(ada, Entity::Offer, &[("what", "cooking"), ("offered_on", "16 feb")]);
    case.of(ada, Entity::Ask, &[("what", "company"), ("asked_on", "17 feb"), ("state", "met")]);
    case.gave(ada, joan, "a lift", "18 feb");
    case.gave(joan, ada, "plums", "19 feb");
    case.of(ada, Entity::Rung, &[("rung", "leader"), ("since", "20 feb"), ("evidence", "Runs the kitchen.")]);
    case.of(ada, Entity::Note, &[("text", "Door code changed."), ("written_on", "21 feb")]);
    case.of(
        ada,
        Entity::Contact,
        &[("outcome", "no_answer"), ("happened_on", "28 feb"), ("happened_at", "14:20")],
    );
    case.of(ada, Entity::FollowUp, &[("due_on", "10 mar"), ("what", "Review")]);
    case.of(
        ada,
        Entity::FollowUp,
        &[("due_on", "2026-02-28"), ("what", "Phone call"), ("recurrence", "every week")],
    );

    let page = case.store.timeline(ada, Span::first(20)).unwrap();
    let lines: Vec<timeline::Line> = page.rows.iter().map(|entry| timeline::words(entry, today())).collect();
    let headings: Vec<String> = lines.iter().map(timeline::Line::heading).collect();
    assert_eq!(
        headings,
        [
            "Reminder  Phone call, 3 days late",
            "Reminder  Review, in 7 days (Tue 10 Mar 2026)",
            "Reminder  Ask how it goes: Tuesday Lunch Club, in 13 days (Mon 16 Mar 2026)",
            "Phone call  No answer",
            "Note",
            "On the way  Leader",
            "Received  plums from Joan TAYLOR",
            "Gave  a lift to Joan TAYLOR",
            "Would like  company (taken up)",
            "Offered  cooking",
            "Asked  what they would like to give: not now",
            "Connection  Tuesday Lunch Club, attending, there twice",
            "Home visit  Spoke, 45 min",
            "Said yes  share with the GP",
            "Referral  From Dr Shah, Mill Lane Surgery",
        ]
    );
    assert!(lines[0].late && lines[0].open && !lines[1].late);
    assert_eq!(lines[0].details, ["Comes again: every week"]);
    assert_eq!(lines[12].details, ["Low.", "Misses cooking."]);
    assert_eq!(lines[3].sentence(), "Sat 28 Feb 2026 14:20, phone call, no answer.");
    assert_eq!(page.rows[7].other_record, Some((Entity::Person, joan.0)));
    assert_eq!(page.rows[11].other_record, Some((Entity::Asset, club.0)));
    let third = case.store.timeline(ada, Span { from: 3, most: 1 }).unwrap();
    assert_eq!((third.rows.len(), third.total, third.rows[0].kind), (1, 15, Entity::Contact));
}
