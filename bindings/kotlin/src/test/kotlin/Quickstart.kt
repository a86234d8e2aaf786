import it.cie.*
import java.time.LocalDate
import java.util.concurrent.ConcurrentHashMap

/** The comune's registry, over a database of your own. */
class Anagrafe : Registry {
    private val cards = ConcurrentHashMap<String, String>()

    override fun find(query: Query): Found {
        if (query.codiceFiscale != "RSSBNC80E57H501B") return Found(emptyList())
        val bianca = Person(
            surname = "ROSSI",
            given = "BIANCA",
            sex = Sex.F,
            born = "1980-05-17",
            birthPlace = BirthPlace(BirthPlaceKind.COMUNE, "ROMA", belfiore = "H501"),
            codiceFiscale = "RSSBNC80E57H501B",
        )
        return Found(listOf(Subject(bianca, citizenships = listOf(Citizenship("100")))))
    }

    override fun cardIssued(notice: CardNotice): CardEffect {
        cards[notice.card.serial] = notice.operationId
        return CardEffect.RECORDED
    }

    override fun cardAnnulled(annulment: CardAnnulment): CardEffect =
        if (cards.remove(annulment.card.serial) == null) CardEffect.UNKNOWN_CARD else CardEffect.RECORDED
}

fun main() {
    println(parseCodiceFiscale("RSSMRA80A41H501Y").sex) // F
    println(cardValidity("1988-03-15", LocalDate.of(2022, 9, 19)).expires) // 2032-03-15
    println(quoteFee(IssueReason.FIRST_ISSUE, LocalDate.of(2026, 11, 23)).total) // 2221, euro cents

    try {
        parseCodiceFiscale("RSSMRA80A41H5O1Y")
    } catch (error: CieException) {
        println("${error.code} ${error.position?.byte}") // CIE-CORE-010 13
    }

    val config = ConnectorConfig(comuneIstat = "058091") // store = "apr.db" keeps answers and journal
    Connector(config, Anagrafe()).serve().use { server ->
        val workstation = Workstation(server.url, "058091", workstationId = "1", operator = "VRDGPP75C12F205K")
        val answer = interrogazione(workstation, codiceFiscale = "RSSBNC80E57H501B")
        println(answer.subjects[0].person.given) // BIANCA
    }
}
