//! Putting a simulator together.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use super::desk::{Ministry, Parts};
use super::opener::Opener;
use super::recipient::Recipient;
use crate::state::{Archive, Step, StepHook};
use crate::{Clock, Randomness, Result, SystemClock, SystemRandomness, Tempo};

/// What a [`Ministry`] is made of; only the directory and the authority have no default.
pub struct MinistryBuilder {
    directory: PathBuf,
    authority: Vec<u8>,
    tempo: Tempo,
    clock: Arc<dyn Clock>,
    randomness: Arc<dyn Randomness>,
    hook: StepHook,
}

impl fmt::Debug for MinistryBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MinistryBuilder")
            .field("tempo", &self.tempo)
            .finish_non_exhaustive()
    }
}

impl MinistryBuilder {
    pub(super) fn new(directory: PathBuf, authority: Vec<u8>) -> Self {
        Self {
            directory,
            authority,
            tempo: Tempo::default(),
            clock: Arc::new(SystemClock),
            randomness: Arc::new(SystemRandomness::new()),
            hook: Arc::new(|_| {}),
        }
    }

    /// How long each stage lasts; the default is a few milliseconds. Requests already taken in keep
    /// the durations of then.
    #[must_use]
    pub fn tempo(mut self, tempo: Tempo) -> Self {
        self.tempo = tempo;
        self
    }

    /// Where the time comes from; the default is the machine's clock.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Where PIN, PUK and protocol numbers come from; the default is the system's generator. The
    /// simulator's own key always comes from the system.
    #[must_use]
    pub fn randomness(mut self, randomness: impl Randomness + 'static) -> Self {
        self.randomness = Arc::new(randomness);
        self
    }

    /// Called at every point of every durable write, for tests that stop the process there.
    #[must_use]
    pub fn on_step(mut self, hook: impl Fn(Step) + Send + Sync + 'static) -> Self {
        self.hook = Arc::new(hook);
        self
    }

    /// Opens the state directory, making it and the simulator's key if they do not exist.
    ///
    /// # Errors
    /// `CIE-SIM-001` while another simulator has the directory open, `CIE-SIM-002` when the disk
    /// refuses, `CIE-SIM-003` for an altered document, `CIE-SIM-005` for a stage that is too long,
    /// `CIE-SIM-006` without randomness, `CIE-SIM-007` for an authority that cannot be used,
    /// `CIE-SIM-008` when the simulator's certificate cannot be made.
    pub fn open(self) -> Result<Ministry> {
        let tempo = self.tempo.check()?;
        let opener = Opener::new(self.authority)?;
        let archive = Archive::open(&self.directory, self.hook)?;
        let recipient = Recipient::load_or_make(&archive, self.clock.now())?;
        Ok(Ministry::from_parts(Parts {
            archive,
            recipient,
            opener,
            tempo,
            clock: self.clock,
            randomness: self.randomness,
        }))
    }
}
