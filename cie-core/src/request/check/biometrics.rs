//! Photo, fingerprints, signature.

use super::{FindingCode as F, Inspection};
use crate::request::{Hand, IssueKind};
use crate::rule::biometrics as rules;

pub(super) fn inspect(i: &mut Inspection<'_>) {
    let taken = &i.request.biometrics;
    i.found_if(taken.photo.is_none(), F::NoPhoto, "biometrics.photo");

    let prints = &taken.fingerprints;
    // A paper card holds none.
    let paper = matches!(i.request.kind, IssueKind::Paper { .. });
    let from = const { rules::FINGERPRINTS.years("from_age") };
    if i.younger_than(from) {
        i.found_if(
            !prints.is_empty(),
            F::FingerprintsTooYoung,
            "biometrics.fingerprints",
        );
    } else if taken.fingerprints_impossible.is_none() && !paper {
        let hands = [Hand::Right, Hand::Left];
        let both = hands
            .iter()
            .all(|hand| prints.iter().any(|print| print.hand == *hand));
        i.found_if(!both, F::NoFingerprints, "biometrics.fingerprints");
    }

    let format = const { rules::FINGERPRINT_FORMAT.text("media_type") };
    for (at, print) in prints.iter().enumerate() {
        let field = format!("biometrics.fingerprints[{at}].image");
        i.found_if(
            print.image.about.media_type != format,
            F::FingerprintFormat,
            &field,
        );
    }

    let from = const { rules::SIGNATURE.years("from_age") };
    let exempt = i.younger_than(from) || taken.unable_to_sign;
    let missing = taken.signature.is_none() && !exempt;
    i.found_if(missing, F::NoSignature, "biometrics.signature");
}
