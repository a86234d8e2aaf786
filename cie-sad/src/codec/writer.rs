//! Fields to XML, in the order of the profile.

use super::chars::is_xml_char;
use super::sheet::Sheet;
use super::value;
use crate::profile::{Group, Key, Leaf, Node, Profile, Unmapped};
use crate::{Code, Error, Result};

pub(super) struct Writer<'p> {
    profile: &'p Profile,
    out: String,
    pub(super) omitted: Vec<&'static str>,
}

impl<'p> Writer<'p> {
    pub(super) fn new(profile: &'p Profile) -> Self {
        let name = profile.charset.name();
        Self {
            profile,
            out: format!("<?xml version=\"1.0\" encoding=\"{name}\"?>\n"),
            omitted: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> (String, Vec<&'static str>) {
        (self.out, self.omitted)
    }

    /// Writes the root element and all that is in it.
    pub(super) fn root(&mut self, node: &Node, mut sheet: Sheet) -> Result<()> {
        let (prefix, namespace) = (&self.profile.prefix, &self.profile.namespace);
        let (name, binding) = match (prefix, namespace) {
            (Some(prefix), Some(space)) => (
                format!("{prefix}:{}", node.name),
                format!(" xmlns:{prefix}=\"{space}\""),
            ),
            (None, Some(space)) => (node.name.clone(), format!(" xmlns=\"{space}\"")),
            (_, None) => (node.name.clone(), String::new()),
        };
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
                let text = value::write(self.profile, *key, &value)?;
                self.text(&text, Some(*key))?;
                return Ok(true);
            }
            None => {}
        }
        let mut written = false;
        for child in &node.children {
            match child.group {
                Some(group) => written |= self.members(child, group, sheet)?,
                None => written |= self.element(child, sheet)?,
            }
        }
        Ok(written)
    }

    fn element(&mut self, node: &Node, sheet: &mut Sheet) -> Result<bool> {
        let start = self.out.len();
        self.open(node);
        let written = self.inside(node, sheet)?;
        if written || matches!(node.leaf, Some(Leaf::Fixed(_))) {
            self.close(node);
        } else {
            self.out.truncate(start);
        }
        Ok(written)
    }

    fn members(&mut self, node: &Node, group: Group, sheet: &mut Sheet) -> Result<bool> {
        let members = sheet.groups.remove(&group).unwrap_or_default();
        let written = !members.is_empty();
        for mut member in members {
            self.open(node);
            self.inside(node, &mut member)?;
            self.close(node);
            self.check(node, member)?;
        }
        Ok(written)
    }

    fn open(&mut self, node: &Node) {
        self.tag("<", node);
    }

    fn close(&mut self, node: &Node) {
        self.tag("</", node);
    }

    #[inline]
    fn tag(&mut self, bracket: &str, node: &Node) {
        self.out.push_str(bracket);
        if let (true, Some(prefix), Some(_)) = (
            self.profile.qualified,
            &self.profile.prefix,
            &self.profile.namespace,
        ) {
            self.out.push_str(prefix);
            self.out.push(':');
        }
        self.out.push_str(&node.name);
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
            if key.essential() || node.assumes(key) || self.profile.unmapped == Unmapped::Refuse {
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
