"""A registry of one's own, served and asked over HTTP."""

import asyncio
import logging
import threading
import time
import unittest
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import cie

BIANCA = cie.Subject(
    person=cie.Person(
        surname="ROSSI",
        given="BIANCA",
        sex=cie.Sex.F,
        born=date(1980, 5, 17),
        birth_place=cie.BirthPlace(
            kind=cie.BirthPlaceKind.COMUNE, name="ROMA", belfiore="H501", istat="058091", province="RM"
        ),
        codice_fiscale="RSSBNC80E57H501B",
    ),
    residence=cie.Residence(
        kind=cie.ResidenceKind.ITALY,
        comune="ROMA",
        comune_istat="058091",
        comune_province="RM",
        street_type="VIA",
        street="APPIA NUOVA",
        civic="17/2",
        cap="00183",
    ),
    citizenships=[cie.Citizenship(state_code="100", state="ITALIA")],
)
CARD = cie.Card(
    serial="CA00000AA",
    electronic=True,
    issued_on=date(2026, 11, 23),
    expires_on=date(2036, 5, 17),
    valid_for_travel=True,
    comune_istat="058091",
)


class Notebook:
    """A registry in a dictionary."""

    def __init__(self) -> None:
        self.people = {"RSSBNC80E57H501B": BIANCA}
        self.cards: dict[str, bool] = {}
        self.threads: set[int] = set()

    def find(self, query: cie.Query) -> cie.Subject | None:
        self.threads.add(threading.get_ident())
        code = query.person.codice_fiscale if query.person else query.codice_fiscale
        return self.people.get(code or "")

    def card_issued(self, notice: cie.CardNotice) -> cie.CardEffect | None:
        if notice.person.codice_fiscale not in self.people:
            return cie.CardEffect.UNKNOWN_HOLDER
        if notice.card.serial in self.cards:
            return cie.CardEffect.ALREADY_RECORDED
        self.cards[notice.card.serial] = True
        return None

    def card_annulled(self, annulment: cie.CardAnnulment) -> cie.CardEffect | None:
        if annulment.card.serial not in self.cards:
            return cie.CardEffect.UNKNOWN_CARD
        self.cards[annulment.card.serial] = False
        return cie.CardEffect.RECORDED


def workstation(server: cie.Server) -> cie.Workstation:
    return cie.Workstation(
        url=server.url,
        comune_istat="058091",
        workstation_id="PDL-1",
        operator="VRDGPP75C12F205K",
    )


class Exchange(unittest.TestCase):
    """The four operations over HTTP."""

    def test_a_card_comes_and_goes(self) -> None:
        registry = Notebook()
        connector = cie.Connector(cie.ConnectorConfig(comune_istat="058091"), registry)
        with connector.serve() as server:
            desk = workstation(server)
            found = cie.interrogazione(desk, codice_fiscale="RSSBNC80E57H501B")
            self.assertEqual(found.outcome, cie.SadOutcome.OK)
            (subject,) = found.subjects
            self.assertEqual(subject.person.surname, "ROSSI")
            self.assertEqual(subject.residence and subject.residence.civic, "17/2")

            told = cie.emissione(desk, subject.person, CARD)
            self.assertEqual(told.outcome, cie.SadOutcome.OK)
            self.assertEqual(registry.cards, {"CA00000AA": True})
            gone = cie.annullamento(
                desk, subject.person, CARD, date(2026, 11, 24), cie.AnnulmentReason.MATERIAL_ERROR
            )
            self.assertEqual(gone.outcome, cie.SadOutcome.OK)
            self.assertEqual(registry.cards, {"CA00000AA": False})
            other = cie.Card(serial="CA00000BB")
            unknown = cie.revoca(
                desk, subject.person, other, date(2026, 11, 24), cie.AnnulmentReason.REVOCATION
            )
            self.assertEqual(unknown.outcome, cie.SadOutcome.ERROR)
            self.assertTrue(unknown.anomalies)
        self.assertNotIn(threading.get_ident(), registry.threads)

    def test_nobody_is_an_answer(self) -> None:
        connector = cie.Connector(cie.ConnectorConfig(comune_istat="058091"), Notebook())
        with connector.serve() as server:
            nobody = cie.interrogazione(workstation(server), codice_fiscale="VRDGPP75C12F205K")
        self.assertEqual(nobody.outcome, cie.SadOutcome.ERROR)
        self.assertEqual(nobody.subjects, [])
        self.assertTrue(nobody.anomalies)

    def test_every_profile_carries_the_exchange(self) -> None:
        for profile in ("anpr", "anpr-soap", "piatto"):
            with self.subTest(profile):
                config = cie.ConnectorConfig(comune_istat="058091", profile=profile)
                with cie.Connector(config, Notebook()).serve() as server:
                    desk = cie.Workstation(
                        url=server.url,
                        comune_istat="058091",
                        workstation_id="PDL-1",
                        operator="VRDGPP75C12F205K",
                        profile=profile,
                    )
                    # The public schema of the SOAP service asks for particulars.
                    found = cie.interrogazione(
                        desk, person=BIANCA.person, residence_istat="058091"
                    )
                self.assertEqual(found.subjects[0].person.given, "BIANCA")

    def test_a_message_of_ones_own_server(self) -> None:
        connector = cie.Connector(cie.ConnectorConfig(comune_istat="058091"), Notebook())
        reply = connector.answer(b"<not a message/>")
        self.assertEqual(reply.status, 400)
        self.assertEqual(reply.outcome, cie.SadOutcome.ERROR)
        self.assertIn("xml", reply.media_type)
        self.assertNotIn(b"not a message", reply.body)


class Failing(Notebook):
    """A registry whose database is away, and says so with a name in the text."""

    def find(self, query: cie.Query) -> cie.Subject | None:
        raise RuntimeError("no connection while looking for ROSSI BIANCA")


class Troubles(unittest.TestCase):
    """What a registry may get wrong."""

    def test_what_it_raises_is_logged_and_kept_off_the_wire(self) -> None:
        connector = cie.Connector(cie.ConnectorConfig(comune_istat="058091"), Failing())
        with TemporaryDirectory() as folder:
            store = str(Path(folder) / "apr.db")
            config = cie.ConnectorConfig(comune_istat="058091", store=store)
            connector = cie.Connector(config, Failing())
            with (
                self.assertLogs("cie.registry", logging.ERROR) as logged,
                connector.serve() as server,
            ):
                answer = cie.interrogazione(
                    workstation(server), codice_fiscale="RSSBNC80E57H501B", operation_id="OP-1"
                )
            self.assertEqual(answer.outcome, cie.SadOutcome.ERROR)
            self.assertNotIn("ROSSI", " ".join(anomaly.text for anomaly in answer.anomalies))
            self.assertIn("no connection", logged.output[0])
            del connector
            entries = cie.read_journal(store)
        self.assertEqual([entry.what for entry in entries], ["sad.interrogazione"])
        self.assertEqual(entries[0].subject, "OP-1")
        self.assertEqual(entries[0].data["outcome"], "error")
        self.assertTrue(entries[0].data["cause"].startswith("CIE-SAD-"))
        self.assertNotIn("ROSSI", repr(entries))

    def test_what_is_not_an_answer_is_a_failure(self) -> None:
        class Odd(Notebook):
            def find(self, query: cie.Query) -> cie.Subject | None:
                return 7  # type: ignore[return-value]

        connector = cie.Connector(cie.ConnectorConfig(comune_istat="058091"), Odd())
        with connector.serve() as server:
            answer = cie.interrogazione(workstation(server), codice_fiscale="RSSBNC80E57H501B")
        self.assertEqual(answer.outcome, cie.SadOutcome.ERROR)

    def test_a_taken_port_is_an_error_with_a_code(self) -> None:
        connector = cie.Connector(cie.ConnectorConfig(comune_istat="058091"), Notebook())
        with connector.serve() as server:
            address = server.url.removeprefix("http://").removesuffix("/sad")
            other = cie.ConnectorConfig(comune_istat="058091", address=address)
            with self.assertRaises(cie.CieError) as raised:
                cie.Connector(other, Notebook()).serve()
        self.assertEqual(raised.exception.code, "CIE-SAD-301")

    def test_nobody_answers_at_an_address(self) -> None:
        desk = cie.Workstation(
            url="http://127.0.0.1:9/sad",
            comune_istat="058091",
            workstation_id="PDL-1",
            operator="VRDGPP75C12F205K",
        )
        with self.assertRaises(cie.UnavailableError):
            cie.interrogazione(desk, codice_fiscale="RSSBNC80E57H501B")


class Asynchronous(unittest.TestCase):
    """Registries whose methods are coroutines."""

    def test_coroutines_run_on_the_loop_of_their_connector(self) -> None:
        class Pool:
            def __init__(self) -> None:
                self.loops: set[int] = set()

            async def find(self, query: cie.Query) -> list[cie.Subject]:
                self.loops.add(id(asyncio.get_running_loop()))
                await asyncio.sleep(0.01)
                return [BIANCA]

            async def card_issued(self, notice: cie.CardNotice) -> None:
                await asyncio.sleep(0)

            async def card_annulled(self, annulment: cie.CardAnnulment) -> None:
                await asyncio.sleep(0)

        async def main() -> set[int]:
            pool = Pool()
            connector = cie.Connector(cie.ConnectorConfig(comune_istat="058091"), pool)
            with connector.serve() as server:
                desk = workstation(server)
                ask = lambda: cie.interrogazione(desk, codice_fiscale="RSSBNC80E57H501B")  # noqa: E731
                answers = await asyncio.gather(*(asyncio.to_thread(ask) for _ in range(4)))
                await asyncio.to_thread(server.stop)
            self.assertEqual([answer.outcome for answer in answers], ["ok"] * 4)
            self.assertEqual(pool.loops, {id(asyncio.get_running_loop())})
            return pool.loops

        asyncio.run(main())

    def test_without_a_loop_each_runs_on_its_own(self) -> None:
        class Lone(Notebook):
            async def find(self, query: cie.Query) -> cie.Subject:  # type: ignore[override]
                return BIANCA

        connector = cie.Connector(cie.ConnectorConfig(comune_istat="058091"), Lone())
        with connector.serve() as server:
            answer = cie.interrogazione(workstation(server), codice_fiscale="RSSBNC80E57H501B")
        self.assertEqual(answer.outcome, cie.SadOutcome.OK)


class Waiting(unittest.TestCase):
    """A server that is waited for."""

    def test_wait_ends_with_the_server(self) -> None:
        server = cie.Connector(cie.ConnectorConfig(comune_istat="058091"), Notebook()).serve()
        self.assertFalse(server.wait(0.05))
        threading.Timer(0.2, server.stop).start()
        started = time.monotonic()
        self.assertTrue(server.wait(30))
        self.assertLess(time.monotonic() - started, 20)
        server.stop()


if __name__ == "__main__":
    unittest.main()
