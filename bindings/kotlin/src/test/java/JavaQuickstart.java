import it.cie.*;
import java.time.LocalDate;
import java.util.List;

public class JavaQuickstart {
    static class Anagrafe implements Registry {
        @Override
        public Found find(Query query) {
            if (!"RSSBNC80E57H501B".equals(query.getCodiceFiscale())) {
                return new Found(List.of());
            }
            BirthPlace roma = new BirthPlace(BirthPlaceKind.COMUNE, "ROMA", "H501");
            Person bianca = new Person("ROSSI", "BIANCA", Sex.F, "1980-05-17", roma, "RSSBNC80E57H501B");
            return new Found(List.of(new Subject(bianca, null, List.of(new Citizenship("100")))));
        }

        @Override
        public CardEffect cardIssued(CardNotice notice) {
            return CardEffect.RECORDED;
        }

        @Override
        public CardEffect cardAnnulled(CardAnnulment annulment) {
            return CardEffect.UNKNOWN_CARD;
        }
    }

    public static void main(String[] arguments) throws CieException {
        System.out.println(Cie.quoteFee(IssueReason.FIRST_ISSUE, LocalDate.of(2026, 11, 23)).getTotal()); // 2221

        try {
            Cie.parseCodiceFiscale("RSSMRA80A41H5O1Y");
        } catch (CieException error) {
            System.out.println(error.getCode()); // CIE-CORE-010
        }

        try (Connector connector = new Connector(new ConnectorConfig("058091"), new Anagrafe());
                Server server = connector.serve()) {
            Workstation workstation = new Workstation(server.getUrl(), "058091", "1", "VRDGPP75C12F205K");
            SadAnswer answer = Cie.interrogazione(workstation, "RSSBNC80E57H501B");
            System.out.println(answer.getSubjects().get(0).getPerson().getGiven()); // BIANCA
        }
    }
}
