package it.cie

import java.util.logging.Level
import java.util.logging.Logger

/**
 * The comune's registry (APR), over a database of your own.
 *
 * Its methods may be slow, are called from several threads, and may be told the same thing again after
 * a crash, which must then change nothing. What they throw goes to an [ErrorListener] and stays off the
 * wire and out of the journal: the workstation is told that the registry failed, and may ask again.
 */
interface Registry {
    /** Looks a citizen up: nobody is an answer too, `Found(emptyList())`. */
    @Throws(Exception::class)
    fun find(query: Query): Found

    /** Records that a card was issued. */
    @Throws(Exception::class)
    fun cardIssued(notice: CardNotice): CardEffect

    /** Records that one card, and no other, was annulled or revoked. */
    @Throws(Exception::class)
    fun cardAnnulled(annulment: CardAnnulment): CardEffect
}

/** Is told what a [Registry] throws. */
fun interface ErrorListener {
    /**
     * The method of the registry with this name threw. The error's text may name a citizen: keep it
     * where you keep such things.
     */
    fun failed(method: String, error: Throwable)

    /** Listeners that are ready to use. */
    companion object {
        /** Writes to the logger `it.cie.registry`. */
        @JvmField
        val LOG: ErrorListener = ErrorListener { method, error ->
            Logger.getLogger("it.cie.registry").log(Level.SEVERE, error) { "the registry failed in $method" }
        }
    }
}

/** A registry as the library calls it. */
internal class Heard(private val registry: Registry, private val listener: ErrorListener) : NativeRegistry {
    override fun find(query: Query): Found = told("find") { registry.find(query) }

    override fun cardIssued(notice: CardNotice): CardEffect = told("cardIssued") { registry.cardIssued(notice) }

    override fun cardAnnulled(annulment: CardAnnulment): CardEffect =
        told("cardAnnulled") { registry.cardAnnulled(annulment) }

    private fun <T : Any> told(method: String, ask: () -> T?): T =
        try {
            // Java may give one.
            ask() ?: throw NullPointerException("null is no answer")
        } catch (error: Throwable) {
            try {
                listener.failed(method, error)
            } catch (_: Throwable) {
                // A listener that fails has nobody to tell; the workstation gets its answer all the same.
            }
            throw CallbackException.Failed(error.javaClass.name)
        }
}
