//! Reading a document: applications, access, files, and what happens when contact is lost.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;

use cie_core::error::Coded;

use super::access::{ChipMappingProof, Password, basic_access_control, pace};
use super::channel::{Channel, Traffic};
use super::chip::{ChipProof, active_authentication, check_mapping_proof, chip_authentication};
use super::lds::{Com, DataGroup, Dg14, Dg15, File};
use super::passive::SecurityObject;
use super::{PaceInfo, RandomSource, SecurityInfos, tlv};
use crate::apdu::{CardTransport, Command, During, Meaning, Response};
use crate::{Code, Error, Result};

/// Application of travel documents.
const EMRTD: [u8; 7] = [0xA0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01];
/// Largest file read, in bytes: photographs have 20,000, a few States' 60,000.
const MAX_FILE: usize = 256 << 10;
/// Most reads of one file: the largest takes 1,176 in the shortest pieces.
const MAX_READS: u32 = 2_048;
/// Bytes of the first read of a file: most files end within them, and every length is known.
const FIRST_READ: u32 = 223;
/// Offsets past this need the other form of READ BINARY.
const LAST_SHORT_OFFSET: usize = 0x7FFF;

/// How access was gained.
#[derive(Debug)]
#[non_exhaustive]
pub struct Access {
    /// Such as `PACE DH-GM 3DES, DH 2048` or `BAC`.
    pub method: String,
    /// When the chip offers PACE but another way was taken: why PACE failed. A downgrade is a
    /// finding, not a detail.
    pub downgraded_because: Option<Error>,
}

/// What happens while reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Progress {
    /// Looking at what the chip offers.
    Opening,
    /// Gaining access.
    Access,
    /// Reading a file: so many bytes of so many.
    Reading {
        /// The file.
        file: File,
        /// Bytes read so far.
        done: usize,
        /// Bytes of the file.
        total: usize,
    },
    /// Having the chip prove itself.
    ChipAuthentication,
}

/// What a watcher of the progress wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Continue {
    /// Go on.
    Yes,
    /// Stop after this exchange.
    Stop,
}

/// What was read so far. Keep it: after a lost contact, [`Reader::resume`] goes on from here.
#[derive(Clone, Default)]
pub struct Files {
    complete: BTreeMap<File, Vec<u8>>,
    partial: Option<(File, Vec<u8>, usize)>,
    /// The chip refused a long read: all further ones are short.
    short_reads: bool,
}

impl Files {
    /// The bytes of a file, when it was read.
    #[must_use]
    pub fn get(&self, file: File) -> Option<&[u8]> {
        self.complete.get(&file).map(Vec::as_slice)
    }

    /// Adds a file that was read before and kept elsewhere, so that it is judged with the others.
    pub fn insert(&mut self, file: File, bytes: Vec<u8>) {
        self.complete.insert(file, bytes);
    }

    /// The data groups that were read.
    #[must_use]
    pub fn groups(&self) -> BTreeMap<DataGroup, Vec<u8>> {
        self.complete
            .iter()
            .filter_map(|(file, bytes)| match file {
                File::Group(group) => Some((*group, bytes.clone())),
                _ => None,
            })
            .collect()
    }
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lengths = self
            .complete
            .iter()
            .map(|(file, bytes)| (file, bytes.len()));
        f.debug_map().entries(lengths).finish()
    }
}

/// A reader of one document.
///
/// ```no_run
/// use cie_core::document::Can;
/// use cie_devices::emrtd::{Continue, Password, Reader};
/// # fn f(card: impl cie_devices::apdu::CardTransport) -> Result<(), Box<dyn std::error::Error>> {
/// let mut random = ring::rand::SystemRandom::new();
/// let mut reader = Reader::open(card)?;
/// let access = reader.gain_access(&[Password::can(&Can::parse("123456")?)], &mut random)?;
/// reader.read_all(&mut |_| Continue::Yes)?;
/// let proof = reader.authenticate_chip(&mut random);
/// # Ok(())
/// # }
/// ```
pub struct Reader<T> {
    channel: Channel<T>,
    infos: Option<SecurityInfos>,
    files: Files,
    mapping_proof: Option<ChipMappingProof>,
    application_selected: bool,
}

impl<T: CardTransport> Reader<T> {
    /// Looks at what a card offers: EF.CardAccess, if it has one.
    ///
    /// # Errors
    /// Those of the transport; `CIE-DEV-427` when EF.CardAccess is malformed.
    pub fn open(transport: T) -> Result<Self> {
        let mut reader = Self {
            channel: Channel::new(transport),
            infos: None,
            files: Files::default(),
            mapping_proof: None,
            application_selected: false,
        };
        reader.look()?;
        Ok(reader)
    }

    /// Goes on after a lost contact, with what was read before. It must be the same card: the files
    /// read before and after are judged together, and a mixture does not verify.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn resume(transport: T, files: Files) -> Result<Self> {
        let mut reader = Self::open(transport)?;
        reader.files = files;
        Ok(reader)
    }

    /// What EF.CardAccess offers.
    pub fn offers(&self) -> Option<&SecurityInfos> {
        self.infos.as_ref()
    }

    /// What was read so far.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// Ends the reading; keeps what was read.
    pub fn into_files(self) -> Files {
        self.files
    }

    /// What went over the wire.
    pub fn traffic(&self) -> Traffic {
        self.channel.traffic()
    }

    /// The channel, for commands of one's own.
    pub fn channel(&mut self) -> &mut Channel<T> {
        &mut self.channel
    }

    fn look(&mut self) -> Result<()> {
        self.look_at_access()?;
        if self.infos.is_some() {
            self.look_at_lengths().during("EF.ATR/INFO")?;
        }
        Ok(())
    }

    /// How long commands and answers of this chip may be (EF.ATR/INFO, ICAO Doc 9303-10, 3.11.1.1).
    /// A chip that does not say is tried: it answers as much as it can.
    fn look_at_lengths(&mut self) -> Result<()> {
        let read = Command::new(0x00, 0xB0, 0x81, 0x00).expecting(FIRST_READ);
        let response = self.channel.send(&read)?;
        if let Some((command, within)) = Some(response)
            .filter(carries_data)
            .and_then(|response| extended_lengths(response.data()))
        {
            self.channel.bound(command, within);
        }
        Ok(())
    }

    fn look_at_access(&mut self) -> Result<()> {
        match self.read_file(File::CardAccess, &mut |_| Continue::Yes) {
            Ok(bytes) => {
                self.infos = Some(SecurityInfos::parse(&bytes)?);
                Ok(())
            }
            Err(error) if is_refusal(&error) => {
                // Some chips answer 6982 until the master file is selected.
                let select = Command::new(0x00, 0xA4, 0x00, 0x00).data(&[0x3F, 0x00]);
                let _ = self.channel.send(&select)?;
                match self.read_file(File::CardAccess, &mut |_| Continue::Yes) {
                    Ok(bytes) => self.infos = Some(SecurityInfos::parse(&bytes)?),
                    Err(error) if is_refusal(&error) => {}
                    Err(error) => return Err(error),
                }
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    /// Gains access with the passwords at hand: PACE with the first suite and password that fit,
    /// and BAC with the MRZ where PACE is not offered or fails for another reason than the password.
    ///
    /// # Errors
    /// `CIE-DEV-420` without a password that could serve, `CIE-DEV-421` when the card does not accept
    /// it, `CIE-DEV-422` when nothing offered is supported, `CIE-DEV-600` when another program took
    /// the card's session and a reset did not help, and those of
    /// [`pace`] and [`basic_access_control`].
    pub fn gain_access(
        &mut self,
        passwords: &[Password],
        random: &mut dyn RandomSource,
    ) -> Result<Access> {
        let first = passwords
            .first()
            .ok_or_else(|| Error::new(Code::BadAccessPassword).detail("no password given"))?;
        let offered = self.infos.as_ref().map(|infos| infos.pace.clone());
        let offered = offered.unwrap_or_default();
        let mut failed = None;
        let mut renewed = false;
        let mut suites: VecDeque<&PaceInfo> = best_first(&offered).into();
        while let Some(info) = suites.pop_front() {
            let several = ambiguous(&offered, info);
            match pace(&mut self.channel, info, several, first, random) {
                Ok(done) => {
                    self.mapping_proof = done.chip_proof;
                    self.select_application()?;
                    return Ok(Access {
                        method: done.suite,
                        downgraded_because: None,
                    });
                }
                Err(error) if is_final(&error) => return Err(error),
                // Another program left its session on the card: once, the card is reset.
                Err(error) if error.code() == Code::CardBusy && !renewed => {
                    renewed = true;
                    failed = Some(error);
                    if self.channel.renew().during("reset")? {
                        suites.push_front(info);
                    }
                }
                Err(error) => failed = Some(error),
            }
        }
        let Some(zone) = passwords.iter().find(|p| p.bac_seed().is_some()) else {
            return Err(failed.unwrap_or_else(|| {
                Error::new(Code::BadAccessPassword).detail("this card opens with the MRZ")
            }));
        };
        self.channel.reset();
        self.select_application()?;
        basic_access_control(&mut self.channel, zone, random)?;
        Ok(Access {
            method: "BAC".to_owned(),
            downgraded_because: failed,
        })
    }

    fn select_application(&mut self) -> Result<()> {
        let select = Command::new(0x00, 0xA4, 0x04, 0x0C).data(&EMRTD);
        self.channel
            .send(&select)
            .during("SELECT eMRTD")?
            .status()
            .check("SELECT eMRTD")?;
        self.application_selected = true;
        Ok(())
    }

    /// Reads the security object and every group it lists that is within reach; the smallest first,
    /// so that a lost contact costs little. DG3 and DG4 are left out.
    ///
    /// # Errors
    /// `CIE-DEV-407` when the watcher says stop, those of the transport and of the secure channel.
    /// What was read until then is kept.
    pub fn read_all(&mut self, watch: &mut dyn FnMut(Progress) -> Continue) -> Result<()> {
        let sod = self.read_file(File::Sod, watch)?;
        let mut groups: Vec<DataGroup> = SecurityObject::parse(&sod)?
            .groups()
            .iter()
            .filter_map(|entry| DataGroup::new(entry.number))
            .filter(|group| !group.needs_terminal_authentication())
            .collect();
        // The face is as long as all others together.
        groups.sort_by_key(|group| (*group == DataGroup::DG2, *group));
        for group in groups {
            self.read_file(File::Group(group), watch)?;
        }
        Ok(())
    }

    /// Reads EF.COM, where the card has it.
    ///
    /// # Errors
    /// As [`read_file`](Self::read_file), and those of [`Com::parse`].
    pub fn read_com(&mut self) -> Result<Com> {
        let bytes = self.read_file(File::Com, &mut |_| Continue::Yes)?;
        Com::parse(&bytes)
    }

    /// Reads a file, as long as its first element says; a file read before is not read again.
    ///
    /// # Errors
    /// `CIE-DEV-456` for DG3 and DG4, `CIE-DEV-408` when the card has no such file, `CIE-DEV-409`
    /// before access, `CIE-DEV-452` for more than 256 KiB, `CIE-DEV-450` when the length lies,
    /// `CIE-DEV-405` when it comes a few bytes at a time without end,
    /// `CIE-DEV-407` when the watcher says stop, and those of the transport.
    pub fn read_file(
        &mut self,
        file: File,
        watch: &mut dyn FnMut(Progress) -> Continue,
    ) -> Result<Vec<u8>> {
        if let Some(bytes) = self.files.get(file) {
            return Ok(bytes.to_vec());
        }
        if let File::Group(group) = file {
            group.reachable()?;
        }
        let (mut bytes, total) = match self.files.partial.take() {
            Some((partial, bytes, total)) if partial == file => {
                // The file must be selected again on this contact.
                if let Err(error) = self.select_file(file).during(file) {
                    self.files.partial = Some((file, bytes, total));
                    return Err(error);
                }
                (bytes, total)
            }
            _ => self.start(file).during(file)?,
        };
        let mut reads = 0;
        while bytes.len() < total {
            reads += 1;
            if reads > MAX_READS {
                return Err(Error::new(Code::ResponseTooLong).detail(format!("{file}, in crumbs")));
            }
            let go = watch(Progress::Reading {
                file,
                done: bytes.len(),
                total,
            });
            let piece = match go {
                Continue::Yes => self
                    .read_at(bytes.len(), total - bytes.len(), file)
                    .during(format_args!("{file}, {} of {total} bytes", bytes.len())),
                Continue::Stop => Err(Code::ReadingStopped.into()),
            };
            match piece {
                Ok(piece) => bytes.extend_from_slice(&piece),
                Err(error) => {
                    self.files.partial = Some((file, bytes, total));
                    return Err(error);
                }
            }
        }
        watch(Progress::Reading {
            file,
            done: total,
            total,
        });
        self.files.complete.insert(file, bytes.clone());
        Ok(bytes)
    }

    /// The first bytes of a file and its whole length. READ BINARY with the short identifier saves
    /// the SELECT; chips that do not know it are asked the long way.
    fn start(&mut self, file: File) -> Result<(Vec<u8>, usize)> {
        let first = FIRST_READ.min(self.channel.largest_read());
        let short = Command::new(0x00, 0xB0, 0x80 | file.short_id(), 0).expecting(first);
        let mut response = self.channel.send(&short)?;
        if !carries_data(&response) {
            let direct = response.status().meaning();
            if matches!(direct, Meaning::NotFound) {
                response.status().check("READ BINARY")?;
            }
            if !self.channel.is_secure() && self.application_selected {
                response.status().check("READ BINARY")?;
            }
            self.select_file(file)?;
            let read = Command::new(0x00, 0xB0, 0, 0).expecting(first);
            response = self.channel.send(&read)?;
        }
        if !carries_data(&response) {
            response.status().check("READ BINARY")?;
        }
        let mut bytes = response.data().to_vec();
        let total = tlv::announced_length(&bytes).ok_or_else(|| {
            Error::new(Code::TlvMalformed).detail(format!("{file}, first element"))
        })?;
        if total > MAX_FILE {
            return Err(Error::new(Code::CardFileTooLarge).detail(format!("{file}, {total} bytes")));
        }
        bytes.truncate(total);
        Ok((bytes, total))
    }

    fn select_file(&mut self, file: File) -> Result<()> {
        let select = Command::new(0x00, 0xA4, 0x02, 0x0C).data(&file.id().to_be_bytes());
        self.channel.send(&select)?.status().check("SELECT")
    }

    /// A piece of the selected file. An answer without data would never end: it is an error.
    fn read_at(&mut self, offset: usize, wanted: usize, file: File) -> Result<Vec<u8>> {
        let most = match self.files.short_reads {
            true => FIRST_READ.min(self.channel.largest_read()),
            false => self.channel.largest_read(),
        };
        let wanted = u32::try_from(wanted).unwrap_or(u32::MAX).min(most);
        match self.read_once(offset, wanted, file) {
            // Some chips take the long lengths of commands and refuse those of answers.
            Err(error) if wanted > FIRST_READ && is_of_length(&error) => {
                self.files.short_reads = true;
                if self.channel.is_secure() || !self.application_selected {
                    return self.read_once(offset, FIRST_READ, file);
                }
                Err(error)
            }
            piece => piece,
        }
    }

    fn read_once(&mut self, offset: usize, wanted: u32, file: File) -> Result<Vec<u8>> {
        let response = if offset <= LAST_SHORT_OFFSET {
            let [high, low] = u16::try_from(offset).unwrap_or(u16::MAX).to_be_bytes();
            self.channel
                .send(&Command::new(0x00, 0xB0, high, low).expecting(wanted))?
        } else {
            self.read_far(offset, wanted)?
        };
        if !carries_data(&response) {
            if response.status().meaning() != Meaning::WrongParameters {
                response.status().check("READ BINARY")?;
            }
            return Err(Error::new(Code::TlvMalformed).detail(format!("{file} ends early")));
        }
        let mut piece = response.data().to_vec();
        piece.truncate(wanted as usize);
        Ok(piece)
    }

    /// READ BINARY with the offset in a data object, for files past 32 KiB.
    fn read_far(&mut self, offset: usize, wanted: u32) -> Result<Response> {
        let octets = u32::try_from(offset).unwrap_or(u32::MAX).to_be_bytes();
        let offset = tlv::write(0x54, octets.get(1..).unwrap_or_default());
        // Tag and length of the answer's own object come on top.
        let wanted = wanted.saturating_sub(5).max(1);
        let command = Command::new(0x00, 0xB1, 0x00, 0x00)
            .data(&offset)
            .expecting(wanted + 5);
        let response = self.channel.send(&command)?;
        if !carries_data(&response) {
            return Ok(response);
        }
        let inner = tlv::Tlv::expect(response.data(), 0x53)?;
        Ok(Response::new(inner.value.to_vec(), response.status()))
    }

    /// Has the chip prove that it is no copy: the proof of PACE, else chip authentication with the
    /// key of DG14, else active authentication with the key of DG15. The groups are read if they
    /// were not yet; that they are authentic, passive authentication tells.
    ///
    /// # Errors
    /// `CIE-DEV-479` when the chip fails the proof, `CIE-DEV-422` when it offers none that is
    /// supported, and those of reading.
    pub fn authenticate_chip(&mut self, random: &mut dyn RandomSource) -> Result<ChipProof> {
        self.prove_chip(random).during("chip authentication")
    }

    fn prove_chip(&mut self, random: &mut dyn RandomSource) -> Result<ChipProof> {
        let mut quiet = |_| Continue::Yes;
        let dg14 = match self.read_file(File::Group(DataGroup::DG14), &mut quiet) {
            Ok(bytes) => Some(Dg14::parse(&bytes)?.infos),
            Err(error) if error.code() == Code::CardFileNotFound => None,
            Err(error) => return Err(error),
        };
        if let Some(infos) = &dg14 {
            if let Some(proof) = &self.mapping_proof {
                return check_mapping_proof(proof, infos);
            }
            if !infos.chip_keys.is_empty() {
                return chip_authentication(&mut self.channel, infos, random);
            }
        }
        let dg15 = match self.read_file(File::Group(DataGroup::DG15), &mut quiet) {
            Ok(bytes) => Dg15::parse(&bytes)?.key,
            Err(error) if error.code() == Code::CardFileNotFound => {
                return Err(Error::new(Code::AccessUnsupported).detail("no key in DG14 or DG15"));
            }
            Err(error) => return Err(error),
        };
        let signature = dg14.and_then(|infos| infos.active_authentication);
        let signature = signature.as_ref().map(|info| info.signature.as_slice());
        active_authentication(&mut self.channel, &dg15, signature, random)
    }
}

impl<T> fmt::Debug for Reader<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reader({:?}, {:?})", self.channel, self.files)
    }
}

/// Success, or the end of the file reached before the length asked for.
fn carries_data(response: &Response) -> bool {
    let fine = matches!(
        response.status().meaning(),
        Meaning::Success | Meaning::EndOfFile
    );
    fine && !response.data().is_empty()
}

fn is_refusal(error: &Error) -> bool {
    matches!(
        error.code(),
        Code::CardFileNotFound
            | Code::CardAccessRefused
            | Code::UnexpectedStatus
            | Code::CardFunctionMissing
    )
}

/// Whether another way of access must not be tried: the password is wrong, or the card is gone.
fn is_final(error: &Error) -> bool {
    matches!(
        error.code(),
        Code::WrongAccessPassword
            | Code::AccessPasswordBlocked
            | Code::CardRemoved
            | Code::TransportFailed
            | Code::ReaderUnavailable
            | Code::RandomnessFailed
            | Code::CardProofWrong
            | Code::CardTimeout
            | Code::CardReset
            | Code::CardMute
    )
}

/// Whether the chip refused a length; without protection it closed the channel, too.
fn is_of_length(error: &Error) -> bool {
    let refusal = matches!(
        error.code(),
        Code::UnexpectedStatus | Code::SecureMessagingLost
    );
    refusal && Coded::detail(error).is_some_and(|detail| detail.ends_with("6700"))
}

/// Longest command and response out of EF.ATR/INFO, in bytes.
fn extended_lengths(info: &[u8]) -> Option<(usize, usize)> {
    let found = tlv::iter(info)
        .map_while(Result::ok)
        .find(|element| element.tag == 0x7F66)?;
    let numbers = found.children().ok()?;
    let [command, response] = numbers.as_slice() else {
        return None;
    };
    let length = |number: &tlv::Tlv<'_>| {
        let octets = number.tagged(0x02).ok()?.unsigned()?;
        let length = octets
            .iter()
            .try_fold(0_usize, |n, b| n.checked_mul(256)?.checked_add((*b).into()));
        length.filter(|length| *length <= 65_544)
    };
    Some((length(command)?, length(response)?))
}

/// Suites in the order of preference: chip-authentication mapping, then curves, then longer keys.
fn best_first(offered: &[PaceInfo]) -> Vec<&PaceInfo> {
    let mut all: Vec<&PaceInfo> = offered.iter().collect();
    all.sort_by_key(|info| {
        let chip = info.mapping == super::Mapping::ChipAuthentication;
        (!chip, !info.elliptic)
    });
    all
}

/// Whether the same protocol is offered with several domain parameters.
fn ambiguous(offered: &[PaceInfo], info: &PaceInfo) -> bool {
    offered
        .iter()
        .filter(|other| other.protocol == info.protocol)
        .count()
        > 1
}
