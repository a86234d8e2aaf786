//! The checks of a request for a card.

use cie_core::lang::Lang;
use cie_core::request as core;

use crate::Day;
use crate::fault::{Code, Error};

choice! {
    /// How grave a finding is.
    pub enum Gravity {
        /// The request cannot be signed.
        Blocking = "blocking",
        /// The operator must look at it.
        Warning = "warning",
        /// Worth knowing.
        Info = "info",
    }
}

record! {
    /// Something that a request got wrong, or that its operator should know.
    pub struct Finding {
        /// Stable code, the same in every language.
        pub code: String,
        /// How grave it is.
        pub gravity: Gravity,
        /// Path of the field.
        pub field: String,
        /// What was found, in Italian.
        pub text_it: String,
        /// What was found, in English.
        pub text_en: String,
        /// What to do, in Italian.
        pub remedy_it: String,
        /// What to do, in English.
        pub remedy_en: String,
        /// The identifier of the rule behind it, if there is one.
        pub rule: Option<String> = None,
    }
}

/// Photo, fingerprints and signature in base64 stay far below.
const MAX_LEN: usize = 16 << 20;

export! {
    /// Everything that is wrong with a request, at once: the request as JSON (its form is that of the
    /// Rust type `cie_core::request::CardRequest`, as `cie request check` takes it), checked on a day,
    /// that of the request unless given. No finding means that it can be signed.
    fn check_request(request: String, on: Option<Day> = None) -> Vec<Finding>
    [
        /// `CIE-API-004` when the text is not such a request, with line and column;
    ]
    {
        if request.len() > MAX_LEN {
            return Err(Error::new(Code::RequestForm).detail("more than 16 MiB").into());
        }
        let parsed: core::CardRequest = serde_json::from_str(&request).map_err(|error| {
            let (line, column) = (error.line() as u64, error.column() as u64);
            Error::new(Code::RequestForm).at(cie_core::error::Position::Text { line, column })
        })?;
        let on = on.map_or(parsed.requested_on, |day| day.0);
        core::check(&parsed, on)
            .iter()
            .map(|finding| {
                let info = finding.code.info();
                Ok(Finding {
                    code: info.id.into(),
                    gravity: Gravity::of_core(finding.gravity())?,
                    field: finding.field.clone(),
                    text_it: finding.text(Lang::It).into(),
                    text_en: finding.text(Lang::En).into(),
                    remedy_it: finding.remedy(Lang::It).into(),
                    remedy_en: finding.remedy(Lang::En).into(),
                    rule: info.rule.map(Into::into),
                })
            })
            .collect()
    }
}
