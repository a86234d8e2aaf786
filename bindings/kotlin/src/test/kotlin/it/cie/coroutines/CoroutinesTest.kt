package it.cie.coroutines

import it.cie.AnnulmentReason
import it.cie.BIANCA
import it.cie.CARD
import it.cie.CardAnnulment
import it.cie.CardEffect
import it.cie.CardNotice
import it.cie.CieException
import it.cie.Connector
import it.cie.Found
import it.cie.Notebook
import it.cie.Query
import it.cie.ROMA
import it.cie.SadOutcome
import it.cie.desk
import it.cie.served
import java.time.LocalDate
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.measureTime
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** Functions and registries that suspend. */
@Timeout(120)
class CoroutinesTest {
    /** A registry whose database answers later. */
    private class Pool : CoroutineRegistry {
        val names = mutableSetOf<String?>()
        val annulled = AtomicInteger()

        override suspend fun find(query: Query): Found {
            synchronized(names) { names += null }
            val name = currentCoroutineContext()[CoroutineName]?.name
            delay(10)
            synchronized(names) { names += name }
            return Found(listOf(BIANCA))
        }

        override suspend fun cardIssued(notice: CardNotice): CardEffect {
            delay(1)
            return CardEffect.RECORDED
        }

        override suspend fun cardAnnulled(annulment: CardAnnulment): CardEffect {
            annulled.incrementAndGet()
            return CardEffect.RECORDED
        }
    }

    @Test
    fun `a registry that suspends is served, in the context that it is given`() {
        val pool = Pool()
        served(pool.blocking(CoroutineName("anagrafe"))) { server ->
            runBlocking {
                val asking = List(4) { async { interrogazione(desk(server), "RSSBNC80E57H501B") } }
                assertEquals(List(4) { SadOutcome.OK }, asking.awaitAll().map { it.outcome })
                assertEquals(SadOutcome.OK, emissione(desk(server), BIANCA.person, CARD).outcome)
                val day = LocalDate.of(2026, 11, 24)
                annullamento(desk(server), BIANCA.person, CARD, day, AnnulmentReason.OTHER)
                revoca(desk(server), BIANCA.person, CARD, day, AnnulmentReason.REVOCATION)
            }
        }
        assertEquals(setOf("anagrafe", null), pool.names)
        assertEquals(2, pool.annulled.get())
    }

    @Test
    fun `a registry ends with its scope, and the workstation is told`() {
        val scope = Job().apply { cancel() }
        val heard = mutableListOf<Throwable>()
        served(Pool().blocking(scope), onError = { _, error -> heard += error }) { server ->
            assertEquals(SadOutcome.ERROR, it.cie.interrogazione(desk(server), "RSSBNC80E57H501B").outcome)
        }
        assertTrue(heard.single() is CancellationException)
    }

    @Test
    fun `what is cancelled is not waited for`() {
        val asked = CountDownLatch(1)
        val free = CountDownLatch(1)
        val stuck = object : Notebook() {
            override fun find(query: Query): Found {
                asked.countDown()
                free.await(60, TimeUnit.SECONDS)
                return super.find(query)
            }
        }
        served(stuck) { server ->
            val took = measureTime {
                runBlocking {
                    val asking = launch { interrogazione(desk(server), "RSSBNC80E57H501B") }
                    inBackground { asked.await(60, TimeUnit.SECONDS) }
                    asking.cancelAndJoin()
                }
            }
            free.countDown()
            assertTrue(took < 20_000.milliseconds, "$took")
        }
    }

    @Test
    fun `what nobody waits for any more is closed`() {
        val closed = CountDownLatch(1)
        val begun = CountDownLatch(1)
        val free = CountDownLatch(1)
        runBlocking {
            val opening = launch {
                inBackground<AutoCloseable> {
                    begun.countDown()
                    free.await(60, TimeUnit.SECONDS)
                    AutoCloseable { closed.countDown() }
                }
            }
            inBackground { begun.await(60, TimeUnit.SECONDS) }
            opening.cancelAndJoin()
            free.countDown()
        }
        assertTrue(closed.await(60, TimeUnit.SECONDS))
    }

    @Test
    fun `errors are those of the functions that block`() {
        val desk = served(Notebook()) { desk(it).copy(url = "http://127.0.0.1:9/sad") }
        val alone = assertThrows(CieException.Unavailable::class.java) {
            runBlocking { interrogazione(desk, "RSSBNC80E57H501B") }
        }
        assertTrue(alone.code.startsWith("CIE-SAD-"))
    }

    @Test
    fun `a server is waited for without a thread, and the waiting is cancelled`() {
        val server = Connector(ROMA, Notebook()).use { it.serve() }
        val gone = AtomicBoolean()
        runBlocking {
            launch { server.awaitStopped() }.cancelAndJoin()
            val waiting = launch {
                server.awaitStopped()
                gone.set(true)
            }
            server.stop()
            withTimeout(20_000) { waiting.join() }
        }
        assertTrue(gone.get())
    }
}
