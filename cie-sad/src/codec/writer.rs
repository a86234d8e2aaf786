//! Fields to XML, in the order of the profile.

use std::borrow::Cow;

use super::chars::is_xml_char;
use super::sheet::Sheet;
use super::value::{self, Value};
use crate::profile::{Group, Key, Leaf, Node, Profile, Unmapped};
use crate::{Code, Error, Result, soap};

pub(super) struct Writer<'p> {
    profile: &'p Profile,
    out: String,
    omitted: Vec<&'static str>,
    incomplete: Vec<&'static str>,
}

/// What was written, and the names of the fields that were not.
pub(super) struct Written {
    pub(super) text: String,
    pub(super) omitted: Vec<&'static str>,
    pub(super) incomplete: Vec<&'static str>,
}

impl<'p> Writer<'p> {
    pub(super) fn new(profile: &'p Profile) -> Self {
        let name = profile.charset.name();
        Self {
            profile,
            out: format!("<?xml version=\"1.0\" encoding=\"{name}\"?>\n"),
            omitted: Vec::new(),
            incomplete: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> Written {
        Written {
            text: self.out,
            omitted: self.omitted,
            incomplete: self.incomplete,
        }
    }

    /// Writes the root element in an envelope, within the wrapper if there is one.
    pub(super) fn enveloped(
        &mut self,
        node: &Node,
        wrapper: Option<&str>,
        sheet: Sheet,
    ) -> Result<()> {
        self.out.push_str(soap::OPEN);
        if let Some(name) = wrapper {
            let (name, binding) = self.bound(name);
            self.out.push_str(&format!("<{name}{binding}>"));
        }
        self.root(node, sheet)?;
        if let Some(name) = wrapper {
            let (name, _) = self.bound(name);
            self.out.push_str(&format!("</{name}>"));
        }
        self.out.push_str(soap::CLOSE);
        Ok(())
    }

    /// The name of a root element and its declaration of the namespace.
    fn bound(&self, name: &str) -> (String, String) {
        match (&self.profile.prefix, &self.profile.namespace) {
            (Some(prefix), Some(space)) => (
                format!("{prefix}:{name}"),
                format!(" xmlns:{prefix}=\"{space}\""),
            ),
            (None, Some(space)) => (name.to_owned(), format!(" xmlns=\"{space}\"")),
            (_, None) => (name.to_owned(), String::new()),
        }
    }

    /// Writes the root element and all that is in it.
    pub(super) fn root(&mut self, node: &Node, mut sheet: Sheet) -> Result<()> {
        let (name, binding) = self.bound(&node.name);
        self.out.push_str(&format!("<{name}{binding}>"));
        self.inside(node, &mut sheet)?;
        self.out.push_str(&format!("</{name}>"));
        self.check(node, sheet)
    }

    /// Writes the content of an element; says whether a value or a group was among it.
    fn inside(&mut self, node: &Node, sheet: &mut Sheet) -> Result<bool> {
        match &node.leaf {
            Some(Leaf::Fixed(text)) => {
                self.text(text, None)?;
                return Ok(false);
            }
            Some(Leaf::Field(key)) => {
                let Some(value) = sheet.values.take(*key) else {
                    return Ok(false);
                };
                let mut text = value::write(self.profile, *key, &value)?;
                if node.text.as_ref().is_some_and(|kind| !kind.fits(&text)) {
                    text = Cow::Owned(self.profile.substituted(&text));
                }
                if node.text.as_ref().is_some_and(|kind| !kind.fits(&text)) {
                    return Err(Error::new(Code::NotInType).detail(key.name()));
                }
                self.text(&text, Some(*key))?;
                return Ok(true);
            }
            None => {}
        }
        let mut written = false;
        let mut there: Vec<&str> = Vec::new();
        for child in &node.children {
            let start = self.out.len();
            match child.group {
                Some(group) => written |= self.members(child, group, sheet)?,
                None => written |= self.element(child, sheet)?,
            }
            if self.out.len() > start && (child.required || !node.one_of.is_empty()) {
                there.push(&child.name);
            }
        }
        // An element without any value is left out by whoever called, complete or not.
        if written
            && node.is_bounded()
            && let Some(missing) = node.lacks(&there)
        {
            return Err(Error::new(Code::Incomplete).detail(missing));
        }
        Ok(written)
    }

    fn element(&mut self, node: &Node, sheet: &mut Sheet) -> Result<bool> {
        let start = self.out.len();
        let held = self.held(node, sheet);
        self.open(node, 0);
        let written = match self.inside(node, sheet) {
            Err(error) if may_omit(node, &error) => {
                self.out.truncate(start);
                // Left out alone, these would change what the others mean.
                if let Some(key) = held.iter().find(|key| key.essential()) {
                    return Err(Error::new(Code::Incomplete).detail(key.name()));
                }
                for key in &held {
                    sheet.values.take(*key);
                }
                self.leave_out(held);
                return Ok(false);
            }
            written => written?,
        };
        if written || matches!(node.leaf, Some(Leaf::Fixed(_))) {
            self.close(node, 0);
        } else {
            self.out.truncate(start);
        }
        Ok(written)
    }

    fn members(&mut self, node: &Node, group: Group, sheet: &mut Sheet) -> Result<bool> {
        let members = sheet.groups.remove(&group).unwrap_or_default();
        if !node.slots.is_empty() {
            return self.slotted(node, members);
        }
        let mut written = false;
        for member in members {
            written |= self.member(node, 0, member)?;
        }
        Ok(written)
    }

    /// One member of a group; says whether it was written.
    fn member(&mut self, node: &Node, slot: usize, mut member: Sheet) -> Result<bool> {
        let start = self.out.len();
        let held = self.held(node, &member);
        self.open(node, slot);
        let written = self.inside(node, &mut member).and_then(|written| {
            // Nothing at all, but for what is always there: still a member, if it may be so.
            match node.lacks(&[]) {
                Some(missing) if !written => Err(Error::new(Code::Incomplete).detail(missing)),
                _ => Ok(()),
            }
        });
        match written {
            Err(error) if may_omit(node, &error) => {
                self.out.truncate(start);
                self.leave_out(held);
                return Ok(false);
            }
            written => written?,
        }
        self.close(node, slot);
        self.check(node, member)?;
        Ok(true)
    }

    /// Parents, one in each element: a man in the first, a woman in the second, or in the other
    /// when it is taken.
    fn slotted(&mut self, node: &Node, members: Vec<Sheet>) -> Result<bool> {
        let mut places: [Option<Sheet>; 2] = [None, None];
        for member in members {
            let man = matches!(member.values.get(Key::Sex), Some(Value::Token(0)));
            let [first, second] = &mut places;
            let free = match (man, first.is_none(), second.is_none()) {
                (_, false, false) => return Err(Error::new(Code::Incomplete).detail("parents")),
                (true, true, _) | (false, true, false) => first,
                (true, false, true) | (false, _, true) => second,
            };
            *free = Some(member);
        }
        let mut written = false;
        for (slot, member) in places.into_iter().enumerate() {
            if let Some(member) = member {
                written |= self.member(node, slot, member)?;
            }
        }
        Ok(written)
    }

    /// The fields with a value that stand in an element which may be left out.
    fn held(&self, node: &Node, sheet: &Sheet) -> Vec<Key> {
        let mut held = Vec::new();
        if node.omit {
            node.fields(&mut |key| {
                if sheet.values.get(key).is_some() {
                    held.push(key);
                }
            });
        }
        held
    }

    /// Reports fields that were left out although the profile has a place for them.
    fn leave_out(&mut self, held: Vec<Key>) {
        for key in held {
            let name = key.name();
            self.omit(name);
            if !self.incomplete.contains(&name) {
                self.incomplete.push(name);
            }
        }
    }

    fn open(&mut self, node: &Node, slot: usize) {
        self.tag("<", node, slot);
    }

    fn close(&mut self, node: &Node, slot: usize) {
        self.tag("</", node, slot);
    }

    #[inline]
    fn tag(&mut self, bracket: &str, node: &Node, slot: usize) {
        self.out.push_str(bracket);
        if let (true, Some(prefix), Some(_)) = (
            self.profile.qualified,
            &self.profile.prefix,
            &self.profile.namespace,
        ) {
            self.out.push_str(prefix);
            self.out.push(':');
        }
        self.out
            .push_str(node.slots.get(slot).unwrap_or(&node.name));
        self.out.push('>');
    }

    fn text(&mut self, text: &str, key: Option<Key>) -> Result<()> {
        let plain = text.as_bytes().iter().fold(true, |plain, b| {
            let marks = (*b == b'&') | (*b == b'<') | (*b == b'>');
            // Below stand controls, and EF begins the characters that XML lacks.
            plain & !marks & (*b >= 0x20) & (*b != 0xEF)
        });
        if plain {
            self.out.push_str(text);
            return Ok(());
        }
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                // A parser would turn it into a line feed.
                '\r' => self.out.push_str("&#13;"),
                c if is_xml_char(c) => self.out.push(c),
                _ => {
                    let name = key.map_or("profile", Key::name);
                    return Err(Error::new(Code::ForbiddenCharacter).detail(name));
                }
            }
        }
        Ok(())
    }

    /// What is left has no place in the profile: assumed, refused or reported.
    fn check(&mut self, node: &Node, sheet: Sheet) -> Result<()> {
        for (key, value) in sheet.values.iter() {
            let mut assumed = None;
            node.assumptions(&mut |other, text| {
                if other == key {
                    assumed = Some(text.to_owned());
                }
            });
            if let Some(text) = assumed
                && value::parse(self.profile, key, &text)?.as_ref() == Some(value)
            {
                continue;
            }
            let name = key.name();
            let assumed = node.assumes(key) && !node.forgets(key);
            if key.essential() || assumed || self.profile.unmapped == Unmapped::Refuse {
                return Err(Error::new(Code::Unmapped).detail(name));
            }
            self.omit(name);
        }
        for group in sheet.groups.keys() {
            if self.profile.unmapped == Unmapped::Refuse {
                return Err(Error::new(Code::Unmapped).detail(group.name()));
            }
            self.omit(group.name());
        }
        Ok(())
    }

    fn omit(&mut self, name: &'static str) {
        if !self.omitted.contains(&name) {
            self.omitted.push(name);
        }
    }
}

/// Whether an element that cannot be written may be left out.
fn may_omit(node: &Node, error: &Error) -> bool {
    node.omit && matches!(error.code(), Code::NotInType | Code::Incomplete)
}
