//! As much of HTTP as a look at a server needs: one request, the head of its answer.

use std::io::{Read, Write};

use chrono::{DateTime, Utc};

use super::trouble::Trouble;

/// Longest head of an answer, in bytes.
const MAX_HEAD: usize = 16 << 10;
/// Most fields of a head.
const MAX_FIELDS: usize = 96;

/// The head of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its status.
    pub status: u16,
    /// The server's clock, to the second.
    pub date: Option<DateTime<Utc>>,
    /// Its length in bytes; the rest of what was read is content.
    pub length: usize,
}

impl Head {
    /// Reads a head; nothing when it is not complete yet.
    ///
    /// # Errors
    /// `CIE-DEV-703` when it is not HTTP.
    pub fn parse(bytes: &[u8]) -> crate::Result<Option<Self>> {
        let wrong = || crate::Error::from(crate::Code::NotHttp);
        let mut fields = [httparse::EMPTY_HEADER; MAX_FIELDS];
        let mut answer = httparse::Response::new(&mut fields);
        let length = match answer.parse(bytes).map_err(|_| wrong())? {
            httparse::Status::Complete(length) => length,
            httparse::Status::Partial if bytes.len() >= MAX_HEAD => return Err(wrong()),
            httparse::Status::Partial => return Ok(None),
        };
        let date = answer
            .headers
            .iter()
            .find(|field| field.name.eq_ignore_ascii_case("date"))
            .and_then(|field| std::str::from_utf8(field.value).ok())
            // RFC 9110, 5.6.7: the preferred form is that of RFC 5322.
            .and_then(|text| DateTime::parse_from_rfc2822(text.trim()).ok());
        Ok(Some(Self {
            // RFC 9110, 15: three digits from 100 to 599.
            status: answer
                .code
                .filter(|code| (100..=599).contains(code))
                .ok_or_else(wrong)?,
            date: date.map(|date| date.with_timezone(&Utc)),
            length,
        }))
    }
}

/// Sends the head of a request. Nothing of it says who asks.
pub(super) fn send(
    wire: &mut impl Write,
    method: &str,
    target: &str,
    host: &str,
    more: &str,
) -> Result<(), Trouble> {
    let request = format!(
        "{method} {target} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: cie-doctor\r\n\
         Accept: */*\r\n{more}\r\n"
    );
    wire.write_all(request.as_bytes())
        .and_then(|()| wire.flush())
        .map_err(|error| Trouble::of(&error, "http"))
}

/// Reads the head of an answer, and what of its content came with it.
pub(super) fn receive(wire: &mut impl Read) -> Result<(Head, Vec<u8>), Trouble> {
    let mut read = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let count = wire
            .read(&mut buffer)
            .map_err(|error| Trouble::of(&error, "http"))?;
        if count == 0 {
            return Err(match read.is_empty() {
                true => Trouble::Closed("http"),
                false => Trouble::NotHttp,
            });
        }
        read.extend_from_slice(buffer.get(..count).unwrap_or_default());
        match Head::parse(&read) {
            Ok(Some(head)) => {
                let content = read.split_off(head.length.min(read.len()));
                return Ok((head, content));
            }
            Ok(None) => {}
            Err(_) => return Err(Trouble::NotHttp),
        }
    }
}

/// Reads the head of a proxy's answer byte by byte: what follows belongs to the tunnel.
pub(super) fn receive_bare(wire: &mut impl Read) -> Result<Head, Trouble> {
    let mut read = Vec::new();
    let mut byte = [0];
    while read.len() < MAX_HEAD {
        match wire.read(&mut byte) {
            Ok(0) => return Err(Trouble::Closed("proxy")),
            Ok(_) => read.extend_from_slice(&byte),
            Err(error) => return Err(Trouble::of(&error, "proxy")),
        }
        if byte == *b"\n"
            && let Some(head) = Head::parse(&read).map_err(|_| Trouble::NotHttp)?
        {
            return Ok(head);
        }
    }
    Err(Trouble::NotHttp)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 9110, 5.6.7.
    #[test]
    fn the_date_is_that_of_the_server() {
        let head = b"HTTP/1.1 204 No Content\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\nrest";
        let read = Head::parse(head).unwrap().unwrap();
        assert_eq!(read.status, 204);
        assert_eq!(read.date.unwrap().timestamp(), 784_111_777);
        assert_eq!(read.length, head.len() - 4);
        assert_eq!(Head::parse(&head[..20]).unwrap(), None);
        assert!(Head::parse(b"SSH-2.0-OpenSSH\r\n").is_err());
        for (status, fine) in [("099", false), ("100", true), ("599", true), ("600", false)] {
            let head = format!("HTTP/1.1 {status} x\r\n\r\n");
            assert_eq!(Head::parse(head.as_bytes()).is_ok(), fine);
        }
        let (head, rest) = receive(&mut &head[..]).unwrap();
        assert_eq!((head.status, rest.as_slice()), (204, &b"rest"[..]));
    }

    #[test]
    fn a_head_without_end_is_given_up() {
        let endless = b"HTTP/1.1 200 OK\r\nA: b\r\n".iter().copied();
        let endless: Vec<u8> = endless.chain(std::iter::repeat_n(b'x', 1 << 20)).collect();
        assert_eq!(
            receive(&mut endless.as_slice()).unwrap_err(),
            Trouble::NotHttp
        );
        assert_eq!(
            receive_bare(&mut endless.as_slice()).unwrap_err(),
            Trouble::NotHttp
        );
        let fields = "a: b\r\n".repeat(1000);
        let many = format!("HTTP/1.1 200 OK\r\n{fields}\r\n");
        assert_eq!(receive(&mut many.as_bytes()).unwrap_err(), Trouble::NotHttp);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_a_head_or_not(bytes in proptest::collection::vec(0u8.., 0..400)) {
            let _ = Head::parse(&bytes);
        }
    }
}
