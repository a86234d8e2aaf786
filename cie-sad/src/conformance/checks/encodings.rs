//! Encodings, and equivalent ways of writing the same XML.

use cie_core::citizen::NamePart;
use cie_core::exchange::{QueryKey, Request};

use super::super::session::{Heard, Session};
use super::super::verdict::Stop;
use super::super::xml;
use super::{Check, Group, Outcome, must};
use crate::codec::charset;
use crate::connector::codes;
use crate::profile::Charset;

const G: Group = Group::Encodings;

#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    must(G, "encodings.utf-8", "legge lettere accentate in UTF-8", "reads accented letters in UTF-8", utf8),
    must(G, "encodings.iso-8859-1", "legge lettere accentate in ISO-8859-1", "reads accented letters in ISO-8859-1", latin1),
    must(G, "encodings.iso-8859-15", "legge lettere accentate in ISO-8859-15", "reads accented letters in ISO-8859-15", latin9).should(),
    must(G, "encodings.windows-1252", "legge lettere accentate in Windows-1252", "reads accented letters in Windows-1252", windows1252).should(),
    must(G, "encodings.byte-order-mark", "legge un messaggio UTF-8 con marca iniziale", "reads a UTF-8 message with a byte order mark", mark),
    must(G, "encodings.no-declaration", "legge un messaggio UTF-8 senza dichiarazione XML", "reads a UTF-8 message without an XML declaration", no_declaration),
    must(G, "encodings.pretty-printed", "legge un messaggio con spazi e a capo fra gli elementi", "reads a message with blanks and line ends between elements", pretty),
    must(G, "encodings.character-reference", "legge un carattere scritto come riferimento numerico", "reads a character written as a numeric reference", reference),
    must(G, "encodings.cdata", "legge un valore scritto come CDATA", "reads a value written as CDATA", cdata),
    must(G, "encodings.comment", "un commento fra gli elementi non disturba", "a comment between elements is no trouble", comment).should(),
    must(G, "encodings.prefix", "un altro prefisso dello stesso spazio dei nomi è lo stesso messaggio", "another prefix of the same namespace is the same message", prefix),
    must(G, "encodings.quotes", "apici invece di virgolette nella dichiarazione", "single quotes in the declaration", quotes),
    must(G, "encodings.answer-declares", "la codifica della risposta è quella che dichiara", "the answer is in the encoding that it declares", answer_declares),
    must(G, "encodings.answer-header", "Content-Type e dichiarazione XML non si contraddicono", "Content-Type and XML declaration do not contradict each other", answer_header).should(),
    must(G, "encodings.not-utf-8", "byte che non sono UTF-8 sono un errore", "bytes that are not UTF-8 are an error", not_utf8),
    must(G, "encodings.unknown", "una codifica sconosciuta è un errore", "an unknown encoding is an error", unknown),
    must(G, "encodings.utf-16", "un messaggio UTF-16 è letto o rifiutato, senza guasti", "a UTF-16 message is read or refused, without a fault", utf16),
];

/// The message was understood, whatever was found.
fn understood(heard: &Heard) -> Outcome {
    let refused = heard
        .answer
        .anomalies
        .iter()
        .any(|a| a.code == codes::NOT_VALID);
    ensure!(
        !heard.refusal && !refused,
        "messaggio rifiutato, errori {0}" / "the message was refused, errors {0}",
        heard.codes()
    );
    Ok(())
}

/// An interrogazione of the known citizen, written in another way, finds the same citizen.
fn equivalent(s: &Session<'_>, change: impl Fn(&str) -> Outcome<String>) -> Outcome {
    let request = s.query(&s.fixtures.known);
    let text = change(&s.text(&request)?)?;
    let heard = s.tell(&s.encoded(&text)?, &request)?;
    understood(&heard)?;
    let code = heard
        .answer
        .subjects
        .first()
        .and_then(|subject| subject.person.codice_fiscale());
    ensure!(
        code == Some(s.fixtures.known.expose()),
        "letto in altro modo, errori {0}" / "read as something else, errors {0}",
        heard.codes()
    );
    Ok(())
}

/// A search for a name with accents, in an encoding.
fn accented(s: &Session<'_>, charset: Charset) -> Outcome {
    let mut person = s.known()?.person.clone();
    person.tax_code = None;
    person.registry_id = None;
    person.anpr_id = None;
    person.surname = NamePart::from_text("NICOLÒ ÀÈÉÌÙ");
    let request = s.query_by(QueryKey::Person(Box::new(person)), None);
    let bytes = s.in_charset(&s.text(&request)?, charset)?;
    understood(&s.tell(&bytes, &request)?)
}

fn utf8(s: &Session<'_>) -> Outcome {
    accented(s, Charset::Utf8)
}

fn latin1(s: &Session<'_>) -> Outcome {
    accented(s, Charset::Latin1)
}

fn latin9(s: &Session<'_>) -> Outcome {
    accented(s, Charset::Latin9)
}

fn windows1252(s: &Session<'_>) -> Outcome {
    accented(s, Charset::Windows1252)
}

fn mark(s: &Session<'_>) -> Outcome {
    let request = s.query(&s.fixtures.known);
    let mut bytes = vec![0xEF, 0xBB, 0xBF];
    bytes.extend(s.in_charset(&s.text(&request)?, Charset::Utf8)?);
    understood(&s.tell(&bytes, &request)?)
}

fn no_declaration(s: &Session<'_>) -> Outcome {
    let request = s.query(&s.fixtures.known);
    let text = s.text(&request)?;
    let bare = text.get(xml::root(&text)?..).unwrap_or_default();
    understood(&s.tell(bare.as_bytes(), &request)?)
}

fn pretty(s: &Session<'_>) -> Outcome {
    equivalent(s, |text| {
        let mut pretty = String::new();
        let mut rest = text;
        while let Some(at) = rest.find("><") {
            let (head, tail) = rest.split_at(at + 1);
            pretty.push_str(head);
            // An empty element must stay empty.
            if !tail.starts_with("</")
                || head
                    .rfind('<')
                    .is_some_and(|at| head[at..].starts_with("</"))
            {
                pretty.push_str("\r\n\t ");
            }
            rest = tail;
        }
        pretty.push_str(rest);
        Ok(pretty)
    })
}

fn reference(s: &Session<'_>) -> Outcome {
    let code = s.fixtures.known.expose();
    equivalent(s, |text| {
        let at = xml::value(text, code)?;
        let first = text
            .get(at.clone())
            .and_then(|value| value.chars().next())
            .unwrap_or('0');
        Ok(xml::spliced(
            text,
            at.start..at.start + 1,
            &format!("&#x{:X};", u32::from(first)),
        ))
    })
}

fn cdata(s: &Session<'_>) -> Outcome {
    let code = s.fixtures.known.expose();
    equivalent(s, |text| {
        Ok(xml::spliced(
            text,
            xml::value(text, code)?,
            &format!("<![CDATA[{code}]]>"),
        ))
    })
}

fn comment(s: &Session<'_>) -> Outcome {
    equivalent(s, |text| xml::in_root(text, "<!-- prova -->"))
}

fn prefix(s: &Session<'_>) -> Outcome {
    let Some(own) = s.target.profile.prefix.clone() else {
        return Err(Stop::Skipped(said!(
            "il profilo non ha prefissi" / "the profile has no prefix"
        )));
    };
    equivalent(s, |text| {
        Ok(text
            .replace(&format!("<{own}:"), "<kit:")
            .replace(&format!("</{own}:"), "</kit:")
            .replace(&format!("xmlns:{own}="), "xmlns:kit="))
    })
}

fn quotes(s: &Session<'_>) -> Outcome {
    equivalent(s, |text| {
        let (head, rest) = text.split_at(xml::root(text)?);
        Ok(head.replace('"', "'") + rest)
    })
}

fn answer_declares(s: &Session<'_>) -> Outcome {
    let heard = s.done(&s.query(&s.fixtures.known))?;
    ensure!(
        charset::decode(&heard.reply.body).is_ok(),
        "la codifica dichiarata non è quella dei byte"
            / "the bytes are not in the encoding declared"
    );
    Ok(())
}

fn answer_header(s: &Session<'_>) -> Outcome {
    let reply = s.post(&s.bytes(&s.query(&s.fixtures.known))?)?;
    ensure!(
        reply.content_type.contains("xml"),
        "Content-Type non è XML" / "Content-Type is not XML"
    );
    let Some((_, named)) = reply.content_type.split_once("charset=") else {
        return Ok(());
    };
    let named = named
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .trim_matches('"');
    let head: Vec<u8> = reply.body.iter().take(128).copied().collect();
    let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
    let declared = head.split_once("encoding=").map_or("utf-8", |(_, rest)| {
        let quote = rest.chars().next().unwrap_or('"');
        rest.split(quote).nth(1).unwrap_or_default()
    });
    ensure!(
        declared == named,
        "Content-Type dice {named}, l'XML dice {declared}"
            / "Content-Type says {named}, the XML says {declared}"
    );
    Ok(())
}

fn not_utf8(s: &Session<'_>) -> Outcome {
    let request = s.query(&s.fixtures.known);
    let text = s.text(&request)?;
    let at = xml::value(&text, s.fixtures.known.expose())?;
    let mut bytes = s.in_charset(&text, Charset::Utf8)?;
    // The declaration may have changed its length.
    let at = (at.start + bytes.len()).saturating_sub(text.len());
    if let Some(byte) = bytes.get_mut(at) {
        *byte = 0xE0;
    }
    s.rejects(&bytes).map(drop)
}

fn unknown(s: &Session<'_>) -> Outcome {
    let request: Request = s.query(&s.fixtures.known);
    let text = s.text(&request)?;
    let own = s.target.profile.charset().name();
    ensure!(
        text.contains(own),
        "il profilo non dichiara la codifica" / "the profile declares no encoding"
    );
    s.rejects(text.replacen(own, "X-NESSUNA", 1).as_bytes())
        .map(drop)
}

fn utf16(s: &Session<'_>) -> Outcome {
    let text = s.text(&s.query(&s.fixtures.known))?;
    let text = text.replacen(s.target.profile.charset().name(), "UTF-16", 1);
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let reply = s.post(&bytes)?;
    s.sound(&reply)
}
