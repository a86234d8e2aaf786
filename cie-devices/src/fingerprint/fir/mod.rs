//! Finger image records of ISO/IEC 19794-4:2005, the form in which travel documents and many
//! scanners keep fingerprints.
//!
//! A record has a head of 32 bytes (the magic `FIR`, the version `010`, its length, the device, the
//! acquisition level, the resolutions, the depth, the compression) and, one after the other, views
//! of fingers: 14 bytes of which finger, which view, how good, how taken and how large, then the
//! image. Numbers are big-endian. All images of a record share resolution and compression.
//!
//! ```
//! use cie_core::request::{Finger, Hand};
//! use cie_devices::fingerprint::fir::{Compression, FingerRecord, FingerView};
//! use cie_devices::fingerprint::{FingerPosition, GrayPrint, wsq::BitRate};
//! let print = GrayPrint::new(100, 96, 500, vec![200; 9600])?;
//! let position = FingerPosition::of(Hand::Right, Finger::Index);
//! let view = FingerView::wsq(position, &print, BitRate::USUAL)?.with_quality(80);
//! let record = FingerRecord::new(Compression::Wsq, 500, vec![view]);
//! let bytes = record.to_bytes()?;
//! let back = FingerRecord::parse(&bytes)?;
//! assert_eq!(back, record);
//! assert_eq!(back.prints()?[0].1.width(), 100);
//! # Ok::<(), cie_devices::Error>(())
//! ```

mod model;
mod read;
mod write;

pub use model::{Compression, FingerRecord, FingerView, Impression, Resolutions, ScaleUnit};

/// Longest record, in bytes.
pub const MAX_RECORD: usize = 32 * 1024 * 1024;
/// Most views: what the byte that counts them holds.
pub const MAX_VIEWS: usize = 255;
/// First bytes of a record: format identifier and version.
pub const MAGIC: &[u8; 8] = b"FIR\x00010\x00";
/// Length of the head of a record.
const HEAD: usize = 32;
/// Length of the head of a view.
const VIEW_HEAD: usize = 14;
/// What stands for a quality that was not measured.
const NO_QUALITY: u8 = 254;
