//! The proofs that the chip is no copy, as verdicts.

use crate::emrtd::ChipProof;
use crate::emrtd::lds::DataGroup;
use crate::emrtd::passive::{Check, Evidence, Outcome, Report, Verdict};
use crate::ias::GenuineNis;
use crate::{Code, Result};

impl Report {
    /// Adds what [`Reader::authenticate_chip`](crate::emrtd::Reader::authenticate_chip) said. A proof
    /// rests on a key of DG14 or DG15: it counts only if that group is the one that was signed.
    pub fn add_chip_proof(&mut self, proof: &Result<ChipProof>) {
        let check = Check::ChipGenuine;
        let signed =
            |group: u8| DataGroup::new(group).and_then(|group| self.outcome(Check::Group(group)));
        let verdict = match proof {
            Ok(proof) => {
                let key = if proof.method.starts_with("active") {
                    15
                } else {
                    14
                };
                match signed(key) {
                    Some(Outcome::Good) => Verdict::new(check, Outcome::Good, proof.method.clone()),
                    _ => {
                        let unsigned = Evidence::new(
                            "la chiave della prova non è firmata",
                            "the key of the proof is not signed",
                        );
                        Verdict::new(check, Outcome::Bad, unsigned)
                    }
                }
            }
            Err(error) => {
                let outcome = match error.code() {
                    Code::ChipNotGenuine | Code::BadCardKey => Outcome::Bad,
                    _ => Outcome::Open,
                };
                Verdict::new(check, outcome, Evidence::of(error))
            }
        };
        self.add(verdict);
    }

    /// Adds what [`authenticate_nis`](crate::ias::authenticate_nis) said, as questions of their own:
    /// the number for services has its own security object, signer and key.
    pub fn add_nis(&mut self, nis: GenuineNis) {
        for verdict in nis.verdicts {
            let check = match verdict.check {
                Check::SodSignature => Check::NisSignature,
                Check::CscaChain => Check::NisChain,
                Check::ChipGenuine => Check::NisChip,
                other => other,
            };
            self.add(verdict.about(check));
        }
    }
}
