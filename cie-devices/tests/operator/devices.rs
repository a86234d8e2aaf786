//! The module as a device of the workstation, and as the doctor sees it.

use std::time::Duration;

use cie_devices::Code;
use cie_devices::devices::{DeviceState, Devices};
use cie_devices::doctor::{Check, ModuleCheck, Verdict};

use crate::home::{COMMIT, P256, with_tokens};

const SOON: Duration = Duration::from_secs(20);

with_tokens! {
    fn a_module_is_loaded_and_tells_its_slots_and_cards(home) {
        let path = home.module().path().display().to_string();
        let entry = format!("[[device]]\nname = \"SCO\"\nkind = \"pkcs11\"\nmodule = '{path}'");
        let devices = Devices::parse(&entry).unwrap();
        let probe = || Devices::probe(devices.all(), SOON).remove(0).unwrap();
        // SoftHSM always has an empty slot for the next token.
        let empty = probe();
        assert_eq!((empty.state, empty.facts["slots"].as_str()), (DeviceState::Empty, "1"));
        home.token("SCO", P256, COMMIT);
        assert_eq!(home.module().slots().unwrap().len(), 2);
        let ready = probe();
        assert_eq!((ready.state, ready.facts["cards"].as_str()), (DeviceState::Ready, "1"));

        let fine = ModuleCheck::new(&path).run(SOON);
        assert_eq!(fine.verdict, Verdict::Ok, "{fine:?}");
        assert_eq!((fine.facts["slots"].as_str(), fine.facts["cards"].as_str()), ("2", "1"));
        let absent = ModuleCheck::new("/nowhere/module.so").run(SOON);
        assert_eq!(absent.verdict, Verdict::Failed);
        assert!(absent.found.en.contains("CIE-DEV-122"), "{absent:?}");
        let entry = entry.replace(&path, "/nowhere/module.so");
        let outcome = Devices::probe(Devices::parse(&entry).unwrap().all(), SOON).remove(0);
        assert_eq!(outcome.unwrap_err().code(), Code::ModuleUnavailable);
    }
}
