package it.cie

import java.net.URI
import java.nio.file.Path
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.FutureTask
import java.util.concurrent.TimeUnit
import java.util.logging.Handler
import java.util.logging.LogRecord
import java.util.logging.Logger
import kotlin.concurrent.thread
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.io.TempDir

/** A registry of one's own, served and asked over HTTP. */
@Timeout(120)
class ConnectorTest {
    private val on = java.time.LocalDate.of(2026, 11, 24)

    @Test
    fun `a card comes and goes`() {
        val registry = Notebook()
        served(registry) { server ->
            val found = interrogazione(desk(server), codiceFiscale = "RSSBNC80E57H501B")
            assertEquals(SadOutcome.OK, found.outcome)
            val subject = found.subjects.single()
            assertEquals("ROSSI", subject.person.surname)
            assertEquals("17/2", subject.residence?.civic)

            assertEquals(SadOutcome.OK, emissione(desk(server), subject.person, CARD).outcome)
            assertEquals(mapOf("CA00000AA" to true), registry.cards)
            val gone = annullamento(desk(server), subject.person, CARD, on, AnnulmentReason.MATERIAL_ERROR)
            assertEquals(SadOutcome.OK, gone.outcome)
            assertEquals(mapOf("CA00000AA" to false), registry.cards)
            val unknown = revoca(desk(server), subject.person, Card("CA00000BB"), on, AnnulmentReason.REVOCATION)
            assertEquals(SadOutcome.ERROR, unknown.outcome)
            assertTrue(unknown.anomalies.isNotEmpty())
        }
        assertFalse(Thread.currentThread() in registry.threads)
    }

    @Test
    fun `of a list of cards each is told by itself`() {
        val registry = Notebook()
        served(registry) { server ->
            emissione(desk(server), BIANCA.person, CARD)
            val orders = listOf(CARD, Card("CA00000BB")).map {
                AnnulmentOrder(person = BIANCA.person, card = it, on = on, reason = AnnulmentReason.REVOCATION, revoke = true)
            }
            val reports = annulCards(desk(server), orders)
            assertEquals(listOf("CA00000AA", "CA00000BB"), reports.map { it.serial })
            assertEquals(listOf(SadOutcome.OK, SadOutcome.ERROR), reports.map { it.answer?.outcome })
            assertEquals(mapOf("CA00000AA" to false), registry.cards)
        }
        val away = desk(served(registry) { it }).copy(url = "http://127.0.0.1:9/sad")
        val order = AnnulmentOrder(BIANCA.person, CARD, on, AnnulmentReason.OTHER)
        assertTrue(annulCards(away, listOf(order)).single().errorCode!!.startsWith("CIE-SAD-"))
    }

    @Test
    fun `nobody is an answer`() = served(Notebook()) { server ->
        val nobody = interrogazione(desk(server), "VRDGPP75C12F205K")
        assertEquals(SadOutcome.ERROR, nobody.outcome)
        assertEquals(emptyList<Subject>(), nobody.subjects)
        assertTrue(nobody.anomalies.isNotEmpty())
    }

    @Test
    fun `every profile carries the exchange`() {
        for (profile in listOf("anpr", "anpr-soap", "piatto")) {
            served(Notebook(), ROMA.copy(profile = profile)) { server ->
                // The public schema of the SOAP service asks for particulars.
                val desk = desk(server, profile)
                val found = interrogazione(desk, person = BIANCA.person, residenceIstat = "058091")
                assertEquals("BIANCA", found.subjects.single().person.given, profile)
            }
        }
    }

    @Test
    fun `several are asked at once while the registry is slow`() {
        // None is answered before all have come.
        val together = CyclicBarrier(4)
        val slow = object : Notebook() {
            override fun find(query: Query): Found {
                together.await(20, TimeUnit.SECONDS)
                return super.find(query)
            }
        }
        served(slow) { server ->
            val asking = List(4) {
                FutureTask { interrogazione(desk(server), "RSSBNC80E57H501B") }.also { thread(block = it::run) }
            }
            assertEquals(List(4) { SadOutcome.OK }, asking.map { it.get(60, TimeUnit.SECONDS).outcome })
        }
    }

    @Test
    fun `what it throws is told, and kept off the wire and out of the journal`(@TempDir folder: Path) {
        val failing = object : Notebook() {
            override fun find(query: Query): Found = error("no connection while looking for ROSSI BIANCA")
        }
        val store = folder.resolve("apr.db").toString()
        val heard = mutableListOf<Pair<String, String?>>()
        served(failing, ROMA.copy(store = store), { method, error -> heard += method to error.message }) { server ->
            val answer = interrogazione(desk(server), "RSSBNC80E57H501B", operationId = "OP-1")
            assertEquals(SadOutcome.ERROR, answer.outcome)
            assertTrue(answer.anomalies.none { "ROSSI" in it.text || "connection" in it.text })
        }
        assertEquals(listOf("find" to "no connection while looking for ROSSI BIANCA"), heard)
        val entry = readJournal(store).single()
        assertEquals(listOf("sad.interrogazione", "OP-1", "error"), listOf(entry.what, entry.subject, entry.data["outcome"]))
        assertTrue(entry.data.getValue("cause").startsWith("CIE-SAD-"))
        assertFalse("ROSSI" in entry.toString() || "RSSBNC" in entry.toString())
    }

    @Test
    fun `unless a listener is given, a logger hears of it`() {
        val heard = mutableListOf<LogRecord>()
        val handler = object : Handler() {
            override fun publish(record: LogRecord) {
                heard += record
            }

            override fun flush() = Unit

            override fun close() = Unit
        }
        val logger = Logger.getLogger("it.cie.registry").apply {
            addHandler(handler)
            useParentHandlers = false
        }
        val away = object : Notebook() {
            // An error of the virtual machine ends no program either.
            override fun find(query: Query): Found = throw StackOverflowError("too deep")
        }
        served(away) { assertEquals(SadOutcome.ERROR, interrogazione(desk(it), "RSSBNC80E57H501B").outcome) }
        logger.removeHandler(handler)
        assertEquals("too deep", heard.single().thrown.message)
        assertEquals("the registry failed in find", heard.single().message)
    }

    @Test
    fun `a listener that throws does no harm`() {
        val away = object : Notebook() {
            override fun find(query: Query): Found = error("away")
        }
        served(away, onError = { _, _ -> error("and so is the log") }) {
            assertEquals(SadOutcome.ERROR, interrogazione(desk(it), "RSSBNC80E57H501B").outcome)
        }
    }

    @Test
    fun `what is not an answer is a failure`() {
        val odd = object : Notebook() {
            override fun find(query: Query) = Found(listOf(BIANCA.copy(person = BIANCA.person.copy(born = "yesterday"))))
        }
        served(odd) { server ->
            assertEquals(SadOutcome.ERROR, interrogazione(desk(server), "RSSBNC80E57H501B").outcome)
            assertEquals(SadOutcome.ERROR, interrogazione(desk(server), "RSSBNC80E57H501B").outcome)
        }
    }

    @Test
    fun `a message of a server of ones own`() = Connector(ROMA, Notebook()).use { connector ->
        val reply = connector.answer("<not a message/>".toByteArray())
        assertEquals(400, reply.status)
        assertEquals(SadOutcome.ERROR, reply.outcome)
        assertTrue("xml" in reply.mediaType)
        assertFalse("not a message" in reply.body.decodeToString())
    }

    @Test
    fun `a taken port and an address where nobody is are errors with a code`() {
        served(Notebook()) { server ->
            val address = URI(server.url).authority
            val taken = assertThrows(CieException::class.java) {
                Connector(ROMA.copy(address = address), Notebook()).use { it.serve() }
            }
            assertEquals("CIE-SAD-301", taken.code)
            val nobody = desk(server).copy(url = "http://127.0.0.1:9/sad")
            val alone = assertThrows(CieException::class.java) { interrogazione(nobody, "RSSBNC80E57H501B") }
            assertInstanceOf(CieException.Unavailable::class.java, alone)
        }
    }

    @Test
    fun `a server is waited for`() {
        val server = Connector(ROMA, Notebook()).use { it.serve() }
        assertFalse(server.waitStopped(50))
        thread {
            Thread.sleep(250)
            server.stop()
        }
        server.waitStopped()
        assertTrue(server.waitStopped(0))
        server.close()

        val other = Connector(ROMA, Notebook()).use { it.serve() }
        val waiting = FutureTask { assertThrows(InterruptedException::class.java) { other.waitStopped() } }
        val waiter = Thread(waiting).apply { start() }
        waiter.interrupt()
        waiting.get(20, TimeUnit.SECONDS)
        other.close()
    }
}
