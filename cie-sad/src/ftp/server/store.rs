//! The two folders as a client sees them.

use std::fmt::Debug;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use tokio::fs;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use unftp_core::auth::DefaultUser;
use unftp_core::storage::{
    Error, ErrorKind, Fileinfo, Metadata, Permissions, Result, StorageBackend,
};

use crate::profile::FileNames;

/// Longest name of a file being uploaded.
const MAX_NAME: usize = 200;

/// What a client may see and do.
#[derive(Debug)]
pub(super) struct Shelf {
    pub(super) names: FileNames,
    /// Name of the folder on the wire, and where it is.
    pub(super) requests: (String, PathBuf),
    pub(super) answers: (String, PathBuf),
    pub(super) max_bytes: u64,
    pub(super) max_files: usize,
    pub(super) next: AtomicU64,
}

/// One client's view; cheap to make.
#[derive(Clone, Debug)]
pub(super) struct View(pub(super) Arc<Shelf>);

#[derive(Clone, Copy, Debug)]
pub(super) struct Data {
    len: u64,
    directory: bool,
    modified: SystemTime,
}

impl Metadata for Data {
    fn len(&self) -> u64 {
        self.len
    }
    fn is_dir(&self) -> bool {
        self.directory
    }
    fn is_file(&self) -> bool {
        !self.directory
    }
    fn is_symlink(&self) -> bool {
        false
    }
    fn modified(&self) -> Result<SystemTime> {
        Ok(self.modified)
    }
    fn gid(&self) -> u32 {
        0
    }
    fn uid(&self) -> u32 {
        0
    }
    fn permissions(&self) -> Permissions {
        Permissions(if self.directory { 0o755 } else { 0o644 })
    }
}

/// A place that a path names.
enum Spot {
    Top,
    Requests(Option<String>),
    Answers(Option<String>),
}

impl Shelf {
    /// What a path names; an error for anything but the two folders and plain names in them.
    fn spot(&self, path: &Path) -> Result<Spot> {
        let missing = || Error::from(ErrorKind::PermanentFileNotAvailable);
        let mut parts: Vec<&str> = Vec::new();
        for part in path.components() {
            match part {
                Component::RootDir | Component::CurDir => {}
                Component::ParentDir => {
                    parts.pop();
                }
                Component::Normal(part) => parts.push(part.to_str().ok_or_else(missing)?),
                Component::Prefix(_) => return Err(missing()),
            }
        }
        let (folder, name) = match parts.as_slice() {
            [] => return Ok(Spot::Top),
            [folder] => (*folder, None),
            [folder, name] => (*folder, Some((*name).to_owned())),
            _ => return Err(missing()),
        };
        if folder == self.requests.0 {
            Ok(Spot::Requests(name))
        } else if folder == self.answers.0 {
            Ok(Spot::Answers(name))
        } else {
            Err(missing())
        }
    }

    fn uploads(&self, name: &str) -> bool {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
        let early = self.names.is_temporary(name)
            && name.len() <= MAX_NAME
            && !name.starts_with('.')
            && name.bytes().all(plain);
        early || self.names.request().read(name).is_some()
    }

    fn answers(&self, name: &str) -> bool {
        self.names.answer().read(name).is_some()
    }

    /// The file of this machine that a path names, if clients may know of it.
    fn file(&self, path: &Path) -> Result<PathBuf> {
        match self.spot(path)? {
            Spot::Requests(Some(name)) if self.uploads(&name) => Ok(self.requests.1.join(name)),
            Spot::Answers(Some(name)) if self.answers(&name) => Ok(self.answers.1.join(name)),
            _ => Err(ErrorKind::PermanentFileNotAvailable.into()),
        }
    }

    async fn files(
        &self,
        folder: &Path,
        fits: impl Fn(&str) -> bool,
    ) -> Result<Vec<(String, Data)>> {
        let mut found = Vec::new();
        let mut items = fs::read_dir(folder).await?;
        while let Some(item) = items.next_entry().await? {
            let Ok(name) = item.file_name().into_string() else {
                continue;
            };
            if !fits(&name) || found.len() >= self.max_files {
                continue;
            }
            // It may be gone by now.
            let Ok(data) = item.metadata().await else {
                continue;
            };
            if data.is_file() {
                found.push((name, of(&data)));
            }
        }
        Ok(found)
    }
}

fn of(data: &std::fs::Metadata) -> Data {
    Data {
        len: data.len(),
        directory: data.is_dir(),
        modified: data.modified().unwrap_or(SystemTime::UNIX_EPOCH),
    }
}

const FOLDER: Data = Data {
    len: 0,
    directory: true,
    modified: SystemTime::UNIX_EPOCH,
};

fn denied<T>() -> Result<T> {
    Err(ErrorKind::PermissionDenied.into())
}

#[async_trait::async_trait]
impl StorageBackend<DefaultUser> for View {
    type Metadata = Data;

    async fn metadata<P: AsRef<Path> + Send + Debug>(
        &self,
        _: &DefaultUser,
        path: P,
    ) -> Result<Data> {
        match self.0.spot(path.as_ref())? {
            Spot::Top | Spot::Requests(None) | Spot::Answers(None) => Ok(FOLDER),
            _ => {
                let file = self.0.file(path.as_ref())?;
                Ok(of(&fs::symlink_metadata(file).await?))
            }
        }
    }

    async fn list<P: AsRef<Path> + Send + Debug>(
        &self,
        _: &DefaultUser,
        path: P,
    ) -> Result<Vec<Fileinfo<PathBuf, Data>>> {
        let shelf = &self.0;
        let files = match shelf.spot(path.as_ref())? {
            Spot::Top => [&shelf.requests.0, &shelf.answers.0]
                .map(|name| (name.clone(), FOLDER))
                .to_vec(),
            Spot::Requests(None) => {
                let fits = |name: &str| shelf.uploads(name);
                shelf.files(&shelf.requests.1, fits).await?
            }
            Spot::Answers(None) => {
                let fits = |name: &str| shelf.answers(name);
                shelf.files(&shelf.answers.1, fits).await?
            }
            _ => return Err(ErrorKind::PermanentDirectoryNotAvailable.into()),
        };
        let info = |(name, metadata)| Fileinfo {
            path: PathBuf::from(name),
            metadata,
        };
        Ok(files.into_iter().map(info).collect())
    }

    async fn get<P: AsRef<Path> + Send + Debug>(
        &self,
        _: &DefaultUser,
        path: P,
        _: u64,
    ) -> Result<Box<dyn AsyncRead + Send + Sync + Unpin>> {
        // Requests are for the connector to read.
        match self.0.spot(path.as_ref())? {
            Spot::Answers(Some(name)) if self.0.answers(&name) => {
                let file = self.0.answers.1.join(name);
                if !fs::symlink_metadata(&file).await?.is_file() {
                    return Err(ErrorKind::PermanentFileNotAvailable.into());
                }
                Ok(Box::new(fs::File::open(file).await?))
            }
            Spot::Requests(_) => denied(),
            _ => Err(ErrorKind::PermanentFileNotAvailable.into()),
        }
    }

    async fn put<P: AsRef<Path> + Send + Debug, R: AsyncRead + Send + Sync + Unpin + 'static>(
        &self,
        _: &DefaultUser,
        input: R,
        path: P,
        start: u64,
    ) -> Result<u64> {
        let shelf = &self.0;
        let name = match shelf.spot(path.as_ref())? {
            Spot::Requests(Some(name)) if shelf.uploads(&name) => name,
            Spot::Requests(Some(_)) => return Err(ErrorKind::FileNameNotAllowedError.into()),
            _ => return denied(),
        };
        if start != 0 {
            return denied();
        }
        let waiting = shelf.files(&shelf.requests.1, |name| shelf.uploads(name));
        if waiting.await?.len() >= shelf.max_files {
            return Err(ErrorKind::InsufficientStorageSpaceError.into());
        }
        // Connectors leave names with a dot alone.
        let number = shelf.next.fetch_add(1, Ordering::Relaxed);
        let early = format!(".{}-{number}.upload", std::process::id());
        let early = shelf.requests.1.join(early);
        let written = write(&early, input, shelf.max_bytes).await;
        let placed = match written {
            Ok(written) => fs::rename(&early, shelf.requests.1.join(name))
                .await
                .map(|()| written)
                .map_err(Error::from),
            Err(error) => Err(error),
        };
        if placed.is_err() {
            let _ = fs::remove_file(&early).await;
        }
        placed
    }

    async fn del<P: AsRef<Path> + Send + Debug>(&self, _: &DefaultUser, path: P) -> Result<()> {
        Ok(fs::remove_file(self.0.file(path.as_ref())?).await?)
    }

    async fn mkd<P: AsRef<Path> + Send + Debug>(&self, _: &DefaultUser, _: P) -> Result<()> {
        denied()
    }

    async fn rename<P: AsRef<Path> + Send + Debug>(
        &self,
        _: &DefaultUser,
        from: P,
        to: P,
    ) -> Result<()> {
        match (self.0.spot(from.as_ref())?, self.0.spot(to.as_ref())?) {
            (Spot::Requests(Some(from)), Spot::Requests(Some(to)))
                if self.0.uploads(&from) && self.0.uploads(&to) =>
            {
                let folder = &self.0.requests.1;
                Ok(fs::rename(folder.join(from), folder.join(to)).await?)
            }
            _ => denied(),
        }
    }

    async fn rmd<P: AsRef<Path> + Send + Debug>(&self, _: &DefaultUser, _: P) -> Result<()> {
        denied()
    }

    async fn cwd<P: AsRef<Path> + Send + Debug>(&self, _: &DefaultUser, path: P) -> Result<()> {
        match self.0.spot(path.as_ref())? {
            Spot::Top | Spot::Requests(None) | Spot::Answers(None) => Ok(()),
            _ => Err(ErrorKind::PermanentDirectoryNotAvailable.into()),
        }
    }
}

/// Writes what a client sends, durable, up to a size.
async fn write(path: &Path, input: impl AsyncRead + Unpin, most: u64) -> Result<u64> {
    let mut input = input.take(most.saturating_add(1));
    let mut file = fs::File::create(path).await?;
    let written = tokio::io::copy(&mut input, &mut file).await?;
    if written > most {
        return Err(ErrorKind::ExceededStorageAllocationError.into());
    }
    file.flush().await?;
    file.sync_all().await?;
    Ok(written)
}
