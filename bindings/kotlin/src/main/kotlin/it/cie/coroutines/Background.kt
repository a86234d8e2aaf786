package it.cie.coroutines

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asExecutor
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.suspendCancellableCoroutine
import it.cie.Server
import kotlin.coroutines.resumeWithException

/**
 * Runs what blocks on `Dispatchers.IO`. When the coroutine is cancelled it goes on at once; the work
 * itself is not broken off, and what it gives is closed if it can be.
 */
suspend fun <T> inBackground(work: () -> T): T = suspendCancellableCoroutine { waiting ->
    Dispatchers.IO.asExecutor().execute {
        if (waiting.isActive) {
            try {
                val given = work()
                waiting.resume(given) { _, unwanted, _ -> (unwanted as? AutoCloseable)?.close() }
            } catch (error: Throwable) {
                waiting.resumeWithException(error)
            }
        }
    }
}

/** Waits, without blocking, until the server was stopped. */
suspend fun Server.awaitStopped() = runInterruptible(Dispatchers.IO) { waitStopped() }
