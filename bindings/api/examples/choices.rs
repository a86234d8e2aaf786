//! Prints `cie/_choices.py`: the enumerations of the facade in Python.
//!
//! ```sh
//! cargo run -p cie-api --example choices > bindings/python/python/cie/_choices.py
//! ```
#![allow(clippy::print_stdout)]

fn main() {
    println!(
        "\"\"\"The enumerations; written by `cargo run -p cie-api --example choices`.\"\"\"\n"
    );
    println!("from enum import StrEnum");
    for choice in cie_api::CHOICES {
        println!("\n\nclass {}(StrEnum):", choice.name);
        println!("    \"\"\"{}\"\"\"\n", choice.doc.trim());
        for (name, text, doc) in choice.values {
            println!("    {} = {text:?}", screaming(name));
            println!("    \"\"\"{}\"\"\"", doc.trim());
        }
    }
}

/// `NotFound` is `NOT_FOUND` in Python.
fn screaming(name: &str) -> String {
    let mut screaming = String::new();
    for (at, letter) in name.char_indices() {
        if at > 0 && letter.is_ascii_uppercase() {
            screaming.push('_');
        }
        screaming.push(letter.to_ascii_uppercase());
    }
    screaming
}
