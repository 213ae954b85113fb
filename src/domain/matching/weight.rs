//! What each reason weighs: one table, printed as it stands in `docs/matching.md`.

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Weight {
    /// What the reason is called in the table.
    pub name: &'static str,
    /// Points for, or (below nought) against.
    pub points: i64,
    /// When it counts, and why it weighs so much.
    pub meaning: &'static str,
}

macro_rules! weights {
    ($($name:ident $points:literal $called:literal $meaning:literal;)*) => {
        $(#[doc = $meaning] pub const $name: i64 = $points;)*
        /// Every weight, in the order in which they are told.
        pub static WEIGHTS: &[Weight] =
            &[$(Weight { name: $called, points: $points, meaning: $meaning }),*];
    };
}

weights! {
    INTEREST 30 "Same interest" "An interest of the person, of what they offer or of what they would like, that the asset serves. Once for each interest. It weighs most: people stay where they enjoy what is done.";
    NEED 35 "Helps with a particular need" "A need that few places help with: debt, parenting, transport, memory and the like. Once for each need.";
    BROAD_NEED 20 "Helps with a broad need" "Loneliness, social isolation, confidence, low mood: many places help, each in its own way, so the need alone says less. Once for each need.";
    GIFT 20 "Welcomes their gift" "The asset welcomes the kind of gift that the person offers. Once.";
    WORD 15 "Same word in an offer or a wish" "A telling word of what the person offers or would like stands in the asset's name or description. Endings are forgiven.";
    ALIKE_WORD 12 "Like word in an offer or a wish" "A word of the wish means much the same as one of the offer: guitar and ukulele. The sets of like words come with the program, and a team adds its own in synonyms.txt beside its settings.";
    OWN_WORD 8 "Same word in a goal, a plan or about them" "A telling word of a goal, of what matters to them, or of what is written about them. At most three count.";
    NOTE_WORD 4 "Same word in a note" "A telling word of the newest notes and contacts. At most two count.";
    NEXT_DOOR 20 "Up to half a mile" "As the crow flies, from their postcode.";
    NEAR 15 "Up to a mile" "As the crow flies, from their postcode.";
    SAME_AREA 12 "The same postcode area" "Where only the areas are known, and they are one.";
    AROUND 10 "Up to two miles" "As the crow flies, from their postcode.";
    WITHIN 3 "Up to five miles" "As the crow flies, from their postcode.";
    TOO_FAR -40 "Further than they can travel" "Further than the person said that they can go.";
    FAR -15 "Far" "More than ten miles, where nobody said how far they can go.";
    FREE_THEN 12 "When they are free" "It is at a time of the week that the person named.";
    NOT_FREE -15 "Not when they are free" "Both times are known and do not meet.";
    SPEAKS 20 "Speaks their language" "The asset names the language of the person.";
    OTHER_LANGUAGE -12 "Other languages" "The person needs an interpreter, and the asset names other languages only.";
    FITS_ACCESS 12 "Access that they need" "The asset says that it has what the person needs to get in and take part.";
    NO_ACCESS -25 "Access that is missing" "The asset says that it lacks it: stairs, no toilet.";
    TOO_DEAR -15 "Costs more than they can pay" "Its least price is above what the person said.";
    FREE 3 "Free" "It costs nothing, and the person can pay little or nothing.";
    WRONG_AGE -40 "Another age" "It is for other ages than theirs.";
    MEETS 6 "Somebody meets newcomers" "For a person who is lonely, isolated, anxious or short of confidence.";
    GOES -60 "Goes there already" "The person is connected to it, and that goes on.";
    ENDED -30 "Was there, or said no" "An earlier connection was declined, did not start, or stopped. The reason stands beside it.";
    ALIKE -12 "Another like it stands above" "An asset of the same name, up to its first comma, fits better: people choose among different things.";
    ROOM 5 "Has room" "It has space or a few places.";
    OLD -8 "Not checked, planned, or with a wait" "Never checked or not of late; planned and not running yet; a waiting list, or each person is looked at first.";
    FULL -15 "Full" "It is full, or takes nobody now.";
    CLOSED -60 "Closed" "It has closed, for good or for a time.";
}
