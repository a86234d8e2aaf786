//! The counter at work: what every step needs, and the one way to store progress.

use chrono::{DateTime, Local, NaiveDate, TimeDelta, Timelike, Utc};
use cie_core::issuance::{Issuance, State, Transition};
use cie_core::journal::Event;
use cie_core::lang::Lang;
use cie_core::redact::Personal;
use cie_store::{Expected, Ledger, NewPush, RequestUpdate, Step, Store};
use serde::Serialize;

use super::case::{Case, FORMAT, Stage};
use super::checkpoint::Checkpoints;
use super::config::Config;
use super::folder::Folder;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Who the journal says did it.
pub(super) const COUNTER: &str = "counter";

/// What every step needs.
pub(super) struct Counter<'a> {
    pub(super) report: &'a mut Report,
    pub(super) folder: &'a Folder,
    pub(super) config: &'a Config,
    /// Journal, requests, outbox: the workstation's own memory.
    pub(super) store: &'a Store,
    pub(super) checkpoints: &'a Checkpoints,
    /// Date of the request.
    pub(super) on: NaiveDate,
    /// How far the counter's clock is from the machine's, in whole days.
    pub(super) moved: TimeDelta,
    /// Whether something was found that the exit code must tell.
    pub(super) findings: bool,
}

impl Counter<'_> {
    pub(super) fn lang(&self) -> Lang {
        self.report.lang()
    }

    /// The machine's clock: what certificates and leases are measured with.
    pub(super) fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    /// The counter's clock, in whole seconds: the machine's, moved by the days that `--on` asks for.
    /// Messages, journal and receipt carry it.
    pub(super) fn clock(&self) -> DateTime<Local> {
        let shown = Local::now() + self.moved;
        shown.with_nanosecond(0).unwrap_or(shown)
    }

    /// Stores how far the case got, with its journal entry and what must be pushed because of it,
    /// in one transaction.
    pub(super) fn commit(
        &mut self,
        name: &str,
        case: &mut Case,
        event: Event,
        pushes: Vec<NewPush>,
    ) -> Result<(), Failure> {
        self.checkpoints.before(name);
        let document = serde_json::to_value(&*case).map_err(|_| super::case::incomplete())?;
        let expected = match case.version {
            0 => Expected::Absent,
            version => Expected::Version(version),
        };
        let request = RequestUpdate {
            number: case.number.clone(),
            expected,
            state: case.issuance.state(),
            format: FORMAT,
            document: Personal::new(document),
            at: self.now(),
        };
        let committed = self.store.commit(&Step {
            request: Some(request),
            events: vec![event],
            pushes,
        })?;
        case.version = committed.version.unwrap_or(case.version + 1);
        self.checkpoints.after(name);
        Ok(())
    }

    /// Moves the case to a stage and stores it.
    pub(super) fn reach(
        &mut self,
        name: &str,
        case: &mut Case,
        stage: Stage,
        event: Event,
    ) -> Result<(), Failure> {
        case.stage = stage;
        self.commit(name, case, event, Vec::new())
    }

    /// An event about the case.
    pub(super) fn event(&self, case: &Case, what: &str, actor: &str) -> Event {
        Event::new(self.clock().to_utc(), case.number.as_str(), what, actor)
    }

    /// Applies a transition and makes its event, `state.NAME`.
    pub(super) fn transition(
        &self,
        case: &mut Case,
        transition: Transition,
        actor: &str,
    ) -> Result<(State, Event), Failure> {
        let state = case.issuance.apply(transition)?;
        let event = self.event(case, &format!("state.{}", state.name()), actor);
        Ok((state, event))
    }

    /// Keeps what the simulated Ministry answered, in the simulator's own form.
    pub(super) fn keep_answer(&self, name: &str, answer: &impl Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(answer).map_err(|_| super::case::incomplete())?;
        self.folder.write(
            &format!("messages/simulated-{name}.json"),
            format!("{text}\n").as_bytes(),
        )
    }

    /// Says that the step was done by an earlier run.
    pub(super) fn already_done(&mut self) {
        let text = text!(
            self.lang(),
            "già fatto da un'esecuzione precedente" / "done by an earlier run"
        );
        self.report.remark(&text);
    }
}

/// Name of a state for people.
pub(super) fn state_name(state: State, lang: Lang) -> &'static str {
    let (it, en) = match state {
        State::Draft => ("bozza", "draft"),
        State::Complete => ("completa", "complete"),
        State::Signed => ("firmata", "signed"),
        State::InCertification => ("in certificazione", "in certification"),
        State::InProduction => ("in produzione", "in production"),
        State::Shipped => ("spedita", "shipped"),
        State::Held => ("in giacenza", "held at the post office"),
        State::ReturnedToComune => ("restituita al comune", "returned to the comune"),
        State::Delivered => ("consegnata", "delivered"),
        State::Destroyed => ("distrutta", "destroyed"),
        State::Rejected => ("respinta", "rejected"),
        State::Abandoned => ("abbandonata", "abandoned"),
        State::Revoked => ("revocata", "revoked"),
        _ => (state.name(), state.name()),
    };
    if lang == Lang::En { en } else { it }
}

/// The request ended in a state from which no card comes.
pub(super) fn ended(issuance: &Issuance) -> Failure {
    let state = issuance.state();
    Failure::new(
        Status::Findings,
        format!(
            "la richiesta è {}: nessuna carta",
            state_name(state, Lang::It)
        ),
        format!("the request is {}: no card", state_name(state, Lang::En)),
    )
}
