//! Reading a profile: TOML in, checked profile out, every complaint with its line.

use std::collections::BTreeMap;
use std::ops::Range;

use cie_core::error::Position;
use cie_core::exchange::Operation;
use serde::Deserialize;
use toml::Spanned;

use super::build::{Builder, Entry, is_name};
use super::file_name::is_suffix;
use super::{
    Carrier, Charset, Envelope, FileNamePattern, FileNames, Message, Pattern, Profile, Role,
    TextType, TokenSet, Tokens, Unmapped,
};
use crate::{Code, Error, Result};

/// Largest profile accepted, in bytes.
pub(super) const MAX_PROFILE: usize = 256 * 1024;

/// What `tokens.travel` says when "yes" means that the holder may not leave the country.
const FORBIDDEN: &str = "interdizione";

type RawSet = Spanned<BTreeMap<String, Spanned<Words>>>;
type RawTokens = Spanned<BTreeMap<String, RawSet>>;
type ToRole = fn(Operation) -> Role;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: Spanned<u32>,
    name: String,
    #[serde(default)]
    inferred: bool,
    namespace: Option<Spanned<String>>,
    prefix: Option<Spanned<String>>,
    #[serde(default)]
    qualified: bool,
    encoding: Spanned<String>,
    date: Spanned<String>,
    date_time: Spanned<String>,
    carrier: Spanned<String>,
    unmapped: Option<Spanned<String>>,
    envelope: Option<Spanned<String>>,
    order: Option<Spanned<String>>,
    #[serde(default)]
    fill_places: bool,
    state_without_code: Option<String>,
    #[serde(default)]
    types: BTreeMap<String, Spanned<RawType>>,
    #[serde(default)]
    substitute: BTreeMap<char, char>,
    #[serde(default)]
    extensions: Vec<String>,
    tokens: RawTokens,
    #[serde(default)]
    blocks: BTreeMap<String, Vec<Spanned<Entry>>>,
    request: Spanned<BTreeMap<String, Spanned<Layout>>>,
    answer: Spanned<BTreeMap<String, Spanned<Layout>>>,
    refusal: Spanned<Layout>,
    ftp: Option<Ftp>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ftp {
    request: Spanned<String>,
    answer: Spanned<String>,
    temporary: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawType {
    #[serde(default)]
    chars: String,
    min: usize,
    max: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Layout {
    root: Spanned<String>,
    wrapper: Option<Spanned<String>>,
    code: Option<String>,
    layout: Vec<Spanned<Entry>>,
}

/// Says where things are in the text of the profile.
pub(super) struct Source<'t>(&'t str);

impl Source<'_> {
    pub(super) fn position(&self, span: Range<usize>) -> Position {
        let (line, column) = crate::codec::line_column(self.0, span.start);
        Position::Text { line, column }
    }

    pub(super) fn error(&self, code: Code, span: Range<usize>, detail: impl Into<String>) -> Error {
        Error::new(code)
            .at(self.position(span))
            .detail(detail.into())
    }
}

impl Profile {
    /// Reads and checks a profile.
    ///
    /// # Errors
    /// `CIE-SAD-001` to `CIE-SAD-011` and `CIE-SAD-600`, with line and column of the entry at
    /// fault.
    pub fn parse(text: &str) -> Result<Self> {
        if text.len() > MAX_PROFILE {
            return Err(Error::new(Code::ProfileTooLarge));
        }
        let source = Source(text);
        let file: File = toml::from_str(text).map_err(|error| {
            let span = error.span().unwrap_or(0..0);
            source.error(Code::ProfileSyntax, span, error.message().to_owned())
        })?;
        let option = |what: &str, span: Range<usize>| source.error(Code::BadOption, span, what);
        if *file.format.get_ref() != 1 {
            return Err(option("format must be 1", file.format.span()));
        }
        let charset = Charset::by_name(file.encoding.get_ref())
            .ok_or_else(|| option("encoding", file.encoding.span()))?;
        let date = Pattern::date(file.date.get_ref())
            .ok_or_else(|| option("date needs YYYY, MM, DD once each", file.date.span()))?;
        let date_time = Pattern::date_time(file.date_time.get_ref()).ok_or_else(|| {
            let what = "date_time needs YYYY, MM, DD, hh, mm and last ss";
            option(what, file.date_time.span())
        })?;
        let carrier = match file.carrier.get_ref().as_str() {
            "body" => Carrier::Body,
            other => match other.strip_prefix("form:") {
                Some(name) if !name.is_empty() => Carrier::Form(name.to_owned()),
                _ => return Err(option("carrier is body or form:NAME", file.carrier.span())),
            },
        };
        let unmapped = match file
            .unmapped
            .as_ref()
            .map(|s| (s.get_ref().as_str(), s.span()))
        {
            None | Some(("refuse", _)) => Unmapped::Refuse,
            Some(("report", _)) => Unmapped::Report,
            Some((_, span)) => return Err(option("unmapped is refuse or report", span)),
        };
        let envelope = match pick(file.envelope.as_ref()) {
            None => Envelope::None,
            Some(("soap11", _)) => Envelope::Soap11,
            Some((_, span)) => return Err(option("envelope is soap11 or left out", span)),
        };
        let ordered = match pick(file.order.as_ref()) {
            None | Some(("any", _)) => false,
            Some(("schema", _)) => true,
            Some((_, span)) => return Err(option("order is any or schema", span)),
        };
        if envelope == Envelope::Soap11 && charset != Charset::Utf8 {
            return Err(option("an envelope is in UTF-8", file.encoding.span()));
        }
        if envelope == Envelope::Soap11 && carrier != Carrier::Body {
            return Err(option("an envelope travels as body", file.carrier.span()));
        }
        if let Some(prefix) = file
            .prefix
            .as_ref()
            .filter(|prefix| !is_name(prefix.get_ref()))
        {
            return Err(source.error(Code::BadName, prefix.span(), "prefix"));
        }
        if let Some(namespace) = &file.namespace
            && (namespace.get_ref().is_empty() || namespace.get_ref().contains(['<', '&', '"']))
        {
            return Err(option("namespace", namespace.span()));
        }
        let tokens = tokens(&source, &file.tokens)?;
        let types = types(&source, &file.types)?;
        let messages = messages(&source, &tokens, &types, &file)?;
        let file_names = match &file.ftp {
            Some(ftp) => file_names(&source, ftp)?,
            None => FileNames::default(),
        };
        Ok(Self {
            name: file.name,
            inferred: file.inferred,
            namespace: file.namespace.map(Spanned::into_inner),
            prefix: file.prefix.map(Spanned::into_inner),
            qualified: file.qualified,
            charset,
            date,
            date_time,
            carrier,
            unmapped,
            extensions: file.extensions,
            tokens,
            messages,
            envelope,
            ordered,
            substitute: file.substitute.into_iter().collect(),
            fill_places: file.fill_places,
            state_without_code: file.state_without_code,
            file_names,
        })
    }
}

fn pick(option: Option<&Spanned<String>>) -> Option<(&str, Range<usize>)> {
    option.map(|text| (text.get_ref().as_str(), text.span()))
}

fn types(
    source: &Source<'_>,
    raw: &BTreeMap<String, Spanned<RawType>>,
) -> Result<BTreeMap<String, TextType>> {
    let mut types = BTreeMap::new();
    for (name, bounds) in raw {
        let RawType { chars, min, max } = bounds.get_ref();
        let made = TextType::new(chars, *min, *max)
            .ok_or_else(|| source.error(Code::BadOption, bounds.span(), format!("type {name}")))?;
        types.insert(name.clone(), made);
    }
    Ok(types)
}

fn messages(
    source: &Source<'_>,
    tokens: &Tokens,
    types: &BTreeMap<String, TextType>,
    file: &File,
) -> Result<Vec<Message>> {
    let builder = Builder::new(source, tokens, types, &file.blocks);
    let mut messages: Vec<Message> = Vec::new();
    let parts: [(_, ToRole); 2] = [(&file.request, Role::Request), (&file.answer, Role::Answer)];
    for (table, role) in parts {
        for (name, layout) in table.get_ref() {
            let operation = Operation::ALL
                .into_iter()
                .find(|operation| operation.name() == name)
                .ok_or_else(|| source.error(Code::FieldNotHere, layout.span(), "operation"))?;
            messages.push(message(source, &builder, role(operation), layout)?);
        }
        for operation in Operation::ALL {
            let there = table.get_ref().contains_key(operation.name());
            if !there && operation != Operation::Revoca {
                let what = format!("no message for {}", operation.name());
                return Err(source.error(Code::MissingField, table.span(), what));
            }
        }
    }
    messages.push(message(source, &builder, Role::Refusal, &file.refusal)?);
    for (at, message) in messages.iter().enumerate() {
        let request = matches!(message.role, Role::Request(_));
        if message.wrapper.is_some() && (file.envelope.is_none() || request) {
            let what = "a wrapper is for answers in an envelope";
            return Err(source.error(Code::BadOption, file.answer.span(), what));
        }
        let twin = messages.iter().skip(at + 1).find(|other| {
            other.root.name == message.root.name
                && request == matches!(other.role, Role::Request(_))
                && (request || other.role == Role::Refusal)
        });
        if let Some(twin) = twin {
            let what = format!("root {} of two messages", twin.root.name);
            return Err(source.error(Code::DuplicatePath, file.request.span(), what));
        }
    }
    Ok(messages)
}

fn message(
    source: &Source<'_>,
    builder: &Builder<'_, '_>,
    role: Role,
    layout: &Spanned<Layout>,
) -> Result<Message> {
    let span = layout.span();
    let layout = layout.get_ref();
    if !is_name(layout.root.get_ref()) {
        return Err(source.error(Code::BadName, layout.root.span(), "root"));
    }
    if let Some(wrapper) = layout.wrapper.as_ref()
        && !is_name(wrapper.get_ref())
    {
        return Err(source.error(Code::BadName, wrapper.span(), "wrapper"));
    }
    let root = builder.message(layout.root.get_ref(), role.scope(), span, &layout.layout)?;
    Ok(Message {
        role,
        code: layout.code.clone(),
        root,
        wrapper: layout.wrapper.as_ref().map(|name| name.get_ref().clone()),
    })
}

fn file_names(source: &Source<'_>, raw: &Ftp) -> Result<FileNames> {
    let bad = |field: &Spanned<String>, what: &str| {
        source.error(Code::BadFileNames, field.span(), what.to_owned())
    };
    let pattern = |field: &Spanned<String>| {
        FileNamePattern::parse(field.get_ref()).ok_or_else(|| {
            bad(
                field,
                "a file name with {id} once and {sender} at most once",
            )
        })
    };
    let names = FileNames {
        request: pattern(&raw.request)?,
        answer: pattern(&raw.answer)?,
        temporary: raw.temporary.get_ref().clone(),
    };
    if !is_suffix(&names.temporary) {
        let what = "a dot and up to 15 letters or digits";
        return Err(bad(&raw.temporary, what));
    }
    for (field, pattern) in [(&raw.request, &names.request), (&raw.answer, &names.answer)] {
        if names.is_temporary(pattern.as_str()) {
            return Err(bad(field, "ends like a file being written"));
        }
    }
    if names.answer.has_sender() && !names.request.has_sender() {
        return Err(bad(&raw.answer, "{sender} is not in the request's name"));
    }
    Ok(names)
}

fn tokens(source: &Source<'_>, raw: &RawTokens) -> Result<Tokens> {
    let bad = |span, what: String| source.error(Code::BadTokens, span, what);
    let mut tokens = Tokens::default();
    for (name, table) in raw.get_ref() {
        let set = TokenSet::ALL
            .into_iter()
            .find(|set| set.name() == name)
            .ok_or_else(|| bad(table.span(), format!("unknown set {name}")))?;
        let words = members(source, set, table)?;
        if set == TokenSet::Travel {
            let meaning = table.get_ref().get("meaning").map(Spanned::get_ref);
            tokens.1 = matches!(meaning, Some(Words::One(word)) if word == FORBIDDEN);
        }
        tokens.0.insert(set, words);
    }
    for set in TokenSet::ALL {
        if !tokens.0.contains_key(&set) {
            return Err(bad(raw.span(), format!("set {} is missing", set.name())));
        }
    }
    Ok(tokens)
}

fn members(source: &Source<'_>, set: TokenSet, table: &RawSet) -> Result<Vec<Vec<String>>> {
    let bad = |span, what: String| source.error(Code::BadTokens, span, what);
    let travel = set == TokenSet::Travel;
    for (name, words) in table.get_ref() {
        let known = set.members().contains(&name.as_str()) || (travel && name == "meaning");
        if !known {
            let what = format!("{} has no member {name}", set.name());
            return Err(bad(words.span(), what));
        }
    }
    let (mut all, mut seen) = (Vec::new(), Vec::new());
    for member in set.members() {
        let words = table
            .get_ref()
            .get(*member)
            .ok_or_else(|| bad(table.span(), format!("{} lacks {member}", set.name())))?;
        let list = match words.get_ref() {
            Words::One(word) => vec![word.clone()],
            Words::Many(words) => words.clone(),
        };
        for word in &list {
            let odd = word.is_empty() || word.trim() != word || word.len() > 32;
            if odd || seen.contains(word) {
                let what = format!("a token of {} is empty, odd or repeated", set.name());
                return Err(bad(words.span(), what));
            }
            seen.push(word.clone());
        }
        if list.is_empty() {
            return Err(bad(words.span(), format!("{} has no token", set.name())));
        }
        all.push(list);
    }
    if travel {
        let meaning = table.get_ref().get("meaning");
        match meaning.map(Spanned::get_ref) {
            Some(Words::One(word)) if word == "valid" => {}
            // The wire says "forbidden": what it calls yes is what the model calls not valid.
            Some(Words::One(word)) if word == FORBIDDEN => all.reverse(),
            _ => {
                let span = meaning.map_or_else(|| table.span(), Spanned::span);
                return Err(bad(span, "travel.meaning is valid or interdizione".into()));
            }
        }
    }
    Ok(all)
}
