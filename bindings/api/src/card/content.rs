//! What the files of a chip say, in records.

use chrono::NaiveDate;
use cie_devices::emrtd::Files;
use cie_devices::emrtd::lds::{DataGroup, Dg1, Dg2, Dg11, Dg12, File, HolderName};

use crate::{Born, Bytes, Day, Mrz, Result};

record! {
    /// What a chip says of the holder beside the zone (DG11). What it does not say is absent.
    pub struct CardHolder {
        /// Surname, in national characters.
        @personal pub surname: Option<String> = None,
        /// Given names, in national characters.
        @personal pub given: Option<String> = None,
        /// Other names, surname first.
        @personal pub other_names: Vec<String>,
        /// Personal number: on a CIE the codice fiscale.
        @personal pub personal_number: Option<String> = None,
        /// Date of birth.
        @personal pub born: Option<Born> = None,
        /// Place of birth: a comune, or a place abroad.
        @personal pub birth_place: Option<String> = None,
        /// Province of birth.
        @personal pub birth_province: Option<String> = None,
        /// Address: on a CIE street, comune and province.
        @personal pub address: Vec<String>,
        /// Telephone.
        @personal pub telephone: Option<String> = None,
        /// Profession.
        @personal pub profession: Option<String> = None,
        /// Title.
        @personal pub title: Option<String> = None,
    }
}

record! {
    /// What a chip says of the document (DG12). What it does not say is absent.
    pub struct CardDocument {
        /// Issuing authority.
        pub authority: Option<String> = None,
        /// Date of issue.
        pub issued: Option<Day> = None,
        /// Endorsements and observations: on a CIE, among others, the note on travel.
        @personal pub observations: Option<String> = None,
        /// When it was personalised, such as `2016-11-15T01:36:12`.
        pub personalised: Option<String> = None,
        /// Serial number of the machine that did.
        pub personalised_by: Option<String> = None,
    }
}

record! {
    /// The picture of the face in a chip, as it stands there (DG2).
    pub struct CardPhoto {
        /// `image/jp2` on a CIE, `image/jpeg` on others.
        pub media_type: String,
        /// Width in pixels, as the record around it says.
        pub width: Option<u32> = None,
        /// Height in pixels, as the record around it says.
        pub height: Option<u32> = None,
        /// The picture. `picture_to_png` makes something of it that every program shows.
        @personal pub image: Bytes,
    }
}

record! {
    /// What the files of a chip say, as far as they are there.
    pub struct CardContent {
        /// The zone as it stands in the chip (DG1): 90 characters on a card, 72 or 88 on others.
        @personal pub zone: Option<String> = None,
        /// What the zone of a card says.
        @personal pub mrz: Option<Mrz> = None,
        /// More about the holder.
        @personal pub holder: Option<CardHolder> = None,
        /// More about the document.
        @personal pub document: Option<CardDocument> = None,
        /// The face.
        @personal pub photo: Option<CardPhoto> = None,
    }
}

impl CardContent {
    /// Reads the groups that say something, dates of the zone near a day.
    pub(super) fn of(files: &Files, on: NaiveDate) -> Result<Self> {
        let group = |group| files.get(File::Group(group));
        let zone = group(DataGroup::DG1).map(Dg1::parse).transpose()?;
        // Zones of passports are longer: they are given as they are.
        let card = zone.as_ref().filter(|zone| zone.zone.expose().len() == 90);
        let mrz = card.map(|zone| Mrz::of(&zone.td1()?, on)).transpose()?;
        Ok(Self {
            zone: zone.map(|zone| zone.zone.into_inner()),
            mrz,
            holder: group(DataGroup::DG11)
                .map(|bytes| Ok::<_, cie_devices::Error>(Dg11::parse(bytes)?.into()))
                .transpose()?,
            document: group(DataGroup::DG12)
                .map(|bytes| Ok::<_, cie_devices::Error>(Dg12::parse(bytes)?.into()))
                .transpose()?,
            photo: group(DataGroup::DG2).map(photo).transpose()?.flatten(),
        })
    }

    /// The same of a card that was just read, where a file that makes no sense is no reason to give
    /// nothing: its verdict says what is wrong with it.
    pub(super) fn as_far_as_it_goes(files: &Files, on: NaiveDate) -> Self {
        let mut content = Self {
            zone: None,
            mrz: None,
            holder: None,
            document: None,
            photo: None,
        };
        for group in [
            DataGroup::DG1,
            DataGroup::DG2,
            DataGroup::DG11,
            DataGroup::DG12,
        ] {
            let Some(bytes) = files.get(File::Group(group)) else {
                continue;
            };
            let mut alone = Files::default();
            alone.insert(File::Group(group), bytes.to_vec());
            let Ok(said) = Self::of(&alone, on) else {
                continue;
            };
            content = Self {
                zone: said.zone.or(content.zone),
                mrz: said.mrz.or(content.mrz),
                holder: said.holder.or(content.holder),
                document: said.document.or(content.document),
                photo: said.photo.or(content.photo),
            };
        }
        content
    }
}

impl From<Dg11> for CardHolder {
    fn from(group: Dg11) -> Self {
        let whole = |name: HolderName| {
            let (surname, given) = (name.surname.into_inner(), name.given.into_inner());
            format!("{surname} {given}").trim().to_owned()
        };
        let (surname, given) = match group.name {
            Some(name) => (
                Some(name.surname.into_inner()),
                Some(name.given.into_inner()),
            ),
            None => (None, None),
        };
        let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
        let (place, province) = match group.birth_place {
            Some(place) => (Some(place.place), place.province),
            None => (None, None),
        };
        Self {
            surname: filled(surname),
            given: filled(given),
            other_names: group.other_names.into_iter().map(whole).collect(),
            personal_number: group.personal_number.map(|text| text.into_inner()),
            born: group.birth_date.map(|date| Born(date.date())),
            birth_place: place.map(|text| text.into_inner()),
            birth_province: province.map(|text| text.into_inner()),
            address: group
                .address
                .into_iter()
                .map(|text| text.into_inner())
                .collect(),
            telephone: group.telephone.map(|text| text.into_inner()),
            profession: group.profession.map(|text| text.into_inner()),
            title: group.title.map(|text| text.into_inner()),
        }
    }
}

impl From<Dg12> for CardDocument {
    fn from(group: Dg12) -> Self {
        let moment = |at: chrono::NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%S").to_string();
        Self {
            authority: group.authority,
            issued: group.issued.map(Day),
            observations: group.observations.map(|text| text.into_inner()),
            personalised: group.personalised.map(moment),
            personalised_by: group.personalised_by,
        }
    }
}

fn photo(bytes: &[u8]) -> Result<Option<CardPhoto>> {
    let face = Dg2::parse(bytes)?.faces.into_iter().next();
    Ok(face.map(|face| {
        let side = |side: u16| (side != 0).then_some(u32::from(side));
        let size = face.record.as_ref().map(|record| record.size);
        CardPhoto {
            media_type: face.format.media_type().into(),
            width: size.and_then(|(width, _)| side(width)),
            height: size.and_then(|(_, height)| side(height)),
            image: Bytes(face.image.into_inner()),
        }
    }))
}
