//! Whose a record is, where a list says it in one cell: the columns of files, and the links they become.

use super::entity::Entity;

/// One who stands in a record, by the column of a file and the links of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// The column that says who: `whose`, `giver`, `receiver`.
    pub column: &'static str,
    /// The column of the name beside it, which is written and not read.
    pub named: &'static str,
    /// The link to a person.
    pub person: &'static str,
    /// The link to a group, where a group can stand there.
    pub asset: Option<&'static str>,
}

const WHOSE: Role =
    Role { column: "whose", named: "whose_name", person: "person_id", asset: Some("asset_id") };

/// The column of the worker who did something or is to do it, by login or by name.
pub const WORKER: &str = "worker";

/// Who stands in records of a kind, in order; nobody where the record is the person or the asset itself.
pub fn roles(entity: Entity) -> &'static [Role] {
    match entity {
        Entity::Offer | Entity::Ask | Entity::FollowUp => &[WHOSE],
        Entity::Contact | Entity::Measure | Entity::ServiceUse => &[Role { asset: None, ..WHOSE }],
        Entity::Exchange => &[
            Role {
                column: "giver",
                named: "giver_name",
                person: "giver_person_id",
                asset: Some("giver_asset_id"),
            },
            Role {
                column: "receiver",
                named: "receiver_name",
                person: "receiver_person_id",
                asset: Some("receiver_asset_id"),
            },
        ],
        _ => &[],
    }
}

/// Whether a list of these records says which worker it was.
pub fn has_worker(entity: Entity) -> bool {
    use Entity::{Contact, FollowUp, Measure, Referral, ServiceUse};
    matches!(entity, Contact | FollowUp | Measure | Referral | ServiceUse)
}
