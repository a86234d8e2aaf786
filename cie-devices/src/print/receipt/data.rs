//! The data of a receipt, owned and complete.

use chrono::{DateTime, FixedOffset};
use cie_core::date::PartialDate;
use cie_core::lang::Lang;
use cie_core::redact::{Personal, Secret};

use super::content::Content;
use super::layout::lay_out;
use super::{check, html};
use crate::print::page::pdf::{self, Paper};
use crate::print::{Code, Result};

/// Whether the first halves of PIN and PUK appear in the document.
///
/// The default shows dots, so that a preview, an archive copy or a test never leaks them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PrintSecrets {
    /// Dots in their place.
    #[default]
    No,
    /// The digits: only for the copy that is handed to the citizen.
    Yes,
}

/// The person the card is for.
#[derive(Clone, Debug)]
pub struct Holder {
    /// Surname; `None` when the registry says that the person has none.
    pub surname: Option<Personal<String>>,
    /// Given names; `None` when the registry says that the person has none.
    pub given_names: Option<Personal<String>>,
    /// Date of birth, possibly incomplete.
    pub birth_date: Personal<PartialDate>,
    /// Place of birth as it is to be printed, such as `Trieste (TS)`.
    pub birth_place: Personal<String>,
    /// Codice fiscale as it is to be printed; its check character is not verified here.
    pub codice_fiscale: Personal<String>,
}

/// One line of the amounts paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fee {
    /// What it is for, such as `Diritto fisso`.
    pub label: String,
    /// Amount in euro cents.
    pub cents: u32,
}

/// Everything that the receipt of a CIE request says.
///
/// ```
/// use cie_core::{date::PartialDate, lang::Lang, redact::{Personal, Secret}};
/// use cie_devices::print::{Fee, Holder, PrintSecrets, Receipt};
/// # fn grey_jpeg() -> Vec<u8> {
/// #     let mut bytes = Vec::new();
/// #     jpeg_encoder::Encoder::new(&mut bytes, 80)
/// #         .encode(&[128; 35 * 45], 35, 45, jpeg_encoder::ColorType::Luma)
/// #         .unwrap();
/// #     bytes
/// # }
/// let receipt = Receipt {
///     request_number: "000123456".into(),
///     comune: "Trieste".into(),
///     office: "Ufficio anagrafe".into(),
///     operator: "Operatore 7".into(),
///     issued_at: "2026-03-02T09:41:00+01:00".parse()?,
///     holder: Holder {
///         surname: Some("ROSSI".into()),
///         given_names: Some("BIANCA".into()),
///         birth_date: Personal::new("1980-12-10".parse::<PartialDate>()?),
///         birth_place: "Roma (RM)".into(),
///         codice_fiscale: "RSSBNC80T50H501Q".into(),
///     },
///     document_serial: "CA00000AA".into(),
///     expiry: "10/12/2036".into(),
///     fees: vec![Fee { label: "Costo della carta".into(), cents: 1_679 }],
///     total_cents: 1_679,
///     delivery: "Spedizione all'indirizzo di residenza".into(),
///     pin_first_half: Secret::new("1234"),
///     puk_first_half: Secret::new("8765"),
///     photo_jpeg: Personal::new(grey_jpeg()),
///     qr_payload: "000123456".to_string().into(),
///     simulated: true,
///     lang: Lang::It,
/// };
/// let pdf = receipt.to_pdf(PrintSecrets::No)?;
/// assert!(pdf.starts_with(b"%PDF-1.7"));
/// let html = receipt.to_html(PrintSecrets::No)?;
/// assert!(html.contains("DOCUMENTO SIMULATO – SENZA VALORE"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Receipt {
    /// Number of the request.
    pub request_number: String,
    /// Name of the comune, without `Comune di`.
    pub comune: String,
    /// Office of the comune; may be empty.
    pub office: String,
    /// How the operator is named on paper, such as a counter number; may be empty.
    pub operator: String,
    /// Local time at the counter, with its offset from UTC. It dates the PDF too.
    pub issued_at: DateTime<FixedOffset>,
    /// The person the card is for.
    pub holder: Holder,
    /// Serial of the card.
    pub document_serial: Personal<String>,
    /// Expiry as it is to be printed.
    pub expiry: String,
    /// What was paid; empty when nothing was.
    pub fees: Vec<Fee>,
    /// Sum of the fees in euro cents.
    pub total_cents: u64,
    /// How and where the card is delivered, as it is to be printed.
    pub delivery: String,
    /// The first 4 digits of the PIN.
    pub pin_first_half: Secret,
    /// The first 4 digits of the PUK.
    pub puk_first_half: Secret,
    /// Photo of the holder: JPEG, grey or RGB, upright. It is embedded as it is, metadata included.
    pub photo_jpeg: Personal<Vec<u8>>,
    /// Content of the QR code, at most [`QR_BYTES_MAX`](crate::print::QR_BYTES_MAX) bytes of printable
    /// ASCII (percent-encode the rest of a URL).
    pub qr_payload: Personal<String>,
    /// Whether the request is simulated: every page then says that it has no value.
    pub simulated: bool,
    /// Language of the fixed texts.
    pub lang: Lang,
}

impl Receipt {
    /// Says whether the receipt can be printed, without printing it.
    ///
    /// # Errors
    /// `CIE-DEV-300` to `CIE-DEV-309`, with the field at fault.
    pub fn check(&self) -> Result<()> {
        check::check(self).map(drop)
    }

    /// The receipt as an A4 PDF, PDF/A-2a and PDF/UA-1.
    ///
    /// With [`PrintSecrets::Yes`] the bytes hold half of the PIN and PUK in clear: print them and
    /// drop them, never store them.
    ///
    /// # Errors
    /// Those of [`check`](Self::check); `CIE-DEV-310` when composing fails.
    pub fn to_pdf(&self, secrets: PrintSecrets) -> Result<Vec<u8>> {
        let checked = check::check(self)?;
        let content = Content::new(self, secrets);
        let paper = Paper {
            lang: content.lang,
            title: format!("{} {}", content.title, content.request_number),
            identity: content.request_number.clone(),
            author: content.issuer.clone(),
            at: content.at,
            photo: Some(&checked.photo),
            qr: Some(&checked.qr),
            failure: Code::ReceiptRendering,
        };
        pdf::render(lay_out(&content, &checked.fonts), &paper)
    }

    /// The receipt as one self-contained HTML file that prints on A4.
    ///
    /// The same care is due as for [`to_pdf`](Self::to_pdf).
    ///
    /// # Errors
    /// Those of [`check`](Self::check); `CIE-DEV-310` when composing fails.
    pub fn to_html(&self, secrets: PrintSecrets) -> Result<String> {
        let checked = check::check(self)?;
        html::render(&Content::new(self, secrets), &checked)
    }
}
