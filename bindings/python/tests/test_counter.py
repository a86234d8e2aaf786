"""A camera and a scanner of one's own, with drawings: the same that Rust, Node and Kotlin try."""

import asyncio
import threading
import time
import unittest

import cie
from cie import aio


class Webcam:
    """A camera of one's own that shows a drawing."""

    def __init__(self, image: bytes, live: bool = True) -> None:
        self.image = image
        self.live = live
        self.asked: list[str] = []

    def frame(self) -> bytes | None:
        self.asked.append("frame")
        return self.image if self.live else None

    def shoot(self, seconds: int) -> bytes:
        assert 1 <= seconds <= 600
        self.asked.append("shoot")
        return self.image


class Gone:
    """A camera, and a scanner, that was unplugged."""

    def frame(self) -> bytes | None:
        raise OSError("the camera before MARIO ROSSI is gone")

    def shoot(self, seconds: int) -> bytes:
        raise OSError("the camera before MARIO ROSSI is gone")

    def capabilities(self) -> cie.ScannerCapabilities:
        raise OSError("the scanner with the papers of MARIO ROSSI is gone")

    def scan(self, job: cie.ScanJob) -> cie.ScannerPages:
        raise AssertionError("nobody asked what it offers")


class Window:
    """A window whose operator waits for a frame."""

    def __init__(self, frame: int, does: cie.Shutter) -> None:
        self.frame = frame
        self.does = does

    def show(self, number: int, image: bytes) -> cie.Shutter:
        assert image.startswith(b"\xff\xd8\xff")
        return self.does if number == self.frame else cie.Shutter.WAIT


class Marks:
    """An operator who marks the same place in every picture."""

    def __init__(self, face: cie.FaceMarks | None) -> None:
        self.face = face

    def find(self, image: bytes) -> cie.FaceMarks | None:
        assert image.startswith(b"\x89PNG")
        return self.face


class Cameras(unittest.TestCase):
    """The photograph, from the live picture to the crop."""

    drawn: cie.SimulatedPortrait

    @classmethod
    def setUpClass(cls) -> None:
        cls.drawn = cie.simulated_portrait(1)

    def test_a_photograph_is_taken_judged_and_cropped(self) -> None:
        webcam = Webcam(self.drawn.image)
        window = Window(2, cie.Shutter.RELEASE)
        taken = cie.take_photo(webcam, Marks(self.drawn.face), window)
        self.assertEqual(webcam.asked, ["frame", "frame", "frame", "shoot"])
        self.assertEqual((taken.image, taken.media_type), (self.drawn.image, "image/jpeg"))
        self.assertTrue(taken.report.accepted)
        assert taken.fitted is not None
        self.assertEqual(taken.fitted, cie.fit_photo(self.drawn.image, self.drawn.face))
        self.assertAlmostEqual(taken.fitted.width * 25.4 / taken.fitted.dpi, 35, delta=0.5)
        self.assertIsNone(taken.unfit)
        self.assertLess(len(repr(taken.fitted)), 300)

    def test_a_photograph_that_cannot_be_cropped_is_not_lost(self) -> None:
        class Raises:
            def find(self, image: bytes) -> cie.FaceMarks | None:
                raise RuntimeError("cannot see MARIO ROSSI")

        nobody = cie.take_photo(Webcam(self.drawn.image), Marks(None))
        assert nobody.unfit is not None
        self.assertEqual((nobody.unfit.code, nobody.image), ("CIE-DEV-031", self.drawn.image))
        self.assertEqual(nobody.unfit.kind, cie.ErrorKind.NOT_FOUND)
        with self.assertLogs("cie.facefinder", "ERROR"):
            failed = cie.take_photo(Webcam(self.drawn.image), Raises())
        assert failed.unfit is not None
        self.assertEqual((failed.unfit.code, failed.fitted), ("CIE-API-041", None))
        self.assertNotIn("ROSSI", repr(failed))
        unasked = cie.take_photo(Webcam(self.drawn.image))
        self.assertEqual((unasked.unfit, unasked.fitted), (None, None))
        self.assertEqual(unasked.report, cie.check_photo(self.drawn.image))

    def test_what_fails_has_a_code_and_says_nobodys_name(self) -> None:
        with self.assertLogs("cie.camera", "ERROR"), self.assertRaises(cie.UnavailableError) as gone:
            cie.take_photo(Gone())
        self.assertEqual(gone.exception.code, "CIE-DEV-020")
        self.assertNotIn("ROSSI", str(gone.exception))
        with self.assertRaises(cie.StateError) as cancelled:
            cie.take_photo(Webcam(self.drawn.image), preview=Window(0, cie.Shutter.CANCEL))
        self.assertEqual(cancelled.exception.code, "CIE-DEV-022")
        with self.assertRaises(cie.UnavailableError) as late:
            cie.take_photo(Webcam(self.drawn.image), preview=Window(-1, cie.Shutter.RELEASE), seconds=1)
        self.assertEqual(late.exception.code, "CIE-DEV-021")
        with self.assertRaises(cie.InputError) as text:
            cie.take_photo(Webcam(b"no picture"))
        self.assertEqual(text.exception.code, "CIE-DEV-003")
        with self.assertLogs("cie.camerapreview", "ERROR"), self.assertRaises(cie.StateError):
            # Not even a frame is a picture to this window.
            cie.take_photo(Webcam(cie.simulated_signature(1)), preview=Window(0, cie.Shutter.RELEASE))
        with self.assertRaises(TypeError):
            cie.take_photo(object())  # type: ignore[arg-type]

    def test_a_camera_without_a_live_picture_takes_it_at_once(self) -> None:
        webcam = Webcam(self.drawn.image, live=False)
        cie.take_photo(webcam, preview=Window(0, cie.Shutter.CANCEL))
        self.assertEqual(webcam.asked, ["frame", "shoot"])

    def test_async_and_slow_ones_work_on_the_loop_of_who_awaits(self) -> None:
        drawn, threads = self.drawn, set[int]()

        class Slow:
            async def frame(self) -> bytes | None:
                await asyncio.sleep(0.05)
                return drawn.image

            async def shoot(self, seconds: int) -> bytes:
                threads.add(threading.get_ident())
                await asyncio.sleep(0.05)
                return drawn.image

        class Screen:
            def __init__(self) -> None:
                self.clicked = asyncio.Event()

            async def show(self, number: int, image: bytes) -> cie.Shutter:
                return cie.Shutter.RELEASE if self.clicked.is_set() else cie.Shutter.WAIT

            async def find(self, image: bytes) -> cie.FaceMarks | None:
                await asyncio.sleep(0)
                return drawn.face

        async def take() -> cie.TakenPhoto:
            screen = Screen()
            taking = asyncio.create_task(aio.take_photo(Slow(), screen, screen))
            # The operator's loop runs on meanwhile.
            await asyncio.sleep(0.2)
            self.assertFalse(taking.done())
            screen.clicked.set()
            return await taking

        self.assertIsNotNone(asyncio.run(take()).fitted)
        self.assertEqual(threads, {threading.get_ident()})

    def test_others_run_while_a_camera_is_waited_for(self) -> None:
        class Slow(Webcam):
            def shoot(self, seconds: int) -> bytes:
                time.sleep(0.5)
                return super().shoot(seconds)

        done: list[cie.TakenPhoto] = []
        thread = threading.Thread(target=lambda: done.append(cie.take_photo(Slow(self.drawn.image))))
        thread.start()
        turns = 0
        while thread.is_alive():
            turns += 1
            time.sleep(0.01)
        self.assertGreater(turns, 5)
        self.assertEqual(len(done), 1)


A4 = [
    cie.ScannerSource(
        source=source,
        colours=[cie.ScanColour.GRAY, cie.ScanColour.COLOUR],
        resolutions=[200, 400],
        width=210,
        height=297,
    )
    for source in (cie.ScanSource.FLATBED, cie.ScanSource.FEEDER)
]


class Feeder:
    """A scanner of one's own, with sheets in its feeder."""

    def __init__(self, files: list[bytes], stopped_by: cie.ScanStop | None = None) -> None:
        self.pages = cie.ScannerPages(files=files, stopped_by=stopped_by)
        self.jobs: list[cie.ScanJob] = []

    def capabilities(self) -> cie.ScannerCapabilities:
        return cie.ScannerCapabilities(sources=A4)

    def scan(self, job: cie.ScanJob) -> cie.ScannerPages:
        self.jobs.append(job)
        return self.pages


FEEDER = cie.ScanSettings(source=cie.ScanSource.FEEDER, dpi=200)


class Scanners(unittest.TestCase):
    """Pages, and what is on them."""

    def test_a_sheet_is_scanned_and_its_photograph_and_signature_found(self) -> None:
        feeder = Feeder([cie.simulated_sheet(3)])
        (page,) = cie.scan_document(feeder).pages
        self.assertEqual((page.width, page.height, page.dpi), (3307, 4677, 400))
        self.assertEqual((page.colour, page.media_type), (cie.ScanColour.COLOUR, "image/png"))
        self.assertLess(len(repr(page)), 300)
        usual = cie.ScanJob(
            source=cie.ScanSource.FLATBED, dpi=400, colour=cie.ScanColour.COLOUR, pages=50, seconds=120
        )
        self.assertEqual(feeder.jobs, [usual])
        photo = cie.photo_from_sheet(page.image, page.dpi)
        self.assertAlmostEqual(photo.width * 25.4 / photo.dpi, 35, delta=0.5)
        signature = cie.signature_from_sheet(page.image, page.dpi)
        self.assertTrue(signature.report.accepted)
        self.assertGreater(signature.width, 2 * signature.height)
        with self.assertRaises(cie.NotFoundError):
            cie.signature_from_sheet(cie.simulated_portrait(1).image, 400)

    def test_the_pages_before_a_jam_are_kept(self) -> None:
        sheet = cie.simulated_sheet(3, 100)
        jammed = cie.scan_document(Feeder([sheet, sheet], cie.ScanStop.PAPER_JAM), FEEDER)
        assert jammed.stopped_by is not None
        self.assertEqual((len(jammed.pages), jammed.stopped_by.code), (2, "CIE-DEV-648"))
        emptied = cie.scan_document(Feeder([sheet], cie.ScanStop.FEEDER_EMPTY), FEEDER)
        self.assertEqual((len(emptied.pages), emptied.stopped_by), (1, None))
        few = cie.ScanSettings(source=cie.ScanSource.FEEDER, dpi=200, pages=1)
        more = cie.scan_document(Feeder([sheet, sheet]), few)
        assert more.stopped_by is not None
        self.assertEqual((len(more.pages), more.stopped_by.code), (1, "CIE-DEV-653"))
        with self.assertRaises(cie.StateError) as empty:
            cie.scan_document(Feeder([], cie.ScanStop.FEEDER_EMPTY), FEEDER)
        self.assertEqual(empty.exception.code, "CIE-DEV-647")
        with self.assertRaises(cie.IntegrityError) as torn:
            cie.scan_document(Feeder([sheet[:-20]]), FEEDER)
        self.assertEqual(torn.exception.code, "CIE-DEV-655")

    def test_what_a_scanner_does_not_offer_is_not_asked_of_it(self) -> None:
        feeder = Feeder([])
        for settings in (
            cie.ScanSettings(dpi=300),
            cie.ScanSettings(colour=cie.ScanColour.BILEVEL),
            cie.ScanSettings(source=cie.ScanSource.FEEDER_DUPLEX),
            cie.ScanSettings(area=cie.ScanArea(left=20, top=20, width=191, height=45)),
        ):
            with self.assertRaises(cie.InputError) as refused:
                cie.scan_document(feeder, settings)
            self.assertEqual(refused.exception.code, "CIE-DEV-651")
        self.assertEqual(feeder.jobs, [])

    def test_a_scanner_that_is_gone_is_told_without_its_words(self) -> None:
        with self.assertLogs("cie.documentscanner", "ERROR"):
            with self.assertRaises(cie.UnavailableError) as gone:
                cie.scan_document(Gone())
        self.assertEqual(gone.exception.code, "CIE-DEV-644")
        self.assertNotIn("ROSSI", str(gone.exception))

    def test_an_async_scanner_works_on_the_loop_of_who_awaits(self) -> None:
        sheet, threads = cie.simulated_sheet(3, 100), set[int]()

        class Slow(Feeder):
            async def scan(self, job: cie.ScanJob) -> cie.ScannerPages:  # type: ignore[override]
                threads.add(threading.get_ident())
                await asyncio.sleep(0.1)
                return self.pages

        scanned = asyncio.run(aio.scan_document(Slow([sheet]), FEEDER))
        self.assertEqual([page.image for page in scanned.pages], [sheet])
        self.assertEqual(threads, {threading.get_ident()})


if __name__ == "__main__":
    unittest.main()
