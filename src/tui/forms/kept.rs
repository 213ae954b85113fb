//! From a kept draft back to the form it was typed in, and from a request to the draft it may have left.

use crate::domain::entity::Entity;
use crate::domain::id::{AssetId, ConnectionId, ContactId, FollowUpId, PersonId, ReferralId};
use crate::report::letter::Kind;
use crate::store::drafts::KeptDraft;
use crate::tui::request::{FormRequest, Subject, Which};

/// The texts of a draft by the names of their rows; none where it cannot be read.
pub fn texts(draft: &KeptDraft) -> Vec<(String, String)> {
    let body: serde_json::Value = serde_json::from_str(&draft.body).unwrap_or_default();
    let pairs = body.as_object().into_iter().flatten();
    pairs.filter_map(|(name, text)| Some((name.clone(), text.as_str()?.to_owned()))).collect()
}

fn subject(draft: &KeptDraft) -> Option<Subject> {
    let id = draft.subject_id;
    Some(match Entity::parse(&draft.subject)? {
        Entity::Person => Subject::Person(PersonId(id)),
        Entity::Asset => Subject::Asset(AssetId(id)),
        Entity::Referral => Subject::Referral(ReferralId(id)),
        Entity::Connection => Subject::Connection(ConnectionId(id)),
        _ => return None,
    })
}

/// The request that opens the form of a draft again; `None` for a form this version does not know.
pub fn request(draft: &KeptDraft) -> Option<FormRequest> {
    let texts = texts(draft);
    let hidden = |name: &str| texts.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str());
    let number = |name: &str| hidden(name).and_then(|text| text.parse::<i64>().ok());
    let entity = Entity::parse(&draft.subject);
    let person = (entity == Some(Entity::Person)).then_some(PersonId(draft.subject_id));
    let asset = (entity == Some(Entity::Asset)).then_some(AssetId(draft.subject_id));
    let record = entity.map(|entity| (entity, draft.subject_id));
    Some(match draft.form.as_str() {
        "contact" => {
            FormRequest::LogContact { person: person?, follow_up: number("=follow_up").map(FollowUpId) }
        }
        "reminder" => FormRequest::Remind { about: subject(draft)? },
        "note" => FormRequest::Note { about: subject(draft)? },
        "later" => FormRequest::Later(FollowUpId(draft.subject_id)),
        "edit" => record.map(|(entity, id)| FormRequest::Edit { entity, id })?,
        "put_away" => record.map(|(entity, id)| FormRequest::PutAway { entity, id })?,
        "stage" => FormRequest::Stage { person: person? },
        "stage_connection" => FormRequest::StageConnection(ConnectionId(draft.subject_id)),
        "referral" => {
            let known = hidden("person").and_then(|text| text.split(' ').nth(1)?.parse().ok()).map(PersonId);
            FormRequest::AddReferral { person: person.or(known) }
        }
        "person" => FormRequest::AddPerson,
        "asset" => FormRequest::AddAsset,
        "offer" => FormRequest::Offer { subject: subject(draft) },
        "ask" => FormRequest::Ask { subject: subject(draft) },
        "exchange" => FormRequest::Give { person, asset },
        "asked" => FormRequest::Asked(person?),
        "consent" => FormRequest::Consent(person?),
        "rung" => FormRequest::Rung { person: person?, asset: None },
        "strength" | "need" | "plan" | "goal" | "relation" => {
            FormRequest::AddTo { entity: Entity::parse(&draft.form)?, person: person? }
        }
        form if form.starts_with("edit_part_") => {
            let part = form.rsplit('_').next()?.parse().ok()?;
            FormRequest::EditPart { person: person?, part }
        }
        "story" => FormRequest::Story(person?),
        "close_asset" => FormRequest::CloseAsset(asset?),
        "feedback" => FormRequest::Feedback(asset?),
        "gap" => FormRequest::Gap { person, asset },
        "pair" => {
            let fits = hidden("=fits") != Some("no");
            FormRequest::Pair { offer: draft.subject_id, ask: number("=ask")?, fits }
        }
        "pair_moves" => FormRequest::PairMoves(draft.subject_id),
        "gap_moves" => FormRequest::GapMoves(draft.subject_id),
        "gap_grows" => FormRequest::GapGrows(draft.subject_id),
        "gap_person" => FormRequest::GapWait(draft.subject_id),
        "notice" => FormRequest::Notice { asset },
        "visit" => FormRequest::Visit(ConnectionId(draft.subject_id)),
        "connect_people" => FormRequest::ConnectPeople(person?),
        "search" => FormRequest::KeepSearch,
        "step" => FormRequest::AddStep(Which::This(draft.subject_id)),
        "step_done" => FormRequest::StepDone(Which::This(draft.subject_id)),
        "goal_goes" => FormRequest::GoalGoes(Which::This(draft.subject_id)),
        "restrict" => FormRequest::Restrict(person?),
        "letter" => {
            let kind = Kind::ALL.into_iter().find(|kind| hidden("=kind") == Some(kind.code()))?;
            FormRequest::Letter { kind, person: person? }
        }
        "risk" => FormRequest::Risk(person?),
        "informal" => FormRequest::Informal,
        "promote" => FormRequest::Promote(ContactId(draft.subject_id)),
        "pause" => FormRequest::PauseWork(person?),
        "close" => FormRequest::CloseWork(person?),
        "allot" => FormRequest::Allot(person?),
        "hand_over" => FormRequest::HandOver,
        "merge" => FormRequest::Merge(person?),
        "wrong_person" => FormRequest::WrongPerson(ContactId(draft.subject_id)),
        "connect" => FormRequest::Connect { person: person?, asset: AssetId(number("=asset")?) },
        _ => return None,
    })
}
