//! What is written when operator cards change hands, and what goes through the help desk.

use cie_core::lang::Lang;
use cie_core::office;
use cie_core::redact::Personal;
use cie_core::sco as core;

use super::inventory::{ScoInventory, replayed, shown};
use crate::fault::{Code, Error};
use crate::{Day, Result};

choice! {
    /// A language of the texts.
    pub enum Language {
        /// Italian.
        It = "it",
        /// English.
        En = "en",
    }
}

choice! {
    /// By which way a document goes.
    pub enum DocumentChannel {
        /// Certified e-mail (posta elettronica certificata).
        Pec = "pec",
        /// E-mail.
        Email = "email",
    }
}

choice! {
    /// Why an operator card is to be revoked.
    pub enum ScoRevocationReason {
        /// Lost.
        Loss = "loss",
        /// Stolen.
        Theft = "theft",
        /// The officer left the office.
        OfficerLeft = "officer_left",
        /// It does not work.
        Defect = "defect",
    }
}

record! {
    /// How to reach a help desk.
    pub struct HelpDesk {
        /// Telephone.
        pub phone: String,
        /// E-mail.
        pub email: String,
        /// Page that says how to use it.
        pub page: String,
    }
}

record! {
    /// A document ready to be sent. None of them follows a public form, and each says so.
    pub struct OfficeDocument {
        /// By which way it goes.
        pub channel: DocumentChannel,
        /// The address.
        pub to: String,
        /// The subject, without personal data.
        pub subject: String,
        /// What is sent.
        @personal pub body: String,
        /// The statement that no official form is public; it is left out when sending.
        pub note: String,
    }
}

record! {
    /// Who stands behind the labels of a handover or a transfer; asked for only when its record is
    /// printed.
    pub struct ScoParties {
        /// Name of the comune, without "Comune di"; at most 100 characters.
        pub comune: String,
        /// Surname and name of the Security Officer who gave the card; at most 200 characters.
        @personal pub given_by: String,
        /// Surname and name of who took it; at most 200 characters.
        @personal pub taken_by: String,
    }
}

record! {
    /// What a transfer of a card to another office was.
    pub struct ScoTransfer {
        /// The day.
        pub on: Day,
        /// Label of the office that gave the card away.
        pub from_office: String,
        /// Label of the office that took it.
        pub to_office: String,
        /// The Security Officer who had the card in charge.
        pub given_by: String,
        /// The Security Officer who has it in charge from now on.
        pub taken_by: String,
        /// Label of the card.
        pub card: String,
        /// The number written on it, if known.
        @personal pub number: Option<String> = None,
        /// Whether it was activated.
        pub activated: bool,
        /// Last day of its validity, if known.
        pub expires: Option<Day> = None,
    }
}

record! {
    /// Two inventories after a card passed from one to the other.
    pub struct ScoTransferred {
        /// The inventory of the office that gave the card.
        pub giver: ScoInventory,
        /// The inventory of the office that took it.
        pub taker: ScoInventory,
        /// What the transfer was.
        pub transfer: ScoTransfer,
    }
}

fn language(given: Option<Language>) -> Result<Lang> {
    given.map_or(Ok(Lang::It), Language::core)
}

fn document(document: &office::Document) -> Result<OfficeDocument> {
    Ok(OfficeDocument {
        channel: match document.channel() {
            office::Channel::Pec => DocumentChannel::Pec,
            office::Channel::Email => DocumentChannel::Email,
            _ => return Err(Error::new(Code::Defect).into()),
        },
        to: document.to().into(),
        subject: document.subject().into(),
        body: document.body().into(),
        note: document.note().into(),
    })
}

export! {
    /// The help desk of the comuni for operator cards (circ. 8/2017, p. 3).
    fn sco_help_desk() -> HelpDesk
    []
    {
        let desk = core::help_desk();
        Ok(HelpDesk {
            phone: desk.phone.into(),
            email: desk.email.into(),
            page: desk.page.into(),
        })
    }

    /// The record of a handover (verbale di consegna) as plain text to be signed, in Italian unless
    /// asked otherwise; also later, when the card is over. It carries names: it is for paper, not for
    /// logs. No official form is public, and the text says so.
    fn sco_handover(
        inventory: ScoInventory,
        card: String,
        parties: ScoParties,
        language: Option<Language> = None,
    ) -> String
    [
        /// As `sco_holdings`; `CIE-CORE-601` when the card is unknown, `CIE-CORE-615` when it was never
        /// handed over;
        /// `CIE-CORE-650` when a name is empty, too long or not one line;
    ]
    {
        let parties = core::Parties {
            comune: parties.comune,
            security_officer: Personal::new(parties.given_by),
            officer: Personal::new(parties.taken_by),
        };
        let handover = replayed(&inventory)?.handover(&card.parse()?, parties)?;
        Ok(handover.text(self::language(language)?))
    }

    /// Transfers a card to another office on a day: out of one inventory and into the other, or neither.
    /// By the policy `sco.policy.transfer` a card may go that was received and was never handed to an
    /// officer. `taken_by` is the Security Officer who has it in charge there.
    fn sco_transfer(
        giver: ScoInventory,
        taker: ScoInventory,
        card: String,
        taken_by: String,
        on: Day,
    ) -> ScoTransferred
    [
        /// As `sco_apply` of either event; `CIE-CORE-616` when the other office is this one;
    ]
    {
        let (mut from, mut to) = (replayed(&giver)?, replayed(&taker)?);
        let transfer = from.transfer(&mut to, &card.parse()?, &taken_by.parse()?, on.into())?;
        Ok(ScoTransferred {
            giver: shown(&from)?,
            taker: shown(&to)?,
            transfer: ScoTransfer {
                on: Day(transfer.on),
                from_office: transfer.from.to_string(),
                to_office: transfer.to.to_string(),
                given_by: transfer.given_by.to_string(),
                taken_by: transfer.taken_by.to_string(),
                card: transfer.card.to_string(),
                number: transfer.number.map(Into::into),
                activated: transfer.activated,
                expires: transfer.expires.map(Day),
            },
        })
    }

    /// The record of a transfer as plain text to be signed, in Italian unless asked otherwise. It carries
    /// names: it is for paper, not for logs. No official form is public, and the text says so.
    fn sco_transfer_record(
        transfer: ScoTransfer,
        parties: ScoParties,
        language: Option<Language> = None,
    ) -> String
    [
        /// `CIE-CORE-600` when a label is not one;
        /// `CIE-CORE-650` when a name is empty, too long or not one line;
    ]
    {
        let transfer = core::Transfer {
            on: transfer.on.into(),
            from: transfer.from_office.parse()?,
            to: transfer.to_office.parse()?,
            given_by: transfer.given_by.parse()?,
            taken_by: transfer.taken_by.parse()?,
            card: transfer.card.parse()?,
            number: transfer.number.map(|number| number.parse()).transpose()?,
            activated: transfer.activated,
            expires: transfer.expires.map(Into::into),
        };
        let parties = core::TransferParties {
            comune: parties.comune,
            given_by: Personal::new(parties.given_by),
            taken_by: Personal::new(parties.taken_by),
        };
        Ok(transfer.text(&parties, self::language(language)?)?)
    }

    /// An e-mail to the help desk asking for the revocation of a card (circ. 8/2017, all. 2, par. 4.3),
    /// in Italian unless asked otherwise. No official form is public.
    fn sco_revocation_request(
        inventory: ScoInventory,
        card: String,
        comune: String,
        reason: ScoRevocationReason,
        language: Option<Language> = None,
    ) -> OfficeDocument
    [
        /// As `sco_holdings`; `CIE-CORE-601` when the card is unknown, `CIE-CORE-603` when it is over already;
        /// `CIE-CORE-650` when the comune's name is not a line of text;
    ]
    {
        let inventory = replayed(&inventory)?;
        let unknown = || cie_core::Error::from(cie_core::Code::UnknownCard);
        let card = inventory.card(&card.parse()?).ok_or_else(unknown)?;
        let lang = self::language(language)?;
        document(&core::revocation_request(&comune, card, reason.core()?, lang)?)
    }

    /// An e-mail to the help desk asking for operator cards beyond those asked for at first (circ.
    /// 8/2017, all. 2, par. 4.3), in Italian unless asked otherwise. No official form is public.
    fn sco_further_cards_request(
        comune: String,
        cards: u32,
        language: Option<Language> = None,
    ) -> OfficeDocument
    [
        /// `CIE-CORE-650` when the comune's name is not a line of text;
        /// `CIE-CORE-656` when the count is 0 or beyond 10000;
    ]
    {
        let lang = self::language(language)?;
        document(&core::further_cards_request(&comune, cards, lang)?)
    }
}
