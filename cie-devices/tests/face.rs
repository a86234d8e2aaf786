//! The picture of the face: JPEG 2000 as OpenJPEG writes it, and hostile files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Helpers assert too.
#![allow(clippy::print_stderr, clippy::indexing_slicing)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use cie_core::lang::Lang;
use cie_core::request::{CardRequest, Media};
use cie_devices::Code;
use cie_devices::emrtd::lds::{DataGroup, Dg2, File, ImageFormat};
use cie_devices::emrtd::passive::{Check, Outcome, RequestField};
use cie_devices::emrtd::{Files, Requested, match_request};
use cie_devices::media::ImageBounds;
use cie_devices::photo::{FACE_BOUNDS, Picture};
use cie_devices::sim::portrait;
use proptest::prelude::*;

/// OpenJPEG, or `None`, said loudly, where it is not installed.
fn peer(arguments: &[&str], input: &[u8]) -> Option<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = std::env::var_os("CIE_PYTHON").unwrap_or_else(|| {
        let own = root.join("../.venv/bin/python");
        if own.exists() {
            own.into()
        } else {
            "python3".into()
        }
    });
    let mut child = Command::new(python)
        .arg(root.join("tests/face_peer.py"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    if output.status.success() {
        return Some(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        std::env::var("CIE_PEERS").as_deref() != Ok("required") && said.contains("ModuleNotFound"),
        "{said}"
    );
    eprintln!("SKIPPED: the Python package `Pillow` is not installed");
    None
}

fn drawn(seed: u64) -> Picture {
    Picture::decode(portrait(seed).unwrap().bytes(), &FACE_BOUNDS).unwrap()
}

/// The drawn face as OpenJPEG compresses it.
fn compressed(form: &str, picture: &Picture) -> Option<Vec<u8>> {
    let (width, height) = picture.size();
    let mode = if picture.channels() == 1 { "L" } else { "RGB" };
    let size = [width.to_string(), height.to_string()];
    peer(
        &["encode", form, mode, &size[0], &size[1]],
        picture.samples(),
    )
}

/// A card whose chip holds the photograph compressed anew, and the request that it answers.
#[test]
fn a_photograph_compressed_anew_is_the_one_that_was_requested() {
    let original = portrait(2).unwrap();
    let Some(file) = compressed("lossy", &drawn(2)) else {
        return;
    };
    let mut request = cie_core::samples::request().unwrap();
    let media = |bytes: &[u8]| Media::new("image/jpeg", bytes.to_vec(), true);
    request.biometrics.photo = Some(media(original.bytes()));
    let group = Dg2::encode(&file, ImageFormat::Jpeg2000, (552, 709));
    let mut files = Files::default();
    files.insert(File::Group(DataGroup::DG2), group);
    let judge = |request: &CardRequest| {
        let verdicts = match_request(&files, &Requested::from(request));
        let photo = Check::Request(RequestField::Photo);
        let verdict = verdicts.into_iter().find(|v| v.check == photo).unwrap();
        (verdict.outcome, verdict.reason(Lang::En))
    };
    let (outcome, reason) = judge(&request);
    assert_eq!(outcome, Outcome::Good, "{reason}");
    assert!(
        reason.contains("the same photograph (correlation"),
        "{reason}"
    );
    // Somebody else's: for the operator to see.
    request.biometrics.photo = Some(media(portrait(11).unwrap().bytes()));
    assert_eq!(judge(&request).0, Outcome::Remark);
    // The very file.
    request.biometrics.photo = Some(Media::new("image/jp2", file.clone(), true));
    let (outcome, reason) = judge(&request);
    assert_eq!(
        (outcome, reason.as_str()),
        (Outcome::Good, "DG2: the same file")
    );
}

/// A small picture, so that debug builds decode it quickly.
fn small(gray: bool) -> Picture {
    let (width, height) = (150_u32, 201_u32);
    let mut file = std::io::Cursor::new(Vec::new());
    let image = image::RgbImage::from_fn(width, height, |x, y| {
        let wave = |n: u32| u8::try_from((x * n + y * y / 7) % 256).unwrap();
        image::Rgb([wave(1), wave(3), wave(2)])
    });
    let image = image::DynamicImage::ImageRgb8(image);
    let image = if gray {
        image.into_luma8().into()
    } else {
        image
    };
    image.write_to(&mut file, image::ImageFormat::Png).unwrap();
    Picture::decode(file.get_ref(), &FACE_BOUNDS).unwrap()
}

#[test]
fn without_loss_every_sample_is_the_same() {
    for gray in [false, true] {
        let original = small(gray);
        for form in ["jp2", "j2k", "tiled"] {
            let Some(file) = compressed(form, &original) else {
                return;
            };
            assert_eq!(ImageFormat::sniff(&file), Some(ImageFormat::Jpeg2000));
            let ours = Picture::decode(&file, &FACE_BOUNDS).unwrap();
            assert!(ours == original, "{form}, gray: {gray}");
        }
    }
}

#[test]
fn with_loss_we_see_what_openjpeg_sees() {
    let original = drawn(1);
    let Some(file) = compressed("lossy", &original) else {
        return;
    };
    assert!(file.len() < original.samples().len() / 8);
    let theirs = peer(&["decode"], &file).unwrap();
    let ours = Picture::decode(&file, &FACE_BOUNDS).unwrap();
    assert_eq!(ours.samples().len(), theirs.len());
    let apart = |(a, b): (&u8, &u8)| a.abs_diff(*b);
    let most = ours.samples().iter().zip(&theirs).map(apart).max();
    // Both round the same real numbers once.
    assert!(most <= Some(1), "{most:?}");
    // Of another size and compressed, it is still the same photograph.
    assert!(
        ours.likeness(&original).0 > 0.99,
        "{:?}",
        ours.likeness(&original)
    );
    let png = ours.to_png().unwrap();
    assert!(Picture::decode(&png, &FACE_BOUNDS).unwrap() == ours);
}

#[test]
fn photographs_of_different_people_are_told_apart() {
    let all: Vec<Picture> = (0..12).map(drawn).collect();
    for (i, one) in all.iter().enumerate() {
        for (j, other) in all.iter().enumerate() {
            assert_eq!(
                one.likeness(other).is_same(),
                i == j,
                "{i} {j} {:?}",
                one.likeness(other)
            );
        }
    }
}

#[test]
fn the_record_of_the_face_holds_the_file_as_it_is() {
    let original = small(false);
    let Some(file) = compressed("jp2", &original) else {
        return;
    };
    let group = Dg2::encode(&file, ImageFormat::Jpeg2000, (150, 201));
    let face = Dg2::parse(&group).unwrap().faces.remove(0);
    assert_eq!(face.image.expose(), &file);
    assert!(face.picture(&FACE_BOUNDS).unwrap() == original);
}

fn code(file: &[u8], bounds: &ImageBounds) -> Option<Code> {
    Picture::decode(file, bounds)
        .err()
        .map(|error| error.code())
}

/// A codestream's header alone: measures, tiles, components.
fn header(sides: [u32; 8], components: u16) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0x4F, 0xFF, 0x51];
    bytes.extend((38 + 3 * components).to_be_bytes());
    bytes.extend([0, 0]);
    bytes.extend(sides.iter().flat_map(|side| side.to_be_bytes()));
    bytes.extend(components.to_be_bytes());
    bytes.extend([7, 1, 1].repeat(components.into()));
    bytes
}

#[test]
fn measures_are_judged_before_anything_is_decoded() {
    let sides = |w, h, tw, th| [w, h, 0, 0, tw, th, 0, 0];
    let judge = |bytes: &[u8]| code(bytes, &FACE_BOUNDS);
    let large = header(sides(4097, 1, 4097, 1), 1);
    assert_eq!(judge(&large), Some(Code::TooManyPixels));
    let large = header(sides(4000, 1001, 4000, 1001), 1);
    assert_eq!(judge(&large), Some(Code::TooManyPixels));
    let huge = header([u32::MAX; 8], 1);
    assert_eq!(judge(&huge), Some(Code::FaceUnreadable));
    for bad in [
        header(sides(100, 100, 1, 1), 1),
        header(sides(100, 100, 0, 100), 1),
        header(sides(0, 100, 100, 100), 1),
        header(sides(100, 100, 100, 100), 5),
        header(sides(100, 100, 100, 100), 16_000),
        header(sides(100, 100, 100, 100), 0),
        b"\xFF\x4F\xFF\x51".to_vec(),
        b"\0\0\0\x0CjP  \r\n\x87\n".to_vec(),
        b"\xFF\xD8\xFF".to_vec(),
    ] {
        assert_eq!(judge(&bad), Some(Code::FaceUnreadable), "{bad:02X?}");
    }
    assert_eq!(judge(&vec![0xFF; 2 << 20]), Some(Code::MediaTooLarge));
}

/// The small pictures that OpenJPEG made for fuzzing.
fn seeds() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/seeds/face");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let seeds: Vec<Vec<u8>> = paths.iter().map(|p| std::fs::read(p).unwrap()).collect();
    assert_eq!(seeds.len(), 5);
    seeds
}

#[test]
fn the_seeds_are_pictures() {
    for file in seeds() {
        let picture = Picture::decode(&file, &FACE_BOUNDS).unwrap();
        assert_eq!(picture.size(), (24, 31));
    }
}

proptest! {
    /// Damaged files are decoded or refused, never more.
    #[test]
    fn damaged_files_are_decoded_or_refused(
        which in 0usize..5,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in prop::option::weighted(0.2, any::<prop::sample::Index>()),
        early: bool,
    ) {
        let mut file = seeds().swap_remove(which);
        for (at, value) in changes {
            // The headers are the part that matters most.
            let part = if early { 220.min(file.len()) } else { file.len() };
            let at = at.index(part);
            file[at] = value;
        }
        if let Some(cut) = cut {
            file.truncate(cut.index(file.len()));
        }
        let bounds = ImageBounds { max_pixels: 1 << 16, ..FACE_BOUNDS };
        let _ = Picture::decode(&file, &bounds);
    }
}
