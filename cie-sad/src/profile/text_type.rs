//! What the text of an element may be, where a schema bounds it.

/// Characters and length of a text, as a schema gives them.
///
/// ```
/// use cie_sad::profile::TextType;
/// let serial = TextType::new("A-Z0-9", 1, 9).ok_or("not a set of characters")?;
/// assert!(serial.fits("CA00000AA") && !serial.fits("ca00000aa") && !serial.fits(""));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextType {
    /// Ranges of characters, both ends included; none for any character.
    chars: Vec<(char, char)>,
    min: usize,
    max: usize,
}

impl TextType {
    /// A type from a set of characters, such as `A-Z0-9 '-`, and the lengths in characters. A
    /// hyphen is itself at either end of the set; an empty set allows every character. `None` when
    /// a range runs backwards or the lengths do.
    #[must_use]
    pub fn new(chars: &str, min: usize, max: usize) -> Option<Self> {
        let all: Vec<char> = chars.chars().collect();
        let (mut ranges, mut rest) = (Vec::new(), all.as_slice());
        loop {
            match rest {
                [] => break,
                [from, '-', to, tail @ ..] => {
                    (from <= to).then_some(())?;
                    ranges.push((*from, *to));
                    rest = tail;
                }
                [one, tail @ ..] => {
                    ranges.push((*one, *one));
                    rest = tail;
                }
            }
        }
        (min <= max && max > 0).then_some(Self {
            chars: ranges,
            min,
            max,
        })
    }

    /// The characters as [`TextType::new`] takes them; empty for any.
    #[must_use]
    pub fn chars(&self) -> String {
        let (mut text, mut last) = (String::new(), "");
        for (from, to) in &self.chars {
            match (from == to, from) {
                // At the end it is itself.
                (true, '-') => last = "-",
                (true, one) => text.push(*one),
                (false, _) => text.extend([*from, '-', *to]),
            }
        }
        text.push_str(last);
        text
    }

    /// The shortest and the longest text, in characters.
    #[must_use]
    pub fn lengths(&self) -> (usize, usize) {
        (self.min, self.max)
    }

    /// Whether a text is of this type.
    #[must_use]
    pub fn fits(&self, text: &str) -> bool {
        let known = |c: char| {
            self.chars
                .iter()
                .any(|(from, to)| (*from..=*to).contains(&c))
        };
        let length = text.chars().take(self.max + 1).count();
        (self.min..=self.max).contains(&length)
            && (self.chars.is_empty() || text.chars().all(known))
    }
}

#[cfg(test)]
mod tests {
    use super::TextType;

    #[test]
    fn a_type_says_what_it_was_made_of() {
        for chars in ["", "0-9a-zA-Z", "À-žƉa-zA-Z '.,-", "0-9a-zA-Z. -", "-"] {
            let made = TextType::new(chars, 1, 30).unwrap();
            assert_eq!((made.chars().as_str(), made.lengths()), (chars, (1, 30)));
            assert_eq!(TextType::new(&made.chars(), 1, 30), Some(made));
        }
    }
}
