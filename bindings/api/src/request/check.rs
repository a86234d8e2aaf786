//! The checks of a request for a card, and its form as JSON.

use cie_core::lang::Lang;
use cie_core::request as core;

use super::CardRequest;
use crate::fault::{Code, Error};
use crate::{Day, Result};

choice! {
    /// How grave a finding is.
    pub enum Gravity {
        /// The request cannot be signed.
        Blocking = "blocking",
        /// The operator must look at it.
        Warning = "warning",
        /// Worth knowing; nothing to do.
        Note = "note",
    }
}

choice! {
    /// When a finding can be put right.
    pub enum Stage {
        /// In the registry, before the citizen sits down.
        Registry = "registry",
        /// At the counter, while the request is entered.
        Counter = "counter",
        /// While biometrics are taken.
        Biometrics = "biometrics",
    }
}

record! {
    /// Something that a request got wrong, or that its operator should know.
    pub struct Finding {
        /// Stable code, the same in every language.
        pub code: String,
        /// How grave it is.
        pub gravity: Gravity,
        /// When it can be put right: before the citizen comes, at the counter, with the devices.
        pub stage: Stage,
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

fn parsed(json: &str) -> Result<core::CardRequest> {
    if json.len() > MAX_LEN {
        let refused = Error::new(Code::RequestForm).detail("more than 16 MiB");
        return Err(refused.into());
    }
    Ok(serde_json::from_str(json).map_err(|error| {
        let (line, column) = (error.line() as u64, error.column() as u64);
        Error::new(Code::RequestForm).at(cie_core::error::Position::Text { line, column })
    })?)
}

fn found(request: &core::CardRequest, on: Option<Day>) -> Result<Vec<Finding>> {
    let on = on.map_or(request.requested_on, |day| day.0);
    core::check(request, on)
        .iter()
        .map(|finding| {
            let info = finding.code.info();
            Ok(Finding {
                code: info.id.into(),
                gravity: Gravity::of_core(finding.gravity())?,
                stage: Stage::of_core(info.stage)?,
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

export! {
    /// Everything that is wrong with a request, at once, checked on a day, that of the request unless
    /// given. No finding that is blocking means that it can be signed.
    fn check_card_request(request: CardRequest, on: Option<Day> = None) -> Vec<Finding>
    [
        /// `CIE-CORE-302` when the number of the request is not one;
        /// `CIE-API-011` when members of the request do not go together;
    ]
    {
        found(&request.try_into()?, on)
    }

    /// The findings of each request of a list, in its order, as `check_card_request` gives them.
    fn check_card_requests(requests: Vec<CardRequest>, on: Option<Day> = None) -> Vec<Vec<Finding>>
    [
        /// `CIE-CORE-302` when the number of a request is not one;
        /// `CIE-API-011` when members of a request do not go together;
    ]
    {
        requests
            .into_iter()
            .map(|request| found(&request.try_into()?, on))
            .collect()
    }

    /// The same for a request as JSON: its form is that of the Rust type
    /// `cie_core::request::CardRequest`, as `cie request check` takes it.
    fn check_request(request: String, on: Option<Day> = None) -> Vec<Finding>
    [
        /// `CIE-API-004` when the text is not such a request, with line and column;
    ]
    {
        found(&parsed(&request)?, on)
    }

    /// A request as JSON, the form that `cie request check` and the stores take. It holds the images
    /// in base64.
    fn card_request_to_json(request: CardRequest) -> String
    [
        /// `CIE-CORE-302` when the number of the request is not one;
        /// `CIE-API-011` when members of the request do not go together;
    ]
    {
        let request: core::CardRequest = request.try_into()?;
        Ok(serde_json::to_string(&request).map_err(|_| Error::new(Code::Defect))?)
    }

    /// The request that such a text holds, at most 16 MiB.
    fn card_request_from_json(json: String) -> CardRequest
    [
        /// `CIE-API-004` when the text is not such a request, with line and column;
        /// `CIE-API-010` when an image is not the one that its digest is of;
    ]
    {
        (&parsed(&json)?).try_into()
    }
}
