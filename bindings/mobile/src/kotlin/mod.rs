//! What a user of Kotlin or Java expects beyond what uniffi writes.

use anyhow::Result;

use crate::facade::Facade;
use crate::text::replaced;

mod choices;
mod errors;
mod functions;
mod hiding;
mod numbers;
mod records;

/// The mended sources.
pub struct Kotlin {
    /// The package `it.cie`.
    pub sdk: String,
    /// Its functions that wait, as suspending functions.
    pub coroutines: String,
}

/// Mends what uniffi wrote.
///
/// # Errors
/// When something is not where it is expected.
pub fn mended(text: &str, facade: &Facade) -> Result<Kotlin> {
    let text = replaced(
        text,
        "@file:Suppress(\"NAME_SHADOWING\")",
        "@file:JvmName(\"Cie\")\n@file:Suppress(\"NAME_SHADOWING\", \"RemoveRedundantBackticks\")",
    )?;
    let text = text.replace("a `CieError`", "a [CieException]");
    let text = numbers::signed(&text)?;
    let text = records::mended(&text, facade)?;
    let text = choices::with_texts(&text, facade)?;
    let text = errors::with_a_code(&text)?;
    let text = functions::throwing(&text, facade)?;
    let text = hiding::hidden(&text)?;
    let coroutines = functions::suspending(&text, facade)?;
    let sdk = functions::for_java(&text)?;
    Ok(Kotlin { sdk, coroutines })
}
