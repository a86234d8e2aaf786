//! Resolution as a JPEG file states it.

/// Resolution of an image, in dots an inch, rounded to the nearest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Density {
    /// Across.
    pub x_dpi: u32,
    /// Down.
    pub y_dpi: u32,
}

/// Most segments looked at before the frame: a JPEG has a handful.
const MAX_SEGMENTS: usize = 64;

/// Reads the resolution from the JFIF header (ISO/IEC 10918-5, 10.1), in dots an inch or a
/// centimetre; none when the header is missing or states only an aspect ratio.
#[must_use]
pub fn jfif_density(jpeg: &[u8]) -> Option<Density> {
    let mut rest = jpeg.strip_prefix(&[0xFF, 0xD8])?;
    for _ in 0..MAX_SEGMENTS {
        let (&[0xFF, marker, high, low], after) = rest.split_first_chunk::<4>()? else {
            return None;
        };
        // The image data begin: no header can follow.
        if matches!(marker, 0xDA | 0xD9) {
            return None;
        }
        let length = usize::from(u16::from_be_bytes([high, low])).checked_sub(2)?;
        let (body, next) = after.split_at_checked(length)?;
        if marker == 0xE0
            && let Some(&[_, _, units, x1, x2, y1, y2, ..]) = body.strip_prefix(b"JFIF\0")
        {
            return to_dpi(
                units,
                u16::from_be_bytes([x1, x2]),
                u16::from_be_bytes([y1, y2]),
            );
        }
        rest = next;
    }
    None
}

fn to_dpi(units: u8, x: u16, y: u16) -> Option<Density> {
    if x == 0 || y == 0 {
        return None;
    }
    let dpi = |value: u16| match units {
        1 => Some(u32::from(value)),
        2 => Some((u32::from(value) * 254 + 50) / 100),
        _ => None,
    };
    Some(Density {
        x_dpi: dpi(x)?,
        y_dpi: dpi(y)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn header(units: u8, x: u16, y: u16) -> Vec<u8> {
        let mut file = vec![0xFF, 0xD8, 0xFF, 0xFE, 0, 4, b'h', b'i', 0xFF, 0xE0, 0, 16];
        file.extend(b"JFIF\0\x01\x01");
        file.push(units);
        file.extend(x.to_be_bytes());
        file.extend(y.to_be_bytes());
        file.extend([0, 0, 0xFF, 0xDA]);
        file
    }

    #[test]
    fn inches_and_centimetres() {
        assert_eq!(
            jfif_density(&header(1, 400, 300)),
            Some(Density {
                x_dpi: 400,
                y_dpi: 300
            })
        );
        // 157 dots a centimetre are 398.78 an inch; 158 are 401.32.
        assert_eq!(
            jfif_density(&header(2, 157, 158)),
            Some(Density {
                x_dpi: 399,
                y_dpi: 401
            })
        );
        assert_eq!(jfif_density(&header(0, 1, 1)), None);
        assert_eq!(jfif_density(&header(1, 0, 400)), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(body in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut file = vec![0xFF, 0xD8];
            file.extend(body);
            let _ = jfif_density(&file);
        }
    }
}
