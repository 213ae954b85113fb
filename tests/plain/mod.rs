//! Plain mode as whole conversations: what is typed is a text, what is heard is a snapshot, and no escape byte is in it.

mod community;
mod day;
mod end;
mod figures;
mod hostile;
mod kept;
mod record;
mod whose;
mod wrong;

use crate::cli::{Home, Ran};

/// A conversation in a home; each line of the text is a line that is typed.
fn talk(home: &Home, typed: &str) -> String {
    talk_with(home, "plain", &[], typed).1
}

/// The same with these words of the command line and these variables; gives the exit status too.
fn talk_with(home: &Home, words: &str, variables: &[(&str, &str)], typed: &str) -> (i32, String) {
    let mut command = home.command(words);
    command.envs(variables.iter().copied());
    let lines: String = typed
        .strip_prefix('\n')
        .unwrap_or(typed)
        .trim_end_matches(' ')
        .lines()
        .map(|line| format!("{}\n", line.trim()))
        .collect();
    let output = command.write_stdin(lines).output().unwrap();
    assert!(!output.stdout.contains(&0x1b), "an escape byte");
    assert!(!output.stderr.contains(&0x1b), "an escape byte");
    assert!(!output.stdout.contains(&b'\r'), "a carriage return");
    let told = Ran {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    };
    let err = if told.err.is_empty() { String::new() } else { format!("-- messages\n{}", told.err) };
    (told.status, format!("{}{err}", told.out))
}

/// What is heard from the first line that has these words on.
fn from<'a>(heard: &'a str, words: &str) -> &'a str {
    let at = heard.find(words).unwrap_or_else(|| panic!("{words} was not heard:\n{heard}"));
    &heard[heard[..at].rfind('\n').map_or(0, |end| end + 1)..]
}

/// Questions and choices may be long; every sentence in them has at most twenty words.
fn short_sentences(heard: &str) {
    for line in heard.lines().filter(|line| !line.contains("   ") && !line.starts_with("> ")) {
        for sentence in line.split(['.', '?', ':']) {
            let list = sentence.matches(',').count() > 1;
            assert!(list || sentence.split_whitespace().count() <= 20, "{sentence}");
        }
    }
}
