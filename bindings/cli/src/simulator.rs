//! `cie simulator`: the Ministry's side, simulated, in a process of its own.

use std::io::{self, Read};
use std::sync::Arc;
use std::time::Duration;

use cie_sandbox::{Ministry, Tempo, serve};
use serde_json::json;

use crate::args::SimulatorOptions;
use crate::exit::{Failure, Status, io_failure};
use crate::report::Report;

/// Serves until it is killed, or until standard input closes.
///
/// # Errors
/// Environment: the state folder, the certificate or the port cannot be used.
pub(crate) fn run(options: &SimulatorOptions, report: &mut Report) -> Result<Status, Failure> {
    let authority = std::fs::read(&options.sco_ca).map_err(|e| io_failure(&options.sco_ca, &e))?;
    let tempo = Tempo::every(Duration::from_millis(options.stage_ms));
    let ministry = Ministry::builder(&options.dir, authority)
        .tempo(tempo)
        .open()?;
    let server = serve(options.listen, Arc::new(ministry))?;
    let address = server.local_addr();
    report.line(&format!(
        "SIMULATO/SIMULATED CIEOnline, CNSD, IPZS: http://{address}"
    ));
    report.object(
        "serving",
        json!({ "simulated": true, "url": format!("http://{address}") }),
    );
    if options.until_stdin_closes {
        // Whoever started this holds the other end; it closes however that process ends.
        let mut sink = [0; 64];
        while matches!(io::stdin().read(&mut sink), Ok(read) if read > 0) {}
    } else {
        loop {
            std::thread::park();
        }
    }
    server.shutdown();
    Ok(Status::Ok)
}
