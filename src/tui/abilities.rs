//! What a terminal can do beyond what every terminal can: known by its name, never asked for (R-T3, R-B10).

/// Programs that say their name in `TERM_PROGRAM` and do both.
const PROGRAMS: [&str; 4] = ["iTerm.app", "WezTerm", "ghostty", "vscode"];

/// Values of `TERM` whose terminals take text for the clipboard.
const COPYING: [&str; 6] = ["xterm-kitty", "xterm-ghostty", "foot", "foot-extra", "alacritty", "wezterm"];

/// Whether something between kith and the terminal would swallow or garble the sequence.
fn wrapped(variable: &impl Fn(&str) -> Option<String>) -> bool {
    ["TMUX", "STY"].iter().any(|name| is_set(variable, name))
}

fn is_set(variable: &impl Fn(&str) -> Option<String>, name: &str) -> bool {
    variable(name).is_some_and(|value| !value.is_empty())
}

fn program(variable: &impl Fn(&str) -> Option<String>) -> bool {
    is_set(variable, "WT_SESSION")
        || variable("TERM_PROGRAM").is_some_and(|name| PROGRAMS.contains(&name.as_str()))
}

/// Whether text sent with OSC 52 reaches the clipboard. PuTTY has none, tmux and screen ask for a setting of their own.
pub fn copies(variable: &impl Fn(&str) -> Option<String>) -> bool {
    let named = variable("TERM").is_some_and(|term| COPYING.contains(&term.as_str()));
    (program(variable) || named) && !wrapped(variable)
}

/// Whether a frame between the marks of DEC mode 2026 is shown at once. Elsewhere the marks are not sent.
pub fn synchronised(variable: &impl Fn(&str) -> Option<String>) -> bool {
    !is_set(variable, "STY") && (program(variable) || is_set(variable, "TMUX"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(pairs: &'static [(&str, &str)]) -> impl Fn(&str) -> Option<String> {
        move |name| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    }

    #[test]
    fn only_terminals_known_by_name_are_sent_more() {
        for (pairs, copying, at_once) in [
            (&[("TERM", "xterm")] as &'static [(&str, &str)], false, false),
            (&[("TERM", "xterm-256color"), ("WT_SESSION", "a")], true, true),
            (&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "WezTerm")], true, true),
            (&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "Apple_Terminal")], false, false),
            (&[("TERM", "xterm-kitty")], true, false),
            (&[("TERM", "screen"), ("STY", "1"), ("WT_SESSION", "a")], false, false),
            (&[("TERM", "tmux-256color"), ("TMUX", "x")], false, true),
        ] {
            assert_eq!(
                (copies(&session(pairs)), synchronised(&session(pairs))),
                (copying, at_once),
                "{pairs:?}"
            );
        }
    }
}
