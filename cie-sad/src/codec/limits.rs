//! Bounds on what is read.

/// Bounds on a message from outside; the defaults are generous for any honest one.
///
/// ```
/// use cie_sad::codec::Limits;
/// let limits = Limits { plain_bytes: 64 * 1024, ..Limits::default() };
/// assert_eq!(limits.bytes, 8 * 1024 * 1024);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a whole message, attachments included.
    pub bytes: usize,
    /// Bytes of a message without the text of its attachments.
    pub plain_bytes: usize,
    /// Nested elements.
    pub depth: usize,
    /// Attributes of one element.
    pub attributes: usize,
    /// Bytes (UTF-8) of the text of one element, attachments aside.
    pub text: usize,
    /// Members of one group.
    pub members: usize,
    /// Unknown elements and attributes reported before giving up.
    pub unknown: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 8 * 1024 * 1024,
            plain_bytes: 256 * 1024,
            depth: 32,
            attributes: 16,
            text: 2048,
            members: 100,
            unknown: 64,
        }
    }
}
