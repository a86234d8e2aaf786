//! What the citizens paid for the cards, by the tariff of the comune.

use cie_core::fees::reconcile::CardEvent;
use cie_core::fees::{Cents, Reason, Tariff, state_share};
use cie_core::{Code, Error};

use super::tariff;

/// Cards by reason of issue, and what they bring in.
pub(super) struct Collected {
    tariff: Tariff,
    /// Reason, cards, State share of these cards.
    counts: Vec<(Reason, u32, Cents)>,
}

/// Sums over all cards, without exemptions, which the file does not tell.
#[derive(Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) state_share: Cents,
    pub(super) diritto_fisso: Cents,
    pub(super) segreteria: Cents,
    pub(super) total: Cents,
}

impl Collected {
    pub(super) fn new(tariff: Tariff) -> Self {
        Self {
            tariff,
            counts: Vec::new(),
        }
    }

    /// The reason in the file, if the tariff covers it on the day of the card.
    pub(super) fn reason(&self, card: &CardEvent, reason: &str) -> Result<Reason, Error> {
        let refused = |detail| Error::new(Code::TariffDoesNotCover).detail(detail);
        let reason = tariff::reason(reason).map_err(|_| refused("reason"))?;
        if !self.tariff.in_force(card.sent_on) {
            return Err(refused("day"));
        }
        match self.tariff.charge(reason) {
            Some(_) => Ok(reason),
            None => Err(refused("reason")),
        }
    }

    /// Counts a card of that reason.
    pub(super) fn add(&mut self, card: &CardEvent, reason: Reason) -> Result<(), Error> {
        let own = self
            .tariff
            .charge(reason)
            .and_then(|charge| charge.state_share);
        let share = match own {
            Some(share) => share,
            None => state_share(card.sent_on)?.0,
        };
        match self.counts.iter_mut().find(|(of, _, _)| *of == reason) {
            Some((_, count, sum)) => {
                *count = count.checked_add(1).ok_or(Code::AmountOverflow)?;
                *sum = sum.checked_add(share)?;
            }
            None => self.counts.push((reason, 1, share)),
        }
        Ok(())
    }

    pub(super) fn sums(&self) -> Result<Sums, Error> {
        let mut sums = Sums::default();
        for (reason, count, share) in &self.counts {
            let charge = self
                .tariff
                .charge(*reason)
                .ok_or(Code::TariffDoesNotCover)?;
            let (fisso, segreteria) = (
                charge.diritto_fisso.times(*count)?,
                charge.segreteria.times(*count)?,
            );
            sums.state_share = sums.state_share.checked_add(*share)?;
            sums.diritto_fisso = sums.diritto_fisso.checked_add(fisso)?;
            sums.segreteria = sums.segreteria.checked_add(segreteria)?;
        }
        sums.total = Cents::sum([sums.state_share, sums.diritto_fisso, sums.segreteria])?;
        Ok(sums)
    }
}
