//! The same operation sent again.

use cie_core::exchange::{Outcome as Esito, Request};

use super::super::session::Session;
use super::{Check, Group, Outcome, must};

const G: Group = Group::Repeats;

#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    must(G, "repeats.same-answer", "la stessa interrogazione riceve la stessa risposta, byte per byte", "the same interrogazione gets the same answer, byte for byte", same_answer),
    must(G, "repeats.same-error", "un errore si ripete uguale", "an error is repeated as it was", same_error),
    must(G, "repeats.reused-identifier", "un identificativo già usato per altro è un errore", "an identifier used before for something else is an error", reused_identifier),
    must(G, "repeats.other-sender", "due mittenti usano lo stesso identificativo senza disturbarsi", "two senders use the same identifier independently", other_sender).should(),
    must(G, "repeats.emissione", "ripetere un'emissione non la raddoppia", "repeating an emissione does not double it", emissione).writes(),
    must(G, "repeats.emissione-new-identifier", "la stessa carta con un identificativo nuovo è accettata", "the same card under a new identifier is accepted", emissione_again).writes(),
    must(G, "repeats.emissione-changed", "la stessa carta con altri dati è un errore", "the same card with other data is an error", emissione_changed).writes(),
    must(G, "repeats.annullamento", "ripetere un annullamento dà la stessa risposta", "repeating an annullamento gives the same answer", annullamento).writes(),
    must(G, "repeats.annullamento-new-identifier", "lo stesso annullamento con un identificativo nuovo è accettato", "the same annullamento under a new identifier is accepted", annullamento_again).writes(),
    must(G, "repeats.no-resurrection", "ripetere l'emissione dopo l'annullamento non fa tornare la carta", "repeating the emissione after the annullamento does not bring the card back", no_resurrection).writes(),
    must(G, "repeats.reused-not-done", "l'operazione respinta per identificativo già usato non è eseguita", "an operation refused for its identifier is not done", reused_not_done).writes(),
];

fn twice(s: &Session<'_>, request: &Request) -> Outcome<Esito> {
    let bytes = s.bytes(request)?;
    let first = s.tell(&bytes, request)?;
    let second = s.tell(&bytes, request)?;
    ensure!(
        first.reply.body == second.reply.body,
        "la seconda risposta è diversa dalla prima" / "the second answer differs from the first"
    );
    Ok(first.answer.outcome)
}

fn same_answer(s: &Session<'_>) -> Outcome {
    let esito = twice(s, &s.query(&s.fixtures.known))?;
    ensure!(esito == Esito::Ok, "esito negativo" / "refused");
    Ok(())
}

fn same_error(s: &Session<'_>) -> Outcome {
    twice(s, &s.query(&s.fixtures.absent)).map(drop)
}

/// `other` under the identifier of `first`.
fn under(first: &Request, mut other: Request) -> Request {
    let id = first.header().operation_id.clone();
    let header = match &mut other {
        Request::Interrogazione(query) => &mut query.header,
        Request::Emissione(notice) => &mut notice.header,
        Request::Annullamento(annulment) | Request::Revoca(annulment) => &mut annulment.header,
        _ => return other,
    };
    header.operation_id = id;
    other
}

fn reused_identifier(s: &Session<'_>) -> Outcome {
    let first = s.query(&s.fixtures.known);
    s.done(&first)?;
    let heard = s.refused(&under(&first, s.query(&s.fixtures.absent)))?;
    ensure!(
        heard.answer.subjects.is_empty(),
        "ha dato la risposta dell'altra richiesta" / "it gave the answer to the other request"
    );
    Ok(())
}

fn other_sender(s: &Session<'_>) -> Outcome {
    let first = s.query(&s.fixtures.known);
    s.done(&first)?;
    let mut other = under(&first, s.query(&s.fixtures.absent));
    if let Request::Interrogazione(query) = &mut other {
        query.header.sender = if s.fixtures.comune_istat == "015146" {
            "001001"
        } else {
            "015146"
        }
        .into();
    }
    let heard = s.ask(&other)?;
    ensure!(
        heard.answer.subjects.is_empty(),
        "ha dato la risposta di un altro mittente" / "it gave the answer to another sender"
    );
    Ok(())
}

fn emissione(s: &Session<'_>) -> Outcome {
    let notice = s.notice(&s.known()?.person, s.card(&s.serial()));
    let esito = twice(s, &Request::Emissione(notice))?;
    ensure!(esito == Esito::Ok, "esito negativo" / "refused");
    Ok(())
}

fn emissione_again(s: &Session<'_>) -> Outcome {
    let card = s.card(&s.serial());
    for _ in 0..2 {
        s.done(&Request::Emissione(
            s.notice(&s.known()?.person, card.clone()),
        ))?;
    }
    Ok(())
}

fn emissione_changed(s: &Session<'_>) -> Outcome {
    let mut card = s.card(&s.serial());
    s.done(&Request::Emissione(
        s.notice(&s.known()?.person, card.clone()),
    ))?;
    card.expires_on = card.expires_on.and_then(|day| day.pred_opt());
    s.refused(&Request::Emissione(s.notice(&s.known()?.person, card)))
        .map(drop)
}

fn annullamento(s: &Session<'_>) -> Outcome {
    let card = s.card(&s.serial());
    let person = &s.known()?.person;
    s.done(&Request::Emissione(s.notice(person, card.clone())))?;
    let esito = twice(s, &Request::Annullamento(s.annulment(person, card)))?;
    ensure!(esito == Esito::Ok, "esito negativo" / "refused");
    Ok(())
}

fn annullamento_again(s: &Session<'_>) -> Outcome {
    let card = s.card(&s.serial());
    let person = &s.known()?.person;
    s.done(&Request::Emissione(s.notice(person, card.clone())))?;
    for _ in 0..2 {
        s.done(&Request::Annullamento(s.annulment(person, card.clone())))?;
    }
    Ok(())
}

fn no_resurrection(s: &Session<'_>) -> Outcome {
    let card = s.card(&s.serial());
    let person = &s.known()?.person;
    let issued = Request::Emissione(s.notice(person, card.clone()));
    let bytes = s.bytes(&issued)?;
    s.tell(&bytes, &issued)?;
    s.done(&Request::Annullamento(s.annulment(person, card.clone())))?;
    s.tell(&bytes, &issued)?;
    // Under a new identifier too, where the memory of answers does not help.
    s.ask(&Request::Emissione(s.notice(person, card.clone())))?;
    let shown = s.subject(&s.fixtures.known)?.card;
    let back =
        shown.is_some_and(|shown| shown.serial == card.serial && shown.annulled_on.is_none());
    ensure!(
        !back,
        "la carta annullata è tornata" / "the annulled card is back"
    );
    Ok(())
}

fn reused_not_done(s: &Session<'_>) -> Outcome {
    let query = s.query(&s.fixtures.known);
    s.done(&query)?;
    let serial = s.serial();
    let notice = Request::Emissione(s.notice(&s.known()?.person, s.card(&serial)));
    s.refused(&under(&query, notice))?;
    let annulment = s.annulment(&s.known()?.person, s.card(&serial));
    // An annulment is accepted only of a card that was recorded.
    let heard = s.ask(&Request::Annullamento(annulment))?;
    ensure!(
        heard.answer.outcome == Esito::Error,
        "la carta è stata registrata lo stesso" / "the card was recorded all the same"
    );
    Ok(())
}
