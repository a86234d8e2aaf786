//! SOAP 1.1, for profiles with `envelope = "soap11"`.
//!
//! The profile [`anpr-soap`](crate::profile::Profile::anpr_soap) speaks the public CIEOnline-ANPR
//! service, CIE2, CIE7 and CIE8, as its published schemas describe it: as server, behind a
//! [`Connector`](crate::connector::Connector), and as client, with a
//! [`Workstation`](crate::workstation::Workstation) or with [`Anpr`].
//!
//! What could not be read at all is answered with a SOAP Fault ([`FaultCode`]); what could be read
//! as far as its heading is answered as the service does, with `rispostaKO`.

mod anpr;
mod c14n;
mod envelope;
mod fault;
mod security;
pub(crate) mod tree;

pub use anpr::Anpr;
pub use envelope::NAMESPACE;
pub(crate) use envelope::open;
pub use fault::{DETAIL_NAMESPACE, FaultCode, write as write_fault};
pub use security::{Clock, Security, Signer, Verified, Verifier};

/// What stands before a message in an envelope of ours.
pub(crate) const OPEN: &str = concat!(
    "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">",
    "<soapenv:Body>"
);
/// What stands after it.
pub(crate) const CLOSE: &str = "</soapenv:Body></soapenv:Envelope>";

/// The canonical form of the message in an envelope, whatever its header says.
pub(crate) fn canonical_body(envelope: &[u8], limits: &crate::codec::Limits) -> Option<String> {
    let text = crate::codec::charset::decode(envelope).ok()?;
    let root = tree::parse(&text, limits).ok()?;
    let body = envelope::parts(&text, &root).ok()?.body;
    let around = c14n::inside(&c14n::inside(&c14n::Scope::new(), &root), body);
    let message = body.elements().next()?;
    Some(c14n::canonical(message, &around, &[]))
}
