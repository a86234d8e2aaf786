//! SOAP envelopes from any bytes: always an envelope back, and what is read can be written and read
//! again.
#![no_main]

use std::sync::{Arc, LazyLock};

use cie_core::exchange::Operation;
use cie_sad::codec::{Limits, decode_answer, decode_request, encode_request};
use cie_sad::connector::{Connector, MemoryAnswerLog};
use cie_sad::profile::Profile;
use cie_sad::registry::MemoryRegistry;
use libfuzzer_sys::fuzz_target;

static PROFILE: LazyLock<Option<Arc<Profile>>> =
    LazyLock::new(|| Profile::anpr_soap().ok().map(Arc::new));

fuzz_target!(|data: &[u8]| {
    let profile = PROFILE.as_ref().expect("the profile loads");
    let limits = Limits::default();
    let connector = Connector::new(
        Arc::clone(profile),
        Arc::new(MemoryRegistry::default()),
        Arc::new(MemoryAnswerLog::default()),
    );
    let reply = connector.handle(data);
    assert!(reply.body.ends_with(b"</soapenv:Envelope>"));
    for operation in Operation::ALL {
        let read = decode_answer(profile, operation, &reply.body, &limits);
        assert!(read.is_ok() || reply.fault || reply.operation != Some(operation));
        let _ = decode_answer(profile, operation, data, &limits);
    }
    let Ok(first) = decode_request(profile, data, &limits) else { return };
    let Ok(written) = encode_request(profile, &first.message) else { return };
    let second = decode_request(profile, &written.bytes, &limits).expect("ours is readable");
    assert_eq!(second.message.header(), first.message.header());
    assert_eq!(second.unknown, []);
});
