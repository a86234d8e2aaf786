//! A fingerprint scanner that has files instead of fingers.

use std::collections::{BTreeMap, VecDeque};
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use cie_core::request::{Finger, Hand};

use super::MARKER;
use crate::fingerprint::{
    CaptureEvent, CaptureOrder, CaptureWatch, CapturedPrint, FingerPosition, FingerprintScanner,
    GrayPrint, MAX_PRINT_FILE, PrintFile, PrintFormat, ScannerInfo,
};
use crate::{Code, Error, Result};

/// Most files of a folder that are looked at.
const MAX_FILES: usize = 200;
/// Resolution of images that state none.
const PPI: u16 = 500;
/// How often a waiting scanner looks whether it is to stop.
const LOOK: Duration = Duration::from_millis(5);

/// What goes wrong with the next capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PrintFault {
    /// The finger is lifted after the first live image.
    Lifted,
    /// The finger slides: the print is smeared across this many pixels.
    Smear(u8),
    /// The finger is dry: the contrast is this share of what it was, in percent.
    Dry(u8),
    /// The cable is pulled; the scanner stays away until it is plugged in again.
    Unplugged,
    /// The image takes this long.
    Slow(Duration),
    /// Nobody places a finger.
    NoFinger,
}

/// A virtual scanner: for each finger, image files that it gives one after the other and then the last
/// again. Everything it gives is labelled as simulated.
#[derive(Debug)]
pub struct VirtualPrintScanner {
    prints: BTreeMap<FingerPosition, VecDeque<GrayPrint>>,
    faults: VecDeque<PrintFault>,
    unplugged: bool,
    open: bool,
}

impl VirtualPrintScanner {
    /// A scanner with these fingers; several images of one finger come in this order.
    #[must_use]
    pub fn new(prints: Vec<(Hand, Finger, GrayPrint)>) -> Self {
        let mut fingers: BTreeMap<_, VecDeque<_>> = BTreeMap::new();
        for (hand, finger, print) in prints {
            let position = FingerPosition::of(hand, finger);
            fingers.entry(position).or_default().push_back(print);
        }
        Self {
            prints: fingers,
            faults: VecDeque::new(),
            unplugged: false,
            open: false,
        }
    }

    /// A scanner with drawn fingers, all four of both hands.
    ///
    /// # Errors
    /// `CIE-DEV-014` when a drawing cannot be encoded.
    pub fn drawn(seed: u64) -> Result<Self> {
        let mut prints = Vec::new();
        for hand in [Hand::Right, Hand::Left] {
            for finger in [Finger::Index, Finger::Middle, Finger::Ring, Finger::Thumb] {
                let file = super::fingerprint(seed, hand, finger)?;
                prints.push((hand, finger, PrintFile::read(file.bytes(), PPI)?.print));
            }
        }
        Ok(Self::new(prints))
    }

    /// A scanner with the files of a folder: `right-index.png`, `left-thumb-2.wsq` and so on, in PNG,
    /// PGM, WSQ or ISO/IEC 19794-4; several of one finger come in the order of their names. Other files
    /// are left aside.
    ///
    /// # Errors
    /// `CIE-DEV-516` when the folder or a file cannot be read, holds too many files or none of these;
    /// what the file's format has to say.
    pub fn from_folder(folder: &Path) -> Result<Self> {
        let unreadable = |error: std::io::Error| {
            Error::new(Code::PrintScannerSettings)
                .detail("folder of prints cannot be read")
                .caused_by(error)
        };
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder).map_err(unreadable)? {
            paths.push(entry.map_err(unreadable)?.path());
            if paths.len() > MAX_FILES {
                return Err(Error::new(Code::PrintScannerSettings).detail("too many files"));
            }
        }
        paths.sort();
        let mut prints = Vec::new();
        for path in paths {
            let Some((hand, finger)) = named(&path) else {
                continue;
            };
            let mut bytes = Vec::new();
            File::open(&path)
                .and_then(|file| file.take(MAX_PRINT_FILE as u64 + 1).read_to_end(&mut bytes))
                .map_err(unreadable)?;
            prints.push((hand, finger, PrintFile::read(&bytes, PPI)?.print));
        }
        if prints.is_empty() {
            return Err(
                Error::new(Code::PrintScannerSettings).detail("no file such as right-index.png")
            );
        }
        Ok(Self::new(prints))
    }

    /// Has a coming capture go wrong; several are taken one a capture, in this order.
    pub fn fail_next(&mut self, fault: PrintFault) {
        self.faults.push_back(fault);
    }

    /// Plugs the scanner in again.
    pub fn plug_in(&mut self) {
        self.unplugged = false;
    }

    /// The next image of a finger; the last one stays.
    fn take(&mut self, hand: Hand, finger: Finger) -> Option<GrayPrint> {
        let prints = self.prints.get_mut(&FingerPosition::of(hand, finger))?;
        if prints.len() > 1 {
            prints.pop_front()
        } else {
            prints.front().cloned()
        }
    }
}

/// The finger that a file's name stands for, if its ending is one of a print.
fn named(path: &Path) -> Option<(Hand, Finger)> {
    PrintFormat::from_ending(path.extension()?.to_str()?)?;
    let stem = path.file_stem()?.to_str()?;
    let mut words = stem.split('-');
    let hand = match words.next()? {
        "right" => Hand::Right,
        "left" => Hand::Left,
        _ => return None,
    };
    let finger = match words.next()? {
        "index" => Finger::Index,
        "middle" => Finger::Middle,
        "ring" => Finger::Ring,
        "thumb" => Finger::Thumb,
        _ => return None,
    };
    match words.next() {
        Some(number) if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) => None,
        _ if words.next().is_some() => None,
        _ => Some((hand, finger)),
    }
}

/// Waits within the limit of an order; an error says why it was not long enough.
fn wait(order: &CaptureOrder, began: Instant, wanted: Option<Duration>) -> Result<()> {
    loop {
        order.cancel.check()?;
        let gone = began.elapsed();
        if wanted.is_some_and(|wanted| gone >= wanted) {
            return Ok(());
        }
        if gone >= order.limit {
            return Err(Error::new(Code::PrintTimeout));
        }
        thread::sleep(LOOK.min(order.limit - gone));
    }
}

impl FingerprintScanner for VirtualPrintScanner {
    fn info(&self) -> ScannerInfo {
        ScannerInfo::new(format!("{MARKER} fingerprint scanner"), PPI)
            .simulated()
            .with_preview()
    }

    fn open(&mut self, _: Duration) -> Result<()> {
        if self.unplugged {
            return Err(Error::new(Code::PrintScannerUnavailable));
        }
        self.open = true;
        Ok(())
    }

    fn capture(
        &mut self,
        order: CaptureOrder,
        watch: &mut dyn CaptureWatch,
    ) -> Result<CapturedPrint> {
        if self.unplugged || !self.open {
            return Err(Error::new(Code::PrintScannerUnavailable));
        }
        let began = Instant::now();
        let (hand, finger) = (order.hand, order.finger);
        watch.event(CaptureEvent::Waiting { hand, finger });
        order.cancel.check()?;
        let fault = self.faults.pop_front();
        if fault == Some(PrintFault::Unplugged) {
            self.unplugged = true;
            self.open = false;
            return Err(Error::new(Code::PrintScannerUnavailable));
        }
        let print = match fault {
            Some(PrintFault::NoFinger) => None,
            _ => self.take(hand, finger),
        };
        let Some(print) = print else {
            // Nobody can place a finger that there is none of.
            wait(&order, began, None)?;
            return Err(Error::new(Code::PrintTimeout));
        };
        watch.event(CaptureEvent::FingerPlaced);
        let image = match fault {
            Some(PrintFault::Smear(pixels)) => smeared(&print, pixels)?,
            Some(PrintFault::Dry(percent)) => dry(&print, percent)?,
            _ => print,
        };
        watch.event(CaptureEvent::Preview {
            image: image.clone(),
            advice: None,
        });
        match fault {
            Some(PrintFault::Lifted) => return Err(Error::new(Code::PrintFingerLifted)),
            Some(PrintFault::Slow(time)) => wait(&order, began, Some(time))?,
            _ => order.cancel.check()?,
        }
        watch.event(CaptureEvent::Captured);
        Ok(CapturedPrint {
            hand,
            finger,
            image,
            simulated: true,
        })
    }

    fn close(&mut self) {
        self.open = false;
    }
}

/// Every pixel the mean of those along a slanted line of this length.
fn smeared(print: &GrayPrint, pixels: u8) -> Result<GrayPrint> {
    let (width, height) = (print.width() as usize, print.height() as usize);
    let steps = usize::from(pixels).max(1);
    let at = |x: usize, y: usize| {
        let (x, y) = (x.min(width - 1), y.min(height - 1));
        print.pixels().get(y * width + x).copied().unwrap_or(255)
    };
    let mean = |x: usize, y: usize| {
        let sum: usize = (0..steps).map(|d| usize::from(at(x + d, y + d / 2))).sum();
        u8::try_from(sum / steps).unwrap_or(255)
    };
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let smeared = places.map(|(x, y)| mean(x, y)).collect();
    GrayPrint::new(print.width(), print.height(), print.ppi(), smeared)
}

/// Ridges paler, towards the glass.
fn dry(print: &GrayPrint, percent: u8) -> Result<GrayPrint> {
    let share = u32::from(percent.min(100));
    let paler = |pixel: &u8| {
        let ink = u32::from(255 - pixel) * share / 100;
        255 - u8::try_from(ink).unwrap_or(255)
    };
    let pixels = print.pixels().iter().map(paler).collect();
    GrayPrint::new(print.width(), print.height(), print.ppi(), pixels)
}
