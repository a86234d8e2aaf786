//! The XML that the simulated scanner sends.

use super::super::MARKER;
use super::super::SimulatedSheet;

/// Millimetres to three hundredths of an inch.
const UNITS: f64 = 300.0 / 25.4;
const RESOLUTIONS: [u32; 5] = [75, 150, 300, 400, 600];
const NAMES: &str = r#"xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm""#;

/// Resolutions it offers.
pub(super) fn offers(dpi: u32) -> bool {
    RESOLUTIONS.contains(&dpi)
}

pub(super) fn capabilities() -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let units = |mm: f64| (mm * UNITS).round() as u32;
    let (width, height) = SimulatedSheet::SIZE;
    let resolutions: String = RESOLUTIONS
        .iter()
        .map(|dpi| {
            format!(
                "<scan:DiscreteResolution><scan:XResolution>{dpi}</scan:XResolution>\
                 <scan:YResolution>{dpi}</scan:YResolution></scan:DiscreteResolution>"
            )
        })
        .collect();
    let input = format!(
        "<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>{}</scan:MaxWidth>\
         <scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>{}</scan:MaxHeight>\
         <scan:MaxScanRegions>1</scan:MaxScanRegions><scan:SettingProfiles><scan:SettingProfile>\
         <scan:ColorModes><scan:ColorMode>BlackAndWhite1</scan:ColorMode>\
         <scan:ColorMode>Grayscale8</scan:ColorMode><scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes>\
         <scan:DocumentFormats><pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>\
         <pwg:DocumentFormat>image/png</pwg:DocumentFormat>\
         <scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt>\
         <scan:DocumentFormatExt>image/png</scan:DocumentFormatExt></scan:DocumentFormats>\
         <scan:SupportedResolutions><scan:DiscreteResolutions>{resolutions}</scan:DiscreteResolutions>\
         </scan:SupportedResolutions></scan:SettingProfile></scan:SettingProfiles>\
         <scan:MaxOpticalXResolution>600</scan:MaxOpticalXResolution>\
         <scan:MaxOpticalYResolution>600</scan:MaxOpticalYResolution>",
        units(width),
        units(height)
    );
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<scan:ScannerCapabilities {NAMES}>\
         <pwg:Version>2.6</pwg:Version><pwg:MakeAndModel>{MARKER} eSCL scanner</pwg:MakeAndModel>\
         <pwg:SerialNumber>{MARKER}</pwg:SerialNumber>\
         <scan:Platen><scan:PlatenInputCaps>{input}</scan:PlatenInputCaps></scan:Platen>\
         <scan:Adf><scan:AdfSimplexInputCaps>{input}</scan:AdfSimplexInputCaps>\
         <scan:FeederCapacity>50</scan:FeederCapacity>\
         <scan:AdfOptions><scan:AdfOption>DetectPaperLoaded</scan:AdfOption></scan:AdfOptions></scan:Adf>\
         </scan:ScannerCapabilities>\n"
    )
}

pub(super) fn status(state: &str, feeder: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<scan:ScannerStatus {NAMES}>\
         <pwg:Version>2.6</pwg:Version><pwg:State>{state}</pwg:State>\
         <scan:AdfState>{feeder}</scan:AdfState></scan:ScannerStatus>\n"
    )
}
