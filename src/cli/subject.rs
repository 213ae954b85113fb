//! Kinds and numbers as people give them on the command line: `person`, `person:12`, `12`.

use crate::config;
use crate::domain::entity::Entity;
use crate::fault::Fault;

/// A record named by its kind and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The kind of record.
    pub entity: Entity,
    /// Its number.
    pub id: i64,
}

/// The kind of record a word names; also `reminder` and `wish`, which are what people call two of them.
pub fn kind(word: &str) -> Result<Entity, Fault> {
    let found = match word.trim().to_lowercase().as_str() {
        "reminder" | "reminders" => Some(Entity::FollowUp),
        "wish" | "wishes" => Some(Entity::Ask),
        "people" => Some(Entity::Person),
        "give" | "gives" => Some(Entity::Exchange),
        word => Entity::parse(word),
    };
    found.ok_or_else(|| {
        let words = Entity::ALL.into_iter().map(Entity::table);
        let near = config::nearest(word, words.clone()).map(|near| format!("Did you mean {near}?"));
        let all = || format!("There are: {}.", words.collect::<Vec<_>>().join(", "));
        Fault::usage("That is not a kind of record.").hint(near.unwrap_or_else(all))
    })
}

/// Reads `12` or `person:12`; a number alone is of the `usual` kind.
pub fn read(text: &str, usual: Entity) -> Result<Subject, Fault> {
    let (entity, number) = match text.split_once(':') {
        Some((word, number)) => (kind(word)?, number),
        None => (usual, text),
    };
    Ok(Subject { entity, id: number_of(number, entity)? })
}

/// Reads a record's number of one kind: `12`, or `person:12` where that is the kind.
pub fn of(text: &str, entity: Entity) -> Result<i64, Fault> {
    let subject = read(text, entity)?;
    if subject.entity == entity {
        return Ok(subject.id);
    }
    Err(Fault::usage(format!("This needs the number of {}.", entity.one().to_lowercase())))
}

fn number_of(text: &str, entity: Entity) -> Result<i64, Fault> {
    let number = text.trim().parse::<i64>().ok().filter(|id| *id > 0);
    number.ok_or_else(|| {
        Fault::usage(format!("{} is named by its number, such as 12.", entity.one()))
            .hint("To find the number: kith find, or kith list people")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_alone_is_of_the_usual_kind() {
        assert_eq!(read("12", Entity::Person).unwrap(), Subject { entity: Entity::Person, id: 12 });
        assert_eq!(read("asset:4", Entity::Person).unwrap(), Subject { entity: Entity::Asset, id: 4 });
        assert_eq!(read("follow-up:4", Entity::Person).unwrap().entity, Entity::FollowUp);
        assert_eq!(of("asset:4", Entity::Person).unwrap_err().kind.status(), 2);
        assert_eq!(read("Ada", Entity::Person).unwrap_err().kind.status(), 2);
    }

    #[test]
    fn a_kind_that_is_nearly_right_is_suggested() {
        assert_eq!(kind("persn").unwrap_err().hint, "Did you mean person?");
    }
}
