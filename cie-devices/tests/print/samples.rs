//! Synthetic receipts: one short, one as long as the bounds allow.

use cie_core::date::PartialDate;
use cie_core::lang::Lang;
use cie_core::redact::{Personal, Secret};
use cie_devices::print::{FEES_MAX, Fee, Holder, NAME_CHARS_MAX, QR_BYTES_MAX, Receipt};

/// Digits that appear nowhere else in the samples.
pub(crate) const PIN: &str = "9375";
pub(crate) const PUK: &str = "6148";

pub(crate) const PAYLOAD: &str = "CIE:TS000123456:RICEVUTA";

/// A grey oval on white, 350 by 450 pixels: a portrait at 254 dots an inch.
pub(crate) fn portrait() -> Vec<u8> {
    let (width, height) = (350_u16, 450_u16);
    let mut pixels = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let (dx, dy) = (f32::from(x) / 175.0 - 1.0, f32::from(y) / 225.0 - 1.0);
            let inside = (dx / 0.55).powi(2) + (dy / 0.7).powi(2) < 1.0;
            pixels.extend(if inside {
                [198, 160, 132]
            } else {
                [222, 228, 234]
            });
        }
    }
    jpeg(&pixels, width, height, jpeg_encoder::ColorType::Rgb)
}

pub(crate) fn jpeg(
    pixels: &[u8],
    width: u16,
    height: u16,
    colour: jpeg_encoder::ColorType,
) -> Vec<u8> {
    let mut bytes = Vec::new();
    jpeg_encoder::Encoder::new(&mut bytes, 85)
        .encode(pixels, width, height, colour)
        .expect("the sample encodes");
    bytes
}

pub(crate) fn short() -> Receipt {
    Receipt {
        request_number: "TS000123456".into(),
        comune: "Trieste".into(),
        office: "Ufficio anagrafe – sportello 3".into(),
        operator: "Operatore 07".into(),
        issued_at: "2026-03-02T09:41:27+01:00".parse().expect("a date"),
        holder: Holder {
            surname: Some("ČERNIČ ŽLÄHTIČ".into()),
            given_names: Some("ŠPELA ÉLÉONORE".into()),
            birth_date: Personal::new("1980-12-10".parse().expect("a date")),
            birth_place: "San Dorligo della Valle – Dolina (TS)".into(),
            codice_fiscale: "RSSBNC80T50H501Q".into(),
        },
        document_serial: "CA00000AA".into(),
        expiry: "10/12/2036".into(),
        fees: vec![
            Fee {
                label: "Costo della carta".into(),
                cents: 1_679,
            },
            Fee {
                label: "Diritto fisso e di segreteria".into(),
                cents: 542,
            },
        ],
        total_cents: 2_221,
        delivery: "Spedizione all’indirizzo di residenza".into(),
        pin_first_half: Secret::new(PIN),
        puk_first_half: Secret::new(PUK),
        photo_jpeg: Personal::new(portrait()),
        qr_payload: PAYLOAD.to_owned().into(),
        simulated: true,
        lang: Lang::It,
    }
}

/// Words of a pattern, cut at exactly `chars` characters.
fn words(pattern: &str, chars: usize) -> String {
    let text: String = pattern.chars().cycle().take(chars).collect();
    // A space at the end would not be printed.
    text.strip_suffix(' ')
        .map_or(text.clone(), |cut| format!("{cut}X"))
}

pub(crate) fn longest() -> Receipt {
    let name = |pattern: &str| words(pattern, NAME_CHARS_MAX);
    let fees: Vec<Fee> = (0..FEES_MAX)
        .map(|_| Fee {
            label: name("Diritto di segreteria àèéìòù "),
            cents: u32::MAX,
        })
        .collect();
    Receipt {
        request_number: words("TS00012345", 40),
        comune: name("Sankt Ägid-Übersöll an der Weinstraße "),
        office: name("Bürgeramt für Öffentlichkeitsarbeit – krajevni urad Čežšjošček "),
        operator: name("Wachtmeister Grüßgöttl "),
        holder: Holder {
            surname: Some(name("ČERŠČŽĐIČ-VON-DER-ÄÖÜß D’ÉLÉONÔRE ").into()),
            // One word wider than its column: it must be cut, not clipped.
            given_names: Some("W".repeat(NAME_CHARS_MAX).into()),
            birth_date: Personal::new(PartialDate::Year(1931)),
            birth_place: name("Saint-Rhémy-en-Bosses – Sveti Križ pri Ljutomeru ").into(),
            codice_fiscale: "RSSBNC31T50H501J".into(),
        },
        expiry: name("10/12/2036 salvo proroga "),
        total_cents: fees.iter().map(|fee| u64::from(fee.cents)).sum(),
        fees,
        delivery: words(
            "Presso l’ufficio postale di Völs am Schlern, čaka naročnika, ",
            300,
        ),
        qr_payload: "q".repeat(QR_BYTES_MAX).into(),
        ..short()
    }
}
