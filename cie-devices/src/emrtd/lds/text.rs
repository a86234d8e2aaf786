//! Texts of data groups: names, places, addresses, parted by fillers.

use cie_core::redact::Personal;

/// A text of a data group: UTF-8, or Latin-1 where a card wrote that.
pub(super) fn text(bytes: &[u8]) -> Personal<String> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    };
    Personal::new(text.trim_end_matches('\0').to_owned())
}

/// The parts between fillers.
pub(super) fn parts(bytes: &[u8]) -> Vec<Personal<String>> {
    let whole = text(bytes);
    whole
        .expose()
        .split('<')
        .take(16)
        .map(|part| Personal::from(part.trim()))
        .collect()
}

/// The holder's name as DG11 writes it, in national characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct HolderName {
    /// Surname, words parted by spaces.
    pub surname: Personal<String>,
    /// Given names; empty when there are none.
    pub given: Personal<String>,
}

impl HolderName {
    /// A name from its parts.
    #[must_use]
    pub fn new(surname: &str, given: &str) -> Self {
        Self {
            surname: Personal::from(surname),
            given: Personal::from(given),
        }
    }

    /// Reads `SURNAME<<GIVEN<NAMES`.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let whole = text(bytes);
        let spaced = |part: &str| Personal::from(part.replace('<', " ").trim());
        match whole.expose().split_once("<<") {
            Some((surname, given)) => Self {
                surname: spaced(surname),
                given: spaced(given),
            },
            None => Self {
                surname: spaced(whole.expose()),
                given: Personal::default(),
            },
        }
    }

    pub(super) fn write(&self) -> String {
        let filled = |part: &Personal<String>| part.expose().replace(' ', "<");
        format!("{}<<{}", filled(&self.surname), filled(&self.given))
    }
}

/// Where the holder was born, as DG11 writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BirthPlaceText {
    /// Comune, or the place abroad.
    pub place: Personal<String>,
    /// Province; people born abroad have none.
    pub province: Option<Personal<String>>,
}

impl BirthPlaceText {
    /// A place with its province, if it has one.
    #[must_use]
    pub fn new(place: &str, province: Option<&str>) -> Self {
        Self {
            place: Personal::from(place),
            province: province.map(Personal::from),
        }
    }

    /// Reads `PLACE<PROVINCE` or `PLACE`.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut all = parts(bytes).into_iter();
        let place = all.next().unwrap_or_default();
        let province = all.next().filter(|part| !part.expose().is_empty());
        Self { place, province }
    }

    pub(super) fn write(&self) -> String {
        match &self.province {
            Some(province) => format!("{}<{}", self.place.expose(), province.expose()),
            None => self.place.expose().clone(),
        }
    }
}
