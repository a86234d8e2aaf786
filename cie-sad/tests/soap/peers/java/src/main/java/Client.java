import anpr.*;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.WebServiceFeature;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;

/**
 * Asks a server the three operations of the service, with code made from the service's WSDL, and
 * validates every message against its schemas. One line an answer, as the other clients print them.
 * The same for JAX-WS's own stack and for Apache CXF, which ask for validation in their own ways.
 */
public final class Client {
    private final AnprPortTypeCIE checked;
    private final AnprPortTypeCIE unchecked;

    private Client(URL wsdl, String url) throws ReflectiveOperationException {
        unchecked = port(wsdl, url);
        if (unchecked.toString().contains("com.sun.xml.ws")) {
            Class<?> feature = Class.forName("com.sun.xml.ws.developer.SchemaValidationFeature");
            checked =
                    port(
                            wsdl,
                            url,
                            (WebServiceFeature) feature.getDeclaredConstructor().newInstance());
        } else {
            checked = port(wsdl, url);
            ((BindingProvider) checked)
                    .getRequestContext()
                    .put("schema-validation-enabled", "true");
        }
    }

    private static AnprPortTypeCIE port(URL wsdl, String url, WebServiceFeature... features) {
        AnprPortTypeCIE port = new AnprServiceCIE(wsdl).getAnprServicePortCIE(features);
        ((BindingProvider) port)
                .getRequestContext()
                .put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, url);
        return port;
    }

    private static XMLGregorianCalendar moment(String text) {
        return DatatypeFactory.newDefaultInstance().newXMLGregorianCalendar(text);
    }

    private static TipoComune roma() {
        TipoComune comune = new TipoComune();
        comune.setNomeComune("ROMA");
        comune.setCodiceIstat("058091");
        comune.setSiglaProvinciaIstat("RM");
        return comune;
    }

    private static TipoTestataRichiesta heading(String id, String operation) {
        TipoTestataRichiesta heading = new TipoTestataRichiesta();
        heading.setIdOperazioneComune(id);
        heading.setCodMittente("058091");
        heading.setCodDestinatario("ANPR00");
        heading.setOperazioneRichiesta(operation);
        heading.setDataOraRichiesta(moment("2026-05-18T09:30:00.123+02:00"));
        heading.setTipoOperazione("C");
        heading.setTipoInvio("TEST");
        return heading;
    }

    private static TipoDatiRichiedente requester() {
        TipoDatiRichiedente requester = new TipoDatiRichiedente();
        requester.setCodMittente("058091");
        requester.setIdPostazione("PDL-1");
        requester.setIdUtente("VRDGPP75C12F205K");
        return requester;
    }

    private static TipoGeneralitaPerRicercaCIE2 search(String surname, String code, boolean full) {
        TipoGeneralitaPerRicercaCIE2 person = new TipoGeneralitaPerRicercaCIE2();
        person.setCodiceFiscale(code);
        person.setCognome(surname);
        person.setNome("BIANCA");
        if (full) {
            TipoLuogoEvento place = new TipoLuogoEvento();
            place.setComune(roma());
            person.setSesso("F");
            // JAXB programs write dates with an offset as often as not.
            person.setDataNascita(moment("1980-05-17+01:00"));
            person.setLuogoNascita(place);
        }
        return person;
    }

    private static <P extends TipoGeneralita> P holder(P person) {
        TipoCodiceFiscale code = new TipoCodiceFiscale();
        code.setCodFiscale("RSSBNC80E57H501B");
        code.setValiditaCF("1");
        TipoLuogoEvento place = new TipoLuogoEvento();
        place.setComune(roma());
        person.setCodiceFiscale(code);
        person.setCognome("ROSSI");
        person.setNome("BIANCA");
        person.setSesso("F");
        person.setDataNascita(moment("1980-05-17Z"));
        person.setLuogoNascita(place);
        return person;
    }

    private static TipoCartaIdentitaCIE card(String serial) {
        TipoCartaIdentitaCIE card = new TipoCartaIdentitaCIE();
        card.setNumero(serial);
        card.setDataRilascio(moment("2026-05-18"));
        card.setCartaceaElettronica("1");
        card.setInterdizioneEspatrio("N");
        card.setComuneRilascio(roma());
        card.setDataScadenza(moment("2036-05-17"));
        return card;
    }

    private static void show(
            String kind, TipoTestataRisposta head, TipoListaErrori errors, List<String> surnames) {
        List<TipoErroriAnomalia> list = errors == null ? new ArrayList<>() : errors.getErrore();
        String codes =
                list.stream()
                        .map(TipoErroriAnomalia::getCodiceErroreAnomalia)
                        .collect(Collectors.joining(","));
        String id = head.getIdOperazioneComune();
        System.out.println(
                String.join(
                        " ", kind, head.getEsitoOperazione(), codes, id, String.join(",", surnames)));
    }

    private static void show(RispostaKO refusal) {
        show("rispostaKO", refusal.getTestataRisposta(), refusal.getListaErrori(), List.of());
    }

    private void ask(String id, TipoGeneralitaPerRicercaCIE2 person) {
        RichiestaCIE2 request = new RichiestaCIE2();
        TipoDatiControllo control = new TipoDatiControllo();
        control.setComuneResidenza(roma());
        request.setTestataRichiesta(heading(id, "CIE2"));
        request.setGeneralita(person);
        request.setDatiRichiedente(requester());
        request.setDatiControllo(control);
        RispostaEsitoCIE2 outcome = checked.interrogazioneDatiAnagrafici(request);
        RispostaCIE2 answer = outcome.getRispostaCIE2();
        if (answer == null) {
            show(outcome.getRispostaKO());
            return;
        }
        List<String> surnames =
                answer.getListaSoggetti() == null
                        ? List.of()
                        : answer.getListaSoggetti().getDatiSoggetto().stream()
                                .map(subject -> subject.getGeneralita().getCognome())
                                .collect(Collectors.toList());
        show("RispostaCIE2", answer.getTestataRisposta(), answer.getListaErrori(), surnames);
    }

    private void issued(AnprPortTypeCIE port, String id, String serial) {
        RichiestaCIE8 request = new RichiestaCIE8();
        request.setTestataRichiesta(heading(id, "CIE8"));
        request.setDatiRichiedente(requester());
        request.setGeneralita(holder(new TipoGeneralitaPerRicercaCIE8()));
        request.setCartaIdentita(card(serial));
        RispostaEsitoCIE8 outcome = port.comunicazioneEmissioneCIE(request);
        RispostaCIE8 answer = outcome.getRispostaCIE8();
        show("RispostaCIE8", answer.getTestataRisposta(), answer.getListaErrori(), List.of());
    }

    private void annulled(String id, String serial) {
        RichiestaCIE7 request = new RichiestaCIE7();
        request.setTestataRichiesta(heading(id, "CIE7"));
        request.setGeneralita(holder(new TipoGeneralitaPerRicercaCIE7()));
        request.setCartaIdentita(card(serial));
        request.setDataAnnullamento(moment("2026-06-01"));
        request.setDatiRichiedente(requester());
        RispostaEsitoCIE7 outcome = checked.comunicazioneAnnullamentoCIE(request);
        RispostaCIE7 answer = outcome.getRispostaCIE7();
        show("RispostaCIE7", answer.getTestataRisposta(), answer.getListaErrori(), List.of());
    }

    public static void main(String[] arguments) throws Exception {
        Client client = new Client(new URL(arguments[0]), arguments[1]);
        client.ask("z1", search("ROSSI", "RSSBNC80E57H501B", true));
        client.ask("z1", search("ROSSI", "RSSBNC80E57H501B", true));
        client.ask("z2", search("NESSUNA", "RSSBNC80E57H501B", true));
        client.ask("z3", search("ROSSI", "RSSBNC80E57H501B", false));
        client.ask("z4", search("ROSSI", null, false));
        client.issued(client.checked, "z5", "CA00000AA");
        client.issued(client.checked, "z5", "CA00000AA");
        client.annulled("z6", "CA00000AA");
        client.annulled("z7", "CA00000ZZ");
        try {
            client.issued(client.unchecked, "not/allowed", "CA00000AB");
        } catch (SOAPFaultException fault) {
            System.out.println(
                    "Fault soapenv:" + fault.getFault().getFaultCodeAsQName().getLocalPart());
        }
    }
}
