package it.cie

/**
 * An APR connector over a registry of your own.
 *
 * @param config how it is set up; its store is opened at once
 * @param registry the comune's registry
 * @param onError is told what the registry throws; the logger `it.cie.registry` unless given
 * @throws CieException `CIE-API-005` when the profile's file cannot be read; `CIE-SAD-…` when a profile is
 *   not sound; `CIE-STORE-…` when the store cannot be opened
 */
class Connector
@JvmOverloads
@Throws(CieException::class)
constructor(config: ConnectorConfig, registry: Registry, onError: ErrorListener = ErrorListener.LOG) :
    AutoCloseable {
    private val native = NativeConnector(config, Heard(registry, onError))

    /**
     * Answers one message, for programs that have a web server of their own. Whatever is wrong with the
     * message is told in the answer.
     *
     * @throws CieException `CIE-API-001` when a defect of the SDK was caught
     */
    @Throws(CieException::class)
    fun answer(message: ByteArray): Reply = native.answer(message)

    /**
     * Starts a server on the address of the configuration.
     *
     * @throws CieException `CIE-SAD-301` when the address or port cannot be listened on; `CIE-SAD-302` when
     *   no thread can start; `CIE-SAD-303` for a path that is not absolute; `CIE-SAD-310` for a certificate
     *   or key that cannot be used
     */
    @Throws(CieException::class)
    fun serve(): Server = Server(native.serve())

    /** Gives the store back, once its servers have stopped. */
    override fun close() = native.close()
}
