//! Java clients made by JAX-WS (wsimport) and by Apache CXF (wsdl2java) against our server, from the
//! WSDL of the service. They validate what they send and what they get against the schemas.

use std::process::Command;

use crate::peer;
use crate::support::{sample, shared};
use crate::zeep::{EXPECTED, server};

#[test]
fn jax_ws_works_from_the_wsdl_of_the_service() {
    works("pom.xml");
}

#[test]
#[ignore = "CXF and its generator take Maven more than a minute to download: run it by name"]
fn cxf_works_from_the_wsdl_of_the_service() {
    works("cxf.xml");
}

/// The same client, by the project file of one stack or of the other.
fn works(project: &str) {
    let Some(wsdl) = shared("schemas/anpr/serviziCIE0.wsdl") else {
        return;
    };
    if Command::new("mvn").arg("-version").output().is_err() {
        return peer::skip("mvn is not installed");
    }
    let (handle, url, registry) = server();
    // Maven's own repository is the cache; what it builds goes away with the test.
    let build = tempfile::tempdir().unwrap();
    let wsdl = wsdl.canonicalize().unwrap();
    let mut command = Command::new("mvn");
    command
        .current_dir(peer::script("java"))
        .args(["-q", "-B", "-f", project, "compile", "exec:java"])
        .arg(format!("-Dbuild.folder={}", build.path().display()))
        .arg(format!(
            "-Dwsdl.folder={}",
            wsdl.parent().unwrap().display()
        ))
        .arg(format!("-Dexec.args=file:{} {url}", wsdl.display()));
    let said = peer::run(&mut command, b"");
    let lines: Vec<&str> = said
        .lines()
        // Maven resets its colours where it has none.
        .map(|line| line.trim_start_matches("\u{1b}[0m"))
        .filter(|line| {
            line.starts_with("Risposta")
                || line.starts_with("risposta")
                || line.starts_with("Fault")
        })
        .collect();
    assert_eq!(lines, EXPECTED, "{said}");
    let (card, annulled) = registry.card("CA00000AA").unwrap();
    assert_eq!(card, sample::card("CA00000AA"));
    assert_eq!(annulled, Some(sample::day("2026-06-01")));
    handle.shutdown();
}
