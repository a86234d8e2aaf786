//! Passive authentication: the test card, the published authorities, master lists, and documents
//! that openssl signed.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use chrono::{DateTime, NaiveDate, Utc};
use cie_core::lang::Lang;
use cie_devices::Code;
use cie_devices::emrtd::lds::DataGroup;
use cie_devices::emrtd::passive::{
    Certificate, Check, MasterList, Outcome, PassiveInput, RevocationList, SecurityObject, Summary,
    TrustSource, TrustStore, verify,
};
use cie_devices::emrtd::tlv;
use der::{Decode, Encode};
use proptest::prelude::*;

use crate::kit::{hex, shared};

fn card_file(name: &str) -> Option<Vec<u8>> {
    let text = shared(&format!("test_card/{name}.HEX"))?;
    Some(hex(std::str::from_utf8(&text).unwrap()))
}

fn day(year: i32, month: u32, day: u32) -> DateTime<Utc> {
    let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
    date.and_hms_opt(12, 0, 0).unwrap().and_utc()
}

/// The six authorities that Italy publishes, oldest first.
fn official() -> Option<Vec<Certificate>> {
    (0..=5)
        .map(|n| shared(&format!("csca_it/official/CSCA0{n}.cer")))
        .map(|der| der.map(|der| Certificate::parse(&der).unwrap()))
        .collect()
}

fn italian_store() -> Option<TrustStore> {
    let mut store = TrustStore::new();
    for certificate in official()? {
        store.add_certificate(certificate).unwrap();
    }
    Some(store)
}

#[test]
fn the_test_card_is_signed_and_unaltered() {
    let (Some(sod), Some(dg1), Some(dg11), Some(store)) = (
        card_file("SOD_MRTD"),
        card_file("DG1"),
        card_file("DG11"),
        italian_store(),
    ) else {
        return;
    };
    let object = SecurityObject::parse(&sod).unwrap();
    assert_eq!(
        object.check_signature().unwrap().algorithm,
        "RSA-PSS, SHA-512"
    );
    let numbers: Vec<u8> = object.groups().iter().map(|g| g.number).collect();
    assert_eq!(numbers, [1, 2, 3, 11, 12, 14]);
    assert_eq!(object.version(), 1);

    let mut groups = BTreeMap::from([(DataGroup::DG1, dg1), (DataGroup::DG11, dg11)]);
    let judge = |groups: &BTreeMap<DataGroup, Vec<u8>>| {
        verify(&PassiveInput {
            sod: &sod,
            groups,
            trust: &store,
            revocation: &[],
            issued: None,
        })
    };
    let report = judge(&groups);
    assert_eq!(report.outcome(Check::SodSignature), Some(Outcome::Good));
    assert_eq!(
        report.outcome(Check::Group(DataGroup::DG1)),
        Some(Outcome::Good)
    );
    assert_eq!(
        report.outcome(Check::Group(DataGroup::DG11)),
        Some(Outcome::Good)
    );
    // The card is a test card: its authority is "Italian Country Signer CA - TEST", which is not
    // among the published ones, and that must show.
    let chain = report.verdict(Check::CscaChain).unwrap();
    assert_eq!(chain.outcome, Outcome::Open);
    assert_eq!(chain.error.as_ref().unwrap().code(), Code::CscaUnknown);
    let evidence = chain.evidence.get(Lang::En);
    assert!(evidence.contains("Italian Country Signer CA - TEST"));
    assert_eq!(report.summary(), Summary::Undecided);

    // One character of the name, and the verdict on that group alone turns.
    groups.get_mut(&DataGroup::DG1).unwrap()[70] ^= 1;
    let report = judge(&groups);
    assert_eq!(
        report.outcome(Check::Group(DataGroup::DG1)),
        Some(Outcome::Bad)
    );
    assert_eq!(
        report.outcome(Check::Group(DataGroup::DG11)),
        Some(Outcome::Good)
    );
    assert_eq!(report.summary(), Summary::NotGenuine);
    assert!(!report.to_string().contains("ROSSI"));
}

#[test]
fn the_ias_object_of_the_test_card_with_its_odd_numbers() {
    let (Some(sod), Some(nis), Some(key)) = (
        card_file("SOD_IAS"),
        card_file("NIS"),
        card_file("NIS_PUBKEY"),
    ) else {
        return;
    };
    let object = SecurityObject::parse(&sod).unwrap();
    object.check_signature().unwrap();
    let numbers: Vec<u8> = object.groups().iter().map(|g| g.number).collect();
    // As the card lists them: not sorted, and negative in DER but for 1B.
    assert_eq!(numbers, [0xA5, 0x1B, 0xA4, 0xA3, 0xA2, 0xA1]);
    assert_eq!(object.matches(0xA1, &nis), Some(true));
    assert_eq!(object.matches(0xA5, &key), Some(true));
    assert_eq!(object.matches(0xA1, b"000000000000"), Some(false));
    assert_eq!(object.matches(1, &nis), None);
}

#[test]
fn altered_objects_are_told_apart() {
    let Some(sod) = card_file("SOD_MRTD") else {
        return;
    };
    let code = |bytes: &[u8]| match SecurityObject::parse(bytes) {
        Ok(object) => object.check_signature().unwrap_err().code(),
        Err(error) => error.code(),
    };
    // A digest inside of the content.
    let at = sod.windows(4).position(|w| w == hex("D683C2D7")).unwrap();
    let mut altered = sod.clone();
    altered[at] ^= 1;
    assert_eq!(code(&altered), Code::SodDigestWrong);
    // The signature.
    let mut altered = sod.clone();
    *altered.last_mut().unwrap() ^= 1;
    assert_eq!(code(&altered), Code::SodSignatureWrong);
    // The signer's key.
    let at = sod.windows(4).position(|w| w == hex("C23E8BE1")).unwrap();
    let mut altered = sod.clone();
    altered[at + 8] ^= 1;
    assert_eq!(code(&altered), Code::SodSignatureWrong);
    assert_eq!(code(&sod[..sod.len() - 1]), Code::SodMalformed);
    assert_eq!(code(&vec![0x77; 10 << 20]), Code::CardFileTooLarge);
}

#[test]
fn published_authorities_form_a_chain() {
    let Some(official) = official() else {
        return;
    };
    for authority in &official {
        authority.signed_by(authority).unwrap();
        assert_eq!(authority.subject().country().as_deref(), Some("IT"));
        assert!(authority.may_certify());
    }
    // Each link certificate is the next authority's key, signed by the one before.
    for (file, before, after) in [
        ("2016-05-19_cff42604.der", 1, 2),
        ("2016-09-06_2bd535c2.der", 2, 3),
        ("2020-04-29_5d374474.der", 3, 4),
        ("2024-04-17_03b6caf0.der", 4, 5),
    ] {
        let link = shared(&format!("csca_it/{file}")).unwrap();
        let link = Certificate::parse(&link).unwrap();
        link.signed_by(&official[before]).unwrap();
        assert_eq!(link.subject_key(), official[after].subject_key(), "{file}");
        assert_eq!(
            link.signed_by(&official[after]).unwrap_err().code(),
            Code::CscaChainBroken
        );
        // An authority is no document signer.
        let mut store = TrustStore::new();
        store.add_certificate(official[before].clone()).unwrap();
        let moment = link.validity().0;
        assert_eq!(
            store.issuer_of(&link, moment).unwrap_err().code(),
            Code::CscaChainBroken
        );
    }
}

#[test]
fn master_lists_are_read_and_their_signers_judged() {
    let Some(mut store) = italian_store() else {
        return;
    };
    let italian = MasterList::parse(&shared("csca_it/IT_CSCAMasterList.ml").unwrap()).unwrap();
    let signed = italian
        .signed()
        .unwrap_or_else(|| italian.signer().validity().0);
    let authority = italian.trusted(&store, signed).unwrap();
    assert_eq!(authority.subject().country().as_deref(), Some("IT"));
    assert!(
        italian.certificates().len() > 100,
        "{}",
        italian.certificates().len()
    );

    let german = shared("csca_it/DE_ML_2026-05-28-08-28-45.ml").unwrap();
    let german = MasterList::parse(&german).unwrap();
    let signed = german.signed().unwrap();
    assert_eq!(
        german.trusted(&store, signed).unwrap_err().code(),
        Code::CscaUnknown
    );
    assert_eq!(german.unreadable() + italian.unreadable(), 0);
    // The Italian ones of the German list are those that Italy publishes, and their links.
    let known = store.anchors().len();
    let mut theirs = TrustStore::new();
    german.add_to(&mut theirs, Some("it")).unwrap();
    let keys = |store: &TrustStore| {
        let mut keys: Vec<Vec<u8>> = store
            .anchors()
            .iter()
            .map(|a| a.subject_key().unwrap().to_vec())
            .collect();
        keys.sort();
        keys.dedup();
        keys
    };
    let published = keys(&store);
    assert!(keys(&theirs).iter().all(|key| published.contains(key)));
    assert!(german.add_to(&mut store, None).unwrap() > 300);
    assert!(store.anchors().len() > known);
    german.trusted(&store, signed).unwrap();
}

/// The crate x509-cert reads the same certificates, where it reads them at all.
#[test]
fn certificates_are_read_as_another_parser_reads_them() {
    let Some(list) = shared("csca_it/DE_ML_2026-05-28-08-28-45.ml") else {
        return;
    };
    let list = MasterList::parse(&list).unwrap();
    let (mut compared, mut refused, mut signed, mut unsupported) = (0, 0, 0, 0);
    for ours in list.certificates() {
        match x509_cert::Certificate::from_der(ours.der()) {
            Ok(theirs) => {
                let tbs = &theirs.tbs_certificate;
                assert_eq!(ours.serial(), tbs.serial_number.as_bytes());
                let from = tbs.validity.not_before.to_unix_duration().as_secs();
                let to = tbs.validity.not_after.to_unix_duration().as_secs();
                let (start, end) = ours.validity();
                assert_eq!(start.timestamp(), i64::try_from(from).unwrap());
                assert_eq!(end.timestamp(), i64::try_from(to).unwrap());
                if tbs.issuer.to_der().unwrap() == tbs.subject.to_der().unwrap() {
                    assert_eq!(ours.issuer(), ours.subject());
                }
                compared += 1;
            }
            Err(_) => refused += 1,
        }
        // Self-signed ones prove the signature code on the algorithms of many States.
        if ours.issuer() == ours.subject() {
            match ours.signed_by(ours) {
                Ok(()) => signed += 1,
                Err(e) if e.code() == Code::SodUnsupported => unsupported += 1,
                Err(_) => {}
            }
        }
    }
    eprintln!(
        "compared {compared}, refused by the peer {refused}, self-signatures right {signed}, \
         unsupported {unsupported}"
    );
    assert!(
        compared > 400 && signed > 250,
        "{compared} {signed} {unsupported}"
    );
}

fn openssl(folder: &Path, arguments: &str) -> Option<()> {
    let run = Command::new("openssl")
        .current_dir(folder)
        .args(arguments.split(' '))
        .output();
    let Ok(run) = run else {
        eprintln!("SKIPPED: the openssl command does not run");
        return None;
    };
    assert!(
        run.status.success(),
        "openssl {arguments}: {}",
        String::from_utf8_lossy(&run.stderr)
    );
    Some(())
}

const CONFIG: &str = "[req]\ndistinguished_name=dn\nprompt=no\n[dn]\nCN=x\n\
    [ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ncrlnumber=crlnumber\ndefault_md=sha256\n\
    default_crl_days=3650\npolicy=any\nnew_certs_dir=.\nserial=serial\n\
    [any]\ncountryName=optional\ncommonName=supplied\n\
    [csca]\nbasicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign,cRLSign\n\
    subjectKeyIdentifier=hash\n\
    [ds]\nkeyUsage=critical,digitalSignature\nauthorityKeyIdentifier=keyid\n\
    subjectKeyIdentifier=hash\n";

/// A security object over two groups, signed by openssl with keys of a kind.
struct Signed {
    folder: tempfile::TempDir,
    sod: Vec<u8>,
    groups: BTreeMap<DataGroup, Vec<u8>>,
}

impl Signed {
    fn make(new_key: &str, signing: &str) -> Option<Self> {
        Self::make_on(new_key, signing, None)
    }

    /// The signer's certificate may start on a day of the past.
    fn make_on(new_key: &str, signing: &str, start: Option<&str>) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        std::fs::write(at.join("c.cnf"), CONFIG).unwrap();
        std::fs::write(at.join("index.txt"), "").unwrap();
        for number in ["crlnumber", "serial"] {
            std::fs::write(at.join(number), "77\n").unwrap();
        }
        for name in ["csca", "ds"] {
            openssl(at, &format!("{new_key} -out {name}.key"))?;
        }
        openssl(
            at,
            &format!(
                "req -x509 -new -config c.cnf -extensions csca -key csca.key -subj /C=IT/CN=CSCA \
                 -days 4000 -out csca.pem {signing}"
            ),
        )?;
        openssl(
            at,
            "req -new -config c.cnf -key ds.key -subj /C=IT/CN=Signer -out ds.csr",
        )?;
        let certify = match start {
            Some(start) => format!(
                "ca -batch -config c.cnf -in ds.csr -cert csca.pem -keyfile csca.key \
                 -startdate {start} -enddate 20400101000000Z -extensions ds -out ds.pem -notext"
            ),
            None => format!(
                "x509 -req -in ds.csr -CA csca.pem -CAkey csca.key -set_serial 77 -days 3000 \
                 -extfile c.cnf -extensions ds -out ds.pem {signing}"
            ),
        };
        openssl(at, &certify)?;
        openssl(at, "x509 -in csca.pem -outform DER -out csca.der")?;
        let groups: BTreeMap<DataGroup, Vec<u8>> = [DataGroup::DG1, DataGroup::DG14]
            .into_iter()
            .map(|group| (group, tlv::write(group.tag().into(), &[group.number(); 90])))
            .collect();
        let pss = signing.contains("pss");
        let sod = Self::sign(at, &groups, pss)?;
        Some(Self {
            folder,
            sod,
            groups,
        })
    }

    /// The same signer over other groups.
    fn with(
        &self,
        groups: BTreeMap<DataGroup, Vec<u8>>,
    ) -> (Vec<u8>, BTreeMap<DataGroup, Vec<u8>>) {
        let sod = Self::sign(self.folder.path(), &groups, false).unwrap();
        (sod, groups)
    }

    fn sign(at: &Path, groups: &BTreeMap<DataGroup, Vec<u8>>, pss: bool) -> Option<Vec<u8>> {
        std::fs::write(at.join("content"), security_object(groups)).unwrap();
        openssl(
            at,
            &format!(
                "cms -sign -binary -nodetach -nosmimecap -md sha256 -in content -signer ds.pem \
                 -inkey ds.key -econtent_type 2.23.136.1.1.1 -outform DER -out sod.der {}",
                if pss {
                    "-keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:32"
                } else {
                    "-md sha256"
                }
            ),
        )?;
        Some(tlv::write(
            0x77,
            &std::fs::read(at.join("sod.der")).unwrap(),
        ))
    }

    fn store(&self) -> TrustStore {
        let mut store = TrustStore::new();
        store
            .add(&std::fs::read(self.folder.path().join("csca.der")).unwrap())
            .unwrap();
        store
    }

    fn report(
        &self,
        store: &TrustStore,
        lists: &[RevocationList],
        at: DateTime<Utc>,
    ) -> [Outcome; 4] {
        let report = verify(&PassiveInput {
            sod: &self.sod,
            groups: &self.groups,
            trust: store,
            revocation: lists,
            issued: Some(at),
        });
        [
            Check::SodSignature,
            Check::Group(DataGroup::DG14),
            Check::CscaChain,
            Check::Revocation,
        ]
        .map(|check| report.outcome(check).unwrap_or(Outcome::Open))
    }
}

fn security_object(groups: &BTreeMap<DataGroup, Vec<u8>>) -> Vec<u8> {
    let sha256 = hex("300B0609608648016503040201");
    let entries: Vec<u8> = groups
        .iter()
        .flat_map(|(group, file)| {
            let digest = ring::digest::digest(&ring::digest::SHA256, file);
            let entry = [
                tlv::write(0x02, &[group.number()]),
                tlv::write(0x04, digest.as_ref()),
            ];
            tlv::write(0x30, &entry.concat())
        })
        .collect();
    let content = [tlv::write(0x02, &[0]), sha256, tlv::write(0x30, &entries)];
    tlv::write(0x30, &content.concat())
}

/// The moment of the test: inside of what openssl has just certified.
fn now() -> DateTime<Utc> {
    Utc::now() + chrono::TimeDelta::minutes(1)
}

#[test]
fn keys_of_every_kind_that_openssl_makes() {
    let kinds = [
        (
            "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048",
            "-sha256",
        ),
        (
            "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048",
            "-sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32",
        ),
        ("ecparam -name prime256v1 -genkey -noout", "-sha256"),
        ("ecparam -name secp384r1 -genkey -noout", "-sha384"),
        ("ecparam -name secp521r1 -genkey -noout", "-sha512"),
        ("ecparam -name brainpoolP256r1 -genkey -noout", "-sha256"),
        ("ecparam -name brainpoolP384r1 -genkey -noout", "-sha512"),
        ("ecparam -name brainpoolP512r1 -genkey -noout", "-sha512"),
        (
            "ecparam -name brainpoolP256r1 -param_enc explicit -genkey -noout",
            "-sha1",
        ),
    ];
    for (key, signing) in kinds {
        let Some(signed) = Signed::make(key, signing) else {
            return;
        };
        let outcomes = signed.report(&signed.store(), &[], now());
        let expected = [Outcome::Good, Outcome::Good, Outcome::Good, Outcome::Open];
        assert_eq!(outcomes, expected, "{key} {signing}");
    }
}

#[test]
fn the_chain_is_judged_at_issuance() {
    let key = "ecparam -name prime256v1 -genkey -noout";
    let (Some(signed), Some(other)) = (Signed::make(key, "-sha256"), Signed::make(key, "-sha256"))
    else {
        return;
    };
    let chain = |store: &TrustStore, at| signed.report(store, &[], at)[2];
    assert_eq!(chain(&signed.store(), now()), Outcome::Good);
    assert_eq!(chain(&signed.store(), day(2015, 1, 1)), Outcome::Bad);
    assert_eq!(chain(&signed.store(), day(2090, 1, 1)), Outcome::Bad);
    // Same names, another key: not the issuer.
    assert_eq!(chain(&other.store(), now()), Outcome::Open);
    assert_eq!(chain(&TrustStore::new(), now()), Outcome::Open);
    // A document signer cannot be trusted as an authority.
    let at = signed.folder.path();
    openssl(at, "x509 -in ds.pem -outform DER -out ds.der").unwrap();
    let der = std::fs::read(at.join("ds.der")).unwrap();
    assert_eq!(
        TrustStore::new().add(&der).unwrap_err().code(),
        Code::BadCsca
    );
}

#[test]
fn revoked_signers_are_found() {
    let key = "ecparam -name prime256v1 -genkey -noout";
    let (Some(signed), Some(other)) = (Signed::make(key, "-sha256"), Signed::make(key, "-sha256"))
    else {
        return;
    };
    let crl = |signed: &Signed, revoke: bool| {
        let at = signed.folder.path();
        let common = "-config c.cnf -cert csca.pem -keyfile csca.key";
        if revoke {
            openssl(at, &format!("ca {common} -revoke ds.pem")).unwrap();
        }
        openssl(at, &format!("ca {common} -gencrl -out list.pem")).unwrap();
        openssl(at, "crl -in list.pem -outform DER -out list.der").unwrap();
        let der = std::fs::read(at.join("list.der")).unwrap();
        for file in [der.clone(), std::fs::read(at.join("list.pem")).unwrap()] {
            let source = TrustSource::read(&file).unwrap();
            assert!(matches!(source, TrustSource::RevocationLists(lists) if lists.len() == 1));
        }
        // A document signer is no authority: it is passed over.
        let signer = std::fs::read(at.join("ds.pem")).unwrap();
        let (mut store, mut lists) = (TrustStore::new(), Vec::new());
        let added = TrustSource::read(&signer)
            .unwrap()
            .add_to(&mut store, &mut lists);
        assert_eq!(added.unwrap().passed_over, 1);
        assert!(store.anchors().is_empty());
        RevocationList::parse(&der).unwrap()
    };
    let outcome = |list: RevocationList| signed.report(&signed.store(), &[list], now())[3];
    assert_eq!(outcome(crl(&signed, false)), Outcome::Good);
    let list = crl(&signed, true);
    assert_eq!((list.len(), list.is_empty()), (1, false));
    assert_eq!(outcome(list), Outcome::Bad);
    // A list that somebody else signed says nothing.
    assert_eq!(outcome(crl(&other, true)), Outcome::Open);
}

#[test]
fn the_deviation_of_2017_is_a_remark_and_nothing_else_is() {
    let key = "ecparam -name prime256v1 -genkey -noout";
    let then = Some("20170901000000Z");
    let (Some(concerned), Some(of_today)) = (
        Signed::make_on(key, "-sha256", then),
        Signed::make(key, "-sha256"),
    ) else {
        return;
    };
    let zone = |serial: &str| {
        let digit = cie_core::document::mrz::check_digit(serial).unwrap();
        let first = format!("{:<<30}", format!("C<ITA{serial}{digit}"));
        let second = "6412308F2212304ITA<<<<<<<<<<<";
        let composite = format!(
            "{}{}{}{}",
            &first[5..30],
            &second[..7],
            &second[8..15],
            &second[18..29]
        );
        let last = cie_core::document::mrz::check_digit(&composite).unwrap();
        let zone = format!("{first}{second}{last}{:<<30}", "ROSSI<<BIANCA");
        tlv::write(0x61, &tlv::write(0x5F1F, zone.as_bytes()))
    };
    let dg12 = |date: &str| {
        let fields = [
            tlv::write(0x5C, &[0x5F, 0x26]),
            tlv::write(0x5F26, date.as_bytes()),
        ];
        tlv::write(0x6C, &fields.concat())
    };
    let judge = |signed: &Signed, serial: &str, date: &str| {
        let mut signed = signed.with(BTreeMap::from([
            (DataGroup::DG1, zone(serial)),
            (DataGroup::DG12, dg12("20171115")),
        ]));
        signed.1.insert(DataGroup::DG12, dg12(date));
        let report = verify(&PassiveInput {
            sod: &signed.0,
            groups: &signed.1,
            trust: &TrustStore::new(),
            revocation: &[],
            issued: None,
        });
        report.outcome(Check::Group(DataGroup::DG12)).unwrap()
    };
    assert_eq!(judge(&concerned, "CA00000AA", "20171115"), Outcome::Good);
    assert_eq!(judge(&concerned, "CA00000AA", "20151205"), Outcome::Remark);
    // Another wrong date, another series, a signer that came later: not the published deviation.
    assert_eq!(judge(&concerned, "CA00000AA", "20151206"), Outcome::Bad);
    assert_eq!(judge(&concerned, "CB00000AA", "20151205"), Outcome::Bad);
    assert_eq!(judge(&of_today, "CA00000AA", "20151205"), Outcome::Bad);
    assert!(
        Summary::NotGenuine
            .sentence(Lang::It)
            .contains("non accettare")
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn any_bytes_are_judged(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = SecurityObject::parse(&bytes);
        let _ = SecurityObject::parse(&tlv::write(0x77, &bytes));
        let _ = (Certificate::parse(&bytes), Certificate::parse(&tlv::write(0x30, &bytes)));
        let _ = (MasterList::parse(&bytes), RevocationList::parse(&tlv::write(0x30, &bytes)));
    }

    #[test]
    fn an_object_with_one_octet_changed_never_passes_unseen(
        at in any::<prop::sample::Index>(), flip in 1u8..,
    ) {
        let Some(sod) = card_file("SOD_MRTD") else { return Ok(()) };
        let good = SecurityObject::parse(&sod).unwrap();
        let mut altered = sod.clone();
        altered[at.index(sod.len())] ^= flip;
        if let Ok(object) = SecurityObject::parse(&altered)
            && object.check_signature().is_ok()
        {
            // What does not matter to the signature must not change what was signed.
            prop_assert_eq!(object.groups(), good.groups());
        }
    }
}
