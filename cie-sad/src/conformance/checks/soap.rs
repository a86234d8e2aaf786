//! SOAP 1.1 (W3C Note of 8 May 2000), for wires that travel in its envelope.

use super::super::session::{Reply, Session};
use super::super::xml;
use super::{Check, Group, Outcome, must};

const G: Group = Group::Soap;
/// Namespace of SOAP 1.1 envelopes.
const SOAP11: &str = "http://schemas.xmlsoap.org/soap/envelope/";
/// Namespace of SOAP 1.2 envelopes.
const SOAP12: &str = "http://www.w3.org/2003/05/soap-envelope";

#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    must(G, "soap.envelope", "la risposta è in una busta SOAP 1.1", "the answer is in a SOAP 1.1 envelope", envelope).soap(),
    must(G, "soap.business-error", "un errore applicativo è una risposta, non un Fault", "a business error is an answer, not a Fault", business_error).soap(),
    must(G, "soap.fault", "un messaggio illeggibile dà un Fault, non una risposta", "a message that cannot be read is a Fault, not an answer", fault).soap(),
    must(G, "soap.fault-status", "un Fault è una risposta HTTP 500", "a Fault is HTTP status 500", fault_status).should().soap(),
    must(G, "soap.fault-qualified", "il codice di un Fault è nello spazio dei nomi di SOAP", "the code of a Fault is in the namespace of SOAP", fault_qualified).should().soap(),
    must(G, "soap.blame", "un messaggio sbagliato è colpa di chi lo manda (Client)", "a wrong message is the sender's fault (Client)", blame).soap(),
    must(G, "soap.unknown-header", "un'intestazione facoltativa sconosciuta non disturba", "an optional header that is not known is no trouble", unknown_header).soap(),
    must(G, "soap.must-understand", "un'intestazione obbligatoria sconosciuta dà MustUnderstand", "a mandatory header that is not known is MustUnderstand", must_understand).soap(),
    must(G, "soap.version", "una busta SOAP 1.2 dà VersionMismatch", "a SOAP 1.2 envelope is VersionMismatch", version).soap(),
    must(G, "soap.no-body", "una busta senza corpo dà un Fault", "an envelope without a body is a Fault", no_body).soap(),
    must(G, "soap.empty-body", "un corpo vuoto dà un Fault", "an empty body is a Fault", empty_body).soap(),
    must(G, "soap.bare", "un messaggio senza busta è rifiutato", "a message without an envelope is refused", bare).soap(),
];

fn known(s: &Session<'_>) -> Outcome<String> {
    s.text(&s.query(&s.fixtures.known))
}

/// Sends a text that must come back as a Fault.
fn faulted(s: &Session<'_>, text: &str) -> Outcome<(Reply, &'static str)> {
    let reply = s.post(&s.encoded(text)?)?;
    match s.fault(&reply) {
        Some(code) => Ok((reply, code)),
        None => fail!(
            "risposta HTTP {} senza Fault" / "HTTP status {} without a Fault",
            reply.status
        ),
    }
}

fn with_code(s: &Session<'_>, text: &str, expected: &str) -> Outcome {
    let (_, code) = faulted(s, text)?;
    ensure!(
        code == expected,
        "Fault {code}, atteso {expected}" / "Fault {code}, expected {expected}"
    );
    Ok(())
}

/// Where the body's start tag begins, and where the body ends.
fn body(text: &str) -> Outcome<std::ops::Range<usize>> {
    let payload = xml::payload(text)?;
    let start = text.get(..payload).and_then(|head| head.rfind('<'));
    let end = text
        .rfind("Envelope>")
        .and_then(|at| text.get(..at)?.rfind("</"));
    match start.zip(end) {
        Some((start, end)) => Ok(start..end),
        None => fail!("busta senza corpo" / "an envelope without a body"),
    }
}

/// The prefix of the envelope in a message that the kit wrote.
fn prefix(text: &str) -> Outcome<String> {
    let start = xml::root(text)? + 1;
    let name = text.get(start..).unwrap_or_default();
    Ok(name.split("Envelope").next().unwrap_or_default().to_owned())
}

fn with_header(s: &Session<'_>, attributes: &str) -> Outcome<String> {
    let text = known(s)?;
    let (at, own) = (body(&text)?.start, prefix(&text)?);
    let attributes = attributes.replace("soap:", &own);
    let header = format!(
        "<{own}Header><kit:prova xmlns:kit=\"urn:kit\"{attributes}>1</kit:prova></{own}Header>"
    );
    Ok(xml::spliced(&text, at..at, &header))
}

fn envelope(s: &Session<'_>) -> Outcome {
    let heard = s.done(&s.query(&s.fixtures.known))?;
    let text = String::from_utf8_lossy(&heard.reply.body);
    ensure!(
        text.contains(SOAP11) && !text.contains(SOAP12),
        "busta di un'altra versione" / "an envelope of another version"
    );
    Ok(())
}

fn business_error(s: &Session<'_>) -> Outcome {
    let reply = s.post(&s.bytes(&s.query(&s.fixtures.absent))?)?;
    ensure!(
        s.fault(&reply).is_none(),
        "un Fault invece della risposta" / "a Fault instead of an answer"
    );
    s.read(reply, &s.query(&s.fixtures.absent)).map(drop)
}

/// A message in which nothing can be made out.
fn unreadable(s: &Session<'_>) -> Outcome<String> {
    let text = known(s)?;
    let end = xml::payload(&text)? + 20;
    Ok(text.chars().take(end).collect())
}

fn fault(s: &Session<'_>) -> Outcome {
    faulted(s, &unreadable(s)?).map(drop)
}

fn fault_status(s: &Session<'_>) -> Outcome {
    let (reply, _) = faulted(s, &unreadable(s)?)?;
    ensure!(
        reply.status == 500,
        "risposta HTTP {}" / "HTTP status {}",
        reply.status
    );
    Ok(())
}

fn fault_qualified(s: &Session<'_>) -> Outcome {
    let (reply, _) = faulted(s, &unreadable(s)?)?;
    let text = String::from_utf8_lossy(&reply.body);
    let code = text.split_once("<faultcode").and_then(|(_, rest)| {
        let (_, rest) = rest.split_once('>')?;
        Some(rest.split('<').next()?.trim().to_owned())
    });
    let prefix = code.as_deref().and_then(|code| code.split_once(':'));
    let bound = |prefix: &str| {
        ['"', '\'']
            .iter()
            .any(|quote| text.contains(&format!("xmlns:{prefix}={quote}{SOAP11}{quote}")))
    };
    ensure!(
        prefix.is_some_and(|(prefix, _)| bound(prefix)),
        "faultcode senza prefisso, o di un altro spazio dei nomi"
            / "a faultcode without a prefix, or of another namespace"
    );
    Ok(())
}

fn blame(s: &Session<'_>) -> Outcome {
    with_code(s, &unreadable(s)?, "Client")
}

fn unknown_header(s: &Session<'_>) -> Outcome {
    let text = with_header(s, "")?;
    let request = s.query(&s.fixtures.known);
    let heard = s.read(s.post(&s.encoded(&text)?)?, &request)?;
    ensure!(
        heard.answer.subjects.len() == 1,
        "non ha risposto, errori {0}" / "it did not answer, errors {0}",
        heard.codes()
    );
    Ok(())
}

fn must_understand(s: &Session<'_>) -> Outcome {
    with_code(
        s,
        &with_header(s, " soap:mustUnderstand=\"1\"")?,
        "MustUnderstand",
    )
}

fn version(s: &Session<'_>) -> Outcome {
    with_code(s, &known(s)?.replace(SOAP11, SOAP12), "VersionMismatch")
}

fn no_body(s: &Session<'_>) -> Outcome {
    let text = known(s)?;
    faulted(s, &xml::spliced(&text, body(&text)?, "")).map(drop)
}

fn empty_body(s: &Session<'_>) -> Outcome {
    let text = known(s)?;
    let own = prefix(&text)?;
    let empty = format!("<{own}Body></{own}Body>");
    faulted(s, &xml::spliced(&text, body(&text)?, &empty)).map(drop)
}

fn bare(s: &Session<'_>) -> Outcome {
    let text = known(s)?;
    let message = text
        .get(xml::payload(&text)?..body(&text)?.end)
        .unwrap_or_default();
    let message = message
        .rfind("</")
        .and_then(|at| message.get(..at))
        .unwrap_or_default();
    s.rejects(&s.encoded(message)?).map(drop)
}
