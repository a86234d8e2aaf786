//! `cie profile explain`: what a profile puts on the wire.

use cie_core::lang::Lang;
use cie_sad::profile::{FieldEntry, MessageEntry};
use clap::Args;
use serde_json::{Value, json};

use crate::commands::{table, wire};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie profile explain`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// A profile: anpr, anpr-soap, piatto, or the path of a profile file; `,travel=SI/NO` may follow.
    #[arg(value_name = "PROFILE")]
    profile: String,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let profile = wire::profile(&options.profile)?;
    let messages = profile.explain()?;
    if profile.inferred() {
        report.warn(&text!(
            report.lang(),
            "attenzione: i nomi di questo profilo sono dedotti, non ufficiali"
                / "warning: the names of this profile are inferred, not official"
        ));
    }
    for message in &messages {
        report.record(&object(message));
        show(message, report);
    }
    Ok(Status::Ok)
}

fn object(message: &MessageEntry) -> Value {
    let fields: Vec<Value> = message
        .fields
        .iter()
        .map(|field| {
            json!({
                "path": field.path,
                "field": field.field,
                "holds": field.holds,
                "required": field.required,
                "also": field.also,
                "chars": field.text.as_ref().map(|text| text.chars()),
                "lengths": field.text.as_ref().map(|text| text.lengths()),
            })
        })
        .collect();
    json!({
        "message": message.kind,
        "operation": message.operation.map(cie_core::exchange::Operation::name),
        "root": message.root,
        "code": message.code,
        "sample": message.sample,
        "omitted": message.omitted,
        "fields": fields,
        "choices": message.choices.iter().map(|choice| json!({
            "path": choice.path,
            "one_of": choice.one_of,
        })).collect::<Vec<_>>(),
    })
}

fn show(message: &MessageEntry, report: &mut Report) {
    let lang = report.lang();
    let kind = match message.kind {
        "request" => text!(lang, "Richiesta" / "Request"),
        "answer" => text!(lang, "Risposta" / "Answer"),
        _ => text!(lang, "Rifiuto" / "Refusal"),
    };
    let operation = message
        .operation
        .map_or("", cie_core::exchange::Operation::name);
    report.show(&format!("\n== {kind} {operation} ({})\n", message.root));
    report.show(&indented(&message.sample));
    report.show("");
    let rows: Vec<[String; 4]> = message
        .fields
        .iter()
        .map(|field| {
            let need = if field.required {
                text!(lang, "obbligatorio" / "required")
            } else {
                text!(lang, "facoltativo" / "optional")
            };
            [
                field.path.clone(),
                field.field.unwrap_or("").to_owned(),
                need,
                held(field, lang),
            ]
        })
        .collect();
    table::rows(report, &rows);
    for choice in &message.choices {
        let names = choice.one_of.join(", ");
        let path = match choice.path.as_str() {
            "" => message.root.as_str(),
            path => path,
        };
        report.show(&text!(
            lang,
            "esattamente uno in {path}: {names}" / "exactly one in {path}: {names}"
        ));
    }
    if !message.omitted.is_empty() {
        let fields = message.omitted.join(", ");
        report.show(&text!(
            lang,
            "senza posto: {fields}" / "no place for: {fields}"
        ));
    }
}

/// What a field holds, with the bounds of a schema.
fn held(field: &FieldEntry, lang: Lang) -> String {
    let Some(text) = &field.text else {
        return field.holds.clone();
    };
    let (least, most) = text.lengths();
    let length = if least == most {
        most.to_string()
    } else {
        format!("{least}-{most}")
    };
    let length = text!(lang, "{length} caratteri" / "{length} characters");
    let holds = &field.holds;
    match text.chars().as_str() {
        "" => format!("{holds}, {length}"),
        chars => format!("{holds}, {length} [{chars}]"),
    }
}

/// One element a line. The writer escapes every `>` of a text, so that each one ends a tag.
fn indented(sample: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_usize;
    let mut inline = true;
    for piece in sample.split_inclusive('>') {
        let (text, tag) = piece.split_at(piece.find('<').unwrap_or(piece.len()));
        let text = text.trim_matches('\n');
        let closing = tag.starts_with("</");
        if closing {
            depth = depth.saturating_sub(1);
        }
        out.push_str(text);
        if tag.is_empty() {
            continue;
        }
        if !(closing && inline) {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&"  ".repeat(depth + 1));
        }
        out.push_str(tag);
        let opening = !closing && !tag.starts_with("<?") && !tag.ends_with("/>");
        if opening {
            depth += 1;
        }
        inline = opening;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_element_a_line_and_texts_as_they_are() {
        let sample = "<?xml version=\"1.0\"?>\n<a><b>1 &gt; 0</b><c><d>x y</d></c></a>";
        let expected = "  <?xml version=\"1.0\"?>\n  <a>\n    <b>1 &gt; 0</b>\n    <c>\n      <d>x y</d>\n    </c>\n  </a>";
        assert_eq!(indented(sample), expected);
    }
}
