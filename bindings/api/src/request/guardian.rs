//! Who answers for a minor.

use cie_core::citizen::NamePart;
use cie_core::redact::Personal;
use cie_core::request as core;

use crate::Result;

choice! {
    /// In what quality somebody answers for a minor.
    pub enum GuardianRole {
        /// A parent.
        Parent = "parent",
        /// A guardian (tutore).
        Guardian = "guardian",
    }
}

choice! {
    /// Whether a guardian agrees that the minor's card be valid for travel.
    pub enum Consent {
        /// Agrees.
        Given = "given",
        /// Does not agree, or was not asked.
        Missing = "missing",
        /// Replaced by an authorisation of the guardianship judge.
        ReplacedByJudge = "replaced_by_judge",
    }
}

record! {
    /// Somebody who answers for a minor. Parents are a list of one or two without roles; how each is
    /// called in print is a label beside (Corte di Cassazione, judgment 9216/2025).
    pub struct Guardian {
        /// Surname; absent for who has none.
        @personal pub surname: Option<String> = None,
        /// Given names; absent for who has none.
        @personal pub given: Option<String> = None,
        /// Codice fiscale, when known.
        @personal pub codice_fiscale: Option<String> = None,
        /// Quality.
        pub role: GuardianRole,
        /// How the person is called in print, such as `padre`, `madre`, `genitore`.
        @personal pub print_label: Option<String> = None,
        /// Assent to a card valid for travel.
        pub consent: Consent,
    }
}

impl TryFrom<Guardian> for core::Guardian {
    type Error = crate::ApiError;

    fn try_from(guardian: Guardian) -> Result<Self> {
        let name = |text: Option<String>| text.map_or(NamePart::None, NamePart::from_text);
        Ok(Self {
            surname: name(guardian.surname),
            given: name(guardian.given),
            codice_fiscale: guardian.codice_fiscale.map(Personal::new),
            role: guardian.role.core()?,
            print_label: guardian.print_label,
            consent: guardian.consent.core()?,
        })
    }
}

impl TryFrom<&core::Guardian> for Guardian {
    type Error = crate::ApiError;

    fn try_from(guardian: &core::Guardian) -> Result<Self> {
        let code = guardian.codice_fiscale.as_ref();
        Ok(Self {
            surname: guardian.surname.text().map(Into::into),
            given: guardian.given.text().map(Into::into),
            codice_fiscale: code.map(|code| code.expose().clone()),
            role: GuardianRole::of_core(guardian.role)?,
            print_label: guardian.print_label.clone(),
            consent: Consent::of_core(guardian.consent)?,
        })
    }
}
