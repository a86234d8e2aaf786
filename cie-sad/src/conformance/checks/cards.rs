//! Emissione, annullamento, revoca.

use chrono::Days;
use cie_core::exchange::{AnnulmentReason, Attachment, AttachmentKind, Outcome as Esito, Request};
use cie_core::redact::Personal;

use super::super::session::{Session, given};
use super::super::verdict::Stop;
use super::{Check, Group, Outcome, must};

const G: Group = Group::Cards;

#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    must(G, "cards.issued", "una carta emessa viene registrata", "a card that was issued is recorded", issued).writes(),
    must(G, "cards.shown", "l'interrogazione mostra la carta emessa", "an interrogazione shows the card that was issued", shown).should().writes(),
    must(G, "cards.travel", "\"non valida per l'espatrio\" resta tale", "\"not valid for travel\" stays so", travel).should().writes(),
    must(G, "cards.annulled", "una carta emessa si annulla", "a card that was issued can be annulled", annulled).writes(),
    must(G, "cards.annulled-only", "l'annullamento tocca solo la carta nominata", "an annulment touches only the card that it names", annulled_only).should().writes(),
    must(G, "cards.revoked", "una carta emessa si revoca", "a card that was issued can be revoked", revoked).writes(),
    must(G, "cards.reasons", "ogni motivo di annullamento è accettato", "every reason of an annulment is accepted", reasons).writes(),
    must(G, "cards.attachments", "foto, impronte e firma sono accettate", "photo, fingerprints and signature are accepted", attachments).writes(),
    must(G, "cards.unknown-card", "annullare una carta sconosciuta è un errore", "annulling an unknown card is an error", unknown_card).writes(),
    must(G, "cards.unknown-holder", "una carta di un cittadino sconosciuto è un errore", "a card of an unknown citizen is an error", unknown_holder).writes(),
    must(G, "cards.other-holder", "la carta di un altro non si annulla", "somebody else's card is not annulled", other_holder).writes(),
    must(G, "cards.same-serial", "lo stesso numero per un altro cittadino è un errore", "the same serial for another citizen is an error", same_serial).writes(),
    must(G, "cards.expiry-before-issue", "una scadenza prima del rilascio è un errore", "an expiry before the issue is an error", expiry_before_issue).writes(),
    must(G, "cards.issued-tomorrow", "un rilascio successivo alla comunicazione è un errore", "an issue after the message is an error", issued_tomorrow).writes(),
    must(G, "cards.annulled-before-issue", "un annullamento prima del rilascio è un errore", "an annulment before the issue is an error", annulled_before_issue).writes(),
];

/// Issues a card to the known citizen.
fn issue(s: &Session<'_>) -> Outcome<String> {
    let serial = s.serial();
    let notice = s.notice(&s.known()?.person, s.card(&serial));
    s.done(&Request::Emissione(notice))?;
    Ok(serial)
}

fn annul(s: &Session<'_>, serial: &str) -> Outcome<Request> {
    let annulment = s.annulment(&s.known()?.person, s.card(serial));
    Ok(Request::Annullamento(annulment))
}

/// The serial of the card that an interrogazione shows now.
fn current(s: &Session<'_>) -> Outcome<Option<String>> {
    let subject = s.subject(&s.fixtures.known)?;
    Ok(subject
        .card
        .filter(|card| card.annulled_on.is_none())
        .map(|card| card.serial))
}

fn issued(s: &Session<'_>) -> Outcome {
    issue(s).map(drop)
}

fn shown(s: &Session<'_>) -> Outcome {
    let serial = issue(s)?;
    ensure!(
        current(s)? == Some(serial),
        "mostra un'altra carta, o nessuna" / "it shows another card, or none"
    );
    Ok(())
}

fn travel(s: &Session<'_>) -> Outcome {
    let serial = s.serial();
    let mut card = s.card(&serial);
    card.valid_for_travel = Some(false);
    s.done(&Request::Emissione(s.notice(&s.known()?.person, card)))?;
    let shown = s.subject(&s.fixtures.known)?.card;
    let said = shown
        .filter(|card| card.serial == serial)
        .and_then(|card| card.valid_for_travel);
    ensure!(
        said != Some(true),
        "la mostra come valida per l'espatrio" / "it shows the card as valid for travel"
    );
    Ok(())
}

fn annulled(s: &Session<'_>) -> Outcome {
    let serial = issue(s)?;
    s.done(&annul(s, &serial)?)?;
    ensure!(
        current(s)? != Some(serial),
        "la carta annullata è ancora mostrata" / "the annulled card is still shown"
    );
    Ok(())
}

fn annulled_only(s: &Session<'_>) -> Outcome {
    let (first, second) = (issue(s)?, issue(s)?);
    s.done(&annul(s, &second)?)?;
    ensure!(
        current(s)? == Some(first),
        "la carta precedente, ancora valida, non è mostrata"
            / "the previous card, which is still valid, is not shown"
    );
    Ok(())
}

fn revoked(s: &Session<'_>) -> Outcome {
    let serial = issue(s)?;
    let annulment = s.annulment(&s.known()?.person, s.card(&serial));
    s.done(&Request::Revoca(annulment))?;
    ensure!(
        current(s)? != Some(serial),
        "la carta revocata è ancora mostrata" / "the revoked card is still shown"
    );
    Ok(())
}

fn reasons(s: &Session<'_>) -> Outcome {
    let mut annulment = s.annulment(&s.known()?.person, s.card(&s.serial()));
    let a = Request::Annullamento(annulment.clone());
    annulment.reason = AnnulmentReason::MaterialError;
    differ(s, &a, &Request::Annullamento(annulment))?;
    for reason in [
        AnnulmentReason::MaterialError,
        AnnulmentReason::Revocation,
        AnnulmentReason::Other,
    ] {
        let serial = issue(s)?;
        let mut annulment = s.annulment(&s.known()?.person, s.card(&serial));
        annulment.reason = reason;
        s.done(&Request::Annullamento(annulment))?;
    }
    Ok(())
}

/// Two requests that the wire tells apart; a profile without the field in which they differ is
/// skipped.
fn differ(s: &Session<'_>, a: &Request, b: &Request) -> Outcome {
    if s.bytes(a)? == s.bytes(b)? {
        return Err(Stop::Skipped(said!(
            "il profilo non ha questo dato" / "the profile has no such field"
        )));
    }
    Ok(())
}

fn attachments(s: &Session<'_>) -> Outcome {
    let mut notice = s.notice(&s.known()?.person, s.card(&s.serial()));
    let bare = Request::Emissione(notice.clone());
    let file = |kind, media_type: &str, length| Attachment {
        kind,
        media_type: media_type.into(),
        bytes: Personal::new(vec![0xA5; length]),
    };
    notice.attachments = vec![
        file(AttachmentKind::Photo, "image/jpeg", 300_000),
        file(AttachmentKind::RightFingerprint, "image/x-wsq", 30_000),
        file(AttachmentKind::LeftFingerprint, "image/x-wsq", 30_000),
        file(AttachmentKind::Signature, "image/png", 5_000),
    ];
    let full = Request::Emissione(notice);
    differ(s, &bare, &full)?;
    s.done(&full).map(drop)
}

fn unknown_card(s: &Session<'_>) -> Outcome {
    s.refused(&annul(s, &s.serial())?).map(drop)
}

fn unknown_holder(s: &Session<'_>) -> Outcome {
    let mut person = s.known()?.person.clone();
    if let Some(tax) = &mut person.tax_code {
        tax.code = s.fixtures.absent.clone();
    }
    person.surname = cie_core::citizen::NamePart::from_text("QWXZKJ");
    person.registry_id = None;
    person.anpr_id = None;
    let card = s.card(&s.serial());
    s.refused(&Request::Emissione(s.notice(&person, card.clone())))?;
    s.refused(&Request::Annullamento(s.annulment(&person, card)))
        .map(drop)
}

fn other_holder(s: &Session<'_>) -> Outcome {
    let other = s.subject(given(s.fixtures.other.as_ref())?)?;
    let serial = issue(s)?;
    let annulment = s.annulment(&other.person, s.card(&serial));
    s.refused(&Request::Annullamento(annulment)).map(drop)
}

fn same_serial(s: &Session<'_>) -> Outcome {
    let other = s.subject(given(s.fixtures.other.as_ref())?)?;
    let serial = issue(s)?;
    let notice = s.notice(&other.person, s.card(&serial));
    s.refused(&Request::Emissione(notice)).map(drop)
}

fn expiry_before_issue(s: &Session<'_>) -> Outcome {
    let mut card = s.card(&s.serial());
    card.expires_on = Session::today().checked_sub_days(Days::new(1));
    refuse_card(s, card)
}

fn issued_tomorrow(s: &Session<'_>) -> Outcome {
    let mut card = s.card(&s.serial());
    // Two days: the kit's clock and the message are in UTC, the registry's perhaps is not.
    card.issued_on = Session::today().checked_add_days(Days::new(2));
    refuse_card(s, card)
}

fn refuse_card(s: &Session<'_>, card: cie_core::exchange::CardData) -> Outcome {
    s.refused(&Request::Emissione(s.notice(&s.known()?.person, card)))
        .map(drop)
}

fn annulled_before_issue(s: &Session<'_>) -> Outcome {
    let serial = issue(s)?;
    let mut annulment = s.annulment(&s.known()?.person, s.card(&serial));
    annulment.on = Session::today()
        .checked_sub_days(Days::new(1))
        .unwrap_or_default();
    s.refused(&Request::Annullamento(annulment))?;
    // Annulling it now, with a possible date, shows that it was not annulled before.
    let heard = s.ask(&annul(s, &serial)?)?;
    ensure!(
        heard.answer.outcome == Esito::Ok,
        "la carta è stata annullata lo stesso" / "the card was annulled all the same"
    );
    Ok(())
}
