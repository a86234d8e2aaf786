package it.cie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The package from plain Java. */
class JavaTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private static final Person BIANCA = new Person(
            "ROSSI",
            "BIANCA",
            Sex.F,
            "1980-05-17",
            new BirthPlace(BirthPlaceKind.COMUNE, "ROMA", "H501", "058091"),
            "RSSBNC80E57H501B");

    /** A registry in a map. */
    private static class Anagrafe implements Registry {
        final Map<String, Boolean> cards = new ConcurrentHashMap<>();

        @Override
        public Found find(Query query) throws SQLException {
            if (!"RSSBNC80E57H501B".equals(query.getCodiceFiscale())) {
                return new Found(List.of());
            }
            return new Found(List.of(new Subject(BIANCA, null, List.of(new Citizenship("100")))));
        }

        @Override
        public CardEffect cardIssued(CardNotice notice) {
            boolean known = cards.putIfAbsent(notice.getCard().getSerial(), true) != null;
            return known ? CardEffect.ALREADY_RECORDED : CardEffect.RECORDED;
        }

        @Override
        public CardEffect cardAnnulled(CardAnnulment annulment) {
            boolean known = cards.replace(annulment.getCard().getSerial(), false) != null;
            return known ? CardEffect.RECORDED : CardEffect.UNKNOWN_CARD;
        }
    }

    private static Workstation desk(Server server) {
        return new Workstation(server.getUrl(), "058091", "PDL-1", "VRDGPP75C12F205K");
    }

    @Test
    void whatIsAtTheEndMayBeLeftOut() throws CieException {
        assertTrue(Cie.isValidCodiceFiscale("RSSMRA80A41H501Y"));
        assertEquals(Sex.F, Cie.parseCodiceFiscale("RSSMRA80A41H501Y").getSex());
        assertEquals(LocalDate.of(2036, 5, 17), Cie.cardValidity("1980-05-17", TODAY).getExpires());
        assertEquals(2221, Cie.quoteFee(IssueReason.FIRST_ISSUE, TODAY).getTotal());
        assertEquals(200, Cie.remittance("ROMA", "H501", TODAY, 200).getCards());
    }

    @Test
    void errorsHaveACodeAndAClassForTheirKind() {
        CieException error = assertThrows(CieException.class, () -> Cie.parseCodiceFiscale("RSSMRA80A41H5O1Y"));
        assertEquals("CIE-CORE-010", error.getCode());
        assertEquals(ErrorKind.INPUT, error.getKind());
        assertEquals(13L, error.getPosition().getByte());
        assertTrue(error instanceof CieException.Input);
    }

    @Test
    void aCardComesAndGoes() throws CieException {
        Anagrafe anagrafe = new Anagrafe();
        try (Connector connector = new Connector(new ConnectorConfig("058091"), anagrafe);
                Server server = connector.serve()) {
            SadAnswer found = Cie.interrogazione(desk(server), "RSSBNC80E57H501B");
            assertEquals(SadOutcome.OK, found.getOutcome());
            Person person = found.getSubjects().get(0).getPerson();
            assertEquals("BIANCA", person.getGiven());
            Card card = new Card("CA00000AA", true, TODAY, LocalDate.of(2036, 5, 17));
            assertEquals(SadOutcome.OK, Cie.emissione(desk(server), person, card).getOutcome());
            assertEquals(Map.of("CA00000AA", true), anagrafe.cards);
            Cie.annullamento(desk(server), person, card, TODAY, AnnulmentReason.OTHER);
            assertEquals(Map.of("CA00000AA", false), anagrafe.cards);
        }
    }

    @Test
    void aCheckedExceptionAndAMissingAnswerAreFailures() throws CieException {
        List<String> heard = new ArrayList<>();
        Registry away = new Anagrafe() {
            @Override
            public Found find(Query query) throws SQLException {
                throw new SQLException("no connection while looking for ROSSI BIANCA");
            }

            @Override
            public CardEffect cardIssued(CardNotice notice) {
                return null;
            }
        };
        ConnectorConfig config = new ConnectorConfig("058091");
        try (Connector connector = new Connector(config, away, (method, error) -> heard.add(method + ": " + error));
                Server server = connector.serve()) {
            SadAnswer answer = Cie.interrogazione(desk(server), "RSSBNC80E57H501B");
            assertEquals(SadOutcome.ERROR, answer.getOutcome());
            assertFalse(answer.getAnomalies().get(0).getText().contains("ROSSI"));
            SadAnswer told = Cie.emissione(desk(server), BIANCA, new Card("CA00000AA"));
            assertEquals(SadOutcome.ERROR, told.getOutcome());
        }
        assertEquals("find: java.sql.SQLException: no connection while looking for ROSSI BIANCA", heard.get(0));
        assertEquals("cardIssued: java.lang.NullPointerException: null is no answer", heard.get(1));
    }

    @Test
    void aCameraAndAScannerOfOnesOwn() throws CieException {
        SimulatedPortrait drawn = Cie.simulatedPortrait(1);
        Camera webcam = new Camera() {
            @Override
            public byte[] frame() {
                return drawn.getImage();
            }

            @Override
            public byte[] shoot(long seconds) {
                return drawn.getImage();
            }
        };
        CameraPreview window = (number, image) -> number < 2 ? Shutter.WAIT : Shutter.RELEASE;
        TakenPhoto taken = Cie.takePhoto(webcam, image -> drawn.getFace(), window);
        assertTrue(taken.getReport().getAccepted());
        assertEquals(Cie.fitPhoto(drawn.getImage(), drawn.getFace()), taken.getFitted());

        byte[] sheet = Cie.simulatedSheet(3, 100L);
        List<ScanJob> jobs = new ArrayList<>();
        DocumentScanner glass = new DocumentScanner() {
            @Override
            public ScannerCapabilities capabilities() {
                List<ScanColour> colours = List.of(ScanColour.COLOUR);
                return new ScannerCapabilities(
                        List.of(new ScannerSource(ScanSource.FLATBED, colours, List.of(400L), 210, 297)));
            }

            @Override
            public ScannerPages scan(ScanJob job) throws SQLException {
                jobs.add(job);
                if (jobs.size() > 1) {
                    throw new SQLException("the papers of ROSSI");
                }
                return new ScannerPages(List.of(sheet));
            }
        };
        assertEquals(827, Cie.scanDocument(glass).getPages().get(0).getWidth());
        CieException failed = assertThrows(CieException.class, () -> Cie.scanDocument(glass));
        assertEquals("CIE-DEV-654", failed.getCode());
        assertFalse(failed.getMessage().contains("ROSSI"));
    }

    @Test
    void aRecordIsMadeAnewWithWhatChanged() {
        Card card = new Card("CA00000AA", true);
        assertEquals(new Card("CA00000AA", true), card);
        assertFalse(card.toString().contains("CA00000AA"));
    }
}
