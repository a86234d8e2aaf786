//! What goes through the help desk: revocation and further cards.

use serde::{Deserialize, Serialize};

use super::{Card, CardNumber};
use crate::lang::Lang;
use crate::office::{Channel, Document, count, line};
use crate::rule::sco as rules;
use crate::{Code, Error, Result};

/// How to reach a help desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Contacts {
    /// Telephone.
    pub phone: &'static str,
    /// E-mail.
    pub email: &'static str,
    /// Page that says how to use it.
    pub page: &'static str,
}

/// The help desk of the comuni (circ. 8/2017, p. 3).
///
/// ```
/// assert_eq!(cie_core::sco::help_desk().email, "cie.comuni@interno.it");
/// ```
#[must_use]
pub const fn help_desk() -> Contacts {
    Contacts {
        phone: const { rules::HELP_DESK.text("comuni_phone") },
        email: const { rules::HELP_DESK.text("comuni_email") },
        page: const { rules::HELP_DESK.text("page") },
    }
}

/// Why a card is to be revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RevocationReason {
    /// Lost.
    Loss,
    /// Stolen.
    Theft,
    /// The officer left the office.
    OfficerLeft,
    /// It does not work.
    Defect,
}

impl RevocationReason {
    fn text(self, lang: Lang) -> &'static str {
        match (lang, self) {
            (Lang::It, Self::Loss) => "smarrimento",
            (Lang::It, Self::Theft) => "furto",
            (Lang::It, Self::OfficerLeft) => "cessazione dell'ufficiale dall'incarico",
            (Lang::It, Self::Defect) => "malfunzionamento",
            (Lang::En, Self::Loss) => "loss",
            (Lang::En, Self::Theft) => "theft",
            (Lang::En, Self::OfficerLeft) => "the officer left",
            (Lang::En, Self::Defect) => "defect",
        }
    }
}

/// An e-mail to the help desk asking for the revocation of a card (circ. 8/2017, all. 2, par. 4.3).
/// No official form is public.
///
/// # Errors
/// `CIE-CORE-603` when the card is over already, `CIE-CORE-650` when the comune's name is not a
/// line of text.
pub fn revocation_request(
    comune: &str,
    card: &Card,
    reason: RevocationReason,
    lang: Lang,
) -> Result<Document> {
    line(comune, 100, "comune")?;
    if card.state().is_over() {
        let detail = format!("revoked from {}", card.state().name());
        return Err(Error::new(Code::IllegalCardStep).detail(detail));
    }
    let number = card.number().map(CardNumber::expose);
    let reason = reason.text(lang);
    let (subject, body) = match lang {
        Lang::It => (
            format!("Comune di {comune}: richiesta di revoca di una smart card operatore (SCO)"),
            format!(
                "Si richiede la revoca della smart card operatore numero {}.\nMotivo: {reason}.\n",
                number.unwrap_or("non rilevato")
            ),
        ),
        Lang::En => (
            format!("Comune di {comune}: request to revoke an operator smart card (SCO)"),
            format!(
                "Please revoke the operator smart card number {}.\nReason: {reason}.\n",
                number.unwrap_or("not read")
            ),
        ),
    };
    Ok(Document::new(
        Channel::Email,
        help_desk().email,
        subject,
        body,
        lang,
    ))
}

/// An e-mail to the help desk asking for cards beyond those asked for at first (circ. 8/2017,
/// all. 2, par. 4.3). No official form is public.
///
/// # Errors
/// `CIE-CORE-650` when the comune's name is not a line of text, `CIE-CORE-656` when the count is 0
/// or beyond 10000.
pub fn further_cards_request(comune: &str, cards: u32, lang: Lang) -> Result<Document> {
    line(comune, 100, "comune")?;
    count(cards, 10_000, "cards")?;
    let (subject, body) = match lang {
        Lang::It => (
            format!("Comune di {comune}: richiesta di ulteriori smart card operatore (SCO)"),
            format!(
                "Si richiede la fornitura di numero {cards} smart card operatore, in aggiunta a \
                 quelle\ninizialmente richieste.\n"
            ),
        ),
        Lang::En => (
            format!("Comune di {comune}: request for further operator smart cards (SCO)"),
            format!(
                "Please supply {cards} operator smart cards, beyond those asked for at first.\n"
            ),
        ),
    };
    Ok(Document::new(
        Channel::Email,
        help_desk().email,
        subject,
        body,
        lang,
    ))
}
