"""WS-Security by zeep and xmlsec: signs the envelopes of a folder, or verifies them.

    signatures.py sign KEY CERTIFICATE FOLDER    adds a time, signs body and time, in place
    signatures.py verify CERTIFICATE FOLDER      prints the names of those that are valid
"""

import datetime
import pathlib
import sys

import xmlsec
from lxml import etree
from zeep import ns
from zeep.exceptions import SignatureVerificationFailed
from zeep.wsse import signature, utils


def sign(key, certificate, file):
    envelope = etree.fromstring(file.read_bytes())
    security = utils.get_security_header(envelope)
    now = datetime.datetime.now(datetime.timezone.utc)
    time = etree.SubElement(security, etree.QName(ns.WSU, "Timestamp"))
    for name, moment in (("Created", now), ("Expires", now + datetime.timedelta(minutes=5))):
        element = etree.SubElement(time, etree.QName(ns.WSU, name))
        element.text = moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    signer = signature.BinarySignature(
        key,
        certificate,
        signature_method=xmlsec.Transform.RSA_SHA256,
        digest_method=xmlsec.Transform.SHA256,
    )
    signer.apply(envelope, {})
    file.write_bytes(etree.tostring(envelope, xml_declaration=True, encoding="UTF-8"))


if sys.argv[1] == "sign":
    for path in sorted(pathlib.Path(sys.argv[4]).glob("*.xml")):
        sign(sys.argv[2], sys.argv[3], path)
else:
    for path in sorted(pathlib.Path(sys.argv[3]).glob("*.xml")):
        try:
            signature.verify_envelope(etree.fromstring(path.read_bytes()), sys.argv[2])
            print(path.name)
        except SignatureVerificationFailed:
            pass
