"""A user's program: run where the package alone is installed, and checked by mypy --strict there."""

from datetime import date

import cie


class Residents:
    """A registry in memory, as a vendor would write it over a database."""

    def __init__(self) -> None:
        self.cards: dict[str, str | None] = {}

    def find(self, query: cie.Query) -> cie.Subject | None:
        """Looks a citizen up."""
        if query.codice_fiscale != "RSSBNC80E57H501B":
            return None
        return cie.Subject(
            person=cie.Person(
                surname="ROSSI",
                given="BIANCA",
                sex=cie.Sex.F,
                born=date(1980, 5, 17),
                birth_place=cie.BirthPlace(kind=cie.BirthPlaceKind.COMUNE, name="ROMA", belfiore="H501"),
                codice_fiscale="RSSBNC80E57H501B",
            ),
            citizenships=[cie.Citizenship(state_code="100")],
        )

    def card_issued(self, notice: cie.CardNotice) -> None:
        """Notes a card."""
        self.cards[notice.card.serial] = notice.person.codice_fiscale

    def card_annulled(self, annulment: cie.CardAnnulment) -> cie.CardEffect | None:
        """Takes a card away."""
        known = self.cards.pop(annulment.card.serial, None)
        return None if known else cie.CardEffect.UNKNOWN_CARD


def ask(code: str) -> list[str]:
    """The given names that a connector answers with."""
    config = cie.ConnectorConfig(comune_istat="058091")
    with cie.Connector(config, Residents()).serve() as server:
        workstation = cie.Workstation(
            url=server.url, comune_istat="058091", workstation_id="1", operator="VRDGPP75C12F205K"
        )
        answer = cie.interrogazione(workstation, codice_fiscale=code)
    return [subject.person.given or "" for subject in answer.subjects]


def refused(code: str) -> str:
    """The code of the error for a codice fiscale."""
    try:
        cie.parse_codice_fiscale(code)
    except cie.InputError as error:
        return error.code
    return ""


total: int = cie.quote_fee(cie.IssueReason.FIRST_ISSUE, date(2026, 11, 23)).total
valid: list[bool] = cie.are_valid_codici_fiscali(["RSSMRA80A41H501Y", "RSSMRA80A41H501Z"])
print(ask("RSSBNC80E57H501B"), refused("RSSMRA80A41H5O1Y"), total, valid)
