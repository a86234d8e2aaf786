//! Passive authentication as a whole.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::certificate::Certificate;
use super::check::Check;
use super::crl::RevocationList;
use super::deviation::is_dg12_of_2017;
use super::evidence::Evidence;
use super::issued::{Issued, issued};
use super::report::Report;
use super::sod::SecurityObject;
use super::trust::TrustStore;
use super::verdict::{Outcome, Verdict};
use crate::emrtd::lds::DataGroup;
use crate::emrtd::tlv::Tlv;
use crate::{Code, Error};

/// What passive authentication looks at.
#[derive(Clone, Copy, Debug)]
pub struct PassiveInput<'a> {
    /// EF.SOD.
    pub sod: &'a [u8],
    /// The data groups that were read.
    pub groups: &'a BTreeMap<DataGroup, Vec<u8>>,
    /// The authorities that the caller trusts.
    pub trust: &'a TrustStore,
    /// Revocation lists, if there are any.
    pub revocation: &'a [RevocationList],
    /// When the document was issued, if the caller knows.
    pub issued: Option<DateTime<Utc>>,
}

/// Judges the security object's signature, the chain to an authority at issuance, revocation, and
/// each group that was read. Every question gets its own verdict; none hides another.
#[must_use]
pub fn verify(input: &PassiveInput<'_>) -> Report {
    let mut report = Report::default();
    let object = match SecurityObject::parse(input.sod) {
        Ok(object) => object,
        Err(error) => {
            report
                .verdicts
                .push(Verdict::failed(Check::SodSignature, Outcome::Bad, error));
            return report;
        }
    };
    let signing_time = signature(&object, &mut report);
    groups(&object, input.groups, &mut report);
    let Ok(signer) = object.signer() else {
        return report;
    };
    let dg12_sound = report.outcome(Check::Group(DataGroup::DG12)) == Some(Outcome::Good);
    let dg12 = input.groups.get(&DataGroup::DG12).filter(|_| dg12_sound);
    let moment = issued(
        input.issued,
        signing_time,
        dg12.map(Vec::as_slice),
        signer.in_use_from(),
    );
    chain(signer, &moment, input, &mut report);
    report
}

fn signature(object: &SecurityObject, report: &mut Report) -> Option<DateTime<Utc>> {
    match object.check_signature() {
        Ok(signature) => {
            let signer = object.signer().map(|c| c.subject().to_string());
            let signer = signer.unwrap_or_default();
            let (algorithm, hash) = (&signature.algorithm, object.hash().name());
            let version = object.version();
            let evidence = Evidence::new(
                format!("{algorithm}, {signer}, impronte {hash}, versione {version}"),
                format!("{algorithm}, {signer}, digests {hash}, version {version}"),
            );
            report
                .verdicts
                .push(Verdict::new(Check::SodSignature, Outcome::Good, evidence));
            signature.signing_time
        }
        Err(error) => {
            let outcome = match error.code() {
                Code::SodUnsupported => Outcome::Open,
                _ => Outcome::Bad,
            };
            report
                .verdicts
                .push(Verdict::failed(Check::SodSignature, outcome, error));
            None
        }
    }
}

fn groups(object: &SecurityObject, groups: &BTreeMap<DataGroup, Vec<u8>>, report: &mut Report) {
    // DG1 comes first: the deviation of DG12 rests on it.
    for (group, file) in groups {
        let check = Check::Group(*group);
        // The file as long as it says, without what the chip padded.
        let exact = Tlv::read(file).map_or(file.as_slice(), |(whole, _)| whole.whole);
        let verdict = match object.matches(group.number(), exact) {
            Some(true) => Verdict::new(check, Outcome::Good, object.hash().name()),
            None => {
                let unlisted = Evidence::new("non elencato nel SOD", "not listed in the SOD");
                Verdict::new(check, Outcome::Bad, unlisted)
            }
            Some(false) if *group == DataGroup::DG12 && deviates(object, groups, report) => {
                let known = Evidence::new(
                    "difformità nota: DG12 delle carte emesse dal 2017-10-01 al 2018-02-05 \
                     (deviation list del 2018-05-30)",
                    "known deviation: DG12 of cards issued from 2017-10-01 to 2018-02-05 \
                     (deviation list of 2018-05-30)",
                );
                Verdict::new(check, Outcome::Remark, known)
            }
            Some(false) => {
                let differs = Evidence::new("impronta diversa", "digest differs");
                Verdict::new(check, Outcome::Bad, differs)
            }
        };
        report.verdicts.push(verdict);
    }
}

fn deviates(
    object: &SecurityObject,
    groups: &BTreeMap<DataGroup, Vec<u8>>,
    report: &Report,
) -> bool {
    let sound = report.outcome(Check::SodSignature) == Some(Outcome::Good)
        && report.outcome(Check::Group(DataGroup::DG1)) == Some(Outcome::Good);
    let files = groups
        .get(&DataGroup::DG1)
        .zip(groups.get(&DataGroup::DG12));
    match (files, object.signer()) {
        (Some((dg1, dg12)), Ok(signer)) if sound => {
            is_dg12_of_2017(dg1, dg12, signer.in_use_from())
        }
        _ => false,
    }
}

fn chain(signer: &Certificate, issued: &Issued, input: &PassiveInput<'_>, report: &mut Report) {
    let day = issued.moment.date_naive();
    match input.trust.issuer_of(signer, issued.moment) {
        Ok(authority) => {
            let (authority_name, source) = (authority.subject(), issued.source);
            let evidence = Evidence::new(
                format!("{authority_name}, al {day} ({})", source.it),
                format!("{authority_name}, at {day} ({})", source.en),
            );
            report
                .verdicts
                .push(Verdict::new(Check::CscaChain, Outcome::Good, evidence));
            report
                .verdicts
                .push(revocation(signer, authority, input.revocation));
        }
        Err(error) => {
            let outcome = match error.code() {
                Code::CscaUnknown | Code::SodUnsupported => Outcome::Open,
                _ => Outcome::Bad,
            };
            report
                .verdicts
                .push(Verdict::failed(Check::CscaChain, outcome, error));
        }
    }
}

fn revocation(signer: &Certificate, authority: &Certificate, lists: &[RevocationList]) -> Verdict {
    let check = Check::Revocation;
    let mut unusable: Option<Error> = None;
    let mut looked = None;
    for list in lists.iter().filter(|list| list.is_of(authority)) {
        match list.revoked_since(signer, authority) {
            Ok(Some(since)) => {
                let day = since.date_naive();
                let evidence =
                    Evidence::new(format!("revocato il {day}"), format!("revoked on {day}"));
                return Verdict::new(check, Outcome::Bad, evidence);
            }
            Ok(None) => looked = Some(list.period().0),
            Err(error) => unusable = Some(error),
        }
    }
    match (looked, unusable) {
        (Some(made), _) => {
            let day = made.date_naive();
            let evidence = Evidence::new(
                format!("non è nella lista del {day}"),
                format!("not in the list of {day}"),
            );
            Verdict::new(check, Outcome::Good, evidence)
        }
        (None, Some(error)) => Verdict::failed(check, Outcome::Open, error),
        (None, None) => {
            let none = Evidence::new(
                "nessuna lista di questa autorità",
                "no list of this authority",
            );
            Verdict::new(check, Outcome::Open, none)
        }
    }
}
