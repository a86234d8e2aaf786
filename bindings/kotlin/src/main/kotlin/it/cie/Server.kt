package it.cie

/** A connector that is serving; it stops when it is closed or collected, and with the program. */
class Server internal constructor(private val native: NativeServer) : AutoCloseable {
    /** The address that workstations are given. */
    val url: String = native.url()

    /** Stops listening, waits some seconds for the requests in hand, and ends. Twice does no harm. */
    fun stop() = native.stop()

    /**
     * Waits until the server was stopped. A program that does nothing else ends without this.
     *
     * @throws InterruptedException when the thread is interrupted meanwhile
     */
    @Throws(InterruptedException::class)
    fun waitStopped() {
        while (!waitStopped(SLICE)) {
            // Until it was.
        }
    }

    /**
     * Waits until the server was stopped, for so many milliseconds at most; whether it was.
     *
     * @throws InterruptedException when the thread is interrupted meanwhile
     */
    @Throws(InterruptedException::class)
    fun waitStopped(milliseconds: Long): Boolean {
        require(milliseconds >= 0) { "not a time to wait: $milliseconds" }
        val start = System.nanoTime()
        while (true) {
            // In slices: the library does not hear of interruptions.
            val left = milliseconds - (System.nanoTime() - start) / NANOS
            if (native.waitStopped(left.coerceIn(0, SLICE))) return true
            if (Thread.interrupted()) throw InterruptedException()
            if (left <= SLICE) return false
        }
    }

    /** The same as [stop]. */
    override fun close() = stop()

    private companion object {
        const val SLICE = 100L
        const val NANOS = 1_000_000L
    }
}
