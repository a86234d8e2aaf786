use cie_core::lang::Lang;
use cie_devices::print::{PrintSecrets, Receipt};

use crate::samples::{PIN, PUK, longest, short};

fn print(receipt: &Receipt, secrets: PrintSecrets) -> String {
    receipt.to_html(secrets).expect("the sample prints")
}

#[test]
fn says_what_it_was_given() {
    let html = print(&short(), PrintSecrets::No);
    for text in [
        "TS000123456",
        "ČERNIČ ŽLÄHTIČ",
        "ŠPELA ÉLÉONORE",
        "22,21\u{a0}€",
        "CA00000AA",
    ] {
        assert!(html.contains(text), "{text} is missing");
    }
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"it\">"));
    let english = print(
        &Receipt {
            lang: Lang::En,
            ..short()
        },
        PrintSecrets::No,
    );
    assert!(english.contains("<html lang=\"en\">") && english.contains("Request number"));
}

#[test]
fn markup_in_the_data_stays_text() {
    let mut receipt = short();
    receipt.holder.surname = Some("<script>alert('x')</script>".into());
    receipt.delivery = "\"><img src=x onerror=y> & 'co'".into();
    receipt.request_number = "</title><b>".into();
    let html = print(&receipt, PrintSecrets::No);
    for raw in ["<script", "<img src=x", "</title><b>"] {
        assert!(!html.contains(raw), "{raw}");
    }
    assert!(html.contains("&#60;script&#62;"));
}

#[test]
fn the_halves_are_printed_only_when_asked_for() {
    // The photo's base64 could contain the digits by chance: the text alone is looked at.
    let text = |secrets| {
        let html = print(&short(), secrets);
        let (before, photo) = html.split_once("data:image/jpeg;base64,").expect("a photo");
        let (_, after) = photo.split_once('"').expect("the end of the photo");
        let (after, _) = after.split_once("<svg").expect("a QR code");
        format!("{before}{after}")
    };
    for half in [PIN, PUK] {
        assert!(!text(PrintSecrets::default()).contains(half));
        assert!(text(PrintSecrets::Yes).contains(half));
    }
}

#[test]
fn the_banner_is_there_only_when_simulated() {
    for simulated in [true, false] {
        let html = print(
            &Receipt {
                simulated,
                ..short()
            },
            PrintSecrets::No,
        );
        assert_eq!(
            html.contains("DOCUMENTO SIMULATO – SENZA VALORE"),
            simulated
        );
    }
}

#[test]
fn loads_nothing_and_is_the_same_every_time() {
    let html = print(&longest(), PrintSecrets::Yes);
    assert_eq!(html, print(&longest(), PrintSecrets::Yes));
    for reference in [
        "http:", "https:", "url(", "@import", "<link", "<script", "srcset", "//",
    ] {
        let (before, photo) = html.split_once("base64,").expect("a photo");
        let (_, after) = photo.split_once('"').expect("the end of the photo");
        assert!(
            !before.contains(reference) && !after.contains(reference),
            "{reference}"
        );
    }
}
