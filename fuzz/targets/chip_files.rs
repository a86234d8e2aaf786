//! Files of a chip from any bytes: read or refused, without panic and within bounds.
#![no_main]

use cie_devices::emrtd::SecurityInfos;
use cie_devices::emrtd::lds::{Com, Dg1, Dg2, Dg7, Dg11, Dg12, Dg14, Dg15, Dg16, Dir};
use cie_devices::emrtd::tlv;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = (Com::parse(data), Dir::parse(data), Dg2::parse(data), Dg7::parse(data));
    let _ = (Dg12::parse(data), Dg14::parse(data), Dg15::parse(data), Dg16::parse(data));
    let _ = SecurityInfos::parse(data);
    if let Ok(group) = Dg1::parse(data) {
        assert_eq!(Dg1::parse(&group.encode()).ok(), Some(group));
    }
    let _ = Dg11::parse(data);
    if let Ok(elements) = tlv::elements(data) {
        let bytes: usize = elements.iter().map(|element| element.whole.len()).sum();
        assert_eq!(bytes, data.len());
    }
});
