//! The simulated Ministry, in a process of its own, as the real one is on a machine of its own.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use cie_sandbox::{ClientOptions, MinistryClient};
use serde_json::Value;

use super::counter::Counter;
use crate::exit::{Failure, Status};

/// The simulator's code for a folder that another one holds.
const IN_USE: &str = "CIE-SIM-001";
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(20);
/// The first line of the simulator is short.
const MAX_GREETING: u64 = 4096;

/// A client of the simulators, and the process that serves them if the demo started it.
pub(super) struct Simulated {
    pub(super) client: MinistryClient,
    child: Option<Child>,
}

impl Drop for Simulated {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            // Closing its standard input ends it; waiting leaves no orphan, and not for ever.
            drop(child.stdin.take());
            let asked = Instant::now();
            while matches!(child.try_wait(), Ok(None)) && asked.elapsed() < PATIENCE {
                sleep(PAUSE);
            }
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Starts the simulators, or takes the ones at an address.
pub(super) fn ministry(
    counter: &mut Counter<'_>,
    url: Option<&str>,
    sco_authority: &[u8],
) -> Result<Simulated, Failure> {
    let authority = "state/sco-ca.der";
    counter.folder.write(authority, sco_authority)?;
    let (url, child) = match url {
        Some(url) => (url.to_owned(), None),
        None => start(counter, authority).map(|(url, child)| (url, Some(child)))?,
    };
    let client = MinistryClient::new(&url, ClientOptions::default())?;
    Ok(Simulated { client, child })
}

/// Starts the simulators. A run that was killed leaves a simulator that is about to end: while it
/// holds the folder, its successor waits.
fn start(counter: &Counter<'_>, authority: &str) -> Result<(String, Child), Failure> {
    let started = Instant::now();
    loop {
        match spawn(counter, authority) {
            Err(failure) if failure.code == Some(IN_USE) && started.elapsed() < PATIENCE => {
                sleep(PAUSE);
            }
            other => return other,
        }
    }
}

fn spawn(counter: &Counter<'_>, authority: &str) -> Result<(String, Child), Failure> {
    let program = std::env::current_exe().map_err(|e| does_not_start(&e))?;
    let mut child = Command::new(program)
        .args(["--json", "simulator", "--until-stdin-closes", "--dir"])
        .arg(counter.folder.path("state/ministry"))
        .arg("--sco-ca")
        .arg(counter.folder.path(authority))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| does_not_start(&e))?;
    let greeting = child.stdout.take().and_then(|out| {
        let mut line = String::new();
        BufReader::new(out.take(MAX_GREETING))
            .read_line(&mut line)
            .ok()?;
        serde_json::from_str::<Value>(&line).ok()
    });
    let text = |name: &str| greeting.as_ref()?.get(name)?.as_str().map(str::to_owned);
    if let Some(url) = text("url") {
        return Ok((url, child));
    }
    let _ = child.kill();
    let _ = child.wait();
    let (Some(it), Some(en)) = (text("message_it"), text("message_en")) else {
        return Err(does_not_start(&"nessuna risposta / no answer"));
    };
    let mut failure = Failure::new(Status::Environment, it, en);
    failure.code = (text("code").as_deref() == Some(IN_USE)).then_some(IN_USE);
    Err(failure)
}

fn does_not_start(why: &dyn std::fmt::Display) -> Failure {
    Failure::new(
        Status::Environment,
        format!("il simulatore di CIEOnline, CNSD e IPZS non parte: {why}"),
        format!("the simulator of CIEOnline, CNSD and IPZS does not start: {why}"),
    )
}
