"""Devices and cards, with drawings and SIMULATED cards: the same that Rust and Node try."""

import asyncio
import subprocess
import sys
import threading
import time
import unittest
from datetime import date
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory

import cie
from cie import aio

ON = date(2026, 11, 23)


class Desk:
    """A reader of one's own, with a virtual card in it."""

    def __init__(self, card: cie.SimulatedCard, fails_at: int | None = None) -> None:
        self.card = cie.VirtualCard(card.card)
        self.fails_at = fails_at
        self.commands = 0
        self.threads: set[int] = set()

    def transmit(self, command: bytes) -> bytes:
        self.commands += 1
        self.threads.add(threading.get_ident())
        if self.commands == self.fails_at:
            raise OSError("the tag of MARIO ROSSI was lost")
        return self.card.transmit(command)


class Watcher:
    """Somebody who stops a reading at a file."""

    def __init__(self, stop_at: str | None = None) -> None:
        self.stop_at = stop_at
        self.told: list[str] = []

    def reading(self, what: str, done: int, total: int) -> bool:
        assert done <= total
        self.told.append(what)
        return what != self.stop_at


class Cards(unittest.TestCase):
    """A card of one's own reader, from its bytes to the verdict."""

    request: str
    card: cie.SimulatedCard
    plan: cie.CardPlan

    @classmethod
    def setUpClass(cls) -> None:
        cls.request = cie.simulated_request()
        cls.card = cie.simulate_card(cls.request)
        cls.plan = cie.CardPlan(
            trust=[cls.card.authority], request=cls.request, services_number=True, on=ON
        )

    def test_a_card_is_read_over_a_reader_of_ones_own(self) -> None:
        desk, watcher = Desk(self.card), Watcher()
        access = cie.CardAccess(can=self.card.can)
        reading = cie.read_card(desk, access, self.plan, watcher)
        self.assertEqual(reading.report.summary, cie.CardSummary.GENUINE, reading.report.text_en)
        self.assertTrue(reading.report.accepted)
        self.assertEqual(reading.access, "PACE DH-GM 3DES, DH 2048")
        self.assertEqual(reading.exchanges, desk.commands)
        self.assertEqual(desk.card.exchanges(), desk.commands)
        assert reading.content.mrz is not None and reading.content.holder is not None
        self.assertEqual(reading.content.mrz.surname, "ROSSI")
        self.assertEqual(reading.content.holder.personal_number, "RSSMRA80A01H501U")
        self.assertEqual(len(reading.services_number or ""), 12)
        self.assertIn("DG2", watcher.told)
        for secret in ("ROSSI", "RSSMRA80A01H501U", self.card.can):
            self.assertNotIn(secret, repr(reading) + repr(access) + repr(self.card))

        trust = [self.card.authority]
        offline = cie.verify_card_files(reading.files, trust, self.card.zone, self.request)
        self.assertEqual(offline.summary, cie.CardSummary.UNDECIDED)
        self.assertEqual(cie.parse_card_files(reading.files, ON), reading.content)

    def test_a_virtual_card_is_a_transport_itself(self) -> None:
        access = cie.CardAccess(zone=self.card.zone)
        reading = cie.read_card(cie.VirtualCard(self.card.card), access, self.plan)
        self.assertTrue(reading.report.accepted)
        copied = cie.VirtualCard(self.card.card, "copied")
        report = cie.read_card(copied, access, self.plan).report
        self.assertEqual(report.summary, cie.CardSummary.NOT_GENUINE)
        bad = [one.check for one in report.verdicts if one.outcome == cie.CheckOutcome.BAD]
        self.assertIn(cie.CardCheck.CHIP_GENUINE, bad)

    def test_what_fails_has_a_code_and_says_nobodys_name(self) -> None:
        access = cie.CardAccess(can=self.card.can)
        with self.assertLogs("cie.cardtransport", "ERROR"):
            with self.assertRaises(cie.UnavailableError) as lost:
                cie.read_card(Desk(self.card, fails_at=9), access, self.plan)
        self.assertEqual(lost.exception.code, "CIE-DEV-401")
        self.assertNotIn("ROSSI", str(lost.exception))
        with self.assertRaises(cie.StateError) as stopped:
            cie.read_card(Desk(self.card), access, self.plan, Watcher("DG2"))
        self.assertEqual(stopped.exception.code, "CIE-DEV-407")
        other = "000001" if self.card.can == "000000" else "000000"
        with self.assertRaises(cie.RefusedError) as wrong:
            cie.read_card(Desk(self.card), cie.CardAccess(can=other), self.plan)
        self.assertEqual(wrong.exception.code, "CIE-DEV-421")
        with self.assertRaises(TypeError):
            cie.read_card(object(), access, self.plan)  # type: ignore[arg-type]

    def test_an_async_reader_works_on_the_loop_of_who_awaits(self) -> None:
        desk = Desk(self.card)
        threads: set[int] = set()

        class Nfc:
            async def transmit(self, command: bytes) -> bytes:
                threads.add(threading.get_ident())
                await asyncio.sleep(0)
                return desk.transmit(command)

        async def read(awaited: bool) -> cie.CardReading:
            access = cie.CardAccess(can=self.card.can)
            if awaited:
                return await aio.read_card(Nfc(), access, self.plan)
            return await asyncio.to_thread(cie.read_card, Nfc(), access, self.plan)

        # Awaited with the package's own means, the reader's coroutines run where the caller's do.
        self.assertTrue(asyncio.run(read(awaited=True)).report.accepted)
        self.assertEqual(threads, {threading.get_ident()})
        threads.clear()
        desk.card.reset()
        self.assertTrue(asyncio.run(read(awaited=False)).report.accepted)
        self.assertNotIn(threading.get_ident(), threads)

    def test_a_reading_that_was_given_up_does_not_keep_the_program(self) -> None:
        program = (
            "import asyncio, cie\n"
            "from cie import aio\n"
            "class Nfc:\n"
            "    async def transmit(self, command):\n"
            "        await asyncio.Event().wait()\n"
            "async def main():\n"
            "    await asyncio.wait_for(aio.card_pin_tries(Nfc()), 0.3)\n"
            "try:\n"
            "    asyncio.run(main())\n"
            "except TimeoutError:\n"
            "    print('given up')\n"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
        self.assertEqual((done.stdout, done.returncode), ("given up\n", 0), done.stderr)

    def test_a_pin_is_changed_blocked_and_unblocked(self) -> None:
        desk = Desk(self.card)
        self.assertEqual(cie.card_pin_tries(desk), cie.PinTries(pin=3, puk=10))
        cie.change_card_pin(desk, self.card.pin, "11223344")
        desk.card.reset()
        for last_try, code in [(None, 491), (None, 491), (None, 491), (True, 492)]:
            with self.assertRaises(cie.RefusedError) as wrong:
                cie.verify_card_pin(desk, "00000000", last_try)
            self.assertEqual(wrong.exception.code, f"CIE-DEV-{code}")
        kept = cie.VirtualCard(desk.card.to_bytes())
        self.assertEqual(cie.card_pin_tries(kept).pin, 0)
        cie.unblock_card_pin(desk, self.card.puk, self.card.pin)
        self.assertIsNone(cie.verify_card_pin(desk, self.card.pin).pin)


class Images(unittest.TestCase):
    """Photograph, signature, barcode, fingerprint."""

    def test_a_photograph_is_judged_fitted_and_shown(self) -> None:
        drawn = cie.simulated_portrait(1)
        self.assertTrue(cie.check_photo(drawn.image, drawn.face).accepted)
        fitted = cie.fit_photo(drawn.image, drawn.face)
        self.assertTrue(cie.check_photo(fitted.image, fitted.face).accepted)
        self.assertAlmostEqual(fitted.width * 25.4 / fitted.dpi, 35, delta=0.5)
        self.assertTrue(cie.photo_overlay(drawn.image, drawn.face).startswith(b"\x89PNG"))
        self.assertTrue(cie.picture_to_png(drawn.image).startswith(b"\x89PNG"))
        with self.assertRaises(cie.NotFoundError):
            cie.photo_from_sheet(drawn.image, 400)

    def test_a_signature_is_cleaned(self) -> None:
        cleaned = cie.clean_signature(cie.simulated_signature(1))
        self.assertTrue(cleaned.report.accepted)
        self.assertTrue(cie.check_signature(cleaned.image).accepted)

    def test_a_barcode_is_drawn_and_read(self) -> None:
        png = cie.draw_barcode("RSSMRA80A01H501U", module=2, dpi=200)
        self.assertEqual(cie.read_barcode(png), "RSSMRA80A01H501U")

    def test_fingerprints_go_through_every_format(self) -> None:
        drawn = cie.simulated_fingerprint(3, cie.Hand.RIGHT, cie.Finger.INDEX)
        image = cie.read_fingerprint(drawn).image
        self.assertEqual((image.width, image.height, image.ppi), (400, 500, 500))
        back = cie.wsq_decode(cie.wsq_encode(image, 2.25))
        off = [abs(one - other) for one, other in zip(image.pixels, back.pixels, strict=True)]
        self.assertLess(sum(off) / len(off), 8)
        for format_ in (cie.FingerprintFormat.PNG, cie.FingerprintFormat.PGM):
            self.assertEqual(cie.read_fingerprint(cie.write_fingerprint(image, format_)).image, image)
        view = cie.FingerView(hand=cie.Hand.LEFT, finger=cie.Finger.RING, quality=80, image=image)
        (read,) = cie.read_finger_record(cie.write_finger_record([view]))
        self.assertEqual((read.hand, read.finger, read.quality), (view.hand, view.finger, 80))
        self.assertGreaterEqual(cie.fingerprint_quality(image).score, 40)


class Glass:
    """A fingerprint scanner that finds nobody at its first question."""

    def __init__(self) -> None:
        self.asked: list[tuple[cie.Hand, cie.Finger]] = []

    def capture(self, hand: cie.Hand, finger: cie.Finger, seconds: int) -> cie.FingerImage | None:
        self.asked.append((hand, finger))
        if len(self.asked) == 1:
            return None
        return cie.read_fingerprint(cie.simulated_fingerprint(3, hand, finger)).image


class Fingerprints(unittest.TestCase):
    """The session in which they are taken."""

    def test_they_are_taken_finger_by_finger(self) -> None:
        session, glass = cie.FingerprintSession(ON, 38), Glass()
        step = session.step()
        while step.kind == cie.FingerprintStepKind.CAPTURE:
            step = session.capture(glass, seconds=5)
            session = cie.FingerprintSession(ON, 38, stored=session.to_json())
        self.assertEqual(step.kind, cie.FingerprintStepKind.COMPLETE)
        right = (cie.Hand.RIGHT, cie.Finger.INDEX)
        self.assertEqual(glass.asked, [right, right, (cie.Hand.LEFT, cie.Finger.INDEX)])
        outcome = session.outcome()
        self.assertEqual([one.attempts for one in outcome.prints], [2, 1])
        self.assertEqual(cie.wsq_decode(outcome.prints[0].print.image.content).width, 400)

    def test_what_the_rules_allow_and_no_more(self) -> None:
        child = cie.FingerprintSession(ON, 11).step()
        self.assertEqual((child.kind, child.from_age), (cie.FingerprintStepKind.NOT_DUE, 12))
        session = cie.FingerprintSession(ON, 38)
        for forbidden in (session.accept_best, session.next_finger, session.outcome):
            with self.assertRaises(cie.StateError) as refused:
                forbidden()
            self.assertEqual(refused.exception.code, "CIE-DEV-530")
        self.assertEqual(session.attempt_failed(cie.AttemptFailure.LIFTED).attempt, 2)
        middle = session.finger_absent(cie.FingerAbsence.MISSING)
        self.assertEqual(middle.finger, cie.Finger.MIDDLE)
        drawn = cie.simulated_fingerprint(3, cie.Hand.RIGHT, cie.Finger.MIDDLE)
        step = session.offer(cie.read_fingerprint(drawn).image, simulated=True)
        self.assertEqual(step.hand, cie.Hand.LEFT)
        choose = session.hand_absent(cie.FingerAbsence.INJURED)
        self.assertEqual(choose.may, [cie.FingerprintChoice.DECLARE_IMPOSSIBLE])
        with self.assertRaises(cie.RefusedError):
            session.declare_impossible(cie.Impossibility.PERMANENT)
        session.declare_impossible(cie.Impossibility.PERMANENT, "certificate 12/2026")
        outcome = session.outcome()
        self.assertEqual((len(outcome.prints), outcome.impossible), (1, cie.Impossibility.PERMANENT))
        self.assertTrue(outcome.prints[0].print.image.simulated)
        other = cie.FingerprintSession(ON, 38)
        self.assertEqual(other.refuse().kind, cie.FingerprintStepKind.REFUSED)


class Doctor(unittest.TestCase):
    """The workstation."""

    def test_the_doctor_says_what_it_could_not_look_at(self) -> None:
        findings = cie.run_doctor(cie.DoctorConfig(offline=True, only=["endpoint", "hosts_file"]))
        network = [one.verdict for one in findings if one.check.startswith("endpoint.")]
        # The nine services of circular 8/2017.
        self.assertEqual(network, [cie.DoctorVerdict.NOT_CHECKED] * 9)
        self.assertEqual(len(findings), 10)


def settings(port: Path) -> str:
    return f"""
        [[device]]
        name = "barre"
        kind = "barcode_serial"
        port = '{port}'

        [[device]]
        name = "tastiera"
        kind = "barcode_keyboard"
    """


class Watched(unittest.TestCase):
    """What is plugged in."""

    def test_devices_are_tried(self) -> None:
        with TemporaryDirectory() as folder:
            absent, keyboard = cie.try_devices(settings(Path(folder, "port")), seconds=2)
        self.assertEqual((absent.name, absent.code, absent.state), ("barre", "CIE-DEV-743", None))
        self.assertEqual(keyboard.state, cie.DeviceState.UNTESTABLE)
        self.assertEqual(keyboard.kind, cie.DeviceKind.BARCODE_READER)

    def test_what_comes_and_goes_is_told(self) -> None:
        told: Queue[cie.DeviceEvent] = Queue()

        class Bell:
            async def event(self, event: cie.DeviceEvent) -> bool:
                told.put(event)
                return True

        with TemporaryDirectory() as folder:
            port = Path(folder, "port")
            watch = cie.DeviceWatch(Bell(), settings(port))
            # What is there at the first look is no event: plugged in again until it is seen to come.
            for _ in range(20):
                port.touch()
                time.sleep(1)
                if not told.empty():
                    break
                port.unlink()
                time.sleep(1)
            event = told.get(timeout=20)
            while event.change == cie.DeviceChange.GONE:
                event = told.get(timeout=20)
            self.assertEqual((event.change, event.device), (cie.DeviceChange.APPEARED, "barre"))
            port.unlink()
            self.assertEqual(told.get(timeout=20).change, cie.DeviceChange.GONE)
            self.assertTrue(watch.stop())
            self.assertTrue(watch.stop())


if __name__ == "__main__":
    unittest.main()
