//! The readers that a module knows, with a card in them or not.

use super::fault::{self, About};
use super::module::Module;
use crate::Result;

/// Most slots that are looked at.
const MAX: usize = 64;

/// A slot of a module: a reader, as the module names it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Slot {
    /// Its number, which changes from one run to the next.
    pub number: u64,
    /// The reader.
    pub reader: String,
    /// Whether there is a card in it.
    pub has_card: bool,
}

impl Module {
    /// The readers that the module knows.
    ///
    /// # Errors
    /// `CIE-DEV-123`, `CIE-DEV-124` or `CIE-DEV-125` from the module.
    pub fn slots(&self) -> Result<Vec<Slot>> {
        let step = "list of slots";
        self.call(self.limits().ordinary, step, move |worker| {
            let context = worker.context()?;
            let wrong = |error| fault::of(error, step, About::Nothing);
            let all = context.get_all_slots().map_err(wrong)?;
            let mut slots = Vec::new();
            for slot in all.into_iter().take(MAX) {
                match context.get_slot_info(slot) {
                    Ok(info) => slots.push(Slot {
                        number: slot.id(),
                        reader: info.slot_description().trim().to_owned(),
                        has_card: info.token_present(),
                    }),
                    Err(error) if fault::is_gone(&error) => {}
                    Err(error) => return Err(wrong(error)),
                }
            }
            Ok(slots)
        })
    }
}
