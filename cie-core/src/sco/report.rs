//! What an office has, what it lacks, what is about to expire.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::{CardId, CardState, Inventory, OfficerId, SecurityOfficerId};

/// A card and the last day of its validity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Expiring {
    /// Last day of its validity.
    pub expires: NaiveDate,
    /// Which card.
    pub card: CardId,
}

/// The state of an inventory, seen on a given day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The day.
    pub on: NaiveDate,
    /// Cards per state; states without cards are there with 0.
    pub counts: BTreeMap<CardState, usize>,
    /// Officers in service who have no active card.
    pub officers_without_card: Vec<OfficerId>,
    /// How many cards must still be asked for, so that each of those officers gets one.
    pub cards_to_request: usize,
    /// Security Officers in service who have not received the master password.
    pub security_officers_without_master_password: Vec<SecurityOfficerId>,
    /// Whether the office has fewer Security Officers than it must (rule `sco.security_officer`).
    pub lacks_security_officer: bool,
    /// Cards lost and not revoked: the help desk has to be told.
    pub to_revoke: Vec<CardId>,
    /// Active cards whose validity ends on the day or within the days asked, the first one first.
    pub expiring: Vec<Expiring>,
    /// Active cards whose validity ended before the day.
    pub past_expiry: Vec<Expiring>,
    /// Active cards whose validity nobody has read.
    pub expiry_unknown: Vec<CardId>,
}

impl Inventory {
    /// What the office has, what it lacks and what expires within so many days of the given one.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use cie_core::sco::{Event, Happening, Inventory};
    /// let on = NaiveDate::from_ymd_opt(2017, 9, 11).expect("in the calendar");
    /// let mut office = Inventory::new("centrale".parse()?);
    /// assert!(office.report(on, 30).lacks_security_officer);
    /// let named = Happening::SecurityOfficerNamed { security_officer: "SO-1".parse()? };
    /// office.apply(Event::new(on, named))?;
    /// let report = office.report(on, 30);
    /// assert_eq!(report.security_officers_without_master_password, ["SO-1".parse()?]);
    /// # Ok::<(), cie_core::Error>(())
    /// ```
    #[must_use]
    pub fn report(&self, on: NaiveDate, within_days: u32) -> Report {
        let horizon = on
            .checked_add_days(Days::new(u64::from(within_days)))
            .unwrap_or(NaiveDate::MAX);
        let mut report = Report {
            on,
            counts: CardState::ALL.map(|state| (state, 0)).into(),
            officers_without_card: Vec::new(),
            cards_to_request: 0,
            security_officers_without_master_password: Vec::new(),
            lacks_security_officer: false,
            to_revoke: Vec::new(),
            expiring: Vec::new(),
            past_expiry: Vec::new(),
            expiry_unknown: Vec::new(),
        };
        for (id, card) in self.cards() {
            *report.counts.entry(card.state).or_default() += 1;
            if card.state == CardState::Lost {
                report.to_revoke.push(id.clone());
            }
            if !card.state.is_active() {
                continue;
            }
            let Some(expires) = card.expires else {
                report.expiry_unknown.push(id.clone());
                continue;
            };
            let card = id.clone();
            if expires < on {
                report.past_expiry.push(Expiring { expires, card });
            } else if expires <= horizon {
                report.expiring.push(Expiring { expires, card });
            }
        }
        report.expiring.sort();
        report.past_expiry.sort();
        self.people(&mut report);
        report
    }

    fn people(&self, report: &mut Report) {
        for (id, officer) in self.officers() {
            if officer.in_service() && self.card_of(id).is_none() {
                report.officers_without_card.push(id.clone());
            }
        }
        // An activated card that is blocked or suspended is awaited no more: it may never serve.
        let awaited = self.cards.values().filter(|card| card.state.is_awaited());
        report.cards_to_request = report
            .officers_without_card
            .len()
            .saturating_sub(awaited.count());
        let serving = || self.security_officers().filter(|(_, one)| one.in_service());
        for (id, one) in serving() {
            if one.master_password_received.is_none() {
                let missing = &mut report.security_officers_without_master_password;
                missing.push(id.clone());
            }
        }
        let least = const { crate::rule::sco::SECURITY_OFFICER.count("least") };
        report.lacks_security_officer = u32::try_from(serving().count()).is_ok_and(|n| n < least);
    }
}
