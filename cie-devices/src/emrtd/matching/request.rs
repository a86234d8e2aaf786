//! The card against its request, field by field.

use cie_core::citizen::NamePart;
use cie_core::document::mrz::{NamePolicy, Td1, name_field};

use super::{Requested, not_read, photo, place, travel, zone};
use crate::emrtd::lds::{DataGroup, Dg11, File};
use crate::emrtd::passive::{Check, Evidence, Outcome, RequestField, Verdict};
use crate::emrtd::session::Files;

/// Whether the card is the one that was requested: a verdict for each field that the request has.
/// Serial, names, birth, sex, nationality and expiry are read from DG1, codice fiscale, names and
/// place of birth from DG11, the note on travel from DG12, the photograph from DG2. The evidence
/// says where it was read and whether it differs, never what it says.
///
/// ```
/// use cie_core::samples;
/// use cie_devices::emrtd::{Files, Requested, match_request};
/// use cie_devices::emrtd::passive::Outcome;
/// let request = Requested::from(&samples::request()?);
/// // Nothing was read yet, so nothing is decided.
/// let verdicts = match_request(&Files::default(), &request);
/// assert!(verdicts.iter().all(|verdict| verdict.outcome == Outcome::Open));
/// # Ok::<(), cie_core::Error>(())
/// ```
#[must_use]
pub fn match_request(files: &Files, request: &Requested) -> Vec<Verdict> {
    let mut verdicts = match zone(files) {
        Some(Ok(zone)) => in_zone(&zone, request),
        Some(Err(error)) => {
            let bad = |field| Verdict::new(field, Outcome::Bad, Evidence::of(&error));
            ZONE_FIELDS.map(|field| bad(Check::Request(field))).into()
        }
        None => {
            let open = |field| Verdict::new(field, Outcome::Open, not_read(DataGroup::DG1));
            ZONE_FIELDS.map(|field| open(Check::Request(field))).into()
        }
    };
    verdicts.extend(in_holder(files, request));
    verdicts.extend(travel::judge(files, request));
    verdicts.extend(photo::judge(files, request));
    verdicts
}

/// What DG1 is asked for.
const ZONE_FIELDS: [RequestField; 6] = [
    RequestField::Serial,
    RequestField::Names,
    RequestField::Birth,
    RequestField::Sex,
    RequestField::Nationality,
    RequestField::Expiry,
];

fn in_zone(zone: &Td1, request: &Requested) -> Vec<Verdict> {
    let on = request.requested_on;
    let mut verdicts = Vec::new();
    let mut say = |field, equal: Option<bool>| verdicts.push(compared(field, equal, "DG1"));

    let serial = zone.cie_serial().ok();
    let wanted = request.serial.as_ref();
    say(
        RequestField::Serial,
        wanted.map(|wanted| serial.is_some_and(|s| s.as_str() == wanted.expose())),
    );
    let names = zone_names(&request.surname, &request.given);
    say(
        RequestField::Names,
        names.map(|names| zone.line(2) == Some(names.as_str())),
    );
    let born = zone.birth().and_then(|date| date.birth(on).ok());
    say(RequestField::Birth, Some(born == Some(request.birth_date)));
    say(RequestField::Sex, Some(zone.sex() == request.sex));
    let nationalities = request.nationalities();
    say(
        RequestField::Nationality,
        (!nationalities.is_empty()).then(|| {
            let own = zone.nationality();
            nationalities.iter().any(|code| code == own)
        }),
    );
    let expires = zone.expiry().map(|date| date.expiry(on).ok());
    say(
        RequestField::Expiry,
        request
            .expires
            .map(|wanted| match (expires, wanted.date()) {
                (None, None) => true,
                (Some(on_card), wanted) => on_card.is_some() && on_card == wanted,
                (None, Some(_)) => false,
            }),
    );
    verdicts
}

fn in_holder(files: &Files, request: &Requested) -> Vec<Verdict> {
    let about = |field| Check::Request(field);
    let fields = [RequestField::CodiceFiscale, RequestField::BirthPlace];
    let holder = match files.get(File::Group(DataGroup::DG11)).map(Dg11::parse) {
        Some(Ok(holder)) => holder,
        Some(Err(error)) => {
            let bad = |field| Verdict::new(about(field), Outcome::Bad, Evidence::of(&error));
            return fields.map(bad).into();
        }
        None => {
            let open = |field| Verdict::new(about(field), Outcome::Open, not_read(DataGroup::DG11));
            return fields.map(open).into();
        }
    };
    let mut verdicts = Vec::new();
    if let Some(wanted) = &request.codice_fiscale {
        let number = holder.personal_number.as_ref();
        let equal = number.map(|number| number.expose() == wanted.expose());
        verdicts.push(compared(RequestField::CodiceFiscale, equal, "DG11"));
    }
    verdicts.push(place::judge(&holder, request));
    // DG11 writes names in national characters: they are the same if the zone would be.
    if let Some(name) = &holder.name {
        let part = |text: &str| match text {
            "" => NamePart::None,
            text => NamePart::from_text(text),
        };
        let own = zone_names(&part(name.surname.expose()), &part(name.given.expose()));
        let wanted = zone_names(&request.surname, &request.given);
        verdicts.push(compared(
            RequestField::Names,
            own.zip(wanted).map(|(own, wanted)| own == wanted),
            "DG11",
        ));
    }
    verdicts
}

/// Names as a zone writes them; none where it cannot.
fn zone_names(surname: &NamePart, given: &NamePart) -> Option<String> {
    let (surname, given) = (surname.text(), given.text());
    name_field(
        surname.unwrap_or_default(),
        given.unwrap_or_default(),
        NamePolicy::default(),
    )
    .ok()
}

/// The verdict on a field: the same, different, or not to be told.
pub(super) fn compared(field: RequestField, equal: Option<bool>, place: &'static str) -> Verdict {
    let check = Check::Request(field);
    match equal {
        Some(true) => Verdict::new(check, Outcome::Good, place),
        Some(false) => {
            let differs = Evidence::new(
                format!("{place}: diverso dalla richiesta"),
                format!("{place}: not as requested"),
            );
            Verdict::new(check, Outcome::Bad, differs)
        }
        None => {
            let missing = Evidence::new(
                format!("{place}: manca nella carta o nella richiesta"),
                format!("{place}: missing from the card or from the request"),
            );
            Verdict::new(check, Outcome::Open, missing)
        }
    }
}
