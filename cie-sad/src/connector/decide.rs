//! From what the registry says to an outcome, subjects and error codes.

use chrono::NaiveDate;
use cie_core::exchange::{
    Anomaly, CardData, CardEffect, Outcome, Query, Registry, RegistryError, Request, Search,
    Subject,
};

use super::codes;

/// Most subjects of an answer: the outcome counts them with two digits.
const MAX_SUBJECTS: usize = 99;

/// What the answer will say.
pub(super) struct Decision {
    pub(super) outcome: Outcome,
    pub(super) subjects: Vec<Subject>,
    pub(super) anomalies: Vec<Anomaly>,
}

impl Decision {
    fn done() -> Self {
        Self {
            outcome: Outcome::Ok,
            subjects: Vec::new(),
            anomalies: Vec::new(),
        }
    }

    pub(super) fn error(anomaly: Anomaly) -> Self {
        Self {
            outcome: Outcome::Error,
            subjects: Vec::new(),
            anomalies: vec![anomaly],
        }
    }
}

/// Asks the registry and decides.
pub(super) fn decide(
    registry: &dyn Registry,
    request: &Request,
) -> Result<Decision, RegistryError> {
    let sent_on = request.header().sent_at.date();
    match request {
        Request::Interrogazione(query) => Ok(search(query, registry.find(query)?)),
        Request::Emissione(notice) => match dates(&notice.card, sent_on, None) {
            Some(anomaly) => Ok(Decision::error(anomaly)),
            None => Ok(effect(registry.card_issued(notice)?)),
        },
        Request::Annullamento(notice) | Request::Revoca(notice) => {
            match dates(&notice.card, sent_on, Some(notice.on)) {
                Some(anomaly) => Ok(Decision::error(anomaly)),
                None => Ok(effect(registry.card_annulled(notice)?)),
            }
        }
        _ => Ok(Decision::error(Anomaly::error(
            codes::NOT_VALID,
            "Operazione non prevista",
        ))),
    }
}

fn search(query: &Query, search: Search) -> Decision {
    let elsewhere = |comune: Option<&str>, istat: Option<&str>| {
        let known: Vec<&str> = [comune, istat].into_iter().flatten().collect();
        let text = if known.is_empty() {
            String::from("Il soggetto risiede in un altro comune")
        } else {
            format!(
                "Il comune non corrisponde; comune attuale: {}",
                known.join(" ")
            )
        };
        Decision::error(Anomaly::error(codes::OTHER_COMUNE, text))
    };
    let found = match search {
        Search::Found(found) => found,
        Search::ResidentElsewhere { istat, comune } => {
            return elsewhere(comune.as_deref(), istat.as_deref());
        }
        _ => {
            let text = "L'anagrafe ha dato una risposta non prevista";
            return Decision::error(Anomaly::error(codes::GENERIC, text));
        }
    };
    let gone = !found.is_empty();
    // Someone who left and came back has two sheets; only the one in force counts.
    let mut living: Vec<Subject> = found
        .into_iter()
        .filter(|subject| subject.cancellation.is_none())
        .collect();
    match living.len() {
        0 if gone => Decision::error(Anomaly::error(codes::CANCELLED, "Soggetto cancellato")),
        0 => Decision::error(Anomaly::error(codes::NOT_FOUND, "Nessun soggetto trovato")),
        1 => {
            let place = living
                .first()
                .and_then(|subject| subject.residence.as_ref())
                .and_then(|residence| residence.comune());
            if let (Some(asked), Some(place)) = (&query.residence_istat, place)
                && place.istat.as_ref().is_some_and(|istat| istat != asked)
            {
                return elsewhere(Some(&place.name), place.istat.as_deref());
            }
            Decision {
                subjects: living,
                ..Decision::done()
            }
        }
        count if count <= MAX_SUBJECTS => {
            let text = format!("Trovati {count} soggetti");
            Decision {
                outcome: Outcome::Several,
                subjects: std::mem::take(&mut living),
                anomalies: vec![Anomaly::warning(codes::SEVERAL, text)],
            }
        }
        _ => {
            let text = "Troppi soggetti: restringere la ricerca";
            Decision::error(Anomaly::error(codes::TOO_MANY, text))
        }
    }
}

fn effect(effect: CardEffect) -> Decision {
    let refuse = |code, text: &str| Decision::error(Anomaly::error(code, text));
    match effect {
        CardEffect::Recorded | CardEffect::AlreadyRecorded => Decision::done(),
        CardEffect::UnknownHolder => refuse(codes::NOT_FOUND, "Nessun soggetto trovato"),
        CardEffect::AmbiguousHolder => {
            refuse(codes::SEVERAL, "Più soggetti corrispondono alle generalità")
        }
        CardEffect::UnknownCard => refuse(codes::UNKNOWN_CARD, "Carta da annullare non trovata"),
        CardEffect::Conflict => refuse(
            codes::CARD_CONFLICT,
            "Carta già registrata con altri dati o per un altro soggetto",
        ),
        _ => refuse(
            codes::GENERIC,
            "L'anagrafe ha dato una risposta non prevista",
        ),
    }
}

/// The checks of the public service: issued not after the message, expiry and annulment not
/// before the issue.
fn dates(card: &CardData, sent_on: NaiveDate, annulled: Option<NaiveDate>) -> Option<Anomaly> {
    let issued = card.issued_on?;
    let wrong = |field: &str, text: &str| {
        Some(Anomaly::error(codes::CARD_DATES, text).on_field(field.to_owned()))
    };
    if issued > sent_on {
        return wrong(
            "card.issued_on",
            "Data di rilascio successiva alla comunicazione",
        );
    }
    if card.expires_on.is_some_and(|expires| expires < issued) {
        return wrong("card.expires_on", "Data di scadenza precedente al rilascio");
    }
    if annulled.is_some_and(|on| on < issued) {
        return wrong(
            "annulment.on",
            "Data di annullamento precedente al rilascio",
        );
    }
    None
}
