//! The connector under test.

use std::sync::Arc;
use std::time::Duration;

use ureq::http::Uri;

use crate::Result;
use crate::codec::Limits;
use crate::profile::{Envelope, Profile};
use crate::workstation::http_uri;

/// A connector to grade.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Target {
    pub(super) url: String,
    pub(super) uri: Uri,
    /// The wire that it speaks.
    pub profile: Arc<Profile>,
    /// Longest time for an ordinary answer.
    pub timeout: Duration,
    /// Longest time after which a client that says nothing should be cut.
    pub patience: Duration,
    /// Bounds on answers.
    pub limits: Limits,
}

impl Target {
    /// The connector at a URL, such as `http://10.0.0.5:8080/sad`.
    ///
    /// # Errors
    /// `CIE-SAD-401` when the URL is not absolute, `http` or `https`.
    pub fn new(url: &str, profile: Arc<Profile>) -> Result<Self> {
        Ok(Self {
            url: url.to_owned(),
            uri: http_uri(url)?,
            profile,
            timeout: Duration::from_secs(30),
            patience: Duration::from_secs(45),
            limits: Limits::default(),
        })
    }

    /// The URL.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Whether messages travel in a SOAP envelope.
    pub(super) fn soap(&self) -> bool {
        self.profile.envelope() == Envelope::Soap11
    }

    /// Host and port, when raw bytes can be written there.
    pub(super) fn plain(&self) -> Option<(&str, u16)> {
        let host = self.uri.host()?.trim_matches(['[', ']']);
        let http = self.uri.scheme_str() == Some("http");
        http.then(|| (host, self.uri.port_u16().unwrap_or(80)))
    }
}
