"""Signing with an operator card of one's own: the same that Rust, Node and Kotlin try."""

import asyncio
import subprocess
import tempfile
import unittest
from pathlib import Path

import cie
from cie import aio

PIN = "20261123"


class Own:
    """A card of one's own, with a virtual one behind it."""

    def __init__(self, simulated: cie.SimulatedOperatorCard, pin: str | None = PIN, gone: bool = False) -> None:
        self.card = cie.VirtualOperatorCard(simulated.card)
        self.gone = gone
        if pin is not None:
            self.card.login(pin)

    def certificate(self) -> bytes:
        if self.gone:
            raise OSError("the card of MARIO ROSSI is gone")
        return self.card.certificate()

    async def algorithm(self) -> cie.SignatureAlgorithm:
        return self.card.algorithm()

    def sign(self, message: bytes) -> bytes:
        return self.card.sign(message)


class Operator(unittest.TestCase):
    """Signatures and envelopes."""

    simulated: cie.SimulatedOperatorCard

    @classmethod
    def setUpClass(cls) -> None:
        cls.simulated = cie.simulate_operator_card(PIN)

    def test_a_request_is_signed_and_sealed(self) -> None:
        form = cie.canonical_form(cie.card_request_from_json(cie.simulated_request()))
        signed = asyncio.run(aio.sign_content(form, Own(self.simulated)))
        verified = cie.verify_signed(signed, [self.simulated.authority])
        self.assertEqual((verified.content, verified.trusted), (form, True))
        self.assertNotIn("SIMULATED", repr(verified))
        sealed = cie.seal_content(signed, self.simulated.recipient)
        opened = cie.open_sealed(sealed, self.simulated.recipient_key, self.simulated.recipient)
        self.assertEqual(opened, signed)
        other = cie.simulate_operator_card(PIN)
        with self.assertRaises(cie.CieError) as refused:
            cie.open_sealed(sealed, other.recipient_key, other.recipient)
        self.assertEqual(refused.exception.code, "CIE-DEV-204")

    def test_openssl_reads_it(self) -> None:
        # A virtual card is an operator card itself.
        card = cie.VirtualOperatorCard(self.simulated.card)
        card.login(PIN)
        signed = cie.sign_content(b"a request", card)
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "signed").write_bytes(signed)
            Path(folder, "authority").write_bytes(self.simulated.authority)
            subprocess.run(
                ["openssl", "x509", "-inform", "DER", "-in", "authority", "-out", "authority.pem"],
                cwd=folder,
                check=True,
            )
            verified = subprocess.run(
                ["openssl", "cms", "-verify", "-cades", "-inform", "DER", "-in", "signed"]
                + ["-CAfile", "authority.pem", "-purpose", "any", "-binary"],
                cwd=folder,
                capture_output=True,
            )
        self.assertEqual((verified.stdout, verified.returncode), (b"a request", 0), verified.stderr)

    def test_what_was_changed_is_told(self) -> None:
        authorities = [self.simulated.authority]
        signature = cie.sign_content(b"a request", Own(self.simulated), detached=True)
        self.assertTrue(cie.verify_signed(signature, authorities, b"a request").trusted)
        self.assertFalse(cie.verify_signed(signature, [], b"a request").trusted)
        for given, content, code in [
            (authorities, b"another", "CIE-DEV-116"),
            ([cie.simulate_operator_card(PIN).authority], b"a request", "CIE-DEV-119"),
        ]:
            with self.assertRaises(cie.CieError) as told:
                cie.verify_signed(signature, given, content)
            self.assertEqual(told.exception.code, code)

    def test_a_card_that_fails_is_told_without_its_words(self) -> None:
        for card, code in [
            (Own(self.simulated, pin=None), "CIE-DEV-109"),
            (Own(self.simulated, gone=True), "CIE-API-040"),
        ]:
            with self.assertLogs("cie.operatorcard"), self.assertRaises(cie.CieError) as told:
                cie.sign_content(b"a request", card)
            self.assertEqual(told.exception.code, code)
            self.assertNotIn("ROSSI", str(told.exception))

    def test_a_pin_has_three_tries(self) -> None:
        card = cie.VirtualOperatorCard(self.simulated.card)
        for left, code in [(2, "CIE-DEV-103"), (1, "CIE-DEV-103"), (0, "CIE-DEV-104")]:
            with self.assertRaises(cie.RefusedError) as refused:
                card.login("00000000")
            self.assertEqual((card.tries_left(), refused.exception.code), (left, code))
        with self.assertRaises(cie.RefusedError):
            cie.VirtualOperatorCard(card.to_bytes()).login(PIN)
        card = cie.VirtualOperatorCard(self.simulated.card)
        card.login(PIN)
        card.logout()
        with self.assertRaises(cie.CieError) as closed:
            card.sign(b"a request")
        self.assertEqual(closed.exception.code, "CIE-DEV-102")


if __name__ == "__main__":
    unittest.main()
