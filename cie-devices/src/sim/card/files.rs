//! What a card is personalised with, and the files that come of it.

use std::collections::BTreeMap;

use cie_core::document::mrz::Td1;
use cie_core::document::{Can, Pin, Puk};

use super::issuer::TestIssuer;
use crate::Result;
use crate::emrtd::lds::{Com, DataGroup, Dg1, Dg2, Dg11, Dg12, File, ImageFormat};
use crate::emrtd::tlv;

/// The data of a virtual card. All of it synthetic.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CardData {
    /// Machine readable zone.
    pub zone: Td1,
    /// The holder.
    pub holder: Dg11,
    /// The document.
    pub document: Dg12,
    /// The face: compressed image, its format, width and height.
    pub face: (Vec<u8>, ImageFormat, (u16, u16)),
    /// Card access number.
    pub can: Can,
    /// PIN.
    pub pin: Pin,
    /// PUK.
    pub puk: Puk,
    /// Number for services, twelve digits.
    pub nis: String,
}

impl CardData {
    /// A card with this zone and these secrets, and nothing else yet: no particulars, no face, NIS
    /// of zeros.
    #[must_use]
    pub fn new(zone: Td1, can: Can, pin: Pin, puk: Puk) -> Self {
        Self {
            zone,
            holder: Dg11::default(),
            document: Dg12::default(),
            // The start of a JPEG 2000 codestream and no picture.
            face: (vec![0xFF, 0x4F, 0xFF, 0x51], ImageFormat::Jpeg2000, (0, 0)),
            can,
            pin,
            puk,
            nis: "000000000000".to_owned(),
        }
    }
}

/// The groups of a CIE; DG3 holds no fingerprint, and cannot be read anyway.
pub(super) fn groups(data: &CardData, dg14: &[u8]) -> BTreeMap<DataGroup, Vec<u8>> {
    let (image, format, size) = &data.face;
    BTreeMap::from([
        (DataGroup::DG1, Dg1::new(&data.zone).encode()),
        (DataGroup::DG2, Dg2::encode(image, *format, *size)),
        (DataGroup::DG3, tlv::write(0x63, b"SIMULATED")),
        (DataGroup::DG11, data.holder.encode()),
        (DataGroup::DG12, data.document.encode()),
        (DataGroup::DG14, tlv::write(0x6E, dg14)),
    ])
}

/// The files of the eMRTD application.
pub(super) fn emrtd(
    groups: &BTreeMap<DataGroup, Vec<u8>>,
    issuer: &TestIssuer,
) -> Result<BTreeMap<u16, Vec<u8>>> {
    let numbered: Vec<(u8, &[u8])> = groups
        .iter()
        .map(|(group, bytes)| (group.number(), bytes.as_slice()))
        .collect();
    let sod = issuer.sign(&numbered)?;
    let listed: Vec<DataGroup> = groups.keys().copied().collect();
    let com = Com::new("0108", "040000", &listed).encode();
    let mut files: BTreeMap<u16, Vec<u8>> = groups
        .iter()
        .map(|(group, bytes)| (File::Group(*group).id(), bytes.clone()))
        .collect();
    files.insert(File::Com.id(), com);
    files.insert(File::Sod.id(), sod);
    Ok(files)
}
