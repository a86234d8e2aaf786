//! The facade as `bindings/conformance/schema.json` has it.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::text::{declarations, named};

/// What the mending needs to know of the facade.
#[derive(Debug)]
pub struct Facade {
    /// Functions that wait for others, by their names in camel case.
    pub long: BTreeSet<String>,
    /// Records, each with its personal fields in camel case.
    pub personal: BTreeMap<String, BTreeSet<String>>,
    /// Enumerations, each with its texts in order.
    pub choices: BTreeMap<String, Vec<String>>,
    /// What callers implement.
    pub callbacks: BTreeSet<String>,
}

impl Facade {
    /// The facade of a schema.
    ///
    /// # Errors
    /// When the text is not a schema.
    pub fn of(schema: &str) -> Result<Self> {
        let schema: Value = serde_json::from_str(schema)?;
        let part = |name: &str| {
            let part = schema.get(name).and_then(Value::as_object);
            part.with_context(|| format!("the schema has no {name}"))
        };
        let long = part("functions")?
            .iter()
            .filter(|(_, about)| about.get("long") == Some(&Value::Bool(true)))
            .map(|(name, _)| camel(name))
            .collect();
        let mut personal = BTreeMap::new();
        for (record, fields) in part("personal")? {
            let fields = texts(fields)?.iter().map(|name| camel(name)).collect();
            personal.insert(record.clone(), fields);
        }
        let mut choices = BTreeMap::new();
        for (choice, values) in part("choices")? {
            choices.insert(choice.clone(), texts(values)?);
        }
        let callbacks = part("callbacks")?.keys().cloned().collect();
        Ok(Self {
            long,
            personal,
            choices,
            callbacks,
        })
    }

    /// The text with every enumeration of the facade changed, each of which begins a line with `word`
    /// and its name: by `one`, which is given its declaration, its name and its texts.
    ///
    /// # Errors
    /// When an enumeration of the facade is not in the text, or cannot be changed.
    pub fn choices_in(
        &self,
        text: &str,
        word: &str,
        one: impl Fn(&str, &str, &[String]) -> Result<String>,
    ) -> Result<String> {
        let mut missing: BTreeSet<&String> = self.choices.keys().collect();
        let changed = declarations(
            text,
            |line| line.starts_with(word),
            |choice| {
                let name = named(choice, word).context("an enumeration has no name")?;
                missing.remove(&name.to_owned());
                // One that is not in the schema is no choice of the facade.
                match self.choices.get(name) {
                    Some(texts) => one(choice, name, texts),
                    None => Ok(choice.to_owned()),
                }
            },
        )?;
        ensure!(
            missing.is_empty(),
            "the library has no enumerations {missing:?}"
        );
        Ok(changed)
    }
}

fn texts(list: &Value) -> Result<Vec<String>> {
    let list = list.as_array().context("not a list")?;
    list.iter()
        .map(|one| Ok(one.as_str().context("not a text")?.to_owned()))
        .collect()
}

/// `birth_place` is `birthPlace` in Kotlin and Swift.
pub fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |mut whole, part| {
        let mut letters = part.chars();
        whole.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        whole.push_str(letters.as_str());
        whole
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A schema with one of each.
    pub(crate) fn sample() -> Facade {
        Facade::of(
            r#"{
                "functions": { "ask_now": { "long": true }, "look": { "long": false } },
                "personal": { "Card": ["serial_number"] },
                "choices": { "Sex": ["M", "F"] },
                "callbacks": { "Reader": {} }
            }"#,
        )
        .unwrap()
    }

    #[test]
    fn names_are_those_of_the_language() {
        let facade = sample();
        assert_eq!(facade.long, BTreeSet::from(["askNow".into()]));
        assert!(facade.personal["Card"].contains("serialNumber"));
        assert_eq!(facade.choices["Sex"], ["M", "F"]);
        assert_eq!(camel("on"), "on");
    }

    #[test]
    fn an_old_schema_is_refused() {
        for schema in ["", "{}", r#"{ "functions": {}, "choices": {} }"#] {
            assert!(Facade::of(schema).is_err(), "{schema}");
        }
    }
}
