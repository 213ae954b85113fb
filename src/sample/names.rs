//! Names, streets and numbers of an invented town. Telephone numbers are those kept for drama, NHS numbers those for tests.

use chrono::{Datelike as _, NaiveDate};

use crate::domain::nhs_number;

/// The town everything happens in.
pub(super) const TOWN: &str = "Millbrook";

pub(super) const WOMEN: &[&str] = &[
    "Margaret",
    "Aisha",
    "Dorothy",
    "Sunita",
    "Jean",
    "Fatima",
    "Carol",
    "Agnieszka",
    "Brenda",
    "Chloe",
    "Edith",
    "Precious",
    "Sheila",
    "Mei",
    "Pauline",
    "Zainab",
    "Hannah",
    "Olwen",
    "Shabnam",
    "Lorraine",
    "Grace",
    "Irena",
    "Yvonne",
    "Nadia",
    "Bronwen",
    "Ruth",
    "Amina",
    "Kirsty",
    "Leila",
    "Marjorie",
    "Tracey",
    "Blessing",
    "Rosa",
    "Elsie",
    "Parveen",
    "Moira",
    "Svetlana",
    "Gillian",
    "Thandiwe",
    "Hazel",
];

pub(super) const MEN: &[&str] = &[
    "Arthur", "Mohammed", "Derek", "Rajesh", "Ken", "Abdul", "Brian", "Piotr", "Ronald", "Callum", "Ernest",
    "Kwame", "Trevor", "Wei", "Clive", "Hassan", "Jack", "Emrys", "Naveed", "Barry", "Samuel", "Ivan",
    "Winston", "Omar", "Gareth", "Daniel", "Idris", "Fergus", "Reza", "Norman", "Wayne", "Emeka", "Carlos",
    "Albert", "Tariq", "Hamish", "Dmitri", "Geoffrey", "Sipho", "Neil",
];

pub(super) const FAMILIES: &[&str] = &[
    "Smith",
    "Hussain",
    "Barker",
    "Sharma",
    "Whitaker",
    "Ali",
    "Thompson",
    "Kowalska",
    "Fletcher",
    "Campbell",
    "Holroyd",
    "Mensah",
    "Ackroyd",
    "Zhang",
    "Illingworth",
    "Rahman",
    "Greenwood",
    "Pritchard",
    "Akhtar",
    "Sutcliffe",
    "Boateng",
    "Novak",
    "Joseph",
    "Haddad",
    "Bevan",
    "Firth",
    "Warsame",
    "Sinclair",
    "Karimi",
    "Ogden",
    "Dawson",
    "Eze",
    "Garcia",
    "Crabtree",
    "Malik",
    "McAllister",
    "Petrov",
    "Hargreaves",
    "Dlamini",
    "Naylor",
    "Bashir",
    "Stansfield",
    "Lowe",
    "Horsfall",
    "Qureshi",
    "Ramsden",
    "Osei",
    "Lister",
    "Chowdhury",
    "Midgley",
];

pub(super) const STREETS: &[&str] = &[
    "Mill Lane",
    "Church Road",
    "Canal Street",
    "Weaver Street",
    "Station Road",
    "Orchard Close",
    "Hollins Bank",
    "Chapel Walk",
    "Fold Lane",
    "Bobbin Court",
    "Reservoir Road",
    "Quarry Hill",
    "Albion Terrace",
    "Beck Side",
    "Dyehouse Lane",
    "Larch Grove",
    "Marsh Lane",
    "Tenter Croft",
    "Victoria Mount",
    "Water Row",
];

/// Surgeries of the town, with the doctors people name.
pub(super) const PRACTICES: &[(&str, &[&str])] = &[
    ("Mill Lane Surgery", &["Dr Shah", "Dr Ferris"]),
    ("Beck Side Medical Centre", &["Dr Oyelaran", "Dr Pike"]),
    ("Station Road Practice", &["Dr Lindqvist", "Dr Rao"]),
];

/// Who sends people from each source: source, name, role, organisation.
pub(super) const REFERRERS: &[(&str, &str, &str, &str)] = &[
    ("gp", "Dr Shah", "GP", "Mill Lane Surgery"),
    ("practice_nurse", "Wendy Stott", "Practice nurse", "Beck Side Medical Centre"),
    ("other_primary_care", "Paul Amos", "Care co-ordinator", "Station Road Practice"),
    ("pharmacy", "Farah Mirza", "Pharmacist", "Beck Side Pharmacy"),
    ("mdt", "Ward round", "", "Millbrook neighbourhood team"),
    ("hospital_discharge", "Discharge desk", "", "Millbrook Infirmary"),
    ("ahp", "Tom Veale", "Physiotherapist", "Millbrook Infirmary"),
    ("mental_health_team", "Lena Moss", "Community nurse", "Millbrook mental health team"),
    ("social_care", "Aled Vaughan", "Social worker", "Millbrook adult social care"),
    ("housing_association", "Kay Dunn", "Housing officer", "Weaver Homes"),
    ("job_centre", "Work coach", "", "Millbrook job centre"),
    ("police", "PC Nash", "Neighbourhood officer", "Millbrook police"),
    ("fire_service", "Safe and well crew", "", "Millbrook fire station"),
    ("ambulance", "Crew", "Paramedic", "Millbrook ambulance station"),
    ("school_college", "Mrs Tandy", "Family worker", "Beck Side Primary School"),
    ("council", "Front desk", "", "Millbrook town hall"),
    ("vcse", "Bea Lowe", "Volunteer", "Tuesday Lunch Club"),
    ("faith_group", "Rev. Alice Marl", "Vicar", "St Anne's Church"),
    ("family_friend_neighbour", "A daughter", "", ""),
    ("self", "", "", ""),
    ("outreach_met", "", "", ""),
    ("reopened", "", "", ""),
];

/// What must be known before one rings or writes, for the few it holds for.
pub(super) const SAFE: &[&str] = &[
    "Never leave a voicemail. Ring only between 10 and 12.",
    "Do not write to the address. Say you are from the library.",
    "Do not text: somebody else reads the phone.",
    "Ring the daughter first, never the house.",
    "Do not ring. Meet only at the surgery.",
];

/// Names that test a screen: accents, one name only, very long ones. Given, family, safe contact, which theme.
pub(super) const RARE: &[(&str, &str, &str, usize)] = &[
    ("Zoë", "Brontë-Hall", "", 8),
    ("Łukasz", "Wiśniewski", "", 7),
    ("Madhuri", "", "Do not write to the address. Say you are from the library.", 2),
    ("Bartholomew", "Featherstonehaugh-Cavendish-Cholmondeley", "", 9),
    ("Seán", "Ó Súilleabháin", "", 3),
    ("Maria Aparecida da Conceição", "dos Santos Oliveira de Albuquerque", "", 4),
    ("İpek", "Yılmaz", "Never leave a voicemail. Ring only between 10 and 12.", 8),
    ("François", "Lefèvre", "", 6),
    ("Teuila", "", "", 5),
    ("Anh", "Nguyễn", "", 1),
    ("Søren", "Kjærgaard", "", 10),
    ("Yusra", "al-Hakim", "Do not ring. Meet only at the surgery.", 8),
    ("Siobhán", "Ní Bhriain", "", 0),
    ("Renée", "van der Merwe", "", 11),
    ("Ceri", "ap Rhys", "", 1),
    ("Nneka", "Okafor", "", 2),
    ("Håkon", "Ødegård", "", 3),
    ("José", "Ibáñez", "", 10),
];

/// One of a list; the empty value where the list is empty.
pub(super) fn pick<T: Copy + Default>(rng: &mut fastrand::Rng, from: &[T]) -> T {
    if from.is_empty() {
        T::default()
    } else {
        from.get(rng.usize(..from.len())).copied().unwrap_or_default()
    }
}

/// A postcode of the town: its districts are ML1 to ML9.
pub(super) fn postcode(rng: &mut fastrand::Rng) -> String {
    const LETTERS: &[char] =
        &['A', 'B', 'D', 'E', 'F', 'G', 'H', 'J', 'L', 'N', 'P', 'Q', 'R', 'S', 'T', 'U', 'W', 'Y'];
    let (district, sector) = (rng.u8(1..=9), rng.u8(1..=9));
    format!("ML{district} {sector}{}{}", pick(rng, LETTERS), pick(rng, LETTERS))
}

/// A landline of the range kept for drama.
pub(super) fn landline(rng: &mut fastrand::Rng) -> String {
    if rng.bool() {
        format!("01632 960{:03}", rng.u16(..1000))
    } else {
        format!("0114 496 0{:03}", rng.u16(..1000))
    }
}

/// A mobile of the range kept for drama.
pub(super) fn mobile(rng: &mut fastrand::Rng) -> String {
    format!("07700 900{:03}", rng.u16(..1000))
}

/// NHS numbers of the test range, one after another, none twice.
pub(super) struct NhsNumbers(u32);

impl NhsNumbers {
    /// Begins after the number of the mock-ups.
    pub(super) fn new() -> Self {
        Self(200)
    }

    /// The next one; nothing once the range is used up.
    pub(super) fn next(&mut self) -> String {
        loop {
            self.0 += 1;
            if self.0 > 999_999 {
                return String::new();
            }
            if let Some(number) = nhs_number::from_serial(self.0) {
                return number;
            }
        }
    }
}

/// The date of birth of somebody who is so old today and has their birthday on that day.
pub(super) fn born(today: NaiveDate, age: i32, month: u32, day: u32) -> NaiveDate {
    let later = (month, day) > (today.month(), today.day());
    NaiveDate::from_ymd_opt(today.year() - age - i32::from(later), month, day.min(28)).unwrap_or_default()
}
