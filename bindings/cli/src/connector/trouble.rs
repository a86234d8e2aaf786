//! What is said of a comune whose registry or store does not open.

use crate::exit::{Failure, Status};

/// What [`unopened`] says before the reason.
const UNOPENED: (&str, &str) = (
    "anagrafe o archivio non apribile",
    "registry or store cannot be opened",
);

/// The failure of a registry or store that does not open. Only errors of our own crates are shown:
/// another's text may hold anything.
pub(crate) fn unopened(
    id: &str,
    cause: &(dyn std::error::Error + Send + Sync + 'static),
) -> Failure {
    let (it, en) = UNOPENED;
    if let Some(ours) = cause.downcast_ref::<Failure>() {
        return Failure {
            status: Status::Environment,
            code: ours.code,
            it: format!("{id}: {it}: {}", ours.it),
            en: format!("{id}: {en}: {}", ours.en),
        };
    }
    let why = if let Some(ours) = cause.downcast_ref::<cie_sad::Error>() {
        ours.to_string()
    } else if let Some(ours) = cause.downcast_ref::<cie_store::Error>() {
        ours.to_string()
    } else if let Some(io) = cause.downcast_ref::<std::io::Error>() {
        io.to_string()
    } else {
        String::new()
    };
    Failure::new(
        Status::Environment,
        format!("{id}: {it}: {why}"),
        format!("{id}: {en}: {why}"),
    )
}
