//! `ScanSettings`: what is sent to start a job.

use super::capabilities::{Offer, UNITS};
use crate::media::MediaFormat;
use crate::scanner::{Area, Colour, ScanSettings, Source};
use crate::{Code, Error, Result};

/// The document that starts a job, for settings that the scanner offers.
///
/// # Errors
/// `CIE-DEV-651` when the scanner does not offer them, or sends neither PNG nor JPEG.
pub fn scan_settings(settings: &ScanSettings, offer: &Offer) -> Result<String> {
    let source = offer.capabilities.check(settings)?;
    let format = [MediaFormat::Png, MediaFormat::Jpeg]
        .map(MediaFormat::media_type)
        .into_iter()
        .find(|format| offer.formats.iter().any(|one| one == format))
        .ok_or_else(|| Error::new(Code::ScanNotOffered).detail("neither PNG nor JPEG"))?;
    let whole = Area::new(0.0, 0.0, source.width, source.height);
    let area = settings.area.unwrap_or(whole);
    let (width, height) = (
        units(area.width).min(units(source.width)).max(1),
        units(area.height).min(units(source.height)).max(1),
    );
    let (left, top) = (
        units(area.left).min(units(source.width) - width),
        units(area.top).min(units(source.height) - height),
    );
    let colour = match settings.colour {
        Colour::Bilevel => "BlackAndWhite1",
        Colour::Gray => "Grayscale8",
        Colour::Rgb => "RGB24",
    };
    let input = if settings.source.is_feeder() {
        "Feeder"
    } else {
        "Platen"
    };
    let duplex = match settings.source {
        Source::Flatbed => "",
        Source::Feeder => "<scan:Duplex>false</scan:Duplex>",
        Source::FeederDuplex => "<scan:Duplex>true</scan:Duplex>",
    };
    let (version, dpi) = (&offer.version, settings.dpi);
    // A version of the scanner's own: newer elements must not be sent to older machines.
    let version = if is_version(version) { version } else { "2.0" };
    Ok(format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<scan:ScanSettings xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">
<pwg:Version>{version}</pwg:Version>
<pwg:ScanRegions><pwg:ScanRegion>
<pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>
<pwg:XOffset>{left}</pwg:XOffset><pwg:YOffset>{top}</pwg:YOffset>
<pwg:Width>{width}</pwg:Width><pwg:Height>{height}</pwg:Height>
</pwg:ScanRegion></pwg:ScanRegions>
<pwg:InputSource>{input}</pwg:InputSource>
<scan:ColorMode>{colour}</scan:ColorMode>
<pwg:DocumentFormat>{format}</pwg:DocumentFormat>
<scan:DocumentFormatExt>{format}</scan:DocumentFormatExt>
<scan:XResolution>{dpi}</scan:XResolution>
<scan:YResolution>{dpi}</scan:YResolution>
{duplex}</scan:ScanSettings>
"#
    ))
}

/// Millimetres in three hundredths of an inch, to the nearest.
fn units(mm: f64) -> u32 {
    // Checked settings are positive and no longer than the scanner.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let units = (mm * UNITS).round() as u32;
    units
}

fn is_version(text: &str) -> bool {
    let number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    text.split_once('.')
        .is_some_and(|(a, b)| number(a) && number(b))
}
