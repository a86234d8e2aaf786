//! A text that leaves the office.

use serde::Serialize;

use crate::lang::{Lang, Text};
use crate::redact::Personal;

/// By which way a document goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Channel {
    /// Certified e-mail (posta elettronica certificata).
    Pec,
    /// E-mail.
    Email,
}

/// A document ready to be signed or sent: where to, by which way, what it says.
///
/// Its body may carry names and is kept out of `Debug`; [`Document::text`] shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Document {
    channel: Channel,
    to: &'static str,
    subject: String,
    body: Personal<String>,
    note: &'static str,
}

/// None of these documents follows a public form; each says so.
const UNOFFICIAL: Text = Text {
    it: "Non risulta pubblico alcun modulo ufficiale: testo proposto, da non inoltrare con questa \
         nota.",
    en: "No official form is public: proposed text; leave this note out when sending.",
};

impl Document {
    pub(crate) fn new(
        channel: Channel,
        to: &'static str,
        subject: String,
        body: String,
        lang: Lang,
    ) -> Self {
        Self {
            channel,
            to,
            subject,
            body: Personal::new(body),
            note: UNOFFICIAL.get(lang),
        }
    }

    /// By which way it goes.
    #[must_use]
    pub fn channel(&self) -> Channel {
        self.channel
    }

    /// The address.
    #[must_use]
    pub fn to(&self) -> &'static str {
        self.to
    }

    /// The subject, without personal data.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The body: what is sent.
    #[must_use]
    pub fn body(&self) -> &str {
        self.body.expose()
    }

    /// The statement that no official form is public.
    #[must_use]
    pub fn note(&self) -> &'static str {
        self.note
    }

    /// Address, subject, body and note as plain text, for whoever prepares it.
    #[must_use]
    pub fn text(&self) -> String {
        let way = match self.channel {
            Channel::Pec => "PEC",
            Channel::Email => "E-mail",
        };
        let (to, subject, body) = (self.to, &self.subject, self.body());
        format!("{way}: {to}\n{subject}\n\n{body}\n[{}]\n", self.note)
    }
}
