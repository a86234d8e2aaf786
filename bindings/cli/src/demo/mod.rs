//! `cie demo`: one card, end to end.
//!
//! One file a step. Each step does its outside effect first, under a name that makes repeating it
//! harmless, then stores its result and its journal entry in one transaction. A run that was killed
//! is completed by the next one.

mod acquire;
mod anpr;
mod card;
mod case;
mod checkpoint;
mod child;
mod config;
mod connect;
mod counter;
mod enter;
mod folder;
mod identify;
mod images;
mod import;
mod media;
mod ministry;
mod push;
mod read_back;
mod receipt;
mod remit;
mod sign;

use chrono::{Local, TimeDelta};
use cie_core::issuance::{State, Transition};
use cie_core::lang::Lang;
use cie_store::{RequestFilter, RequestRecord, Requests, Store};
use serde_json::json;

use crate::args::DemoOptions;
use crate::exit::{Failure, Status};
use crate::report::Report;
use case::{Case, Stage};
use checkpoint::Checkpoints;
use config::Config;
use connect::Connection;
use counter::{COUNTER, Counter};
use folder::Folder;
use import::Apr;

/// Steps that are announced.
const STEPS: usize = 9;

/// Runs the demo.
///
/// # Errors
/// Whatever stopped it; what was recorded until then is safe, and the next run goes on from there.
pub(crate) fn run(options: &DemoOptions, report: &mut Report) -> Result<Status, Failure> {
    if options.list_checkpoints {
        checkpoint::names().for_each(|name| report.line(&name));
        return Ok(Status::Ok);
    }
    let checkpoints = Checkpoints::new(options.abort_at.clone())?;
    let config = Config::read(&options.comune)?;
    let folder = Folder::open(&options.out)?;
    let (store, case) = open_store(&folder, options)?;

    greet(report, options, case.as_ref());
    let today = Local::now().date_naive();
    let mut counter = Counter {
        report,
        folder: &folder,
        config: &config,
        store: &store,
        checkpoints: &checkpoints,
        on: options.on.unwrap_or(today),
        moved: options.on.map_or(TimeDelta::zero(), |on| on - today),
        findings: false,
    };
    let apr = import::step(&mut counter, &options.residents)?;
    let outcome = serve_citizen(&mut counter, &apr, options, case);
    // The journal is left readable whatever happened; a failure to write it must not hide the first.
    let exported = export_journal(&counter);
    let case = outcome?;
    exported?;
    folder.write(COMPLETE, case.number.as_str().as_bytes())?;
    close(&mut counter, &case, &options.out.display().to_string());
    Ok(if counter.findings {
        Status::Findings
    } else {
        Status::Ok
    })
}

/// The steps that concern one citizen. A request that cannot be signed as it stands is abandoned,
/// so that it does not stand in the way of the next.
fn serve_citizen(
    counter: &mut Counter<'_>,
    apr: &Apr,
    options: &DemoOptions,
    case: Option<Case>,
) -> Result<Case, Failure> {
    let connection = connect::step(counter, apr, options.port)?;
    let mut case = identify::open(counter, options, case)?;
    (counter.on, counter.moved) = (case.on, TimeDelta::days(case.moved_days));
    let outcome = issue(counter, apr, &connection, options, &mut case);
    connection.close();
    match outcome {
        Ok(()) => Ok(case),
        Err(failure) => {
            // What is complete only lacks the card or its PIN: the next run asks for them again.
            if failure.status == Status::Findings && case.stage < Stage::Complete {
                let (_, event) = counter.transition(&mut case, Transition::Abandon, COUNTER)?;
                counter.commit("abandoned", &mut case, event, Vec::new())?;
            }
            Err(failure)
        }
    }
}

fn issue(
    counter: &mut Counter<'_>,
    apr: &Apr,
    connection: &Connection,
    options: &DemoOptions,
    case: &mut Case,
) -> Result<(), Failure> {
    identify::step(counter, connection, case)?;
    let card = card::chosen(counter)?;
    let ministry = child::ministry(counter, options.ministry.as_deref(), card.authority())?;
    enter::step(counter, &ministry, case)?;
    acquire::step(counter, case)?;
    sign::step(counter, &ministry, card, case)?;
    ministry::step(counter, &ministry, case)?;
    push::step(counter, connection, apr, case)?;
    remit::step(counter, case)?;
    read_back::step(counter, &ministry, case)
}

/// Written when everything is done, files included.
const COMPLETE: &str = "state/complete";

/// Opens the counter's memory and finds the request that an earlier run left unfinished. What a
/// complete run left is replaced.
fn open_store(folder: &Folder, options: &DemoOptions) -> Result<(Store, Option<Case>), Failure> {
    if folder.path(COMPLETE).exists() {
        folder.clear(COMPLETE)?;
    }
    let store = Store::open(folder.path("state/counter.sqlite"))?;
    let case = last_request(&store)?.map(Case::read).transpose()?;
    let ended = [
        State::Abandoned,
        State::Rejected,
        State::Revoked,
        State::Destroyed,
    ];
    let case = case.filter(|case| !ended.contains(&case.issuance.state()));
    let another = |case: &Case| {
        options
            .codice_fiscale
            .as_ref()
            .is_some_and(|code| code != case.codice_fiscale.expose())
    };
    if let Some(case) = case.as_ref().filter(|case| another(case)) {
        let (number, out) = (&case.number, options.out.display());
        return Err(Failure::new(
            Status::Usage,
            format!(
                "{out} ha la richiesta {number} di un altro cittadino, non finita: completarla senza --codice-fiscale o indicare un'altra cartella con --out"
            ),
            format!(
                "{out} has the unfinished request {number} of another citizen: complete it without --codice-fiscale, or name another folder with --out"
            ),
        ));
    }
    Ok((store, case))
}

fn last_request(store: &Store) -> Result<Option<RequestRecord>, Failure> {
    let mut filter = RequestFilter::default();
    let mut last = None;
    while let Some(record) = store.list(&filter)?.pop() {
        filter.after = Some(record.number.clone());
        last = Some(record);
    }
    Ok(last)
}

fn greet(report: &mut Report, options: &DemoOptions, case: Option<&Case>) {
    let lang = report.lang();
    let out = options.out.display();
    report.line(&text!(
        lang,
        "cie demo: una carta dall'anagrafe alla consegna. Il lato del Ministero è SIMULATO."
            / "cie demo: one card from the registry to delivery. The Ministry's side is SIMULATED."
    ));
    if let Some(case) = case {
        let number = &case.number;
        report.line(&text!(
            lang,
            "Riprende la richiesta {number} lasciata in {out} da un'esecuzione interrotta."
                / "Resumes request {number} left in {out} by an interrupted run."
        ));
    }
    report.object(
        "start",
        json!({ "out": options.out, "resumes": case.map(|c| &c.number) }),
    );
}

/// Writes the journal as JSON Lines.
fn export_journal(counter: &Counter<'_>) -> Result<(), Failure> {
    let mut lines = Vec::new();
    counter.store.export_journal(&mut lines)?;
    counter.folder.write("journal.jsonl", &lines)
}

fn close(counter: &mut Counter<'_>, case: &Case, out: &str) {
    let lang = counter.lang();
    let serial = case.serial().unwrap_or_default().to_owned();
    let closing = match lang {
        Lang::En => format!(
            "\nDone: request {}, card {serial}. Everything is in {out}/",
            case.number
        ),
        _ => format!(
            "\nFatto: richiesta {}, carta {serial}. Tutto è in {out}/",
            case.number
        ),
    };
    counter.report.line(&closing);
    counter.report.object(
        "done",
        json!({ "request": case.number, "serial": serial, "findings": counter.findings }),
    );
}
