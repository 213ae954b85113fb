//! The help, and `docs/cli.md`, which is written from it.

use super::Home;

#[test]
fn help_and_version_are_answers() {
    let home = Home::bare();
    assert_eq!(home.kith("--help").fine().err, "");
    assert!(home.kith("--version").fine().out.starts_with("kith 0."));
    for verb in kith::cli::command().get_subcommands() {
        let ran = home.kith(&format!("{} --help", verb.get_name())).fine();
        assert!(ran.out.contains("Usage: kith"), "{}", verb.get_name());
    }
}

#[test]
fn docs_cli_is_what_the_program_says_of_itself() {
    crate::docs::hold("docs/cli.md", &page());
}

/// The page, written from the definitions of the commands.
fn page() -> String {
    let mut kith = kith::cli::command();
    kith.build();
    let mut page = String::from(
        "# Command line\n\nWritten by `KITH_WRITE_DOCS=1 cargo test docs` from the commands themselves; do not edit.\n\n\
         With no command, `kith` opens the screens. Data goes to standard output, messages to standard error.\n\
         A hyphen (`-`) stands for standard input.\n\n",
    );
    let statuses = kith.get_after_help().unwrap().to_string();
    page.push_str("## Exit status\n\n| status | meaning |\n|---|---|\n");
    for line in statuses.lines().skip(1) {
        let (status, meaning) = line.trim().split_once("  ").unwrap();
        page.push_str(&format!("| {} | {} |\n", status.trim(), meaning.trim()));
    }
    page.push_str("\n## Options for every command\n\n| option | meaning |\n|---|---|\n");
    for argument in kith.get_arguments().filter(|argument| argument.get_id() != "version") {
        page.push_str(&row(argument));
    }
    page.push_str("\n## Commands\n");
    for verb in kith.get_subcommands() {
        page.push_str(&format!("\n### {}\n\n", verb.get_name()));
        let about = verb.get_long_about().or(verb.get_about()).unwrap().to_string();
        page.push_str(&about);
        page.push_str(if about.ends_with(['.', '?']) { "\n\n" } else { ".\n\n" });
        let usage = verb.clone().render_usage().to_string();
        page.push_str(&format!("```text\n{}\n```\n", usage.trim_start_matches("Usage: ")));
        let own: Vec<String> = verb
            .get_arguments()
            .filter(|argument| !argument.is_global_set() && argument.get_id() != "help")
            .map(row)
            .collect();
        if !own.is_empty() {
            page.push_str("\n| argument | meaning |\n|---|---|\n");
            page.extend(own);
        }
    }
    page
}

fn row(argument: &clap::Arg) -> String {
    let value = argument
        .get_value_names()
        .map(|names| names.iter().map(std::string::ToString::to_string).collect::<Vec<_>>().join(" "));
    let value = value.filter(|_| argument.get_action().takes_values());
    let name = match (argument.get_long(), value) {
        (Some(long), Some(value)) => format!("--{long} {value}"),
        (Some(long), None) => format!("--{long}"),
        (None, Some(value)) => value,
        (None, None) => argument.get_id().to_string(),
    };
    let mut help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    let values = argument.get_possible_values();
    if !values.is_empty() && argument.get_action().takes_values() && !argument.is_hide_possible_values_set() {
        let values: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
        help.push_str(&format!(" ({})", values.join(", ")));
    }
    format!("| `{name}` | {} |\n", help.replace('|', "\\|"))
}

#[test]
fn a_kind_of_record_has_its_article_and_a_reason_its_words() {
    let home = Home::peopled();
    let ran = home.kith("add asset --set colour=red");
    assert!(ran.err.contains("An asset has no field of that name."), "{}", ran.told());
    home.kith("edit referral 1 --set state=withdrawn --set state_reason=already_supported").fine();
    let shown = home.kith("show referral 1").fine().out;
    assert!(shown.contains("Why: Already supported"), "{shown}");
}
