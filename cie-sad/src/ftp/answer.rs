//! From a claimed request to its answer in place.

use std::ffi::OsStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use cie_core::error::{Coded, Kind};
use cie_core::exchange::Outcome;
use cie_core::lang::Lang;
use ring::digest::{SHA256, digest};

use super::claim::Claim;
use super::exchange::{FolderExchange, Look};
use super::watch::Event;
use super::whole::looks_whole;
use super::{Answered, Room, Said};
use crate::{Code, Error, Result};

impl FolderExchange {
    /// Works on a claim. Whatever step it dies at, the claim is still there and the next one who
    /// works on it gets the same answer from the log of answers: the claim goes last.
    pub(super) fn process(&mut self, claim: &Claim, now: Instant, look: &mut Look) -> Result<()> {
        let waits = |trial: &super::exchange::Trial| trial.not_before.is_some_and(|at| now < at);
        if self.trials.get(&claim.ticket).is_some_and(waits) {
            look.waiting += 1;
            return Ok(());
        }
        match self.attempt(claim, now, look) {
            // Another connector took over, and may have finished.
            Err(error) if error.code() == Code::FileGone => {
                self.trials.remove(&claim.ticket);
                Ok(())
            }
            other => other,
        }
    }

    fn attempt(&mut self, claim: &Claim, now: Instant, look: &mut Look) -> Result<()> {
        let names = self.desk.profile().file_names();
        let Some(answer) = names.answer_to(&claim.name) else {
            // The profile changed since it was claimed.
            let error = Error::new(Code::NotByPattern);
            return self.reject(claim, &error, None, look);
        };
        if claim.attempt > self.options.deaths {
            let error = Error::new(Code::NeverFinished);
            let body = self.desk.unavailable();
            self.publish(claim, &answer, &body)?;
            look.answered += 1;
            return self.reject(claim, &error, None, look);
        }
        let file = claim.file();
        let limit = self.limit();
        let bytes = match self.folder.read(Room::Work, file.as_ref(), limit) {
            Ok(bytes) => bytes,
            Err(error) => return self.set_aside(error, look),
        };
        let mut late = false;
        if self.options.check_end && (bytes.len() as u64) < limit && !looks_whole(&bytes) {
            // Replaced by a new upload between the look at it and the claim: that upload goes on
            // in the claimed file.
            let trial = self.trials.entry(claim.ticket.clone()).or_default();
            let since = *trial.partial_since.get_or_insert(now);
            late = !trial.forced;
            if late && now.saturating_duration_since(since) < self.options.patience {
                look.waiting += 1;
                return Ok(());
            }
        }
        let desk = &self.desk;
        let said = catch_unwind(AssertUnwindSafe(|| desk.answer(&claim.ticket, &bytes)));
        // The registry panicked.
        let said = said.unwrap_or_else(|_| Said {
            body: self.desk.unavailable(),
            outcome: Outcome::Error,
            readable: true,
            repeated: false,
            cause: Some(Error::new(Code::RegistryFailed)),
        });
        let Said {
            body,
            outcome,
            readable,
            repeated,
            cause,
        } = said;
        if let Some(error) = cause
            .as_ref()
            .filter(|error| error.kind() == Kind::Unavailable)
            && self.wait(claim, now)
        {
            self.watch.event(&Event::Waiting(error));
            look.waiting += 1;
            return Ok(());
        }
        // A file that never was whole must not take the place of the answer to the one that was.
        if !(late && self.folder.stat(Room::Answers, answer.as_ref())?.is_some()) {
            self.publish(claim, &answer, &body)?;
            look.answered += 1;
            look.repeated += usize::from(repeated);
            self.watch.event(&Event::Answered {
                request: &claim.name,
                outcome,
                repeated,
                cause: cause.as_ref(),
            });
        }
        match cause {
            Some(error) if !readable => self.reject(claim, &error, Some(&bytes), look),
            _ => self.finish(claim),
        }
    }

    /// Whether to try again later: the registry failed, and not too often yet.
    fn wait(&mut self, claim: &Claim, now: Instant) -> bool {
        let trial = self.trials.entry(claim.ticket.clone()).or_default();
        trial.failures = trial.failures.saturating_add(1);
        let doubled = 1_u32 << (trial.failures - 1).min(16);
        let pause = self.options.interval.saturating_mul(doubled);
        trial.not_before = now.checked_add(pause.min(self.options.max_backoff));
        trial.failures < self.options.attempts
    }

    /// Puts an answer in place at once.
    fn publish(&mut self, claim: &Claim, answer: &str, body: &[u8]) -> Result<()> {
        let file = claim.file();
        // If somebody took over, thinking this connector dead, the answer is theirs to give.
        if self.folder.stat(Room::Work, file.as_ref())?.is_none() {
            return Err(Error::new(Code::FileGone).detail(Room::Work.name()));
        }
        let suffix = self.desk.profile().file_names().temporary();
        let early = format!("{answer}.{}{suffix}", self.owner.name());
        let (early, answer) = (OsStr::new(&early), OsStr::new(answer));
        self.folder.write(Room::Answers, early, body)?;
        let renamed = self
            .folder
            .rename((Room::Answers, early), (Room::Answers, answer));
        match renamed {
            // Some servers do not rename onto an existing file.
            Err(error)
                if error.kind() != Kind::Unavailable
                    && self.folder.stat(Room::Answers, answer)?.is_some() =>
            {
                self.folder.delete(Room::Answers, answer)?;
                self.folder
                    .rename((Room::Answers, early), (Room::Answers, answer))
            }
            // The answer that was written a moment ago is gone: not the claim.
            Err(error) if error.code() == Code::FileGone => {
                Err(Error::new(Code::FolderUnavailable)
                    .detail(Room::Answers.name())
                    .caused_by(error))
            }
            other => other,
        }
    }

    fn finish(&mut self, claim: &Claim) -> Result<()> {
        let file = claim.file();
        match self.options.answered {
            Answered::Remove => self.folder.delete(Room::Work, file.as_ref())?,
            Answered::Keep => {
                let kept = format!("{}~{}", claim.ticket, claim.name);
                self.folder
                    .rename((Room::Work, file.as_ref()), (Room::Done, kept.as_ref()))?;
            }
        }
        self.trials.remove(&claim.ticket);
        Ok(())
    }

    fn reject(
        &mut self,
        claim: &Claim,
        error: &Error,
        bytes: Option<&[u8]>,
        look: &mut Look,
    ) -> Result<()> {
        let file = claim.file();
        let from = (Room::Work, OsStr::new(&file));
        self.put_aside(&claim.ticket, from, error, bytes)?;
        self.trials.remove(&claim.ticket);
        look.rejected += 1;
        Ok(())
    }

    /// Moves a file to `rejected`, with its reason beside it. Neither bears the name it came with.
    pub(super) fn put_aside(
        &mut self,
        ticket: &str,
        from: (Room, &OsStr),
        error: &Error,
        bytes: Option<&[u8]>,
    ) -> Result<()> {
        let (reason, kept) = (format!("{ticket}.txt"), format!("{ticket}.xml"));
        // The reason first: a file without one would be a riddle, the other way round it is not.
        let text = reason_text(error, bytes);
        self.folder
            .write(Room::Rejected, reason.as_ref(), text.as_bytes())?;
        let moved = self.folder.rename(from, (Room::Rejected, kept.as_ref()));
        if let Err(failure) = moved {
            self.folder.delete(Room::Rejected, reason.as_ref())?;
            return Err(failure);
        }
        self.watch.event(&Event::Rejected { ticket, error });
        Ok(())
    }
}

fn reason_text(error: &Error, bytes: Option<&[u8]>) -> String {
    let id = Coded::info(error).id;
    let (it, en) = (error.message(Lang::It), error.message(Lang::En));
    let mut text = format!("{id}\r\n\r\n{it}\r\n\r\n{en}\r\n");
    if let Some(bytes) = bytes {
        let sum: String = digest(&SHA256, bytes)
            .as_ref()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        text.push_str(&format!("\r\n{} byte, SHA-256 {sum}\r\n", bytes.len()));
    }
    text
}
