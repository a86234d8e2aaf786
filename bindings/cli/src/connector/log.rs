//! The log of a process: a line for each event, for people (`key=value`) or programs (JSON).

use std::io::Write;
use std::sync::Mutex;

use cie_core::error::{Catalogued, Coded};
use cie_core::exchange::Outcome;
use cie_sad::ftp::Event;
use cie_sad::hosting::{Log, LogEvent, TenantId};
use clap::ValueEnum;
use serde_json::{Map, Value, json};

use crate::exit::Failure;

/// Which events get a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Which {
    /// Every request.
    All,
    /// Only what went wrong, and what the process itself does.
    Trouble,
}

/// Writes lines to standard output. Nothing personal is in them: no codice fiscale, no name, no
/// address of a workstation.
pub(crate) struct Lines {
    json: bool,
    which: Which,
    out: Mutex<std::io::Stdout>,
}

impl Lines {
    pub(crate) fn new(json: bool, which: Which) -> Self {
        let out = Mutex::new(std::io::stdout());
        Self { json, which, out }
    }

    /// A line of the process itself.
    pub(crate) fn say(&self, event: &str, fields: &[(&str, Value)]) {
        let at = chrono::Utc::now().to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
        let line = if self.json {
            let mut all = Map::new();
            all.insert("at".to_owned(), json!(at));
            all.insert("event".to_owned(), json!(event));
            for (name, value) in fields {
                all.insert((*name).to_owned(), value.clone());
            }
            Value::Object(all).to_string()
        } else {
            let mut line = format!("{at} {event}");
            for (name, value) in fields {
                match value {
                    Value::String(text) if text.contains([' ', '"']) => {
                        line.push_str(&format!(" {name}={value}"));
                    }
                    Value::String(text) => line.push_str(&format!(" {name}={text}")),
                    value => line.push_str(&format!(" {name}={value}")),
                }
            }
            line
        };
        let mut out = self
            .out
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        // A log that cannot be written must not stop the exchange.
        let _ = writeln!(out, "{line}").and_then(|()| out.flush());
    }
}

/// The code of an error of ours; of another program's error, nothing: its text may hold anything.
fn code_of(mut cause: &(dyn std::error::Error + 'static)) -> &'static str {
    loop {
        if let Some(error) = cause.downcast_ref::<cie_sad::Error>() {
            return error.info().id;
        }
        if let Some(error) = cause.downcast_ref::<cie_store::Error>() {
            return error.info().id;
        }
        if let Some(failure) = cause.downcast_ref::<Failure>() {
            return failure.code.unwrap_or("other");
        }
        match cause.source() {
            Some(next) => cause = next,
            None => return "other",
        }
    }
}

/// What an error of ours says, which is free of personal data by its own rules.
fn text_of(cause: &(dyn std::error::Error + 'static)) -> Option<String> {
    let ours = cause
        .downcast_ref::<cie_sad::Error>()
        .map(ToString::to_string);
    let ours = ours.or_else(|| {
        cause
            .downcast_ref::<cie_store::Error>()
            .map(ToString::to_string)
    });
    ours.or_else(|| cause.downcast_ref::<Failure>().map(ToString::to_string))
}

impl Log for Lines {
    fn event(&self, event: &LogEvent<'_>) {
        match event {
            LogEvent::Answered {
                tenant,
                request_id,
                answer,
                elapsed,
            } => {
                if self.which == Which::Trouble && answer.trouble.is_none() {
                    return;
                }
                let micros = u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX);
                let outcome = match answer.outcome {
                    Outcome::Ok => "ok",
                    Outcome::Several => "several",
                    _ => "error",
                };
                let operation = answer.operation.map_or("unknown", |one| one.name());
                let mut fields = vec![
                    ("tenant", json!(tenant.as_str())),
                    ("request", json!(request_id)),
                    ("operation", json!(operation)),
                    ("outcome", json!(outcome)),
                    ("status", json!(answer.status)),
                    ("micros", json!(micros)),
                ];
                if !answer.codes.is_empty() {
                    fields.push(("codes", json!(answer.codes.join(","))));
                }
                if answer.repeated {
                    fields.push(("repeated", json!(true)));
                }
                if let Some(trouble) = answer.trouble {
                    fields.push(("trouble", json!(trouble.info().id)));
                }
                self.say("answered", &fields);
            }
            LogEvent::Refused {
                reason,
                tenant,
                request_id,
            } => {
                let mut fields = vec![("reason", json!(reason.name()))];
                if let Some(tenant) = tenant {
                    fields.push(("tenant", json!(tenant.as_str())));
                }
                if let Some(request) = request_id {
                    fields.push(("request", json!(request)));
                }
                self.say("refused", &fields);
            }
            LogEvent::Opened(tenant) if self.which == Which::All => {
                self.say("opened", &[("tenant", json!(tenant.as_str()))]);
            }
            LogEvent::Closed(tenant) if self.which == Which::All => {
                self.say("closed", &[("tenant", json!(tenant.as_str()))]);
            }
            LogEvent::Failing { tenant, cause } => {
                let mut fields = vec![
                    ("tenant", json!(tenant.as_str())),
                    ("code", json!(code_of(*cause))),
                ];
                if let Some(text) = text_of(*cause) {
                    fields.push(("cause", json!(text)));
                }
                self.say("failing", &fields);
            }
            LogEvent::Folder { tenant, event } => self.folder(tenant, event),
            LogEvent::Listener { name, cause } => {
                let fields = [
                    ("listener", json!(name)),
                    ("cause", json!(cause.to_string())),
                ];
                self.say("listener", &fields);
            }
            _ => {}
        }
    }
}

impl Lines {
    /// What happened in a comune's folder; answers have a line already.
    fn folder(&self, tenant: &TenantId, event: &Event<'_>) {
        let name = ("tenant", json!(tenant.as_str()));
        let about = |error: &cie_sad::Error| {
            [
                ("code", json!(error.info().id)),
                ("cause", json!(error.to_string())),
            ]
        };
        let (what, mut fields) = match event {
            Event::Rejected { ticket, error } => {
                let mut fields = vec![("ticket", json!(ticket))];
                fields.extend(about(error));
                ("rejected", fields)
            }
            Event::Waiting(error) => ("waiting", about(error).into()),
            Event::Trouble(error) => ("trouble", about(error).into()),
            Event::Lost(error) => ("failing", about(error).into()),
            Event::Recovered => ("recovered", Vec::new()),
            _ => return,
        };
        fields.insert(0, name);
        self.say(what, &fields);
    }
}
