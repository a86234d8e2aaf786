//! The machinery beneath is nobody's to use.

use anyhow::Result;

use crate::text::replaced;

/// Declarations of uniffi's own, by how their line begins.
const MACHINERY: &[&str] = &[
    "public object FfiConverter",
    "public abstract class FfiConverter",
    "public typealias FfiConverter",
    "public interface FfiConverter",
    "public fun uniffiEnsureInitialized",
    "open class RustBuffer ",
    "interface UniffiRustCallStatusErrorHandler<",
    "object UniffiNullRustCallStatusErrorHandler",
    "inline fun <T : Disposable?, R> T.use(",
    // What bindings/kotlin puts its own classes in front of.
    "public interface Native",
    "open class Native",
    // Its methods belong to what lifts errors.
    "    companion object ErrorHandler ",
];

/// The text with the machinery internal to the module; and whatever a callback throws is told to the
/// library, errors of the virtual machine too, because a call that ends without an answer is none.
pub fn hidden(text: &str) -> Result<String> {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if MACHINERY
            .iter()
            .any(|beginning| line.starts_with(beginning))
        {
            let bare = line.trim_start();
            out.extend(line.chars().take_while(|letter| *letter == ' '));
            out.push_str("internal ");
            out.push_str(bare.strip_prefix("public ").unwrap_or(bare));
        } else {
            out.push_str(line);
        }
    }
    // Java sees functions that are internal, unless the compiler marks them as its own.
    let out = replaced(
        &out,
        "\ninternal inline fun",
        "\n@JvmSynthetic\ninternal inline fun",
    )?;
    let out = replaced(
        &out,
        "\ninternal fun uniffi",
        "\n@JvmSynthetic\ninternal fun uniffi",
    )?;
    let out = replaced(&out, "catch(e: kotlin.Exception)", "catch(e: Throwable)")?;
    // uniffi calls this symbol of the library by the name that the trait was given.
    replaced(
        &out,
        "_init_callback_vtable_native",
        "_init_callback_vtable_",
    )
}
