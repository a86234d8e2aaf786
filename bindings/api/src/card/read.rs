//! Reading a card over the caller's transport.

use chrono::NaiveTime;
use cie_core::document::Can;
use cie_core::document::mrz::Td1;
use cie_core::error::Position;
use cie_devices::emrtd::Password;
use cie_devices::inspect::{Plan, inspect};
use ring::rand::SystemRandom;

use super::files::listed;
use super::transport::Linked;
use super::trust::Trust;
use super::verify::requested;
use super::watch::told;
use super::{CardContent, CardFile, CardReport, CardTransport, CardWatch};
use crate::fault::{Code, Error};
use crate::{Bytes, Day, Result};

record! {
    /// What opens the chip: one of the two, or both.
    pub struct CardAccess {
        /// Card access number, the 6 digits on the front of the card.
        @personal pub can: Option<String> = None,
        /// The zone printed on the card: three lines. It is compared with the chip's, too.
        @personal pub zone: Option<String> = None,
    }
}

record! {
    /// What to look at while a card is read, and whom to trust.
    pub struct CardPlan {
        /// Files of authorities, master lists and revocation lists (DER, PEM, CMS). None is built in:
        /// without them the chain stays undecided.
        pub trust: Vec<Bytes>,
        /// The request that the card answers, as JSON, to compare.
        @personal pub request: Option<String> = None,
        /// Day of issue, if it is known: the chain is judged as of then.
        pub issued: Option<Day> = None,
        /// Whether to read the number for services too and have the chip prove it; for a CIE, not for
        /// other documents.
        pub services_number: Option<bool> = None,
        /// Longest command and response that the reader or the phone passes, in bytes; everything
        /// unless given. Up to 261 only short lengths are used.
        pub longest: Option<u32> = None,
        /// The day near which the dates of the zone are; today unless given.
        pub on: Option<Day> = None,
    }
}

record! {
    /// A card that was read.
    pub struct CardReading {
        /// How access was gained, such as `PACE DH-GM 3DES, DH 2048` or `BAC`.
        pub access: String,
        /// Code of the error for which the best way of access was not taken, where the chip offers a
        /// better one.
        pub downgraded: Option<String> = None,
        /// What the chip says.
        @personal pub content: CardContent,
        /// What of it holds.
        pub report: CardReport,
        /// The files of the chip, as `verify_card_files` takes them.
        @personal pub files: Vec<CardFile>,
        /// The number for services, if it was asked for and read.
        @personal pub services_number: Option<String> = None,
        /// Commands that were sent.
        pub exchanges: i64,
        /// Bytes that were sent.
        pub sent: i64,
        /// Bytes that were received.
        pub received: i64,
    }
}

fn passwords(access: &CardAccess) -> Result<(Vec<Password>, Option<Td1>)> {
    let mut passwords = Vec::new();
    if let Some(can) = &access.can {
        passwords.push(Password::can(&Can::parse(can)?));
    }
    let zone = access.zone.as_ref().map(|zone| Td1::parse(zone.as_bytes()));
    let zone = zone.transpose()?;
    passwords.extend(zone.as_ref().map(Password::mrz));
    if passwords.is_empty() {
        let field = Position::Field("access.can".into());
        return Err(Error::new(Code::Arguments).at(field).into());
    }
    Ok((passwords, zone))
}

export! { long
    /// Reads a card and verifies it, in the order that a counter wants: access, files, passive
    /// authentication, chip authentication, number for services, comparison with what is printed and
    /// with the request. What was read and does not hold is a verdict, not an error.
    fn read_card(
        card: CardTransport,
        access: CardAccess,
        plan: CardPlan,
        watch: Option<CardWatch> = None,
    ) -> CardReading, "Promise<CardReading>"
    [
        /// `CIE-API-002` without CAN and zone;
        /// `CIE-API-004` when the plan's request is not one in JSON;
        /// `CIE-CORE-110` to `CIE-CORE-113` when the zone is none;
        /// `CIE-CORE-102` when the CAN is not six digits;
        /// `CIE-DEV-401` when the transport failed, `CIE-DEV-404` to `CIE-DEV-406` when its answers
        /// make no sense;
        /// `CIE-DEV-407` when the watcher stopped it;
        /// `CIE-DEV-421` for a wrong CAN or zone, `CIE-DEV-420` to `CIE-DEV-428` when the chip does
        /// not open;
        /// `CIE-DEV-408` to `CIE-DEV-410` and `CIE-DEV-440` to `CIE-DEV-455` when it cannot be read;
        /// `CIE-DEV-451`, `CIE-DEV-452`, `CIE-DEV-480` and `CIE-DEV-643` for files of authorities
        /// that are none;
    ]
    {
        let trust = Trust::of(&plan.trust)?;
        let (passwords, printed) = passwords(&access)?;
        let request = plan.request.as_deref().map(requested).transpose()?;
        let mut look = Plan::new(&passwords, &trust.store);
        look.revocation = &trust.lists;
        look.issued = plan.issued.map(|day| day.0.and_time(NaiveTime::MIN).and_utc());
        look.printed = printed.as_ref();
        look.request = request.as_ref();
        look.nis = plan.services_number.unwrap_or_default();
        let card = Linked::new(card, plan.longest);
        let found = inspect(card, &look, &mut SystemRandom::new(), &mut |progress| {
            told(watch.as_ref(), progress)
        })?;
        let count = |many: u64| i64::try_from(many).unwrap_or(i64::MAX);
        Ok(CardReading {
            content: CardContent::as_far_as_it_goes(&found.files, Day::or_today(plan.on)),
            report: CardReport::try_from(&found.report)?,
            files: listed(|file| found.files.get(file)),
            services_number: found.nis.map(|nis| nis.digits().expose().clone()),
            exchanges: count(found.traffic.exchanges),
            sent: count(found.traffic.sent),
            received: count(found.traffic.received),
            downgraded: found.access.downgraded_because.map(|error| {
                use cie_core::error::Coded as _;
                error.info().id.into()
            }),
            access: found.access.method,
        })
    }
}
