//! How far an import got, kept with what it wrote.

use std::io::{Read, Seek};

use cie_core::journal::Hash;
use ring::digest::{Context, SHA256};
use serde::{Deserialize, Serialize};

use super::import::ImportOptions;
use crate::Result;
use crate::jsonl::io;

/// Where a store keeps it.
pub(crate) const SETTING: &str = "import_mark";

/// More rows refused because of their cards than this are not listed: the import then starts over.
pub(super) const MAX_CONFLICTS: usize = 10_000;

/// Who judged the rows: another version may judge otherwise.
const JUDGE: &str = concat!("1/", env!("CARGO_PKG_VERSION"));

/// How far an import got: the batch that it was stored with is the last that was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mark {
    judge: String,
    limits: (usize, usize),
    /// Bytes of the file up to the end of the last row written or rejected.
    pub(super) offset: u64,
    /// SHA-256 of these bytes, in hexadecimal.
    digest: String,
    pub(super) imported: u64,
    pub(super) updated: u64,
    pub(super) unchanged: u64,
    /// Lines refused because of their cards, which only the database can tell.
    pub(super) conflicts: Vec<u64>,
    /// The whole file was imported.
    done: bool,
}

impl Mark {
    pub(super) fn new(options: &ImportOptions, at: (u64, [u8; 32])) -> Self {
        Self {
            judge: JUDGE.to_owned(),
            limits: limits(options),
            offset: at.0,
            digest: Hash(at.1).to_string(),
            ..Self::default()
        }
    }

    pub(super) fn done(mut self) -> Self {
        self.done = true;
        self.conflicts.clear();
        self
    }

    pub(super) fn write(&self) -> Option<Vec<u8>> {
        serde_json::to_vec(self).ok()
    }

    /// The mark of an import that did not end, made under the same rules.
    pub(super) fn unfinished(stored: &[u8], options: &ImportOptions) -> Option<Self> {
        let mark: Self = serde_json::from_slice(stored).ok()?;
        let same = mark.judge == JUDGE && mark.limits == limits(options);
        (same && !mark.done).then_some(mark)
    }

    /// Whether the file still begins with what was read. It is left at its beginning.
    pub(super) fn fits(&self, file: &mut (impl Read + Seek)) -> Result<bool> {
        let read = digest_of(&mut Read::take(&mut *file, self.offset))?;
        file.rewind().map_err(io)?;
        Ok(read == (self.offset, self.digest.clone()))
    }
}

/// Whether this is the file that was imported last, as a whole.
pub(crate) fn imported(stored: Option<&[u8]>, file: &mut impl Read) -> Result<bool> {
    let mark: Option<Mark> = stored.and_then(|stored| serde_json::from_slice(stored).ok());
    match mark {
        Some(mark) if mark.done => Ok(digest_of(file)? == (mark.offset, mark.digest)),
        _ => Ok(false),
    }
}

fn limits(options: &ImportOptions) -> (usize, usize) {
    (options.max_row_bytes, options.max_cell_chars)
}

/// Length and SHA-256 of what is left.
fn digest_of(file: &mut impl Read) -> Result<(u64, String)> {
    let (mut sum, mut length) = (Context::new(&SHA256), 0_u64);
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = match file.read(&mut buffer) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            read => read.map_err(io)?,
        };
        if read == 0 {
            break;
        }
        length += read as u64;
        sum.update(buffer.get(..read).unwrap_or_default());
    }
    Ok((length, Hash(bytes(sum)).to_string()))
}

/// The digest so far.
pub(super) fn bytes(sum: Context) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (to, from) in bytes.iter_mut().zip(sum.finish().as_ref()) {
        *to = *from;
    }
    bytes
}
