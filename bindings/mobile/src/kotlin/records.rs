//! Records: what they show of people, when two are equal, how Java makes them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use anyhow::{Context as _, Result, bail, ensure};

use crate::facade::Facade;
use crate::text::{declarations, named, replaced};

/// A field of a data class.
struct Field<'a> {
    name: &'a str,
    of: &'a str,
}

/// The text with the records' own methods.
pub fn mended(text: &str, facade: &Facade) -> Result<String> {
    let mut missing: BTreeSet<&String> = facade.personal.keys().collect();
    let text = declarations(
        text,
        |line| line.starts_with("data class "),
        |record| {
            let name = named(record, "data class ").context("a data class has no name")?;
            missing.remove(&name.to_owned());
            let personal = facade.personal.get(name);
            let personal = personal.with_context(|| format!("{name} is not in the schema"))?;
            one(record, name, personal)
        },
    )?;
    ensure!(
        missing.is_empty(),
        "the schema has records that the library has not: {missing:?}"
    );
    Ok(text)
}

fn one(record: &str, name: &str, personal: &BTreeSet<String>) -> Result<String> {
    let fields = fields(record);
    for field in personal {
        let known = fields.iter().any(|one| one.name == field);
        ensure!(known, "{name} has no field {field}");
    }
    let mut methods = to_string(name, &fields, personal);
    if fields.iter().any(|field| field.of.contains("Bytes")) {
        methods.push_str(&equality(name, &fields)?);
    }
    let head = format!("data class {name} (");
    // Otherwise Java would have to name every field.
    let record = if record.contains(" = ") {
        replaced(
            record,
            &head,
            &format!("data class {name} @JvmOverloads constructor("),
        )?
    } else {
        record.to_owned()
    };
    replaced(
        &record,
        "    companion object\n",
        &format!("{methods}    companion object\n"),
    )
}

fn fields(record: &str) -> Vec<Field<'_>> {
    record
        .lines()
        .filter_map(|line| {
            let (name, after) = line.trim().strip_prefix("val `")?.split_once("`: ")?;
            let of = after.split_once(" = ").map_or(after, |(of, _)| of);
            Some(Field {
                name,
                of: of.trim(),
            })
        })
        .collect()
}

fn to_string(name: &str, fields: &[Field<'_>], personal: &BTreeSet<String>) -> String {
    let shown: Vec<String> = fields
        .iter()
        .map(|Field { name, of }| match () {
            () if personal.contains(*name) => format!("{name}=***"),
            () if *of == "Bytes" => format!("{name}=${{`{name}`.size}} bytes"),
            () if *of == "Bytes?" => format!("{name}=${{`{name}`?.size}} bytes"),
            () => format!("{name}=${{`{name}`}}"),
        })
        .collect();
    format!(
        "    /** The record; what is personal in it is shown as `***`. */
    override fun toString(): String = \"{name}({})\"

",
        shown.join(", ")
    )
}

/// Bytes are compared by their content, which a data class by itself does not do.
fn equality(name: &str, fields: &[Field<'_>]) -> Result<String> {
    let (mut same, mut hashed) = (String::new(), Vec::new());
    for Field { name: field, of } in fields {
        let (equal, hash) = match *of {
            "Bytes" | "Bytes?" => (
                format!("`{field}`.contentEquals(other.`{field}`)"),
                format!("`{field}`.contentHashCode()"),
            ),
            "List<Bytes>" => (
                format!(
                    "`{field}`.toTypedArray().contentDeepEquals(other.`{field}`.toTypedArray())"
                ),
                format!("`{field}`.toTypedArray().contentDeepHashCode()"),
            ),
            of if of.contains("Bytes") => bail!("{name}.{field}: {of} has no equality yet"),
            _ => (
                format!("`{field}` == other.`{field}`"),
                format!("`{field}`"),
            ),
        };
        write!(same, " &&\n            {equal}")?;
        hashed.push(hash);
    }
    Ok(format!(
        "    override fun equals(other: Any?): Boolean =
        this === other || other is {name}{same}

    override fun hashCode(): Int = java.util.Objects.hash({})

",
        hashed.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facade::tests::sample;

    const CARD: &str = "data class Card (
    /**
     * Serial.
     */
    val `serialNumber`: kotlin.String
    ,
    val `picture`: Bytes? = null
){
    companion object
}
";

    #[test]
    fn a_record_hides_and_compares() {
        let card = mended(CARD, &sample()).unwrap();
        let shown = "\"Card(serialNumber=***, picture=${`picture`?.size} bytes)\"";
        assert!(card.contains(shown), "{card}");
        assert!(
            card.contains("`picture`.contentEquals(other.`picture`)"),
            "{card}"
        );
        assert!(
            card.starts_with("data class Card @JvmOverloads constructor(\n"),
            "{card}"
        );
    }

    #[test]
    fn what_does_not_fit_the_schema_is_refused() {
        let other = CARD.replace("class Card", "class Paper");
        let without = CARD.replace("serialNumber", "number");
        let odd = CARD.replace("Bytes? = null", "Map<String, Bytes>");
        for text in ["", &other, &without, &odd] {
            assert!(mended(text, &sample()).is_err(), "{text}");
        }
    }
}
