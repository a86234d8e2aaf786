"""
Native part of the package `cie`; use the names of the package itself.
"""

from _typeshed import SupportsGetItem
from cie._callbacks import Camera, CameraPreview, CardTransport, CardWatch, DeviceWatcher, DocumentScanner, FaceFinder, FingerprintScanner, OperatorCard
from cie._choices import AnnulmentReason, Applicant, AttachmentKind, AttemptFailure, BirthPlaceKind, CardCheck, CardField, CardModel, CardSummary, CheckOutcome, CodiceFiscaleField, CodiceFiscaleSyntax, Confidence, Consent, DeliveryMode, DeviceChange, DeviceKind, DeviceState, DoctorVerdict, DocumentChannel, DueDatePolicy, ErrorKind, FeeComponent, Finger, FingerAbsence, FingerAdvice, FingerprintChoice, FingerprintFormat, FingerprintStepKind, Fingerprints, Gravity, GuardianRole, Hand, Impossibility, IssuanceState, IssueKind, IssueReason, Language, MediaOutcome, MismatchKind, Nationality, Operation, OrganDonation, PaperGround, PaymentKind, PlaceKind, ProfileMessageKind, Provenance, ResidenceKind, SadOutcome, SadUnknownReason, ScanColour, ScanSource, ScanStop, ScoEventKind, ScoRevocationReason, ScoRole, ScoState, SendMode, Severity, Sex, SideTrack, SignatureAlgorithm, Stage, Standing, SummaryChannel, TrackStatus, Transition, TravelAssent
from datetime import date
from typing import Any, SupportsFloat, SupportsIndex, final

__all__ = ["Address", "AnnulmentOrder", "AnnulmentReport", "Anomaly", "Attachment", "Authority", "Biometrics", "BirthAct", "BirthData", "BirthPlace", "Cancellation", "Card", "CardAccess", "CardAnnulment", "CardContent", "CardDocument", "CardFile", "CardHolder", "CardNotice", "CardPhoto", "CardPlan", "CardReading", "CardReport", "CardRequest", "CardVerdict", "CardsSent", "Charge", "Citizenship", "CleanedSignature", "CodiceFiscaleParts", "CodiceFiscaleReport", "ComuneCalendar", "Connector", "ConnectorConfig", "ConsularChecks", "Contacts", "Delivery", "DeviceEvent", "DeviceTrial", "DeviceWatch", "DoctorConfig", "DoctorFinding", "ErrorInfo", "ErrorPosition", "FaceMarks", "FeeInquiry", "Finding", "FingerImage", "FingerView", "Fingerprint", "FingerprintFile", "FingerprintOutcome", "FingerprintPlan", "FingerprintQuality", "FingerprintSession", "FingerprintStep", "FittedPhoto", "FiveData", "Found", "Guardian", "HalfMonth", "HelpDesk", "Holiday", "ImagePoint", "Injunction", "IssuanceEntry", "IssuanceStep", "JournalEntry", "LocalExemption", "Media", "MediaReport", "MediaVerdict", "Mismatch", "Mrz", "MrzData", "NullaOsta", "Office", "OfficeDocument", "Operator", "PaymentMade", "PaymentOrder", "Person", "PinTries", "Place", "ProfileChoice", "ProfileField", "ProfileInfo", "ProfileMessage", "QuarterlySummary", "Query", "Quote", "QuoteLine", "ReasonQuote", "ReconciledHalfMonth", "Reconciliation", "Remittance", "Renewal", "Reply", "RequestNumberParts", "RequestOutcome", "RequestStore", "Residence", "Rule", "RuleFigure", "SadAnswer", "SadAnswerReading", "SadEncoded", "SadHeader", "SadInspection", "SadRequest", "SadRequestReading", "SadUnknown", "ScanArea", "ScanJob", "ScanSettings", "ScannedDocument", "ScannedPage", "ScannerCapabilities", "ScannerPages", "ScannerSource", "ScoCard", "ScoCount", "ScoDeparted", "ScoEvent", "ScoExpiring", "ScoHoldings", "ScoInventory", "ScoOfficer", "ScoParties", "ScoReport", "ScoSecurityOfficer", "ScoTransfer", "ScoTransferred", "Server", "SignedContent", "SimulatedCard", "SimulatedOperatorCard", "SimulatedPortrait", "StoreCheck", "StoredRequest", "Subject", "TakenFingerprint", "TakenPhoto", "Tariff", "Travel", "TravelHolder", "Trouble", "TrustContent", "Validity", "VirtualCard", "VirtualOperatorCard", "Workstation", "annul_cards", "annullamento", "are_valid_codici_fiscali", "backup_store", "canonical_form", "card_pin_tries", "card_renewable_from", "card_request_from_json", "card_request_outcome", "card_request_to_json", "card_travel", "card_validity", "change_card_pin", "check_card_request", "check_card_requests", "check_codice_fiscale", "check_codici_fiscali", "check_photo", "check_profile", "check_request", "check_signature", "check_store", "clean_signature", "codice_fiscale_mismatches", "decode_sad_answer", "decode_sad_request", "delivery_expected", "draw_barcode", "emissione", "encode_codice_fiscale", "encode_sad_answer", "encode_sad_request", "error_catalogue", "explain_profile", "fingerprint_plan", "fingerprint_quality", "fit_photo", "half_months", "holidays", "inspect_sad_request", "interrogazione", "is_valid_codice_fiscale", "is_working_day", "issuance_advance", "issuance_transitions", "make_mrz", "nationality", "omocodes", "open_sealed", "parse_barcode", "parse_card_files", "parse_codice_fiscale", "parse_iban", "parse_mrz", "parse_request_number", "photo_from_sheet", "photo_overlay", "picture_to_png", "place_by_belfiore", "place_history", "places_by_name", "price_list", "quarterly_summary", "quarterly_summary_csv", "quote_consular_fee", "quote_fee", "quote_fees", "read_barcode", "read_card", "read_finger_record", "read_fingerprint", "read_journal", "read_trust", "reconcile", "remittance", "request_number", "restore_store", "revoca", "rule_by_id", "rules", "run_doctor", "scan_document", "sco_apply", "sco_from_json", "sco_further_cards_request", "sco_handover", "sco_help_desk", "sco_holdings", "sco_report", "sco_request_cards", "sco_revocation_request", "sco_to_json", "sco_transfer", "sco_transfer_record", "seal_content", "sign_content", "signature_from_sheet", "simulate_card", "simulate_operator_card", "simulated_fingerprint", "simulated_portrait", "simulated_request", "simulated_sheet", "simulated_signature", "state_share", "take_photo", "try_devices", "unblock_card_pin", "usual_tariff", "verify_card_files", "verify_card_pin", "verify_signed", "working_days_after", "write_finger_record", "write_fingerprint", "wsq_decode", "wsq_encode"]

@final
class Address:
    """
    An address in Italy.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, comune: str, comune_istat: str | None = None, comune_province: str | None = None, street_type: str | None = None, street: str, civic: str | None = None, cap: str | None = None, frazione: str | None = None) -> Address: ...
    def __repr__(self, /) -> str: ...
    @property
    def cap(self, /) -> str | None:
        """
        Post code (5 digits).
        """
    @property
    def civic(self, /) -> str | None:
        """
        Civic number, exactly as it is to be written.
        """
    @property
    def comune(self, /) -> str:
        """
        Name of the comune.
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
    def frazione(self, /) -> str | None:
        """
        Hamlet.
        """
    @property
    def street(self, /) -> str:
        """
        Name of the street without its type.
        """
    @property
    def street_type(self, /) -> str | None:
        """
        Street type (specie): VIA, PIAZZA, CONTRADA…
        """

@final
class AnnulmentOrder:
    """
    A card to be annulled or revoked.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, person: Person, card: Card, on: date, reason: AnnulmentReason, revoke: bool = False, operation_id: str | None = None) -> AnnulmentOrder: ...
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
    def operation_id(self, /) -> str | None:
        """
        Identifier of the operation; drawn unless given.
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
    def revoke(self, /) -> bool:
        """
        Revoca instead of annullamento.
        """

@final
class AnnulmentReport:
    """
    What became of such an order.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, serial: str, answer: SadAnswer | None = None, error_code: str | None = None, error_kind: ErrorKind | None = None) -> AnnulmentReport: ...
    def __repr__(self, /) -> str: ...
    @property
    def answer(self, /) -> SadAnswer | None:
        """
        What the registry answered; absent when no answer came.
        """
    @property
    def error_code(self, /) -> str | None:
        """
        The code of what went wrong then.
        """
    @property
    def error_kind(self, /) -> ErrorKind | None:
        """
        Its class: trying again later may work for `unavailable`.
        """
    @property
    def serial(self, /) -> str:
        """
        Serial of the card.
        """

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
class Authority:
    """
    A certificate of a country signing authority (CSCA).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, subject: str, issuer: str, country: str | None = None, serial: str, valid_from: date, valid_to: date, der: bytes) -> Authority: ...
    def __repr__(self, /) -> str: ...
    @property
    def country(self, /) -> str | None:
        """
        Its country, two letters.
        """
    @property
    def der(self, /) -> bytes:
        """
        The certificate, in DER.
        """
    @property
    def issuer(self, /) -> str:
        """
        The name of who signed it.
        """
    @property
    def serial(self, /) -> str:
        """
        Its serial number, in hexadecimal digits.
        """
    @property
    def subject(self, /) -> str:
        """
        Its name, such as `CN=…, O=…, C=IT`.
        """
    @property
    def valid_from(self, /) -> date:
        """
        First day on which it is valid.
        """
    @property
    def valid_to(self, /) -> date:
        """
        Last day on which it is valid.
        """

@final
class Biometrics:
    """
    What was taken of the citizen.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, photo: Media | None = None, fingerprints: SupportsGetItem[int, Fingerprint] | None = None, fingerprints_impossible: Impossibility | None = None, signature: Media | None = None, unable_to_sign: bool = False) -> Biometrics: ...
    def __repr__(self, /) -> str: ...
    @property
    def fingerprints(self, /) -> list[Fingerprint] | None:
        """
        Fingerprints, right hand first.
        """
    @property
    def fingerprints_impossible(self, /) -> Impossibility | None:
        """
        Set when fingerprints are missing for a reason.
        """
    @property
    def photo(self, /) -> Media | None:
        """
        Photo.
        """
    @property
    def signature(self, /) -> Media | None:
        """
        Handwritten signature.
        """
    @property
    def unable_to_sign(self, /) -> bool:
        """
        The citizen is unable to sign.
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
class CardAccess:
    """
    What opens the chip: one of the two, or both.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, can: str | None = None, zone: str | None = None) -> CardAccess: ...
    def __repr__(self, /) -> str: ...
    @property
    def can(self, /) -> str | None:
        """
        Card access number, the 6 digits on the front of the card.
        """
    @property
    def zone(self, /) -> str | None:
        """
        The zone printed on the card: three lines. It is compared with the chip's, too.
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
class CardContent:
    """
    What the files of a chip say, as far as they are there.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, zone: str | None = None, mrz: Mrz | None = None, holder: CardHolder | None = None, document: CardDocument | None = None, photo: CardPhoto | None = None) -> CardContent: ...
    def __repr__(self, /) -> str: ...
    @property
    def document(self, /) -> CardDocument | None:
        """
        More about the document.
        """
    @property
    def holder(self, /) -> CardHolder | None:
        """
        More about the holder.
        """
    @property
    def mrz(self, /) -> Mrz | None:
        """
        What the zone of a card says.
        """
    @property
    def photo(self, /) -> CardPhoto | None:
        """
        The face.
        """
    @property
    def zone(self, /) -> str | None:
        """
        The zone as it stands in the chip (DG1): 90 characters on a card, 72 or 88 on others.
        """

@final
class CardDocument:
    """
    What a chip says of the document (DG12). What it does not say is absent.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, authority: str | None = None, issued: date | None = None, observations: str | None = None, personalised: str | None = None, personalised_by: str | None = None) -> CardDocument: ...
    def __repr__(self, /) -> str: ...
    @property
    def authority(self, /) -> str | None:
        """
        Issuing authority.
        """
    @property
    def issued(self, /) -> date | None:
        """
        Date of issue.
        """
    @property
    def observations(self, /) -> str | None:
        """
        Endorsements and observations: on a CIE, among others, the note on travel.
        """
    @property
    def personalised(self, /) -> str | None:
        """
        When it was personalised, such as `2016-11-15T01:36:12`.
        """
    @property
    def personalised_by(self, /) -> str | None:
        """
        Serial number of the machine that did.
        """

@final
class CardFile:
    """
    A file of the chip.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, name: str, content: bytes) -> CardFile: ...
    def __repr__(self, /) -> str: ...
    @property
    def content(self, /) -> bytes:
        """
        Its bytes as the chip gave them.
        """
    @property
    def name(self, /) -> str:
        """
        Its name: `EF.CardAccess`, `EF.COM`, `EF.SOD`, or `DG1` to `DG16`.
        """

@final
class CardHolder:
    """
    What a chip says of the holder beside the zone (DG11). What it does not say is absent.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, surname: str | None = None, given: str | None = None, other_names: SupportsGetItem[int, str], personal_number: str | None = None, born: date | str | None = None, birth_place: str | None = None, birth_province: str | None = None, address: SupportsGetItem[int, str], telephone: str | None = None, profession: str | None = None, title: str | None = None) -> CardHolder: ...
    def __repr__(self, /) -> str: ...
    @property
    def address(self, /) -> list[str]:
        """
        Address: on a CIE street, comune and province.
        """
    @property
    def birth_place(self, /) -> str | None:
        """
        Place of birth: a comune, or a place abroad.
        """
    @property
    def birth_province(self, /) -> str | None:
        """
        Province of birth.
        """
    @property
    def born(self, /) -> str | None:
        """
        Date of birth.
        """
    @property
    def given(self, /) -> str | None:
        """
        Given names, in national characters.
        """
    @property
    def other_names(self, /) -> list[str]:
        """
        Other names, surname first.
        """
    @property
    def personal_number(self, /) -> str | None:
        """
        Personal number: on a CIE the codice fiscale.
        """
    @property
    def profession(self, /) -> str | None:
        """
        Profession.
        """
    @property
    def surname(self, /) -> str | None:
        """
        Surname, in national characters.
        """
    @property
    def telephone(self, /) -> str | None:
        """
        Telephone.
        """
    @property
    def title(self, /) -> str | None:
        """
        Title.
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
class CardPhoto:
    """
    The picture of the face in a chip, as it stands there (DG2).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, media_type: str, width: SupportsIndex | None = None, height: SupportsIndex | None = None, image: bytes) -> CardPhoto: ...
    def __repr__(self, /) -> str: ...
    @property
    def height(self, /) -> int | None:
        """
        Height in pixels, as the record around it says.
        """
    @property
    def image(self, /) -> bytes:
        """
        The picture. `picture_to_png` makes something of it that every program shows.
        """
    @property
    def media_type(self, /) -> str:
        """
        `image/jp2` on a CIE, `image/jpeg` on others.
        """
    @property
    def width(self, /) -> int | None:
        """
        Width in pixels, as the record around it says.
        """

@final
class CardPlan:
    """
    What to look at while a card is read, and whom to trust.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, trust: SupportsGetItem[int, bytes], request: str | None = None, issued: date | None = None, services_number: bool | None = None, longest: SupportsIndex | None = None, on: date | None = None) -> CardPlan: ...
    def __repr__(self, /) -> str: ...
    @property
    def issued(self, /) -> date | None:
        """
        Day of issue, if it is known: the chain is judged as of then.
        """
    @property
    def longest(self, /) -> int | None:
        """
        Longest command and response that the reader or the phone passes, in bytes; everything
        unless given. Up to 261 only short lengths are used.
        """
    @property
    def on(self, /) -> date | None:
        """
        The day near which the dates of the zone are; today unless given.
        """
    @property
    def request(self, /) -> str | None:
        """
        The request that the card answers, as JSON, to compare.
        """
    @property
    def services_number(self, /) -> bool | None:
        """
        Whether to read the number for services too and have the chip prove it; for a CIE, not for
        other documents.
        """
    @property
    def trust(self, /) -> list[bytes]:
        """
        Files of authorities, master lists and revocation lists (DER, PEM, CMS). None is built in:
        without them the chain stays undecided.
        """

@final
class CardReading:
    """
    A card that was read.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, access: str, downgraded: str | None = None, content: CardContent, report: CardReport, files: SupportsGetItem[int, CardFile], services_number: str | None = None, exchanges: SupportsIndex, sent: SupportsIndex, received: SupportsIndex) -> CardReading: ...
    def __repr__(self, /) -> str: ...
    @property
    def access(self, /) -> str:
        """
        How access was gained, such as `PACE DH-GM 3DES, DH 2048` or `BAC`.
        """
    @property
    def content(self, /) -> CardContent:
        """
        What the chip says.
        """
    @property
    def downgraded(self, /) -> str | None:
        """
        Code of the error for which the best way of access was not taken, where the chip offers a
        better one.
        """
    @property
    def exchanges(self, /) -> int:
        """
        Commands that were sent.
        """
    @property
    def files(self, /) -> list[CardFile]:
        """
        The files of the chip, as `verify_card_files` takes them.
        """
    @property
    def received(self, /) -> int:
        """
        Bytes that were received.
        """
    @property
    def report(self, /) -> CardReport:
        """
        What of it holds.
        """
    @property
    def sent(self, /) -> int:
        """
        Bytes that were sent.
        """
    @property
    def services_number(self, /) -> str | None:
        """
        The number for services, if it was asked for and read.
        """

@final
class CardReport:
    """
    Every verdict on a card.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, summary: CardSummary, accepted: bool, text_it: str, text_en: str, verdicts: SupportsGetItem[int, CardVerdict]) -> CardReport: ...
    def __repr__(self, /) -> str: ...
    @property
    def accepted(self, /) -> bool:
        """
        Whether the card can be handed over or accepted: genuine, perhaps with remarks.
        """
    @property
    def summary(self, /) -> CardSummary:
        """
        All in one word.
        """
    @property
    def text_en(self, /) -> str:
        """
        For the operator, in English.
        """
    @property
    def text_it(self, /) -> str:
        """
        For the operator, in Italian: one sentence, then a line for what is not good.
        """
    @property
    def verdicts(self, /) -> list[CardVerdict]:
        """
        The verdicts, in the order in which they were reached.
        """

@final
class CardRequest:
    """
    A request for a card: what the operator enters.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, number: str, requested_on: date, office: Office, operator: Operator, subject: Subject, reason: IssueReason, kind: IssueKind | None = None, consular: ConsularChecks | None = None, paper_ground: PaperGround | None = None, guardians: SupportsGetItem[int, Guardian] | None = None, travel_barred: bool = False, nulla_osta: NullaOsta | None = None, contacts: Contacts | None = None, delivery: Delivery | None = None, organ_donation: OrganDonation | None = None, fee_receipt: str | None = None, serial: str | None = None, biometrics: Biometrics | None = None, outcome: RequestOutcome | None = None) -> CardRequest: ...
    def __repr__(self, /) -> str: ...
    @property
    def biometrics(self, /) -> Biometrics | None:
        """
        Photo, fingerprints, signature.
        """
    @property
    def consular(self, /) -> ConsularChecks | None:
        """
        What a consulate found out; of a consular request alone.
        """
    @property
    def contacts(self, /) -> Contacts | None:
        """
        How the holder can be reached.
        """
    @property
    def delivery(self, /) -> Delivery | None:
        """
        How the card reaches its holder; by registered post to the residence unless given.
        """
    @property
    def fee_receipt(self, /) -> str | None:
        """
        Number of the fee receipt.
        """
    @property
    def guardians(self, /) -> list[Guardian] | None:
        """
        Who answers for a minor.
        """
    @property
    def kind(self, /) -> IssueKind | None:
        """
        Variant of the request; ordinary unless given.
        """
    @property
    def nulla_osta(self, /) -> NullaOsta | None:
        """
        Leave of the comune of residence, for who lives elsewhere.
        """
    @property
    def number(self, /) -> str:
        """
        Number, `IIIIII-YYYY-NNNNNN`: see `request_number`.
        """
    @property
    def office(self, /) -> Office:
        """
        Office.
        """
    @property
    def operator(self, /) -> Operator:
        """
        Operator.
        """
    @property
    def organ_donation(self, /) -> OrganDonation | None:
        """
        Choice about organ donation; absent when not expressed.
        """
    @property
    def outcome(self, /) -> RequestOutcome | None:
        """
        What the rules made of it, once computed: see `card_request_outcome`.
        """
    @property
    def paper_ground(self, /) -> PaperGround | None:
        """
        The urgency documented; of a paper card alone.
        """
    @property
    def reason(self, /) -> IssueReason:
        """
        Reason of issue.
        """
    @property
    def requested_on(self, /) -> date:
        """
        Date of the request; ages are counted on this day.
        """
    @property
    def serial(self, /) -> str | None:
        """
        Serial of the card, assigned while the request is being entered. Text, zeros count.
        """
    @property
    def subject(self, /) -> Subject:
        """
        The citizen, as the registry describes them.
        """
    @property
    def travel_barred(self, /) -> bool:
        """
        A ground for refusing or withdrawing a passport exists: the card is not valid for travel.
        """

@final
class CardVerdict:
    """
    One question about a card, with its answer. Nothing in it is personal.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, check: CardCheck, group: SupportsIndex | None = None, field: CardField | None = None, outcome: CheckOutcome, label_it: str, label_en: str, evidence_it: str, evidence_en: str, code: str | None = None) -> CardVerdict: ...
    def __repr__(self, /) -> str: ...
    @property
    def check(self, /) -> CardCheck:
        """
        The question.
        """
    @property
    def code(self, /) -> str | None:
        """
        Code of the error, where one says why it is not good.
        """
    @property
    def evidence_en(self, /) -> str:
        """
        What the answer rests on, in English.
        """
    @property
    def evidence_it(self, /) -> str:
        """
        What the answer rests on, in Italian.
        """
    @property
    def field(self, /) -> CardField | None:
        """
        The field concerned, of `request`.
        """
    @property
    def group(self, /) -> int | None:
        """
        The group concerned, from 1 to 16, of `integrity`.
        """
    @property
    def label_en(self, /) -> str:
        """
        What was asked, in English.
        """
    @property
    def label_it(self, /) -> str:
        """
        What was asked, in Italian.
        """
    @property
    def outcome(self, /) -> CheckOutcome:
        """
        The answer.
        """

@final
class CardsSent:
    """
    Cards that a comune sent into production on a day.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, codice_catastale: str, sent_on: date, cards: SupportsIndex) -> CardsSent: ...
    def __repr__(self, /) -> str: ...
    @property
    def cards(self, /) -> int:
        """
        How many.
        """
    @property
    def codice_catastale(self, /) -> str:
        """
        The comune, by codice catastale.
        """
    @property
    def sent_on(self, /) -> date:
        """
        The day; it decides the half-month.
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
class CleanedSignature:
    """
    A signature in black and white.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, image: bytes, width: SupportsIndex, height: SupportsIndex, report: MediaReport) -> CleanedSignature: ...
    def __repr__(self, /) -> str: ...
    @property
    def height(self, /) -> int:
        """
        Height in pixels.
        """
    @property
    def image(self, /) -> bytes:
        """
        The file: PNG, one bit a pixel.
        """
    @property
    def report(self, /) -> MediaReport:
        """
        The verdicts on the image that it was made of, and on its own size.
        """
    @property
    def width(self, /) -> int:
        """
        Width in pixels.
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
class ComuneCalendar:
    """
    The calendar of a comune: national holidays, its patron saint, and whether Saturday is worked.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, patron: str | None = None, saturday_works: bool = False) -> ComuneCalendar: ...
    def __repr__(self, /) -> str: ...
    @property
    def patron(self, /) -> str | None:
        """
        The patron saint's day as `MM-DD`.
        """
    @property
    def saturday_works(self, /) -> bool:
        """
        Whether Saturday is a working day (policy `remittance.saturday_policy`).
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
        `,travel=SI/NO` after it chooses one of the pairs of constants for "valid for travel" that
        circolare 8/2017 admits.
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
class ConsularChecks:
    """
    What a consulate has to find out before it issues a card.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, matches: FiveData | None = None, other_valid_cie: bool = False) -> ConsularChecks: ...
    def __repr__(self, /) -> str: ...
    @property
    def matches(self, /) -> FiveData | None:
        """
        How the consulate's data compare with ANPR's; needed when the codice fiscale is missing.
        """
    @property
    def other_valid_cie(self, /) -> bool:
        """
        ANPR knows another valid electronic card of the citizen.
        """

@final
class Contacts:
    """
    How the holder can be reached.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, email: str | None = None, phone: str | None = None) -> Contacts: ...
    def __repr__(self, /) -> str: ...
    @property
    def email(self, /) -> str | None:
        """
        E-mail address.
        """
    @property
    def phone(self, /) -> str | None:
        """
        Telephone number.
        """

@final
class Delivery:
    """
    How a card reaches its holder.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, mode: DeliveryMode, address: Address | None = None, delegate: str | None = None) -> Delivery: ...
    def __repr__(self, /) -> str: ...
    @property
    def address(self, /) -> Address | None:
        """
        The other address, and only with it.
        """
    @property
    def delegate(self, /) -> str | None:
        """
        Name of the person who may collect it instead of the holder.
        """
    @property
    def mode(self, /) -> DeliveryMode:
        """
        Where it is sent.
        """

@final
class DeviceEvent:
    """
    Something that happened to a device.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, change: DeviceChange, kind: DeviceKind, name: str, device: str | None = None) -> DeviceEvent: ...
    def __repr__(self, /) -> str: ...
    @property
    def change(self, /) -> DeviceChange:
        """
        What happened.
        """
    @property
    def device(self, /) -> str | None:
        """
        The name that the settings give it, if they do.
        """
    @property
    def kind(self, /) -> DeviceKind:
        """
        What sort of device it is.
        """
    @property
    def name(self, /) -> str:
        """
        The reader's name, or the path of its node.
        """

@final
class DeviceTrial:
    """
    What a trial of a device showed.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, name: str, kind: DeviceKind, driver: str, state: DeviceState | None = None, text_it: str, text_en: str, code: str | None = None, facts: dict[str, str]) -> DeviceTrial: ...
    def __repr__(self, /) -> str: ...
    @property
    def code(self, /) -> str | None:
        """
        Code of the error, where the trial failed.
        """
    @property
    def driver(self, /) -> str:
        """
        By what it is driven, as the settings say it.
        """
    @property
    def facts(self, /) -> dict[str, str]:
        """
        Particulars for programs.
        """
    @property
    def kind(self, /) -> DeviceKind:
        """
        What sort it is.
        """
    @property
    def name(self, /) -> str:
        """
        The name that the settings give it.
        """
    @property
    def state(self, /) -> DeviceState | None:
        """
        How it stands; absent where the trial failed.
        """
    @property
    def text_en(self, /) -> str:
        """
        What it said, or what went wrong, in English.
        """
    @property
    def text_it(self, /) -> str:
        """
        What it said, or what went wrong, in Italian.
        """

@final
class DeviceWatch:
    """
    Follows what is plugged in and unplugged, until it is stopped or collected.

    Starts to follow: USB serial ports, and the nodes and files of the devices that the settings
    name (TOML text, as `cie devices` takes it; its paths start from `folder`, the present one unless
    given). What is there already is no event. The watcher is called on a thread of the watch's own,
    one call at a time.

    Raises a `CieError`:
    `CIE-DEV-740` and `CIE-DEV-741` for settings that are not sound, with line and column;
    `CIE-DEV-745` when no thread can be started;
    `CIE-API-001` when a defect of the SDK was caught.
    """
    def __new__(cls, /, watcher: DeviceWatcher, settings: str | None = None, folder: str | None = None) -> DeviceWatch: ...
    def __repr__(self, /) -> str: ...
    def stop(self, /) -> bool:
        """
        Stops, and waits for the last call to end; whether it did within some seconds. Stopping twice
        does no harm.

        Raises a `CieError`:
        `CIE-API-001` when a defect of the SDK was caught.
        """

@final
class DoctorConfig:
    """
    What the doctor looks at. Without anything: the services of circular 8/2017, and this
    workstation.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, settings: str | None = None, folder: str | None = None, devices: str | None = None, offline: bool | None = None, proxy: str | None = None, limit: SupportsIndex | None = None, only: SupportsGetItem[int, str] | None = None, skip: SupportsGetItem[int, str] | None = None) -> DoctorConfig: ...
    def __repr__(self, /) -> str: ...
    @property
    def devices(self, /) -> str | None:
        """
        TOML text of the devices of the workstation, as `cie devices` takes it.
        """
    @property
    def folder(self, /) -> str | None:
        """
        Folder from which the paths of the settings start; the present one unless given.
        """
    @property
    def limit(self, /) -> int | None:
        """
        Longest time of the whole run, in seconds, 1 to 600; 20 unless given.
        """
    @property
    def offline(self, /) -> bool | None:
        """
        No connection is tried: the findings of the network say that nothing was checked.
        """
    @property
    def only(self, /) -> list[str] | None:
        """
        Only the checks whose name begins so, such as `endpoint` or `clock`.
        """
    @property
    def proxy(self, /) -> str | None:
        """
        The HTTP proxy, such as `http://proxy:3128`; none unless given.
        """
    @property
    def settings(self, /) -> str | None:
        """
        TOML text that says more; its form is that of the file that `cie doctor` takes.
        """
    @property
    def skip(self, /) -> list[str] | None:
        """
        Not the checks whose name begins so.
        """

@final
class DoctorFinding:
    """
    What a check found.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, check: str, verdict: DoctorVerdict, what_it: str, what_en: str, found_it: str, found_en: str, why_it: str, why_en: str, remedy_it: str | None = None, remedy_en: str | None = None, source: str, facts: dict[str, str], millis: SupportsIndex) -> DoctorFinding: ...
    def __repr__(self, /) -> str: ...
    @property
    def check(self, /) -> str:
        """
        Stable name of the check, such as `endpoint.dvra.cie.interno.gov.it:8442`.
        """
    @property
    def facts(self, /) -> dict[str, str]:
        """
        Particulars for programs.
        """
    @property
    def found_en(self, /) -> str:
        """
        What was found, in English.
        """
    @property
    def found_it(self, /) -> str:
        """
        What was found, in Italian.
        """
    @property
    def millis(self, /) -> int:
        """
        How long it took, in milliseconds.
        """
    @property
    def remedy_en(self, /) -> str | None:
        """
        What to do, in English; absent when all is well.
        """
    @property
    def remedy_it(self, /) -> str | None:
        """
        What to do, in Italian; absent when all is well.
        """
    @property
    def source(self, /) -> str:
        """
        Act and article that ask for it, or a word that it is this project's own rule.
        """
    @property
    def verdict(self, /) -> DoctorVerdict:
        """
        How it ended.
        """
    @property
    def what_en(self, /) -> str:
        """
        What was looked at, in English.
        """
    @property
    def what_it(self, /) -> str:
        """
        What was looked at, in Italian.
        """
    @property
    def why_en(self, /) -> str:
        """
        Why it matters, in English.
        """
    @property
    def why_it(self, /) -> str:
        """
        Why it matters, in Italian.
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
class FaceMarks:
    """
    A face as an operator marks it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, left_eye: ImagePoint, right_eye: ImagePoint, chin: ImagePoint, crown: ImagePoint | None = None) -> FaceMarks: ...
    def __repr__(self, /) -> str: ...
    @property
    def chin(self, /) -> ImagePoint:
        """
        The lowest point of the chin.
        """
    @property
    def crown(self, /) -> ImagePoint | None:
        """
        The top of the head, as it would be without hair. Without it, it is put as far above the
        eyes as the chin is below, and what depends on it is left to the eye near a limit.
        """
    @property
    def left_eye(self, /) -> ImagePoint:
        """
        The middle of the eye at the left of the picture.
        """
    @property
    def right_eye(self, /) -> ImagePoint:
        """
        The middle of the eye at the right of the picture.
        """

@final
class FeeInquiry:
    """
    A question about a price.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, reason: IssueReason, on: date | None = None, exemption: str | None = None, previous_expires: date | None = None) -> FeeInquiry: ...
    def __repr__(self, /) -> str: ...
    @property
    def exemption(self, /) -> str | None:
        """
        `register_of_the_poor`, or the id of a class of the tariff.
        """
    @property
    def on(self, /) -> date | None:
        """
        On which day; today unless given.
        """
    @property
    def previous_expires(self, /) -> date | None:
        """
        Expiry of the card that is replaced, for tariffs that look at it.
        """
    @property
    def reason(self, /) -> IssueReason:
        """
        Why the card is issued.
        """

@final
class Finding:
    """
    Something that a request got wrong, or that its operator should know.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, code: str, gravity: Gravity, stage: Stage, field: str, text_it: str, text_en: str, remedy_it: str, remedy_en: str, rule: str | None = None) -> Finding: ...
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
    def stage(self, /) -> Stage:
        """
        When it can be put right: before the citizen comes, at the counter, with the devices.
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
class FingerImage:
    """
    A fingerprint as 8-bit gray pixels.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, width: SupportsIndex, height: SupportsIndex, ppi: SupportsIndex, pixels: bytes) -> FingerImage: ...
    def __repr__(self, /) -> str: ...
    @property
    def height(self, /) -> int:
        """
        Height in pixels, 96 to 4096.
        """
    @property
    def pixels(self, /) -> bytes:
        """
        Row by row from the top, a byte each; 0 is black (a ridge).
        """
    @property
    def ppi(self, /) -> int:
        """
        Resolution in pixels per inch; 0 when it is not known.
        """
    @property
    def width(self, /) -> int:
        """
        Width in pixels, 96 to 4096.
        """

@final
class FingerView:
    """
    An image of a finger in a record of ISO/IEC 19794-4.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, hand: Hand | None = None, finger: Finger | None = None, quality: SupportsIndex | None = None, image: FingerImage) -> FingerView: ...
    def __repr__(self, /) -> str: ...
    @property
    def finger(self, /) -> Finger | None:
        """
        The finger; absent where the record does not say which it is.
        """
    @property
    def hand(self, /) -> Hand | None:
        """
        The hand; absent where the record does not say which finger it is.
        """
    @property
    def image(self, /) -> FingerImage:
        """
        The image.
        """
    @property
    def quality(self, /) -> int | None:
        """
        Quality from 0 to 100; absent where it was not measured.
        """

@final
class Fingerprint:
    """
    One fingerprint.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, hand: Hand, finger: Finger, image: Media) -> Fingerprint: ...
    def __repr__(self, /) -> str: ...
    @property
    def finger(self, /) -> Finger:
        """
        Finger.
        """
    @property
    def hand(self, /) -> Hand:
        """
        Hand.
        """
    @property
    def image(self, /) -> Media:
        """
        The image.
        """

@final
class FingerprintFile:
    """
    A fingerprint read from a file.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, format: FingerprintFormat, hand: Hand | None = None, finger: Finger | None = None, image: FingerImage) -> FingerprintFile: ...
    def __repr__(self, /) -> str: ...
    @property
    def finger(self, /) -> Finger | None:
        """
        The finger, as a record says it.
        """
    @property
    def format(self, /) -> FingerprintFormat:
        """
        Format of the file.
        """
    @property
    def hand(self, /) -> Hand | None:
        """
        The hand, as a record says it.
        """
    @property
    def image(self, /) -> FingerImage:
        """
        The image.
        """

@final
class FingerprintOutcome:
    """
    How a session of fingerprints ended.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, prints: SupportsGetItem[int, TakenFingerprint], impossible: Impossibility | None = None, proofs: SupportsGetItem[int, str]) -> FingerprintOutcome: ...
    def __repr__(self, /) -> str: ...
    @property
    def impossible(self, /) -> Impossibility | None:
        """
        Set when a hand could give none.
        """
    @property
    def prints(self, /) -> list[TakenFingerprint]:
        """
        The prints, right hand first.
        """
    @property
    def proofs(self, /) -> list[str]:
        """
        References of the medical certificates, for the office's own files.
        """

@final
class FingerprintPlan:
    """
    Which fingers are asked for, in which order, how often (rule `biometrics.fingerprints` and its
    neighbours).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, from_age: SupportsIndex, hands: SupportsGetItem[int, Hand], fingers: SupportsGetItem[int, Finger], least_attempts: SupportsIndex, proof_of_permanent: bool, media_type: str) -> FingerprintPlan: ...
    def __repr__(self, /) -> str: ...
    @property
    def fingers(self, /) -> list[Finger]:
        """
        Fingers of a hand, in the order in which they are tried.
        """
    @property
    def from_age(self, /) -> int:
        """
        Age from which prints are taken, in completed years on the day of the request.
        """
    @property
    def hands(self, /) -> list[Hand]:
        """
        Hands, in order; one print of each.
        """
    @property
    def least_attempts(self, /) -> int:
        """
        Attempts that a finger is owed before the next one is tried.
        """
    @property
    def media_type(self, /) -> str:
        """
        Media type of a print in a request (rule `biometrics.fingerprints.format`).
        """
    @property
    def proof_of_permanent(self, /) -> bool:
        """
        Whether permanent impossibility needs a medical proof.
        """

@final
class FingerprintQuality:
    """
    How good a fingerprint is.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, score: SupportsIndex, area: SupportsFloat | SupportsIndex, certainty: SupportsFloat | SupportsIndex, contrast: SupportsFloat | SupportsIndex, ink: SupportsFloat | SupportsIndex, advice: SupportsGetItem[int, FingerAdvice]) -> FingerprintQuality: ...
    def __repr__(self, /) -> str: ...
    @property
    def advice(self, /) -> list[FingerAdvice]:
        """
        What would help, most helpful first; empty where the print is good.
        """
    @property
    def area(self, /) -> float:
        """
        Area of the finger, in square millimetres.
        """
    @property
    def certainty(self, /) -> float:
        """
        How sure the direction of the ridges is, from 0 to 1.
        """
    @property
    def contrast(self, /) -> float:
        """
        Difference of ridge and valley, from 0 to 1.
        """
    @property
    def ink(self, /) -> float:
        """
        Share of the finger that is ridge.
        """
    @property
    def score(self, /) -> int:
        """
        From 0, useless, to 100. It orders prints, and says nothing of how often a matcher fails.
        """

@final
class FingerprintSession:
    """
    The session in which the fingerprints of a citizen are taken, finger by finger, as the rules of
    the day of the request say: which hand and finger, how many attempts, what may be declared.

    Begins the session of a request made on a day by somebody of an age in completed years.
    `least_quality` (0 to 100) is the quality from which a print is taken without asking, 40 unless
    given. `stored` is a session that `to_json` kept; what it says of day and age must agree.

    Raises a `CieError`:
    `CIE-API-002` for a quality above 100;
    `CIE-DEV-533` for a stored session that is none, or of another request;
    `CIE-DEV-534` when no rule is in force on that day;
    `CIE-API-001` when a defect of the SDK was caught.
    """
    def __new__(cls, /, requested_on: date, age: SupportsIndex, least_quality: SupportsIndex | None = None, stored: str | None = None) -> FingerprintSession: ...
    def __repr__(self, /) -> str: ...
    def accept_best(self, /) -> FingerprintStep:
        """
        Takes the best print of the hand although it is below the quality asked for.

        Raises a `CieError`:
        `CIE-DEV-530` when it is not among the choices;
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def attempt_failed(self, /, why: AttemptFailure) -> FingerprintStep:
        """
        Says that an attempt gave no print.

        Raises a `CieError`:
        `CIE-DEV-530` when no capture is due;
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def capture(self, /, scanner: FingerprintScanner, seconds: SupportsIndex | None = None) -> FingerprintStep:
        """
        Has a scanner capture the finger that is asked for, within so many seconds (30 unless given,
        600 at most), and offers what it gave. A finger that is not placed, and an image that makes no
        sense, are attempts. A scanner that is gone is not: the same call goes on when it is back.

        Raises a `CieError`:
        `CIE-DEV-510` when the scanner failed;
        `CIE-DEV-530` when no capture is due;
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def declare_impossible(self, /, kind: Impossibility, proof: str | None = None) -> FingerprintStep:
        """
        Declares that the hand can give no print. A permanent impossibility needs the reference of the
        medical certificate.

        Raises a `CieError`:
        `CIE-DEV-530` when it is not among the choices;
        `CIE-DEV-531` without the reference;
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def finger_absent(self, /, why: FingerAbsence) -> FingerprintStep:
        """
        Says that the finger asked for is missing or hurt.

        Raises a `CieError`:
        `CIE-DEV-530` when no finger is asked for;
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def hand_absent(self, /, why: FingerAbsence) -> FingerprintStep:
        """
        Says that the whole hand is missing or hurt.

        Raises a `CieError`:
        `CIE-DEV-530` when no finger is asked for;
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def next_finger(self, /) -> FingerprintStep:
        """
        Goes on to the next finger of the hand.

        Raises a `CieError`:
        `CIE-DEV-530` when it is not among the choices;
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def offer(self, /, image: FingerImage, quality: SupportsIndex | None = None, simulated: bool | None = None) -> FingerprintStep:
        """
        Offers a print of the finger that is asked for. Its quality is measured unless given.

        Raises a `CieError`:
        `CIE-DEV-504` when the pixels are not as many as width and height say, or out of bounds;
        `CIE-DEV-530` when no capture is due;
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def outcome(self, /) -> FingerprintOutcome:
        """
        What goes into the request.

        Raises a `CieError`:
        `CIE-DEV-530` while a step is due;
        `CIE-DEV-532` after a refusal;
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def refuse(self, /) -> FingerprintStep:
        """
        Says that the citizen refuses: every print is thrown away, and there is no card.

        Raises a `CieError`:
        `CIE-DEV-530` when no finger is asked for;
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def step(self, /) -> FingerprintStep:
        """
        What comes next.

        Raises a `CieError`:
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def to_json(self, /) -> str:
        """
        The session as JSON, to go on with it later. It holds prints: keep it as you keep the request,
        and no longer.

        Raises a `CieError`:
        `CIE-API-001` when a defect of the SDK was caught.
        """

@final
class FingerprintStep:
    """
    What comes next in a session of fingerprints.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, kind: FingerprintStepKind, hand: Hand | None = None, finger: Finger | None = None, attempt: SupportsIndex | None = None, least_attempts: SupportsIndex | None = None, best: SupportsIndex | None = None, next: Finger | None = None, may: SupportsGetItem[int, FingerprintChoice], from_age: SupportsIndex | None = None) -> FingerprintStep: ...
    def __repr__(self, /) -> str: ...
    @property
    def attempt(self, /) -> int | None:
        """
        Which attempt it is, from 1, of `capture`.
        """
    @property
    def best(self, /) -> int | None:
        """
        Quality of the best print of this hand, of `choose`; absent without one.
        """
    @property
    def finger(self, /) -> Finger | None:
        """
        The finger concerned, of `capture` and `choose`.
        """
    @property
    def from_age(self, /) -> int | None:
        """
        Age from which prints are taken, of `not_due`.
        """
    @property
    def hand(self, /) -> Hand | None:
        """
        The hand concerned, of `capture` and `choose`.
        """
    @property
    def kind(self, /) -> FingerprintStepKind:
        """
        What is waited for.
        """
    @property
    def least_attempts(self, /) -> int | None:
        """
        How many attempts the finger is owed, of `capture`.
        """
    @property
    def may(self, /) -> list[FingerprintChoice]:
        """
        What may be done, of `choose`.
        """
    @property
    def next(self, /) -> Finger | None:
        """
        The finger that would come next, of `choose`.
        """

@final
class FittedPhoto:
    """
    A photograph with the measures that the rules ask for.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, image: bytes, width: SupportsIndex, height: SupportsIndex, dpi: SupportsIndex, quality: SupportsIndex, face: FaceMarks | None = None) -> FittedPhoto: ...
    def __repr__(self, /) -> str: ...
    @property
    def dpi(self, /) -> int:
        """
        Resolution, in dots an inch.
        """
    @property
    def face(self, /) -> FaceMarks | None:
        """
        Where the face is in it, if it was cropped around one.
        """
    @property
    def height(self, /) -> int:
        """
        Height in pixels.
        """
    @property
    def image(self, /) -> bytes:
        """
        The file: JPEG, without EXIF, place or comments.
        """
    @property
    def quality(self, /) -> int:
        """
        Quality of the JPEG.
        """
    @property
    def width(self, /) -> int:
        """
        Width in pixels.
        """

@final
class FiveData:
    """
    The five data that must all agree before a missing codice fiscale is asked for through ANPR.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, surname: bool = False, given: bool = False, sex: bool = False, birth_place: bool = False, birth_date: bool = False) -> FiveData: ...
    def __repr__(self, /) -> str: ...
    @property
    def birth_date(self, /) -> bool:
        """
        Date of birth (data di nascita).
        """
    @property
    def birth_place(self, /) -> bool:
        """
        Place of birth (luogo di nascita).
        """
    @property
    def given(self, /) -> bool:
        """
        First name (nome).
        """
    @property
    def sex(self, /) -> bool:
        """
        Sex (sesso).
        """
    @property
    def surname(self, /) -> bool:
        """
        Surname (cognome).
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
class Guardian:
    """
    Somebody who answers for a minor. Parents are a list of one or two without roles; how each is
    called in print is a label beside (Corte di Cassazione, judgment 9216/2025).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, surname: str | None = None, given: str | None = None, codice_fiscale: str | None = None, role: GuardianRole, print_label: str | None = None, consent: Consent) -> Guardian: ...
    def __repr__(self, /) -> str: ...
    @property
    def codice_fiscale(self, /) -> str | None:
        """
        Codice fiscale, when known.
        """
    @property
    def consent(self, /) -> Consent:
        """
        Assent to a card valid for travel.
        """
    @property
    def given(self, /) -> str | None:
        """
        Given names; absent for who has none.
        """
    @property
    def print_label(self, /) -> str | None:
        """
        How the person is called in print, such as `padre`, `madre`, `genitore`.
        """
    @property
    def role(self, /) -> GuardianRole:
        """
        Quality.
        """
    @property
    def surname(self, /) -> str | None:
        """
        Surname; absent for who has none.
        """

@final
class HalfMonth:
    """
    A half-month of remittance: from the 1st to the 15th, or from the 16th to the end.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, start: date, end: date, due: date) -> HalfMonth: ...
    def __repr__(self, /) -> str: ...
    @property
    def due(self, /) -> date:
        """
        By which day it is remitted.
        """
    @property
    def end(self, /) -> date:
        """
        Last day.
        """
    @property
    def start(self, /) -> date:
        """
        First day.
        """

@final
class HelpDesk:
    """
    How to reach a help desk.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, phone: str, email: str, page: str) -> HelpDesk: ...
    def __repr__(self, /) -> str: ...
    @property
    def email(self, /) -> str:
        """
        E-mail.
        """
    @property
    def page(self, /) -> str:
        """
        Page that says how to use it.
        """
    @property
    def phone(self, /) -> str:
        """
        Telephone.
        """

@final
class Holiday:
    """
    A holiday.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, day: date, rule: str, title_it: str, title_en: str) -> Holiday: ...
    def __repr__(self, /) -> str: ...
    @property
    def day(self, /) -> date:
        """
        The day.
        """
    @property
    def rule(self, /) -> str:
        """
        The identifier of the rule that makes it one.
        """
    @property
    def title_en(self, /) -> str:
        """
        Its name, in English.
        """
    @property
    def title_it(self, /) -> str:
        """
        Its name, in Italian.
        """

@final
class ImagePoint:
    """
    A place in a picture, in pixels from its upper left corner.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, x: SupportsFloat | SupportsIndex, y: SupportsFloat | SupportsIndex) -> ImagePoint: ...
    def __repr__(self, /) -> str: ...
    @property
    def x(self, /) -> float:
        """
        To the right.
        """
    @property
    def y(self, /) -> float:
        """
        Down.
        """

@final
class Injunction:
    """
    A court's injunction against a parent's leaving the country.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, from_day: date, until_day: date) -> Injunction: ...
    def __repr__(self, /) -> str: ...
    @property
    def from_day(self, /) -> date:
        """
        First day.
        """
    @property
    def until_day(self, /) -> date:
        """
        Last day; what goes beyond two years has no effect.
        """

@final
class IssuanceEntry:
    """
    Where a stored request stands.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, number: str, state: IssuanceState, version: SupportsIndex, changed_at: str, anpr_notice: TrackStatus, anpr_notice_failures: SupportsIndex, apr_push: TrackStatus, apr_push_failures: SupportsIndex) -> IssuanceEntry: ...
    def __repr__(self, /) -> str: ...
    @property
    def anpr_notice(self, /) -> TrackStatus:
        """
        How far the notice to ANPR got.
        """
    @property
    def anpr_notice_failures(self, /) -> int:
        """
        How often it failed.
        """
    @property
    def apr_push(self, /) -> TrackStatus:
        """
        How far the push to the comune's registry got.
        """
    @property
    def apr_push_failures(self, /) -> int:
        """
        How often it failed.
        """
    @property
    def changed_at(self, /) -> str:
        """
        When it changed last, in whole seconds of UTC, such as `2026-11-23T09:30:00Z`.
        """
    @property
    def number(self, /) -> str:
        """
        Number of the request.
        """
    @property
    def state(self, /) -> IssuanceState:
        """
        State.
        """
    @property
    def version(self, /) -> int:
        """
        How often it was written, from 1: who changes it says which version was read.
        """

@final
class IssuanceStep:
    """
    A step that a request can take.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, transition: Transition, to: IssuanceState, signed: bool) -> IssuanceStep: ...
    def __repr__(self, /) -> str: ...
    @property
    def signed(self, /) -> bool:
        """
        Whether the operator has signed in that state: from there on the serial is fixed.
        """
    @property
    def to(self, /) -> IssuanceState:
        """
        The state after it.
        """
    @property
    def transition(self, /) -> Transition:
        """
        What moves it.
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
class Media:
    """
    An image that goes with a request.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, media_type: str, content: bytes, simulated: bool = False) -> Media: ...
    def __repr__(self, /) -> str: ...
    @property
    def content(self, /) -> bytes:
        """
        The bytes; their SHA-256 is computed where it is needed.
        """
    @property
    def media_type(self, /) -> str:
        """
        Media type, such as `image/jpeg`; that of a fingerprint is `image/x-wsq`.
        """
    @property
    def simulated(self, /) -> bool:
        """
        Whether it was made by a simulator.
        """

@final
class MediaReport:
    """
    Every verdict on an image.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, accepted: bool, verdicts: SupportsGetItem[int, MediaVerdict]) -> MediaReport: ...
    def __repr__(self, /) -> str: ...
    @property
    def accepted(self, /) -> bool:
        """
        Whether every rule that is measured is met. The rules left to the eye remain to be looked
        at by the operator.
        """
    @property
    def verdicts(self, /) -> list[MediaVerdict]:
        """
        The verdicts, in a fixed order.
        """

@final
class MediaVerdict:
    """
    A rule for an image, and how the image fares.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, code: str, outcome: MediaOutcome, rule_it: str, rule_en: str, remedy_it: str, remedy_en: str, measured: str | None = None) -> MediaVerdict: ...
    def __repr__(self, /) -> str: ...
    @property
    def code(self, /) -> str:
        """
        Stable identifier, such as `photo-width`.
        """
    @property
    def measured(self, /) -> str | None:
        """
        What was measured and what was asked, such as `34.2 mm, 35.0 mm ± 0.5`.
        """
    @property
    def outcome(self, /) -> MediaOutcome:
        """
        How it came out.
        """
    @property
    def remedy_en(self, /) -> str:
        """
        What to do when it is not met, in English.
        """
    @property
    def remedy_it(self, /) -> str:
        """
        What to do when it is not met, in Italian.
        """
    @property
    def rule_en(self, /) -> str:
        """
        The rule, in English.
        """
    @property
    def rule_it(self, /) -> str:
        """
        The rule, in Italian.
        """

@final
class Mismatch:
    """
    Something that does not match.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, kind: MismatchKind, amount: SupportsIndex | None = None, reference: str | None = None, text_it: str, text_en: str) -> Mismatch: ...
    def __repr__(self, /) -> str: ...
    @property
    def amount(self, /) -> int | None:
        """
        The amount in question in euro cents, where there is one.
        """
    @property
    def kind(self, /) -> MismatchKind:
        """
        What.
        """
    @property
    def reference(self, /) -> str | None:
        """
        The reference of the payment in question, where it is about one.
        """
    @property
    def text_en(self, /) -> str:
        """
        What is wrong with its figures, in English.
        """
    @property
    def text_it(self, /) -> str:
        """
        What is wrong with its figures, in Italian.
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
class NullaOsta:
    """
    Leave of the comune of residence to issue a card to its resident (TULPS art. 3).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, comune: str, protocol: str, on: date) -> NullaOsta: ...
    def __repr__(self, /) -> str: ...
    @property
    def comune(self, /) -> str:
        """
        Comune that gave it.
        """
    @property
    def on(self, /) -> date:
        """
        Date.
        """
    @property
    def protocol(self, /) -> str:
        """
        Its protocol number.
        """

@final
class Office:
    """
    The office that takes a request.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, comune: str, istat: str, belfiore: str, province: str, name: str, workstation_id: str) -> Office: ...
    def __repr__(self, /) -> str: ...
    @property
    def belfiore(self, /) -> str:
        """
        Belfiore code (codice catastale).
        """
    @property
    def comune(self, /) -> str:
        """
        Name of the comune.
        """
    @property
    def istat(self, /) -> str:
        """
        ISTAT code (6 digits).
        """
    @property
    def name(self, /) -> str:
        """
        Name of the office (sede).
        """
    @property
    def province(self, /) -> str:
        """
        Two-letter province.
        """
    @property
    def workstation_id(self, /) -> str:
        """
        Identifier of the workstation, 1 to 20 characters.
        """

@final
class OfficeDocument:
    """
    A document ready to be sent. None of them follows a public form, and each says so.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, channel: DocumentChannel, to: str, subject: str, body: str, note: str) -> OfficeDocument: ...
    def __repr__(self, /) -> str: ...
    @property
    def body(self, /) -> str:
        """
        What is sent.
        """
    @property
    def channel(self, /) -> DocumentChannel:
        """
        By which way it goes.
        """
    @property
    def note(self, /) -> str:
        """
        The statement that no official form is public; it is left out when sending.
        """
    @property
    def subject(self, /) -> str:
        """
        The subject, without personal data.
        """
    @property
    def to(self, /) -> str:
        """
        The address.
        """

@final
class Operator:
    """
    The operator who takes and signs a request.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, label: str, codice_fiscale: str) -> Operator: ...
    def __repr__(self, /) -> str: ...
    @property
    def codice_fiscale(self, /) -> str:
        """
        Codice fiscale.
        """
    @property
    def label(self, /) -> str:
        """
        How the operator is called in journals and on the receipt: a role or a number, not a name.
        """

@final
class PaymentMade:
    """
    A payment of a comune, or a correction of one.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, codice_catastale: str, period: date, kind: PaymentKind, amount: SupportsIndex, cards: SupportsIndex, reference: str, paid_on: date) -> PaymentMade: ...
    def __repr__(self, /) -> str: ...
    @property
    def amount(self, /) -> int:
        """
        Euro cents; positive for a remittance, of either sign for a correction.
        """
    @property
    def cards(self, /) -> int:
        """
        Cards that the payer declares; for a correction those it adds or takes back, often none.
        """
    @property
    def codice_catastale(self, /) -> str:
        """
        The comune that pays, by codice catastale.
        """
    @property
    def kind(self, /) -> PaymentKind:
        """
        Remittance or correction.
        """
    @property
    def paid_on(self, /) -> date:
        """
        Day of the payment.
        """
    @property
    def period(self, /) -> date:
        """
        A day of the half-month that it pays for.
        """
    @property
    def reference(self, /) -> str:
        """
        Number of the payment order, unique within the comune.
        """

@final
class PaymentOrder:
    """
    A payment order (mandato) of a comune for one remittance. Amounts in euro cents.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, period: date, cards: SupportsIndex, amount: SupportsIndex, order: str, paid_on: date, receipt: str | None = None) -> PaymentOrder: ...
    def __repr__(self, /) -> str: ...
    @property
    def amount(self, /) -> int:
        """
        What was paid.
        """
    @property
    def cards(self, /) -> int:
        """
        Cards sent into production in that half-month.
        """
    @property
    def order(self, /) -> str:
        """
        Number of the payment order.
        """
    @property
    def paid_on(self, /) -> date:
        """
        Day of the payment.
        """
    @property
    def period(self, /) -> date:
        """
        A day of the half-month that it pays for.
        """
    @property
    def receipt(self, /) -> str | None:
        """
        Reference of the receipt (quietanza); needed with allegato A.
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
class PinTries:
    """
    How many tries PIN and PUK have left; absent for one that is verified already.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, pin: SupportsIndex | None = None, puk: SupportsIndex | None = None) -> PinTries: ...
    def __repr__(self, /) -> str: ...
    @property
    def pin(self, /) -> int | None:
        """
        Of the PIN; 0 when it is blocked.
        """
    @property
    def puk(self, /) -> int | None:
        """
        Of the PUK; 0 when it is blocked, and the card with it.
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
class ProfileChoice:
    """
    Elements of which a schema wants exactly one.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, path: str, one_of: SupportsGetItem[int, str]) -> ProfileChoice: ...
    def __repr__(self, /) -> str: ...
    @property
    def one_of(self, /) -> list[str]:
        """
        Their names.
        """
    @property
    def path(self, /) -> str:
        """
        Path of the element around them, below the root; empty for the root.
        """

@final
class ProfileField:
    """
    An element of a message that holds something.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, path: str, field: str | None = None, holds: str, required: bool, also: SupportsGetItem[int, str], chars: str | None = None, least: SupportsIndex | None = None, most: SupportsIndex | None = None) -> ProfileField: ...
    def __repr__(self, /) -> str: ...
    @property
    def also(self, /) -> list[str]:
        """
        Other names of its element that are read.
        """
    @property
    def chars(self, /) -> str | None:
        """
        The characters that its text may have, where a schema bounds them.
        """
    @property
    def field(self, /) -> str | None:
        """
        The field that it holds; absent for a text that is always the same.
        """
    @property
    def holds(self, /) -> str:
        """
        What stands there, for people: `text`, a date format, the words of a closed set.
        """
    @property
    def least(self, /) -> int | None:
        """
        The least characters of its text, where a schema bounds them.
        """
    @property
    def most(self, /) -> int | None:
        """
        The most characters of its text, where a schema bounds them.
        """
    @property
    def path(self, /) -> str:
        """
        Path below the root; `[]` marks what may be repeated. Empty for a value that is assumed and
        not on the wire.
        """
    @property
    def required(self, /) -> bool:
        """
        Whether a message without it is refused.
        """

@final
class ProfileInfo:
    """
    What a profile is like.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, name: str, inferred: bool, encoding: str, namespace: str | None = None, messages: SupportsIndex, valid_for_travel: SupportsGetItem[int, str], not_valid_for_travel: SupportsGetItem[int, str]) -> ProfileInfo: ...
    def __repr__(self, /) -> str: ...
    @property
    def encoding(self, /) -> str:
        """
        The encoding of its messages.
        """
    @property
    def inferred(self, /) -> bool:
        """
        Whether its names are inferred, not official.
        """
    @property
    def messages(self, /) -> int:
        """
        How many messages it has.
        """
    @property
    def name(self, /) -> str:
        """
        Its name.
        """
    @property
    def namespace(self, /) -> str | None:
        """
        Their namespace, if they have one.
        """
    @property
    def not_valid_for_travel(self, /) -> list[str]:
        """
        The words for "not valid for travel".
        """
    @property
    def valid_for_travel(self, /) -> list[str]:
        """
        The words for "valid for travel"; the first is written, all are read.
        """

@final
class ProfileMessage:
    """
    A message of a profile, explained.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, kind: ProfileMessageKind, operation: Operation | None = None, root: str, code: str | None = None, sample: str, omitted: SupportsGetItem[int, str], fields: SupportsGetItem[int, ProfileField], choices: SupportsGetItem[int, ProfileChoice]) -> ProfileMessage: ...
    def __repr__(self, /) -> str: ...
    @property
    def choices(self, /) -> list[ProfileChoice]:
        """
        Where a schema wants exactly one of several elements.
        """
    @property
    def code(self, /) -> str | None:
        """
        The code that the message carries, where the profile gives it one.
        """
    @property
    def fields(self, /) -> list[ProfileField]:
        """
        Its elements that hold something, in order.
        """
    @property
    def kind(self, /) -> ProfileMessageKind:
        """
        Which way it goes.
        """
    @property
    def omitted(self, /) -> list[str]:
        """
        Fields of the invented data for which the profile has no place.
        """
    @property
    def operation(self, /) -> Operation | None:
        """
        The operation; a refusal has none.
        """
    @property
    def root(self, /) -> str:
        """
        The root element.
        """
    @property
    def sample(self, /) -> str:
        """
        A message of invented data, as text.
        """

@final
class QuarterlySummary:
    """
    The summary of a quarter. Amounts in euro cents.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, year: SupportsIndex, quarter: SupportsIndex, cards: SupportsIndex, amount: SupportsIndex, channel: SummaryChannel, address: str, vat_back_to_comune: SupportsIndex, missing: SupportsGetItem[int, HalfMonth]) -> QuarterlySummary: ...
    def __repr__(self, /) -> str: ...
    @property
    def address(self, /) -> str:
        """
        The address there: of the portal, or for e-mail.
        """
    @property
    def amount(self, /) -> int:
        """
        Sum of the payments.
        """
    @property
    def cards(self, /) -> int:
        """
        Cards paid for.
        """
    @property
    def channel(self, /) -> SummaryChannel:
        """
        Where the summary goes.
        """
    @property
    def missing(self, /) -> list[HalfMonth]:
        """
        The half-months of the quarter for which no payment is listed.
        """
    @property
    def quarter(self, /) -> int:
        """
        Quarter, from 1 to 4.
        """
    @property
    def vat_back_to_comune(self, /) -> int:
        """
        The share of VAT that comes back to the comune.
        """
    @property
    def year(self, /) -> int:
        """
        Year.
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
class ReasonQuote:
    """
    An entry of a list of prices.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, reason: IssueReason, quote: Quote) -> ReasonQuote: ...
    def __repr__(self, /) -> str: ...
    @property
    def quote(self, /) -> Quote:
        """
        What it costs.
        """
    @property
    def reason(self, /) -> IssueReason:
        """
        Why the card is issued.
        """

@final
class ReconciledHalfMonth:
    """
    One comune in one half-month. Amounts in euro cents.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, codice_catastale: str, period_start: date, period_end: date, due_on: date, cards: SupportsIndex, declared: SupportsIndex, due: SupportsIndex, remitted: SupportsIndex, corrected: SupportsIndex, paid: SupportsIndex, difference: SupportsIndex, standing: Standing, mismatches: SupportsGetItem[int, Mismatch]) -> ReconciledHalfMonth: ...
    def __repr__(self, /) -> str: ...
    @property
    def cards(self, /) -> int:
        """
        Cards sent into production.
        """
    @property
    def codice_catastale(self, /) -> str:
        """
        Codice catastale.
        """
    @property
    def corrected(self, /) -> int:
        """
        Sum of the corrections.
        """
    @property
    def declared(self, /) -> int:
        """
        Cards declared with the payments.
        """
    @property
    def difference(self, /) -> int:
        """
        Due less paid: what is owed, or negative what was paid too much.
        """
    @property
    def due(self, /) -> int:
        """
        State share of the cards.
        """
    @property
    def due_on(self, /) -> date:
        """
        Day by which it had to be remitted.
        """
    @property
    def mismatches(self, /) -> list[Mismatch]:
        """
        What does not match; none when all does.
        """
    @property
    def paid(self, /) -> int:
        """
        Remitted and corrected.
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
    def remitted(self, /) -> int:
        """
        Sum of the remittances.
        """
    @property
    def standing(self, /) -> Standing:
        """
        How it stands.
        """

@final
class Reconciliation:
    """
    The outcome of a reconciliation. Amounts in euro cents.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, rows: SupportsGetItem[int, ReconciledHalfMonth], cards: SupportsIndex, due: SupportsIndex, paid: SupportsIndex, difference: SupportsIndex, set_aside: SupportsIndex) -> Reconciliation: ...
    def __repr__(self, /) -> str: ...
    @property
    def cards(self, /) -> int:
        """
        Cards sent into production.
        """
    @property
    def difference(self, /) -> int:
        """
        Due less paid.
        """
    @property
    def due(self, /) -> int:
        """
        State share of the cards.
        """
    @property
    def paid(self, /) -> int:
        """
        What was paid, copies of a payment not counted.
        """
    @property
    def rows(self, /) -> list[ReconciledHalfMonth]:
        """
        A row for each comune and half-month with cards or payments.
        """
    @property
    def set_aside(self, /) -> int:
        """
        Sum of the copies set aside.
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
class RequestNumberParts:
    """
    The parts of a request number.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, istat: str, year: SupportsIndex, progressive: SupportsIndex) -> RequestNumberParts: ...
    def __repr__(self, /) -> str: ...
    @property
    def istat(self, /) -> str:
        """
        ISTAT code (6 digits) of the comune.
        """
    @property
    def progressive(self, /) -> int:
        """
        Progressive, from 1.
        """
    @property
    def year(self, /) -> int:
        """
        Year.
        """

@final
class RequestOutcome:
    """
    What the rules make of a request.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, expires_on: date | None = None, valid_for_travel: bool, fee: SupportsIndex, rules: SupportsGetItem[int, str]) -> RequestOutcome: ...
    def __repr__(self, /) -> str: ...
    @property
    def expires_on(self, /) -> date | None:
        """
        Date of expiry; absent when validity is unlimited.
        """
    @property
    def fee(self, /) -> int:
        """
        What the citizen pays, in euro cents.
        """
    @property
    def rules(self, /) -> list[str]:
        """
        The identifiers of the rules behind it.
        """
    @property
    def valid_for_travel(self, /) -> bool:
        """
        Whether the card is valid for travel.
        """

@final
class RequestStore:
    """
    The requests of an office, in a SQLite file: each change is written together with its entry of the
    journal, or not at all. `actor` is who made it, for the journal: a role or a number, not a name.

    Opens the store in this file, and makes it when there is none; `:memory:` is gone with the
    program. With a file of keys (`cie store key`), personal data are sealed.

    Raises a `CieError`:
    `CIE-STORE-003` to `CIE-STORE-010` when the file cannot be opened as a store;
    `CIE-STORE-061` to `CIE-STORE-064` when the keys are not those, or their file will not do;
    `CIE-API-001` when a defect of the SDK was caught.
    """
    def __new__(cls, /, path: str, key_file: str | None = None) -> RequestStore: ...
    def __repr__(self, /) -> str: ...
    def advance(self, /, number: str, transition: Transition, actor: str, version: SupportsIndex | None = None) -> StoredRequest:
        """
        Moves a request to its next state. It is signed only when no finding blocks it. With `version`,
        only if it is still the one that was read.

        Raises a `CieError`:
        `CIE-STORE-031` when there is no such request, `CIE-STORE-032` when its version is another;
        `CIE-CORE-301` when the transition is not allowed from its state, `CIE-CORE-302` when the text
        is not a number;
        `CIE-API-012` when its document is of another form or was erased, `CIE-API-016` when a finding
        blocks the signature, with its field;
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def begin(self, /, request: CardRequest, actor: str) -> StoredRequest:
        """
        Stores a new request as a draft.

        Raises a `CieError`:
        `CIE-STORE-030` when a request of that number is stored;
        `CIE-CORE-302` and `CIE-API-011` when the request is not one;
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def journal(self, /, number: str) -> list[JournalEntry]:
        """
        The journal of a request, oldest first.

        Raises a `CieError`:
        `CIE-CORE-302` when the text is not a number;
        `CIE-STORE-022` for an entry that cannot be read;
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def next_number(self, /, istat: str, year: SupportsIndex) -> str:
        """
        Gives out the next number of a comune and year. It is given out once, used or not.

        Raises a `CieError`:
        `CIE-STORE-033` after 999999;
        `CIE-STORE-052` when the ISTAT code is not 6 digits, `CIE-STORE-024` when the year is not 1 to
        9999;
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def request(self, /, number: str) -> StoredRequest | None:
        """
        A request by its number; none if there is none.

        Raises a `CieError`:
        `CIE-CORE-302` when the text is not a number;
        `CIE-API-012` when its document is of another form or was erased;
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def requests(self, /, state: IssuanceState | None = None, after: str | None = None, limit: SupportsIndex | None = None) -> list[IssuanceEntry]:
        """
        Where requests stand, in the order of their numbers: those of one state if it is given, after a
        number if it is given; 100 unless `limit` is given, 1000 at most.

        Raises a `CieError`:
        `CIE-CORE-302` when `after` is not a number;
        `CIE-API-012` when a document is of another form or was erased;
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def save(self, /, request: CardRequest, version: SupportsIndex, actor: str) -> StoredRequest:
        """
        Stores what was changed in a request that is not signed yet. `version` is the one that was read.

        Raises a `CieError`:
        `CIE-STORE-031` when there is no such request, `CIE-STORE-032` when somebody else changed it
        meanwhile;
        `CIE-API-012` when its document is of another form or was erased, `CIE-API-015` when it is
        signed or over;
        `CIE-CORE-302` and `CIE-API-011` when the request is not one;
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def set_track(self, /, number: str, track: SideTrack, status: TrackStatus, actor: str, version: SupportsIndex | None = None) -> StoredRequest:
        """
        Notes how far a side track got; another failure is counted. The state does not change.

        Raises a `CieError`:
        `CIE-STORE-031` when there is no such request, `CIE-STORE-032` when its version is another;
        `CIE-CORE-302` when the text is not a number;
        `CIE-API-012` when its document is of another form or was erased;
        `CIE-API-001` when a defect of the SDK was caught.
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
class SadAnswerReading:
    """
    An answer that was read.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, answer: SadAnswer, refusal: bool, sender: str | None = None, recipient: str | None = None, registry_operation_id: str | None = None, unknown: SupportsGetItem[int, SadUnknown]) -> SadAnswerReading: ...
    def __repr__(self, /) -> str: ...
    @property
    def answer(self, /) -> SadAnswer:
        """
        The answer. Of a refusal whose request could not be told, the identifier is empty.
        """
    @property
    def recipient(self, /) -> str | None:
        """
        Recipient of the answer.
        """
    @property
    def refusal(self, /) -> bool:
        """
        Whether it is the refusal of a request that could not be read.
        """
    @property
    def registry_operation_id(self, /) -> str | None:
        """
        The registry's own identifier of the operation.
        """
    @property
    def sender(self, /) -> str | None:
        """
        Sender of the answer.
        """
    @property
    def unknown(self, /) -> list[SadUnknown]:
        """
        What of it was left aside.
        """

@final
class SadEncoded:
    """
    A message as bytes.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, content: bytes, omitted: SupportsGetItem[int, str], incomplete: SupportsGetItem[int, str]) -> SadEncoded: ...
    def __repr__(self, /) -> str: ...
    @property
    def content(self, /) -> bytes:
        """
        The bytes, in the encoding of the profile.
        """
    @property
    def incomplete(self, /) -> list[str]:
        """
        Fields left out, although the profile has a place for them, because the schema of the wire
        does not take them as they are.
        """
    @property
    def omitted(self, /) -> list[str]:
        """
        Fields left out because the profile has no place for them.
        """

@final
class SadHeader:
    """
    What every request carries: who asks, when, under which identifier.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, operation_id: str, sender: str, recipient: str, sent_at: str, mode: SendMode | None = None, comune_istat: str | None = None, workstation_id: str, operator: str, application: str | None = None, application_version: str | None = None, application_vendor: str | None = None) -> SadHeader: ...
    def __repr__(self, /) -> str: ...
    @property
    def application(self, /) -> str | None:
        """
        Name of the sending application.
        """
    @property
    def application_vendor(self, /) -> str | None:
        """
        Its vendor.
        """
    @property
    def application_version(self, /) -> str | None:
        """
        Its version.
        """
    @property
    def comune_istat(self, /) -> str | None:
        """
        ISTAT code of the comune that asks; the sender unless given.
        """
    @property
    def mode(self, /) -> SendMode | None:
        """
        Whether it counts; a trial unless given.
        """
    @property
    def operation_id(self, /) -> str:
        """
        Identifier of the operation, 1 to 30 letters, digits, dots, hyphens or underscores.
        """
    @property
    def operator(self, /) -> str:
        """
        Codice fiscale of the operator.
        """
    @property
    def recipient(self, /) -> str:
        """
        Recipient, 6 characters.
        """
    @property
    def sender(self, /) -> str:
        """
        Sender: the ISTAT code (6 digits) of a comune.
        """
    @property
    def sent_at(self, /) -> str:
        """
        When it was sent, by the sender's clock: `YYYY-MM-DDTHH:MM:SS`, perhaps with a fraction.
        """
    @property
    def workstation_id(self, /) -> str:
        """
        Identifier of the workstation, 1 to 20 characters.
        """

@final
class SadInspection:
    """
    What can be told of a request, also of one that cannot be read.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, readable: bool, operation: Operation | None = None, operation_id: str | None = None, sender: str | None = None, sent_at: str | None = None, unknown: SupportsGetItem[int, SadUnknown], error_code: str | None = None, error_it: str | None = None, error_en: str | None = None) -> SadInspection: ...
    def __repr__(self, /) -> str: ...
    @property
    def error_code(self, /) -> str | None:
        """
        Code of what is wrong.
        """
    @property
    def error_en(self, /) -> str | None:
        """
        What is wrong, where and what to do, in English.
        """
    @property
    def error_it(self, /) -> str | None:
        """
        What is wrong, where and what to do, in Italian.
        """
    @property
    def operation(self, /) -> Operation | None:
        """
        The operation, when the root element was recognised.
        """
    @property
    def operation_id(self, /) -> str | None:
        """
        Identifier of the operation, when it was read.
        """
    @property
    def readable(self, /) -> bool:
        """
        Whether it can be read.
        """
    @property
    def sender(self, /) -> str | None:
        """
        Sender, when it was read.
        """
    @property
    def sent_at(self, /) -> str | None:
        """
        When the message says it was sent, when it was read.
        """
    @property
    def unknown(self, /) -> list[SadUnknown]:
        """
        What of a readable message was left aside.
        """

@final
class SadRequest:
    """
    A request of the workstation to the registry. An interrogazione has a codice fiscale or a person,
    perhaps `residence_istat`; an emissione a person and a card, perhaps attachments; an annullamento
    and a revoca a person, a card, the day and the reason.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, operation: Operation, header: SadHeader, codice_fiscale: str | None = None, person: Person | None = None, residence_istat: str | None = None, card: Card | None = None, on: date | None = None, reason: AnnulmentReason | None = None, attachments: SupportsGetItem[int, Attachment] | None = None) -> SadRequest: ...
    def __repr__(self, /) -> str: ...
    @property
    def attachments(self, /) -> list[Attachment] | None:
        """
        Biometric files.
        """
    @property
    def card(self, /) -> Card | None:
        """
        The card.
        """
    @property
    def codice_fiscale(self, /) -> str | None:
        """
        Whom it asks for, by codice fiscale.
        """
    @property
    def header(self, /) -> SadHeader:
        """
        Who asks, when, under which identifier.
        """
    @property
    def on(self, /) -> date | None:
        """
        Date of annulment.
        """
    @property
    def operation(self, /) -> Operation:
        """
        The operation.
        """
    @property
    def person(self, /) -> Person | None:
        """
        Whom it asks for by particulars, or the holder of the card.
        """
    @property
    def reason(self, /) -> AnnulmentReason | None:
        """
        Why it was annulled.
        """
    @property
    def residence_istat(self, /) -> str | None:
        """
        ISTAT code of the comune where the citizen is said to live.
        """

@final
class SadRequestReading:
    """
    A request that was read.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, request: SadRequest, unknown: SupportsGetItem[int, SadUnknown]) -> SadRequestReading: ...
    def __repr__(self, /) -> str: ...
    @property
    def request(self, /) -> SadRequest:
        """
        The request.
        """
    @property
    def unknown(self, /) -> list[SadUnknown]:
        """
        What of it was left aside; an integrator looks at this first.
        """

@final
class SadUnknown:
    """
    An element or attribute (`path/@name`) of a message that was left aside.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, path: str, line: SupportsIndex | None = None, column: SupportsIndex | None = None, reason: SadUnknownReason) -> SadUnknown: ...
    def __repr__(self, /) -> str: ...
    @property
    def column(self, /) -> int | None:
        """
        Its column, from 1.
        """
    @property
    def line(self, /) -> int | None:
        """
        Line of the element, from 1.
        """
    @property
    def path(self, /) -> str:
        """
        Path from the root, which is not named; never the text of the element.
        """
    @property
    def reason(self, /) -> SadUnknownReason:
        """
        Why.
        """

@final
class ScanArea:
    """
    A part of a page, in millimetres from its upper left corner.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, left: SupportsFloat | SupportsIndex, top: SupportsFloat | SupportsIndex, width: SupportsFloat | SupportsIndex, height: SupportsFloat | SupportsIndex) -> ScanArea: ...
    def __repr__(self, /) -> str: ...
    @property
    def height(self, /) -> float:
        """
        Height.
        """
    @property
    def left(self, /) -> float:
        """
        From the left edge.
        """
    @property
    def top(self, /) -> float:
        """
        From the upper edge.
        """
    @property
    def width(self, /) -> float:
        """
        Width.
        """

@final
class ScanJob:
    """
    What a scanner is asked for. It offers it: that was looked at before.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, source: ScanSource, dpi: SupportsIndex, colour: ScanColour, area: ScanArea | None = None, pages: SupportsIndex, seconds: SupportsIndex) -> ScanJob: ...
    def __repr__(self, /) -> str: ...
    @property
    def area(self, /) -> ScanArea | None:
        """
        The part of the page; all that the scanner reaches where it is absent.
        """
    @property
    def colour(self, /) -> ScanColour:
        """
        Colours.
        """
    @property
    def dpi(self, /) -> int:
        """
        Dots an inch, both ways.
        """
    @property
    def pages(self, /) -> int:
        """
        Most pages to take from the feeder; the glass gives one. More are not kept.
        """
    @property
    def seconds(self, /) -> int:
        """
        Seconds for all of it.
        """
    @property
    def source(self, /) -> ScanSource:
        """
        Where the paper is.
        """

@final
class ScanSettings:
    """
    What to scan and how; what is left out is as usual.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, source: ScanSource | None = None, dpi: SupportsIndex | None = None, colour: ScanColour | None = None, area: ScanArea | None = None, pages: SupportsIndex | None = None, seconds: SupportsIndex | None = None) -> ScanSettings: ...
    def __repr__(self, /) -> str: ...
    @property
    def area(self, /) -> ScanArea | None:
        """
        The part of the page; all that the scanner reaches unless given.
        """
    @property
    def colour(self, /) -> ScanColour | None:
        """
        Colours; all unless given.
        """
    @property
    def dpi(self, /) -> int | None:
        """
        Dots an inch, both ways; 400 unless given, which is what the photograph needs at least.
        """
    @property
    def pages(self, /) -> int | None:
        """
        Most pages to take from the feeder; 50 unless given, 500 at most.
        """
    @property
    def seconds(self, /) -> int | None:
        """
        Seconds for all of it; 120 unless given, 600 at most.
        """
    @property
    def source(self, /) -> ScanSource | None:
        """
        Where the paper is; the glass unless given.
        """

@final
class ScannedDocument:
    """
    What was scanned.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, pages: SupportsGetItem[int, ScannedPage], stopped_by: Trouble | None = None) -> ScannedDocument: ...
    def __repr__(self, /) -> str: ...
    @property
    def pages(self, /) -> list[ScannedPage]:
        """
        The pages, in order; at least one.
        """
    @property
    def stopped_by(self, /) -> Trouble | None:
        """
        What ended the scan before the feeder was empty or the pages asked for were there.
        """

@final
class ScannedPage:
    """
    A scanned page.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, image: bytes, media_type: str, width: SupportsIndex, height: SupportsIndex, dpi: SupportsIndex, colour: ScanColour) -> ScannedPage: ...
    def __repr__(self, /) -> str: ...
    @property
    def colour(self, /) -> ScanColour:
        """
        `gray` or `colour`; a page in black and white is gray.
        """
    @property
    def dpi(self, /) -> int:
        """
        Dots an inch at which it was scanned.
        """
    @property
    def height(self, /) -> int:
        """
        Height in pixels.
        """
    @property
    def image(self, /) -> bytes:
        """
        The file as the scanner wrote it.
        """
    @property
    def media_type(self, /) -> str:
        """
        Its media type, `image/jpeg` or `image/png`.
        """
    @property
    def width(self, /) -> int:
        """
        Width in pixels.
        """

@final
class ScannerCapabilities:
    """
    What a scanner offers.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, sources: SupportsGetItem[int, ScannerSource]) -> ScannerCapabilities: ...
    def __repr__(self, /) -> str: ...
    @property
    def sources(self, /) -> list[ScannerSource]:
        """
        Its sources of paper, each once.
        """

@final
class ScannerPages:
    """
    What a scanner gave.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, files: SupportsGetItem[int, bytes], stopped_by: ScanStop | None = None) -> ScannerPages: ...
    def __repr__(self, /) -> str: ...
    @property
    def files(self, /) -> list[bytes]:
        """
        The files of the pages, in order: PNG or JPEG, whole, up to 64 MiB each.
        """
    @property
    def stopped_by(self, /) -> ScanStop | None:
        """
        What stopped it before the feeder was empty or the pages asked for were there.
        """

@final
class ScannerSource:
    """
    A source of paper, and what it offers.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, source: ScanSource, colours: SupportsGetItem[int, ScanColour], resolutions: SupportsGetItem[int, SupportsIndex], width: SupportsFloat | SupportsIndex, height: SupportsFloat | SupportsIndex) -> ScannerSource: ...
    def __repr__(self, /) -> str: ...
    @property
    def colours(self, /) -> list[ScanColour]:
        """
        Its colours.
        """
    @property
    def height(self, /) -> float:
        """
        Highest area, in millimetres.
        """
    @property
    def resolutions(self, /) -> list[int]:
        """
        Its resolutions, in dots an inch: every one that may be asked for.
        """
    @property
    def source(self, /) -> ScanSource:
        """
        Where the paper is.
        """
    @property
    def width(self, /) -> float:
        """
        Widest area, in millimetres.
        """

@final
class ScoCard:
    """
    An operator card, as the events made it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, card: str, state: ScoState, since: date, number: str | None = None, security_officer: str, expires: date | None = None, officer: str | None = None, handed_on: date | None = None, replaced_by: str | None = None) -> ScoCard: ...
    def __repr__(self, /) -> str: ...
    @property
    def card(self, /) -> str:
        """
        Label.
        """
    @property
    def expires(self, /) -> date | None:
        """
        Last day of its validity, if known.
        """
    @property
    def handed_on(self, /) -> date | None:
        """
        The day on which it was handed over.
        """
    @property
    def number(self, /) -> str | None:
        """
        The number written on it, if known.
        """
    @property
    def officer(self, /) -> str | None:
        """
        The officer it was handed to; a card keeps its officer to the end.
        """
    @property
    def replaced_by(self, /) -> str | None:
        """
        The card that took its place.
        """
    @property
    def security_officer(self, /) -> str:
        """
        The Security Officer who has it in charge.
        """
    @property
    def since(self, /) -> date:
        """
        Day of its last event.
        """
    @property
    def state(self, /) -> ScoState:
        """
        State.
        """

@final
class ScoCount:
    """
    How many cards are in a state.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, state: ScoState, cards: SupportsIndex) -> ScoCount: ...
    def __repr__(self, /) -> str: ...
    @property
    def cards(self, /) -> int:
        """
        How many.
        """
    @property
    def state(self, /) -> ScoState:
        """
        The state.
        """

@final
class ScoDeparted:
    """
    A card that went to another office and has not come back.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, card: str, on: date, to: str, number: str | None = None) -> ScoDeparted: ...
    def __repr__(self, /) -> str: ...
    @property
    def card(self, /) -> str:
        """
        Label.
        """
    @property
    def number(self, /) -> str | None:
        """
        The number written on it, if known.
        """
    @property
    def on(self, /) -> date:
        """
        The day on which it left.
        """
    @property
    def to(self, /) -> str:
        """
        Label of the office it went to.
        """

@final
class ScoEvent:
    """
    A fact about operator cards with its day. Labels are the comune's own, 1 to 40 letters, digits,
    dots, hyphens or underscores, never a name nor a codice fiscale. There is no room for a PIN nor
    for a master password, by design.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, on: date, kind: ScoEventKind, card: str | None = None, security_officer: str | None = None, officer: str | None = None, role: ScoRole | None = None, number: str | None = None, expires: date | None = None, to: str | None = None, from_office: str | None = None, activated: bool | None = None, by: str | None = None) -> ScoEvent: ...
    def __repr__(self, /) -> str: ...
    @property
    def activated(self, /) -> bool | None:
        """
        Whether a card that came was activated.
        """
    @property
    def by(self, /) -> str | None:
        """
        Label of the card that took the place of this one.
        """
    @property
    def card(self, /) -> str | None:
        """
        Label of the card.
        """
    @property
    def expires(self, /) -> date | None:
        """
        Last day of the card's validity.
        """
    @property
    def from_office(self, /) -> str | None:
        """
        Label of the office that it came from.
        """
    @property
    def kind(self, /) -> ScoEventKind:
        """
        What happened; its documentation says which of the members below it has.
        """
    @property
    def number(self, /) -> str | None:
        """
        The number written on the card, if it was read.
        """
    @property
    def officer(self, /) -> str | None:
        """
        Label of the officer.
        """
    @property
    def on(self, /) -> date:
        """
        The day on which it happened.
        """
    @property
    def role(self, /) -> ScoRole | None:
        """
        As what the officer was named.
        """
    @property
    def security_officer(self, /) -> str | None:
        """
        Label of the Security Officer.
        """
    @property
    def to(self, /) -> str | None:
        """
        Label of the Security Officer, or of the office, that it went to.
        """

@final
class ScoExpiring:
    """
    A card and the last day of its validity.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, card: str, expires: date) -> ScoExpiring: ...
    def __repr__(self, /) -> str: ...
    @property
    def card(self, /) -> str:
        """
        Label.
        """
    @property
    def expires(self, /) -> date:
        """
        Last day of its validity.
        """

@final
class ScoHoldings:
    """
    What an office has, as its events made it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, cards: SupportsGetItem[int, ScoCard], officers: SupportsGetItem[int, ScoOfficer], security_officers: SupportsGetItem[int, ScoSecurityOfficer], departed: SupportsGetItem[int, ScoDeparted]) -> ScoHoldings: ...
    def __repr__(self, /) -> str: ...
    @property
    def cards(self, /) -> list[ScoCard]:
        """
        Every card, by label.
        """
    @property
    def departed(self, /) -> list[ScoDeparted]:
        """
        Cards that went to another office, by label.
        """
    @property
    def officers(self, /) -> list[ScoOfficer]:
        """
        Every officer, by label.
        """
    @property
    def security_officers(self, /) -> list[ScoSecurityOfficer]:
        """
        Every Security Officer, by label.
        """

@final
class ScoInventory:
    """
    The inventory of an office as what happened there: it changes by events alone.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, office: str, events: SupportsGetItem[int, ScoEvent]) -> ScoInventory: ...
    def __repr__(self, /) -> str: ...
    @property
    def events(self, /) -> list[ScoEvent]:
        """
        What happened, in the order of recording.
        """
    @property
    def office(self, /) -> str:
        """
        Label of the office.
        """

@final
class ScoOfficer:
    """
    An officer who issues cards, also one who left.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, officer: str, role: ScoRole, named_on: date, in_service: bool, card: str | None = None) -> ScoOfficer: ...
    def __repr__(self, /) -> str: ...
    @property
    def card(self, /) -> str | None:
        """
        The card that the officer has, blocked and suspended ones included.
        """
    @property
    def in_service(self, /) -> bool:
        """
        Whether the officer has not left.
        """
    @property
    def named_on(self, /) -> date:
        """
        Day of the last appointment.
        """
    @property
    def officer(self, /) -> str:
        """
        Label.
        """
    @property
    def role(self, /) -> ScoRole:
        """
        In what quality.
        """

@final
class ScoParties:
    """
    Who stands behind the labels of a handover or a transfer; asked for only when its record is
    printed.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, comune: str, given_by: str, taken_by: str) -> ScoParties: ...
    def __repr__(self, /) -> str: ...
    @property
    def comune(self, /) -> str:
        """
        Name of the comune, without "Comune di"; at most 100 characters.
        """
    @property
    def given_by(self, /) -> str:
        """
        Surname and name of the Security Officer who gave the card; at most 200 characters.
        """
    @property
    def taken_by(self, /) -> str:
        """
        Surname and name of who took it; at most 200 characters.
        """

@final
class ScoReport:
    """
    The state of an inventory, seen on a given day.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, on: date, counts: SupportsGetItem[int, ScoCount], officers_without_card: SupportsGetItem[int, str], cards_to_request: SupportsIndex, security_officers_without_master_password: SupportsGetItem[int, str], lacks_security_officer: bool, to_revoke: SupportsGetItem[int, str], expiring: SupportsGetItem[int, ScoExpiring], past_expiry: SupportsGetItem[int, ScoExpiring], expiry_unknown: SupportsGetItem[int, str]) -> ScoReport: ...
    def __repr__(self, /) -> str: ...
    @property
    def cards_to_request(self, /) -> int:
        """
        How many cards must still be asked for, so that each of those officers gets one.
        """
    @property
    def counts(self, /) -> list[ScoCount]:
        """
        Cards per state; states without cards are there with 0.
        """
    @property
    def expiring(self, /) -> list[ScoExpiring]:
        """
        Active cards whose validity ends on the day or within the days asked, the first one first.
        """
    @property
    def expiry_unknown(self, /) -> list[str]:
        """
        Active cards whose validity nobody has read.
        """
    @property
    def lacks_security_officer(self, /) -> bool:
        """
        Whether the office has fewer Security Officers than it must (rule `sco.security_officer`).
        """
    @property
    def officers_without_card(self, /) -> list[str]:
        """
        Officers in service who have no active card.
        """
    @property
    def on(self, /) -> date:
        """
        The day.
        """
    @property
    def past_expiry(self, /) -> list[ScoExpiring]:
        """
        Active cards whose validity ended before the day.
        """
    @property
    def security_officers_without_master_password(self, /) -> list[str]:
        """
        Security Officers in service who have not received the master password.
        """
    @property
    def to_revoke(self, /) -> list[str]:
        """
        Cards lost and not revoked: the help desk has to be told.
        """

@final
class ScoSecurityOfficer:
    """
    A Security Officer, also one who left.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, security_officer: str, named_on: date, master_password_received: date | None = None, in_service: bool) -> ScoSecurityOfficer: ...
    def __repr__(self, /) -> str: ...
    @property
    def in_service(self, /) -> bool:
        """
        Whether the Security Officer has not left.
        """
    @property
    def master_password_received(self, /) -> date | None:
        """
        The day on which the master password was received, if it was.
        """
    @property
    def named_on(self, /) -> date:
        """
        Day of the last appointment.
        """
    @property
    def security_officer(self, /) -> str:
        """
        Label.
        """

@final
class ScoTransfer:
    """
    What a transfer of a card to another office was.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, on: date, from_office: str, to_office: str, given_by: str, taken_by: str, card: str, number: str | None = None, activated: bool, expires: date | None = None) -> ScoTransfer: ...
    def __repr__(self, /) -> str: ...
    @property
    def activated(self, /) -> bool:
        """
        Whether it was activated.
        """
    @property
    def card(self, /) -> str:
        """
        Label of the card.
        """
    @property
    def expires(self, /) -> date | None:
        """
        Last day of its validity, if known.
        """
    @property
    def from_office(self, /) -> str:
        """
        Label of the office that gave the card away.
        """
    @property
    def given_by(self, /) -> str:
        """
        The Security Officer who had the card in charge.
        """
    @property
    def number(self, /) -> str | None:
        """
        The number written on it, if known.
        """
    @property
    def on(self, /) -> date:
        """
        The day.
        """
    @property
    def taken_by(self, /) -> str:
        """
        The Security Officer who has it in charge from now on.
        """
    @property
    def to_office(self, /) -> str:
        """
        Label of the office that took it.
        """

@final
class ScoTransferred:
    """
    Two inventories after a card passed from one to the other.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, giver: ScoInventory, taker: ScoInventory, transfer: ScoTransfer) -> ScoTransferred: ...
    def __repr__(self, /) -> str: ...
    @property
    def giver(self, /) -> ScoInventory:
        """
        The inventory of the office that gave the card.
        """
    @property
    def taker(self, /) -> ScoInventory:
        """
        The inventory of the office that took it.
        """
    @property
    def transfer(self, /) -> ScoTransfer:
        """
        What the transfer was.
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
class SignedContent:
    """
    What a signed message holds, and who signed it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, content: bytes, signer: str, certificate: bytes, signed_at: str | None = None, trusted: bool) -> SignedContent: ...
    def __repr__(self, /) -> str: ...
    @property
    def certificate(self, /) -> bytes:
        """
        The signer's certificate, X.509 in DER, which may name a person.
        """
    @property
    def content(self, /) -> bytes:
        """
        What was signed.
        """
    @property
    def signed_at(self, /) -> str | None:
        """
        When the signer says to have signed, such as `2026-11-23T09:30:00Z`; nobody else vouches
        for it.
        """
    @property
    def signer(self, /) -> str:
        """
        Subject of the signer's certificate (RFC 4514), which may name a person.
        """
    @property
    def trusted(self, /) -> bool:
        """
        Whether the certificate was held against authorities, and is theirs.
        """

@final
class SimulatedCard:
    """
    A SIMULATED card, made out of a request: its certificates, and its authority, say so.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, card: bytes, can: str, zone: str, pin: str, puk: str, authority: bytes, files: SupportsGetItem[int, CardFile]) -> SimulatedCard: ...
    def __repr__(self, /) -> str: ...
    @property
    def authority(self, /) -> bytes:
        """
        The test authority that vouches for it: a certificate in DER.
        """
    @property
    def can(self, /) -> str:
        """
        Card access number, as printed on it.
        """
    @property
    def card(self, /) -> bytes:
        """
        The card as bytes, with its keys and the tries of its PIN: `cie card` and `VirtualCard`
        take it.
        """
    @property
    def files(self, /) -> list[CardFile]:
        """
        The files of its chip.
        """
    @property
    def pin(self, /) -> str:
        """
        PIN.
        """
    @property
    def puk(self, /) -> str:
        """
        PUK.
        """
    @property
    def zone(self, /) -> str:
        """
        Zone, as printed on it: three lines.
        """

@final
class SimulatedOperatorCard:
    """
    A SIMULATED operator card: its certificate, and its authority, say so.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, card: bytes, authority: bytes, recipient: bytes, recipient_key: bytes) -> SimulatedOperatorCard: ...
    def __repr__(self, /) -> str: ...
    @property
    def authority(self, /) -> bytes:
        """
        The test authority that vouches for it: a certificate in DER.
        """
    @property
    def card(self, /) -> bytes:
        """
        The card as bytes, with its key and the tries of its PIN: `VirtualOperatorCard` takes it.
        """
    @property
    def recipient(self, /) -> bytes:
        """
        The certificate of a SIMULATED recipient, for `seal_content`.
        """
    @property
    def recipient_key(self, /) -> bytes:
        """
        The recipient's private key, for `open_sealed`.
        """

@final
class SimulatedPortrait:
    """
    A drawn face, and where its parts are.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, image: bytes, face: FaceMarks) -> SimulatedPortrait: ...
    def __repr__(self, /) -> str: ...
    @property
    def face(self, /) -> FaceMarks:
        """
        Where the face is, as an operator would mark it.
        """
    @property
    def image(self, /) -> bytes:
        """
        JPEG, 552 by 709 pixels at 400 dots an inch, with `SIMULATED` in its comment.
        """

@final
class StoreCheck:
    """
    What a check of a store's file, or a copy of it, found.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, entries: SupportsIndex, head: str) -> StoreCheck: ...
    def __repr__(self, /) -> str: ...
    @property
    def entries(self, /) -> int:
        """
        Entries of its journal.
        """
    @property
    def head(self, /) -> str:
        """
        Hash of the last one; all zeros for an empty journal. Noted somewhere else, it tells a whole
        file from one that was cut.
        """

@final
class StoredRequest:
    """
    A stored request.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, entry: IssuanceEntry, request: CardRequest) -> StoredRequest: ...
    def __repr__(self, /) -> str: ...
    @property
    def entry(self, /) -> IssuanceEntry:
        """
        Where it stands.
        """
    @property
    def request(self, /) -> CardRequest:
        """
        The request.
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
class TakenFingerprint:
    """
    A fingerprint that goes into the request.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, print: Fingerprint, quality: SupportsIndex, attempts: SupportsIndex) -> TakenFingerprint: ...
    def __repr__(self, /) -> str: ...
    @property
    def attempts(self, /) -> int:
        """
        Attempts that were made with this finger.
        """
    @property
    def print(self, /) -> Fingerprint:
        """
        The print, in WSQ, as `Biometrics` takes it.
        """
    @property
    def quality(self, /) -> int:
        """
        Its quality, from 0 to 100.
        """

@final
class TakenPhoto:
    """
    A photograph that a camera of the caller's took.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, image: bytes, media_type: str, face: FaceMarks | None = None, fitted: FittedPhoto | None = None, unfit: Trouble | None = None, report: MediaReport) -> TakenPhoto: ...
    def __repr__(self, /) -> str: ...
    @property
    def face(self, /) -> FaceMarks | None:
        """
        Where the face is in it, once it is turned as its EXIF data say.
        """
    @property
    def fitted(self, /) -> FittedPhoto | None:
        """
        The photograph for the card, cropped around the face.
        """
    @property
    def image(self, /) -> bytes:
        """
        The file as the camera wrote it.
        """
    @property
    def media_type(self, /) -> str:
        """
        Its media type, `image/jpeg` or `image/png`.
        """
    @property
    def report(self, /) -> MediaReport:
        """
        The verdicts on the photograph for the card; where it is not there, on the file of the camera.
        """
    @property
    def unfit(self, /) -> Trouble | None:
        """
        Why it is not there although a face was looked for.
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
class Travel:
    """
    Whether a card serves for travel.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, valid: bool, barred_by: SupportsGetItem[int, str], granted_by: SupportsGetItem[int, str], note: str | None = None) -> Travel: ...
    def __repr__(self, /) -> str: ...
    @property
    def barred_by(self, /) -> list[str]:
        """
        Why not: the identifiers of all the rules that bar it.
        """
    @property
    def granted_by(self, /) -> list[str]:
        """
        Why it does: the identifiers of the rules that were satisfied.
        """
    @property
    def note(self, /) -> str | None:
        """
        The note to print on a card that does not.
        """
    @property
    def valid(self, /) -> bool:
        """
        It does.
        """

@final
class TravelHolder:
    """
    What bears on the travel validity of a card.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, nationality: Nationality, asylum_seeker: bool = False, minor: TravelAssent | None = None, passport_ground: bool = False, injunction: Injunction | None = None, other_parent_agrees: bool | None = None) -> TravelHolder: ...
    def __repr__(self, /) -> str: ...
    @property
    def asylum_seeker(self, /) -> bool:
        """
        Asylum seeker.
        """
    @property
    def injunction(self, /) -> Injunction | None:
        """
        A court's injunction against the holder as a parent.
        """
    @property
    def minor(self, /) -> TravelAssent | None:
        """
        For a minor, who agreed; absent for an adult.
        """
    @property
    def nationality(self, /) -> Nationality:
        """
        Whose citizen.
        """
    @property
    def other_parent_agrees(self, /) -> bool | None:
        """
        Whether the other parent of the holder's minor children agreed; absent without minor
        children. It matters until 2023-06-13 only.
        """
    @property
    def passport_ground(self, /) -> bool:
        """
        A ground for refusing or withdrawing a passport exists.
        """

@final
class Trouble:
    """
    What went wrong in a part of the work, where the rest is there: what an error would say.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, code: str, kind: ErrorKind, text_it: str, text_en: str) -> Trouble: ...
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
    def text_en(self, /) -> str:
        """
        What, and what to do, in English.
        """
    @property
    def text_it(self, /) -> str:
        """
        What, and what to do, in Italian.
        """

@final
class TrustContent:
    """
    What a file of authorities holds.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> "tuple[tuple[()], dict[str, object]]": ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, authorities: SupportsGetItem[int, Authority], passed_over: SupportsIndex, lists: SupportsIndex) -> TrustContent: ...
    def __repr__(self, /) -> str: ...
    @property
    def authorities(self, /) -> list[Authority]:
        """
        The authorities.
        """
    @property
    def lists(self, /) -> int:
        """
        How many revocation lists there are.
        """
    @property
    def passed_over(self, /) -> int:
        """
        How many certificates may not sign others, and are passed over.
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
class VirtualCard:
    """
    A SIMULATED card in process, which answers commands as the chip of a CIE does. It is a
    `CardTransport`: hand it to `read_card`. Everything it says is marked as simulated.

    The card that `simulate_card` or `cie card simulate` made, or that `to_bytes` kept. `faults` go
    wrong on demand, such as `removed-at=20`, parted by commas.

    Raises a `CieError`:
    `CIE-DEV-106` when the bytes are no such card;
    `CIE-DEV-642` for a fault that is not known;
    `CIE-API-001` when a defect of the SDK was caught.
    """
    def __new__(cls, /, card: bytes, faults: str | None = None) -> VirtualCard: ...
    def __repr__(self, /) -> str: ...
    def exchanges(self, /) -> int:
        """
        How many commands it answered.

        Raises a `CieError`:
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def reset(self, /) -> None:
        """
        Off and on again: the session is forgotten, the tries of the PIN are not.

        Raises a `CieError`:
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def to_bytes(self, /) -> bytes:
        """
        The card as it stands, with its keys and the tries of its PIN.

        Raises a `CieError`:
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def transmit(self, /, command: bytes) -> bytes:
        """
        Answers a command.

        Raises a `CieError`:
        `CIE-DEV-400` when a fault took the card away;
        `CIE-API-001` when a defect of the SDK was caught.
        """

@final
class VirtualOperatorCard:
    """
    A SIMULATED operator card in process. It is an `OperatorCard`: present its PIN and hand it to
    `sign_content`.

    The card that `simulate_operator_card` made, or that `to_bytes` kept, with no session open.

    Raises a `CieError`:
    `CIE-DEV-106` when the bytes are no such card;
    `CIE-API-001` when a defect of the SDK was caught.
    """
    def __new__(cls, /, card: bytes) -> VirtualOperatorCard: ...
    def __repr__(self, /) -> str: ...
    def algorithm(self, /) -> SignatureAlgorithm:
        """
        How it signs.

        Raises a `CieError`:
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def certificate(self, /) -> bytes:
        """
        The certificate of the signing key, X.509 in DER.

        Raises a `CieError`:
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def login(self, /, pin: str) -> None:
        """
        Presents the PIN. A right one restores all attempts.

        Raises a `CieError`:
        `CIE-DEV-103` for a wrong PIN, `CIE-DEV-104` when the card is locked, `CIE-DEV-105` for a PIN of
        the wrong form (no attempt is spent);
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def logout(self, /) -> None:
        """
        Forgets that the PIN was presented.

        Raises a `CieError`:
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def sign(self, /, message: bytes) -> bytes:
        """
        Signs a message.

        Raises a `CieError`:
        `CIE-DEV-102` before the PIN;
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def to_bytes(self, /) -> bytes:
        """
        The card as it stands, with its key and the tries of its PIN.

        Raises a `CieError`:
        `CIE-API-001` when a defect of the SDK was caught.
        """
    def tries_left(self, /) -> int:
        """
        Attempts left for the PIN.

        Raises a `CieError`:
        `CIE-API-001` when a defect of the SDK was caught.
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

def annul_cards(workstation: Workstation, cards: SupportsGetItem[int, AnnulmentOrder]) -> list[AnnulmentReport]:
    """
    Tells a registry of a list of cards that were annulled or revoked, one after the other; one that
    fails does not keep the next from being told. Tell it again with the same operation identifiers
    and nothing is done twice.

    Raises a `CieError`:
    `CIE-API-001` when a defect of the SDK was caught.
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

def backup_store(store: str, to: str) -> StoreCheck:
    """
    Copies a store into a new file, as it is at one moment, while others use it. The copy is checked
    before it gets its name.

    Raises a `CieError`:
    `CIE-STORE-003` to `CIE-STORE-010` when the file cannot be opened as a store;
    `CIE-STORE-090` when the copy exists, `CIE-STORE-091` when it is not sound;
    `CIE-STORE-001` and `CIE-STORE-008` when it cannot be written;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def canonical_form(request: CardRequest) -> bytes:
    """
    The canonical form of a request, `cie-request/1`: the bytes that the operator's card signs, one
    JSON object by RFC 8785. The form of CIEOnline is not public; this one is documented in
    `docs/canonical-form.md`.

    Raises a `CieError`:
    `CIE-CORE-302` when the number of the request is not one;
    `CIE-CORE-310` when the request has no serial: it cannot be signed yet;
    `CIE-CORE-311` when the form would be larger than 8 MiB;
    `CIE-API-011` when members of the request do not go together;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def card_pin_tries(card: CardTransport) -> PinTries:
    """
    How many tries PIN and PUK have left; none is spent. A real CIE tells it, as it takes the other
    commands of PIN and PUK, over a channel opened with the keys of a role only.

    Raises a `CieError`:
    `CIE-DEV-401` when the transport failed;
    `CIE-DEV-493` when the card tells it over a protected channel only;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def card_renewable_from(model: CardModel, issued_on: date, expires: date | None = None) -> Renewal:
    """
    From when a card may be renewed; `expires` is absent for one that never expires.

    Raises a `CieError`:
    `CIE-CORE-122` when a date is out of range;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def card_request_from_json(json: str) -> CardRequest:
    """
    The request that such a text holds, at most 16 MiB.

    Raises a `CieError`:
    `CIE-API-004` when the text is not such a request, with line and column;
    `CIE-API-010` when an image is not the one that its digest is of;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def card_request_outcome(request: CardRequest, tariff: Tariff | None = None, exemption: str | None = None) -> RequestOutcome:
    """
    What the rules make of a request: expiry, travel and price, with the comune's tariff or the
    usual figures; those of consulates for a consular request. `exemption` is as in `quote_fee`.

    Raises a `CieError`:
    `CIE-CORE-120` when the date of birth is incomplete, `CIE-CORE-121` when it is after the request;
    `CIE-CORE-201` when no figure is in force on the day of the request;
    `CIE-CORE-211` to `CIE-CORE-215` as in `quote_fee`;
    `CIE-CORE-302` when the number of the request is not one;
    `CIE-API-011` when members of the request do not go together;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def card_request_to_json(request: CardRequest) -> str:
    """
    A request as JSON, the form that `cie request check` and the stores take. It holds the images
    in base64.

    Raises a `CieError`:
    `CIE-CORE-302` when the number of the request is not one;
    `CIE-API-011` when members of the request do not go together;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def card_travel(holder: TravelHolder, on: date | None = None) -> Travel:
    """
    Whether a card issued on a day, today unless given, serves for travel, with the rules behind the
    answer.

    Raises a `CieError`:
    `CIE-CORE-123` when an injunction ends before it begins;
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

def change_card_pin(card: CardTransport, old_pin: str, new_pin: str, last_try: bool | None = None) -> PinTries:
    """
    Changes the PIN. The last try is spent with `last_try` only. Gives the tries left after it.

    Raises a `CieError`:
    `CIE-CORE-103` when one is not 8 digits;
    `CIE-DEV-401` when the transport failed;
    `CIE-DEV-491` when the old one is wrong, or when it would be the last try;
    `CIE-DEV-492` when it is blocked;
    `CIE-DEV-493` when the card wants a protected channel;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def check_card_request(request: CardRequest, on: date | None = None) -> list[Finding]:
    """
    Everything that is wrong with a request, at once, checked on a day, that of the request unless
    given. No finding that is blocking means that it can be signed.

    Raises a `CieError`:
    `CIE-CORE-302` when the number of the request is not one;
    `CIE-API-011` when members of the request do not go together;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def check_card_requests(requests: SupportsGetItem[int, CardRequest], on: date | None = None) -> list[list[Finding]]:
    """
    The findings of each request of a list, in its order, as `check_card_request` gives them.

    Raises a `CieError`:
    `CIE-CORE-302` when the number of a request is not one;
    `CIE-API-011` when members of a request do not go together;
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

def check_photo(image: bytes, face: FaceMarks | None = None) -> MediaReport:
    """
    Measures a photograph (JPEG) by the rules for the card: file, size, resolution, exposure,
    sharpness, background and, with the face marked, its place and height. What is no photograph
    gets verdicts too.

    Raises a `CieError`:
    `CIE-DEV-030` when the marks cannot be those of an upright face;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def check_profile(profile: str | None = None, toml: str | None = None) -> ProfileInfo:
    """
    What a profile is like, found sound and able to carry every message: by its name or path as in
    `ConnectorConfig`, `anpr` unless given, or as TOML.

    Raises a `CieError`:
    `CIE-API-005` when its file cannot be read, `CIE-API-011` when both are given;
    `CIE-SAD-0xx` when it is not sound, with its line; `CIE-SAD-1xx` when it cannot carry a message;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def check_request(request: str, on: date | None = None) -> list[Finding]:
    """
    The same for a request as JSON: its form is that of the Rust type
    `cie_core::request::CardRequest`, as `cie request check` takes it.

    Raises a `CieError`:
    `CIE-API-004` when the text is not such a request, with line and column;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def check_signature(image: bytes) -> MediaReport:
    """
    Judges the image of a signature (PNG or JPEG). What is no image gets verdicts too.

    Raises a `CieError`:
    `CIE-API-001` when a defect of the SDK was caught.
    """

def check_store(store: str) -> StoreCheck:
    """
    Checks the file of a store, or a backup, without its keys and without changing it: pages,
    references between tables, the journal's chain of hashes.

    Raises a `CieError`:
    `CIE-STORE-003` to `CIE-STORE-010` when the file cannot be opened as a store;
    `CIE-STORE-006` when it is damaged, `CIE-STORE-021` when the journal was changed;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def clean_signature(image: bytes) -> CleanedSignature:
    """
    Cleans the image of a signature (PNG or JPEG): evens out the light, keeps the ink, drops
    specks, crops to the ink, makes it smaller if need be. No stroke is added or joined. Whether
    the result will do is for its report to say.

    Raises a `CieError`:
    `CIE-DEV-001` to `CIE-DEV-003` when the file cannot be read;
    `CIE-DEV-050` when there is no ink;
    `CIE-DEV-014` when the encoder fails;
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

def decode_sad_answer(message: bytes, operation: Operation, profile: str | None = None) -> SadAnswerReading:
    """
    Reads the answer to an operation, of a profile, `anpr` unless given.

    Raises a `CieError`:
    As `decode_sad_request`;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def decode_sad_request(message: bytes, profile: str | None = None) -> SadRequestReading:
    """
    Reads a request of a profile, `anpr` unless given.

    Raises a `CieError`:
    `CIE-API-005` when the profile's file cannot be read;
    `CIE-SAD-1xx` when the message cannot be read, with line and column; `CIE-SAD-0xx` for an
    unsound profile;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def delivery_expected(request: CardRequest, calendar: ComuneCalendar | None = None) -> date:
    """
    The day by which the card is expected where it is sent: six working days from the request in
    Italy, fifteen days abroad (rule `delivery.when`). Nobody guarantees it.

    Raises a `CieError`:
    `CIE-CORE-001` when the patron's day is not `MM-DD`;
    `CIE-CORE-302` when the number of the request is not one;
    `CIE-API-011` when members of the request do not go together;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def draw_barcode(text: str, module: SupportsIndex | None = None, height: SupportsIndex | None = None, dpi: SupportsIndex | None = None) -> bytes:
    """
    Draws a text as a Code 39 symbol, quiet zones included; PNG. `module` is the width of a narrow
    bar (1 to 10 pixels, 3 unless given), `height` that of the bars (1 to 1000 pixels, 120 unless
    given), `dpi` the resolution written into the file (300 unless given).

    Raises a `CieError`:
    `CIE-DEV-013` for a text or a measure that is not allowed;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def emissione(workstation: Workstation, person: Person, card: Card, operation_id: str | None = None, attachments: SupportsGetItem[int, Attachment] | None = None) -> SadAnswer:
    """
    Tells a registry that a card was issued, with biometric files where the comune's registry keeps
    them. Tell it again with the same operation identifier and nothing is done twice.

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

def encode_sad_answer(answer: SadAnswer, operation: Operation, sender: str, recipient: str, profile: str | None = None) -> SadEncoded:
    """
    An answer as the bytes of a profile, `anpr` unless given: for the tests of a workstation.

    Raises a `CieError`:
    As `encode_sad_request`;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def encode_sad_request(request: SadRequest, profile: str | None = None) -> SadEncoded:
    """
    A request as the bytes of a profile, as in `ConnectorConfig`; `anpr` unless given.

    Raises a `CieError`:
    `CIE-CORE-401` when the operation identifier will not do;
    `CIE-API-005` when the profile's file cannot be read, `CIE-API-011` when members do not go
    with the operation, `CIE-API-013` when a time is not one;
    `CIE-SAD-105`, `CIE-SAD-117` for characters, `CIE-SAD-118` when the profile has no place for a
    value, `CIE-SAD-119` for a value that no wire can carry; `CIE-SAD-0xx` for an unsound profile;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def error_catalogue() -> list[ErrorInfo]:
    """
    Every error that this package can report, in the order of their codes.

    Raises a `CieError`:
    `CIE-API-001` when a defect of the SDK was caught.
    """

def explain_profile(profile: str | None = None, toml: str | None = None) -> list[ProfileMessage]:
    """
    Every message of a profile, with a sample of each that was written and read again: by its name or
    path as in `ConnectorConfig`, `anpr` unless given, or as TOML.

    Raises a `CieError`:
    As `check_profile`;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def fingerprint_plan(on: date | None = None) -> FingerprintPlan | None:
    """
    Which fingers are asked for on a day, today unless given; none when no rule is in force.

    Raises a `CieError`:
    `CIE-API-001` when a defect of the SDK was caught.
    """

def fingerprint_quality(image: FingerImage) -> FingerprintQuality:
    """
    Measures how good a fingerprint is.

    Raises a `CieError`:
    `CIE-DEV-504` when the pixels are not as many as width and height say, or out of bounds;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def fit_photo(image: bytes, face: FaceMarks) -> FittedPhoto:
    """
    Crops a photograph (JPEG or PNG) around its face to the measures of the rules: turned as its
    EXIF data say, brought to sRGB, levelled by the eyes, scaled down if it has more pixels than
    needed. It is never scaled up and no background is invented.

    Raises a `CieError`:
    `CIE-DEV-001` to `CIE-DEV-003` when the file cannot be read;
    `CIE-DEV-030` when the marks cannot be those of an upright face;
    `CIE-DEV-033` without room around it;
    `CIE-DEV-034` with too few pixels;
    `CIE-DEV-035` when the head is tilted too far;
    `CIE-DEV-036` when no quality fits the largest size;
    `CIE-DEV-014` when the encoder fails;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def half_months(year: SupportsIndex, policy: DueDatePolicy | None = None, calendar: ComuneCalendar | None = None) -> list[HalfMonth]:
    """
    The 24 half-months of a year with the day by which each is remitted.

    Raises a `CieError`:
    `CIE-CORE-001` when the patron's day is not `MM-DD`;
    `CIE-CORE-230` when the year is not between 1900 and 2999;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def holidays(year: SupportsIndex, calendar: ComuneCalendar | None = None) -> list[Holiday]:
    """
    The holidays of a year, in order, with the rule behind each. Easter Sunday is not among them: it
    is a Sunday.

    Raises a `CieError`:
    `CIE-CORE-001` when the patron's day is not `MM-DD`;
    `CIE-CORE-230` when the year is not between 1900 and 2999;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def inspect_sad_request(message: bytes, profile: str | None = None) -> SadInspection:
    """
    What can be told of a request, of a profile, `anpr` unless given: also of one that cannot be read.

    Raises a `CieError`:
    `CIE-API-005` when the profile's file cannot be read; `CIE-SAD-0xx` for an unsound profile;
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

def is_working_day(day: date, calendar: ComuneCalendar | None = None) -> bool:
    """
    Whether people work on a day: not on Sundays and holidays, nor on Saturdays unless the calendar
    says so.

    Raises a `CieError`:
    `CIE-CORE-001` when the patron's day is not `MM-DD`;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def issuance_advance(state: IssuanceState, transition: Transition) -> IssuanceState:
    """
    The state of a request after a transition.

    Raises a `CieError`:
    `CIE-CORE-301` when the transition is not allowed from that state;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def issuance_transitions(state: IssuanceState) -> list[IssuanceStep]:
    """
    The steps that a request in this state can take; none from a state where it ends.

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

def nationality(citizenships: SupportsGetItem[int, Citizenship], on: date | None = None) -> Nationality:
    """
    Whose citizen somebody with these citizenships is on a day, today unless given: Italian if one is,
    else of the EU if one is of a member State on that day, else of none of both.

    Raises a `CieError`:
    `CIE-API-001` when a defect of the SDK was caught.
    """

def omocodes(code: str) -> list[str]:
    """
    The other ways to write a code, in the order in which they are assigned.

    Raises a `CieError`:
    `CIE-CORE-010` and `CIE-CORE-011` when the code is wrong in itself;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def open_sealed(message: bytes, private_key: bytes, certificate: bytes) -> bytes:
    """
    Opens what was sealed for the holder of a certificate, with its private key (PKCS#8 in DER).

    Raises a `CieError`:
    `CIE-DEV-201` to `CIE-DEV-205` when it is no such message, or was not sealed for this key;
    `CIE-DEV-107` and `CIE-DEV-206` when certificate and key are none, or do not go together;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def parse_barcode(typed: str) -> str:
    """
    The codice fiscale that a barcode reader typed or sent over a serial line: the start and stop
    characters `*` and a line end are taken off, and the check character is verified.

    Raises a `CieError`:
    `CIE-DEV-012` when what remains is not 16 characters A-Z and 0-9;
    `CIE-DEV-070` when it is no codice fiscale;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def parse_card_files(files: SupportsGetItem[int, CardFile], on: date | None = None) -> CardContent:
    """
    What the files of a chip say: DG1, DG2, DG11 and DG12, as far as they are given. Nothing is
    verified: that is `verify_card_files`. `on` is the day near which the dates of the zone are,
    because their century is not written; today unless given.

    Raises a `CieError`:
    `CIE-API-030` for a name that no file has, one that comes twice, or files out of bounds;
    `CIE-DEV-450`, `CIE-DEV-451` and `CIE-DEV-453` to `CIE-DEV-455` for a file that is not
    of its kind, or a field of another form;
    `CIE-CORE-113` for a date of the zone that is none;
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

def parse_iban(iban: str) -> str:
    """
    An Italian IBAN without its blanks, both of its checks done: mod 97 (ISO 13616) and the national
    check letter (CIN).

    Raises a `CieError`:
    `CIE-CORE-220` when it is not of the Italian form;
    `CIE-CORE-221` when its two check digits are wrong, `CIE-CORE-222` when its check letter is;
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

def parse_request_number(number: str) -> RequestNumberParts:
    """
    The parts of a request number.

    Raises a `CieError`:
    `CIE-CORE-302` when the text is not `IIIIII-YYYY-NNNNNN`;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def photo_from_sheet(page: bytes, dpi: SupportsIndex) -> FittedPhoto:
    """
    Finds the print of a photograph on a scanned page (PNG or JPEG), straightens it and cuts it
    out. `dpi` is the resolution of the scan.

    Raises a `CieError`:
    `CIE-DEV-001` to `CIE-DEV-003` when the page cannot be read;
    `CIE-DEV-040` without a print of that size;
    `CIE-DEV-041` with several;
    `CIE-DEV-042` when it lies beyond the page;
    `CIE-DEV-036` when no quality fits the largest size;
    `CIE-DEV-014` when the encoder fails;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def photo_overlay(image: bytes, face: FaceMarks | None = None) -> bytes:
    """
    The photograph with what the rules ask for drawn over it, and what is wrong in red; PNG.

    Raises a `CieError`:
    `CIE-DEV-030` when the marks cannot be those of an upright face;
    `CIE-DEV-001` when it is no image;
    `CIE-DEV-014` when the encoder fails;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def picture_to_png(image: bytes) -> bytes:
    """
    A picture as PNG: of JPEG 2000, as the chip of a CIE has it, of JPEG, or of PNG.

    Raises a `CieError`:
    `CIE-DEV-640` when it cannot be read;
    `CIE-DEV-002` beyond 4,000,000 pixels;
    `CIE-DEV-014` when the encoder fails;
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

def price_list(tariff: Tariff | None = None, on: date | None = None) -> list[ReasonQuote]:
    """
    What a comune charges on a day, today unless given, for every reason that its tariff covers: the
    tariff is checked against itself and against the State's share.

    Raises a `CieError`:
    `CIE-CORE-201` when no figure is in force on that day;
    `CIE-CORE-211` when a published total is not the sum of its parts, `CIE-CORE-212` when a State
    share is neither the national one nor zero, `CIE-CORE-213` when the tariff is not sound otherwise;
    `CIE-CORE-214` when the tariff does not hold on that day;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def quarterly_summary(comune: str, codice_catastale: str, day: date, payments: SupportsGetItem[int, PaymentOrder]) -> QuarterlySummary:
    """
    The summary of the quarter that holds a day: its payment orders, checked, with their sums, where
    it goes and which half-months are missing (circ. 4/2020).

    Raises a `CieError`:
    `CIE-CORE-201` when no figure is in force in the quarter;
    `CIE-CORE-210` when a sum does not fit;
    `CIE-CORE-230` when a day is in no half-month of the calendar;
    `CIE-CORE-231` when the comune's name or code will not do;
    `CIE-CORE-232` when a payment is of another quarter, its amount is not the State share of its
    cards, its order is empty or repeated, or its receipt is missing where allegato A wants one;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def quarterly_summary_csv(comune: str, codice_catastale: str, day: date, payments: SupportsGetItem[int, PaymentOrder]) -> str:
    """
    The payments of such a summary as CSV (RFC 4180), a line each with the reference text of the
    transfer. The columns are ours: those of allegato A and of the portal are not public.

    Raises a `CieError`:
    As `quarterly_summary`;
    `CIE-CORE-245` when the comune's name, an order or a receipt begins like a formula;
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

def quote_fees(inquiries: SupportsGetItem[int, FeeInquiry], tariff: Tariff | None = None) -> list[Quote]:
    """
    What a card costs at a comune for each question of a list, in its order, as `quote_fee` says it.

    Raises a `CieError`:
    As `quote_fee`, of the first question that has no answer;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def read_barcode(image: bytes) -> str:
    """
    Reads the codice fiscale from an image (PNG or JPEG) of a health card or of a CIE, which carry
    it as a Code 39 symbol. Its check character is verified.

    Raises a `CieError`:
    `CIE-DEV-001` to `CIE-DEV-003` when the image cannot be read;
    `CIE-DEV-010` without a symbol;
    `CIE-DEV-011` with several that differ;
    `CIE-DEV-012` when it holds something else;
    `CIE-DEV-070` when what it holds is no codice fiscale;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def read_card(card: CardTransport, access: CardAccess, plan: CardPlan, watch: CardWatch | None = None) -> CardReading:
    """
    Reads a card and verifies it, in the order that a counter wants: access, files, passive
    authentication, chip authentication, number for services, comparison with what is printed and
    with the request. What was read and does not hold is a verdict, not an error.

    Raises a `CieError`:
    `CIE-API-002` without CAN and zone;
    `CIE-API-004` when the plan's request is not one in JSON;
    `CIE-CORE-110` to `CIE-CORE-113` when the zone is none;
    `CIE-CORE-102` when the CAN is not six digits;
    `CIE-DEV-401` when the transport failed, `CIE-DEV-404` to `CIE-DEV-406` when its answers
    make no sense;
    `CIE-DEV-407` when the watcher stopped it;
    `CIE-DEV-421` for a wrong CAN or zone, `CIE-DEV-420` to `CIE-DEV-428` when the chip does
    not open;
    `CIE-DEV-408` to `CIE-DEV-410` and `CIE-DEV-440` to `CIE-DEV-455` when it cannot be read;
    `CIE-DEV-451`, `CIE-DEV-452`, `CIE-DEV-480` and `CIE-DEV-643` for files of authorities
    that are none;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def read_finger_record(record: bytes) -> list[FingerView]:
    """
    Reads every image of a record of ISO/IEC 19794-4:2005.

    Raises a `CieError`:
    `CIE-DEV-520` when it is out of bounds;
    `CIE-DEV-521` where it stops making sense, with the byte;
    `CIE-DEV-522` for what is not decoded: packed pixels, JPEG 2000;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def read_fingerprint(file: bytes, ppi: SupportsIndex | None = None) -> FingerprintFile:
    """
    Reads a fingerprint from a file: PNG, PGM, WSQ, or a record of ISO/IEC 19794-4, of which it
    takes the first image. `ppi` is the resolution (pixels per inch) of a file that states none.

    Raises a `CieError`:
    `CIE-DEV-525` for another format;
    `CIE-DEV-001` to `CIE-DEV-003`, `CIE-DEV-500` to `CIE-DEV-504` and `CIE-DEV-520` to
    `CIE-DEV-522` for a file that is damaged or out of bounds;
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

def read_trust(file: bytes) -> TrustContent:
    """
    What a file of authorities holds: certificates, a master list or revocation lists, in DER,
    PEM or CMS. Of a master list its own signature is checked; whom to trust is the caller's to
    say.

    Raises a `CieError`:
    `CIE-DEV-452` for more than 16 MiB;
    `CIE-DEV-643` for a file of another kind;
    `CIE-DEV-451` and `CIE-DEV-480` for one that is damaged;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def reconcile(first: date, last: date, cards: SupportsGetItem[int, CardsSent], payments: SupportsGetItem[int, PaymentMade], policy: DueDatePolicy | None = None, calendar: ComuneCalendar | None = None) -> Reconciliation:
    """
    Holds cards sent into production against payments, for the half-months from that which holds the
    first day to that which holds the last, in any order of both lists. One calendar is used for all
    comuni: a patron saint counts only when a single comune is reconciled.

    Raises a `CieError`:
    `CIE-CORE-001` when the patron's day is not `MM-DD`;
    `CIE-CORE-030` when a codice catastale is not well formed;
    `CIE-CORE-201` before July 2016;
    `CIE-CORE-240` when the last day is before the first or the span is longer than ten years;
    `CIE-CORE-241` for a card or payment outside the span, `CIE-CORE-242` when there are too many;
    `CIE-CORE-243` for a payment that makes no sense: amount, cards and reference;
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

def request_number(istat: str, year: SupportsIndex, progressive: SupportsIndex) -> str:
    """
    The number of a request: ISTAT code of the comune, year, progressive. It is this SDK's own; the
    numbering of CIEOnline is not public.

    Raises a `CieError`:
    `CIE-CORE-302` when the code is not 6 digits, the year not 4, or the progressive not 1 to 999999;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def restore_store(backup: str, to: str) -> StoreCheck:
    """
    Makes a store of a backup, which is checked before and after.

    Raises a `CieError`:
    `CIE-STORE-003` to `CIE-STORE-010` when the backup cannot be opened as a store;
    `CIE-STORE-090` when the store exists, `CIE-STORE-091` when the backup is not sound;
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

def run_doctor(config: DoctorConfig) -> list[DoctorFinding]:
    """
    Looks whether this workstation is as it has to be: services and ports of circular 8/2017,
    clock, hosts file, certificates, disk, and the devices and connectors that the settings name.
    It reads and asks; it changes nothing. What could not be looked at says so. Stores are not
    looked at, and readers only where the package was built with PC/SC.

    Raises a `CieError`:
    `CIE-API-005` when the file of devices cannot be read;
    `CIE-DEV-740` and `CIE-DEV-741` for devices, `CIE-DEV-700` to `CIE-DEV-705` for settings
    that are not sound, with line and column;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def scan_document(scanner: DocumentScanner, settings: ScanSettings | None = None) -> ScannedDocument:
    """
    Scans with a scanner of the caller's: the settings are held against what it offers, and each page
    is decoded to see that it is whole. Its pages are what `photo_from_sheet` and
    `signature_from_sheet` take. Pages that came before something stopped the scan are kept.

    Raises a `CieError`:
    `CIE-DEV-644` when the scanner did not say what it offers;
    `CIE-DEV-651` for settings that it does not offer;
    `CIE-DEV-652` when it offers what makes no sense;
    `CIE-DEV-654` when it failed, or gave no page;
    `CIE-DEV-645` to `CIE-DEV-650` and `CIE-DEV-658` when it says so of itself, without a page;
    `CIE-DEV-653` when the first page is larger than 64 MiB or 40 million pixels;
    `CIE-DEV-655` when the first page is damaged;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def sco_apply(inventory: ScoInventory, event: ScoEvent) -> ScoInventory:
    """
    The inventory after an event. One that cannot have happened is refused and changes nothing.

    Raises a `CieError`:
    `CIE-CORE-600` when a label is not one;
    `CIE-CORE-601`, `CIE-CORE-602` when the card is unknown, or the person not in service;
    `CIE-CORE-603` when the card cannot take this step now;
    `CIE-CORE-604`, `CIE-CORE-605` when the card or the person is already there;
    `CIE-CORE-606` for an activation before the Security Officer in charge received the master
    password (circ. 8/2017, all. 2, par. 2.1), `CIE-CORE-607` when that was received before;
    `CIE-CORE-608` when the officer already has a card;
    `CIE-CORE-609` when the event is dated before the last one of the same card or person;
    `CIE-CORE-610`, `CIE-CORE-611` when the validity is over, or is not;
    `CIE-CORE-612` when the replacement cannot be that card;
    `CIE-CORE-613` when whoever leaves still has cards;
    `CIE-CORE-614` for more than 50000 events, or 2000 cards or people;
    `CIE-CORE-616` for a transfer that contradicts what is known of the card;
    `CIE-API-011` when an event lacks a member or has one too many;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def sco_from_json(json: str) -> ScoInventory:
    """
    The inventory that such a text holds, at most 32 MiB, replayed: no edited file can put a card
    into a state in which it cannot be.

    Raises a `CieError`:
    `CIE-API-014` when the text is not an inventory, with line and column;
    `CIE-CORE-601` to `CIE-CORE-616` for an event that cannot have happened, with its position;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def sco_further_cards_request(comune: str, cards: SupportsIndex, language: Language | None = None) -> OfficeDocument:
    """
    An e-mail to the help desk asking for operator cards beyond those asked for at first (circ.
    8/2017, all. 2, par. 4.3), in Italian unless asked otherwise. No official form is public.

    Raises a `CieError`:
    `CIE-CORE-650` when the comune's name is not a line of text;
    `CIE-CORE-656` when the count is 0 or beyond 10000;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def sco_handover(inventory: ScoInventory, card: str, parties: ScoParties, language: Language | None = None) -> str:
    """
    The record of a handover (verbale di consegna) as plain text to be signed, in Italian unless
    asked otherwise; also later, when the card is over. It carries names: it is for paper, not for
    logs. No official form is public, and the text says so.

    Raises a `CieError`:
    As `sco_holdings`; `CIE-CORE-601` when the card is unknown, `CIE-CORE-615` when it was never
    handed over;
    `CIE-CORE-650` when a name is empty, too long or not one line;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def sco_help_desk() -> HelpDesk:
    """
    The help desk of the comuni for operator cards (circ. 8/2017, p. 3).

    Raises a `CieError`:
    `CIE-API-001` when a defect of the SDK was caught.
    """

def sco_holdings(inventory: ScoInventory) -> ScoHoldings:
    """
    What an office has, as its events made it: cards, officers, Security Officers.

    Raises a `CieError`:
    `CIE-CORE-600` when a label is not one; `CIE-CORE-601` to `CIE-CORE-616` for an event that
    cannot have happened, with its position;
    `CIE-API-011` when an event lacks a member or has one too many;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def sco_report(inventory: ScoInventory, on: date | None = None, within_days: SupportsIndex | None = None) -> ScoReport:
    """
    What the office has on a day, today unless given, what it lacks and which validities end within
    so many days, 30 unless given.

    Raises a `CieError`:
    As `sco_holdings`;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def sco_request_cards(inventory: ScoInventory, on: date, security_officer: str, prefix: str, first: SupportsIndex, count: SupportsIndex) -> ScoInventory:
    """
    The inventory after several cards were asked for, for one Security Officer: their labels are the
    prefix and the numbers from `first` on, in three digits or more. All are requested or none.

    Raises a `CieError`:
    As `sco_apply`;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def sco_revocation_request(inventory: ScoInventory, card: str, comune: str, reason: ScoRevocationReason, language: Language | None = None) -> OfficeDocument:
    """
    An e-mail to the help desk asking for the revocation of a card (circ. 8/2017, all. 2, par. 4.3),
    in Italian unless asked otherwise. No official form is public.

    Raises a `CieError`:
    As `sco_holdings`; `CIE-CORE-601` when the card is unknown, `CIE-CORE-603` when it is over already;
    `CIE-CORE-650` when the comune's name is not a line of text;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def sco_to_json(inventory: ScoInventory) -> str:
    """
    The inventory as JSON, the form of the files of `cie sco`.

    Raises a `CieError`:
    As `sco_holdings`;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def sco_transfer(giver: ScoInventory, taker: ScoInventory, card: str, taken_by: str, on: date) -> ScoTransferred:
    """
    Transfers a card to another office on a day: out of one inventory and into the other, or neither.
    By the policy `sco.policy.transfer` a card may go that was received and was never handed to an
    officer. `taken_by` is the Security Officer who has it in charge there.

    Raises a `CieError`:
    As `sco_apply` of either event; `CIE-CORE-616` when the other office is this one;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def sco_transfer_record(transfer: ScoTransfer, parties: ScoParties, language: Language | None = None) -> str:
    """
    The record of a transfer as plain text to be signed, in Italian unless asked otherwise. It carries
    names: it is for paper, not for logs. No official form is public, and the text says so.

    Raises a `CieError`:
    `CIE-CORE-600` when a label is not one;
    `CIE-CORE-650` when a name is empty, too long or not one line;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def seal_content(content: bytes, certificate: bytes) -> bytes:
    """
    Seals content, such as a signed request, for the holder of a certificate (X.509 in DER, P-256):
    CMS AuthEnvelopedData (RFC 5083) with AES-256-GCM. Whether to trust the certificate is for you to
    decide first. What the CNSD wants is not public.

    Raises a `CieError`:
    `CIE-DEV-107` and `CIE-DEV-206` when the certificate is none, or of another kind of key;
    `CIE-DEV-201` when the content is larger than 16 MiB;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def sign_content(content: bytes, card: OperatorCard, detached: bool | None = None) -> bytes:
    """
    Signs content, such as the canonical form of a request, with the operator's card: CMS SignedData
    (RFC 5652) in CAdES-BES form, with the moment of signing and the card's certificate. The content
    travels inside, unless the signature is to be `detached`. What CIEOnline wants is not public.

    Raises a `CieError`:
    `CIE-API-040` when the card did not say its certificate or how it signs;
    `CIE-DEV-107` when its certificate is none;
    `CIE-DEV-109` when it did not sign;
    `CIE-DEV-111` when the content is larger than 16 MiB;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def signature_from_sheet(page: bytes, dpi: SupportsIndex) -> CleanedSignature:
    """
    Finds the signature on a scanned page (PNG or JPEG) that has nothing else written on it, save a
    photograph, cuts it out and cleans it as `clean_signature` does. `dpi` is the resolution of the
    scan.

    Raises a `CieError`:
    `CIE-DEV-001` to `CIE-DEV-003` when the page cannot be read;
    `CIE-DEV-040` without a signature;
    `CIE-DEV-041` with several;
    `CIE-DEV-014` when the encoder fails;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def simulate_card(request: str, issued: date | None = None, faults: str | None = None) -> SimulatedCard:
    """
    Makes the card that answers a request, as the mint would: files, test authority and document
    signer, chip key, PIN and PUK. The request is JSON, with serial, photograph (JPEG, JPEG 2000 or
    PNG) and outcome. `issued` is the day of issue, that of the request unless given. `faults` go
    wrong on demand, such as `tampered=DG11` or `removed-at=20`, parted by commas.

    Raises a `CieError`:
    `CIE-API-004` when the text is not a request in JSON;
    `CIE-DEV-640` when the photograph cannot be read;
    `CIE-DEV-641` naming what the request lacks;
    `CIE-DEV-642` for a fault that is not known;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def simulate_operator_card(pin: str, label: str | None = None) -> SimulatedOperatorCard:
    """
    Makes an operator card with this PIN (4 to 16 digits), its test authority, and somebody to seal for.
    `label` is the name in its certificate: not a person's.

    Raises a `CieError`:
    `CIE-DEV-105` when the PIN is of another form;
    `CIE-DEV-107` when the label will not do as a name;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def simulated_fingerprint(seed: SupportsIndex, hand: Hand, finger: Finger) -> bytes:
    """
    Draws a fingerprint: 400 by 500 pixels at 500 per inch; PNG, with `SIMULATED` in its comment.

    Raises a `CieError`:
    `CIE-DEV-014` when the encoder fails;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def simulated_portrait(seed: SupportsIndex) -> SimulatedPortrait:
    """
    Draws a face with the measures of an identity photograph; the same for the same seed.

    Raises a `CieError`:
    `CIE-DEV-014` when the encoder fails;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def simulated_request() -> str:
    """
    A sound request to start from, as JSON: the first card of MARIO ROSSI, invented, born in Roma on
    1 January 1980, asked for on 23 November 2026, with drawn images. `simulate_card` makes the card
    that answers it.

    Raises a `CieError`:
    `CIE-DEV-014` when an encoder fails;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def simulated_sheet(seed: SupportsIndex, dpi: SupportsIndex | None = None) -> bytes:
    """
    Draws a page of A4 as a scanner sees it, with a photograph 20 millimetres from its left and upper
    edges and a signature beneath it, at so many dots an inch (400 unless given); PNG, with `SIMULATED`
    in its comment.

    Raises a `CieError`:
    `CIE-DEV-014` when the encoder fails;
    `CIE-DEV-653` for more than 40 million pixels;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def simulated_signature(seed: SupportsIndex) -> bytes:
    """
    Draws a signature on paper; PNG, with `SIMULATED` in its comment.

    Raises a `CieError`:
    `CIE-DEV-014` when the encoder fails;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def state_share(on: date | None = None) -> int:
    """
    The State's share of a card in euro cents on a day, today unless given (DM 25 May 2016).

    Raises a `CieError`:
    `CIE-CORE-201` when no figure is in force on that day;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def take_photo(camera: Camera, finder: FaceFinder | None = None, preview: CameraPreview | None = None, seconds: SupportsIndex | None = None) -> TakenPhoto:
    """
    Takes a photograph with a camera of the caller's, within so many seconds (60 unless given, 600 at
    most), measures it by the rules for the card and crops it to them. With a `preview` its frames are
    shown until the shutter is released; without one, or where the camera has no live picture, it is
    taken at once. With a `finder`, who is asked for the face once the photograph is taken, there is a
    crop; a photograph that cannot be cropped is answered all the same, and says why.

    Raises a `CieError`:
    `CIE-DEV-020` when the camera failed;
    `CIE-DEV-021` when the shutter was not released in time;
    `CIE-DEV-022` when it was cancelled, or the preview failed;
    `CIE-DEV-001` to `CIE-DEV-003` when what the camera gave is too large, or no PNG or JPEG file;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def try_devices(settings: str, folder: str | None = None, seconds: SupportsIndex | None = None) -> list[DeviceTrial]:
    """
    Makes a real exchange with each device of a workstation, side by side: TOML text, as
    `cie devices` takes it; its paths start from `folder`, the present one unless given. Each has
    `seconds`, 10 unless given. No trial takes an image of anybody, spends a PIN or scans a page.

    Raises a `CieError`:
    `CIE-DEV-740` and `CIE-DEV-741` for settings that are not sound, with line and column;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def unblock_card_pin(card: CardTransport, puk: str, new_pin: str, last_try: bool | None = None) -> PinTries:
    """
    Unblocks the PIN with the PUK and sets a new one. The last try of the PUK is spent with
    `last_try` only. Gives the tries left after it.

    Raises a `CieError`:
    `CIE-CORE-103` when one is not 8 digits;
    `CIE-DEV-401` when the transport failed;
    `CIE-DEV-491` when the PUK is wrong, or when it would be the last try;
    `CIE-DEV-492` when it is blocked;
    `CIE-DEV-493` when the card wants a protected channel;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def usual_tariff() -> Tariff:
    """
    The usual tariff of the comuni: what `quote_fee` takes when none is given, and a start for one's
    own.

    Raises a `CieError`:
    `CIE-API-001` when a defect of the SDK was caught.
    """

def verify_card_files(files: SupportsGetItem[int, CardFile], trust: SupportsGetItem[int, bytes], printed: str | None = None, request: str | None = None, issued: date | None = None) -> CardReport:
    """
    Judges the files of a chip without the card (passive authentication): who signed EF.SOD,
    whether a trusted authority had certified the signer, whether each group is the one that was
    signed. `trust` are files of authorities, master lists and revocation lists (DER, PEM, CMS);
    none is built in. With `printed`, the zone printed on the card, and `request`, a request as
    JSON, it compares too. `issued` is the day of issue, if it is known. Whether the chip is a
    copy only the card itself can show: the summary is `undecided` at best.

    Raises a `CieError`:
    `CIE-API-030` for a name that no file has, one that comes twice, or files out of bounds;
    `CIE-API-004` when `request` is not a request in JSON;
    `CIE-CORE-110` to `CIE-CORE-113` when `printed` is not a zone;
    `CIE-DEV-451`, `CIE-DEV-452`, `CIE-DEV-480` and `CIE-DEV-643` for files of authorities
    that are none;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def verify_card_pin(card: CardTransport, pin: str, last_try: bool | None = None) -> PinTries:
    """
    Presents the PIN. The last try is spent with `last_try` only. Gives the tries left after it.

    Raises a `CieError`:
    `CIE-CORE-103` when it is not 8 digits;
    `CIE-DEV-401` when the transport failed;
    `CIE-DEV-491` when it is wrong, or when it would be the last try;
    `CIE-DEV-492` when it is blocked;
    `CIE-DEV-493` when the card wants a protected channel;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def verify_signed(message: bytes, authorities: SupportsGetItem[int, bytes], content: bytes | None = None) -> SignedContent:
    """
    Verifies what was signed, now, against certificates of authorities (X.509 in DER); without any,
    only whether it is whole. A detached signature needs the content that it is of.

    Raises a `CieError`:
    `CIE-DEV-111` to `CIE-DEV-115` when it is no such message;
    `CIE-DEV-116` when the content was altered, `CIE-DEV-117` when the signature is wrong;
    `CIE-DEV-118` when the certificate is not the one that was signed with;
    `CIE-DEV-119` when it is none of these authorities' now, `CIE-DEV-120` when it is not for
    signing;
    `CIE-DEV-107` when an authority's certificate is none;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def working_days_after(day: date, count: SupportsIndex, calendar: ComuneCalendar | None = None) -> date:
    """
    The working day that comes so many working days after a day, which is not counted; the day
    itself for none.

    Raises a `CieError`:
    `CIE-CORE-001` when the patron's day is not `MM-DD`;
    `CIE-API-011` for more than 3660 days;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def write_finger_record(views: SupportsGetItem[int, FingerView], bit_rate: SupportsFloat | SupportsIndex | None = None) -> bytes:
    """
    Writes a record of ISO/IEC 19794-4:2005, its images as WSQ. They must have one resolution.

    Raises a `CieError`:
    `CIE-API-031` for no image, or for images of different resolutions;
    `CIE-DEV-504` when the pixels are not as many as width and height say, or out of bounds;
    `CIE-DEV-505` for a rate that is none;
    `CIE-DEV-520` when there are too many;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def write_fingerprint(image: FingerImage, format: FingerprintFormat, bit_rate: SupportsFloat | SupportsIndex | None = None, hand: Hand | None = None, finger: Finger | None = None) -> bytes:
    """
    Writes a fingerprint as a file. `bit_rate` is that of WSQ in bits a pixel, 0.75 unless given;
    hand and finger are for records.

    Raises a `CieError`:
    `CIE-DEV-504` when the pixels are not as many as width and height say, or out of bounds;
    `CIE-DEV-505` for a rate that is none;
    `CIE-DEV-014` when the encoder fails;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def wsq_decode(file: bytes) -> FingerImage:
    """
    Decompresses WSQ.

    Raises a `CieError`:
    `CIE-DEV-500` to `CIE-DEV-504` when it is no such file, damaged or out of bounds;
    `CIE-API-001` when a defect of the SDK was caught.
    """

def wsq_encode(image: FingerImage, bit_rate: SupportsFloat | SupportsIndex | None = None) -> bytes:
    """
    Compresses a fingerprint as WSQ, which the card holds: at 0.75 bits a pixel unless given, the
    usual rate for 500 pixels per inch.

    Raises a `CieError`:
    `CIE-DEV-504` when the pixels are not as many as width and height say, or out of bounds;
    `CIE-DEV-505` for a rate that is none;
    `CIE-API-001` when a defect of the SDK was caught.
    """
