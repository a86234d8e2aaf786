//! The error catalogue of `cie-devices`: one file for each area, so that each stays readable.

#[macro_use]
mod images;
#[macro_use]
mod operator;
#[macro_use]
mod envelope;
#[macro_use]
mod print;
#[macro_use]
mod chip;
#[macro_use]
mod fingerprint;
#[macro_use]
mod inspect;
#[macro_use]
mod reader;
#[macro_use]
mod barcode;
#[macro_use]
mod capture;
#[macro_use]
mod devices;
#[macro_use]
mod doctor;
#[macro_use]
mod scanner;

cie_core::error_areas! {
    prefix = "CIE-DEV";
    areas = [
        images, operator, envelope, print, chip, fingerprint, reader, inspect, barcode, capture, devices,
        doctor, scanner
    ];
}

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

#[cfg(test)]
mod tests;
