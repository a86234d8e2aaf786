//! A registry held in memory.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use chrono::NaiveDate;
use cie_core::citizen::Person;
use cie_core::exchange::{
    CardAnnulment, CardData, CardEffect, CardNotice, Query, QueryKey, Registry, RegistryError,
    Search, Subject,
};

#[derive(Clone)]
struct Held {
    /// Codice fiscale of the holder.
    holder: String,
    card: CardData,
    annulled_on: Option<NaiveDate>,
    /// Order of recording: of two cards issued on one day, the later is shown.
    order: usize,
}

#[derive(Default)]
struct State {
    subjects: Vec<Subject>,
    elsewhere: BTreeMap<String, (Option<String>, Option<String>)>,
    cards: BTreeMap<String, Held>,
}

/// A registry held in memory: subjects by codice fiscale or by name and date of birth, cards by
/// serial. A subject is shown with the newest of the cards recorded that was not annulled, or else
/// with the card that it came with.
#[derive(Default)]
pub struct MemoryRegistry(Mutex<State>);

impl MemoryRegistry {
    /// A registry with these subjects.
    #[must_use]
    pub fn new(subjects: Vec<Subject>) -> Self {
        Self(Mutex::new(State {
            subjects,
            ..State::default()
        }))
    }

    /// Makes a codice fiscale known as living in another comune.
    pub fn add_elsewhere(&self, code: &str, istat: Option<String>, comune: Option<String>) {
        self.with(|state| state.elsewhere.insert(code.to_owned(), (istat, comune)));
    }

    /// The card of that serial and the date of its annulment.
    #[must_use]
    pub fn card(&self, serial: &str) -> Option<(CardData, Option<NaiveDate>)> {
        self.with(|state| {
            let held = state.cards.get(serial)?;
            Some((held.card.clone(), held.annulled_on))
        })
    }

    /// How many cards were recorded.
    #[must_use]
    pub fn cards(&self) -> usize {
        self.with(|state| state.cards.len())
    }

    fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        // A panic elsewhere leaves plain data behind: nothing here is half-written.
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The subject as it is now, with the card recorded last.
fn shown(state: &State, subject: &Subject) -> Subject {
    let code = subject.person.codice_fiscale();
    let newest = state
        .cards
        .values()
        .filter(|held| Some(held.holder.as_str()) == code && held.annulled_on.is_none())
        .max_by_key(|held| (held.card.issued_on, held.order));
    let mut subject = subject.clone();
    if let Some(held) = newest {
        subject.card = Some(held.card.clone());
    }
    subject
}

fn known<'s>(state: &'s State, person: &Person) -> Option<&'s Subject> {
    let code = person.codice_fiscale()?;
    state
        .subjects
        .iter()
        .find(|subject| subject.person.codice_fiscale() == Some(code))
}

impl Registry for MemoryRegistry {
    fn find(&self, query: &Query) -> Result<Search, RegistryError> {
        self.with(|state| {
            let fits = |subject: &Subject| match &query.key {
                QueryKey::CodiceFiscale(code) => {
                    subject.person.codice_fiscale() == Some(code.expose())
                }
                QueryKey::Person(person) => {
                    subject.person.surname == person.surname
                        && subject.person.given == person.given
                        && subject.person.birth_date == person.birth_date
                }
                _ => false,
            };
            if let QueryKey::CodiceFiscale(code) = &query.key
                && let Some((istat, comune)) = state.elsewhere.get(code.expose())
            {
                return Ok(Search::ResidentElsewhere {
                    istat: istat.clone(),
                    comune: comune.clone(),
                });
            }
            let found = state.subjects.iter().filter(|subject| fits(subject));
            let found = found.map(|subject| shown(state, subject));
            Ok(Search::Found(found.collect()))
        })
    }

    fn is_prompt(&self) -> bool {
        true
    }

    fn card_issued(&self, notice: &CardNotice) -> Result<CardEffect, RegistryError> {
        self.with(|state| {
            let Some(holder) = known(state, &notice.person)
                .and_then(|subject| subject.person.codice_fiscale())
                .map(str::to_owned)
            else {
                return Ok(CardEffect::UnknownHolder);
            };
            if let Some(held) = state.cards.get(&notice.card.serial) {
                let same = held.holder == holder && held.card == notice.card;
                return Ok(if same {
                    CardEffect::AlreadyRecorded
                } else {
                    CardEffect::Conflict
                });
            }
            let held = Held {
                holder,
                card: notice.card.clone(),
                annulled_on: None,
                order: state.cards.len(),
            };
            state.cards.insert(notice.card.serial.clone(), held);
            Ok(CardEffect::Recorded)
        })
    }

    fn card_annulled(&self, annulment: &CardAnnulment) -> Result<CardEffect, RegistryError> {
        self.with(|state| {
            if known(state, &annulment.person).is_none() {
                return Ok(CardEffect::UnknownHolder);
            }
            let Some(held) = state.cards.get_mut(&annulment.card.serial) else {
                return Ok(CardEffect::UnknownCard);
            };
            if Some(held.holder.as_str()) != annulment.person.codice_fiscale() {
                return Ok(CardEffect::Conflict);
            }
            match held.annulled_on {
                None => {
                    held.annulled_on = Some(annulment.on);
                    Ok(CardEffect::Recorded)
                }
                Some(on) if on == annulment.on => Ok(CardEffect::AlreadyRecorded),
                Some(_) => Ok(CardEffect::Conflict),
            }
        })
    }
}
