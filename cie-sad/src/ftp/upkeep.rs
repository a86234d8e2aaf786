//! Around the requests: whose claims they are, what is given back, what nobody fetched.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::time::{Duration, Instant};

use super::Room;
use super::claim::Claim;
use super::exchange::{FolderExchange, oldest_first};
use crate::profile::FileNames;
use crate::{Code, Result};

/// Pause between two sweeps of answers that nobody fetched.
const SWEEP: Duration = Duration::from_secs(600);

impl FolderExchange {
    /// The claims to work on: one's own, and those of connectors that died.
    pub(super) fn claims(&mut self, now: Instant) -> Result<Vec<Claim>> {
        let wanted = |name: &OsStr| Claim::parse(name).is_some() || lock_of(name).is_some();
        let limit = self.options.listed;
        let mut entries = self.folder.list(Room::Work, &mut { wanted }, limit)?;
        oldest_first(&mut entries);
        let (mut mine, mut alive, mut owners) = (Vec::new(), BTreeMap::new(), Vec::new());
        for entry in &entries {
            let Some(claim) = Claim::parse(&entry.name) else {
                continue;
            };
            if claim.owner == self.owner.name() {
                mine.push(claim);
                continue;
            }
            owners.push(claim.owner.clone());
            let alive = match alive.get(&claim.owner) {
                Some(known) => *known,
                None => {
                    let said = self.folder.alive(&claim.owner)?;
                    alive.insert(claim.owner.clone(), said);
                    said
                }
            };
            let first = *self.others.entry(entry.name.clone()).or_insert(now);
            let expired = now.saturating_duration_since(first) >= self.options.lease;
            if alive == Some(false) || (alive.is_none() && expired) {
                mine.extend(self.take_over(claim)?);
            }
        }
        let listed: Vec<_> = entries.iter().map(|entry| &entry.name).collect();
        self.others.retain(|name, _| listed.contains(&name));
        let idle = |owner: &&str| *owner != self.owner.name() && !owners.iter().any(|o| o == owner);
        let idle: Vec<String> = entries
            .iter()
            .filter_map(|entry| lock_of(&entry.name))
            .filter(idle)
            .map(str::to_owned)
            .collect();
        for owner in idle {
            if self.folder.alive(&owner)? == Some(false) {
                self.forget(&owner)?;
            }
        }
        Ok(mine)
    }

    /// Forgets a connector that is known to be dead, unless it left claims. It may have made some
    /// after the folder was listed and before it died; without its lock file nobody could tell
    /// that they are to be taken over. From now on it makes no more.
    fn forget(&mut self, owner: &str) -> Result<()> {
        let mut theirs =
            |name: &OsStr| Claim::parse(name).is_some_and(|claim| claim.owner == owner);
        if self.folder.list(Room::Work, &mut theirs, 1)?.is_empty() {
            self.folder.retire(owner)?;
        }
        Ok(())
    }

    fn take_over(&mut self, claim: Claim) -> Result<Option<Claim>> {
        let taken = Claim {
            owner: self.owner.name().to_owned(),
            attempt: claim.attempt.saturating_add(1),
            ..claim.clone()
        };
        let (from, to) = (claim.file(), taken.file());
        match self
            .folder
            .rename((Room::Work, from.as_ref()), (Room::Work, to.as_ref()))
        {
            Ok(()) => Ok(Some(taken)),
            // Another connector was faster.
            Err(error) if error.code() == Code::FileGone => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Gives back what was claimed and not answered, so that another connector may take it at
    /// once. For an orderly stop.
    pub(super) fn release(&mut self) -> Result<()> {
        if !self.ready {
            return Ok(());
        }
        let mine = |name: &OsStr| Claim::parse(name).is_some();
        let limit = self.options.listed;
        let entries = self.folder.list(Room::Work, &mut { mine }, limit)?;
        let owner = self.owner.name().to_owned();
        let claims = entries.iter().filter_map(|e| Claim::parse(&e.name));
        for claim in claims.filter(|claim| claim.owner == owner) {
            let back = OsStr::new(&claim.name);
            // A newer upload of that name goes first; the claim stays for who comes next.
            if self.folder.stat(Room::Requests, back)?.is_none() {
                let file = claim.file();
                self.folder
                    .rename((Room::Work, file.as_ref()), (Room::Requests, back))?;
            }
        }
        let left = self.folder.list(Room::Work, &mut { mine }, limit)?;
        let left = left.iter().filter_map(|e| Claim::parse(&e.name));
        if !left.into_iter().any(|claim| claim.owner == owner) {
            self.folder.retire(&owner)?;
        }
        Ok(())
    }

    /// Removes answers, and leftovers of answers being written, that nobody fetched. Time is
    /// counted here and not by the files' dates: clocks jump.
    pub(super) fn sweep(&mut self, now: Instant) -> Result<()> {
        let due = |last: Instant| now.saturating_duration_since(last) >= SWEEP;
        let Some(keep_for) = self
            .options
            .unfetched
            .filter(|_| self.swept.is_none_or(due))
        else {
            return Ok(());
        };
        self.swept = Some(now);
        let names = self.desk.profile().file_names().clone();
        let mut wanted = |name: &OsStr| {
            let text = name.to_str();
            text.is_some_and(|text| names.answer().read(text).is_some() || leftover(&names, text))
        };
        let entries = self
            .folder
            .list(Room::Answers, &mut wanted, self.options.listed)?;
        let mut known = std::mem::take(&mut self.unfetched);
        for entry in entries {
            let first = known
                .remove(&entry.name)
                .filter(|(modified, _)| *modified == entry.modified)
                .map_or(now, |(_, first)| first);
            if now.saturating_duration_since(first) >= keep_for {
                self.folder.delete(Room::Answers, &entry.name)?;
            } else {
                self.unfetched.insert(entry.name, (entry.modified, first));
            }
        }
        Ok(())
    }
}

/// Whether a name is that of an answer which a connector was writing when it died.
fn leftover(names: &FileNames, name: &str) -> bool {
    names.is_temporary(name)
        && name
            .rsplitn(3, '.')
            .nth(2)
            .is_some_and(|answer| names.answer().read(answer).is_some())
}

/// The connector whose lock file this is.
fn lock_of(name: &OsStr) -> Option<&str> {
    name.to_str()?.strip_prefix('.')?.strip_suffix(".lock")
}
