//! Words of the sample that belong to no one story: notes, gifts, and what they meant. All invented.

/// Notes that fit any story, between the first talk and the last.
pub(super) const GENERAL: &[&str] = &[
    "Rang as agreed. All well. Nothing new.",
    "Short call. Out at the shops, which is good news.",
    "Talked through what went well and what did not.",
    "Has a cold. We put it off a week.",
    "Asked about the bus times. Sent them by post.",
    "Went through the plan. One thing done, one dropped, one new.",
    "Would like to go on, not so often.",
    "Hospital appointment moved; reminder moved with it.",
    "Met in the cafe. Introduced two people who were at the next table.",
    "Neighbour was there. We talked about everything and nothing.",
    "Talked about what a good week looks like.",
    "Said what helped most was being expected.",
];

/// Notes on contacts that did not come about.
pub(super) const MISSED: &[&str] = &[
    "Rang out.",
    "Left a short message, no details.",
    "Not in. Card through the door.",
    "Engaged, then no answer.",
];

/// What a gift meant, in the words of those who received.
pub(super) const MEANT: &[&str] = &[
    "I had not had a home-made pie since Mum.",
    "She stayed for tea. That was the best of it.",
    "It works again, and so do I.",
    "Nobody has asked me to teach them anything for years.",
    "I laughed until it hurt.",
];

/// What goes from one to another besides the theme's own gifts: what, kind, minutes.
pub(super) const GIVEN: &[(&str, &str, i64)] = &[
    ("a lift to the clinic", "hand", 40),
    ("a bag of beans from the allotment", "hand", 0),
    ("an afternoon of chess", "heart", 90),
    ("a puncture mended", "hand", 30),
    ("help with the energy form", "head", 45),
    ("a pot of soup", "hand", 0),
    ("company at the hospital", "heart", 120),
    ("a word with the caretaker", "connection", 0),
    ("a jumper knitted for the baby", "hand", 0),
    ("the hedge cut", "hand", 60),
];
