"""The service as a Python program: requests validated with xmlschema, answers built with zeep.

Prints its port, then serves until its input ends. The identifier of a request says what to answer.
"""

import datetime
import http.server
import pathlib
import sys
import threading

import xmlschema
import zeep
from lxml import etree

wsdl = sys.argv[1]
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
SERVICE = "http://sogei.it/ANPR/CIE0Servizi"
schema = xmlschema.XMLSchema(str(pathlib.Path(wsdl).with_name("CIE0Servizi.xsd")))
client = zeep.Client(wsdl)
seen = {}

ROMA = {"nomeComune": "ROMA", "siglaProvinciaIstat": "RM"}


def envelope(name, content):
    root = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"S": SOAP})
    body = etree.SubElement(root, f"{{{SOAP}}}Body")
    element = client.get_element(f"{{{SERVICE}}}{name}")
    element.render(body, element(**content))
    message = body[0]
    schema.validate(message)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def subject(surname):
    return {
        "generalita": {
            "codiceFiscale": {"codFiscale": "RSSBNC80E57H501B", "validitaCF": "1"},
            "cognome": surname,
            "nome": "BIANCA",
            "sesso": "F",
            "dataNascita": datetime.date(1980, 5, 17),
            "luogoNascita": {"comune": ROMA},
            "idSchedaSoggettoComune": {
                "idSchedaSoggettoComuneIstat": "058091",
                "idSchedaSoggetto": "A-12",
            },
        },
        "attoNascita": {
            "comuneRegistrazione": ROMA,
            "anno": "1980",
            "parte": "1",
            "numeroAtto": "12",
        },
        "statoCivile": {"statoCivile": "1"},
        "maternita": {
            "cognome": "VERDI",
            "senzaNome": "1",
            "sesso": "F",
            "dataNascita": datetime.date(1950, 1, 1),
            "senzaGiornoMese": "1",
            "luogoNascita": {"localita": {"descrizioneStato": "FRANCIA", "codiceStato": "215"}},
        },
        "residenza": {
            "tipoIndirizzo": "1",
            "indirizzo": {
                "cap": "00100",
                "comune": ROMA,
                "toponimo": {"codSpecie": "213", "denominazioneToponimo": "DELLE BOTTEGHE"},
                "numeroCivico": {"numero": "17", "esponente1": "2"},
            },
        },
        "cittadinanza": [{"descrizioneStato": "ITALIA", "codiceStato": "100"}],
        "cartaIdentita": {
            "numero": "AX1234567",
            "dataRilascio": datetime.date(2015, 3, 1),
            "interdizioneEspatrio": "S",
            "consolatoRilascio": {"codiceConsolato": "12", "descrizioneConsolato": "PARIGI"},
        },
        "permessoSoggiorno": {"tipoSoggiorno": "1"},
        "provenienzaInformazioni": "1",
    }


def abroad():
    living = subject("ESTERI")
    living["generalita"]["soggettoAIRE"] = "S"
    living["residenza"] = {
        "tipoIndirizzo": "4",
        "localitaEstera": {
            "indirizzoEstero": {
                "localita": {
                    "descrizioneLocalita": "LIONE",
                    "descrizioneStato": "FRANCIA",
                    "codiceStato": "215",
                },
                "toponimo": {"denominazione": "RUE DES POMMES"},
            },
            "consolato": {"codiceConsolato": "12", "descrizioneConsolato": "LIONE"},
        },
        "dataDecorrenzaResidenza": datetime.date(2010, 1, 1),
    }
    return living


def answer(message):
    operation = etree.QName(message).localname.removeprefix("Richiesta")
    identifier = message.findtext("testataRichiesta/idOperazioneComune")
    if identifier in ("guasto", "cliente"):
        kind = {"guasto": "Server.Database", "cliente": "Client"}[identifier]
        return 500, (
            f'<e:Envelope xmlns:e="{SOAP}"><e:Body><e:Fault><faultcode>e:{kind}</faultcode>'
            "<faultstring>ROSSI BIANCA</faultstring></e:Fault></e:Body></e:Envelope>"
        ).encode()
    heading = {
        "idOperazioneComune": "altra" if identifier == "scambio" else identifier,
        "codMittente": "ANPR00",
        "codDestinatario": message.findtext("testataRichiesta/codMittente"),
        "operazioneRichiesta": operation,
        "dataOraRichiesta": message.findtext("testataRichiesta/dataOraRichiesta"),
        "idOperazioneANPR": "4711",
        "esitoOperazione": {"piu": "0102", "no": "XXXX", "due": "2"}.get(identifier, "0000"),
    }
    content = {"testataRisposta": heading}
    name = f"Risposta{operation}"
    if identifier == "no":
        content["listaErrori"] = {
            "errore": [
                {
                    "codiceErroreAnomalia": "EHR41",
                    "tipoErroreAnomalia": "E",
                    "testoErroreAnomalia": "Carta errata",
                    "oggettoErroreAnomalia": "cartaIdentita",
                }
            ]
        }
        name = "rispostaKO"
    elif operation == "CIE2":
        found = [abroad()] if identifier == "estero" else [subject("ROSSI")]
        if identifier == "piu":
            found.append(subject("BIANCHI"))
        content["listaSoggetti"] = {"datiSoggetto": found}
    return 200, envelope(f"RispostaEsito{operation}", {name: content})


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        assert self.headers["soapaction"] == '""', self.headers
        assert self.headers["content-type"].lower() == "text/xml; charset=utf-8", self.headers
        root = etree.fromstring(body)
        assert root.tag == f"{{{SOAP}}}Envelope"
        (message,) = root.find(f"{{{SOAP}}}Body")
        schema.validate(message)
        status, reply = answer(message)
        self.send_response(status)
        self.send_header("content-type", "text/xml; charset=UTF-8")
        self.send_header("content-length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *arguments):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_port, flush=True)
sys.stdin.read()
