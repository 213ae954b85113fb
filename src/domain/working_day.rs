//! Working days and the bank holidays of the three UK nations' calendars.
//!
//! The days are compiled in for 2019 to 2028. After that only Saturdays and Sundays are left out, and [`known_until`]
//! says so. Nothing here moves a date: a reminder on a closed day is kept, with a remark.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

/// The sentence the Open Government Licence asks for; every screen or file that prints a bank holiday can give it.
pub const ATTRIBUTION: &str = "Bank holidays from GOV.UK. Contains public sector information licensed under the Open Government Licence v3.0.";

/// Whose bank holidays count. Wales keeps the calendar of England.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Nation {
    /// England and Wales, which share one calendar.
    #[default]
    EnglandAndWales,
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
}

impl Nation {
    /// Every nation, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::EnglandAndWales, Self::Scotland, Self::NorthernIreland];

    /// The word that settings and files keep.
    pub fn code(self) -> &'static str {
        match self {
            Self::EnglandAndWales => "england_and_wales",
            Self::Scotland => "scotland",
            Self::NorthernIreland => "northern_ireland",
        }
    }

    /// The name as it is shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::EnglandAndWales => "England and Wales",
            Self::Scotland => "Scotland",
            Self::NorthernIreland => "Northern Ireland",
        }
    }

    /// Reads a code, or a name as people write it; `None` when it names none of the three.
    pub fn parse(text: &str) -> Option<Self> {
        match super::fold::fold(text).as_str() {
            "england and wales" | "england" | "wales" => Some(Self::EnglandAndWales),
            "scotland" => Some(Self::Scotland),
            "northern ireland" => Some(Self::NorthernIreland),
            _ => None,
        }
    }

    fn bit(self) -> u8 {
        match self {
            Self::EnglandAndWales => EW,
            Self::Scotland => SC,
            Self::NorthernIreland => NI,
        }
    }
}

/// Whether the day is a working day there: not a Saturday, a Sunday or a bank holiday.
pub fn is_working(day: NaiveDate, nation: Nation) -> bool {
    !is_weekend(day) && holiday(day, nation).is_none()
}

/// The name of the bank holiday on that day, such as `Good Friday`.
pub fn holiday(day: NaiveDate, nation: Nation) -> Option<&'static str> {
    let key = key(day);
    let from = HOLIDAYS.partition_point(|row| row.0 < key);
    let on_the_day = HOLIDAYS.iter().skip(from).take_while(|row| row.0 == key);
    on_the_day.filter(|row| row.1 & nation.bit() != 0).map(|row| row.2).next()
}

/// The day that comes `n` working days later; for 0 the day itself, whatever it is.
///
/// Past the end of the calendar the last day that can be written is given.
pub fn add(day: NaiveDate, n: u32, nation: Nation) -> NaiveDate {
    if n == 0 {
        return day;
    }
    let wanted = working_through(day, nation) + i64::from(n);
    // Seven days hold five working days at most, so this first stride can never step over the answer.
    let stride = Days::new(u64::from(n / 5) * 7);
    let mut reached = day.checked_add_days(stride).unwrap_or(NaiveDate::MAX);
    while working_through(reached, nation) < wanted {
        let Some(next) = reached.succ_opt() else { break };
        reached = next;
    }
    while !is_working(reached, nation) {
        let Some(before) = reached.pred_opt() else { break };
        reached = before;
    }
    reached
}

/// How many working days lie after `from`, up to and with `to`; below 0 when `to` is the earlier.
pub fn between(from: NaiveDate, to: NaiveDate, nation: Nation) -> i64 {
    working_through(to, nation) - working_through(from, nation)
}

/// What to say of a reminder on a closed day: `That is a Saturday.` or `That is a bank holiday (Good Friday).`
pub fn remark(day: NaiveDate, nation: Nation) -> Option<String> {
    if let Some(name) = holiday(day, nation) {
        return Some(format!("That is a bank holiday ({name})."));
    }
    match day.weekday() {
        Weekday::Sat => Some("That is a Saturday.".to_owned()),
        Weekday::Sun => Some("That is a Sunday.".to_owned()),
        _ => None,
    }
}

/// The last day whose bank holidays are known; later ones count as ordinary days.
pub fn known_until() -> NaiveDate {
    NaiveDate::from_ymd_opt(2028, 12, 31).unwrap_or(NaiveDate::MAX)
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Working days from a fixed Monday long ago up to and with this day: two of these make any distance.
fn working_through(day: NaiveDate, nation: Nation) -> i64 {
    // The common era begins on a Monday, day 1.
    let days = i64::from(day.num_days_from_ce());
    let weekdays = days.div_euclid(7) * 5 + days.rem_euclid(7).min(5);
    let last = key(day);
    let closed =
        HOLIDAYS.iter().take_while(|row| row.0 <= last).filter(|row| row.1 & nation.bit() != 0).count();
    weekdays - i64::try_from(closed).unwrap_or(0)
}

/// The day as one number that sorts, 20260303; days before the common era sort first.
fn key(day: NaiveDate) -> u32 {
    u32::try_from(day.year()).map_or(0, |year| year * 10_000 + day.month() * 100 + day.day())
}

/// England and Wales.
const EW: u8 = 1;
/// Scotland.
const SC: u8 = 2;
/// Northern Ireland.
const NI: u8 = 4;
/// All three.
const UK: u8 = EW | SC | NI;

/// Every bank holiday from 2019 to 2028: day, nations, name. Sorted by day; every one falls on Monday to Friday.
#[rustfmt::skip]
const HOLIDAYS: &[(u32, u8, &str)] = &[
    (2019_0101, UK, "New Year's Day"),
    (2019_0102, SC, "2 January"),
    (2019_0318, NI, "St Patrick's Day"),
    (2019_0419, UK, "Good Friday"),
    (2019_0422, EW | NI, "Easter Monday"),
    (2019_0506, UK, "Early May bank holiday"),
    (2019_0527, UK, "Spring bank holiday"),
    (2019_0712, NI, "Battle of the Boyne (Orangemen's Day)"),
    (2019_0805, SC, "Summer bank holiday"),
    (2019_0826, EW | NI, "Summer bank holiday"),
    (2019_1202, SC, "St Andrew's Day"),
    (2019_1225, UK, "Christmas Day"),
    (2019_1226, UK, "Boxing Day"),
    (2020_0101, UK, "New Year's Day"),
    (2020_0102, SC, "2 January"),
    (2020_0317, NI, "St Patrick's Day"),
    (2020_0410, UK, "Good Friday"),
    (2020_0413, EW | NI, "Easter Monday"),
    (2020_0508, UK, "Early May bank holiday (VE Day)"),
    (2020_0525, UK, "Spring bank holiday"),
    (2020_0713, NI, "Battle of the Boyne (Orangemen's Day)"),
    (2020_0803, SC, "Summer bank holiday"),
    (2020_0831, EW | NI, "Summer bank holiday"),
    (2020_1130, SC, "St Andrew's Day"),
    (2020_1225, UK, "Christmas Day"),
    (2020_1228, UK, "Boxing Day"),
    (2021_0101, UK, "New Year's Day"),
    (2021_0104, SC, "2 January"),
    (2021_0317, NI, "St Patrick's Day"),
    (2021_0402, UK, "Good Friday"),
    (2021_0405, EW | NI, "Easter Monday"),
    (2021_0503, UK, "Early May bank holiday"),
    (2021_0531, UK, "Spring bank holiday"),
    (2021_0712, NI, "Battle of the Boyne (Orangemen's Day)"),
    (2021_0802, SC, "Summer bank holiday"),
    (2021_0830, EW | NI, "Summer bank holiday"),
    (2021_1130, SC, "St Andrew's Day"),
    (2021_1227, UK, "Christmas Day"),
    (2021_1228, UK, "Boxing Day"),
    (2022_0103, UK, "New Year's Day"),
    (2022_0104, SC, "2 January"),
    (2022_0317, NI, "St Patrick's Day"),
    (2022_0415, UK, "Good Friday"),
    (2022_0418, EW | NI, "Easter Monday"),
    (2022_0502, UK, "Early May bank holiday"),
    (2022_0602, UK, "Spring bank holiday"),
    (2022_0603, UK, "Platinum Jubilee bank holiday"),
    (2022_0712, NI, "Battle of the Boyne (Orangemen's Day)"),
    (2022_0801, SC, "Summer bank holiday"),
    (2022_0829, EW | NI, "Summer bank holiday"),
    (2022_0919, UK, "State Funeral of Queen Elizabeth II"),
    (2022_1130, SC, "St Andrew's Day"),
    (2022_1226, UK, "Boxing Day"),
    (2022_1227, UK, "Christmas Day"),
    (2023_0102, UK, "New Year's Day"),
    (2023_0103, SC, "2 January"),
    (2023_0317, NI, "St Patrick's Day"),
    (2023_0407, UK, "Good Friday"),
    (2023_0410, EW | NI, "Easter Monday"),
    (2023_0501, UK, "Early May bank holiday"),
    (2023_0508, UK, "Coronation of King Charles III"),
    (2023_0529, UK, "Spring bank holiday"),
    (2023_0712, NI, "Battle of the Boyne (Orangemen's Day)"),
    (2023_0807, SC, "Summer bank holiday"),
    (2023_0828, EW | NI, "Summer bank holiday"),
    (2023_1130, SC, "St Andrew's Day"),
    (2023_1225, UK, "Christmas Day"),
    (2023_1226, UK, "Boxing Day"),
    (2024_0101, UK, "New Year's Day"),
    (2024_0102, SC, "2 January"),
    (2024_0318, NI, "St Patrick's Day"),
    (2024_0329, UK, "Good Friday"),
    (2024_0401, EW | NI, "Easter Monday"),
    (2024_0506, UK, "Early May bank holiday"),
    (2024_0527, UK, "Spring bank holiday"),
    (2024_0712, NI, "Battle of the Boyne (Orangemen's Day)"),
    (2024_0805, SC, "Summer bank holiday"),
    (2024_0826, EW | NI, "Summer bank holiday"),
    (2024_1202, SC, "St Andrew's Day"),
    (2024_1225, UK, "Christmas Day"),
    (2024_1226, UK, "Boxing Day"),
    (2025_0101, UK, "New Year's Day"),
    (2025_0102, SC, "2 January"),
    (2025_0317, NI, "St Patrick's Day"),
    (2025_0418, UK, "Good Friday"),
    (2025_0421, EW | NI, "Easter Monday"),
    (2025_0505, UK, "Early May bank holiday"),
    (2025_0526, UK, "Spring bank holiday"),
    (2025_0714, NI, "Battle of the Boyne (Orangemen's Day)"),
    (2025_0804, SC, "Summer bank holiday"),
    (2025_0825, EW | NI, "Summer bank holiday"),
    (2025_1201, SC, "St Andrew's Day"),
    (2025_1225, UK, "Christmas Day"),
    (2025_1226, UK, "Boxing Day"),
    (2026_0101, UK, "New Year's Day"),
    (2026_0102, SC, "2 January"),
    (2026_0317, NI, "St Patrick's Day"),
    (2026_0403, UK, "Good Friday"),
    (2026_0406, EW | NI, "Easter Monday"),
    (2026_0504, UK, "Early May bank holiday"),
    (2026_0525, UK, "Spring bank holiday"),
    (2026_0615, SC, "World Cup bank holiday"),
    (2026_0713, NI, "Battle of the Boyne (Orangemen's Day)"),
    (2026_0803, SC, "Summer bank holiday"),
    (2026_0831, EW | NI, "Summer bank holiday"),
    (2026_1130, SC, "St Andrew's Day"),
    (2026_1225, UK, "Christmas Day"),
    (2026_1228, UK, "Boxing Day"),
    (2027_0101, UK, "New Year's Day"),
    (2027_0104, SC, "2 January"),
    (2027_0317, NI, "St Patrick's Day"),
    (2027_0326, UK, "Good Friday"),
    (2027_0329, EW | NI, "Easter Monday"),
    (2027_0503, UK, "Early May bank holiday"),
    (2027_0531, UK, "Spring bank holiday"),
    (2027_0712, NI, "Battle of the Boyne (Orangemen's Day)"),
    (2027_0802, SC, "Summer bank holiday"),
    (2027_0830, EW | NI, "Summer bank holiday"),
    (2027_1130, SC, "St Andrew's Day"),
    (2027_1227, UK, "Christmas Day"),
    (2027_1228, UK, "Boxing Day"),
    (2028_0103, UK, "New Year's Day"),
    (2028_0104, SC, "2 January"),
    (2028_0317, NI, "St Patrick's Day"),
    (2028_0414, UK, "Good Friday"),
    (2028_0417, EW | NI, "Easter Monday"),
    (2028_0501, UK, "Early May bank holiday"),
    (2028_0529, UK, "Spring bank holiday"),
    (2028_0712, NI, "Battle of the Boyne (Orangemen's Day)"),
    (2028_0807, SC, "Summer bank holiday"),
    (2028_0828, EW | NI, "Summer bank holiday"),
    (2028_1130, SC, "St Andrew's Day"),
    (2028_1225, UK, "Christmas Day"),
    (2028_1226, UK, "Boxing Day"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn the_table_is_sorted_and_never_on_a_weekend() {
        assert!(HOLIDAYS.is_sorted_by_key(|row| row.0));
        for row in HOLIDAYS {
            let written = row.0.to_string();
            let read = NaiveDate::parse_from_str(&written, "%Y%m%d").unwrap();
            assert!(!is_weekend(read), "{written} {}", row.2);
            assert!(read <= known_until());
        }
        for (nation, expected) in
            [(Nation::EnglandAndWales, 83), (Nation::Scotland, 94), (Nation::NorthernIreland, 103)]
        {
            assert_eq!(HOLIDAYS.iter().filter(|row| row.1 & nation.bit() != 0).count(), expected);
        }
    }

    #[test]
    fn the_nations_keep_different_days() {
        assert_eq!(holiday(day(2026, 4, 3), Nation::EnglandAndWales), Some("Good Friday"));
        assert_eq!(holiday(day(2026, 3, 17), Nation::NorthernIreland), Some("St Patrick's Day"));
        assert_eq!(holiday(day(2026, 3, 17), Nation::Scotland), None);
        assert_eq!(holiday(day(2026, 4, 6), Nation::Scotland), None);
        assert!(is_working(day(2026, 4, 6), Nation::Scotland));
        assert!(!is_working(day(2026, 4, 6), Nation::EnglandAndWales));
    }

    #[test]
    fn five_working_days_step_over_easter() {
        assert_eq!(add(day(2026, 4, 1), 5, Nation::EnglandAndWales), day(2026, 4, 10));
        assert_eq!(add(day(2026, 4, 1), 5, Nation::Scotland), day(2026, 4, 9));
        assert_eq!(add(day(2026, 3, 7), 1, Nation::EnglandAndWales), day(2026, 3, 9));
        assert_eq!(add(day(2026, 3, 7), 0, Nation::EnglandAndWales), day(2026, 3, 7));
    }

    #[test]
    fn closed_days_are_remarked_on_and_others_are_not() {
        let england = Nation::EnglandAndWales;
        assert_eq!(remark(day(2026, 3, 7), england).as_deref(), Some("That is a Saturday."));
        assert_eq!(
            remark(day(2026, 4, 3), england).as_deref(),
            Some("That is a bank holiday (Good Friday).")
        );
        assert_eq!(remark(day(2026, 3, 3), england), None);
    }

    #[test]
    fn every_nation_reads_back_from_its_code_and_its_name() {
        for nation in Nation::ALL {
            assert_eq!(Nation::parse(nation.code()), Some(nation));
            assert_eq!(Nation::parse(nation.label()), Some(nation));
        }
        assert_eq!(Nation::parse("France"), None);
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic() {
        for nation in Nation::ALL {
            assert_eq!(
                add(NaiveDate::MAX, u32::MAX, nation).max(day(2026, 1, 1)).year(),
                NaiveDate::MAX.year()
            );
            assert!(between(NaiveDate::MIN, NaiveDate::MAX, nation) > 0);
            assert_eq!(holiday(NaiveDate::MIN, nation), None);
        }
    }

    proptest! {
        #[test]
        fn adding_and_counting_agree(from in 0u64..4_000, n in 1u32..400, which in 0usize..3) {
            let (nation, from) = (Nation::ALL[which], day(2018, 12, 1) + Days::new(from));
            let reached = add(from, n, nation);
            prop_assert!(is_working(reached, nation));
            prop_assert_eq!(between(from, reached, nation), i64::from(n));
            let counted = from.iter_days().skip(1).take_while(|d| *d <= reached).filter(|d| is_working(*d, nation)).count();
            prop_assert_eq!(counted, n as usize);
        }
    }
}
