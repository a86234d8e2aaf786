//! What files need beyond being written.

use std::path::Path;

use crate::Result;

/// Makes a new name in a folder survive a power cut.
pub(crate) fn sync_folder(path: &Path) -> Result<()> {
    // A folder cannot be opened as a file on Windows, where renaming is durable by itself.
    #[cfg(unix)]
    {
        let parent = path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        let folder = std::fs::File::open(parent.unwrap_or(Path::new(".")));
        folder
            .and_then(|folder| folder.sync_all())
            .map_err(crate::jsonl::io)?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}
