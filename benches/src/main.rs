//! How fast the SDK is beside its peers: `cargo run --release` in this folder.
//!
//! Both sides get the same inputs in the same run, in alternating rounds, and their answers are
//! compared before any time is taken. What is printed is the median round.

mod codice_fiscale;
mod timing;

fn main() {
    codice_fiscale::run();
}
