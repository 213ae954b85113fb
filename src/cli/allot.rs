//! `kith allot`: referrals given to a worker, and a whole caseload handed over.

use clap::Args;

use super::desk::Desk;
use super::subject;
use crate::domain::entity::Entity;
use crate::domain::id::ReferralId;
use crate::domain::when;
use crate::fault::Fault;
use crate::report::allot;

/// Give referrals to a worker, or hand over a caseload
///
/// With numbers of referrals and a worker: those referrals, the work that runs and its reminders become the worker's.
/// With --from and --to: everything open of the one becomes the other's, for leave or sickness.
#[derive(Args)]
pub struct Allot {
    /// The numbers of the referrals, and last the login of the worker
    #[arg(value_name = "REFERRAL")]
    which: Vec<String>,
    /// Whose caseload is handed over
    #[arg(long, value_name = "LOGIN", requires = "to")]
    from: Option<String>,
    /// To whom it is handed over
    #[arg(long, value_name = "LOGIN", requires = "from")]
    to: Option<String>,
    /// Until when: a reminder to give it back
    #[arg(long, value_name = "WHEN", requires = "from")]
    until: Option<String>,
    /// Try it, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Allot {
    /// Gives them to the worker.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let mut store = desk.open()?;
        if let (Some(from), Some(to)) = (&self.from, &self.to) {
            let (from, to) = (allot::worker(&store, from)?, allot::worker(&store, to)?);
            let until = self.until.as_ref().map(|text| when::read_day(text, desk.clock.today()));
            let (change, moved) =
                allot::caseload(&store, &from, &to, until.transpose().map_err(Fault::usage)?)?;
            return desk.write(&mut store, &change, self.dry_run, |_, _| {
                Ok(format!("Handed over from {} to {}: {}.", from.name, to.name, moved.words()))
            });
        }
        let Some((worker, referrals)) = self.which.split_last().filter(|(_, first)| !first.is_empty()) else {
            return Err(Fault::usage(
                "Say which referrals, and who takes them, such as: kith allot 12 15 jo",
            ));
        };
        let worker = allot::worker(&store, worker)?;
        let ids = referrals
            .iter()
            .map(|text| subject::of(text, Entity::Referral).map(ReferralId))
            .collect::<Result<Vec<_>, _>>()?;
        let change = allot::referrals(&store, &ids, worker.id)?;
        let what = if ids.len() == 1 { "1 referral".to_owned() } else { format!("{} referrals", ids.len()) };
        desk.write(&mut store, &change, self.dry_run, |_, _| Ok(format!("Gave {what} to {}.", worker.name)))
    }
}
