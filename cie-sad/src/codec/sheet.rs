//! Fields to be written: the model laid out flat, before a profile gives it shape.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::slots::Slots;
use super::value::Value;
use crate::profile::{Group, Key};
use crate::{Code, Error, Result};

/// The fields of a message or of a group member.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) values: Slots<Value>,
    pub(super) groups: BTreeMap<Group, Vec<Sheet>>,
}

impl Sheet {
    /// A text that must be there; an empty one could not be told from none.
    pub(super) fn need(&mut self, key: Key, text: &str) -> Result<()> {
        if text.is_empty() {
            return Err(Error::new(Code::NotRepresentable).detail(key.name()));
        }
        self.exact(key, text);
        Ok(())
    }

    /// A text that is kept even when empty.
    pub(super) fn exact(&mut self, key: Key, text: &str) {
        self.put(key, Value::Text(text.to_owned()));
    }

    /// A text that may be missing; an empty one is the same as none.
    pub(super) fn text(&mut self, key: Key, text: Option<&String>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.exact(key, text);
        }
    }

    pub(super) fn date(&mut self, key: Key, date: Option<NaiveDate>) {
        if let Some(date) = date {
            self.put(key, Value::Date(date));
        }
    }

    pub(super) fn token(&mut self, key: Key, member: usize) {
        self.put(key, Value::Token(member));
    }

    /// A flag whose first member means yes.
    pub(super) fn flag(&mut self, key: Key, flag: Option<bool>) {
        if let Some(flag) = flag {
            self.token(key, usize::from(!flag));
        }
    }

    pub(super) fn put(&mut self, key: Key, value: Value) {
        self.values.put(key, value);
    }

    pub(super) fn group(&mut self, group: Group, members: Vec<Self>) {
        if !members.is_empty() {
            self.groups.insert(group, members);
        }
    }
}
