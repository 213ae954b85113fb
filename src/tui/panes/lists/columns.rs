//! The columns of a list and the fields they go to, as a mapping that can be changed.

use std::path::{Path, PathBuf};

use super::reading::{self, Reading};
use crate::domain::field::Kind as Reads;
use crate::domain::fold::fold;
use crate::fault::Fault;
use crate::import::bytes::Input;
use crate::import::guess;
use crate::import::kept::{self, Kept};
use crate::import::kind::Kind;
use crate::import::reader::Orders;

/// A column with the fields it goes to; none where it is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its header.
    pub header: String,
    /// The fields.
    pub fields: Vec<String>,
}

/// The columns of one file.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// In the order of the file.
    pub all: Vec<Column>,
    /// The word of the encoding that was chosen; empty where kith finds it.
    pub encoding: String,
    /// The file of the mapping that was kept the last time, where the columns go by it.
    pub kept: Option<PathBuf>,
    mapping: toml::Table,
    changed: bool,
}

impl Columns {
    /// Looks at the beginning of a file. A file whose format names its own fields has no columns.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn look(
        kind: Kind,
        input: Input,
        encoding: &str,
        caseload: Option<&Path>,
        today: chrono::NaiveDate,
    ) -> Result<Self, Fault> {
        let orders = Orders { encoding: reading::encoding(encoding), ..Orders::default() };
        let text = match guess::first(kind, input, &orders, today) {
            Ok(text) => text,
            Err(fault) if fault.message == guess::NONE_NEEDED => return Ok(Self::default()),
            Err(fault) => return Err(fault),
        };
        let broken = || Fault::failed("The columns of this file cannot be told apart.");
        let mapping: toml::Table = text.parse().map_err(|_| broken())?;
        let order = text.lines().skip_while(|line| *line != "[columns]").skip(1);
        let headers = order.take_while(|line| line.starts_with('"') || line.starts_with('\''));
        let mut all = Vec::new();
        for line in headers {
            let one: toml::Table = line.parse().map_err(|_| broken())?;
            all.extend(one.into_iter().map(|(header, to)| Column { header, fields: names(&to) }));
        }
        let mut columns = Self { all, mapping, changed: false, encoding: encoding.to_owned(), kept: None };
        let headers: Vec<&str> = columns.all.iter().map(|column| column.header.as_str()).collect();
        if let Some(kept) = caseload.and_then(|caseload| kept::find(caseload, kind, &headers)) {
            columns.as_the_last_time(kept);
        }
        Ok(columns)
    }

    /// The columns go as they went the last time.
    fn as_the_last_time(&mut self, kept: Kept) {
        let to = kept.mapping.get("columns").and_then(toml::Value::as_table).cloned().unwrap_or_default();
        for column in &mut self.all {
            let folded = fold(&column.header);
            let found = to.iter().find(|(header, _)| fold(header) == folded);
            column.fields = found.map(|(_, to)| names(to)).unwrap_or_default();
        }
        (self.mapping, self.kept, self.changed) = (kept.mapping, Some(kept.path), true);
    }

    /// What was changed before the letters were read in another way stays changed.
    pub fn take_over(&mut self, before: &Self) {
        if !before.changed {
            return;
        }
        for column in &mut self.all {
            if let Some(was) = before.all.iter().find(|was| was.header == column.header) {
                column.fields.clone_from(&was.fields);
            }
        }
        for key in ["list", "dates"] {
            if let Some(value) = before.mapping.get(key) {
                self.mapping.insert(key.to_owned(), value.clone());
            }
        }
        (self.changed, self.kept) = (true, before.kept.clone());
    }

    /// What the list is called.
    pub fn list(&self) -> String {
        self.mapping.get("list").and_then(toml::Value::as_str).unwrap_or_default().to_owned()
    }

    /// The word of the order of day and month, where there is one for the whole file.
    pub fn dates(&self) -> Option<String> {
        self.mapping.get("dates").and_then(toml::Value::as_str).map(str::to_owned)
    }

    /// Whether an order of day and month is known at all.
    pub fn has_dates(&self) -> bool {
        self.mapping.contains_key("dates")
    }

    /// Says what the list is called, or how its days are written.
    pub fn say(&mut self, what: Reading, word: &str) {
        let key = if what == Reading::List { "list" } else { "dates" };
        if self.mapping.get(key).and_then(toml::Value::as_str) != Some(word) {
            self.mapping.insert(key.to_owned(), toml::Value::from(word));
            (self.changed, self.kept) = (true, None);
        }
    }

    /// Says where a column goes.
    pub fn send(&mut self, at: usize, field: &str) {
        if let Some(column) = self.all.get_mut(at) {
            column.fields = Some(field.to_owned()).filter(|field| !field.is_empty()).into_iter().collect();
            (self.changed, self.kept) = (true, None);
        }
    }

    /// The mapping as it was changed; `None` where it is as kith reads the file anyway.
    pub fn mapping(&self) -> Option<String> {
        if !self.changed {
            return None;
        }
        let mut mapping = self.mapping.clone();
        let columns = self.all.iter().map(|column| {
            let fields: Vec<toml::Value> = column.fields.iter().map(|field| field.as_str().into()).collect();
            let to = match fields.as_slice() {
                [] => toml::Value::from(""),
                [one] => one.clone(),
                _ => toml::Value::Array(fields),
            };
            (column.header.clone(), to)
        });
        mapping.insert("columns".to_owned(), toml::Value::Table(columns.collect()));
        Some(mapping.to_string())
    }
}

fn names(to: &toml::Value) -> Vec<String> {
    let all: Vec<&str> = match to {
        toml::Value::String(one) => vec![one],
        toml::Value::Array(several) => several.iter().filter_map(toml::Value::as_str).collect(),
        _ => Vec::new(),
    };
    all.into_iter().filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// What people call a field of a mapping.
pub fn called(kind: Kind, field: &str) -> String {
    match field {
        "external_id" => "Their number for it".to_owned(),
        "full_name" => "Whole name".to_owned(),
        "uid" | "person_uid" => "Universal id".to_owned(),
        "whose" => "Whose it is".to_owned(),
        "giver" => "Who gave".to_owned(),
        "receiver" => "Who received".to_owned(),
        "worker" => "Worker".to_owned(),
        field => kind
            .field(field)
            .map_or_else(|| field.replace(['_', '.'], " "), |(_, field)| field.label.to_owned()),
    }
}

/// The fields a column of this kind of list can go to, with what people call them.
pub fn fields(kind: Kind) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    let own = kind.entities().iter().flat_map(|entity| entity.fields());
    let links = |reads: &Reads| matches!(reads, Reads::Link(_));
    for field in own.filter(|field| !links(&field.kind) && kind.field(field.name).is_some()) {
        if !all.iter().any(|(name, _)| name == field.name) {
            all.push((field.name.to_owned(), field.label.to_owned()));
        }
    }
    let more = ["external_id"].into_iter().chain(kind.parties().iter().copied());
    let more = more.chain(kind.is_of_people().then_some("full_name"));
    all.extend(more.map(|name| (name.to_owned(), called(kind, name))));
    all
}
