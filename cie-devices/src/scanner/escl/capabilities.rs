//! `ScannerCapabilities`: what an eSCL scanner offers.

use super::xml::{Element, parse};
use crate::scanner::{Capabilities, Colour, Resolutions, Source, SourceCapabilities};
use crate::{Code, Error, Result};

/// Units of eSCL for lengths: three hundredths to the inch.
pub(super) const UNITS: f64 = 300.0 / 25.4;
/// Most resolutions kept of a source.
const MAX_RESOLUTIONS: usize = 64;

/// What a scanner offers, and the image formats it sends.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Offer {
    /// What it offers.
    pub capabilities: Capabilities,
    /// Media types of the images it sends, in its own order.
    pub formats: Vec<String>,
    /// Version of the protocol, such as `2.63`.
    pub version: String,
}

/// Reads the document `ScannerCapabilities`, of at most 256 KiB.
///
/// # Errors
/// `CIE-DEV-652` when it is something else, or names no source that can be used.
pub fn parse_capabilities(document: &[u8]) -> Result<Offer> {
    let root = parse(document, "ScannerCapabilities")?;
    let mut sources = Vec::new();
    let adf = root.child("Adf");
    let inputs = [
        (Source::Flatbed, root.child("Platen"), "PlatenInputCaps"),
        (Source::Feeder, adf, "AdfSimplexInputCaps"),
        (Source::FeederDuplex, adf, "AdfDuplexInputCaps"),
    ];
    let mut formats = Vec::new();
    for (source, place, name) in inputs {
        if let Some(input) = place.and_then(|place| place.child(name)) {
            formats_of(input, &mut formats);
            sources.extend(input_of(source, input));
        }
    }
    if sources.is_empty() {
        return Err(Error::new(Code::ScannerAnswer).detail("no source"));
    }
    let text = |name: &str, most| -> String {
        let text = root.text_of(name).unwrap_or_default();
        text.chars()
            .filter(|c| !c.is_control())
            .take(most)
            .collect()
    };
    Ok(Offer {
        capabilities: Capabilities::new(text("MakeAndModel", 128), sources),
        formats,
        version: text("Version", 8),
    })
}

fn formats_of(input: &Element, formats: &mut Vec<String>) {
    for name in ["DocumentFormatExt", "DocumentFormat"] {
        for format in input.below(name) {
            if formats.len() < 16 && !formats.contains(&format.text) {
                formats.push(format.text.clone());
            }
        }
    }
}

fn input_of(source: Source, input: &Element) -> Option<SourceCapabilities> {
    let length = |name| input.number(name).map(|units| f64::from(units) / UNITS);
    let size = (length("MaxWidth")?, length("MaxHeight")?);
    let mut colours: Vec<Colour> = Vec::new();
    for mode in input.below("ColorMode") {
        let colour = match mode.text.as_str() {
            "BlackAndWhite1" => Colour::Bilevel,
            "Grayscale8" => Colour::Gray,
            "RGB24" => Colour::Rgb,
            // Deeper modes exist; nothing here needs them.
            _ => continue,
        };
        if !colours.contains(&colour) {
            colours.push(colour);
        }
    }
    colours.sort_unstable();
    let resolutions = resolutions(input)?;
    (!colours.is_empty()).then(|| SourceCapabilities::new(source, colours, resolutions, size))
}

/// Resolutions that are the same both ways.
fn resolutions(input: &Element) -> Option<Resolutions> {
    let mut list: Vec<u32> = Vec::new();
    for one in input.below("DiscreteResolution") {
        let (x, y) = (one.number("XResolution"), one.number("YResolution"));
        list.extend(x.filter(|x| y == Some(*x) && *x > 0));
    }
    if !list.is_empty() {
        list.sort_unstable();
        list.dedup();
        list.truncate(MAX_RESOLUTIONS);
        return Some(Resolutions::List(list));
    }
    let range = input.below("XResolutionRange").into_iter().next()?;
    let (min, max) = (range.number("Min")?, range.number("Max")?);
    let step = range.number("Step").unwrap_or(1).max(1);
    (min > 0 && min <= max).then_some(Resolutions::Range { min, max, step })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_range_and_a_feeder_are_understood() {
        let xml = r#"<s:ScannerCapabilities xmlns:s="http://schemas.hp.com/imaging/escl/2011/05/03"
            xmlns:p="http://www.pwg.org/schemas/2010/12/sm"><p:Version>2.5</p:Version>
            <p:MakeAndModel>A &amp; B 1</p:MakeAndModel>
            <s:Adf><s:AdfSimplexInputCaps><s:MaxWidth>2550</s:MaxWidth><s:MaxHeight>4200</s:MaxHeight>
            <s:SettingProfiles><s:SettingProfile><s:ColorModes><s:ColorMode>RGB24</s:ColorMode>
            <s:ColorMode>RGB48</s:ColorMode><s:ColorMode>Grayscale8</s:ColorMode></s:ColorModes>
            <s:DocumentFormats><p:DocumentFormat>image/jpeg</p:DocumentFormat></s:DocumentFormats>
            <s:SupportedResolutions><s:ResolutionRange><s:XResolutionRange><s:Min>75</s:Min>
            <s:Max>600</s:Max><s:Step>75</s:Step></s:XResolutionRange></s:ResolutionRange>
            </s:SupportedResolutions></s:SettingProfile></s:SettingProfiles>
            </s:AdfSimplexInputCaps></s:Adf></s:ScannerCapabilities>"#;
        let offer = parse_capabilities(xml.as_bytes()).unwrap();
        assert_eq!(offer.capabilities.model, "A & B 1");
        assert_eq!(
            (offer.formats, offer.version),
            (vec!["image/jpeg".to_owned()], "2.5".to_owned())
        );
        let feeder = offer.capabilities.source(Source::Feeder).unwrap();
        assert_eq!(feeder.colours, [Colour::Gray, Colour::Rgb]);
        // 2550 three hundredths of an inch are 8.5 inches, 215.9 mm.
        assert!((feeder.width - 215.9).abs() < 1e-9);
        assert!(feeder.resolutions.offer(150) && !feeder.resolutions.offer(100));
        assert!(offer.capabilities.source(Source::Flatbed).is_none());
    }

    proptest! {
        #[test]
        fn anything_is_read_or_refused(
            xml in "<ScannerCapabilities><Platen><PlatenInputCaps>(<MaxWidth>[0-9]{0,12}</MaxWidth>|<ColorMode>RGB24</ColorMode>|<XResolutionRange><Min>0</Min></XResolutionRange>){0,6}</PlatenInputCaps></Platen></ScannerCapabilities>",
        ) {
            let _ = parse_capabilities(xml.as_bytes());
        }
    }
}
