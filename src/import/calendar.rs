//! Calendars (iCalendar, RFC 5545) as records: events and tasks as reminders, or as assets with their days and hours.
//!
//! Read leniently, as calendars of other programs come: the crate reads what it can, and what has no day is refused by
//! the plan like every other row.

use std::collections::VecDeque;
use std::sync::Arc;

use calcard::common::timezone::Tz;
use calcard::common::{IanaParse as _, IanaString as _, PartialDateTime};
use calcard::icalendar::timezone::TzResolver;
use calcard::icalendar::{
    ICalendar, ICalendarComponent as Component, ICalendarComponentType as Type,
    ICalendarFrequency as Frequency, ICalendarParameterName, ICalendarParameterValue,
    ICalendarProperty as Property, ICalendarRecurrenceRule as Rule, ICalendarStatus as Status,
    ICalendarValue as Value, ICalendarWeekday as Weekday,
};
use calcard::{Entry, Parser};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Europe::London;

use crate::fault::Fault;
use crate::import::bytes::Text;
use crate::import::kind::Kind;
use crate::import::record::{Flaw, Item, Limits, Record, cut};
use crate::import::rows::flaw_of;

/// What the ids of the calendars that kith writes end with.
const OWN: &str = "@kith";

/// A calendar is read whole, so it may hold no more bytes than this: 32 MiB.
const MOST: usize = 32 << 20;

/// Whether a text begins as a calendar does.
pub fn begins(text: &[u8]) -> bool {
    let start = text.trim_ascii_start();
    start.get(..7).is_some_and(|begin| begin.eq_ignore_ascii_case(b"BEGIN:V"))
}

/// The records of a calendar, in the order of the file.
///
/// # Errors
/// The file cannot be read, is too large for a calendar, or is to be read as something a calendar does not hold.
pub fn items(text: &mut Text, kind: Kind, limits: &Limits) -> Result<VecDeque<Item>, Fault> {
    if !matches!(kind, Kind::FollowUps | Kind::Assets) {
        return Err(Fault::usage(format!("A calendar holds no {}.", kind.word())).hint(
            "Its events are read as reminders (kith import follow-ups) or as assets (kith import assets).",
        ));
    }
    let mut bytes = Vec::new();
    while text.fill(&mut bytes)? {
        if bytes.len() > MOST {
            return Err(Fault::failed(format!("{} is too large for a calendar.", text.name))
                .hint("Divide it; a calendar may have 32 MiB."));
        }
    }
    let all = String::from_utf8_lossy(&bytes);
    let mut places = places(&all);
    let mut parser = Parser::new(&all);
    let mut items = VecDeque::new();
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => {
                let zones = calendar.build_tz_resolver();
                for component in &calendar.components {
                    if let Some(item) = item(component, &calendar, &zones, kind, &mut places, limits) {
                        items.push_back(item);
                    }
                }
            }
            Entry::Eof => break,
            _ => {}
        }
    }
    Ok(items)
}

/// Line and offset of everything that begins in a calendar and is read or named, in order.
fn places(text: &str) -> VecDeque<(u64, u64)> {
    let mut places = VecDeque::new();
    let mut offset = 0;
    for (at, line) in text.split_inclusive('\n').enumerate() {
        let begun = line.trim_start().get(..6).is_some_and(|begin| begin.eq_ignore_ascii_case("BEGIN:"));
        let what = line.trim().get(6..).map(|name| name.trim().to_ascii_uppercase());
        let what = what.filter(|_| begun).and_then(|name| Type::parse(name.as_bytes()));
        if matches!(what, Some(Type::VEvent | Type::VTodo | Type::VJournal)) {
            places.push_back((at as u64 + 1, offset));
        }
        offset += line.len() as u64;
    }
    places
}

fn item(
    component: &Component,
    calendar: &ICalendar,
    zones: &TzResolver<&str>,
    kind: Kind,
    places: &mut VecDeque<(u64, u64)>,
    limits: &Limits,
) -> Option<Item> {
    if !matches!(component.component_type, Type::VEvent | Type::VTodo | Type::VJournal) {
        return None;
    }
    let (line, offset) = places.pop_front().unwrap_or_default();
    let summary = text(component, &Property::Summary);
    if component.component_type == Type::VJournal
        || (kind == Kind::Assets && component.component_type == Type::VTodo)
    {
        let what = if component.component_type == Type::VJournal { "a journal entry" } else { "a task" };
        return Some(Item::LeftOut { line, text: format!("{what}, {}", cut(&summary, 60)) });
    }
    let of = Event { component, zones, method: method(calendar) };
    let mut record = Record { line, offset, ..Record::default() };
    let (fields, remarks) = if kind == Kind::Assets { of.asset(summary) } else { of.reminder(summary) };
    record.fields = fields
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(name, text)| (Arc::from(name), text))
        .collect();
    record.remarks = remarks;
    let flawed = |(field, text): &(Arc<str>, String)| {
        flaw_of(text, limits.field).map(|flaw| Flaw { field: field.to_string(), ..flaw })
    };
    record.flaw = record.fields.iter().find_map(flawed);
    Some(Item::Record(record))
}

type Fields = (Vec<(&'static str, String)>, Vec<String>);

/// An event or a task, and the time zones of its calendar.
struct Event<'c> {
    component: &'c Component,
    zones: &'c TzResolver<&'c str>,
    method: String,
}

/// A day in the United Kingdom, and the time unless it is the whole day.
type When = (NaiveDate, Option<NaiveTime>);

impl Event<'_> {
    fn reminder(&self, summary: String) -> Fields {
        let id = text(self.component, &Property::Uid);
        let mut remarks = Vec::new();
        let when =
            self.when(&Property::Due, &mut remarks).or_else(|| self.when(&Property::Dtstart, &mut remarks));
        let (day, time) = when.map_or((String::new(), String::new()), |(day, time)| {
            (day.to_string(), time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default())
        });
        if let Some(uid) = id.strip_suffix(OWN) {
            // What kith wrote itself names nobody; only its day and time can have been moved.
            return (vec![("uid", uid.to_owned()), ("due_on", day), ("due_at", time)], remarks);
        }
        let again = self.rule().map(|rule| recurrence(rule, &mut remarks)).unwrap_or_default();
        let state = self.state();
        let done = if state == "done" { self.when(&Property::Completed, &mut remarks) } else { None };
        let fields = vec![
            ("external_id", self.id(&id)),
            ("whose", text(self.component, &Property::Contact)),
            ("what", summary),
            ("due_on", day),
            ("due_at", time),
            ("recurrence", again),
            ("state", state.to_owned()),
            ("done_on", done.map(|(day, _)| day.to_string()).unwrap_or_default()),
        ];
        (fields, remarks)
    }

    fn asset(&self, summary: String) -> Fields {
        let id = text(self.component, &Property::Uid);
        let mut remarks = Vec::new();
        let begins = self.when(&Property::Dtstart, &mut remarks);
        let ends = self.when(&Property::Dtend, &mut remarks);
        let hours = match (begins.and_then(|(_, time)| time), ends.and_then(|(_, time)| time)) {
            (Some(begins), Some(ends)) if ends > begins => {
                format!("{}-{}", begins.format("%H:%M"), ends.format("%H:%M"))
            }
            (Some(begins), _) => begins.format("%H:%M").to_string(),
            _ => String::new(),
        };
        let days = match (begins, self.rule()) {
            (Some((day, _)), Some(rule)) => days(rule, day, &mut remarks),
            (Some((day, _)), None) => crate::domain::when::show_day(day),
            (None, _) => String::new(),
        };
        let status = if self.state() == "cancelled" { "inactive" } else { "active" };
        let fields = vec![
            ("external_id", self.id(&id)),
            ("name", summary),
            ("description", text(self.component, &Property::Description)),
            ("place", text(self.component, &Property::Location)),
            ("website", text(self.component, &Property::Url)),
            ("schedule", format!("{days} {hours}").trim().to_owned()),
            ("status", status.to_owned()),
        ];
        (fields, remarks)
    }

    /// The id, and which of its times it is where one time was changed by itself.
    fn id(&self, id: &str) -> String {
        let mut remarks = Vec::new();
        match self.when(&Property::RecurrenceId, &mut remarks) {
            Some((day, _)) if !id.is_empty() => format!("{id} {day}"),
            _ => id.to_owned(),
        }
    }

    fn state(&self) -> &'static str {
        let status = self.component.entries.iter().find(|entry| entry.name == Property::Status);
        match status.and_then(|entry| entry.values.first()) {
            Some(Value::Status(Status::Cancelled)) => "cancelled",
            _ if self.method.eq_ignore_ascii_case("cancel") => "cancelled",
            Some(Value::Status(Status::Completed)) => "done",
            _ => "open",
        }
    }

    fn rule(&self) -> Option<&Rule> {
        self.component.entries.iter().flat_map(|entry| &entry.values).find_map(|value| match value {
            Value::RecurrenceRule(rule) => Some(&**rule),
            _ => None,
        })
    }

    /// The day and the time of a property, in the United Kingdom.
    fn when(&self, property: &Property, remarks: &mut Vec<String>) -> Option<When> {
        let entry = self.component.entries.iter().find(|entry| entry.name == *property)?;
        let Some(Value::PartialDateTime(at)) = entry.values.first() else { return None };
        let day = NaiveDate::from_ymd_opt(i32::from(at.year?), u32::from(at.month?), u32::from(at.day?))?;
        if at.hour.is_none() {
            return Some((day, None));
        }
        let zone = entry.params.iter().find_map(|parameter| match (&parameter.name, &parameter.value) {
            (ICalendarParameterName::Tzid, ICalendarParameterValue::Text(name)) => Some(name.as_str()),
            _ => None,
        });
        let known = zone.map(|name| self.zones.resolve(name));
        if let (Some(name), Some(None)) = (zone, known) {
            remarks.push(format!("The time zone {name} is not known; its times were read as ours."));
        }
        let local = in_the_kingdom(at, known.flatten())?;
        Some((local.date(), Some(local.time())))
    }
}

/// A time as clocks in the United Kingdom show it; one without a zone is theirs already.
fn in_the_kingdom(at: &PartialDateTime, zone: Option<Tz>) -> Option<NaiveDateTime> {
    let zoned = zone.or(at.tz_hour.map(|_| Tz::UTC));
    match zoned.and_then(|zone| at.to_date_time_with_tz(zone)) {
        Some(instant) if zoned != Some(Tz::Floating) => Some(instant.with_timezone(&London).naive_local()),
        _ => Some(at.to_date_time()?.date_time),
    }
}

fn text(component: &Component, property: &Property) -> String {
    let entry = component.entries.iter().find(|entry| entry.name == *property);
    let values = entry.into_iter().flat_map(|entry| &entry.values);
    let texts = values.filter_map(|value| match value {
        Value::Text(text) => Some(text.clone()),
        Value::Uri(uri) => uri.as_str().map(str::to_owned),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(", ").trim().to_owned()
}

fn method(calendar: &ICalendar) -> String {
    let of_calendar = calendar.components.iter().find(|one| one.component_type == Type::VCalendar);
    let entry = of_calendar.and_then(|one| one.entries.iter().find(|entry| entry.name == Property::Method));
    match entry.and_then(|entry| entry.values.first()) {
        Some(Value::Method(method)) => method.as_str().to_owned(),
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// How often a reminder comes again, as reminders say it; what they cannot say is left out and said.
fn recurrence(rule: &Rule, remarks: &mut Vec<String>) -> String {
    let every = rule.interval.unwrap_or(1).max(1);
    let unit = match rule.freq {
        Frequency::Daily => "days",
        Frequency::Weekly if rule.byday.len() < 2 => "weeks",
        Frequency::Monthly if rule.byday.is_empty() && rule.bymonthday.len() < 2 => "months",
        Frequency::Yearly if rule.byday.is_empty() && every < 30 => {
            return format!("every {} months", u32::from(every) * 12);
        }
        _ => {
            remarks.push("How it comes again cannot be kept; it is a reminder for its first day.".to_owned());
            return String::new();
        }
    };
    if rule.until.is_some() || rule.count.is_some() {
        remarks.push("It comes to an end in the calendar, and goes on here until you stop it.".to_owned());
    }
    format!("every {every} {unit}")
}

/// The days of an event that comes again, as the schedule of an asset says them.
fn days(rule: &Rule, first: NaiveDate, remarks: &mut Vec<String>) -> String {
    let every = rule.interval.unwrap_or(1).max(1);
    let own = first.format("%a").to_string();
    let named = |weekday: Weekday| match weekday {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    };
    match rule.freq {
        Frequency::Daily if every == 1 => "every day".to_owned(),
        Frequency::Weekly if every <= 2 => {
            let often = if every == 2 { "every other " } else { "" };
            let names: Vec<&str> = rule.byday.iter().map(|day| named(day.weekday)).collect();
            let all = if names.is_empty() { own } else { names.join(", ") };
            format!("{often}{all}")
        }
        Frequency::Monthly if every == 1 && !rule.byday.is_empty() => {
            let places: Vec<String> = rule
                .byday
                .iter()
                .map(|day| {
                    let which =
                        match day.ordwk.or(rule.bysetpos.first().and_then(|at| i16::try_from(*at).ok())) {
                            Some(-1) => "last",
                            Some(1) => "first",
                            Some(2) => "second",
                            Some(3) => "third",
                            Some(4) => "fourth",
                            _ => "every",
                        };
                    format!("{which} {} of the month", named(day.weekday))
                })
                .collect();
            places.join(", ")
        }
        _ => {
            remarks.push("How it comes again cannot be said in a line; its first day is kept.".to_owned());
            crate::domain::when::show_day(first)
        }
    }
}
