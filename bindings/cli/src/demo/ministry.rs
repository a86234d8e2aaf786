//! Step 6: the simulated CNSD and IPZS drive the request to delivery.

use std::thread::sleep;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cie_core::issuance::State;
use cie_core::ports::{Cnsd, Update};
use serde_json::json;

use super::STEPS;
use super::case::{Case, Stage, incomplete};
use super::child::Simulated;
use super::counter::{COUNTER, Counter, ended, state_name};
use super::{anpr, push, receipt};
use crate::exit::{Failure, Status};

/// The simulators are fast; what takes longer is stuck.
const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(40);
/// Stages after the request is taken in.
const STAGES: u64 = 4;

pub(super) fn step(
    counter: &mut Counter<'_>,
    ministry: &Simulated,
    case: &mut Case,
) -> Result<(), Failure> {
    let lang = counter.lang();
    let title = text!(
        lang,
        "CNSD, IPZS e Poste SIMULATI: dalla certificazione alla consegna"
            / "SIMULATED CNSD, IPZS and post: from certification to delivery"
    );
    counter.report.step(6, STEPS, &title);
    if case.stage >= Stage::Delivered {
        counter.already_done();
        return Ok(());
    }
    if case.stage < Stage::Accepted {
        hand_in(counter, ministry, case)?;
    }
    if let Some(acceptance) = &case.acceptance {
        let protocol = acceptance.protocol.clone();
        counter
            .report
            .fact(&text!(lang, "protocollo CNSD" / "CNSD protocol"), &protocol);
    }
    receipt::print(counter, ministry, case)?;
    follow(counter, ministry, case)
}

/// Hands the stored envelope in; the same bytes again if an earlier run was stopped here.
fn hand_in(
    counter: &mut Counter<'_>,
    ministry: &Simulated,
    case: &mut Case,
) -> Result<(), Failure> {
    let envelope = case.envelope.as_ref().ok_or_else(incomplete)?;
    let envelope = STANDARD
        .decode(envelope.expose())
        .map_err(|_| incomplete())?;
    let acceptance = ministry.client.submit(&case.number, &envelope)?;
    let event = counter
        .event(case, "cnsd.accepted", COUNTER)
        .with("protocol", acceptance.protocol.as_str())
        .with("simulated", if acceptance.simulated { "yes" } else { "no" });
    counter.keep_answer("cnsd-acceptance", &acceptance)?;
    case.acceptance = Some(acceptance);
    case.stage = Stage::Accepted;
    let now = counter.now();
    let owed = vec![
        push::owed(counter, case, now)?,
        anpr::owed(counter, case, now)?,
    ];
    counter.commit("accepted", case, event, owed)
}

/// Asks how the request goes on until the card is delivered.
fn follow(counter: &mut Counter<'_>, ministry: &Simulated, case: &mut Case) -> Result<(), Failure> {
    let lang = counter.lang();
    let waiting = text!(lang, "produzione simulata" / "simulated production");
    let bar = counter.report.progress(STAGES, &waiting);
    let started = Instant::now();
    while case.issuance.state() != State::Delivered {
        let progress = ministry.client.progress(&case.number)?;
        let news: Vec<Update> = progress
            .updates
            .iter()
            .skip(case.updates)
            .cloned()
            .collect();
        if !news.is_empty() {
            // Before anything of it is stored, so that a run that is stopped has kept it.
            counter.keep_answer("cnsd-progress", &progress)?;
        }
        for update in &news {
            bar.suspend(|| apply(counter, case, update))?;
            bar.inc(1);
        }
        match case.issuance.state() {
            State::Rejected | State::Revoked | State::Destroyed => {
                return Err(ended(&case.issuance));
            }
            State::Delivered => break,
            _ if started.elapsed() > PATIENCE => return Err(stuck()),
            _ if news.is_empty() => sleep(PAUSE),
            _ => {}
        }
    }
    bar.finish_and_clear();
    Ok(())
}

fn apply(counter: &mut Counter<'_>, case: &mut Case, update: &Update) -> Result<(), Failure> {
    let lang = counter.lang();
    let actor = format!("{} (simulated)", update.system);
    let (state, event) = counter.transition(case, update.transition, &actor)?;
    let event = event
        .with("serial", case.serial()?)
        .with("simulated", "yes");
    case.updates += 1;
    if state == State::Delivered {
        case.stage = Stage::Delivered;
    }
    counter.commit(state.name(), case, event, Vec::new())?;
    let system = format!(
        "{} SIMULAT{}",
        update.system,
        if lang == cie_core::lang::Lang::En {
            "ED"
        } else {
            "O"
        }
    );
    counter.report.fact(&system, state_name(state, lang));
    counter.report.object(
        "state",
        json!({ "request": case.number, "state": state, "system": update.system, "simulated": true }),
    );
    Ok(())
}

fn stuck() -> Failure {
    Failure::new(
        Status::Environment,
        "il simulatore non procede da 30 secondi; ripetere il comando: la richiesta riprende da qui",
        "the simulator has not moved for 30 seconds; repeat the command: the request resumes from here",
    )
}
