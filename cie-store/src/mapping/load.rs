//! Reading a mapping: TOML in, checked mapping out, every complaint with its line.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use toml::Spanned;

use super::field::{self, Field, Kind};
use super::format::DateFormat;
use super::parameter::{self, Sort};
use super::source::Source;
use super::sql::{Statement, scan};
use super::{Dialect, Role};
use crate::{Code, Error, Result};

/// Largest mapping accepted, in bytes.
const MAX_MAPPING: usize = 256 * 1024;
/// Longest statement, in bytes.
const MAX_STATEMENT: usize = 32 * 1024;
/// Most statements of one notice.
const MAX_STATEMENTS: usize = 16;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: Spanned<u32>,
    name: String,
    database: Spanned<String>,
    time_limit_ms: Option<Spanned<u64>>,
    max_rows: Option<Spanned<u32>>,
    date_format: Option<Spanned<String>>,
    #[serde(default)]
    parameters: BTreeMap<Spanned<String>, Spanned<RawParameter>>,
    find: Spanned<BTreeMap<Spanned<String>, Query>>,
    subject: Spanned<Fields>,
    card: Option<Spanned<Fields>>,
    card_issued: Option<Spanned<Write>>,
    card_annulled: Option<Spanned<Write>>,
}

type Fields = BTreeMap<String, BTreeMap<String, Spanned<Column>>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Query {
    sql: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Write {
    statements: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawParameter {
    map: Option<BTreeMap<String, String>>,
    date_format: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawColumn {
    column: Option<String>,
    value: Option<String>,
    map: Option<BTreeMap<String, String>>,
    date_format: Option<String>,
    split: Option<String>,
    #[serde(default)]
    none: Vec<String>,
}

/// A column by its name alone, or a table that says more.
struct Column(RawColumn);

impl<'de> Deserialize<'de> for Column {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Column;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("the name of a column, or a table with column or value")
            }
            fn visit_str<E>(self, text: &str) -> Result<Column, E> {
                Ok(Column(RawColumn {
                    column: Some(text.to_owned()),
                    ..RawColumn::default()
                }))
            }
            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Column, M::Error> {
                RawColumn::deserialize(MapAccessDeserializer::new(map)).map(Column)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// Where a field comes from.
#[derive(Clone, Debug)]
pub(super) struct FromColumn {
    pub(super) field: Field,
    /// The column, in small letters; `None` for a constant.
    pub(super) column: Option<String>,
    pub(super) value: Option<String>,
    pub(super) map: Option<BTreeMap<String, String>>,
    pub(super) date_format: DateFormat,
    pub(super) split: Option<String>,
    pub(super) none: Vec<String>,
    pub(super) span: Range<usize>,
}

/// How a parameter goes into a statement.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    pub(super) map: Option<BTreeMap<String, String>>,
    pub(super) date_format: Option<DateFormat>,
}

impl Shape {
    /// Whether the value becomes a text.
    pub(super) fn shapes(&self) -> bool {
        self.map.is_some() || self.date_format.is_some()
    }
}

/// A statement and where it stands in the mapping.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) role: Role,
    pub(super) statement: Statement,
    pub(super) span: Range<usize>,
}

/// How a vendor's own tables are read and written: a TOML file, checked on load.
///
/// ```
/// use cie_store::Mapping;
/// let error = Mapping::parse("format = 1\nnmae = 'x'").unwrap_err();
/// assert!(error.to_string().contains("2:1"), "{error}");
/// # Ok::<(), cie_store::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Mapping {
    pub(super) source: Source,
    pub(super) name: String,
    pub(super) dialect: Dialect,
    pub(super) time_limit: Duration,
    pub(super) max_rows: usize,
    pub(super) date_format: DateFormat,
    pub(super) shapes: BTreeMap<&'static str, Shape>,
    pub(super) queries: Vec<Placed>,
    pub(super) issued: Vec<Placed>,
    pub(super) annulled: Vec<Placed>,
    pub(super) subject: Vec<FromColumn>,
    pub(super) card: Vec<FromColumn>,
}

impl Mapping {
    /// Reads a mapping and checks all that can be checked without its database.
    ///
    /// # Errors
    /// `CIE-STORE-300` to `-309` and `-311`, with line and column of what is wrong.
    pub fn parse(text: &str) -> Result<Self> {
        if text.len() > MAX_MAPPING {
            return Err(Error::new(Code::MappingTooLarge));
        }
        let source = Source::new(text);
        let file: File = toml::from_str(text).map_err(|error| {
            let span = error.span().unwrap_or(0..0);
            source.error(Code::MappingSyntax, span, error.message().to_owned())
        })?;
        Loader { source: &source }.load(file)
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The database it is for.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Whether notices about cards can be written.
    #[must_use]
    pub fn writes_cards(&self) -> bool {
        !self.issued.is_empty()
    }

    pub(super) fn query(&self, role: Role) -> Option<&Placed> {
        self.queries.iter().find(|query| query.role == role)
    }
}

struct Loader<'s> {
    source: &'s Source,
}

impl Loader<'_> {
    fn option(&self, span: Range<usize>, what: impl Into<String>) -> Error {
        self.source.error(Code::MappingOption, span, what)
    }

    fn load(&self, file: File) -> Result<Mapping> {
        if *file.format.get_ref() != 1 {
            return Err(self.option(file.format.span(), "format must be 1"));
        }
        let dialect = Dialect::named(file.database.get_ref())
            .ok_or_else(|| self.option(file.database.span(), "sqlite or postgresql"))?;
        let within = |given: Option<Spanned<u64>>, default, most, what: &str| match given {
            None => Ok(default),
            Some(given) if (1..=most).contains(given.get_ref()) => Ok(*given.get_ref()),
            Some(given) => Err(self.option(given.span(), format!("{what}: 1 to {most}"))),
        };
        let limit = within(file.time_limit_ms, 5000, 120_000, "time_limit_ms")?;
        let rows = file.max_rows.map(|rows| {
            let span = rows.span();
            Spanned::new(span, u64::from(rows.into_inner()))
        });
        let rows = within(rows, 1000, 100_000, "max_rows")?;
        let date_format = match &file.date_format {
            None => DateFormat::iso(),
            Some(text) => self.format(text.get_ref(), text.span())?,
        };
        let subject_at = file.subject.span();
        let subject = self.fields(file.subject, field::SUBJECT, &date_format)?;
        self.complete(&subject, field::SUBJECT_REQUIRED, subject_at)?;
        let card = match file.card {
            None => Vec::new(),
            Some(card) => {
                let span = card.span();
                let card = self.fields(card, field::CARD, &date_format)?;
                self.complete(&card, field::CARD_REQUIRED, span)?;
                card
            }
        };
        let mut mapping = Mapping {
            source: self.source.clone(),
            name: file.name,
            dialect,
            time_limit: Duration::from_millis(limit),
            max_rows: usize::try_from(rows).unwrap_or(usize::MAX),
            date_format,
            shapes: self.shapes(file.parameters)?,
            queries: Vec::new(),
            issued: Vec::new(),
            annulled: Vec::new(),
            subject,
            card,
        };
        self.queries(&mut mapping, file.find)?;
        let writes = [
            (Role::Issued, "card_issued", file.card_issued),
            (Role::Annulled, "card_annulled", file.card_annulled),
        ];
        let given = writes
            .iter()
            .filter(|(_, _, write)| write.is_some())
            .count();
        for (role, name, write) in writes {
            let Some(write) = write else {
                continue;
            };
            if given == 1 {
                let what = "card_issued and card_annulled go together";
                return Err(self
                    .source
                    .error(Code::MissingStatement, write.span(), what));
            }
            let statements = self.writes(&mapping, role, name, write)?;
            match role {
                Role::Issued => mapping.issued = statements,
                _ => mapping.annulled = statements,
            }
        }
        Ok(mapping)
    }

    fn queries(
        &self,
        mapping: &mut Mapping,
        find: Spanned<BTreeMap<Spanned<String>, Query>>,
    ) -> Result<()> {
        let span = find.span();
        for (name, query) in find.into_inner() {
            let role = Role::FIND
                .into_iter()
                .find(|role| role.name() == name.get_ref())
                .ok_or_else(|| {
                    let known = Role::FIND.map(Role::name).join(", ");
                    self.option(name.span(), format!("one of {known}"))
                })?;
            if matches!(role, Role::Cards | Role::Card) && mapping.card.is_empty() {
                return Err(self.source.error(
                    Code::MissingField,
                    name.span(),
                    "the columns of a card, in [card]",
                ));
            }
            let query = self.statement(mapping.dialect, role, &query.sql)?;
            mapping.queries.push(query);
        }
        if mapping.query(Role::FindCode).is_none() {
            let what = "find.codice_fiscale";
            return Err(self.source.error(Code::MissingStatement, span, what));
        }
        Ok(())
    }

    fn writes(
        &self,
        mapping: &Mapping,
        role: Role,
        name: &str,
        write: Spanned<Write>,
    ) -> Result<Vec<Placed>> {
        let span = write.span();
        if mapping.query(Role::Card).is_none() {
            let what = format!("{name} needs find.card, which tells a repetition from a new card");
            return Err(self.source.error(Code::MissingStatement, span, what));
        }
        let write = write.into_inner().statements;
        if write.is_empty() || write.len() > MAX_STATEMENTS {
            return Err(self.option(span, format!("1 to {MAX_STATEMENTS} statements")));
        }
        let statements = write
            .iter()
            .map(|sql| self.statement(mapping.dialect, role, sql))
            .collect::<Result<Vec<_>>>()?;
        let uses = |name: &str| {
            statements
                .iter()
                .any(|placed| placed.statement.parameters.iter().any(|p| p == name))
        };
        // A statement that does not say which card it is about would touch others.
        let needed: &[&str] = match role {
            Role::Issued => &["serial", "registry_id"],
            _ => &["serial", "annulled_on"],
        };
        match needed.iter().find(|name| !uses(name)) {
            Some(name) => Err(self
                .source
                .error(Code::MissingParameter, span, format!(":{name}"))),
            None => Ok(statements),
        }
    }

    fn statement(&self, dialect: Dialect, role: Role, sql: &Spanned<String>) -> Result<Placed> {
        let (span, text) = (sql.span(), sql.get_ref());
        if text.len() > MAX_STATEMENT {
            return Err(self.option(span, "a statement of 32 KiB at most"));
        }
        let statement = scan(text, dialect).map_err(|unfit| {
            self.source
                .error_in_sql(Code::BadStatement, &span, unfit.at, unfit.what)
        })?;
        let known = parameter::of(role);
        for (name, place) in statement.parameters.iter().zip(&statement.places) {
            if !known.iter().any(|parameter| parameter.name == name) {
                let names: Vec<_> = known.iter().map(|known| known.name).collect();
                let what = format!(":{name}; here there are {}", names.join(", "));
                let code = Code::UnknownParameter;
                return Err(self.source.error_in_sql(code, &span, *place, what));
            }
        }
        let missing = known
            .iter()
            .find(|known| known.required && !statement.parameters.iter().any(|p| p == known.name));
        if let Some(missing) = missing {
            let what = format!(":{}", missing.name);
            return Err(self.source.error(Code::MissingParameter, span, what));
        }
        Ok(Placed {
            role,
            statement,
            span,
        })
    }

    fn fields(
        &self,
        raw: Spanned<Fields>,
        known: &'static [Field],
        date_format: &DateFormat,
    ) -> Result<Vec<FromColumn>> {
        let mut fields = Vec::new();
        for (group, members) in raw.into_inner() {
            for (name, column) in members {
                let full = format!("{group}.{name}");
                let span = column.span();
                let field = field::named(known, &full)
                    .ok_or_else(|| self.source.error(Code::UnknownField, span.clone(), full))?;
                fields.push(self.column(field, column.into_inner().0, span, date_format)?);
            }
        }
        Ok(fields)
    }

    fn column(
        &self,
        field: Field,
        raw: RawColumn,
        span: Range<usize>,
        date_format: &DateFormat,
    ) -> Result<FromColumn> {
        if raw.column.is_some() == raw.value.is_some() {
            return Err(self.option(span, "either column or value"));
        }
        let words = field.kind.words();
        let fits = |word: &String| words.is_empty() || words.contains(&word.as_str());
        let dated = matches!(field.kind, Kind::Date | Kind::PartialDate);
        let bad = raw
            .map
            .iter()
            .flat_map(BTreeMap::values)
            .find(|word| !fits(word));
        let bad = bad.or_else(|| raw.value.as_ref().filter(|word| !fits(word)));
        if bad.is_some() {
            return Err(self.option(
                span,
                format!("{} is one of {}", field.name, words.join(", ")),
            ));
        }
        if raw.value.is_some() && (dated || field.kind == Kind::Number) {
            return Err(self.option(span, "only texts, flags and words can be constants"));
        }
        if raw.date_format.is_some() && !dated {
            return Err(self.option(span, format!("{} is not a date", field.name)));
        }
        if raw.map.is_some() && (dated || field.kind == Kind::Number) {
            return Err(self.option(span, format!("{} takes no map", field.name)));
        }
        let splits = raw.split.as_deref();
        if splits.is_some_and(str::is_empty)
            || (splits.is_some() && field.name != "citizenship.state_code")
        {
            return Err(self.option(span, "only citizenship.state_code can be split"));
        }
        if !raw.none.is_empty() && !matches!(field.name, "person.surname" | "person.given") {
            return Err(self.option(span, "none is for surname and given name"));
        }
        Ok(FromColumn {
            field,
            column: raw.column.map(|name| name.to_ascii_lowercase()),
            value: raw.value,
            map: raw.map,
            date_format: match raw.date_format {
                Some(text) => self.format(&text, span.clone())?,
                None => date_format.clone(),
            },
            split: raw.split,
            none: raw.none,
            span,
        })
    }

    fn complete(&self, given: &[FromColumn], needed: &[&str], span: Range<usize>) -> Result<()> {
        let there = |name: &&&str| given.iter().any(|column| column.field.name == **name);
        match needed.iter().find(|name| !there(name)) {
            Some(name) => Err(self.source.error(Code::MissingField, span, *name)),
            None => Ok(()),
        }
    }

    fn format(&self, text: &str, span: Range<usize>) -> Result<DateFormat> {
        let what = "a date format of YYYY, MM and DD once each, such as YYYY-MM-DD or DDMMYYYY";
        DateFormat::parse(text).ok_or_else(|| self.option(span, what))
    }

    fn shapes(
        &self,
        raw: BTreeMap<Spanned<String>, Spanned<RawParameter>>,
    ) -> Result<BTreeMap<&'static str, Shape>> {
        let mut shapes = BTreeMap::new();
        for (name, shape) in raw {
            let known = parameter::all().find(|known| known == name.get_ref());
            let (Some(known), Some(sort)) = (known, parameter::sort(name.get_ref())) else {
                let what = format!(":{}", name.get_ref());
                return Err(self.source.error(Code::UnknownParameter, name.span(), what));
            };
            let span = shape.span();
            let RawParameter { map, date_format } = shape.into_inner();
            let words = sort.words();
            if let Some(map) = &map {
                let exact = map.len() == words.len() && words.iter().all(|w| map.contains_key(*w));
                if words.is_empty() || !exact {
                    let what = format!("a map of {}", words.join(", "));
                    return Err(self.option(span, what));
                }
            }
            if date_format.is_some() && sort != Sort::Date {
                return Err(self.option(span, "not a date"));
            }
            let date_format = date_format
                .map(|text| self.format(&text, span))
                .transpose()?;
            shapes.insert(known, Shape { map, date_format });
        }
        Ok(shapes)
    }
}
