//! The XML of eSCL as a small tree, within bounds: no DTD, no entities but the predefined ones.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::{Code, Error, Result};

/// Largest document, in bytes: capabilities of large machines take some 30 KiB.
pub(super) const MAX_BYTES: usize = 256 << 10;
const MAX_DEPTH: usize = 16;
const MAX_ELEMENTS: usize = 8192;

/// An element: its local name, its text without the blanks around it, its children.
///
/// Namespaces are left aside: makers disagree on prefixes, and no two names of eSCL differ only by
/// their namespace where it matters here.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) children: Vec<Element>,
}

impl Element {
    /// The first child of this name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The text of the first child of this name.
    pub(super) fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.as_str())
    }

    /// The number in the first child of this name.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.text_of(name)?.parse().ok()
    }

    /// Elements of this name anywhere below, in the order of the document.
    pub(super) fn below(&self, name: &str) -> Vec<&Self> {
        let mut found = Vec::new();
        // As deep as MAX_DEPTH at most.
        for child in &self.children {
            if child.name == name {
                found.push(child);
            }
            found.extend(child.below(name));
        }
        found
    }
}

/// The tree of a document whose root has this name.
pub(super) fn parse(document: &[u8], root: &str) -> Result<Element> {
    if document.len() > MAX_BYTES {
        return Err(Error::new(Code::ScannerAnswer).detail(format!("over {MAX_BYTES} bytes")));
    }
    let text = std::str::from_utf8(document).map_err(|e| no("UTF-8").caused_by(e))?;
    let mut reader = Reader::from_str(text.strip_prefix('\u{FEFF}').unwrap_or(text));
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = true;
    let mut open: Vec<Element> = Vec::new();
    let mut done = None;
    let mut elements = 0;
    loop {
        let event = reader.read_event().map_err(|e| no("XML").caused_by(e))?;
        match event {
            Event::Start(start) => {
                elements += 1;
                if open.len() >= MAX_DEPTH || elements > MAX_ELEMENTS {
                    return Err(no("XML too deep or too long"));
                }
                if done.is_some() {
                    return Err(no("two documents"));
                }
                open.push(Element {
                    name: String::from_utf8_lossy(start.local_name().as_ref().as_ref())
                        .into_owned(),
                    ..Element::default()
                });
            }
            Event::End(_) => {
                let mut closed = open.pop().ok_or_else(|| no("end tag"))?;
                closed.text = closed.text.trim().to_owned();
                match open.last_mut() {
                    Some(parent) => parent.children.push(closed),
                    None => done = Some(closed),
                }
            }
            Event::Text(text) => add(&mut open, &text.xml10_content()),
            Event::CData(text) => add(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(c)) => add(&mut open, c.encode_utf8(&mut [0; 4])),
                Ok(None) => add(&mut open, predefined(&reference.into_inner())?),
                Err(e) => return Err(no("reference").caused_by(e)),
            },
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::DocType(_) => return Err(no("DTD")),
            Event::Empty(_) => return Err(no("XML")),
            Event::Eof => break,
        }
    }
    match done {
        Some(found) if open.is_empty() && found.name == root => Ok(found),
        _ => Err(Error::new(Code::ScannerAnswer).detail(format!("no {root}"))),
    }
}

fn add(open: &mut [Element], text: &str) {
    // Text outside of the root is blank, or the parser has complained.
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn predefined(name: &str) -> Result<&'static str> {
    match name {
        "amp" => Ok("&"),
        "lt" => Ok("<"),
        "gt" => Ok(">"),
        "quot" => Ok("\""),
        "apos" => Ok("'"),
        _ => Err(no("entity")),
    }
}

fn no(what: &'static str) -> Error {
    Error::new(Code::ScannerAnswer).detail(what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_local_and_texts_trimmed() {
        let xml =
            "<?xml version='1.0'?><a:R xmlns:a='x'><b> 1 &amp;\n&#50; </b><a:b/><!-- --></a:R>";
        let root = parse(xml.as_bytes(), "R").unwrap();
        let texts: Vec<&str> = root.below("b").iter().map(|b| b.text.as_str()).collect();
        assert_eq!(texts, ["1 &\n2", ""]);
    }

    #[test]
    fn what_could_grow_is_refused() {
        let deep = |n: usize| format!("{}{}", "<R>".repeat(n), "</R>".repeat(n));
        assert!(parse(deep(16).as_bytes(), "R").is_ok());
        let many = format!("<R>{}</R>", "<b/>".repeat(MAX_ELEMENTS));
        let long = format!("<R>{}</R>", "x".repeat(MAX_BYTES));
        let dtd = "<!DOCTYPE R [<!ENTITY a 'b'>]><R>&a;</R>";
        for bad in [
            deep(17).as_str(),
            &many,
            &long,
            dtd,
            "<R>&a;</R>",
            "<R></S>",
            "<R>",
            "</R>",
            "",
            "<S/>",
            "<R/><R/>",
        ] {
            let code = parse(bad.as_bytes(), "R").err().map(|e| e.code());
            assert_eq!(code, Some(Code::ScannerAnswer), "{bad:.60}");
        }
    }

    proptest! {
        #[test]
        fn anything_is_read_or_refused(
            bytes in proptest::collection::vec(any::<u8>(), 0..200),
            xml in "(<R>|</R>|<b/>|&amp;|&#x41;|&c;|<!--|-->|x| |<!DOCTYPE)*",
        ) {
            let _ = parse(&bytes, "R");
            let _ = parse(xml.as_bytes(), "R");
        }
    }
}
