//! Which file, who acts, first use, and what a script never needs.

use insta::assert_snapshot;

use super::{Home, bytes};

#[test]
fn a_first_use_without_a_terminal_makes_nothing_and_says_what_does() {
    let home = Home::bare();
    assert_snapshot!(home.kith("today").told(), @"
    status 3
    -- messages
    There is no caseload file at ~/.local/share/kith/kith.db.
    To make a new one: kith init --db ~/.local/share/kith/kith.db
    ");
    assert!(!home.caseload().exists());
    assert_snapshot!(home.kith("init").told(), @"
    status 0
    Made an empty caseload at ~/.local/share/kith/kith.db.
    -- messages
    To put people in: kith import referrals FILE, or kith add referral
    ");
    assert_snapshot!(home.kith("init").told(), @"
    status 1
    -- messages
    There is already a file at ~/.local/share/kith/kith.db.
    To open it: kith --db ~/.local/share/kith/kith.db
    ");
}

#[test]
fn the_file_is_the_options_then_the_variables_then_the_usual_one() {
    let home = Home::new();
    let other = home.path("other.db");
    let run = |words: &str, variable: &str| {
        home.command(words).env("KITH_DB", variable).write_stdin("").output().unwrap().status.code()
    };
    assert_eq!(run("init", other.to_str().unwrap()), Some(0));
    assert_eq!(run("add person --set given=Zoe", other.to_str().unwrap()), Some(0));
    assert_eq!(home.kith("list people --json").json()["total"], 0);
    let named = format!("--db '{}' list people --json", other.display());
    assert_eq!(home.kith(&named).json()["total"], 1);
    assert_eq!(run("list people", ""), Some(0));
}

#[test]
fn who_acts_is_the_option_then_the_variable_then_the_login() {
    let home = Home::new();
    let add = |options: &str, variables: &[(&str, &str)]| {
        let words = super::split(&format!("{options} add person --set given=Zoe"));
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_kith"));
        command
            .env_clear()
            .env("HOME", home.path(""))
            .env("KITH_BACKUP_AUTOMATIC", "false")
            .args(words)
            .envs(variables.iter().copied());
        assert!(command.output().unwrap().status.success());
        home.kith("history --limit 1 --json").json()["items"][0]["actor"].as_str().unwrap().to_owned()
    };
    assert_eq!(add("--as sam", &[("KITH_AS", "jo"), ("USER", "lin")]), "sam");
    assert_eq!(add("", &[("KITH_AS", "jo"), ("USER", "lin")]), "jo");
    assert_eq!(add("", &[("USER", "lin")]), "lin");
    assert_eq!(home.kith("--as '' today").status, 2);
}

#[test]
fn a_session_that_may_only_look_changes_nothing() {
    let home = Home::peopled();
    let before = home.kith("history --json").out;
    assert_snapshot!(home.kith("--read-only add person --set given=Zoe").told(), @"
    status 1
    -- messages
    This session may only look. Nothing was changed.
    ");
    assert_eq!(home.kith("--read-only undo").status, 1);
    assert_eq!(home.kith("--read-only show 1").status, 0);
    assert_eq!(home.kith("history --json").out, before);
}

#[test]
fn no_command_needs_personal_data_among_its_arguments() {
    // Positional arguments are ids, kinds, dates, codes, files, and the hyphen for standard input.
    let harmless = [
        "kind",
        "id",
        "person",
        "subject",
        "reminder",
        "when",
        "which",
        "operation",
        "setting",
        "value",
        "shell",
        "folder",
        "input",
        "asset",
        "offer",
        "ask",
        "connection",
        "state",
        "place",
        "file",
        "files",
        "text",
        "query",
        "verb",
        "stays",
        "other",
    ];
    let mut seen = 0;
    for verb in kith::cli::command().get_subcommands() {
        for argument in verb.get_positionals() {
            let name = argument.get_id().as_str();
            assert!(harmless.contains(&name), "{} takes {name}", verb.get_name());
            seen += 1;
        }
        for option in verb.get_opts() {
            assert!(!option.is_required_set(), "{} needs {}", verb.get_name(), option.get_id());
        }
    }
    assert!(seen > 10);
    let find = kith::cli::command();
    let find = find.get_subcommands().find(|verb| verb.get_name() == "find");
    for text in find.iter().flat_map(|verb| verb.get_positionals()) {
        assert!(!text.is_required_set(), "the words of find come from a prompt or standard input");
    }
}

#[test]
fn completions_know_commands_and_never_names() {
    let home = Home::peopled();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = home.kith(&format!("completions {shell}")).fine().out;
        assert!(script.contains("remind"), "{shell}");
        assert!(!script.contains("Okonkwo") && !script.contains("Ada"), "{shell}");
    }
    assert_eq!(home.kith("completions tcsh").status, 2);
}

#[test]
fn completions_of_every_shell_hold_the_words_of_closed_lists() {
    let home = Home::bare();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = home.kith(&format!("completions {shell}")).fine().out;
        // A kind of record, a list, a report, a shell, a kind of import; how a visit went, a state, an answer, a format.
        for word in [
            "service-use",
            "not-asked",
            "reciprocity",
            "elvish",
            "postcodes",
            "met-there",
            "asset-closed",
            "temporarily-closed",
            "windows-1252",
            "swemwbs",
            "connector",
            "screen.theme",
            "goals-met",
        ] {
            assert!(script.contains(word), "{shell} does not complete {word}");
        }
    }
    let fish = home.kith("completions fish").out;
    let of_show = "__fish_kith_using_subcommand show; and not __fish_seen_subcommand_from ";
    assert!(fish.lines().any(|line| line.contains(of_show) && line.contains("-a \"worker person")), "{fish}");
    let shell = home.kith("completions powershell").out;
    assert!(shell.contains("'^kith;stage;[^;]+ $' { 'suggested', 'agreed'"), "{shell}");
    assert!(shell.contains("'^kith;log(;.*)? --method$' { 'phone'"), "{shell}");
    assert_eq!(shell.matches("@($words) + @(switch ($command) {").count(), 1);
}

#[test]
fn words_of_closed_lists_are_understood_as_before_however_they_are_written() {
    let home = Home::peopled();
    for words in [
        "show PEOPLE 1",
        "show follow_ups 1",
        "edit Persons 1 --set phone= --dry-run",
        "log 1 --method Home_Visit --outcome SPOKE --dry-run",
        "close 1 --how temporarily_closed --dry-run",
        "rung 1 Leader --set evidence=keys --dry-run",
        "history Person 1",
    ] {
        home.kith(words).fine();
    }
}

#[test]
fn manual_pages_are_written_for_every_command() {
    let home = Home::bare();
    let folder = home.path("man");
    home.kith(&format!("man '{}'", folder.display())).fine();
    for verb in kith::cli::command().get_subcommands() {
        assert!(bytes(&folder.join(format!("kith-{}.1", verb.get_name()))).is_some(), "{}", verb.get_name());
    }
    let mut built = kith::cli::command();
    built.build();
    let mut commands: Vec<&clap::Command> = vec![&built];
    let mut seen = 0;
    while let Some(command) = commands.pop() {
        commands.extend(command.get_subcommands());
        let name = command.get_display_name().unwrap_or_else(|| command.get_name());
        let page = std::fs::read_to_string(folder.join(format!("{name}.1"))).unwrap();
        let places = ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "\"EXIT STATUS\""].map(|section| {
            page.find(&format!(".SH {section}\n")).unwrap_or_else(|| panic!("{name} lacks {section}"))
        });
        assert!(places.is_sorted(), "{name}: {places:?}");
        let (options, statuses) = page[places[3]..].split_at(places[4] - places[3]);
        for long in command.get_arguments().filter_map(clap::Arg::get_long) {
            assert!(
                options.contains(&format!("\\-\\-{}", long.replace('-', "\\-"))),
                "{name} lacks --{long}"
            );
        }
        for status in ["0", "1", "2", "3", "4", "5", "6", "7", "129, 130, 143"] {
            assert!(statuses.contains(&format!(".TP\n\\fB{status}\\fR\n")), "{name} lacks {status}");
        }
        seen += 1;
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), seen);
}

#[test]
fn without_a_terminal_the_screens_say_so_in_one_line() {
    let home = Home::peopled();
    let ran = home.kith("");
    assert_snapshot!(ran.told(), @"
    status 2
    -- messages
    The screens need a terminal, and there is none here. For the same work a line at a time: kith plain
    ");
}
