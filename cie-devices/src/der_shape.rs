//! A look at the outline of a DER message before it is parsed.
//!
//! The ASN.1 crate sorts every SET OF by insertion, whose time grows with the square of the count:
//! a message of a few megabytes of tiny elements would keep it busy for hours.

/// Most elements of a message: a certificate has about a hundred.
const MAX_ELEMENTS: usize = 8192;
/// Deepest nesting: names inside certificates inside messages stay under 20.
const MAX_DEPTH: usize = 32;

/// What the outline looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Lengths fit and counts are within limits.
    Fine,
    /// Not definite-length tag-length-value.
    Broken,
    /// Too many elements, or too deep.
    TooMany,
}

/// Walks tags and lengths without reading values. Octet strings count as one element each.
pub(crate) fn shape(message: &[u8]) -> Shape {
    let mut ends = vec![message.len()];
    let mut at = 0;
    let mut elements = 0;
    loop {
        while ends.last() == Some(&at) {
            ends.pop();
        }
        let Some(&limit) = ends.last() else {
            return Shape::Fine;
        };
        let Some((constructed, start, end)) = element(message, at) else {
            return Shape::Broken;
        };
        elements += 1;
        if end > limit {
            return Shape::Broken;
        }
        if elements > MAX_ELEMENTS || ends.len() > MAX_DEPTH {
            return Shape::TooMany;
        }
        if constructed {
            ends.push(end);
            at = start;
        } else {
            at = end;
        }
    }
}

/// Whether the element at an offset is constructed, and where its value starts and ends.
fn element(message: &[u8], at: usize) -> Option<(bool, usize, usize)> {
    let (&[tag, first], rest) = message.get(at..)?.split_first_chunk::<2>()?;
    if tag & 0x1F == 0x1F {
        return None;
    }
    let octets = match first {
        0..=0x7F => 0,
        0x81..=0x84 => usize::from(first & 0x7F),
        _ => return None,
    };
    let length = match octets {
        0 => usize::from(first),
        n => rest
            .get(..n)?
            .iter()
            .fold(0, |length, octet| length << 8 | usize::from(*octet)),
    };
    let start = at.checked_add(2)?.checked_add(octets)?;
    Some((tag & 0x20 != 0, start, start.checked_add(length)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nesting_counts_and_lengths_are_bounded() {
        assert_eq!(shape(&[0x30, 3, 0x02, 1, 5]), Shape::Fine);
        assert_eq!(shape(&[0x30, 4, 0x02, 1, 5]), Shape::Broken);
        assert_eq!(shape(&[0x30, 2, 0x02, 1, 5]), Shape::Broken);
        assert_eq!(shape(&[0x30, 0x80, 0, 0]), Shape::Broken);
        let many = [[0x05, 0]; MAX_ELEMENTS].concat();
        assert_eq!(shape(&many), Shape::Fine);
        assert_eq!(shape(&[many, vec![5, 0]].concat()), Shape::TooMany);
        let nest = |depth: u8| {
            (0..depth)
                .rev()
                .flat_map(|inner| [0x30, 2 * inner])
                .collect::<Vec<u8>>()
        };
        assert_eq!(shape(&nest(32)), Shape::Fine);
        assert_eq!(shape(&nest(33)), Shape::TooMany);
    }

    proptest! {
        #[test]
        fn any_bytes_have_a_shape(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = shape(&bytes);
        }
    }
}
