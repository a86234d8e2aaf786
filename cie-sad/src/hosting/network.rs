//! Networks from which connections are accepted.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use crate::{Code, Error, Result};

/// An address, or a network in CIDR notation such as `10.0.5.0/24` or `fd00::/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Network {
    base: IpAddr,
    bits: u8,
}

impl Network {
    /// Whether an address belongs to the network. An IPv4 address seen through an IPv6 socket is
    /// the IPv4 address.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        address.is_ipv4() == self.base.is_ipv4()
            && masked(address, self.bits) == masked(self.base, self.bits)
    }
}

/// The first bits of an address, aligned to the left.
fn masked(address: IpAddr, bits: u8) -> u128 {
    let whole = match address {
        IpAddr::V4(address) => u128::from(u32::from(address)) << 96,
        IpAddr::V6(address) => u128::from(address),
    };
    match bits {
        0 => 0,
        bits => whole >> (128 - u32::from(bits.min(128))),
    }
}

impl FromStr for Network {
    type Err = Error;

    /// # Errors
    /// `CIE-SAD-311` when the text is not an address or a network, or has bits beyond its prefix.
    fn from_str(text: &str) -> Result<Self> {
        let bad = || Error::new(Code::BadNetwork);
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let base: IpAddr = address.parse().map_err(|_| bad())?;
        if base.to_canonical() != base {
            return Err(bad().detail("write the IPv4 address itself"));
        }
        let widest = if base.is_ipv4() { 32 } else { 128 };
        let bits = match bits {
            None => widest,
            Some(bits) if bits.len() <= 3 && bits.bytes().all(|b| b.is_ascii_digit()) => {
                bits.parse().map_err(|_| bad())?
            }
            Some(_) => return Err(bad()),
        };
        if bits > widest {
            return Err(bad());
        }
        let below = match bits {
            0 => masked(base, 128),
            bits if bits < 128 => masked(base, 128) << bits,
            _ => 0,
        };
        if below != 0 {
            return Err(bad().detail("the address has bits beyond its prefix"));
        }
        Ok(Self { base, bits })
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.base, self.bits)
    }
}

/// The networks from which connections are accepted.
///
/// ```
/// use cie_sad::hosting::AllowList;
/// let list: AllowList = ["10.0.5.0/24", "::1"].into_iter().map(str::parse).collect::<Result<_, _>>()?;
/// assert!(list.allows("10.0.5.77".parse().unwrap()));
/// assert!(!list.allows("10.0.6.1".parse().unwrap()));
/// assert!(AllowList::everyone().allows("10.0.6.1".parse().unwrap()));
/// # Ok::<(), cie_sad::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowList(Option<Vec<Network>>);

impl AllowList {
    /// Accepts every address.
    #[must_use]
    pub fn everyone() -> Self {
        Self(None)
    }

    /// Accepts this machine alone.
    #[must_use]
    pub fn loopback() -> Self {
        Self(Some(vec![
            Network {
                base: [127, 0, 0, 0].into(),
                bits: 8,
            },
            Network {
                base: std::net::Ipv6Addr::LOCALHOST.into(),
                bits: 128,
            },
        ]))
    }

    /// Whether connections from this address are accepted.
    #[must_use]
    pub fn allows(&self, address: IpAddr) -> bool {
        match &self.0 {
            None => true,
            Some(networks) => networks.iter().any(|network| network.contains(address)),
        }
    }
}

impl FromIterator<Network> for AllowList {
    /// An empty list accepts nobody.
    fn from_iter<T: IntoIterator<Item = Network>>(networks: T) -> Self {
        Self(Some(networks.into_iter().collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_contain_what_rfc_4632_says() {
        // RFC 4632, 3.1: 10.23.64.0/20 is 10.23.64.0 to 10.23.79.255.
        let network: Network = "10.23.64.0/20".parse().unwrap();
        for (address, inside) in [
            ("10.23.63.255", false),
            ("10.23.64.0", true),
            ("10.23.79.255", true),
            ("10.23.80.0", false),
            ("::ffff:10.23.70.1", true),
            ("::10.23.70.1", false),
        ] {
            let address: IpAddr = address.parse().unwrap();
            assert_eq!(network.contains(address), inside, "{address}");
        }
        let all: Network = "0.0.0.0/0".parse().unwrap();
        assert!(all.contains([1, 2, 3, 4].into()) && !all.contains("::1".parse().unwrap()));
        let all: Network = "::/0".parse().unwrap();
        assert!(all.contains("fd00::1".parse().unwrap()));
        let one: Network = "fd00::1".parse().unwrap();
        assert!(
            one.contains("fd00::1".parse().unwrap()) && !one.contains("fd00::2".parse().unwrap())
        );
    }

    #[test]
    fn what_is_not_a_network_is_refused() {
        for text in [
            "",
            "/",
            "10.0.0.0/33",
            "10.0.0.1/24",
            "10.0.0/8",
            "::/129",
            "10.0.0.0/+8",
            "10.0.0.0/",
            "fd00::1/64",
            "1.2.3.4/0",
            "::ffff:10.0.0.1",
            "localhost",
        ] {
            assert_eq!(
                text.parse::<Network>().unwrap_err().code(),
                Code::BadNetwork,
                "{text}"
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn a_network_reads_back_what_it_prints(base: u32, bits in 0u8..=32) {
            let base = if bits == 0 { 0 } else { base >> (32 - bits) << (32 - bits) };
            let network = Network { base: std::net::Ipv4Addr::from(base).into(), bits };
            proptest::prop_assert_eq!(network.to_string().parse::<Network>().unwrap(), network);
        }

        #[test]
        fn no_text_panics(text in ".{0,40}") {
            let _ = text.parse::<Network>();
        }
    }
}
