//! What can happen to operator cards and to the people who hold them.

use cie_core::error::Position;
use cie_core::sco as core;
use serde_json::{Map, Value};

use crate::Day;
use crate::fault::{Code, Error};
use crate::{Result, request::unfit};

choice! {
    /// What happened to an operator card, or to somebody who holds one.
    pub enum ScoEventKind {
        /// The comune named a Security Officer for this office. Has `security_officer`.
        SecurityOfficerNamed = "security_officer_named",
        /// The Security Officer received the master password; that day is all that is kept of it. Has
        /// `security_officer`.
        MasterPasswordReceived = "master_password_received",
        /// The Security Officer left. Has `security_officer`.
        SecurityOfficerLeft = "security_officer_left",
        /// The comune named an officer who issues cards. Has `officer`, `role`.
        OfficerNamed = "officer_named",
        /// The officer left. Has `officer`.
        OfficerLeft = "officer_left",
        /// A card was asked for. Has `card`, `security_officer`.
        Requested = "requested",
        /// The card is on its way. Has `card`.
        Shipped = "shipped",
        /// The card arrived. Has `card`, perhaps `number`.
        Received = "received",
        /// The card passed into the charge of another Security Officer. Has `card`, `to`.
        ChargePassed = "charge_passed",
        /// The Security Officer in charge activated the card. Has `card`, perhaps `expires`.
        Activated = "activated",
        /// The validity was read from the certificate of an active card. Has `card`, `expires`.
        ExpiryRead = "expiry_read",
        /// The card, never handed to an officer, went to another office. Has `card`, `to`.
        TransferredOut = "transferred_out",
        /// A card came from another office. Has `card`, `from_office`, `security_officer`, `activated`, perhaps
        /// `number`, `expires`.
        TransferredIn = "transferred_in",
        /// The card was handed to an officer. Has `card`, `officer`.
        Assigned = "assigned",
        /// The PIN was blocked. Has `card`.
        Blocked = "blocked",
        /// The PIN was unblocked. Has `card`.
        Unblocked = "unblocked",
        /// The card was put out of use for a time. Has `card`.
        Suspended = "suspended",
        /// The card was put back into use. Has `card`.
        Resumed = "resumed",
        /// The card was lost or stolen. Has `card`.
        Lost = "lost",
        /// The card was revoked; of a card that was only asked for, the request was withdrawn. Has `card`.
        Revoked = "revoked",
        /// The validity of the card ended. Has `card`.
        Expired = "expired",
        /// Another card took the place of this one. Has `card`, `by`.
        Replaced = "replaced",
    }
}

choice! {
    /// In what quality somebody logs in with an operator card (rule `sco.holders`).
    pub enum ScoRole {
        /// Ufficiale d'anagrafe.
        RegistryOfficer = "registry_officer",
        /// Delegate of an ufficiale d'anagrafe.
        Delegate = "delegate",
    }
}

record! {
    /// A fact about operator cards with its day. Labels are the comune's own, 1 to 40 letters, digits,
    /// dots, hyphens or underscores, never a name nor a codice fiscale. There is no room for a PIN nor
    /// for a master password, by design.
    pub struct ScoEvent {
        /// The day on which it happened.
        pub on: Day,
        /// What happened; its documentation says which of the members below it has.
        pub kind: ScoEventKind,
        /// Label of the card.
        pub card: Option<String> = None,
        /// Label of the Security Officer.
        pub security_officer: Option<String> = None,
        /// Label of the officer.
        pub officer: Option<String> = None,
        /// As what the officer was named.
        pub role: Option<ScoRole> = None,
        /// The number written on the card, if it was read.
        @personal pub number: Option<String> = None,
        /// Last day of the card's validity.
        pub expires: Option<Day> = None,
        /// Label of the Security Officer, or of the office, that it went to.
        pub to: Option<String> = None,
        /// Label of the office that it came from.
        pub from_office: Option<String> = None,
        /// Whether a card that came was activated.
        pub activated: Option<bool> = None,
        /// Label of the card that took the place of this one.
        pub by: Option<String> = None,
    }
}

/// A label, or the number of a card, in the form that all of them have.
fn label(name: &str, text: &str) -> Result<()> {
    let at = |error: cie_core::Error| error.at(Position::Field(name.to_owned().into()));
    match name {
        "number" => text.parse::<core::CardNumber>().map(drop).map_err(at)?,
        _ => text.parse::<core::CardId>().map(drop).map_err(at)?,
    }
    Ok(())
}

impl TryFrom<&ScoEvent> for core::Event {
    type Error = crate::ApiError;

    /// By way of the form that events have in files, which knows what each kind of them has.
    fn try_from(event: &ScoEvent) -> Result<Self> {
        let mut what = Map::new();
        what.insert("type".into(), event.kind.text().into());
        let labels = [
            ("card", &event.card),
            ("security_officer", &event.security_officer),
            ("officer", &event.officer),
            ("number", &event.number),
            ("to", &event.to),
            ("from", &event.from_office),
            ("by", &event.by),
        ];
        for (name, text) in labels {
            if let Some(text) = text {
                label(name, text)?;
                what.insert(name.into(), text.as_str().into());
            }
        }
        if let Some(role) = event.role {
            what.insert("role".into(), role.text().into());
        }
        if let Some(expires) = event.expires {
            what.insert("expires".into(), expires.to_string().into());
        }
        if let Some(activated) = event.activated {
            what.insert("activated".into(), activated.into());
        }
        let whole = serde_json::json!({ "on": event.on.to_string(), "what": what });
        serde_json::from_value(whole).map_err(|_| unfit(event.kind.text()))
    }
}

impl TryFrom<&core::Event> for ScoEvent {
    type Error = crate::ApiError;

    fn try_from(event: &core::Event) -> Result<Self> {
        let defect = || Error::new(Code::Defect);
        let kind = ScoEventKind::of(event.what.name()).ok_or_else(defect)?;
        let what = serde_json::to_value(&event.what).map_err(|_| defect())?;
        let text = |name: &str| what.get(name).and_then(Value::as_str);
        let owned = |name: &str| text(name).map(Into::into);
        Ok(Self {
            on: Day(event.on),
            kind,
            card: owned("card"),
            security_officer: owned("security_officer"),
            officer: owned("officer"),
            role: text("role").and_then(ScoRole::of),
            number: owned("number"),
            expires: text("expires").map(str::parse).transpose()?,
            to: owned("to"),
            from_office: owned("from"),
            activated: what.get("activated").and_then(Value::as_bool),
            by: owned("by"),
        })
    }
}
