//! Java has no unsigned numbers: a function that takes one cannot even be named there. They become the
//! next larger signed kind, and what does not fit is refused before the call.

use anyhow::Result;

use crate::text::declarations;

/// Kotlin's unsigned kind, the signed one that holds it, what crosses the boundary, the way there and
/// back, how it is read, its size, its largest value.
struct Kind {
    unsigned: &'static str,
    signed: &'static str,
    wire: &'static str,
    widened: &'static str,
    narrowed: &'static str,
    read: &'static str,
    size: u8,
    largest: &'static str,
}

const KINDS: &[Kind] = &[
    Kind {
        unsigned: "UByte",
        signed: "Int",
        wire: "Byte",
        widened: "value.toInt() and 0xFF",
        narrowed: "toByte()",
        read: "",
        size: 1,
        largest: "0xFF",
    },
    Kind {
        unsigned: "UShort",
        signed: "Int",
        wire: "Short",
        widened: "value.toInt() and 0xFFFF",
        narrowed: "toShort()",
        read: "Short",
        size: 2,
        largest: "0xFFFF",
    },
    Kind {
        unsigned: "UInt",
        signed: "Long",
        wire: "Int",
        widened: "value.toLong() and 0xFFFFFFFFL",
        narrowed: "toInt()",
        read: "Int",
        size: 4,
        largest: "0xFFFFFFFFL",
    },
    Kind {
        unsigned: "ULong",
        signed: "Long",
        wire: "Long",
        widened: "value.also { check(it >= 0) { \"too large a number\" } }",
        narrowed: "toLong()",
        read: "Long",
        size: 8,
        largest: "Long.MAX_VALUE",
    },
];

/// The text with signed numbers alone in what users see.
pub fn signed(text: &str) -> Result<String> {
    let mut text = text.to_owned();
    for kind in KINDS {
        let head = format!("public object FfiConverter{}:", kind.unsigned);
        // uniffi writes a converter for the kinds that occur.
        if !text.contains(&head) {
            continue;
        }
        text = declarations(
            &text,
            |line| line.starts_with(&head),
            |_| Ok(converter(kind)),
        )?;
        // The label of the types, not that of the converters.
        let label = |ending: &str| {
            (
                format!("kotlin.{}{ending}", kind.unsigned),
                format!("kotlin.{}{ending}", kind.signed),
            )
        };
        for ending in [" ", ",", "?", ")", ">", "\n"] {
            let (from, to) = label(ending);
            text = text.replace(&from, &to);
        }
    }
    Ok(defaults(&text))
}

fn converter(kind: &Kind) -> String {
    let Kind {
        unsigned,
        signed,
        wire,
        widened,
        narrowed,
        read,
        size,
        largest,
    } = kind;
    // JNA widens what a function returns to an Int, where it is smaller.
    let returned = if *size < 4 {
        format!("    fun lift(value: Int): {signed} = lift(value.{narrowed})\n\n")
    } else {
        String::new()
    };
    format!(
        "public object FfiConverter{unsigned}: FfiConverter<{signed}, {wire}> {{
    override fun lift(value: {wire}): {signed} = {widened}

{returned}    override fun read(buf: ByteBuffer): {signed} = lift(buf.get{read}())

    override fun lower(value: {signed}): {wire} {{
        require(value in 0..{largest}) {{ \"not a number from 0 to ${{{largest}}}\" }}
        return value.{narrowed}
    }}

    override fun allocationSize(value: {signed}) = {size}UL

    override fun write(value: {signed}, buf: ByteBuffer) {{
        buf.put{read}(lower(value))
    }}
}}
"
    )
}

/// Defaults such as `= 3u` without the letter.
fn defaults(text: &str) -> String {
    let mut parts = text.split(" = ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let typed = out
            .rsplit(' ')
            .next()
            .is_some_and(|of| of.starts_with("kotlin."));
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let (number, after) = part.split_at(digits);
        out.push_str(" = ");
        out.push_str(number);
        out.push_str(match after.strip_prefix('u') {
            Some(after) if typed && digits > 0 => after.strip_prefix('L').unwrap_or(after),
            _ => after,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsigned_numbers_become_signed() {
        let text = "public object FfiConverterUInt: FfiConverter<UInt, Int> {
}
val `a`: kotlin.UInt? = null
val `b`: List<kotlin.UInt>
val `c`: kotlin.UInt = 0u
fun `d`(`e`: kotlin.UInt? = 3u, `f`: kotlin.UInt = 30u) = 4u
";
        let mended = signed(text).unwrap();
        for line in [
            "object FfiConverterUInt: FfiConverter<Long, Int> {",
            "val `a`: kotlin.Long? = null\n",
            "val `b`: List<kotlin.Long>\n",
            "val `c`: kotlin.Long = 0\n",
            "fun `d`(`e`: kotlin.Long? = 3, `f`: kotlin.Long = 30) = 4u\n",
        ] {
            assert!(mended.contains(line), "{mended}");
        }
    }
}
