"""Functions awaited, cancelled, and followed on their way."""

import asyncio
import doctest
import re
import socket
import threading
import time
import unittest
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import cie
from cie import aio

from test_connector import BIANCA, CARD, Notebook, workstation

CODES = ["RSSMRA80A41H501Y", "RSSMRA80A41H501X"]


class Awaiting(unittest.TestCase):
    """What waits does not hold the event loop, and can be given up."""

    def test_answers_and_errors_are_those_of_the_plain_function(self) -> None:
        async def main() -> None:
            self.assertEqual(await aio.are_valid_codici_fiscali(CODES), [True, False])
            with self.assertRaises(cie.NotFoundError) as raised:
                await aio.quote_fees([cie.FeeInquiry(reason=cie.IssueReason.LOSS, exemption="none")])
            self.assertEqual(raised.exception.code, "CIE-CORE-215")
            store = cie.RequestStore(":memory:")
            self.assertEqual(await aio.run(store.next_number, "058091", 2026), "058091-2026-000001")

        asyncio.run(main())

    def test_a_question_to_a_connector_leaves_the_loop_free(self) -> None:
        free = threading.Event()

        class Waiting(Notebook):
            def find(self, query: cie.Query) -> cie.Subject | None:
                if not free.wait(10):
                    raise TimeoutError("the event loop was held")
                return super().find(query)

        async def main() -> cie.SadAnswer:
            with cie.Connector(cie.ConnectorConfig(comune_istat="058091"), Waiting()).serve() as server:
                question = aio.interrogazione(workstation(server), codice_fiscale="RSSBNC80E57H501B")
                asked = asyncio.ensure_future(question)
                await asyncio.sleep(0)
                free.set()
                return await asked

        self.assertEqual(len(asyncio.run(main()).subjects), 1)

    def test_cancelling_ends_the_wait_at_once_and_closing_the_loop_too(self) -> None:
        # A peer that takes the connection and never answers.
        with socket.create_server(("127.0.0.1", 0)) as silent:
            port = silent.getsockname()[1]
            desk = cie.Workstation(
                url=f"http://127.0.0.1:{port}/sad",
                comune_istat="058091",
                workstation_id="PDL-1",
                operator="VRDGPP75C12F205K",
            )

            async def main() -> None:
                with self.assertRaises(TimeoutError):
                    async with asyncio.timeout(0.3):
                        await aio.interrogazione(desk, codice_fiscale="RSSBNC80E57H501B")

            started = time.monotonic()
            asyncio.run(main())
            self.assertLess(time.monotonic() - started, 5)
            # The thread is let go: the peer hangs up.
            silent.accept()[0].close()

    def test_cancelling_ends_a_list_at_its_next_part(self) -> None:
        seen: list[int] = []
        begun = threading.Event()
        go_on = threading.Event()

        def progress(done: int, total: int) -> None:
            seen.append(done)
            begun.set()
            go_on.wait(10)

        async def main() -> None:
            call = aio.are_valid_codici_fiscali(CODES * 20_000, progress=progress)
            task = asyncio.ensure_future(call)
            await asyncio.to_thread(begun.wait, 10)
            task.cancel()
            with self.assertRaises(asyncio.CancelledError):
                await task
            go_on.set()

        asyncio.run(main())
        time.sleep(0.2)
        self.assertEqual(seen, [5000])

    def test_whatever_waits_can_be_awaited(self) -> None:
        types = (Path(__file__).parents[2] / "node" / "native.d.ts").read_text()
        promised = re.findall(r"^export declare function (\w+)\(.*\): Promise<", types, re.MULTILINE)
        names = {re.sub(r"[A-Z]", lambda letter: f"_{letter[0].lower()}", name) for name in promised}
        self.assertIn("interrogazione", names)
        self.assertEqual(names - set(aio.__all__), set(), "add it to cie/aio.py")

    def test_the_examples_are_true(self) -> None:
        tried = doctest.testmod(aio)
        self.assertEqual(tried.failed, 0)
        self.assertGreater(tried.attempted, 0)


class Stores(unittest.TestCase):
    """Files are checked, copied while in use, and put back."""

    def test_a_copy_has_what_the_store_has(self) -> None:
        async def main(folder: Path) -> None:
            path, copy, again = (str(folder / name) for name in ("a.db", "copy.db", "again.db"))
            store = cie.RequestStore(path)
            empty = await aio.check_store(path)
            self.assertEqual((empty.entries, set(empty.head)), (0, {"0"}))
            store.begin(_request(), "operator 1")
            held = await aio.backup_store(path, copy)
            self.assertEqual(held.entries, 1)
            self.assertEqual(await aio.check_store(copy), held)
            with self.assertRaises(cie.ConflictError) as raised:
                await aio.backup_store(path, copy)
            self.assertEqual(raised.exception.code, "CIE-STORE-090")
            self.assertEqual(await aio.restore_store(copy, again), held)
            stored = cie.RequestStore(again).request("058091-2026-000001")
            self.assertEqual(stored and stored.entry.state, cie.IssuanceState.DRAFT)
            self.assertEqual([entry.hash for entry in await aio.read_journal(again)], [held.head])

        with TemporaryDirectory() as folder:
            asyncio.run(main(Path(folder)))


def _request() -> cie.CardRequest:
    return cie.CardRequest(
        number="058091-2026-000001",
        requested_on=date(2026, 11, 23),
        office=cie.Office(
            comune="ROMA", istat="058091", belfiore="H501", province="RM", name="Anagrafe", workstation_id="1"
        ),
        operator=cie.Operator(label="operator 1", codice_fiscale="VRDGPP75C12F205K"),
        subject=BIANCA,
        reason=cie.IssueReason.FIRST_ISSUE,
    )


class Progress(unittest.TestCase):
    """Functions over lists tell how far they are."""

    def test_parts_give_what_the_whole_gives(self) -> None:
        told: list[tuple[int, int]] = []

        def progress(done: int, total: int) -> None:
            told.append((done, total))

        codes = CODES * 1300
        self.assertEqual(cie.check_codici_fiscali(codes, progress=progress), cie.check_codici_fiscali(codes))
        self.assertEqual(told, [(1000, 2600), (2000, 2600), (2600, 2600)])
        inquiries = [cie.FeeInquiry(reason=cie.IssueReason.LOSS, on=date(2026, 11, 23))] * 3
        self.assertEqual(cie.quote_fees(inquiries, progress=progress), cie.quote_fees(inquiries))
        self.assertEqual(told[-1], (3, 3))
        self.assertEqual(cie.check_card_requests([], progress=progress), [])
        self.assertEqual(len(told), 4)

    def test_false_ends_it_and_what_is_raised_is_raised(self) -> None:
        codes = CODES * 10_000
        part = cie.are_valid_codici_fiscali(codes, progress=lambda done, total: done < 10_000)
        self.assertEqual(part, [True, False] * 5000)

        def fails(done: int, total: int) -> None:
            raise KeyError(done)

        with self.assertRaises(KeyError):
            cie.are_valid_codici_fiscali(codes, progress=fails)

    def test_a_list_of_annulments(self) -> None:
        registry = Notebook()
        with cie.Connector(cie.ConnectorConfig(comune_istat="058091"), registry).serve() as server:
            desk = workstation(server)
            cie.emissione(desk, BIANCA.person, CARD)
            other = cie.Card(serial="CA00000ZZ", electronic=True, issued_on=CARD.issued_on)

            def order(card: cie.Card, name: str) -> cie.AnnulmentOrder:
                return cie.AnnulmentOrder(
                    person=BIANCA.person,
                    card=card,
                    on=date(2026, 11, 24),
                    reason=cie.AnnulmentReason.OTHER,
                    operation_id=name,
                )

            told: list[int] = []
            orders = [order(CARD, "OP-A"), order(other, "OP-B"), order(CARD, "not an identifier")]
            reports = cie.annul_cards(desk, orders, progress=lambda done, _: told.append(done))
        outcomes = [report.answer and report.answer.outcome for report in reports]
        self.assertEqual(outcomes, [cie.SadOutcome.OK, cie.SadOutcome.ERROR, None])
        self.assertEqual([report.error_code for report in reports], [None, None, "CIE-CORE-401"])
        self.assertEqual(reports[2].error_kind, cie.ErrorKind.INPUT)
        self.assertEqual(told, [1, 2, 3])
        self.assertEqual(registry.cards, {"CA00000AA": False})


if __name__ == "__main__":
    unittest.main()
