package it.cie

import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import java.time.LocalDate
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.io.TempDir

/** Devices and cards, with drawings and SIMULATED cards: the same that Rust, Python and Node try. */
@Timeout(300)
class DevicesTest {
    private val on = LocalDate.of(2026, 11, 23)

    /** A reader of one's own, as a phone's NFC is, with a virtual card in it. */
    private class Desk(bytes: ByteArray, private val failsAt: Int? = null) : CardTransport, AutoCloseable {
        val card = VirtualCard(bytes)
        var commands = 0

        override fun transmit(command: ByteArray): ByteArray {
            commands += 1
            if (commands == failsAt) throw IOException("the tag of MARIO ROSSI was lost")
            return card.transmit(command)
        }

        override fun close() = card.close()
    }

    companion object {
        private val asked by lazy { simulatedRequest() }
        private val simulated by lazy { simulateCard(asked) }
    }

    private val plan = CardPlan(trust = listOf(simulated.authority), request = asked, servicesNumber = true, on = on)
    private val byNumber = CardAccess(can = simulated.can)

    @Test
    fun `a card is read over a reader of one's own`() = Desk(simulated.card).use { desk ->
        val told = mutableListOf<String>()
        val reading = readCard(desk, byNumber, plan) { what, done, total -> told.add(what) && done <= total }
        assertEquals(CardSummary.GENUINE, reading.report.summary, reading.report.textEn)
        assertEquals("PACE DH-GM 3DES, DH 2048", reading.access)
        assertEquals(desk.commands.toLong(), reading.exchanges)
        assertEquals(desk.commands.toLong(), desk.card.exchanges())
        assertEquals("ROSSI", reading.content.mrz?.surname)
        assertEquals("RSSMRA80A01H501U", reading.content.holder?.personalNumber)
        assertEquals(12, reading.servicesNumber?.length)
        assertTrue("DG2" in told)
        val shown = listOf(reading, byNumber, simulated).joinToString()
        for (secret in listOf("ROSSI", "RSSMRA80A01H501U", simulated.can)) assertFalse(secret in shown)

        val offline = verifyCardFiles(reading.files, listOf(simulated.authority), simulated.zone, asked)
        assertEquals(CardSummary.UNDECIDED, offline.summary)
        assertEquals(reading.content, parseCardFiles(reading.files, on))
    }

    @Test
    fun `a lambda is a transport, and a copy is found out`() {
        VirtualCard(simulated.card, "copied").use { copied ->
            val report = readCard(copied::transmit, CardAccess(zone = simulated.zone), plan).report
            assertEquals(CardSummary.NOT_GENUINE, report.summary)
            val bad = report.verdicts.filter { it.outcome == CheckOutcome.BAD }.map { it.check }
            assertTrue(CardCheck.CHIP_GENUINE in bad)
        }
    }

    @Test
    fun `what fails has a code and says nobody's name`() {
        val lost = assertThrows(CieException.Unavailable::class.java) {
            Desk(simulated.card, failsAt = 9).use { readCard(it, byNumber, plan) }
        }
        assertEquals("CIE-DEV-401", lost.code)
        assertFalse("ROSSI" in lost.toString() + lost.messageIt)
        val stopped = assertThrows(CieException.State::class.java) {
            Desk(simulated.card).use { readCard(it, byNumber, plan) { what, _, _ -> what != "DG2" } }
        }
        assertEquals("CIE-DEV-407", stopped.code)
        val other = CardAccess(can = if (simulated.can == "000000") "000001" else "000000")
        val wrong = assertThrows(CieException.Refused::class.java) {
            Desk(simulated.card).use { readCard(it, other, plan) }
        }
        assertEquals("CIE-DEV-421", wrong.code)
    }

    @Test
    fun `a PIN is changed, blocked and unblocked`() = Desk(simulated.card).use { desk ->
        assertEquals(PinTries(pin = 3, puk = 10), cardPinTries(desk))
        changeCardPin(desk, simulated.pin, "11223344")
        desk.card.reset()
        for ((lastTry, code) in listOf(null to 491, null to 491, null to 491, true to 492)) {
            val wrong = assertThrows(CieException.Refused::class.java) { verifyCardPin(desk, "00000000", lastTry) }
            assertEquals("CIE-DEV-$code", wrong.code)
        }
        VirtualCard(desk.card.toBytes()).use { kept -> assertEquals(0L, cardPinTries(kept::transmit).pin) }
        unblockCardPin(desk, simulated.puk, simulated.pin)
        assertEquals(null, verifyCardPin(desk, simulated.pin).pin)
    }

    @Test
    fun `fingerprints are taken finger by finger`() {
        val seen = mutableListOf<Pair<Hand, Finger>>()
        val glass = FingerprintScanner { hand, finger, _ ->
            seen += hand to finger
            // It finds nobody at its first question.
            if (seen.size == 1) null else readFingerprint(simulatedFingerprint(3, hand, finger)).image
        }
        var session = FingerprintSession(on, 38)
        var step = session.step()
        while (step.kind == FingerprintStepKind.CAPTURE) {
            step = session.capture(glass, 5)
            val stored = session.toJson()
            session.close()
            session = FingerprintSession(on, 38, stored = stored)
        }
        assertEquals(FingerprintStepKind.COMPLETE, step.kind)
        val index = listOf(Hand.RIGHT, Hand.RIGHT, Hand.LEFT).map { it to Finger.INDEX }
        assertEquals(index, seen)
        assertEquals(listOf(2L, 1L), session.outcome().prints.map { it.attempts })
        session.close()
    }

    @Test
    fun `a session allows what the rules do and no more`() {
        val child = FingerprintSession(on, 11).use { it.step() }
        assertEquals(FingerprintStepKind.NOT_DUE to 12L, child.kind to child.fromAge)
        FingerprintSession(on, 38).use { session ->
            for (forbidden in listOf({ session.acceptBest() }, { session.nextFinger() }, { session.outcome() })) {
                assertEquals("CIE-DEV-530", assertThrows(CieException.State::class.java) { forbidden() }.code)
            }
            assertEquals(2L, session.attemptFailed(AttemptFailure.LIFTED).attempt)
            assertEquals(Finger.MIDDLE, session.fingerAbsent(FingerAbsence.MISSING).finger)
            val drawn = readFingerprint(simulatedFingerprint(3, Hand.RIGHT, Finger.MIDDLE)).image
            assertEquals(Hand.LEFT, session.offer(drawn, simulated = true).hand)
            val may = session.handAbsent(FingerAbsence.INJURED).may
            assertEquals(listOf(FingerprintChoice.DECLARE_IMPOSSIBLE), may)
            assertThrows(CieException.Refused::class.java) { session.declareImpossible(Impossibility.PERMANENT) }
            session.declareImpossible(Impossibility.PERMANENT, "certificate 12/2026")
            val outcome = session.outcome()
            assertEquals(1 to Impossibility.PERMANENT, outcome.prints.size to outcome.impossible)
        }
        assertEquals(FingerprintStepKind.REFUSED, FingerprintSession(on, 38).use { it.refuse() }.kind)
    }

    @Test
    fun `the doctor says what it could not look at`() {
        val findings = runDoctor(DoctorConfig(offline = true, only = listOf("endpoint", "hosts_file")))
        val network = findings.filter { it.check.startsWith("endpoint.") }.map { it.verdict }
        // The nine services of circular 8/2017.
        assertEquals(List(9) { DoctorVerdict.NOT_CHECKED }, network)
        assertEquals(10, findings.size)
    }

    @Test
    fun `devices are tried, and followed as they come and go`(@TempDir folder: Path) {
        val port = folder.resolve("port")
        val settings = """
            [[device]]
            name = "barre"
            kind = "barcode_serial"
            port = '$port'

            [[device]]
            name = "tastiera"
            kind = "barcode_keyboard"
        """.trimIndent()
        val (absent, keyboard) = tryDevices(settings, seconds = 2)
        assertEquals(Triple("barre", "CIE-DEV-743", null), Triple(absent.name, absent.code, absent.state))
        assertEquals(DeviceState.UNTESTABLE, keyboard.state)

        val told = LinkedBlockingQueue<DeviceEvent>()
        DeviceWatch({ event -> told.add(event) }, settings).use { watch ->
            // What is there at the first look is no event: plugged in again until it is seen to come.
            var event: DeviceEvent? = null
            for (times in 1..20) {
                Files.deleteIfExists(port)
                Thread.sleep(300)
                Files.createFile(port)
                event = generateSequence { told.poll(1, TimeUnit.SECONDS) }.find { it.change == DeviceChange.APPEARED }
                if (event != null) break
            }
            assertEquals("barre", event?.device)
            Files.delete(port)
            val gone = generateSequence { told.poll(20, TimeUnit.SECONDS) }.find { it.change == DeviceChange.GONE }
            assertEquals("barre", gone?.device)
            assertTrue(watch.stop())
            assertTrue(watch.stop())
        }
    }
}
