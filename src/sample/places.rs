//! What the sample's town has: groups, neighbours, places, businesses and services, all invented.

/// A group or service of the town with a story of its own.
pub(super) struct Place {
    pub name: &'static str,
    pub kind: &'static str,
    pub sector: &'static str,
    pub description: &'static str,
    pub interests: &'static str,
    pub needs: &'static str,
    pub schedule: &'static str,
    pub cost: &'static str,
    /// Which of the venues, by number.
    pub venue: usize,
    pub run_by: &'static str,
    pub capacity: &'static str,
    pub funding: &'static str,
    /// How many days ago it was checked.
    pub checked: u16,
}

macro_rules! places {
    ($($name:literal $kind:ident $sector:ident ($interests:literal; $needs:literal) $schedule:literal $cost:literal
        at $venue:literal by $run_by:literal, $capacity:ident $funding:ident $checked:literal: $description:literal;)*) => {
        &[$(Place {
            name: $name, kind: stringify!($kind), sector: stringify!($sector), description: $description,
            interests: $interests, needs: $needs, schedule: $schedule, cost: $cost, venue: $venue, run_by: $run_by,
            capacity: stringify!($capacity), funding: stringify!($funding), checked: $checked,
        }),*]
    };
}

/// The places with a story, first of all those of the mock-ups.
pub(super) const PLACES: &[Place] = places! {
    "Tuesday Lunch Club" association unincorporated_group ("cooking befriending"; "loneliness bereavement food") "Tue 12:00-14:00" "3 pounds, with a hot meal"
        at 0 by "Bea Lowe, volunteer", space grant 11: "A hot meal, the same tables every week, and someone at the door for people who come alone.";
    "Cook and Share" association cic_social_enterprise ("cooking"; "food loneliness healthy_eating_weight") "Thu 10:30-13:00" "free"
        at 1 by "Mill Lane Centre", few_places grant 21: "Cook together, eat together, take a portion home.";
    "Bereavement Cafe" association charity ("befriending"; "bereavement loneliness") "First Wed 14:00-15:30" "free"
        at 2 by "Volunteers of the library", space none_needed 150: "Drop in, no booking. Nobody has to talk.";
    "Walking for Health" association council ("walking nature"; "physical_activity long_term_condition loneliness") "Mon 10:00-11:30" "free"
        at 3 by "Trained walk leaders", space contract 30: "Two miles at the pace of the slowest, then tea.";
    "Hollins Allotment Society" association unincorporated_group ("gardening nature mutual_aid"; "low_mood_anxiety nature social_isolation") "Fri 10:00-13:00" "free"
        at 4 by "Plot holders", few_places self_sustaining 40: "Two shared plots for people without one. Surplus goes to the lunch club.";
    "Friday Prayers and Lunch" association faith ("faith cooking"; "loneliness faith_meaning food") "Fri 13:00-15:00" "free"
        at 5 by "The mosque committee", space self_sustaining 60: "Open to anyone; lifts can be arranged.";
    "Millbrook Repair Cafe" association unincorporated_group ("repair_making volunteering"; "employment confidence learning_skills") "First Sat 10:00-13:00" "free"
        at 13 by "Menders of the town", space none_needed 25: "Menders and people with broken things, at one bench.";
    "The Bobbin Chess Corner" association resident_led ("games"; "social_isolation confidence") "Thu 18:00-21:00" "a drink"
        at 7 by "Whoever is first", space none_needed 35: "Two boards always set up by the window.";
    "Dial-a-Ride" institution charity (""; "transport disability_access") "Mon to Sat 08:00-18:00" "2 pounds each way"
        at 13 by "Millbrook Community Transport", waiting_list contract 45: "Door to door. Book by noon the day before.";
    "Money Advice Desk" institution charity ("learning"; "debt_money benefits housing") "Tue and Thu 09:30-12:30" "free"
        at 2 by "Millbrook Money Advice", waiting_list grant 20: "Debts, benefits, letters that nobody wants to open.";
    "Sewing Bee" association resident_led ("crafts"; "caring loneliness confidence") "Wed 13:30-15:30" "free"
        at 10 by "A resident", space none_needed 15: "Curtains, hems and company. Machines lent.";
    "Town Band" association unincorporated_group ("music_singing"; "confidence memory") "Tue 19:30-21:00" "free"
        at 12 by "The band committee", space self_sustaining 75: "Brass, and a learners' row at the back.";
    "Friday Film Club" association charity ("arts"; "loneliness low_mood_anxiety") "Fri 14:00-16:30" "2 pounds"
        at 9 by "Film volunteers", paused ended 70: "Old films, ice cream in the middle.";
    "Swimming for Backs" association council ("sport"; "pain physical_activity") "Tue 13:00-14:00" "4 pounds"
        at 11 by "The baths", full contract 50: "Warm water, a teacher in the pool. Twelve places.";
    "Bereavement Counselling" institution charity (""; "bereavement") "By appointment" "free"
        at 15 by "Millbrook Hospice", full grant 28: "Eight talks with a trained volunteer.";
    "Pay-it-forward Coffee" economic_exchange business ("befriending"; "loneliness food") "Daily 08:00-16:00" "what somebody else has paid"
        at 7 by "The Bobbin", space none_needed 80: "Ask for a suspended coffee; nobody asks why.";
    "Olive Hartley, lifts to appointments" individual_resident resident_led ("mutual_aid"; "transport disability_access") "Weekday mornings" "petrol"
        at 16 by "Olive Hartley", few_places none_needed 55: "A neighbour with a car and time. Knows every ward.";
    "Mr Anand, letters and forms" individual_resident resident_led ("learning language"; "legal_immigration benefits navigating_services") "By arrangement" "free"
        at 17 by "Mr Anand", space none_needed 90: "Reads and writes English, Punjabi and Hindi.";
    "Mill Memories" story_culture unincorporated_group ("history"; "memory loneliness") "Last Mon 14:00-16:00" "free"
        at 2 by "Former mill workers", space none_needed 33: "Recordings of people who worked at the looms, made by those who did.";
    "The Flood Book" story_culture resident_led ("history reading"; "memory") "" "free"
        at 2 by "Beck Side residents", unknown none_needed 200: "A book of the flood, still being written. Bring a photograph.";
    "Happy to Chat Bench" place_physical council ("befriending"; "loneliness") "Always" "free"
        at 3 by "Park wardens", space none_needed 120: "Sit here if you do not mind a stranger saying hello.";
    "Community Orchard" place_physical resident_led ("gardening nature"; "nature physical_activity") "Always" "free"
        at 19 by "Neighbours of Orchard Close", space none_needed 65: "Forty trees. Picking days in autumn.";
    "Warm Room" place_physical council ("games reading"; "fuel_energy loneliness") "Nov to Mar, daily 09:00-17:00" "free"
        at 9 by "Town hall", space at_risk 85: "Heat, tea, newspapers, sockets.";
    "Millbrook Talking Rooms" institution nhs (""; "low_mood_anxiety bereavement") "By appointment" "free"
        at 15 by "The NHS trust", waiting_list contract 95: "Talking therapy; the wait is about four months.";
    "Weaver Homes Repairs Line" institution other_public (""; "housing fuel_energy") "Mon to Fri 08:00-18:00" "free"
        at 13 by "Weaver Homes", unknown contract 60: "For tenants. Ask for the damp team by name.";
    "Beck Side Baby Song" association unincorporated_group ("music_singing"; "parenting social_isolation") "Tue 10:00-11:00" "1 pound"
        at 8 by "Mothers of Beck Side", space none_needed 18: "Songs, mats, tea. New faces are met at the gate.";
    "Punjabi Women's Circle" association unincorporated_group ("cooking language"; "loneliness caring social_isolation") "Wed 11:00-13:00" "free"
        at 17 by "Women of the gurdwara", space grant 44: "Talk, food and a minibus.";
    "Carers' Sitting Service" institution charity (""; "caring") "By appointment" "free"
        at 15 by "Millbrook Carers", waiting_list at_risk 38: "Somebody you have met sits while you go out.";
    "Over the Fence" association resident_led ("mutual_aid befriending"; "loneliness navigating_services") "" "free"
        at 6 by "Street friends", space none_needed 210: "Neighbours who each look in on two doors.";
    "A very long name, as groups have them: The Millbrook and District Association for Rambling, Singing and Cake" association charity
        ("walking music_singing"; "loneliness physical_activity") "Third Sun 11:00-15:00" "5 pounds a year"
        at 14 by "The committee", space self_sustaining 100: "They walk, then they sing, then there is cake.";
};
