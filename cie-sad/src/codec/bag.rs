//! Fields that were read, each with its place, until the model takes them.

use super::slots::{Seen, Slots};
use chrono::{NaiveDate, NaiveDateTime};

use super::value::Value;
use crate::profile::{Group, Key, Node};
use crate::{Code, Error};

/// An error and the byte of the text it is about, before lines are counted.
pub(super) struct At {
    pub(super) error: Error,
    pub(super) offset: usize,
}

/// Result with an offset.
pub(super) type Found<T> = std::result::Result<T, At>;

/// Bags in order; boxed, because they go from hand to hand and are several hundred bytes each.
pub(super) type Bags<'p> = Vec<Box<Bag<'p>>>;

/// The fields of a message or of a group member.
pub(super) struct Bag<'p> {
    node: &'p Node,
    /// Path from the root.
    pub(super) path: String,
    /// Byte of the start tag.
    pub(super) at: usize,
    /// Each with its byte in the text; a message of 4 GiB would not be read.
    values: Slots<(Value, u32)>,
    groups: [Bags<'p>; Group::ALL.len()],
    /// Elements seen that may occur once.
    pub(super) seen: Seen,
}

impl<'p> Bag<'p> {
    pub(super) fn new(node: &'p Node, path: String, at: usize) -> Box<Self> {
        Box::new(Self {
            node,
            path,
            at,
            values: Slots::default(),
            groups: Default::default(),
            seen: Seen::default(),
        })
    }

    pub(super) fn node(&self) -> &'p Node {
        self.node
    }

    pub(super) fn put(&mut self, key: Key, value: Value, at: usize) {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        self.values.put(key, (value, at));
    }

    pub(super) fn add(&mut self, group: Group, member: Box<Bag<'p>>) {
        if let Some(members) = self.groups.get_mut(group as usize) {
            members.push(member);
        }
    }

    pub(super) fn members(&self, group: Group) -> usize {
        self.groups.get(group as usize).map_or(0, Vec::len)
    }

    pub(super) fn group(&mut self, group: Group) -> Bags<'p> {
        self.groups
            .get_mut(group as usize)
            .map(std::mem::take)
            .unwrap_or_default()
    }

    /// Whether a field is there and not empty.
    pub(super) fn has(&self, key: Key) -> bool {
        match self.values.get(key) {
            Some((Value::Text(text), _)) => !text.is_empty(),
            Some(_) => true,
            None => false,
        }
    }

    pub(super) fn any(&self, keys: &[Key]) -> bool {
        keys.iter().any(|key| self.has(*key))
    }

    /// A text, left where it is.
    pub(super) fn peek(&self, key: Key) -> Option<&str> {
        match self.values.get(key) {
            Some((Value::Text(text), _)) => Some(text),
            _ => None,
        }
    }

    /// A moment, left where it is.
    pub(super) fn peek_date_time(&self, key: Key) -> Option<NaiveDateTime> {
        match self.values.get(key) {
            Some((Value::DateTime(at), _)) => Some(*at),
            _ => None,
        }
    }

    /// What nobody took, with its place; empty texts do not count.
    pub(super) fn leftovers(self) -> Vec<(String, usize)> {
        let (path, node) = (self.path, self.node);
        let name = |key: Key| join(&path, &node.path_of(key).unwrap_or_default());
        let empty = |value: &Value| matches!(value, Value::Text(text) if text.is_empty());
        let mut left: Vec<_> = self
            .values
            .iter()
            .filter(|(key, (value, _))| {
                !empty(value) && *key != Key::MessageCode && !node.assumes(*key)
            })
            .map(|(key, (_, at))| (name(key), *at as usize))
            .collect();
        for member in self.groups.into_iter().flatten() {
            left.extend(member.leftovers());
        }
        left
    }

    /// Where a field stands; where its group begins, without it.
    pub(super) fn offset(&self, key: Key) -> usize {
        self.values.get(key).map_or(self.at, |(_, at)| *at as usize)
    }

    pub(super) fn error(&self, code: Code, key: Key) -> At {
        self.error_at(code, key, self.offset(key))
    }

    /// An error about a field that may have been taken since its place was asked for.
    pub(super) fn error_at(&self, code: Code, key: Key, offset: usize) -> At {
        let element = self.node.path_of(key).unwrap_or_default();
        At {
            error: Error::new(code).detail(format!(
                "{} ({})",
                join(&self.path, &element),
                key.name()
            )),
            offset,
        }
    }

    fn need<T>(&self, key: Key, value: Option<T>) -> Found<T> {
        value.ok_or_else(|| self.error(Code::MissingElement, key))
    }

    /// Takes a field that the model has no use for and nobody need hear of.
    pub(super) fn drop(&mut self, key: Key) {
        self.values.take(key);
    }

    /// A text kept even when empty; `None` only without the element.
    pub(super) fn exact(&mut self, key: Key) -> Option<String> {
        match self.values.take(key) {
            Some((Value::Text(text), _)) => Some(text),
            _ => None,
        }
    }

    pub(super) fn text(&mut self, key: Key) -> Option<String> {
        self.exact(key).filter(|text| !text.is_empty())
    }

    pub(super) fn need_text(&mut self, key: Key) -> Found<String> {
        let text = self.text(key);
        self.need(key, text)
    }

    /// A text of another type, such as an identifier.
    pub(super) fn parsed<T: std::str::FromStr>(&mut self, key: Key) -> Found<Option<T>> {
        let at = self.offset(key);
        match self.text(key).map(|text| text.parse()) {
            None => Ok(None),
            Some(Ok(value)) => Ok(Some(value)),
            Some(Err(_)) => Err(self.error_at(Code::BadValue, key, at)),
        }
    }

    pub(super) fn need_parsed<T: std::str::FromStr>(&mut self, key: Key) -> Found<T> {
        let value = self.parsed(key)?;
        self.need(key, value)
    }

    pub(super) fn date(&mut self, key: Key) -> Option<NaiveDate> {
        match self.values.take(key) {
            Some((Value::Date(date), _)) => Some(date),
            _ => None,
        }
    }

    pub(super) fn need_date(&mut self, key: Key) -> Found<NaiveDate> {
        let date = self.date(key);
        self.need(key, date)
    }

    pub(super) fn need_date_time(&mut self, key: Key) -> Found<NaiveDateTime> {
        match self.values.take(key) {
            Some((Value::DateTime(at), _)) => Ok(at),
            _ => Err(self.error(Code::MissingElement, key)),
        }
    }

    /// The index of a token in its set.
    pub(super) fn token(&mut self, key: Key) -> Option<usize> {
        match self.values.take(key) {
            Some((Value::Token(member) | Value::Outcome(member, _), _)) => Some(member),
            _ => None,
        }
    }

    pub(super) fn need_token(&mut self, key: Key) -> Found<usize> {
        let member = self.token(key);
        self.need(key, member)
    }

    /// A flag whose first member means yes.
    pub(super) fn flag(&mut self, key: Key) -> Option<bool> {
        self.token(key).map(|member| member == 0)
    }

    pub(super) fn number(&mut self, key: Key) -> Option<u16> {
        match self.values.take(key) {
            Some((Value::Number(number), _)) => Some(number),
            _ => None,
        }
    }

    pub(super) fn need_bytes(&mut self, key: Key) -> Found<Vec<u8>> {
        match self.values.take(key) {
            Some((Value::Bytes(bytes), _)) => Ok(bytes.into_vec()),
            _ => Err(self.error(Code::MissingElement, key)),
        }
    }
}

pub(super) fn join(path: &str, rest: &str) -> String {
    match (path, rest) {
        ("", rest) => rest.to_owned(),
        (path, "") => path.to_owned(),
        (path, rest) => format!("{path}/{rest}"),
    }
}
