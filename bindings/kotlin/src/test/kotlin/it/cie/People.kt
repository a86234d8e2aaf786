package it.cie

import java.time.LocalDate
import java.util.concurrent.ConcurrentHashMap

// Synthetic people, and a registry in a map.
val BIANCA = Subject(
    person = Person(
        surname = "ROSSI",
        given = "BIANCA",
        sex = Sex.F,
        born = "1980-05-17",
        birthPlace = BirthPlace(
            kind = BirthPlaceKind.COMUNE,
            name = "ROMA",
            belfiore = "H501",
            istat = "058091",
            province = "RM",
        ),
        codiceFiscale = "RSSBNC80E57H501B",
    ),
    residence = Residence(
        kind = ResidenceKind.ITALY,
        comune = "ROMA",
        comuneIstat = "058091",
        comuneProvince = "RM",
        streetType = "VIA",
        street = "APPIA NUOVA",
        civic = "17/2",
        cap = "00183",
    ),
    citizenships = listOf(Citizenship(stateCode = "100", state = "ITALIA")),
)

val CARD = Card(
    serial = "CA00000AA",
    electronic = true,
    issuedOn = LocalDate.of(2026, 11, 23),
    expiresOn = LocalDate.of(2036, 5, 17),
    validForTravel = true,
    comuneIstat = "058091",
)

val ROMA = ConnectorConfig(comuneIstat = "058091")

open class Notebook : Registry {
    private val people = mapOf("RSSBNC80E57H501B" to BIANCA)
    val cards = ConcurrentHashMap<String, Boolean>()
    val threads: MutableSet<Thread> = ConcurrentHashMap.newKeySet()

    override fun find(query: Query): Found {
        threads += Thread.currentThread()
        return Found(listOfNotNull(people[query.person?.codiceFiscale ?: query.codiceFiscale]))
    }

    override fun cardIssued(notice: CardNotice): CardEffect = when {
        notice.person.codiceFiscale !in people -> CardEffect.UNKNOWN_HOLDER
        cards.putIfAbsent(notice.card.serial, true) != null -> CardEffect.ALREADY_RECORDED
        else -> CardEffect.RECORDED
    }

    override fun cardAnnulled(annulment: CardAnnulment): CardEffect =
        if (cards.replace(annulment.card.serial, false) == null) CardEffect.UNKNOWN_CARD else CardEffect.RECORDED
}

fun desk(server: Server, profile: String? = null) = Workstation(
    url = server.url,
    comuneIstat = "058091",
    workstationId = "PDL-1",
    operator = "VRDGPP75C12F205K",
    profile = profile,
)

/** Serves a registry while something is done. */
fun <T> served(registry: Registry, config: ConnectorConfig = ROMA, onError: ErrorListener = ErrorListener.LOG, act: (Server) -> T): T =
    Connector(config, registry, onError).use { connector -> connector.serve().use(act) }
