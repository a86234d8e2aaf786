//! Prints `bindings/conformance/request.json`, the request that the behaviour tests of every language
//! start from: the sample of the core, with what the mint answers, and without the photograph, which
//! the tests draw.
//!
//! ```sh
//! cargo run -p cie-api --example request > bindings/conformance/request.json
//! ```
#![allow(clippy::print_stdout)]

use cie_core::request::Outcome;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut request = cie_core::samples::request()?;
    request.biometrics.photo = None;
    request.outcome = Some(Outcome {
        expires_on: Some("2036-01-01".parse()?),
        valid_for_travel: true,
        fee_cents: 2221,
        rules: Vec::new(),
    });
    println!("{:#}", serde_json::to_value(&request)?);
    Ok(())
}
