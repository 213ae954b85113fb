//! Safe ways to reach a person: one answer for each way, who may overhear, whom we say we are. What is not known is never
//! called safe.

use super::entry::Values;

/// The ways to reach a person: the field, the word in a warning, and the same with "ask before".
const WAYS: &[(&str, &str, &str)] = &[
    ("safe_phone", "ring", "ringing"),
    ("safe_voicemail", "leave a message", "leaving a message"),
    ("safe_text", "text", "texting"),
    ("safe_email", "e-mail", "e-mailing"),
    ("safe_letter", "write", "writing"),
    ("safe_visit", "visit", "visiting"),
];

/// What must be known before somebody rings, writes or visits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafeContact {
    /// The answer for each way, in the order of [`WAYS`]: `safe`, `ask`, `unsafe`, or nothing.
    answers: Vec<String>,
    /// Who else answers, listens or reads.
    pub overhear: String,
    /// Whom we say we are.
    pub say_we_are: String,
    /// Anything else.
    pub note: String,
}

impl SafeContact {
    /// The fields it is made of, in the order of the field table.
    pub const FIELDS: [&'static str; 9] = [
        "safe_contact",
        "safe_phone",
        "safe_voicemail",
        "safe_text",
        "safe_email",
        "safe_letter",
        "safe_visit",
        "overhear",
        "say_we_are",
    ];

    /// That of a person.
    pub fn of(values: &Values) -> Self {
        let text = |field: &str| values.text(field).trim().to_owned();
        Self {
            answers: WAYS.iter().map(|(field, ..)| text(field)).collect(),
            overhear: text("overhear"),
            say_we_are: text("say_we_are"),
            note: text("safe_contact"),
        }
    }

    fn ways(&self) -> impl Iterator<Item = (&'static str, &'static str, &'static str, &str)> {
        WAYS.iter()
            .zip(&self.answers)
            .map(|((field, verb, doing), answer)| (*field, *verb, *doing, answer.as_str()))
    }

    /// The warning that stands beside every number and address; empty where nothing warns.
    ///
    /// `Never text. Ask before visiting. Say that we are the library. Her son may overhear. Best after 2pm.`
    pub fn warning(&self) -> String {
        let of = |wanted: &str| -> Vec<_> { self.ways().filter(|way| way.3 == wanted).collect() };
        let mut parts = Vec::new();
        let never: Vec<&str> = of("unsafe").iter().map(|way| way.1).collect();
        if !never.is_empty() {
            parts.push(format!("Never {}", listed(&never, "or")));
        }
        let ask: Vec<&str> = of("ask").iter().map(|way| way.2).collect();
        if !ask.is_empty() {
            parts.push(format!("Ask before {}", listed(&ask, "or")));
        }
        if !self.say_we_are.is_empty() {
            parts.push(format!("Say that we are {}", self.say_we_are));
        }
        if !self.overhear.is_empty() {
            parts.push(format!("May overhear: {}", self.overhear));
        }
        if !self.note.is_empty() {
            parts.push(self.note.clone());
        }
        match parts.as_slice() {
            [] => String::new(),
            // A line that somebody wrote stays as it was written.
            [only] if *only == self.note => self.note.clone(),
            _ => parts.iter().map(|part| sentence(part)).collect::<Vec<_>>().join(" "),
        }
    }

    /// What warns of one way of being in contact, by the code of its method; empty where nothing does.
    pub fn before(&self, method: &str) -> String {
        let fields: &[&str] = match method {
            "phone" => &["safe_phone", "safe_voicemail"],
            "text" => &["safe_text"],
            "email" => &["safe_email"],
            "letter" => &["safe_letter"],
            "home_visit" => &["safe_visit"],
            _ => &[],
        };
        let mut parts = Vec::new();
        for (_, verb, doing, answer) in self.ways().filter(|way| fields.contains(&way.0)) {
            match answer {
                "unsafe" => parts.push(format!("Never {verb}.")),
                "ask" => parts.push(format!("Ask before {doing}.")),
                _ => {}
            }
        }
        parts.join(" ")
    }

    /// Whether anything warns.
    pub fn warns(&self) -> bool {
        !self.warning().is_empty()
    }
}

/// `ring, text or visit`.
fn listed(words: &[&str], joint: &str) -> String {
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, first)) => format!("{} {joint} {last}", first.join(", ")),
        None => String::new(),
    }
}

fn sentence(part: &str) -> String {
    if part.ends_with(['.', '!', '?']) { part.to_owned() } else { format!("{part}.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_warning_names_what_is_never_done_first() {
        let values = Values::new()
            .with("safe_phone", "safe")
            .with("safe_text", "unsafe")
            .with("safe_letter", "unsafe")
            .with("safe_visit", "ask")
            .with("say_we_are", "the library")
            .with("overhear", "her son")
            .with("safe_contact", "Best after 2pm");
        assert_eq!(
            SafeContact::of(&values).warning(),
            "Never text or write. Ask before visiting. Say that we are the library. May overhear: her son. Best after 2pm."
        );
    }

    #[test]
    fn a_line_of_somebodys_own_stays_as_it_is_and_nothing_known_warns_of_nothing() {
        let warning = |values: Values| SafeContact::of(&values).warning();
        assert_eq!(warning(Values::new().with("safe_contact", "no voicemail")), "no voicemail");
        assert_eq!(warning(Values::new().with("safe_phone", "safe")), "");
        assert!(!SafeContact::of(&Values::new()).warns());
    }

    #[test]
    fn each_way_of_contact_has_its_own_warning() {
        let values = Values::new()
            .with("safe_voicemail", "unsafe")
            .with("safe_phone", "ask")
            .with("safe_visit", "unsafe");
        let safe = SafeContact::of(&values);
        assert_eq!(safe.before("phone"), "Ask before ringing. Never leave a message.");
        assert_eq!(safe.before("home_visit"), "Never visit.");
        assert_eq!(safe.before("group"), "");
    }
}
