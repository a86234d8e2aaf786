//! Cameras: a real child process, and the virtual one with its faults.

use std::time::{Duration, Instant};

use cie_devices::Code;
use cie_devices::camera::{Camera, CameraFault, Preview, Shot, Shutter, VirtualCamera};
use cie_devices::sim::portrait;

const LONG: Duration = Duration::from_secs(20);

/// Releases or cancels after so many frames.
struct Watcher {
    frames: Vec<Shot>,
    most: u32,
    then: Shutter,
}

impl Watcher {
    fn after(most: u32, then: Shutter) -> Self {
        Self {
            frames: Vec::new(),
            most,
            then,
        }
    }
}

impl Preview for Watcher {
    fn frame(&mut self, number: u32, frame: Shot) -> Shutter {
        assert_eq!(number as usize, self.frames.len());
        self.frames.push(frame);
        if number + 1 == self.most {
            self.then
        } else {
            Shutter::Wait
        }
    }
}

fn code(result: cie_devices::Result<Shot>) -> Option<Code> {
    result.err().map(|e| e.code())
}

#[test]
fn a_virtual_camera_says_what_it_is_and_shows_its_files_in_turn() {
    let files: Vec<_> = (1..=3)
        .map(|seed| portrait(seed).unwrap().into_bytes())
        .collect();
    let mut camera: Box<dyn Camera> = Box::new(VirtualCamera::new(files.clone()));
    assert!(camera.name().starts_with("SIMULATED"));
    for file in files.iter().chain(files.first()) {
        let shot = camera.take(LONG, None).unwrap();
        assert!(shot.simulated);
        assert_eq!(shot.bytes.expose(), file);
    }
    assert_eq!(
        code(VirtualCamera::new(Vec::new()).take(LONG, None)),
        Some(Code::CameraUnavailable)
    );
}

#[test]
fn the_photograph_is_what_the_preview_showed_when_the_shutter_was_released() {
    let files: Vec<_> = (1..=3)
        .map(|seed| portrait(seed).unwrap().into_bytes())
        .collect();
    let mut camera = VirtualCamera::new(files);
    let mut watcher = Watcher::after(3, Shutter::Release);
    let shot = camera.take(LONG, Some(&mut watcher)).unwrap();
    assert_eq!(watcher.frames.len(), 3);
    assert_eq!(watcher.frames.last(), Some(&shot));
    let mut watcher = Watcher::after(2, Shutter::Cancel);
    assert_eq!(
        code(camera.take(LONG, Some(&mut watcher))),
        Some(Code::CaptureCancelled)
    );
    // Nobody ever releases.
    let mut watcher = Watcher::after(0, Shutter::Release);
    let short = Duration::from_millis(30);
    assert_eq!(
        code(camera.take(short, Some(&mut watcher))),
        Some(Code::CameraTimeout)
    );
}

#[test]
fn a_fault_befalls_one_photograph() {
    let file = portrait(1).unwrap().into_bytes();
    let mut camera = VirtualCamera::new(vec![file.clone()]);
    let short = Duration::from_millis(50);
    for (fault, expected) in [
        (CameraFault::Unplugged, Code::CameraUnavailable),
        (CameraFault::Garbage, Code::MediaUnreadable),
        (CameraFault::Hangs, Code::CameraTimeout),
    ] {
        camera.fail(fault);
        let start = Instant::now();
        assert_eq!(code(camera.take(short, None)), Some(expected));
        assert!(start.elapsed() < Duration::from_secs(5));
        assert!(camera.take(short, None).is_ok());
    }
    camera.fail(CameraFault::CutShort);
    let shot = camera.take(short, None).unwrap();
    assert_eq!(shot.bytes.expose().len(), file.len() / 2);
}

#[cfg(unix)]
mod programs {
    use super::*;
    use cie_devices::Program;
    use cie_devices::camera::ProgramCamera;

    fn program(argv: &[&str]) -> Program {
        Program::new(argv.iter().copied()).unwrap()
    }

    #[test]
    fn a_program_is_a_camera_with_a_preview() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, seed| {
            let path = folder.path().join(name);
            std::fs::write(&path, portrait(seed).unwrap().bytes()).unwrap();
            path.to_str().unwrap().to_owned()
        };
        // A name that a shell would take apart.
        let (photo, frame) = (file("a photo; $(x).jpg", 1), file("frame.jpg", 2));
        let mut camera =
            ProgramCamera::new(program(&["cat", &photo])).with_preview(program(&["cat", &frame]));
        let mut watcher = Watcher::after(4, Shutter::Release);
        let shot = camera.take(LONG, Some(&mut watcher)).unwrap();
        assert!(!shot.simulated);
        assert_eq!(shot.bytes.expose(), portrait(1).unwrap().bytes());
        assert_eq!(watcher.frames.len(), 4);
        assert_eq!(
            watcher.frames[3].bytes.expose(),
            portrait(2).unwrap().bytes()
        );
    }

    #[test]
    fn what_goes_wrong_with_a_program_is_told_apart() {
        let take = |argv: &[&str], limit| ProgramCamera::new(program(argv)).take(limit, None);
        let short = Duration::from_millis(150);
        let start = Instant::now();
        assert_eq!(
            code(take(&["sleep", "60"], short)),
            Some(Code::CameraTimeout)
        );
        assert!(start.elapsed() < Duration::from_secs(5));
        assert_eq!(code(take(&["false"], LONG)), Some(Code::CameraUnavailable));
        assert_eq!(
            code(take(&["no-such-camera"], LONG)),
            Some(Code::CameraUnavailable)
        );
        assert_eq!(
            code(take(&["echo", "no image"], LONG)),
            Some(Code::MediaUnreadable)
        );
        assert_eq!(code(take(&["yes"], LONG)), Some(Code::ProgramTooMuch));
    }
}
