//! What the variants of a request ask for beside the rest.

use super::{FindingCode as F, Inspection};
use crate::citizen::{Citizenship, Residence};
use crate::request::{ConsularChecks, IssueKind};
use crate::rule::{entitlement, validity};

pub(super) fn inspect(i: &mut Inspection<'_>) {
    match i.request.kind {
        IssueKind::Ordinary => {}
        IssueKind::AsylumSeeker => {
            i.found_if(
                !validity::ASYLUM.in_force(i.on),
                F::AsylumBeforeDate,
                "kind",
            );
            let italian = i
                .request
                .subject
                .citizenships
                .iter()
                .any(Citizenship::is_italian);
            i.found_if(italian, F::ItalianAsylumSeeker, "kind");
        }
        IssueKind::Consular(checks) => consular(i, checks),
        IssueKind::Paper { ground } => {
            i.found_if(
                !entitlement::PAPER_URGENCY.in_force(i.on),
                F::PaperEnded,
                "kind",
            );
            i.found_if(ground.is_none(), F::PaperWithoutGround, "kind.ground");
        }
    }
}

fn consular(i: &mut Inspection<'_>, checks: ConsularChecks) {
    i.found_if(
        checks.other_valid_cie,
        F::AnotherValidCie,
        "kind.other_valid_cie",
    );
    i.found_if(
        i.request.organ_donation.is_some(),
        F::ConsularOrganDonation,
        "organ_donation",
    );
    let subject = &i.request.subject;
    let abroad = matches!(subject.residence, Some(Residence::Abroad { .. }));
    i.found_if(
        !subject.person.aire && !abroad,
        F::ConsularNotAire,
        "subject.person.aire",
    );
    if subject.person.tax_code.is_some() {
        return;
    }
    let matches = checks.matches.unwrap_or_default();
    let mut differing = matches.differing().peekable();
    if differing.peek().is_none() {
        return i.found(F::ConsularCodeToRequest, "subject.person.tax_code");
    }
    for field in differing {
        i.found(F::ConsularDataDiffer, field);
    }
}
