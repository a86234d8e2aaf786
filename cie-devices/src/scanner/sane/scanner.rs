//! A scanner that SANE knows, as a [`Scanner`].

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::listing::{SaneDevice, is_name};
use super::options::{Words, parse_options};
use super::run::{Listener, Quiet, Run};
use super::trouble;
use crate::scanner::{
    Area, Capabilities, PAGE_BOUNDS, Page, ScanEvent, ScanSettings, ScanWatcher, Scanned, Scanner,
    deadline,
};
use crate::{Code, Error, Result};

/// Time to open a scanner and read its options.
const SHORT: Duration = Duration::from_secs(30);
const MAX_OPTIONS: usize = 256 << 10;
const MAX_NAMES: usize = 64 << 10;

/// A scanner of this computer, driven by SANE's `scanimage`.
///
/// ```no_run
/// use std::sync::Arc;
/// use std::time::Duration;
/// use cie_devices::scanner::sane::{SaneDevice, SaneScanner};
/// use cie_devices::scanner::{NobodyWatching, ScanSettings, Scanner};
/// for device in SaneDevice::list(Duration::from_secs(20))? {
///     println!("{}: {} {}", device.name, device.vendor, device.model);
/// }
/// let mut scanner = SaneScanner::open("epson2:libusb:001:004")?;
/// let scanned = scanner.scan(ScanSettings::default(), Arc::new(NobodyWatching))?;
/// # Ok::<(), cie_devices::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct SaneScanner {
    name: String,
    model: String,
    /// Options of the driver that settings do not cover.
    extra: Vec<(String, String)>,
    words: Option<Words>,
}

impl SaneScanner {
    /// The scanner of this SANE name. It is not asked anything yet.
    ///
    /// # Errors
    /// `CIE-DEV-656` for what cannot be a name.
    pub fn open(name: &str) -> Result<Self> {
        if !is_name(name) {
            return Err(Error::new(Code::BadScannerAddress).detail("name of a SANE device"));
        }
        Ok(Self {
            name: name.to_owned(),
            model: name.to_owned(),
            extra: Vec::new(),
            words: None,
        })
    }

    /// A scanner of the list.
    ///
    /// # Errors
    /// As [`SaneScanner::open`].
    pub fn of(device: &SaneDevice) -> Result<Self> {
        let opened = Self::open(&device.name)?;
        Ok(Self {
            model: format!("{} {}", device.vendor, device.model),
            ..opened
        })
    }

    /// Sets an option of the driver at each scan, such as `lamp-off-time` to `15`.
    ///
    /// # Errors
    /// `CIE-DEV-656` when the name is not made of letters, digits and dashes.
    pub fn with_option(mut self, name: &str, value: &str) -> Result<Self> {
        let fine = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !fine || name.is_empty() || name.starts_with('-') {
            return Err(Error::new(Code::BadScannerAddress).detail("name of a SANE option"));
        }
        self.extra.push((name.to_owned(), value.to_owned()));
        Ok(self)
    }

    fn words(&mut self, limit: Duration) -> Result<Words> {
        if let Some(words) = &self.words {
            return Ok(words.clone());
        }
        let device = format!("--device-name={}", self.name);
        let text =
            Run::new([device.as_str(), "--all-options"], limit).capture(MAX_OPTIONS, &mut Quiet)?;
        let options = parse_options(&String::from_utf8_lossy(&text));
        let words = Words::of(self.model.clone(), &options)
            .ok_or_else(|| Error::new(Code::ScannerAnswer).detail("options of the driver"))?;
        self.words = Some(words.clone());
        Ok(words)
    }

    fn arguments(&self, settings: &ScanSettings, words: &Words) -> Result<Vec<String>> {
        let offered = words.capabilities.check(settings)?;
        let mut all = vec![format!("--device-name={}", self.name)];
        let mut set = |name: &str, value: &str| all.push(format!("--{name}={value}"));
        set("format", "png");
        if let Some(word) = word_for(&words.sources, settings.source) {
            set("source", word);
        }
        if let Some(word) = word_for(&words.colours, settings.colour) {
            set("mode", word);
        }
        if words.has_depth {
            set("depth", "8");
        }
        if words.has_resolution {
            set("resolution", &settings.dpi.to_string());
        }
        for (name, value) in &self.extra {
            set(name, value);
        }
        all.push("--progress".to_owned());
        let whole = Area::new(0.0, 0.0, offered.width, offered.height);
        let area = settings.area.unwrap_or(whole);
        if words.has_area {
            for (name, mm) in [
                ("-l", area.left),
                ("-t", area.top),
                ("-x", area.width),
                ("-y", area.height),
            ] {
                all.extend([name.to_owned(), format!("{mm:.3}")]);
            }
        } else if settings.area.is_some() {
            return Err(Error::new(Code::ScanNotOffered).detail("area"));
        }
        Ok(all)
    }

    fn one(
        &self,
        arguments: Vec<String>,
        settings: &ScanSettings,
        watch: &mut Watch,
    ) -> Result<Page> {
        let run = Run::new(arguments, settings.limit);
        let file = run.capture(PAGE_BOUNDS.max_bytes, watch)?;
        let page = Page::from_file(&file, settings.dpi)?;
        watch.watcher.event(ScanEvent::Page { page: 1 });
        Ok(page)
    }

    /// Each sheet becomes a file of a folder, taken away as soon as it is there.
    fn several(
        &self,
        mut arguments: Vec<String>,
        settings: &ScanSettings,
        watch: &mut Watch,
    ) -> Result<Scanned> {
        let no = |e| Error::new(Code::ScannerFailed).caused_by(e);
        let folder = tempfile::tempdir().map_err(no)?;
        arguments.extend([
            format!("--batch={}", folder.path().join("%d.png").display()),
            format!("--batch-count={}", settings.max_pages),
        ]);
        let run = Run::new(arguments, settings.limit);
        watch.folder = Some((folder.path().to_owned(), settings.dpi));
        let outcome = run.capture(MAX_NAMES, watch);
        // The last page may have come between two looks; without the program it is whole or not.
        let last = watch.collect(true);
        watch.folder = None;
        let pages = std::mem::take(&mut watch.pages);
        let stopped_by = match outcome.err().or(last.err()) {
            // An empty feeder is how it ends.
            Some(error) if error.code() == Code::FeederEmpty && !pages.is_empty() => None,
            other => other,
        };
        Scanned::of(pages, stopped_by)
    }
}

/// The driver's word for this.
fn word_for<T: PartialEq>(words: &[(T, Option<String>)], this: T) -> Option<&str> {
    let found = words.iter().find(|(one, _)| *one == this);
    found.and_then(|(_, word)| word.as_deref())
}

impl Scanner for SaneScanner {
    fn name(&self) -> String {
        if self.model == self.name {
            self.name.clone()
        } else {
            format!("{} ({})", self.model, self.name)
        }
    }

    fn capabilities(&mut self) -> Result<Capabilities> {
        self.words(SHORT).map(|words| words.capabilities)
    }

    fn scan(&mut self, settings: ScanSettings, watcher: Arc<dyn ScanWatcher>) -> Result<Scanned> {
        let end = deadline(settings.limit);
        let words = self.words(settings.limit.min(SHORT))?;
        let mut settings = settings;
        settings.limit = end.saturating_duration_since(Instant::now());
        let arguments = self.arguments(&settings, &words)?;
        watcher.event(ScanEvent::Started);
        let mut watch = Watch {
            watcher,
            page: 1,
            folder: None,
            pages: Vec::new(),
        };
        if settings.source.is_feeder() {
            self.several(arguments, &settings, &mut watch)
        } else {
            let page = self.one(arguments, &settings, &mut watch)?;
            Scanned::of(vec![page], None)
        }
    }
}

/// Passes on what happens, and takes the pages of a feeder out of their folder.
struct Watch {
    watcher: Arc<dyn ScanWatcher>,
    page: u32,
    folder: Option<(std::path::PathBuf, u32)>,
    pages: Vec<Page>,
}

impl Watch {
    /// Takes the pages that are complete: all but the newest while the program runs.
    fn collect(&mut self, ended: bool) -> Result<()> {
        let Some((folder, dpi)) = self.folder.clone() else {
            return Ok(());
        };
        loop {
            let path = folder.join(format!("{}.png", self.page));
            let next = folder.join(format!("{}.png", self.page + 1));
            if !path.exists() || !(ended || next.exists()) {
                return self.bounded(&folder);
            }
            let page = Page::from_file(&read(&path)?, dpi);
            // It goes with the folder otherwise.
            let _ = std::fs::remove_file(&path);
            self.pages.push(page?);
            self.watcher.event(ScanEvent::Page { page: self.page });
            self.page += 1;
        }
    }

    /// A page that grows beyond the bounds ends the scan.
    fn bounded(&self, folder: &Path) -> Result<()> {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let bytes = entry.metadata().map_or(0, |file| file.len());
            if bytes > PAGE_BOUNDS.max_bytes as u64 {
                return Err(Code::ScanTooLarge.into());
            }
        }
        Ok(())
    }
}

impl Listener for Watch {
    fn message(&mut self, line: &str) {
        if let Some(percent) = trouble::percent(line) {
            let page = self.page;
            self.watcher.event(ScanEvent::Percent { page, percent });
        }
    }

    fn look(&mut self) -> Result<()> {
        if self.watcher.cancelled() {
            return Err(Code::ScanCancelled.into());
        }
        self.collect(false)
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    let no = |e| Error::new(Code::PageDamaged).caused_by(e);
    let mut bytes = Vec::new();
    let most = PAGE_BOUNDS.max_bytes as u64 + 1;
    File::open(path)
        .map_err(no)?
        .take(most)
        .read_to_end(&mut bytes)
        .map_err(no)?;
    Ok(bytes)
}
