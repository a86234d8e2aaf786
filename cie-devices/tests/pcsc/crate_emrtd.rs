//! The crate `emrtd` reads our card over PC/SC: basic access control, files, byte for byte.

use std::ffi::CString;

use cie_devices::emrtd::Cipher;
use cie_devices::emrtd::lds::File;
use cie_devices::sim::card::ChipKeyKind;
use emrtd::EmrtdComms;

use crate::kit::{GROUPS, card, insert};
use crate::stack::{Service, isolated, readers};

#[test]
fn another_crate_reads_what_was_personalised() {
    isolated(
        "crate_emrtd::another_crate_reads_what_was_personalised",
        &[],
        || {
            let _service = Service::start();
            let (card, _) = card(&[], ChipKeyKind::Dh(Cipher::TripleDes));
            let inserted = insert(card, 0);
            let name = CString::new(readers().names().unwrap().remove(0)).unwrap();
            let context = pcsc::Context::establish(pcsc::Scope::User).unwrap();
            let theirs = context
                .connect(&name, pcsc::ShareMode::Shared, pcsc::Protocols::ANY)
                .unwrap();
            let mut session = EmrtdComms::new(theirs);
            session.select_emrtd_application().unwrap();
            let secret = emrtd::other_mrz("CA00000AA", "641230", "221230").unwrap();
            session
                .establish_bac_session_keys(secret.as_bytes())
                .unwrap();
            let mut read = Vec::new();
            for file in [File::Com, File::Sod]
                .into_iter()
                .chain(GROUPS.map(File::Group))
            {
                let id = file.id().to_be_bytes();
                session.select_ef(&id, "file", true).unwrap();
                read.push((file, session.read_data_from_ef(true).unwrap()));
            }
            drop(session);
            let card = inserted.remove().unwrap();
            for (file, bytes) in read {
                assert_eq!(card.file(file), Some(bytes.as_slice()), "{file}");
            }
        },
    );
}
