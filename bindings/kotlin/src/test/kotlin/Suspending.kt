import it.cie.*
import it.cie.coroutines.*
import it.cie.coroutines.interrogazione
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking

class Pool : CoroutineRegistry {
    override suspend fun find(query: Query): Found {
        delay(10) // your database
        return Found(emptyList())
    }

    override suspend fun cardIssued(notice: CardNotice) = CardEffect.UNKNOWN_HOLDER

    override suspend fun cardAnnulled(annulment: CardAnnulment) = CardEffect.UNKNOWN_CARD
}

fun main() = runBlocking {
    Connector(ConnectorConfig("058091"), Pool().blocking(coroutineContext)).serve().use { server ->
        val workstation = Workstation(server.url, "058091", workstationId = "1", operator = "VRDGPP75C12F205K")
        val answer = interrogazione(workstation, codiceFiscale = "RSSBNC80E57H501B")
        println(answer.outcome) // ERROR
    }
}
