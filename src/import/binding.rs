//! Which field a header is: by a mapping, by kith's own names, by the synonyms met in real files.

use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

use crate::domain::entity::Entity;
use crate::domain::field::Field;
use crate::domain::fold::fold;
use crate::domain::vocabulary::CONSENT_PURPOSE;
use crate::import::kind::Kind;
use crate::import::mapping::{self, Join, Mapping};
use crate::import::rejects::OWN;

/// Where the text of a column goes.
#[derive(Clone, Debug)]
pub enum Target {
    /// Into a field.
    Field(&'static Field),
    /// Into a field that several columns make: its place among them, and how they are joined.
    Part(&'static Field, usize, Arc<Join>),
    /// The number another system knows the record by.
    ExternalId,
    /// kith's own universal id.
    Uid,
    /// The universal id of the person of a referral.
    PersonUid,
    /// Who it is of: a number, an NHS number, a name.
    Party(&'static str),
    /// Given and family name in one cell.
    FullName,
    /// A yes or no to one purpose.
    Consent(&'static str),
}

impl Target {
    /// The name a mapping gives it.
    pub fn name(&self) -> String {
        match self {
            Self::Field(field) | Self::Part(field, ..) => field.name.to_owned(),
            Self::ExternalId => "external_id".to_owned(),
            Self::Uid => "uid".to_owned(),
            Self::PersonUid => "person_uid".to_owned(),
            Self::Party(role) => (*role).to_owned(),
            Self::FullName => "full_name".to_owned(),
            Self::Consent(purpose) => format!("consent.{purpose}"),
        }
    }

    fn named(kind: Kind, name: &str) -> Option<Self> {
        match name {
            "external_id" => Some(Self::ExternalId),
            "uid" => Some(Self::Uid),
            "person_uid" => Some(Self::PersonUid),
            "full_name" if kind.is_of_people() => Some(Self::FullName),
            "full_name" => None,
            _ => match name.strip_prefix("consent.") {
                Some(purpose) if kind.is_of_people() => {
                    CONSENT_PURPOSE.terms.iter().find(|t| t.code == purpose).map(|t| Self::Consent(t.code))
                }
                Some(_) => None,
                None => match kind.parties().iter().find(|role| **role == name) {
                    Some(role) => Some(Self::Party(role)),
                    None => kind.field(name).map(|(_, field)| Self::Field(field)),
                },
            },
        }
    }
}

/// Whether kith knows what a column of this kind of list is, by its header.
pub fn knows(kind: Kind, own: Option<&Mapping>, header: &str) -> bool {
    // A cell as long as that is no header, and folding it would take time.
    if header.is_empty() || header.len() > 200 {
        return false;
    }
    let folded = fold(header);
    own.is_some_and(|mapping| headers_of(mapping).any(|known| *known == folded))
        || known(kind).contains(&squeezed(&folded))
}

/// Every header a mapping names, folded.
fn headers_of(mapping: &Mapping) -> impl Iterator<Item = &String> {
    mapping.columns.keys().chain(mapping.join.values().flat_map(Join::headers))
}

/// Every header that counts as known for a kind of list, folded and without its spaces.
fn known(kind: Kind) -> &'static HashSet<String> {
    static NONE: LazyLock<HashSet<String>> = LazyLock::new(HashSet::new);
    static KNOWN: LazyLock<[HashSet<String>; 10]> = LazyLock::new(|| Kind::ALL.map(all_known));
    let at = Kind::ALL.iter().position(|one| *one == kind).unwrap_or_default();
    KNOWN.get(at).unwrap_or(&NONE)
}

fn all_known(kind: Kind) -> HashSet<String> {
    let fields = kind.entities().iter().flat_map(|entity| Entity::fields(*entity));
    let own = fields.flat_map(|field| [fold(field.name), fold(field.label)]);
    let names = NO_FIELDS.iter().filter(|name| Target::named(kind, name).is_some());
    let other = names.chain(kind.parties()).map(|name| fold(name));
    let mappings = mapping::shipped(kind).chain(mapping::synonyms(kind));
    mappings.flat_map(headers_of).cloned().chain(own).chain(other).map(|name| squeezed(&name)).collect()
}

/// A folded header without its spaces, for headers that are written in one word or with other signs between.
fn squeezed(folded: &str) -> String {
    folded.replace(' ', "")
}

/// Names of columns that are no fields.
const NO_FIELDS: [&str; 4] = ["external_id", "uid", "person_uid", "full_name"];

/// The same as [`look_up`] of a header that no layer has as it is written: spaces, hyphens and underscores count for nothing.
fn look_up_squeezed(kind: Kind, layers: &[Mapping], folded: &str) -> Vec<Target> {
    let wanted = squeezed(folded);
    let exact = |name: &str| Target::named(kind, name);
    let is_it = |name: &str| squeezed(&fold(name)) == wanted;
    for layer in layers {
        if let Some((_, targets)) = layer.columns.iter().find(|(header, _)| is_it(header)) {
            return targets.names().iter().filter_map(|name| exact(name)).collect();
        }
    }
    let fields = kind.entities().iter().flat_map(|entity| Entity::fields(*entity).iter());
    let fields = fields.filter(|field| is_it(field.name) || is_it(field.label)).map(|field| field.name);
    let others = NO_FIELDS.iter().chain(kind.parties()).filter(|name| is_it(name)).copied();
    others.chain(fields).filter_map(exact).take(1).collect()
}

/// Exactly kith's own name; else the first layer that has the header; else kith's name or label, folded.
pub fn look_up(kind: Kind, layers: &[Mapping], header: &str) -> Vec<Target> {
    let exact = |name: &str| Target::named(kind, name);
    let folded = fold(header);
    for layer in layers {
        if let Some(targets) = layer.columns.get(&folded) {
            // A column that is one of several of its field keeps its place among them.
            let target = |name: &String| {
                let join = layers.iter().find_map(|layer| layer.join.get(name))?;
                let at = join.place(&folded)?;
                kind.field(name).map(|(_, field)| Target::Part(field, at, Arc::new(join.clone())))
            };
            return targets.names().iter().filter_map(|name| target(name).or_else(|| exact(name))).collect();
        }
        let parts = layer.join.iter().filter_map(|(name, join)| {
            let at = join.place(&folded)?;
            kind.field(name).map(|(_, field)| Target::Part(field, at, Arc::new(join.clone())))
        });
        let parts: Vec<_> = parts.collect();
        if !parts.is_empty() {
            return parts;
        }
        if let Some(target) = exact(header) {
            return vec![target];
        }
    }
    let fields = kind.entities().iter().flat_map(|entity| Entity::fields(*entity).iter());
    let named = |field: &&Field| fold(field.name) == folded || fold(field.label) == folded;
    let found: Vec<Target> = fields.filter(named).filter_map(|field| exact(field.name)).take(1).collect();
    if found.is_empty() && !folded.is_empty() { look_up_squeezed(kind, layers, &folded) } else { found }
}

/// The shipped mapping for the format, or the one whose headers are all there; of several the one with the most headers.
pub fn recognised(kind: Kind, format: &str, headers: &[&str]) -> Option<&'static Mapping> {
    let folded: Vec<String> =
        headers.iter().filter(|header| !header.starts_with(OWN)).map(|header| fold(header)).collect();
    mapping::shipped(kind)
        .filter(|mapping| {
            let all = mapping.recognise.iter().all(|header| folded.contains(header));
            let fits = !mapping.only || folded.len() == mapping.recognise.len();
            if mapping.format.is_empty() { all && fits } else { mapping.format == format }
        })
        .max_by_key(|mapping| mapping.recognise.len())
}
