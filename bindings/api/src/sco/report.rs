//! What an office has, what it lacks, what is about to expire.

use super::inventory::{ScoInventory, ScoState, replayed};
use crate::{Day, Result};

/// What is looked ahead unless somebody says otherwise.
const MONTH: u32 = 30;

record! {
    /// How many cards are in a state.
    pub struct ScoCount {
        /// The state.
        pub state: ScoState,
        /// How many.
        pub cards: u32,
    }
}

record! {
    /// A card and the last day of its validity.
    pub struct ScoExpiring {
        /// Label.
        pub card: String,
        /// Last day of its validity.
        pub expires: Day,
    }
}

record! {
    /// The state of an inventory, seen on a given day.
    pub struct ScoReport {
        /// The day.
        pub on: Day,
        /// Cards per state; states without cards are there with 0.
        pub counts: Vec<ScoCount>,
        /// Officers in service who have no active card.
        pub officers_without_card: Vec<String>,
        /// How many cards must still be asked for, so that each of those officers gets one.
        pub cards_to_request: u32,
        /// Security Officers in service who have not received the master password.
        pub security_officers_without_master_password: Vec<String>,
        /// Whether the office has fewer Security Officers than it must (rule `sco.security_officer`).
        pub lacks_security_officer: bool,
        /// Cards lost and not revoked: the help desk has to be told.
        pub to_revoke: Vec<String>,
        /// Active cards whose validity ends on the day or within the days asked, the first one first.
        pub expiring: Vec<ScoExpiring>,
        /// Active cards whose validity ended before the day.
        pub past_expiry: Vec<ScoExpiring>,
        /// Active cards whose validity nobody has read.
        pub expiry_unknown: Vec<String>,
    }
}

fn texts<T: ToString>(labels: &[T]) -> Vec<String> {
    labels.iter().map(ToString::to_string).collect()
}

fn counted(cards: usize) -> u32 {
    u32::try_from(cards).unwrap_or(u32::MAX)
}

export! {
    /// What the office has on a day, today unless given, what it lacks and which validities end within
    /// so many days, 30 unless given.
    fn sco_report(
        inventory: ScoInventory,
        on: Option<Day> = None,
        within_days: Option<u32> = None,
    ) -> ScoReport
    [
        /// As `sco_holdings`;
    ]
    {
        let report = replayed(&inventory)?.report(Day::or_today(on), within_days.unwrap_or(MONTH));
        let expiring = |list: &[cie_core::sco::Expiring]| {
            list.iter()
                .map(|one| ScoExpiring { card: one.card.to_string(), expires: Day(one.expires) })
                .collect::<Vec<_>>()
        };
        let count = |(state, cards): (&cie_core::sco::CardState, &usize)| {
            Ok(ScoCount { state: ScoState::of_core(*state)?, cards: counted(*cards) })
        };
        let unready = &report.security_officers_without_master_password;
        Ok(ScoReport {
            on: Day(report.on),
            counts: report.counts.iter().map(count).collect::<Result<_>>()?,
            officers_without_card: texts(&report.officers_without_card),
            cards_to_request: counted(report.cards_to_request),
            security_officers_without_master_password: texts(unready),
            lacks_security_officer: report.lacks_security_officer,
            to_revoke: texts(&report.to_revoke),
            expiring: expiring(&report.expiring),
            past_expiry: expiring(&report.past_expiry),
            expiry_unknown: texts(&report.expiry_unknown),
        })
    }
}
