//! What a profile puts on the wire: every message with a sample and its fields.

use cie_core::exchange::Operation;

use super::{Key, Kind, Leaf, Node, Profile, Role, Scope, TextType, TokenSet, Unmapped, sample};
use crate::Result;
use crate::codec::{
    Limits, decode_answer, decode_request, encode_answer_to, encode_refusal_to, encode_request,
};

/// A message of a profile, explained.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MessageEntry {
    /// `request`, `answer` or `refusal`.
    pub kind: &'static str,
    /// The operation; a refusal has none.
    pub operation: Option<Operation>,
    /// The root element.
    pub root: String,
    /// The code that the message carries, where the profile gives it one.
    pub code: Option<String>,
    /// A message of invented data, as text; on the wire it stands in the profile's encoding.
    pub sample: String,
    /// Fields of the invented data for which the profile has no place.
    pub omitted: Vec<&'static str>,
    /// Its elements that hold something, in order.
    pub fields: Vec<FieldEntry>,
    /// Where a schema wants exactly one of several elements.
    pub choices: Vec<ChoiceEntry>,
}

/// Elements of which exactly one is in the element around them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChoiceEntry {
    /// Path of the element around them, below the root; empty for the root.
    pub path: String,
    /// Their names.
    pub one_of: Vec<String>,
}

/// An element of a message that holds something.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldEntry {
    /// Path below the root; `[]` marks what may be repeated. Empty for a value that is assumed and
    /// not on the wire.
    pub path: String,
    /// The field, as [`Key`] names it; `None` for a text that is always the same.
    pub field: Option<&'static str>,
    /// What stands there, for people: `text`, a date format, the words of a closed set.
    pub holds: String,
    /// What a text may be, where a schema bounds it.
    pub text: Option<TextType>,
    /// Whether a message without it, or a group member without it, is refused.
    pub required: bool,
    /// Other names of its element that are read.
    pub also: Vec<String>,
}

impl Profile {
    /// Explains every message, with a sample of each that was written and read again.
    ///
    /// ```
    /// use cie_sad::profile::Profile;
    /// let messages = Profile::anpr()?.explain()?;
    /// let query = &messages[0];
    /// assert!(query.sample.contains("RichiestaCIE2"), "{}", query.sample);
    /// assert!(query.fields.iter().any(|f| f.field == Some("query.tax_code") && f.required));
    /// # Ok::<(), cie_sad::Error>(())
    /// ```
    ///
    /// # Errors
    /// `CIE-SAD-118` and others of writing and reading for a profile that cannot carry the invented
    /// data of a message, or does not read what it writes.
    pub fn explain(&self) -> Result<Vec<MessageEntry>> {
        let mut lenient = self.clone();
        lenient.unmapped = Unmapped::Report;
        let limits = Limits::default();
        let mut entries = Vec::new();
        for operation in Operation::ALL {
            let request = sample::request(operation)?;
            // Where a schema asks for more than a codice fiscale, whoever is meant by it is named.
            let encoded = encode_request(&lenient, &request).or_else(|error| {
                let named = sample::with_particulars(request)?;
                encode_request(&lenient, &named.ok_or(error)?)
            })?;
            decode_request(&lenient, &encoded.bytes, &limits).map_err(|failure| failure.error)?;
            let role = Role::Request(operation);
            entries.extend(self.entry(role, encoded.bytes, encoded.omitted)?);
        }
        for operation in Operation::ALL {
            let encoded = encode_answer_to(
                &lenient,
                &sample::heading(operation)?,
                &sample::answer(operation)?,
            )?;
            decode_answer(&lenient, operation, &encoded.bytes, &limits)?;
            let role = Role::Answer(operation);
            entries.extend(self.entry(role, encoded.bytes, encoded.omitted)?);
        }
        let encoded = encode_refusal_to(
            &lenient,
            &sample::heading(Operation::Emissione)?,
            &sample::refusal()?,
        )?;
        decode_answer(&lenient, Operation::Emissione, &encoded.bytes, &limits)?;
        entries.extend(self.entry(Role::Refusal, encoded.bytes, encoded.omitted)?);
        Ok(entries)
    }

    /// The entry of a message that the profile has of its own.
    fn entry(
        &self,
        role: Role,
        sample: Vec<u8>,
        omitted: Vec<&'static str>,
    ) -> Result<Option<MessageEntry>> {
        let Some(message) = self.message(role).filter(|message| message.role == role) else {
            return Ok(None);
        };
        let (mut fields, mut choices) = (Vec::new(), Vec::new());
        self.walk(&message.root, "", role.scope(), &mut fields);
        choose(&message.root, "", &mut choices);
        let (kind, operation) = match role {
            Role::Request(operation) => ("request", Some(operation)),
            Role::Answer(operation) => ("answer", Some(operation)),
            Role::Refusal => ("refusal", None),
        };
        Ok(Some(MessageEntry {
            kind,
            operation,
            root: message.root.name.clone(),
            code: message.code.clone(),
            sample: crate::codec::decoded_text(&sample)?,
            omitted,
            fields,
            choices,
        }))
    }

    fn walk(&self, node: &Node, path: &str, scope: Scope, fields: &mut Vec<FieldEntry>) {
        match &node.leaf {
            Some(Leaf::Field(key)) => fields.push(FieldEntry {
                path: path.to_owned(),
                field: Some(key.name()),
                holds: self.holds(*key),
                text: node.text.clone(),
                required: node.required || key.required_in(scope),
                also: others(node),
            }),
            Some(Leaf::Fixed(text)) => fields.push(FieldEntry {
                path: path.to_owned(),
                field: None,
                holds: format!("always {text}"),
                text: None,
                required: node.required,
                also: others(node),
            }),
            None => {}
        }
        for (key, text) in &node.assumed {
            fields.push(FieldEntry {
                path: String::new(),
                field: Some(key.name()),
                holds: format!("assumed {text}"),
                text: None,
                required: false,
                also: Vec::new(),
            });
        }
        for child in &node.children {
            let inner = child.group.map_or(scope, |group| group.scope());
            self.walk(child, &below(path, child), inner, fields);
        }
    }

    fn holds(&self, key: Key) -> String {
        match key.kind() {
            Kind::Text => "text".to_owned(),
            Kind::Date => format!("date {}", self.date),
            Kind::DateTime => format!("date and time {}", self.date_time),
            Kind::Token(set) => self.words_of(set),
            Kind::Outcome => self.words_of(TokenSet::Outcome),
            Kind::Number => "whole number".to_owned(),
            Kind::Bytes => "base64".to_owned(),
        }
    }

    /// Each word with what it stands for; the first of several is the one written.
    fn words_of(&self, set: TokenSet) -> String {
        let meaning = |member: usize, name: &str| match (set, member) {
            (TokenSet::Travel, 0) => "valid for travel".to_owned(),
            (TokenSet::Travel, _) => "not valid for travel".to_owned(),
            _ => name.replace('_', " "),
        };
        let members = set.members().iter().enumerate().map(|(member, name)| {
            let words = self.tokens.words(set, member).join(" or ");
            format!("{words} = {}", meaning(member, name))
        });
        members.collect::<Vec<_>>().join(", ")
    }
}

/// The path of an element inside another.
fn below(path: &str, child: &Node) -> String {
    let mark = if child.group.is_some() { "[]" } else { "" };
    let slash = if path.is_empty() { "" } else { "/" };
    format!("{path}{slash}{}{mark}", child.name)
}

fn choose(node: &Node, path: &str, choices: &mut Vec<ChoiceEntry>) {
    choices.extend(node.one_of.iter().map(|names| ChoiceEntry {
        path: path.to_owned(),
        one_of: names.clone(),
    }));
    for child in &node.children {
        choose(child, &below(path, child), choices);
    }
}

/// The other names of an element: those read as well, and those of the members that follow.
fn others(node: &Node) -> Vec<String> {
    let slots = node.slots.iter().filter(|slot| **slot != node.name);
    node.also.iter().chain(slots).cloned().collect()
}
