//! Functions: for Java, and for coroutines.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, ensure};

use crate::facade::Facade;
use crate::text::{declarations, replaced};

const FUNCTION: &str = "    @Throws(CieException::class) fun `";

/// The text with functions and constructors whose last arguments Java may leave out.
pub fn for_java(text: &str) -> Result<String> {
    let lines = text.split_inclusive('\n').map(|line| {
        let called = line.starts_with(FUNCTION) || line.starts_with("    constructor(`");
        if called && line.contains(" = ") {
            format!("    @JvmOverloads {}", line.trim_start())
        } else {
            line.to_owned()
        }
    });
    Ok(lines.collect())
}

/// The text with callbacks whose methods may throw what they like: Java would have to catch it all.
pub fn throwing(text: &str, facade: &Facade) -> Result<String> {
    let mut missing = facade.callbacks.clone();
    let mut out = text.to_owned();
    for name in &facade.callbacks {
        let head = format!("public interface {name} {{");
        if !out.contains(&head) {
            continue;
        }
        missing.remove(name);
        out = declarations(
            &out,
            |line| line == head,
            |callback| {
                let method = "\n    fun `";
                // One with a single method may be written as a lambda.
                let callback = match callback.matches(method).count() {
                    1 => replaced(callback, "public interface", "public fun interface")?,
                    _ => callback.to_owned(),
                };
                let throws = format!("\n    @Throws(kotlin.Exception::class){method}");
                replaced(&callback, method, &throws)
            },
        )?;
    }
    ensure!(
        missing.is_empty(),
        "the library has no callbacks {missing:?}"
    );
    Ok(out)
}

/// The functions that wait, once more as suspending functions, in a file of their own.
pub fn suspending(text: &str, facade: &Facade) -> Result<String> {
    let mut out = String::from(
        "// Written from the library by bindings/mobile.

@file:JvmName(\"Functions\")

package it.cie.coroutines

import it.cie.*
",
    );
    let mut missing: BTreeSet<&String> = facade.long.iter().collect();
    let mut docs = String::new();
    for line in text.lines() {
        if line.trim() == "/**" {
            docs.clear();
        }
        match line
            .strip_prefix(FUNCTION)
            .and_then(|after| after.split_once('`'))
        {
            Some((name, after)) if facade.long.contains(name) => {
                missing.remove(&name.to_owned());
                out.push_str(&one(&docs, name, after)?);
            }
            _ => {
                let line = line.trim();
                let space = if line.starts_with('*') { " " } else { "" };
                docs.push_str(&format!("{space}{line}\n"));
            }
        }
    }
    ensure!(
        missing.is_empty(),
        "the library has no function {missing:?}"
    );
    Ok(out)
}

fn one(docs: &str, name: &str, declared: &str) -> Result<String> {
    let (arguments, answer) = declared
        .rsplit_once("): ")
        .context("a function has no answer")?;
    let arguments = arguments
        .strip_prefix('(')
        .context("a function has no arguments")?;
    let answer = answer
        .strip_suffix('{')
        .context("a function has no body")?
        .trim();
    // Each argument begins with its name in quotes, and nothing else has them.
    let names: Vec<String> = arguments
        .split('`')
        .skip(1)
        .step_by(2)
        .map(|name| format!("`{name}`"))
        .collect();
    let docs = docs
        .rfind("/**")
        .and_then(|at| docs.get(at..))
        .context("a function has no documentation")?;
    Ok(format!(
        "\n{}\n *\n * Does not block; when its coroutine is cancelled the answer is not waited for. What was sent is\n * carried out all the same: ask again with the same `operationId`, where there is one.\n */\nsuspend fun {name}({arguments}): {answer} =\n    inBackground {{ it.cie.{name}({}) }}\n",
        docs.trim().trim_end_matches("*/").trim_end(),
        names.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facade::tests::sample;

    const TEXT: &str = "        /**
         * Asks.
         */
    @Throws(CieException::class) fun `askNow`(`on`: Day, `id`: kotlin.String? = null): Answer {
    @Throws(CieException::class) fun `look`(`on`: Day): List<Answer> {
";

    #[test]
    fn what_waits_is_offered_suspending() {
        let file = suspending(TEXT, &sample()).unwrap();
        assert!(file.contains("/**\n * Asks.\n *\n"), "{file}");
        let function = "suspend fun askNow(`on`: Day, `id`: kotlin.String? = null): Answer =
    inBackground { it.cie.askNow(`on`, `id`) }";
        assert!(file.contains(function), "{file}");
        assert!(!file.contains("look"), "{file}");
        assert!(suspending("", &sample()).is_err());
    }

    #[test]
    fn callbacks_throw_what_they_like() {
        let text = "public interface Reader {\n    fun `read`(): Bytes\n}\n";
        let mended = throwing(text, &sample()).unwrap();
        let method = "    @Throws(kotlin.Exception::class)\n    fun `read`(): Bytes\n";
        assert!(mended.contains(method), "{mended}");
        assert!(
            mended.starts_with("public fun interface Reader {"),
            "{mended}"
        );
        assert!(throwing(&text.replace("Reader", "Writer"), &sample()).is_err());
    }

    #[test]
    fn java_leaves_out_what_has_a_default() {
        let text = for_java(TEXT).unwrap();
        assert!(
            text.contains("    @JvmOverloads @Throws(CieException::class) fun `askNow`"),
            "{text}"
        );
        assert!(
            text.contains("    @Throws(CieException::class) fun `look`"),
            "{text}"
        );
    }
}
