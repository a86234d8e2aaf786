//! One pass over the parser's events, following the tree of the profile.

use std::borrow::Cow;
use std::io::BufRead;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::PrefixDeclaration;

use super::bag::{At, Bag, Bags, Found, join};
use super::chars::{forbidden, is_blank, is_ncname, is_xml_char};
use super::scope::{Scopes, Space};
use super::value::Value;
use super::{Limits, Unknown, UnknownReason, line_column, strict, value};
use crate::profile::{Key, Kind, Leaf, Message, Node, Profile, Role};
use crate::{Code, Error};
use cie_core::error::Position;

/// Longest element or attribute name, in bytes.
const MAX_NAME: usize = 128;

struct Frame<'p, 't> {
    /// `None` inside something that the profile does not know.
    node: Option<&'p Node>,
    /// Name with its prefix, as written.
    full: &'t str,
    /// Local name, as written.
    name: &'t str,
    /// Which member of its group it is, from 1; 0 for none.
    member: usize,
    text: Cow<'t, str>,
    at: usize,
    /// Known elements seen inside, in order; only where a schema cares.
    inside: Vec<&'p Node>,
    /// Where to look for the next element first: the one after the last.
    next: usize,
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
    scopes: Scopes,
    /// Whether names without a prefix are in the namespace of the profile, once somebody asked and
    /// until a declaration comes or goes.
    default_is_ours: Option<bool>,
    /// The message, once its root was seen.
    pub(super) message: Option<&'p Message>,
    frames: Vec<Frame<'p, 't>>,
    /// The bag of the root and of each group member being read.
    pub(super) bags: Bags<'p>,
    pub(super) unknown: Vec<Unknown>,
    /// The bag of the root, once it was closed.
    pub(super) done: Option<Box<Bag<'p>>>,
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
            scopes: Scopes::default(),
            default_is_ours: None,
            message: None,
            frames: Vec::with_capacity(12),
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
        if let Some(at) = forbidden(self.text) {
            return Err(fail(Code::ForbiddenCharacter, at));
        }
        for (prefix, space) in &self.bindings {
            self.scopes.declare(0, prefix, space).ok_or_else(|| {
                say(
                    Code::NotWellFormed,
                    self.span.start,
                    "namespace declaration",
                )
            })?;
        }
        let base = self.span.start;
        let part = self.text.get(self.span.clone()).unwrap_or_default();
        let mut reader = Reader::from_str(part);
        reader.config_mut().enable_all_checks(true);
        reader.config_mut().expand_empty_elements = true;
        // Names of end tags are compared here: the parser does not see those that `rest_of_field`
        // takes past it.
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        loop {
            let at = base + offset(reader.buffer_position());
            let event = match reader.read_event() {
                Ok(found) => found,
                Err(error) => {
                    let place = (base + offset(reader.error_position())).max(at);
                    return Err(At {
                        error: Error::new(Code::NotWellFormed).caused_by(error),
                        offset: place,
                    });
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
                    self.start(&start, at)?;
                    self.attributes(&start, at)?;
                    let mut taken = 0;
                    if let Some(length) = self.rest_of_field(after) {
                        taken = length;
                        self.end()?;
                    }
                    taken += self.blank(after + taken);
                    reader.stream().consume(taken);
                }
                Event::End(end) => {
                    let name = end.name().0;
                    if self.frames.last().is_none_or(|frame| frame.full != name) {
                        return Err(say(Code::NotWellFormed, at, "end tag"));
                    }
                    self.end()?;
                    let blank = self.blank(after);
                    reader.stream().consume(blank);
                }
                Event::Text(text) => {
                    let raw = self.text.get(at..after).unwrap_or_default();
                    // Only a carriage return makes the content differ from what stands there.
                    let content = if raw.contains('\r') {
                        Cow::Owned(text.xml10_content().into_owned())
                    } else {
                        Cow::Borrowed(raw)
                    };
                    self.characters(content, at..after, true)?;
                }
                Event::CData(text) => {
                    let content = Cow::Owned(text.xml10_content().into_owned());
                    self.characters(content, at..after, false)?;
                }
                Event::GeneralRef(reference) => {
                    let c = match reference.resolve_char_ref() {
                        Ok(Some(c)) if is_xml_char(c) => c,
                        Ok(Some(_)) | Err(_) => return Err(fail(Code::ForbiddenCharacter, at)),
                        Ok(None) => predefined(&reference.into_inner())
                            .ok_or_else(|| say(Code::ForbiddenMarkup, at, "entity"))?,
                    };
                    self.characters(Cow::Owned(c.to_string()), at..after, false)?;
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

    /// Takes the text of a field when nothing but it and the end tag follow, which is how most of a
    /// message looks; says how many bytes that is. The parser need not look at them again.
    fn rest_of_field(&mut self, after: usize) -> Option<usize> {
        let (attached, limits, span) = (self.attached, self.limits, self.span.end);
        let frame = self.frames.last_mut()?;
        let leaf = frame.node.and_then(|node| node.leaf.as_ref());
        if leaf.is_none() || is_attachment(leaf) {
            return None;
        }
        let rest = self.text.get(after..span)?;
        // What has to be looked at more closely is left to the events.
        let end = rest
            .bytes()
            .position(|b| matches!(b, b'<' | b'&' | b'\r' | b']'))?;
        let (raw, tag) = rest.split_at_checked(end)?;
        let tail = tag.strip_prefix("</")?.strip_prefix(frame.full)?;
        let length = end + 3 + frame.full.len();
        let fits = raw.len() <= limits.text && after + length - attached <= limits.plain_bytes;
        // `<a/>` ends itself: what follows it is not its text.
        let open = !self.text.get(..after)?.ends_with("/>");
        if !fits || !open || !tail.starts_with('>') {
            return None;
        }
        frame.text = Cow::Borrowed(raw);
        Some(length)
    }

    /// White space before the next tag, where it means nothing: how many bytes.
    fn blank(&self, after: usize) -> usize {
        if self.leaf().is_some() {
            return 0;
        }
        let rest = self.text.get(after..self.span.end).unwrap_or_default();
        let space = |b: u8| matches!(b, b' ' | b'\t' | b'\r' | b'\n');
        let length = rest.bytes().position(|b| !space(b)).unwrap_or(0);
        match rest.as_bytes().get(length) {
            Some(b'<') => length,
            _ => 0,
        }
    }

    fn leaf(&self) -> Option<&'p Leaf> {
        self.frames.last()?.node?.leaf.as_ref()
    }

    fn path(&self) -> String {
        Self::path_of(&self.frames)
    }

    /// Names from below the root, joined when somebody asks.
    fn path_of(frames: &[Frame<'_, '_>]) -> String {
        let mut path = String::with_capacity(64);
        for frame in frames.iter().skip(1) {
            // A member of a group goes by the name of the profile, whatever it was called.
            let name = frame.node.filter(|_| frame.member > 0);
            add(
                &mut path,
                name.map_or(frame.name, |node| &node.name),
                frame.member,
            );
        }
        path
    }

    /// The path of a member that begins.
    fn member_path(&self, name: &str, member: usize) -> String {
        let mut path = self.path();
        add(&mut path, name, member);
        path
    }

    fn start(&mut self, start: &BytesStart<'_>, at: usize) -> Found<()> {
        if self.done.is_some() {
            return Err(say(Code::NotWellFormed, at, "a second root"));
        }
        if self.frames.len() >= self.limits.depth {
            return Err(fail(Code::TooDeep, at));
        }
        self.declarations(start, at)?;
        let length = start.name().0.len();
        // The name stands right after the bracket: borrowed from the text, it outlives the event.
        let full = self.text.get(at + 1..at + 1 + length).unwrap_or_default();
        let parent = self.frames.last();
        let parent = parent.and_then(|frame| Some((frame.node?, frame.next)));
        let known = |name: &str| parent.and_then(|(node, next)| node.child_from(next, name));
        // Names of a profile have no colon: a name that is one of them needs not be split.
        let whole = known(full);
        let colon = match whole {
            Some(_) => None,
            None => full.bytes().position(|b| b == b':'),
        };
        let (prefix, name) = colon.map_or(("", full), |at| {
            let (prefix, name) = full.split_at(at);
            (prefix, name.get(1..).unwrap_or_default())
        });
        let known = whole.or_else(|| colon.and_then(|_| known(name)));
        // The names of a profile were looked at when it was loaded.
        let prefixed = prefix.len() + name.len() < length;
        if (known.is_none() && !is_ncname(name)) || (prefixed && !is_ncname(prefix)) {
            return Err(say(Code::NotWellFormed, at, "element name"));
        }
        if length > MAX_NAME {
            return Err(say(Code::TooLong, at, "element name"));
        }
        let known_space = self.default_is_ours.filter(|_| prefix.is_empty());
        let ours = match known_space {
            // For the root, having no namespace means something else.
            Some(ours) if !self.frames.is_empty() => ours,
            _ => self.is_ours(prefix, at)?,
        };
        let node = if self.frames.is_empty() {
            Some(self.root(name, ours, at)?)
        } else {
            self.child(known.filter(|_| ours), name, at)?
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
        let mut member = 0;
        if let (Some(node), false) = (node, self.frames.is_empty()) {
            if let Some(group) = node.group {
                self.slot(node, name, at)?;
                let count = self.bags.last().map_or(0, |bag| bag.members(group)) + 1;
                if count > self.limits.members {
                    return Err(say(Code::TooMany, at, group.name()));
                }
                member = count;
                let path = self.member_path(&node.name, count);
                self.bags.push(Bag::new(node, path, at));
            } else if let Some(bag) = self.bags.last_mut()
                && !bag.seen.add(node.id)
            {
                let path = join(&self.path(), &node.name);
                return Err(say(Code::DuplicateElement, at, path));
            }
        }
        self.frames.push(Frame {
            node,
            full,
            name,
            member,
            text: Cow::Borrowed(""),
            at,
            inside: Vec::new(),
            next: 0,
        });
        Ok(())
    }

    /// Whether a prefix stands for the namespace of the profile.
    fn is_ours(&mut self, prefix: &str, at: usize) -> Found<bool> {
        let inside = !self.frames.is_empty();
        let ours = match self.scopes.resolve(prefix) {
            Space::None => self.profile.namespace.is_none() || inside,
            Space::Some(space) => self.profile.namespace.as_deref() == Some(space),
            Space::Unknown => return Err(say(Code::NotWellFormed, at, "undeclared prefix")),
        };
        if prefix.is_empty() && inside {
            self.default_is_ours = Some(ours);
        }
        Ok(ours)
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
        let seen = marks.map(|mark| bag.seen.has(mark));
        match (slot, seen) {
            (0, [true, _]) | (1, [_, true]) => Err(say(Code::DuplicateElement, at, path)),
            (0, [_, true]) if self.profile.ordered => Err(say(Code::OutOfOrder, at, path)),
            _ => {
                if let Some(mark) = marks.get(slot) {
                    bag.seen.add(*mark);
                }
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
        let bag = Bag::new(&message.root, String::new(), at);
        self.bags.push(bag);
        Ok(&message.root)
    }

    fn child(
        &mut self,
        known: Option<(usize, &'p Node)>,
        name: &str,
        at: usize,
    ) -> Found<Option<&'p Node>> {
        let Some(frame) = self.frames.last_mut() else {
            return Ok(None);
        };
        let Some(parent) = frame.node else {
            return Ok(None);
        };
        if parent.leaf.is_some() {
            return Err(say(Code::MixedContent, at, self.path()));
        }
        let Some((place, node)) = known else {
            let path = join(&self.path(), name);
            self.report(path, at)?;
            return Ok(None);
        };
        // Members of a group follow each other.
        frame.next = place + usize::from(node.group.is_none());
        Ok(Some(node))
    }

    /// Takes the namespaces that an element declares, which hold for its own name already.
    fn declarations(&mut self, start: &BytesStart<'_>, at: usize) -> Found<()> {
        if start.attributes_raw().is_empty() {
            return Ok(());
        }
        self.default_is_ours = None;
        let depth = self.frames.len() + 1;
        let mut attributes = start.attributes();
        attributes.with_checks(false);
        // What is wrong with an attribute itself is told when all of them are looked at.
        for (count, attribute) in attributes.map_while(Result::ok).enumerate() {
            if count >= self.limits.attributes {
                return Err(fail(Code::TooManyAttributes, at));
            }
            let prefix = match attribute.key.as_namespace_binding() {
                Some(PrefixDeclaration::Default) => "",
                Some(PrefixDeclaration::Named(prefix)) => prefix,
                None => continue,
            };
            self.scopes
                .declare(depth, prefix, &attribute.value)
                .ok_or_else(|| say(Code::NotWellFormed, at, "namespace declaration"))?;
        }
        Ok(())
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

    fn attributes(&mut self, start: &BytesStart<'_>, at: usize) -> Found<()> {
        if start.attributes_raw().is_empty() {
            return Ok(());
        }
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
            // An attribute without a prefix is in no namespace, whatever the default is.
            let twin = match name.split_once(':') {
                None => false,
                Some((prefix, local)) => match self.scopes.resolve(prefix) {
                    Space::Unknown => true,
                    Space::None => false,
                    Space::Some(space) => {
                        let full = (space.to_owned(), local.to_owned());
                        let twin = seen.contains(&full);
                        seen.push(full);
                        twin
                    }
                },
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
    fn characters(&mut self, text: Cow<'t, str>, span: Range<usize>, plain: bool) -> Found<()> {
        let at = span.start;
        if plain && text.as_bytes().contains(&b']') && text.contains("]]>") {
            return Err(say(Code::NotWellFormed, at, "]]> in text"));
        }
        if self.frames.is_empty() {
            return if plain && is_blank(&text) {
                Ok(())
            } else {
                Err(say(Code::NotWellFormed, at, "text outside the root"))
            };
        }
        self.append(text, span)
    }

    fn append(&mut self, text: Cow<'t, str>, span: Range<usize>) -> Found<()> {
        let (leaf, limit) = (self.leaf(), self.limits.text);
        let Some(frame) = self.frames.last_mut() else {
            return Ok(());
        };
        match (frame.node, leaf) {
            (None, _) => Ok(()),
            (Some(_), None) if is_blank(&text) => Ok(()),
            (Some(_), None) => {
                let path = self.path();
                Err(say(Code::MixedContent, span.start, path))
            }
            (Some(_), leaf) => {
                if frame.text.is_empty() {
                    frame.text = text;
                } else {
                    frame.text.to_mut().push_str(&text);
                }
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
        let Some(frame) = self.frames.last_mut() else {
            return Ok(());
        };
        let (node, at) = (frame.node, frame.at);
        let text = std::mem::take(&mut frame.text);
        if let Some(node) = node.filter(|node| node.is_bounded()) {
            let there: Vec<&str> = frame.inside.iter().map(|node| node.name.as_str()).collect();
            if let Some(missing) = node.lacks(&there) {
                return Err(say(Code::Incomplete, at, join(&self.path(), &missing)));
            }
        }
        if let Some((node, leaf)) = node.and_then(|node| Some((node, node.leaf.as_ref()?))) {
            match leaf {
                Leaf::Field(key) => {
                    if node.text.as_ref().is_some_and(|kind| !kind.fits(&text)) {
                        return Err(say(Code::NotInType, at, self.path()));
                    }
                    self.field(*key, text, at)?;
                }
                Leaf::Fixed(expected) => {
                    let text = text.trim();
                    if text != expected && !node.accept.iter().any(|other| other == text) {
                        let what = format!("{} is {expected}", self.path());
                        return Err(say(Code::UnknownToken, at, what));
                    }
                }
            }
        }
        self.frames.pop();
        if self.scopes.leave(self.frames.len()) {
            self.default_is_ours = None;
        }
        if node.is_some_and(|node| node.group.is_some() || self.frames.is_empty()) {
            self.close()?;
        }
        Ok(())
    }

    fn field(&mut self, key: Key, text: Cow<'t, str>, at: usize) -> Found<()> {
        let value = if key == Key::MessageCode {
            let code = self.message.and_then(|message| message.code.as_deref());
            if let Some(code) = code.filter(|code| text.trim() != *code) {
                let what = format!("{} is {code}", self.path());
                return Err(say(Code::UnknownToken, at, what));
            }
            Some(Value::Text(text.into_owned()))
        } else if key.kind() == Kind::Text {
            Some(Value::Text(text.into_owned()))
        } else {
            value::parse(self.profile, key, &text).map_err(|error| At { error, offset: at })?
        };
        if let (Some(value), Some(bag)) = (value, self.bags.last_mut()) {
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
            let parsed = value::parse(self.profile, key, text);
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

/// Adds a name to a path; 0 is no member of a group.
fn add(path: &mut String, name: &str, member: usize) {
    if !path.is_empty() {
        path.push('/');
    }
    path.push_str(name);
    if member > 0 {
        path.push('[');
        path.push_str(&member.to_string());
        path.push(']');
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
