//! The layout of a message: a tree that both the reader and the writer walk.

use super::{Group, Key, TextType};

/// What the text of an element is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Leaf {
    /// A field.
    Field(Key),
    /// Always the same text.
    Fixed(String),
}

/// An element of a message and what stands in it, in the order of writing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Node {
    /// Number unique in the layout, to notice repetitions.
    pub(crate) id: u16,
    /// Local name.
    pub(crate) name: String,
    /// Other names accepted when reading.
    pub(crate) also: Vec<String>,
    /// Set when a schema says which elements stand in it; computed once the tree is whole.
    pub(crate) bounded: bool,
    /// Set when each occurrence is one member of a group.
    pub(crate) group: Option<Group>,
    /// Set when the element holds text.
    pub(crate) leaf: Option<Leaf>,
    /// Elements inside.
    pub(crate) children: Vec<Node>,
    /// Fields of this message or group that the wire does not carry, with the text to assume.
    pub(crate) assumed: Vec<(Key, String)>,
    /// Assumed fields whose other values may be left out, under [`Unmapped::Report`](super::Unmapped).
    pub(crate) forgotten: Vec<Key>,
    /// The element must be there when the one around it is.
    pub(crate) required: bool,
    /// Of each of these sets of elements inside, exactly one must be there.
    pub(crate) one_of: Vec<Vec<String>>,
    /// When incomplete or not writable, the element is left out instead of the message refused.
    pub(crate) omit: bool,
    /// What its text may be.
    pub(crate) text: Option<TextType>,
    /// Other texts accepted where the text is always the same.
    pub(crate) accept: Vec<String>,
    /// For a group: the elements of the members, one each. Written for parents only.
    pub(crate) slots: Vec<String>,
    /// Whether it or something in it assumes a value.
    pub(crate) assuming: bool,
}

impl Node {
    /// The child of that name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| {
            let others = child.also.iter().chain(&child.slots);
            child.name == name || others.into_iter().any(|other| other == name)
        })
    }

    /// The child of that name and its place, looked for from a place on, then from the beginning.
    pub(crate) fn child_from(&self, place: usize, name: &str) -> Option<(usize, &Self)> {
        let is = |child: &Self| {
            let mut others = child.also.iter().chain(&child.slots);
            child.name == name || others.any(|other| other == name)
        };
        let later = self.children.iter().enumerate().skip(place);
        let all = later.chain(self.children.iter().enumerate().take(place));
        let mut all = all.filter(|(_, child)| is(child));
        all.next()
    }

    /// The path of a field, relative to this node and without entering groups.
    pub(crate) fn path_of(&self, key: Key) -> Option<String> {
        if matches!(&self.leaf, Some(Leaf::Field(field)) if *field == key) {
            return Some(String::new());
        }
        self.children
            .iter()
            .filter(|child| child.group.is_none())
            .find_map(|child| {
                child.path_of(key).map(|rest| match rest.as_str() {
                    "" => child.name.clone(),
                    rest => format!("{}/{rest}", child.name),
                })
            })
    }

    /// Calls `visit` for every field of this node, groups excluded.
    pub(crate) fn fields(&self, visit: &mut impl FnMut(Key)) {
        if let Some(Leaf::Field(key)) = self.leaf {
            visit(key);
        }
        for (key, _) in &self.assumed {
            visit(*key);
        }
        for child in self.children.iter().filter(|child| child.group.is_none()) {
            child.fields(visit);
        }
    }

    /// Calls `visit` for every element that is a member of a group, without entering it.
    pub(crate) fn groups<'n>(&'n self, visit: &mut impl FnMut(&'n Self, Group)) {
        for child in &self.children {
            match child.group {
                Some(group) => visit(child, group),
                None => child.groups(visit),
            }
        }
    }

    /// Whether a schema says which elements stand in it.
    pub(crate) fn is_bounded(&self) -> bool {
        self.bounded
    }

    /// What is missing among the elements that are there, by the schema.
    pub(crate) fn lacks(&self, there: &[&str]) -> Option<String> {
        let missing = self
            .children
            .iter()
            .find(|child| child.required && !there.contains(&child.name.as_str()));
        if let Some(child) = missing {
            return Some(child.name.clone());
        }
        let uneven = self.one_of.iter().find(|names| {
            let count = names
                .iter()
                .filter(|name| there.contains(&name.as_str()))
                .count();
            count != 1
        });
        uneven.map(|names| format!("one of {}", names.join(", ")))
    }

    /// Whether the value of an assumed field may be left out.
    pub(crate) fn forgets(&self, key: Key) -> bool {
        let inside = |child: &Self| child.group.is_none() && child.forgets(key);
        self.forgotten.contains(&key) || self.children.iter().any(inside)
    }

    /// Calls `visit` for every value assumed in this node, groups excluded.
    pub(crate) fn assumptions<'n>(&'n self, visit: &mut impl FnMut(Key, &'n str)) {
        if !self.assuming {
            return;
        }
        for (key, text) in &self.assumed {
            visit(*key, text);
        }
        for child in self.children.iter().filter(|child| child.group.is_none()) {
            child.assumptions(visit);
        }
    }

    /// Whether a field is assumed rather than read.
    pub(crate) fn assumes(&self, key: Key) -> bool {
        let mut found = false;
        self.assumptions(&mut |assumed, _| found |= assumed == key);
        found
    }

    /// Every element name, in order of appearance.
    pub(crate) fn names<'n>(&'n self, into: &mut Vec<&'n str>) {
        for child in &self.children {
            into.push(&child.name);
            into.extend(child.also.iter().map(String::as_str));
            into.extend(child.slots.iter().skip(1).map(String::as_str));
            child.names(into);
        }
    }
}
