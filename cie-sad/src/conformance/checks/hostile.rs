//! Documents made to harm. Each must be rejected, and the connector must answer the next request.

use std::net::TcpListener;
use std::time::Duration;

use super::super::session::Session;
use super::super::xml;
use super::{Check, Group, Outcome, must};

const G: Group = Group::Hostile;

#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    must(G, "hostile.empty", "corpo vuoto", "an empty body", |s| reject(s, b"")),
    must(G, "hostile.blank", "solo spazi", "nothing but blanks", |s| reject(s, b" \r\n\t ")),
    must(G, "hostile.not-xml", "JSON invece di XML", "JSON instead of XML", |s| reject(s, b"{\"codiceFiscale\": 1}")),
    must(G, "hostile.html", "HTML invece di XML", "HTML instead of XML", |s| reject(s, b"<html><p>ciao<br></html>")),
    must(G, "hostile.binary", "byte qualsiasi", "bytes of any kind", binary),
    must(G, "hostile.truncated", "messaggio troncato a metà", "a message cut in half", truncated),
    must(G, "hostile.two-roots", "due messaggi in uno", "two messages in one", two_roots),
    must(G, "hostile.junk-after", "testo dopo la radice", "text after the root", |s| text(s, |t| Ok(format!("{t} ciao")))),
    must(G, "hostile.doctype", "dichiarazione DOCTYPE", "a DOCTYPE declaration", |s| before(s, "<!DOCTYPE kit>")),
    must(G, "hostile.external-entity", "entità esterna: il file non viene letto", "an external entity: the file is not read", external_entity),
    must(G, "hostile.external-fetch", "entità esterna: nessuna connessione verso l'esterno", "an external entity: no connection is made", external_fetch),
    must(G, "hostile.entity-bomb", "entità che si moltiplicano (un miliardo di risate)", "entities that multiply (a billion laughs)", entity_bomb),
    must(G, "hostile.quadratic-entity", "una lunga entità ripetuta", "one long entity, repeated", quadratic),
    must(G, "hostile.undefined-entity", "entità non definita", "an undefined entity", |s| inside(s, "<x>&nbsp;</x>")),
    must(G, "hostile.null-reference", "riferimento al carattere NUL", "a reference to the character NUL", |s| inside(s, "<x>&#0;</x>")),
    must(G, "hostile.null", "carattere NUL", "the character NUL", |s| inside(s, "<x>\0</x>")),
    must(G, "hostile.control", "carattere di controllo", "a control character", |s| inside(s, "<x>\u{b}</x>")),
    must(G, "hostile.surrogate", "riferimento a mezzo carattere (surrogato)", "a reference to half a character (surrogate)", |s| inside(s, "<x>&#xD800;</x>")),
    must(G, "hostile.unclosed", "elemento non chiuso", "an element that is not closed", |s| inside(s, "<x>")),
    must(G, "hostile.crossed", "elementi incrociati", "elements that cross", |s| inside(s, "<x><y></x></y>")),
    must(G, "hostile.twice-attribute", "lo stesso attributo due volte", "the same attribute twice", |s| inside(s, "<x a='1' a='2'/>")),
    must(G, "hostile.unbound-prefix", "prefisso senza spazio dei nomi", "a prefix without a namespace", |s| inside(s, "<nessuno:x/>")),
    must(G, "hostile.bad-name", "nome di elemento non valido", "an invalid element name", |s| inside(s, "<1x/>")),
    must(G, "hostile.unclosed-cdata", "CDATA non chiusa", "a CDATA section that is not closed", |s| inside(s, "<x><![CDATA[")),
    must(G, "hostile.unclosed-comment", "commento non chiuso", "a comment that is not closed", |s| inside(s, "<!-- ")),
    must(G, "hostile.mixed", "testo fra gli elementi", "text between elements", |s| inside(s, "ciao")).should(),
    must(G, "hostile.instruction", "istruzione di elaborazione", "a processing instruction", |s| before(s, "<?xml-stylesheet href='http://127.0.0.1/'?>")).should(),
    must(G, "hostile.include", "XInclude: il file non viene letto", "XInclude: the file is not read", include),
    must(G, "hostile.deep", "20.000 elementi annidati", "20,000 nested elements", deep),
    must(G, "hostile.attributes", "100.000 attributi", "100,000 attributes", attributes),
    must(G, "hostile.namespaces", "20.000 spazi dei nomi", "20,000 namespaces", namespaces),
    must(G, "hostile.elements", "100.000 elementi sconosciuti", "100,000 unknown elements", |s| inside(s, &"<x/>".repeat(100_000))),
    must(G, "hostile.long-name", "un nome di elemento di 1 MB", "an element name of 1 MB", |s| inside(s, &format!("<{}/>", "x".repeat(1_000_000)))),
    must(G, "hostile.long-text", "un codice fiscale di 4 MB", "a codice fiscale of 4 MB", long_text),
    must(G, "hostile.huge", "un messaggio di 40 MB", "a message of 40 MB", huge),
    must(G, "hostile.injection", "frammenti di SQL, percorsi e formati non trovano nessuno", "fragments of SQL, paths and formats find nobody", injection),
];

fn reject(s: &Session<'_>, bytes: &[u8]) -> Outcome {
    s.rejects(bytes).map(drop)
}

/// An interrogazione of the known citizen, changed.
fn text(s: &Session<'_>, change: impl Fn(&str) -> Outcome<String>) -> Outcome {
    let text = change(&s.text(&s.query(&s.fixtures.known))?)?;
    reject(s, &s.encoded(&text)?)
}

fn before(s: &Session<'_>, what: &str) -> Outcome {
    text(s, |text| xml::before_root(text, what))
}

fn inside(s: &Session<'_>, what: &str) -> Outcome {
    text(s, |text| xml::in_root(text, what))
}

fn binary(s: &Session<'_>) -> Outcome {
    let bytes: Vec<u8> = (0..=255).cycle().take(4096).collect();
    reject(s, &bytes)
}

fn truncated(s: &Session<'_>) -> Outcome {
    text(s, |text| {
        let half = text.len() / 2;
        Ok(text
            .char_indices()
            .take_while(|(at, _)| *at < half)
            .map(|(_, c)| c)
            .collect())
    })
}

fn two_roots(s: &Session<'_>) -> Outcome {
    text(s, |text| {
        Ok(format!(
            "{text}{}",
            text.get(xml::root(text)?..).unwrap_or_default()
        ))
    })
}

/// A DOCTYPE that declares entities, and the last of them where the codice fiscale was.
fn entity(s: &Session<'_>, declarations: &str, uses: &str) -> Outcome<Vec<u8>> {
    let text = s.text(&s.query(&s.fixtures.known))?;
    let text = xml::spliced(&text, xml::value(&text, s.fixtures.known.expose())?, uses);
    s.encoded(&xml::before_root(
        &text,
        &format!("<!DOCTYPE kit [{declarations}]>"),
    )?)
}

/// The beginning of every Unix system's list of users.
const USERS: &[u8] = b"root:";

fn external_entity(s: &Session<'_>) -> Outcome {
    let message = entity(s, "<!ENTITY x SYSTEM \"file:///etc/passwd\">", "&x;")?;
    unread(&s.rejects(&message)?.body)
}

fn unread(body: &[u8]) -> Outcome {
    ensure!(
        !body.windows(USERS.len()).any(|window| window == USERS),
        "la risposta contiene un file del sistema" / "the answer has a file of the system in it"
    );
    Ok(())
}

fn external_fetch(s: &Session<'_>) -> Outcome {
    let listener = TcpListener::bind("127.0.0.1:0").and_then(|listener| {
        listener.set_nonblocking(true)?;
        Ok((listener.local_addr()?, listener))
    });
    let Ok((address, listener)) = listener else {
        fail!("nessuna porta libera per la prova" / "no free port for the check");
    };
    let message = entity(
        s,
        &format!(
            "<!ENTITY % p SYSTEM \"http://{address}/p\"> %p; <!ENTITY x SYSTEM \"http://{address}/x\">"
        ),
        "&x;",
    )?;
    s.rejects(&message)?;
    std::thread::sleep(Duration::from_millis(200));
    ensure!(
        listener.accept().is_err(),
        "il connettore si è collegato all'indirizzo nel messaggio"
            / "the connector connected to the address in the message"
    );
    Ok(())
}

fn entity_bomb(s: &Session<'_>) -> Outcome {
    let mut declarations = String::from("<!ENTITY e0 \"ha\">");
    for level in 1..=12 {
        let of = format!("&e{};", level - 1).repeat(10);
        declarations.push_str(&format!("<!ENTITY e{level} \"{of}\">"));
    }
    reject(s, &entity(s, &declarations, "&e12;")?)
}

fn quadratic(s: &Session<'_>) -> Outcome {
    let declaration = format!("<!ENTITY e \"{}\">", "x".repeat(100_000));
    reject(s, &entity(s, &declaration, &"&e;".repeat(20_000))?)
}

fn include(s: &Session<'_>) -> Outcome {
    let what = "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' parse='text' \
                href='file:///etc/passwd'/>";
    let text = xml::in_root(&s.text(&s.query(&s.fixtures.known))?, what)?;
    unread(&s.post(&s.encoded(&text)?)?.body)
}

fn deep(s: &Session<'_>) -> Outcome {
    inside(s, &("<x>".repeat(20_000) + &"</x>".repeat(20_000)))
}

fn attributes(s: &Session<'_>) -> Outcome {
    let many: String = (0..100_000).map(|at| format!(" a{at}='1'")).collect();
    inside(s, &format!("<x{many}/>"))
}

fn namespaces(s: &Session<'_>) -> Outcome {
    let many: String = (0..20_000)
        .map(|at| format!(" xmlns:a{at}='urn:{at}'"))
        .collect();
    inside(s, &format!("<x{many}/>"))
}

fn long_text(s: &Session<'_>) -> Outcome {
    text(s, |text| {
        let at = xml::value(text, s.fixtures.known.expose())?;
        Ok(xml::spliced(text, at, &"A".repeat(4_000_000)))
    })
}

/// Beyond what any connector need take; closing the connection at once is as good as a status.
fn huge(s: &Session<'_>) -> Outcome {
    let text = s.text(&s.query(&s.fixtures.known))?;
    let text = xml::in_root(&text, &"<x>0123456789</x>".repeat(40_000_000 / 17))?;
    let message = s.encoded(&text)?;
    match s.post(&message) {
        Err(_) => Ok(()),
        Ok(reply) => s.rejected(reply).map(drop),
    }
}

fn injection(s: &Session<'_>) -> Outcome {
    for code in [
        "' OR '1'='1",
        "%",
        "*",
        "_%",
        "*)(uid=*",
        "../../x",
        "{0}",
        "%s%s%n",
        "$(id)",
    ] {
        let request = s.query(&s.fixtures.absent);
        let text = s.text(&request)?;
        let at = xml::value(&text, s.fixtures.absent.expose())?;
        let code = code.replace('&', "&amp;").replace('<', "&lt;");
        let reply = s.post(&s.encoded(&xml::spliced(&text, at, &code))?)?;
        s.sound(&reply)?;
        if reply.status >= 400 {
            continue;
        }
        let heard = s.read(reply, &request)?;
        ensure!(
            heard.answer.subjects.is_empty(),
            "trovato qualcuno con un codice che non è un codice"
                / "somebody was found by a code that is none"
        );
    }
    Ok(())
}
