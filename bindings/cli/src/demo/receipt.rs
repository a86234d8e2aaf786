//! The receipt that the citizen takes home, as PDF and as HTML.

use cie_core::citizen::{BirthPlace, NamePart};
use cie_core::lang::Lang;
use cie_core::ports::Cnsd;
use cie_core::redact::Personal;
use cie_core::request::{CardRequest, DeliveryMode, Media};
use cie_devices::print::{Fee, Holder, PrintSecrets, Receipt};

use super::case::{Case, incomplete};
use super::child::Simulated;
use super::counter::Counter;
use super::enter;
use crate::exit::Failure;
use crate::shown::component_name;

/// Prints the receipt. Doing it again prints the same data: the halves of PIN and PUK are the other
/// side's, fixed when it took the request in.
pub(super) fn print(
    counter: &mut Counter<'_>,
    ministry: &Simulated,
    case: &Case,
) -> Result<(), Failure> {
    let lang = counter.lang();
    let request = case.request()?;
    let secrets = ministry.client.receipt_secrets(&case.number)?;
    let quote = enter::quote(counter.config, request)?;
    let fees = quote
        .lines
        .iter()
        .map(|line| Fee {
            label: component_name(line.component, lang).to_owned(),
            cents: u32::try_from(line.amount.get()).unwrap_or_default(),
        })
        .collect();
    let photo = request.biometrics.photo.as_ref().ok_or_else(incomplete)?;
    let serial = case.serial()?;
    let receipt = Receipt {
        request_number: case.number.to_string(),
        comune: request.office.comune.clone(),
        office: request.office.name.clone(),
        operator: request.operator.label.clone(),
        issued_at: counter.clock().fixed_offset(),
        holder: holder(request),
        document_serial: serial.into(),
        expiry: enter::expiry_text(request, lang),
        fees,
        total_cents: u64::try_from(quote.total.get()).unwrap_or_default(),
        delivery: delivery(request, lang).to_owned(),
        pin_first_half: secrets.pin.0,
        puk_first_half: secrets.puk.0,
        photo_jpeg: bytes(photo),
        qr_payload: format!("CIE-SIMULATED:{}:{serial}", case.number).into(),
        simulated: true,
        lang,
    };
    counter
        .folder
        .write("receipt.pdf", &receipt.to_pdf(PrintSecrets::Yes)?)?;
    counter.folder.write(
        "receipt.html",
        receipt.to_html(PrintSecrets::Yes)?.as_bytes(),
    )?;
    counter.report.fact(
        &text!(lang, "ricevuta" / "receipt"),
        "receipt.pdf, receipt.html",
    );
    Ok(())
}

fn bytes(media: &Media) -> Personal<Vec<u8>> {
    media.bytes.clone()
}

fn holder(request: &CardRequest) -> Holder {
    let person = &request.subject.person;
    let name = |part: &NamePart| part.text().map(Personal::from);
    let place = match &person.birth_place {
        BirthPlace::Comune {
            name,
            province: Some(province),
            ..
        } => format!("{name} ({province})"),
        BirthPlace::Comune { name, .. } => name.clone(),
        BirthPlace::Foreign {
            locality: Some(locality),
            state,
            ..
        } => {
            format!("{locality} ({state})")
        }
        BirthPlace::Foreign { state, .. } => state.clone(),
        BirthPlace::Exceptional(place) => place.clone(),
        _ => String::new(),
    };
    Holder {
        surname: name(&person.surname),
        given_names: name(&person.given),
        birth_date: Personal::new(person.birth_date),
        birth_place: place.into(),
        codice_fiscale: person.codice_fiscale().unwrap_or_default().into(),
    }
}

fn delivery(request: &CardRequest, lang: Lang) -> &'static str {
    let (it, en) = match request.delivery.mode {
        DeliveryMode::Residence => (
            "Posta raccomandata alla residenza",
            "Registered post to the residence",
        ),
        DeliveryMode::Address(_) => (
            "Posta raccomandata ad altro indirizzo",
            "Registered post to another address",
        ),
        _ => ("Ritiro in comune", "Collected at the comune"),
    };
    if lang == Lang::En { en } else { it }
}
