//! Readers that type, and readers on a line.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use cie_devices::barcode::reader::{
    Framing, KeyState, Keyboard, Layout, SerialReader, StartStop, Wedge, WedgeSettings,
    parse_key_events,
};
use cie_devices::{Code, Result};
use proptest::prelude::*;

const CF: &str = "RSSMRA80A01H501U";

/// Keys of linux/input-event-codes.h by the letters and digits on them.
fn key(c: char) -> u16 {
    let rows = [
        (2, "1234567890"),
        (16, "qwertyuiop"),
        (30, "asdfghjkl"),
        (44, "zxcvbnm"),
    ];
    let c = c.to_ascii_lowercase();
    let found = rows
        .iter()
        .find_map(|(first, row)| row.find(c).map(|at| first + at as u16));
    found.unwrap_or_else(|| panic!("{c}"))
}

/// `struct input_event` of 64 bits, little-endian: `__s64 sec, usec; __u16 type, code; __s32 value`.
fn event(at: Duration, kind: u16, code: u16, value: i32) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend((at.as_secs() as i64).to_le_bytes());
    bytes.extend(i64::from(at.subsec_micros()).to_le_bytes());
    bytes.extend(kind.to_le_bytes());
    bytes.extend(code.to_le_bytes());
    bytes.extend(value.to_le_bytes());
    bytes
}

/// What a reader set to the layout of the United States sends, a key each so many milliseconds:
/// scan code (EV_MSC), key, report (EV_SYN), as the kernel records it.
fn recording(text: &str, apart: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut at = Duration::from_secs(1_700_000_000);
    let mut strike = |code: u16, value: i32| {
        at += Duration::from_micros(apart * 250);
        bytes.extend(event(at, 4, 4, 458_756));
        bytes.extend(event(at, 1, code, value));
        bytes.extend(event(at, 0, 0, 0));
    };
    for c in text.chars() {
        let (code, shift) = match c {
            '\n' => (28, false),
            '*' => (9, true),
            c => (key(c), c.is_ascii_uppercase()),
        };
        for (code, value) in [(42, 1), (code, 1), (code, 0), (42, 0)] {
            if shift || code != 42 {
                strike(code, value);
            }
        }
    }
    bytes
}

fn read(recording: &[u8], layout: Layout, start_stop: StartStop) -> Vec<Result<String>> {
    let mut keyboard = Keyboard::new(layout);
    let mut wedge = Wedge::new(WedgeSettings {
        framing: Framing {
            start_stop,
            ..Framing::default()
        },
        ..WedgeSettings::default()
    });
    parse_key_events(recording)
        .unwrap()
        .iter()
        .filter_map(|event| keyboard.event(event))
        .filter_map(|(key, at)| wedge.key(key, at))
        .map(|result| result.map(|code| code.expose().to_owned()))
        .collect()
}

#[test]
fn recorded_events_become_a_codice_fiscale() {
    let bare = recording(&format!("{CF}\n"), 8);
    for layout in [Layout::Italian, Layout::UnitedStates] {
        let seen = read(&bare, layout, StartStop::Absent);
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0].as_deref().ok(), Some(CF), "{layout:?}");
    }
    let events = parse_key_events(&bare).unwrap();
    // Each key goes down and comes up, and shift with each letter.
    let letters = CF.chars().filter(char::is_ascii_uppercase).count();
    assert_eq!(events.len(), 2 * 17 + 2 * letters);
    assert_eq!(events[0].state, KeyState::Pressed);
    assert!(!format!("{:?}", events[0]).contains("42"));
}

/// The asterisk of a reader set to the United States is a bracket on an Italian computer.
#[test]
fn the_wrong_layout_is_refused_and_the_right_one_reads() {
    let starred = recording(&format!("*{CF}*\n"), 8);
    let right = read(&starred, Layout::UnitedStates, StartStop::Required);
    assert_eq!(right[0].as_deref().ok(), Some(CF));
    let wrong = read(&starred, Layout::Italian, StartStop::Required);
    let code = wrong[0].as_ref().err().map(|e| e.code());
    assert_eq!(code, Some(Code::ReadingNotFramed));
}

#[test]
fn caps_lock_turns_letters_around() {
    // Caps Lock, then the reader's letters with shift: small letters arrive.
    let mut bytes = event(Duration::from_secs(1), 1, 58, 1);
    bytes.extend(event(Duration::from_secs(1), 1, 58, 0));
    bytes.extend(recording(&format!("{CF}\n"), 8));
    let seen = read(&bytes, Layout::Italian, StartStop::Absent);
    assert_eq!(seen[0].as_deref().ok(), Some(CF));
}

#[test]
fn slow_keys_are_a_person() {
    let seen = read(
        &recording(&format!("{CF}\n"), 120),
        Layout::Italian,
        StartStop::Absent,
    );
    assert_eq!(
        seen[0].as_ref().err().map(|e| e.code()),
        Some(Code::TypedByHand)
    );
}

#[test]
fn recordings_that_are_none_are_refused() {
    let at = Duration::from_secs(1);
    let good = event(at, 1, 30, 1);
    let code = |bytes: &[u8]| parse_key_events(bytes).err().map(|e| e.code());
    assert_eq!(code(&good), None);
    assert_eq!(code(&good[..23]), Some(Code::BadKeyEvents));
    assert_eq!(code(&event(at, 1, 30, 3)), Some(Code::BadKeyEvents));
    let mut late = good.clone();
    late[7] = 0x80; // Seconds before the start.
    assert_eq!(code(&late), Some(Code::BadKeyEvents));
    assert_eq!(code(&event(at, 2, 0, -7)), None);
    assert_eq!(code(&good.repeat(65_537)), Some(Code::BadKeyEvents));
}

/// A line that gives its pieces one by one, then ends or goes silent.
struct Line(Vec<Vec<u8>>, bool);

impl Read for Line {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            return if self.1 {
                Ok(0)
            } else {
                Err(io::ErrorKind::WouldBlock.into())
            };
        }
        let piece = self.0.remove(0);
        buffer[..piece.len()].copy_from_slice(&piece);
        Ok(piece.len())
    }
}

fn line(pieces: &[&str], ends: bool) -> SerialReader {
    let pieces = pieces.iter().map(|p| p.as_bytes().to_vec()).collect();
    SerialReader::new(Line(pieces, ends), Framing::default()).unwrap()
}

#[test]
fn a_line_is_read_in_pieces_and_within_its_time() {
    let wait = Duration::from_secs(5);
    let mut reader = line(
        &["*RSSMRA80", "A01H501U", "*\r", "\nRSSMRA80A41H501Y\r\n"],
        true,
    );
    assert_eq!(reader.read(wait).unwrap().expose(), CF);
    assert_eq!(reader.read(wait).unwrap().expose(), "RSSMRA80A41H501Y");
    assert_eq!(
        reader.read(wait).err().map(|e| e.code()),
        Some(Code::ReadingCut)
    );

    let mut silent = line(&["RSSMRA80"], false);
    let start = Instant::now();
    let code = silent
        .read(Duration::from_millis(200))
        .err()
        .map(|e| e.code());
    assert_eq!(code, Some(Code::ReadingTimeout));
    assert!(start.elapsed() < wait);

    let long = "A".repeat(200);
    let mut endless = line(&[&long, &long, "\r", CF, "\r"], false);
    let code = endless.read(wait).err().map(|e| e.code());
    assert_eq!(code, Some(Code::ReadingTooLong));
    assert_eq!(endless.read(wait).unwrap().expose(), CF);
}

#[cfg(target_os = "linux")]
#[test]
fn a_pseudo_terminal_is_a_serial_reader() {
    use std::io::Write;
    use std::path::PathBuf;

    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

    let control = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&control).unwrap();
    unlockpt(&control).unwrap();
    let device = PathBuf::from(
        ptsname(&control, Vec::new())
            .unwrap()
            .into_string()
            .unwrap(),
    );
    let mut control = std::fs::File::from(control);
    let mut reader = SerialReader::open(&device, Framing::default()).unwrap();
    let none = reader
        .read(Duration::from_millis(100))
        .err()
        .map(|e| e.code());
    assert_eq!(none, Some(Code::ReadingTimeout));
    // With a return alone: a line that is not raw would turn it into a line end or wait for one.
    control.write_all(format!("*{CF}*\r").as_bytes()).unwrap();
    assert_eq!(reader.read(Duration::from_secs(5)).unwrap().expose(), CF);
    control.write_all(b"RSSMRA80A01H501A\r").unwrap();
    let wrong = reader.read(Duration::from_secs(5)).err().map(|e| e.code());
    assert_eq!(wrong, Some(Code::WrongCodiceFiscale));
    drop(control);
    let gone = reader.read(Duration::from_secs(5)).err().map(|e| e.code());
    assert_eq!(gone, Some(Code::ReadingCut));
    let nobody = SerialReader::open(&PathBuf::from("/dev/no-such-line"), Framing::default());
    assert_eq!(nobody.err().map(|e| e.code()), Some(Code::ReadingCut));
}

proptest! {
    #[test]
    fn any_recording_is_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..240)) {
        if let Ok(events) = parse_key_events(&bytes) {
            let mut keyboard = Keyboard::new(Layout::Italian);
            let mut wedge = Wedge::new(WedgeSettings::default());
            for event in &events {
                if let Some((key, at)) = keyboard.event(event) {
                    let _ = wedge.key(key, at);
                }
            }
        }
    }
}
