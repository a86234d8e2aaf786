//! HTTP/1.1.

use std::time::Duration;

use super::super::raw::{Heard, Wire, head};
use super::super::session::Session;
use super::{Check, Group, Outcome, must};

const G: Group = Group::Http;

#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    must(G, "http.get", "GET è rifiutato", "GET is refused", get).raw(),
    must(G, "http.other-path", "un altro percorso è rifiutato", "another path is refused", other_path).raw(),
    must(G, "http.business-error", "un errore applicativo è una risposta HTTP 200", "a business error is HTTP status 200", business_error).should(),
    must(G, "http.xml-type", "Content-Type della risposta è XML", "the answer's Content-Type is XML", xml_type).should(),
    must(G, "http.chunked", "un corpo a blocchi (chunked) è letto", "a chunked body is read", chunked).raw(),
    must(G, "http.byte-by-byte", "una richiesta che arriva a pezzi è letta", "a request that comes in pieces is read", pieces).raw(),
    must(G, "http.keep-alive", "due richieste sulla stessa connessione", "two requests on one connection", keep_alive).raw().should(),
    must(G, "http.continue", "Expect: 100-continue non blocca", "Expect: 100-continue does not block", expect_continue).raw(),
    must(G, "http.http-1.0", "un cliente HTTP/1.0 ha risposta", "an HTTP/1.0 client is answered", http10).raw().should(),
    must(G, "http.cut-body", "un corpo interrotto non è eseguito", "a body that breaks off is not carried out", cut_body).raw(),
    must(G, "http.garbage", "una riga che non è HTTP è rifiutata", "a line that is not HTTP is refused", garbage).raw(),
    must(G, "http.two-lengths", "due lunghezze che si contraddicono sono rifiutate", "two lengths that contradict each other are refused", two_lengths).raw(),
    must(G, "http.huge-head", "un'intestazione di 1 MB è rifiutata", "a head of 1 MB is refused", huge_head).raw(),
    must(G, "http.slow-head", "chi non finisce l'intestazione viene scollegato", "who never ends the head is cut off", slow_head).raw().should(),
    must(G, "http.slow-body", "chi non finisce il corpo viene scollegato", "who never ends the body is cut off", slow_body).raw().should(),
];

/// Whether a whole response is there: its head and as many bytes as it announces.
fn whole(bytes: &[u8]) -> bool {
    let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
        return false;
    };
    let text = String::from_utf8_lossy(bytes.get(..end).unwrap_or_default()).to_ascii_lowercase();
    let length = text
        .split_once("content-length:")
        .and_then(|(_, rest)| rest.lines().next()?.trim().parse::<usize>().ok());
    length.is_some_and(|length| bytes.len() >= end + 4 + length)
}

fn listen(s: &Session<'_>, wire: &mut Wire) -> Heard {
    wire.listen(s.target.timeout, whole)
}

fn message(s: &Session<'_>) -> Outcome<Vec<u8>> {
    Ok(s.carried(&s.bytes(&s.query(&s.fixtures.known))?)
        .into_owned())
}

fn start(s: &Session<'_>, version: &str) -> String {
    head(s.target, version, s.content_type())
}

/// The request was answered, whether or not the connection stays open.
fn ok(heard: &Heard) -> Outcome {
    ensure!(
        heard.status() == Some(200),
        "risposta HTTP {0}, attesa 200" / "HTTP status {0}, expected 200",
        status(heard)
    );
    Ok(())
}

/// A request whose answer ends with the connection, since it may come in chunks.
fn closing(s: &Session<'_>, length: usize) -> String {
    start(s, "HTTP/1.1") + &format!("Content-Length: {length}\r\nConnection: close\r\n\r\n")
}

/// Sends raw bytes and expects a status 4xx (or 5xx for what HTTP itself forbids), or to be cut off.
fn refused(s: &Session<'_>, parts: &[&[u8]]) -> Outcome {
    let mut wire = Wire::open(s.target)?;
    for part in parts {
        if !wire.say(part) {
            break;
        }
    }
    let heard = listen(s, &mut wire);
    let refused = match heard.status() {
        Some(status) => (400..600).contains(&status),
        None => heard.closed,
    };
    ensure!(
        refused,
        "risposta HTTP {0}, atteso un rifiuto" / "HTTP status {0}, a refusal was expected",
        status(&heard)
    );
    Ok(())
}

fn status(heard: &Heard) -> String {
    heard
        .status()
        .map_or_else(|| "-".into(), |status| status.to_string())
}

fn get(s: &Session<'_>) -> Outcome {
    let head = start(s, "HTTP/1.1").replacen("POST", "GET", 1);
    refused(s, &[head.as_bytes(), b"Connection: close\r\n\r\n"])
}

fn other_path(s: &Session<'_>) -> Outcome {
    let head = start(s, "HTTP/1.1").replacen(" HTTP/1.1", "-kit-altro HTTP/1.1", 1);
    let body = message(s)?;
    let length = format!(
        "Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    refused(s, &[head.as_bytes(), length.as_bytes(), &body])
}

fn business_error(s: &Session<'_>) -> Outcome {
    let heard = s.refused(&s.query(&s.fixtures.absent))?;
    ensure!(
        heard.reply.status == 200,
        "risposta HTTP {}" / "HTTP status {}",
        heard.reply.status
    );
    Ok(())
}

fn xml_type(s: &Session<'_>) -> Outcome {
    let reply = s.post(&s.bytes(&s.query(&s.fixtures.absent))?)?;
    let kind = reply
        .content_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_owned();
    ensure!(
        matches!(
            kind.as_str(),
            "text/xml" | "application/xml" | "application/soap+xml"
        ),
        "Content-Type: {kind}" / "Content-Type: {kind}"
    );
    Ok(())
}

fn chunked(s: &Session<'_>) -> Outcome {
    let body = message(s)?;
    let head = start(s, "HTTP/1.1") + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
    let mut chunks = Vec::new();
    for chunk in body.chunks(97) {
        chunks.extend(format!("{:x}\r\n", chunk.len()).into_bytes());
        chunks.extend(chunk);
        chunks.extend(b"\r\n");
    }
    chunks.extend(b"0\r\n\r\n");
    let mut wire = Wire::open(s.target)?;
    wire.say(head.as_bytes());
    wire.say(&chunks);
    // The answer may be chunked too: the end of the connection ends it.
    ok(&wire.listen(s.target.timeout, |_| false))
}

fn pieces(s: &Session<'_>) -> Outcome {
    let body = message(s)?;
    let head = closing(s, body.len());
    let all: Vec<u8> = head.into_bytes().into_iter().chain(body).collect();
    let mut wire = Wire::open(s.target)?;
    for piece in all.chunks(61) {
        wire.say(piece);
        std::thread::sleep(Duration::from_millis(5));
    }
    ok(&wire.listen(s.target.timeout, |_| false))
}

fn keep_alive(s: &Session<'_>) -> Outcome {
    let mut wire = Wire::open(s.target)?;
    for _ in 0..2 {
        let body = message(s)?;
        let head = start(s, "HTTP/1.1") + &format!("Content-Length: {}\r\n\r\n", body.len());
        wire.say(head.as_bytes());
        wire.say(&body);
        let heard = listen(s, &mut wire);
        ensure!(
            heard.status() == Some(200) && heard.responses() == 1,
            "la seconda richiesta non ha risposta" / "the second request was not answered"
        );
    }
    Ok(())
}

fn expect_continue(s: &Session<'_>) -> Outcome {
    let body = message(s)?;
    let head = start(s, "HTTP/1.1")
        + &format!(
            "Content-Length: {}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n",
            body.len()
        );
    let mut wire = Wire::open(s.target)?;
    wire.say(head.as_bytes());
    let first = wire.listen(Duration::from_secs(3), |bytes| bytes.ends_with(b"\r\n\r\n"));
    wire.say(&body);
    let rest = wire.listen(s.target.timeout, |_| false);
    let all: Vec<u8> = first.bytes.into_iter().chain(rest.bytes).collect();
    let text = String::from_utf8_lossy(&all);
    ensure!(
        text.contains("HTTP/1.1 200"),
        "nessuna risposta 200" / "no answer with status 200"
    );
    Ok(())
}

fn http10(s: &Session<'_>) -> Outcome {
    let body = message(s)?;
    let head = start(s, "HTTP/1.0") + &format!("Content-Length: {}\r\n\r\n", body.len());
    let mut wire = Wire::open(s.target)?;
    wire.say(head.as_bytes());
    wire.say(&body);
    let heard = wire.listen(s.target.timeout, |_| false);
    ensure!(
        heard.status() == Some(200) && heard.closed,
        "risposta HTTP {0}, o connessione lasciata aperta" / "HTTP status {0}, or left open",
        status(&heard)
    );
    Ok(())
}

fn cut_body(s: &Session<'_>) -> Outcome {
    let body = message(s)?;
    let head = closing(s, body.len() + 100);
    let mut wire = Wire::open(s.target)?;
    wire.say(head.as_bytes());
    wire.say(&body);
    wire.hush();
    let heard = listen(s, &mut wire);
    ensure!(
        heard.status() != Some(200),
        "ha eseguito una richiesta incompleta" / "it carried out an incomplete request"
    );
    Ok(())
}

fn garbage(s: &Session<'_>) -> Outcome {
    refused(s, &[b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n"])
}

fn two_lengths(s: &Session<'_>) -> Outcome {
    let body = message(s)?;
    let head = start(s, "HTTP/1.1");
    let lengths = format!(
        "Content-Length: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len(),
        body.len() / 2
    );
    refused(s, &[head.as_bytes(), lengths.as_bytes(), &body])
}

fn huge_head(s: &Session<'_>) -> Outcome {
    let head = start(s, "HTTP/1.1");
    let line = format!("X-Kit: {}\r\n", "x".repeat(1_000_000));
    refused(
        s,
        &[
            head.as_bytes(),
            line.as_bytes(),
            b"Content-Length: 0\r\n\r\n",
        ],
    )
}

fn cut_off(s: &Session<'_>, said: &str) -> Outcome {
    let mut wire = Wire::open(s.target)?;
    wire.say(said.as_bytes());
    let heard = wire.listen(s.target.patience, |_| false);
    ensure!(
        heard.closed,
        "ancora collegato dopo {0} s" / "still connected after {0} s",
        heard.took.as_secs()
    );
    Ok(())
}

fn slow_head(s: &Session<'_>) -> Outcome {
    cut_off(s, &start(s, "HTTP/1.1"))
}

fn slow_body(s: &Session<'_>) -> Outcome {
    cut_off(s, &(start(s, "HTTP/1.1") + "Content-Length: 1000\r\n\r\n<"))
}
