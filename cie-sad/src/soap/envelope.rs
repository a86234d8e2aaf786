//! Opening a SOAP 1.1 envelope.

use std::ops::Range;

use cie_core::error::Position;

use super::tree::{self, Element, error};
use crate::codec::{Limits, Unknown, UnknownReason, line_column};
use crate::profile::Profile;
use crate::{Code, Error, Result};

/// Namespace of SOAP 1.1.
pub const NAMESPACE: &str = "http://schemas.xmlsoap.org/soap/envelope/";
/// The actor of SOAP 1.1 that means whoever reads the message next.
const NEXT: &str = "http://schemas.xmlsoap.org/soap/actor/next";

/// A message found in an envelope.
pub(crate) struct Opened {
    /// Bytes of the message's root element.
    pub(crate) span: Range<usize>,
    /// Namespaces declared around it: prefix (empty for the default one) and name.
    pub(crate) bindings: Vec<(String, String)>,
    /// The element between the body and the message.
    pub(crate) wrapper: Option<String>,
    /// Header blocks that nobody read.
    pub(crate) unknown: Vec<Unknown>,
}

/// Finds the message of a profile in an envelope; `understood` are the header blocks that somebody
/// reads.
pub(crate) fn open(
    profile: &Profile,
    text: &str,
    limits: &Limits,
    understood: &[(&str, &str)],
) -> Result<Opened> {
    let root = tree::parse(text, limits)?;
    open_tree(profile, text, &root, understood)
}

fn open_tree(
    profile: &Profile,
    text: &str,
    root: &Element,
    understood: &[(&str, &str)],
) -> Result<Opened> {
    let bad = |element: &Element, what: &'static str| {
        Err(error(Code::BadEnvelope, text, element.span.start, what))
    };
    let parts = parts(text, root)?;
    let mut unknown = Vec::new();
    for block in parts.header.into_iter().flat_map(Element::elements) {
        let known = |(space, local): &(&str, &str)| block.is(space, local);
        if understood.iter().any(known) {
            continue;
        }
        if must_understand(text, block)? {
            return Err(error(
                Code::MustUnderstand,
                text,
                block.span.start,
                "header",
            ));
        }
        let (line, column) = line_column(text, block.span.start);
        unknown.push(Unknown {
            path: format!("Header/{}", block.local),
            at: Position::Text { line, column },
            reason: UnknownReason::NotInProfile,
        });
    }
    let Some(first) = single(parts.body) else {
        return bad(parts.body, "the body holds one element and nothing else");
    };
    if first.is(NAMESPACE, "Fault") {
        return Err(fault(text, first));
    }
    let mut around = vec![root, parts.body];
    let wrapped = first.space.as_deref() == profile.namespace()
        && profile
            .messages
            .iter()
            .any(|message| message.wrapper.as_deref() == Some(&first.local));
    let message = if wrapped {
        around.push(first);
        match single(first) {
            Some(message) => message,
            None => return bad(first, "the wrapper holds one element and nothing else"),
        }
    } else {
        first
    };
    let bindings = around
        .into_iter()
        .flat_map(|element| element.declared.iter().cloned());
    Ok(Opened {
        span: message.span.clone(),
        bindings: bindings.collect(),
        wrapper: wrapped.then(|| first.local.clone()),
        unknown,
    })
}

/// Header and body of an envelope.
pub(crate) struct Parts<'t> {
    pub(crate) header: Option<&'t Element>,
    pub(crate) body: &'t Element,
}

/// Takes an envelope apart.
pub(crate) fn parts<'t>(text: &str, root: &'t Element) -> Result<Parts<'t>> {
    let bad = |element: &Element, what: &'static str| {
        Err(error(Code::BadEnvelope, text, element.span.start, what))
    };
    if root.local != "Envelope" {
        return bad(root, "the root is not Envelope");
    }
    if root.space.as_deref() != Some(NAMESPACE) {
        return Err(error(Code::VersionMismatch, text, 0, "Envelope"));
    }
    let mut elements = root.elements().peekable();
    let header = elements.next_if(|element| element.is(NAMESPACE, "Header"));
    match elements.next() {
        _ if root.mixed() => bad(root, "text in the envelope"),
        Some(body) if body.is(NAMESPACE, "Body") => match elements.next() {
            None if header.is_none_or(|header| !header.mixed()) => Ok(Parts { header, body }),
            None => bad(root, "text in the header"),
            Some(more) => bad(more, "after the body"),
        },
        Some(other) => bad(other, "Body expected"),
        None => bad(root, "no body"),
    }
}

/// The only element of another, beside blanks.
fn single(element: &Element) -> Option<&Element> {
    let mut inside = element.elements();
    let first = inside.next();
    first.filter(|_| inside.next().is_none() && !element.mixed())
}

fn must_understand(text: &str, block: &Element) -> Result<bool> {
    let must = match block.attribute(NAMESPACE, "mustUnderstand") {
        None | Some("0" | "false") => false,
        Some("1" | "true") => true,
        Some(_) => {
            let what = "mustUnderstand is 0 or 1";
            return Err(error(Code::BadEnvelope, text, block.span.start, what));
        }
    };
    let ours = block
        .attribute(NAMESPACE, "actor")
        .is_none_or(|actor| actor.is_empty() || actor == NEXT);
    Ok(must && ours)
}

/// What a Fault means to whoever sent the request; its text may say anything and stays out.
fn fault(text: &str, fault: &Element) -> Error {
    let code = fault
        .elements()
        .find(|part| part.local == "faultcode")
        .and_then(Element::text)
        .unwrap_or_default();
    let local = code
        .trim()
        .rsplit(':')
        .next()
        .unwrap_or_default()
        .to_owned();
    let ours = local.split('.').next() != Some("Server");
    let meaning = if ours {
        Code::FaultClient
    } else {
        Code::FaultServer
    };
    let what = match local.split('.').next() {
        Some("Server") => "Server",
        Some("Client") => "Client",
        Some("MustUnderstand") => "MustUnderstand",
        Some("VersionMismatch") => "VersionMismatch",
        _ => "another fault code",
    };
    error(meaning, text, fault.span.start, what)
}
