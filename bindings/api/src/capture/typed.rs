//! The codice fiscale as a barcode reader types it.

use cie_devices::barcode::from_scanner;

export! {
    /// The codice fiscale that a barcode reader typed or sent over a serial line: the start and stop
    /// characters `*` and a line end are taken off, and the check character is verified.
    fn parse_barcode(typed: String) -> String
    [
        /// `CIE-DEV-012` when what remains is not 16 characters A-Z and 0-9;
        /// `CIE-DEV-070` when it is no codice fiscale;
    ]
    {
        Ok(from_scanner(&typed)?.verified()?.expose().to_owned())
    }
}
