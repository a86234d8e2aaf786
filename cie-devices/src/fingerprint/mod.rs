//! Fingerprint images, the forms in which they travel, and how they are taken.

mod external;
mod file;
pub mod fir;
mod gray;
mod pgm;
mod position;
pub mod quality;
mod scanner;
pub mod session;
pub mod wsq;

pub use external::{ExternalScanner, ExternalSettings};
pub use file::{MAX_PRINT_FILE, PrintFile, PrintFormat};
pub use gray::GrayPrint;
pub use pgm::{read_pgm, write_pgm};
pub use position::FingerPosition;
pub use scanner::{
    Cancel, CaptureEvent, CaptureOrder, CaptureWatch, CapturedPrint, FingerprintScanner, NoWatch,
    ScannerInfo,
};
