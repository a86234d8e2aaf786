//! Fees against the shared vectors, published totals and their own invariants.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "the helpers of a test fail by panicking, too"
)]

mod common;

use chrono::NaiveDate;
use cie_core::error::Coded;
use cie_core::fees::Calendar;
use cie_core::fees::{
    Cents, Channel, Charge, Component, DueDatePolicy, Exemption, HalfMonth, Inquiry, Office, Payer,
    Payment, Quarter, QuarterlySummary, Reason, Remittance, Tariff, channel, check_total, quote,
    state_share, state_share_of,
};
use cie_core::lang::Lang;
use cie_core::{Code, Error};
use proptest::prelude::*;
use serde_json::Value;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the test")
}

fn reason(value: &Value) -> Reason {
    match value.as_u64() {
        Some(code) => Reason::from_pagopa_code(u32::try_from(code).unwrap()).expect("known code"),
        None => serde_json::from_value(value.clone()).expect("a known reason"),
    }
}

/// The tariff of a vector: the default with some parts replaced.
fn tariff(parts: Option<&Value>, reason: Reason) -> Tariff {
    let mut tariff = Tariff::default();
    for (name, cents) in parts.and_then(Value::as_object).into_iter().flatten() {
        let cents = Cents::new(cents.as_i64().expect("cents"));
        for charge in &mut tariff.charges {
            charge.published_total = None;
            let duplicate = charge.reasons.contains(&Reason::Loss);
            match (name.as_str(), duplicate) {
                ("diritto_fisso", false) | ("diritto_fisso_duplicate", true) => {
                    charge.diritto_fisso = cents;
                }
                ("segreteria", _) => charge.segreteria = cents,
                ("diritto_fisso", true) | ("diritto_fisso_duplicate", false) => {}
                other => panic!("unknown part {other:?}"),
            }
        }
    }
    assert!(tariff.charge(reason).is_some() || reason == Reason::NotDelivered);
    tariff
}

#[test]
fn every_shared_case_holds() {
    let Some(cases) = common::cases("vectors/fees.json") else {
        return;
    };
    for case in &cases {
        let (id, input, expect) = (&case["id"], &case["input"], &case["expect"]);
        let cents = |key: &str| input[key].as_i64().map(Cents::new);
        let on = |key: &str| day(input[key].as_str().expect("a date"));
        match case["op"].as_str().expect("an op") {
            "state_share" => {
                let percent = u32::try_from(input["vat_percent"].as_u64().unwrap()).unwrap();
                let share = state_share_of(cents("base_cents").unwrap(), percent).unwrap();
                assert_eq!(expect["cents"], share.get(), "{id}");
            }
            "total" => {
                let reason = reason(&input["reason"]);
                let tariff = tariff(input.get("tariff"), reason);
                let office = match input.get("office").and_then(Value::as_str) {
                    Some("consulate") => Office::Consulate,
                    None => Office::Comune(&tariff),
                    other => panic!("{id}: unknown office {other:?}"),
                };
                let got = quote(reason, on("on"), office, Exemption::None)
                    .unwrap_or_else(|error| panic!("{id}: {error}"));
                assert_eq!(expect["cents"], got.total.get(), "{id}");
            }
            "tariff_check" => {
                let parts: Vec<Cents> = input["parts"]
                    .as_object()
                    .unwrap()
                    .values()
                    .map(|part| Cents::new(part.as_i64().unwrap()))
                    .collect();
                let error = check_total(cents("published_total"), &parts).unwrap_err();
                assert_eq!(expect["error"], error.info().en, "{id}");
            }
            "remit" => {
                let period = HalfMonth::between(on("from"), on("to")).unwrap();
                let cards = u32::try_from(input["cards"].as_u64().unwrap()).unwrap();
                let payer = Payer::new("Esempio", "A001").unwrap();
                let got = Remittance::new(payer, period, cards).unwrap();
                assert_eq!(expect["cents"], got.amount.get(), "{id}");
                let quota = got.vat_quota;
                assert_eq!(
                    expect["municipal_vat_back_cents"],
                    quota.comune.get(),
                    "{id}"
                );
                assert_eq!(expect["vat_quota_cents"], quota.total.get(), "{id}");
            }
            other => panic!("{id}: unknown op {other}"),
        }
    }
    assert_eq!(cases.len(), 10, "a case was added: is it covered?");
}

#[test]
fn the_state_share_is_the_decree_rounded_half_up() {
    // DM 25/5/2016: 13.76 + 22 % = 16.7872.
    assert_eq!(state_share(day("2026-11-23")).unwrap().0, Cents::new(1679));
    assert_eq!(
        state_share(day("2016-06-30")).unwrap_err().code(),
        Code::NoRuleInForce
    );
    // Halves go up: 0.50 EUR + 1 % = 0.505.
    assert_eq!(state_share_of(Cents::new(50), 1).unwrap(), Cents::new(51));
    assert_eq!(state_share_of(Cents::new(-50), 1).unwrap(), Cents::new(-51));
}

#[test]
fn only_loss_is_doubled_by_default_and_a_defect_is_free() {
    let tariff = Tariff::default();
    tariff.validate().expect("the default adds up");
    let total = |reason| {
        quote(
            reason,
            day("2026-11-23"),
            Office::Comune(&tariff),
            Exemption::None,
        )
        .map(|quote| quote.total.get())
    };
    assert_eq!(total(Reason::Loss).unwrap(), 2737);
    for reason in [
        Reason::Theft,
        Reason::Damage,
        Reason::RenewalExpired,
        Reason::FirstIssue,
        Reason::RenewalExpiring,
        Reason::DataChange,
        Reason::EarlyRenewal,
    ] {
        assert_eq!(total(reason).unwrap(), 2221, "{reason:?}");
    }
    assert_eq!(total(Reason::Defect).unwrap(), 0);
    assert_eq!(
        total(Reason::NotDelivered).unwrap_err().code(),
        Code::TariffDoesNotCover
    );
}

#[test]
fn pagopa_codes_are_those_of_the_catalogue() {
    let codes: Vec<Option<u32>> = Reason::ALL.iter().map(|r| r.pagopa_code()).collect();
    let numbers: Vec<u32> = codes.into_iter().flatten().collect();
    assert_eq!(numbers, [1, 2, 4, 7, 9, 10, 11]);
    assert_eq!(
        Reason::from_pagopa_code(3).unwrap_err().code(),
        Code::UnknownReason
    );
}

/// Rignano 2018 and Andora 2020, as the dossier reports them.
const RIGNANO: &str = r#"
source = "Rignano 2018"
effective_from = "2018-01-01"

[[charges]]
reasons = ["first_issue", "renewal_expired", "renewal_expiring", "theft", "data_change"]
diritto_fisso = 515
segreteria = 26
published_total = 2220

[[charges]]
reasons = ["loss", "damage"]
diritto_fisso = 1055
reduced_diritto_fisso = 515
reduced_up_to_months = 6
segreteria = 26
published_total = 2760

[[exemptions]]
id = "over_70"
diritto_fisso = 21
segreteria = 0
published_total = 1700
"#;

#[test]
fn a_comune_tariff_is_loaded_checked_and_applied() {
    let tariff: Tariff = toml::from_str(RIGNANO).expect("well formed");
    tariff.validate().expect("adds up");
    let ask = |reason, exemption, previous: Option<&str>| {
        Inquiry {
            reason,
            on: day("2026-11-23"),
            office: Office::Comune(&tariff),
            exemption,
            previous_expires: previous.map(day),
        }
        .quote()
    };
    let total = |reason, exemption, previous| {
        ask(reason, exemption, previous)
            .map(|quote| quote.total.get())
            .unwrap()
    };
    assert_eq!(total(Reason::Theft, Exemption::None, None), 2220);
    assert_eq!(total(Reason::Damage, Exemption::None, None), 2760);
    // Doubled only if the residual validity is above six months (Andora 2020).
    assert_eq!(
        total(Reason::Loss, Exemption::None, Some("2027-05-23")),
        2220
    );
    assert_eq!(
        total(Reason::Loss, Exemption::None, Some("2027-05-24")),
        2760
    );
    assert_eq!(
        total(Reason::FirstIssue, Exemption::Local("over_70"), None),
        1700
    );
    // Register of the poor: no municipal right, RD 635/1940 art. 291.
    assert_eq!(
        total(Reason::FirstIssue, Exemption::RegisterOfThePoor, None),
        1679 + 26
    );
    let unknown = ask(Reason::FirstIssue, Exemption::Local("x"), None).unwrap_err();
    assert_eq!(unknown.code(), Code::UnknownExemption);
    let early = quote(
        Reason::Theft,
        day("2017-12-31"),
        Office::Comune(&tariff),
        Exemption::None,
    );
    assert_eq!(early.unwrap_err().code(), Code::TariffDoesNotCover);
}

#[test]
fn a_tariff_that_contradicts_itself_is_refused() {
    let broken = |change: fn(&mut Tariff)| {
        let mut tariff: Tariff = toml::from_str(RIGNANO).unwrap();
        change(&mut tariff);
        tariff.validate().expect_err("broken").code()
    };
    let total = |t: &mut Tariff| t.charges[0].published_total = Some(Cents::new(2221));
    assert_eq!(broken(total), Code::TariffTotal);
    assert_eq!(
        broken(|t| t.exemptions[0].published_total = Some(Cents::new(1701))),
        Code::TariffTotal
    );
    assert_eq!(
        broken(|t| {
            t.charges[0].state_share = Some(Cents::new(1376));
            t.charges[0].published_total = None;
        }),
        Code::TariffStateShare
    );
    assert_eq!(
        broken(|t| t.charges[0].segreteria = Cents::new(-1)),
        Code::BadTariff
    );
    assert_eq!(
        broken(|t| t.charges[1].reasons.push(Reason::Theft)),
        Code::BadTariff
    );
    assert_eq!(broken(|t| t.charges.clear()), Code::BadTariff);
    assert_eq!(
        broken(|t| t.effective_to = Some(NaiveDate::default())),
        Code::BadTariff
    );
    assert!(toml::from_str::<Tariff>("charges = []\nsurprise = 1").is_err());
}

#[test]
fn consulates_charge_since_20_september_2019() {
    let ask = |on: &str| {
        quote(
            Reason::FirstIssue,
            day(on),
            Office::Consulate,
            Exemption::None,
        )
        .map(|quote| (quote.total.get(), quote.lines.len()))
    };
    assert_eq!(ask("2019-09-20").unwrap(), (2195, 2));
    assert_eq!(ask("2019-09-19").unwrap_err().code(), Code::NoRuleInForce);
}

#[test]
fn due_dates_follow_the_policy() {
    let calendar = Calendar::default();
    let due = |on: &str, policy| {
        let period = HalfMonth::containing(day(on)).unwrap();
        period.due(policy, &calendar).to_string()
    };
    use DueDatePolicy::{BothFollowingWorkingDay, BothPrecedingWorkingDay, LastWorkingDayOnly};
    // 15 November 2026 is a Sunday; 31 October 2026 a Saturday, 1 November a Sunday and a holiday.
    assert_eq!(due("2026-11-01", LastWorkingDayOnly), "2026-11-15");
    assert_eq!(due("2026-11-01", BothPrecedingWorkingDay), "2026-11-13");
    assert_eq!(due("2026-11-01", BothFollowingWorkingDay), "2026-11-16");
    assert_eq!(due("2026-10-31", LastWorkingDayOnly), "2026-10-30");
    assert_eq!(due("2026-10-31", BothPrecedingWorkingDay), "2026-10-30");
    assert_eq!(due("2026-10-31", BothFollowingWorkingDay), "2026-11-02");
    // 15 August is a holiday: a Saturday in 2026.
    assert_eq!(due("2026-08-15", BothFollowingWorkingDay), "2026-08-17");
    // With Saturday worked the month of October 2026 ends on Saturday 31st.
    let busy = calendar.with_saturday(true);
    let period = HalfMonth::containing(day("2026-10-31")).unwrap();
    assert_eq!(period.due(LastWorkingDayOnly, &busy), day("2026-10-31"));
}

#[test]
fn the_reference_text_is_that_of_the_circular() {
    let payer = Payer::new("Reggio nell'Emilia", "H223").unwrap();
    let period = HalfMonth::containing(day("2026-01-07")).unwrap();
    let remittance = Remittance::new(payer, period, 5).unwrap();
    assert_eq!(
        remittance.causale(),
        "Comune di Reggio nell'Emilia, H223, corrispettivo per il rilascio di n. 5 carte di \
         identità elettroniche, (01/01/2026-15/01/2026)"
    );
    assert_eq!(
        Remittance::iban().unwrap().as_str(),
        "IT81J0100003245348010374600"
    );
    assert_eq!(Remittance::capo_capitolo(), ("X", "3746"));
    for (name, code) in [
        ("", "H223"),
        ("Roma\n", "h501"),
        ("Roma", "H50"),
        ("Roma", "HÀ1"),
    ] {
        assert_eq!(Payer::new(name, code).unwrap_err().code(), Code::BadPayer);
    }
}

#[test]
fn the_quarterly_summary_goes_by_mail_until_2019_and_to_the_portal_after() {
    let by_mail = |name| channel(day("2019-12-31"), name).unwrap().0;
    for (name, address) in [
        ("Agrigento", "pagamenti.cie.al@interno.it"),
        ("Lecco", "pagamenti.cie.al@interno.it"),
        ("Matera", "pagamenti.cie.mo@interno.it"),
        ("Orvieto", "pagamenti.cie.mo@interno.it"),
        ("Pisa", "pagamenti.cie.pz@interno.it"),
        ("Zoppola", "pagamenti.cie.pz@interno.it"),
        ("’Ndrangheta", "pagamenti.cie.mo@interno.it"),
    ] {
        assert_eq!(by_mail(name), Channel::Email(address), "{name}");
    }
    let portal = Channel::Portal("https://pagamenticie.cnsd.interno.gov.it/");
    assert_eq!(channel(day("2020-01-01"), "Roma").unwrap().0, portal);
    assert!(channel(day("2019-12-31"), "123").is_err());
}

fn payment(on: &str, cards: u32, order: &str) -> Payment {
    let payer = Payer::new("Roma", "H501").unwrap();
    let period = HalfMonth::containing(day(on)).unwrap();
    Payment {
        remittance: Remittance::new(payer, period, cards).unwrap(),
        order: order.into(),
        paid_on: day(on),
        receipt: None,
    }
}

#[test]
fn a_summary_adds_up_and_tells_what_is_missing() {
    let payer = Payer::new("Roma", "H501").unwrap();
    let quarter = Quarter::containing(day("2026-11-23"));
    let payments = vec![
        payment("2026-10-01", 10, "1"),
        payment("2026-11-20", 37, "2"),
    ];
    let summary = QuarterlySummary::new(payer.clone(), quarter, payments).unwrap();
    assert_eq!((summary.cards(), summary.amount().get()), (47, 47 * 1679));
    assert_eq!(summary.missing().unwrap().len(), 4);
    assert_eq!(summary.vat_quota().unwrap().comune.get(), 47 * 70);

    let refused = |payments| {
        QuarterlySummary::new(payer.clone(), quarter, payments)
            .unwrap_err()
            .code()
    };
    assert_eq!(
        refused(vec![payment("2026-09-30", 1, "1")]),
        Code::SummaryMismatch
    );
    assert_eq!(
        refused(vec![
            payment("2026-10-01", 1, "1"),
            payment("2026-10-16", 1, "1")
        ]),
        Code::SummaryMismatch
    );
    let mut short = payment("2026-10-01", 10, "1");
    short.remittance.amount = Cents::new(1);
    assert_eq!(refused(vec![short]), Code::SummaryMismatch);

    let old = Quarter::containing(day("2019-10-01"));
    let without = QuarterlySummary::new(payer.clone(), old, vec![payment("2019-10-01", 1, "1")]);
    assert_eq!(without.unwrap_err().code(), Code::SummaryMismatch);
    let mut with = payment("2019-10-01", 1, "1");
    with.receipt = Some("Q1".into());
    assert!(QuarterlySummary::new(payer.clone(), old, vec![with]).is_ok());
}

proptest! {
    #[test]
    fn remittance_periods_partition_the_year(year in 1900i32..3000) {
        let periods = HalfMonth::of_year(year).unwrap();
        prop_assert_eq!(periods.len(), 24);
        let mut day = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        for period in periods {
            prop_assert_eq!(period.start(), day);
            prop_assert!(period.end() > period.start());
            let mut inside = period.start();
            while inside <= period.end() {
                prop_assert_eq!(HalfMonth::containing(inside).unwrap(), period);
                inside = inside.succ_opt().unwrap();
            }
            day = inside;
        }
        prop_assert_eq!(Some(day), NaiveDate::from_ymd_opt(year + 1, 1, 1));
    }

    #[test]
    fn no_cent_is_lost(
        fisso in 0i64..5000, segreteria in 0i64..5000, index in 0usize..8, poor: bool,
    ) {
        let reason = Reason::ALL[index];
        let mut tariff = Tariff::default();
        for charge in &mut tariff.charges {
            charge.published_total = None;
            charge.diritto_fisso = Cents::new(fisso);
            charge.segreteria = Cents::new(segreteria);
        }
        let exemption = if poor { Exemption::RegisterOfThePoor } else { Exemption::None };
        let got = quote(reason, NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
            Office::Comune(&tariff), exemption).unwrap();
        let sum: i64 = got.lines.iter().map(|line| line.amount.get()).sum();
        prop_assert_eq!(got.total.get(), sum);
        prop_assert_eq!(sum, 1679 + segreteria + if poor { 0 } else { fisso });
        prop_assert!(got.lines.iter().any(|line| line.component == Component::StateShare));
    }

    #[test]
    fn the_quota_splits_without_a_rest(cards: u32) {
        let payer = Payer::new("Roma", "H501").unwrap();
        let on = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let got = Remittance::new(payer, HalfMonth::containing(on).unwrap(), cards).unwrap();
        let parts = got.vat_quota.ministry.checked_add(got.vat_quota.comune).unwrap();
        prop_assert_eq!(parts, got.vat_quota.total);
        prop_assert_eq!(got.amount.get(), 1679 * i64::from(cards));
    }

    #[test]
    fn amounts_are_checked_and_written_exactly(a: i64, b: i64, n: u32, percent in 0u32..1000) {
        let (x, y) = (Cents::new(a), Cents::new(b));
        prop_assert_eq!(x.checked_add(y).ok().map(Cents::get), a.checked_add(b));
        prop_assert_eq!(x.checked_sub(y).ok().map(Cents::get), a.checked_sub(b));
        prop_assert_eq!(x.times(n).ok().map(Cents::get), a.checked_mul(i64::from(n)));
        let _ = x.plus_percent(percent);
        let text = x.display(Lang::It).to_string();
        let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
        prop_assert_eq!(digits.parse::<i128>().unwrap(), i128::from(a));
    }

    #[test]
    fn any_tariff_text_is_read_or_refused(text in "\\PC{0,200}") {
        if let Ok(tariff) = serde_json::from_str::<Tariff>(&text) {
            let _: Result<(), Error> = tariff.validate();
        }
    }

    #[test]
    fn a_tariff_survives_being_saved(fisso in 0i64..5000) {
        let mut tariff = Tariff::default();
        tariff.charges.push(Charge { diritto_fisso: Cents::new(fisso), ..tariff.charges[0].clone() });
        let text = serde_json::to_string(&tariff).unwrap();
        prop_assert_eq!(serde_json::from_str::<Tariff>(&text).unwrap(), tariff);
    }
}
