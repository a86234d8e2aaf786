//! Authorities from files of every form.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cie_devices::Code;
use cie_devices::emrtd::passive::{TrustSource, TrustStore};
use proptest::prelude::*;

use crate::kit::shared;

fn pem(label: &str, der: &[u8]) -> String {
    let mut text = format!("-----BEGIN {label}-----\n");
    for line in STANDARD.encode(der).as_bytes().chunks(64) {
        text.push_str(std::str::from_utf8(line).unwrap());
        text.push('\n');
    }
    text + &format!("-----END {label}-----\n")
}

#[test]
fn the_published_authorities_as_der_as_pem_and_as_master_list() {
    let files: Option<Vec<Vec<u8>>> = (0..=5)
        .map(|n| shared(&format!("csca_it/official/CSCA0{n}.cer")))
        .collect();
    let Some(files) = files else {
        return;
    };
    let mut store = TrustStore::new();
    let mut lists = Vec::new();
    for file in &files {
        let added = TrustSource::read(file)
            .unwrap()
            .add_to(&mut store, &mut lists)
            .unwrap();
        assert_eq!((added.authorities, added.passed_over), (1, 0));
    }
    assert_eq!(store.anchors().len(), 6);

    let all: String = files.iter().map(|der| pem("CERTIFICATE", der)).collect();
    let all = format!("Italian authorities, as text around them\n{all}");
    let source = TrustSource::read(all.as_bytes()).unwrap();
    assert!(matches!(&source, TrustSource::Certificates(found) if found.len() == 6));
    let added = source.clone().add_to(&mut store, &mut lists).unwrap();
    assert_eq!(added.authorities, 0, "they were there already");
    let mut again = TrustStore::new();
    source.add_to(&mut again, &mut lists).unwrap();
    assert_eq!(again.anchors(), store.anchors());

    let list = shared("csca_it/IT_CSCAMasterList.ml").unwrap();
    for bytes in [list.clone(), pem("CMS", &list).into_bytes()] {
        let source = TrustSource::read(&bytes).unwrap();
        assert!(matches!(source, TrustSource::MasterList(_)));
        let added = source.add_to(&mut TrustStore::new(), &mut lists).unwrap();
        assert!(added.authorities > 100, "{added:?}");
    }
    assert!(lists.is_empty());
}

#[test]
fn other_files_are_refused() {
    let code = |bytes: &[u8]| TrustSource::read(bytes).unwrap_err().code();
    assert_eq!(code(b""), Code::TrustSourceUnknown);
    assert_eq!(code(b"README"), Code::TrustSourceUnknown);
    assert_eq!(code(&[0x30, 0x00]), Code::TrustSourceUnknown);
    assert_eq!(
        code(b"-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n"),
        Code::TrustSourceUnknown
    );
    assert_eq!(
        code(b"-----BEGIN CERTIFICATE-----\nMAA=\n"),
        Code::TrustSourceUnknown
    );
    assert_eq!(code(&vec![b'A'; (16 << 20) + 1]), Code::CardFileTooLarge);
}

proptest! {
    #[test]
    fn any_file_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), pem_like: bool) {
        let bytes = if pem_like { pem("CERTIFICATE", &bytes).into_bytes() } else { bytes };
        let _ = TrustSource::read(&bytes);
    }
}
