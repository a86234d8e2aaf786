//! `cie office endpoints`: what the workstations must reach.

use cie_core::office::endpoints;
use cie_core::rule::ProxyAuth;
use serde_json::json;

use crate::commands::table;
use crate::exit::{Failure, Status};
use crate::report::Report;

pub(super) fn run(report: &mut Report) -> Result<Status, Failure> {
    let lang = report.lang();
    let mut rows = vec![[
        text!(lang, "indirizzo" / "address"),
        text!(lang, "autenticazione sul proxy" / "log-in at a proxy"),
    ]];
    for endpoint in endpoints() {
        report.record(&json!(endpoint));
        let proxy = match endpoint.proxy {
            ProxyAuth::Forbidden => text!(lang, "vietata" / "forbidden"),
            ProxyAuth::Discouraged => text!(lang, "sconsigliata" / "advised against"),
            other => format!("{other:?}"),
        };
        let (scheme, path) = (endpoint.scheme, endpoint.path);
        rows.push([format!("{scheme}://{endpoint}{path}"), proxy]);
    }
    table::rows(report, &rows);
    Ok(Status::Ok)
}
