//! Asking for the credentials of Agenda CIE.

use super::line::{count, line};
use super::{Channel, Document};
use crate::Result;
use crate::lang::Lang;
use crate::rule::{rollout as rules, sco};

/// The e-mail that asks the help desk for the credentials of Agenda CIE, one for each office, in
/// the very words of circ. 8/2017, all. 2, par. 4.4. There is no public form beyond those words.
///
/// It is in Italian, the language in which it is sent; `lang` is that of the note to whoever
/// prepares it. The Ministry answers to the address it is sent from.
///
/// # Errors
/// `CIE-CORE-650` when the comune (without "Comune di") is not a line of at most 100 characters,
/// `CIE-CORE-656` when there is no office or more than 1000.
///
/// ```
/// use cie_core::lang::Lang;
/// let request = cie_core::office::agenda_request("Esempio", 2, Lang::It)?;
/// assert_eq!(request.to(), "cie.comuni@interno.it");
/// assert!(request.body().contains("per numero 2 sedi del Comune"));
/// # Ok::<(), cie_core::Error>(())
/// ```
pub fn agenda_request(comune: &str, offices: u32, lang: Lang) -> Result<Document> {
    line(comune, 100, "comune")?;
    count(offices, 1000, "offices")?;
    let words: &[&str] = const { rules::AGENDA_CREDENTIALS.texts("wording") };
    let mut body = String::new();
    let fill = [comune.to_owned(), offices.to_string(), String::from(".\n")];
    for (words, filled) in words.iter().zip(fill) {
        body.push_str(words);
        body.push_str(&filled);
    }
    let subject = format!("Comune di {comune}: credenziali di accesso all'Agenda CIE");
    let to = const { sco::HELP_DESK.text("comuni_email") };
    Ok(Document::new(Channel::Email, to, subject, body, lang))
}
