//! The `cie` command.
fn main() {}
