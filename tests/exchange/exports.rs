//! What goes out comes back in without a difference, and cannot run on its way.

use kith::domain::change::{Change, Who};
use kith::domain::entity::Entity;
use kith::domain::entry::Entry;
use kith::domain::field::Kind as Reads;
use kith::domain::{check, nhs_number};
use kith::export::{Format, Sheet};
use kith::import::kind::Kind;
use kith::report::listed;
use kith::store::Store;
use proptest::prelude::*;

use super::{caseload, import, import_text, request};

const FORMATS: [Format; 4] =
    [Format::Csv { mark: false }, Format::Csv { mark: true }, Format::Json, Format::Ndjson];
pub const KINDS: [(Kind, Entity); 10] = [
    (Kind::People, Entity::Person),
    (Kind::Referrals, Entity::Referral),
    (Kind::Assets, Entity::Asset),
    (Kind::Contacts, Entity::Contact),
    (Kind::FollowUps, Entity::FollowUp),
    (Kind::Offers, Entity::Offer),
    (Kind::Asks, Entity::Ask),
    (Kind::Exchanges, Entity::Exchange),
    (Kind::Measures, Entity::Measure),
    (Kind::ServiceUse, Entity::ServiceUse),
];

/// The whole list of a kind, in pages of seven.
pub fn export(store: &Store, entity: Entity, format: Format) -> String {
    let mut sheet = Sheet::new(entity, format);
    let mut text = sheet.head();
    let mut after = Some(0);
    while let Some(from) = after {
        let (rows, next) = listed::page(store, entity, from, 7).unwrap();
        for row in &rows {
            text.push_str(&sheet.row(row));
        }
        after = next;
    }
    text.push_str(sheet.tail());
    text
}

/// Every list in every format plans nothing when it is read back.
fn nothing_to_do(store: &mut Store) {
    for (kind, entity) in KINDS {
        for format in FORMATS {
            let count = u64::try_from(store.count(entity).unwrap()).unwrap();
            if count == 0 {
                continue;
            }
            let text = export(store, entity, format);
            let outcome = import_text(store, kind, "export", &text);
            assert_eq!(
                (outcome.read, outcome.same),
                (count, count),
                "{format:?} {:?} {:?}",
                outcome.problems,
                outcome.remarks
            );
            assert_eq!(outcome.operation, None, "{format:?}");
        }
    }
}

#[test]
fn what_was_imported_goes_out_and_comes_back_as_nothing_to_do() {
    let mut store = caseload();
    for name in
        ["gp_report_21_columns.csv", "gp_list_windows1252.csv", "web_form_export.csv", "minimal_list.csv"]
    {
        import(&mut store, &request(Kind::Referrals, name));
    }
    import(&mut store, &request(Kind::Assets, "foodbanks.csv"));
    import(&mut store, &request(Kind::Assets, "libraries"));
    nothing_to_do(&mut store);
}

#[test]
fn a_caseload_moves_to_another_and_the_second_time_changes_nothing() {
    let mut store = caseload();
    import(&mut store, &request(Kind::Referrals, "web_form_export.csv"));
    import(&mut store, &request(Kind::Assets, "foodbanks.csv"));
    let mut other = caseload();
    for (kind, entity) in [(Kind::Referrals, Entity::Referral), (Kind::Assets, Entity::Asset)] {
        for format in FORMATS {
            let text = export(&store, entity, format);
            let first = import_text(&mut other, kind, "export", &text);
            let again = import_text(&mut other, kind, "export", &text);
            assert_eq!((first.set_aside + first.refused, again.operation), (0, None), "{:?}", first.problems);
        }
        assert_eq!(other.count(entity).unwrap(), store.count(entity).unwrap());
    }
    let of = |store: &Store, id| store.needed(Entity::Referral, id).unwrap().values;
    assert_eq!(of(&other, 10).text("note"), of(&store, 10).text("note"));
}

#[test]
fn every_field_is_a_column_and_no_cell_can_run() {
    let mut store = caseload();
    import(&mut store, &request(Kind::Referrals, "web_form_export.csv"));
    let text = export(&store, Entity::Referral, Format::Csv { mark: false });
    let head = text.lines().next().unwrap();
    for field in Entity::Referral.fields().iter().chain(Entity::Person.fields()) {
        assert!(head.split(',').any(|name| name == field.name), "{}", field.name);
    }
    assert!(text.contains("\"'=HYPERLINK("));
    let json: serde_json::Value =
        serde_json::from_str(&export(&store, Entity::Referral, Format::Json)).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(
        json["items"][0]["needs"],
        serde_json::json!(["housing", "physical_activity", "domestic_abuse"])
    );
    assert_eq!(json["items"][0]["given"], "Amira");
}

/// Any text a field may hold, the nasty ones among them.
fn text_for(reads: Reads) -> BoxedStrategy<String> {
    match reads {
        Reads::Name | Reads::Line | Reads::Web => {
            "[=+@'\" -]{0,2}[A-Za-zÀ-ž0-9,;:'\"=＝|¬^ \\-]{1,20}".boxed()
        }
        Reads::Story => "[=+@'\"\t -]{0,2}[A-Za-zÀ-ž0-9,;'\"\n\t=|<>& -]{1,60}".boxed(),
        Reads::Phone => "0114 496 0[0-9]{3}|\\+44 7700 900[0-9]{3}".boxed(),
        Reads::Email => "[a-z]{1,8}@example\\.org".boxed(),
        Reads::Postcode => "S[1-9] [0-9][A-H]{2}".boxed(),
        Reads::BirthDay => "19[3-9][0-9]-0[1-9]-[12][0-8]".boxed(),
        Reads::PastDay => "202[0-5]-0[1-9]-[12][0-8]".boxed(),
        Reads::ComingDay => "202[7-9]-0[1-9]-[12][0-8]".boxed(),
        Reads::NhsNumber => {
            (0u32..999_999).prop_map(|n| nhs_number::from_serial(n).unwrap_or_default()).boxed()
        }
        Reads::One(terms) => {
            proptest::sample::select(terms.terms).prop_map(|term| term.code.to_owned()).boxed()
        }
        Reads::Several(terms) => proptest::sample::subsequence(terms.terms, 0..4)
            .prop_map(|some| some.iter().map(|term| term.code).collect::<Vec<_>>().join(" "))
            .boxed(),
        Reads::Degrees => "-?[0-9]{1,2}\\.[0-9]{1,6}".boxed(),
        Reads::Flag => "yes|no".boxed(),
        _ => Just(String::new()).boxed(),
    }
}

/// A record of a kind with some of its fields.
pub fn entry(entity: Entity) -> impl Strategy<Value = Entry> {
    let fields: Vec<_> = entity
        .fields()
        .iter()
        .map(|field| (Just(field), proptest::option::weighted(0.6, text_for(field.kind))))
        .collect();
    fields.prop_map(move |texts| {
        let now = chrono::NaiveDate::from_ymd_opt(2026, 3, 3).unwrap().and_hms_opt(9, 0, 0).unwrap();
        let mut entry = Entry::new(entity);
        for (field, text) in texts {
            let text =
                text.unwrap_or_else(|| if field.required { field.default.to_owned() } else { String::new() });
            let Ok(value) = check::read(field, &text, now) else { continue };
            if !value.is_nothing() {
                entry.values.set(field.name, value);
            } else if ["given", "name"].contains(&field.name) {
                entry.values.set(field.name, "Ada");
            }
        }
        entry
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]
    #[test]
    fn whatever_a_caseload_holds_comes_back_as_nothing_to_do(
        people in proptest::collection::vec((entry(Entity::Person), entry(Entity::Referral)), 1..6),
        assets in proptest::collection::vec(entry(Entity::Asset), 1..6),
    ) {
        let mut store = caseload();
        for (person, mut referral) in people {
            referral.values.remove("person_id");
            store.apply(&Change::Refer { person: Who::New(person), referral, consents: Vec::new(), identities: Vec::new() }).unwrap();
        }
        for asset in assets {
            store.apply(&Change::Add(asset)).unwrap();
        }
        nothing_to_do(&mut store);
    }
}
