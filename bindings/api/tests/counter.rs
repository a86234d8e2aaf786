//! A camera and a scanner of the caller's, with drawings: the same that Python, Node and Kotlin try.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use cie_api::*;

type Asked<T> = std::result::Result<T, CallbackFailure>;

fn lost<T>() -> Asked<T> {
    Err(CallbackFailure("the picture of MARIO ROSSI is gone".into()))
}

fn code<T>(result: Result<T>) -> String {
    match result {
        Ok(_) => panic!("it went well"),
        Err(error) => {
            assert!(!error.to_json().contains("ROSSI"), "{error}");
            error.code
        }
    }
}

/// A camera of one's own that shows a drawing, and says what was asked of it.
#[derive(Default)]
struct Webcam {
    shows: Option<Bytes>,
    takes: Option<Bytes>,
    asked: Mutex<Vec<String>>,
}

impl CounterCamera for Webcam {
    fn frame(&self) -> Asked<Option<Bytes>> {
        self.asked.lock().unwrap().push("frame".into());
        Ok(self.shows.clone())
    }

    fn shoot(&self, seconds: u32) -> Asked<Bytes> {
        assert!((1..=600).contains(&seconds));
        self.asked.lock().unwrap().push("shoot".into());
        self.takes.clone().map_or_else(lost, Ok)
    }
}

impl Webcam {
    fn of(drawn: &SimulatedPortrait) -> Arc<Self> {
        Arc::new(Self {
            shows: Some(drawn.image.clone()),
            takes: Some(drawn.image.clone()),
            ..Self::default()
        })
    }

    fn with(bytes: &[u8]) -> Arc<Self> {
        Arc::new(Self {
            shows: Some(Bytes(bytes.to_vec())),
            takes: Some(Bytes(bytes.to_vec())),
            ..Self::default()
        })
    }
}

/// A window whose operator does something about a frame, and waits before.
struct Window(u32, Asked<Shutter>);

impl PreviewWindow for Window {
    fn show(&self, number: u32, image: Bytes) -> Asked<Shutter> {
        assert!(!image.0.is_empty());
        match &self.1 {
            _ if number < self.0 => Ok(Shutter::Wait),
            Ok(shutter) => Ok(*shutter),
            Err(_) => lost(),
        }
    }
}

fn window(at: u32, does: Asked<Shutter>) -> Option<CameraPreview> {
    Some(CameraPreview(Arc::new(Window(at, does))))
}

/// A finder that answers the same of every picture.
struct Marks(Asked<Option<FaceMarks>>);

impl FaceSpotter for Marks {
    fn find(&self, image: Bytes) -> Asked<Option<FaceMarks>> {
        assert!(image.0.starts_with(b"\x89PNG"));
        match &self.0 {
            Ok(face) => Ok(face.clone()),
            Err(_) => lost(),
        }
    }
}

fn finder(face: Asked<Option<FaceMarks>>) -> Option<FaceFinder> {
    Some(FaceFinder(Arc::new(Marks(face))))
}

#[test]
fn a_photograph_is_taken_judged_and_cropped() {
    let drawn = simulated_portrait(1).unwrap();
    let webcam = Webcam::of(&drawn);
    let marks = finder(Ok(Some(drawn.face.clone())));
    let released = window(2, Ok(Shutter::Release));
    let taken = take_photo(Camera(webcam.clone()), marks, released, None).unwrap();
    assert_eq!(
        *webcam.asked.lock().unwrap(),
        ["frame", "frame", "frame", "shoot"]
    );
    assert_eq!(taken.image, drawn.image);
    assert_eq!(taken.media_type, "image/jpeg");
    assert_eq!(taken.face, Some(drawn.face.clone()));
    assert!(taken.unfit.is_none() && taken.report.accepted);
    let fitted = taken.fitted.unwrap();
    // 35 mm, within half a millimetre, and at least 45 mm and 400 dpi (rule biometrics.photo).
    let mm = |pixels: u32| f64::from(pixels) * 25.4 / f64::from(fitted.dpi);
    assert!((34.5..=35.5).contains(&mm(fitted.width)), "{fitted:?}");
    assert!(
        mm(fitted.height) >= 44.95 && fitted.dpi >= 400,
        "{fitted:?}"
    );
    // As the functions on images say it.
    assert_eq!(fitted, fit_photo(drawn.image, drawn.face).unwrap());
    assert_eq!(
        taken.report,
        check_photo(fitted.image, fitted.face).unwrap()
    );
}

#[test]
fn a_photograph_that_cannot_be_cropped_is_not_lost() {
    let drawn = simulated_portrait(1).unwrap();
    let take = |marks| take_photo(Camera(Webcam::of(&drawn)), marks, None, None).unwrap();
    let unasked = take(None);
    assert!(unasked.unfit.is_none() && unasked.fitted.is_none() && unasked.face.is_none());
    assert_eq!(
        unasked.report,
        check_photo(drawn.image.clone(), None).unwrap()
    );

    let upside_down = FaceMarks {
        chin: drawn.face.left_eye.clone(),
        ..drawn.face.clone()
    };
    // Its crown would be at the upper edge.
    let high = |point: &ImagePoint| ImagePoint {
        x: point.x,
        y: point.y / 2.0,
    };
    let cut_off = FaceMarks {
        left_eye: high(&drawn.face.left_eye),
        right_eye: high(&drawn.face.right_eye),
        chin: high(&drawn.face.chin),
        crown: Some(ImagePoint {
            x: drawn.face.chin.x,
            y: 0.0,
        }),
    };
    for (answer, code, face) in [
        (Ok(None), "CIE-DEV-031", false),
        (Ok(Some(upside_down)), "CIE-DEV-030", false),
        (Ok(Some(cut_off)), "CIE-DEV-033", true),
        (lost(), "CIE-API-041", false),
    ] {
        let taken = take(finder(answer));
        let unfit = taken.unfit.unwrap();
        assert_eq!(unfit.code, code);
        assert!(!unfit.text_en.contains("ROSSI") && !unfit.text_it.is_empty());
        assert_eq!(taken.image, drawn.image);
        assert!(taken.fitted.is_none());
        assert_eq!(taken.face.is_some(), face, "{code}");
        assert!(!taken.report.verdicts.is_empty());
    }
}

#[test]
fn the_finder_sees_the_photograph_upright() {
    /// Width and height of the PNG that it is shown.
    struct Size(Mutex<Option<(u32, u32)>>);
    impl FaceSpotter for Size {
        fn find(&self, image: Bytes) -> Asked<Option<FaceMarks>> {
            // The header chunk is the first: 8 bytes of signature, 8 of length and name.
            let number = |at: usize| u32::from_be_bytes(image.0[at..at + 4].try_into().unwrap());
            *self.0.lock().unwrap() = Some((number(16), number(20)));
            Ok(None)
        }
    }

    let mut drawn = simulated_portrait(1).unwrap().image.0;
    // EXIF with the tag 0x0112, orientation, of 6: to be turned by a quarter (CIPA DC-008, 4.6.4).
    let turned =
        b"\xFF\xE1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    drawn.splice(2..2, turned.iter().copied());
    let size = Arc::new(Size(Mutex::default()));
    let finder = Some(FaceFinder(size.clone()));
    let taken = take_photo(Camera(Webcam::with(&drawn)), finder, None, None).unwrap();
    assert_eq!(*size.0.lock().unwrap(), Some((709, 552)));
    assert_eq!(taken.image.0, drawn);
}

#[test]
fn a_camera_that_fails_is_told_without_its_words() {
    let drawn = simulated_portrait(1).unwrap();
    let take = |webcam, preview, seconds| code(take_photo(Camera(webcam), None, preview, seconds));
    let good = || Webcam::of(&drawn);
    assert_eq!(take(Arc::new(Webcam::default()), None, None), "CIE-DEV-020");
    let cancelled = window(1, Ok(Shutter::Cancel));
    assert_eq!(take(good(), cancelled, None), "CIE-DEV-022");
    assert_eq!(take(good(), window(1, lost()), None), "CIE-DEV-022");
    let never = window(u32::MAX, Ok(Shutter::Release));
    assert_eq!(take(good(), never, Some(0)), "CIE-DEV-021");
    let text = || Webcam::with(b"no picture");
    let released = || window(0, Ok(Shutter::Release));
    assert_eq!(take(text(), None, None), "CIE-DEV-003");
    assert_eq!(take(text(), released(), None), "CIE-DEV-003");
    let long = Webcam::with(&vec![0; (16 << 20) + 1]);
    assert_eq!(take(long.clone(), None, None), "CIE-DEV-001");
    assert_eq!(take(long, released(), None), "CIE-DEV-001");
    let cut = Webcam::with(&drawn.image.0[..200]);
    assert_eq!(take(cut, None, None), "CIE-DEV-003");
    // Without a live picture the window is shown nothing, and the photograph is taken at once.
    let blind = Arc::new(Webcam {
        takes: Some(drawn.image.clone()),
        ..Webcam::default()
    });
    let cancels = window(0, Ok(Shutter::Cancel));
    assert!(take_photo(Camera(blind), None, cancels, None).is_ok());
}

#[test]
fn a_slow_camera_is_waited_for() {
    struct Slow(Bytes);
    impl CounterCamera for Slow {
        fn frame(&self) -> Asked<Option<Bytes>> {
            Ok(None)
        }

        fn shoot(&self, seconds: u32) -> Asked<Bytes> {
            // It is told how long it has; what comes a little late is not thrown away.
            assert_eq!(seconds, 1);
            std::thread::sleep(Duration::from_millis(1200));
            Ok(self.0.clone())
        }
    }
    let drawn = simulated_portrait(2).unwrap();
    let slow = Camera(Arc::new(Slow(drawn.image.clone())));
    let taken = take_photo(slow, None, None, Some(1)).unwrap();
    assert_eq!(taken.image, drawn.image);
}

/// A scanner of one's own, with sheets in its feeder.
#[derive(Default)]
struct Feeder {
    files: Vec<Bytes>,
    stopped_by: Option<ScanStop>,
    offers: Option<ScannerCapabilities>,
    jobs: Mutex<Vec<ScanJob>>,
    gone: bool,
}

fn a4() -> ScannerCapabilities {
    let of = |source| ScannerSource {
        source,
        colours: vec![ScanColour::Gray, ScanColour::Colour],
        resolutions: vec![200, 400],
        width: 210.0,
        height: 297.0,
    };
    ScannerCapabilities {
        sources: vec![of(ScanSource::Flatbed), of(ScanSource::Feeder)],
    }
}

impl SheetScanner for Feeder {
    fn capabilities(&self) -> Asked<ScannerCapabilities> {
        self.offers.clone().map_or_else(lost, Ok)
    }

    fn scan(&self, job: ScanJob) -> Asked<ScannerPages> {
        self.jobs.lock().unwrap().push(job);
        if self.gone {
            return lost();
        }
        Ok(ScannerPages {
            files: self.files.clone(),
            stopped_by: self.stopped_by,
        })
    }
}

fn feeder(files: Vec<Bytes>, stopped_by: Option<ScanStop>) -> Arc<Feeder> {
    Arc::new(Feeder {
        files,
        stopped_by,
        offers: Some(a4()),
        ..Feeder::default()
    })
}

fn usual() -> ScanSettings {
    ScanSettings {
        source: Some(ScanSource::Feeder),
        dpi: Some(200),
        colour: None,
        area: None,
        pages: None,
        seconds: None,
    }
}

#[test]
fn a_sheet_is_scanned_and_its_photograph_and_signature_found() {
    let sheet = simulated_sheet(3, None).unwrap();
    let scanner = feeder(vec![sheet.clone()], None);
    let scanned = scan_document(DocumentScanner(scanner.clone()), None).unwrap();
    assert!(scanned.stopped_by.is_none());
    let [page] = scanned.pages.as_slice() else {
        panic!("one page")
    };
    // 210 x 297 mm at 400 dots an inch.
    assert_eq!((page.width, page.height, page.dpi), (3307, 4677, 400));
    assert_eq!(
        (page.colour, page.media_type.as_str()),
        (ScanColour::Colour, "image/png")
    );
    assert!(page.image == sheet && !format!("{page:?}").contains("IHDR"));
    let jobs = scanner.jobs.lock().unwrap();
    assert_eq!(
        *jobs,
        [ScanJob {
            source: ScanSource::Flatbed,
            dpi: 400,
            colour: ScanColour::Colour,
            area: None,
            pages: 50,
            seconds: 120
        }]
    );

    let photo = photo_from_sheet(page.image.clone(), page.dpi).unwrap();
    // The sheet has a print of 35 x 45 mm.
    assert!(
        photo.width.abs_diff(551) <= 3 && photo.dpi >= 398,
        "{photo:?}"
    );
    let signature = signature_from_sheet(page.image.clone(), page.dpi).unwrap();
    assert!(signature.report.accepted, "{:?}", signature.report);
    assert!(signature.width > 2 * signature.height);
    // A drawing is no page with a signature on it.
    let nothing = simulated_portrait(1).unwrap().image;
    assert_eq!(code(signature_from_sheet(nothing, 400)), "CIE-DEV-040");
}

#[test]
fn the_pages_before_a_jam_are_kept() {
    let sheet = simulated_sheet(3, Some(100)).unwrap();
    let mut torn = sheet.clone();
    torn.0.truncate(sheet.0.len() / 2);
    let good = |count| vec![sheet.clone(); count];
    let scan = |files, stop, pages| {
        let settings = ScanSettings { pages, ..usual() };
        let scanner = DocumentScanner(feeder(files, stop));
        scan_document(scanner, Some(settings)).map(|scanned| {
            let stopped = scanned.stopped_by.map(|trouble| trouble.code);
            (scanned.pages.len(), stopped.unwrap_or_default())
        })
    };
    let (jam, empty) = (Some(ScanStop::PaperJam), Some(ScanStop::FeederEmpty));
    let told = |pages, code: &str| (pages, code.to_owned());
    assert_eq!(scan(good(2), jam, None).unwrap(), told(2, "CIE-DEV-648"));
    assert_eq!(scan(good(2), empty, None).unwrap(), told(2, ""));
    assert_eq!(
        scan(good(3), None, Some(2)).unwrap(),
        told(2, "CIE-DEV-653")
    );
    let damaged = [good(1), vec![torn.clone()], good(1)].concat();
    assert_eq!(scan(damaged, jam, None).unwrap(), told(1, "CIE-DEV-655"));

    assert_eq!(code(scan(vec![torn], None, None)), "CIE-DEV-655");
    assert_eq!(code(scan(Vec::new(), None, None)), "CIE-DEV-654");
    assert_eq!(code(scan(good(1), None, Some(0))), "CIE-DEV-651");
    let stops = ScanStop::ALL.iter().copied();
    let codes: Vec<String> = stops
        .map(|stop| code(scan(Vec::new(), Some(stop), None)))
        .collect();
    let numbers = [647, 648, 649, 645, 646, 650, 658, 644, 654];
    assert_eq!(codes, numbers.map(|number| format!("CIE-DEV-{number}")));
}

#[test]
fn what_a_scanner_does_not_offer_is_not_asked_of_it() {
    let page = simulated_sheet(3, Some(100)).unwrap();
    let area = |width| {
        Some(ScanArea {
            left: 20.0,
            top: 20.0,
            width,
            height: 45.0,
        })
    };
    for settings in [
        ScanSettings {
            dpi: Some(300),
            ..usual()
        },
        ScanSettings {
            colour: Some(ScanColour::Bilevel),
            ..usual()
        },
        ScanSettings {
            source: Some(ScanSource::FeederDuplex),
            ..usual()
        },
        ScanSettings {
            area: area(191.0),
            ..usual()
        },
        ScanSettings {
            area: area(f64::NAN),
            ..usual()
        },
    ] {
        let scanner = feeder(vec![page.clone()], None);
        let refused = scan_document(DocumentScanner(scanner.clone()), Some(settings));
        assert_eq!(code(refused), "CIE-DEV-651");
        assert!(scanner.jobs.lock().unwrap().is_empty());
    }
    let scanner = feeder(vec![page.clone()], None);
    let settings = ScanSettings {
        area: area(35.0),
        pages: Some(9999),
        seconds: Some(9999),
        ..usual()
    };
    scan_document(DocumentScanner(scanner.clone()), Some(settings)).unwrap();
    let job = scanner.jobs.lock().unwrap()[0].clone();
    assert_eq!((job.area, job.pages, job.seconds), (area(35.0), 500, 600));

    let failing = |offers, gone| {
        let scanner = Feeder {
            offers,
            gone,
            ..Feeder::default()
        };
        code(scan_document(
            DocumentScanner(Arc::new(scanner)),
            Some(usual()),
        ))
    };
    assert_eq!(failing(None, false), "CIE-DEV-644");
    assert_eq!(failing(Some(a4()), true), "CIE-DEV-654");
    let [glass, _] = a4().sources.try_into().unwrap();
    let endless = ScannerSource {
        resolutions: (1..20_000).collect(),
        ..glass
    };
    let senseless = ScannerCapabilities {
        sources: vec![endless],
    };
    assert_eq!(failing(Some(senseless), false), "CIE-DEV-652");
}
