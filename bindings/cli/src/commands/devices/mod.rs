//! `cie devices`: the devices of this workstation.

mod list;
mod probe;
mod shown;
mod watch;

use std::path::{Path, PathBuf};

use cie_devices::devices::Devices;
use clap::{Args, Subcommand};

use super::read_config;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// The commands of `cie devices`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// What the file names and what is plugged in, and how it stands.
    List(list::Options),
    /// Make a real exchange with each device of the file.
    Test(probe::Options),
    /// Tell what is plugged in, unplugged, put in and taken out.
    Watch(watch::Options),
}

/// The file of devices.
#[derive(Args, Debug)]
struct FileOption {
    /// The devices of this workstation (docs/devices.md).
    #[arg(long, value_name = "FILE", default_value = "devices.toml")]
    config: PathBuf,
}

impl FileOption {
    fn load(&self) -> Result<Devices, Failure> {
        load(&self.config)
    }

    /// The file, or no devices where there is none: what is plugged in is listed all the same.
    fn load_if_there(&self) -> Result<Devices, Failure> {
        match self.config.exists() || self.config != Path::new("devices.toml") {
            true => self.load(),
            false => Ok(Devices::default()),
        }
    }
}

/// The devices that a file names.
pub(super) fn load(file: &Path) -> Result<Devices, Failure> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let devices = Devices::parse_in(&read_config(file)?, folder);
    devices.map_err(|error| Failure::from(error).in_file(file))
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::List(options) => list::run(options, report),
        Command::Test(options) => probe::run(options, report),
        Command::Watch(options) => watch::run(options, report),
    }
}
