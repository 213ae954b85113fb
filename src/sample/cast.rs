//! The people of the mock-ups, with the stories those tell. Every day is counted back from the present one.

/// What is due with somebody, and when.
#[derive(Clone, Copy, Debug)]
pub(super) enum Due {
    /// So many working days ago.
    Late(u32),
    /// Today, at a time or at any.
    Today(&'static str),
    /// In so many days.
    In(u64),
    /// They wait for a first contact; the referral came so many days ago.
    Waits,
    /// Tried in vain; the next try is in so many days.
    Tries(u64),
    /// Their first talk is booked, in so many days.
    Booked(u64),
}

/// One of the people: family, given, title, age, month and day of birth, theme, source, days since the referral, due, what.
pub(super) type Row =
    (&'static str, &'static str, &'static str, i32, u32, u32, usize, &'static str, u64, Due, &'static str);

use Due::{Booked, In, Late, Today, Tries, Waits};

/// The people, in the order of the mock-ups' queue. They are all Jo's.
pub(super) const PEOPLE: &[Row] = &[
    ("Okonkwo", "Ada", "Mrs", 80, 7, 14, 0, "gp", 26, Late(2), "Phone call, after 2pm"),
    (
        "Patel",
        "Meera",
        "Mrs",
        71,
        3,
        9,
        4,
        "practice_nurse",
        64,
        Late(1),
        "Send lunch club details, large print",
    ),
    (
        "Jones",
        "Siân",
        "Ms",
        68,
        11,
        2,
        11,
        "hospital_discharge",
        118,
        Today("10:00"),
        "Home visit, 14 Mill Lane; check in 11:00",
    ),
    ("MacDonald", "Ewan", "Mr", 77, 1, 25, 3, "ahp", 140, Today("11:30"), "Phone call, prefers landline"),
    ("Ahmed", "Yusuf", "Mr", 44, 5, 17, 3, "pharmacy", 82, Today(""), "Check walking group place"),
    (
        "O'Brien",
        "Niamh",
        "Ms",
        33,
        9,
        30,
        8,
        "social_care",
        47,
        Today(""),
        "6-week review, bring goals sheet",
    ),
    ("Taylor", "Joan", "Mrs", 83, 2, 11, 11, "family_friend_neighbour", 9, Booked(1), "First talk"),
    ("Wright", "Colin", "Mr", 66, 6, 21, 10, "job_centre", 190, In(2), "Phone call"),
    ("Singh", "Harpreet", "Mr", 70, 4, 13, 3, "faith_group", 230, In(3), "Meet at allotment"),
    ("Evans West", "Jo", "Mx", 29, 12, 5, 5, "mental_health_team", 160, In(6), "Close or carry on?"),
    ("Nguyen", "Thi Lan", "Mrs", 58, 8, 8, 1, "council", 7, Waits, ""),
    ("Brown", "Denise", "Mrs", 62, 10, 3, 2, "gp", 4, Waits, ""),
    ("Cooper", "Alan", "Mr", 74, 3, 27, 6, "self", 1, Waits, ""),
    ("Lewis", "Patricia", "Mrs", 81, 5, 5, 11, "ambulance", 130, In(27), "Back from hospital?"),
    ("Khan", "Imran", "Mr", 39, 7, 1, 7, "housing_association", 21, Tries(8), "Letter 2"),
    ("Roberts", "Gwen", "Mrs", 72, 1, 19, 4, "vcse", 320, In(9), "Phone call"),
    ("Fraser", "Lorna", "Ms", 55, 4, 2, 5, "gp", 96, In(10), "Home visit"),
    ("Dosanjh", "Balbir", "Mr", 79, 11, 11, 9, "mdt", 150, In(13), "Review goals"),
    ("Murphy", "Kathleen", "Mrs", 85, 6, 6, 0, "fire_service", 175, In(14), "Phone call"),
    ("Hughes", "Dilys", "Mrs", 76, 3, 1, 11, "self", 210, In(15), "Phone call"),
    ("Begum", "Rahima", "Mrs", 36, 2, 20, 8, "school_college", 12, Booked(16), "First talk"),
    ("Walker", "Stan", "Mr", 82, 9, 9, 1, "outreach_met", 280, In(17), "Coffee morning"),
    ("Reid", "Isobel", "Ms", 47, 12, 12, 2, "other_primary_care", 110, In(20), "Phone call"),
    ("Green", "Maureen", "Mrs", 78, 8, 19, 0, "gp", 260, In(21), "Final talk"),
    ("Adeyemi", "Tunde", "Mr", 41, 10, 10, 10, "police", 75, In(22), "Phone call"),
    ("Clarke", "Beryl", "Mrs", 88, 1, 7, 11, "hospital_discharge", 104, In(23), "Home visit"),
    ("Owen", "Rhys", "Mr", 52, 6, 15, 5, "gp", 16, Tries(24), "Letter 1"),
    ("Shaw", "Audrey", "Miss", 73, 4, 28, 6, "pharmacy", 88, In(27), "Phone call"),
    ("Price", "Megan", "Ms", 26, 7, 22, 8, "ahp", 132, In(28), "Review goals"),
    ("Hill", "Gordon", "Mr", 69, 2, 14, 3, "gp", 240, In(29), "Check in"),
    ("Bell", "Sheila", "Mrs", 75, 5, 29, 0, "practice_nurse", 145, In(30), "Phone call"),
    ("Lamb", "Peter", "Mr", 64, 11, 23, 9, "family_friend_neighbour", 122, In(31), "Home visit"),
    ("Rose", "Ivy", "Miss", 91, 12, 24, 11, "mdt", 200, In(34), "Phone call"),
    ("Nash", "Harold", "Mr", 80, 3, 16, 9, "reopened", 68, In(35), "Review goals"),
    ("Pope", "Edna", "Mrs", 84, 8, 31, 0, "vcse", 155, In(36), "Phone call"),
    ("Dale", "Frank", "Mr", 59, 9, 4, 7, "housing_association", 92, In(37), "Phone call"),
    ("Webb", "Joyce", "Mrs", 77, 10, 18, 4, "self", 185, In(38), "Home visit"),
    ("Ford", "Len", "Mr", 71, 1, 1, 6, "council", 115, In(41), "Phone call"),
    ("Lane", "Ruby", "Ms", 38, 6, 27, 2, "job_centre", 99, In(42), "Phone call"),
    ("Cole", "Vera", "Mrs", 86, 4, 8, 11, "gp", 300, In(43), "Phone call"),
    ("Hart", "Cyril", "Mr", 83, 7, 19, 9, "faith_group", 170, In(44), "Review goals"),
    ("Page", "Doris", "Mrs", 79, 2, 26, 0, "self", 340, In(45), "Phone call"),
];

/// What else is known of somebody: who, field, value.
pub(super) const KNOWN: &[(&str, &str, &str)] = &[
    ("Okonkwo", "nhs_number", "9990001235"),
    ("Okonkwo", "phone", "01632 960144"),
    ("Okonkwo", "mobile", ""),
    ("Okonkwo", "postcode", "ML1 4QT"),
    ("Okonkwo", "preferred", "Ada"),
    ("Okonkwo", "pronouns", "she/her"),
    ("Okonkwo", "safe_contact", "Please do not text. Best after 2pm."),
    ("Okonkwo", "access_needs", "Uses a stick; stairs are hard. Walks 15 minutes; no car."),
    (
        "Okonkwo",
        "about",
        "Widowed in the winter (Ken). Cooked for a works canteen for thirty years.\nHappy to be rung after 2pm. Daughter: Grace, 01632 960200; yes to our ringing her.",
    ),
    ("Patel", "access_needs", "Large print."),
    ("Jones", "language", "Welsh and English; would rather speak Welsh."),
    ("Jones", "address", "14 Mill Lane, Millbrook"),
    ("MacDonald", "safe_contact", "Landline only; he does not hear the mobile."),
    ("Evans West", "pronouns", "they/them"),
    ("Nguyen", "language", "Vietnamese; interpreter needed."),
    ("Khan", "safe_contact", "Never leave a voicemail. Say you are from the library."),
    ("Begum", "language", "Bengali; some English."),
    ("Reid", "safe_contact", "Do not write to the address."),
    ("Rose", "safe_contact", "Ring the niece first, then Ivy."),
    ("Dosanjh", "language", "Punjabi; his daughter interprets by his wish."),
];

/// What somebody agreed to or not, as their own story tells it: who, purpose, answer.
pub(super) const AGREED: &[(&str, &str, &str)] = &[
    ("Okonkwo", "contact_phone", "yes"),
    ("Okonkwo", "contact_text", "no"),
    ("Okonkwo", "share_gp", "yes"),
    ("Okonkwo", "exchanges", "yes"),
    ("Hughes", "exchanges", "yes"),
    ("Jones", "exchanges", "yes"),
    ("Wright", "exchanges", "yes"),
    ("Taylor", "exchanges", "yes"),
    ("Singh", "exchanges", "yes"),
    ("Khan", "exchanges", "yes"),
    ("Walker", "exchanges", "yes"),
    ("Cooper", "exchanges", "yes"),
    ("MacDonald", "contact_phone", "yes"),
    ("MacDonald", "contact_text", "no"),
    ("Khan", "contact_phone", "yes"),
    ("Rose", "contact_phone", "yes"),
];

/// A contact with its own words: who, days ago, working days before that, method, outcome, minutes, note.
pub(super) type Told = (&'static str, u64, u32, &'static str, &'static str, i64, &'static str);

/// Ada's contacts.
pub(super) const TOLD: &[Told] = &[
    ("Okonkwo", 22, 0, "face_to_face", "spoke", 30, "At surgery. Says yes to contact by phone, no to text."),
    (
        "Okonkwo",
        18,
        0,
        "home_visit",
        "spoke",
        45,
        "Feeling low since Ken died. Misses cooking for people. Would try lunch club if someone met her at the door.",
    ),
    ("Okonkwo", 0, 3, "phone", "no_answer", 0, "Landline rang out."),
    (
        "Okonkwo",
        0,
        2,
        "phone",
        "left_message",
        0,
        "Left voicemail: \"Hello Ada, it is Jo from Mill Lane. No rush, I will try again on Tuesday after two.\"",
    ),
];

/// Something of one's own besides contacts.
#[derive(Clone, Copy, Debug)]
pub(super) enum Extra {
    /// Would like to give: what, kind, interests.
    Offers(&'static str, &'static str, &'static str),
    /// Would like: what, interests.
    Wishes(&'static str, &'static str),
    /// Gave to somebody: whom, what, kind, minutes, what it meant.
    Gives(&'static str, &'static str, &'static str, i64, &'static str),
    /// Gave to a group: its number, what, kind.
    GivesGroup(i64, &'static str, &'static str),
    /// Received from a group: its number, what, kind.
    Receives(i64, &'static str, &'static str),
    /// A note.
    Notes(&'static str),
    /// Runs a group: its number.
    Runs(i64),
    /// Joined to a group: its number, kind, state, who introduced them.
    Joins(i64, &'static str, &'static str, &'static str),
    /// A further reminder of theirs, due in so many days: what.
    Remind(u64, &'static str),
    /// A worker's word: group, rung, evidence.
    Stands(i64, &'static str, &'static str),
}

use Extra::{Gives, GivesGroup, Joins, Notes, Offers, Receives, Remind, Runs, Stands, Wishes};

/// What happened besides contacts: who, days ago, what. Groups are numbered as in `places.rs`, from 1.
pub(super) const EXTRAS: &[(&str, u64, Extra)] = &[
    ("Okonkwo", 18, Offers("cooking, baking", "hand", "cooking")),
    ("Okonkwo", 18, Wishes("company at meals", "cooking befriending")),
    ("Okonkwo", 18, Joins(1, "introduction", "suggested", "")),
    ("Wright", 60, Offers("bike and small repairs", "hand", "repair_making")),
    ("Wright", 50, Joins(7, "introduction", "contributes", "")),
    ("Wright", 24, Gives("Walker", "a puncture mended", "hand", 30, "On my bike again at eighty-two.")),
    ("Wright", 6, Remind(4, "Shelf at Joan TAYLOR's; meet there Saturday")),
    ("Singh", 42, Offers("allotment veg, lifts on Fridays", "hand", "gardening mutual_aid")),
    ("Singh", 150, Joins(5, "self_made", "belongs", "")),
    ("Singh", 35, GivesGroup(1, "a crate of leeks for the pot", "hand")),
    (
        "Singh",
        12,
        Gives(
            "Murphy",
            "a bag of beans from the allotment",
            "hand",
            0,
            "Shelled them on the step, like my mother.",
        ),
    ),
    ("Hughes", 119, Offers("Welsh conversation", "head", "language")),
    ("Hughes", 100, Joins(19, "warm_introduction", "attending", "")),
    ("Walker", 82, Offers("chess, board games", "heart", "games")),
    ("Walker", 120, Joins(8, "self_made", "contributes", "")),
    ("Walker", 90, Runs(8)),
    (
        "Walker",
        20,
        Gives(
            "Adeyemi",
            "an afternoon of chess",
            "heart",
            90,
            "Nobody has asked me to teach them anything for years.",
        ),
    ),
    ("Cooper", 1, Wishes("learn to cook for one", "cooking")),
    ("Jones", 90, Wishes("someone to speak Welsh with", "language")),
    ("Jones", 70, Joins(19, "introduction", "belongs", "Hughes")),
    ("Jones", 40, Joins(9, "referral", "attending", "")),
    ("Taylor", 7, Wishes("shelf put up", "repair_making")),
    ("Khan", 19, Wishes("lift to mosque on Fridays", "faith mutual_aid")),
    ("Roberts", 200, Joins(11, "self_made", "contributes", "")),
    ("Roberts", 180, Runs(11)),
    ("Roberts", 30, Gives("Webb", "curtains hemmed", "hand", 60, "The bedroom is warm.")),
    ("Patel", 40, Joins(11, "peer_invitation", "attending", "Roberts")),
    ("Patel", 20, Joins(1, "introduction", "agreed", "")),
    ("MacDonald", 80, Joins(4, "accompanied", "attending", "")),
    (
        "MacDonald",
        30,
        Gives("Hill", "company on the Monday walk", "heart", 60, "I would not have gone round on my own."),
    ),
    ("Ahmed", 45, Joins(4, "introduction", "waiting", "")),
    ("Ahmed", 30, Joins(6, "self_made", "attending", "")),
    ("Murphy", 120, Joins(13, "accompanied", "started", "")),
    ("Murphy", 100, Joins(1, "accompanied", "belongs", "")),
    ("Murphy", 80, Receives(1, "a hot meal and a lift home", "hand")),
    ("Murphy", 25, GivesGroup(1, "her mother's soda bread", "hand")),
    ("Green", 110, Joins(13, "introduction", "attending", "")),
    ("Green", 90, Joins(1, "peer_invitation", "contributes", "Murphy")),
    ("Webb", 75, Joins(28, "referral", "started", "")),
    ("Dosanjh", 60, Joins(12, "self_made", "contributes", "")),
    ("Hart", 95, Joins(12, "peer_invitation", "attending", "Dosanjh")),
    ("Hart", 60, Stands(12, "participant", "Plays third cornet; said so himself.")),
    ("O'Brien", 20, Joins(26, "accompanied", "started", "")),
    ("Price", 70, Joins(26, "self_made", "belongs", "")),
    (
        "Price",
        40,
        Gives("O'Brien", "outgrown baby things", "hand", 0, "She stayed for tea. That was the best of it."),
    ),
    ("Page", 120, Receives(16, "a coffee somebody else had paid", "heart")),
    ("Evans West", 45, Notes("Wants to decide together whether to go on. Likes the Fridays.")),
    ("Lewis", 9, Notes("In the Infirmary since Sunday. Sister will ring when she is home.")),
    ("Hill", 8, Notes("On hold at his wish until the new knee.")),
];
