//! A trial of the devices that a file names.

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Duration;

use cie_core::error::Coded as _;
use cie_core::lang::Lang;
use cie_devices::devices::{Device, Devices, Probed};

use super::{DeviceKind, DeviceState};
use crate::Result;

record! {
    /// What a trial of a device showed.
    pub struct DeviceTrial {
        /// The name that the settings give it.
        pub name: String,
        /// What sort it is.
        pub kind: DeviceKind,
        /// By what it is driven, as the settings say it.
        pub driver: String,
        /// How it stands; absent where the trial failed.
        pub state: Option<DeviceState> = None,
        /// What it said, or what went wrong, in Italian.
        pub text_it: String,
        /// What it said, or what went wrong, in English.
        pub text_en: String,
        /// Code of the error, where the trial failed.
        pub code: Option<String> = None,
        /// Particulars for programs.
        pub facts: HashMap<String, String>,
    }
}

/// Longest time of a trial unless told otherwise, and at most, in seconds.
const PATIENCE: u32 = 10;
const MOST_PATIENCE: u32 = 600;

pub(super) fn named(settings: &str, folder: Option<String>) -> Result<Devices> {
    let folder = folder.map(PathBuf::from).unwrap_or_default();
    Ok(Devices::parse_in(settings, &folder)?)
}

fn trial(device: &dyn Device, outcome: cie_devices::Result<Probed>) -> Result<DeviceTrial> {
    let of = |state, text_it, text_en| -> Result<DeviceTrial> {
        Ok(DeviceTrial {
            name: device.name().into(),
            kind: DeviceKind::of_core(device.kind())?,
            driver: device.driver().into(),
            state,
            text_it,
            text_en,
            code: None,
            facts: HashMap::new(),
        })
    };
    match outcome {
        Ok(probed) => Ok(DeviceTrial {
            facts: probed.facts.into_iter().collect(),
            ..of(
                Some(DeviceState::of_core(probed.state)?),
                probed.said.it,
                probed.said.en,
            )?
        }),
        Err(error) => Ok(DeviceTrial {
            code: Some(error.info().id.into()),
            ..of(None, error.message(Lang::It), error.message(Lang::En))?
        }),
    }
}

export! { long
    /// Makes a real exchange with each device of a workstation, side by side: TOML text, as
    /// `cie devices` takes it; its paths start from `folder`, the present one unless given. Each has
    /// `seconds`, 10 unless given. No trial takes an image of anybody, spends a PIN or scans a page.
    fn try_devices(
        settings: String,
        folder: Option<String> = None,
        seconds: Option<u32> = None,
    ) -> Vec<DeviceTrial>, "Promise<Array<DeviceTrial>>"
    [
        /// `CIE-DEV-740` and `CIE-DEV-741` for settings that are not sound, with line and column;
    ]
    {
        let devices = named(&settings, folder)?;
        let seconds = seconds.unwrap_or(PATIENCE).clamp(1, MOST_PATIENCE);
        let outcomes = Devices::probe(devices.all(), Duration::from_secs(seconds.into()));
        let all = devices.all().iter().zip(outcomes);
        all.map(|(device, outcome)| trial(device.as_ref(), outcome)).collect()
    }
}
