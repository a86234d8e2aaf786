"""Asks a server the three operations of the service through zeep, from the service's own WSDL.

Prints one line an answer: outcome, codes of the errors, identifier, surnames found.
"""

import datetime
import sys

import zeep
from lxml import etree
from zeep.plugins import HistoryPlugin

wsdl, url = sys.argv[1], sys.argv[2]
history = HistoryPlugin()
client = zeep.Client(wsdl, plugins=[history])
service = client.create_service("{http://sogei.it/ANPR/CIEAnprService}AnprBindingCIE", url)

ROMA = {"nomeComune": "ROMA", "codiceIstat": "058091", "siglaProvinciaIstat": "RM"}
REQUESTER = {"codMittente": "058091", "idPostazione": "PDL-1", "idUtente": "VRDGPP75C12F205K"}


def heading(identifier, operation):
    return {
        "idOperazioneComune": identifier,
        "codMittente": "058091",
        "codDestinatario": "ANPR00",
        "operazioneRichiesta": operation,
        "dataOraRichiesta": datetime.datetime(2026, 5, 18, 9, 30, tzinfo=datetime.timezone.utc),
        "tipoOperazione": "C",
        "tipoInvio": "TEST",
    }


def person(code, surname="ROSSI"):
    return {
        "codiceFiscale": code,
        "cognome": surname,
        "nome": "BIANCA",
        "sesso": "F",
        "dataNascita": datetime.date(1980, 5, 17),
        "luogoNascita": {"comune": ROMA},
    }


def card(serial):
    return {
        "numero": serial,
        "dataRilascio": datetime.date(2026, 5, 18),
        "cartaceaElettronica": "1",
        "interdizioneEspatrio": "N",
        "comuneRilascio": ROMA,
        "dataScadenza": datetime.date(2036, 5, 17),
    }


def show(answer):
    """What the answer says; the body is the good one or the refusal."""
    kinds = [name for name in answer if answer[name] is not None]
    assert len(kinds) == 1, kinds
    said = answer[kinds[0]]
    head = said.testataRisposta
    errors = said.listaErrori.errore if said.listaErrori else []
    subjects = said["listaSoggetti"] if "listaSoggetti" in said else None
    surnames = [s.generalita.cognome for s in subjects.datiSoggetto] if subjects else []
    codes = [error.codiceErroreAnomalia for error in errors]
    print(kinds[0], head.esitoOperazione, ",".join(codes), head.idOperazioneComune, ",".join(surnames))
    return etree.tostring(history.last_received["envelope"])


def ask(identifier, who):
    return show(
        service.interrogazioneDatiAnagrafici(
            testataRichiesta=heading(identifier, "CIE2"),
            generalita=who,
            datiRichiedente=REQUESTER,
            datiControllo={"comuneResidenza": ROMA},
        )
    )


first = ask("z1", person("RSSBNC80E57H501B"))
assert ask("z1", person("RSSBNC80E57H501B")) == first, "a repetition gives another answer"
ask("z2", person("RSSBNC80E57H501B", "NESSUNA"))
# Names and code only: the schema asks for no more.
ask("z3", {"codiceFiscale": "RSSBNC80E57H501B", "cognome": "ROSSI", "nome": "BIANCA"})
# Neither a code nor a birth: valid by the schema, too little for us.
ask("z4", {"cognome": "ROSSI", "nome": "BIANCA"})

full = person({"codFiscale": "RSSBNC80E57H501B", "validitaCF": "1"})
for identifier in ("z5", "z5"):
    show(
        service.comunicazioneEmissioneCIE(
            testataRichiesta=heading(identifier, "CIE8"),
            datiRichiedente=REQUESTER,
            generalita=full,
            cartaIdentita=card("CA00000AA"),
        )
    )
for identifier, serial in (("z6", "CA00000AA"), ("z7", "CA00000ZZ")):
    show(
        service.comunicazioneAnnullamentoCIE(
            testataRichiesta=heading(identifier, "CIE7"),
            generalita=full,
            cartaIdentita=card(serial),
            dataAnnullamento=datetime.date(2026, 6, 1),
            datiRichiedente=REQUESTER,
        )
    )
try:
    service.comunicazioneEmissioneCIE(
        testataRichiesta=heading("not/allowed", "CIE8"),
        datiRichiedente=REQUESTER,
        generalita=full,
        cartaIdentita=card("CA00000AB"),
    )
except zeep.exceptions.Fault as fault:
    print("Fault", fault.code)
