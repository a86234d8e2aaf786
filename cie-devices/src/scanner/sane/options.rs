//! The options of a driver, as `scanimage --all-options` writes them.

use crate::scanner::{Capabilities, Colour, Resolutions, Source, SourceCapabilities};

const MAX_OPTIONS: usize = 512;
const MAX_LINE: usize = 4096;

/// An option of a driver that can be set now.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SaneOption {
    /// Its name without dashes, such as `resolution` or `x`.
    pub name: String,
    /// What it may be, as written: `1..1200dpi`, `Gray|Color`.
    pub values: String,
}

/// Reads what `scanimage --all-options` writes; inactive options are left out.
#[must_use]
pub fn parse_options(text: &str) -> Vec<SaneOption> {
    text.lines()
        .filter(|line| line.len() <= MAX_LINE)
        .filter_map(option)
        .take(MAX_OPTIONS)
        .collect()
}

/// `    --mode Gray|Color [Gray]`, `    -l 0..200mm (in steps of 1) [0]`.
fn option(line: &str) -> Option<SaneOption> {
    let rest = line.strip_prefix("    -")?;
    if rest.starts_with(' ') || rest.ends_with("[inactive]") {
        return None;
    }
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    let end = rest.find([' ', '[', '=']).unwrap_or(rest.len());
    let (name, values) = rest.split_at_checked(end)?;
    // The value it has now, and its marks, are in brackets at the end.
    let values = values.trim_start().split(" [").next().unwrap_or_default();
    (!name.is_empty()).then(|| SaneOption {
        name: name.to_owned(),
        values: values.trim().to_owned(),
    })
}

/// The words of a driver for what is asked of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Words {
    pub(super) capabilities: Capabilities,
    /// The driver's word for each source; without one there is nothing to choose.
    pub(super) sources: Vec<(Source, Option<String>)>,
    /// The driver's word for each colour.
    pub(super) colours: Vec<(Colour, Option<String>)>,
    pub(super) has_area: bool,
    pub(super) has_resolution: bool,
    /// Whether the depth is an option of its own, as in SANE's test driver.
    pub(super) has_depth: bool,
}

impl Words {
    /// What a driver offers; nothing when its options make no scanner.
    pub(super) fn of(model: String, options: &[SaneOption]) -> Option<Self> {
        let values = |name: &str| {
            let found = options.iter().find(|option| option.name == name);
            found.map(|option| option.values.as_str())
        };
        let length = |name| values(name).and_then(upper_mm);
        let has_area = ["l", "t", "x", "y"]
            .iter()
            .all(|name| values(name).is_some());
        let size = (length("x")?, length("y")?);
        let resolutions = values("resolution").map(resolutions);
        let has_resolution = resolutions.is_some();
        let mut colours: Vec<(Colour, Option<String>)> = Vec::new();
        for word in words(values("mode").unwrap_or_default()) {
            let colour = colour_of(word);
            if let Some(colour) = colour.filter(|c| colours.iter().all(|(one, _)| one != c)) {
                colours.push((colour, Some(word.to_owned())));
            }
        }
        if colours.is_empty() {
            colours.push((Colour::Gray, None));
        }
        let mut sources: Vec<(Source, Option<String>)> = Vec::new();
        for word in words(values("source").unwrap_or_default()) {
            let source = source_of(word);
            if sources.iter().all(|(one, _)| *one != source) {
                sources.push((source, Some(word.to_owned())));
            }
        }
        if sources.is_empty() {
            sources.push((Source::Flatbed, None));
        }
        let resolutions = resolutions.unwrap_or(Some(Resolutions::List(vec![300])))?;
        let offered: Vec<Colour> = colours.iter().map(|(colour, _)| *colour).collect();
        let each = sources.iter().map(|(source, _)| {
            SourceCapabilities::new(*source, offered.clone(), resolutions.clone(), size)
        });
        Some(Self {
            capabilities: Capabilities::new(model, each.collect()),
            sources,
            colours,
            has_area,
            has_resolution,
            has_depth: values("depth").is_some_and(|depths| words(depths).any(|d| d == "8")),
        })
    }
}

fn words(values: &str) -> impl Iterator<Item = &str> {
    values
        .split('|')
        .map(str::trim)
        .filter(|word| !word.is_empty())
}

/// The usual words of SANE's drivers.
fn colour_of(word: &str) -> Option<Colour> {
    match word.to_ascii_lowercase().as_str() {
        "lineart" | "binary" | "black & white" => Some(Colour::Bilevel),
        "gray" | "grayscale" | "true gray" | "8-bit grayscale" => Some(Colour::Gray),
        "color" | "colour" | "24bit color" | "24-bit color" | "24bit color[fast]" => {
            Some(Colour::Rgb)
        }
        _ => None,
    }
}

fn source_of(word: &str) -> Source {
    let word = word.to_ascii_lowercase();
    let feeder = ["adf", "feeder"].iter().any(|name| word.contains(name));
    match (feeder, word.contains("duplex")) {
        (_, true) => Source::FeederDuplex,
        (true, false) => Source::Feeder,
        (false, false) => Source::Flatbed,
    }
}

/// `1..1200dpi (in steps of 1)`, `75|150|300dpi`; other units are none.
fn resolutions(values: &str) -> Option<Resolutions> {
    let (values, step) = match values.split_once(" (in steps of ") {
        Some((values, step)) => (values, whole(step.trim_end_matches(')'))?),
        None => (values, 1),
    };
    let values = values.strip_suffix("dpi")?;
    if let Some((min, max)) = values.split_once("..") {
        let (min, max) = (whole(min)?, whole(max)?);
        return (min > 0 && min <= max).then_some(Resolutions::Range {
            min,
            max,
            step: step.max(1),
        });
    }
    let mut list: Vec<u32> = values.split('|').filter_map(whole).take(64).collect();
    list.sort_unstable();
    list.dedup();
    (!list.is_empty()).then_some(Resolutions::List(list))
}

fn whole(text: &str) -> Option<u32> {
    text.split('.').next()?.parse().ok()
}

/// The most of `0..215.9mm (in steps of 0.1)`.
fn upper_mm(values: &str) -> Option<f64> {
    let range = values.split(" (").next()?.strip_suffix("mm")?;
    let (_, most) = range.split_once("..")?;
    let most: f64 = most.parse().ok()?;
    (most.is_finite() && most > 0.0).then_some(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// As the manual of a driver shows it (sane-epson2, sane-pixma and others write alike).
    const TEXT: &str = "
All options specific to device `x':
  Scan Mode:
    --mode Lineart|Gray|Color [Gray]
        Selects the scan mode.
    --resolution 75|150|300|600dpi [75]
    --source Flatbed|ADF Front|ADF Duplex [Flatbed]
    --brightness -100..100 [inactive]
    --preview[=(yes|no)] [no]
  Geometry:
    -l 0..215.9mm [0]
    -t 0..297.18mm [0]
    -x 0..215.9mm [215.9]
    -y 0..297.18mm (in steps of 0.1) [297.18]
";

    #[test]
    fn words_become_capabilities() {
        let words = Words::of("m".to_owned(), &parse_options(TEXT)).unwrap();
        let glass = words.capabilities.source(Source::Flatbed).unwrap();
        assert_eq!(
            glass.resolutions,
            Resolutions::List(vec![75, 150, 300, 600])
        );
        assert!((glass.width, glass.height) == (215.9, 297.18));
        let word = |source| {
            let found = words.sources.iter().find(|(one, _)| *one == source);
            found.and_then(|(_, word)| word.as_deref())
        };
        assert_eq!(word(Source::Feeder), Some("ADF Front"));
        assert_eq!(word(Source::FeederDuplex), Some("ADF Duplex"));
        assert!(words.has_area && words.has_resolution && !words.has_depth);
        assert_eq!(words.colours.len(), 3);
        assert!(parse_options(TEXT).iter().all(|o| o.name != "brightness"));
        assert!(Words::of(String::new(), &[]).is_none());
    }

    proptest! {
        #[test]
        fn anything_is_read(
            text in "(    -|--|x|y|l|t|resolution|mode| |0\\.\\.|1|9|\\.|mm|dpi|\\||Gray|\\(in steps of |\\)|\\[|\\]|\n){0,60}",
        ) {
            let _ = Words::of(String::new(), &parse_options(&text));
        }
    }
}
