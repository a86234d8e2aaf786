//! `cie connector ask`: an interrogazione.

use std::time::{Duration, SystemTime};

use chrono::Local;
use cie_core::citizen::{BirthPlace, NamePart, Residence};
use cie_core::exchange::{
    Answer, Header, Mode, OperationId, Outcome, Query, QueryKey, Request, Requester, Severity,
    Subject,
};
use cie_core::lang::Lang;
use cie_core::redact::Personal;
use cie_sad::workstation::{Workstation, WorkstationOptions};
use clap::Args;
use serde_json::json;

use crate::commands::{table, wire};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie connector ask`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// Codice fiscale of the citizen.
    #[arg(value_name = "CODE")]
    code: Personal<String>,
    /// Where the connector listens, such as http://10.0.0.5:8080/sad.
    #[arg(long, value_name = "URL")]
    url: String,
    /// Wire profile: anpr, piatto, or the path of a profile file; `,travel=SI/NO` may follow.
    #[arg(long, default_value = "anpr", value_name = "PROFILE")]
    profile: String,
    /// ISTAT code of the comune that asks, 6 digits.
    #[arg(long, value_name = "ISTAT")]
    comune: String,
    /// Recipient in the heading, 6 characters.
    #[arg(long, default_value = "999999", value_name = "CODE")]
    recipient: String,
    /// Identifier of the workstation.
    #[arg(long, default_value = "CIE-CLI", value_name = "NAME")]
    workstation: String,
    /// Codice fiscale of the operator.
    #[arg(long, value_name = "CODE")]
    operator: Personal<String>,
    /// Identifier of the operation; repeating it gives the stored answer [default: a new one].
    #[arg(long, value_name = "ID")]
    id: Option<OperationId>,
    /// Mark the message as a trial.
    #[arg(long)]
    test: bool,
    /// Longest time for the answer, in seconds.
    #[arg(long, default_value_t = 40, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=600))]
    timeout: u64,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let profile = wire::profile(&options.profile)?;
    let client = WorkstationOptions {
        timeout: Duration::from_secs(options.timeout),
        ..WorkstationOptions::default()
    };
    let workstation = Workstation::new(&options.url, profile, client)?;
    let operation_id = match &options.id {
        Some(id) => id.clone(),
        None => fresh_id().parse()?,
    };
    let request = Request::Interrogazione(Query {
        header: Header {
            operation_id,
            sender: options.comune.clone(),
            recipient: options.recipient.clone(),
            sent_at: Local::now().naive_local(),
            mode: if options.test {
                Mode::Test
            } else {
                Mode::Production
            },
            application: Some("cie".into()),
            application_version: Some(env!("CARGO_PKG_VERSION").into()),
            application_vendor: None,
        },
        requester: Requester {
            comune_istat: options.comune.clone(),
            workstation_id: options.workstation.clone(),
            operator: options.operator.clone(),
        },
        key: QueryKey::CodiceFiscale(options.code.clone()),
        residence_istat: None,
    });
    let exchange = workstation.send(&request)?;
    let left_aside: Vec<&str> = exchange.unknown.iter().map(|u| u.path.as_str()).collect();
    report.record(&json!({
        "operation_id": request.header().operation_id,
        "answer": exchange.answer,
        "left_aside": left_aside,
        "attempts": exchange.attempts,
    }));
    show(&exchange.answer, report);
    if !left_aside.is_empty() {
        let paths = left_aside.join(" ");
        let text = text!(
            report.lang(),
            "elementi fuori dal profilo, lasciati da parte: {paths}"
                / "elements beyond the profile, left aside: {paths}"
        );
        report.warn(&text);
    }
    Ok(if exchange.answer.outcome == Outcome::Ok {
        Status::Ok
    } else {
        Status::Findings
    })
}

/// Milliseconds since 1970: two people at two keyboards rarely share one.
fn fresh_id() -> String {
    let since = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
    format!("ASK-{}", since.as_millis())
}

/// The operator asked for this citizen: what the registry says is shown.
fn show(answer: &Answer, report: &mut Report) {
    let lang = report.lang();
    let outcome = match answer.outcome {
        Outcome::Ok => text!(lang, "trovato" / "found"),
        Outcome::Several => text!(lang, "più soggetti" / "several subjects"),
        _ => text!(lang, "rifiutato" / "refused"),
    };
    report.show(&outcome);
    for anomaly in &answer.anomalies {
        let severity = match anomaly.severity {
            Severity::Warning => text!(lang, "avviso" / "warning"),
            _ => text!(lang, "errore" / "error"),
        };
        report.show(&format!("  {severity} {}: {}", anomaly.code, anomaly.text));
    }
    for subject in &answer.subjects {
        report.show("");
        table::facts(report, &facts(subject, lang));
    }
}

fn facts(subject: &Subject, lang: Lang) -> Vec<(String, String)> {
    let person = &subject.person;
    let none = text!(lang, "(nessuno)" / "(none)");
    let name = |part: &NamePart| part.text().unwrap_or(&none).to_owned();
    let mut facts = vec![
        (text!(lang, "cognome" / "surname"), name(&person.surname)),
        (text!(lang, "nome" / "first name"), name(&person.given)),
        (text!(lang, "sesso" / "sex"), person.sex.letter().to_owned()),
        (
            text!(lang, "nascita" / "born"),
            person.birth_date.to_string(),
        ),
        (text!(lang, "luogo" / "place"), place(&person.birth_place)),
    ];
    let mut add = |name: String, value: Option<String>| {
        facts.extend(value.map(|value| (name, value)));
    };
    add(
        "codice fiscale".into(),
        person.codice_fiscale().map(str::to_owned),
    );
    let residence = subject.residence.as_ref();
    add(
        text!(lang, "residenza" / "residence"),
        residence.map(|r| home(r, lang)),
    );
    for citizenship in &subject.citizenships {
        let state = citizenship.state.clone();
        let state = state.unwrap_or_else(|| citizenship.state_code.clone());
        add(text!(lang, "cittadinanza" / "citizenship"), Some(state));
    }
    if let Some(card) = &subject.card {
        add(text!(lang, "carta" / "card"), Some(card.serial.clone()));
        add(
            text!(lang, "rilasciata" / "issued"),
            card.issued_on.map(|day| day.to_string()),
        );
        add(
            text!(lang, "scade" / "expires"),
            card.expires_on.map(|day| day.to_string()),
        );
        let travel = card.valid_for_travel.map(|valid| {
            if valid {
                text!(lang, "sì" / "yes")
            } else {
                "no".into()
            }
        });
        add(
            text!(lang, "valida per l'espatrio" / "valid for travel"),
            travel,
        );
    }
    facts
}

fn place(place: &BirthPlace) -> String {
    match place {
        BirthPlace::Comune { name, province, .. } => match province {
            Some(province) => format!("{name} ({province})"),
            None => name.clone(),
        },
        BirthPlace::Foreign {
            state, locality, ..
        } => match locality {
            Some(locality) => format!("{locality} ({state})"),
            None => state.clone(),
        },
        BirthPlace::Exceptional(text) => text.clone(),
        _ => String::new(),
    }
}

fn home(residence: &Residence, lang: Lang) -> String {
    match residence {
        Residence::Italy { address, .. } => {
            let civic = address.civic.as_ref().map(|civic| civic.verbatim.clone());
            let street = [
                address.street_type.clone(),
                Some(address.street.expose().clone()),
                civic,
            ];
            let street: Vec<String> = street.into_iter().flatten().collect();
            format!("{}, {}", street.join(" "), address.comune.name)
        }
        Residence::Abroad { address, .. } => match &address.locality {
            Some(locality) => format!("{locality} ({})", address.state),
            None => address.state.clone(),
        },
        Residence::NoFixedAbode { comune, .. } => {
            text!(
                lang,
                "{}, senza fissa dimora" / "{}, no fixed abode",
                comune.name
            )
        }
        _ => String::new(),
    }
}
