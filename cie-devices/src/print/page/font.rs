//! The two faces of printed documents, and how wide a text is in them.
//!
//! Text is measured by the same shaper that the PDF library draws with, so a line that fits here
//! fits on paper.

use rustybuzz::{Direction, Face, UnicodeBuffer};

/// A weight of DejaVu Sans Condensed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::print) enum Weight {
    Regular,
    Bold,
}

impl Weight {
    pub(in crate::print) fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => dejavu::sans_condensed::regular(),
            Self::Bold => dejavu::sans_condensed::bold(),
        }
    }
}

/// What cannot be split: where it starts in the text, and how far it advances, in points.
struct Cluster {
    start: usize,
    advance: f32,
}

/// Both faces, parsed.
pub(in crate::print) struct Fonts {
    regular: Face<'static>,
    bold: Face<'static>,
}

impl Fonts {
    /// Nothing when the embedded faces cannot be read, which would be a defect.
    pub(in crate::print) fn load() -> Option<Self> {
        let face = |weight: Weight| Face::from_slice(weight.bytes(), 0);
        Some(Self {
            regular: face(Weight::Regular)?,
            bold: face(Weight::Bold)?,
        })
    }

    fn face(&self, weight: Weight) -> &Face<'static> {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    fn shape(&self, weight: Weight, text: &str) -> rustybuzz::GlyphBuffer {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        rustybuzz::shape(self.face(weight), &[], buffer)
    }

    /// Whether both faces have a glyph for every character.
    pub(in crate::print) fn covers(&self, text: &str) -> bool {
        [Weight::Regular, Weight::Bold].into_iter().all(|weight| {
            let shaped = self.shape(weight, text);
            shaped.glyph_infos().iter().all(|glyph| glyph.glyph_id != 0)
        })
    }

    /// Width in points.
    pub(in crate::print) fn width(&self, weight: Weight, size: f32, text: &str) -> f32 {
        self.clusters(weight, size, text)
            .iter()
            .map(|cluster| cluster.advance)
            .sum()
    }

    fn clusters(&self, weight: Weight, size: f32, text: &str) -> Vec<Cluster> {
        let em = self.face(weight).units_per_em();
        let shaped = self.shape(weight, text);
        let mut clusters: Vec<Cluster> = Vec::new();
        for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            // Font units are small integers: exact in f32.
            #[allow(clippy::cast_precision_loss)]
            let advance = position.x_advance as f32 / em as f32 * size;
            let start = usize::try_from(info.cluster).unwrap_or(usize::MAX);
            match clusters.last_mut() {
                Some(last) if last.start == start => last.advance += advance,
                _ => clusters.push(Cluster { start, advance }),
            }
        }
        clusters
    }

    /// Breaks a text into lines no wider than `width` points: at spaces, and inside a word only
    /// when the word alone is wider. A letter is never parted from its diacritics.
    pub(in crate::print) fn wrap(
        &self,
        weight: Weight,
        size: f32,
        width: f32,
        text: &str,
    ) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            let joined = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if self.width(weight, size, &joined) <= width {
                line = joined;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            let mut pieces = self.split(weight, size, width, word);
            line = pieces.pop().unwrap_or_default();
            lines.append(&mut pieces);
        }
        if !line.is_empty() || lines.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// Cuts one word into pieces no wider than `width` points, one cluster each at the least.
    fn split(&self, weight: Weight, size: f32, width: f32, word: &str) -> Vec<String> {
        let ends = self.clusters(weight, size, word);
        let ends = ends
            .iter()
            .skip(1)
            .map(|next| next.start)
            .chain([word.len()]);
        let mut pieces = Vec::new();
        let (mut from, mut fits) = (0, 0);
        for end in ends {
            // Measured as it will be drawn: a cut changes the kerning at its edges.
            let piece = word.get(from..end).unwrap_or_default();
            if self.width(weight, size, piece) > width && fits > from {
                pieces.extend(word.get(from..fits).map(str::to_owned));
                from = fits;
            }
            fits = end;
        }
        pieces.extend(word.get(from..).map(str::to_owned));
        pieces
    }

    /// The largest of `sizes` (descending) at which the text takes at most `lines` lines, or the
    /// last; and the lines at that size.
    pub(in crate::print) fn fit(
        &self,
        weight: Weight,
        sizes: &[f32],
        width: f32,
        lines: usize,
        text: &str,
    ) -> (f32, Vec<String>) {
        let mut best = (0.0, Vec::new());
        for &size in sizes {
            best = (size, self.wrap(weight, size, width, text));
            if best.1.len() <= lines {
                break;
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn covers_the_alphabets_of_the_registries() {
        let fonts = Fonts::load().expect("the faces are embedded");
        // Italian, German, Slovene, French, Ladin, Croatian, Albanian, Polish, Romanian, Turkish.
        assert!(fonts.covers("àèéìòù ÄÖÜäöüßẞ čšžČŠŽ âçêëîïôœûÿ’ đĐć ëË ąęłńśźż ăâîșț ğıİş ČĆŽŠĐ"));
        // The same letters, decomposed.
        assert!(fonts.covers("c\u{30c}s\u{30c}z\u{30c}"));
        assert!(!fonts.covers("漢字"));
    }

    proptest! {
        #[test]
        fn wrapping_keeps_every_word_and_overflows_nothing(
            text in "[A-Za-zčšžđäöüé’ -]{0,120}", width in 30f32..400.0, size in 7f32..20.0,
        ) {
            let fonts = Fonts::load().expect("the faces are embedded");
            let lines = fonts.wrap(Weight::Bold, size, width, &text);
            let letters = |t: &str| t.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
            for line in &lines {
                prop_assert!(fonts.width(Weight::Bold, size, line) <= width);
            }
        }
    }
}
