//! Whether a card serves for travel.

use cie_core::document as core;

use crate::{Citizenship, Day, Result};

choice! {
    /// Whose citizen somebody is, as far as travel is concerned.
    pub enum Nationality {
        /// Italian, perhaps among others.
        Italian = "italian",
        /// Of another State of the EU.
        Eu = "eu",
        /// Of any other State, or of none.
        NonEu = "non_eu",
    }
}

choice! {
    /// Who agreed to a minor's travelling.
    pub enum TravelAssent {
        /// All parents there are (one or two), or the guardian.
        AllParents = "all_parents",
        /// The guardianship judge authorised it.
        Judge = "judge",
        /// Somebody's assent is missing.
        Missing = "missing",
    }
}

record! {
    /// A court's injunction against a parent's leaving the country.
    pub struct Injunction {
        /// First day.
        pub from_day: Day,
        /// Last day; what goes beyond two years has no effect.
        pub until_day: Day,
    }
}

record! {
    /// What bears on the travel validity of a card.
    pub struct TravelHolder {
        /// Whose citizen.
        pub nationality: Nationality,
        /// Asylum seeker.
        pub asylum_seeker: bool = false,
        /// For a minor, who agreed; absent for an adult.
        pub minor: Option<TravelAssent> = None,
        /// A ground for refusing or withdrawing a passport exists.
        pub passport_ground: bool = false,
        /// A court's injunction against the holder as a parent.
        pub injunction: Option<Injunction> = None,
        /// Whether the other parent of the holder's minor children agreed; absent without minor
        /// children. It matters until 2023-06-13 only.
        pub other_parent_agrees: Option<bool> = None,
    }
}

record! {
    /// Whether a card serves for travel.
    pub struct Travel {
        /// It does.
        pub valid: bool,
        /// Why not: the identifiers of all the rules that bar it.
        pub barred_by: Vec<String>,
        /// Why it does: the identifiers of the rules that were satisfied.
        pub granted_by: Vec<String>,
        /// The note to print on a card that does not.
        pub note: Option<String> = None,
    }
}

fn holder(given: &TravelHolder) -> Result<core::Holder> {
    let injunction = |one: &Injunction| core::Injunction {
        from: one.from_day.into(),
        until: one.until_day.into(),
    };
    Ok(core::Holder {
        nationality: given.nationality.core()?,
        asylum_seeker: given.asylum_seeker,
        minor: given.minor.map(TravelAssent::core).transpose()?,
        passport_ground: given.passport_ground,
        injunction: given.injunction.as_ref().map(injunction),
        other_parent_agrees: given.other_parent_agrees,
    })
}

export! {
    /// Whether a card issued on a day, today unless given, serves for travel, with the rules behind the
    /// answer.
    fn card_travel(holder: TravelHolder, on: Option<Day> = None) -> Travel
    [
        /// `CIE-CORE-123` when an injunction ends before it begins;
    ]
    {
        let travel = core::travel(&self::holder(&holder)?, Day::or_today(on))?;
        let named = |rules: Vec<&cie_core::rule::Rule>| -> Vec<String> {
            rules.into_iter().map(|rule| rule.id.into()).collect()
        };
        Ok(Travel {
            valid: travel.valid,
            barred_by: named(travel.barred_by),
            granted_by: named(travel.granted_by),
            note: travel.note.map(Into::into),
        })
    }

    /// Whose citizen somebody with these citizenships is on a day, today unless given: Italian if one is,
    /// else of the EU if one is of a member State on that day, else of none of both.
    fn nationality(citizenships: Vec<Citizenship>, on: Option<Day> = None) -> Nationality
    []
    {
        let citizenships: Vec<_> = citizenships.into_iter().map(Into::into).collect();
        Nationality::of_core(core::Nationality::of(&citizenships, Day::or_today(on)))
    }
}
