//! From the content to one HTML file that loads nothing.

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::check::Checked;
use super::content::Content;
use super::qr::{QUIET, Qr};
use crate::print::{Code, Error, Result};

#[derive(Template)]
#[template(path = "receipt.html")]
struct Page<'a> {
    content: &'a Content,
    photo: String,
    qr_path: String,
    /// Modules a side, quiet zone included.
    qr_side: u16,
    /// Width in millimetres, quiet zone included: the symbol itself is 30 mm wide.
    qr_width: String,
}

pub(super) fn render(content: &Content, checked: &Checked) -> Result<String> {
    let qr_side = checked.qr.size + 2 * QUIET;
    let page = Page {
        content,
        photo: STANDARD.encode(&checked.photo.jpeg),
        qr_path: path(&checked.qr),
        qr_side,
        qr_width: format!(
            "{:.2}",
            30.0 * f32::from(qr_side) / f32::from(checked.qr.size)
        ),
    };
    page.render()
        .map_err(|cause| Error::new(Code::ReceiptRendering).caused_by(cause))
}

/// The dark modules as SVG path data, inside the quiet zone.
fn path(qr: &Qr) -> String {
    qr.dark
        .iter()
        .map(|run| {
            let (x, y, length) = (run.x + QUIET, run.y + QUIET, run.length);
            format!("M{x} {y}h{length}v1h-{length}z")
        })
        .collect()
}
