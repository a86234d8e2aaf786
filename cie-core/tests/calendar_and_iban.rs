//! The calendar and the IBAN against independent peers (see `tests/data/peers.json`).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "the helpers of a test fail by panicking, too"
)]

use chrono::{Datelike, NaiveDate};
use cie_core::Code;
use cie_core::fees::{Calendar, ItalianIban, easter};
use cie_core::rule::Confidence;
use proptest::prelude::*;
use serde_json::Value;

fn peers() -> Value {
    serde_json::from_str(include_str!("data/peers.json")).expect("peers are JSON")
}

fn texts(value: &Value) -> Vec<String> {
    let list: Vec<String> = serde_json::from_value(value.clone()).expect("a list of texts");
    assert!(!list.is_empty());
    list
}

#[test]
fn easter_is_that_of_dateutil_for_three_centuries() {
    let dates = texts(&peers()["easter"]);
    assert_eq!(dates.len(), 300);
    for text in dates {
        let expected: NaiveDate = text.parse().unwrap();
        assert_eq!(easter(expected.year()), Some(expected));
    }
    assert_eq!((easter(1582), easter(10_000)), (None, None));
}

#[test]
fn last_working_days_are_those_of_python_holidays() {
    let dates = texts(&peers()["last_working_day"]);
    assert_eq!(dates.len(), 60 * 12);
    for text in dates {
        let expected: NaiveDate = text.parse().unwrap();
        let first = expected.with_day(1).unwrap();
        assert_eq!(Calendar::default().last_working_day(first), expected);
    }
}

#[test]
fn holidays_are_those_of_python_holidays() {
    let peers = peers();
    let calendar = Calendar::default();
    for (year, dates) in peers["holidays"].as_object().unwrap() {
        let year: i32 = year.parse().unwrap();
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let ours: Vec<String> = first
            .iter_days()
            .take_while(|day| day.year() == year)
            .filter(|day| calendar.holiday(*day).is_some() || easter(year) == Some(*day))
            .map(|day| day.to_string())
            .collect();
        assert_eq!(ours, texts(dates), "{year}");
    }
}

/// Read in the acts themselves, as the Gazzetta Ufficiale published them.
#[test]
fn every_holiday_names_the_act_that_made_it() {
    const L260: (&str, &str) = ("L. 260/1949 art. 2", "1949-06-01");
    let acts = [
        ("new_year", L260),
        ("epiphany", ("DPR 792/1985 art. 1", "1986-01-01")),
        ("liberation", L260),
        ("labour", L260),
        ("republic", ("L. 336/2000 art. 1", "2001-01-01")),
        ("assumption", L260),
        ("saint_francis", ("L. 151/2025 art. 1", "2026-01-01")),
        ("all_saints", L260),
        ("immaculate", L260),
        ("christmas", L260),
        ("saint_stephen", L260),
        ("easter_monday", L260),
        (
            "saints_peter_and_paul",
            ("DPR 792/1985 art. 1", "1986-01-01"),
        ),
    ];
    for (name, (act, since)) in acts {
        let rule = cie_core::rule::find(&format!("holidays.{name}")).expect(name);
        assert!(rule.source.starts_with(act), "{name}: {}", rule.source);
        assert!(rule.source.contains("GU "), "{name}: {}", rule.source);
        assert_eq!(rule.effective_from, Some(since.parse().unwrap()), "{name}");
        assert_eq!(rule.confidence, Confidence::High, "{name}");
    }
    let holidays = cie_core::rule::all().filter(|rule| rule.id.starts_with("holidays."));
    // The patron saint is the one that no act names.
    assert_eq!(holidays.count(), acts.len() + 1);
}

/// L. 54/1977 and L. 336/2000: from 1977 to 2000 the second of June was a working day.
#[test]
fn days_that_ceased_and_came_back() {
    let holiday = |y, m, d| {
        let day = NaiveDate::from_ymd_opt(y, m, d).unwrap();
        Calendar::default().holiday(day).is_some()
    };
    assert!(!holiday(2000, 6, 2) && holiday(2001, 6, 2));
    assert!(!holiday(1985, 1, 6) && holiday(1986, 1, 6));
    assert!(!holiday(2025, 10, 4) && holiday(2026, 10, 4));
}

#[test]
fn a_patron_saint_is_a_day_off() {
    let saints = NaiveDate::from_ymd_opt(2026, 6, 29).unwrap();
    assert!(Calendar::default().is_working_day(saints));
    assert!(!Calendar::roma().is_working_day(saints));

    let day = NaiveDate::from_ymd_opt(2026, 12, 7).unwrap();
    assert!(Calendar::default().is_working_day(day));
    let milan = Calendar::default().with_patron(12, 7).unwrap();
    assert!(!milan.is_working_day(day));
    assert_eq!(
        milan.holiday(day).map(|rule| rule.id),
        Some("holidays.patron")
    );
    assert!(Calendar::default().with_patron(2, 30).is_err());
}

#[test]
fn ibans_are_those_of_schwifty() {
    let peers = peers();
    for text in texts(&peers["iban"]) {
        let iban: ItalianIban = text.parse().unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(iban.to_string().parse::<ItalianIban>().unwrap(), iban);
    }
    // Right by mod-97, wrong by the national letter.
    for text in texts(&peers["iban_wrong_cin"]) {
        assert_eq!(
            text.parse::<ItalianIban>().unwrap_err().code(),
            Code::IbanCin,
            "{text}"
        );
    }
    let swapped = "IT18J0100003245348010374600";
    assert_eq!(
        swapped.parse::<ItalianIban>().unwrap_err().code(),
        Code::IbanMod97
    );
    for text in [
        "",
        "IT81J",
        "DE89370400440532013000",
        "IT81j0100003245348010374600",
    ] {
        assert_eq!(
            text.parse::<ItalianIban>().unwrap_err().code(),
            Code::BadIban
        );
    }
}

proptest! {
    #[test]
    fn any_text_is_an_iban_or_is_refused(text in "\\PC{0,70}") {
        let _ = text.parse::<ItalianIban>();
    }

    #[test]
    fn one_wrong_character_is_always_seen(at in 0usize..27, c in "[A-Z0-9]") {
        let good = "IT81J0100003245348010374600";
        let mut bad = good.to_owned();
        bad.replace_range(at..=at, &c);
        prop_assert_eq!(bad.parse::<ItalianIban>().is_ok(), bad == good);
    }

    #[test]
    fn the_nearest_working_days_are_near(days in 0u64..80_000, saturday: bool) {
        let date = NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + chrono::Days::new(days);
        let calendar = Calendar::default().with_saturday(saturday);
        let (before, after) = (calendar.preceding(date), calendar.following(date));
        prop_assert!(before <= date && date <= after);
        prop_assert!(calendar.is_working_day(before) && calendar.is_working_day(after));
        // Christmas on a Friday or Easter with Liberation Day: never a week.
        prop_assert!((after - before).num_days() <= 7);
    }
}
