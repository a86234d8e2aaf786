use cie_core::lang::Lang;
use cie_devices::print::{PrintSecrets, Receipt};

use crate::samples::{PAYLOAD, PIN, PUK, longest, short};
use crate::tools::{Printed, assert_neat, run, solid};

fn print(receipt: &Receipt, secrets: PrintSecrets) -> Printed {
    Printed::new(&receipt.to_pdf(secrets).expect("the sample prints"))
}

/// Every text that the receipt was given.
fn given(receipt: &Receipt) -> Vec<&str> {
    let holder = &receipt.holder;
    let mut texts = vec![
        receipt.request_number.as_str(),
        &receipt.comune,
        &receipt.office,
        &receipt.operator,
        holder.birth_place.expose(),
        holder.codice_fiscale.expose(),
        receipt.document_serial.expose(),
        &receipt.expiry,
        &receipt.delivery,
    ];
    texts.extend(
        [&holder.surname, &holder.given_names]
            .into_iter()
            .flatten()
            .map(|n| n.expose().as_str()),
    );
    texts.extend(receipt.fees.iter().map(|fee| fee.label.as_str()));
    texts
}

#[test]
fn every_text_is_on_paper_in_short_and_in_the_longest_case() {
    let english = Receipt {
        lang: Lang::En,
        ..short()
    };
    for (receipt, pages) in [(short(), 1), (english, 1), (longest(), 2)] {
        let printed = print(&receipt, PrintSecrets::Yes);
        let Some(text) = printed.text() else { return };
        assert_eq!(text.len(), pages);
        let all = solid(&text.concat());
        for expected in given(&receipt) {
            assert!(all.contains(&solid(expected)), "{expected} is missing");
        }
    }
}

#[test]
fn every_page_of_a_simulated_receipt_says_so() {
    for (lang, banner) in [
        (Lang::It, "DOCUMENTO SIMULATO – SENZA VALORE"),
        (Lang::En, "SIMULATED DOCUMENT – NO VALUE"),
    ] {
        let mut receipt = Receipt { lang, ..longest() };
        let Some(pages) = print(&receipt, PrintSecrets::No).text() else {
            return;
        };
        assert!(pages.len() > 1);
        for page in &pages {
            assert_eq!(page.matches(banner).count(), 1);
        }
        receipt.simulated = false;
        let pages = print(&receipt, PrintSecrets::No).text().expect("installed");
        assert!(!pages.concat().contains(banner));
    }
}

#[test]
fn only_a_real_receipt_claims_to_identify() {
    let claim = "valecomedocumentodiriconoscimentoinItaliafinoallaconsegna";
    for simulated in [false, true] {
        let receipt = Receipt {
            simulated,
            ..short()
        };
        let Some(pages) = print(&receipt, PrintSecrets::No).text() else {
            return;
        };
        let text = solid(&pages.concat());
        assert_eq!(text.contains(&format!("Questaricevuta{claim}")), !simulated);
        assert_eq!(text.contains("nonvalecomedocumento"), simulated);
    }
}

#[test]
fn the_halves_are_printed_only_when_asked_for() {
    for (secrets, shown) in [(PrintSecrets::default(), false), (PrintSecrets::Yes, true)] {
        let Some(pages) = print(&short(), secrets).text() else {
            return;
        };
        let text = pages.concat();
        for half in [PIN, PUK] {
            assert_eq!(text.contains(half), shown, "{secrets:?}");
        }
    }
}

#[test]
fn the_hidden_halves_leave_no_trace_in_the_file() {
    let mut other = short();
    other.pin_first_half = cie_core::redact::Secret::new("0000");
    other.puk_first_half = cie_core::redact::Secret::new("1111");
    let print = |receipt: &Receipt| receipt.to_pdf(PrintSecrets::No).expect("prints");
    assert_eq!(print(&short()), print(&other));
}

#[test]
fn fonts_are_embedded_subsets_with_a_map_to_unicode() {
    let printed = print(&longest(), PrintSecrets::Yes);
    let Some(fonts) = run("pdffonts", &[printed.path()]) else {
        return;
    };
    let lines: Vec<&str> = fonts.lines().skip(2).collect();
    assert_eq!(lines.len(), 2, "{fonts}");
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        // ... emb sub uni object ID
        assert_eq!(
            words[words.len() - 5..words.len() - 2],
            ["yes"; 3],
            "{line}"
        );
    }
}

#[test]
fn the_same_receipt_gives_the_same_bytes_dated_by_the_receipt() {
    let receipt = short();
    let bytes = receipt.to_pdf(PrintSecrets::No).expect("prints");
    assert_eq!(bytes, receipt.to_pdf(PrintSecrets::No).expect("prints"));
    let printed = Printed::new(&bytes);
    let Some(info) = run("pdfinfo", &["-isodates", printed.path()]) else {
        return;
    };
    let field = |name: &str| {
        let line = info.lines().find(|line| line.starts_with(name));
        line.and_then(|line| line.split_once(':'))
            .map(|(_, value)| value.trim())
    };
    assert_eq!(field("CreationDate"), Some("2026-03-02T09:41:27+01"));
    assert_eq!(field("Tagged"), Some("yes"));
    assert_eq!(field("Page size"), Some("595.28 x 841.89 pts (A4)"));
    let title = field("Title").expect("a title");
    assert!(
        title.contains("TS000123456") && !title.contains("ČERNIČ"),
        "{title}"
    );
}

#[test]
fn the_structure_is_read_aloud_in_order() {
    let printed = print(&short(), PrintSecrets::No);
    let Some(structure) = run("pdfinfo", &["-struct-text", printed.path()]) else {
        return;
    };
    let mut rest = structure.as_str();
    for part in [
        "DOCUMENTO SIMULATO",
        "H1",
        "Ricevuta della richiesta",
        "H2",
        "Titolare",
        "Figure",
        "ČERNIČ",
        "H2",
        "Carta e consegna",
        "H2",
        "PIN e PUK",
        "H2",
        "Table",
        "TH",
        "TD",
        "22,21",
        "H2",
        "Validità",
    ] {
        let at = rest.find(part);
        assert!(
            at.is_some(),
            "{part} is missing or out of order in:\n{structure}"
        );
        rest = &rest[at.unwrap_or(0) + part.len()..];
    }
}

#[test]
fn dots_are_read_aloud_as_not_printed() {
    let Some(pages) = print(&short(), PrintSecrets::No).text() else {
        return;
    };
    let text = pages.concat();
    // pdftotext gives the replacement text (ActualText) where there is one.
    assert_eq!(text.matches("non stampato").count(), 2, "{text}");
    assert!(!text.contains('•'));
}

#[test]
fn nothing_leaves_the_margins_and_no_words_overlap() {
    for lang in [Lang::It, Lang::En] {
        for receipt in [Receipt { lang, ..short() }, Receipt { lang, ..longest() }] {
            assert_neat(&print(&receipt, PrintSecrets::Yes));
        }
    }
}

#[test]
fn the_photo_is_the_given_jpeg_at_35_by_45_mm() {
    let printed = print(&short(), PrintSecrets::No);
    let Some(list) = run("pdfimages", &["-list", printed.path()]) else {
        return;
    };
    let images: Vec<Vec<&str>> = list
        .lines()
        .skip(2)
        .map(|l| l.split_whitespace().collect())
        .collect();
    assert_eq!(images.len(), 1, "{list}");
    // page num type width height color comp bpc enc interp object ID x-ppi y-ppi
    let image = &images[0];
    assert_eq!((image[3], image[4], image[8]), ("350", "450", "jpeg"));
    for ppi in [image[12], image[13]] {
        let ppi: f32 = ppi.parse().expect("a number");
        assert!(
            (ppi - 254.0).abs() <= 1.0,
            "350 dots on 35 mm are 254 an inch, not {ppi}"
        );
    }
}

#[test]
fn a_reader_finds_the_payload_in_the_printed_qr_code() {
    let address = "https://esempio.test/%C3%A8?n=7&m=%C4%8D~";
    let longest = longest().qr_payload.into_inner();
    for payload in [PAYLOAD, address, "0123456789", &longest] {
        let receipt = Receipt {
            qr_payload: payload.to_owned().into(),
            ..short()
        };
        let printed = print(&receipt, PrintSecrets::No);
        let image = printed.folder().join("page");
        let image = image.to_str().expect("the path is text");
        let arguments = ["-r", "200", "-gray", "-singlefile", printed.path(), image];
        if run("pdftoppm", &arguments).is_none() {
            return;
        }
        let scan = [
            "-q",
            "--raw",
            "-Sdisable",
            "-Sqrcode.enable",
            &format!("{image}.pgm"),
        ];
        let Some(read) = run("zbarimg", &scan) else {
            return;
        };
        assert_eq!(read.trim_end(), payload);
    }
}

#[test]
fn a_person_without_a_given_name_is_printed_as_such() {
    let mut receipt = short();
    receipt.holder.given_names = None;
    let Some(pages) = print(&receipt, PrintSecrets::No).text() else {
        return;
    };
    assert!(pages.concat().contains("— (assente in anagrafe)"));
}
