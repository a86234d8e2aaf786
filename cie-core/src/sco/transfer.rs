//! Cards that pass from one office to another: out of one inventory, into the other.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::SecurityOfficerId;
use super::change::{Change, in_order, not_past};
use super::{Card, CardId, CardNumber, CardState, Event, Happening, Inventory, OfficeId};
use crate::lang::Lang;
use crate::office::line;
use crate::redact::Personal;
use crate::{Code, Error, Result};

/// A card that was transferred to another office and has not come back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Departed {
    pub(super) on: NaiveDate,
    pub(super) to: OfficeId,
    pub(super) number: Option<CardNumber>,
}

impl Departed {
    /// The day on which it left.
    #[must_use]
    pub fn on(&self) -> NaiveDate {
        self.on
    }

    /// The office it went to.
    #[must_use]
    pub fn to(&self) -> &OfficeId {
        &self.to
    }

    /// The number written on it, if known.
    #[must_use]
    pub fn number(&self) -> Option<&CardNumber> {
        self.number.as_ref()
    }
}

/// A card as the office that receives it is told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arrival {
    /// Which card: the label it has had, which must be free here.
    pub card: CardId,
    /// The office it comes from.
    pub from: OfficeId,
    /// The Security Officer who has it in charge from now on.
    pub security_officer: SecurityOfficerId,
    /// The number written on it, if known.
    pub number: Option<CardNumber>,
    /// Whether it was activated.
    pub activated: bool,
    /// Last day of its validity, if it was activated and that was read.
    pub expires: Option<NaiveDate>,
}

/// What a transfer was: the two events, to be recorded by either office, and what a record of it
/// says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Transfer {
    /// The day.
    pub on: NaiveDate,
    /// The office that gave the card away.
    pub from: OfficeId,
    /// The office that took it.
    pub to: OfficeId,
    /// The Security Officer who had the card in charge.
    pub given_by: SecurityOfficerId,
    /// The Security Officer who has it in charge from now on.
    pub taken_by: SecurityOfficerId,
    /// Label of the card.
    pub card: CardId,
    /// The number written on it, if known.
    pub number: Option<CardNumber>,
    /// Whether it was activated.
    pub activated: bool,
    /// Last day of its validity, if known.
    pub expires: Option<NaiveDate>,
}

/// Who stands behind the labels of a transfer; asked for only when its record is printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransferParties {
    /// Name of the comune, without "Comune di"; at most 100 characters.
    pub comune: String,
    /// Surname and name of the Security Officer who gave the card; at most 200 characters.
    pub given_by: Personal<String>,
    /// Surname and name of the Security Officer who took it; at most 200 characters.
    pub taken_by: Personal<String>,
}

impl Inventory {
    /// Transfers a card to another office: out of this inventory and into the other one, on the
    /// same day; either both change or neither does.
    ///
    /// By the policy `sco.policy.transfer` a card may go that was received and was never handed
    /// to an officer, activated or not. The two events can also be recorded apart, with
    /// [`Inventory::apply`], when the two inventories are kept in different places: until the
    /// second is, the card is on its way.
    ///
    /// ```
    /// use cie_core::sco::{Event, Happening as H, Inventory};
    /// let on = "2026-11-23".parse()?;
    /// let so = || "SO-1".parse();
    /// let mut centre = Inventory::new("centrale".parse()?);
    /// let mut harbour = Inventory::new("porto".parse()?);
    /// for office in [&mut centre, &mut harbour] {
    ///     office.apply(Event::new(on, H::SecurityOfficerNamed { security_officer: so()? }))?;
    /// }
    /// let card = "SCO-1".parse()?;
    /// for what in [
    ///     H::Requested { card: "SCO-1".parse()?, security_officer: so()? },
    ///     H::Received { card: "SCO-1".parse()?, number: None },
    /// ] {
    ///     centre.apply(Event::new(on, what))?;
    /// }
    /// let transfer = centre.transfer(&mut harbour, &card, &so()?, on)?;
    /// assert_eq!((transfer.from.as_str(), transfer.to.as_str()), ("centrale", "porto"));
    /// assert!(centre.card(&card).is_none() && harbour.card(&card).is_some());
    /// assert_eq!(centre.departed(&card).map(|gone| gone.to().as_str()), Some("porto"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Inventory::apply`] of either event: `CIE-CORE-603` when the card is in a state in which
    /// it may not go, `CIE-CORE-610` when its validity is over, `CIE-CORE-604` when the other
    /// office has a card of this label or number, `CIE-CORE-602` when the Security Officer is not
    /// in service there, `CIE-CORE-616` when the other office is this one.
    pub fn transfer(
        &mut self,
        other: &mut Self,
        id: &CardId,
        taken_by: &SecurityOfficerId,
        on: NaiveDate,
    ) -> Result<Transfer> {
        let card = self.card(id).ok_or(Code::UnknownCard)?;
        let transfer = Transfer {
            on,
            from: self.office().clone(),
            to: other.office().clone(),
            given_by: card.security_officer.clone(),
            taken_by: taken_by.clone(),
            card: id.clone(),
            number: card.number.clone(),
            activated: card.state == CardState::Activated,
            expires: card.expires,
        };
        let [out, into] = transfer.events();
        // What this inventory would refuse is refused before the other one changes.
        let mut next = self.clone();
        next.apply(out)?;
        other.apply(into)?;
        *self = next;
        Ok(transfer)
    }

    /// The card of that label, if it was transferred to another office and has not come back.
    #[must_use]
    pub fn departed(&self, id: &CardId) -> Option<&Departed> {
        self.departed.get(id)
    }

    /// Every card that was transferred to another office and has not come back, by label.
    pub fn all_departed(&self) -> impl Iterator<Item = (&CardId, &Departed)> {
        self.departed.iter()
    }

    pub(super) fn send(&self, id: &CardId, to: &OfficeId, on: NaiveDate) -> Result<Change> {
        let card = self.cards.get(id).ok_or(Code::UnknownCard)?;
        in_order(card.since, on)?;
        if to == self.office() {
            return Err(Error::new(Code::BadTransfer).detail("to"));
        }
        if !matches!(card.state, CardState::Received | CardState::Activated) {
            let detail = format!("transferred_out from {}", card.state.name());
            return Err(Error::new(Code::IllegalCardStep).detail(detail));
        }
        not_past(card, on)?;
        let departed = Departed {
            on,
            to: to.clone(),
            number: card.number.clone(),
        };
        Ok(Change::Departed(id.clone(), departed))
    }

    pub(super) fn take(&self, arrival: &Arrival, on: NaiveDate) -> Result<Change> {
        let Arrival {
            card: id,
            from,
            security_officer,
            number,
            activated,
            expires,
        } = arrival;
        if from == self.office() {
            return Err(Error::new(Code::BadTransfer).detail("from"));
        }
        if self.cards.contains_key(id) {
            return Err(Error::new(Code::CardExists).detail("card"));
        }
        if let Some(gone) = self.departed.get(id) {
            in_order(gone.on, on)?;
            // The same label on another card would make one history of two.
            if gone.number.is_some() && gone.number != *number {
                return Err(Error::new(Code::BadTransfer).detail("number"));
            }
        }
        if let Some(number) = number {
            let taken = |card: &Card| card.number.as_ref() == Some(number);
            let gone = |(other, card): (&CardId, &Departed)| {
                other != id && card.number.as_ref() == Some(number)
            };
            if self.cards.values().any(taken) || self.departed.iter().any(gone) {
                return Err(Error::new(Code::CardExists).detail("number"));
            }
        }
        if expires.is_some() && !activated {
            return Err(Error::new(Code::BadTransfer).detail("expires"));
        }
        self.serving_security_officer(security_officer, on)?;
        let card = Card {
            state: if *activated {
                CardState::Activated
            } else {
                CardState::Received
            },
            since: on,
            number: number.clone(),
            security_officer: security_officer.clone(),
            expires: *expires,
            handed: None,
            replaced_by: None,
        };
        not_past(&card, on)?;
        Ok(Change::Arrived(id.clone(), card))
    }
}

impl Transfer {
    /// The event of the office that gave the card, and that of the office that took it.
    #[must_use]
    pub fn events(&self) -> [Event; 2] {
        let out = Happening::TransferredOut {
            card: self.card.clone(),
            to: self.to.clone(),
        };
        let into = Happening::TransferredIn(Arrival {
            card: self.card.clone(),
            from: self.from.clone(),
            security_officer: self.taken_by.clone(),
            number: self.number.clone(),
            activated: self.activated,
            expires: self.expires,
        });
        [Event::new(self.on, out), Event::new(self.on, into)]
    }

    /// The record of the transfer as plain text to be signed. It carries names: it is for paper,
    /// not for logs.
    ///
    /// No official form is public, and the text says so.
    ///
    /// # Errors
    /// `CIE-CORE-650` when a name is empty, too long or not one line.
    pub fn text(&self, parties: &TransferParties, lang: Lang) -> Result<String> {
        let (giver, taker) = (parties.given_by.expose(), parties.taken_by.expose());
        line(&parties.comune, 100, "comune")?;
        line(giver, 200, "given_by")?;
        line(taker, 200, "taken_by")?;
        let (comune, from, to, card) = (&parties.comune, &self.from, &self.to, &self.card);
        let number = self.number.as_ref().map(CardNumber::expose);
        Ok(match lang {
            Lang::It => {
                let day = |date: NaiveDate| date.format("%d/%m/%Y").to_string();
                let (on, expires) = (day(self.on), self.expires.map(day));
                let expires = expires.as_deref().unwrap_or("non rilevata");
                let number = number.unwrap_or("non rilevato");
                let activated = if self.activated { "sì" } else { "no" };
                format!(
                    "VERBALE DI TRASFERIMENTO DI SMART CARD OPERATORE (SCO)\n\n\
                     Comune di {comune}\nDalla sede: {from}\nAlla sede: {to}\nData: {on}\n\n\
                     Consegna (Security Officer): {giver}\nRiceve (Security Officer): {taker}\n\n\
                     Carta: {card}\nNumero: {number}\nAttivata: {activated}\n\
                     Scadenza: {expires}\n\n\
                     La carta non è assegnata ad alcun ufficiale. Da questa data è in carico a\n\
                     chi la riceve. PIN e master password non sono riportati in questo verbale.\n\n\
                     Firma di chi consegna {BLANK}\n\nFirma di chi riceve {BLANK}\n\n\
                     Non risulta pubblico alcun modulo ufficiale: testo proposto.\n"
                )
            }
            Lang::En => {
                let expires = self.expires.map(|date| date.to_string());
                let expires = expires.as_deref().unwrap_or("not read");
                let number = number.unwrap_or("not read");
                let activated = if self.activated { "yes" } else { "no" };
                let on = self.on;
                format!(
                    "RECORD OF TRANSFER OF AN OPERATOR SMART CARD (SCO)\n\n\
                     Comune di {comune}\nFrom office: {from}\nTo office: {to}\nDate: {on}\n\n\
                     Handed over by (Security Officer): {giver}\n\
                     Received by (Security Officer): {taker}\n\n\
                     Card: {card}\nNumber: {number}\nActivated: {activated}\nExpiry: {expires}\n\n\
                     The card is not assigned to any officer. From this day whoever receives it\n\
                     has it in charge. Neither PIN nor master password appears in this record.\n\n\
                     Signature, handed over by {BLANK}\n\nSignature, received by {BLANK}\n\n\
                     No official form is public: proposed text.\n"
                )
            }
        })
    }
}

const BLANK: &str = "____________________";
