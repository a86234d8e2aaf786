//! Enumerations have the texts that files and other languages write.

use anyhow::{Context as _, Result, ensure};

use crate::facade::Facade;
use crate::text::replaced;

/// The text with the texts of the values.
pub fn with_texts(text: &str, facade: &Facade) -> Result<String> {
    facade.choices_in(text, "enum class ", one)
}

fn one(choice: &str, name: &str, texts: &[String]) -> Result<String> {
    let mut left = texts.iter();
    let mut out = String::with_capacity(choice.len());
    for line in choice.split_inclusive('\n') {
        let constant = line.trim().strip_suffix([',', ';']).filter(|constant| {
            constant.chars().all(|letter| {
                letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_'
            })
        });
        match constant {
            Some(constant) => {
                let text = left
                    .next()
                    .with_context(|| format!("{name}.{constant} has no text"))?;
                out.push_str(&line.replace(constant, &format!("{constant}({text:?})")));
            }
            None => out.push_str(line),
        }
    }
    ensure!(
        left.next().is_none(),
        "{name} has fewer values than the schema"
    );
    let out = replaced(
        &out,
        &format!("enum class {name} {{"),
        &format!(
            "enum class {name}(\n    /** The text of the value: the same in every language, and in files. */\n    val text: String,\n) {{"
        ),
    )?;
    replaced(
        &out,
        "    companion object\n",
        &format!(
            "    companion object {{
        /** The value with this text; null when there is none. */
        @JvmStatic
        fun of(text: String): {name}? = entries.find {{ it.text == text }}
    }}
"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facade::tests::sample;

    #[test]
    fn values_get_their_texts_in_order() {
        let text = "enum class Sex {

    /**
     * Male.
     */
    M,
    F;
    companion object
}
";
        let mended = with_texts(text, &sample()).unwrap();
        assert!(
            mended.contains("    M(\"M\"),\n    F(\"F\");\n"),
            "{mended}"
        );
        let more = text.replace("    F;", "    F,\n    N;");
        let fewer = text.replace("    M,\n", "");
        let other = text.replace("Sex", "Size");
        for wrong in [more, fewer, other] {
            assert!(with_texts(&wrong, &sample()).is_err(), "{wrong}");
        }
    }
}
