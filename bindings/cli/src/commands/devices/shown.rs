//! How a trial of a device ended, as people and programs read it.

use cie_core::error::Coded;
use cie_core::lang::Lang;
use cie_devices::devices::{Device, DeviceState, Probed};
use serde_json::{Value, json};

/// State and words for people, and the whole for programs.
pub(super) fn outcome(
    device: &dyn Device,
    outcome: &Result<Probed, cie_devices::Error>,
    lang: Lang,
) -> (String, String, Value) {
    let mut record = json!({
        "device": device.name(),
        "kind": device.kind(),
        "driver": device.driver(),
        "configured": true,
    });
    let (state, said, more) = match outcome {
        Ok(probed) => (
            state(probed.state, lang),
            probed.said.get(lang).to_owned(),
            json!({ "state": probed.state, "said": probed.said, "facts": probed.facts }),
        ),
        Err(error) => (
            text!(lang, "non va" / "failed"),
            error.message(lang),
            json!({
                "state": "failed",
                "code": error.info().id,
                "message_it": error.message(Lang::It),
                "message_en": error.message(Lang::En),
            }),
        ),
    };
    if let (Value::Object(record), Value::Object(more)) = (&mut record, more) {
        record.extend(more);
    }
    (state, said, record)
}

fn state(state: DeviceState, lang: Lang) -> String {
    match state {
        DeviceState::Ready => text!(lang, "pronto" / "ready"),
        DeviceState::Empty => text!(lang, "senza carta" / "no card"),
        DeviceState::Busy => text!(lang, "occupato" / "busy"),
        _ => text!(lang, "da provare a mano" / "to be tried by hand"),
    }
}
