//! The codice fiscale as a Code 39 symbol, from and to images.

use cie_devices::barcode::{Rendering, decode, render};

use crate::Bytes;

export! { long
    /// Reads the codice fiscale from an image (PNG or JPEG) of a health card or of a CIE, which carry
    /// it as a Code 39 symbol. Its check character is verified.
    fn read_barcode(image: Bytes) -> String, "Promise<string>"
    [
        /// `CIE-DEV-001` to `CIE-DEV-003` when the image cannot be read;
        /// `CIE-DEV-010` without a symbol;
        /// `CIE-DEV-011` with several that differ;
        /// `CIE-DEV-012` when it holds something else;
        /// `CIE-DEV-070` when what it holds is no codice fiscale;
    ]
    {
        Ok(decode(&image.0)?.verified()?.expose().to_owned())
    }

    /// Draws a text as a Code 39 symbol, quiet zones included; PNG. `module` is the width of a narrow
    /// bar (1 to 10 pixels, 3 unless given), `height` that of the bars (1 to 1000 pixels, 120 unless
    /// given), `dpi` the resolution written into the file (300 unless given).
    fn draw_barcode(
        text: String,
        module: Option<u32> = None,
        height: Option<u32> = None,
        dpi: Option<u32> = None,
    ) -> Bytes, "Promise<Buffer>"
    [
        /// `CIE-DEV-013` for a text or a measure that is not allowed;
    ]
    {
        let usual = Rendering::default();
        let rendering = Rendering {
            module: module.unwrap_or(usual.module),
            height: height.unwrap_or(usual.height),
            dpi: dpi.unwrap_or(usual.dpi),
            ..usual
        };
        Ok(Bytes(render(&text, &rendering)?))
    }
}
