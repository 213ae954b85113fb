//! A directory as tables (HSDS CSV: 3.0 and the older layouts) as services of Open Referral, one a line.
//!
//! The tables are joined by their ids; a table that is missing says nothing. What a service is then read as is the work of
//! [`super::oruk`].

use std::collections::{HashMap, HashSet};
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::fault::Fault;
use crate::import::bytes::{Input, Text};
use crate::import::record::Limits;

/// Whether a folder holds a directory as tables.
pub fn is_one(folder: &Path) -> bool {
    ["services.csv", "service.csv"].iter().any(|name| folder.join(name).is_file())
}

/// One row: its columns by name, and its line.
struct Row {
    line: u64,
    cells: HashMap<String, String>,
}

impl Row {
    fn text(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", |text| text.trim())
    }
}

/// The tables of a folder.
struct Tables<'f> {
    folder: &'f Path,
    limits: &'f Limits,
}

impl Tables<'_> {
    /// The rows of a table, by the names its file may have; a row that stands in two files once.
    fn read(&self, names: &[&str]) -> Result<Vec<Row>, Fault> {
        let mut rows: Vec<Row> = Vec::new();
        let mut known: HashSet<String> = HashSet::new();
        for name in names {
            let path = self.folder.join(format!("{name}.csv"));
            if !path.is_file() {
                continue;
            }
            for row in self.file(&path)? {
                let id = row.text("id").to_owned();
                if id.is_empty() || known.insert(id) {
                    rows.push(row);
                }
            }
        }
        Ok(rows)
    }

    fn file(&self, path: &Path) -> Result<Vec<Row>, Fault> {
        let mut text = Text::open(Input::Path(path.to_owned()), None, self.limits)?;
        let mut bytes = Vec::new();
        while text.fill(&mut bytes)? {}
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes.as_slice());
        let told =
            |error: csv::Error| Fault::failed(format!("{} cannot be read as a table: {error}.", text.name));
        let headers: Vec<String> =
            reader.headers().map_err(told)?.iter().map(|header| header.trim().to_lowercase()).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(told)?;
            let line = record.position().map_or(0, csv::Position::line);
            let cells = headers.iter().zip(record.iter()).filter(|(_, cell)| !cell.trim().is_empty());
            rows.push(Row {
                line,
                cells: cells.map(|(header, cell)| (header.clone(), cell.to_owned())).collect(),
            });
        }
        Ok(rows)
    }
}

/// Rows by the record they belong to.
fn by<'r>(rows: &'r [Row], column: &str) -> HashMap<&'r str, Vec<&'r Row>> {
    let mut found: HashMap<&str, Vec<&Row>> = HashMap::new();
    for row in rows {
        found.entry(row.cells.get(column).map_or("", |id| id.trim())).or_default().push(row);
    }
    found.remove("");
    found
}

/// A row as an object of its cells.
fn object(row: &Row) -> Map<String, Value> {
    row.cells.iter().map(|(key, text)| (key.clone(), Value::from(text.trim()))).collect()
}

fn objects(rows: Option<&Vec<&Row>>) -> Vec<Value> {
    rows.into_iter().flatten().map(|row| Value::Object(object(row))).collect()
}

/// The services of a folder, one object a line, each on the line it has in the table of services.
///
/// # Errors
/// A table cannot be read, or there is no service.
pub fn lines(folder: &Path, limits: &Limits) -> Result<Vec<u8>, Fault> {
    let tables = Tables { folder, limits };
    let services = tables.read(&["services", "service"])?;
    let organisations = tables.read(&["organizations", "organization"])?;
    let locations = tables.read(&["locations", "location"])?;
    let at_locations = tables.read(&["service_at_locations", "service_at_location"])?;
    let addresses = tables.read(&["addresses", "address", "physical_addresses"])?;
    let access = tables.read(&["accessibility", "accessibility_for_disabilities"])?;
    let phones = tables.read(&["phones", "phone"])?;
    let contacts = tables.read(&["contacts", "contact"])?;
    let schedules = tables.read(&["schedules", "schedule", "regular_schedules", "regular_schedule"])?;
    let costs = tables.read(&["cost_options", "cost_option"])?;
    let languages = tables.read(&["languages", "language"])?;
    let funding = tables.read(&["funding"])?;
    let attributes = tables.read(&["attributes", "attribute", "service_taxonomies", "services_taxonomy"])?;
    let terms = tables.read(&["taxonomy_terms", "taxonomy_term", "taxonomy", "taxonomies"])?;
    let joined = Joined {
        organisations: by(&organisations, "id"),
        locations: by(&locations, "id"),
        of_service: by(&at_locations, "service_id"),
        addresses: by(&addresses, "location_id"),
        access: by(&access, "location_id"),
        phones: &phones,
        contacts: &contacts,
        schedules: &schedules,
        costs: by(&costs, "service_id"),
        languages: by(&languages, "service_id"),
        funding: by(&funding, "service_id"),
        attributes: by(&attributes, "link_id"),
        older_terms: by(&attributes, "service_id"),
        terms: by(&terms, "id"),
        by_taxonomy_id: by(&terms, "taxonomy_id"),
    };
    let mut text = String::new();
    let mut line = 1;
    for service in &services {
        while line < service.line {
            text.push('\n');
            line += 1;
        }
        text.push_str(&joined.service(service).to_string());
        text.push('\n');
        line += 1;
    }
    if services.is_empty() {
        return Err(Fault::failed("The table of services in this folder has no rows."));
    }
    Ok(text.into_bytes())
}

/// The tables by what they are joined on.
struct Joined<'r> {
    organisations: HashMap<&'r str, Vec<&'r Row>>,
    locations: HashMap<&'r str, Vec<&'r Row>>,
    of_service: HashMap<&'r str, Vec<&'r Row>>,
    addresses: HashMap<&'r str, Vec<&'r Row>>,
    access: HashMap<&'r str, Vec<&'r Row>>,
    phones: &'r [Row],
    contacts: &'r [Row],
    schedules: &'r [Row],
    costs: HashMap<&'r str, Vec<&'r Row>>,
    languages: HashMap<&'r str, Vec<&'r Row>>,
    funding: HashMap<&'r str, Vec<&'r Row>>,
    attributes: HashMap<&'r str, Vec<&'r Row>>,
    older_terms: HashMap<&'r str, Vec<&'r Row>>,
    terms: HashMap<&'r str, Vec<&'r Row>>,
    by_taxonomy_id: HashMap<&'r str, Vec<&'r Row>>,
}

impl Joined<'_> {
    fn service(&self, row: &Row) -> Value {
        let id = row.text("id");
        let mut service = object(row);
        let places = self.places(row);
        let place = places.first().copied();
        // In the older layout a service belongs to the organisation of its place.
        let of = |row: &Row| row.text("organization_id").to_owned();
        let mut organisation = of(row);
        if organisation.is_empty() {
            organisation = place.map(of).unwrap_or_default();
        }
        let found = self.organisations.get(organisation.as_str()).and_then(|rows| rows.first());
        service.insert(
            "organization".to_owned(),
            found.map_or_else(|| json!({}), |organisation| Value::Object(object(organisation))),
        );
        if row.text("name").is_empty()
            && let Some(place) = place
        {
            service.insert("name".to_owned(), Value::from(place.text("name")));
        }
        if row.text("url").is_empty() {
            service.insert("url".to_owned(), Value::from(row.text("website")));
        }
        if row.text("status").is_empty() {
            service.insert("status".to_owned(), Value::from("active"));
        }
        let own = |rows: &[Row]| -> Vec<Value> {
            let mine = rows.iter().filter(|one| one.text("service_id") == id);
            mine.map(|one| Value::Object(object(one))).collect()
        };
        let at_place = |rows: &[Row]| -> Vec<Value> {
            let Some(place) = place else { return Vec::new() };
            let its = rows.iter().filter(|one| {
                one.text("location_id") == place.text("id") && one.text("service_id").is_empty()
            });
            its.map(|one| Value::Object(object(one))).collect()
        };
        let either =
            |rows: &[Row]| Some(own(rows)).filter(|own| !own.is_empty()).unwrap_or_else(|| at_place(rows));
        service.insert("schedules".to_owned(), Value::from(either(self.schedules)));
        service.insert("phones".to_owned(), Value::from(self.numbers(id, place)));
        service.insert("cost_options".to_owned(), Value::from(objects(self.costs.get(id))));
        service.insert("funding".to_owned(), Value::from(objects(self.funding.get(id))));
        if self.languages.contains_key(id) {
            service.insert("languages".to_owned(), Value::from(objects(self.languages.get(id))));
        } else {
            let words = row.text("languages").split(',').map(str::trim).filter(|word| !word.is_empty());
            let words: Vec<Value> = words.map(|word| json!({"name": word})).collect();
            service.insert("languages".to_owned(), Value::from(words));
        }
        service.insert("attributes".to_owned(), Value::from(self.terms_of(row)));
        let at: Vec<Value> = places.iter().map(|place| json!({"location": self.location(place)})).collect();
        service.insert("service_at_locations".to_owned(), Value::from(at));
        Value::Object(service)
    }

    fn places(&self, service: &Row) -> Vec<&Row> {
        let joined =
            self.of_service.get(service.text("id")).into_iter().flatten().map(|one| one.text("location_id"));
        let own = Some(service.text("location_id")).filter(|id| !id.is_empty());
        let ids = own.into_iter().chain(joined);
        ids.filter_map(|id| self.locations.get(id).and_then(|rows| rows.first()).copied()).collect()
    }

    fn location(&self, row: &Row) -> Value {
        let mut place = object(row);
        let id = row.text("id");
        place.insert("addresses".to_owned(), Value::from(objects(self.addresses.get(id))));
        let mut access = objects(self.access.get(id));
        let words = row.text("accessibility").replace('_', " ");
        if access.is_empty() && !words.is_empty() {
            access.push(json!({"description": words}));
        }
        place.insert("accessibility".to_owned(), Value::from(access));
        Value::Object(place)
    }

    /// The telephone numbers of a service: its own, those of its contacts, else those of its place.
    fn numbers(&self, id: &str, place: Option<&Row>) -> Vec<Value> {
        let contacts: Vec<&str> = self
            .contacts
            .iter()
            .filter(|one| one.text("service_id") == id)
            .map(|one| one.text("id"))
            .collect();
        let voice = |one: &&Row| one.text("number_type") != "fax";
        let own = self.phones.iter().filter(voice).filter(|one| {
            one.text("service_id") == id
                || (!one.text("contact_id").is_empty() && contacts.contains(&one.text("contact_id")))
        });
        let mut numbers: Vec<&Row> = own.collect();
        if let (true, Some(place)) = (numbers.is_empty(), place) {
            let its =
                |one: &&Row| one.text("location_id") == place.text("id") && one.text("service_id").is_empty();
            numbers = self.phones.iter().filter(voice).filter(its).collect();
        }
        numbers.into_iter().map(|one| json!({"number": one.text("number").trim_matches('"')})).collect()
    }

    /// The names of the terms of a service: linked, in a table of its own, or as ids in a cell.
    fn terms_of(&self, service: &Row) -> Vec<Value> {
        let id = service.text("id");
        let linked = self.attributes.get(id).into_iter().chain(self.older_terms.get(id)).flatten();
        let linked = linked.map(|one| match one.text("taxonomy_term_id") {
            "" => one.text("taxonomy_id"),
            term => term,
        });
        let listed = service.text("taxonomy_ids").split(',').map(str::trim);
        let named = |id: &str| {
            let rows = self.terms.get(id).or_else(|| self.by_taxonomy_id.get(id))?;
            rows.first().map(|row| row.text("name").to_owned())
        };
        linked
            .chain(listed)
            .filter_map(named)
            .filter(|name| !name.is_empty())
            .map(|name| json!({"taxonomy_term": {"name": name}}))
            .collect()
    }
}
