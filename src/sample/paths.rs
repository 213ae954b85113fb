//! What matters to the sample's people, what they want to reach, and the steps towards it. All invented.

/// A way that fits a kind of story: in the order of the themes.
pub(super) struct Path {
    /// What matters to them, in their words.
    pub matters: &'static str,
    /// The same, told again when things have moved on.
    pub later: &'static str,
    /// What they said about the first of their needs.
    pub need: &'static str,
    /// What they are good at, and the kind of gift.
    pub strengths: &'static [(&'static str, &'static str)],
    /// What they want to reach first, and after that.
    pub goals: [&'static str; 2],
    /// Steps, and who takes them.
    pub steps: [(&'static str, &'static str); 3],
    /// What came of the first goal.
    pub outcome: &'static str,
    /// Who is around them: name, who they are.
    pub around: (&'static str, &'static str),
}

/// The ways, one for each theme.
pub(super) static PATHS: [Path; 12] = [
    Path {
        matters: "A full table again. Not to be the one people are careful with.",
        later: "My Tuesday, and being asked to cook for it.",
        need: "The evenings are long. It is not food that is missing, it is somebody to cook for.",
        strengths: &[
            ("Cooks for thirty without a recipe", "hand"),
            ("Knows what to say after a loss", "heart"),
        ],
        goals: ["Eat with other people once a week", "Cook for the club at Easter"],
        steps: [
            ("Meet at the hall door the first time", "Together"),
            ("Ask the club what they cook", "We"),
            ("Go twice without being fetched", "The person"),
        ],
        outcome: "Goes every week and sits with the same four women.",
        around: ("Grace", "child"),
    },
    Path {
        matters: "Being on first-name terms with somebody who is not paid to know me.",
        later: "Being one of four every Thursday.",
        need: "Moved here alone. Knows the bus driver and nobody else.",
        strengths: &[("Runs a good quiz", "head"), ("Always the first to say hello", "heart")],
        goals: ["Know three people by name", "Have somebody round for tea"],
        steps: [
            ("Try the games evening once", "The person"),
            ("Say good morning to next door for a week", "The person"),
            ("Find a Sunday thing", "We"),
        ],
        outcome: "Knows the names of most of the street.",
        around: ("Next door at number 9", "neighbour"),
    },
    Path {
        matters: "Opening the post without feeling sick. The children not knowing.",
        later: "One payment a month that I can say out loud.",
        need: "Three letters a week since the hours were cut. The rent went up in the same month.",
        strengths: &[("Keeps every receipt", "head"), ("Makes a little go a long way", "hand")],
        goals: ["Know what is owed and to whom", "One payment that can be kept up"],
        steps: [
            ("Bring the letters, opened or not", "The person"),
            ("Book the money adviser", "We"),
            ("Ring the council about the rent", "The person, with us beside"),
        ],
        outcome: "One list, one payment, and the post is opened on the day.",
        around: ("Sister, two streets away", "sibling"),
    },
    Path {
        matters: "Walking to the allotment again without stopping on every bench.",
        later: "The Monday walk, at the front for once.",
        need: "Has not walked further than the shop since the winter.",
        strengths: &[
            ("Grows vegetables for half the street", "hand"),
            ("Knows every path round here", "head"),
        ],
        goals: ["Walk to the park and back", "Join the Monday walk"],
        steps: [
            ("Ten minutes after breakfast, four days a week", "The person"),
            ("Go along to the first walk", "We"),
            ("Ask the nurse about the knee", "The person"),
        ],
        outcome: "Walks to the park most days, and does not count the benches.",
        around: ("Old workmate", "friend"),
    },
    Path {
        matters: "One morning a week that is mine. And that all is safe at home while I have it.",
        later: "My morning, without saying sorry for it.",
        need: "Has not had an afternoon off since the spring.",
        strengths: &[("Patient beyond words", "heart"), ("Sews and mends", "hand")],
        goals: ["Two hours out of the house each week", "A night's sleep twice a week"],
        steps: [
            ("Ring the carers' centre together", "Together"),
            ("Ask the neighbour about Thursdays", "The person"),
            ("Ask the practice for a carer's check", "We"),
        ],
        outcome: "Thursday mornings at the sewing group; the neighbour sits in.",
        around: ("Somebody at home", "cared_for"),
    },
    Path {
        matters: "Going into a room without rehearsing it first.",
        later: "Friday with the others, even on a bad day.",
        need: "Turns back at the door more often than not.",
        strengths: &[("Draws what others miss", "hand"), ("Listens without mending", "heart")],
        goals: ["Stay a whole session once", "Go on a day that is not a good one"],
        steps: [
            ("Look in when nobody is there", "Together"),
            ("Stay ten minutes", "The person"),
            ("Say one thing aloud", "The person"),
        ],
        outcome: "Stayed to the end twice, and went home the long way.",
        around: ("A friend from college", "friend"),
    },
    Path {
        matters: "Not having to ask my grandson for every form.",
        later: "Ringing the doctor through the telephone thing by myself.",
        need: "Everything is on a screen now, and the screen asks for a password.",
        strengths: &[("Remembers every phone number", "head"), ("Explains things slowly and well", "head")],
        goals: ["Book at the surgery without help", "Show somebody else how it is done"],
        steps: [
            ("Find the library's computer hour", "We"),
            ("Go with the tablet, charged", "The person"),
            ("Send one message to the grandson", "The person"),
        ],
        outcome: "Booked the flu jab from the kitchen table.",
        around: ("Grandson", "relative"),
    },
    Path {
        matters: "A dry room for the children. The rest can wait.",
        later: "That we stay here when it is mended.",
        need: "Black mould in the back room; the landlord has had four letters.",
        strengths: &[("Can fix nearly anything", "hand"), ("Knows who to ask on the estate", "connection")],
        goals: ["The back room dry before winter", "Heating on without counting"],
        steps: [
            ("Photographs with dates", "The person"),
            ("Write to the council's housing team", "We"),
            ("Apply for the warm home help", "The person, with us beside"),
        ],
        outcome: "The council came. The wall is open and drying.",
        around: ("Housing officer", "professional"),
    },
    Path {
        matters: "Being more than a parent for an hour. Others who say that it is hard.",
        later: "The Tuesday lot. We ring each other now.",
        need: "No family within two hours, and the days are long.",
        strengths: &[("Sings to any baby", "heart"), ("Organises a street party by text", "connection")],
        goals: ["One grown-up conversation a day", "A place in the baby group"],
        steps: [
            ("Walk past the hall at ten on Tuesday", "The person"),
            ("Ask the group to look out for a new face", "We"),
            ("Stay for the tea afterwards", "The person"),
        ],
        outcome: "Three names in the phone, and a standing Tuesday.",
        around: ("Mum, by phone on Sundays", "parent"),
    },
    Path {
        matters: "To be spoken to, not about. Music while I still have the words.",
        later: "The band, and my own chair in it.",
        need: "Forgets what day it is, and knows about forgetting.",
        strengths: &[("Plays the cornet", "hand"), ("Tells the town's history", "head")],
        goals: ["Play with others again", "Get there without being driven"],
        steps: [
            ("Find the cornet", "The person and a daughter"),
            ("Ask the band about Wednesdays", "We"),
            ("A card with the bus on it", "We"),
        ],
        outcome: "Third cornet, every Wednesday, word perfect.",
        around: ("Daughter", "child"),
    },
    Path {
        matters: "Work with my hands, and people who notice if I am not there.",
        later: "Teaching the young ones the lathe.",
        need: "Forty letters, two answers.",
        strengths: &[("Mends bicycles", "hand"), ("Turns up on time", "heart")],
        goals: ["Somewhere to be two mornings a week", "One reference that is not ten years old"],
        steps: [
            ("Look round the workshop", "Together"),
            ("Two mornings in a row", "The person"),
            ("Ask for the reference", "The person"),
        ],
        outcome: "Two mornings became three. There is a key now, too.",
        around: ("Brother", "sibling"),
    },
    Path {
        matters: "Getting out without asking for a favour. Speaking my own language with somebody.",
        later: "Going, and being the one who saves the seats.",
        need: "The lift has been out since autumn and the bus does not lower.",
        strengths: &[
            ("Knows everyone who ever lived here", "connection"),
            ("Knits for the whole ward", "hand"),
        ],
        goals: ["Out of the house once a week", "A seat kept for a neighbour"],
        steps: [
            ("Ring the community transport", "We"),
            ("Try the door-to-door bus", "Together"),
            ("Go without us", "The person"),
        ],
        outcome: "The bus knows the door. Out every Thursday.",
        around: ("Niece", "relative"),
    },
];
