//! The file that names the devices of a workstation.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::barcode::{SerialBarcodeReader, WedgeBarcodeReader};
use super::card::{CardReader, OperatorCard};
use super::images::VirtualDevice;
use super::program::ProgramDevice;
use super::scanner::EsclScanner;
use super::{Device, DeviceKind, Devices};
use crate::toml_source::Source;
use crate::{Code, Result};

/// Most devices of a workstation.
pub(super) const MAX_DEVICES: usize = 64;
/// Longest name of a device, path and argument, in bytes; most arguments.
const MAX_NAME: usize = 64;
const MAX_TEXT: usize = 1024;
const MAX_ARGUMENTS: usize = 32;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    device: Vec<Spanned<Entry>>,
}

/// Every setting of every kind; which of them a kind has is checked, with its place, below.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: Spanned<String>,
    kind: Spanned<String>,
    reader: Option<Spanned<String>>,
    module: Option<Spanned<String>>,
    url: Option<Spanned<String>>,
    device: Option<Spanned<String>>,
    program: Option<Spanned<String>>,
    test: Option<Spanned<Vec<Spanned<String>>>>,
    images: Option<Spanned<String>>,
    port: Option<Spanned<String>>,
}

/// What a kind of device is made from: its name in the file, its settings, its maker. One line here
/// and one implementation of [`Device`] are what a new kind needs.
struct Kind {
    name: &'static str,
    settings: &'static [&'static str],
    make: fn(&Settings<'_>) -> Result<Arc<dyn Device>>,
}

const KINDS: &[Kind] = &[
    Kind {
        name: "pcsc",
        settings: &["reader"],
        make: |given| {
            Ok(Arc::new(CardReader {
                name: given.name.clone(),
                reader: given.optional("reader", &given.entry.reader)?,
            }))
        },
    },
    Kind {
        name: "pkcs11",
        settings: &["module"],
        make: |given| {
            Ok(Arc::new(OperatorCard {
                name: given.name.clone(),
                module: given.findable(given.required("module", &given.entry.module)?),
            }))
        },
    },
    Kind {
        name: "escl",
        settings: &["url"],
        make: |given| {
            let url = given.required("url", &given.entry.url)?;
            given.check_url(&url)?;
            Ok(Arc::new(EsclScanner {
                name: given.name.clone(),
                url,
            }))
        },
    },
    Kind {
        name: "sane",
        settings: &["device"],
        make: |given| {
            let device = given.required("device", &given.entry.device)?;
            Ok(Arc::new(ProgramDevice {
                name: given.name.clone(),
                kind: DeviceKind::Scanner,
                driver: "sane",
                program: PathBuf::from("scanimage"),
                // Lists what the device can do, which makes it answer; scans nothing.
                test: vec![
                    format!("--device-name={device}"),
                    "--all-options".to_owned(),
                ],
            }))
        },
    },
    Kind {
        name: "fingerprint_program",
        settings: &["program", "test"],
        make: |given| given.program(DeviceKind::FingerprintScanner),
    },
    Kind {
        name: "fingerprint_virtual",
        settings: &["images"],
        make: |given| given.images(DeviceKind::FingerprintScanner),
    },
    Kind {
        name: "camera_program",
        settings: &["program", "test"],
        make: |given| given.program(DeviceKind::Camera),
    },
    Kind {
        name: "camera_virtual",
        settings: &["images"],
        make: |given| given.images(DeviceKind::Camera),
    },
    Kind {
        name: "barcode_serial",
        settings: &["port"],
        make: |given| {
            Ok(Arc::new(SerialBarcodeReader {
                name: given.name.clone(),
                port: given.required("port", &given.entry.port)?.into(),
            }))
        },
    },
    Kind {
        name: "barcode_keyboard",
        settings: &[],
        make: |given| {
            Ok(Arc::new(WedgeBarcodeReader {
                name: given.name.clone(),
            }))
        },
    },
];

/// The settings of one device.
struct Settings<'f> {
    source: Source<'f>,
    folder: &'f Path,
    entry: &'f Entry,
    span: Range<usize>,
    name: String,
}

impl Settings<'_> {
    fn optional(&self, name: &str, value: &Option<Spanned<String>>) -> Result<Option<String>> {
        let value = value.as_ref();
        value
            .map(|value| self.source.text(name, value, MAX_TEXT))
            .transpose()
    }

    fn required(&self, name: &str, value: &Option<Spanned<String>>) -> Result<String> {
        let missing = || {
            let detail = format!("{} needs {name}", self.name);
            self.source.error_at(self.span.clone(), detail)
        };
        self.optional(name, value)?.ok_or_else(missing)
    }

    /// A path from the folder of the file, or a bare name that the system finds.
    fn findable(&self, text: String) -> PathBuf {
        match text.contains(['/', '\\']) {
            true => self.folder.join(text),
            false => PathBuf::from(text),
        }
    }

    /// The form of an address; what it leads to is seen when it is tried.
    fn check_url(&self, url: &str) -> Result<()> {
        let rest = url
            .strip_prefix("http://")
            .or_else(|| url.strip_prefix("https://"));
        let sound = rest.is_some_and(|rest| {
            rest.bytes().all(|b| b.is_ascii_graphic()) && !rest.starts_with('/') && !rest.is_empty()
        });
        match &self.entry.url {
            Some(value) if !sound || url.contains('@') => Err(self
                .source
                .error(value, "url is http://host/path, without user and password")),
            _ => Ok(()),
        }
    }

    fn program(&self, kind: DeviceKind) -> Result<Arc<dyn Device>> {
        let program = self.findable(self.required("program", &self.entry.program)?);
        let mut test = Vec::new();
        if let Some(arguments) = &self.entry.test {
            if arguments.get_ref().len() > MAX_ARGUMENTS {
                let detail = format!("test has at most {MAX_ARGUMENTS} arguments");
                return Err(self.source.error(arguments, detail));
            }
            for argument in arguments.get_ref() {
                test.push(self.source.text("test", argument, MAX_TEXT)?);
            }
        } else {
            // What a program does without arguments nobody knows.
            let detail = format!("{} needs test: the arguments of a trial", self.name);
            return Err(self.source.error_at(self.span.clone(), detail));
        }
        Ok(Arc::new(ProgramDevice {
            name: self.name.clone(),
            kind,
            driver: "program",
            program,
            test,
        }))
    }

    fn images(&self, kind: DeviceKind) -> Result<Arc<dyn Device>> {
        Ok(Arc::new(VirtualDevice {
            name: self.name.clone(),
            kind,
            images: self
                .folder
                .join(self.required("images", &self.entry.images)?),
        }))
    }

    /// The settings that are there, with their places.
    fn given(&self) -> impl Iterator<Item = (&'static str, Range<usize>)> {
        let entry = self.entry;
        let text = |value: &Option<Spanned<String>>| value.as_ref().map(Spanned::span);
        [
            ("reader", text(&entry.reader)),
            ("module", text(&entry.module)),
            ("url", text(&entry.url)),
            ("device", text(&entry.device)),
            ("program", text(&entry.program)),
            ("test", entry.test.as_ref().map(Spanned::span)),
            ("images", text(&entry.images)),
            ("port", text(&entry.port)),
        ]
        .into_iter()
        .filter_map(|(name, span)| Some((name, span?)))
    }
}

impl Devices {
    /// Reads a file of devices (`docs/devices.md`).
    ///
    /// ```
    /// use cie_devices::devices::Devices;
    /// let devices = Devices::parse(r#"
    ///     [[device]]
    ///     name = "tessera"
    ///     kind = "barcode_keyboard"
    /// "#)?;
    /// assert_eq!(devices.all()[0].name(), "tessera");
    /// # Ok::<(), cie_devices::Error>(())
    /// ```
    ///
    /// # Errors
    /// `CIE-DEV-740` with line and column of what is wrong, `CIE-DEV-741` beyond 256 KiB or 64
    /// devices.
    pub fn parse(text: &str) -> Result<Self> {
        Self::parse_in(text, Path::new(""))
    }

    /// The same, for a file of this folder: paths in it start from there. Bare names of programs
    /// and modules are the system's to find.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn parse_in(text: &str, folder: &Path) -> Result<Self> {
        let source = Source::new(text, Code::DevicesConfig, Code::DevicesConfigTooLarge)?;
        let file: File = source.read()?;
        if file.device.len() > MAX_DEVICES {
            return Err(Code::DevicesConfigTooLarge.into());
        }
        let mut devices = Self::default();
        let mut names = BTreeSet::new();
        for entry in &file.device {
            let (span, entry) = (entry.span(), entry.get_ref());
            let name = source.text("name", &entry.name, MAX_NAME)?;
            if !names.insert(name.clone()) {
                return Err(source.error(&entry.name, "two devices have this name"));
            }
            let kind = KINDS.iter().find(|kind| kind.name == entry.kind.get_ref());
            let kind = kind.ok_or_else(|| {
                let all: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
                source.error(&entry.kind, format!("kind is one of {}", all.join(", ")))
            })?;
            let settings = Settings {
                source,
                folder,
                entry,
                span,
                name,
            };
            let stray = settings
                .given()
                .find(|(name, _)| !kind.settings.contains(name));
            if let Some((name, span)) = stray {
                let detail = format!("{name} is no setting of {}", kind.name);
                return Err(source.error_at(span, detail));
            }
            devices.add((kind.make)(&settings)?);
        }
        Ok(devices)
    }
}
