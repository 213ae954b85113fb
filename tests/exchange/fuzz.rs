//! Every reader on files that chance has spoilt: an answer in words, figures that add up, never a crash. Seeds are printed.

use std::time::{Duration, Instant};

use kith::domain::entity::Entity;
use kith::domain::entry::Entry;
use kith::import::bytes::Input;
use kith::import::kind::Kind;
use kith::import::mapping::Mapping;
use kith::import::{Request, guess, run};
use kith::store::Store;

use super::{caseload, fixture};

/// A sound beginning that is spoilt, and what its rows are read as.
struct Seed {
    name: &'static str,
    kind: Kind,
    bytes: Vec<u8>,
}

/// The beginnings of the fixtures, one of each reader: delimited text in three encodings, JSON, lines, pages, calendars.
fn seeds() -> Vec<Seed> {
    let cut = |name: &str, most: usize| {
        let mut bytes = std::fs::read(fixture(name)).unwrap();
        bytes.truncate(most);
        bytes
    };
    let utf16: Vec<u8> = "\u{feff}given,family,date_of_birth\r\nAda,Moss,13/02/1950\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let seed = |name, kind, bytes| Seed { name, kind, bytes };
    vec![
        seed("gp report", Kind::Referrals, cut("gp_report_21_columns.csv", 900)),
        seed("gp list", Kind::Referrals, cut("gp_list_windows1252.csv", 700)),
        seed("web form", Kind::Referrals, cut("web_form_export.csv", 1_000)),
        seed("utf-16", Kind::People, utf16),
        seed("food banks", Kind::Assets, cut("foodbanks.csv", 1_200)),
        seed("contacts", Kind::Contacts, b"Client,Date,Contact type,Attended\nDoris Page,02/03/2026,Call,Yes\nA,1/1/26,DNA,No\n".to_vec()),
        seed("services", Kind::Assets, cut("libraries/services_full.ndjson", 2_500)),
        seed("page", Kind::Assets, cut("libraries/services_page_1.json", 1_500)),
        seed("people json", Kind::People, br#"{"version":1,"items":[{"given":"Ada","family":"Moss","interests":["walking"]},{"given":null}]}"#.to_vec()),
        seed("calendar", Kind::Assets, cut("calendars/america_new_york.ics", 1_400)),
        seed("tasks", Kind::FollowUps, cut("calendars/issue_1050_calendar_with_events_and_todos.ics", 900)),
    ]
}

/// What readers stumble over.
const NASTY: [&[u8]; 26] = [
    b"\"",
    b",",
    b";",
    b"\t",
    b"|",
    b"^",
    "¬".as_bytes(),
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xe9",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b"\\u0000",
    b"BEGIN:VEVENT\r\n",
    b"END:VCALENDAR\r\n",
    b";TZID=\"",
    b"99999999999999999999",
    b"=cmd|' /C calc'!A0",
    "\u{202e}Zoë".as_bytes(),
];

fn spoilt(random: &mut fastrand::Rng, seed: &[u8]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..random.usize(1..6) {
        let len = bytes.len();
        let at = random.usize(..=len);
        match random.u8(..7) {
            0 if len > 0 => bytes[at.min(len - 1)] = random.u8(..),
            1 => bytes.truncate(at),
            2 if len > 0 => drop(bytes.drain(at..random.usize(at..=len.min(at + 40)))),
            3 => {
                let to = random.usize(at..=len.min(at + 60));
                let piece = bytes[at..to].to_vec();
                for _ in 0..random.usize(1..4) {
                    bytes.splice(at..at, piece.iter().copied());
                }
            }
            4 if len > 0 => bytes[at.min(len - 1)] ^= 1 << random.u8(..8),
            _ => {
                let nasty = NASTY[random.usize(..NASTY.len())];
                bytes.splice(at..at, nasty.iter().copied());
            }
        }
    }
    bytes
}

/// One spoilt file, read and planned; what it was is said if anything gives way.
fn one(store: &mut Store, seed: &Seed, number: u64) {
    let mut random = fastrand::Rng::with_seed(number);
    let bytes = spoilt(&mut random, &seed.bytes);
    let told = format!("{} seed {number}: {:?}", seed.name, String::from_utf8_lossy(&bytes));
    let attempt = std::panic::AssertUnwindSafe(|| {
        let mut request = Request::new(seed.kind, Input::Held("spoilt".to_owned(), bytes.clone()));
        request.dry_run = true;
        match run(store, &request, &mut |_| true) {
            Ok(outcome) => assert!(outcome.adds_up(), "{outcome:?}"),
            Err(fault) => assert!(!fault.message.is_empty()),
        }
        if number.is_multiple_of(16) {
            let today = store.clock().today();
            let toml = guess::first(
                seed.kind,
                Input::Held("spoilt".to_owned(), bytes),
                &kith::import::reader::Orders::default(),
                today,
            );
            if let Ok(toml) = toml {
                assert!(Mapping::read(&toml, seed.kind).is_ok(), "{toml}");
            }
        }
    });
    assert!(std::panic::catch_unwind(attempt).is_ok(), "{told}");
}

/// A caseload with somebody in it, whom rows can meet.
fn met() -> Store {
    let mut store = caseload();
    let doris = Entry::new(Entity::Person)
        .with("given", "Doris")
        .with("family", "Page")
        .with("date_of_birth", "1944-03-11");
    store.apply(&kith::domain::change::Change::Add(doris)).unwrap();
    store
}

/// Twenty thousand for each of five parts of the seeds, so that they run beside each other.
fn part(which: usize) {
    let first = 1_000_000 * u64::try_from(which).unwrap();
    let seeds = seeds();
    let mut store = met();
    for number in first..first + 20_000 {
        let at = usize::try_from(number).unwrap() % seeds.len();
        one(&mut store, &seeds[at], number);
    }
}

#[test]
fn twenty_thousand_spoilt_files_are_answered_in_words() {
    part(1);
}

#[test]
fn twenty_thousand_more_spoilt_files_are_answered_in_words() {
    part(2);
}

#[test]
fn a_third_twenty_thousand_spoilt_files_are_answered_in_words() {
    part(3);
}

#[test]
fn a_fourth_twenty_thousand_spoilt_files_are_answered_in_words() {
    part(4);
}

#[test]
fn a_fifth_twenty_thousand_spoilt_files_are_answered_in_words() {
    part(5);
}

#[test]
#[ignore = "ten minutes for each reader; the command is in docs/proofs.md"]
fn each_reader_stands_ten_minutes_of_spoilt_files() {
    let seconds = std::env::var("KITH_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(600);
    let mut number = fastrand::u64(..1 << 40);
    println!("from seed {number}");
    // One reader alone, by the name it is told under.
    let only = std::env::var("KITH_FUZZ_ONLY").unwrap_or_default();
    for seed in seeds().into_iter().filter(|seed| only.is_empty() || seed.name == only) {
        let mut store = met();
        let (begun, from) = (Instant::now(), number);
        while begun.elapsed() < Duration::from_secs(seconds) {
            one(&mut store, &seed, number);
            number += 1;
        }
        println!("{}: {} files", seed.name, number - from);
    }
}

#[test]
fn every_file_of_csv_spectrum_is_read_as_its_json_says() {
    let folder = fixture("csv-spectrum");
    let mut read = 0;
    for entry in std::fs::read_dir(folder.join("csvs")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let said: serde_json::Value =
            serde_json::from_slice(&std::fs::read(folder.join("json").join(format!("{name}.json"))).unwrap())
                .unwrap();
        let orders = kith::import::reader::Orders {
            format: Some(kith::import::reader::Format::Csv),
            ..Default::default()
        };
        let mut reader =
            kith::import::reader::Reader::open(Input::Path(path), Kind::People, &orders).unwrap();
        let mut rows = Vec::new();
        while let Some(item) = reader.read().unwrap() {
            let kith::import::record::Item::Record(record) = item else {
                panic!("{name}: a line was left out")
            };
            assert_eq!(record.flaw, None, "{name}");
            let cells = record
                .fields
                .iter()
                .map(|(header, text)| (header.to_string(), serde_json::Value::from(text.as_str())));
            rows.push(serde_json::Value::Object(cells.collect()));
        }
        // Line ends inside a cell become one kind. One of the twelve says a single row as an object, and another telephone number than its file has.
        let said = match said {
            serde_json::Value::Object(mut one) if name == "location_coordinates" => {
                one.insert("Contact Phone Number".to_owned(), "2095257564".into());
                serde_json::json!([one])
            }
            said => serde_json::from_str(&said.to_string().replace("\\r\\n", "\\n")).unwrap(),
        };
        assert_eq!(serde_json::Value::from(rows), said, "{name}");
        read += 1;
    }
    assert_eq!(read, 12);
}
