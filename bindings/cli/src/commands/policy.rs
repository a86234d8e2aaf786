//! `--policy KEY=VALUE`: the choices that the law leaves open.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::input::choices;
use crate::exit::{Failure, Status};

/// One choice.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    key: String,
    value: String,
}

impl std::str::FromStr for Setting {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (key, value) = text.split_once('=').ok_or("KEY=VALUE")?;
        Ok(Self {
            key: key.to_owned(),
            value: value.to_owned(),
        })
    }
}

/// The default policy with these choices; of a key given twice, the last counts.
pub(super) fn choose<P>(settings: &[Setting]) -> Result<P, Failure>
where
    P: Default + Serialize + DeserializeOwned,
{
    let mut members = serde_json::to_value(P::default()).unwrap_or_default();
    for Setting { key, value } in settings {
        let known = members.as_object().map(|all| all.keys().cloned().collect());
        let known: Vec<String> = known.unwrap_or_default();
        let Some(member) = members.get_mut(key) else {
            return Err(wrong("chiavi", "keys", &known.join(", ")));
        };
        *member = json!(value);
        // Read back at once, so that the key at fault is known.
        checked::<P>(&members).map_err(|choices| wrong(key, key, &choices))?;
    }
    checked(&members).map_err(|choices| wrong("", "", &choices))
}

fn checked<P: DeserializeOwned>(members: &Value) -> Result<P, String> {
    P::deserialize(members).map_err(|error| choices(&error))
}

fn wrong(it: &str, en: &str, choices: &str) -> Failure {
    Failure::new(
        Status::Usage,
        format!("--policy: {it}: {choices}"),
        format!("--policy: {en}: {choices}"),
    )
}
