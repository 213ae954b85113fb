//! Documents that are written from the code equal what the code says; `KITH_WRITE_DOCS=1 cargo test docs` writes them.

use std::fs;
use std::path::Path;

/// Compares a document with what the code says, or writes it when asked to.
pub fn hold(path: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("KITH_WRITE_DOCS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
    }
    let there = fs::read_to_string(&file).unwrap_or_default();
    assert!(there == text, "{path} is stale: run KITH_WRITE_DOCS=1 cargo test docs");
}

#[test]
fn docs_schema_is_the_schema_of_a_fresh_file() {
    let store = kith::store::Store::memory(
        kith::store::Actor::new("jo", kith::store::Via::Command),
        kith::clock::Clock::on(chrono::NaiveDate::from_ymd_opt(2026, 3, 3).unwrap()),
    )
    .unwrap();
    hold("docs/schema.sql", &store.schema().unwrap());
}

#[test]
fn the_columns_of_the_schema_are_the_rows_of_the_field_table() {
    use kith::domain::entity::Entity;
    let store = kith::store::Store::memory(
        kith::store::Actor::new("jo", kith::store::Via::Command),
        kith::clock::Clock::on(chrono::NaiveDate::from_ymd_opt(2026, 3, 3).unwrap()),
    )
    .unwrap();
    let schema = store.schema().unwrap();
    for entity in Entity::ALL {
        let start = format!("CREATE TABLE {} (", entity.table());
        let body = schema.split(&start).nth(1).unwrap().split(") STRICT;").next().unwrap();
        let columns: Vec<&str> = body
            .lines()
            .filter(|line| line.starts_with("    ") && !line.starts_with("        "))
            .filter_map(|line| line.split_whitespace().next())
            .filter(|column| !["id", "uid", "put_away_on", "put_away_reason"].contains(column))
            .collect();
        let fields: Vec<&str> = entity.fields().iter().map(|field| field.name).collect();
        assert_eq!(columns, fields, "{entity:?}");
    }
}

/// What a field holds in JSON, as JSON Schema says it.
pub fn shape_of(field: &kith::domain::field::Field) -> serde_json::Value {
    use kith::domain::field::Kind;
    use serde_json::{Value, json};
    let codes = |words: &kith::domain::vocabulary::Vocabulary| -> Vec<Value> {
        words.terms.iter().map(|term| term.code.into()).collect()
    };
    let mut shape = match field.kind {
        Kind::Count(most) => json!({"type": ["integer", "null"], "minimum": 0, "maximum": most}),
        Kind::Link(to) => {
            json!({"type": ["integer", "null"], "description": format!("The id of a {}.", to.table())})
        }
        Kind::Flag => json!({"type": ["boolean", "null"]}),
        Kind::Degrees => json!({"type": ["number", "null"]}),
        Kind::PastDay | Kind::ComingDay | Kind::BirthDay => {
            json!({"type": ["string", "null"], "format": "date"})
        }
        Kind::NhsNumber => json!({"type": ["string", "null"], "pattern": "^[0-9]{10}$"}),
        Kind::Time => json!({"type": ["string", "null"], "pattern": "^[0-2][0-9]:[0-5][0-9]$"}),
        Kind::One(words) => {
            let mut allowed = codes(words);
            allowed.push(Value::Null);
            json!({"enum": allowed})
        }
        Kind::Several(words) => {
            json!({"type": ["array", "null"], "items": {"enum": codes(words)}})
        }
        _ => json!({"type": ["string", "null"]}),
    };
    shape["title"] = field.label.into();
    shape
}

/// The JSON Schema of one kind of record, as `--json` gives it.
fn schema_of(entity: kith::domain::entity::Entity) -> String {
    use serde_json::{Map, json};
    let mut properties = Map::new();
    properties.insert("id".into(), json!({"type": "integer", "description": "Its number inside this file."}));
    if entity.travels() {
        properties.insert("uid".into(), json!({"type": "string", "format": "uuid"}));
    }
    for field in entity.fields() {
        properties.insert(field.name.into(), shape_of(field));
    }
    for (name, format) in [("put_away_on", Some("date")), ("put_away_reason", None)] {
        let mut shape = json!({"type": ["string", "null"]});
        if let Some(format) = format {
            shape["format"] = format.into();
        }
        properties.insert(name.into(), shape);
    }
    let required: Vec<&str> = std::iter::once("id")
        .chain(entity.fields().iter().filter(|field| field.required).map(|field| field.name))
        .collect();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": entity.table(),
        "description": format!("One {}, as kith gives it with --json (version 1). More keys may follow.", entity.word()),
        "type": "object",
        "required": required,
        "properties": properties,
    });
    serde_json::to_string_pretty(&schema).unwrap() + "\n"
}

#[test]
fn docs_schemas_are_the_field_table_as_json_schema() {
    for entity in kith::domain::entity::Entity::ALL {
        hold(&format!("docs/schemas/{}.json", entity.table()), &schema_of(entity));
    }
}

/// The keymap as a page: every place with its keys, then what has no key and is found by name.
fn keys() -> String {
    use kith::tui::keymap::{KEYLESS, KEYMAP, Place};
    use std::fmt::Write as _;
    let mut page = String::from(
        "# Keys\n\nWritten from `src/tui/keymap.rs` by a test. Everything is also in the palette (Ctrl+P) and, for the row \
         under the cursor, in the menu (Space). Nothing needs Alt, a function key, or Ctrl or Shift with an arrow or Enter.\n",
    );
    for place in Place::ALL {
        let rows: Vec<_> = KEYMAP.iter().filter(|row| row.place == place).collect();
        let nameless: Vec<_> = KEYLESS.iter().filter(|(at, _)| *at == place).collect();
        if rows.is_empty() && nameless.is_empty() {
            continue;
        }
        write!(page, "\n## {}\n\n| Key | Does |\n| --- | --- |\n", place.label()).unwrap();
        for row in rows {
            let keys: Vec<String> = row.keys.iter().map(|key| format!("`{}`", key.spell())).collect();
            writeln!(page, "| {} | {} |", keys.join(", "), row.command.words()).unwrap();
        }
        for (_, command) in nameless {
            writeln!(page, "| by name | {} |", command.words()).unwrap();
        }
    }
    page.push_str(
        "\nTyping in a field: `Left`, `Right`, `Home`, `End` move; `Backspace` and `Delete` rub out a letter, `Ctrl+W` a \
         word, `Ctrl+U` everything to the start; `Ctrl+Z` and `Ctrl+Y` undo and redo typing. A closed list takes a digit or a \
         first letter, `Left` and `Right`, and `Enter` or `Space` to open it. `PgUp` and `PgDn` turn the pages of a form.\n",
    );
    page
}

#[test]
fn docs_keys_is_the_keymap() {
    hold("docs/keys.md", &keys());
}

/// The keys of a day on one page: the words are the keymap's, so that the card cannot be wrong.
fn card() -> String {
    use Command as C;
    use kith::tui::command::Command;
    use kith::tui::keyboard::Keyboard;
    use kith::tui::place::Place;
    use std::fmt::Write as _;
    const PEOPLE: &[Place] = &[Place::Today, Place::Person, Place::List, Place::Everywhere];
    const ASSETS: &[Place] = &[Place::Assets, Place::List, Place::Everywhere];
    const FORM: &[Place] = &[Place::Day, Place::Form];
    let parts: [(&str, &[Place], &[Command]); 5] = [
        (
            "Where to",
            PEOPLE,
            &[C::GoToday, C::GoQueue, C::GoAssets, C::GoGive, C::GoReports, C::FindAnyone, C::Open, C::Back],
        ),
        (
            "About the person under the cursor",
            PEOPLE,
            &[
                C::LogContact,
                C::SetReminder,
                C::WriteNote,
                C::Suggest,
                C::ChangeStage,
                C::Edit,
                C::PutAway,
                C::TickOff,
                C::Later,
                C::Add,
            ],
        ),
        (
            "About the asset under the cursor",
            ASSETS,
            &[C::Suggest, C::Checked, C::Edit, C::WriteNote, C::PutAway, C::Add],
        ),
        (
            "In a form",
            FORM,
            &[C::NextPart, C::PreviousPart, C::Save, C::BigEditor, C::Calendar, C::FieldHelp, C::Back],
        ),
        (
            "Always",
            PEOPLE,
            &[
                C::Menu,
                C::Palette,
                C::Help,
                C::Search,
                C::Filter,
                C::Undo,
                C::Redo,
                C::Copy,
                C::Hide,
                C::Quit,
            ],
        ),
    ];
    let keyboard = Keyboard::default();
    let mut page = String::from(
        "# The keys of a day\n\nOne page to keep by the screen; written from the keymap by a test. No letter changes anything by itself: it \
         opens a form, a menu or a question. `Esc` goes back and never loses what you typed.\n",
    );
    for (heading, places, commands) in parts {
        write!(page, "\n## {heading}\n\n| key | does |\n| --- | --- |\n").unwrap();
        let rows = keyboard.in_reach(places);
        for command in commands {
            let row = rows.iter().find(|row| row.command == *command).unwrap();
            let keys: Vec<String> = keyboard.spelled(row).iter().map(|key| format!("`{key}`")).collect();
            writeln!(page, "| {} | {} |", keys.join(" "), command.words()).unwrap();
        }
    }
    page
}

#[test]
fn docs_guide_key_card_is_the_keymap_of_a_day() {
    hold("docs/guide/key-card.md", &card());
}

/// Every test of the sources by its name, with the path of its file; those that are ignored are left out.
fn tests_of(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            tests_of(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let lines: Vec<&str> = text.lines().map(str::trim).collect();
            for (at, line) in lines.iter().enumerate() {
                let Some(name) = line.strip_prefix("fn ").and_then(|rest| rest.split('(').next()) else {
                    continue;
                };
                let above = lines[..at]
                    .iter()
                    .rev()
                    .take_while(|line| line.starts_with("#[") || line.starts_with("///"));
                let attributes: Vec<&&str> = above.collect();
                let runs = attributes.iter().any(|line| **line == "#[test]");
                let ignored = attributes.iter().any(|line| line.starts_with("#[ignore"));
                // A property stands inside a macro, one step further in.
                if (runs || text.contains("proptest!")) && !ignored {
                    found.push((path.display().to_string(), name.to_owned()));
                }
            }
        }
    }
}

#[test]
fn every_test_that_the_statements_name_exists_and_runs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    tests_of(&root.join("tests"), &mut found);
    tests_of(&root.join("src"), &mut found);
    let page = fs::read_to_string(root.join("docs/statements.md")).unwrap();
    let mut named = 0;
    for word in page.split('`').skip(1).step_by(2).filter(|word| word.contains("::")) {
        let (module, name) = word.rsplit_once("::").unwrap();
        let place = module.replace("::", "/");
        let there = found.iter().any(|(path, known)| known == name && path.contains(&place));
        assert!(there, "docs/statements.md names {word}, which is no test that runs");
        named += 1;
    }
    assert!(named > 100, "the page names hardly any test: {named}");
}

#[test]
fn docs_matching_is_the_table_of_weights() {
    use std::fmt::Write as _;
    let mut page = String::from(
        "# How an asset is measured for a person

`kith match PERSON`, `kith find --for PERSON` and the key `s` on the screen measure every asset that shares anything with the person, and
show each with its reasons: `+` for, `-` against, `.` only worth knowing. The points of the reasons add up to the score; nothing else
counts. The same caseload on the same day gives the same list. `--json` gives each reason with its points.

Where two score alike, a group or a neighbour stands before a place, a place before a service, and then the name decides. A group without
an organisation, a number, a web page or funding loses no point for it.

Searching by words, the words decide first: a word of the name counts most, then where it is, what it is about, and last what is said of
it; whole words before beginnings, beginnings before typing slips. One slip is forgiven in a word of four letters or more, two in one of
seven or more; a word that assets have is not taken for another two slips away. Where nothing has every word, assets that lack one are shown and say which.
A word that the name does not have is said with where it stands. Every asset that has the words is counted; of more than some hundreds the first are put in order, and
the others follow, the newest first. Where a place is named (`library near:S6`), what is within one mile of it stands first, then two, five, ten, twenty and fifty.

Distances are as the crow flies. With full postcodes (`kith import postcodes FILE`) they are those of the two places; without, those of the
middles of two postcode areas, and said to be `about` so far. A walk is told for up to two miles, at three miles an hour and streets a
quarter longer than the line.

Offers are laid beside wishes (`kith pairs`) by shared interests, words, and words much like them: `guitar` and `ukulele`. The sets of like words come with
the program; a team adds its own in `synonyms.txt` beside its settings, one set on each line with commas between, and `kith config check` says which
line could not be used. How near the two are, whether both can at one time, and how they speak count as in the table. A group that welcomes a kind of
gift and has an interest or a word in common stands below the people. What was laid together before is not suggested again.

Whoever said no to being introduced or to taking part in exchanges, whose record is restricted,
or whom a safety mark keeps apart (harm from or to others, a safeguarding concern, a risk that is restricted, not to be visited alone) is
never suggested to a stranger, and no list says why.

| reason | points | when it counts |
|---|---:|---|
",
    );
    for weight in kith::domain::matching::weight::WEIGHTS {
        let _ = writeln!(page, "| {} | {} | {} |", weight.name, weight.points, weight.meaning);
    }
    page.push_str("\nWritten by a test from `src/domain/matching/weight.rs`; do not edit the table.\n");
    hold("docs/matching.md", &page);
}

#[test]
fn docs_measures_names_every_figure_of_the_report_with_its_definition() {
    let page = std::fs::read_to_string("docs/measures.md").unwrap();
    let now = chrono::NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
    let actor = kith::store::Actor::new("jo", kith::store::Via::Command);
    let store = kith::store::Store::memory(actor, kith::clock::Clock::on(now)).unwrap();
    let scope = kith::store::give::measure::Scope { worker: None, group: None, from: now, to: now };
    let report = kith::report::reciprocity::ask(&store, scope, "").unwrap();
    let figures: Vec<_> = report.sections.iter().flat_map(|section| &section.figures).collect();
    assert!(figures.len() > 10);
    for figure in figures {
        let row = format!("| {} | {} |", figure.name, figure.definition);
        assert!(page.contains(&row), "docs/measures.md lacks: {row}");
    }
}

#[test]
fn docs_views_says_what_can_be_asked_by_sql() {
    let mut text = String::from(VIEWS);
    for view in kith::store::sql::views::all() {
        text.push_str(&format!(
            "\n## {}\n\n{}\n\n| column | what it holds |\n|---|---|\n",
            view.name, view.about
        ));
        for (column, about) in &view.columns {
            text.push_str(&format!("| `{column}` | {about} |\n"));
        }
    }
    hold("docs/views.md", &text);
}

/// How `docs/views.md` begins.
const VIEWS: &str = "\
# Views: the caseload by SQL

<!-- Written from the code: KITH_WRITE_DOCS=1 cargo test docs -->

    kith sql \"SELECT state, count(*) AS people FROM v_caseload GROUP BY state\"
    kith sql --csv < monthly.sql > monthly.csv
    kith sql --views                               which views there are, and their columns

One `SELECT` (or `VALUES`, or `WITH … SELECT`) over the views below, on the live file, while others work in it. `--json`, `--csv` and
text are written as by every other list; two columns of one name are told apart by a number. A query may come from standard input, so that
no name enters the shell's history.

**What stays.** The names of the views and of their columns stay within a major version; columns may be added at the end of a view, so name
the columns you want. The tables behind them may change with any version and cannot be read.

**What is admitted.** Views, functions that only compute, `json_each` and `json_tree`. No table, no other file, no `PRAGMA`, no statement that
changes anything. 100,000 rows (`--limit`), 60 seconds (`--seconds`) and 256 MiB of memory are the most.

**What is left out.** Whatever was put away, and every row about somebody whose record is restricted; how many restricted records there are
is said on standard error. Risks and people around somebody have no view.

**What is recorded.** One entry in the history, \"looked by SQL\", for each question; not its words. Days are texts of the form YYYY-MM-DD,
codes those of `docs/glossary.md`. Links to other rows are numbers of this file; beside each stands the name.
";
