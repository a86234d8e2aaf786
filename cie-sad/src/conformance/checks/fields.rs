//! Required fields, tokens and dates.

use cie_core::exchange::{Mode, Request};

use super::super::session::Session;
use super::super::verdict::Stop;
use super::super::xml;
use super::{Check, Group, Outcome, must};

const G: Group = Group::Fields;

#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    must(G, "fields.no-identifier", "una richiesta senza identificativo è un errore", "a request without an identifier is an error", no_identifier),
    must(G, "fields.long-identifier", "un identificativo di 31 caratteri è un errore", "an identifier of 31 characters is an error", long_identifier).should(),
    must(G, "fields.path-identifier", "un identificativo che è un percorso di file è un errore", "an identifier that is a file path is an error", path_identifier).should(),
    must(G, "fields.no-code", "un'interrogazione senza codice fiscale né generalità è un errore", "an interrogazione without code or particulars is an error", no_code),
    must(G, "fields.long-code", "un codice fiscale di 17 caratteri è un errore", "a code of 17 characters is an error", long_code),
    must(G, "fields.repeated", "un elemento che compare due volte è un errore", "an element that appears twice is an error", repeated),
    must(G, "fields.misspelt", "un elemento obbligatorio scritto male è un errore", "a required element that is misspelt is an error", misspelt),
    must(G, "fields.unknown-root", "una radice sconosciuta è un errore", "an unknown root is an error", unknown_root),
    must(G, "fields.other-namespace", "una radice di un altro spazio dei nomi è un errore", "a root of another namespace is an error", other_namespace),
    must(G, "fields.answer-as-request", "una risposta mandata come richiesta è un errore", "an answer sent as a request is an error", answer_as_request),
    must(G, "fields.date-time", "una data e ora impossibile è un errore", "an impossible date and time is an error", date_time),
    must(G, "fields.mode", "un tipo di invio sconosciuto è un errore, mai un valore predefinito", "an unknown mode is an error, never a default", mode),
    must(G, "fields.travel", "un valore sconosciuto per l'espatrio è un errore, mai un valore predefinito", "an unknown travel token is an error, never a default", travel).writes(),
    must(G, "fields.expiry", "una scadenza impossibile è un errore", "an impossible expiry is an error", expiry).writes(),
    must(G, "fields.no-serial", "un'emissione senza numero di carta è un errore", "an emissione without a serial is an error", no_serial).writes(),
    must(G, "fields.unknown-element", "un elemento sconosciuto è riferito o rifiutato, senza guasti", "an unknown element is reported or refused, without a fault", unknown_element),
];

/// A changed interrogazione of the known citizen must be rejected.
fn changed(s: &Session<'_>, change: impl Fn(&str, &Request) -> Outcome<String>) -> Outcome {
    let request = s.query(&s.fixtures.known);
    let text = change(&s.text(&request)?, &request)?;
    s.rejects(&s.encoded(&text)?).map(drop)
}

fn identifier(s: &Session<'_>, with: &str) -> Outcome {
    changed(s, |text, request| {
        let at = xml::value(text, request.header().operation_id.as_str())?;
        Ok(xml::spliced(text, at, with))
    })
}

fn no_identifier(s: &Session<'_>) -> Outcome {
    identifier(s, "")
}

fn long_identifier(s: &Session<'_>) -> Outcome {
    identifier(s, &"9".repeat(31))
}

fn path_identifier(s: &Session<'_>) -> Outcome {
    identifier(s, "../../etc/x")
}

fn code(s: &Session<'_>, with: &str) -> Outcome {
    changed(s, |text, _| {
        Ok(xml::spliced(
            text,
            xml::value(text, s.fixtures.known.expose())?,
            with,
        ))
    })
}

fn no_code(s: &Session<'_>) -> Outcome {
    code(s, "")
}

fn long_code(s: &Session<'_>) -> Outcome {
    let long = format!("{}X", s.fixtures.known.expose());
    code(s, &long)
}

fn repeated(s: &Session<'_>) -> Outcome {
    changed(s, |text, _| {
        let element = xml::element(text, xml::value(text, s.fixtures.known.expose())?)?;
        let again = text.get(element.clone()).unwrap_or_default();
        let again = again.replace(s.fixtures.known.expose(), s.fixtures.absent.expose());
        Ok(xml::spliced(text, element.end..element.end, &again))
    })
}

fn misspelt(s: &Session<'_>) -> Outcome {
    changed(s, |text, request| {
        let id = request.header().operation_id.as_str();
        let element = xml::element(text, xml::value(text, id)?)?;
        Ok(xml::spliced(
            text,
            element,
            &format!("<kitSbagliato>{id}</kitSbagliato>"),
        ))
    })
}

fn unknown_root(s: &Session<'_>) -> Outcome {
    changed(s, |text, _| {
        let root = xml::payload(text)?;
        let name: String = text
            .get(root + 1..)
            .unwrap_or_default()
            .chars()
            .take_while(|c| c.is_alphanumeric() || ":_-.".contains(*c))
            .collect();
        Ok(text
            .replacen(&format!("<{name}"), &format!("<{name}Kit"), 1)
            .replace(&format!("</{name}>"), &format!("</{name}Kit>")))
    })
}

fn other_namespace(s: &Session<'_>) -> Outcome {
    let Some(own) = s.target.profile.namespace.clone() else {
        return Err(Stop::Skipped(said!(
            "il profilo non ha spazio dei nomi" / "the profile has no namespace"
        )));
    };
    changed(s, |text, _| Ok(text.replace(&own, "urn:kit:altro")))
}

fn answer_as_request(s: &Session<'_>) -> Outcome {
    let reply = s.post(&s.bytes(&s.query(&s.fixtures.known))?)?;
    s.rejects(&reply.body).map(drop)
}

/// The message with the part in which two versions of it differ made into nonsense.
fn spoilt(s: &Session<'_>, a: &Request, b: &Request, spoil: fn(&str) -> String) -> Outcome<String> {
    let (text, other) = (s.text(a)?, s.text(b)?);
    let at = xml::difference(&text, &other);
    if at.is_empty() {
        return Err(Stop::Skipped(said!(
            "il profilo non ha questo dato" / "the profile has no such field"
        )));
    }
    let part = text.get(at.clone()).unwrap_or_default();
    Ok(xml::spliced(&text, at, &spoil(part)))
}

fn nines(part: &str) -> String {
    part.chars()
        .map(|c| if c.is_ascii_digit() { '9' } else { c })
        .collect()
}

fn date_time(s: &Session<'_>) -> Outcome {
    let Request::Interrogazione(query) = s.query(&s.fixtures.known) else {
        return Ok(());
    };
    let day = |text: &str| text.parse().unwrap_or_default();
    let (mut a, mut b) = (query.clone(), query);
    a.header.sent_at = day("2011-10-11T10:11:01");
    b.header.sent_at = day("2022-02-20T02:00:20");
    let (a, b) = (Request::Interrogazione(a), Request::Interrogazione(b));
    s.rejects(&s.encoded(&spoilt(s, &a, &b, nines)?)?).map(drop)
}

fn mode(s: &Session<'_>) -> Outcome {
    let Request::Interrogazione(query) = s.query(&s.fixtures.known) else {
        return Ok(());
    };
    let (mut a, mut b) = (query.clone(), query);
    a.header.mode = Mode::Test;
    b.header.mode = Mode::Production;
    let (a, b) = (Request::Interrogazione(a), Request::Interrogazione(b));
    s.rejects(&s.encoded(&spoilt(s, &a, &b, |_| "FORSE".into())?)?)
        .map(drop)
}

fn travel(s: &Session<'_>) -> Outcome {
    let notice = s.notice(&s.known()?.person, s.card(&s.serial()));
    let mut other = notice.clone();
    other.card.valid_for_travel = Some(false);
    let (a, b) = (Request::Emissione(notice), Request::Emissione(other));
    s.rejects(&s.encoded(&spoilt(s, &a, &b, |_| "FORSE".into())?)?)
        .map(drop)
}

fn expiry(s: &Session<'_>) -> Outcome {
    let mut notice = s.notice(&s.known()?.person, s.card(&s.serial()));
    let day = |text: &str| text.parse().ok();
    notice.card.expires_on = day("2111-11-11");
    let mut other = notice.clone();
    other.card.expires_on = day("2122-12-22");
    let (a, b) = (Request::Emissione(notice), Request::Emissione(other));
    s.rejects(&s.encoded(&spoilt(s, &a, &b, nines)?)?).map(drop)
}

fn no_serial(s: &Session<'_>) -> Outcome {
    let serial = s.serial();
    let request = Request::Emissione(s.notice(&s.known()?.person, s.card(&serial)));
    let text = s.text(&request)?;
    let text = xml::spliced(&text, xml::value(&text, &serial)?, "");
    s.rejects(&s.encoded(&text)?).map(drop)
}

fn unknown_element(s: &Session<'_>) -> Outcome {
    let text = s.text(&s.query(&s.fixtures.known))?;
    let reply = s.post(&s.encoded(&xml::in_root(&text, "<kitNuovo>1</kitNuovo>")?)?)?;
    s.sound(&reply)
}
