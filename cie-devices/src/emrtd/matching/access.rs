//! The access that was used, against the best that the chip offers.

use crate::emrtd::lds::{DataGroup, Dg14, File};
use crate::emrtd::passive::{Check, Evidence, Outcome, Report, Verdict};
use crate::emrtd::session::{Access, Files};
use crate::emrtd::{PaceInfo, SecurityInfos};

impl Access {
    /// How access was gained, as a verdict: a downgrade is a remark.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let check = Check::Access;
        match &self.downgraded_because {
            None => Verdict::new(check, Outcome::Good, self.method.clone()),
            Some(reason) => {
                let (method, reason) = (&self.method, Evidence::of(reason));
                let (it, en) = (
                    reason.get(cie_core::lang::Lang::It),
                    reason.get(cie_core::lang::Lang::En),
                );
                let evidence = Evidence::new(
                    format!("{method} al posto di PACE: {it}"),
                    format!("{method} instead of PACE: {en}"),
                );
                Verdict::new(check, Outcome::Remark, evidence)
            }
        }
    }
}

impl Report {
    /// Adds how access was gained. EF.CardAccess, which says what the chip offers, is not signed:
    /// somebody in between may have hidden PACE from the reader. DG14 is signed, and where it lists
    /// PACE the two must agree (ICAO Doc 9303-11, 9.2). Passive authentication must have been added
    /// before.
    pub fn add_access(&mut self, access: &Access, files: &Files) {
        let own = access.verdict();
        if own.outcome != Outcome::Good {
            return self.add(own);
        }
        let sound = self.outcome(Check::Group(DataGroup::DG14)) == Some(Outcome::Good);
        let signed = files
            .get(File::Group(DataGroup::DG14))
            .filter(|_| sound)
            .and_then(|bytes| Dg14::parse(bytes).ok())
            .map(|group| group.infos.pace)
            .unwrap_or_default();
        let offered = files
            .get(File::CardAccess)
            .and_then(|bytes| SecurityInfos::parse(bytes).ok())
            .map(|infos| infos.pace)
            .unwrap_or_default();
        if signed.iter().all(|info| offered.contains(info)) {
            return self.add(own);
        }
        let hidden: Vec<String> = signed
            .iter()
            .filter(|info| !offered.contains(info))
            .map(PaceInfo::name)
            .collect();
        let (method, hidden) = (&access.method, hidden.join(", "));
        let evidence = Evidence::new(
            format!("{method}; il DG14 firmato offre anche {hidden}, che EF.CardAccess tace"),
            format!("{method}; the signed DG14 also offers {hidden}, which EF.CardAccess hides"),
        );
        self.add(Verdict::new(Check::Access, Outcome::Remark, evidence));
    }
}
