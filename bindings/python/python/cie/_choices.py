"""The enumerations; written by `cargo run -p cie-api --example choices`."""

from enum import StrEnum


class AnnulmentReason(StrEnum):
    """Why a card was annulled."""

    MATERIAL_ERROR = "material_error"
    """Material error."""
    REVOCATION = "revocation"
    """Revocation."""
    OTHER = "other"
    """Another reason."""


class Applicant(StrEnum):
    """Who asks for a card."""

    ORDINARY = "ordinary"
    """A citizen or a resident foreigner."""
    ASYLUM_SEEKER = "asylum_seeker"
    """An asylum seeker."""


class AttachmentKind(StrEnum):
    """What an attachment of a notice is."""

    PHOTO = "photo"
    """Photo."""
    RIGHT_FINGERPRINT = "right_fingerprint"
    """Fingerprint of the right hand."""
    LEFT_FINGERPRINT = "left_fingerprint"
    """Fingerprint of the left hand."""
    SIGNATURE = "signature"
    """Handwritten signature."""


class AttemptFailure(StrEnum):
    """Why an attempt gave no print."""

    TIMED_OUT = "timed_out"
    """Nothing was placed in time."""
    LIFTED = "lifted"
    """The finger was lifted too early."""
    UNREADABLE = "unreadable"
    """What the scanner gave was no print."""


class BirthPlaceKind(StrEnum):
    """Where somebody was born."""

    COMUNE = "comune"
    """In a comune of Italy."""
    FOREIGN = "foreign"
    """Abroad."""
    EXCEPTIONAL = "exceptional"
    """Neither: on a ship or an aircraft, in a territory that is no more."""


class CardCheck(StrEnum):
    """A question about a card."""

    ACCESS = "access"
    """How access was gained, and whether by the best way that the chip offers."""
    SOD_SIGNATURE = "sod_signature"
    """Whether the security object is signed by the signer that it names."""
    CSCA_CHAIN = "csca_chain"
    """Whether an authority that the caller trusts had certified that signer."""
    REVOCATION = "revocation"
    """Whether the signer's certificate was revoked."""
    INTEGRITY = "integrity"
    """Whether a group is the one that was signed."""
    CHIP_GENUINE = "chip_genuine"
    """Whether the chip is genuine, and no copy."""
    ZONE = "zone"
    """Whether the zone of the chip is the printed one."""
    REQUEST = "request"
    """Whether the card says what was requested."""
    NIS_SIGNATURE = "nis_signature"
    """Whether the number for services and its key are the ones that were signed."""
    NIS_CHAIN = "nis_chain"
    """Whether the signer of the number for services was certified."""
    NIS_CHIP = "nis_chip"
    """Whether the chip owns the key of the number for services."""


class CardEffect(StrEnum):
    """What became of a notice about a card."""

    RECORDED = "recorded"
    """Recorded now."""
    ALREADY_RECORDED = "already_recorded"
    """It was recorded before, with the same content: nothing changed."""
    UNKNOWN_HOLDER = "unknown_holder"
    """The holder is not in this registry."""
    AMBIGUOUS_HOLDER = "ambiguous_holder"
    """Several persons of this registry answer the particulars: none was touched."""
    UNKNOWN_CARD = "unknown_card"
    """No such card (for an annulment)."""
    CONFLICT = "conflict"
    """The serial is recorded with other content or for another holder: nothing changed."""


class CardField(StrEnum):
    """A part of a request that the card must repeat."""

    SERIAL = "serial"
    """Serial of the card."""
    NAMES = "names"
    """Surname and names."""
    BIRTH = "birth"
    """Date of birth."""
    BIRTH_PLACE = "birth_place"
    """Place of birth."""
    SEX = "sex"
    """Sex."""
    NATIONALITY = "nationality"
    """Nationality."""
    EXPIRY = "expiry"
    """Date of expiry."""
    CODICE_FISCALE = "codice_fiscale"
    """Codice fiscale."""
    TRAVEL = "travel"
    """Validity for travel, and the note where there is none."""
    PHOTO = "photo"
    """The photograph."""


class CardModel(StrEnum):
    """Of which kind a card is."""

    PAPER = "paper"
    """Paper."""
    OLD_ELECTRONIC = "old_electronic"
    """Electronic, of a model before 3.0."""
    CIE = "cie"
    """CIE 3.0."""


class CardSummary(StrEnum):
    """All verdicts in one word."""

    GENUINE = "genuine"
    """Signed by the State, unaltered, and in a genuine chip."""
    GENUINE_WITH_REMARKS = "genuine_with_remarks"
    """The same, with remarks that the operator should read."""
    UNDECIDED = "undecided"
    """Nothing is wrong, but something could not be decided."""
    NOT_AS_REQUESTED = "not_as_requested"
    """Genuine, and not the card that was requested."""
    NOT_GENUINE = "not_genuine"
    """Something is wrong."""


class CheckOutcome(StrEnum):
    """The answer to a question about a card."""

    GOOD = "good"
    """It holds."""
    REMARK = "remark"
    """It holds, but the operator should know something."""
    OPEN = "open"
    """It was not, or could not be, decided."""
    BAD = "bad"
    """It does not hold."""


class CodiceFiscaleField(StrEnum):
    """A part of the codice fiscale."""

    SURNAME = "surname"
    """The three letters of the surname."""
    GIVEN = "given"
    """The three letters of the given name."""
    YEAR = "year"
    """The year of birth, last two digits."""
    MONTH = "month"
    """The month of birth."""
    DAY = "day"
    """The day of birth."""
    SEX = "sex"
    """The sex."""
    PLACE = "place"
    """The place of birth."""


class CodiceFiscaleSyntax(StrEnum):
    """What the form of a codice fiscale is like."""

    FITS = "fits"
    """Sixteen characters, each of which may stand where it stands."""
    WRONG_LENGTH = "wrong_length"
    """Not sixteen bytes."""
    MISFIT = "misfit"
    """A character that may not stand where it stands."""


class Confidence(StrEnum):
    """How sure a rule is."""

    HIGH = "high"
    """The act or the official page was read."""
    MEDIUM = "medium"
    """Comuni, consulates or the trade press say so."""
    POLICY = "policy"
    """The sources disagree or are silent: a documented choice."""
    LOW = "low"
    """A weak source."""
    DERIVED = "derived"
    """Derived from other rules."""


class DoctorVerdict(StrEnum):
    """How a check of a workstation ended."""

    OK = "ok"
    """It is as it has to be."""
    NOT_CHECKED = "not_checked"
    """It could not be looked at, and the finding says why. Nothing is known of it."""
    WARNING = "warning"
    """It works, and something is not as advised or will not last."""
    FAILED = "failed"
    """It is not as it has to be."""


class DueDatePolicy(StrEnum):
    """What happens when a due day is not a working day."""

    LAST_WORKING_DAY_ONLY = "last_working_day_only"
    """Only the last working day of the month moves; the 15th stays."""
    BOTH_PRECEDING_WORKING_DAY = "both_preceding_working_day"
    """Both move to the preceding working day."""
    BOTH_FOLLOWING_WORKING_DAY = "both_following_working_day"
    """Both move to the following working day."""


class ErrorKind(StrEnum):
    """What sort of trouble an error is, for callers that decide by class and not by code."""

    INPUT = "input"
    """The input is malformed: fix it and try again."""
    LIMIT = "limit"
    """A limit on size, depth, count or time was exceeded."""
    NOT_FOUND = "not_found"
    """What was asked for does not exist."""
    REFUSED = "refused"
    """A rule of law or policy says no."""
    STATE = "state"
    """The operation is not allowed in the present state."""
    CONFLICT = "conflict"
    """The same identifier was used for something else."""
    INTEGRITY = "integrity"
    """Stored or received data do not match their hash or signature."""
    UNAVAILABLE = "unavailable"
    """A peer or device does not answer: trying again later may work."""
    ENVIRONMENT = "environment"
    """The machine is at fault: disk, port, permission, missing file."""
    INTERNAL = "internal"
    """A defect of this SDK."""


class FeeComponent(StrEnum):
    """A part of the price."""

    STATE_SHARE = "state_share"
    """The State's share (corrispettivo)."""
    DIRITTO_FISSO = "diritto_fisso"
    """The municipal right (diritto fisso)."""
    SEGRETERIA = "segreteria"
    """The secretarial right (diritti di segreteria)."""


class Finger(StrEnum):
    """A finger that the card may hold, in the order in which they are tried."""

    INDEX = "index"
    """Index."""
    MIDDLE = "middle"
    """Middle."""
    RING = "ring"
    """Ring."""
    THUMB = "thumb"
    """Thumb."""


class FingerAbsence(StrEnum):
    """Why a finger is not tried."""

    MISSING = "missing"
    """It is missing."""
    INJURED = "injured"
    """It is hurt or bandaged."""


class FingerAdvice(StrEnum):
    """What the operator may tell the citizen."""

    MORE_FINGER = "more_finger"
    """Too little of the finger is on the glass."""
    PRESS_HARDER = "press_harder"
    """The ridges are faint: press harder, or moisten the finger."""
    PRESS_LESS = "press_less"
    """The ridges run together: press less, or dry the finger."""
    KEEP_STILL = "keep_still"
    """The ridges have no clear direction: keep still, clean the glass."""


class FingerprintChoice(StrEnum):
    """What the operator may do when a finger has had its attempts."""

    TRY_AGAIN = "try_again"
    """Try the same finger again."""
    ACCEPT_BEST = "accept_best"
    """Take the best print of this hand although it is below the quality asked for."""
    NEXT_FINGER = "next_finger"
    """Go on to the next finger of the hand."""
    DECLARE_IMPOSSIBLE = "declare_impossible"
    """Declare that this hand can give no print."""


class FingerprintFormat(StrEnum):
    """Format of a file with a fingerprint."""

    PNG = "png"
    """PNG, without loss."""
    PGM = "pgm"
    """Binary gray map, without loss."""
    WSQ = "wsq"
    """WSQ (IAFIS-IC-0110), with loss."""
    ISO19794 = "iso19794-4"
    """Finger image record of ISO/IEC 19794-4:2005; written with WSQ inside."""


class FingerprintStepKind(StrEnum):
    """What a session of fingerprints waits for."""

    CAPTURE = "capture"
    """A capture of the finger named."""
    CHOOSE = "choose"
    """The finger had its attempts without a good print: the operator chooses."""
    NOT_DUE = "not_due"
    """Nothing: the citizen is too young, and no print may be taken or kept."""
    REFUSED = "refused"
    """Nothing: the citizen refused, and there is no card."""
    COMPLETE = "complete"
    """Nothing: every hand has its print or its reason."""


class Fingerprints(StrEnum):
    """What became of the fingerprints."""

    REGULAR = "regular"
    """Taken, or not due at that age."""
    TEMPORARILY_IMPOSSIBLE = "temporarily_impossible"
    """They cannot be taken for the time being."""
    PERMANENTLY_IMPOSSIBLE = "permanently_impossible"
    """They can never be taken; medical proof was shown."""


class Gravity(StrEnum):
    """How grave a finding is."""

    BLOCKING = "blocking"
    """The request cannot be signed."""
    WARNING = "warning"
    """The operator must look at it."""
    INFO = "info"
    """Worth knowing."""


class Hand(StrEnum):
    """A hand."""

    RIGHT = "right"
    """Right."""
    LEFT = "left"
    """Left."""


class Impossibility(StrEnum):
    """Why a hand can give no print."""

    TEMPORARY = "temporary"
    """For a time: the card is valid for less."""
    PERMANENT = "permanent"
    """For good."""


class IssueReason(StrEnum):
    """Why a card is issued, as far as money is concerned."""

    LOSS = "loss"
    """Loss (PagoPA 1)."""
    THEFT = "theft"
    """Theft (PagoPA 2)."""
    DAMAGE = "damage"
    """Damage (PagoPA 4)."""
    RENEWAL_EXPIRED = "renewal_expired"
    """Renewal of an expired card (PagoPA 7)."""
    FIRST_ISSUE = "first_issue"
    """First issue (PagoPA 9)."""
    RENEWAL_EXPIRING = "renewal_expiring"
    """Renewal of an expiring, paper or old-model card (PagoPA 10)."""
    DATA_CHANGE = "data_change"
    """Change of personal data (PagoPA 11)."""
    EARLY_RENEWAL = "early_renewal"
    """Renewal before the renewal window. No PagoPA code."""
    DEFECT = "defect"
    """Defective chip. No PagoPA code."""
    NOT_DELIVERED = "not_delivered"
    """Never delivered, without the holder's fault. Consulates only."""


class MediaOutcome(StrEnum):
    """How an image fares by a rule."""

    PASS = "pass"
    """It meets the rule."""
    FAIL = "fail"
    """It breaks the rule."""
    NOT_MEASURABLE = "not_measurable"
    """It lacks what the rule is measured on; another verdict says what."""
    BY_EYE = "by_eye"
    """This version does not measure it: the operator looks."""


class Operation(StrEnum):
    """The operations of the exchange."""

    INTERROGAZIONE = "interrogazione"
    """Ask for a citizen's data."""
    EMISSIONE = "emissione"
    """Notice that a card was issued."""
    ANNULLAMENTO = "annullamento"
    """Notice that a card was annulled."""
    REVOCA = "revoca"
    """Notice that a card was revoked."""


class PlaceKind(StrEnum):
    """What a place is."""

    COMUNE = "comune"
    """A comune."""
    STATE = "state"
    """A foreign state or territory."""


class Provenance(StrEnum):
    """Where the registry took the data from."""

    ANPR = "anpr"
    """ANPR."""
    INA = "ina"
    """INA."""
    TAX_REGISTRY = "tax_registry"
    """The tax registry."""
    AIRE = "aire"
    """AIRE."""


class ResidenceKind(StrEnum):
    """How somebody is resident."""

    ITALY = "italy"
    """In Italy."""
    ABROAD = "abroad"
    """Abroad (AIRE)."""
    NO_FIXED_ABODE = "no_fixed_abode"
    """No fixed abode (senza fissa dimora), registered in a comune."""


class SadOutcome(StrEnum):
    """What came of an operation."""

    OK = "ok"
    """One subject, or a notice taken."""
    SEVERAL = "several"
    """Several subjects answer."""
    ERROR = "error"
    """Refused, or nothing found: the codes say why."""


class SendMode(StrEnum):
    """Whether a message counts."""

    TEST = "TEST"
    """A trial."""
    PRE_SUBENTRO = "PRE_SUB"
    """Before the comune moved to ANPR."""
    PRODUCTION = "PROD"
    """In production."""


class Severity(StrEnum):
    """Whether an anomaly stops an operation."""

    ERROR = "error"
    """It does."""
    WARNING = "warning"
    """It does not."""


class Sex(StrEnum):
    """Sex as the registry records it."""

    M = "M"
    """Male."""
    F = "F"
    """Female."""
    N = "N"
    """Not stated."""
