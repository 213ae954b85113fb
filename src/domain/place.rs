//! Where things are, without any network: points, miles between them, and the middles of postcode areas.
//!
//! The middles come from a public table of 2,856 outward codes (CC0, 2017), compiled in. Full postcodes are kept in the
//! caseload file where somebody imported a table of them. A distance is as the crow flies; on foot it is longer.

use super::postcode;

/// Millionths of a degree in a mile of latitude: a degree is 69.09 miles on a globe of 6,371 km.
const PER_MILE: f64 = 1_000_000.0 / 69.093_4;
/// Minutes on foot for a mile of straight line: three miles an hour, and streets a quarter longer than the line.
const MINUTES_A_MILE: f64 = 25.0;

/// `S6 53.3986 -1.5110`, a line for each outward code, in the order of the codes.
const OUTWARD: &str = include_str!("place/outward.txt");

/// A place on the map, in millionths of a degree (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// North of the equator.
    pub lat: i64,
    /// East of Greenwich.
    pub lon: i64,
}

/// How a point is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The point.
    pub at: Point,
    /// It is the place itself or its whole postcode, not the middle of a postcode area.
    pub exact: bool,
}

/// How far two places are apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distance {
    /// In miles, as the crow flies.
    pub miles: f64,
    /// Both places are known, not only their areas.
    pub exact: bool,
}

/// What the distance of a point is worked out with: the numbers that stay the same for one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct From {
    /// The place.
    pub at: Point,
    /// How many miles a millionth of a degree of latitude is.
    pub north: f64,
    /// How many miles a millionth of a degree of longitude is there.
    pub east: f64,
    /// By how much that shrinks with each millionth of a degree further north.
    pub shrinks: f64,
}

impl Point {
    /// A point on land of the British Isles or near it; `None` at sea, with swapped numbers, or at 0, 0.
    pub fn in_the_uk(lat: i64, lon: i64) -> Option<Self> {
        let inside = (49_100_000..=60_900_000).contains(&lat) && (-8_700_000..=1_900_000).contains(&lon);
        inside.then_some(Self { lat, lon })
    }

    /// What distances from here are worked out with.
    pub fn from_here(self) -> From {
        let lat = (number(self.lat) / 1_000_000.0).to_radians();
        From {
            at: self,
            north: 1.0 / PER_MILE,
            east: lat.cos() / PER_MILE,
            // The cosine half way between two latitudes, to the first order.
            shrinks: lat.sin() * (0.5 / 1_000_000.0_f64).to_radians() / PER_MILE,
        }
    }

    /// Miles to another place.
    pub fn miles_to(self, other: Self) -> f64 {
        self.from_here().squared(other).sqrt()
    }
}

impl From {
    /// The square of the miles to a point. The store works out the same in its own words, so that a search and what it says
    /// of each hit never differ.
    pub fn squared(&self, to: Point) -> f64 {
        let (north, east) = (number(to.lat - self.at.lat), number(to.lon - self.at.lon));
        let up = north * self.north;
        let across = east * (self.east - self.shrinks * north);
        up * up + across * across
    }
}

impl Distance {
    /// Minutes on foot, in fives.
    pub fn minutes_on_foot(self) -> u64 {
        let fives = format!("{:.0}", self.miles * MINUTES_A_MILE / 5.0);
        fives.parse::<u64>().map_or(u64::MAX, |fives| fives.saturating_mul(5))
    }

    /// Whether both ends are known by one and the same area only, so that the miles say nothing.
    fn same_area(self) -> bool {
        !self.exact && self.miles < 0.05
    }

    /// The miles alone, for a narrow column: `0.4 miles`, `same area`. Whether only the area is known is said elsewhere.
    pub fn bare(self) -> String {
        if self.same_area() {
            return "same area".to_owned();
        }
        let miles =
            if self.miles < 9.95 { format!("{:.1}", self.miles) } else { format!("{:.0}", self.miles) };
        let unit = if miles == "1.0" { "mile" } else { "miles" };
        format!("{miles} {unit}")
    }

    /// The miles alone: `0.4 miles`, `about 3.2 miles`.
    pub fn short(self) -> String {
        let about = if self.exact || self.same_area() { "" } else { "about " };
        format!("{about}{}", self.bare())
    }

    /// In words: `0.4 miles, about 10 minutes on foot`; with `about` before it where only the area is known.
    pub fn words(self) -> String {
        let short = self.short();
        let on_foot = self.minutes_on_foot();
        if self.miles > 2.0 || !self.exact {
            short
        } else if on_foot < 5 {
            format!("{short}, a few minutes on foot")
        } else {
            format!("{short}, about {on_foot} minutes on foot")
        }
    }
}

/// The middle of the area that a postcode or the first half of one names; `None` for an area that is not in the table.
pub fn area(code: &str) -> Option<Point> {
    let wanted = postcode::outward(code).to_ascii_uppercase();
    if wanted.is_empty() {
        return None;
    }
    // Lines are in order, so the table is searched by halves; it is not worth a map of its own.
    let (mut from, mut until) = (0, OUTWARD.len());
    while from < until {
        let middle = from + (until - from) / 2;
        let begins = OUTWARD.get(..middle)?.rfind('\n').map_or(0, |at| at + 1);
        let line = OUTWARD.get(begins..)?.lines().next()?;
        let mut parts = line.split(' ');
        let here = parts.next()?;
        match here.cmp(wanted.as_str()) {
            std::cmp::Ordering::Equal => {
                let lat = millionths(parts.next()?)?;
                return Point::in_the_uk(lat, millionths(parts.next()?)?);
            }
            std::cmp::Ordering::Less => from = begins + line.len() + 1,
            std::cmp::Ordering::Greater => until = begins,
        }
    }
    None
}

/// Degrees as they are written in a table, in millionths.
pub fn millionths(text: &str) -> Option<i64> {
    let degrees: f64 = text.trim().parse().ok()?;
    if !degrees.is_finite() || degrees.abs() > 180.0 {
        return None;
    }
    format!("{:.0}", degrees * 1_000_000.0).parse().ok()
}

/// Millionths of a degree as a number to reckon with; they are far below what such a number holds exactly.
fn number(millionths: i64) -> f64 {
    i32::try_from(millionths).map_or(f64::MAX, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The length of the great circle, the second method.
    fn great_circle(a: Point, b: Point) -> f64 {
        let rad = |m: i64| (number(m) / 1_000_000.0).to_radians();
        let (dlat, dlon) = (rad(b.lat) - rad(a.lat), rad(b.lon) - rad(a.lon));
        let h = (dlat / 2.0).sin().powi(2) + rad(a.lat).cos() * rad(b.lat).cos() * (dlon / 2.0).sin().powi(2);
        2.0 * 3_958.76 * h.sqrt().asin()
    }

    #[test]
    fn miles_agree_with_the_great_circle_all_over_the_country() {
        let codes: Vec<&str> =
            OUTWARD.lines().step_by(31).map(|line| line.split(' ').next().unwrap()).collect();
        let mut compared = 0;
        for (at, one) in codes.iter().enumerate() {
            for other in &codes[at + 1..] {
                let (a, b) = (area(one).unwrap(), area(other).unwrap());
                let (ours, circle) = (a.miles_to(b), great_circle(a, b));
                let most = if circle < 60.0 { 0.001 } else { 0.03 };
                assert!((ours - circle).abs() <= circle * most + 0.001, "{one} {other}: {ours} {circle}");
                compared += 1;
            }
        }
        assert!(compared > 3_000);
    }

    #[test]
    fn every_area_of_the_table_is_found_and_no_other() {
        let mut before = "";
        for line in OUTWARD.lines() {
            let code = line.split(' ').next().unwrap();
            assert!(code > before, "{code} stands out of order");
            assert!(area(code).is_some(), "{line}");
            before = code;
        }
        assert_eq!(area("S6 3BS"), area("s6"));
        assert_eq!(area("ZZ9 9ZZ"), None);
        assert_eq!(area(""), None);
    }

    #[test]
    fn distances_are_told_the_way_people_say_them() {
        let far = |miles, exact| Distance { miles, exact }.words();
        assert_eq!(far(0.41, true), "0.4 miles, about 10 minutes on foot");
        assert_eq!(far(0.05, true), "0.1 miles, a few minutes on foot");
        assert_eq!(far(1.0, true), "1.0 mile, about 25 minutes on foot");
        assert_eq!(far(1.4, false), "about 1.4 miles");
        assert_eq!(far(0.0, false), "same area");
        assert_eq!(far(12.6, true), "13 miles");
        assert_eq!(Distance { miles: 3.1, exact: true }.minutes_on_foot(), 80);
    }

    #[test]
    fn a_point_at_sea_or_with_its_numbers_swapped_is_none() {
        assert!(Point::in_the_uk(53_381_470, -1_464_290).is_some());
        assert_eq!(Point::in_the_uk(-1_464_290, 53_381_470), None);
        assert_eq!(Point::in_the_uk(0, 0), None);
        assert_eq!(millionths("53.38147"), Some(53_381_470));
        assert_eq!(millionths("x"), None);
    }
}
