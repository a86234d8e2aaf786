//! The photograph of the chip against the one that was sent.

use cie_core::journal::Hash;

use super::{Requested, not_read};
use crate::emrtd::lds::{DataGroup, Dg2, File};
use crate::emrtd::passive::{Check, Evidence, Outcome, RequestField, Verdict};
use crate::emrtd::session::Files;
use crate::photo::{FACE_BOUNDS, Likeness, Picture};

/// The same file, or the same photograph compressed or scaled anew, as the mint does. A photograph
/// that looks otherwise may be another crop of the same one: that is for the operator to see.
pub(super) fn judge(files: &Files, request: &Requested) -> Option<Verdict> {
    let wanted = request.photo.as_ref()?;
    let check = Check::Request(RequestField::Photo);
    let open = |evidence| Some(Verdict::new(check, Outcome::Open, evidence));
    let Some(group) = files.get(File::Group(DataGroup::DG2)) else {
        return open(not_read(DataGroup::DG2));
    };
    let face = match Dg2::parse(group) {
        Ok(group) => group.faces.into_iter().next()?,
        Err(error) => return Some(Verdict::failed(check, Outcome::Bad, error)),
    };
    let same = Hash::of(face.image.expose()) == wanted.sha256;
    if same {
        let evidence = Evidence::new("DG2: lo stesso file", "DG2: the same file");
        return Some(Verdict::new(check, Outcome::Good, evidence));
    }
    let ours = face.picture(&FACE_BOUNDS);
    let theirs = Picture::decode(wanted.file.expose(), &FACE_BOUNDS);
    Some(match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => {
            let Likeness(likeness) = ours.likeness(&theirs);
            let (outcome, it, en) = if Likeness(likeness).is_same() {
                (Outcome::Good, "la stessa fotografia", "the same photograph")
            } else {
                (
                    Outcome::Remark,
                    "un'altra inquadratura o un'altra fotografia, da confrontare a vista",
                    "another crop or another photograph, compare by eye",
                )
            };
            let evidence = Evidence::new(
                format!("DG2: {it} (correlazione {likeness:.3})"),
                format!("DG2: {en} (correlation {likeness:.3})"),
            );
            Verdict::new(check, outcome, evidence)
        }
        (Err(error), _) => Verdict::failed(check, Outcome::Bad, error),
        (_, Err(error)) => Verdict::failed(check, Outcome::Open, error),
    })
}
