//! Running the programs that read our output back; without them a test says so and passes.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A PDF in a folder of its own.
pub(crate) struct Printed {
    folder: tempfile::TempDir,
    pub(crate) pdf: PathBuf,
}

impl Printed {
    pub(crate) fn new(pdf: &[u8]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("receipt.pdf");
        std::fs::write(&path, pdf).expect("the folder is writable");
        Self { folder, pdf: path }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What `pdftotext` reads, page by page.
    pub(crate) fn text(&self) -> Option<Vec<String>> {
        let text = run("pdftotext", &[self.path(), "-"])?;
        let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
        pages.pop();
        Some(pages)
    }

    pub(crate) fn path(&self) -> &str {
        self.pdf.to_str().expect("the path is text")
    }
}

/// Output of a program, or `None` when it is not installed.
pub(crate) fn run(program: &str, arguments: &[&str]) -> Option<String> {
    match Command::new(program).args(arguments).output() {
        Ok(output) => {
            assert!(output.status.success(), "{program} failed: {output:?}");
            // pdfinfo prints titles in their own encoding.
            Some(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("SKIPPED: {program} is not installed");
            None
        }
        Err(error) => panic!("{program}: {error}"),
    }
}

/// Text without any white space: a line may break anywhere.
pub(crate) fn solid(text: &str) -> String {
    text.split_whitespace().collect()
}
