//! What a user of Swift expects beyond what uniffi writes.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use anyhow::{Context as _, Result, ensure};

use crate::facade::Facade;
use crate::text::{declarations, named, replaced};

/// Mends what uniffi wrote.
///
/// # Errors
/// When something is not where it is expected.
pub fn mended(text: &str, facade: &Facade) -> Result<String> {
    let text = records(text, facade)?;
    let text = choices(&text, facade)?;
    errors(&text)
}

/// Records show nothing personal, neither printed nor dumped.
fn records(text: &str, facade: &Facade) -> Result<String> {
    let mut missing: BTreeSet<&String> = facade.personal.keys().collect();
    let is_record =
        |line: &str| line.starts_with("public struct ") && !line.contains("FfiConverter");
    let text = declarations(text, is_record, |record| {
        let name = named(record, "public struct ").context("a struct has no name")?;
        missing.remove(&name.to_owned());
        let personal = facade.personal.get(name);
        let personal = personal.with_context(|| format!("{name} is not in the schema"))?;
        let fields = fields(record);
        for field in personal {
            ensure!(
                fields.contains(&field.as_str()),
                "{name} has no field {field}"
            );
        }
        Ok(format!("{record}{}", shown(name, &fields, personal)))
    })?;
    ensure!(
        missing.is_empty(),
        "the schema has records that the library has not: {missing:?}"
    );
    Ok(text)
}

fn fields(record: &str) -> Vec<&str> {
    record
        .lines()
        .filter_map(|line| {
            let (name, _) = line.strip_prefix("    public let ")?.split_once(':')?;
            Some(name.trim_matches('`'))
        })
        .collect()
}

fn shown(name: &str, fields: &[&str], personal: &BTreeSet<String>) -> String {
    let (mut text, mut mirror) = (Vec::new(), Vec::new());
    for field in fields {
        if personal.contains(*field) {
            text.push(format!("{field}: ***"));
            mirror.push(format!("\"{field}\": \"***\""));
        } else {
            // Named, because a field that may be missing is not shown without a warning otherwise.
            text.push(format!("{field}: \\(String(describing: self.{field}))"));
            mirror.push(format!("\"{field}\": self.{field} as Any"));
        }
    }
    format!(
        "
extension {name}: CustomStringConvertible, CustomReflectable {{
    /// The record; what is personal in it is shown as `***`.
    public var description: String {{
        \"{name}({})\"
    }}

    /// The same for debuggers and `dump`.
    public var customMirror: Mirror {{
        Mirror(self, children: [{}])
    }}
}}
",
        text.join(", "),
        mirror.join(", ")
    )
}

/// Enumerations have the texts of files as their raw values.
fn choices(text: &str, facade: &Facade) -> Result<String> {
    facade.choices_in(text, "public enum ", one_choice)
}

fn one_choice(choice: &str, name: &str, texts: &[String]) -> Result<String> {
    let mut left = texts.iter();
    let mut out = String::with_capacity(choice.len());
    for line in choice.split_inclusive('\n') {
        if line.starts_with("    case ") {
            let text = left
                .next()
                .with_context(|| format!("{name}: {line} has no text"))?;
            writeln!(out, "{} = {text:?}", line.trim_end())?;
        } else {
            out.push_str(line);
        }
    }
    ensure!(
        left.next().is_none(),
        "{name} has fewer values than the schema"
    );
    let head = format!("public enum {name}: ");
    replaced(&out, &head, &format!("{head}String, CaseIterable, "))
}

/// One error with a code, whatever its kind.
fn errors(text: &str) -> Result<String> {
    declarations(
        text,
        |line| line.starts_with("enum CieError: "),
        |error| {
            let kinds: Vec<&str> = error
                .lines()
                .filter_map(|line| named(line, "    case "))
                .collect();
            ensure!(!kinds.is_empty(), "an error has no kinds");
            let error = replaced(
                error,
                "String(reflecting: self)",
                "\"[\\(code)] \\(messageEn)\"",
            )?;
            let lists = |one: &dyn Fn(&str) -> String| {
                kinds.iter().map(|kind| one(kind)).collect::<Vec<_>>()
            };
            let parts = lists(&|kind| format!("let .{kind}(code, messageIt, messageEn, position)"));
            let named = lists(&|kind| format!("        case .{kind}: return .{}\n", lower(kind)));
            Ok(format!(
                "{error}
extension CieError {{
    private var parts: (code: String, messageIt: String, messageEn: String, position: ErrorPosition?) {{
        switch self {{
        case {}:
            return (code, messageIt, messageEn, position)
        }}
    }}

    /// Stable code, such as `CIE-CORE-010`.
    public var code: String {{ parts.code }}

    /// What, where and what to do, in Italian.
    public var messageIt: String {{ parts.messageIt }}

    /// What, where and what to do, in English.
    public var messageEn: String {{ parts.messageEn }}

    /// Where in the input, if known.
    public var position: ErrorPosition? {{ parts.position }}

    /// Class of the error.
    public var kind: ErrorKind {{
        switch self {{
{}        }}
    }}
}}
",
                parts.join(",\n             "),
                named.concat()
            ))
        },
    )
}

/// `NotFound` is `notFound` among the cases.
fn lower(kind: &str) -> String {
    let mut letters = kind.chars();
    letters
        .next()
        .map(|letter| letter.to_ascii_lowercase())
        .into_iter()
        .chain(letters)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facade::tests::sample;

    const CARD: &str = "public struct Card: Equatable {
    public let serialNumber: String
    public let `on`: Day?
}
";

    #[test]
    fn a_record_hides_what_is_personal() {
        let card = records(CARD, &sample()).unwrap();
        let shown = "\"Card(serialNumber: ***, on: \\(String(describing: self.on)))\"";
        assert!(card.contains(shown), "{card}");
        assert!(
            card.contains("[\"serialNumber\": \"***\", \"on\": self.on as Any]"),
            "{card}"
        );
        let other = CARD.replace("Card", "Paper");
        let without = CARD.replace("serialNumber", "number");
        for wrong in ["", &other, &without] {
            assert!(records(wrong, &sample()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn values_get_their_texts() {
        let text = "public enum Sex: Equatable {\n    case m\n    case f\n}\n";
        let mended = choices(text, &sample()).unwrap();
        let expected = "public enum Sex: String, CaseIterable, Equatable {
    case m = \"M\"
    case f = \"F\"
}
";
        assert_eq!(mended, expected);
        assert!(choices(&text.replace("    case f\n", ""), &sample()).is_err());
    }
}
