package it.cie

import it.cie.coroutines.scanDocument as scanSuspending
import it.cie.coroutines.takePhoto as takeSuspending
import java.io.IOException
import kotlin.math.abs
import kotlinx.coroutines.async
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** A camera and a scanner of one's own, with drawings: the same that Rust, Python and Node try. */
@Timeout(300)
class CounterTest {
    /** A camera of one's own that shows a drawing, and takes a while. */
    private class Webcam(private val image: ByteArray = drawn.image, private val wait: Long = 0) : Camera {
        val asked = mutableListOf<String>()

        override fun frame(): ByteArray? {
            asked += "frame"
            return image
        }

        override fun shoot(seconds: Long): ByteArray {
            assertTrue(seconds in 1..600)
            asked += "shoot"
            Thread.sleep(wait)
            return image
        }
    }

    /** A scanner of one's own, with sheets in its feeder. */
    private class Feeder(private val files: List<ByteArray>, private val stoppedBy: ScanStop? = null) : DocumentScanner {
        val jobs = mutableListOf<ScanJob>()

        override fun capabilities() = ScannerCapabilities(
            listOf(ScanSource.FLATBED, ScanSource.FEEDER).map {
                ScannerSource(it, listOf(ScanColour.GRAY, ScanColour.COLOUR), listOf(200, 400), 210.0, 297.0)
            },
        )

        override fun scan(job: ScanJob): ScannerPages {
            jobs += job
            return ScannerPages(files, stoppedBy)
        }
    }

    companion object {
        private val drawn by lazy { simulatedPortrait(1) }
        private val small by lazy { simulatedSheet(3, 100) }
        private val fed = ScanSettings(source = ScanSource.FEEDER, dpi = 200)
    }

    private fun told(code: String, act: () -> Any?) {
        val error = assertThrows(CieException::class.java) { act() }
        assertEquals(code, error.code)
        assertFalse("ROSSI" in error.toString() + error.messageIt)
    }

    private fun window(at: Long, does: Shutter) =
        CameraPreview { number, _ -> if (number == at) does else Shutter.WAIT }

    @Test
    fun `a photograph is taken, judged and cropped`() {
        val webcam = Webcam()
        val taken = takePhoto(webcam, { drawn.face }, window(2, Shutter.RELEASE))
        assertEquals(listOf("frame", "frame", "frame", "shoot"), webcam.asked)
        assertArrayEquals(drawn.image, taken.image)
        assertEquals("image/jpeg" to true, taken.mediaType to taken.report.accepted)
        assertNull(taken.unfit)
        val fitted = taken.fitted!!
        assertTrue(abs(fitted.width * 25.4 / fitted.dpi - 35) < 0.5)
        assertEquals(fitPhoto(drawn.image, drawn.face), fitted)
    }

    @Test
    fun `a photograph that cannot be cropped is not lost`() {
        val nobody = takePhoto(Webcam(), { null })
        assertEquals("CIE-DEV-031", nobody.unfit?.code)
        assertArrayEquals(drawn.image, nobody.image)
        val failed = takePhoto(Webcam(), { throw IOException("cannot see MARIO ROSSI") })
        assertEquals("CIE-API-041" to null, failed.unfit?.code to failed.fitted)
        assertFalse("ROSSI" in failed.toString())
        val unasked = takePhoto(Webcam())
        assertEquals(checkPhoto(drawn.image), unasked.report)
        assertNull(unasked.unfit)
    }

    @Test
    fun `a camera that fails is told without its words`() {
        val gone = object : Camera {
            override fun frame() = null

            override fun shoot(seconds: Long) = throw IOException("the camera before MARIO ROSSI is gone")
        }
        told("CIE-DEV-020") { takePhoto(gone) }
        told("CIE-DEV-020") { takePhoto(gone, preview = window(0, Shutter.CANCEL)) }
        told("CIE-DEV-022") { takePhoto(Webcam(), preview = window(0, Shutter.CANCEL)) }
        told("CIE-DEV-022") { takePhoto(Webcam(), preview = { _, _ -> throw IOException("MARIO ROSSI") }) }
        told("CIE-DEV-021") { takePhoto(Webcam(), preview = window(-1, Shutter.RELEASE), seconds = 1) }
        told("CIE-DEV-003") { takePhoto(Webcam("no picture".toByteArray())) }
    }

    @Test
    fun `a sheet is scanned and its photograph and signature found`() {
        val feeder = Feeder(listOf(simulatedSheet(3)))
        val page = scanDocument(feeder).pages.single()
        assertEquals(Triple(3307L, 4677L, 400L), Triple(page.width, page.height, page.dpi))
        assertEquals(ScanColour.COLOUR to "image/png", page.colour to page.mediaType)
        val usual = ScanJob(ScanSource.FLATBED, 400, ScanColour.COLOUR, pages = 50, seconds = 120)
        assertEquals(listOf(usual), feeder.jobs)
        val photo = photoFromSheet(page.image, page.dpi)
        assertTrue(abs(photo.width * 25.4 / photo.dpi - 35) < 0.5)
        val signature = signatureFromSheet(page.image, page.dpi)
        assertTrue(signature.report.accepted && signature.width > 2 * signature.height)
        told("CIE-DEV-040") { signatureFromSheet(drawn.image, 400) }
    }

    @Test
    fun `the pages before a jam are kept`() {
        fun scan(count: Int, stop: ScanStop? = null, pages: Long? = null) =
            scanDocument(Feeder(List(count) { small }, stop), fed.copy(pages = pages))
                .let { it.pages.size to it.stoppedBy?.code }
        assertEquals(2 to "CIE-DEV-648", scan(2, ScanStop.PAPER_JAM))
        assertEquals(2 to null, scan(2, ScanStop.FEEDER_EMPTY))
        assertEquals(1 to "CIE-DEV-653", scan(2, pages = 1))
        told("CIE-DEV-647") { scan(0, ScanStop.FEEDER_EMPTY) }
        told("CIE-DEV-654") { scan(0) }
        told("CIE-DEV-655") { scanDocument(Feeder(listOf(small.copyOf(small.size - 20))), fed) }
    }

    @Test
    fun `what a scanner does not offer is not asked of it`() {
        val feeder = Feeder(emptyList())
        val narrow = ScanArea(left = 20.0, top = 20.0, width = 191.0, height = 45.0)
        for (settings in listOf(
            ScanSettings(dpi = 300),
            ScanSettings(colour = ScanColour.BILEVEL),
            ScanSettings(source = ScanSource.FEEDER_DUPLEX),
            ScanSettings(area = narrow),
        )) {
            told("CIE-DEV-651") { scanDocument(feeder, settings) }
        }
        assertTrue(feeder.jobs.isEmpty())
        val gone = object : DocumentScanner {
            override fun capabilities() = throw IOException("the papers of MARIO ROSSI")

            override fun scan(job: ScanJob) = error("nobody asked what it offers")
        }
        told("CIE-DEV-644") { scanDocument(gone) }
    }

    @Test
    fun `a coroutine goes on while a slow camera is waited for`() = runBlocking {
        val taking = async { takeSuspending(Webcam(wait = 300), { drawn.face }) }
        var turns = 0
        while (!taking.isCompleted) {
            turns += 1
            delay(10)
        }
        assertTrue(turns > 3, "$turns")
        assertTrue(taking.await().fitted != null)
        assertEquals(1, scanSuspending(Feeder(listOf(small)), fed).pages.size)
    }
}
