//! The values of parameters, by name.

use chrono::NaiveDate;
use cie_core::citizen::Person;
use cie_core::date::PartialDate;
use cie_core::exchange::{AnnulmentReason, CardAnnulment, CardData, CardNotice, Header, Requester};

use super::load::{Mapping, Placed};
use super::parameter::Value;
use crate::registry::matching::{code_key, name_key};

/// What is known for a statement.
#[derive(Default)]
pub(super) struct Values(Vec<(&'static str, Value)>);

impl Values {
    /// What every statement may ask for.
    pub(super) fn new(comune_istat: &str, on: NaiveDate) -> Self {
        let istat = Value::Text(comune_istat.to_owned());
        Self(vec![("comune_istat", istat), ("on", Value::Date(on))])
    }

    pub(super) fn with(mut self, name: &'static str, value: Value) -> Self {
        self.0.push((name, value));
        self
    }

    pub(super) fn text(self, name: &'static str, text: Option<&str>) -> Self {
        self.with(name, Value::text(text))
    }

    /// Particulars that are looked up. The search by name is the database's to narrow and ours to
    /// decide: collations differ.
    pub(super) fn particulars(self, person: &Person) -> Self {
        let (from, to) = span(person.birth_date);
        self.text(
            "codice_fiscale",
            person.codice_fiscale().map(code_key).as_deref(),
        )
        .text("surname", person.surname.text().map(str::trim))
        .text("surname_key", name_key(&person.surname).as_deref())
        .text("given", person.given.text().map(str::trim))
        .text("given_key", name_key(&person.given).as_deref())
        .text("sex", Some(person.sex.letter()))
        .with("birth_year", Value::Number(person.birth_date.year().into()))
        .with("birth_from", Value::date(from))
        .with("birth_to", Value::date(to))
    }

    fn heading(self, header: &Header, requester: &Requester) -> Self {
        self.text("operation_id", Some(header.operation_id.as_str()))
            .text("sender", Some(&header.sender))
            .with("sent_at", Value::Moment(header.sent_at))
            .text("operator", Some(requester.operator.expose()))
            .text("workstation_id", Some(&requester.workstation_id))
            .text("requester_istat", Some(&requester.comune_istat))
    }

    pub(super) fn issued(self, notice: &CardNotice, holder: &str) -> Self {
        let card = &notice.card;
        self.heading(&notice.header, &notice.requester)
            .holder(&notice.person, holder)
            .card(card)
    }

    pub(super) fn annulled(self, annulment: &CardAnnulment, holder: &str) -> Self {
        let reason = match annulment.reason {
            AnnulmentReason::MaterialError => "material_error",
            AnnulmentReason::Revocation => "revocation",
            _ => "other",
        };
        self.heading(&annulment.header, &annulment.requester)
            .holder(&annulment.person, holder)
            .text("serial", Some(&annulment.card.serial))
            .with("annulled_on", Value::Date(annulment.on))
            .text("reason", Some(reason))
    }

    fn holder(self, person: &Person, holder: &str) -> Self {
        self.text(
            "codice_fiscale",
            person.codice_fiscale().map(code_key).as_deref(),
        )
        .text("registry_id", Some(holder))
    }

    fn card(self, card: &CardData) -> Self {
        self.text("serial", Some(&card.serial))
            .with("electronic", Value::flag(card.electronic))
            .with("issued_on", Value::date(card.issued_on))
            .with("expires_on", Value::date(card.expires_on))
            .with("valid_for_travel", Value::flag(card.valid_for_travel))
            .text("card_comune", card.comune.as_deref())
            .text("card_comune_istat", card.comune_istat.as_deref())
    }

    /// The values of a statement, in its order, as the mapping shapes them.
    pub(super) fn of(&self, mapping: &Mapping, placed: &Placed) -> Vec<Value> {
        let names = placed.statement.parameters.iter();
        names.map(|name| self.one(mapping, name)).collect()
    }

    fn one(&self, mapping: &Mapping, name: &str) -> Value {
        let found = self.0.iter().find(|(known, _)| *known == name);
        let value = found.map_or(Value::Null, |(_, value)| value.clone());
        let Some(shape) = mapping.shapes.get(name) else {
            return value;
        };
        let word = |word: &str| {
            let map = shape.map.as_ref();
            map.and_then(|map| map.get(word)).cloned()
        };
        match (&value, &shape.date_format) {
            (Value::Date(date), Some(format)) => Value::Text(format.write(*date)),
            (Value::Flag(flag), _) => {
                word(if *flag { "yes" } else { "no" }).map_or(value, Value::Text)
            }
            (Value::Text(text), _) => word(text).map_or(value, Value::Text),
            _ => value,
        }
    }
}

/// The first and the last day that an incomplete date may be.
fn span(date: PartialDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
    match date {
        PartialDate::Full(date) => (Some(date), Some(date)),
        PartialDate::YearMonth(year, month) => {
            let first = NaiveDate::from_ymd_opt(year, month, 1);
            let last = first
                .and_then(|first| first.checked_add_months(chrono::Months::new(1)))
                .and_then(|next| next.pred_opt());
            (first, last)
        }
        PartialDate::Year(year) => (
            NaiveDate::from_ymd_opt(year, 1, 1),
            NaiveDate::from_ymd_opt(year, 12, 31),
        ),
    }
}
