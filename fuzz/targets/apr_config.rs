//! What an operator of a connector writes: apr.toml, server.toml, networks, digests of passwords,
//! and the `authorization` header that anybody sends.
#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use cie_sad::hosting::config::{AprConfig, ServerConfig, TravelConstants};
use cie_sad::hosting::{BasicUsers, Network, PasswordDigest, TenantId};
use libfuzzer_sys::fuzz_target;

static NOBODY: LazyLock<BasicUsers> =
    LazyLock::new(|| BasicUsers::new(Vec::new()).expect("randomness"));

fuzz_target!(|data: &[u8]| {
    assert!(!NOBODY.check(data));
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Ok(config) = AprConfig::parse(text, Path::new("/nowhere")) {
        assert_eq!(config.comune.istat.len(), 6);
    }
    let _ = ServerConfig::parse(text);
    if let Ok(network) = text.parse::<Network>() {
        assert_eq!(network.to_string().parse::<Network>().ok(), Some(network));
    }
    if let Ok(digest) = text.parse::<PasswordDigest>() {
        assert!(digest.to_string().parse::<PasswordDigest>().is_ok());
    }
    let _ = text.parse::<TenantId>();
    let _ = text.parse::<TravelConstants>();
});
