package it.cie.coroutines

import it.cie.CardAnnulment
import it.cie.CardEffect
import it.cie.CardNotice
import it.cie.Found
import it.cie.Query
import it.cie.Registry
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import kotlin.coroutines.CoroutineContext

/** The comune's registry (APR) with methods that suspend: what is said of [Registry] holds for it too. */
interface CoroutineRegistry {
    /** Looks a citizen up: nobody is an answer too, `Found(emptyList())`. */
    suspend fun find(query: Query): Found

    /** Records that a card was issued. */
    suspend fun cardIssued(notice: CardNotice): CardEffect

    /** Records that one card, and no other, was annulled or revoked. */
    suspend fun cardAnnulled(annulment: CardAnnulment): CardEffect
}

/**
 * The registry as a connector takes it. Its methods run in [context], `Dispatchers.Default` unless
 * given; with the context of a scope, they end when the scope does.
 */
fun CoroutineRegistry.blocking(context: CoroutineContext = Dispatchers.Default): Registry {
    val registry = this
    return object : Registry {
        override fun find(query: Query): Found = runBlocking(context) { registry.find(query) }

        override fun cardIssued(notice: CardNotice): CardEffect = runBlocking(context) { registry.cardIssued(notice) }

        override fun cardAnnulled(annulment: CardAnnulment): CardEffect =
            runBlocking(context) { registry.cardAnnulled(annulment) }
    }
}
