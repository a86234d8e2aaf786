//! A log of answers and a registry that survive the process, in plain files: what a kill leaves
//! behind is there for everybody to look at.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use cie_core::exchange::{
    AnswerLog, CardAnnulment, CardEffect, CardNotice, OperationKey, Outcome, Query, Registry,
    RegistryError, Search, StoredAnswer, Subject,
};
use cie_core::redact::Personal;

use super::sample;

/// One file an operation; the first to link it wins.
pub struct FileLog(pub PathBuf);

impl FileLog {
    fn path(&self, key: &OperationKey) -> PathBuf {
        answer_path(&self.0, &key.sender, key.id.as_str())
    }
}

fn answer_path(folder: &Path, sender: &str, id: &str) -> PathBuf {
    folder.join(format!("{sender}_{id}"))
}

impl AnswerLog for FileLog {
    fn recall(&self, key: &OperationKey) -> Result<Option<StoredAnswer>, RegistryError> {
        let Ok(bytes) = fs::read(self.path(key)) else {
            return Ok(None);
        };
        let (digest, rest) = bytes.split_at(32);
        let (outcome, body) = rest.split_at(1);
        Ok(Some(StoredAnswer {
            request_digest: digest.try_into()?,
            outcome: match outcome[0] {
                0 => Outcome::Ok,
                1 => Outcome::Several,
                _ => Outcome::Error,
            },
            codes: Vec::new(),
            body: Personal::new(body.to_vec()),
        }))
    }

    fn remember(
        &self,
        key: &OperationKey,
        answer: &StoredAnswer,
    ) -> Result<StoredAnswer, RegistryError> {
        let path = self.path(key);
        let early = path.with_extension(std::process::id().to_string());
        let mut file = File::create(&early)?;
        file.write_all(&answer.request_digest)?;
        let outcome = match answer.outcome {
            Outcome::Ok => 0,
            Outcome::Several => 1,
            _ => 2,
        };
        file.write_all(&[outcome])?;
        file.write_all(answer.body.expose())?;
        file.sync_all()?;
        let _ = fs::hard_link(&early, &path);
        fs::remove_file(&early)?;
        Ok(self.recall(key)?.expect("just stored"))
    }
}

/// One file a card. It takes its time, so that kills find it at work.
pub struct FileRegistry {
    pub root: PathBuf,
    pub slow: Duration,
}

impl FileRegistry {
    fn pause(&self) {
        std::thread::sleep(self.slow);
    }
}

impl Registry for FileRegistry {
    fn find(&self, _: &Query) -> Result<Search, RegistryError> {
        self.pause();
        Ok(Search::Found(vec![Subject::new(sample::person())]))
    }

    fn card_issued(&self, notice: &CardNotice) -> Result<CardEffect, RegistryError> {
        let header = &notice.header;
        let id = header.operation_id.as_str();
        // An operation that was answered must never come here again.
        if answer_path(&self.root.join("answers"), &header.sender, id).exists() {
            let path = self.root.join("doubled");
            let mut doubled = OpenOptions::new().create(true).append(true).open(path)?;
            writeln!(doubled, "{id}")?;
        }
        self.pause();
        let card = self.root.join("cards").join(&notice.card.serial);
        // Whole or not at all, as the transaction of a real registry.
        let early = card.with_extension(std::process::id().to_string());
        fs::write(&early, id)?;
        let effect = match fs::hard_link(&early, &card) {
            Ok(()) => CardEffect::Recorded,
            Err(_) => CardEffect::AlreadyRecorded,
        };
        fs::remove_file(&early)?;
        self.pause();
        Ok(effect)
    }

    fn card_annulled(&self, _: &CardAnnulment) -> Result<CardEffect, RegistryError> {
        Err("not in these tests".into())
    }
}
