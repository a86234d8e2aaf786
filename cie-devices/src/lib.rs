//! What stands on the counter beside the registry: for now, the printed receipt.

pub mod print;
