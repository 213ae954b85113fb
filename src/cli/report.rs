//! `kith report`: figures of the caseload and of the community's side, each with what it counts and its rows.

mod behind;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::desk::{Desk, whose};
use super::fixed::Words;
use super::json::Item;
use super::output::Format;
use super::{export, subject};
use crate::domain::entity::Entity;
use crate::domain::id::AssetId;
use crate::domain::vocabulary::REFERRAL_SOURCE;
use crate::domain::when;
use crate::export::report as forms;
use crate::fault::Fault;
use crate::import::tables;
use crate::report::catalogue::{Question, Tables, Which};
use crate::report::days::a_year_before;
use crate::report::{Figure, Report as Answer, allot, disclosure};
use crate::store::Store;
use crate::store::figures::lens::Lens;

impl ValueEnum for Which {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.code()).help(self.tells()))
    }
}

/// The forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// Plain text.
    Text,
    /// Markdown.
    Md,
    /// One page that loads nothing.
    Html,
    /// Rows of figures.
    Csv,
    /// Data.
    Json,
}

/// Who reads it: whoever is not of the team is told no count under five.
#[derive(Args)]
struct Reads {
    /// Hide counts under five, as for whoever is not of the team; pages and files are so unless --inside is given
    #[arg(long, conflicts_with_all = ["inside", "rows"])]
    outside: bool,
    /// Tell every count in pages and files, too: for the team alone
    #[arg(long)]
    inside: bool,
}

/// Print a report: what was done, who waits, what became of it, who is reached, gaps, assets, funding, reciprocity
#[derive(Args)]
pub struct Report {
    /// Which report
    #[arg(value_enum)]
    which: Which,
    /// Only your own people; of the caseload, nobody's too
    #[arg(long, conflicts_with = "worker")]
    mine: bool,
    /// The first day that counts; a year up to the last day unless given
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// The last day that counts; today unless given
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Only the people of this worker, and the contacts this worker made
    #[arg(long, value_name = "WORKER")]
    worker: Option<String>,
    /// Only the people of this general practice, by its code or name
    #[arg(long, value_name = "PRACTICE")]
    practice: Option<String>,
    /// Only the people whose postcode begins so: S, S6, S6 3
    #[arg(long, value_name = "POSTCODE")]
    area: Option<String>,
    /// Only people who were referred from this source
    #[arg(long, value_name = "SOURCE", value_parser = Words::Of(Entity::Referral, "source"), hide_possible_values = true)]
    source: Option<String>,
    /// Only the people who have a place in this group, by its number (reciprocity)
    #[arg(long, value_name = "ASSET")]
    group: Option<String>,
    /// Who lives there: a table of kind, group and people (equity); else population.csv beside the settings, where there is one
    #[arg(long, value_name = "FILE")]
    population: Option<PathBuf>,
    /// What services cost: a table of service, cost, source and year (impact); else costs.csv beside the settings; without either nothing is estimated
    #[arg(long, value_name = "FILE")]
    costs: Option<PathBuf>,
    #[command(flatten)]
    who: Reads,
    /// Say below each figure what it counts
    #[arg(long)]
    definitions: bool,
    /// As what; text unless --json or --csv is given
    #[arg(long, value_enum)]
    format: Option<Form>,
    /// Into this new file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// List the rows behind the figure of this name; where two parts have one of that name, name the part too: 'PART: FIGURE'
    #[arg(long, value_name = "FIGURE")]
    rows: Option<String>,
}

impl Report {
    /// Prints the report.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        self.says_something()?;
        let store = desk.open()?;
        self.fits()?;
        let question = self.question(&store, desk.clock.today())?;
        let bar = progress(desk, self.which);
        let report = question.ask(&store, |done| bar.set_position(done as u64))?;
        bar.finish_and_clear();
        if let Some(name) = &self.rows {
            if self.out.is_some() || self.format.is_some() {
                return Err(Fault::usage(
                    "The rows of a figure are a list: they take --json or --csv, not --out or --format.",
                )
                .hint("For a file: kith report NAME --rows FIGURE --csv > FILE"));
            }
            return behind::list(desk, &store, &report, name);
        }
        // What stands at one moment has no first and last day.
        let days = self.which.takes_days().then_some((question.lens.from, question.lens.to));
        let fits = |form: Form| match desk.out.format {
            Format::Json => form == Form::Json,
            Format::Csv => form == Form::Csv,
            Format::Text => true,
        };
        if self.format.is_some_and(|form| !fits(form)) {
            return Err(Fault::usage("--format says another form than --json or --csv. Give one of them."));
        }
        let form = self.format.unwrap_or(match desk.out.format {
            Format::Text => Form::Text,
            Format::Csv => Form::Csv,
            Format::Json => Form::Json,
        });
        let leaves = self.out.is_some() || matches!(form, Form::Html | Form::Md);
        let report = if self.who.outside || (leaves && !self.who.inside) {
            disclosure::outside(report)
        } else {
            report
        };
        let tables: usize = report.sections.iter().map(|section| section.tables.len()).sum();
        if form == Form::Csv && tables > 0 {
            desk.out.say("The CSV holds the figures. The tables of this report are in --json, and on the page: --format html");
        }
        match (&self.out, form) {
            (None, form) => desk.out.text(written(&report, days, form, self.definitions)?.trim_end()),
            (Some(path), form) => {
                let text = written(&report, days, form, self.definitions)?;
                export::to_file(path, |take| take(&text).map(|_| 1))?;
                desk.out.say(&format!("Written: {}", path.display()));
                Ok(())
            }
        }
    }

    /// Whether every option that was given says something: nothing is not everything.
    fn says_something(&self) -> Result<(), Fault> {
        for (option, text, such) in [
            ("--worker", &self.worker, "--worker jo"),
            ("--practice", &self.practice, "--practice 'High Street Surgery'"),
            ("--area", &self.area, "--area S6"),
            ("--source", &self.source, "--source gp"),
            ("--group", &self.group, "--group 12"),
            ("--from", &self.from, "--from 2026-01-01"),
            ("--to", &self.to, "--to 2026-03-31"),
            ("--rows", &self.rows, "--rows 'Asked'"),
        ] {
            let Some(text) = text else { continue };
            // An area is letters and digits, whatever stands around them.
            let area = option == "--area";
            if !text
                .chars()
                .any(|letter| if area { letter.is_ascii_alphanumeric() } else { !letter.is_whitespace() })
            {
                return Err(Fault::usage(format!("{option} was given without saying which."))
                    .hint(format!("For example: {such}. To count everyone, leave it out.")));
            }
        }
        Ok(())
    }

    /// Whether everything that was said can be said of this report.
    fn fits(&self) -> Result<(), Fault> {
        let which = self.which;
        let name = which.code();
        let refuse = |said: bool, can: bool, what: &str, others: fn(Which) -> bool| {
            if !said || can {
                return Ok(());
            }
            let able: Vec<&str> =
                Which::ALL.into_iter().filter(|one| others(*one)).map(Which::code).collect();
            Err(Fault::usage(format!("The report {name} takes no {what}."))
                .hint(format!("These do: {}.", able.join(", "))))
        };
        let places = [&self.practice, &self.area, &self.source].into_iter().any(Option::is_some);
        refuse(self.from.is_some() || self.to.is_some(), which.takes_days(), "days", Which::takes_days)?;
        refuse(self.mine || self.worker.is_some(), which.takes_worker(), "worker", Which::takes_worker)?;
        refuse(places, which.takes_places(), "practice, area or source", Which::takes_places)?;
        refuse(self.group.is_some(), which == Which::Reciprocity, "group", |one| one == Which::Reciprocity)?;
        let equity = |one| one == Which::Equity;
        refuse(self.population.is_some(), equity(which), "table of who lives there", equity)?;
        let impact = |one| one == Which::Impact;
        refuse(self.costs.is_some(), impact(which), "table of costs", impact)
    }

    /// What is asked.
    fn question(&self, store: &Store, today: NaiveDate) -> Result<Question, Fault> {
        let (from, to) = self.days(today)?;
        let mut lens = Lens::days(from, to);
        let mut of = Vec::new();
        if self.which == Which::Caseload {
            lens.worker = whose(store, self.mine)?;
        } else if self.mine {
            lens.worker = whose(store, true)?;
            of.push("my people".to_owned());
        }
        if let Some(name) = &self.worker {
            let worker = allot::worker(store, name)?;
            lens.worker = Some(worker.id);
            of.push(format!("people of {}", worker.name));
        }
        if let Some(practice) = &self.practice {
            if !store.has_people_of_practice(practice.trim())? {
                return Err(Fault::missing(format!(
                    "Nobody is registered with a practice {}.",
                    practice.trim()
                ))
                .hint("It is named by its code or by its whole name, as the records have it."));
            }
            lens.practice = Some(practice.trim().to_owned());
            of.push(format!("practice {}", practice.trim()));
        }
        if let Some(area) = &self.area {
            lens.area = Some(area.trim().to_uppercase());
            of.push(format!("area {}", area.trim().to_uppercase()));
        }
        if let Some(source) = &self.source {
            let code = REFERRAL_SOURCE.read(source).ok_or_else(|| {
                let codes: Vec<&str> = REFERRAL_SOURCE.terms.iter().map(|term| term.code).collect();
                Fault::usage(format!("There is no source {source}."))
                    .hint(format!("There are: {}.", codes.join(", ")))
            })?;
            lens.source = Some(code.to_owned());
            of.push(format!("referred by {}", REFERRAL_SOURCE.label(code)));
        }
        let group =
            self.group.as_deref().map(|key| subject::of(key, Entity::Asset).map(AssetId)).transpose()?;
        if let Some(group) = group {
            of.push(store.needed(Entity::Asset, group.0)?.values.text("name").to_owned());
        }
        let tables = match (&self.population, &self.costs) {
            (None, None) => kept_tables(store, self.which)?,
            (people, costs) => Tables {
                population: people.as_deref().map(tables::population).transpose()?,
                costs: costs.as_deref().map(tables::costs).transpose()?,
            },
        };
        Ok(Question { which: self.which, lens, group, of: of.join(", "), tables })
    }

    /// The first and the last day that count: a year up to today unless given.
    fn days(&self, today: NaiveDate) -> Result<Days, Fault> {
        let to = match (&self.from, &self.to) {
            (Some(from), Some(to)) => {
                return crate::report::days::between(from, to, today).map_err(Fault::usage);
            }
            // The last day of a month may still come.
            (_, Some(to)) => when::read_past_day(to, today)
                .or_else(|why| when::read_day(to, today).map_err(|_| why))
                .map_err(Fault::usage)?,
            (_, None) => today,
        };
        let from = match &self.from {
            Some(from) => when::read_past_day(from, today).map_err(Fault::usage)?,
            None => a_year_before(to),
        };
        if from > to {
            return Err(Fault::usage("The first day comes after the last."));
        }
        Ok((from, to))
    }
}

/// The tables that the team keeps beside its settings, as far as a report needs them.
pub fn kept_tables(store: &Store, which: Which) -> Result<Tables, Fault> {
    let own = store.own_texts();
    Ok(match which {
        Which::Equity => Tables { population: tables::kept_population(own)?, costs: None },
        Which::Impact => Tables { population: None, costs: tables::kept_costs(own)? },
        _ => Tables::default(),
    })
}

/// The first and the last day that count.
type Days = (NaiveDate, NaiveDate);

/// The whole report in a form.
fn written(report: &Answer, days: Option<Days>, form: Form, definitions: bool) -> Result<String, Fault> {
    Ok(match form {
        Form::Text => forms::text(report, definitions) + "\n",
        Form::Md => forms::markdown(report),
        Form::Html => forms::page(report),
        Form::Csv => forms::csv(report),
        Form::Json => {
            let mut text = super::json::written(&json(report, days))?;
            text.push('\n');
            text
        }
    })
}

fn figure(figure: &Figure) -> Item {
    Item::new()
        .with("name", figure.name.as_str())
        .with("value", (!figure.hidden && figure.describes != Some(0)).then_some(figure.value))
        .with("unit", figure.unit)
        .with("of", figure.of)
        .with("before", figure.before)
        .with("shown", figure.shown())
        .with("hidden", figure.hidden)
        .with("of_hidden", figure.of_hidden)
        .with("before_hidden", figure.before_hidden)
        .with("definition", figure.definition)
}

fn json(report: &Answer, days: Option<Days>) -> Item {
    let sections = report.sections.iter().map(|section| {
        let tables = section
            .tables
            .iter()
            .map(|table| Item::new().with("columns", table.columns.clone()).with("rows", table.rows.clone()));
        Item::new()
            .with("title", section.title.as_str())
            .items("figures", section.figures.iter().map(figure).collect())
            .items("tables", tables.collect())
    });
    Item::new()
        .with("version", 1)
        .with("title", report.title.as_str())
        .with("from", days.map(|(from, _)| from.to_string()))
        .with("to", days.map(|(_, to)| to.to_string()))
        .items("sections", sections.collect())
}

/// What shows on a terminal how far a long report is; nothing of it anywhere else.
fn progress(desk: &Desk, which: Which) -> ProgressBar {
    if desk.options.quiet || which.pieces() < 2 {
        return ProgressBar::hidden();
    }
    let bar =
        ProgressBar::with_draw_target(Some(which.pieces() as u64), ProgressDrawTarget::stderr_with_hz(2));
    if let Ok(style) = ProgressStyle::with_template("Counting [{bar:30}] {pos} of {len}") {
        bar.set_style(style);
    }
    bar
}
