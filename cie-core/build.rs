//! Packs the tables of places under `data/` into one block of bytes for the library to embed.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

// The library's own packing code, so that what is written here is what is read there.
#[path = "src/citizen/place/latin.rs"]
#[allow(unreachable_pub, reason = "shared with the library")]
mod latin;
#[path = "src/citizen/place/pack.rs"]
#[allow(unreachable_pub, reason = "shared with the library")]
mod pack;
#[path = "build/tsv.rs"]
#[allow(unreachable_pub, reason = "one way to write visibility in the three")]
mod tsv;

fn main() -> Result<(), Box<dyn Error>> {
    for source in [
        "data",
        "build",
        "src/citizen/place/latin.rs",
        "src/citizen/place/pack.rs",
    ] {
        println!("cargo::rerun-if-changed={source}");
    }
    let root = env::var("CARGO_MANIFEST_DIR")?;
    let data = Path::new(&root).join("data");
    let comuni = fs::read_to_string(data.join("comuni.tsv"))?;
    let states = fs::read_to_string(data.join("states.tsv"))?;
    let mut rows = tsv::comuni(&comuni).map_err(|why| format!("comuni.tsv: {why}"))?;
    rows.extend(tsv::states(&states).map_err(|why| format!("states.tsv: {why}"))?);
    let packed = pack::pack(rows)?;
    let out = Path::new(&env::var("OUT_DIR")?).join("places.bin");
    fs::write(out, packed)?;
    Ok(())
}
