//! Prints what callers implement: `cie/_callbacks.py`, or with the argument `typescript` the
//! interfaces of Node.
//!
//! ```sh
//! cargo run -p cie-api --example callbacks > bindings/python/python/cie/_callbacks.py
//! ```
#![allow(clippy::print_stdout)]

use std::collections::BTreeSet;

use cie_api::{CALLBACKS, CHOICES, Callback};

fn main() {
    if std::env::args().nth(1).as_deref() == Some("typescript") {
        CALLBACKS.iter().for_each(interface);
    } else {
        python();
    }
}

fn python() {
    println!(
        "\"\"\"What a caller implements; written by `cargo run -p cie-api --example callbacks`.\"\"\"\n"
    );
    println!("from __future__ import annotations\n");
    println!("from collections.abc import Awaitable");
    let names: BTreeSet<&str> = CALLBACKS
        .iter()
        .flat_map(|callback| callback.methods)
        .flat_map(|method| {
            let given = method.arguments.iter().map(|(_, of)| *of);
            given.chain([method.answers])
        })
        .flat_map(|of| of.split(|letter: char| !letter.is_alphanumeric()))
        .filter(|name| !matches!(*name, "" | "Bytes" | "Option" | "String" | "Vec"))
        .filter(|name| name.starts_with(|letter: char| letter.is_ascii_uppercase()))
        .collect();
    let (choices, records): (BTreeSet<&str>, BTreeSet<&str>) = names
        .into_iter()
        .partition(|name| CHOICES.iter().any(|choice| choice.name == *name));
    if choices.is_empty() && records.is_empty() {
        println!("from typing import Protocol");
    } else {
        println!("from typing import TYPE_CHECKING, Protocol\n\nif TYPE_CHECKING:");
    }
    for (module, names) in [("_choices", choices), ("_cie", records)] {
        if !names.is_empty() {
            let names: Vec<&str> = names.into_iter().collect();
            println!("    from .{module} import {}", names.join(", "));
        }
    }
    for callback in CALLBACKS {
        println!("\n\nclass {}(Protocol):", callback.name);
        println!("    \"\"\"{}\"\"\"", docstring(callback.doc, 4));
        for method in callback.methods {
            let given: String = method
                .arguments
                .iter()
                .map(|(name, of)| format!("{name}: {}, ", in_python(of)))
                .collect();
            let answers = in_python(method.answers);
            println!(
                "\n    def {}(self, {given}/) -> {answers} | Awaitable[{answers}]:",
                method.name
            );
            println!("        \"\"\"{}\"\"\"", docstring(method.doc, 8));
        }
    }
}

fn docstring(doc: &str, indent: usize) -> String {
    let lines: Vec<&str> = doc.trim().lines().map(str::trim).collect();
    lines.join(&format!("\n{}", " ".repeat(indent)))
}

fn in_python(of: &str) -> String {
    match split(of) {
        ("Option", inner) => format!("{} | None", in_python(inner)),
        ("Vec", inner) => format!("list[{}]", in_python(inner)),
        ("Bytes", _) => "bytes".into(),
        ("String", _) => "str".into(),
        ("bool", _) => "bool".into(),
        ("()", _) => "None".into(),
        ("f32" | "f64", _) => "float".into(),
        (name, _) if name.starts_with(|letter: char| letter.is_ascii_lowercase()) => "int".into(),
        (name, _) => name.into(),
    }
}

fn interface(callback: &Callback) {
    println!("\n/** {} */", lines(callback.doc, " "));
    println!("export interface {} {{", callback.name);
    for method in callback.methods {
        let given: Vec<String> = method
            .arguments
            .iter()
            .map(|(name, of)| format!("{}: {}", camel(name), in_typescript(of)))
            .collect();
        let answers = in_typescript(method.answers);
        println!("  /** {} */", lines(method.doc, "   "));
        println!(
            "  {}({}): {answers} | Promise<{answers}>",
            camel(method.name),
            given.join(", ")
        );
    }
    println!("}}");
}

fn in_typescript(of: &str) -> String {
    match split(of) {
        ("Option", inner) => format!("{} | undefined", in_typescript(inner)),
        ("Vec", inner) => format!("{}[]", in_typescript(inner)),
        ("String", _) => "string".into(),
        ("bool", _) => "boolean".into(),
        ("()", _) => "void".into(),
        (name, _) if name.starts_with(|letter: char| letter.is_ascii_lowercase()) => {
            "number".into()
        }
        (name, _) => name.into(),
    }
}

/// A type, and what it holds.
fn split(of: &str) -> (&str, &str) {
    of.split_once('<').map_or((of, ""), |(outer, inner)| {
        (outer.trim(), inner.trim().trim_end_matches('>').trim())
    })
}

fn lines(doc: &str, indent: &str) -> String {
    let lines: Vec<&str> = doc.trim().lines().map(str::trim).collect();
    lines.join(&format!("\n{indent}* "))
}

fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |camel, word| {
        let mut letters = word.chars();
        let head = letters.next().map(|letter| letter.to_ascii_uppercase());
        camel + &head.into_iter().chain(letters).collect::<String>()
    })
}
