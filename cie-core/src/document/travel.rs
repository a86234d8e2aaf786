//! Whether a card serves for travel, and why not.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::LeapDay;
use crate::citizen::Citizenship;
use crate::rule::{Rule, Value, travel as rules, validity};
use crate::{Code, Result};

/// Whose citizen the holder is, as far as travel is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Nationality {
    /// Italian, perhaps among others.
    Italian,
    /// Of another State of the EU.
    Eu,
    /// Of any other State, or of none.
    NonEu,
}

impl Nationality {
    /// Of somebody with these citizenships on that day: Italian if one is, else of the EU if one
    /// is of a member State, else none of both. Stateless people and those whose citizenship is
    /// not known are of none.
    ///
    /// Membership is read from the rules `travel.eu_members`; before 2013-07-01 it is that of
    /// that day, which is earlier than any electronic card in use.
    pub fn of<'a>(citizenships: impl IntoIterator<Item = &'a Citizenship>, on: NaiveDate) -> Self {
        let mut nationality = Self::NonEu;
        for citizenship in citizenships {
            if citizenship.is_italian() {
                return Self::Italian;
            }
            let iso3 = citizenship.place(on).and_then(|state| state.iso3());
            if iso3.is_some_and(|iso3| is_member(iso3, on)) {
                nationality = Self::Eu;
            }
        }
        nationality
    }
}

/// Whether the state of this ISO 3166-1 alpha-3 code is a member of the EU on that day.
fn is_member(iso3: [u8; 3], on: NaiveDate) -> bool {
    let rule = if rules::EU_MEMBERS.in_force(on) {
        &rules::EU_MEMBERS
    } else {
        &rules::EU_MEMBERS_BEFORE
    };
    matches!(rule.value("iso3"),
        Some(Value::Texts(members)) if members.iter().any(|member| member.as_bytes() == iso3))
}

/// Who agreed to a minor's travelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Assent {
    /// All parents there are (one or two), or the guardian.
    AllParents,
    /// The guardianship judge authorised it.
    Judge,
    /// Somebody's assent is missing.
    Missing,
}

/// A court's injunction against a parent's leaving the country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Injunction {
    /// First day.
    pub from: NaiveDate,
    /// Last day; what goes beyond two years has no effect.
    pub until: NaiveDate,
}

/// What bears on the travel validity of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Holder {
    /// Whose citizen.
    pub nationality: Nationality,
    /// Asylum seeker.
    #[serde(default)]
    pub asylum_seeker: bool,
    /// For a minor, who agreed; `None` for an adult.
    #[serde(default)]
    pub minor: Option<Assent>,
    /// A ground for refusing or withdrawing a passport exists.
    #[serde(default)]
    pub passport_ground: bool,
    /// A court's injunction against the holder as a parent.
    #[serde(default)]
    pub injunction: Option<Injunction>,
    /// Whether the other parent of the holder's minor children agreed; `None` without minor
    /// children. It matters until 2023-06-13 only.
    #[serde(default)]
    pub other_parent_agrees: Option<bool>,
}

impl Holder {
    /// An adult Italian citizen with nothing against travel.
    #[must_use]
    pub fn italian_adult() -> Self {
        Self {
            nationality: Nationality::Italian,
            asylum_seeker: false,
            minor: None,
            passport_ground: false,
            injunction: None,
            other_parent_agrees: None,
        }
    }
}

/// Whether a card serves for travel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Travel {
    /// It does.
    pub valid: bool,
    /// Why not: the rules that bar it, all of them. Empty when it does.
    pub barred_by: Vec<&'static Rule>,
    /// Why it does: the rules that were satisfied. Empty when it does not.
    pub granted_by: Vec<&'static Rule>,
    /// The note to print on a card that does not.
    pub note: Option<&'static str>,
}

/// Whether a card issued on that day serves for travel, with the rule behind each answer.
///
/// # Errors
/// `CIE-CORE-123` when an injunction ends before it begins.
///
/// ```
/// use chrono::NaiveDate;
/// use cie_core::document::{travel, Assent, Holder};
/// let on = NaiveDate::from_ymd_opt(2026, 11, 23).expect("in the calendar");
/// let child = Holder { minor: Some(Assent::Missing), ..Holder::italian_adult() };
/// let answer = travel(&child, on)?;
/// assert!(!answer.valid);
/// assert_eq!(answer.barred_by[0].id, "travel.minor.assent");
/// assert_eq!(answer.note, Some("Documento non valido ai fini dell'espatrio"));
/// # Ok::<(), cie_core::Error>(())
/// ```
pub fn travel(holder: &Holder, on: NaiveDate) -> Result<Travel> {
    let mut barred: Vec<&'static Rule> = Vec::new();
    let mut granted: Vec<&'static Rule> = Vec::new();

    if holder.asylum_seeker {
        barred.push(&validity::ASYLUM);
    }
    if holder.nationality != Nationality::Italian {
        barred.push(&rules::FOREIGNER);
    }
    let ground = if rules::PASSPORT_GROUND.in_force(on) {
        &rules::PASSPORT_GROUND
    } else {
        &rules::PASSPORT_GROUND_BEFORE
    };
    if holder.passport_ground {
        barred.push(ground);
    } else {
        granted.push(ground);
    }
    // For a foreign minor one parent suffices, and no assent would make the card valid for travel.
    match holder
        .minor
        .filter(|_| holder.nationality == Nationality::Italian)
    {
        Some(Assent::Missing) => barred.push(&rules::MINOR_ASSENT),
        Some(Assent::AllParents | Assent::Judge) => granted.push(&rules::MINOR_ASSENT),
        None => {}
    }
    if let Some(agrees) = holder.other_parent_agrees {
        match (rules::PARENT_ASSENT.in_force(on), agrees) {
            (true, false) => barred.push(&rules::PARENT_ASSENT),
            (true, true) => granted.push(&rules::PARENT_ASSENT),
            (false, _) => granted.push(&rules::PARENT_ASSENT_ABOLISHED),
        }
    }
    if let Some(injunction) = holder.injunction {
        let active = injunction.active(on)?;
        if active && rules::PARENT_INJUNCTION.in_force(on) {
            barred.push(&rules::PARENT_INJUNCTION);
        }
    }

    let valid = barred.is_empty();
    if !valid {
        granted.clear();
    }
    Ok(Travel {
        valid,
        barred_by: barred,
        granted_by: granted,
        note: (!valid).then_some(const { rules::PASSPORT_GROUND.text("note") }),
    })
}

impl Injunction {
    fn active(self, on: NaiveDate) -> Result<bool> {
        if self.until < self.from {
            return Err(Code::BadInjunction.into());
        }
        let longest = const { rules::PARENT_INJUNCTION.years("longest") };
        let until = LeapDay::default()
            .years_after(self.from, longest)
            .map_or(self.until, |limit| limit.min(self.until));
        Ok((self.from..=until).contains(&on))
    }
}
