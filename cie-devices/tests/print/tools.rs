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

    /// What `pdftotext -layout` reads, page by page: a line of a table is a line.
    pub(crate) fn lines(&self) -> Option<Vec<Vec<String>>> {
        let text = run("pdftotext", &["-layout", self.path(), "-"])?;
        let page = |page: &str| page.lines().map(|line| line.trim().to_owned()).collect();
        let mut pages: Vec<Vec<String>> = text.split('\u{c}').map(page).collect();
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
            let required = std::env::var("CIE_PEERS").is_ok_and(|peers| peers == "required");
            assert!(!required, "{program} is required and not installed");
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

/// A word as `pdftotext -bbox` places it.
#[derive(Debug)]
struct Word {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

fn words(bbox: &str) -> Vec<Vec<Word>> {
    let value = |line: &str, name: &str| -> f32 {
        let (_, rest) = line
            .split_once(&format!("{name}=\""))
            .expect("an attribute");
        rest.split('"')
            .next()
            .expect("a value")
            .parse()
            .expect("a number")
    };
    let pages = bbox.split("<page ").skip(1);
    pages
        .map(|page| {
            let words = page.lines().filter(|line| line.contains("<word "));
            words
                .map(|line| Word {
                    left: value(line, "xMin"),
                    top: value(line, "yMin"),
                    right: value(line, "xMax"),
                    bottom: value(line, "yMax"),
                })
                .collect()
        })
        .collect()
}

/// Nothing leaves the margins, and no word is set over another.
pub(crate) fn assert_neat(printed: &Printed) {
    let margin = 18.0 * 72.0 / 25.4 - 0.5;
    let (width, height) = (595.28, 841.89);
    let Some(bbox) = run("pdftotext", &["-bbox", printed.path(), "-"]) else {
        return;
    };
    for page in words(&bbox) {
        assert!(!page.is_empty());
        for (index, word) in page.iter().enumerate() {
            assert!(
                word.left >= margin && word.right <= width - margin,
                "{word:?}"
            );
            assert!(word.top >= 28.0 && word.bottom <= height - 24.0, "{word:?}");
            for other in &page[index + 1..] {
                let across = word.right.min(other.right) - word.left.max(other.left);
                let down = word.bottom.min(other.bottom) - word.top.max(other.top);
                assert!(across < 0.5 || down < 0.5, "{word:?} on {other:?}");
            }
        }
    }
}
