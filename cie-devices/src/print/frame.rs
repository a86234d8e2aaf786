//! What documents on headed paper have in common.

use chrono::{DateTime, Datelike, FixedOffset};
use cie_core::lang::Lang;

use super::receipt::{Photo, Qr};
use crate::print::page::font::Fonts;
use crate::print::page::legible::{Refusals, Texts, at};
use crate::print::page::pdf::{self, Paper};
use crate::print::page::{Layout, words};
use crate::print::{Code, Error, Result};

/// Most lines of the tables of one document, totals not counted; some three hundred pages.
pub const LINES_MAX: usize = 10_000;
/// Longest name of an office, in characters.
const OFFICE_CHARS_MAX: usize = 100;

/// What these documents say of a text that they cannot print.
pub(super) const REFUSALS: Refusals = Refusals {
    missing: Code::SheetFieldMissing,
    too_long: Code::SheetTextTooLong,
    unprintable: Code::SheetTextUnprintable,
};

/// What surrounds the content of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Office that prints it; may be empty.
    pub office: String,
    /// Local time of printing, with its offset from UTC. It dates the PDF too.
    pub printed_at: DateTime<FixedOffset>,
    /// Whether the content is simulated: every page then says that it has no value.
    pub simulated: bool,
    /// Language of the document.
    pub lang: Lang,
}

/// A document in the making.
pub(super) struct Drafting<'a> {
    pub(super) frame: &'a Frame,
    /// Who it is about.
    pub(super) issuer: String,
    pub(super) title: String,
    /// What tells it from others of its kind, such as its period.
    pub(super) subject: String,
    /// The pictures in it.
    pub(super) photo: Option<&'a Photo>,
    pub(super) qr: Option<&'a Qr>,
}

impl Frame {
    fn check(&self, fonts: &Fonts) -> Result<()> {
        let texts = Texts::new(fonts, REFUSALS);
        texts.optional("frame.office", &self.office, OFFICE_CHARS_MAX)?;
        if !(1..=9999).contains(&self.printed_at.year()) {
            return Err(at(Code::SheetDateOutOfRange, "frame.printed_at"));
        }
        Ok(())
    }
}

/// The faces, or the error that says that they are not there.
pub(super) fn fonts() -> Result<Fonts> {
    Fonts::load().ok_or_else(|| Error::new(Code::SheetRendering).detail("font"))
}

/// Refuses a document of more lines than it may have.
pub(super) fn bounded(lines: usize) -> Result<()> {
    if lines > LINES_MAX {
        let detail = format!("{lines} lines, at most {LINES_MAX}");
        return Err(Error::new(Code::SheetTooLong).detail(detail));
    }
    Ok(())
}

impl Drafting<'_> {
    /// Draws letterhead, body and footers, and makes the file.
    pub(super) fn pdf(
        &self,
        fonts: &Fonts,
        body: impl FnOnce(&mut Layout<'_>) -> Result<()>,
    ) -> Result<Vec<u8>> {
        self.frame.check(fonts)?;
        let lang = self.frame.lang;
        let banner = self.frame.simulated.then(|| words::BANNER.get(lang));
        let mut layout = Layout::new(fonts, banner);
        layout.letterhead(&self.issuer, self.frame.office.trim(), &self.title);
        body(&mut layout)?;
        let printed = words::moment(self.frame.printed_at, lang);
        let left = format!("{} – {} {printed}", self.subject, words::PRINTED.get(lang));
        let sheet = layout.finish(&left, words::page_words(lang));
        let paper = Paper {
            lang: words::lang_tag(lang),
            title: format!("{} – {}", self.title, self.subject),
            identity: format!("{} {} {}", self.title, self.subject, self.issuer),
            author: self.issuer.clone(),
            at: self.frame.printed_at,
            photo: self.photo,
            qr: self.qr,
            failure: Code::SheetRendering,
        };
        pdf::render(sheet, &paper)
    }
}
