//! Prints `bindings/conformance/schema.json`: the facade as data.
//!
//! ```sh
//! cargo run -p cie-api --example schema > bindings/conformance/schema.json
//! ```
#![allow(clippy::print_stdout)]

fn main() {
    println!("{:#}", cie_api::schema());
}
