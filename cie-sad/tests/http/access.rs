//! Who is let in.

use std::sync::Arc;

use cie_core::error::Kind;
use cie_core::exchange::{Outcome, Registry};
use cie_core::redact::Secret;
use cie_sad::Code;
use cie_sad::hosting::{Access, AllowList, BasicUsers, PasswordDigest};
use cie_sad::http::{FrontOptions, ServerOptions};
use cie_sad::workstation::WorkstationOptions;

use crate::support::sample;
use crate::tools::{quick, raw, registry, sample_of, start, workstation};

const CODE: &str = "RSSBNC80E57H501B";

fn list(networks: &[&str]) -> AllowList {
    networks.iter().map(|text| text.parse().unwrap()).collect()
}

#[test]
fn a_network_that_is_not_on_the_list_is_kept_out() {
    let options = ServerOptions {
        access: Access {
            allow: list(&["10.0.0.0/8"]),
            basic: None,
        },
        ..ServerOptions::default()
    };
    let server = start(registry() as Arc<dyn Registry>, &options);
    let error = workstation(&server, quick())
        .send(&sample::query("1", CODE))
        .unwrap_err();
    assert_eq!(
        (error.code(), error.kind()),
        (Code::Forbidden, Kind::Refused)
    );
    assert_eq!(
        sample_of(&server, "cie_sad_refused_total{reason=\"address\"}"),
        1
    );

    // At the door of the whole server there is no answer at all.
    let options = ServerOptions {
        front: FrontOptions {
            allow: list(&["10.0.0.0/8"]),
            ..FrontOptions::default()
        },
        ..ServerOptions::default()
    };
    let server = start(registry() as Arc<dyn Registry>, &options);
    assert_eq!(raw(&server, "GET /health HTTP/1.1", b""), "");
}

#[test]
fn figures_are_shown_to_whom_they_concern() {
    let options = ServerOptions {
        front: FrontOptions {
            status_from: list(&["10.0.0.0/8"]),
            ..FrontOptions::default()
        },
        ..ServerOptions::default()
    };
    let server = start(registry() as Arc<dyn Registry>, &options);
    assert!(raw(&server, "GET /metrics HTTP/1.1", b"").starts_with("HTTP/1.1 403"));
    for (path, body) in [
        ("/health", "ok\n"),
        ("/health/ready", "ok\n"),
        ("/health/live", "ok\n"),
    ] {
        let page = raw(&server, &format!("GET {path} HTTP/1.1"), b"");
        assert!(
            page.starts_with("HTTP/1.1 200") && page.ends_with(body),
            "{page}"
        );
    }
}

#[test]
fn a_password_is_asked_for_and_never_said() {
    let digest = PasswordDigest::of(&Secret::new("a long password")).unwrap();
    let users = BasicUsers::new(vec![("sportello".into(), digest)]).unwrap();
    let options = ServerOptions {
        access: Access {
            basic: Some(Arc::new(users)),
            ..Access::default()
        },
        ..ServerOptions::default()
    };
    let server = start(registry() as Arc<dyn Registry>, &options);
    let with = |password: &str| WorkstationOptions {
        basic: Some(("sportello".into(), Secret::new(password))),
        ..quick()
    };
    assert!(!format!("{:?}", with("a long password")).contains("long"));
    let found = workstation(&server, with("a long password")).send(&sample::query("1", CODE));
    assert_eq!(found.unwrap().answer.outcome, Outcome::Ok);
    for options in [with("another"), with(""), quick()] {
        let error = workstation(&server, options)
            .send(&sample::query("2", CODE))
            .unwrap_err();
        assert_eq!(error.code(), Code::Forbidden);
        assert!(!format!("{error:?}").contains("another"));
    }
    let bare = raw(&server, "POST /sad HTTP/1.1", b"<x/>").to_lowercase();
    assert!(
        bare.starts_with("http/1.1 401") && bare.contains("www-authenticate: basic"),
        "{bare}"
    );
    assert_eq!(
        sample_of(&server, "cie_sad_refused_total{reason=\"password\"}"),
        4
    );
}

#[test]
fn an_identifier_is_echoed_when_it_is_sane() {
    let server = start(registry() as Arc<dyn Registry>, &ServerOptions::default());
    let ask = |id: &str| {
        let head = format!("POST /sad HTTP/1.1\r\nX-Request-Id: {id}");
        let answer = raw(&server, &head, b"<x/>").to_lowercase();
        let found = answer
            .lines()
            .find_map(|line| line.strip_prefix("x-request-id: "));
        found.unwrap().to_owned()
    };
    assert_eq!(ask("sportello-1.42"), "sportello-1.42");
    // A codice fiscale is not an identifier of anything that is logged.
    assert_ne!(ask(CODE), CODE.to_lowercase());
}
