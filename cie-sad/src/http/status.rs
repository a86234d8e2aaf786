//! The pages that are not an exchange: `/health`, `/health/live`, `/health/ready`, `/metrics`.

use std::net::IpAddr;

use hyper::Method;
use hyper::http::request::Parts;

use super::exchange::Front;
use crate::hosting::Answered;

/// The page, when the path is one of these. Particulars are shown to whoever may see them; a load
/// balancer elsewhere gets one word.
pub(super) fn page(front: &Front, peer: IpAddr, parts: &Parts) -> Option<Answered> {
    let path = parts.uri.path();
    let may_see = front.options.status_from.allows(peer);
    if !matches!(
        path,
        "/health" | "/health/live" | "/health/ready" | "/metrics"
    ) {
        return None;
    }
    if parts.method != Method::GET && parts.method != Method::HEAD {
        return Some(Answered::bare(405));
    }
    let text = |status, body: String| Answered {
        body: body.into_bytes(),
        ..Answered::bare(status)
    };
    Some(match path {
        "/metrics" if may_see => Answered {
            media_type: "text/plain; version=0.0.4; charset=utf-8".into(),
            ..text(200, front.host.metrics_text())
        },
        "/metrics" => Answered::bare(403),
        // The process lives, or nobody would answer.
        "/health/live" => text(200, "ok\n".to_owned()),
        _ => {
            let health = front.host.health();
            let status = if health.ready() { 200 } else { 503 };
            if path == "/health" && may_see {
                Answered {
                    media_type: "application/json".into(),
                    ..text(status, health.json())
                }
            } else {
                text(status, format!("{}\n", health.word()))
            }
        }
    })
}
