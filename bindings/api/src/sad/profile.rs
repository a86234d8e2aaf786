//! What a profile puts on the wire.

use cie_sad::profile::{FieldEntry, Profile, TokenSet};

use crate::request::unfit;
use crate::{Operation, Result, connector};

choice! {
    /// Which way a message goes.
    pub enum ProfileMessageKind {
        /// From the workstation.
        Request = "request",
        /// From the registry.
        Answer = "answer",
        /// From the registry, when the request could not be read.
        Refusal = "refusal",
    }
}

record! {
    /// What a profile is like.
    pub struct ProfileInfo {
        /// Its name.
        pub name: String,
        /// Whether its names are inferred, not official.
        pub inferred: bool,
        /// The encoding of its messages.
        pub encoding: String,
        /// Their namespace, if they have one.
        pub namespace: Option<String> = None,
        /// How many messages it has.
        pub messages: u32,
        /// The words for "valid for travel"; the first is written, all are read.
        pub valid_for_travel: Vec<String>,
        /// The words for "not valid for travel".
        pub not_valid_for_travel: Vec<String>,
    }
}

record! {
    /// An element of a message that holds something.
    pub struct ProfileField {
        /// Path below the root; `[]` marks what may be repeated. Empty for a value that is assumed and
        /// not on the wire.
        pub path: String,
        /// The field that it holds; absent for a text that is always the same.
        pub field: Option<String> = None,
        /// What stands there, for people: `text`, a date format, the words of a closed set.
        pub holds: String,
        /// Whether a message without it is refused.
        pub required: bool,
        /// Other names of its element that are read.
        pub also: Vec<String>,
        /// The characters that its text may have, where a schema bounds them.
        pub chars: Option<String> = None,
        /// The least characters of its text, where a schema bounds them.
        pub least: Option<u32> = None,
        /// The most characters of its text, where a schema bounds them.
        pub most: Option<u32> = None,
    }
}

record! {
    /// Elements of which a schema wants exactly one.
    pub struct ProfileChoice {
        /// Path of the element around them, below the root; empty for the root.
        pub path: String,
        /// Their names.
        pub one_of: Vec<String>,
    }
}

record! {
    /// A message of a profile, explained.
    pub struct ProfileMessage {
        /// Which way it goes.
        pub kind: ProfileMessageKind,
        /// The operation; a refusal has none.
        pub operation: Option<Operation> = None,
        /// The root element.
        pub root: String,
        /// The code that the message carries, where the profile gives it one.
        pub code: Option<String> = None,
        /// A message of invented data, as text.
        pub sample: String,
        /// Fields of the invented data for which the profile has no place.
        pub omitted: Vec<String>,
        /// Its elements that hold something, in order.
        pub fields: Vec<ProfileField>,
        /// Where a schema wants exactly one of several elements.
        pub choices: Vec<ProfileChoice>,
    }
}

fn named(profile: Option<&str>, toml: Option<&str>) -> Result<std::sync::Arc<Profile>> {
    match (profile, toml) {
        (_, None) => connector::profile(profile),
        (None, Some(toml)) => Ok(Profile::parse(toml)?.into()),
        (Some(_), Some(_)) => Err(unfit("toml")),
    }
}

fn field(field: FieldEntry) -> ProfileField {
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let text = field.text.as_ref();
    ProfileField {
        path: field.path,
        field: field.field.map(Into::into),
        holds: field.holds,
        required: field.required,
        also: field.also,
        chars: text.map(|text| text.chars()),
        least: text.map(|text| count(text.lengths().0)),
        most: text.map(|text| count(text.lengths().1)),
    }
}

export! {
    /// What a profile is like, found sound and able to carry every message: by its name or path as in
    /// `ConnectorConfig`, `anpr` unless given, or as TOML.
    fn check_profile(profile: Option<String> = None, toml: Option<String> = None) -> ProfileInfo
    [
        /// `CIE-API-005` when its file cannot be read, `CIE-API-011` when both are given;
        /// `CIE-SAD-0xx` when it is not sound, with its line; `CIE-SAD-1xx` when it cannot carry a message;
    ]
    {
        let profile = named(profile.as_deref(), toml.as_deref())?;
        // A layout may be sound and still not carry a message: that shows when one is written.
        let messages = profile.explain()?.len();
        let words = |member| profile.tokens().words(TokenSet::Travel, member).to_vec();
        Ok(ProfileInfo {
            name: profile.name().into(),
            inferred: profile.inferred(),
            encoding: profile.charset().name().into(),
            namespace: profile.namespace().map(Into::into),
            messages: u32::try_from(messages).unwrap_or(u32::MAX),
            valid_for_travel: words(0),
            not_valid_for_travel: words(1),
        })
    }

    /// Every message of a profile, with a sample of each that was written and read again: by its name or
    /// path as in `ConnectorConfig`, `anpr` unless given, or as TOML.
    fn explain_profile(
        profile: Option<String> = None,
        toml: Option<String> = None,
    ) -> Vec<ProfileMessage>
    [
        /// As `check_profile`;
    ]
    {
        let profile = named(profile.as_deref(), toml.as_deref())?;
        profile
            .explain()?
            .into_iter()
            .map(|message| {
                let choice = |choice: cie_sad::profile::ChoiceEntry| ProfileChoice {
                    path: choice.path,
                    one_of: choice.one_of,
                };
                Ok(ProfileMessage {
                    kind: ProfileMessageKind::of_core(message.kind)?,
                    operation: message.operation.map(Operation::of_core).transpose()?,
                    root: message.root,
                    code: message.code,
                    sample: message.sample,
                    omitted: message.omitted.into_iter().map(Into::into).collect(),
                    fields: message.fields.into_iter().map(field).collect(),
                    choices: message.choices.into_iter().map(choice).collect(),
                })
            })
            .collect()
    }
}
