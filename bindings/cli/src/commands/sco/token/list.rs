//! `cie sco token list`: cards and certificates.

use cie_devices::operator::pkcs11::{Holding, Token};
use cie_devices::operator::{CardCertificate, KeyKind, Need, PinLevel};
use clap::Args;
use serde_json::{Value, json};

use super::card::ModuleOptions;
use crate::commands::table;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie sco token list`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    #[command(flatten)]
    module: ModuleOptions,
    /// Also what may name the officer: label and serial number of the card, subject of the
    /// certificate.
    #[arg(long)]
    personal: bool,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let module = options.module.open()?;
    let (tokens, all) = (module.tokens()?, module.certificates()?);
    let lang = report.lang();
    for token in &tokens {
        let own: Vec<&Holding> = all
            .iter()
            .filter(|one| one.token.slot == token.slot)
            .collect();
        show(token, &own, options.personal, report);
    }
    if tokens.is_empty() {
        report.warn(&text!(
            lang,
            "nessuna carta nei lettori" / "no card in the readers"
        ));
        return Ok(Status::Findings);
    }
    Ok(Status::Ok)
}

fn show(token: &Token, own: &[&Holding], personal: bool, report: &mut Report) {
    let mut record = token_json(token, personal);
    if let Value::Object(members) = &mut record {
        let certificates = own
            .iter()
            .map(|one| certificate(&one.certificate, personal));
        members.insert("certificates".to_owned(), certificates.collect());
    }
    report.record(&record);

    let lang = report.lang();
    report.show(&format!("{} (slot {})", token.reader, token.slot));
    let mut facts = vec![
        (
            text!(lang, "carta" / "card"),
            format!("{} {}", token.manufacturer, token.model),
        ),
        ("PIN".to_owned(), level(token.pin.level, report)),
    ];
    if token.pin.on_pad {
        let on_pad = text!(
            lang,
            "sulla tastiera del lettore" / "on the reader's keypad"
        );
        facts.push((text!(lang, "inserimento" / "entered"), on_pad));
    }
    if personal {
        let label = token.label.expose().clone();
        let serial = token.serial.expose().clone();
        facts.push((text!(lang, "etichetta" / "label"), label));
        facts.push((text!(lang, "numero di serie" / "serial number"), serial));
    }
    for one in own.iter().map(|one| &one.certificate) {
        facts.push((
            text!(lang, "certificato" / "certificate"),
            format!("sha256:{}", one.fingerprint()),
        ));
        facts.push((
            text!(lang, "oppure" / "or"),
            format!("serial:{}@{}", one.serial(), one.issuer()),
        ));
        let (from, to) = (one.not_before().date_naive(), one.not_after().date_naive());
        facts.push((
            text!(lang, "uso" / "usage"),
            format!("{}, {}, {from} – {to}", uses(one).join(" + "), key(one)),
        ));
        if personal {
            let subject = one.subject().expose().clone();
            facts.push((text!(lang, "soggetto" / "subject"), subject));
        }
    }
    table::facts(report, &facts);
}

pub(super) fn token_json(token: &Token, personal: bool) -> Value {
    let mut record = json!({
        "slot": token.slot,
        "reader": token.reader,
        "manufacturer": token.manufacturer,
        "model": token.model,
        "pin": token.pin.level.name(),
        "puk": token.puk.name(),
        "on_pad": token.pin.on_pad,
    });
    if let (true, Value::Object(members)) = (personal, &mut record) {
        members.insert("label".to_owned(), json!(token.label));
        members.insert("serial".to_owned(), json!(token.serial));
    }
    record
}

fn certificate(one: &CardCertificate, personal: bool) -> Value {
    let mut record = json!({
        "sha256": one.fingerprint(),
        "serial": one.serial(),
        "issuer": one.issuer(),
        "not_before": one.not_before(),
        "not_after": one.not_after(),
        "key": key(one),
        "usage": uses(one),
    });
    if let (true, Value::Object(members)) = (personal, &mut record) {
        members.insert("subject".to_owned(), json!(one.subject()));
    }
    record
}

fn uses(one: &CardCertificate) -> Vec<&'static str> {
    let all = [
        (Need::Authentication, "digitalSignature"),
        (Need::Commitment, "nonRepudiation"),
    ];
    let uses = all.iter().filter(|(need, _)| one.serves(*need));
    uses.map(|(_, name)| *name).collect()
}

fn key(one: &CardCertificate) -> String {
    match one.key() {
        KeyKind::Rsa(bits) => format!("RSA {bits}"),
        KeyKind::P256 => "P-256".to_owned(),
        KeyKind::P384 => "P-384".to_owned(),
        _ => "?".to_owned(),
    }
}

/// How near the PIN is to being locked, for people.
pub(super) fn level(level: PinLevel, report: &Report) -> String {
    let lang = report.lang();
    match level {
        PinLevel::Fine => text!(lang, "in ordine" / "fine"),
        PinLevel::CountLow => text!(lang, "già sbagliato" / "was wrong before"),
        PinLevel::FinalTry => text!(lang, "ULTIMO tentativo" / "LAST attempt"),
        PinLevel::Locked => text!(lang, "BLOCCATO" / "LOCKED"),
        PinLevel::NotSet => text!(lang, "da impostare" / "to be set"),
        _ => text!(lang, "la carta non lo dice" / "the card does not tell"),
    }
}
