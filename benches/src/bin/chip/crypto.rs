//! What happens without a card: a security object judged, a master list loaded.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use cie_devices::emrtd::lds::{DataGroup, File};
use cie_devices::emrtd::passive::{
    Check, MasterList, Outcome, PassiveInput, TrustStore, verify,
};

use crate::card::{card, issuer, median};

fn time(rounds: usize, mut work: impl FnMut()) -> Duration {
    let times = (0..rounds).map(|_| {
        let began = Instant::now();
        work();
        began.elapsed()
    });
    median(times.collect())
}

fn print(what: &str, took: Duration, most: Duration) {
    let (took, most) = (took.as_secs_f64() * 1e3, most.as_secs_f64() * 1e3);
    println!("{what:<64} {took:>8.3} ms, goal {most} ms");
}

/// The public vectors beside the checkout.
fn shared(path: &str) -> Option<Vec<u8>> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let folder = std::env::var_os("CIE_SHARED").map_or_else(beside, PathBuf::from);
    let bytes = std::fs::read(folder.join("vectors/emrtd").join(path)).ok();
    if bytes.is_none() {
        println!("SKIPPED: {path} is not beside the checkout");
    }
    bytes
}

fn unhex(text: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = text.iter().filter_map(|b| char::from(*b).to_digit(16)).map(|d| d as u8).collect();
    digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

pub fn run() {
    let issuer = issuer();
    let made = card(&issuer);
    let mut trust = TrustStore::new();
    trust.add(issuer.authority()).expect("an authority");
    let sod = made.file(File::Sod).expect("EF.SOD").to_vec();
    let groups = groups(|group| made.file(File::Group(group)).map(<[u8]>::to_vec));
    judge("SOD of the virtual card (ECDSA P-256), with chain and digests", &sod, &groups, &trust);

    if let Some(sod) = shared("test_card/SOD_MRTD.HEX").map(|hex| unhex(&hex)) {
        let mut italian = TrustStore::new();
        for number in 0..=5 {
            if let Some(der) = shared(&format!("csca_it/official/CSCA0{number}.cer")) {
                let _ = italian.add(&der);
            }
        }
        let none = BTreeMap::new();
        judge("SOD of the published test card (RSA), six CSCAs, no digests", &sod, &none, &italian);
    }
    for name in ["IT_CSCAMasterList.ml", "DE_ML_2026-05-28-08-28-45.ml"] {
        let Some(bytes) = shared(&format!("csca_it/{name}")) else {
            continue;
        };
        let took = time(20, || {
            let list = MasterList::parse(&bytes).expect("a list");
            let mut store = TrustStore::new();
            black_box(list.add_to(&mut store, None).expect("certificates"));
        });
        let what = format!("master list of {} KB, all its certificates loaded", bytes.len() / 1000);
        print(&what, took, Duration::from_millis(50));
    }
}

fn groups(file: impl Fn(DataGroup) -> Option<Vec<u8>>) -> BTreeMap<DataGroup, Vec<u8>> {
    (1..=16)
        .filter_map(DataGroup::new)
        .filter(|group| !group.needs_terminal_authentication())
        .filter_map(|group| Some((group, file(group)?)))
        .collect()
}

fn judge(
    what: &str,
    sod: &[u8],
    groups: &BTreeMap<DataGroup, Vec<u8>>,
    trust: &TrustStore,
) {
    let took = time(400, || {
        let report = verify(&PassiveInput {
            sod,
            groups,
            trust,
            revocation: &[],
            issued: None,
        });
        assert_eq!(report.outcome(Check::SodSignature), Some(Outcome::Good));
        black_box(report);
    });
    print(what, took, Duration::from_millis(1));
}
