//! Writes the Kotlin and the Swift source of the SDK from its library, built with the feature `mobile`.
//!
//! ```sh
//! cie-bindgen <library> <schema.json> <folder>
//! ```
//!
//! uniffi writes the sources; what users of the two languages expect beyond that is put in afterwards,
//! and a thing that is not found where it is expected stops the run: it never goes missing unseen.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage, generate};

mod facade;
mod kotlin;
mod swift;
mod text;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [library, schema, folder] = arguments.as_slice() else {
        bail!("cie-bindgen <library> <schema.json> <folder>");
    };
    let schema = std::fs::read_to_string(schema).with_context(|| format!("reading {schema}"))?;
    let facade = facade::Facade::of(&schema)?;
    let folder = Path::new(folder);
    write_kotlin(library, &facade, &folder.join("kotlin"))?;
    write_swift(library, &facade, &folder.join("swift"))
}

fn write_kotlin(library: &str, facade: &facade::Facade, folder: &Path) -> Result<()> {
    written(library, TargetLanguage::Kotlin, folder)?;
    let file = folder.join("it/cie/cie.kt");
    let mended = kotlin::mended(&std::fs::read_to_string(&file)?, facade)?;
    put(&file, &mended.sdk)?;
    put(
        &folder.join("it/cie/coroutines/Functions.kt"),
        &mended.coroutines,
    )
}

fn write_swift(library: &str, facade: &facade::Facade, folder: &Path) -> Result<()> {
    written(library, TargetLanguage::Swift, folder)?;
    let file = folder.join("CIE.swift");
    let mended = swift::mended(&std::fs::read_to_string(&file)?, facade)?;
    put(&file, &mended)
}

fn written(library: &str, language: TargetLanguage, folder: &Path) -> Result<()> {
    let config = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("uniffi.toml");
    generate(GenerateOptions {
        languages: vec![language],
        source: library.into(),
        out_dir: folder.to_path_buf().try_into()?,
        config_override: Some(config.try_into()?),
        ..GenerateOptions::default()
    })
}

/// Writes a file, unless it is so already: what compiles it then knows that nothing changed.
fn put(file: &Path, text: &str) -> Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(file, text).with_context(|| format!("writing {}", file.display()))
}
