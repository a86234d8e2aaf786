//! Interrogazione and what it finds.

use cie_core::citizen::{BirthPlace, NamePart};
use cie_core::exchange::{Outcome as Esito, QueryKey, Subject};

use super::super::session::{Session, given};
use super::{Check, Group, Outcome, must};
use crate::connector::codes;

const G: Group = Group::Interrogazione;

#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    must(G, "interrogazione.known", "un cittadino noto viene trovato", "a known citizen is found", known),
    must(G, "interrogazione.identifier", "la risposta porta l'identificativo della richiesta", "the answer bears the identifier of the request", identifier),
    must(G, "interrogazione.recipient", "il destinatario della risposta è il mittente della richiesta", "the answer is addressed to the sender of the request", recipient).should(),
    must(G, "interrogazione.one-subject", "un codice fiscale unico dà un solo soggetto", "a code that one citizen has gives one subject", one_subject),
    must(G, "interrogazione.same-code", "il soggetto ha il codice fiscale chiesto", "the subject has the code that was asked for", same_code),
    must(G, "interrogazione.names", "cognome e nome ci sono, o sono detti assenti", "surname and first name are there, or said to be absent", names),
    must(G, "interrogazione.birth", "luogo di nascita presente", "the place of birth is there", birth),
    must(G, "interrogazione.residence", "residenza presente", "the residence is there", residence).should(),
    must(G, "interrogazione.citizenship", "cittadinanza presente", "the citizenship is there", citizenship).should(),
    must(G, "interrogazione.profile-only", "la risposta usa solo elementi del profilo", "the answer has no elements beyond the profile", profile_only).should(),
    must(G, "interrogazione.lower-case", "il codice fiscale in minuscolo non dà un altro cittadino", "a code in lower case never gives another citizen", lower_case),
    must(G, "interrogazione.absent", "un cittadino sconosciuto dà un errore con codice, nessun soggetto", "an unknown citizen is an error with a code, and no subject", absent),
    must(G, "interrogazione.by-person", "la ricerca per generalità trova lo stesso cittadino", "a search by particulars finds the same citizen", by_person),
    must(G, "interrogazione.by-person-absent", "generalità sconosciute non trovano nessuno", "unknown particulars find nobody", by_person_absent),
    must(G, "interrogazione.several", "più soggetti: esito che li conta, nessuno scelto dal connettore", "several subjects: the outcome counts them, none is chosen by the connector", several),
    must(G, "interrogazione.cancelled", "un cittadino cancellato dà un errore", "a citizen who was cancelled is an error", cancelled),
    must(G, "interrogazione.elsewhere", "un residente altrove dà un errore", "a citizen who lives elsewhere is an error", elsewhere),
    must(G, "interrogazione.residence-control", "un comune di residenza diverso da quello indicato viene segnalato", "another comune of residence than the one indicated is told", residence_control).should(),
];

fn known(s: &Session<'_>) -> Outcome {
    let heard = s.done(&s.query(&s.fixtures.known))?;
    ensure!(
        !heard.refusal,
        "rifiuto invece di risposta" / "a refusal instead of an answer"
    );
    Ok(())
}

fn identifier(s: &Session<'_>) -> Outcome {
    let request = s.query(&s.fixtures.known);
    let heard = s.done(&request)?;
    ensure!(
        heard.answer.header.operation_id == request.header().operation_id,
        "identificativo diverso" / "another identifier"
    );
    Ok(())
}

fn recipient(s: &Session<'_>) -> Outcome {
    let heard = s.done(&s.query(&s.fixtures.known))?;
    ensure!(
        heard.answer.header.recipient == s.fixtures.comune_istat,
        "destinatario diverso" / "another recipient"
    );
    Ok(())
}

fn one_subject(s: &Session<'_>) -> Outcome {
    s.known().map(drop)
}

fn same_code(s: &Session<'_>) -> Outcome {
    let known = s.known()?;
    ensure!(
        known.person.codice_fiscale() == Some(s.fixtures.known.expose()),
        "codice fiscale diverso o assente" / "another code, or none"
    );
    Ok(())
}

fn names(s: &Session<'_>) -> Outcome {
    let known = s.known()?;
    let blank = |part: &NamePart| part.text().is_some_and(|text| text.trim().is_empty());
    ensure!(
        !blank(&known.person.surname) && !blank(&known.person.given),
        "cognome o nome vuoti" / "surname or first name is blank"
    );
    Ok(())
}

fn birth(s: &Session<'_>) -> Outcome {
    let blank = match &s.known()?.person.birth_place {
        BirthPlace::Comune { name, .. } => name.trim().is_empty(),
        BirthPlace::Foreign { .. } => false,
        _ => false,
    };
    ensure!(
        !blank,
        "luogo di nascita vuoto" / "the place of birth is blank"
    );
    Ok(())
}

fn residence(s: &Session<'_>) -> Outcome {
    ensure!(
        s.known()?.residence.is_some(),
        "residenza assente" / "no residence"
    );
    Ok(())
}

fn citizenship(s: &Session<'_>) -> Outcome {
    ensure!(
        !s.known()?.citizenships.is_empty(),
        "cittadinanza assente" / "no citizenship"
    );
    Ok(())
}

fn profile_only(s: &Session<'_>) -> Outcome {
    let heard = s.done(&s.query(&s.fixtures.known))?;
    let paths: Vec<&str> = heard
        .unknown
        .iter()
        .map(|unknown| unknown.path.as_str())
        .collect();
    ensure!(
        paths.is_empty(),
        "elementi lasciati da parte: {0}" / "left aside: {0}",
        paths.join(" ")
    );
    Ok(())
}

fn lower_case(s: &Session<'_>) -> Outcome {
    let lower = cie_core::redact::Personal::new(s.fixtures.known.expose().to_ascii_lowercase());
    let heard = s.ask(&s.query(&lower))?;
    let other = |subject: &Subject| {
        subject
            .person
            .codice_fiscale()
            .is_none_or(|code| !code.eq_ignore_ascii_case(s.fixtures.known.expose()))
    };
    ensure!(
        !heard.answer.subjects.iter().any(other),
        "ha risposto con un altro cittadino" / "it answered with another citizen"
    );
    Ok(())
}

fn absent(s: &Session<'_>) -> Outcome {
    let heard = s.refused(&s.query(&s.fixtures.absent))?;
    ensure!(
        heard.answer.subjects.is_empty(),
        "errore con un soggetto" / "an error with a subject"
    );
    ensure!(
        heard
            .answer
            .anomalies
            .iter()
            .any(|anomaly| !anomaly.code.is_empty()),
        "errore senza codice" / "an error without a code"
    );
    Ok(())
}

fn by_person(s: &Session<'_>) -> Outcome {
    let mut person = s.known()?.person.clone();
    let code = person.tax_code.take();
    let key = QueryKey::Person(Box::new(person));
    let heard = s.ask(&s.query_by(key, None))?;
    ensure!(
        heard.answer.outcome != Esito::Error,
        "non trovato, errori {}" / "not found, errors {}",
        heard.codes()
    );
    let wanted = code.as_ref().map(|code| code.code.expose().as_str());
    ensure!(
        heard
            .answer
            .subjects
            .iter()
            .any(|subject| subject.person.codice_fiscale() == wanted),
        "il cittadino non è fra i soggetti" / "the citizen is not among the subjects"
    );
    Ok(())
}

fn by_person_absent(s: &Session<'_>) -> Outcome {
    let mut person = s.known()?.person.clone();
    person.tax_code = None;
    person.registry_id = None;
    person.anpr_id = None;
    person.surname = NamePart::from_text("QWXZKJ");
    person.given = NamePart::from_text("QWXZKJ");
    let heard = s.refused(&s.query_by(QueryKey::Person(Box::new(person)), None))?;
    ensure!(
        heard.answer.subjects.is_empty(),
        "errore con un soggetto" / "an error with a subject"
    );
    Ok(())
}

fn several(s: &Session<'_>) -> Outcome {
    let code = given(s.fixtures.several.as_ref())?;
    let heard = s.ask(&s.query(code))?;
    ensure!(
        heard.answer.outcome == Esito::Several,
        "esito diverso da \"più soggetti\", errori {0}"
            / "the outcome is not \"several\", errors {0}",
        heard.codes()
    );
    ensure!(
        heard.answer.subjects.len() != 1,
        "un solo soggetto nella risposta" / "one subject in the answer"
    );
    Ok(())
}

fn cancelled(s: &Session<'_>) -> Outcome {
    let heard = s.refused(&s.query(given(s.fixtures.cancelled.as_ref())?))?;
    expected_code(&heard.codes(), codes::CANCELLED)
}

fn elsewhere(s: &Session<'_>) -> Outcome {
    let heard = s.refused(&s.query(given(s.fixtures.elsewhere.as_ref())?))?;
    expected_code(&heard.codes(), codes::OTHER_COMUNE)
}

fn residence_control(s: &Session<'_>) -> Outcome {
    // 001001 is Agliè; a fixture of that comune asks for Milan instead.
    let other = if s.fixtures.comune_istat == "001001" {
        "015146"
    } else {
        "001001"
    };
    let key = s.key(&s.fixtures.known);
    let heard = s.refused(&s.query_by(key, Some(other.into())))?;
    expected_code(&heard.codes(), codes::OTHER_COMUNE)
}

/// The code of ANPR's table; "nobody found" is as good, for a registry that forgets who left.
fn expected_code(found: &str, code: &str) -> Outcome {
    let fits = |found: &str| found == code || found == codes::NOT_FOUND;
    ensure!(
        found.split(' ').any(fits),
        "errore {found}, atteso {code}" / "error {found}, expected {code}"
    );
    Ok(())
}
