//! Many at once.

use std::thread;

use cie_core::exchange::{Outcome as Esito, Request};

use super::super::raw::{Wire, head};
use super::super::session::Session;
use super::super::verdict::Stop;
use super::super::xml;
use super::{Check, Group, Outcome, must};

const G: Group = Group::Concurrency;

#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    must(G, "concurrency.no-mixing", "16 interrogazioni insieme: a ognuna la sua risposta", "16 interrogazioni at once: each gets its own answer", no_mixing),
    must(G, "concurrency.same-identifier", "la stessa interrogazione 8 volte insieme: una sola risposta", "the same interrogazione 8 times at once: one answer", same_identifier),
    must(G, "concurrency.one-card", "la stessa emissione 8 volte insieme: una sola carta", "the same emissione 8 times at once: one card", one_card).writes(),
    must(G, "concurrency.two-senders-of-one-card", "due carte diverse con lo stesso numero insieme: una sola passa", "two cards of one serial at once: only one passes", one_serial).writes(),
    must(G, "concurrency.idle", "100 connessioni ferme non tolgono il posto a chi chiede", "100 idle connections do not take the place of who asks", idle).raw(),
    must(G, "concurrency.hostile-neighbour", "un messaggio ostile non ritarda gli altri", "a hostile message does not delay the others", neighbour).should(),
];

/// Runs them together; the first that fails is the result.
fn together<T: Send>(count: usize, work: impl Fn(usize) -> Outcome<T> + Sync) -> Outcome<Vec<T>> {
    thread::scope(|scope| {
        let work = &work;
        let all: Vec<_> = (0..count).map(|at| scope.spawn(move || work(at))).collect();
        all.into_iter()
            .map(|one| match one.join() {
                Ok(done) => done,
                Err(_) => Err(Stop::Failed(said!(
                    "prova interrotta" / "the check broke off"
                ))),
            })
            .collect()
    })
}

fn no_mixing(s: &Session<'_>) -> Outcome {
    together(16, |at| {
        let known = at % 2 == 0;
        let request = s.query(if known {
            &s.fixtures.known
        } else {
            &s.fixtures.absent
        });
        let heard = s.ask(&request)?;
        ensure!(
            heard.answer.header.operation_id == request.header().operation_id,
            "risposta di un'altra richiesta" / "the answer to another request"
        );
        let found = heard
            .answer
            .subjects
            .iter()
            .any(|subject| subject.person.codice_fiscale() == Some(s.fixtures.known.expose()));
        ensure!(
            found == known,
            "soggetto di un'altra richiesta, errori {0}"
                / "the subject of another request, errors {0}",
            heard.codes()
        );
        Ok(())
    })
    .map(drop)
}

fn alike(s: &Session<'_>, request: &Request) -> Outcome {
    let bytes = s.bytes(request)?;
    let bodies = together(8, |_| {
        let heard = s.tell(&bytes, request)?;
        ensure!(
            heard.answer.outcome == Esito::Ok,
            "esito negativo, errori {0}" / "refused, errors {0}",
            heard.codes()
        );
        Ok(heard.reply.body)
    })?;
    ensure!(
        bodies.windows(2).all(|pair| pair.first() == pair.last()),
        "risposte diverse alla stessa operazione" / "different answers to one operation"
    );
    Ok(())
}

fn same_identifier(s: &Session<'_>) -> Outcome {
    alike(s, &s.query(&s.fixtures.known))
}

fn one_card(s: &Session<'_>) -> Outcome {
    let notice = s.notice(&s.known()?.person, s.card(&s.serial()));
    alike(s, &Request::Emissione(notice))
}

fn one_serial(s: &Session<'_>) -> Outcome {
    let person = &s.known()?.person;
    let mut card = s.card(&s.serial());
    let first = Request::Emissione(s.notice(person, card.clone()));
    card.expires_on = card.expires_on.and_then(|day| day.pred_opt());
    let second = Request::Emissione(s.notice(person, card));
    let accepted = together(2, |at| {
        let heard = s.ask(if at == 0 { &first } else { &second })?;
        Ok(heard.answer.outcome == Esito::Ok)
    })?;
    let accepted = accepted.into_iter().filter(|accepted| *accepted).count();
    ensure!(
        accepted == 1,
        "ne ha accettate {accepted}" / "it accepted {accepted}"
    );
    Ok(())
}

fn idle(s: &Session<'_>) -> Outcome {
    let begun = head(s.target, "HTTP/1.1", s.content_type());
    let held: Vec<Outcome<Wire>> = (0..100)
        .map(|_| {
            let mut wire = Wire::open(s.target)?;
            wire.say(begun.as_bytes());
            Ok(wire)
        })
        .collect();
    let answered = s.done(&s.query(&s.fixtures.known));
    drop(held);
    answered.map(drop)
}

fn neighbour(s: &Session<'_>) -> Outcome {
    let alone = s.done(&s.query(&s.fixtures.known))?.reply.took;
    let text = s.text(&s.query(&s.fixtures.known))?;
    let text = xml::in_root(&text, &"<x>".repeat(60_000))?;
    let hostile = s.encoded(&text)?;
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| s.post(&hostile));
        }
        let beside = s.done(&s.query(&s.fixtures.known))?.reply.took;
        // Generous: what matters is that nobody waits for the hostile message to be over.
        let limit = (alone * 20).max(std::time::Duration::from_secs(2));
        ensure!(
            beside <= limit,
            "da solo {0} ms, accanto {1} ms" / "alone {0} ms, beside {1} ms",
            alone.as_millis(),
            beside.as_millis()
        );
        Ok(())
    })
}
