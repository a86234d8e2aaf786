"""Asks a server that demands signatures, through zeep, and verifies the signature of its answer."""

import datetime
import sys

import xmlsec
import zeep
from lxml import etree
from zeep import ns
from zeep.wsse import signature, utils

wsdl, url, key, certificate = sys.argv[1:5]


class Signed(signature.BinarySignature):
    """A signature over body and time; zeep adds no time by itself."""

    def apply(self, envelope, headers):
        time = etree.SubElement(
            utils.get_security_header(envelope), etree.QName(ns.WSU, "Timestamp")
        )
        now = datetime.datetime.now(datetime.timezone.utc)
        created = etree.SubElement(time, etree.QName(ns.WSU, "Created"))
        created.text = now.strftime("%Y-%m-%dT%H:%M:%SZ")
        return super().apply(envelope, headers)


wsse = Signed(
    key,
    certificate,
    signature_method=xmlsec.Transform.RSA_SHA256,
    digest_method=xmlsec.Transform.SHA256,
)
ROMA = {"nomeComune": "ROMA", "codiceIstat": "058091", "siglaProvinciaIstat": "RM"}


def ask(client, identifier):
    service = client.create_service("{http://sogei.it/ANPR/CIEAnprService}AnprBindingCIE", url)
    answer = service.interrogazioneDatiAnagrafici(
        testataRichiesta={
            "idOperazioneComune": identifier,
            "codMittente": "058091",
            "codDestinatario": "ANPR00",
            "operazioneRichiesta": "CIE2",
            "dataOraRichiesta": datetime.datetime(2026, 5, 18, 9, 30),
            "tipoOperazione": "C",
            "tipoInvio": "TEST",
        },
        generalita={"codiceFiscale": "RSSBNC80E57H501B", "cognome": "ROSSI", "nome": "BIANCA"},
        datiRichiedente={
            "codMittente": "058091",
            "idPostazione": "PDL-1",
            "idUtente": "VRDGPP75C12F205K",
        },
        datiControllo={"comuneResidenza": ROMA},
    )
    print(answer.RispostaCIE2.testataRisposta.esitoOperazione)


signed = zeep.Client(wsdl, wsse=wsse)
ask(signed, "s1")
# The same operation, signed anew: a repetition all the same.
ask(signed, "s1")
try:
    ask(zeep.Client(wsdl), "s2")
except zeep.exceptions.Fault as fault:
    print(fault.code, etree.tostring(fault.detail[0], method="text").decode())
