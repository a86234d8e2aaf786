//! JNBIS, NIST's decoder written again in Java, reads our WSQ files.

use cie_devices::fingerprint::wsq::{BitRate, decode, encode};

use crate::drawn::{part, print};
use crate::java::peer;

/// The specification lets a decoder differ by one level from the reference (IAFIS-IC-0110).
#[test]
fn jnbis_decodes_our_files_alike() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    for (at, (width, height, bits)) in [
        (400, 440, 0.75),
        (255, 319, 0.75),
        (129, 97, 2.25),
        (96, 96, 0.5),
        (101, 201, 1.5),
        (340, 450, 4.0),
    ]
    .into_iter()
    .enumerate()
    {
        let original = print(10 + at as u64);
        let original = if width == 400 {
            original
        } else {
            part(&original, width, height)
        };
        let file = encode(&original, BitRate::new(bits).unwrap()).unwrap();
        let path = folder.path().join(format!("{at}.wsq"));
        std::fs::write(&path, &file).unwrap();
        files.push((path.display().to_string(), file));
    }
    let arguments = ["decode".to_owned()].into_iter();
    let arguments: Vec<String> = arguments
        .chain(files.iter().map(|(path, _)| path.clone()))
        .collect();
    let Some(said) = peer(&arguments) else {
        return;
    };
    assert_eq!(said.len(), files.len());
    for ((path, file), said) in files.iter().zip(said) {
        let ours = decode(file).unwrap();
        assert_eq!(said, format!("{} {}", ours.width(), ours.height()));
        let theirs = std::fs::read(format!("{path}.gray")).unwrap();
        assert_eq!(theirs.len(), ours.pixels().len());
        let differences = || {
            theirs
                .iter()
                .zip(ours.pixels())
                .map(|(a, b)| a.abs_diff(*b))
        };
        let differing = differences().filter(|d| *d > 0).count() as f64 / theirs.len() as f64;
        let most = differences().max().unwrap();
        assert!(
            most <= 1 && differing < 0.001,
            "{path}: {most}, {differing}"
        );
    }
}
