//! What went wrong, from what `scanimage` wrote and how it ended.

use crate::{Code, Error};

/// The texts of `sane_strstatus`, which are not translated, and their meaning here. The numbers are
/// those of `SANE_Status` (SANE standard, 4.2.7), with which `scanimage` ends.
const STATUSES: [(i32, &str, Code); 12] = [
    (1, "Operation not supported", Code::ScanNotOffered),
    (2, "Operation was cancelled", Code::ScanCancelled),
    // As some releases of the library spell it.
    (2, "Operation was canceled", Code::ScanCancelled),
    (3, "Device busy", Code::ScannerBusy),
    (4, "Invalid argument", Code::ScanNotOffered),
    (5, "End of file reached", Code::ScannerFailed),
    (6, "Document feeder jammed", Code::PaperJam),
    (7, "Document feeder out of documents", Code::FeederEmpty),
    (8, "Scanner cover is open", Code::CoverOpen),
    (9, "Error during device I/O", Code::ScannerUnreachable),
    (10, "Out of memory", Code::ScannerFailed),
    (
        11,
        "Access to resource has been denied",
        Code::ScannerRefused,
    ),
];

/// The error that a line of the program's messages stands for.
pub(super) fn of_line(line: &str) -> Option<Error> {
    let said = line.strip_prefix("scanimage: ")?;
    let status = STATUSES.iter().find(|(_, text, _)| said.ends_with(text));
    if let Some((_, text, code)) = status {
        return Some(Error::new(*code).detail(*text));
    }
    let unknown = [
        "setting of option",
        "option --",
        "unrecognized option",
        "argument without option",
    ];
    if said.starts_with("no SANE devices found") {
        return Some(Error::new(Code::ScannerUnreachable).detail("no SANE devices found"));
    }
    unknown
        .iter()
        .any(|text| said.contains(text))
        .then(|| Error::new(Code::ScanNotOffered).detail("option of the driver"))
}

/// The error of a program that ended so, without a message that says more.
pub(super) fn of_end(status: Option<i32>) -> Error {
    match STATUSES.iter().find(|(number, ..)| Some(*number) == status) {
        // 1 is also what the program ends with when it does not know.
        Some((number, text, code)) if *number > 1 => Error::new(*code).detail(*text),
        _ => Error::new(Code::ScannerFailed).detail(match status {
            Some(status) => format!("scanimage ended with {status}"),
            None => "scanimage was killed".to_owned(),
        }),
    }
}

/// The percentage in a progress message, such as `Progress: 12.5%`.
pub(super) fn percent(line: &str) -> Option<u8> {
    let number = line.trim().strip_prefix("Progress: ")?.strip_suffix('%')?;
    let whole = number.split('.').next()?.parse::<u8>().ok()?;
    (whole <= 100).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_have_codes() {
        for (line, code) in [
            (
                "scanimage: sane_read: Document feeder jammed",
                Some(Code::PaperJam),
            ),
            (
                "scanimage: sane_start: Scanner cover is open",
                Some(Code::CoverOpen),
            ),
            (
                "scanimage: open of device x failed: Invalid argument",
                Some(Code::ScanNotOffered),
            ),
            (
                "scanimage: no SANE devices found",
                Some(Code::ScannerUnreachable),
            ),
            ("scanimage: rounded value of br-x from 1 to 2", None),
            ("Document feeder jammed", None),
        ] {
            assert_eq!(of_line(line).map(|e| e.code()), code, "{line}");
        }
        assert_eq!(of_end(Some(7)).code(), Code::FeederEmpty);
        assert_eq!(of_end(Some(1)).code(), Code::ScannerFailed);
        assert_eq!(of_end(None).code(), Code::ScannerFailed);
    }

    #[test]
    fn progress_is_read() {
        assert_eq!(percent("Progress: 12.5%"), Some(12));
        assert_eq!(percent("Progress: 100.0%"), Some(100));
        assert_eq!(percent("Progress: 999.0%"), None);
        assert_eq!(percent("Progress: %"), None);
    }
}
