//! Summary of a request and handover of an operator card, read back by poppler and ZBar.

use cie_core::citizen::{
    Address, AddressPlace, BirthPlace, Citizenship, Civic, ForeignAddress, NamePart, Residence, Sex,
};
use cie_core::error::Coded;
use cie_core::fees::Reason;
use cie_core::lang::Lang;
use cie_core::redact::Personal;
use cie_core::request::{
    CardRequest, Consent, Contacts, DeliveryMode, Guardian, GuardianRole, Impossibility, IssueKind,
    Media, NullaOsta, OrganDonation, Outcome,
};
use cie_core::samples;
use cie_core::sco::{Event, Handover, Happening as H, Inventory, Parties, Role};
use cie_devices::Code;
use cie_devices::print::{Frame, HandoverSheet, RequestForm};

use crate::samples::portrait;
use crate::tools::{Printed, assert_neat, run, solid};

fn frame(lang: Lang, simulated: bool) -> Frame {
    Frame {
        office: "Ufficio anagrafe – sportello 3".into(),
        printed_at: "2026-11-23T09:41:27+01:00".parse().expect("a moment"),
        simulated,
        lang,
    }
}

fn adult() -> CardRequest {
    let mut request = samples::request().expect("the sample");
    request.biometrics.photo = Some(Media::new("image/jpeg", portrait(), true));
    request.subject.residence = Some(Residence::Italy {
        address: Address {
            comune: samples::roma(),
            street_type: Some("VIA".into()),
            street: "DEI SERPENTI".into(),
            civic: Some(Civic::parse("17/2")),
            cap: Some("00184".into()),
            frazione: None,
        },
        care_of: None,
        since: None,
    });
    request.contacts = Contacts {
        email: Some("mario.rossi@esempio.test".into()),
        phone: Some("+39 06 0000000".into()),
    };
    request.organ_donation = Some(OrganDonation::Consent);
    request.outcome = Some(Outcome {
        expires_on: Some("2036-01-01".parse().expect("a day")),
        valid_for_travel: true,
        fee_cents: 2221,
        rules: Vec::new(),
    });
    request
}

/// A girl of ten with two parents, resident with AIRE, with everything at its longest.
fn minor() -> CardRequest {
    let long = |text: &str| text.repeat(80 / text.chars().count());
    let mut request = adult();
    let person = &mut request.subject.person;
    person.surname = NamePart::from_text(long("ŽLÄHTIČ "));
    person.given = NamePart::None;
    person.sex = Sex::F;
    person.birth_date = "2016-05-07".parse().expect("a date");
    person.birth_place = BirthPlace::Foreign {
        belfiore: None,
        state_code: None,
        state: "REPUBBLICA FEDERALE DEMOCRATICA DI ETIOPIA".into(),
        locality: Some("ADDIS ABEBA".into()),
        province: None,
    };
    let mut other = Citizenship::stateless();
    other.state_code = "999".into();
    request.subject.citizenships = vec![Citizenship::italian(), other];
    request.subject.height_cm = Some(141);
    request.subject.residence = Some(Residence::Abroad {
        address: ForeignAddress {
            state_code: None,
            state: "CANADA".into(),
            locality: Some("SAINT-LOUIS-DU-HA! HA!".into()),
            province: Some("QUÉBEC".into()),
            line: Some("1234 RUE COMMERCIALE, APT 5".into()),
        },
        aire_comune: Some(AddressPlace {
            name: "TRIESTE".into(),
            istat: None,
            province: Some("TS".into()),
        }),
    });
    request.reason = Reason::RenewalExpiring;
    request.kind = IssueKind::AsylumSeeker;
    request.nulla_osta = Some(NullaOsta {
        comune: "TRIESTE".into(),
        protocol: "0012345/2026".into(),
        on: "2026-11-20".parse().expect("a day"),
    });
    let parent = |given: &str, label: Option<&str>, consent| Guardian {
        surname: NamePart::from_text("ŽLÄHTIČ ČERNIČ"),
        given: NamePart::from_text(given),
        codice_fiscale: Some("RSSBNC80T50H501Q".into()),
        role: GuardianRole::Parent,
        print_label: label.map(str::to_owned),
        consent,
    };
    request.guardians = vec![
        parent("ŠPELA", Some("madre"), Consent::Given),
        parent("ÉLÉONORE MARIE", None, Consent::ReplacedByJudge),
    ];
    request.delivery.mode = DeliveryMode::Comune;
    request.delivery.delegate = Some("BIANCHI CARLO".into());
    request.biometrics.fingerprints.clear();
    request.biometrics.fingerprints_impossible = Some(Impossibility::Temporary);
    request.biometrics.signature = None;
    request.organ_donation = None;
    request
}

fn form(request: CardRequest, lang: Lang) -> RequestForm {
    RequestForm {
        frame: frame(lang, true),
        request,
    }
}

fn print(request: CardRequest, lang: Lang) -> Printed {
    Printed::new(&form(request, lang).to_pdf().expect("the sample prints"))
}

/// Whatever was entered is on paper; the fixed words are the language's.
#[test]
fn all_that_was_entered_is_on_paper() {
    let adult_it = [
        "ComunediROMA",
        "nonèunmoduloministeriale",
        "ROSSI",
        "MARIO",
        "RSSMRA80A01H501U",
        "01/01/1980",
        "ROMA(RM)",
        "VIADEISERPENTI17/2,00184ROMA(RM)",
        "mario.rossi@esempio.test",
        "+39060000000",
        "primorilascio",
        "perpostaallaresidenza",
        "CA00000AA",
        "01/01/2036",
        "22,21€",
        "validaperl’espatrio",
        "indicedestro,indicesinistro",
        "consenso",
        "Chichiedelacarta",
        "L’operatore",
        "italiana",
    ];
    let adult_en = [
        "noministerialform",
        "1January1980",
        "€22.21",
        "firstissue",
        "bypost",
        "rightindex,leftindex",
        "Theapplicant",
    ];
    let minor_it = [
        "—(assenteinanagrafe)",
        "ADDISABEBA(REPUBBLICAFEDERALEDEMOCRATICADIETIOPIA)",
        "italiana,apolide",
        "141cm",
        "1234RUECOMMERCIALE,APT5,SAINT-LOUIS-DU-HA!HA!,QUÉBEC,CANADA(AIRETRIESTE(TS))",
        "TRIESTE,0012345/2026,20/11/2026",
        "ŽLÄHTIČČERNIČŠPELA(madre)",
        "ŽLÄHTIČČERNIČÉLÉONOREMARIE(genitore)",
        "autorizzazionedelgiudicetutelare",
        "ritiroincomune",
        "BIANCHICARLO",
        "impossibilitàtemporanea",
    ];
    for (request, lang, expected) in [
        (adult(), Lang::It, &adult_it[..]),
        (adult(), Lang::En, &adult_en[..]),
        (minor(), Lang::It, &minor_it[..]),
    ] {
        let number = request.number.to_string();
        let printed = print(request, lang);
        assert_neat(&printed);
        let Some(pages) = printed.text() else { return };
        let all = solid(&pages.concat()).to_lowercase();
        for one in expected.iter().copied().chain([number.as_str()]) {
            assert!(
                all.contains(&one.to_lowercase()),
                "{one} is missing in {all}"
            );
        }
        for page in &pages {
            assert!(page.contains("SENZA VALORE") || page.contains("NO VALUE"));
        }
    }
}

/// Who is too young to sign has no line (rule `biometrics.signature`: from 12); parents have.
#[test]
fn who_signs_depends_on_age_and_ability() {
    let lines = |request: CardRequest| {
        let pages = print(request, Lang::It).text()?;
        let all = pages.concat();
        let signing = all.split_once("Firme")?.1.to_owned();
        Some((
            signing.contains("Chi chiede la carta"),
            signing.contains("(madre)"),
            signing.contains("L’operatore"),
        ))
    };
    let Some(adult_lines) = lines(adult()) else {
        return;
    };
    assert_eq!(adult_lines, (true, false, true));
    assert_eq!(lines(minor()), Some((false, true, true)));
    let mut twelve = minor();
    twelve.subject.person.birth_date = "2014-11-23".parse().expect("a date");
    assert_eq!(lines(twelve), Some((true, true, true)));
    // Neither is taken of a child of ten (rules `biometrics.fingerprints`, `biometrics.signature`).
    let mut child = minor();
    child.biometrics.fingerprints_impossible = None;
    let said = |request| Some(print(request, Lang::En).text()?.concat());
    let child = said(child).expect("poppler was there");
    assert_eq!(child.matches("not taken at this age").count(), 2);
    let mut bare = adult();
    bare.biometrics.fingerprints.clear();
    bare.biometrics.signature = None;
    let bare = said(bare).expect("poppler was there");
    assert_eq!(bare.matches("not taken at this age").count(), 0);
    assert_eq!(bare.matches("not taken").count(), 2);
    let mut unable = adult();
    unable.biometrics.unable_to_sign = true;
    assert_eq!(lines(unable), Some((false, false, true)));
}

#[test]
fn photo_code_and_fonts_are_in_the_file() {
    let printed = print(adult(), Lang::It);
    let Some(images) = run("pdfimages", &["-list", printed.path()]) else {
        return;
    };
    assert_eq!(images.lines().skip(2).count(), 1, "{images}");
    let fonts = run("pdffonts", &[printed.path()]).expect("poppler has both");
    for font in fonts.lines().skip(2) {
        let words: Vec<&str> = font.split_whitespace().collect();
        assert_eq!(
            words[words.len() - 5..words.len() - 2],
            ["yes"; 3],
            "{font}"
        );
    }
    // Rendered, the code reads as the request's number.
    let image = printed.folder().join("page");
    let image = image.to_str().expect("the path is text");
    let arguments = ["-r", "200", "-gray", "-png", printed.path(), image];
    run("pdftoppm", &arguments).expect("poppler has all three");
    let mut pictures: Vec<String> = std::fs::read_dir(printed.folder())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path().display().to_string())
        .filter(|path| path.ends_with(".png"))
        .collect();
    pictures.sort();
    let last = pictures.last().expect("a page");
    let scan = ["-q", "--raw", "-Sdisable", "-Sqrcode.enable", last];
    let Some(read) = run("zbarimg", &scan) else {
        return;
    };
    assert_eq!(read.trim_end(), adult().number.to_string());
    let none = CardRequest {
        biometrics: cie_core::request::Biometrics::default(),
        ..adult()
    };
    let bare = print(none, Lang::It);
    let images = run("pdfimages", &["-list", bare.path()]).expect("poppler");
    assert_eq!(images.lines().skip(2).count(), 0, "{images}");
    let text = bare.text().expect("poppler").concat();
    assert!(text.contains("Fotografia non acquisita."));
}

#[test]
fn what_cannot_be_printed_is_refused_by_name() {
    let refused = |request: CardRequest| {
        let error = form(request, Lang::It).to_pdf().expect_err("refused");
        (error.code(), error.position().map(ToString::to_string))
    };
    let mut request = adult();
    request.biometrics.photo = Some(Media::new("image/png", vec![1, 2, 3], true));
    let (code, at) = refused(request);
    assert_eq!(code, Code::FormPhotoUnusable);
    assert!(at.is_some_and(|at| at.contains("request.biometrics.photo")));

    let mut request = minor();
    request.guardians = vec![request.guardians[0].clone(); 13];
    assert_eq!(refused(request).0, Code::FormTooLong);

    let mut request = adult();
    request.contacts.email = Some(Personal::new("x".repeat(301)));
    assert_eq!(refused(request).0, Code::SheetTextTooLong);
    let mut request = adult();
    request.subject.person.surname = NamePart::from_text("ROS\u{202e}SI");
    assert_eq!(refused(request).0, Code::SheetTextUnprintable);
    let mut request = adult();
    request.office.comune = " ".into();
    assert_eq!(refused(request).0, Code::SheetFieldMissing);
}

fn handover(number: bool) -> Handover {
    let id = |text: &str| text.parse().expect("a label");
    let mut inventory = Inventory::new("centrale".parse().expect("a label"));
    for what in [
        H::SecurityOfficerNamed {
            security_officer: "SO-1".parse().expect("a label"),
        },
        H::MasterPasswordReceived {
            security_officer: "SO-1".parse().expect("a label"),
        },
        H::OfficerNamed {
            officer: "UA-1".parse().expect("a label"),
            role: Role::Delegate,
        },
        H::Requested {
            card: id("SCO-1"),
            security_officer: "SO-1".parse().expect("a label"),
        },
        H::Received {
            card: id("SCO-1"),
            number: number.then(|| "7431000012345678".parse().expect("a number")),
        },
        H::Activated {
            card: id("SCO-1"),
            expires: number.then(|| "2029-10-01".parse().expect("a day")),
        },
        H::Assigned {
            card: id("SCO-1"),
            officer: "UA-1".parse().expect("a label"),
        },
    ] {
        let day = "2026-11-23".parse().expect("a day");
        inventory.apply(Event::new(day, what)).expect("allowed");
    }
    let parties = Parties {
        comune: "San Dorligo della Valle – Dolina".into(),
        security_officer: "ČERNIČ ANNA".into(),
        officer: "BIANCHI CARLO".into(),
    };
    inventory
        .handover(&id("SCO-1"), parties)
        .expect("handed over")
}

/// The sheet says what the plain text of the inventory says, line by line.
#[test]
fn the_handover_says_what_its_plain_text_says() {
    for (number, lang) in [
        (true, Lang::It),
        (true, Lang::En),
        (false, Lang::It),
        (false, Lang::En),
    ] {
        let handover = handover(number);
        let plain = handover.text(lang);
        let sheet = HandoverSheet {
            frame: frame(lang, false),
            handover,
        };
        let printed = Printed::new(&sheet.to_pdf().expect("prints"));
        assert_neat(&printed);
        let Some(pages) = printed.text() else { return };
        assert_eq!(pages.len(), 1);
        let all = solid(&pages[0]).to_lowercase();
        for paragraph in plain.split("\n\n").filter(|text| !text.contains('_')) {
            for line in paragraph.lines() {
                // Labels and their values stand apart on the sheet, and dates are the language's.
                let told = line.split_once(": ").map_or(line, |(_, value)| value);
                let told = told.strip_prefix("Comune di ").unwrap_or(told);
                if let Ok(day) = told.parse::<chrono::NaiveDate>() {
                    let day = solid(&day.format("%-d %B %Y").to_string()).to_lowercase();
                    assert!(all.contains(&day), "{line} is missing in {all}");
                } else {
                    let told = solid(told).to_lowercase().replace('\'', "’");
                    let alike = all.replace('\'', "’");
                    assert!(alike.contains(&told), "{line} is missing in {all}");
                }
            }
        }
        assert!(!pages[0].contains("SENZA VALORE"));
        assert!(all.contains("officialform") || all.contains("moduloufficiale"));
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let print = || form(adult(), Lang::It).to_pdf().expect("prints");
    assert_eq!(print(), print());
}
