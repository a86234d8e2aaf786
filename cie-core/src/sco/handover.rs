//! The record of a handover (verbale di consegna).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{CardId, CardNumber, Inventory, OfficeId, Role};
use crate::lang::Lang;
use crate::office::line;
use crate::redact::Personal;
use crate::{Code, Result};

/// Who stands behind the labels; asked for only when a handover is printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parties {
    /// Name of the comune, without "Comune di"; at most 100 characters.
    pub comune: String,
    /// Surname and name of the Security Officer who handed the card over; at most 200 characters.
    pub security_officer: Personal<String>,
    /// Surname and name of the officer who took it; at most 200 characters.
    pub officer: Personal<String>,
}

/// The record of a handover: which card, when, from whom to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Handover {
    /// Label of the card.
    pub card: CardId,
    /// Number written on the card, if known.
    pub number: Option<CardNumber>,
    /// Last day of its validity, if known.
    pub expires: Option<NaiveDate>,
    /// The office.
    pub office: OfficeId,
    /// The day.
    pub on: NaiveDate,
    /// In what quality the officer took it.
    pub role: Role,
    /// Who stands behind the labels.
    pub parties: Parties,
}

impl Inventory {
    /// The record of the handover of a card, also later, when the card is over.
    ///
    /// # Errors
    /// `CIE-CORE-601` when the card is unknown, `CIE-CORE-615` when it was never handed over,
    /// `CIE-CORE-650` when a name is empty, too long or not one line.
    pub fn handover(&self, id: &CardId, parties: Parties) -> Result<Handover> {
        let card = self.card(id).ok_or(Code::UnknownCard)?;
        let handed = card.handed.as_ref().ok_or(Code::NotHandedOver)?;
        line(&parties.comune, 100, "comune")?;
        line(parties.security_officer.expose(), 200, "security_officer")?;
        line(parties.officer.expose(), 200, "officer")?;
        Ok(Handover {
            card: id.clone(),
            number: card.number.clone(),
            expires: card.expires,
            office: self.office().clone(),
            on: handed.on,
            role: handed.role,
            parties,
        })
    }
}

impl Handover {
    /// The record as plain text to be signed. It carries names: it is for paper, not for logs.
    ///
    /// No official form is public, and the text says so.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let (giver, taker) = (
            self.parties.security_officer.expose(),
            self.parties.officer.expose(),
        );
        let (comune, office, card) = (&self.parties.comune, &self.office, &self.card);
        let number = self.number.as_ref().map(CardNumber::expose);
        match lang {
            Lang::It => {
                let day = |date: NaiveDate| date.format("%d/%m/%Y").to_string();
                let (on, expires) = (day(self.on), self.expires.map(day));
                let expires = expires.as_deref().unwrap_or("non rilevata");
                let number = number.unwrap_or("non rilevato");
                let role = match self.role {
                    Role::RegistryOfficer => "ufficiale d'anagrafe",
                    Role::Delegate => "delegato dell'ufficiale d'anagrafe",
                };
                format!(
                    "VERBALE DI CONSEGNA DI SMART CARD OPERATORE (SCO)\n\n\
                     Comune di {comune}\nSede: {office}\nData: {on}\n\n\
                     Consegna (Security Officer): {giver}\nRiceve ({role}): {taker}\n\n\
                     Carta: {card}\nNumero: {number}\nScadenza: {expires}\n\n\
                     La carta è consegnata già attivata. Chi la riceve la custodisce, la usa di\n\
                     persona e avvisa subito il Security Officer in caso di smarrimento, furto o\n\
                     blocco. PIN e master password non sono riportati in questo verbale.\n\n\
                     Firma di chi consegna ____________________\n\n\
                     Firma di chi riceve ____________________\n\n\
                     Non risulta pubblico alcun modulo ufficiale: testo proposto.\n"
                )
            }
            Lang::En => {
                let expires = self.expires.map(|date| date.to_string());
                let expires = expires.as_deref().unwrap_or("not read");
                let number = number.unwrap_or("not read");
                let (on, role) = (self.on, role_in_english(self.role));
                format!(
                    "RECORD OF HANDOVER OF AN OPERATOR SMART CARD (SCO)\n\n\
                     Comune di {comune}\nOffice: {office}\nDate: {on}\n\n\
                     Handed over by (Security Officer): {giver}\nReceived by ({role}): {taker}\n\n\
                     Card: {card}\nNumber: {number}\nExpiry: {expires}\n\n\
                     The card is handed over activated. Whoever receives it keeps it safe, uses it\n\
                     in person and tells the Security Officer at once if it is lost, stolen or\n\
                     blocked. Neither PIN nor master password appears in this record.\n\n\
                     Signature, handed over by ____________________\n\n\
                     Signature, received by ____________________\n\n\
                     No official form is public: proposed text.\n"
                )
            }
        }
    }
}

fn role_in_english(role: Role) -> &'static str {
    match role {
        Role::RegistryOfficer => "registry officer",
        Role::Delegate => "delegate of the registry officer",
    }
}
