//! A card out of a request, as the mint would make it.

use chrono::NaiveDate;
use cie_core::citizen::{BirthPlace, NamePart, Residence};
use cie_core::document::mrz::{NamePolicy, Td1, Td1Fields};
use cie_core::document::{Can, Pin, Puk, Serial};
use cie_core::redact::{Personal, Secret};
use image::codecs::jpeg::JpegEncoder;

use super::files::CardData;
use crate::emrtd::lds::{BirthPlaceText, ChipDate, Dg11, Dg12, HolderName, ImageFormat};
use crate::emrtd::{RandomSource, Requested, travel_note};
use crate::photo::{FACE_BOUNDS, Picture};
use crate::sim::MARKER;
use crate::{Code, Error, Result};

/// Quality of a face that is compressed here.
const QUALITY: u8 = 90;

/// What a card is opened with, and its number for services.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CardSecrets {
    /// Card access number.
    pub can: Can,
    /// PIN.
    pub pin: Pin,
    /// PUK.
    pub puk: Puk,
    /// Number for services, twelve digits.
    pub nis: Personal<String>,
}

impl CardSecrets {
    /// Draws all of them.
    ///
    /// # Errors
    /// `CIE-DEV-428` without randomness.
    pub fn draw(random: &mut dyn RandomSource) -> Result<Self> {
        let bad = |_| Error::from(Code::RandomnessFailed);
        let (can, pin) = (digits(random, 6)?, digits(random, 8)?);
        let (puk, nis) = (digits(random, 8)?, digits(random, 12)?);
        Ok(Self {
            can: Can::parse(can.expose()).map_err(bad)?,
            pin: Pin::parse(pin.expose()).map_err(bad)?,
            puk: Puk::parse(puk.expose()).map_err(bad)?,
            nis: nis.expose().into(),
        })
    }
}

/// So many digits, each as likely as the others.
fn digits(random: &mut dyn RandomSource, count: usize) -> Result<Secret> {
    let mut text = String::with_capacity(count);
    while text.len() < count {
        let mut byte = [0];
        random.fill(&mut byte)?;
        // 250 is a multiple of ten: what is above would favour the first digits.
        if let [drawn @ 0..=249] = byte {
            text.push(char::from(b'0' + drawn % 10));
        }
    }
    Ok(Secret::new(text))
}

impl CardData {
    /// What a card that answers this request is personalised with. The face is the request's photograph as
    /// it is, when it is a JPEG or JPEG 2000 file; a PNG is compressed as JPEG. (A CIE of the State has
    /// JPEG 2000, which nothing here can write.) Names of files and forms of texts follow public
    /// examples; the issuing authority is marked `SIMULATED`.
    ///
    /// # Errors
    /// `CIE-DEV-641` naming what the request lacks: serial, expiry, citizenship, photograph, or a name
    /// that a zone can write; `CIE-DEV-640` for a photograph that cannot be read.
    pub fn for_request(
        request: &Requested,
        secrets: &CardSecrets,
        issued: NaiveDate,
    ) -> Result<Self> {
        let zone = zone(request)?;
        let mut data = Self::new(
            zone,
            secrets.can.clone(),
            secrets.pin.clone(),
            secrets.puk.clone(),
        );
        data.nis = secrets.nis.expose().clone();
        data.holder = holder(request);
        let barred = request.valid_for_travel == Some(false);
        data.document = Dg12 {
            authority: Some(format!("{MARKER} COMUNE DI {}", plain(&request.comune))),
            issued: Some(issued),
            observations: travel_note().filter(|_| barred).map(Personal::from),
            ..Dg12::default()
        };
        let photo = request.photo.as_ref().ok_or_else(|| lacks("photo"))?;
        data.face = face_of(photo.file.expose())?;
        Ok(data)
    }
}

/// A photograph as DG2 takes it: the file, its format, width and height.
///
/// # Errors
/// `CIE-DEV-640` when it cannot be read, `CIE-DEV-002` beyond the bounds, `CIE-DEV-014` when a PNG
/// cannot be compressed.
pub fn face_of(file: &[u8]) -> Result<(Vec<u8>, ImageFormat, (u16, u16))> {
    let picture = Picture::decode(file, &FACE_BOUNDS)?;
    let (width, height) = picture.size();
    let side = |side: u32| u16::try_from(side).unwrap_or(u16::MAX);
    let size = (side(width), side(height));
    if let Some(format) = ImageFormat::sniff(file) {
        return Ok((file.to_vec(), format, size));
    }
    let mut jpeg = Vec::new();
    let colours = if picture.channels() == 1 {
        image::ExtendedColorType::L8
    } else {
        image::ExtendedColorType::Rgb8
    };
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
        .encode(picture.samples(), width, height, colours)
        .map_err(|e| Error::new(Code::ImageNotWritten).caused_by(e))?;
    Ok((jpeg, ImageFormat::Jpeg, size))
}

fn zone(request: &Requested) -> Result<Td1> {
    let serial = request.serial.as_ref().ok_or_else(|| lacks("serial"))?;
    let serial: Serial = serial.expose().parse().map_err(|_| lacks("serial"))?;
    let nationality = request.nationalities().into_iter().next();
    let nationality = nationality.ok_or_else(|| lacks("citizenships"))?;
    let name = |part: &NamePart| part.text().unwrap_or_default().to_owned();
    let (surname, given) = (name(&request.surname), name(&request.given));
    let fields = Td1Fields {
        serial: &serial,
        born: request.birth_date,
        sex: request.sex,
        expires: request.expires.ok_or_else(|| lacks("outcome.expires_on"))?,
        nationality: &nationality,
        surname: Personal::new(&surname),
        given: Personal::new(&given),
    };
    Td1::make(&fields, NamePolicy::default()).map_err(|e| lacks("names").caused_by(e))
}

fn holder(request: &Requested) -> Dg11 {
    let name = |part: &NamePart| part.text().map(plain).unwrap_or_default();
    let (surname, given) = (name(&request.surname), name(&request.given));
    Dg11 {
        name: Some(HolderName::new(&surname, &given)),
        personal_number: request.codice_fiscale.clone(),
        birth_date: request.birth_date.complete().map(ChipDate::full),
        birth_place: birth_place(&request.birth_place),
        address: address(request.residence.as_ref()),
        ..Dg11::default()
    }
}

fn birth_place(place: &BirthPlace) -> Option<BirthPlaceText> {
    let write = |place: &str, province: Option<&str>| {
        BirthPlaceText::new(&plain(place), province.map(plain).as_deref())
    };
    Some(match place {
        BirthPlace::Comune { name, province, .. } => write(name, province.as_deref()),
        // People born abroad have no province.
        BirthPlace::Foreign {
            state, locality, ..
        } => write(locality.as_ref().unwrap_or(state), None),
        BirthPlace::Exceptional(text) => write(text, None),
        _ => return None,
    })
}

/// Street, town and province; nothing for who lives abroad or nowhere.
fn address(residence: Option<&Residence>) -> Vec<Personal<String>> {
    let Some(Residence::Italy { address, .. }) = residence else {
        return Vec::new();
    };
    let street = [
        address.street_type.as_deref(),
        Some(address.street.expose().as_str()),
        address.civic.as_ref().map(|civic| civic.verbatim.as_str()),
    ];
    let street: Vec<&str> = street.into_iter().flatten().collect();
    let comune = &address.comune;
    let parts = [
        Some(street.join(" ")),
        Some(comune.name.clone()),
        comune.province.clone(),
    ];
    let parts = parts.into_iter().flatten();
    parts.map(|part| Personal::new(plain(&part))).collect()
}

/// Capitals, without the sign that parts fields.
fn plain(text: &str) -> String {
    text.to_uppercase().replace('<', " ")
}

fn lacks(what: &'static str) -> Error {
    Error::new(Code::NotPersonalisable).detail(what)
}
