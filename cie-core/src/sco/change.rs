//! What an event changes: one record, or nothing because it is refused.

use chrono::NaiveDate;

use super::record::Handed;
use super::{
    Card, CardId, CardState, Departed, Event, Happening, Inventory, Officer, OfficerId, Role,
};
use super::{SecurityOfficer, SecurityOfficerId, Step};
use crate::rule::sco as rules;
use crate::{Code, Error, Result};

/// One record in its new form.
pub(super) enum Change {
    Card(CardId, Card),
    Departed(CardId, Departed),
    Arrived(CardId, Card),
    Officer(OfficerId, Officer),
    SecurityOfficer(SecurityOfficerId, SecurityOfficer),
}

impl Inventory {
    /// The one record that the event changes. Nothing is changed here.
    pub(super) fn change(&self, event: &Event) -> Result<Change> {
        let on = event.on;
        let (card, step) = match &event.what {
            Happening::SecurityOfficerNamed { security_officer } => {
                return self.name_security_officer(security_officer, on);
            }
            Happening::MasterPasswordReceived { security_officer } => {
                return self.receive_master_password(security_officer, on);
            }
            Happening::SecurityOfficerLeft { security_officer } => {
                return self.dismiss_security_officer(security_officer, on);
            }
            Happening::OfficerNamed { officer, role } => {
                return self.name_officer(officer, *role, on);
            }
            Happening::OfficerLeft { officer } => return self.dismiss_officer(officer, on),
            Happening::Requested {
                card,
                security_officer,
            } => return self.request_card(card, security_officer, on),
            Happening::ChargePassed { card, to } => return self.pass_charge(card, to, on),
            Happening::ExpiryRead { card, expires } => return self.read_expiry(card, *expires, on),
            Happening::TransferredOut { card, to } => return self.send(card, to, on),
            Happening::TransferredIn(arrival) => return self.take(arrival, on),
            Happening::Shipped { card } => (card, Step::Ship),
            Happening::Received { card, .. } => (card, Step::Receive),
            Happening::Activated { card, .. } => (card, Step::Activate),
            Happening::Assigned { card, .. } => (card, Step::Assign),
            Happening::Blocked { card } => (card, Step::Block),
            Happening::Unblocked { card } => (card, Step::Unblock),
            Happening::Suspended { card } => (card, Step::Suspend),
            Happening::Resumed { card } => (card, Step::Resume),
            Happening::Lost { card } => (card, Step::Lose),
            Happening::Revoked { card } => (card, Step::Revoke),
            Happening::Expired { card } => (card, Step::Expire),
            Happening::Replaced { card, .. } => (card, Step::Replace),
        };
        let mut next = self.known(card, on)?.clone();
        let assigned = next.handed.is_some();
        next.state = next
            .state
            .after(step, assigned)
            .ok_or_else(|| illegal(&event.what, next.state))?;
        next.since = on;
        self.particulars(card, &mut next, event)?;
        Ok(Change::Card(card.clone(), next))
    }

    /// What a step needs and brings beside the new state.
    fn particulars(&self, id: &CardId, next: &mut Card, event: &Event) -> Result<()> {
        let on = event.on;
        match &event.what {
            Happening::Received {
                number: Some(number),
                ..
            } => {
                let taken = |card: &Card| card.number.as_ref() == Some(number);
                let gone = |card: &Departed| card.number.as_ref() == Some(number);
                if self.cards.values().any(taken) || self.departed.values().any(gone) {
                    return Err(Error::new(Code::CardExists).detail("number"));
                }
                next.number = Some(number.clone());
            }
            Happening::Activated { expires, .. } => {
                let in_charge = self.security_officers.get(&next.security_officer);
                let received = in_charge.and_then(|one| one.master_password_received);
                if const { rules::MASTER_PASSWORD.flag("needed_to_activate") }
                    && received.is_none_or(|received| on < received)
                {
                    return Err(Code::NoMasterPassword.into());
                }
                next.expires = *expires;
                not_past(next, on)?;
            }
            Happening::Assigned { officer, .. } => {
                let role = self.serving_officer(officer, on)?.role;
                not_past(next, on)?;
                // Rule `sco.number`: one card for each officer.
                if self.card_of(officer).is_some() {
                    return Err(Code::OfficerHasCard.into());
                }
                next.handed = Some(Handed {
                    on,
                    by: next.security_officer.clone(),
                    to: officer.clone(),
                    role,
                });
            }
            Happening::Expired { .. } if next.expires.is_none_or(|last| on <= last) => {
                return Err(Code::NotExpired.into());
            }
            Happening::Replaced { by, .. } => {
                let alive = self
                    .cards
                    .get(by)
                    .is_some_and(|card| !card.state.is_over() && card.state != CardState::Lost);
                let used = |card: &Card| card.replaced_by.as_ref() == Some(by);
                if by == id || !alive || self.cards.values().any(used) {
                    return Err(Code::BadReplacement.into());
                }
                next.replaced_by = Some(by.clone());
            }
            _ => {}
        }
        Ok(())
    }

    fn request_card(&self, id: &CardId, so: &SecurityOfficerId, on: NaiveDate) -> Result<Change> {
        if self.cards.contains_key(id) || self.departed.contains_key(id) {
            return Err(Error::new(Code::CardExists).detail("card"));
        }
        self.serving_security_officer(so, on)?;
        let card = Card {
            state: CardState::Requested,
            since: on,
            number: None,
            security_officer: so.clone(),
            expires: None,
            handed: None,
            replaced_by: None,
        };
        Ok(Change::Card(id.clone(), card))
    }

    fn pass_charge(&self, id: &CardId, to: &SecurityOfficerId, on: NaiveDate) -> Result<Change> {
        let mut card = self.known(id, on)?.clone();
        self.serving_security_officer(to, on)?;
        if card.state.is_over() {
            let detail = format!("charge_passed from {}", card.state.name());
            return Err(Error::new(Code::IllegalCardStep).detail(detail));
        }
        card.security_officer = to.clone();
        card.since = on;
        Ok(Change::Card(id.clone(), card))
    }

    fn read_expiry(&self, id: &CardId, expires: NaiveDate, on: NaiveDate) -> Result<Change> {
        let mut card = self.known(id, on)?.clone();
        if !card.state.is_active() {
            let detail = format!("expiry_read from {}", card.state.name());
            return Err(Error::new(Code::IllegalCardStep).detail(detail));
        }
        card.expires = Some(expires);
        card.since = on;
        Ok(Change::Card(id.clone(), card))
    }

    fn name_security_officer(&self, id: &SecurityOfficerId, on: NaiveDate) -> Result<Change> {
        if let Some(before) = self.security_officers.get(id) {
            let left = before.left_on.ok_or(Code::PersonExists)?;
            in_order(left, on)?;
        }
        let one = SecurityOfficer {
            named_on: on,
            master_password_received: None,
            left_on: None,
        };
        Ok(Change::SecurityOfficer(id.clone(), one))
    }

    fn receive_master_password(&self, id: &SecurityOfficerId, on: NaiveDate) -> Result<Change> {
        let mut one = self.serving_security_officer(id, on)?.clone();
        if one.master_password_received.is_some() {
            return Err(Code::MasterPasswordRepeated.into());
        }
        one.master_password_received = Some(on);
        Ok(Change::SecurityOfficer(id.clone(), one))
    }

    fn dismiss_security_officer(&self, id: &SecurityOfficerId, on: NaiveDate) -> Result<Change> {
        let mut one = self.serving_security_officer(id, on)?.clone();
        if let Some(received) = one.master_password_received {
            in_order(received, on)?;
        }
        if self.in_charge_of(id).next().is_some() {
            return Err(Error::new(Code::CardsStillHeld).detail("security_officer"));
        }
        one.left_on = Some(on);
        Ok(Change::SecurityOfficer(id.clone(), one))
    }

    fn name_officer(&self, id: &OfficerId, role: Role, on: NaiveDate) -> Result<Change> {
        if let Some(before) = self.officers.get(id) {
            let left = before.left_on.ok_or(Code::PersonExists)?;
            in_order(left, on)?;
        }
        let officer = Officer {
            role,
            named_on: on,
            left_on: None,
        };
        Ok(Change::Officer(id.clone(), officer))
    }

    fn dismiss_officer(&self, id: &OfficerId, on: NaiveDate) -> Result<Change> {
        let mut officer = self.serving_officer(id, on)?.clone();
        let held = |card: &Card| card.officer() == Some(id) && !card.state.is_over();
        if self.cards.values().any(held) {
            return Err(Error::new(Code::CardsStillHeld).detail("officer"));
        }
        officer.left_on = Some(on);
        Ok(Change::Officer(id.clone(), officer))
    }

    fn known(&self, id: &CardId, on: NaiveDate) -> Result<&Card> {
        let card = self.cards.get(id).ok_or(Code::UnknownCard)?;
        in_order(card.since, on)?;
        Ok(card)
    }

    fn serving_officer(&self, id: &OfficerId, on: NaiveDate) -> Result<&Officer> {
        self.officers
            .get(id)
            .filter(|one| one.in_service() && one.named_on <= on)
            .ok_or_else(|| Error::new(Code::UnknownPerson).detail("officer"))
    }

    pub(super) fn serving_security_officer(
        &self,
        id: &SecurityOfficerId,
        on: NaiveDate,
    ) -> Result<&SecurityOfficer> {
        self.security_officers
            .get(id)
            .filter(|one| one.in_service() && one.named_on <= on)
            .ok_or_else(|| Error::new(Code::UnknownPerson).detail("security_officer"))
    }
}

pub(super) fn in_order(last: NaiveDate, on: NaiveDate) -> Result<()> {
    if on < last {
        return Err(Code::ScoEventOutOfOrder.into());
    }
    Ok(())
}

pub(super) fn not_past(card: &Card, on: NaiveDate) -> Result<()> {
    if card.expires.is_some_and(|last| last < on) {
        return Err(Code::CardPastExpiry.into());
    }
    Ok(())
}

fn illegal(what: &Happening, from: CardState) -> Error {
    let detail = format!("{} from {}", what.name(), from.name());
    Error::new(Code::IllegalCardStep).detail(detail)
}
