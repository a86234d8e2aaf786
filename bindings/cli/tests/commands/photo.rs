//! `cie photo` and `cie signature`, on drawings with marks and on a page.

use cie_devices::photo::{Requirements, check};
use cie_devices::sim;
use serde_json::json;

use crate::support::{cie, cie_with_input};

/// The drawn face's eyes, chin and crown.
fn marks() -> String {
    let face = sim::portrait_face();
    let [left, right] = face.eyes;
    let numbers = [left, right, face.chin, face.crown].map(|p| format!("{},{}", p.x, p.y));
    numbers.join(",")
}

#[test]
fn a_sound_photograph_is_accepted_and_drawn_over() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (photo, overlay) = (at("photo.jpg"), at("overlay.png"));
    std::fs::write(&photo, sim::portrait(1).unwrap().bytes()).unwrap();
    let marks = marks();
    let run = cie(&[
        "--json",
        "photo",
        "check",
        &photo,
        "--face",
        &marks,
        "--overlay",
        &overlay,
    ]);
    let object = run.object();
    assert_eq!(object["accepted"], true);
    let verdicts = object["verdicts"].as_array().unwrap();
    let of = |code: &str| verdicts.iter().find(|v| v["code"] == code).unwrap();
    assert_eq!(of("photo-eyes")["outcome"], "pass");
    assert_eq!(of("photo-age")["outcome"], "by_eye");
    let drawn = image_size(&std::fs::read(&overlay).unwrap());
    assert!(drawn.0 >= 552 && drawn.1 > 709, "{drawn:?}");
    let people = cie(&["photo", "check", &photo, "--face", "none"]);
    assert_eq!(people.code, 0, "{}", people.err);
    assert!(people.out.contains("va bene") && people.out.contains("a occhio"));
}

/// Width and height of a PNG, from its header.
fn image_size(png: &[u8]) -> (u32, u32) {
    assert!(png.starts_with(b"\x89PNG"));
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[cfg(feature = "face")]
#[test]
fn the_detector_takes_its_own_model_alone_and_is_not_needed() {
    let drawing = sim::portrait(1).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("other.bin");
    std::fs::write(&other, [0; 4096]).unwrap();
    let other = other.to_str().unwrap();
    let look = ["--json", "photo", "check", "-", "--face-model", other];
    let refused = cie_with_input(&look, drawing.bytes());
    assert_eq!(refused.code, 1, "{}", refused.err);
    assert!(refused.err.contains("CIE-DEV-037"), "{}", refused.err);

    // Without a model the face is the operator's to judge, and a crop needs marks.
    let run = cie_with_input(&["--json", "photo", "check", "-"], drawing.bytes());
    let object = &run.objects()[0];
    let verdicts = object["verdicts"].as_array().unwrap();
    let faces = verdicts
        .iter()
        .find(|v| v["code"] == "photo-faces")
        .unwrap();
    assert_eq!(faces["outcome"], "by_eye");
    let out = folder.path().join("fit.jpg");
    let fit = cie_with_input(
        &["photo", "fit", "-", out.to_str().unwrap()],
        drawing.bytes(),
    );
    assert_eq!(fit.code, 2, "{}", fit.err);
    assert!(fit.err.contains("--face-model"), "{}", fit.err);
}

#[test]
fn a_photograph_is_cropped_and_its_metadata_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("fit.jpg");
    let (out, marks) = (out.to_str().unwrap(), marks());
    let drawing = sim::portrait(1).unwrap();
    let fit = ["--json", "photo", "fit", "-", out, "--face", &marks];
    let object = cie_with_input(&fit, drawing.bytes()).object();
    assert_eq!(object["accepted"], true);
    let file = std::fs::read(out).unwrap();
    assert!(check(&file, &Requirements::default()).accepted());
    assert!(!file.windows(9).any(|w| w == b"SIMULATED"));
    let bad = ["photo", "fit", "-", out, "--face", "10,10,5,5"];
    assert_eq!(cie_with_input(&bad, drawing.bytes()).code, 2);
    // A face that leaves no room says what to do.
    let near = [
        "photo",
        "fit",
        "-",
        out,
        "--face",
        "100,100,450,100,275,700,275,-500",
    ];
    let run = cie_with_input(&near, drawing.bytes());
    assert_eq!(run.code, 1);
    assert!(run.err.contains("CIE-DEV-033"), "{}", run.err);
}

#[test]
fn a_rectangle_of_a_page_becomes_a_photograph() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("photo.jpg");
    let out = out.to_str().unwrap();
    // The drawing is the page: all of it is the photograph.
    let page = sim::portrait(1).unwrap();
    let cut = [
        "--json",
        "photo",
        "from-sheet",
        "-",
        out,
        "--dpi",
        "400",
        "--at",
        "0,0,552,709",
    ];
    let object = cie_with_input(&cut, page.bytes()).object();
    assert_eq!(
        (&object["dpi"], &object["accepted"]),
        (&json!(400), &json!(true))
    );
    let look = ["photo", "from-sheet", "-", out, "--dpi", "400"];
    let run = cie_with_input(&look, page.bytes());
    assert_eq!(run.code, 1);
    assert!(run.err.contains("CIE-DEV-04"), "{}", run.err);
}

#[test]
fn a_signature_is_cleaned_and_an_empty_page_refused() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("signature.png");
    let out = out.to_str().unwrap();
    let drawn = sim::signature(1).unwrap();
    let clean = ["--json", "signature", "clean", "-", out];
    let object = cie_with_input(&clean, drawn.bytes()).object();
    assert_eq!(object["accepted"], true);
    let size = image_size(&std::fs::read(out).unwrap());
    assert_eq!(
        (object["width"].as_u64(), object["height"].as_u64()),
        (Some(size.0.into()), Some(size.1.into()))
    );
    let run = cie_with_input(&["signature", "clean", "-", out], b"no image");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("CIE-DEV-003"), "{}", run.err);
}
