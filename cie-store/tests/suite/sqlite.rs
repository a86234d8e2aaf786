//! The contracts, over SQLite on disk and in memory.

use cie_core::exchange::Subject;
use cie_store::{RegistryConfig, SqliteRegistry, Store, Upsert};

macro_rules! over_sqlite {
    ($($room:ident::$case:ident,)+) => {
        mod on_disk {
            $(#[test] fn $case() {
                let dir = tempfile::tempdir().unwrap();
                let path = dir.path().join("office.db");
                crate::contract::$room::$case(|| cie_store::Store::open(&path).unwrap());
            })+
        }
        mod sealed {
            $(#[test] fn $case() {
                let dir = tempfile::tempdir().unwrap();
                let path = dir.path().join("office.db");
                let options = crate::sealing::options(&crate::sealing::keys());
                crate::contract::$room::$case(|| options.open(&path).unwrap());
            })+
        }
        mod in_memory {
            $(#[test] fn $case() {
                let store = cie_store::Store::in_memory().unwrap();
                crate::contract::$room::$case(|| store.clone());
            })+
        }
    };
}

over_sqlite! {
    journal::continues_across_reopening,
    journal::keeps_what_was_written,
    journal::threads_do_not_fork_it,
    journal::a_clock_that_jumps_does_not_break_it,
    answers::the_first_answer_stands,
    outbox::queues_once_for_each_key,
    outbox::goes_through_its_states,
    outbox::a_dead_sender_loses_nothing,
    requests::compares_before_it_sets,
    requests::one_writer_wins,
    requests::lists_in_order,
    requests::gives_each_number_once,
    requests::refuses_what_it_could_not_read_back,
    ledger::all_or_nothing,
    dispatch::sends_backs_off_and_gives_up,
    dispatch::a_clock_that_jumps_loses_no_push,
    keeping::retention_erases_what_is_due_and_nothing_else,
    keeping::retention_doubts_a_clock_that_jumps,
    keeping::erases_one_person_and_keeps_the_chain,
}

fn load(subjects: &[Subject]) -> SqliteRegistry {
    fill(Store::in_memory().unwrap(), subjects)
}

fn load_sealed(subjects: &[Subject]) -> SqliteRegistry {
    let options = crate::sealing::options(&crate::sealing::keys());
    fill(options.open_in_memory().unwrap(), subjects)
}

fn fill(store: Store, subjects: &[Subject]) -> SqliteRegistry {
    let config = RegistryConfig::new(crate::contract::people::ROMA).unwrap();
    let registry = store.registry(config);
    for subject in subjects {
        assert_eq!(registry.upsert(subject, None).unwrap(), Upsert::Added);
    }
    registry
}

macro_rules! registries {
    ($($case:ident,)+) => {
        mod registry {
            $(#[test] fn $case() { crate::contract::registry::$case(super::load); })+
        }
        mod sealed_registry {
            $(#[test] fn $case() { crate::contract::registry::$case(super::load_sealed); })+
        }
    };
}

registries! {
    finds_by_code,
    finds_by_particulars,
    tells_residents_elsewhere_from_cancelled,
    records_a_card_exactly_once,
    never_guesses_the_holder,
    annuls_one_card_and_no_other,
    shows_the_newest_valid_card,
}

#[test]
fn an_office_may_show_the_last_expired_card() {
    use crate::contract::people::{bianca, by_code, card, notice};
    use cie_core::exchange::{Registry, Search};
    let config = RegistryConfig::new(crate::contract::people::ROMA).unwrap();
    let config = config.with_card_policy(cie_store::CardPolicy::ValidOrLastExpired);
    let registry = Store::in_memory().unwrap().registry(config);
    registry.upsert(&bianca(), None).unwrap();
    for (serial, issued, expires) in [
        ("CA00001AA", "2005-01-01", "2015-01-01"),
        ("CA00002AA", "2016-01-01", "2026-01-01"),
    ] {
        let card = card(serial, issued, Some(expires));
        registry
            .card_issued(&notice(&bianca().person, card))
            .unwrap();
    }
    let Search::Found(found) = registry.find(&by_code("RSSBNC64T70H501Z")).unwrap() else {
        panic!("not found");
    };
    assert_eq!(found[0].card.as_ref().unwrap().serial, "CA00002AA");
}

#[test]
fn a_store_used_inside_its_own_transaction_says_so_and_lives_on() {
    let store = Store::in_memory().unwrap();
    let error = store.transact(|_| store.transact(|_| Ok(()))).unwrap_err();
    assert_eq!(error.code(), cie_store::Code::Reentrant);
    store.transact(|_| Ok(())).unwrap();
}

#[test]
fn errors_and_debug_texts_name_nobody() {
    use cie_store::{Expected, Requests};
    let store = Store::in_memory().unwrap();
    let update =
        crate::contract::requests::update(1, Expected::Absent, cie_core::issuance::State::Draft);
    store.put(&update).unwrap();
    let error = store.put(&update).unwrap_err();
    let push = crate::contract::outbox::push("k", 0);
    let texts = format!("{error} {error:?} {update:?} {push:?} {store:?}");
    assert!(
        !texts.contains("ROSSI") && !texts.contains("<x>"),
        "{texts}"
    );
}
