//! A card from its bytes to what an operator needs: read, verified, compared, in one call.
//!
//! [`crate::emrtd`] and [`crate::ias`] do each step on its own; this module puts them in the order that
//! a counter wants.

use chrono::{DateTime, Utc};
use cie_core::document::mrz::Td1;

use crate::apdu::CardTransport;
use crate::emrtd::lds::File;
use crate::emrtd::passive::{
    Check, Evidence, Outcome, PassiveInput, Report, RevocationList, TrustStore, Verdict, verify,
};
use crate::emrtd::{
    Access, Continue, Files, Password, Progress, RandomSource, Reader, Requested, Traffic,
    match_request, match_zone,
};
use crate::ias::{self, Nis};
use crate::{Code, Result};

/// What to look at, and whom to trust.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Plan<'a> {
    /// What opens the chip: CAN, MRZ, in the order to try.
    pub passwords: &'a [Password],
    /// The authorities that the caller trusts.
    pub trust: &'a TrustStore,
    /// Revocation lists, if there are any.
    pub revocation: &'a [RevocationList],
    /// When the document was issued, if the caller knows.
    pub issued: Option<DateTime<Utc>>,
    /// The zone printed on the card, to compare.
    pub printed: Option<&'a Td1>,
    /// The request that the card answers, to compare.
    pub request: Option<&'a Requested>,
    /// Whether to read the number for services too and have the chip prove it; for a CIE, not for
    /// other documents.
    pub nis: bool,
}

impl<'a> Plan<'a> {
    /// Reads and verifies, and compares with nothing; the number for services is left alone.
    #[must_use]
    pub fn new(passwords: &'a [Password], trust: &'a TrustStore) -> Self {
        Self {
            passwords,
            trust,
            revocation: &[],
            issued: None,
            printed: None,
            request: None,
            nis: false,
        }
    }
}

/// What came of it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Inspection {
    /// The files that were read.
    pub files: Files,
    /// How access was gained.
    pub access: Access,
    /// The verdicts.
    pub report: Report,
    /// The number for services, if it was asked for and read.
    pub nis: Option<Nis>,
    /// What went over the wire.
    pub traffic: Traffic,
}

/// Reads a card, verifies it and compares it.
///
/// ```
/// use cie_core::document::{Can, Pin, Puk, mrz::Td1};
/// use cie_devices::emrtd::{Cipher, Continue, Password, passive::{Summary, TrustStore}};
/// use cie_devices::inspect::{Plan, inspect};
/// use cie_devices::sim::Validity;
/// use cie_devices::sim::card::{CardData, ChipKeyKind, ChipSuite, TestIssuer, VirtualCie};
///
/// let zone = "C<ITACA00000AA4<<<<<<<<<<<<<<<6412308F2212304ITA<<<<<<<<<<<0\
///             ROSSI<<BIANCA<<<<<<<<<<<<<<<<<";
/// let can = Can::parse("123456")?;
/// let data = CardData::new(
///     Td1::parse(zone.as_bytes())?,
///     can.clone(),
///     Pin::parse("12345678")?,
///     Puk::parse("87654321")?,
/// );
/// let mut random = ring::rand::SystemRandom::new();
/// let validity = Validity {
///     not_before: "2024-01-01T00:00:00Z".parse()?,
///     not_after: "2034-01-01T00:00:00Z".parse()?,
/// };
/// let issuer = TestIssuer::generate(validity, &random)?;
/// let chip = ChipKeyKind::Dh(Cipher::TripleDes);
/// let card = VirtualCie::personalise(&data, &issuer, &[ChipSuite::CIE], chip)?;
///
/// let mut trust = TrustStore::new();
/// trust.add(card.authority())?;
/// let passwords = [Password::can(&can)];
/// let mut plan = Plan::new(&passwords, &trust);
/// plan.nis = true;
/// let found = inspect(card, &plan, &mut random, &mut |_| Continue::Yes)?;
/// assert_eq!(found.report.summary(), Summary::Genuine);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Those of [`Reader::open`], [`Reader::gain_access`] and [`Reader::read_all`], and of the transport.
/// What was read and does not hold becomes a verdict.
pub fn inspect<T: CardTransport>(
    card: T,
    plan: &Plan<'_>,
    random: &mut dyn RandomSource,
    watch: &mut dyn FnMut(Progress) -> Continue,
) -> Result<Inspection> {
    watch(Progress::Opening);
    let mut reader = Reader::open(card)?;
    watch(Progress::Access);
    let access = reader.gain_access(plan.passwords, random)?;
    reader.read_all(watch)?;
    watch(Progress::ChipAuthentication);
    let proof = match reader.authenticate_chip(random) {
        Err(error) if is_lost(error.code()) => return Err(error),
        proof => proof,
    };
    let mut report = judge(reader.files(), &access, plan);
    report.add_chip_proof(&proof);
    let nis = match plan.nis {
        true => number_for_services(&mut reader, plan, random, &mut report)?,
        false => None,
    };
    compare(reader.files(), plan, &mut report);
    let traffic = reader.traffic();
    Ok(Inspection {
        files: reader.into_files(),
        access,
        report,
        nis,
        traffic,
    })
}

fn judge(files: &Files, access: &Access, plan: &Plan<'_>) -> Report {
    let mut report = verify(&PassiveInput {
        sod: files.get(File::Sod).unwrap_or_default(),
        groups: &files.groups(),
        trust: plan.trust,
        revocation: plan.revocation,
        issued: plan.issued,
    });
    report.add_access(access, files);
    report
}

fn compare(files: &Files, plan: &Plan<'_>, report: &mut Report) {
    if let Some(printed) = plan.printed {
        report.add(match_zone(files, printed));
    }
    if let Some(request) = plan.request {
        for verdict in match_request(files, request) {
            report.add(verdict);
        }
    }
}

/// The number for services lies in the clear, in another application: the secure channel is left
/// first, so this comes last.
fn number_for_services<T: CardTransport>(
    reader: &mut Reader<T>,
    plan: &Plan<'_>,
    random: &mut dyn RandomSource,
    report: &mut Report,
) -> Result<Option<Nis>> {
    let channel = reader.channel();
    channel.reset();
    let genuine =
        ias::select(channel).and_then(|()| ias::authenticate_nis(channel, plan.trust, random));
    match genuine {
        Ok(genuine) => {
            let nis = genuine.nis.clone();
            report.add_nis(genuine);
            Ok(Some(nis))
        }
        Err(error) if is_lost(error.code()) => Err(error),
        Err(error) => {
            let outcome = match error.code() {
                Code::IasFileMalformed => Outcome::Bad,
                _ => Outcome::Open,
            };
            report.add(Verdict::new(
                Check::NisSignature,
                outcome,
                Evidence::of(&error),
            ));
            Ok(None)
        }
    }
}

/// Whether the card, the reader or the caller has gone: nothing can be said of the document then.
fn is_lost(code: Code) -> bool {
    matches!(
        code,
        Code::CardRemoved
            | Code::TransportFailed
            | Code::ReaderUnavailable
            | Code::ReadingStopped
            | Code::RandomnessFailed
    )
}
