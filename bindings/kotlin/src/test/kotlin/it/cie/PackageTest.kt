package it.cie

import java.time.LocalDate
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What the package is like: records, days, numbers, enumerations, exceptions. */
class PackageTest {
    private val today = LocalDate.of(2026, 11, 23)

    @Test
    fun `people are not shown`() {
        val shown = listOf(BIANCA, BIANCA.person, Found(listOf(BIANCA)), CARD).joinToString()
        for (secret in listOf("ROSSI", "BIANCA", "RSSBNC", "1980", "APPIA", "00183", "CA00000AA")) {
            assertFalse(secret in shown, secret)
        }
        assertTrue("issuedOn=2026-11-23" in shown)
    }

    @Test
    fun `records are copied and taken apart`() {
        val line = QuoteLine(FeeComponent.SEGRETERIA, 26)
        assertEquals(QuoteLine(FeeComponent.SEGRETERIA, 27), line.copy(amount = 27))
        val (component, amount) = line
        assertEquals(FeeComponent.SEGRETERIA to 26L, component to amount)
        assertEquals("QuoteLine(component=SEGRETERIA, amount=26)", line.toString())
    }

    @Test
    fun `days are dates, and a wrong one is an error of ours`() {
        assertEquals(LocalDate.of(2036, 5, 17), cardValidity("1980-05-17", today).expires)
        val wrong = assertThrows(CieException.Input::class.java) { cardValidity("1980-02-30", today) }
        assertEquals("CIE-CORE-001", wrong.code)
        // Java knows years that no calendar of a registry has.
        val far = assertThrows(CieException.Input::class.java) { cardValidity("1980-05-17", LocalDate.of(20_000, 1, 1)) }
        assertEquals("CIE-CORE-001", far.code)
    }

    @Test
    fun `a wrong date deep in a record is the same error`() {
        val person = BIANCA.person.copy(born = "1980-02-30")
        val desk = Workstation("http://127.0.0.1:9/sad", "058091", "PDL-1", "VRDGPP75C12F205K")
        val wrong = assertThrows(CieException::class.java) { emissione(desk, person, CARD) }
        assertEquals("CIE-CORE-001", wrong.code)
    }

    @Test
    fun `numbers that do not fit are refused before the call`() {
        val cards = { count: Long -> remittance("ROMA", "H501", today, count).cards }
        assertEquals(200, cards(200))
        assertThrows(IllegalArgumentException::class.java) { cards(-1) }
        assertThrows(IllegalArgumentException::class.java) { cards(1L shl 32) }
    }

    @Test
    fun `enumerations have the texts of files`() {
        assertEquals("first_issue", IssueReason.FIRST_ISSUE.text)
        assertEquals(IssueReason.LOSS, IssueReason.of("loss"))
        assertEquals(null, IssueReason.of("lost"))
    }

    @Test
    fun `errors have code, kind, both languages and a position, and hide people`() {
        val error = assertThrows(CieException.Input::class.java) { parseCodiceFiscale("RSSBNC80E57H5O1B") }
        assertEquals("CIE-CORE-010", error.code)
        assertEquals(ErrorKind.INPUT, error.kind)
        assertEquals(13L, error.position?.byte)
        assertEquals("[CIE-CORE-010] ${error.messageEn}", error.message)
        assertFalse("RSSBNC" in error.toString() + error.messageIt)
    }

    @Test
    fun `every kind of error has a class`() {
        for (kind in ErrorKind.entries) {
            val name = kind.name.split('_').joinToString("") { it.lowercase().replaceFirstChar(Char::uppercase) }
            val made = Class.forName("it.cie.CieException\$$name").constructors.single()
            val error = made.newInstance("CIE-X-000", "it", "en", null) as CieException
            assertEquals(kind to "[CIE-X-000] en", error.kind to error.message)
        }
    }

    @Test
    fun `the jar has the library and the licences`() {
        val loader = checkNotNull(javaClass.classLoader)
        assertNotNull(loader.getResource("META-INF/LICENSE-MIT"))
        assertNotNull(loader.getResource("META-INF/LICENSE-APACHE"))
        val library = "${com.sun.jna.Platform.RESOURCE_PREFIX}/${System.mapLibraryName("cie_sdk")}"
        assertNotNull(loader.getResource(library), library)
    }
}
