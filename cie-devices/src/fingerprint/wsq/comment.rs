//! The comment in which programs of NIST's tradition keep what the format has no place for.

/// Longest comment looked at, in bytes.
const LONGEST: usize = 4096;

/// The comment of an image: name and value a line, counted by the first.
pub(super) fn write(width: u32, height: u32, ppi: u16) -> String {
    let lines = [
        format!("PIX_WIDTH {width}"),
        format!("PIX_HEIGHT {height}"),
        "PIX_DEPTH 8".to_owned(),
        format!("PPI {}", if ppi == 0 { -1 } else { i32::from(ppi) }),
        "LOSSY 1".to_owned(),
        "COLORSPACE GRAY".to_owned(),
        "COMPRESSION WSQ".to_owned(),
    ];
    format!("NIST_COM {}\n{}", lines.len() + 1, lines.join("\n"))
}

/// The resolution that a comment states, if it is one of this kind.
pub(super) fn ppi(comment: &[u8]) -> Option<u16> {
    let text = std::str::from_utf8(comment.get(..comment.len().min(LONGEST))?).ok()?;
    let rest = text.strip_prefix("NIST_COM ")?;
    rest.lines()
        .find_map(|line| line.strip_prefix("PPI ")?.trim().parse().ok())
}
