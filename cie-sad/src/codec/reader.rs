//! One pass over the parser's events, following the tree of the profile.

use std::ops::Range;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, NamespaceResolver, PrefixDeclaration, ResolveResult};
use quick_xml::reader::NsReader;

use super::bag::{At, Bag, Found, join};
use super::chars::{is_blank, is_ncname, is_xml_char};
use super::{Limits, Unknown, UnknownReason, line_column, strict, value};
use crate::profile::{Key, Kind, Leaf, Message, Node, Profile, Role};
use crate::{Code, Error};
use cie_core::error::Position;

/// Longest element or attribute name, in bytes.
const MAX_NAME: usize = 128;
/// Namespace declarations in scope at once.
const MAX_BINDINGS: usize = 64;

struct Frame<'p> {
    /// `None` inside something that the profile does not know.
    node: Option<&'p Node>,
    label: String,
    text: String,
    at: usize,
    /// Known elements seen inside, in order; only where a schema cares.
    inside: Vec<&'p Node>,
}

/// Reads one message; what was read so far stays available after a failure.
pub(super) struct Walker<'p, 't> {
    profile: &'p Profile,
    limits: Limits,
    text: &'t str,
    /// The part of the text that is the message.
    span: Range<usize>,
    /// Namespaces declared around the message.
    bindings: Vec<(String, String)>,
    wanted: &'p dyn Fn(Role) -> bool,
    /// The message, once its root was seen.
    pub(super) message: Option<&'p Message>,
    frames: Vec<Frame<'p>>,
    /// The bag of the root and of each group member being read.
    pub(super) bags: Vec<Bag<'p>>,
    pub(super) unknown: Vec<Unknown>,
    /// The bag of the root, once it was closed.
    pub(super) done: Option<Bag<'p>>,
    attached: usize,
}

fn fail(code: Code, offset: usize) -> At {
    At {
        error: Error::new(code),
        offset,
    }
}

fn say(code: Code, offset: usize, detail: impl Into<String>) -> At {
    At {
        error: Error::new(code).detail(detail.into()),
        offset,
    }
}

impl<'p, 't> Walker<'p, 't> {
    pub(super) fn new(
        profile: &'p Profile,
        limits: Limits,
        text: &'t str,
        wanted: &'p dyn Fn(Role) -> bool,
    ) -> Self {
        Self {
            profile,
            limits,
            text,
            span: 0..text.len(),
            bindings: Vec::new(),
            wanted,
            message: None,
            frames: Vec::new(),
            bags: Vec::new(),
            unknown: Vec::new(),
            done: None,
            attached: 0,
        }
    }

    /// Reads only a part of the text, within these namespaces.
    pub(super) fn within(mut self, span: Range<usize>, bindings: Vec<(String, String)>) -> Self {
        self.span = span;
        self.bindings = bindings;
        self
    }

    pub(super) fn run(&mut self) -> Found<()> {
        if let Some((at, _)) = self.text.char_indices().find(|(_, c)| !is_xml_char(*c)) {
            return Err(fail(Code::ForbiddenCharacter, at));
        }
        let base = self.span.start;
        let part = self.text.get(self.span.clone()).unwrap_or_default();
        let mut reader = NsReader::from_str(part);
        reader.config_mut().enable_all_checks(true);
        reader.config_mut().expand_empty_elements = true;
        reader
            .resolver_mut()
            .set_max_namespace_bindings(MAX_BINDINGS);
        for (prefix, space) in &self.bindings {
            let prefix = match prefix.as_str() {
                "" => PrefixDeclaration::Default,
                prefix => PrefixDeclaration::Named(prefix),
            };
            reader
                .resolver_mut()
                .add(prefix, Namespace(space))
                .map_err(|_| say(Code::NotWellFormed, base, "namespace declaration"))?;
        }
        loop {
            let at = base + offset(reader.buffer_position());
            let (namespace, event) = match reader.read_resolved_event() {
                Ok(found) => found,
                Err(error) => {
                    let place = (base + offset(reader.error_position())).max(at);
                    return Err(At {
                        error: Error::new(Code::NotWellFormed).caused_by(error),
                        offset: place,
                    });
                }
            };
            let ours = match namespace {
                ResolveResult::Unbound => {
                    self.profile.namespace.is_none() || !self.frames.is_empty()
                }
                ResolveResult::Bound(found) => self.profile.namespace.as_deref() == Some(found.0),
                ResolveResult::Unknown(_) => {
                    return Err(say(Code::NotWellFormed, at, "undeclared prefix"));
                }
            };
            let after = base + offset(reader.buffer_position());
            if after.saturating_sub(self.attached) > self.limits.plain_bytes {
                let inside = self.leaf().is_some_and(|leaf| is_attachment(Some(leaf)));
                if !inside || after > self.limits.bytes {
                    return Err(fail(Code::TooLarge, at));
                }
            }
            match event {
                Event::Start(start) => {
                    self.start(&start, ours, at)?;
                    self.attributes(&start, reader.resolver(), at)?;
                }
                Event::End(_) => self.end()?,
                Event::Text(text) => self.characters(&text.xml10_content(), at..after, true)?,
                Event::CData(text) => self.characters(&text.xml10_content(), at..after, false)?,
                Event::GeneralRef(reference) => {
                    let c = match reference.resolve_char_ref() {
                        Ok(Some(c)) if is_xml_char(c) => c,
                        Ok(Some(_)) | Err(_) => return Err(fail(Code::ForbiddenCharacter, at)),
                        Ok(None) => predefined(&reference.into_inner())
                            .ok_or_else(|| say(Code::ForbiddenMarkup, at, "entity"))?,
                    };
                    let mut buffer = [0; 4];
                    self.characters(c.encode_utf8(&mut buffer), at..after, false)?;
                }
                Event::Comment(_) => {}
                Event::Decl(declaration) => {
                    if at != 0 || !strict::is_declaration(&declaration) {
                        return Err(say(Code::NotWellFormed, at, "XML declaration"));
                    }
                }
                Event::PI(_) => return Err(say(Code::ForbiddenMarkup, at, "instruction")),
                Event::DocType(_) => return Err(say(Code::ForbiddenMarkup, at, "DTD")),
                Event::Empty(_) => return Err(fail(Code::NotWellFormed, at)),
                Event::Eof => {
                    return if self.done.is_some() {
                        Ok(())
                    } else {
                        Err(say(Code::NotWellFormed, at, "the message ends too soon"))
                    };
                }
            }
        }
    }

    fn leaf(&self) -> Option<&'p Leaf> {
        self.frames.last()?.node?.leaf.as_ref()
    }

    fn path(&self) -> String {
        let labels: Vec<&str> = self
            .frames
            .iter()
            .skip(1)
            .map(|frame| frame.label.as_str())
            .collect();
        labels.join("/")
    }

    fn start(&mut self, start: &BytesStart<'_>, ours: bool, at: usize) -> Found<()> {
        if self.done.is_some() {
            return Err(say(Code::NotWellFormed, at, "a second root"));
        }
        if self.frames.len() >= self.limits.depth {
            return Err(fail(Code::TooDeep, at));
        }
        let full = start.name();
        let (local, prefix) = full.decompose();
        let name = local.into_inner();
        let prefixed = prefix.is_none_or(|prefix| is_ncname(prefix.into_inner()));
        if !prefixed || !is_ncname(name) {
            return Err(say(Code::NotWellFormed, at, "element name"));
        }
        if full.0.len() > MAX_NAME {
            return Err(say(Code::TooLong, at, "element name"));
        }
        let node = if self.frames.is_empty() {
            Some(self.root(name, ours, at)?)
        } else {
            self.child(name, ours, at)?
        };
        if let (Some(node), Some(frame)) = (node, self.frames.last_mut()) {
            let late = |last: &&Node| self.profile.ordered && node.id < last.id;
            if frame.inside.last().is_some_and(late) {
                let path = join(&self.path(), &node.name);
                return Err(say(Code::OutOfOrder, at, path));
            }
            if frame.node.is_some_and(Node::is_bounded) || self.profile.ordered {
                frame.inside.push(node);
            }
        }
        let mut label = name.to_owned();
        if let (Some(node), false) = (node, self.frames.is_empty()) {
            if let Some(group) = node.group {
                self.slot(node, name, at)?;
                let count = self.bags.last().map_or(0, |bag| bag.members(group)) + 1;
                if count > self.limits.members {
                    return Err(say(Code::TooMany, at, group.name()));
                }
                label = format!("{}[{count}]", node.name);
                let path = join(&self.path(), &label);
                self.bags.push(Bag::new(node, path, at));
            } else if let Some(bag) = self.bags.last_mut() {
                if bag.seen.contains(&node.id) {
                    let path = join(&self.path(), &node.name);
                    return Err(say(Code::DuplicateElement, at, path));
                }
                bag.seen.push(node.id);
            }
        }
        self.frames.push(Frame {
            node,
            label,
            text: String::new(),
            at,
            inside: Vec::new(),
        });
        Ok(())
    }

    /// Of the elements that hold one member each, none may be there twice or out of order.
    fn slot(&mut self, node: &Node, name: &str, at: usize) -> Found<()> {
        let Some(slot) = node.slots.iter().position(|other| other == name) else {
            return Ok(());
        };
        let path = join(&self.path(), name);
        let marks = [node.id, u16::MAX - node.id];
        let Some(bag) = self.bags.last_mut() else {
            return Ok(());
        };
        let seen = marks.map(|mark| bag.seen.contains(&mark));
        match (slot, seen) {
            (0, [true, _]) | (1, [_, true]) => Err(say(Code::DuplicateElement, at, path)),
            (0, [_, true]) if self.profile.ordered => Err(say(Code::OutOfOrder, at, path)),
            _ => {
                bag.seen.extend(marks.get(slot));
                Ok(())
            }
        }
    }

    fn root(&mut self, name: &str, ours: bool, at: usize) -> Found<&'p Node> {
        let found = self
            .profile
            .messages
            .iter()
            .find(|message| message.root.name == name && (self.wanted)(message.role));
        let message = found
            .filter(|_| ours)
            .ok_or_else(|| fail(Code::UnknownMessage, at))?;
        self.message = Some(message);
        self.bags.push(Bag::new(&message.root, String::new(), at));
        Ok(&message.root)
    }

    fn child(&mut self, name: &str, ours: bool, at: usize) -> Found<Option<&'p Node>> {
        let Some(parent) = self.frames.last().and_then(|frame| frame.node) else {
            return Ok(None);
        };
        if parent.leaf.is_some() {
            return Err(say(Code::MixedContent, at, self.path()));
        }
        let child = parent.child(name).filter(|_| ours);
        if child.is_none() {
            let path = join(&self.path(), name);
            self.report(path, at)?;
        }
        Ok(child)
    }

    fn report(&mut self, path: String, at: usize) -> Found<()> {
        if self.unknown.len() >= self.limits.unknown {
            return Err(say(Code::TooMany, at, "unknown elements"));
        }
        let (line, column) = line_column(self.text, at);
        self.unknown.push(Unknown {
            path,
            at: Position::Text { line, column },
            reason: UnknownReason::NotInProfile,
        });
        Ok(())
    }

    fn attributes(
        &mut self,
        start: &BytesStart<'_>,
        names: &NamespaceResolver,
        at: usize,
    ) -> Found<()> {
        let mut seen = Vec::new();
        if !strict::are_attributes(start.attributes_raw()) {
            return Err(say(Code::NotWellFormed, at, "attributes"));
        }
        for (count, attribute) in start.attributes().enumerate() {
            if count >= self.limits.attributes {
                return Err(fail(Code::TooManyAttributes, at));
            }
            let attribute = attribute.map_err(|error| At {
                error: Error::new(Code::NotWellFormed).caused_by(error),
                offset: at,
            })?;
            let name = attribute.key.0;
            if name.len() > MAX_NAME || !name.splitn(2, ':').all(is_ncname) {
                return Err(say(Code::NotWellFormed, at, "attribute name"));
            }
            // The parser compares names as written; two prefixes may mean one namespace.
            let twin = match names.resolve_attribute(attribute.key) {
                (ResolveResult::Unknown(_), _) => true,
                (ResolveResult::Unbound, _) => false,
                (ResolveResult::Bound(space), local) => {
                    let full = (space.0.to_owned(), local.into_inner().to_owned());
                    let twin = seen.contains(&full);
                    seen.push(full);
                    twin
                }
            };
            if twin {
                return Err(say(Code::NotWellFormed, at, "attribute namespace"));
            }
            if name.starts_with("xmlns:") && attribute.value.is_empty() {
                return Err(say(Code::NotWellFormed, at, "empty namespace"));
            }
            if attribute.value.contains('<') {
                return Err(say(Code::NotWellFormed, at, "attribute value"));
            }
            if quick_xml::escape::unescape(&attribute.value).is_err() {
                return Err(say(Code::ForbiddenMarkup, at, "entity"));
            }
            let known = self.frames.last().is_some_and(|frame| frame.node.is_some());
            if known && attribute.key.as_namespace_binding().is_none() {
                self.report(join(&self.path(), &format!("@{name}")), at)?;
            }
        }
        Ok(())
    }

    /// Text, or what stands for it; only plain text may stand outside the root, if blank.
    fn characters(&mut self, text: &str, span: Range<usize>, plain: bool) -> Found<()> {
        let at = span.start;
        if plain && text.contains("]]>") {
            return Err(say(Code::NotWellFormed, at, "]]> in text"));
        }
        if self.frames.is_empty() {
            return if plain && is_blank(text) {
                Ok(())
            } else {
                Err(say(Code::NotWellFormed, at, "text outside the root"))
            };
        }
        self.append(text, span)
    }

    fn append(&mut self, text: &str, span: Range<usize>) -> Found<()> {
        let (leaf, limit) = (self.leaf(), self.limits.text);
        let Some(frame) = self.frames.last_mut() else {
            return Ok(());
        };
        match (frame.node, leaf) {
            (None, _) => Ok(()),
            (Some(_), None) if is_blank(text) => Ok(()),
            (Some(_), None) => {
                let path = self.path();
                Err(say(Code::MixedContent, span.start, path))
            }
            (Some(_), leaf) => {
                frame.text.push_str(text);
                if is_attachment(leaf) {
                    self.attached += span.len();
                } else if frame.text.len() > limit {
                    let offset = frame.at;
                    let path = self.path();
                    return Err(say(Code::TooLong, offset, path));
                }
                Ok(())
            }
        }
    }

    fn end(&mut self) -> Found<()> {
        let path = self.path();
        let Some(frame) = self.frames.pop() else {
            return Ok(());
        };
        let Some(node) = frame.node else {
            return Ok(());
        };
        if node.is_bounded() {
            let there: Vec<&str> = frame.inside.iter().map(|node| node.name.as_str()).collect();
            if let Some(missing) = node.lacks(&there) {
                return Err(say(Code::Incomplete, frame.at, join(&path, &missing)));
            }
        }
        match &node.leaf {
            Some(Leaf::Field(key)) => {
                if node
                    .text
                    .as_ref()
                    .is_some_and(|kind| !kind.fits(&frame.text))
                {
                    return Err(say(Code::NotInType, frame.at, path));
                }
                self.field(*key, frame.text, frame.at, &path)?;
            }
            Some(Leaf::Fixed(expected))
                if frame.text.trim() != expected
                    && !node.accept.iter().any(|other| other == frame.text.trim()) =>
            {
                let what = format!("{path} is {expected}");
                return Err(say(Code::UnknownToken, frame.at, what));
            }
            Some(Leaf::Fixed(_)) | None => {}
        }
        if node.group.is_some() || self.frames.is_empty() {
            self.close()?;
        }
        Ok(())
    }

    fn field(&mut self, key: Key, text: String, at: usize, path: &str) -> Found<()> {
        if key == Key::MessageCode {
            let code = self.message.and_then(|message| message.code.as_deref());
            if let Some(code) = code.filter(|code| text.trim() != *code) {
                return Err(say(Code::UnknownToken, at, format!("{path} is {code}")));
            }
        }
        let parsed =
            value::parse(self.profile, key, text).map_err(|error| At { error, offset: at })?;
        if let (Some(value), Some(bag)) = (parsed, self.bags.last_mut()) {
            bag.put(key, value, at);
        }
        Ok(())
    }

    /// Ends the root or a group member: what the profile assumes comes in, the bag goes out.
    fn close(&mut self) -> Found<()> {
        let Some(mut bag) = self.bags.pop() else {
            return Ok(());
        };
        let mut assumed = Vec::new();
        bag.node()
            .assumptions(&mut |key, text| assumed.push((key, text)));
        for (key, text) in assumed {
            let offset = bag.at;
            let parsed = value::parse(self.profile, key, text.to_owned());
            let parsed = parsed.map_err(|error| At { error, offset })?;
            if let Some(value) = parsed {
                bag.put(key, value, offset);
            }
        }
        match (self.bags.last_mut(), bag.node().group) {
            (Some(parent), Some(group)) => parent.add(group, bag),
            _ => self.done = Some(bag),
        }
        Ok(())
    }
}

fn is_attachment(leaf: Option<&Leaf>) -> bool {
    matches!(leaf, Some(Leaf::Field(key)) if key.kind() == Kind::Bytes)
}

fn predefined(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "apos" => Some('\''),
        "quot" => Some('"'),
        _ => None,
    }
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}
