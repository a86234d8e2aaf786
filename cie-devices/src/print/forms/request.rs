//! The summary of a request.

use cie_core::error::Coded;
use cie_core::request::{CardRequest, Media};

use super::facts::{self, Facts};
use super::text;
use crate::print::frame::{Drafting, Frame, REFUSALS, fonts};
use crate::print::page::legible::{Texts, at};
use crate::print::page::sheet::{MARGIN, MM, Role, Shape, Slot, WIDTH};
use crate::print::page::{Column, Layout, Line, Row, words};
use crate::print::receipt::{Photo, Qr};
use crate::print::{Code, Result};

/// Longest value of a field, in characters.
const VALUE_CHARS_MAX: usize = 300;
/// Side of the QR symbol, and the space kept clear around it.
const QR: f32 = 22.0 * MM;
const QUIET: f32 = QR * 4.0 / 21.0;

/// The summary of a request, for the citizen to read and sign before the operator signs: all that
/// was entered, the photo, what the rules made of it, and a QR code with the request's number.
///
/// It is no ministerial form, and says so: none is public. Fingerprints and handwritten signature are
/// named, not shown.
///
/// ```
/// use cie_core::lang::Lang;
/// use cie_core::request::Media;
/// use cie_devices::print::{Frame, RequestForm};
/// use cie_devices::sim::portrait;
///
/// let mut request = cie_core::samples::request()?;
/// let photo = portrait(1)?.into_bytes();
/// request.biometrics.photo = Some(Media::new("image/jpeg", photo, true));
/// let form = RequestForm {
///     frame: Frame {
///         office: request.office.name.clone(),
///         printed_at: "2026-11-23T09:41:00+01:00".parse()?,
///         simulated: true,
///         lang: Lang::It,
///     },
///     request,
/// };
/// assert!(form.to_pdf()?.starts_with(b"%PDF-1.7"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct RequestForm {
    /// What surrounds the content.
    pub frame: Frame,
    /// The request.
    pub request: CardRequest,
}

impl RequestForm {
    /// The document as an A4 PDF, PDF/A-2a and PDF/UA-1.
    ///
    /// # Errors
    /// `CIE-DEV-311` to `CIE-DEV-313` for a text that cannot be printed, `CIE-DEV-318` for a moment
    /// that cannot, `CIE-DEV-321` for a photo that cannot, `CIE-DEV-322` for a request with more
    /// entries than it can have, `CIE-DEV-319` when composing fails.
    pub fn to_pdf(&self) -> Result<Vec<u8>> {
        let fonts = fonts()?;
        let (request, lang) = (&self.request, self.frame.lang);
        facts::bounded(request)?;
        let facts = Facts::of(request, lang);
        let texts = Texts::new(&fonts, REFUSALS);
        texts.required("request.office.comune", &request.office.comune, 100)?;
        for (field, row) in facts.fields() {
            texts.optional(field, &row.value, VALUE_CHARS_MAX)?;
        }
        for cell in facts.guardians.iter().flatten().chain(&facts.signatures) {
            texts.optional("request.guardians", cell, VALUE_CHARS_MAX)?;
        }
        let photo = request.biometrics.photo.as_ref().map(photo).transpose()?;
        let number = request.number.to_string();
        let qr = Qr::encode(&number)?;
        let comune = &request.office.comune;
        let draft = Drafting {
            frame: &self.frame,
            issuer: format!("{} {comune}", words::COMUNE.get(lang)),
            title: text::REQUEST.get(lang).to_owned(),
            subject: number,
            photo: photo.as_ref(),
            qr: Some(&qr),
        };
        draft.pdf(&fonts, |layout| {
            self.draw(layout, &facts, photo.is_some());
            Ok(())
        })
    }

    fn draw(&self, layout: &mut Layout<'_>, facts: &Facts, has_photo: bool) {
        let lang = self.frame.lang;
        layout.note(text::NOT_OFFICIAL.get(lang));
        section(layout, text::THE_REQUEST.get(lang), &facts.request);
        let heading = text::CITIZEN.get(lang);
        if has_photo {
            layout.pictured(heading, text::PHOTO_ALT.get(lang), &facts.citizen);
        } else {
            section(layout, heading, &facts.citizen);
            layout.note(text::NO_PHOTO.get(lang));
        }
        section(layout, text::HOME.get(lang), &facts.home);
        if !facts.guardians.is_empty() {
            layout.keep(80.0);
            layout.heading(text::GUARDIANS.get(lang));
            let columns = [
                Column::rest(text::GUARDIAN.get(lang)),
                Column::share(text::CODE.get(lang), 0.7),
                Column::rest(text::ASSENT.get(lang)),
            ];
            let rows = facts.guardians.iter();
            let lines: Vec<Line> = rows.map(|cells| Line::plain(cells.to_vec())).collect();
            layout.table(&columns, &lines);
        }
        section(layout, text::CARD.get(lang), &facts.card);
        section(layout, text::TAKEN.get(lang), &facts.taken);
        self.signing(layout, facts);
    }

    /// What is signed, the lines, and the code beside the note on them.
    fn signing(&self, layout: &mut Layout<'_>, facts: &Facts) {
        let lang = self.frame.lang;
        let rows = facts.signatures.len().div_ceil(2);
        // There are a handful of lines: exact in f32.
        #[allow(clippy::cast_precision_loss)]
        let height = 60.0 + rows as f32 * 62.0 + QR;
        layout.keep(height);
        layout.heading(text::SIGNATURES.get(lang));
        layout.note(text::CHECKED.get(lang));
        layout.signatures(&facts.signatures);
        layout.sheet.y += QUIET;
        let top = layout.sheet.y;
        let x = MARGIN + QR + QUIET;
        layout.paragraph(x, WIDTH - QR - QUIET, text::QR_NOTE.get(lang));
        let alt = text::QR_ALT.get(lang).to_owned();
        let element = layout.sheet.element(Role::Figure { alt }, None);
        let shape = Shape::Qr {
            x: MARGIN,
            y: top,
            side: QR,
        };
        layout.sheet.draw(Slot::Element(element), shape);
        layout.sheet.y = layout.sheet.y.max(top + QR);
    }
}

fn section(layout: &mut Layout<'_>, heading: &str, rows: &[Row]) {
    layout.keep(20.0 + layout.rows_height(WIDTH, rows).min(120.0));
    layout.heading(heading);
    layout.rows(MARGIN, WIDTH, rows);
    layout.sheet.y += 8.0;
}

fn photo(media: &Media) -> Result<Photo> {
    Photo::read(media.bytes.expose()).map_err(|error| {
        at(Code::FormPhotoUnusable, "request.biometrics.photo")
            .detail(error.info().id)
            .caused_by(error)
    })
}
