//! From a row of a vendor's table to a subject or a card.

use chrono::NaiveDate;
use cie_core::citizen::{
    Address, AddressPlace, BirthPlace, Citizenship, Civic, ForeignAddress, ITALY_STATE_CODE,
    NamePart, Person, Residence, Sex, TaxCode,
};
use cie_core::date::PartialDate;
use cie_core::exchange::{AnnulmentReason, BirthAct, Cancellation, CardData, Provenance, Subject};
use cie_core::redact::Personal;

use super::cell::{Cell, Reading};
use super::load::FromColumn;
use crate::{Code, Error, Result};

/// The fields of a mapping, each with its column of one query.
pub(super) struct Columns<'m> {
    pub(super) fields: &'m [FromColumn],
    /// For each field the place of its column; `None` for a constant, and for a column that the
    /// query does not have.
    pub(super) places: &'m [Option<usize>],
}

/// One row, read by field.
pub(super) struct Row<'m> {
    columns: &'m Columns<'m>,
    cells: &'m [Cell],
}

impl<'m> Row<'m> {
    pub(super) fn new(columns: &'m Columns<'m>, cells: &'m [Cell]) -> Self {
        Self { columns, cells }
    }

    fn reading(&self, name: &str) -> Option<Reading<'_>> {
        let at = self
            .columns
            .fields
            .iter()
            .position(|from| from.field.name == name)?;
        let from = self.columns.fields.get(at)?;
        let cell = match (self.columns.places.get(at).copied().flatten(), &from.value) {
            (Some(place), _) => Some(self.cells.get(place)?),
            (None, Some(_)) => None,
            (None, None) => return None,
        };
        Some(Reading { from, cell })
    }

    fn text(&self, name: &str) -> Result<Option<String>> {
        self.reading(name)
            .map_or(Ok(None), |reading| reading.text())
    }

    fn flag(&self, name: &str) -> Result<Option<bool>> {
        self.reading(name)
            .map_or(Ok(None), |reading| reading.flag())
    }

    fn date(&self, name: &str) -> Result<Option<NaiveDate>> {
        self.reading(name)
            .map_or(Ok(None), |reading| reading.date())
    }

    fn partial_date(&self, name: &str) -> Result<Option<PartialDate>> {
        self.reading(name)
            .map_or(Ok(None), |reading| reading.partial_date())
    }

    fn token(&self, name: &str) -> Result<Option<usize>> {
        self.reading(name)
            .map_or(Ok(None), |reading| reading.token())
    }

    fn need<T>(name: &str, value: Option<T>) -> Result<T> {
        value.ok_or_else(|| Error::new(Code::RowMissing).detail(name.to_owned()))
    }

    fn sex(&self, name: &str) -> Result<Option<Sex>> {
        Ok(self.token(name)?.map(|word| match word {
            0 => Sex::M,
            1 => Sex::F,
            _ => Sex::N,
        }))
    }

    /// The subject of a row; its card only when the row has one.
    pub(super) fn subject(&self) -> Result<Subject> {
        let mut subject = Subject::new(self.person()?);
        subject.birth_act = self.birth_act()?;
        subject.civil_status = self.text("subject.civil_status")?;
        subject.parents = ["parent1", "parent2"]
            .into_iter()
            .filter_map(|prefix| self.parent(prefix).transpose())
            .collect::<Result<_>>()?;
        subject.residence = self.residence()?;
        subject.citizenships = self.citizenships()?;
        subject.cancellation = self.cancellation()?;
        subject.certifiable = self.flag("subject.certifiable")?;
        subject.provenance = self.token("subject.provenance")?.map(|word| match word {
            0 => Provenance::Anpr,
            1 => Provenance::Ina,
            2 => Provenance::TaxRegistry,
            _ => Provenance::Aire,
        });
        subject.height_cm = match self.reading("subject.height_cm") {
            // Many tables write 0 for a height that was never taken.
            Some(reading) => reading.number()?.filter(|height| *height > 0),
            None => None,
        };
        Ok(subject)
    }

    fn person(&self) -> Result<Person> {
        let code = self.text("person.tax_code")?;
        let validated = self.flag("person.tax_code_validated")?;
        let since = self.date("person.tax_code_since")?;
        let birth_date = Self::need("person.birth_date", self.partial_date("person.birth_date")?)?;
        let no_month = self.flag("person.no_birth_day_month")? == Some(true);
        let no_day = self.flag("person.no_birth_day")? == Some(true);
        let birth_date = match (no_month, no_day, birth_date.month()) {
            (true, _, _) => PartialDate::Year(birth_date.year()),
            (false, true, Some(month)) => PartialDate::YearMonth(birth_date.year(), month),
            _ => birth_date,
        };
        let registry_id = self.text("person.registry_id")?;
        Ok(Person {
            tax_code: code.map(|code| TaxCode {
                code: Personal::new(code),
                validated,
                since,
            }),
            surname: self.name("person.surname", "person.no_surname")?,
            given: self.name("person.given", "person.no_given")?,
            sex: Self::need("person.sex", self.sex("person.sex")?)?,
            birth_date,
            birth_place: self.birth_place()?,
            aire: self.flag("person.aire")?.unwrap_or(false),
            registry_id: Some(Self::need("person.registry_id", registry_id)?),
            anpr_id: self.text("person.anpr_id")?,
        })
    }

    fn name(&self, name: &str, without: &str) -> Result<NamePart> {
        let said = self
            .reading(name)
            .is_some_and(|reading| reading.says_none());
        if said || self.flag(without)? == Some(true) {
            return Ok(NamePart::None);
        }
        Self::need(name, self.text(name)?).map(NamePart::from_text)
    }

    fn birth_place(&self) -> Result<BirthPlace> {
        if let Some(place) = self.text("birth_place.exceptional")? {
            return Ok(BirthPlace::Exceptional(place));
        }
        let comune = self.text("birth_place.comune")?;
        let belfiore = self.text("birth_place.comune_belfiore")?;
        let province = self.text("birth_place.comune_province")?;
        let state = self.text("birth_place.state")?;
        // Tables with one column for both: a code that begins with Z is a state's.
        let abroad = belfiore
            .as_deref()
            .is_some_and(|code| code.starts_with('Z'));
        if state.is_none() && !abroad {
            return Ok(BirthPlace::Comune {
                belfiore,
                istat: self.text("birth_place.comune_istat")?,
                name: Self::need("birth_place.comune", comune)?,
                province,
            });
        }
        Ok(BirthPlace::Foreign {
            belfiore: self
                .text("birth_place.state_belfiore")?
                .or(belfiore.filter(|_| abroad)),
            state_code: self.text("birth_place.state_code")?,
            state: Self::need("birth_place.state", state.or(comune))?,
            locality: self.text("birth_place.locality")?,
            province: self.text("birth_place.foreign_province")?,
        })
    }

    fn birth_act(&self) -> Result<Option<BirthAct>> {
        let act = BirthAct {
            comune: self.text("birth_act.comune")?,
            comune_istat: self.text("birth_act.comune_istat")?,
            year: self.text("birth_act.year")?,
            part: self.text("birth_act.part")?,
            series: self.text("birth_act.series")?,
            number: self.text("birth_act.number")?.map(Personal::new),
        };
        Ok((act != BirthAct::default()).then_some(act))
    }

    fn citizenships(&self) -> Result<Vec<Citizenship>> {
        let name = "citizenship.state_code";
        let (Some(reading), Some(codes)) = (self.reading(name), self.text(name)?) else {
            return Ok(Vec::new());
        };
        let codes: Vec<&str> = match &reading.from.split {
            Some(split) => codes.split(split.as_str()).map(str::trim).collect(),
            None => vec![codes.as_str()],
        };
        let citizenship = |code: &&str| match *code {
            ITALY_STATE_CODE => Citizenship::italian(),
            code => Citizenship {
                state_code: code.to_owned(),
                state: None,
                since: None,
            },
        };
        let codes = codes.iter().filter(|code| !code.is_empty());
        Ok(codes.map(citizenship).collect())
    }

    fn cancellation(&self) -> Result<Option<Cancellation>> {
        let reason = self.text("cancellation.reason")?;
        Ok(self
            .date("cancellation.on")?
            .map(|on| Cancellation { reason, on }))
    }

    fn place(&self, name: &str, istat: &str, province: &str) -> Result<Option<AddressPlace>> {
        let istat = self.text(istat)?;
        let province = self.text(province)?;
        Ok(self.text(name)?.map(|name| AddressPlace {
            name,
            istat,
            province,
        }))
    }

    fn residence(&self) -> Result<Option<Residence>> {
        let comune = self.place(
            "residence.comune",
            "residence.comune_istat",
            "residence.comune_province",
        )?;
        let street = self.text("residence.street")?.map(Personal::new);
        if let Some(state) = self.text("residence.state")? {
            return Ok(Some(Residence::Abroad {
                address: ForeignAddress {
                    state_code: self.text("residence.state_code")?,
                    state,
                    locality: self.text("residence.locality")?,
                    province: self.text("residence.foreign_province")?,
                    line: self.text("residence.foreign_line")?.map(Personal::new),
                },
                aire_comune: self.place(
                    "residence.aire_comune",
                    "residence.aire_comune_istat",
                    "residence.aire_comune_province",
                )?,
            }));
        }
        let Some(comune) = comune else {
            return Ok(None);
        };
        if self.flag("residence.no_fixed_abode")? == Some(true) {
            return Ok(Some(Residence::NoFixedAbode { comune, street }));
        }
        Ok(Some(Residence::Italy {
            address: Address {
                comune,
                street_type: self.text("residence.street_type")?,
                street: Self::need("residence.street", street)?,
                civic: self
                    .text("residence.civic")?
                    .map(|text| Civic::parse(&text)),
                cap: self.text("residence.cap")?,
                frazione: self.text("residence.frazione")?,
            },
            care_of: self.text("residence.care_of")?.map(Personal::new),
            since: self.date("residence.since")?,
        }))
    }

    /// A parent, where the row names one.
    fn parent(&self, prefix: &str) -> Result<Option<Person>> {
        let field = |name: &str| format!("{prefix}.{name}");
        let surname = self.text(&field("surname"))?;
        let given = self.text(&field("given"))?;
        if surname.is_none() && given.is_none() {
            return Ok(None);
        }
        let part = |name: Option<String>| name.map_or(NamePart::None, NamePart::from_text);
        let belfiore = self.text(&field("birth_belfiore"))?;
        let place = self.text(&field("birth_comune"))?;
        let name = Self::need(&field("birth_comune"), place)?;
        let birth_date = self.partial_date(&field("birth_date"))?;
        Ok(Some(Person {
            tax_code: self.text(&field("tax_code"))?.map(|code| TaxCode {
                code: Personal::new(code),
                validated: None,
                since: None,
            }),
            surname: part(surname),
            given: part(given),
            sex: self.sex(&field("sex"))?.unwrap_or(Sex::N),
            birth_date: Self::need(&field("birth_date"), birth_date)?,
            birth_place: if belfiore
                .as_deref()
                .is_some_and(|code| code.starts_with('Z'))
            {
                BirthPlace::Foreign {
                    belfiore,
                    state_code: None,
                    state: name,
                    locality: None,
                    province: None,
                }
            } else {
                BirthPlace::Comune {
                    belfiore,
                    istat: None,
                    name,
                    province: None,
                }
            },
            aire: false,
            registry_id: None,
            anpr_id: None,
        }))
    }

    /// The holder's sheet, the card and the reason of its annulment.
    pub(super) fn card(&self) -> Result<(String, CardData, Option<AnnulmentReason>)> {
        let holder = Self::need("card.holder", self.text("card.holder")?)?;
        let reason = self.token("card.annulment_reason")?.map(|word| match word {
            0 => AnnulmentReason::MaterialError,
            1 => AnnulmentReason::Revocation,
            _ => AnnulmentReason::Other,
        });
        let card = CardData {
            serial: Self::need("card.serial", self.text("card.serial")?)?,
            electronic: self.flag("card.electronic")?,
            issued_on: self.date("card.issued_on")?,
            expires_on: self.date("card.expires_on")?,
            valid_for_travel: self.flag("card.valid_for_travel")?,
            comune_istat: self.text("card.comune_istat")?,
            comune: self.text("card.comune")?,
            annulled_on: self.date("card.annulled_on")?,
        };
        Ok((holder, card, reason))
    }
}
