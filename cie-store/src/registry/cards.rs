//! What a notice about a card does to what is recorded.

use chrono::NaiveDate;
use cie_core::exchange::{AnnulmentReason, CardData, CardEffect};

use super::CardPolicy;

/// Who told the registry of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The comune's own file; it may be corrected by importing it again.
    Import,
    /// The Ministry's workstation; its word stands.
    Notice,
}

impl Origin {
    /// As it is stored.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Notice => "notice",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Import, Self::Notice]
            .into_iter()
            .find(|origin| origin.name() == name)
    }
}

/// A reason as it is stored.
pub(crate) fn reason_name(reason: AnnulmentReason) -> &'static str {
    match reason {
        AnnulmentReason::MaterialError => "material_error",
        AnnulmentReason::Revocation => "revocation",
        _ => "other",
    }
}

pub(crate) fn reason_named(name: &str) -> Option<AnnulmentReason> {
    [
        AnnulmentReason::MaterialError,
        AnnulmentReason::Revocation,
        AnnulmentReason::Other,
    ]
    .into_iter()
    .find(|reason| reason_name(*reason) == name)
}

/// A card as recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recorded {
    /// Sheet of the holder.
    pub(crate) scheda: String,
    pub(crate) card: CardData,
    pub(crate) reason: Option<AnnulmentReason>,
    pub(crate) origin: Origin,
}

/// The sheets that a person's particulars lead to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Holders {
    /// Every sheet that may be theirs.
    pub(crate) possible: Vec<String>,
    /// The one sheet on which a new card is recorded.
    pub(crate) certain: Option<String>,
    /// Several sheets might be meant, and nothing tells them apart.
    pub(crate) ambiguous: bool,
}

/// What to write, and what to answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Issued {
    pub(crate) effect: CardEffect,
    pub(crate) write: Option<Recorded>,
}

/// A card was issued.
pub(crate) fn issued(holders: &Holders, recorded: Option<Recorded>, new: &CardData) -> Issued {
    let effect = |effect| Issued {
        effect,
        write: None,
    };
    let Some(old) = recorded else {
        let Some(scheda) = holders.certain.clone() else {
            return effect(if holders.ambiguous {
                CardEffect::AmbiguousHolder
            } else {
                CardEffect::UnknownHolder
            });
        };
        let write = Recorded {
            scheda,
            card: new.clone(),
            reason: None,
            origin: Origin::Notice,
        };
        return Issued {
            effect: CardEffect::Recorded,
            write: Some(write),
        };
    };
    if !holders.possible.contains(&old.scheda) {
        return effect(CardEffect::Conflict);
    }
    match old.origin {
        Origin::Notice if same_content(&old.card, new) => effect(CardEffect::AlreadyRecorded),
        Origin::Notice => effect(CardEffect::Conflict),
        Origin::Import => confirm(old, new),
    }
}

/// A card known from the comune's file is confirmed: what the file left open is filled in, what it
/// said otherwise is a conflict.
fn confirm(old: Recorded, new: &CardData) -> Issued {
    if !compatible(&old.card, new) {
        return Issued {
            effect: CardEffect::Conflict,
            write: None,
        };
    }
    let card = filled(&old.card, new);
    let effect = if card == old.card {
        CardEffect::AlreadyRecorded
    } else {
        CardEffect::Recorded
    };
    // Only a notice that says all that is recorded can later be compared with it exactly.
    let origin = if same_content(&card, new) {
        Origin::Notice
    } else {
        Origin::Import
    };
    let write = Recorded {
        card,
        origin,
        ..old
    };
    Issued {
        effect,
        write: Some(write),
    }
}

/// What a card is after a notice that was taken before is applied again.
pub(crate) fn replayed(scheda: &str, recorded: Option<Recorded>, card: &CardData) -> Recorded {
    let holders = Holders {
        possible: vec![scheda.to_owned()],
        certain: Some(scheda.to_owned()),
        ambiguous: false,
    };
    let fresh = Recorded {
        scheda: scheda.to_owned(),
        card: card.clone(),
        reason: None,
        origin: Origin::Notice,
    };
    issued(&holders, recorded, card).write.unwrap_or(fresh)
}

/// The comune's file names a card of a sheet. `Err` is a conflict; `Ok(None)`: nothing to write.
pub(crate) fn imported(
    scheda: &str,
    recorded: Option<Recorded>,
    new: &CardData,
) -> Result<Option<Recorded>, ()> {
    let Some(old) = recorded else {
        return Ok(Some(Recorded {
            scheda: scheda.to_owned(),
            card: new.clone(),
            reason: None,
            origin: Origin::Import,
        }));
    };
    if old.scheda != scheda {
        return Err(());
    }
    if old.origin == Origin::Notice {
        return if compatible(&old.card, new) {
            Ok(None)
        } else {
            Err(())
        };
    }
    // The file may correct itself, but neither undo an annulment nor forget what a notice added.
    let mut card = filled(new, &old.card);
    card.annulled_on = old.card.annulled_on.or(new.annulled_on);
    Ok((card != old.card).then_some(Recorded { card, ..old }))
}

/// What an annulment does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Annulled {
    pub(crate) effect: CardEffect,
    /// Whether the annulment is to be written.
    pub(crate) write: bool,
}

/// One card was annulled; no other is looked at.
pub(crate) fn annulled(
    holders: &Holders,
    recorded: Option<&Recorded>,
    on: NaiveDate,
    reason: AnnulmentReason,
) -> Annulled {
    let effect = |effect| Annulled {
        effect,
        write: false,
    };
    let Some(old) = recorded else {
        return effect(if holders.possible.is_empty() {
            CardEffect::UnknownHolder
        } else {
            CardEffect::UnknownCard
        });
    };
    if !holders.possible.contains(&old.scheda) {
        return effect(CardEffect::Conflict);
    }
    match old.card.annulled_on {
        None => Annulled {
            effect: CardEffect::Recorded,
            write: true,
        },
        Some(date) if date == on && old.reason.is_none_or(|old| old == reason) => {
            effect(CardEffect::AlreadyRecorded)
        }
        Some(_) => effect(CardEffect::Conflict),
    }
}

/// The card shown for a subject on a day, among their cards in the order of recording.
pub(crate) fn shown(cards: Vec<CardData>, on: NaiveDate, policy: CardPolicy) -> Option<CardData> {
    // `max_by_key` takes the last of equals: the one recorded last.
    let newest = |cards: Vec<CardData>| cards.into_iter().max_by_key(|card| card.issued_on);
    let standing = cards.into_iter().filter(|card| card.annulled_on.is_none());
    let (valid, expired): (Vec<_>, Vec<_>) =
        standing.partition(|card| card.expires_on.is_none_or(|last| last >= on));
    newest(valid).or_else(|| match policy {
        CardPolicy::ValidOnly => None,
        CardPolicy::ValidOrLastExpired => newest(expired),
    })
}

/// Equal but for the annulment, which is a later fact of its own.
fn same_content(a: &CardData, b: &CardData) -> bool {
    let plain = |card: &CardData| CardData {
        annulled_on: None,
        ..card.clone()
    };
    plain(a) == plain(b)
}

/// No known value contradicts another known value.
fn compatible(a: &CardData, b: &CardData) -> bool {
    fn agree<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
        a.zip(b).is_none_or(|(a, b)| a == b)
    }
    agree(a.electronic.as_ref(), b.electronic.as_ref())
        && agree(a.issued_on.as_ref(), b.issued_on.as_ref())
        && agree(a.expires_on.as_ref(), b.expires_on.as_ref())
        && agree(a.valid_for_travel.as_ref(), b.valid_for_travel.as_ref())
        && agree(a.comune_istat.as_ref(), b.comune_istat.as_ref())
}

/// `first`, with its gaps filled from `second`.
fn filled(first: &CardData, second: &CardData) -> CardData {
    CardData {
        serial: first.serial.clone(),
        electronic: first.electronic.or(second.electronic),
        issued_on: first.issued_on.or(second.issued_on),
        expires_on: first.expires_on.or(second.expires_on),
        valid_for_travel: first.valid_for_travel.or(second.valid_for_travel),
        comune_istat: first
            .comune_istat
            .clone()
            .or_else(|| second.comune_istat.clone()),
        comune: first.comune.clone().or_else(|| second.comune.clone()),
        annulled_on: first.annulled_on.or(second.annulled_on),
    }
}
