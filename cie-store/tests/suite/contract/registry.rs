use std::slice;

use cie_core::citizen::NamePart;
use cie_core::exchange::{
    AnnulmentReason, CardData, CardEffect, QueryKey, Registry, Search, Subject,
};

use super::people::{
    MILANO, annulment, bianca, by_code, cancelled, card, day, lives_in, notice, query, subject,
};

const CODE: &str = "RSSBNC64T70H501Z";

fn found(search: Search) -> Vec<Subject> {
    match search {
        Search::Found(subjects) => subjects,
        other => panic!("expected subjects, got {other:?}"),
    }
}

fn sheets<R: Registry>(registry: &R, code: &str) -> Vec<String> {
    let subjects = found(registry.find(&by_code(code)).unwrap());
    subjects
        .into_iter()
        .map(|s| s.person.registry_id.unwrap())
        .collect()
}

fn shown<R: Registry>(registry: &R) -> Option<CardData> {
    found(registry.find(&by_code(CODE)).unwrap()).remove(0).card
}

/// None, one, several; in capitals or not; everything comes back as it went in.
pub(crate) fn finds_by_code<R: Registry>(load: impl Fn(&[Subject]) -> R) {
    let twin = subject("S2", "ROSSI", "BIANCA", "1964-12-30", Some(CODE));
    let other = subject("S3", "VERDI", "LUCIA", "1990-01-01", None);
    let registry = load(&[bianca(), other.clone()]);
    assert_eq!(
        registry.find(&by_code(CODE)).unwrap(),
        Search::Found(vec![bianca()])
    );
    assert_eq!(sheets(&registry, "rssbnc64t70h501z"), ["S1"]);
    assert_eq!(
        registry.find(&by_code("XXXXXX00X00X000X")).unwrap(),
        Search::Found(vec![])
    );
    assert_eq!(
        registry.find(&by_code("' OR 1=1 --")).unwrap(),
        Search::Found(vec![])
    );
    assert_eq!(sheets(&load(&[twin, bianca(), other]), CODE), ["S1", "S2"]);
}

/// Spelling, missing names and incomplete dates.
pub(crate) fn finds_by_particulars<R: Registry>(load: impl Fn(&[Subject]) -> R) {
    let mut single = subject("S4", "", "SUKARNO", "1950", None);
    single.person.surname = NamePart::None;
    let accent = subject("S5", "D'ANGELO", "NICCOLO'", "1980-05", None);
    let registry = load(&[bianca(), single.clone(), accent.clone()]);
    let ask = |subject: &Subject| {
        let person = Box::new(subject.person.clone());
        let subjects = found(registry.find(&query(QueryKey::Person(person))).unwrap());
        subjects
            .into_iter()
            .map(|s| s.person.registry_id.unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(ask(&bianca()), ["S1"]);
    assert_eq!(
        ask(&subject("", "Rossi", " bianca", "1964-12", None)),
        ["S1"]
    );
    assert_eq!(
        ask(&subject("", "Dangelo", "Niccolò", "1980-05-17", None)),
        ["S5"]
    );
    assert_eq!(ask(&single), ["S4"]);
    let none = Vec::<String>::new();
    assert_eq!(ask(&subject("", "SUKARNO", "SUKARNO", "1950", None)), none);
    assert_eq!(
        ask(&subject("", "", "SUKARNO", "1950", None)),
        none,
        "empty is not none"
    );
    assert_eq!(
        ask(&subject("", "ROSSI", "BIANCA", "1964-11-30", None)),
        none
    );
    assert_eq!(
        ask(&subject("", "ROSSI", "BIANCA", "1965-12-30", None)),
        none
    );
    let wrong_code = subject(
        "",
        "ROSSI",
        "BIANCA",
        "1964-12-30",
        Some("RSSBNC64T70H501A"),
    );
    assert_eq!(ask(&wrong_code), none);
    let mut elsewhere = bianca();
    if let cie_core::citizen::BirthPlace::Comune { belfiore, .. } =
        &mut elsewhere.person.birth_place
    {
        *belfiore = Some("F205".into());
    }
    assert_eq!(ask(&elsewhere), none);
}

/// Who lives elsewhere is not a subject of this registry, and the answer says where they live; who
/// was cancelled is one, and the answer says so.
pub(crate) fn tells_residents_elsewhere_from_cancelled<R: Registry>(
    load: impl Fn(&[Subject]) -> R,
) {
    let moved = lives_in(bianca(), "MILANO", MILANO);
    let expected = Search::ResidentElsewhere {
        istat: Some(MILANO.into()),
        comune: Some("MILANO".into()),
    };
    assert_eq!(
        load(slice::from_ref(&moved)).find(&by_code(CODE)).unwrap(),
        expected
    );

    let gone = cancelled(moved.clone());
    assert_eq!(
        load(slice::from_ref(&gone)).find(&by_code(CODE)).unwrap(),
        Search::Found(vec![gone])
    );

    let mut second = bianca();
    second.person.registry_id = Some("S2".into());
    assert_eq!(sheets(&load(&[moved.clone(), second]), CODE), ["S2"]);

    let mut third = lives_in(bianca(), "TORINO", "001272");
    third.person.registry_id = Some("S3".into());
    let unsure = Search::ResidentElsewhere {
        istat: None,
        comune: None,
    };
    assert_eq!(load(&[moved, third]).find(&by_code(CODE)).unwrap(), unsure);
}

/// A card is recorded once, shown, and never changed by a different notice.
pub(crate) fn records_a_card_exactly_once<R: Registry>(load: impl Fn(&[Subject]) -> R) {
    let other = subject(
        "S2",
        "VERDI",
        "LUCIA",
        "1990-01-01",
        Some("VRDLCU90A41H501X"),
    );
    let registry = load(&[bianca(), other.clone()]);
    let person = bianca().person;
    // The leading zero is part of the serial.
    let new = card("00000001", "2026-11-20", Some("2036-12-30"));
    let issue =
        |person, card: &CardData| registry.card_issued(&notice(person, card.clone())).unwrap();
    assert_eq!(issue(&person, &new), CardEffect::Recorded);
    assert_eq!(issue(&person, &new), CardEffect::AlreadyRecorded);
    assert_eq!(shown(&registry), Some(new.clone()));

    for change in [
        CardData {
            expires_on: None,
            ..new.clone()
        },
        CardData {
            issued_on: Some(day("2026-11-19")),
            ..new.clone()
        },
        CardData {
            valid_for_travel: Some(false),
            ..new.clone()
        },
        CardData {
            electronic: Some(false),
            ..new.clone()
        },
        CardData {
            comune_istat: Some(MILANO.into()),
            ..new.clone()
        },
    ] {
        assert_eq!(issue(&person, &change), CardEffect::Conflict);
    }
    assert_eq!(issue(&other.person, &new), CardEffect::Conflict);
    assert_eq!(shown(&registry), Some(new));

    let stranger = subject("S9", "NERI", "ADA", "1970-01-01", Some("NREDAA70A41H501X")).person;
    let fresh = card("CA00002AA", "2026-11-20", Some("2036-12-30"));
    assert_eq!(issue(&stranger, &fresh), CardEffect::UnknownHolder);
    let away = load(&[lives_in(bianca(), "MILANO", MILANO)]);
    let effect = away.card_issued(&notice(&person, fresh)).unwrap();
    assert_eq!(effect, CardEffect::UnknownHolder);
}

/// The holder is found by sheet, by code or by particulars, and never guessed.
pub(crate) fn never_guesses_the_holder<R: Registry>(load: impl Fn(&[Subject]) -> R) {
    let twin = subject("S2", "ROSSI", "BIANCAMARIA", "1964-12-30", Some(CODE));
    let registry = load(&[bianca(), twin.clone()]);
    let issue = |subject: &Subject, scheda: Option<&str>, serial: &str| {
        let mut person = subject.person.clone();
        person.registry_id = scheda.map(str::to_owned);
        registry
            .card_issued(&notice(&person, card(serial, "2026-11-20", None)))
            .unwrap()
    };
    // Same code, told apart by name.
    assert_eq!(issue(&twin, None, "CA00001AA"), CardEffect::Recorded);
    let subjects = found(registry.find(&by_code(CODE)).unwrap());
    let serials: Vec<_> = subjects
        .iter()
        .map(|s| s.card.as_ref().map(|c| c.serial.as_str()))
        .collect();
    assert_eq!(serials, [None, Some("CA00001AA")]);
    // A sheet whose code is another's is not believed.
    let mut other = bianca();
    other.person.tax_code = subject("", "", "", "1900", Some("VRDLCU90A41H501X"))
        .person
        .tax_code;
    assert_eq!(
        issue(&other, Some("S1"), "CA00003AA"),
        CardEffect::UnknownHolder
    );
    // Nothing tells the two sheets apart.
    let mut same = bianca();
    same.person.registry_id = Some("S2".into());
    let registry = load(&[bianca(), same]);
    let mut person = bianca().person;
    person.registry_id = None;
    let effect = registry.card_issued(&notice(&person, card("CA00004AA", "2026-11-20", None)));
    assert_eq!(effect.unwrap(), CardEffect::AmbiguousHolder);
    // Cancelled between issue and notice: the card exists all the same.
    let registry = load(&[cancelled(bianca())]);
    let effect = registry.card_issued(&notice(&person, card("CA00004AA", "2026-11-20", None)));
    assert_eq!(effect.unwrap(), CardEffect::Recorded);
}

/// The fault of the public reports: annulling a card hid the previous, still valid one.
pub(crate) fn annuls_one_card_and_no_other<R: Registry>(load: impl Fn(&[Subject]) -> R) {
    let registry = load(&[bianca()]);
    let person = bianca().person;
    let old = card("CA00001AA", "2020-01-10", Some("2029-12-30"));
    let new = card("CA00002AA", "2026-11-20", Some("2036-12-30"));
    for card in [&new, &old] {
        registry
            .card_issued(&notice(&person, card.clone()))
            .unwrap();
    }
    assert_eq!(shown(&registry), Some(new.clone()));
    let annul = |serial: &str, on: &str, reason| {
        let named = card(serial, "2026-11-20", None);
        registry
            .card_annulled(&annulment(&person, named, on, reason))
            .unwrap()
    };
    use AnnulmentReason::{MaterialError, Revocation};
    assert_eq!(
        annul("CA00002AA", "2026-11-21", Revocation),
        CardEffect::Recorded
    );
    assert_eq!(
        shown(&registry),
        Some(old.clone()),
        "the older card is still good"
    );
    assert_eq!(
        annul("CA00002AA", "2026-11-21", Revocation),
        CardEffect::AlreadyRecorded
    );
    assert_eq!(
        annul("CA00002AA", "2026-11-21", MaterialError),
        CardEffect::Conflict
    );
    assert_eq!(
        annul("CA00002AA", "2026-11-22", Revocation),
        CardEffect::Conflict
    );
    assert_eq!(
        annul("CA00009AA", "2026-11-22", Revocation),
        CardEffect::UnknownCard
    );
    // The notice of issue comes again after the annulment: the card stays annulled.
    let again = registry.card_issued(&notice(&person, new)).unwrap();
    assert_eq!(again, CardEffect::AlreadyRecorded);
    assert_eq!(shown(&registry), Some(old));

    let stranger = subject("S9", "NERI", "ADA", "1970-01-01", None).person;
    let annul = |serial: &str| {
        let named = card(serial, "2026-11-20", None);
        registry
            .card_annulled(&annulment(&stranger, named, "2026-11-22", Revocation))
            .unwrap()
    };
    assert_eq!(annul("CA00001AA"), CardEffect::Conflict);
    assert_eq!(annul("CA00009AA"), CardEffect::UnknownHolder);
}

/// The newest card that is valid on the day of the query (22 November 2026).
pub(crate) fn shows_the_newest_valid_card<R: Registry>(load: impl Fn(&[Subject]) -> R) {
    let registry = load(&[bianca()]);
    let issue = |serial: &str, issued: &str, expires: Option<&str>| {
        let effect = registry.card_issued(&notice(&bianca().person, card(serial, issued, expires)));
        assert_eq!(effect.unwrap(), CardEffect::Recorded);
        shown(&registry).map(|card| card.serial)
    };
    assert_eq!(
        issue("CA00001AA", "2016-11-21", Some("2026-11-21")),
        None,
        "expired yesterday"
    );
    assert_eq!(
        issue("CA00002AA", "2015-01-01", Some("2026-11-22")).unwrap(),
        "CA00002AA"
    );
    assert_eq!(
        issue("CA00003AA", "2026-07-30", None).unwrap(),
        "CA00003AA",
        "unlimited"
    );
    assert_eq!(
        issue("CA00004AA", "2020-01-01", Some("2030-01-01")).unwrap(),
        "CA00003AA"
    );
}
