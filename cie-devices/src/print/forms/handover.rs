//! The record of an operator card's handover.

use cie_core::sco::{CardNumber, Handover};

use super::text;
use crate::print::Result;
use crate::print::frame::{Drafting, Frame, REFUSALS, fonts};
use crate::print::page::legible::Texts;
use crate::print::page::sheet::{MARGIN, WIDTH};
use crate::print::page::{Row, words};

/// Longest name, in characters: what the inventory takes.
const NAME_CHARS_MAX: usize = 200;

/// The record of an operator card's handover (verbale di consegna), to be signed by both.
///
/// It says what [`Handover::text`] says. No official form is public, and it says so.
///
/// ```
/// use cie_core::lang::Lang;
/// use cie_core::sco::{Event, Happening as H, Inventory, Parties, Role};
/// use cie_devices::print::{Frame, HandoverSheet};
///
/// let mut inventory = Inventory::new("centrale".parse()?);
/// for what in [
///     H::SecurityOfficerNamed { security_officer: "SO-1".parse()? },
///     H::MasterPasswordReceived { security_officer: "SO-1".parse()? },
///     H::OfficerNamed { officer: "UA-1".parse()?, role: Role::RegistryOfficer },
///     H::Requested { card: "SCO-1".parse()?, security_officer: "SO-1".parse()? },
///     H::Received { card: "SCO-1".parse()?, number: None },
///     H::Activated { card: "SCO-1".parse()?, expires: None },
///     H::Assigned { card: "SCO-1".parse()?, officer: "UA-1".parse()? },
/// ] {
///     inventory.apply(Event::new("2026-11-23".parse()?, what))?;
/// }
/// let parties = Parties {
///     comune: "Trieste".into(),
///     security_officer: "VERDI ANNA".into(),
///     officer: "BIANCHI CARLO".into(),
/// };
/// let sheet = HandoverSheet {
///     frame: Frame {
///         office: String::new(),
///         printed_at: "2026-11-23T09:41:00+01:00".parse()?,
///         simulated: false,
///         lang: Lang::It,
///     },
///     handover: inventory.handover(&"SCO-1".parse()?, parties)?,
/// };
/// assert!(sheet.to_pdf()?.starts_with(b"%PDF-1.7"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct HandoverSheet {
    /// What surrounds the content.
    pub frame: Frame,
    /// The handover.
    pub handover: Handover,
}

impl HandoverSheet {
    /// The document as an A4 PDF, PDF/A-2a and PDF/UA-1.
    ///
    /// # Errors
    /// `CIE-DEV-311` to `CIE-DEV-313` for a text that cannot be printed, `CIE-DEV-318` for a moment
    /// that cannot, `CIE-DEV-319` when composing fails.
    pub fn to_pdf(&self) -> Result<Vec<u8>> {
        let fonts = fonts()?;
        let (handover, lang) = (&self.handover, self.frame.lang);
        let parties = &handover.parties;
        let texts = Texts::new(&fonts, REFUSALS);
        texts.required("handover.parties.comune", &parties.comune, NAME_CHARS_MAX)?;
        for (field, name) in [
            (
                "handover.parties.security_officer",
                &parties.security_officer,
            ),
            ("handover.parties.officer", &parties.officer),
        ] {
            texts.required(field, name.expose(), NAME_CHARS_MAX)?;
        }
        let number = handover.number.as_ref().map(CardNumber::expose);
        let number = number.unwrap_or_else(|| text::NOT_READ.get(lang));
        texts.optional("handover.number", number, NAME_CHARS_MAX)?;
        let expires = match handover.expires {
            Some(day) => words::day(day, lang),
            None => text::EXPIRY_NOT_READ.get(lang).to_owned(),
        };
        let (card, office) = (handover.card.to_string(), handover.office.to_string());
        let half = |label: cie_core::lang::Text, value: &str| Row::half(label.get(lang), value);
        let wide = |label: cie_core::lang::Text, value: &str| Row::wide(label.get(lang), value);
        let people = [
            wide(text::GIVER, parties.security_officer.expose()),
            wide(text::TAKER, parties.officer.expose()),
            wide(text::QUALITY, text::role(handover.role).get(lang)),
            half(text::OFFICE, &office),
            half(text::DAY, &words::day(handover.on, lang)),
        ];
        let facts = [
            wide(text::LABEL, &card),
            half(text::CARD_NUMBER, number),
            half(text::EXPIRY, &expires),
        ];
        let draft = Drafting {
            frame: &self.frame,
            issuer: format!("{} {}", words::COMUNE.get(lang), parties.comune),
            title: text::HANDOVER.get(lang).to_owned(),
            subject: card,
            photo: None,
            qr: None,
        };
        draft.pdf(&fonts, |layout| {
            layout.heading(text::PARTIES.get(lang));
            layout.rows(MARGIN, WIDTH, &people);
            layout.sheet.y += 8.0;
            layout.keep(120.0);
            layout.heading(text::CARD.get(lang));
            layout.rows(MARGIN, WIDTH, &facts);
            layout.sheet.y += 8.0;
            layout.note(text::DUTIES.get(lang));
            layout.signatures(
                &[text::SIGNED_GIVER, text::SIGNED_TAKER].map(|who| who.get(lang).to_owned()),
            );
            layout.sheet.y += 16.0;
            layout.note(text::PROPOSED.get(lang));
            Ok(())
        })
    }
}
