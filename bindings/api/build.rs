//! Tells the linker that Node brings the symbols of its API, where that is what is built.

fn main() {
    if std::env::var_os("CARGO_FEATURE_NODE").is_some() {
        napi_build::setup();
    }
}
