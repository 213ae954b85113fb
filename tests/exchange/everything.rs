//! A whole caseload leaves as a folder and is the same when it comes back; directories for others hold no more than they may.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use kith::cli::everything::write;
use kith::clock::Clock;
use kith::domain::change::Change;
use kith::domain::entity::Entity;
use kith::domain::entry::Entry;
use kith::domain::field::Kind as Reads;
use kith::domain::whole::ORDER;
use kith::export::{Format, Sheet, oruk, vcard};
use kith::import::everything::run;
use kith::import::kind::Kind;
use kith::report::shared;
use kith::store::{Actor, Store, Via};
use proptest::prelude::*;

use super::exports::{KINDS, entry, export};
use super::{caseload, figures, import_text};

/// The files of a folder by name.
fn files(folder: &Path) -> BTreeMap<String, String> {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .map(|path| {
            (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// The made-up caseload of the demo.
fn sample() -> Store {
    let day = NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
    let mut store = Store::memory(Actor::new(kith::sample::LOGIN, Via::Command), Clock::on(day)).unwrap();
    kith::sample::fill(&mut store, &kith::sample::Plan::new(day)).unwrap();
    store
}

/// Everything out, in, and out again: the same bytes. Answers how many records there were.
fn there_and_back(store: &Store) -> u64 {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    let count = write(store, &[], &first).unwrap();
    let mut other = caseload();
    let outcome = run(&mut other, &first, false, &mut |_| true).unwrap();
    assert_eq!(usize::try_from(outcome.added).unwrap(), count, "{:?}", outcome.problems);
    assert!(outcome.adds_up());
    write(&other, &[], &second).unwrap();
    let (sent, back) = (files(&first), files(&second));
    for (name, text) in &sent {
        assert!(back[name] == *text, "{name}\n{text}\n{}", back[name]);
    }
    assert_eq!(sent.len(), ORDER.len() + 1);
    assert!(other.verify().unwrap().sound(), "{:?}", other.verify().unwrap());
    assert_ne!(other.follows_from_records().unwrap(), Some(false));
    // Again changes nothing, and one undo takes all of it back.
    let again = run(&mut other, &first, false, &mut |_| true).unwrap();
    assert_eq!((again.same, again.operation), (outcome.read, None), "{:?}", again.problems);
    if outcome.operation.is_some() {
        other.undo().unwrap();
        assert!(ORDER.iter().all(|entity| other.numbers(*entity).unwrap().is_empty()));
        // Done again and taken back again it is the same.
        other.redo().unwrap();
        assert!(!other.numbers(Entity::Worker).unwrap().is_empty());
        other.undo().unwrap();
        assert!(other.numbers(Entity::Worker).unwrap().is_empty());
        assert!(other.verify().unwrap().sound());
    }
    outcome.read
}

#[test]
fn the_whole_sample_leaves_and_is_the_same_when_it_comes_back() {
    assert!(there_and_back(&sample()) > 2_000);
    assert_eq!(there_and_back(&caseload()), 0);
}

#[test]
fn a_worker_who_came_with_a_caseload_and_has_worked_since_stays_when_it_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    write(&sample(), &[], &out).unwrap();
    let day = NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
    // The login of the sample takes it in, and then adds a group.
    let mut other = Store::memory(Actor::new(kith::sample::LOGIN, Via::Command), Clock::on(day)).unwrap();
    let taken = run(&mut other, &out, false, &mut |_| true).unwrap().operation.unwrap();
    let came = other.numbers(Entity::Worker).unwrap().len();
    let group =
        Entry::new(Entity::Asset).with("name", "Bowls").with("kind", "association").with("status", "active");
    other.apply(&Change::Add(group)).unwrap();
    other.undo_operation(kith::domain::id::OperationId(taken)).unwrap();
    let left = other.records_after(Entity::Worker, 0, usize::MAX).unwrap();
    assert!(came > 1);
    assert_eq!(left.iter().map(|one| one.values.text("login")).collect::<Vec<_>>(), [kith::sample::LOGIN]);
    assert!(other.numbers(Entity::Person).unwrap().is_empty());
}

#[test]
fn people_who_are_left_out_take_all_that_is_theirs_with_them() {
    let store = sample();
    let restricted: Vec<i64> = store.restricted_people().unwrap().into_iter().collect();
    assert_eq!(restricted.len(), 1);
    let hidden = store.record(Entity::Person, restricted[0]).unwrap().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    write(&store, &restricted, &out).unwrap();
    let all = files(&out);
    let said: String = all.values().cloned().collect();
    assert!(!said.contains(hidden.uid.as_deref().unwrap()));
    assert!(!said.contains(hidden.values.text("family")) || hidden.values.text("family").len() < 4);
    for field in ["nhs_number", "phone", "mobile"] {
        let text = hidden.values.text(field);
        assert!(text.is_empty() || !said.contains(text), "{field}");
    }
    let mut other = caseload();
    let outcome = run(&mut other, &out, false, &mut |_| true).unwrap();
    assert_eq!(outcome.added, outcome.read);
    assert_eq!(other.count(Entity::Person).unwrap(), store.count(Entity::Person).unwrap() - 1);
    assert!(other.verify().unwrap().sound());
}

#[test]
fn what_is_here_stays_when_a_folder_says_something_else() {
    let store = sample();
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    write(&store, &[], &out).unwrap();
    let mut other = caseload();
    run(&mut other, &out, false, &mut |_| true).unwrap();
    let asset = other.record(Entity::Asset, 1).unwrap().unwrap();
    let edit = Change::Edit {
        entity: Entity::Asset,
        id: 1,
        before: asset.values.clone(),
        after: kith::domain::entry::Values::new().with("name", "Another name"),
    };
    other.apply(&edit).unwrap();
    let again = run(&mut other, &out, false, &mut |_| true).unwrap();
    assert_eq!((again.set_aside, again.added), (1, 0));
    assert_eq!((again.problems[0].file.as_str(), again.problems[0].line), ("asset.ndjson", 1));
    assert_eq!(other.record(Entity::Asset, 1).unwrap().unwrap().values.text("name"), "Another name");
}

#[test]
fn a_folder_that_is_broken_is_refused_by_file_and_line_and_nothing_is_changed() {
    let store = sample();
    let folder = tempfile::tempdir().unwrap();
    let spoil = |file: &str, from: &str, to: &str| {
        let out = folder.path().join("out");
        drop(std::fs::remove_dir_all(&out));
        write(&store, &[], &out).unwrap();
        let path = out.join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} holds {from}");
        std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let mut other = caseload();
        let fault = run(&mut other, &out, false, &mut |_| true).unwrap_err();
        assert!(ORDER.iter().all(|entity| other.numbers(*entity).unwrap().is_empty()), "{file}");
        fault.message
    };
    assert!(spoil("manifest.json", "\"version\": 1", "\"version\": 9").contains("version 9"));
    assert!(spoil("manifest.json", "person.ndjson", "../person.ndjson").contains("does not know"));
    assert!(spoil("manifest.json", "\"kind\": \"person\"", "\"kind\": \"operation\"").contains("operation"));
    assert!(spoil("manifest.json", "person.ndjson", "persons.ndjson").contains("no file persons.ndjson"));
    assert_eq!(spoil("person.ndjson", "{", "x"), "person.ndjson, line 1: it is no object on one line.");
    assert!(spoil("person.ndjson", "\"id\":2,", "\"id\":\"two\",").contains("line 2: it has no id"));
    assert!(spoil("contact.ndjson", "\"method\":\"", "\"method\":\"by_").contains("line 1: method holds"));
    assert!(
        spoil("contact.ndjson", "\"person_id\":", "\"persons_id\":")
            .contains("does not know its key persons_id")
    );
    assert!(spoil("contact.ndjson", "\"person_id\":1,", "\"person_id\":99999,").contains("person_id"));
    assert!(spoil("follow_up.ndjson", "\"due_on\":\"", "\"due_on\":\"x").contains("due_on holds"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]
    #[test]
    fn whatever_a_caseload_holds_is_the_same_when_it_comes_back(
        all in proptest::collection::vec(
            proptest::sample::select(ORDER.to_vec()).prop_flat_map(|entity| (entry(entity), any::<u16>())),
            0..30,
        ),
    ) {
        let mut store = caseload();
        for (mut entry, which) in all {
            let mut sound = entry.entity != Entity::Identity;
            for field in entry.entity.fields() {
                let Reads::Link(to) = field.kind else { continue };
                let there = store.numbers(to).unwrap();
                match there.get(usize::from(which) % (there.len() + 1)) {
                    Some(id) => entry.values.set(field.name, *id),
                    None => sound &= !field.required,
                }
            }
            // Some are refused by a rule; the rest is the caseload.
            if sound {
                let _refused = store.apply(&Change::Add(entry));
            }
        }
        there_and_back(&store);
    }
}

/// The JSON Schema of every list that is exported as JSON.
fn schema() -> serde_json::Value {
    use serde_json::{Map, json};
    let mut kinds = Map::new();
    for (kind, entity) in KINDS {
        let mut properties = Map::new();
        let mut required = vec!["id", "uid"];
        for (name, field) in Sheet::new(entity, Format::Json).columns() {
            let plain = || match name {
                "id" => json!({"type": "integer", "description": "Its number in the file it came from."}),
                "uid" => json!({"type": "string", "format": "uuid"}),
                "person_uid" => json!({"type": ["string", "null"], "format": "uuid"}),
                "worker" => json!({"type": ["string", "null"], "description": "The login of the worker."}),
                name if name.ends_with("_name") => {
                    json!({"type": ["string", "null"], "description": "A name, for people to read."})
                }
                _ => {
                    json!({"type": ["string", "null"], "format": "uuid", "description": "The uid of a person or an asset."})
                }
            };
            properties.insert(name.to_owned(), field.map_or_else(plain, crate::docs::shape_of));
            required.extend(
                field
                    .filter(|field| field.required && entity.field(field.name).is_some())
                    .map(|field| field.name),
            );
        }
        kinds.insert(kind.word().to_owned(), json!({"type": "object", "required": required, "properties": properties, "additionalProperties": false}));
    }
    let lists: Vec<_> = kinds.keys().map(|kind| json!({"$ref": format!("#/$defs/{kind}")})).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "export",
        "description": "A list that kith export writes with --format json (version 1); with --format ndjson each line is one of its items. $defs has the items of each kind.",
        "type": "object",
        "required": ["version", "items"],
        "properties": {"version": {"const": 1}, "items": {"type": "array", "items": {"anyOf": lists}}},
        "$defs": kinds,
    })
}

#[test]
fn every_export_as_json_is_what_its_schema_says() {
    let schema = schema();
    crate::docs::hold("docs/schemas/export.json", &(serde_json::to_string_pretty(&schema).unwrap() + "\n"));
    let store = sample();
    for (kind, entity) in KINDS {
        let mut of_kind = schema["$defs"][kind.word()].clone();
        of_kind["$schema"] = schema["$schema"].clone();
        let validator = jsonschema::options().should_validate_formats(true).build(&of_kind).unwrap();
        let text = export(&store, entity, Format::Json);
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let items = value["items"].as_array().unwrap();
        assert!(!items.is_empty(), "{entity:?}");
        for item in items {
            let faults: Vec<String> = validator
                .iter_errors(item)
                .map(|fault| format!("{fault} {}", fault.instance_path()))
                .collect();
            assert!(faults.is_empty(), "{faults:?} {item}");
        }
    }
}

/// A caseload with an organisation's service, residents who agreed or not, and what is not to be listed.
fn directory() -> Store {
    let mut store = caseload();
    store.seed(7);
    let mut add = |entry: Entry| drop(store.apply(&Change::Add(entry)).unwrap());
    let person = |given: &str| Entry::new(Entity::Person).with("given", given).with("family", "Lark");
    add(person("Ada"));
    add(person("Ben"));
    add(Entry::new(Entity::Consent)
        .with("person_id", 1)
        .with("purpose", "share_groups")
        .with("answer", "yes")
        .with("answered_on", "2026-01-01"));
    add(Entry::new(Entity::Consent)
        .with("person_id", 2)
        .with("purpose", "share_groups")
        .with("answer", "yes")
        .with("answered_on", "2026-01-01"));
    add(Entry::new(Entity::Consent)
        .with("person_id", 2)
        .with("purpose", "share_groups")
        .with("answer", "withdrawn")
        .with("answered_on", "2026-02-01"));
    let asset = |name: &str| {
        Entry::new(Entity::Asset).with("name", name).with("kind", "association").with("status", "active")
    };
    add(asset("Choir")
        .with("run_by", "Cy Heron")
        .with("sector", "resident_led")
        .with("note", "Mind the dog")
        .with("schedule", "Tue, Thu 14:00-16:00"));
    add(asset("Advice")
        .with("run_by", "Town Advice")
        .with("sector", "charity")
        .with("ages", "16 to 25")
        .with("phone", "0114 496 0001, 0114 496 0002"));
    add(asset("Walks")
        .with("run_by_person_id", 1)
        .with("schedule", "First Wed, weather allowing")
        .with("interests", "walking")
        .with("needs", "loneliness")
        .with("website", "https://example.org/walks"));
    add(asset("Talks").with("run_by_person_id", 2).with("run_by", "Ben Lark"));
    add(Entry::new(Entity::Asset)
        .with("name", "Ben of the sheds")
        .with("kind", "individual_resident")
        .with("status", "active")
        .with("run_by_person_id", 2));
    add(asset("Secret").with("do_not_list", 1));
    add(asset("Gone").with("status", "defunct"));
    add(asset("Shut")
        .with("status", "temporarily_closed")
        .with("address", "1 High Street, Milltown")
        .with("postcode", "S1 2AB")
        .with("latitude", 53_380_000)
        .with("longitude", -1_470_000));
    store
}

#[test]
fn a_directory_for_others_is_valid_open_referral_and_names_nobody_who_did_not_agree() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../fixtures/oruk/service.json")).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    for store in [directory(), sample()] {
        let (page, next) = shared::page(&store, 0, 1000).unwrap();
        assert!(next.is_some());
        assert!(!page.is_empty());
        let services: Vec<String> = page.iter().map(|one| oruk::service(one).to_string()).collect();
        for service in &services {
            let value = serde_json::from_str(service).unwrap();
            let faults: Vec<String> = validator.iter_errors(&value).map(|fault| fault.to_string()).collect();
            assert!(faults.is_empty(), "{faults:?} {service}");
        }
        let text = format!("{}{}{}", oruk::head(page.len()), services.join(","), oruk::TAIL);
        let whole: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(whole["total_items"], page.len());
        // Another caseload takes it in, and it is known again.
        let mut other = caseload();
        let count = u64::try_from(page.len()).unwrap();
        let outcome = import_text(&mut other, Kind::Assets, "feed.json", &text);
        assert_eq!(figures(&outcome), [count, count, 0, 0, 0, 0], "{:?}", outcome.problems);
        assert!(!outcome.remarks.iter().any(|remark| remark.text.contains("has words kith has no term for")));
        assert_eq!(
            figures(&import_text(&mut other, Kind::Assets, "feed.json", &text)),
            [count, 0, 0, count, 0, 0]
        );
    }
    let store = directory();
    let (page, _) = shared::page(&store, 0, 1000).unwrap();
    let names: Vec<&str> = page.iter().map(|one| one.asset.values.text("name")).collect();
    assert_eq!(names, ["Choir", "Advice", "Walks", "Talks", "Shut"]);
    let text: String = page.iter().map(|one| oruk::service(one).to_string() + &vcard::card(one)).collect();
    for hidden in ["Cy Heron", "Ben Lark", "dog", "Secret", "Gone"] {
        assert!(!text.contains(hidden), "{hidden}");
    }
    assert!(text.contains("Ada Lark") && text.contains("Town Advice"), "{text}");
    insta::assert_json_snapshot!(page.iter().map(oruk::service).collect::<Vec<_>>());
}

#[test]
fn the_cards_of_assets_are_what_an_address_book_reads() {
    let store = directory();
    let (page, _) = shared::page(&store, 0, 1000).unwrap();
    let cards: String = page.iter().map(vcard::card).collect();
    assert!(cards.split("\r\n").all(|line| line.len() <= 75), "{cards}");
    assert!(!cards.replace("\r\n", "").contains(['\r', '\n']));
    insta::assert_snapshot!(cards.replace("\r\n", "\n"));
}
