//! The files of a chip by their names, and what they say.

use cie_devices::emrtd::Files;
use cie_devices::emrtd::lds::{DataGroup, File};
use cie_devices::photo::{FACE_BOUNDS, Picture};

use super::CardContent;
use crate::fault::{Code, Error};
use crate::{Bytes, Day, Result};

record! {
    /// A file of the chip.
    pub struct CardFile {
        /// Its name: `EF.CardAccess`, `EF.COM`, `EF.SOD`, or `DG1` to `DG16`.
        pub name: String,
        /// Its bytes as the chip gave them.
        @personal pub content: Bytes,
    }
}

/// Most files of a document, and the longest of them: none has as much.
const MAX_FILES: usize = 32;
const MAX_FILE: usize = 256 << 10;

/// The file with a name.
fn named(name: &str) -> Option<File> {
    match name {
        "EF.CardAccess" => Some(File::CardAccess),
        "EF.DIR" => Some(File::Dir),
        "EF.ATR/INFO" => Some(File::AtrInfo),
        "EF.CardSecurity" => Some(File::CardSecurity),
        "EF.COM" => Some(File::Com),
        "EF.SOD" => Some(File::Sod),
        group => {
            let number = group.strip_prefix("DG")?.parse().ok()?;
            DataGroup::new(number).map(File::Group)
        }
    }
}

/// The files as the reader keeps them.
pub(super) fn collected(given: Vec<CardFile>) -> Result<Files> {
    if given.len() > MAX_FILES || given.iter().any(|file| file.content.0.len() > MAX_FILE) {
        return Err(Error::new(Code::CardFiles)
            .detail("too many or too long")
            .into());
    }
    let mut files = Files::default();
    for file in given {
        let name = named(&file.name).ok_or_else(|| Error::new(Code::CardFiles).detail("name"))?;
        if files.get(name).is_some() {
            let twice = format!("{name}, twice");
            return Err(Error::new(Code::CardFiles).detail(twice).into());
        }
        files.insert(name, file.content.0);
    }
    Ok(files)
}

/// The files that there are, in the order in which a reader takes them.
pub(super) fn listed<'a>(get: impl Fn(File) -> Option<&'a [u8]>) -> Vec<CardFile> {
    let groups = (1..=16).filter_map(DataGroup::new).map(File::Group);
    let all = [File::CardAccess, File::Com, File::Sod]
        .into_iter()
        .chain(groups);
    all.filter_map(|file| {
        Some(CardFile {
            name: file.to_string(),
            content: Bytes(get(file)?.to_vec()),
        })
    })
    .collect()
}

export! {
    /// What the files of a chip say: DG1, DG2, DG11 and DG12, as far as they are given. Nothing is
    /// verified: that is `verify_card_files`. `on` is the day near which the dates of the zone are,
    /// because their century is not written; today unless given.
    fn parse_card_files(files: Vec<CardFile>, on: Option<Day> = None) -> CardContent
    [
        /// `CIE-API-030` for a name that no file has, one that comes twice, or files out of bounds;
        /// `CIE-DEV-450`, `CIE-DEV-451` and `CIE-DEV-453` to `CIE-DEV-455` for a file that is not
        /// of its kind, or a field of another form;
        /// `CIE-CORE-113` for a date of the zone that is none;
    ]
    {
        CardContent::of(&collected(files)?, Day::or_today(on))
    }

    /// A picture as PNG: of JPEG 2000, as the chip of a CIE has it, of JPEG, or of PNG.
    fn picture_to_png(image: Bytes) -> Bytes
    [
        /// `CIE-DEV-640` when it cannot be read;
        /// `CIE-DEV-002` beyond 4,000,000 pixels;
        /// `CIE-DEV-014` when the encoder fails;
    ]
    {
        Ok(Bytes(Picture::decode(&image.0, &FACE_BOUNDS)?.to_png()?))
    }
}
