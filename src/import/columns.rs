//! Columns to fields: which header is which field, by a mapping, by kith's own names, by the synonyms met in real files.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::field::{Field, Kind as Reads};
use crate::domain::fold::fold;
use crate::domain::when::Order;
use crate::import::binding::{self, Target};
use crate::import::cell::{NULLS, Reading, bare, yes_or_no};
use crate::import::dates::Dates;
use crate::import::decision::{self, Choice};
use crate::import::full_name;
use crate::import::joined::Joined;
use crate::import::kind::Kind;
use crate::import::mapping::{self, Mapping};
use crate::import::record::{Flaw, Record};

/// A record with its texts under the fields of kith.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Field and text, as the row gives them.
    pub given: BTreeMap<&'static str, String>,
    /// The number another system knows the record by.
    pub external_id: Option<String>,
    /// kith's own universal id.
    pub uid: Option<String>,
    /// The universal id of the person of a referral.
    pub person_uid: Option<String>,
    /// Whose the row is, by column: `whose`, `giver`, `receiver`.
    pub parties: BTreeMap<&'static str, String>,
    /// Purpose and answer of what the person was asked to agree to.
    pub consents: Vec<(&'static str, bool)>,
    /// What a person decided about the row.
    pub choice: Option<Choice>,
    /// What a person should hear about the row, though it can be used.
    pub remarks: Vec<String>,
    /// Why the row cannot be used.
    pub flaws: Vec<Flaw>,
}

/// What is known of one header.
#[derive(Default)]
struct Bound {
    header: String,
    folded: String,
    targets: Vec<Target>,
}

/// The columns of one file.
pub struct Columns {
    kind: Kind,
    layers: Vec<Mapping>,
    nulls: Vec<String>,
    order: Option<Order>,
    today: NaiveDate,
    bound: HashMap<Arc<str>, Rc<Bound>>,
    unused: Vec<String>,
    used: Vec<(String, String)>,
    dates: Dates,
}

impl Columns {
    /// The columns of a file of that kind, format and headers; `own` is the mapping of the person, which replaces a shipped one.
    pub fn new(
        kind: Kind,
        format: &str,
        headers: &[&str],
        own: Option<Mapping>,
        order: Option<Order>,
        today: NaiveDate,
    ) -> Self {
        let mut layers: Vec<Mapping> = own.into_iter().collect();
        if layers.is_empty() {
            layers.extend(binding::recognised(kind, format, headers).cloned());
        }
        layers.extend(mapping::synonyms(kind).iter().cloned());
        let nulls = layers.iter().find_map(|layer| layer.null.clone());
        let nulls = nulls.unwrap_or_else(|| NULLS.iter().map(|null| (*null).to_owned()).collect());
        Self {
            kind,
            layers,
            nulls,
            order,
            today,
            bound: HashMap::new(),
            unused: Vec::new(),
            used: Vec::new(),
            dates: Dates::default(),
        }
    }

    /// What people call this kind of file, where a mapping knows it.
    pub fn name(&self) -> Option<&str> {
        self.layers.iter().map(|layer| layer.name.as_str()).find(|name| !name.is_empty())
    }

    /// The list's name in the caseload, where a mapping has one.
    pub fn list(&self) -> Option<&str> {
        self.layers.iter().map(|layer| layer.list.as_str()).find(|list| !list.is_empty())
    }

    /// What a new record gets where its row does not say: field and text, each field once.
    pub fn constants(&self) -> BTreeMap<&str, &str> {
        let all = self.layers.iter().rev().flat_map(|layer| &layer.constants);
        all.map(|(field, text)| (field.as_str(), text.as_str())).collect()
    }

    /// The headers met that no field took.
    pub fn unused(&self) -> &[String] {
        &self.unused
    }

    /// Header and field of the headers met that were taken.
    pub fn used(&self) -> &[(String, String)] {
        &self.used
    }

    /// What the dates of the list told of their order.
    pub fn dates(&self) -> &Dates {
        &self.dates
    }

    /// Looks at every header of the file at once, so that it is known which of them are used even if no row is sound.
    pub fn learn(&mut self, headers: &[Arc<str>]) {
        for header in headers {
            self.bound(header);
        }
    }

    /// The fields of kith that a record gives.
    pub fn row(&mut self, record: &Record) -> Row {
        let mut row = Row {
            remarks: record.remarks.clone(),
            flaws: record.flaw.iter().cloned().collect(),
            ..Row::default()
        };
        match record.text(decision::COLUMN).map(|text| Choice::read(text.trim_start_matches('\''))) {
            Some(Ok(choice)) => row.choice = choice,
            Some(Err(reason)) => {
                row.flaws.push(Flaw { field: decision::COLUMN.to_owned(), reason, ..Flaw::default() });
            }
            None => {}
        }
        let exported = self.is_exported(record);
        let mut joined: BTreeMap<&'static str, Joined> = BTreeMap::new();
        for (header, text) in &record.fields {
            let bound = self.bound(header);
            let before = row.remarks.len();
            for target in &bound.targets {
                match target {
                    Target::Part(field, at, join) => {
                        let found = joined.entry(field.name).or_insert_with(|| Joined::new(field, join));
                        found.put(*at, if self.is_blank(text) { "" } else { bare(text) });
                    }
                    // What kith wrote stands under its own name; another header that may mean the field is beside it.
                    Target::Field(field) if exported && beside(record, header, field) => {}
                    Target::Field(field) if exported => {
                        if !text.trim().is_empty() {
                            row.given.insert(field.name, text.clone());
                        }
                    }
                    Target::Field(field) => {
                        if matches!(field.kind, Reads::BirthDay | Reads::PastDay | Reads::ComingDay) {
                            let (order, said) = self.order_said(&bound.folded);
                            self.dates.note(header, record.line, text, order, said);
                        }
                        self.take(&mut row, field, &bound, text);
                    }
                    other => self.take_other(&mut row, other, exported, header, text),
                }
            }
            // A word that one of several fields has no term for is not lost while another field keeps it.
            if bound.targets.len() > 1 && row.remarks.len() - before < bound.targets.len() {
                row.remarks.truncate(before);
            } else if bound.targets.len() > 1 {
                row.remarks.truncate(before + 1);
            }
        }
        for one in joined.into_values() {
            let (field, (text, remarks)) = (one.field, one.text());
            row.remarks.extend(remarks);
            self.take(&mut row, field, &Bound::default(), &text);
        }
        row
    }

    /// Whether kith wrote the record: then its cells are canonical, and are taken as they are.
    fn is_exported(&mut self, record: &Record) -> bool {
        record.fields.iter().any(|(header, text)| {
            !text.trim().is_empty()
                && self.bound(header).targets.iter().any(|target| matches!(target, Target::Uid))
        })
    }

    /// Puts a cell into a field, beside what is there already.
    fn take(&self, row: &mut Row, field: &'static Field, bound: &Bound, text: &str) {
        let of_field = field.name.replace('_', " ");
        let words: Vec<_> = [&bound.folded, &of_field]
            .into_iter()
            .flat_map(|of| self.layers.iter().filter_map(|layer| layer.values.get(of)))
            .collect();
        let none = Vec::new();
        let between = self.layers.iter().find_map(|layer| layer.split.get(field.name)).unwrap_or(&none);
        let reading = Reading {
            nulls: &self.nulls,
            order: self.order_of(&bound.folded),
            today: self.today,
            words: &words,
            between,
        };
        let answer = if matches!(field.kind, Reads::Flag) { self.answer(bare(text)) } else { None };
        let text = match answer {
            Some(true) => "yes",
            Some(false) => "no",
            None => text,
        };
        let cell = match reading.cell(field, text) {
            Ok(cell) => cell,
            Err(reason) => {
                let flaw = Flaw { field: field.name.to_owned(), value: bare(text).to_owned(), reason };
                return row.flaws.push(flaw);
            }
        };
        row.remarks.extend(cell.remark);
        if cell.text.is_empty() {
            return;
        }
        match row.given.get_mut(field.name) {
            None => {
                row.given.insert(field.name, cell.text);
            }
            Some(there) if *there == cell.text => {}
            Some(there) => match field.kind {
                Reads::Several(_) => there.extend([" ", &cell.text]),
                Reads::Story => there.extend(["\n", &cell.text]),
                _ => row.remarks.push(format!(
                    "{} was not used: another column gives the {}.",
                    bound.header,
                    field.label.to_lowercase()
                )),
            },
        }
    }

    /// Puts a cell where no field of the field table is.
    fn take_other(&self, row: &mut Row, target: &Target, exported: bool, header: &str, text: &str) {
        let text = bare(text);
        if self.is_blank(text) {
            return;
        }
        match target {
            Target::ExternalId if exported && header.eq_ignore_ascii_case("id") => {} // Its own number.
            Target::ExternalId => row.external_id = row.external_id.take().or_else(|| Some(text.to_owned())),
            Target::Party(role) => drop(row.parties.insert(role, text.to_owned())),
            Target::Uid => row.uid = Some(text.to_owned()),
            Target::PersonUid => row.person_uid = Some(text.to_owned()),
            Target::FullName => {
                let family_first =
                    self.layers.iter().find_map(|layer| layer.names.as_deref()) == Some("family given");
                for (field, part) in full_name::split(text, family_first) {
                    row.given.entry(field).or_insert(part);
                }
            }
            Target::Consent(purpose) => match self.answer(text) {
                Some(answer) => row.consents.push((purpose, answer)),
                None => row.remarks.push(format!("{header} is neither yes nor no and was not used.")),
            },
            Target::Field(_) | Target::Part(..) => {}
        }
    }

    /// What a cell of a yes-or-no column says, by the words of the mapping too.
    fn answer(&self, text: &str) -> Option<bool> {
        let folded = fold(text);
        let own = self.layers.iter().map(|layer| &layer.booleans);
        let said = |words: &[String]| words.contains(&folded);
        own.into_iter()
            .find_map(|own| if said(&own.yes) { Some(true) } else { said(&own.no).then_some(false) })
            .or_else(|| yes_or_no(text))
    }

    fn is_blank(&self, text: &str) -> bool {
        let text = bare(text);
        text.is_empty() || self.nulls.iter().any(|null| null == text)
    }

    fn order_of(&self, folded: &str) -> Order {
        self.order_said(folded).0
    }

    /// The order of the dates of a column, and whether anybody said it.
    fn order_said(&self, folded: &str) -> (Order, bool) {
        let of_mapping = self.layers.iter().find_map(|layer| layer.order(folded));
        let said = self.order.or(of_mapping);
        (said.unwrap_or_default(), said.is_some())
    }

    /// Where a header's column goes, worked out when it is first met.
    fn bound(&mut self, header: &Arc<str>) -> Rc<Bound> {
        if let Some(known) = self.bound.get(header) {
            return Rc::clone(known);
        }
        let targets = binding::look_up(self.kind, &self.layers, header);
        if targets.is_empty() {
            self.unused.push(header.to_string());
        }
        self.used.extend(targets.iter().map(|target| (header.to_string(), target.name())));
        let bound = Rc::new(Bound { header: header.to_string(), folded: fold(header), targets });
        self.bound.insert(Arc::clone(header), Rc::clone(&bound));
        bound
    }
}

/// Whether a column is not the field's own and that is in the record, too.
fn beside(record: &Record, header: &str, field: &Field) -> bool {
    header != field.name && record.fields.iter().any(|(known, _)| **known == *field.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::bytes::Input;
    use crate::import::reader::{Orders, Reader};
    use crate::import::record::Item;

    /// The rows of a file of the fixtures, and its columns.
    fn rows(name: &str, kind: Kind) -> (Vec<Row>, Columns) {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
        let mut reader = Reader::open(Input::Path(path), kind, &Orders::default()).unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
        let headers: Vec<&str> = reader.header().iter().map(|header| &**header).collect();
        let mut columns = Columns::new(kind, reader.format.word(), &headers, None, None, today);
        let mut rows = Vec::new();
        while let Some(item) = reader.read().unwrap() {
            if let Item::Record(record) = item {
                rows.push(columns.row(&record));
            }
        }
        (rows, columns)
    }

    #[test]
    fn the_gp_report_is_recognised_and_read() {
        let (rows, columns) = rows("gp_report_21_columns.csv", Kind::Referrals);
        assert_eq!((columns.name(), rows.len()), (Some("GP patient report (21 columns)"), 80));
        assert_eq!(columns.unused(), ["Age"]);
        insta::assert_debug_snapshot!((rows.first(), columns.constants()));
        assert_eq!(rows.iter().filter(|row| !row.flaws.is_empty()).count(), 1);
    }

    #[test]
    fn the_gp_list_is_recognised_and_read() {
        let (rows, columns) = rows("gp_list_windows1252.csv", Kind::Referrals);
        assert_eq!((columns.name(), rows.len()), (Some("GP list"), 60));
        assert!(columns.unused().is_empty(), "{:?}", columns.unused());
        insta::assert_debug_snapshot!((rows.first(), columns.constants()));
    }

    #[test]
    fn the_minimal_list_is_recognised_by_having_nothing_else() {
        let (rows, columns) = rows("minimal_list.csv", Kind::Referrals);
        assert_eq!((columns.list(), rows.len()), (Some("NHS number list"), 25));
        assert_eq!(rows[0].given["date_of_birth"], "1944-03-11");
    }

    #[test]
    fn the_web_form_is_recognised_and_read() {
        let (rows, columns) = rows("web_form_export.csv", Kind::Referrals);
        assert_eq!(columns.name(), Some("Web form export"));
        assert_eq!(columns.unused(), ["Start time", "Email", "Name"]);
        insta::assert_debug_snapshot!((&rows[0], &rows[3], columns.constants()));
        assert_eq!(rows[13].consents, [("hold_record", false)]);
        assert!(rows[9].given["note"].starts_with("=HYPERLINK("));
        assert!(!rows[2].given.contains_key("note") && !rows[2].given.contains_key("safe_contact"));
        assert!(rows.iter().all(|row| row.flaws.is_empty()));
        assert_eq!(rows.iter().filter(|row| row.remarks.iter().any(|r| r.contains("first 0"))).count(), 6);
    }

    #[test]
    fn the_food_banks_are_recognised_and_read() {
        let (rows, columns) = rows("foodbanks.csv", Kind::Assets);
        assert_eq!((columns.name(), rows.len()), (Some("Food bank directory"), 37));
        assert!(columns.unused().is_empty(), "{:?}", columns.unused());
        insta::assert_debug_snapshot!((&rows[0], &rows[20], &rows[27]));
        assert!(rows.iter().all(|row| row.flaws.is_empty()));
    }

    #[test]
    fn services_keep_their_terms_where_kith_knows_them() {
        let (rows, columns) = rows("libraries/services_full.ndjson", Kind::Assets);
        assert_eq!((columns.list(), rows.len()), (Some("Open Referral UK"), 9));
        assert_eq!(rows[0].given["interests"], "reading");
        assert!(rows.iter().all(|row| row.remarks.is_empty() && row.flaws.is_empty()));
        assert!(columns.unused().is_empty(), "{:?}", columns.unused());
    }
}
