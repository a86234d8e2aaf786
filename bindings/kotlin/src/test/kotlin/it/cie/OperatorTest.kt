package it.cie

import java.io.IOException
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Signing with an operator card of one's own: the same that Rust, Python and Node try. */
class OperatorTest {
    /** A card of one's own, with a virtual one behind it. */
    private class Own(pin: String? = PIN, private val gone: Boolean = false) : OperatorCard, AutoCloseable {
        val card = VirtualOperatorCard(simulated.card)

        init {
            if (pin != null) card.login(pin)
        }

        override fun certificate(): ByteArray =
            if (gone) throw IOException("the card of MARIO ROSSI is gone") else card.certificate()

        override fun algorithm() = card.algorithm()

        override fun sign(message: ByteArray) = card.sign(message)

        override fun close() = card.close()
    }

    companion object {
        private const val PIN = "20261123"
        private val simulated by lazy { simulateOperatorCard(PIN) }
    }

    private val content = "a request".toByteArray()

    private fun told(code: String, act: () -> Any?) {
        val error = assertThrows(CieException::class.java) { act() }
        assertEquals(code, error.code)
        assertFalse("ROSSI" in error.message.orEmpty())
    }

    @Test
    fun `a request is signed and sealed`() {
        val form = canonicalForm(cardRequestFromJson(simulatedRequest()))
        val signed = Own().use { signContent(form, it) }
        val verified = verifySigned(signed, listOf(simulated.authority))
        assertTrue(verified.trusted)
        assertArrayEquals(form, verified.content)
        assertFalse("SIMULATED" in verified.toString())

        val sealed = sealContent(signed, simulated.recipient)
        assertArrayEquals(signed, openSealed(sealed, simulated.recipientKey, simulated.recipient))
        val other = simulateOperatorCard(PIN)
        told("CIE-DEV-204") { openSealed(sealed, other.recipientKey, other.recipient) }
    }

    @Test
    fun `what was changed is told`() {
        val signature = Own().use { signContent(content, it, detached = true) }
        assertTrue(verifySigned(signature, listOf(simulated.authority), content).trusted)
        assertFalse(verifySigned(signature, emptyList(), content).trusted)
        told("CIE-DEV-116") { verifySigned(signature, listOf(simulated.authority), "another".toByteArray()) }
        told("CIE-DEV-119") { verifySigned(signature, listOf(simulateOperatorCard(PIN).authority), content) }
    }

    @Test
    fun `a card that fails is told without its words`() {
        told("CIE-DEV-109") { Own(pin = null).use { signContent(content, it) } }
        told("CIE-API-040") { Own(gone = true).use { signContent(content, it) } }
    }

    @Test
    fun `a PIN has three tries`() {
        val card = VirtualOperatorCard(simulated.card)
        for ((left, code) in listOf(2 to "CIE-DEV-103", 1 to "CIE-DEV-103", 0 to "CIE-DEV-104")) {
            told(code) { card.login("00000000") }
            assertEquals(left, card.triesLeft().toInt())
        }
        told("CIE-DEV-104") { VirtualOperatorCard(card.toBytes()).login(PIN) }
        Own().use {
            it.card.logout()
            told("CIE-DEV-102") { it.card.sign(content) }
        }
    }
}
