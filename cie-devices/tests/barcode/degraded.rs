//! Rotated, skewed, noisy, blurred, faint and badly lit symbols: at least as many are read as by
//! zxing-cpp and by zbar on the same images.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cie_devices::barcode::{Rendering, decode, render};
use image::{GrayImage, ImageFormat, Luma, imageops};

use crate::{file, paper, pixels};

const CF: &str = "RSSMRA80A01H501U";

/// Numbers that are the same on every machine (xorshift64*).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// About normal, with deviation 1: the sum of twelve even ones.
    fn normal(&mut self) -> f64 {
        let even = |n: u64| (n >> 11) as f64 / (1_u64 << 53) as f64;
        (0..12).map(|_| even(self.next())).sum::<f64>() - 6.0
    }
}

fn map(image: &GrayImage, mut change: impl FnMut(u32, u32, f64) -> f64) -> GrayImage {
    GrayImage::from_fn(image.width(), image.height(), |x, y| {
        let value = change(x, y, f64::from(image.get_pixel(x, y).0[0]));
        Luma([value.round().clamp(0.0, 255.0) as u8])
    })
}

fn noisy(image: &GrayImage, deviation: f64, seed: u64) -> GrayImage {
    let mut dice = Dice(seed | 1);
    map(image, |_, _, value| value + deviation * dice.normal())
}

/// White becomes `light`, black `dark`.
fn faint(image: &GrayImage, dark: f64, light: f64) -> GrayImage {
    map(image, |_, _, value| dark + value / 255.0 * (light - dark))
}

/// As if a lamp stood on the left: the right edge keeps this part of the light.
fn uneven(image: &GrayImage, right: f64) -> GrayImage {
    let width = f64::from(image.width());
    map(image, |x, _, value| {
        value * (1.0 - (1.0 - right) * f64::from(x) / width)
    })
}

/// Turned by so many degrees, each pixel the mean of sixteen points.
fn skewed(image: &GrayImage, degrees: f64) -> GrayImage {
    let (sine, cosine) = degrees.to_radians().sin_cos();
    let (mx, my) = (
        f64::from(image.width()) / 2.0,
        f64::from(image.height()) / 2.0,
    );
    GrayImage::from_fn(image.width(), image.height(), |x, y| {
        let mut sum = 0.0;
        for part in 0..16 {
            let dx = f64::from(x) + f64::from(part % 4) / 4.0 + 0.125 - mx;
            let dy = f64::from(y) + f64::from(part / 4) / 4.0 + 0.125 - my;
            let (sx, sy) = (cosine * dx - sine * dy + mx, sine * dx + cosine * dy + my);
            let inside = sx >= 0.0 && sy >= 0.0;
            let pixel = inside
                .then(|| image.get_pixel_checked(sx as u32, sy as u32))
                .flatten();
            sum += pixel.map_or(255.0, |pixel| f64::from(pixel.0[0]));
        }
        Luma([(sum / 16.0).round() as u8])
    })
}

/// The strip of a card that holds the symbol, its narrow bars so many pixels wide.
fn card(module: u32) -> GrayImage {
    let rendering = Rendering {
        module,
        height: 40 * module,
        ..Rendering::default()
    };
    let symbol = pixels(&render(CF, &rendering).unwrap());
    let (width, height) = (symbol.width() + 40 * module, 120 * module);
    paper(
        width,
        height,
        &[(&symbol, i64::from(20 * module), i64::from(50 * module))],
    )
}

fn images() -> BTreeMap<String, GrayImage> {
    let mut all = BTreeMap::new();
    let mut add = |name: String, image: GrayImage| {
        assert!(all.insert(name, image).is_none());
    };
    let (small, usual) = (card(2), card(3));
    for turns in 0..4 {
        let mut turned = usual.clone();
        for _ in 0..turns {
            turned = imageops::rotate90(&turned);
        }
        add(format!("turned-{turns}"), turned.clone());
        add(
            format!("turned-noisy-{turns}"),
            noisy(&turned, 45.0, 7 + turns),
        );
    }
    for degrees in [-15, -11, -7, -3, 3, 5, 9, 13, 17] {
        let skewed = skewed(&usual, f64::from(degrees));
        add(format!("skewed-{degrees}"), skewed.clone());
        add(format!("skewed-noisy-{degrees}"), noisy(&skewed, 30.0, 99));
        add(
            format!("skewed-sideways-{degrees}"),
            imageops::rotate90(&skewed),
        );
    }
    for deviation in [20, 40, 60, 80, 100] {
        add(
            format!("noisy-{deviation:03}"),
            noisy(&usual, f64::from(deviation), 3),
        );
        add(
            format!("noisy-small-{deviation:03}"),
            noisy(&small, f64::from(deviation), 5),
        );
    }
    for tenths in [8, 12, 16, 20] {
        let sigma = tenths as f32 / 10.0;
        add(format!("blurred-{tenths}"), imageops::blur(&usual, sigma));
        add(
            format!("blurred-small-{tenths}"),
            imageops::blur(&small, sigma),
        );
        let both = noisy(&imageops::blur(&usual, sigma), 15.0, 11);
        add(format!("blurred-noisy-{tenths}"), both);
    }
    for span in [60, 40, 25, 15, 10, 6] {
        let span = f64::from(span);
        add(
            format!("faint-{span:02}"),
            faint(&usual, 130.0, 130.0 + span),
        );
        let grainy = noisy(&faint(&usual, 130.0, 130.0 + span), span / 4.0, 13);
        add(format!("faint-noisy-{span:02}"), grainy);
    }
    for right in [50, 30, 15, 8] {
        let lit = uneven(&usual, f64::from(right) / 100.0);
        add(format!("uneven-{right:02}"), lit.clone());
        add(format!("uneven-noisy-{right:02}"), noisy(&lit, 6.0, 17));
    }
    for percent in [80, 65, 50, 40] {
        let (width, height) = (
            small.width() * percent / 100,
            small.height() * percent / 100,
        );
        let tiny = imageops::resize(&small, width, height, imageops::FilterType::Triangle);
        add(format!("tiny-{percent}"), tiny);
    }
    all
}

fn missing(peer: &str) {
    assert!(
        std::env::var("CIE_PEERS").as_deref() != Ok("required"),
        "{peer} is missing"
    );
    eprintln!("SKIPPED: {peer} is missing");
}

/// The names that zxing-cpp reads right.
fn zxing(paths: &[PathBuf]) -> Option<Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let venv = root.join("../.venv/bin/python");
    let python = std::env::var_os("CIE_PYTHON").map_or(venv, PathBuf::from);
    let mut child = Command::new(if python.exists() {
        python
    } else {
        "python3".into()
    })
    .arg(root.join("tests/barcode/peer.py"))
    .stdin(Stdio::piped())
    .stdout(Stdio::piped())
    .stderr(Stdio::null())
    .spawn()
    .ok()?;
    let names: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
    // Without its library the program ends at once.
    let _ = child.stdin.take()?.write_all(names.join("\n").as_bytes());
    let output = child.wait_with_output().ok()?;
    let found: BTreeMap<String, Vec<String>> = serde_json::from_slice(&output.stdout).ok()?;
    let right =
        |(path, texts): (String, Vec<String>)| texts.iter().any(|t| t == CF).then_some(path);
    Some(found.into_iter().filter_map(right).collect())
}

/// The names that zbar reads right.
fn zbar(paths: &[PathBuf]) -> Option<Vec<String>> {
    let mut right = Vec::new();
    for path in paths {
        let mut run = Command::new("zbarimg");
        run.args(["--raw", "-q", "-Sdisable", "-Scode39.enable"])
            .arg(path);
        let output = run.output().ok()?;
        if String::from_utf8_lossy(&output.stdout)
            .lines()
            .any(|line| line == CF)
        {
            right.push(path.display().to_string());
        }
    }
    Some(right)
}

#[test]
fn at_least_as_many_are_read_as_by_the_peers() {
    let folder = tempfile::tempdir().unwrap();
    let (mut paths, mut ours) = (Vec::new(), Vec::new());
    for (name, image) in images() {
        let bytes = file(image, ImageFormat::Png);
        let path = folder.path().join(format!("{name}.png"));
        std::fs::write(&path, &bytes).unwrap();
        match decode(&bytes) {
            Ok(scan) => {
                // Nothing is ever read wrong.
                assert_eq!(scan.codice_fiscale().expose(), CF, "{name}");
                ours.push(path.display().to_string());
            }
            Err(error) => eprintln!("not read: {name}: {:?}", error.code()),
        }
        paths.push(path);
    }
    for (peer, theirs) in [("zxing-cpp", zxing(&paths)), ("zbarimg", zbar(&paths))] {
        let Some(theirs) = theirs else {
            missing(peer);
            continue;
        };
        let (all, read) = (paths.len(), theirs.len());
        eprintln!("of {all} images {peer} reads {read}, ours {}", ours.len());
        for path in theirs.iter().filter(|path| !ours.contains(path)) {
            eprintln!("{peer} alone: {path}");
        }
        // A peer that reads next to nothing would prove nothing.
        assert!(read * 3 > all, "{peer} reads {read} of {all}");
        assert!(
            ours.len() >= read,
            "{peer} reads {read}, ours {}",
            ours.len()
        );
    }
}
