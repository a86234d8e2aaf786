"""
Native part of the package `cie`; use the names of the package itself.
"""

from _typeshed import SupportsGetItem
from cie._choices import AnnulmentReason, Applicant, AttachmentKind, BirthPlaceKind, CardModel, CodiceFiscaleField, CodiceFiscaleSyntax, Confidence, DueDatePolicy, ErrorKind, FeeComponent, Fingerprints, Gravity, IssueReason, Operation, PlaceKind, Provenance, ResidenceKind, SadOutcome, SendMode, Severity, Sex
from datetime import date
from typing import Any, SupportsFloat, SupportsIndex, final

__all__ = ["Anomaly", "Attachment", "BirthAct", "BirthData", "BirthPlace", "Cancellation", "Card", "CardAnnulment", "CardNotice", "Charge", "Citizenship", "CodiceFiscaleParts", "CodiceFiscaleReport", "Connector", "ConnectorConfig", "ErrorInfo", "ErrorPosition", "Finding", "Found", "JournalEntry", "LocalExemption", "Mrz", "MrzData", "Person", "Place", "Query", "Quote", "QuoteLine", "Remittance", "Renewal", "Reply", "Residence", "Rule", "RuleFigure", "SadAnswer", "Server", "Subject", "Tariff", "Validity", "Workstation", "annullamento", "are_valid_codici_fiscali", "card_renewable_from", "card_validity", "check_codice_fiscale", "check_codici_fiscali", "check_request", "codice_fiscale_mismatches", "emissione", "encode_codice_fiscale", "error_catalogue", "interrogazione", "is_valid_codice_fiscale", "make_mrz", "omocodes", "parse_codice_fiscale", "parse_mrz", "place_by_belfiore", "place_history", "places_by_name", "quote_consular_fee", "quote_fee", "read_journal", "remittance", "revoca", "rule_by_id", "rules"]

@final
class Anomaly:
    """
    An error or warning of an answer.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, code: str, severity: Severity, text: str, field: str | None = None) -> Anomaly: ...
    def __repr__(self, /) -> str: ...
    @property
    def code(self, /) -> str:
        """
        Its code, such as `EN130`.
        """
    @property
    def field(self, /) -> str | None:
        """
        The field concerned.
        """
    @property
    def severity(self, /) -> Severity:
        """
        Whether it stops the operation.
        """
    @property
    def text(self, /) -> str:
        """
        Its text, for the operator: it may name the citizen.
        """

@final
class Attachment:
    """
    A biometric file passed with the notice of a card.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, kind: AttachmentKind, media_type: str, content: bytes) -> Attachment: ...
    def __repr__(self, /) -> str: ...
    @property
    def content(self, /) -> bytes:
        """
        The bytes.
        """
    @property
    def kind(self, /) -> AttachmentKind:
        """
        What it is.
        """
    @property
    def media_type(self, /) -> str:
        """
        Media type, such as `image/jpeg`.
        """

@final
class BirthAct:
    """
    A birth act.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, comune: str | None = None, comune_istat: str | None = None, year: str | None = None, part: str | None = None, series: str | None = None, number: str | None = None) -> BirthAct: ...
    def __repr__(self, /) -> str: ...
    @property
    def comune(self, /) -> str | None:
        """
        Comune that registered it, by name.
        """
    @property
    def comune_istat(self, /) -> str | None:
        """
        ISTAT code of that comune.
        """
    @property
    def number(self, /) -> str | None:
        """
        Number of the act; text, because acts are numbered `12/b` too.
        """
    @property
    def part(self, /) -> str | None:
        """
        Part (parte).
        """
    @property
    def series(self, /) -> str | None:
        """
        Series (serie).
        """
    @property
    def year(self, /) -> str | None:
        """
        Year.
        """

@final
class BirthData:
    """
    The data that make a codice fiscale.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, surname: str | None = None, given: str | None = None, birth: date, sex: Sex, place: str) -> BirthData: ...
    def __repr__(self, /) -> str: ...
    @property
    def birth(self, /) -> date:
        """
        The day of birth.
        """
    @property
    def given(self, /) -> str | None:
        """
        The given names; absent for people who have only a surname.
        """
    @property
    def place(self, /) -> str:
        """
        The Belfiore code of the comune of birth, or of the foreign state.
        """
    @property
    def sex(self, /) -> Sex:
        """
        The sex.
        """
    @property
    def surname(self, /) -> str | None:
        """
        The surname; absent for people who have only a given name.
        """

@final
class BirthPlace:
    """
    A place of birth.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, kind: BirthPlaceKind, name: str, belfiore: str | None = None, istat: str | None = None, state_code: str | None = None, locality: str | None = None, province: str | None = None) -> BirthPlace: ...
    def __repr__(self, /) -> str: ...
    @property
    def belfiore(self, /) -> str | None:
        """
        Belfiore code (4 characters), when known.
        """
    @property
    def istat(self, /) -> str | None:
        """
        ISTAT code (6 digits) of a comune, when known.
        """
    @property
    def kind(self, /) -> BirthPlaceKind:
        """
        Where.
        """
    @property
    def locality(self, /) -> str | None:
        """
        Town abroad, when known.
        """
    @property
    def name(self, /) -> str:
        """
        Name of the comune or of the state, as the registry writes it; the text itself for an
        exceptional place.
        """
    @property
    def province(self, /) -> str | None:
        """
        Province: two letters in Italy, any text abroad.
        """
    @property
    def state_code(self, /) -> str | None:
        """
        Code of a foreign state in ANPR's table (3 digits), when known.
        """

@final
class Cancellation:
    """
    Why and since when a person is no longer in the registry.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, on: date, reason: str | None = None) -> Cancellation: ...
    def __repr__(self, /) -> str: ...
    @property
    def on(self, /) -> date:
        """
        Date.
        """
    @property
    def reason(self, /) -> str | None:
        """
        Reason, as the registry codes it.
        """

@final
class Card:
    """
    An identity card as registries record it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, serial: str, electronic: bool | None = None, issued_on: date | None = None, expires_on: date | None = None, valid_for_travel: bool | None = None, comune_istat: str | None = None, comune: str | None = None, annulled_on: date | None = None) -> Card: ...
    def __repr__(self, /) -> str: ...
    @property
    def annulled_on(self, /) -> date | None:
        """
        Date of annulment.
        """
    @property
    def comune(self, /) -> str | None:
        """
        Name of the issuing comune.
        """
    @property
    def comune_istat(self, /) -> str | None:
        """
        ISTAT code of the issuing comune.
        """
    @property
    def electronic(self, /) -> bool | None:
        """
        Electronic, or paper; absent when the registry does not say.
        """
    @property
    def expires_on(self, /) -> date | None:
        """
        Date of expiry; absent when unlimited or not known.
        """
    @property
    def issued_on(self, /) -> date | None:
        """
        Date of issue.
        """
    @property
    def serial(self, /) -> str:
        """
        Serial; text always, leading zeros count.
        """
    @property
    def valid_for_travel(self, /) -> bool | None:
        """
        Valid for travel.
        """

@final
class CardAnnulment:
    """
    The notice that one card, and no other, was annulled or revoked.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, operation_id: str, sender: str, workstation_id: str, operator: str, person: Person, card: Card, on: date, reason: AnnulmentReason) -> CardAnnulment: ...
    def __repr__(self, /) -> str: ...
    @property
    def card(self, /) -> Card:
        """
        The card.
        """
    @property
    def on(self, /) -> date:
        """
        Date of annulment.
        """
    @property
    def operation_id(self, /) -> str:
        """
        Identifier of the operation.
        """
    @property
    def operator(self, /) -> str:
        """
        Codice fiscale of the operator.
        """
    @property
    def person(self, /) -> Person:
        """
        The holder.
        """
    @property
    def reason(self, /) -> AnnulmentReason:
        """
        Why.
        """
    @property
    def sender(self, /) -> str:
        """
        Who sent it: the ISTAT code of a comune.
        """
    @property
    def workstation_id(self, /) -> str:
        """
        Identifier of the workstation.
        """

@final
class CardNotice:
    """
    The notice that a card was issued.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, operation_id: str, sender: str, workstation_id: str, operator: str, person: Person, card: Card, attachments: SupportsGetItem[int, Attachment]) -> CardNotice: ...
    def __repr__(self, /) -> str: ...
    @property
    def attachments(self, /) -> list[Attachment]:
        """
        Biometric files, where the comune's registry keeps them.
        """
    @property
    def card(self, /) -> Card:
        """
        The card.
        """
    @property
    def operation_id(self, /) -> str:
        """
        Identifier of the operation.
        """
    @property
    def operator(self, /) -> str:
        """
        Codice fiscale of the operator.
        """
    @property
    def person(self, /) -> Person:
        """
        The holder.
        """
    @property
    def sender(self, /) -> str:
        """
        Who sent it: the ISTAT code of a comune.
        """
    @property
    def workstation_id(self, /) -> str:
        """
        Identifier of the workstation.
        """

@final
class Charge:
    """
    What a comune charges for some reasons of issue. Amounts in euro cents.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, reasons: SupportsGetItem[int, IssueReason], diritto_fisso: SupportsIndex, segreteria: SupportsIndex, state_share: SupportsIndex | None = None, reduced_diritto_fisso: SupportsIndex | None = None, reduced_up_to_months: SupportsIndex | None = None, published_total: SupportsIndex | None = None) -> Charge: ...
    def __repr__(self, /) -> str: ...
    @property
    def diritto_fisso(self, /) -> int:
        """
        Municipal right.
        """
    @property
    def published_total(self, /) -> int | None:
        """
        The total that the comune publishes, to be checked against the parts.
        """
    @property
    def reasons(self, /) -> list[IssueReason]:
        """
        The reasons it is for.
        """
    @property
    def reduced_diritto_fisso(self, /) -> int | None:
        """
        Municipal right when the old card had at most `reduced_up_to_months` left.
        """
    @property
    def reduced_up_to_months(self, /) -> int | None:
        """
        Residual validity in months up to which the reduced right applies.
        """
    @property
    def segreteria(self, /) -> int:
        """
        Secretarial right.
        """
    @property
    def state_share(self, /) -> int | None:
        """
        State share; leave it out to take the national one, 0 where the card is free.
        """

@final
class Citizenship:
    """
    One citizenship of a person.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, state_code: str, state: str | None = None, since: date | None = None) -> Citizenship: ...
    def __repr__(self, /) -> str: ...
    @property
    def since(self, /) -> date | None:
        """
        Held since.
        """
    @property
    def state(self, /) -> str | None:
        """
        Name of the state, as the registry writes it.
        """
    @property
    def state_code(self, /) -> str:
        """
        Code of the state (3 digits) in ANPR's table; 100 is Italy.
        """

@final
class CodiceFiscaleParts:
    """
    What a codice fiscale says, omocode letters read as digits.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, surname: str, given: str, year: SupportsIndex, month: SupportsIndex, day: SupportsIndex, sex: Sex, place: str, omocode: bool) -> CodiceFiscaleParts: ...
    def __repr__(self, /) -> str: ...
    @property
    def day(self, /) -> int:
        """
        The day of birth as coded, less 40 for women: not always a day of the calendar.
        """
    @property
    def given(self, /) -> str:
        """
        The three letters of the given name.
        """
    @property
    def month(self, /) -> int:
        """
        The month of birth, from 1 to 12.
        """
    @property
    def omocode(self, /) -> bool:
        """
        Whether at least one digit is written as a letter.
        """
    @property
    def place(self, /) -> str:
        """
        The Belfiore code of the place of birth.
        """
    @property
    def sex(self, /) -> Sex:
        """
        The sex.
        """
    @property
    def surname(self, /) -> str:
        """
        The three letters of the surname.
        """
    @property
    def year(self, /) -> int:
        """
        The last two digits of the year of birth.
        """

@final
class CodiceFiscaleReport:
    """
    The judgement of a codice fiscale, by degrees.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, valid: bool, syntax: CodiceFiscaleSyntax, misfit_at: SupportsIndex | None = None, checksum: bool = False, calendar: bool = False, place_known: bool = False, place_active: bool | None = None, names_plausible: bool = False, omocode: bool = False, births: SupportsGetItem[int, date]) -> CodiceFiscaleReport: ...
    def __repr__(self, /) -> str: ...
    @property
    def births(self, /) -> list[date]:
        """
        The possible days of birth, oldest first.
        """
    @property
    def calendar(self, /) -> bool:
        """
        The day of birth exists, between 1 January 1900 and the reference day.
        """
    @property
    def checksum(self, /) -> bool:
        """
        The check character is the one that the other fifteen call for.
        """
    @property
    def misfit_at(self, /) -> int | None:
        """
        Where the first misfit is, from 0.
        """
    @property
    def names_plausible(self, /) -> bool:
        """
        Both triplets could come from a name. Codes for which this is false exist.
        """
    @property
    def omocode(self, /) -> bool:
        """
        At least one digit is written as a letter.
        """
    @property
    def place_active(self, /) -> bool | None:
        """
        The place existed on one of the possible days of birth; absent when that cannot be said.
        Codes for which this is false exist: it is a warning.
        """
    @property
    def place_known(self, /) -> bool:
        """
        The place of birth was assigned its code at some time.
        """
    @property
    def syntax(self, /) -> CodiceFiscaleSyntax:
        """
        What its form is like; the rest is false or absent unless it fits.
        """
    @property
    def valid(self, /) -> bool:
        """
        The form, the check character, the day and the place are all right.
        """

@final
class Connector:
    """
    An APR connector over a registry of your own: any object with the methods `find`, `card_issued`
    and `card_annulled`, see `Registry`.

    `find` gets a `Query` and returns a `Found`, a list of subjects, one subject, or `None`.
    `card_issued` gets a `CardNotice`, `card_annulled` a `CardAnnulment`; both return a `CardEffect`,
    or `None` for one that was recorded. They may be `async`, may be slow, and are called from several
    threads. What they raise goes to the logger `cie.registry` and never on the wire: the workstation
    is told that the registry failed, and may ask again.

    Raises a `CieError`: `CIE-API-005` when the profile's file cannot be read, `CIE-SAD-…` when a
    profile is not sound, `CIE-STORE-…` when the store cannot be opened.
    """
    def __new__(cls, /, config: ConnectorConfig, registry: Any) -> Connector: ...
    def __repr__(self, /) -> str: ...
    def answer(self, /, message: SupportsGetItem[int, SupportsIndex]) -> Reply:
        """
        Answers one message, for programs that have a web server of their own.
        """
    def serve(self, /) -> Server:
        """
        Starts a server on the address of the configuration. Use it in a `with`, or call `stop`.

        Raises a `CieError`: `CIE-SAD-301` when the address or port cannot be listened on,
        `CIE-SAD-302` when no thread can start, `CIE-SAD-303` for a path that is not absolute,
        `CIE-SAD-310` for a certificate or key that cannot be used.
        """

@final
class ConnectorConfig:
    """
    How a connector is set up.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, comune_istat: str, profile: str | None = None, address: str | None = None, path: str | None = None, store: str | None = None, time_limit: SupportsIndex | None = None, tls_certificate: str | None = None, tls_key: str | None = None) -> ConnectorConfig: ...
    def __repr__(self, /) -> str: ...
    @property
    def address(self, /) -> str | None:
        """
        Address and port that are listened on; `127.0.0.1:0`, a free port, unless given.
        """
    @property
    def comune_istat(self, /) -> str:
        """
        ISTAT code (6 digits) of the comune.
        """
    @property
    def path(self, /) -> str | None:
        """
        Service path; `/sad` unless given.
        """
    @property
    def profile(self, /) -> str | None:
        """
        The wire: `anpr`, `anpr-soap`, `piatto`, or the path of a profile in TOML; `anpr` unless
        given. The official tag set of SAD 2.8 is not public: a profile says which tags are used.
        """
    @property
    def store(self, /) -> str | None:
        """
        SQLite file of the answers and the journal. Without it both are kept in memory and are
        gone with the process: good for trials alone.
        """
    @property
    def time_limit(self, /) -> int | None:
        """
        Longest time for an answer, in seconds; 30 unless given.
        """
    @property
    def tls_certificate(self, /) -> str | None:
        """
        PEM file of the server's certificate and those of the authorities in between; plain HTTP
        without it.
        """
    @property
    def tls_key(self, /) -> str | None:
        """
        PEM file of its private key.
        """

@final
class ErrorInfo:
    """
    An entry of the catalogue of errors.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, code: str, kind: ErrorKind, text_it: str, text_en: str, remedy_it: str, remedy_en: str) -> ErrorInfo: ...
    def __repr__(self, /) -> str: ...
    @property
    def code(self, /) -> str:
        """
        Stable code, the same in every language.
        """
    @property
    def kind(self, /) -> ErrorKind:
        """
        Class of the error.
        """
    @property
    def remedy_en(self, /) -> str:
        """
        What to do, in English.
        """
    @property
    def remedy_it(self, /) -> str:
        """
        What to do, in Italian.
        """
    @property
    def text_en(self, /) -> str:
        """
        What happened, in English.
        """
    @property
    def text_it(self, /) -> str:
        """
        What happened, in Italian.
        """

@final
class ErrorPosition:
    """
    Where in the input the trouble is; what does not apply is absent.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, byte: SupportsIndex | None = None, line: SupportsIndex | None = None, column: SupportsIndex | None = None, field: str | None = None) -> ErrorPosition: ...
    def __repr__(self, /) -> str: ...
    @property
    def byte(self, /) -> int | None:
        """
        Offset in bytes, from 0.
        """
    @property
    def column(self, /) -> int | None:
        """
        Column in characters, from 1, of a text.
        """
    @property
    def field(self, /) -> str | None:
        """
        Path of a field, such as `residence.civic`, or name of the column of a table.
        """
    @property
    def line(self, /) -> int | None:
        """
        Line, from 1.
        """

@final
class Finding:
    """
    Something that a request got wrong, or that its operator should know.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, code: str, gravity: Gravity, field: str, text_it: str, text_en: str, remedy_it: str, remedy_en: str, rule: str | None = None) -> Finding: ...
    def __repr__(self, /) -> str: ...
    @property
    def code(self, /) -> str:
        """
        Stable code, the same in every language.
        """
    @property
    def field(self, /) -> str:
        """
        Path of the field.
        """
    @property
    def gravity(self, /) -> Gravity:
        """
        How grave it is.
        """
    @property
    def remedy_en(self, /) -> str:
        """
        What to do, in English.
        """
    @property
    def remedy_it(self, /) -> str:
        """
        What to do, in Italian.
        """
    @property
    def rule(self, /) -> str | None:
        """
        The identifier of the rule behind it, if there is one.
        """
    @property
    def text_en(self, /) -> str:
        """
        What was found, in English.
        """
    @property
    def text_it(self, /) -> str:
        """
        What was found, in Italian.
        """

@final
class Found:
    """
    What a registry found.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, subjects: SupportsGetItem[int, Subject], resident_elsewhere_istat: str | None = None, resident_elsewhere: str | None = None) -> Found: ...
    def __repr__(self, /) -> str: ...
    @property
    def resident_elsewhere(self, /) -> str | None:
        """
        The person is known, but lives in another comune: its name.
        """
    @property
    def resident_elsewhere_istat(self, /) -> str | None:
        """
        The person is known, but lives in another comune: its ISTAT code.
        """
    @property
    def subjects(self, /) -> list[Subject]:
        """
        The subjects that answer: none, one or several. Who was cancelled is returned with the
        cancellation.
        """

@final
class JournalEntry:
    """
    An entry of the journal: what was done, when, by whom. It names requests, not people.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, seq: SupportsIndex, at: str, subject: str, what: str, actor: str, data: dict[str, str], hash: str) -> JournalEntry: ...
    def __repr__(self, /) -> str: ...
    @property
    def actor(self, /) -> str:
        """
        Who did it.
        """
    @property
    def at(self, /) -> str:
        """
        When, in whole seconds of UTC, such as `2026-11-23T09:30:00Z`.
        """
    @property
    def data(self, /) -> dict[str, str]:
        """
        Particulars.
        """
    @property
    def hash(self, /) -> str:
        """
        SHA-256 of the entry, which holds that of the entry before.
        """
    @property
    def seq(self, /) -> int:
        """
        Position, from 1, without gaps.
        """
    @property
    def subject(self, /) -> str:
        """
        Identifier of the operation or request concerned.
        """
    @property
    def what(self, /) -> str:
        """
        What happened, such as `sad.interrogazione`.
        """

@final
class LocalExemption:
    """
    A class of people who pay less by the comune's own resolution. Amounts in euro cents.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, id: str, diritto_fisso: SupportsIndex, segreteria: SupportsIndex, reasons: SupportsGetItem[int, IssueReason], published_total: SupportsIndex | None = None) -> LocalExemption: ...
    def __repr__(self, /) -> str: ...
    @property
    def diritto_fisso(self, /) -> int:
        """
        Municipal right for this class.
        """
    @property
    def id(self, /) -> str:
        """
        Name used when asking for a quote, such as `over_70`.
        """
    @property
    def published_total(self, /) -> int | None:
        """
        The total that the comune publishes, to be checked against the parts.
        """
    @property
    def reasons(self, /) -> list[IssueReason]:
        """
        Reasons it applies to; none means all.
        """
    @property
    def segreteria(self, /) -> int:
        """
        Secretarial right for this class.
        """

@final
class Mrz:
    """
    What a machine readable zone says.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, document_code: str, issuer: str, document_number: str, is_cie: bool, born: date | str | None, sex: Sex, expires: date | None, nationality: str, surname: str, given: str, maybe_truncated: bool) -> Mrz: ...
    def __repr__(self, /) -> str: ...
    @property
    def born(self, /) -> str | None:
        """
        Date of birth, its century found by the day of reading; absent when none is written.
        """
    @property
    def document_code(self, /) -> str:
        """
        Two letters: what document it is.
        """
    @property
    def document_number(self, /) -> str:
        """
        Number of the document.
        """
    @property
    def expires(self, /) -> date | None:
        """
        Date of expiry; absent for a card that never expires.
        """
    @property
    def given(self, /) -> str:
        """
        Given names, as written in the zone.
        """
    @property
    def is_cie(self, /) -> bool:
        """
        Whether the number is one of a CIE.
        """
    @property
    def issuer(self, /) -> str:
        """
        Code of the issuing state.
        """
    @property
    def maybe_truncated(self, /) -> bool:
        """
        Whether the names may have been shortened.
        """
    @property
    def nationality(self, /) -> str:
        """
        Code of the nationality.
        """
    @property
    def sex(self, /) -> Sex:
        """
        Sex.
        """
    @property
    def surname(self, /) -> str:
        """
        Surname, as written in the zone.
        """

@final
class MrzData:
    """
    What a machine readable zone is made of.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, serial: str, born: date | str, sex: Sex, expires: date | None = None, nationality: str | None = None, surname: str | None = None, given: str | None = None) -> MrzData: ...
    def __repr__(self, /) -> str: ...
    @property
    def born(self, /) -> str:
        """
        Date of birth, perhaps incomplete.
        """
    @property
    def expires(self, /) -> date | None:
        """
        Date of expiry; leave it out for a card that never expires.
        """
    @property
    def given(self, /) -> str | None:
        """
        Given names; leave them out for who has none.
        """
    @property
    def nationality(self, /) -> str | None:
        """
        Code of the nationality (ICAO); Italian unless given.
        """
    @property
    def serial(self, /) -> str:
        """
        Serial of the card, such as `CA00000AA`.
        """
    @property
    def sex(self, /) -> Sex:
        """
        Sex.
        """
    @property
    def surname(self, /) -> str | None:
        """
        Surname; leave it out for who has none.
        """

@final
class Person:
    """
    The particulars of a person.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, surname: str | None = None, given: str | None = None, sex: Sex, born: date | str, birth_place: BirthPlace, codice_fiscale: str | None = None, codice_fiscale_validated: bool | None = None, codice_fiscale_since: date | None = None, aire: bool = False, registry_id: str | None = None, anpr_id: str | None = None) -> Person: ...
    def __repr__(self, /) -> str: ...
    @property
    def aire(self, /) -> bool:
        """
        Registered with AIRE (citizens living abroad).
        """
    @property
    def anpr_id(self, /) -> str | None:
        """
        Identifier of the person's sheet in ANPR.
        """
    @property
    def birth_place(self, /) -> BirthPlace:
        """
        Place of birth.
        """
    @property
    def born(self, /) -> str:
        """
        Date of birth, perhaps incomplete.
        """
    @property
    def codice_fiscale(self, /) -> str | None:
        """
        Codice fiscale, when the registry has one.
        """
    @property
    def codice_fiscale_since(self, /) -> date | None:
        """
        Since when it is so.
        """
    @property
    def codice_fiscale_validated(self, /) -> bool | None:
        """
        Whether the codice fiscale was validated, when the registry says.
        """
    @property
    def given(self, /) -> str | None:
        """
        Given names; absent for who has none.
        """
    @property
    def registry_id(self, /) -> str | None:
        """
        Identifier of the person's sheet in the comune's registry.
        """
    @property
    def sex(self, /) -> Sex:
        """
        Sex.
        """
    @property
    def surname(self, /) -> str | None:
        """
        Surname; absent for who has none.
        """

@final
class Place:
    """
    A comune or a state, in one period of its life.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, kind: PlaceKind, name: str, belfiore: str | None = None, istat: str | None = None, province: str | None = None, alternatives: SupportsGetItem[int, str], active_from: date | None = None, active_to: date | None = None) -> Place: ...
    def __repr__(self, /) -> str: ...
    @property
    def active_from(self, /) -> date | None:
        """
        The first day of the period, if it is known.
        """
    @property
    def active_to(self, /) -> date | None:
        """
        The last day of the period; absent for a place that still exists.
        """
    @property
    def alternatives(self, /) -> list[str]:
        """
        Its other names: German, Ladin, French or Slovene for comuni, English for states.
        """
    @property
    def belfiore(self, /) -> str | None:
        """
        Its Belfiore code (codice catastale), if it has one.
        """
    @property
    def istat(self, /) -> str | None:
        """
        Its ISTAT code: six digits for a comune, three for a state.
        """
    @property
    def kind(self, /) -> PlaceKind:
        """
        What it is.
        """
    @property
    def name(self, /) -> str:
        """
        Its name in Italian, in capitals.
        """
    @property
    def province(self, /) -> str | None:
        """
        Its province, two letters.
        """

@final
class Query:
    """
    A question about a citizen. It has a codice fiscale or a person.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, operation_id: str, sender: str, comune_istat: str, workstation_id: str, operator: str, codice_fiscale: str | None = None, person: Person | None = None, residence_istat: str | None = None) -> Query: ...
    def __repr__(self, /) -> str: ...
    @property
    def codice_fiscale(self, /) -> str | None:
        """
        Whom it asks for, by codice fiscale.
        """
    @property
    def comune_istat(self, /) -> str:
        """
        ISTAT code of the comune that asks.
        """
    @property
    def operation_id(self, /) -> str:
        """
        Identifier of the operation.
        """
    @property
    def operator(self, /) -> str:
        """
        Codice fiscale of the operator.
        """
    @property
    def person(self, /) -> Person | None:
        """
        Whom it asks for, by particulars.
        """
    @property
    def residence_istat(self, /) -> str | None:
        """
        ISTAT code of the comune where the citizen is said to live.
        """
    @property
    def sender(self, /) -> str:
        """
        Who sent it: the ISTAT code of a comune.
        """
    @property
    def workstation_id(self, /) -> str:
        """
        Identifier of the workstation.
        """

@final
class Quote:
    """
    What a card costs. Amounts in euro cents.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, total: SupportsIndex, lines: SupportsGetItem[int, QuoteLine], rules: SupportsGetItem[int, str]) -> Quote: ...
    def __repr__(self, /) -> str: ...
    @property
    def lines(self, /) -> list[QuoteLine]:
        """
        What it is made of.
        """
    @property
    def rules(self, /) -> list[str]:
        """
        The identifiers of the rules behind it.
        """
    @property
    def total(self, /) -> int:
        """
        What the citizen pays.
        """

@final
class QuoteLine:
    """
    A line of a quote.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, component: FeeComponent, amount: SupportsIndex) -> QuoteLine: ...
    def __repr__(self, /) -> str: ...
    @property
    def amount(self, /) -> int:
        """
        Euro cents.
        """
    @property
    def component(self, /) -> FeeComponent:
        """
        What for.
        """

@final
class Remittance:
    """
    What a comune transfers to the State for a half-month. Amounts in euro cents.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, period_start: date, period_end: date, due: date, cards: SupportsIndex, amount: SupportsIndex, iban: str, capo: str, capitolo: str, causale: str, vat_back_to_comune: SupportsIndex, rules: SupportsGetItem[int, str]) -> Remittance: ...
    def __repr__(self, /) -> str: ...
    @property
    def amount(self, /) -> int:
        """
        What is transferred.
        """
    @property
    def capitolo(self, /) -> str:
        """
        Chapter of the State budget: capitolo.
        """
    @property
    def capo(self, /) -> str:
        """
        Chapter of the State budget: capo.
        """
    @property
    def cards(self, /) -> int:
        """
        Cards sent into production in the half-month.
        """
    @property
    def causale(self, /) -> str:
        """
        The reference text of the transfer, to the letter.
        """
    @property
    def due(self, /) -> date:
        """
        By which day it is paid.
        """
    @property
    def iban(self, /) -> str:
        """
        The account of the State treasury.
        """
    @property
    def period_end(self, /) -> date:
        """
        Last day of the half-month.
        """
    @property
    def period_start(self, /) -> date:
        """
        First day of the half-month.
        """
    @property
    def rules(self, /) -> list[str]:
        """
        The identifiers of the rules behind it.
        """
    @property
    def vat_back_to_comune(self, /) -> int:
        """
        The share of VAT that comes back to the comune.
        """

@final
class Renewal:
    """
    From when a card may be renewed.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, first_day: date | None, rule: str) -> Renewal: ...
    def __repr__(self, /) -> str: ...
    @property
    def first_day(self, /) -> date | None:
        """
        The first day; absent for a card that may be renewed at any time.
        """
    @property
    def rule(self, /) -> str:
        """
        The identifier of the rule behind it.
        """

@final
class Reply:
    """
    What goes back to the workstation.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, body: bytes, status: SupportsIndex, media_type: str, outcome: SadOutcome, operation: Operation | None = None, codes: SupportsGetItem[int, str], repeated: bool, cause: str | None = None) -> Reply: ...
    def __repr__(self, /) -> str: ...
    @property
    def body(self, /) -> bytes:
        """
        The answer, in the encoding of the profile.
        """
    @property
    def cause(self, /) -> str | None:
        """
        Code of what went wrong inside, which the workstation is not told.
        """
    @property
    def codes(self, /) -> list[str]:
        """
        Codes of its errors and warnings.
        """
    @property
    def media_type(self, /) -> str:
        """
        Its media type.
        """
    @property
    def operation(self, /) -> Operation | None:
        """
        The operation, when the request could be told.
        """
    @property
    def outcome(self, /) -> SadOutcome:
        """
        The outcome it carries.
        """
    @property
    def repeated(self, /) -> bool:
        """
        Whether the answer was stored before.
        """
    @property
    def status(self, /) -> int:
        """
        The status that goes with it over HTTP.
        """

@final
class Residence:
    """
    A residence, or the lack of a fixed one.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, kind: ResidenceKind, comune: str | None = None, comune_istat: str | None = None, comune_province: str | None = None, street_type: str | None = None, street: str | None = None, civic: str | None = None, cap: str | None = None, frazione: str | None = None, care_of: str | None = None, since: date | None = None, state: str | None = None, state_code: str | None = None, locality: str | None = None, foreign_province: str | None = None) -> Residence: ...
    def __repr__(self, /) -> str: ...
    @property
    def cap(self, /) -> str | None:
        """
        Post code (5 digits).
        """
    @property
    def care_of(self, /) -> str | None:
        """
        Care of (presso).
        """
    @property
    def civic(self, /) -> str | None:
        """
        Civic number, exactly as the registry writes it.
        """
    @property
    def comune(self, /) -> str | None:
        """
        Name of the comune in whose registry the person is; it may be absent abroad.
        """
    @property
    def comune_istat(self, /) -> str | None:
        """
        Its ISTAT code (6 digits), when known.
        """
    @property
    def comune_province(self, /) -> str | None:
        """
        Its province (two letters), when known.
        """
    @property
    def foreign_province(self, /) -> str | None:
        """
        Province, county or region, abroad.
        """
    @property
    def frazione(self, /) -> str | None:
        """
        Hamlet.
        """
    @property
    def kind(self, /) -> ResidenceKind:
        """
        How.
        """
    @property
    def locality(self, /) -> str | None:
        """
        Town, abroad.
        """
    @property
    def since(self, /) -> date | None:
        """
        Resident there since.
        """
    @property
    def state(self, /) -> str | None:
        """
        Name of the state, abroad.
        """
    @property
    def state_code(self, /) -> str | None:
        """
        Code of the state in ANPR's table (3 digits), abroad.
        """
    @property
    def street(self, /) -> str | None:
        """
        Name of the street without its type; the whole line abroad.
        """
    @property
    def street_type(self, /) -> str | None:
        """
        Street type (specie): VIA, PIAZZA, CONTRADA…
        """

@final
class Rule:
    """
    A rule of law or practice, with its dates and its source.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, id: str, title_it: str, title_en: str, summary_it: str, summary_en: str, effective_from: date | None = None, effective_to: date | None = None, source: str, confidence: Confidence, figures: SupportsGetItem[int, RuleFigure]) -> Rule: ...
    def __repr__(self, /) -> str: ...
    @property
    def confidence(self, /) -> Confidence:
        """
        How sure it is.
        """
    @property
    def effective_from(self, /) -> date | None:
        """
        First day in force, if it is known.
        """
    @property
    def effective_to(self, /) -> date | None:
        """
        Last day in force; absent for a rule still in force.
        """
    @property
    def figures(self, /) -> list[RuleFigure]:
        """
        Its figures.
        """
    @property
    def id(self, /) -> str:
        """
        Stable identifier, such as `validity.adult.last_birthday`.
        """
    @property
    def source(self, /) -> str:
        """
        The act and the article, or who says so.
        """
    @property
    def summary_en(self, /) -> str:
        """
        What it says, in English.
        """
    @property
    def summary_it(self, /) -> str:
        """
        What it says, in Italian.
        """
    @property
    def title_en(self, /) -> str:
        """
        Title, in English.
        """
    @property
    def title_it(self, /) -> str:
        """
        Title, in Italian.
        """

@final
class RuleFigure:
    """
    A figure of a rule.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, name: str, unit: str, value: str) -> RuleFigure: ...
    def __repr__(self, /) -> str: ...
    @property
    def name(self, /) -> str:
        """
        Its name within the rule.
        """
    @property
    def unit(self, /) -> str:
        """
        Its unit or type: `money` (euro cents), `percent`, `years`, `months`, `days`, `bytes`, `date`…
        """
    @property
    def value(self, /) -> str:
        """
        Its value as text: a number, a day, or the words themselves.
        """

@final
class SadAnswer:
    """
    What a registry answered.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, operation_id: str, outcome: SadOutcome, subjects: SupportsGetItem[int, Subject], anomalies: SupportsGetItem[int, Anomaly]) -> SadAnswer: ...
    def __repr__(self, /) -> str: ...
    @property
    def anomalies(self, /) -> list[Anomaly]:
        """
        Errors and warnings.
        """
    @property
    def operation_id(self, /) -> str:
        """
        The identifier of the operation. Asking again with it gets the same answer.
        """
    @property
    def outcome(self, /) -> SadOutcome:
        """
        The outcome.
        """
    @property
    def subjects(self, /) -> list[Subject]:
        """
        The subjects found, by an interrogazione.
        """

@final
class Server:
    """
    A connector that is serving; it stops when it is left, stopped, or collected.
    """
    def __enter__(self, /) -> Server: ...
    def __exit__(self, /, *_exception: "object") -> "None": ...
    def __repr__(self, /) -> str: ...
    def stop(self, /) -> None:
        """
        Stops listening, waits some seconds for the requests in hand, and ends.
        """
    @property
    def url(self, /) -> str:
        """
        The address that workstations are given.
        """
    def wait(self, /, seconds: SupportsFloat | SupportsIndex | None = None) -> bool:
        """
        Waits until the server is stopped by another thread, or by Ctrl-C; whether it was, within
        `seconds` if they are given.
        """

@final
class Subject:
    """
    A citizen as the registry describes them.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, person: Person, residence: Residence | None = None, citizenships: SupportsGetItem[int, Citizenship], parents: SupportsGetItem[int, Person] | None = None, birth_act: BirthAct | None = None, civil_status: str | None = None, cancellation: Cancellation | None = None, card: Card | None = None, certifiable: bool | None = None, provenance: Provenance | None = None, height_cm: SupportsIndex | None = None) -> Subject: ...
    def __repr__(self, /) -> str: ...
    @property
    def birth_act(self, /) -> BirthAct | None:
        """
        Birth act.
        """
    @property
    def cancellation(self, /) -> Cancellation | None:
        """
        Set when the person was cancelled from the registry.
        """
    @property
    def card(self, /) -> Card | None:
        """
        The identity card that the registry knows of.
        """
    @property
    def certifiable(self, /) -> bool | None:
        """
        Whether certificates may be issued for the person.
        """
    @property
    def citizenships(self, /) -> list[Citizenship]:
        """
        Citizenships; several are possible.
        """
    @property
    def civil_status(self, /) -> str | None:
        """
        Civil status, as the registry codes it.
        """
    @property
    def height_cm(self, /) -> int | None:
        """
        Height in centimetres.
        """
    @property
    def parents(self, /) -> list[Person] | None:
        """
        Parents, one or two; sent for minors only.
        """
    @property
    def person(self, /) -> Person:
        """
        Particulars.
        """
    @property
    def provenance(self, /) -> Provenance | None:
        """
        Where the data come from.
        """
    @property
    def residence(self, /) -> Residence | None:
        """
        Residence.
        """

@final
class Tariff:
    """
    The tariff of a comune.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, charges: SupportsGetItem[int, Charge], exemptions: SupportsGetItem[int, LocalExemption], effective_from: date | None = None, effective_to: date | None = None, source: str | None = None) -> Tariff: ...
    def __repr__(self, /) -> str: ...
    @property
    def charges(self, /) -> list[Charge]:
        """
        What is charged, by reason.
        """
    @property
    def effective_from(self, /) -> date | None:
        """
        First day.
        """
    @property
    def effective_to(self, /) -> date | None:
        """
        Last day.
        """
    @property
    def exemptions(self, /) -> list[LocalExemption]:
        """
        Who pays less.
        """
    @property
    def source(self, /) -> str | None:
        """
        The comune's resolution.
        """

@final
class Validity:
    """
    How long a card holds.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, expires: date | None, renewable_from: date, rules: SupportsGetItem[int, str]) -> Validity: ...
    def __repr__(self, /) -> str: ...
    @property
    def expires(self, /) -> date | None:
        """
        Its last day; absent for a card that never expires.
        """
    @property
    def renewable_from(self, /) -> date:
        """
        The first day on which it may be renewed.
        """
    @property
    def rules(self, /) -> list[str]:
        """
        The identifiers of the rules behind it, the most general first.
        """

@final
class Workstation:
    """
    A workstation, and the connector that it speaks to.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, url: str, comune_istat: str, workstation_id: str, operator: str, profile: str | None = None, recipient: str | None = None, mode: SendMode | None = None, authorities: str | None = None) -> Workstation: ...
    def __repr__(self, /) -> str: ...
    @property
    def authorities(self, /) -> str | None:
        """
        PEM file of the authorities that the connector's certificate is checked against.
        """
    @property
    def comune_istat(self, /) -> str:
        """
        ISTAT code (6 digits) of the comune.
        """
    @property
    def mode(self, /) -> SendMode | None:
        """
        Whether messages count; a trial unless given.
        """
    @property
    def operator(self, /) -> str:
        """
        Codice fiscale of the operator.
        """
    @property
    def profile(self, /) -> str | None:
        """
        The wire, as in the connector's configuration; `anpr` unless given.
        """
    @property
    def recipient(self, /) -> str | None:
        """
        Recipient in the heading of messages; `999999` unless given.
        """
    @property
    def url(self, /) -> str:
        """
        Address of the connector, such as `http://10.0.0.5:8080/sad`.
        """
    @property
    def workstation_id(self, /) -> str:
        """
        Identifier of the workstation, 1 to 20 characters.
        """

def annullamento(workstation: Workstation, person: Person, card: Card, on: date, reason: AnnulmentReason, operation_id: str | None = None) -> SadAnswer:
    """
    Tells a registry that one card was annulled.

    Raises a `CieError`:
    `CIE-CORE-401` when the operation identifier will not do;
    `CIE-SAD-3xx` and `CIE-SAD-4xx` when no answer came;
    `CIE-SAD-1xx` when the notice cannot be written, or the answer is not one;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def are_valid_codici_fiscali(codes: SupportsGetItem[int, str], on: date | None = None) -> list[bool]:
    """
    Whether form, check character, day and place are all right, for many codes, in order. `on` is
    the day taken as today; without it, today.

    Raises a `CieError`:
    `CIE-API-001` when a defect of the SDK was caught.
    """

def card_renewable_from(model: CardModel, issued_on: date, expires: date | None = None) -> Renewal:
    """
    From when a card may be renewed; `expires` is absent for one that never expires.

    Raises a `CieError`:
    `CIE-CORE-122` when a date is out of range;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def card_validity(born: date | str, requested_on: date | None = None, fingerprints: Fingerprints | None = None, applicant: Applicant | None = None) -> Validity:
    """
    How long a card holds that is requested on a day, today unless given.

    Where the law is silent the SDK's documented defaults hold; `rules` names them.

    Raises a `CieError`:
    `CIE-CORE-120` when the date of birth is incomplete;
    `CIE-CORE-121` when the request is before the birth;
    `CIE-CORE-122` when a date is out of range;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def check_codice_fiscale(code: str, on: date | None = None) -> CodiceFiscaleReport:
    """
    Judges a codice fiscale by degrees. `on` is the day taken as today; without it, today.

    Raises a `CieError`:
    `CIE-API-001` when a defect of the SDK was caught.
    """

def check_codici_fiscali(codes: SupportsGetItem[int, str], on: date | None = None) -> list[CodiceFiscaleReport]:
    """
    Judges many codes, in order. `on` is the day taken as today; without it, today.

    Raises a `CieError`:
    `CIE-API-001` when a defect of the SDK was caught.
    """

def check_request(request: str, on: date | None = None) -> list[Finding]:
    """
    Everything that is wrong with a request, at once: the request as JSON (its form is that of the
    Rust type `cie_core::request::CardRequest`, as `cie request check` takes it), checked on a day,
    that of the request unless given. No finding means that it can be signed.

    Raises a `CieError`:
    `CIE-API-004` when the text is not such a request, with line and column;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def codice_fiscale_mismatches(code: str, data: BirthData) -> list[CodiceFiscaleField]:
    """
    The parts of the code that do not agree with the data: none when it is theirs. Letters of an
    omocode are read as digits.

    Raises a `CieError`:
    `CIE-CORE-010` and `CIE-CORE-011` when the code is wrong in itself;
    `CIE-CORE-013`, `CIE-CORE-014` and `CIE-CORE-030` when no code can be made of the data;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def emissione(workstation: Workstation, person: Person, card: Card, operation_id: str | None = None) -> SadAnswer:
    """
    Tells a registry that a card was issued. Tell it again with the same operation identifier and
    nothing is done twice.

    Raises a `CieError`:
    `CIE-CORE-401` when the operation identifier will not do;
    `CIE-SAD-3xx` and `CIE-SAD-4xx` when no answer came;
    `CIE-SAD-1xx` when the notice cannot be written, or the answer is not one;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def encode_codice_fiscale(data: BirthData) -> str:
    """
    The code that these data call for, before any omocode: the Agenzia delle Entrate alone assigns
    codes, and may have assigned another.

    Raises a `CieError`:
    `CIE-CORE-013` when a name cannot be transliterated;
    `CIE-CORE-014` when the sex is not stated;
    `CIE-CORE-030` when the place is not a Belfiore code;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def error_catalogue() -> list[ErrorInfo]:
    """
    Every error that this package can report, in the order of their codes.

    Raises a `CieError`:
    `CIE-API-001` when a defect of the SDK was caught.
    """

def interrogazione(workstation: Workstation, codice_fiscale: str | None = None, person: Person | None = None, residence_istat: str | None = None, operation_id: str | None = None) -> SadAnswer:
    """
    Asks a registry for a citizen, by codice fiscale or by particulars. `residence_istat` is the
    ISTAT code of the comune where the citizen is said to live, which the profile `anpr-soap` asks
    for. An operation identifier is drawn unless given.

    Raises a `CieError`:
    `CIE-API-002` unless one of the two is given;
    `CIE-CORE-401` when the operation identifier will not do;
    `CIE-SAD-3xx` and `CIE-SAD-4xx` when no answer came;
    `CIE-SAD-1xx` when the request cannot be written, or the answer is not one;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def is_valid_codice_fiscale(code: str, on: date | None = None) -> bool:
    """
    Whether form, check character, day and place of a code are all right. `on` is the day taken as
    today; without it, today.

    Raises a `CieError`:
    `CIE-API-001` when a defect of the SDK was caught.
    """

def make_mrz(data: MrzData) -> str:
    """
    The three lines of the zone of a card.

    Raises a `CieError`:
    `CIE-CORE-101` when the serial is not one of a CIE;
    `CIE-CORE-114` to `CIE-CORE-116` when a field or a name cannot be written in a zone;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def omocodes(code: str) -> list[str]:
    """
    The other ways to write a code, in the order in which they are assigned.

    Raises a `CieError`:
    `CIE-CORE-010` and `CIE-CORE-011` when the code is wrong in itself;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def parse_codice_fiscale(code: str) -> CodiceFiscaleParts:
    """
    What a codice fiscale says, when its form and check character are right.

    Raises a `CieError`:
    `CIE-CORE-010` when a character cannot stand where it stands, with its position;
    `CIE-CORE-011` when the check character is wrong;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def parse_mrz(text: str, on: date | None = None) -> Mrz:
    """
    Reads a zone: three lines of 30 characters, or all 90 together. `on` is the day near which the
    dates are, because their century is not written; today unless given.

    Raises a `CieError`:
    `CIE-CORE-110` when it is not three lines of 30 characters;
    `CIE-CORE-111` for a character that may not stand there, with its position;
    `CIE-CORE-112` for a wrong check digit, with its position;
    `CIE-CORE-113` for a date that is none;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def place_by_belfiore(code: str, on: date | None = None) -> Place | None:
    """
    The place that had this Belfiore code on a day, today unless given; none if there was none.

    Raises a `CieError`:
    `CIE-CORE-030` when the text is not a letter and three digits;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def place_history(code: str) -> list[Place]:
    """
    Every period of the place with this Belfiore code, oldest first.

    Raises a `CieError`:
    `CIE-CORE-030` when the text is not a letter and three digits;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def places_by_name(name: str, on: date | None = None) -> list[Place]:
    """
    The places that had this name on a day, today unless given. Case, accents, blanks, hyphens and
    apostrophes do not count; another spelling of the table will do.

    Raises a `CieError`:
    `CIE-API-001` when a defect of the SDK was caught.
    """

def quote_consular_fee(reason: IssueReason, on: date | None = None) -> Quote:
    """
    What a card costs at a consulate on a day, today unless given.

    Raises a `CieError`:
    `CIE-CORE-201` when no figure is in force on that day;
    `CIE-CORE-214` when consulates have none for the reason;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def quote_fee(reason: IssueReason, on: date | None = None, tariff: Tariff | None = None, exemption: str | None = None, previous_expires: date | None = None) -> Quote:
    """
    What a card costs at a comune on a day, today unless given: with the comune's tariff, or the
    usual figures. `exemption` is `register_of_the_poor`, or the id of a class of the tariff;
    `previous_expires` is the expiry of the card that is replaced, for tariffs that look at it.

    Raises a `CieError`:
    `CIE-CORE-201` when no figure is in force on that day;
    `CIE-CORE-211` to `CIE-CORE-213` when the tariff is not sound;
    `CIE-CORE-214` when it does not cover the reason, `CIE-CORE-215` when it does not know the
    exemption;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def read_journal(store: str) -> list[JournalEntry]:
    """
    Every entry of the journal in a store's file, oldest first, their chain of hashes verified.

    Raises a `CieError`:
    `CIE-STORE-007` when the file cannot be opened;
    `CIE-API-006` when an entry was changed, left out or put in;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def remittance(comune: str, codice_catastale: str, day: date, cards: SupportsIndex, policy: DueDatePolicy | None = None, patron: str | None = None) -> Remittance:
    """
    What a comune transfers to the State for the half-month that holds a day. `patron` is the
    patron saint's day of the comune as `MM-DD`.

    Raises a `CieError`:
    `CIE-CORE-001` when the patron's day is not `MM-DD`;
    `CIE-CORE-201` when no figure is in force on that day;
    `CIE-CORE-210` when the amount is too large;
    `CIE-CORE-230` when the day is in no half-month of the calendar;
    `CIE-CORE-231` when the comune's name or code will not do;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def revoca(workstation: Workstation, person: Person, card: Card, on: date, reason: AnnulmentReason, operation_id: str | None = None) -> SadAnswer:
    """
    Tells a registry that one card was revoked.

    Raises a `CieError`:
    `CIE-CORE-401` when the operation identifier will not do;
    `CIE-SAD-3xx` and `CIE-SAD-4xx` when no answer came;
    `CIE-SAD-1xx` when the notice cannot be written, or the answer is not one;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def rule_by_id(id: str) -> Rule | None:
    """
    The rule with this identifier; none if there is none.

    Raises a `CieError`:
    `CIE-API-001` when a defect of the SDK was caught.
    """

def rules(in_force_on: date | None = None) -> list[Rule]:
    """
    Every rule, or those in force on a day.

    Raises a `CieError`:
    `CIE-API-001` when a defect of the SDK was caught.
    """
