//! What the sample's people come with: why they were referred, what they say, what they would give. All invented.

use super::theme::Theme;

/// Every kind of story.
pub(super) static THEMES: [Theme; 12] = [
    Theme {
        woman: Some(true),
        needs: "bereavement loneliness",
        interests: "cooking befriending",
        reasons: &[
            "Lonely since bereavement; low mood; not in crisis.",
            "Widowed last year. Comes to the surgery often, mostly to talk.",
            "Husband died in the spring and she has stopped going out.",
        ],
        own_words: &["The evenings are the worst.", "I cook for two and eat for one."],
        about: &[
            "Cooked for a works canteen for thirty years. Misses a full table more than anything.",
            "Happiest with the radio on and somebody to feed.",
        ],
        early: &[
            "Talked about her husband for most of the hour. Photographs on every wall.",
            "Has not been out after dark since the funeral. Sleeps badly.",
            "Does not want a group for sad people. Would try something with food.",
        ],
        middle: &[
            "Went past the hall twice and came home. Wants someone at the door.",
            "Her sister came for the weekend. Ate properly for the first time in weeks.",
            "Anniversary next month. Would like to do something, not sit in.",
            "Brighter today. Has sorted two drawers of his clothes.",
        ],
        late: &[
            "Goes every week now and sits with the same four women.",
            "Has started to bring a cake. They fight over the last slice.",
            "Said: I still miss him, but I have a Tuesday again.",
        ],
        gifts: &[
            ("cooking for people", "hand", "cooking"),
            ("a listening ear after a loss", "heart", "befriending"),
        ],
        wishes: &[
            ("company at meals", "cooking befriending"),
            ("somebody to walk home with after dark", "walking"),
        ],
    },
    Theme {
        woman: None,
        needs: "social_isolation loneliness",
        interests: "befriending games",
        reasons: &[
            "New in town, knows nobody, works from home.",
            "Moved here to be near a daughter who has since moved away.",
        ],
        own_words: &[
            "I know the bus driver and that is all.",
            "I would like to be on first-name terms with somebody.",
        ],
        about: &["Moved four times for work and was good at it once. Plays cards for matches."],
        early: &[
            "Moved in the autumn. Boxes still in the hall.",
            "Listed everyone they had spoken to this week: the chemist and me.",
            "Used to run a quiz in the last place. Lit up when telling it.",
        ],
        middle: &[
            "Said hello to the neighbours. One of them has the same dog.",
            "Tried the games night. Too loud, but stayed an hour.",
            "Asked what there is on a Sunday, which is the long day.",
        ],
        late: &[
            "Has been asked to make up a four every Thursday.",
            "Two people came round for tea. First visitors in the flat.",
            "Knows the names of most of the street now.",
        ],
        gifts: &[
            ("running a quiz", "head", "games"),
            ("showing newcomers round", "connection", "befriending"),
        ],
        wishes: &[
            ("somebody to play cards with", "games"),
            ("to be shown round by somebody local", "walking"),
        ],
    },
    Theme {
        woman: Some(true),
        needs: "debt_money benefits",
        interests: "learning cooking",
        reasons: &[
            "Rent arrears, letters unopened, anxious.",
            "Hours were cut. Choosing between heating and food.",
        ],
        own_words: &["I stopped opening the post.", "I am not asking for charity."],
        about: &["Careful with money all her life until the car went. Proud, and good with figures."],
        early: &[
            "Brought a carrier bag of letters. We put them in order of date.",
            "Owes on rent, water and a catalogue. Nothing sold on to bailiffs yet.",
            "Does not want family to know. Ring only on the mobile.",
        ],
        middle: &[
            "Rang the council together. Payments spread over a year.",
            "Benefit check done: was missing the carer's part.",
            "Electric on a meter that takes too much. Asked for a change.",
            "Slept through for the first time since Christmas.",
        ],
        late: &[
            "First month with something left. Bought new shoes.",
            "Is helping her neighbour fill in the same form.",
            "All letters opened the day they come.",
        ],
        gifts: &[
            ("help with forms and figures", "head", "learning"),
            ("cheap family cooking", "hand", "cooking"),
        ],
        wishes: &[
            ("a desk lamp and a chair", "mutual_aid"),
            ("somebody to sit with while opening letters", "befriending"),
        ],
    },
    Theme {
        woman: Some(false),
        needs: "physical_activity long_term_condition",
        interests: "walking nature",
        reasons: &[
            "Type 2 diabetes, wants to be more active, dislikes gyms.",
            "Heart attack in the summer, finished the rehab course, losing confidence to walk alone.",
        ],
        own_words: &[
            "I want to get up the hill to my allotment again.",
            "I used to walk ten miles and think nothing of it.",
        ],
        about: &["Walked to work at the mill for forty years. Knows every bird by its call."],
        early: &[
            "Can manage the end of the road and back. Wants the park.",
            "Afraid of falling with nobody about. Otherwise keen.",
            "Borrowed a stick from the surgery. Calls it Arthur.",
        ],
        middle: &[
            "Went once round the lake with the walking group. Sat down twice.",
            "Rained off. We walked the length of the market instead.",
            "Two walks this week. Blood sugar down, says the nurse.",
        ],
        late: &[
            "Walks on Mondays and Thursdays and rings those who miss.",
            "Up the hill and back on Saturday, with a flask.",
        ],
        gifts: &[
            ("leading a short walk", "hand", "walking nature"),
            ("naming birds by ear", "head", "nature"),
        ],
        wishes: &[("a walking companion on weekdays", "walking"), ("a lift to the reservoir", "nature")],
    },
    Theme {
        woman: Some(true),
        needs: "caring low_mood_anxiety",
        interests: "crafts reading",
        reasons: &[
            "Cares for husband with dementia round the clock. Exhausted.",
            "Cares for a grown-up son. Has not had a day off in a year.",
        ],
        own_words: &["Nobody asks how I am.", "Two hours would do."],
        about: &["A reader, when there was time. Makes her own curtains and everybody else's."],
        early: &[
            "He wandered twice last week. She has not been to the hairdresser since May.",
            "We talked while he slept. She cried and was cross that she did.",
            "Would go out if somebody he knows sat with him.",
        ],
        middle: &[
            "Sitter came on Wednesday. She went to the library and just sat.",
            "Carer's assessment done at last.",
            "Bad week: a fall, no harm. Rang the group herself.",
        ],
        late: &[
            "Out every Wednesday afternoon, and he likes the sitter.",
            "Tells newer carers what to ask for.",
            "Finished a book, the first in three years.",
        ],
        gifts: &[
            ("sewing and mending", "hand", "crafts"),
            ("what I learnt as a carer", "head", "mutual_aid"),
        ],
        wishes: &[
            ("somebody to sit with him for two hours", "befriending"),
            ("large-print books brought round", "reading"),
        ],
    },
    Theme {
        woman: None,
        needs: "low_mood_anxiety confidence",
        interests: "arts gardening",
        reasons: &[
            "Low mood for months. Waiting for talking therapy. Would like something to do with hands.",
            "Off work with anxiety. Rarely leaves the flat.",
        ],
        own_words: &["I want a reason to get dressed.", "Crowds are hard, plants are not."],
        about: &["Drew all through school. Grows chillies on the window sill."],
        early: &[
            "Met at the cafe by the door. Managed forty minutes.",
            "Good days and bad days. Mornings are worst.",
            "Brought a sketch book and let me look.",
        ],
        middle: &[
            "Cancelled the day before, rang to say so, which is new.",
            "Potted up seedlings with two others. Did not speak much and did not mind.",
        ],
        late: &[
            "Two drawings are in the library window.",
            "Back at work three mornings.",
            "Waters the beds on Fridays and has a key.",
        ],
        gifts: &[("drawing for posters", "hand", "arts"), ("seedlings and cuttings", "hand", "gardening")],
        wishes: &[("a quiet place to paint", "arts"), ("to learn to dig a bed", "gardening")],
    },
    Theme {
        woman: Some(false),
        needs: "digital navigating_services",
        interests: "computing learning",
        reasons: &[
            "Cannot book online and misses appointments. No family near.",
            "Given a tablet by the council, still in its box.",
        ],
        own_words: &["Everything wants a password.", "I am not stupid, nobody showed me."],
        about: &["Typed ninety words a minute in the tax office. Writes a good letter."],
        early: &[
            "We charged the tablet and turned it on. Enough for one day.",
            "Wrote the passwords in the back of the address book, at his wish.",
            "Wants to see the grandchildren in Leeds on it.",
        ],
        middle: &[
            "Booked the nurse online, by himself, with me watching.",
            "Locked out. Came to the drop-in and was let in again.",
            "First video call. The cat was admired.",
        ],
        late: &[
            "Does the shopping order for next door as well.",
            "Sends me photographs of the cat.",
            "Helps at the drop-in on Tuesdays.",
        ],
        gifts: &[
            ("helping others with a tablet", "head", "computing"),
            ("writing a good letter", "head", "learning"),
        ],
        wishes: &[
            ("to learn to make video calls", "computing"),
            ("somebody to ask when it locks me out", "computing"),
        ],
    },
    Theme {
        woman: Some(false),
        needs: "housing fuel_energy",
        interests: "repair_making mutual_aid",
        reasons: &[
            "Damp flat, asthma worse, landlord does not answer.",
            "Third-floor flat, lift broken since spring, cannot get out.",
        ],
        own_words: &["The wall is black behind the cot.", "I live in one room to keep it warm."],
        about: &["A joiner until his knees went. Mends things for the whole landing."],
        early: &[
            "Saw the wall. Took photographs with a ruler beside the mould.",
            "Environmental health will visit on the 12th.",
            "Keeps the heating off until six.",
        ],
        middle: &[
            "Landlord has been written to. Fourteen days.",
            "Energy bank gave a voucher and a draught strip.",
        ],
        late: &[
            "New fan in, wall treated. No inhaler since Sunday.",
            "Moved to the ground floor. Sits outside.",
            "Shows neighbours how to read the meter.",
        ],
        gifts: &[
            ("shelves and small joinery", "hand", "repair_making"),
            ("reading meters and bills", "head", "mutual_aid"),
        ],
        wishes: &[("a shelf put up", "repair_making"), ("curtains for a cold window", "crafts mutual_aid")],
    },
    Theme {
        woman: Some(true),
        needs: "parenting social_isolation",
        interests: "music_singing pets",
        reasons: &[
            "Baby of five months, no family here, tearful at the clinic.",
            "Two under four, partner away on shifts, on her own in the day.",
        ],
        own_words: &["I talk to a baby all day.", "I would like a grown-up conversation."],
        about: &["Sang in a band before the children. Knows all the words."],
        early: &[
            "Walked round the park with the pram and talked.",
            "Says no to baby groups: everybody knows everybody.",
            "Health visitor is going along too.",
        ],
        middle: &["Went to the singing. The baby slept, she sang.", "Swapped numbers with another mother."],
        late: &["Four of them meet without us now.", "Has put a card on the board for others who are new."],
        gifts: &[
            ("songs with a guitar", "heart", "music_singing"),
            ("outgrown baby things", "hand", "mutual_aid"),
        ],
        wishes: &[("another parent to walk with", "walking"), ("an hour of babysitting", "mutual_aid")],
    },
    Theme {
        woman: Some(false),
        needs: "memory social_isolation",
        interests: "history music_singing",
        reasons: &[
            "Early memory loss, wife worried, used to be in everything.",
            "Stopped going to chapel because names do not come.",
        ],
        own_words: &["I know the tune, it is the words that go.", "Do not talk over my head."],
        about: &["Played cornet in the town band. Can tell you who lived in every house on Mill Lane."],
        early: &[
            "Talked about the flood of his boyhood, street by street.",
            "Wife answers for him. He would rather she did not.",
            "Would go to something with music.",
        ],
        middle: &[
            "Sang every verse. Wife in tears, good ones.",
            "Lost on the way. A shopkeeper rang us.",
            "Brought the cornet and let others try.",
        ],
        late: &[
            "Tells the school about the old mill once a month.",
            "Never misses. The driver waits for him.",
            "Wife has her own friends there now.",
        ],
        gifts: &[
            ("stories of old Millbrook", "head", "history"),
            ("playing the cornet", "heart", "music_singing"),
        ],
        wishes: &[("somebody to sing with", "music_singing"), ("a companion for the bus", "befriending")],
    },
    Theme {
        woman: Some(false),
        needs: "employment learning_skills confidence",
        interests: "learning volunteering",
        reasons: &[
            "Eight years out of work with back pain. Wants to be useful.",
            "Left college in the spring. Anxious, at home, on the phone at night.",
        ],
        own_words: &["I want someone to expect me somewhere.", "I am good with bikes."],
        about: &["Takes engines apart for fun. Shy with strangers, funny with friends."],
        early: &[
            "Met at the library, away from the job centre.",
            "We made a list of what he can do. He needed a second page.",
            "Would try two hours a week, not in front of people.",
        ],
        middle: &[
            "First shift at the repair cafe. Mended a toaster and a kettle.",
            "They have asked for him by name.",
        ],
        late: &[
            "On the rota, with a badge.",
            "Has a Saturday job at the cycle shop.",
            "Teaches a younger lad to true a wheel.",
        ],
        gifts: &[
            ("bike and small repairs", "hand", "repair_making"),
            ("a pair of strong arms", "hand", "volunteering"),
        ],
        wishes: &[
            ("somebody to practise an interview with", "learning"),
            ("to learn to drive a van", "learning"),
        ],
    },
    Theme {
        woman: Some(true),
        needs: "disability_access transport",
        interests: "reading language",
        reasons: &[
            "Home from hospital after a fall. Independent before, shaken now.",
            "Losing her sight. Gave up the car in June.",
        ],
        own_words: &["I am not ready for an armchair.", "I want to get to my own library."],
        about: &["Taught languages for thirty years. Still marks the newspaper in red."],
        early: &[
            "Steps at the front; rail is ordered.",
            "Dial-a-Ride form filled in together.",
            "Listened to the talking book and argued with it.",
        ],
        middle: &[
            "First trip on Dial-a-Ride. Came home with six books.",
            "Rail fitted, on the wrong side; being moved.",
            "Driver is learning French from her.",
        ],
        late: &[
            "To the library every fortnight without us.",
            "Reads aloud at the care home on Fridays.",
            "Out four days in seven, by her count.",
        ],
        gifts: &[("French conversation", "head", "language"), ("reading aloud", "heart", "reading")],
        wishes: &[("a lift to the library", "reading"), ("the paper read to me", "reading befriending")],
    },
];
