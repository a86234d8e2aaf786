//! What a counter captures: photograph, signature, fingerprints, barcode, as functions over bytes.

pub(crate) mod barcode;
pub(crate) mod camera;
pub(crate) mod camera_preview;
pub(crate) mod document_scanner;
mod face;
pub(crate) mod face_finder;
mod finger;
pub(crate) mod fingerprint;
pub(crate) mod fingerprint_session;
pub(crate) mod photo;
mod report;
pub(crate) mod sample;
mod scan;
pub(crate) mod scan_document;
pub(crate) mod scanner;
mod session;
pub(crate) mod signature;
pub(crate) mod take_photo;
pub(crate) mod typed;

pub use barcode::{draw_barcode, read_barcode};
pub use camera::{Camera, CounterCamera};
pub use camera_preview::{CameraPreview, PreviewWindow, Shutter};
pub use document_scanner::{DocumentScanner, SheetScanner};
pub use face::{FaceMarks, ImagePoint};
pub use face_finder::{FaceFinder, FaceSpotter};
pub use finger::{
    FingerAdvice, FingerImage, FingerView, FingerprintFile, FingerprintFormat, FingerprintQuality,
};
pub use fingerprint::{
    fingerprint_quality, read_finger_record, read_fingerprint, write_finger_record,
    write_fingerprint, wsq_decode, wsq_encode,
};
pub use fingerprint_session::FingerprintSession;
pub use photo::{FittedPhoto, check_photo, fit_photo, photo_from_sheet, photo_overlay};
pub use report::{MediaOutcome, MediaReport, MediaVerdict};
pub use sample::{
    SimulatedPortrait, simulated_fingerprint, simulated_portrait, simulated_request,
    simulated_sheet, simulated_signature,
};
pub use scan::{
    ScanArea, ScanColour, ScanJob, ScanSettings, ScanSource, ScanStop, ScannerCapabilities,
    ScannerPages, ScannerSource,
};
pub use scan_document::{ScannedDocument, ScannedPage, scan_document};
pub use scanner::{FingerprintScanner, PrintScanner};
pub use session::{
    AttemptFailure, FingerAbsence, FingerprintChoice, FingerprintOutcome, FingerprintStep,
    FingerprintStepKind, TakenFingerprint,
};
pub use signature::{CleanedSignature, check_signature, clean_signature, signature_from_sheet};
pub use take_photo::{TakenPhoto, take_photo};
pub use typed::parse_barcode;

#[cfg(feature = "python")]
pub(crate) mod python {
    pub(crate) use super::barcode::python::*;
    pub(crate) use super::fingerprint::python::*;
    pub(crate) use super::fingerprint_session::python::*;
    pub(crate) use super::photo::python::*;
    pub(crate) use super::sample::python::*;
    pub(crate) use super::scan_document::python::*;
    pub(crate) use super::signature::python::*;
    pub(crate) use super::take_photo::python::*;
    pub(crate) use super::typed::python::*;
}
