//! `kith completions`: what a shell needs to complete commands, options and words of closed lists. Names of people are
//! never completed.

use std::fmt::Write as _;

use clap::{Arg, Args, Command};
use clap_complete::Shell;

use super::desk::Desk;
use crate::fault::Fault;

/// Print the completions of commands and options for a shell
#[derive(Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum, ignore_case = true)]
    shell: Shell,
}

impl Completions {
    /// Prints the script.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let mut script = Vec::new();
        let mut kith = super::command();
        clap_complete::generate(self.shell, &mut kith, "kith", &mut script);
        let mut script = String::from_utf8_lossy(&script).into_owned();
        // What these two are given knows no words that stand alone, and the second none of an option.
        match self.shell {
            Shell::Fish => script.push_str(&fish(&kith)),
            Shell::PowerShell => script = power_shell(&script, &kith),
            _ => {}
        }
        desk.out.raw(script.as_bytes())
    }
}

/// Every command that something is said to, with the words that lead to it.
fn commands<'c>(command: &'c Command, path: &[&'c str], all: &mut Vec<(Vec<&'c str>, &'c Command)>) {
    for below in command.get_subcommands() {
        let path: Vec<&str> = path.iter().copied().chain([below.get_name()]).collect();
        commands(below, &path, all);
        all.push((path, below));
    }
}

/// The words of a closed list that an argument takes; none where it takes any word.
fn words(arg: &Arg) -> Vec<String> {
    let takes = arg.get_num_args().is_some_and(|count| count.takes_values());
    let values = arg.get_possible_values().into_iter().filter(|value| takes && !value.is_hide_set());
    let words = values.map(|value| value.get_name().to_owned());
    words
        .filter(|word| word.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)) && word != "-")
        .collect()
}

/// The lines of fish for words that stand alone: each list until one of its words is there.
fn fish(kith: &Command) -> String {
    let mut lines = String::new();
    let mut all = Vec::new();
    commands(kith, &[], &mut all);
    for (path, command) in all {
        let mut there = String::new();
        for below in path.iter().skip(1) {
            let _ = write!(there, "; and __fish_seen_subcommand_from {below}");
        }
        let first = path.first().copied().unwrap_or_default();
        for words in command.get_positionals().map(words).filter(|words| !words.is_empty()) {
            let words = words.join(" ");
            let _ = writeln!(
                lines,
                "complete -c kith -n \"__fish_kith_using_subcommand {first}{there}; and not __fish_seen_subcommand_from {words}\" -f -a \"{words}\""
            );
        }
    }
    lines
}

/// The script of PowerShell, which also looks at the word before, and at how many words stand alone.
fn power_shell(script: &str, kith: &Command) -> String {
    let mut cases = String::new();
    let mut all = Vec::new();
    commands(kith, &[], &mut all);
    let mut case = |pattern: &str, words: &[String]| {
        if !words.is_empty() {
            let words: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
            let _ = writeln!(cases, "        '{pattern}' {{ {} }}", words.join(", "));
        }
    };
    for (path, command) in all {
        let path = path.join(";");
        for (at, arg) in command.get_positionals().enumerate() {
            case(&format!("^kith;{path}{} $", ";[^;]+".repeat(at)), &words(arg));
        }
        for arg in command.get_opts() {
            if let Some(long) = arg.get_long() {
                case(&format!("^kith;{path}(;.*)? --{long}$"), &words(arg));
            }
        }
    }
    let own = format!(
        "    $before = $commandElements.Count - 1 - [int]($wordToComplete -ne '')
    $option = if ($before -gt 0) {{ $commandElements[$before].Extent.Text }} else {{ '' }}
    if (-not $option.StartsWith('--')) {{ $option = '' }}
    $words = @(switch -Regex (\"$command $option\") {{
{cases}    }}) | ForEach-Object {{ [CompletionResult]::new($_, $_, [CompletionResultType]::ParameterValue, $_) }}

    $completions = @($words) + @(switch ($command) {{"
    );
    script.replacen("    $completions = @(switch ($command) {", &own, 1)
}
