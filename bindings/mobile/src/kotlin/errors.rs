//! One exception with a code, whatever its kind.

use anyhow::{Context as _, Result};

use crate::text::{declarations, replaced};

/// What every kind has, stated by the class above them.
const COMMON: &str = "sealed class CieException: kotlin.Exception() {
    /** Stable code, such as `CIE-CORE-010`. */
    abstract val `code`: kotlin.String

    /** Class of the error. */
    abstract val kind: ErrorKind

    /** What, where and what to do, in Italian. */
    abstract val `messageIt`: kotlin.String

    /** What, where and what to do, in English. */
    abstract val `messageEn`: kotlin.String

    /** Where in the input, if known. */
    abstract val `position`: ErrorPosition?

    /** Code, and what, where and what to do, in English. */
    override val message: kotlin.String get() = \"[$code] $messageEn\"
";

/// The text with an exception that has code, kind and texts.
pub fn with_a_code(text: &str) -> Result<String> {
    declarations(
        text,
        |line| line.starts_with("sealed class CieException:"),
        |error| {
            let mut error = replaced(
                error,
                "sealed class CieException: kotlin.Exception() {\n",
                COMMON,
            )?;
            for field in ["code", "messageIt", "messageEn", "position"] {
                let from = format!("        val `{field}`:");
                error = replaced(&error, &from, &from.replace("val ", "override val "))?;
            }
            kinds(&error)
        },
    )
}

/// Each kind names itself, in the place of a message that would repeat every field.
fn kinds(error: &str) -> Result<String> {
    let mut out = String::with_capacity(error.len());
    let mut kind = None;
    let mut lines = error.split_inclusive('\n');
    while let Some(line) = lines.next() {
        if let Some(name) = crate::text::named(line.trim_start(), "class ") {
            kind = Some(shouting(name));
        }
        if line.trim() == "override val message" {
            let name = kind.take().context("a message stands outside of a kind")?;
            lines
                .next()
                .filter(|next| next.contains("get() ="))
                .context("a message has no text")?;
            out.push_str(&format!(
                "        override val kind: ErrorKind get() = ErrorKind.{name}\n"
            ));
        } else {
            out.push_str(line);
        }
    }
    Ok(out)
}

/// `NotFound` is `NOT_FOUND` among the constants.
fn shouting(name: &str) -> String {
    let mut out = String::new();
    for (at, letter) in name.char_indices() {
        if at > 0 && letter.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(letter.to_ascii_uppercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_names_itself() {
        let fields: String = ["code", "messageIt", "messageEn", "position"]
            .iter()
            .map(|name| format!("        val `{name}`: T,\n"))
            .collect();
        let text = format!(
            "sealed class CieException: kotlin.Exception() {{
    class NotFound(
{fields}        ) : CieException() {{
        override val message
            get() = \"code=...\"
    }}
}}
"
        );
        let mended = with_a_code(&text).unwrap();
        let kind = "override val kind: ErrorKind get() = ErrorKind.NOT_FOUND\n    }";
        assert!(mended.contains(kind), "{mended}");
        assert!(
            mended.contains("        override val `position`: T"),
            "{mended}"
        );
        assert!(!mended.contains("code=..."), "{mended}");
        assert!(with_a_code(&text.replace("`position`", "`place`")).is_err());
    }
}
