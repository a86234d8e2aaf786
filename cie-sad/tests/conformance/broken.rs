//! Connectors that are broken on purpose, each in one way.

use std::collections::BTreeMap;
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use cie_sad::connector::Connector;

use crate::server::{Handler, Said, XML, answer};

/// What is broken, the check that must find it, and what is changed.
type Broken<Change> = (&'static str, &'static str, Change);
type InRequest = fn(String) -> String;
type InAnswer = fn(Said) -> Said;

fn text(body: &[u8]) -> String {
    String::from_utf8_lossy(body).into_owned()
}

/// The text of the first element of that name, with its tags.
fn element(text: &str, name: &str) -> Option<String> {
    let start = text.find(&format!("<{name}>"))?;
    let end = text[start..].find(&format!("</{name}>"))? + start;
    Some(text[start..end + name.len() + 3].to_owned())
}

fn without(text: &str, name: &str) -> String {
    element(text, name).map_or_else(|| text.to_owned(), |found| text.replacen(&found, "", 1))
}

fn is(text: &str, root: &str) -> bool {
    text.contains(&format!(":{root} "))
}

/// What is broken, the check that must find it, and the server's function. `sound` makes a new
/// sound connector with an empty memory and a registry of its own.
pub(crate) fn all(sound: impl Fn() -> Connector) -> Vec<Broken<Handler>> {
    let mut all: Vec<Broken<Handler>> = Vec::new();
    // The request is changed before a sound connector sees it.
    let requests: &[Broken<InRequest>] = &[
        ("finds who was cancelled", "interrogazione.cancelled", |t| {
            t.replace("NREDAA70A41H501O", "RSSBNC80E57H501B")
        }),
        (
            "finds who lives elsewhere",
            "interrogazione.elsewhere",
            |t| t.replace("GLLMRC85T10A944W", "RSSBNC80E57H501B"),
        ),
        ("chooses one of several", "interrogazione.several", |t| {
            t.replace("BNCGLI90A01F205D", "RSSBNC80E57H501B")
        }),
        (
            "ignores the comune indicated",
            "interrogazione.residence-control",
            |t| t.replace("001001", "058091"),
        ),
        ("cannot search by name", "interrogazione.by-person", |t| {
            if t.contains("RSSBNC80E57H501B") {
                t
            } else {
                t.replace(">ROSSI<", ">RQSSI<")
            }
        }),
        (
            "finds anybody by any name",
            "interrogazione.by-person-absent",
            |t| {
                t.replace("<nome>QWXZKJ<", "<nome>BIANCA<")
                    .replace(">QWXZKJ<", ">ROSSI<")
            },
        ),
        ("records no cards", "cards.issued", |t| {
            if is(&t, "RichiestaCIE8") {
                t.replace("RSSBNC80E57H501B", "ZZZZZZ00A01A001R")
            } else {
                t
            }
        }),
        (
            "takes one serial for two people",
            "cards.same-serial",
            |t| {
                if t.contains("VRDGPP75C12F205K</codFiscale>") {
                    t.replace(">ZZ", ">YY")
                } else {
                    t
                }
            },
        ),
        ("ignores the date of issue", "cards.issued-tomorrow", |t| {
            without(&t, "dataRilascio")
        }),
        ("ignores the expiry", "repeats.emissione-changed", |t| {
            without(&t, "dataScadenza")
        }),
        ("ignores the expiry", "cards.expiry-before-issue", |t| {
            without(&t, "dataScadenza")
        }),
        ("drops CDATA", "encodings.cdata", |t| {
            match (t.find("<![CDATA["), t.find("]]>")) {
                (Some(start), Some(end)) => t[..start].to_owned() + &t[end + 3..],
                _ => t,
            }
        }),
        ("takes any bytes for UTF-8", "encodings.not-utf-8", |t| {
            // `text` put a replacement character where the bytes were wrong.
            t.replace('\u{FFFD}', "R")
        }),
        ("has a default mode", "fields.mode", |t| {
            t.replace("FORSE", "TEST")
        }),
        ("has a default for travel", "fields.travel", |t| {
            t.replace("FORSE", "N")
        }),
        ("cuts the code", "fields.long-code", |t| {
            t.replace("RSSBNC80E57H501BX", "RSSBNC80E57H501B")
        }),
        ("takes the first of two", "fields.repeated", |t| {
            t.replace("<codiceFiscale>ZZZZZZ00A01A001R</codiceFiscale>", "")
        }),
        ("makes up an identifier", "fields.no-identifier", |t| {
            t.replace("<idOperazioneComune></", "<idOperazioneComune>0</")
        }),
        ("reads a DOCTYPE", "hostile.doctype", |t| {
            t.replace("<!DOCTYPE kit>", "")
        }),
        ("drops NUL", "hostile.null", |t| t.replace("<x>\0</x>", "")),
        (
            "reads the first of two roots",
            "hostile.two-roots",
            |t| match t.find(":RichiestaCIE2>") {
                Some(at) => {
                    let end = t[at..].find('>').unwrap() + at + 1;
                    t[..end].to_owned()
                }
                None => t,
            },
        ),
        ("believes SQL", "hostile.injection", |t| {
            match element(&t, "codiceFiscale") {
                Some(code)
                    if code.contains("1=") || code.contains("=&") || code.contains("'1'") =>
                {
                    t.replace(&code, "<codiceFiscale>RSSBNC80E57H501B</codiceFiscale>")
                }
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
        (
            "answers under its own identifier",
            "interrogazione.identifier",
            |(s, k, b)| {
                let answer = text(&b);
                let id = element(&answer, "idOperazioneComune").unwrap_or_default();
                let other = "<idOperazioneComune>1</idOperazioneComune>";
                (s, k, answer.replace(&id, other).into_bytes())
            },
        ),
        (
            "answers with another citizen",
            "interrogazione.same-code",
            |(s, k, b)| {
                (
                    s,
                    k,
                    text(&b)
                        .replace("RSSBNC80E57H501B", "VRDGPP75C12F205K")
                        .into_bytes(),
                )
            },
        ),
        (
            "says yes to everything",
            "interrogazione.absent",
            |(s, k, b)| (s, k, text(&b).replace("XXXX", "0000").into_bytes()),
        ),
        (
            "annuls what it does not have",
            "cards.unknown-card",
            |(s, k, b)| (s, k, text(&b).replace("XXXX", "0000").into_bytes()),
        ),
        ("lets everybody travel", "cards.travel", |(s, k, b)| {
            let travel = text(&b).replace("Espatrio>S<", "Espatrio>N<");
            (s, k, travel.into_bytes())
        }),
        (
            "declares the wrong encoding",
            "encodings.answer-declares",
            |(s, k, mut b)| {
                b.extend(b"<!-- \xE0 -->");
                (s, k, b)
            },
        ),
        (
            "fails on what it cannot read",
            "hostile.truncated",
            |(s, k, b)| (if s == 400 { 500 } else { s }, k, b),
        ),
        (
            "shows a file of the system",
            "hostile.external-entity",
            |(s, k, b)| {
                (
                    if s == 400 { 422 } else { s },
                    k,
                    [&b[..], b"root:x:0:0"].concat(),
                )
            },
        ),
        (
            "has a status for every error",
            "http.business-error",
            |(_, k, b)| {
                let status = if text(&b).contains("XXXX") { 400 } else { 200 };
                (status, k, b)
            },
        ),
        (
            "does not say that it is XML",
            "http.xml-type",
            |(s, _, b)| (s, "text/plain", b),
        ),
    ];
    for (what, check, change) in answers {
        let (sound, change) = (sound(), *change);
        let handler = move |body: &[u8]| change(answer(&sound, body));
        all.push((what, check, Arc::new(handler)));
    }
    all.extend(with_a_memory_of_their_own(&sound));
    all
}

fn with_a_memory_of_their_own(sound: &impl Fn() -> Connector) -> Vec<Broken<Handler>> {
    let count = AtomicUsize::new(0);
    let one = sound();
    let restless: Handler = Arc::new(move |body| {
        let (status, kind, mut answer) = answer(&one, body);
        let at = count.fetch_add(1, Ordering::SeqCst);
        answer.extend(format!("<!-- {at} -->").into_bytes());
        (status, kind, answer)
    });
    let by_identifier = |connector: Connector| -> Handler {
        let stored: Mutex<BTreeMap<String, Said>> = Mutex::default();
        Arc::new(move |body| {
            let id = element(&text(body), "idOperazioneComune").unwrap_or_default();
            let mut stored = stored.lock().unwrap();
            stored
                .entry(id)
                .or_insert_with(|| answer(&connector, body))
                .clone()
        })
    };
    let one = sound();
    let previous: Mutex<Option<Said>> = Mutex::default();
    let mixing: Handler = Arc::new(move |body| {
        let now = answer(&one, body);
        previous.lock().unwrap().replace(now.clone()).unwrap_or(now)
    });
    let one = sound();
    let small: Handler = Arc::new(move |body| {
        if body.len() > 100_000 {
            (413, XML, Vec::new())
        } else {
            answer(&one, body)
        }
    });
    let one = sound();
    let only_utf8: Handler = Arc::new(move |body| {
        if std::str::from_utf8(body).is_ok() {
            answer(&one, body)
        } else {
            (400, XML, Vec::new())
        }
    });
    let one = sound();
    let curious: Handler = Arc::new(move |body| {
        let message = text(body);
        if let Some((_, rest)) = message.split_once("http://") {
            let address = rest.split('/').next().unwrap_or_default();
            let _ = TcpStream::connect(address);
        }
        answer(&one, body)
    });
    let one = sound();
    let recorded: Mutex<Vec<String>> = Mutex::default();
    let sweeping: Handler = Arc::new(move |body| {
        let message = text(body);
        let number = element(&message, "numero").unwrap_or_default();
        let said = answer(&one, body);
        let mut recorded = recorded.lock().unwrap();
        if is(&message, "RichiestaCIE8") {
            recorded.push(number);
        } else if is(&message, "RichiestaCIE7") {
            let id = element(&message, "idOperazioneComune").unwrap_or_default();
            for (at, other) in recorded.iter().enumerate() {
                let also = message.replace(&number, other).replace(
                    &id,
                    &format!("<idOperazioneComune>A{at}</idOperazioneComune>"),
                );
                let _ = answer(&one, also.as_bytes());
            }
        }
        said
    });
    vec![
        (
            "never answers twice alike",
            "repeats.same-answer",
            Arc::clone(&restless),
        ),
        (
            "never answers twice alike",
            "concurrency.same-identifier",
            Arc::clone(&restless),
        ),
        (
            "never answers twice alike",
            "concurrency.one-card",
            restless,
        ),
        (
            "knows operations by identifier alone",
            "repeats.reused-identifier",
            by_identifier(sound()),
        ),
        (
            "knows operations by identifier alone",
            "repeats.other-sender",
            by_identifier(sound()),
        ),
        (
            "gives each the answer of the one before",
            "concurrency.no-mixing",
            mixing,
        ),
        ("takes no attachments", "cards.attachments", small),
        ("reads UTF-8 only", "encodings.iso-8859-1", only_utf8),
        ("follows addresses", "hostile.external-fetch", curious),
        ("annuls every card", "cards.annulled-only", sweeping),
    ]
}
