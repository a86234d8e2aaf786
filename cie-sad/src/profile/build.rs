//! From the entries of a profile to the tree of a message, with every check on the way.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::load::Source;
use super::{Group, Key, Kind, Leaf, Node, Scope, TextType, Tokens};
use crate::{Code, Error, Result};

/// Deepest nesting of blocks, and of elements in a layout.
const MAX_DEPTH: usize = 12;

/// One line of a layout.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    path: Option<String>,
    field: Option<String>,
    value: Option<String>,
    block: Option<String>,
    group: Option<String>,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    one_of: Vec<String>,
    #[serde(rename = "type")]
    text: Option<String>,
    incomplete: Option<String>,
    #[serde(default)]
    accept: Vec<String>,
    #[serde(default)]
    slots: Vec<String>,
    #[serde(default)]
    forget: bool,
}

/// Whether a text is an XML name without a colon.
pub(super) fn is_name(text: &str) -> bool {
    text.len() <= 128 && crate::codec::is_ncname(text)
}

pub(super) struct Builder<'s, 't> {
    source: &'s Source<'t>,
    tokens: &'s Tokens,
    types: &'s BTreeMap<String, TextType>,
    blocks: &'s BTreeMap<String, Vec<Spanned<Entry>>>,
}

struct Place<'b> {
    scope: Scope,
    depth: usize,
    blocks: Vec<&'b str>,
}

impl<'s, 't> Builder<'s, 't> {
    pub(super) fn new(
        source: &'s Source<'t>,
        tokens: &'s Tokens,
        types: &'s BTreeMap<String, TextType>,
        blocks: &'s BTreeMap<String, Vec<Spanned<Entry>>>,
    ) -> Self {
        Self {
            source,
            tokens,
            types,
            blocks,
        }
    }

    /// Builds one message.
    pub(super) fn message(
        &self,
        root: &str,
        scope: Scope,
        span: Range<usize>,
        entries: &'s [Spanned<Entry>],
    ) -> Result<Node> {
        let mut node = Node {
            name: root.to_owned(),
            ..Node::default()
        };
        let place = Place {
            scope,
            depth: 0,
            blocks: Vec::new(),
        };
        self.fill(&mut node, entries, &place)?;
        self.complete(&node, scope, span)?;
        number(&mut node, &mut 0);
        Ok(node)
    }

    fn error(&self, code: Code, entry: &Spanned<Entry>, detail: impl Into<String>) -> Error {
        self.source.error(code, entry.span(), detail)
    }

    fn fill(
        &self,
        node: &mut Node,
        entries: &'s [Spanned<Entry>],
        place: &Place<'s>,
    ) -> Result<()> {
        if place.depth > MAX_DEPTH {
            let span = entries.first().map_or(0..0, Spanned::span);
            return Err(self.source.error(Code::BadBlock, span, "nested too deeply"));
        }
        entries
            .iter()
            .try_for_each(|entry| self.entry(node, entry, place))
    }

    fn entry(&self, node: &mut Node, entry: &'s Spanned<Entry>, place: &Place<'s>) -> Result<()> {
        let raw = entry.get_ref();
        let field = raw
            .field
            .as_deref()
            .map(|name| self.key(entry, name, place));
        let field = field.transpose()?;
        match (raw.path.as_deref(), field, raw.value.as_deref()) {
            (None, Some(key), Some(value)) => return self.assume(node, entry, key, value),
            (None, None, None) if raw.group.is_none() => {
                return self.block(node, entry, place);
            }
            (Some(_), Some(_), Some(_)) => {
                let what = "field and value together need no path";
                return Err(self.error(Code::BadOption, entry, what));
            }
            _ => {}
        }
        let Some(path) = raw.path.as_deref() else {
            return Err(self.error(Code::BadName, entry, "path is missing"));
        };
        let count = usize::from(field.is_some())
            + usize::from(raw.value.is_some())
            + usize::from(raw.block.is_some());
        let says = raw.required || !raw.one_of.is_empty() || raw.incomplete.is_some();
        let remark = count == 0 && says;
        if count != 1 && !remark {
            let what = "one of field, value and block is needed";
            return Err(self.error(Code::BadOption, entry, what));
        }
        let target = self.descend(node, entry, path)?;
        self.bounds(target, entry)?;
        if remark {
            return Ok(());
        }
        let free = target.leaf.is_none() && target.children.is_empty() && target.group.is_none();
        // A group whose own element holds the text of its only field: path = ".".
        let free = free || (path == "." && target.leaf.is_none() && target.children.is_empty());
        if let Some(key) = field {
            self.claim(free, entry, path)?;
            target.leaf = Some(Leaf::Field(key));
        } else if let Some(value) = &raw.value {
            self.claim(free, entry, path)?;
            target.leaf = Some(Leaf::Fixed(value.clone()));
        } else if let Some(name) = raw.group.as_deref() {
            self.claim(free, entry, path)?;
            let group = Group::ALL
                .into_iter()
                .find(|group| group.name() == name)
                .ok_or_else(|| self.error(Code::UnknownField, entry, name))?;
            if group.home() & place.scope.bit() == 0 {
                let what = format!("{name} in {}", place.scope.name());
                return Err(self.error(Code::FieldNotHere, entry, what));
            }
            target.group = Some(group);
            let inner = Place {
                scope: group.scope(),
                depth: place.depth,
                blocks: place.blocks.clone(),
            };
            self.block(target, entry, &inner)?;
            self.complete(target, group.scope(), entry.span())?;
        } else {
            if target.leaf.is_some() || (target.group.is_some() && path != ".") {
                return Err(self.error(Code::DuplicatePath, entry, path));
            }
            self.block(target, entry, place)?;
        }
        Ok(())
    }

    /// What a schema says of the element.
    fn bounds(&self, node: &mut Node, entry: &Spanned<Entry>) -> Result<()> {
        let raw = entry.get_ref();
        let bad = |what: &str| Err(self.error(Code::BadOption, entry, what));
        node.required |= raw.required;
        if !raw.one_of.is_empty() {
            node.one_of.push(raw.one_of.clone());
        }
        match raw.incomplete.as_deref() {
            None => {}
            Some("omit") => node.omit = true,
            Some(_) => return bad("incomplete is omit or left out"),
        }
        if let Some(name) = &raw.text {
            let Some(found) = self.types.get(name) else {
                return bad("no such type");
            };
            if raw.field.is_none() {
                return bad("a type is for a field");
            }
            node.text = Some(found.clone());
        }
        if !raw.accept.is_empty() && raw.value.is_none() {
            return bad("accept is for a value");
        }
        node.accept.extend(raw.accept.iter().cloned());
        if !raw.slots.is_empty() {
            let named = raw.slots.iter().all(|name| is_name(name));
            if raw.group.as_deref() != Some(Group::Parents.name())
                || raw.slots.len() != 2
                || raw.slots.first() != Some(&node.name)
                || !named
            {
                return bad("slots are two elements of parents, the first of them the path");
            }
            node.slots.clone_from(&raw.slots);
        }
        Ok(())
    }

    fn claim(&self, free: bool, entry: &Spanned<Entry>, path: &str) -> Result<()> {
        if free {
            Ok(())
        } else {
            Err(self.error(Code::DuplicatePath, entry, path))
        }
    }

    fn key(&self, entry: &Spanned<Entry>, name: &str, place: &Place<'_>) -> Result<Key> {
        let key = Key::by_name(name).ok_or_else(|| self.error(Code::UnknownField, entry, name))?;
        if key.allowed_in(place.scope) {
            Ok(key)
        } else {
            let what = format!("{name} in {}", place.scope.name());
            Err(self.error(Code::FieldNotHere, entry, what))
        }
    }

    fn assume(&self, node: &mut Node, entry: &Spanned<Entry>, key: Key, value: &str) -> Result<()> {
        let known = match key.kind() {
            Kind::Text => !value.is_empty(),
            Kind::Token(set) => self.tokens.parse(set, value).is_some(),
            _ => false,
        };
        if !known {
            let what = format!("{} cannot be assumed to be this", key.name());
            return Err(self.error(Code::BadTokens, entry, what));
        }
        node.assumed.push((key, value.to_owned()));
        if entry.get_ref().forget {
            node.forgotten.push(key);
        }
        Ok(())
    }

    fn block(&self, node: &mut Node, entry: &'s Spanned<Entry>, place: &Place<'s>) -> Result<()> {
        let name = entry
            .get_ref()
            .block
            .as_deref()
            .ok_or_else(|| self.error(Code::BadBlock, entry, "block is missing"))?;
        let entries = self
            .blocks
            .get(name)
            .ok_or_else(|| self.error(Code::BadBlock, entry, name))?;
        if place.blocks.contains(&name) {
            return Err(self.error(Code::BadBlock, entry, format!("{name} contains itself")));
        }
        let mut blocks = place.blocks.clone();
        blocks.push(name);
        let inner = Place {
            scope: place.scope,
            depth: place.depth + 1,
            blocks,
        };
        self.fill(node, entries, &inner)
    }

    /// Walks to the element of a path, making what is missing.
    fn descend<'n>(
        &self,
        node: &'n mut Node,
        entry: &Spanned<Entry>,
        path: &str,
    ) -> Result<&'n mut Node> {
        if path == "." {
            return Ok(node);
        }
        let segments: Vec<&str> = path.split('/').collect();
        if segments.len() > MAX_DEPTH || !segments.iter().all(|segment| is_name(segment)) {
            return Err(self.error(Code::BadName, entry, "path"));
        }
        let last = segments.len() - 1;
        let mut here = node;
        for (at, segment) in segments.into_iter().enumerate() {
            if here.leaf.is_some() || (at > 0 && here.group.is_some()) {
                return Err(self.error(Code::DuplicatePath, entry, path));
            }
            let also: &[String] = if at == last {
                &entry.get_ref().also
            } else {
                &[]
            };
            let twin = |name: &str| here.children.iter().position(|c| c.name == name);
            let found = twin(segment);
            let alias_taken = also.iter().any(|name| here.child(name).is_some());
            let hidden = found.is_none() && here.child(segment).is_some();
            if alias_taken || hidden || also.iter().any(|name| name == segment) {
                return Err(self.error(Code::DuplicatePath, entry, path));
            }
            if let Some(bad) = also.iter().find(|name| !is_name(name)) {
                return Err(self.error(Code::BadName, entry, bad.clone()));
            }
            let index = found.unwrap_or_else(|| {
                here.children.push(Node {
                    name: segment.to_owned(),
                    ..Node::default()
                });
                here.children.len() - 1
            });
            here = here
                .children
                .get_mut(index)
                .ok_or_else(|| self.error(Code::BadName, entry, "path"))?;
            here.also.extend(also.iter().cloned());
        }
        Ok(here)
    }

    /// Every required field once, none twice.
    fn complete(&self, node: &Node, scope: Scope, span: Range<usize>) -> Result<()> {
        let mut seen: Vec<Key> = Vec::new();
        let mut twice = None;
        node.fields(&mut |key| {
            if seen.contains(&key) {
                twice = Some(key);
            }
            seen.push(key);
        });
        if let Some(key) = twice {
            return Err(self.source.error(Code::DuplicateField, span, key.name()));
        }
        let missing = Key::ALL
            .iter()
            .find(|key| key.required_in(scope) && !seen.contains(key));
        match missing {
            Some(key) => {
                let what = format!("{} of the {}", key.name(), scope.name());
                Err(self.source.error(Code::MissingField, span, what))
            }
            None => Ok(()),
        }
    }
}

fn number(node: &mut Node, next: &mut u16) {
    node.id = *next;
    node.bounded = !node.one_of.is_empty() || node.children.iter().any(|child| child.required);
    *next = next.saturating_add(1);
    node.assuming = !node.assumed.is_empty();
    for child in &mut node.children {
        number(child, next);
        node.assuming |= child.assuming;
    }
}
