//! Servers of the public ANPR service that are broken on purpose, each in one way.

use std::sync::Arc;

use cie_sad::connector::Connector;

use crate::server::{Handler, Said, XML};

/// What is broken, the check that must find it, and what is changed.
type Broken<Change> = (&'static str, &'static str, Change);
type InRequest = fn(String) -> String;
type InAnswer = fn(Said) -> Said;

const SOAP11: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const SOAP12: &str = "http://www.w3.org/2003/05/soap-envelope";

/// What a sound server says: status 500 for a Fault, 200 otherwise.
pub(crate) fn answer(connector: &Connector, body: &[u8]) -> Said {
    let reply = connector.handle(body);
    (if reply.fault { 500 } else { 200 }, XML, reply.body)
}

fn text(body: &[u8]) -> String {
    String::from_utf8_lossy(body).into_owned()
}

fn in_text((status, kind, body): Said, change: impl Fn(String) -> String) -> Said {
    (status, kind, change(text(&body)).into_bytes())
}

/// The part of a text between two marks, marks included.
fn between(text: &str, from: &str, to: &str) -> Option<String> {
    let start = text.find(from)?;
    let end = text[start..].find(to)? + start + to.len();
    Some(text[start..end].to_owned())
}

/// What is broken, the check that must find it, and the server's function. `sound` makes a new
/// sound connector with an empty memory and a registry of its own.
pub(crate) fn all(sound: impl Fn() -> Connector) -> Vec<Broken<Handler>> {
    let mut all: Vec<Broken<Handler>> = Vec::new();
    // The request is changed before a sound connector sees it.
    let requests: &[Broken<InRequest>] = &[
        ("reads SOAP 1.2 as 1.1", "soap.version", |t| {
            t.replace(SOAP12, SOAP11)
        }),
        (
            "passes over mandatory headers",
            "soap.must-understand",
            |t| t.replace(":mustUnderstand=\"1\"", ":mustUnderstand=\"0\""),
        ),
        ("refuses every header", "soap.unknown-header", |t| {
            t.replace("<kit:prova xmlns:kit=\"urn:kit\"", "<kit:prova")
        }),
        ("puts an envelope around", "soap.bare", |t| {
            if t.contains("Envelope") {
                return t;
            }
            let start = t.find("<cie:").unwrap_or_default();
            format!(
                "<s:Envelope xmlns:s=\"{SOAP11}\"><s:Body>{}</s:Body></s:Envelope>",
                t[start..].replacen(
                    "<cie:RichiestaCIE2",
                    "<cie:RichiestaCIE2 xmlns:cie=\"http://sogei.it/ANPR/CIE0Servizi\"",
                    usize::from(!t.contains("xmlns:cie=")),
                )
            )
        }),
        ("finds who was cancelled", "interrogazione.cancelled", |t| {
            t.replace("NREDAA70A41H501O", "RSSBNC80E57H501B")
                .replace(">NERI<", ">ROSSI<")
                .replace(">ADA<", ">BIANCA<")
                .replace("1970-01-01", "1980-05-17")
        }),
        (
            "ignores the comune indicated",
            "interrogazione.residence-control",
            |t| match between(&t, "<datiControllo>", "</datiControllo>") {
                Some(control) => t.replace(
                    &control,
                    "<datiControllo><comuneResidenza><nomeComune>ROMA</nomeComune>\
                     <codiceIstat>058091</codiceIstat>\
                     <siglaProvinciaIstat>RM</siglaProvinciaIstat></comuneResidenza>\
                     </datiControllo>",
                ),
                None => t,
            },
        ),
        ("reads a DOCTYPE", "hostile.doctype", |t| {
            t.replace("<!DOCTYPE kit>", "")
        }),
        ("has a default for travel", "fields.travel", |t| {
            t.replace("FORSE", "N")
        }),
        ("believes SQL", "hostile.injection", |t| {
            match between(&t, "<codiceFiscale>", "</codiceFiscale>") {
                Some(code) if code.contains("1'='1") => t
                    .replace(&code, "<codiceFiscale>RSSBNC80E57H501B</codiceFiscale>")
                    .replace("<cognome>QWXZKJ<", "<cognome>ROSSI<")
                    .replace("<nome>QWXZKJ<", "<nome>BIANCA<")
                    .replace("1999-12-31", "1980-05-17")
                    .replace("2000-01-01", "1980-05-17"),
                _ => t,
            }
        }),
    ];
    for (what, check, change) in requests {
        let (sound, change) = (sound(), *change);
        let handler = move |body: &[u8]| answer(&sound, change(text(body)).as_bytes());
        all.push((what, check, Arc::new(handler)));
    }
    // A sound answer is changed before it goes out.
    let answers: &[Broken<InAnswer>] = &[
        ("answers in SOAP 1.2", "soap.envelope", |said| {
            in_text(said, |t| t.replace(SOAP11, SOAP12))
        }),
        ("answers in SOAP 1.2", "interrogazione.known", |said| {
            in_text(said, |t| t.replace(SOAP11, SOAP12))
        }),
        (
            "answers without an envelope",
            "interrogazione.known",
            |said| {
                in_text(said, |t| {
                    let start = t.find("<cie:").unwrap_or_default();
                    let end = t.rfind("</soapenv:Body>").unwrap_or(t.len());
                    t[start..end].to_owned()
                })
            },
        ),
        (
            "gives a Fault status 200",
            "soap.fault-status",
            |(_, k, b)| (200, k, b),
        ),
        (
            "has Fault codes of its own",
            "soap.fault-qualified",
            |said| in_text(said, |t| t.replace("<faultcode>soapenv:", "<faultcode>")),
        ),
        ("blames itself for everything", "soap.blame", |said| {
            in_text(said, |t| t.replace("soapenv:Client", "soapenv:Server"))
        }),
        (
            "blames itself for everything",
            "hostile.truncated",
            |said| in_text(said, |t| t.replace("soapenv:Client", "soapenv:Server")),
        ),
        ("breaks where it should refuse", "soap.fault", |said| {
            if said.0 == 500 {
                (
                    500,
                    "text/html",
                    b"<html>Internal Server Error</html>".to_vec(),
                )
            } else {
                said
            }
        }),
        ("breaks on an empty body", "soap.empty-body", |said| {
            if said.0 == 500 {
                (500, XML, Vec::new())
            } else {
                said
            }
        }),
        ("breaks without a body", "soap.no-body", |said| {
            if said.0 == 500 {
                (502, XML, Vec::new())
            } else {
                said
            }
        }),
        (
            "has a Fault for who is not found",
            "soap.business-error",
            |said| {
                if !text(&said.2).contains("XXXX") {
                    return said;
                }
                let fault = format!(
                    "<s:Envelope xmlns:s=\"{SOAP11}\"><s:Body><s:Fault>\
                     <faultcode>s:Server</faultcode><faultstring>assente</faultstring>\
                     </s:Fault></s:Body></s:Envelope>"
                );
                (500, XML, fault.into_bytes())
            },
        ),
        ("says yes to everything", "interrogazione.absent", |said| {
            in_text(said, |t| t.replace("XXXX", "0000"))
        }),
        (
            "annuls what it does not have",
            "cards.unknown-card",
            |said| in_text(said, |t| t.replace("XXXX", "0000")),
        ),
        ("lets everybody travel", "cards.travel", |said| {
            in_text(said, |t| t.replace("Espatrio>S<", "Espatrio>N<"))
        }),
    ];
    for (what, check, change) in answers {
        let (sound, change) = (sound(), *change);
        let handler = move |body: &[u8]| change(answer(&sound, body));
        all.push((what, check, Arc::new(handler)));
    }
    all
}
