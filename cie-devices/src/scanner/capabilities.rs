//! What a scanner offers, and whether settings keep to it.

use super::{Colour, ScanSettings, Source};
use crate::{Code, Error, Result};

/// Resolutions in dots an inch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolutions {
    /// These and no others, ascending.
    List(Vec<u32>),
    /// From the least to the most in steps.
    Range {
        /// The least.
        min: u32,
        /// The most.
        max: u32,
        /// From one to the next; at least 1.
        step: u32,
    },
}

impl Resolutions {
    /// Whether this resolution is offered.
    #[must_use]
    pub fn offer(&self, dpi: u32) -> bool {
        match self {
            Self::List(list) => list.contains(&dpi),
            Self::Range { min, max, step } => dpi
                .checked_sub(*min)
                .is_some_and(|above| dpi <= *max && above % (*step).max(1) == 0),
        }
    }
}

impl std::fmt::Display for Resolutions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::List(list) => {
                let list: Vec<String> = list.iter().map(u32::to_string).collect();
                f.write_str(&list.join(", "))
            }
            Self::Range { min, max, step: 1 } => write!(f, "{min}-{max}"),
            Self::Range { min, max, step } => write!(f, "{min}-{max} / {step}"),
        }
    }
}

/// What one source offers.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SourceCapabilities {
    /// The source.
    pub source: Source,
    /// Its colours.
    pub colours: Vec<Colour>,
    /// Its resolutions.
    pub resolutions: Resolutions,
    /// Widest area, in mm.
    pub width: f64,
    /// Highest area, in mm.
    pub height: f64,
}

impl SourceCapabilities {
    /// A source and what it offers.
    #[must_use]
    pub fn new(
        source: Source,
        colours: Vec<Colour>,
        resolutions: Resolutions,
        (width, height): (f64, f64),
    ) -> Self {
        Self {
            source,
            colours,
            resolutions,
            width,
            height,
        }
    }
}

/// What a scanner offers.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Capabilities {
    /// Maker and model, as the scanner says.
    pub model: String,
    /// Its sources, each once.
    pub sources: Vec<SourceCapabilities>,
}

impl Capabilities {
    /// A model and its sources.
    #[must_use]
    pub fn new(model: String, sources: Vec<SourceCapabilities>) -> Self {
        Self { model, sources }
    }

    /// The source asked for, if the scanner has it.
    #[must_use]
    pub fn source(&self, source: Source) -> Option<&SourceCapabilities> {
        self.sources.iter().find(|one| one.source == source)
    }

    /// Whether the settings keep to what is offered; gives the source that they name.
    ///
    /// # Errors
    /// `CIE-DEV-651`, with the first setting that is not offered and what is.
    pub fn check(&self, settings: &ScanSettings) -> Result<&SourceCapabilities> {
        let no = |what: String| Err(Error::new(Code::ScanNotOffered).detail(what));
        let Some(source) = self.source(settings.source) else {
            let names: Vec<_> = self.sources.iter().map(|s| s.source.name()).collect();
            return no(format!("{}: {}", settings.source.name(), names.join(", ")));
        };
        if !source.resolutions.offer(settings.dpi) {
            return no(format!("{} dpi: {}", settings.dpi, source.resolutions));
        }
        if !source.colours.contains(&settings.colour) {
            let names: Vec<_> = source.colours.iter().map(|c| c.name()).collect();
            return no(format!("{}: {}", settings.colour.name(), names.join(", ")));
        }
        if settings.max_pages == 0 {
            return no("0 pages".to_owned());
        }
        match &settings.area {
            Some(area) if !area.fits(source.width, source.height) => no(format!(
                "area: {:.1} x {:.1} mm",
                source.width, source.height
            )),
            _ => Ok(source),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Area;
    use super::*;

    #[test]
    fn ranges_step_from_their_least() {
        let range = Resolutions::Range {
            min: 75,
            max: 300,
            step: 75,
        };
        let offered: Vec<u32> = (0..400).filter(|dpi| range.offer(*dpi)).collect();
        assert_eq!(offered, [75, 150, 225, 300]);
        let none = Resolutions::Range {
            min: 1,
            max: 2,
            step: 0,
        };
        assert!(none.offer(2));
    }

    #[test]
    fn settings_are_judged_one_by_one() {
        let glass = SourceCapabilities::new(
            Source::Flatbed,
            vec![Colour::Gray],
            Resolutions::List(vec![300, 600]),
            (210.0, 297.0),
        );
        let offers = Capabilities::new("X".to_owned(), vec![glass]);
        let good = ScanSettings {
            dpi: 300,
            colour: Colour::Gray,
            area: Some(Area::new(10.0, 0.0, 200.0, 297.0)),
            ..ScanSettings::default()
        };
        assert!(offers.check(&good).is_ok());
        let area = |left, width| Some(Area::new(left, 0.0, width, 10.0));
        for bad in [
            ScanSettings {
                source: Source::Feeder,
                ..good.clone()
            },
            ScanSettings {
                dpi: 400,
                ..good.clone()
            },
            ScanSettings {
                colour: Colour::Rgb,
                ..good.clone()
            },
            ScanSettings {
                max_pages: 0,
                ..good.clone()
            },
            ScanSettings {
                area: area(10.0, 201.0),
                ..good.clone()
            },
            ScanSettings {
                area: area(-1.0, 20.0),
                ..good.clone()
            },
            ScanSettings {
                area: area(0.0, 0.0),
                ..good.clone()
            },
            ScanSettings {
                area: area(0.0, f64::NAN),
                ..good.clone()
            },
        ] {
            let code = offers.check(&bad).err().map(|e| e.code());
            assert_eq!(code, Some(Code::ScanNotOffered), "{bad:?}");
        }
    }
}
