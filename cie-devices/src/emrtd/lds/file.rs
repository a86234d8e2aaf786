//! The files by their names, identifiers and tags.

use std::fmt;

use crate::{Code, Error, Result};

/// A data group, from 1 to 16.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DataGroup(u8);

/// First octet of each group's file, DG1 first (ICAO Doc 9303-10, 4.6.1).
const TAGS: [u8; 16] = [
    0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F, 0x70,
];

impl DataGroup {
    /// MRZ.
    pub const DG1: Self = Self(1);
    /// Face.
    pub const DG2: Self = Self(2);
    /// Fingerprints.
    pub const DG3: Self = Self(3);
    /// Irises.
    pub const DG4: Self = Self(4);
    /// Signature or usual mark.
    pub const DG7: Self = Self(7);
    /// More about the holder.
    pub const DG11: Self = Self(11);
    /// More about the document.
    pub const DG12: Self = Self(12);
    /// Security infos.
    pub const DG14: Self = Self(14);
    /// Key of active authentication.
    pub const DG15: Self = Self(15);
    /// Persons to notify.
    pub const DG16: Self = Self(16);

    /// The group with a number.
    #[must_use]
    pub fn new(number: u8) -> Option<Self> {
        (1..=16).contains(&number).then_some(Self(number))
    }

    /// Its number.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }

    /// The group whose file starts with this tag.
    #[must_use]
    pub fn from_tag(tag: u8) -> Option<Self> {
        let at = TAGS.iter().position(|known| *known == tag)?;
        u8::try_from(at + 1).ok().map(Self)
    }

    /// The tag its file starts with.
    #[must_use]
    pub fn tag(self) -> u8 {
        TAGS.get(usize::from(self.0) - 1)
            .copied()
            .unwrap_or_default()
    }

    /// Whether only a State's terminal may read it: fingerprints and irises need terminal
    /// authentication.
    #[must_use]
    pub fn needs_terminal_authentication(self) -> bool {
        matches!(self.0, 3 | 4)
    }

    /// An error for groups that are out of reach.
    ///
    /// # Errors
    /// `CIE-DEV-456` for DG3 and DG4.
    pub fn reachable(self) -> Result<Self> {
        if self.needs_terminal_authentication() {
            Err(Error::new(Code::GroupOutOfReach).detail(self.to_string()))
        } else {
            Ok(self)
        }
    }
}

impl fmt::Display for DataGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DG{}", self.0)
    }
}

impl fmt::Debug for DataGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DG{}", self.0)
    }
}

/// A file of the eMRTD application or of the master file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum File {
    /// EF.CardAccess, in the master file.
    CardAccess,
    /// EF.DIR, in the master file.
    Dir,
    /// EF.ATR/INFO, in the master file.
    AtrInfo,
    /// EF.CardSecurity, in the master file.
    CardSecurity,
    /// EF.COM.
    Com,
    /// EF.SOD.
    Sod,
    /// A data group.
    Group(DataGroup),
}

impl File {
    /// Its identifier.
    #[must_use]
    pub fn id(self) -> u16 {
        match self {
            Self::CardAccess => 0x011C,
            Self::Dir => 0x2F00,
            Self::AtrInfo => 0x2F01,
            Self::CardSecurity | Self::Sod => 0x011D,
            Self::Com => 0x011E,
            Self::Group(group) => 0x0100 | u16::from(group.0),
        }
    }

    /// Its short identifier, for READ BINARY without SELECT.
    #[must_use]
    pub fn short_id(self) -> u8 {
        match self {
            Self::CardAccess => 0x1C,
            Self::Dir | Self::Com => 0x1E,
            Self::AtrInfo => 0x01,
            Self::CardSecurity | Self::Sod => 0x1D,
            Self::Group(group) => group.0,
        }
    }
}

impl fmt::Display for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CardAccess => f.write_str("EF.CardAccess"),
            Self::Dir => f.write_str("EF.DIR"),
            Self::AtrInfo => f.write_str("EF.ATR/INFO"),
            Self::CardSecurity => f.write_str("EF.CardSecurity"),
            Self::Com => f.write_str("EF.COM"),
            Self::Sod => f.write_str("EF.SOD"),
            Self::Group(group) => group.fmt(f),
        }
    }
}
