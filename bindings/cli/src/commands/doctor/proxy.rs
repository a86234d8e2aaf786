//! Which proxy the workstation's programs use, as far as the environment says.

use cie_core::error::Coded;
use cie_core::lang::Lang;
use cie_devices::doctor::{Address, ProxyChoice};

use crate::exit::{Failure, Status};

/// The names that programs look for, the first one set counts.
const NAMES: [&str; 4] = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

/// `none`, or the address of a proxy.
pub(super) fn choice(text: &str) -> Result<ProxyChoice, cie_devices::Error> {
    match text {
        "none" => Ok(ProxyChoice::None),
        address => address.parse().map(ProxyChoice::At),
    }
}

/// The proxy of the environment. Names without a scheme are proxies in clear; user and password,
/// which nobody should need for the Ministry's services, are left out: whether the proxy asks for
/// them is what is looked at.
pub(super) fn of_the_environment() -> Result<Option<Address>, Failure> {
    let found = NAMES.iter().find_map(|name| {
        let value = std::env::var(name).ok()?;
        (!value.trim().is_empty()).then_some((name, value))
    });
    let Some((name, value)) = found else {
        return Ok(None);
    };
    address(value.trim()).map(Some).map_err(|error| {
        let said = |lang| error.message(lang);
        let (it, en) = (said(Lang::It), said(Lang::En));
        Failure::new(
            Status::Environment,
            format!("variabile {name}: {it}; altrimenti indicare --proxy"),
            format!("variable {name}: {en}; or else give --proxy"),
        )
    })
}

fn address(value: &str) -> Result<Address, cie_devices::Error> {
    let (scheme, rest) = value.split_once("://").unwrap_or(("http", value));
    let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
    format!("{scheme}://{rest}").parse()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_and_password_are_left_out() {
        for text in [
            "http://proxy.example:3128/",
            "proxy.example:3128",
            "http://anna:p@ss@proxy.example:3128",
        ] {
            let found = address(text).expect("an address");
            assert_eq!(found.authority(), "proxy.example:3128");
        }
        assert!(address("socks5://proxy:1080").is_err());
        assert_eq!(choice("none").expect("none"), ProxyChoice::None);
    }
}
