//! Newtype ids: small numbers inside one file ("case 1042").

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A worker.
    WorkerId,
    /// A person.
    PersonId,
    /// A referral.
    ReferralId,
    /// A contact.
    ContactId,
    /// A reminder.
    FollowUpId,
    /// A group, place, person or service.
    AssetId,
    /// A person joined to an asset.
    ConnectionId,
    /// An offer.
    OfferId,
    /// A wish.
    AskId,
    /// One recorded act.
    OperationId,
}
