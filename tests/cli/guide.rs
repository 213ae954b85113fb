//! The day of `docs/guide/a-day.md` and the story of `docs/guide/a-story.md`: every line of them is run.

use super::Home;

/// A command of the guide, and what stands in its here-document.
struct Line {
    words: String,
    input: String,
}

/// The commands of the fenced blocks, in order.
fn lines(guide: &str) -> Vec<Line> {
    let blocks = guide.split("```").skip(1).step_by(2).filter_map(|block| block.strip_prefix("sh\n"));
    let mut all = Vec::new();
    for block in blocks {
        let mut rows = block.lines();
        while let Some(row) = rows.next() {
            let words = row.strip_prefix("kith ").unwrap_or_else(|| panic!("not a command: {row}"));
            let (words, end) = words.split_once(" <<").unwrap_or((words, ""));
            let end = end.trim_matches('\'');
            let mut input = String::new();
            while !end.is_empty() {
                let row = rows.next().expect("the here-document ends");
                if row == end {
                    break;
                }
                input.push_str(row);
                input.push('\n');
            }
            all.push(Line { words: words.to_owned(), input });
        }
    }
    all
}

#[test]
fn every_line_of_the_day_in_the_guide_works_as_it_stands() {
    let guide = include_str!("../../docs/guide/a-day.md");
    let home = Home::bare();
    let all = lines(guide);
    assert!(all.len() > 30, "{}", all.len());
    let mut said = String::new();
    for line in &all {
        said = home.given(&line.input, &line.words).fine().out;
        match line.words.as_str() {
            "list waiting" => assert!(said.contains("OKONKWO, Ada"), "{said}"),
            "due --until '2 months'" => assert_eq!(said.matches("Tuesday Lunch Club").count(), 3, "{said}"),
            "show person 1" => {
                for told in [
                    "Never leave a message. Say that we are the library.",
                    "No known risks",
                    "A full table again.",
                ] {
                    assert!(said.contains(told), "{told}:\n{said}");
                }
            }
            _ => {}
        }
    }
    assert!(said.contains("kith"), "a copy was made: {said}");
}

#[test]
fn every_line_of_the_story_in_the_guide_works_as_it_stands() {
    let guide = include_str!("../../docs/guide/a-story.md");
    let home = Home::bare();
    let mut told = Vec::new();
    for line in &lines(guide) {
        told.push((line.words.clone(), home.given(&line.input, &line.words).fine().out));
    }
    let said = |words: &str| -> &str {
        let found = told.iter().rfind(|(line, _)| line.contains(words));
        found.map_or_else(|| panic!("{words} is not in the guide"), |(_, out)| out.as_str())
    };
    assert!(
        said("pairs --person 1").contains("\"recipes\" is much like \"cooking\""),
        "{}",
        said("pairs --person 1")
    );
    let person = said("show 1");
    for step in [
        "On the whole, Wed 5 Mar 2025: recipient, was connected",
        "On the whole, Tue 18 Mar 2025: participant, attended twice or more",
        "On the whole, Tue 8 Apr 2025: contributor, gave something",
        "On the whole, Mon 6 Oct 2025: leader, runs it",
        "What came back: Joan rang to say so.",
    ] {
        assert!(person.contains(step), "{step}:\n{person}");
    }
    let group = said("show asset:2");
    assert!(group.contains("Received Soda bread for the first table, from Kathleen MURPHY"), "{group}");
    assert!(group.contains("On the way in this group: 1 leader, 1 contributor"), "{group}");
    assert!(said("list pairs").contains("Became friends"));
    // The picture of the way is the one that the record draws.
    let day = "2026-03-03".parse().unwrap();
    let actor = kith::store::Actor::new("jo", kith::store::Via::Screen);
    let mode = kith::store::open::Mode::ReadOnly;
    let store = kith::store::Store::open(&home.caseload(), mode, actor, kith::clock::Clock::on(day)).unwrap();
    let steps = kith::report::path::ask(&store, kith::domain::id::PersonId(1)).unwrap();
    let drawn = kith::report::path::line(&steps, day, 70).join("\n");
    assert!(guide.contains(&drawn), "the guide draws another way:\n{drawn}");
}

/// A script of `docs/guide/scripts.md`, written to a file.
fn script(home: &Home, name: &str) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt as _;
    let guide = include_str!("../../docs/guide/scripts.md");
    let start = format!("```sh {name}\n");
    let text = guide.split(&start).nth(1).unwrap_or_else(|| panic!("{name} is in the guide"));
    let path = home.path(name);
    std::fs::write(&path, text.split("```").next().unwrap()).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
    path
}

/// Runs a script in a home, with kith where a shell finds it.
fn run(home: &Home, name: &str, words: &[&str], more: &[(&str, &str)]) -> (Option<i32>, String, String) {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_kith"));
    let path = format!("{}:/usr/local/bin:/usr/bin:/bin", program.parent().unwrap().display());
    let output = std::process::Command::new("/bin/sh")
        .arg(script(home, name))
        .args(words)
        .env_clear()
        .env("HOME", home.path(""))
        .env("PATH", path)
        .env("KITH_AS", "jo")
        .env("KITH_BACKUP_AUTOMATIC", "false")
        .envs(more.iter().copied())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// A home with the made-up caseload where kith looks for it.
fn furnished() -> Home {
    let home = Home::bare();
    home.kith(&format!("demo --out '{}'", home.caseload().display())).fine();
    home
}

#[test]
fn the_nightly_import_of_the_guide_takes_lists_in_once_and_keeps_what_needs_somebody() {
    let home = furnished();
    let inbox = home.path("inbox");
    std::fs::create_dir_all(&inbox).unwrap();
    let list = include_str!("../fixtures/gp_report_21_columns.csv");
    std::fs::write(inbox.join("practice.csv"), list).unwrap();
    std::fs::write(inbox.join("broken.csv"), "nothing of the kind\n").unwrap();
    let (status, said, wrong) = run(&home, "nightly-import.sh", &[], &[]);
    assert_eq!((status, wrong.as_str()), (Some(0), ""), "{said}");
    assert!(
        said.contains("practice: some rows need you") && said.contains("broken was not imported (status"),
        "{said}"
    );
    let left: Vec<String> = std::fs::read_dir(&inbox)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name != "done")
        .collect();
    assert_eq!(left, ["broken.csv"], "the lock is gone and the list moved");
    let kept: Vec<_> =
        std::fs::read_dir(inbox.join("done")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(kept.len(), 2, "{kept:?}");
    assert!(!said.contains("999 "), "no number of anybody goes by mail: {said}");
    std::fs::remove_file(inbox.join("broken.csv")).unwrap();
    assert_eq!(run(&home, "nightly-import.sh", &[], &[]), (Some(0), String::new(), String::new()));
    // The next night's file has another name, and is the same list.
    std::fs::write(inbox.join("practice-2026-03-04.csv"), list).unwrap();
    let people = home.kith("list people --json").json()["total"].clone();
    // A lock that was left by a run that was cut off is taken over, and said; a fresh one is another run's.
    std::fs::create_dir(inbox.join(".lock")).unwrap();
    assert_eq!(run(&home, "nightly-import.sh", &[], &[]), (Some(0), String::new(), String::new()));
    let old = std::time::SystemTime::now() - std::time::Duration::from_hours(4);
    std::fs::File::open(inbox.join(".lock")).unwrap().set_modified(old).unwrap();
    let (status, said, wrong) = run(&home, "nightly-import.sh", &[], &[]);
    assert_eq!((status, wrong.as_str()), (Some(0), ""), "{said}");
    assert!(said.contains("its lock is taken over") && !inbox.join(".lock").exists(), "{said}");
    assert!(!inbox.join("practice-2026-03-04.csv").exists(), "{said}");
    assert_eq!(home.kith("list people --json").json()["total"], people, "nobody twice");
}

#[test]
fn the_weekly_mail_of_the_guide_is_sent_when_something_is_due_and_else_not() {
    let home = furnished();
    let (status, mail, wrong) = run(&home, "weekly-due.sh", &["2 years"], &[("MAILER", "cat")]);
    assert_eq!((status, wrong.as_str()), (Some(0), ""), "{mail}");
    assert!(mail.contains("Reminders") || mail.contains("due") || mail.contains("late"), "{mail}");
    let none = Home::new();
    assert_eq!(
        run(&none, "weekly-due.sh", &[], &[("MAILER", "cat")]),
        (Some(0), String::new(), String::new())
    );
}

#[test]
fn the_monthly_figures_of_the_guide_are_there_whole_or_not_at_all_and_hold_nobodys_name() {
    let home = furnished();
    let (status, said, wrong) = run(&home, "monthly-figures.sh", &[], &[]);
    assert_eq!((status, said.as_str(), wrong.as_str()), (Some(0), "", ""));
    let months: Vec<_> =
        std::fs::read_dir(home.path("figures")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let [folder] = months.as_slice() else { panic!("{months:?}") };
    let mut pages: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    pages.sort();
    let wanted = ["activity", "equity", "gaps", "impact", "outcomes", "reciprocity", "waiting"];
    assert_eq!(pages, wanted.map(|name| format!("{name}.html")));
    let family = home.kith("sql --csv 'SELECT family FROM v_people LIMIT 5'").fine().out;
    for page in &pages {
        let text = std::fs::read_to_string(folder.join(page)).unwrap();
        assert!(text.contains("</html>"), "{page}");
        for family in family.lines().skip(1).filter(|family| family.len() > 4) {
            assert!(!text.contains(family), "{page} names {family}");
        }
    }
    // A second time writes nothing over, and says so.
    let (status, _, wrong) = run(&home, "monthly-figures.sh", &[], &[]);
    assert!(status == Some(1) && wrong.contains("There is a folder"), "{wrong}");
}

#[test]
fn a_directory_goes_from_one_charity_to_another_by_the_scripts_of_the_guide() {
    let (ours, theirs) = (furnished(), Home::new());
    for _ in 0..2 {
        assert_eq!(run(&ours, "share-directory.sh", &[], &[]).0, Some(0));
        let file = ours.path("public/directory.json");
        let (status, _, wrong) =
            run(&theirs, "take-directory.sh", &[file.to_str().unwrap(), "Millbrook"], &[]);
        assert_eq!(status, Some(0), "{wrong}");
    }
    let count =
        |home: &Home| home.kith("list assets --json").fine().json()["items"].as_array().unwrap().len();
    assert!(count(&theirs) > 100, "{}", count(&theirs));
    let history = theirs.kith("history --json --limit 9").fine().json();
    let imports = history["items"].as_array().unwrap().iter().filter(|one| one["verb"] == "import").count();
    assert_eq!(imports, 1, "the second time there was nothing to do");
}
