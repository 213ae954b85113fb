//! Whether a file can be a list of the kind it is imported as: a directory must not become people, nor a patient list places.

use crate::fault::Fault;
use crate::import::binding::knows;
use crate::import::kind::Kind;

/// Fields one of which tells a row from another.
const TELLING: [&str; 8] =
    ["given", "family", "nhs_number", "date_of_birth", "external_id", "uid", "person_uid", "full_name"];
/// Fields one of which must stand beside a name in one cell, which might be the name of anything.
const BESIDE_A_NAME: [&str; 8] =
    ["date_of_birth", "nhs_number", "phone", "mobile", "email", "address", "postcode", "external_id"];

/// Headers of numbers that every kind of list may have.
const NUMBERS: [&str; 6] = ["id", "ref", "reference", "identifier", "unique id", "record id"];

/// Refuses a file whose headers are those of another kind of list, or that cannot say whom or what its rows are about.
///
/// # Errors
/// The file is of another kind, as far as its headers tell.
pub fn check(name: &str, kind: Kind, headers: &[&str], fields: &[&str]) -> Result<(), Fault> {
    // A number tells nothing of what the rows are.
    let tells = |header: &&&str| !NUMBERS.contains(&header.to_lowercase().as_str());
    let count = |kind: Kind| headers.iter().filter(tells).filter(|header| knows(kind, None, header)).count();
    let (people, assets) = (count(Kind::People).max(count(Kind::Referrals)), count(Kind::Assets));
    if fields.is_empty() {
        return Err(unknown_columns(name, kind));
    }
    match kind {
        Kind::Assets if people > assets => {
            Err(other(name, "a list of people", "kith import referrals, or people"))
        }
        Kind::Assets if !has(fields, &["name", "uid"]) => Err(missing(name, kind, "the name")),
        Kind::People | Kind::Referrals if assets > people => {
            Err(other(name, "a directory", "kith import assets"))
        }
        Kind::People | Kind::Referrals if !has(fields, &TELLING) => {
            Err(missing(name, kind, "a name or an NHS number"))
        }
        Kind::People | Kind::Referrals if only_a_name(fields) => Err(missing(
            name,
            kind,
            "more than a name, such as a date of birth, a telephone number or a postcode",
        )),
        Kind::Offers | Kind::Asks | Kind::Exchanges | Kind::FollowUps if !has(fields, &["what", "uid"]) => {
            Err(missing(name, kind, "what it is"))
        }
        Kind::FollowUps if !has(fields, &["due_on", "uid"]) => Err(missing(name, kind, "the day")),
        Kind::ServiceUse if !has(fields, &["times", "uid"]) => Err(missing(name, kind, "how often")),
        Kind::Measures if !has(fields, &["items", "uid"]) => Err(missing(name, kind, "the answers")),
        Kind::Offers | Kind::Asks | Kind::Contacts | Kind::FollowUps | Kind::Measures | Kind::ServiceUse
            if !has(fields, &TELLING) && !has(fields, &["whose"]) =>
        {
            Err(missing(name, kind, "whose it is"))
        }
        Kind::Exchanges if !(has(fields, &["giver"]) && has(fields, &["receiver"])) => {
            Err(missing(name, kind, "the giver, or none for the receiver"))
        }
        _ => Ok(()),
    }
}

/// The sentence for a file without a column that kith knows.
pub fn unknown_columns(name: &str, kind: Kind) -> Fault {
    Fault::failed(format!("{name} has no column that kith knows for {}.", kind.word()))
        .hint("Check that it is the right file, or say what its columns are with --map FILE.")
}

fn has(fields: &[&str], wanted: &[&str]) -> bool {
    fields.iter().any(|field| wanted.contains(field))
}

fn only_a_name(fields: &[&str]) -> bool {
    has(fields, &["full_name"]) && !has(fields, &["given", "family", "uid"]) && !has(fields, &BESIDE_A_NAME)
}

fn other(name: &str, what: &str, command: &str) -> Fault {
    Fault::failed(format!("{name} looks like {what}. Nothing was changed."))
        .hint(format!("If it is: {command}. If it is not, say what its columns are with --map FILE."))
}

fn missing(name: &str, kind: Kind, what: &str) -> Fault {
    Fault::failed(format!("{name} has no column for {what}, which {} need.", kind.word()))
        .hint("Check that it is the right file, or say what its columns are with --map FILE.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(kind: Kind, headers: &[&str], fields: &[&str]) -> String {
        check("a.csv", kind, headers, fields).map_or_else(|fault| fault.message, |()| "fine".to_owned())
    }

    #[test]
    fn a_patient_list_does_not_become_places_nor_a_directory_people() {
        let patients = ["NHS number", "Surname", "Date of birth", "Organisation name"];
        assert!(said(Kind::Assets, &patients, &["name"]).contains("looks like a list of people"));
        let places = ["Name", "Opening hours", "Website", "Postcode"];
        assert!(
            said(Kind::Referrals, &places, &["full_name", "postcode"]).contains("looks like a directory")
        );
        assert_eq!(said(Kind::Referrals, &patients, &["nhs_number", "family"]), "fine");
        assert_eq!(said(Kind::Assets, &places, &["name", "schedule"]), "fine");
    }

    #[test]
    fn a_file_must_say_whom_its_rows_are_about() {
        assert!(said(Kind::People, &["Phone", "DOB"], &["phone"]).contains("a name or an NHS number"));
        assert!(said(Kind::People, &["Name", "Code"], &["full_name"]).contains("more than a name"));
        assert_eq!(said(Kind::People, &["Name", "Phone"], &["full_name", "phone"]), "fine");
        assert!(said(Kind::Assets, &["Opening hours"], &["schedule"]).contains("no column for the name"));
        assert!(said(Kind::Assets, &["Shoe"], &[]).contains("no column that kith knows"));
    }
}
