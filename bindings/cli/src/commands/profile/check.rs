//! `cie profile check`: whether a profile file can be used.

use cie_sad::profile::TokenSet;
use clap::Args;
use serde_json::json;

use crate::commands::{table, wire};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie profile check`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// A profile file (TOML), or one of the profiles that are built in: anpr, anpr-soap, piatto;
    /// `,travel=SI/NO` may follow.
    #[arg(value_name = "PROFILE")]
    profile: String,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let profile = wire::profile(&options.profile)?;
    // A layout may be sound and still not carry a message: that shows when one is written.
    let messages = profile.explain()?;
    let words = |member| profile.tokens().words(TokenSet::Travel, member).join(", ");
    report.record(&json!({
        "profile": profile.name(),
        "inferred": profile.inferred(),
        "encoding": profile.charset().name(),
        "namespace": profile.namespace(),
        "messages": messages.len(),
        "valid_for_travel": profile.tokens().words(TokenSet::Travel, 0),
        "not_valid_for_travel": profile.tokens().words(TokenSet::Travel, 1),
    }));
    let lang = report.lang();
    let facts = [
        (
            text!(lang, "profilo" / "profile"),
            profile.name().to_owned(),
        ),
        (
            text!(lang, "messaggi" / "messages"),
            messages.len().to_string(),
        ),
        (
            text!(lang, "codifica" / "encoding"),
            profile.charset().name().to_owned(),
        ),
        (
            text!(lang, "valida per l'espatrio" / "valid for travel"),
            words(0),
        ),
        (
            text!(lang, "non valida per l'espatrio" / "not valid for travel"),
            words(1),
        ),
    ];
    table::facts(report, &facts);
    Ok(Status::Ok)
}
