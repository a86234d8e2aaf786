//! What the receipt says, in reading order and in its language, whatever the form it is drawn in.

use chrono::{DateTime, FixedOffset};
use cie_core::redact::{Personal, Secret};

use super::data::{PrintSecrets, Receipt};
use super::text;
use crate::print::page::{Row, words};

/// A half of PIN or PUK.
pub(super) struct Half {
    pub(super) label: &'static str,
    /// The digits, or dots.
    pub(super) shown: String,
    /// What a screen reader says in place of dots.
    pub(super) spoken: Option<&'static str>,
}

/// A fee or the total, formatted.
pub(super) struct Amount {
    pub(super) label: String,
    pub(super) amount: String,
}

/// The receipt in words. No field is empty unless it says so.
pub(super) struct Content {
    pub(super) lang: &'static str,
    pub(super) at: DateTime<FixedOffset>,
    pub(super) title: &'static str,
    /// Present when the request is simulated.
    pub(super) banner: Option<&'static str>,
    pub(super) issuer: String,
    /// May be empty.
    pub(super) office: String,
    pub(super) request_number: String,
    pub(super) request: [Row; 2],
    pub(super) holder_heading: &'static str,
    pub(super) holder: Vec<Row>,
    pub(super) photo_alt: &'static str,
    pub(super) card_heading: &'static str,
    pub(super) card: Vec<Row>,
    pub(super) secrets_heading: &'static str,
    pub(super) halves: [Half; 2],
    pub(super) secrets_note: &'static str,
    pub(super) fees_heading: &'static str,
    pub(super) fee_columns: [&'static str; 2],
    /// May be empty: then `no_fees` is said.
    pub(super) fees: Vec<Amount>,
    pub(super) total: Amount,
    pub(super) no_fees: &'static str,
    pub(super) validity_heading: &'static str,
    pub(super) validity: &'static str,
    pub(super) qr_alt: &'static str,
    pub(super) request_word: &'static str,
    pub(super) page_words: [&'static str; 2],
}

impl Content {
    pub(super) fn new(receipt: &Receipt, secrets: PrintSecrets) -> Self {
        let lang = receipt.lang;
        let row = |label: cie_core::lang::Text, value: &str| Row::half(label.get(lang), value);
        let wide = |label: cie_core::lang::Text, value: &str| Row::wide(label.get(lang), value);
        let name = |value: &Option<Personal<String>>| match value {
            Some(name) => name.expose().clone(),
            None => text::NO_NAME.get(lang).to_owned(),
        };
        let half = |label: cie_core::lang::Text, secret: &Secret| match secrets {
            PrintSecrets::Yes => Half {
                label: label.get(lang),
                shown: secret.expose().to_owned(),
                spoken: None,
            },
            PrintSecrets::No => Half {
                label: label.get(lang),
                shown: text::DOTS.to_owned(),
                spoken: Some(text::HIDDEN.get(lang)),
            },
        };
        let holder = &receipt.holder;
        let mut card = vec![
            row(text::SERIAL, receipt.document_serial.expose()),
            row(text::EXPIRY, &receipt.expiry),
            row(text::DELIVERY, &receipt.delivery),
        ];
        if !receipt.operator.trim().is_empty() {
            card.push(row(text::OPERATOR, &receipt.operator));
        }
        Self {
            lang: words::lang_tag(lang),
            at: receipt.issued_at,
            title: text::TITLE.get(lang),
            banner: receipt.simulated.then(|| words::BANNER.get(lang)),
            issuer: format!("{} {}", words::COMUNE.get(lang), receipt.comune),
            office: receipt.office.trim().to_owned(),
            request_number: receipt.request_number.clone(),
            request: [
                row(text::NUMBER, &receipt.request_number),
                row(text::ISSUED, &words::moment(receipt.issued_at, lang)),
            ],
            holder_heading: text::HOLDER.get(lang),
            holder: vec![
                wide(text::SURNAME, &name(&holder.surname)),
                wide(text::GIVEN, &name(&holder.given_names)),
                row(text::BORN, &words::date(*holder.birth_date.expose(), lang)),
                row(text::FISCAL_CODE, holder.codice_fiscale.expose()),
                wide(text::BIRTH_PLACE, holder.birth_place.expose()),
            ],
            photo_alt: text::PHOTO_ALT.get(lang),
            card_heading: text::CARD.get(lang),
            card,
            secrets_heading: text::SECRETS.get(lang),
            halves: [
                half(text::PIN, &receipt.pin_first_half),
                half(text::PUK, &receipt.puk_first_half),
            ],
            secrets_note: match secrets {
                PrintSecrets::Yes => text::SECRETS_NOTE.get(lang),
                PrintSecrets::No => text::HIDDEN_NOTE.get(lang),
            },
            fees_heading: text::FEES.get(lang),
            fee_columns: [text::FEE_LABEL.get(lang), text::FEE_AMOUNT.get(lang)],
            fees: receipt
                .fees
                .iter()
                .map(|fee| Amount {
                    label: fee.label.clone(),
                    amount: words::unsigned_money(u64::from(fee.cents), lang),
                })
                .collect(),
            total: Amount {
                label: text::TOTAL.get(lang).to_owned(),
                amount: words::unsigned_money(receipt.total_cents, lang),
            },
            no_fees: text::NO_FEES.get(lang),
            validity_heading: text::VALIDITY.get(lang),
            validity: if receipt.simulated {
                text::NOT_VALID.get(lang)
            } else {
                text::VALID.get(lang)
            },
            qr_alt: text::QR_ALT.get(lang),
            request_word: text::REQUEST.get(lang),
            page_words: words::page_words(lang),
        }
    }
}
