//! `kith report`: figures of the caseload and of the community's side, each with what it counts and its rows.

mod asked;
mod behind;
mod folder;

use std::path::PathBuf;
use std::sync::LazyLock;

use chrono::NaiveDate;
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

pub use self::asked::kept_tables;
use super::desk::Desk;
use super::export;
use super::fixed::Words;
use super::json::Item;
use super::output::Format;

use crate::domain::entity::Entity;
use crate::export::report as forms;
use crate::fault::Fault;
use crate::report::catalogue::{Question, Which};
use crate::report::days;
use crate::report::{Figure, Report as Answer, disclosure};

/// Days that have a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period(days::Days);

impl ValueEnum for Period {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<[Period; days::Days::NAMED.len()]> =
            LazyLock::new(|| days::Days::NAMED.map(Period));
        ALL.as_slice()
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.code()))
    }
}

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
    /// Rows of figures and of the cells of tables.
    Csv,
    /// Data.
    Json,
}

impl Form {
    /// How the name of a file in this form ends.
    fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Md => "md",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
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
    /// Which report; several go into a folder that --out names
    #[arg(value_enum, required = true, num_args = 1..)]
    which: Vec<Which>,
    /// Only your own people; of the caseload, nobody's too
    #[arg(long, conflicts_with = "worker")]
    mine: bool,
    /// The days that count, by their name
    #[arg(long, value_enum, value_name = "PERIOD", conflicts_with_all = ["from", "to"])]
    period: Option<Period>,
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
    /// Into this new file; into a new folder in this one, named after the days, where it is a folder or several reports are asked
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
        self.which.iter().try_for_each(|which| self.fits(*which))?;
        let mut asked = Vec::new();
        for which in &self.which {
            let question = self.question(&store, *which, desk.clock.today())?;
            let bar = progress(desk, *which);
            let report = question.ask(&store, |done| bar.set_position(done as u64))?;
            bar.finish_and_clear();
            asked.push((question, report));
        }
        if let Some(name) = &self.rows {
            if self.out.is_some() || self.format.is_some() {
                return Err(Fault::usage(
                    "The rows of a figure are a list: they take --json or --csv, not --out or --format.",
                )
                .hint("For a file: kith report NAME --rows FIGURE --csv > FILE"));
            }
            let [(_, report)] = asked.as_slice() else {
                return Err(Fault::usage("The rows of a figure are those of one report. Name one."));
            };
            return behind::list(desk, &store, report, name);
        }
        let form = self.form(desk.out.format)?;
        let leaves = self.out.is_some() || matches!(form, Form::Html | Form::Md);
        let hides = self.who.outside || (leaves && !self.who.inside);
        let (questions, reports): (Vec<Question>, Vec<Answer>) = asked.into_iter().unzip();
        let reports = if hides { disclosure::together(reports) } else { reports };
        let told = self.which.iter().zip(&questions).zip(&reports);
        let told = told.map(|((which, question), report)| {
            // What stands at one moment has no first and last day.
            let days = which.takes_days().then_some((question.lens.from, question.lens.to));
            Ok((*which, written(report, days, form, self.definitions)?))
        });
        let told: Vec<(Which, String)> = told.collect::<Result<_, Fault>>()?;
        match (&self.out, told.as_slice()) {
            (Some(path), several) if several.len() > 1 || path.is_dir() => {
                let days = questions.first().map(|question| (question.lens.from, question.lens.to));
                let (from, to) = days.unwrap_or_default();
                let folder = folder::write(path, &days::name(from, to), form, several)?;
                desk.out.say(&format!("Written: {}", folder.display()));
                Ok(())
            }
            (Some(path), [(_, text)]) => {
                export::to_file(path, |take| take(text).map(|_| 1))?;
                desk.out.say(&format!("Written: {}", path.display()));
                Ok(())
            }
            (_, several) if several.len() > 1 && form != Form::Text => {
                Err(Fault::usage("Several reports in this form are several files. Say --out FOLDER."))
            }
            (_, several) => {
                let texts: Vec<&str> = several.iter().map(|(_, text)| text.trim_end()).collect();
                desk.out.text(&texts.join("\n\n\n"))
            }
        }
    }

    /// The form that is wanted.
    fn form(&self, format: Format) -> Result<Form, Fault> {
        let fits = |form: Form| match format {
            Format::Json => form == Form::Json,
            Format::Csv => form == Form::Csv,
            Format::Text => true,
        };
        if self.format.is_some_and(|form| !fits(form)) {
            return Err(Fault::usage("--format says another form than --json or --csv. Give one of them."));
        }
        Ok(self.format.unwrap_or(match format {
            Format::Text => Form::Text,
            Format::Csv => Form::Csv,
            Format::Json => Form::Json,
        }))
    }
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
        let tables = section.tables.iter().map(|table| {
            let means = (0..table.columns.len()).map(|at| table.means(at).unwrap_or_default().to_owned());
            Item::new()
                .with("columns", table.columns.clone())
                .with("definitions", means.collect::<Vec<String>>())
                .with("rows", table.rows.clone())
        });
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
