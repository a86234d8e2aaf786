//! Prints `bindings/conformance/errors.json`: every error with its texts, which all languages must have
//! to the letter.
//!
//! ```sh
//! cargo run -p cie-api --example catalogue > bindings/conformance/errors.json
//! ```
#![allow(clippy::print_stdout)]

fn main() -> cie_api::Result<()> {
    let catalogue = cie_api::call("error_catalogue", serde_json::json!({}))?;
    println!("{catalogue:#}");
    Ok(())
}
