//! Files of fingerprints, and how good a print is.

use cie_devices::fingerprint::fir::{Compression, FingerRecord, FingerView as View};
use cie_devices::fingerprint::quality::{ClarityMeter, QualityMeter};
use cie_devices::fingerprint::wsq::{self, BitRate};
use cie_devices::fingerprint::{GrayPrint, PrintFile};

use super::finger::{finger_at, position};
use super::{FingerImage, FingerView, FingerprintFile, FingerprintFormat, FingerprintQuality};
use crate::fault::{Code, Error};
use crate::{Bytes, Finger, Hand, Result};

fn rate(bits: Option<f64>) -> Result<BitRate> {
    Ok(match bits {
        Some(bits) => BitRate::new(bits)?,
        None => BitRate::USUAL,
    })
}

fn view(given: FingerView, rate: BitRate) -> Result<(u16, View)> {
    let at = position(given.hand, given.finger)?;
    let print: GrayPrint = given.image.try_into()?;
    let view = View::wsq(at, &print, rate)?;
    Ok((
        print.ppi(),
        match given.quality {
            Some(quality) => view.with_quality(u8::try_from(quality).unwrap_or(100)),
            None => view,
        },
    ))
}

export! { long
    /// Reads a fingerprint from a file: PNG, PGM, WSQ, or a record of ISO/IEC 19794-4, of which it
    /// takes the first image. `ppi` is the resolution (pixels per inch) of a file that states none.
    fn read_fingerprint(file: Bytes, ppi: Option<u32> = None) -> FingerprintFile,
        "Promise<FingerprintFile>"
    [
        /// `CIE-DEV-525` for another format;
        /// `CIE-DEV-001` to `CIE-DEV-003`, `CIE-DEV-500` to `CIE-DEV-504` and `CIE-DEV-520` to
        /// `CIE-DEV-522` for a file that is damaged or out of bounds;
    ]
    {
        let ppi = u16::try_from(ppi.unwrap_or_default()).unwrap_or(u16::MAX);
        let read = PrintFile::read(&file.0, ppi)?;
        let (hand, finger) = finger_at(read.position)?;
        Ok(FingerprintFile {
            format: FingerprintFormat::of_format(read.format)?,
            hand,
            finger,
            image: (&read.print).into(),
        })
    }

    /// Writes a fingerprint as a file. `bit_rate` is that of WSQ in bits a pixel, 0.75 unless given;
    /// hand and finger are for records.
    fn write_fingerprint(
        image: FingerImage,
        format: FingerprintFormat,
        bit_rate: Option<f64> = None,
        hand: Option<Hand> = None,
        finger: Option<Finger> = None,
    ) -> Bytes, "Promise<Buffer>"
    [
        /// `CIE-DEV-504` when the pixels are not as many as width and height say, or out of bounds;
        /// `CIE-DEV-505` for a rate that is none;
        /// `CIE-DEV-014` when the encoder fails;
    ]
    {
        let file = PrintFile {
            format: format.to_format(),
            position: position(hand, finger)?,
            print: image.try_into()?,
        };
        Ok(Bytes(file.write(format.to_format(), rate(bit_rate)?)?))
    }

    /// Compresses a fingerprint as WSQ, which the card holds: at 0.75 bits a pixel unless given, the
    /// usual rate for 500 pixels per inch.
    fn wsq_encode(image: FingerImage, bit_rate: Option<f64> = None) -> Bytes, "Promise<Buffer>"
    [
        /// `CIE-DEV-504` when the pixels are not as many as width and height say, or out of bounds;
        /// `CIE-DEV-505` for a rate that is none;
    ]
    {
        Ok(Bytes(wsq::encode(&image.try_into()?, rate(bit_rate)?)?))
    }

    /// Decompresses WSQ.
    fn wsq_decode(file: Bytes) -> FingerImage, "Promise<FingerImage>"
    [
        /// `CIE-DEV-500` to `CIE-DEV-504` when it is no such file, damaged or out of bounds;
    ]
    {
        Ok((&wsq::decode(&file.0)?).into())
    }

    /// Reads every image of a record of ISO/IEC 19794-4:2005.
    fn read_finger_record(record: Bytes) -> Vec<FingerView>, "Promise<Array<FingerView>>"
    [
        /// `CIE-DEV-520` when it is out of bounds;
        /// `CIE-DEV-521` where it stops making sense, with the byte;
        /// `CIE-DEV-522` for what is not decoded: packed pixels, JPEG 2000;
    ]
    {
        let record = FingerRecord::parse(&record.0)?;
        let prints = record.prints()?;
        let views = record.views.iter().zip(&prints);
        views.map(|(view, (_, print))| FingerView::of(view, print)).collect()
    }

    /// Writes a record of ISO/IEC 19794-4:2005, its images as WSQ. They must have one resolution.
    fn write_finger_record(views: Vec<FingerView>, bit_rate: Option<f64> = None) -> Bytes,
        "Promise<Buffer>"
    [
        /// `CIE-API-031` for no image, or for images of different resolutions;
        /// `CIE-DEV-504` when the pixels are not as many as width and height say, or out of bounds;
        /// `CIE-DEV-505` for a rate that is none;
        /// `CIE-DEV-520` when there are too many;
    ]
    {
        let rate = rate(bit_rate)?;
        let views = views.into_iter().map(|one| view(one, rate));
        let (resolutions, views): (Vec<u16>, Vec<View>) =
            views.collect::<Result<Vec<_>>>()?.into_iter().unzip();
        match resolutions.as_slice() {
            [ppi, rest @ ..] if rest.iter().all(|other| other == ppi) => {
                let record = FingerRecord::new(Compression::Wsq, *ppi, views);
                Ok(Bytes(record.to_bytes()?))
            }
            _ => Err(Error::new(Code::FingerViews).into()),
        }
    }

    /// Measures how good a fingerprint is.
    fn fingerprint_quality(image: FingerImage) -> FingerprintQuality,
        "Promise<FingerprintQuality>"
    [
        /// `CIE-DEV-504` when the pixels are not as many as width and height say, or out of bounds;
    ]
    {
        ClarityMeter.measure(&image.try_into()?)?.try_into()
    }
}
