//! A small document tree with namespaces: enough to open an envelope and to sign parts of it.

use std::ops::Range;

use cie_core::error::Position;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{NamespaceResolver, PrefixDeclaration, ResolveResult};
use quick_xml::reader::NsReader;

use crate::codec::{Limits, is_blank, is_ncname, is_xml_char, line_column, strict};
use crate::{Code, Error, Result};

/// Levels that an envelope adds to a message.
const ENVELOPE_DEPTH: usize = 4;
/// Namespace declarations in scope at once.
const MAX_BINDINGS: usize = 64;
/// Attributes and declarations of one element: signatures declare their namespaces all at once.
const MAX_ATTRIBUTES: usize = 32;

/// An attribute, its value normalised; declarations of namespaces are not among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attribute {
    pub(crate) prefix: Option<String>,
    pub(crate) local: String,
    pub(crate) space: Option<String>,
    pub(crate) value: String,
}

/// An element and what is in it, comments aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) prefix: Option<String>,
    pub(crate) local: String,
    pub(crate) space: Option<String>,
    /// Prefix (empty for the default namespace) and namespace.
    pub(crate) declared: Vec<(String, String)>,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) children: Vec<Child>,
    /// Bytes of the text, tags included.
    pub(crate) span: Range<usize>,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Child {
    Element(Element),
    Text(String),
}

impl Element {
    /// Whether it is the element of that name.
    pub(crate) fn is(&self, space: &str, local: &str) -> bool {
        self.local == local && self.space.as_deref() == Some(space)
    }

    /// The elements in it.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The only element of that name in it; none when there are two.
    pub(crate) fn only(&self, space: &str, local: &str) -> Option<&Self> {
        let mut found = self.elements().filter(|child| child.is(space, local));
        let first = found.next();
        first.filter(|_| found.next().is_none())
    }

    /// Its text, when it has no elements.
    pub(crate) fn text(&self) -> Option<String> {
        let mut text = String::new();
        for child in &self.children {
            match child {
                Child::Text(piece) => text.push_str(piece),
                Child::Element(_) => return None,
            }
        }
        Some(text)
    }

    /// Whether there is text beside its elements.
    pub(crate) fn mixed(&self) -> bool {
        let texts = |child: &Child| matches!(child, Child::Text(text) if !is_blank(text));
        self.children.iter().any(texts)
    }

    /// The value of an attribute; `space` empty for one without namespace.
    pub(crate) fn attribute(&self, space: &str, local: &str) -> Option<&str> {
        let wanted = Some(space).filter(|space| !space.is_empty());
        self.attributes
            .iter()
            .find(|attribute| attribute.local == local && attribute.space.as_deref() == wanted)
            .map(|attribute| attribute.value.as_str())
    }

    /// Calls `visit` for this element and every one below.
    pub(crate) fn walk<'e>(&'e self, visit: &mut impl FnMut(&'e Self)) {
        visit(self);
        for child in self.elements() {
            child.walk(visit);
        }
    }
}

/// An error with line and column.
pub(crate) fn error(code: Code, text: &str, at: usize, detail: &'static str) -> Error {
    let (line, column) = line_column(text, at);
    Error::new(code)
        .detail(detail)
        .at(Position::Text { line, column })
}

/// Reads a whole document; no DTD, no instructions, no entities but the five.
pub(crate) fn parse(text: &str, limits: &Limits) -> Result<Element> {
    if text.len() > limits.plain_bytes {
        return Err(Error::new(Code::TooLarge));
    }
    if let Some((at, _)) = text.char_indices().find(|(_, c)| !is_xml_char(*c)) {
        return Err(error(Code::ForbiddenCharacter, text, at, "envelope"));
    }
    let mut reader = NsReader::from_str(text);
    reader.config_mut().enable_all_checks(true);
    reader.config_mut().expand_empty_elements = true;
    reader
        .resolver_mut()
        .set_max_namespace_bindings(MAX_BINDINGS);
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    loop {
        let at = offset(reader.buffer_position());
        let event = reader
            .read_event()
            .map_err(|cause| error(Code::NotWellFormed, text, at, "XML").caused_by(cause))?;
        let after = offset(reader.buffer_position());
        let bad = |code: Code, what: &'static str| Err(error(code, text, at, what));
        match event {
            Event::Start(start) => {
                if root.is_some() {
                    return bad(Code::NotWellFormed, "a second root");
                }
                if open.len() >= limits.depth + ENVELOPE_DEPTH {
                    return bad(Code::TooDeep, "envelope");
                }
                let made = element(&start, reader.resolver(), at);
                open.push(made.map_err(|(code, what)| error(code, text, at, what))?);
            }
            Event::End(_) => {
                let Some(mut done) = open.pop() else {
                    return bad(Code::NotWellFormed, "end tag");
                };
                done.span.end = after;
                match open.last_mut() {
                    Some(parent) => parent.children.push(Child::Element(done)),
                    None => root = Some(done),
                }
            }
            Event::Text(piece) => {
                let piece = piece.xml10_content();
                if piece.contains("]]>") {
                    return bad(Code::NotWellFormed, "]]> in text");
                }
                match open.last_mut() {
                    Some(parent) => append(parent, &piece),
                    None if is_blank(&piece) => {}
                    None => return bad(Code::NotWellFormed, "text outside the root"),
                }
            }
            Event::CData(piece) => match open.last_mut() {
                Some(parent) => append(parent, &piece.xml10_content()),
                None => return bad(Code::NotWellFormed, "text outside the root"),
            },
            Event::GeneralRef(reference) => {
                let mut buffer = [0; 4];
                let Some(piece) = character(&reference.into_inner()) else {
                    return bad(Code::ForbiddenMarkup, "entity");
                };
                match open.last_mut() {
                    Some(parent) => append(parent, piece.encode_utf8(&mut buffer)),
                    None => return bad(Code::NotWellFormed, "text outside the root"),
                }
            }
            Event::Comment(_) => {}
            Event::Decl(declaration) => {
                if at != 0 || !strict::is_declaration(&declaration) {
                    return bad(Code::NotWellFormed, "XML declaration");
                }
            }
            Event::PI(_) => return bad(Code::ForbiddenMarkup, "instruction"),
            Event::DocType(_) => return bad(Code::ForbiddenMarkup, "DTD"),
            Event::Empty(_) => return bad(Code::NotWellFormed, "empty element"),
            Event::Eof => {
                return match (root, open.is_empty()) {
                    (Some(root), true) => Ok(root),
                    _ => bad(Code::NotWellFormed, "the message ends too soon"),
                };
            }
        }
    }
}

type Bad = (Code, &'static str);

fn element(
    start: &BytesStart<'_>,
    names: &NamespaceResolver,
    at: usize,
) -> std::result::Result<Element, Bad> {
    let bad = |what| (Code::NotWellFormed, what);
    let name = start.name();
    let (space, local) = names.resolve_element(name);
    let space = namespace(space).map_err(|()| bad("undeclared prefix"))?;
    let prefix = name.prefix().map(|prefix| prefix.into_inner().to_owned());
    let local = local.into_inner();
    if !is_ncname(local) || prefix.as_deref().is_some_and(|prefix| !is_ncname(prefix)) {
        return Err(bad("element name"));
    }
    if !strict::are_attributes(start.attributes_raw()) {
        return Err(bad("attributes"));
    }
    let mut made = Element {
        prefix,
        local: local.to_owned(),
        space,
        declared: Vec::new(),
        attributes: Vec::new(),
        children: Vec::new(),
        span: at..at,
    };
    for (count, attribute) in start.attributes().enumerate() {
        if count >= MAX_ATTRIBUTES {
            return Err((Code::TooManyAttributes, "envelope"));
        }
        let attribute = attribute.map_err(|_| bad("attribute"))?;
        let value = value(&attribute.value).ok_or((Code::ForbiddenMarkup, "attribute value"))?;
        if let Some(declared) = attribute.key.as_namespace_binding() {
            let prefix = match declared {
                PrefixDeclaration::Default => String::new(),
                PrefixDeclaration::Named(prefix) => prefix.to_owned(),
            };
            // Escapes in a namespace name: the parser compares it as written.
            if (value.is_empty() && !prefix.is_empty()) || value != *attribute.value {
                return Err(bad("namespace declaration"));
            }
            made.declared.push((prefix, value));
            continue;
        }
        let (space, local) = names.resolve_attribute(attribute.key);
        let space = namespace(space).map_err(|()| bad("undeclared prefix"))?;
        let local = local.into_inner();
        let prefix = attribute.key.prefix().map(|prefix| prefix.into_inner());
        if !is_ncname(local) || prefix.is_some_and(|prefix| !is_ncname(prefix)) {
            return Err(bad("attribute name"));
        }
        let twin = |other: &Attribute| other.local == local && other.space == space;
        if made.attributes.iter().any(twin) {
            return Err(bad("attribute repeated"));
        }
        made.attributes.push(Attribute {
            prefix: prefix.map(str::to_owned),
            local: local.to_owned(),
            space,
            value,
        });
    }
    Ok(made)
}

fn namespace(found: ResolveResult<'_>) -> std::result::Result<Option<String>, ()> {
    match found {
        ResolveResult::Unbound => Ok(None),
        ResolveResult::Bound(space) => Ok(Some(space.0.to_owned())),
        ResolveResult::Unknown(_) => Err(()),
    }
}

fn append(parent: &mut Element, piece: &str) {
    match parent.children.last_mut() {
        Some(Child::Text(text)) => text.push_str(piece),
        _ => parent.children.push(Child::Text(piece.to_owned())),
    }
}

/// The character that a reference stands for, given what is between `&` and `;`.
fn character(name: &str) -> Option<char> {
    let code = match name {
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "amp" => return Some('&'),
        "apos" => return Some('\''),
        "quot" => return Some('"'),
        _ => name.strip_prefix('#')?,
    };
    let digits = |text: &str, radix| {
        let plain = text.chars().all(|c| c.is_digit(radix)) && text.len() <= 8;
        u32::from_str_radix(text, radix).ok().filter(|_| plain)
    };
    let number = match code.strip_prefix('x') {
        Some(hex) => digits(hex, 16)?,
        None => digits(code, 10)?,
    };
    char::from_u32(number).filter(|c| is_xml_char(*c))
}

/// The value of an attribute as XML 1.0 (3.3.3) normalises it.
fn value(raw: &str) -> Option<String> {
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..)?;
        match c {
            '<' => return None,
            '\r' => {
                rest = rest.strip_prefix('\n').unwrap_or(rest);
                value.push(' ');
            }
            '\t' | '\n' => value.push(' '),
            '&' => {
                let (name, tail) = rest.split_once(';')?;
                value.push(character(name)?);
                rest = tail;
            }
            c => value.push(c),
        }
    }
    Some(value)
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attribute_values_are_normalised_as_the_standard_says() {
        // XML 1.0, 3.3.3: white space becomes a blank, a reference to it stays what it is.
        assert_eq!(value("a\t\r\nb\nc").as_deref(), Some("a  b c"));
        assert_eq!(value("&#xA;&#13;&quot;").as_deref(), Some("\n\r\""));
        for bad in ["<", "&x;", "&", "&#0;", "&#xFFFE;", "&#+1;"] {
            assert_eq!(value(bad), None, "{bad}");
        }
    }

    #[test]
    fn text_is_one_whatever_parts_it() {
        let root = parse("<a>x<!--c-->y<![CDATA[<]]>&amp;z</a>", &Limits::default()).unwrap();
        assert_eq!(root.text().as_deref(), Some("xy<&z"));
    }

    #[test]
    fn what_an_envelope_never_needs_is_refused() {
        for bad in [
            "<!DOCTYPE a><a/>",
            "<?x?><a/>",
            "<a>&x;</a>",
            "<a/><b/>",
            "<a>",
            "x<a/>",
            "<p:a/>",
            "<a b='1' b='2'/>",
            "<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>",
            "<a xmlns:p=''/>",
            "",
        ] {
            assert!(parse(bad, &Limits::default()).is_err(), "{bad}");
        }
    }
}
