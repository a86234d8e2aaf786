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


class Consent(StrEnum):
    """Whether a guardian agrees that the minor's card be valid for travel."""

    GIVEN = "given"
    """Agrees."""
    MISSING = "missing"
    """Does not agree, or was not asked."""
    REPLACED_BY_JUDGE = "replaced_by_judge"
    """Replaced by an authorisation of the guardianship judge."""


class DeliveryMode(StrEnum):
    """Where a card is sent."""

    RESIDENCE = "residence"
    """By registered post to the residence."""
    ADDRESS = "address"
    """By registered post to another address."""
    COMUNE = "comune"
    """To the comune, where it is collected."""


class DeviceChange(StrEnum):
    """What happened to a device."""

    APPEARED = "appeared"
    """It was plugged in."""
    GONE = "gone"
    """It was unplugged."""
    CARD_INSERTED = "card_inserted"
    """A card was put into it."""
    CARD_REMOVED = "card_removed"
    """The card was taken out."""


class DeviceKind(StrEnum):
    """What sort of device it is."""

    CARD_READER = "card_reader"
    """A reader of contactless or contact cards."""
    OPERATOR_CARD = "operator_card"
    """The operator card."""
    SCANNER = "scanner"
    """A scanner of documents."""
    FINGERPRINT_SCANNER = "fingerprint_scanner"
    """A scanner of fingerprints."""
    CAMERA = "camera"
    """A camera."""
    BARCODE_READER = "barcode_reader"
    """A reader of barcodes."""


class DeviceState(StrEnum):
    """How a device that answered stands."""

    READY = "ready"
    """It works, and what it works with is there: the card, the page, the picture."""
    EMPTY = "empty"
    """It works; there is no card in it."""
    BUSY = "busy"
    """Another program has it."""
    UNTESTABLE = "untestable"
    """It cannot be tried without somebody's hand."""


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


class DocumentChannel(StrEnum):
    """By which way a document goes."""

    PEC = "pec"
    """Certified e-mail (posta elettronica certificata)."""
    EMAIL = "email"
    """E-mail."""


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
    """A finger, in the order in which they are tried."""

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
    NOTE = "note"
    """Worth knowing; nothing to do."""


class GuardianRole(StrEnum):
    """In what quality somebody answers for a minor."""

    PARENT = "parent"
    """A parent."""
    GUARDIAN = "guardian"
    """A guardian (tutore)."""


class Hand(StrEnum):
    """A hand."""

    RIGHT = "right"
    """Right."""
    LEFT = "left"
    """Left."""


class Impossibility(StrEnum):
    """Why fingerprints could not be taken."""

    TEMPORARY = "temporary"
    """For now: the card lasts 12 months."""
    PERMANENT = "permanent"
    """For good, with medical proof: ordinary validity."""


class IssuanceState(StrEnum):
    """State of a request. The words are attested, their order is derived: no public specification of
 CIEOnline exists."""

    DRAFT = "draft"
    """Bozza: the codice fiscale or the appointment was accepted."""
    COMPLETE = "complete"
    """Biometrics and signature are in."""
    SIGNED = "signed"
    """The operator signed; the serial is fixed."""
    IN_CERTIFICATION = "in_certification"
    """At the CNSD, to be certified."""
    IN_PRODUCTION = "in_production"
    """At the IPZS, being made."""
    SHIPPED = "shipped"
    """In the post."""
    HELD = "held"
    """In giacenza: at the post office, not collected."""
    RETURNED_TO_COMUNE = "returned_to_comune"
    """Sent back to the comune after 30 days."""
    DELIVERED = "delivered"
    """In the holder's hands."""
    DESTROYED = "destroyed"
    """Destroyed without having been delivered."""
    REJECTED = "rejected"
    """Refused by the CNSD or the IPZS."""
    ABANDONED = "abandoned"
    """Given up before it was signed."""
    REVOKED = "revoked"
    """Revoked by the operator or by the Ministry."""


class IssueKind(StrEnum):
    """The variant of a request."""

    ORDINARY = "ordinary"
    """An electronic card, at a comune."""
    ASYLUM_SEEKER = "asylum_seeker"
    """An electronic card for an asylum seeker: three years, national territory only
 (D.Lgs 142/2015 art. 5-bis c. 4)."""
    CONSULAR = "consular"
    """An electronic card at a consulate."""
    PAPER = "paper"
    """A paper card, for documented urgency; none from 2026-08-03 (Circ. DAIT 76/2025)."""


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


class Language(StrEnum):
    """A language of the texts."""

    IT = "it"
    """Italian."""
    EN = "en"
    """English."""


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


class MismatchKind(StrEnum):
    """What is wrong with a comune's half-month. One of the first four is there when its difference is
 not zero."""

    MISSING_PAYMENT = "missing_payment"
    """Cards, and no payment at all."""
    UNDERPAID = "underpaid"
    """Less was paid than is due."""
    OVERPAID = "overpaid"
    """More was paid than is due."""
    PAYMENT_WITHOUT_CARDS = "payment_without_cards"
    """Money for a half-month without cards."""
    DECLARED_CARDS_DIFFER = "declared_cards_differ"
    """The cards declared with the payments are not those sent into production."""
    PAID_LATE = "paid_late"
    """A remittance after its due date."""
    SEVERAL_REMITTANCES = "several_remittances"
    """More than one remittance."""
    DUPLICATE_PAYMENT = "duplicate_payment"
    """A payment recorded again, alike in everything; the copy is not counted."""
    DUPLICATE_REFERENCE = "duplicate_reference"
    """A reference of the comune used before for another payment; both are counted."""
    AMOUNT_NOT_MULTIPLE = "amount_not_multiple"
    """A payment that is not a whole number of State shares."""
    CORRECTION_EXCEEDS_OPEN = "correction_exceeds_open"
    """A correction larger than the difference it found, or in the wrong direction."""
    UNKNOWN_COMUNE = "unknown_comune"
    """No comune had this codice catastale in the half-month."""


class Nationality(StrEnum):
    """Whose citizen somebody is, as far as travel is concerned."""

    ITALIAN = "italian"
    """Italian, perhaps among others."""
    EU = "eu"
    """Of another State of the EU."""
    NON_EU = "non_eu"
    """Of any other State, or of none."""


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


class OrganDonation(StrEnum):
    """Choice about organ donation; adults only, and only in Italy."""

    CONSENT = "consent"
    """Consents."""
    REFUSAL = "refusal"
    """Refuses."""


class PaperGround(StrEnum):
    """The urgencies for which a paper card could be issued (circ. 8/2017)."""

    HEALTH = "health"
    """Health."""
    TRAVEL = "travel"
    """Travel."""
    ELECTIONS = "elections"
    """Elections."""
    PUBLIC_COMPETITIONS = "public_competitions"
    """Public competitions and tenders."""
    AIRE = "aire"
    """Registered with AIRE."""


class PaymentKind(StrEnum):
    """What a payment is meant to be."""

    REMITTANCE = "remittance"
    """The one transfer of the half-month."""
    CORRECTION = "correction"
    """A later movement that closes a difference left by the remittance, or by its absence:
 positive when the comune adds money, negative when it gets money back."""


class PlaceKind(StrEnum):
    """What a place is."""

    COMUNE = "comune"
    """A comune."""
    STATE = "state"
    """A foreign state or territory."""


class ProfileMessageKind(StrEnum):
    """Which way a message goes."""

    REQUEST = "request"
    """From the workstation."""
    ANSWER = "answer"
    """From the registry."""
    REFUSAL = "refusal"
    """From the registry, when the request could not be read."""


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


class SadUnknownReason(StrEnum):
    """Why something of a message was left aside."""

    NOT_IN_PROFILE = "not_in_profile"
    """The profile has no such element or attribute."""
    UNUSED = "unused"
    """The profile has it, but there is no use for it beside the other data."""


class ScanColour(StrEnum):
    """How a page is scanned."""

    BILEVEL = "bilevel"
    """Black and white, one bit a pixel."""
    GRAY = "gray"
    """Gray, 8 bits a pixel."""
    COLOUR = "colour"
    """Red, green and blue, 8 bits each."""


class ScanSource(StrEnum):
    """Where the paper is."""

    FLATBED = "flatbed"
    """On the glass."""
    FEEDER = "feeder"
    """In the feeder, one side."""
    FEEDER_DUPLEX = "feeder-duplex"
    """In the feeder, both sides."""


class ScanStop(StrEnum):
    """What stopped a scanner."""

    FEEDER_EMPTY = "feeder_empty"
    """There is no paper in the feeder. After a page it is the end, and no trouble."""
    PAPER_JAM = "paper_jam"
    """The paper is stuck."""
    COVER_OPEN = "cover_open"
    """A cover is open."""
    BUSY = "busy"
    """Another program has it."""
    TIMED_OUT = "timed_out"
    """It did not finish in time."""
    CANCELLED = "cancelled"
    """The operator cancelled."""
    REFUSED = "refused"
    """It wants a password, or permits nobody to scan."""
    UNREACHABLE = "unreachable"
    """It is out of reach."""
    FAILED = "failed"
    """Anything else."""


class ScoEventKind(StrEnum):
    """What happened to an operator card, or to somebody who holds one."""

    SECURITY_OFFICER_NAMED = "security_officer_named"
    """The comune named a Security Officer for this office. Has `security_officer`."""
    MASTER_PASSWORD_RECEIVED = "master_password_received"
    """The Security Officer received the master password; that day is all that is kept of it. Has
 `security_officer`."""
    SECURITY_OFFICER_LEFT = "security_officer_left"
    """The Security Officer left. Has `security_officer`."""
    OFFICER_NAMED = "officer_named"
    """The comune named an officer who issues cards. Has `officer`, `role`."""
    OFFICER_LEFT = "officer_left"
    """The officer left. Has `officer`."""
    REQUESTED = "requested"
    """A card was asked for. Has `card`, `security_officer`."""
    SHIPPED = "shipped"
    """The card is on its way. Has `card`."""
    RECEIVED = "received"
    """The card arrived. Has `card`, perhaps `number`."""
    CHARGE_PASSED = "charge_passed"
    """The card passed into the charge of another Security Officer. Has `card`, `to`."""
    ACTIVATED = "activated"
    """The Security Officer in charge activated the card. Has `card`, perhaps `expires`."""
    EXPIRY_READ = "expiry_read"
    """The validity was read from the certificate of an active card. Has `card`, `expires`."""
    TRANSFERRED_OUT = "transferred_out"
    """The card, never handed to an officer, went to another office. Has `card`, `to`."""
    TRANSFERRED_IN = "transferred_in"
    """A card came from another office. Has `card`, `from_office`, `security_officer`, `activated`, perhaps
 `number`, `expires`."""
    ASSIGNED = "assigned"
    """The card was handed to an officer. Has `card`, `officer`."""
    BLOCKED = "blocked"
    """The PIN was blocked. Has `card`."""
    UNBLOCKED = "unblocked"
    """The PIN was unblocked. Has `card`."""
    SUSPENDED = "suspended"
    """The card was put out of use for a time. Has `card`."""
    RESUMED = "resumed"
    """The card was put back into use. Has `card`."""
    LOST = "lost"
    """The card was lost or stolen. Has `card`."""
    REVOKED = "revoked"
    """The card was revoked; of a card that was only asked for, the request was withdrawn. Has `card`."""
    EXPIRED = "expired"
    """The validity of the card ended. Has `card`."""
    REPLACED = "replaced"
    """Another card took the place of this one. Has `card`, `by`."""


class ScoRevocationReason(StrEnum):
    """Why an operator card is to be revoked."""

    LOSS = "loss"
    """Lost."""
    THEFT = "theft"
    """Stolen."""
    OFFICER_LEFT = "officer_left"
    """The officer left the office."""
    DEFECT = "defect"
    """It does not work."""


class ScoRole(StrEnum):
    """In what quality somebody logs in with an operator card (rule `sco.holders`)."""

    REGISTRY_OFFICER = "registry_officer"
    """Ufficiale d'anagrafe."""
    DELEGATE = "delegate"
    """Delegate of an ufficiale d'anagrafe."""


class ScoState(StrEnum):
    """State of an operator card. The words are attested, their order is derived."""

    REQUESTED = "requested"
    """Asked for in Sedi CIE, or of the help desk."""
    SHIPPED = "shipped"
    """On its way to the office."""
    RECEIVED = "received"
    """In the hands of the Security Officer, not active."""
    ACTIVATED = "activated"
    """Activated with the master password, not handed over."""
    ASSIGNED = "assigned"
    """In the hands of one officer."""
    BLOCKED = "blocked"
    """Its PIN is blocked."""
    SUSPENDED = "suspended"
    """Put out of use for a time."""
    REVOKED = "revoked"
    """Revoked: it never works again."""
    EXPIRED = "expired"
    """Past the end of its validity."""
    REPLACED = "replaced"
    """Revoked or expired, and another card took its place."""
    LOST = "lost"
    """Lost or stolen, and not yet revoked."""


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


class Shutter(StrEnum):
    """What is to be done about a frame of the live picture."""

    WAIT = "wait"
    """Show the next frame."""
    RELEASE = "release"
    """Take the photograph."""
    CANCEL = "cancel"
    """Take none."""


class SideTrack(StrEnum):
    """A track beside the main one; neither ever blocks it."""

    ANPR_NOTICE = "anpr_notice"
    """The notice of issue to ANPR (CIE8)."""
    APR_PUSH = "apr_push"
    """The push of the serial to the comune's registry (SAD emissione)."""


class SignatureAlgorithm(StrEnum):
    """How an operator card signs."""

    ECDSA_P256_SHA256 = "ecdsa_p256_sha256"
    """ECDSA on P-256 with SHA-256; the signature is the DER `ECDSA-Sig-Value` (RFC 3279, 2.2.3)."""
    ECDSA_P384_SHA384 = "ecdsa_p384_sha384"
    """ECDSA on P-384 with SHA-384, in the same form."""
    RSA_PKCS1_SHA256 = "rsa_pkcs1_sha256"
    """RSASSA-PKCS1-v1_5 with SHA-256; the signature is as long as the modulus."""
    RSA_PSS_SHA256 = "rsa_pss_sha256"
    """RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes."""


class Stage(StrEnum):
    """When a finding can be put right."""

    REGISTRY = "registry"
    """In the registry, before the citizen sits down."""
    COUNTER = "counter"
    """At the counter, while the request is entered."""
    BIOMETRICS = "biometrics"
    """While biometrics are taken."""


class Standing(StrEnum):
    """How a half-month stands."""

    SETTLED = "settled"
    """Paid to the cent, without corrections."""
    CORRECTED = "corrected"
    """Paid to the cent, thanks to corrections."""
    OPEN = "open"
    """Something is still owed."""
    EXCESS = "excess"
    """Too much was paid."""


class SummaryChannel(StrEnum):
    """Where a quarterly summary goes."""

    EMAIL = "email"
    """Allegato A by e-mail, with the receipts."""
    PORTAL = "portal"
    """The Portale Pagamenti CIE."""


class TrackStatus(StrEnum):
    """How far a side track got."""

    PENDING = "pending"
    """Not sent yet."""
    SENT = "sent"
    """Sent, no answer yet."""
    ACKNOWLEDGED = "acknowledged"
    """The other side has it."""
    FAILED = "failed"
    """Failed; it will be tried again."""


class Transition(StrEnum):
    """What moves a request from one state to the next."""

    COMPLETE = "complete"
    """Biometrics and signature were acquired."""
    SIGN = "sign"
    """The operator signed with the SCO."""
    TAKE_IN = "take_in"
    """The CNSD took the request in."""
    CERTIFY = "certify"
    """The CNSD certified it and passed it to the IPZS."""
    REJECT = "reject"
    """The CNSD or the IPZS refused it."""
    SHIP = "ship"
    """The IPZS shipped the card."""
    HOLD = "hold"
    """Nobody collected it: it waits at the post office."""
    RETURN = "return"
    """It was not collected in 30 days."""
    DELIVER = "deliver"
    """It was handed over."""
    DESTROY = "destroy"
    """It was destroyed undelivered."""
    ABANDON = "abandon"
    """The citizen or the operator gave up."""
    REVOKE = "revoke"
    """The card was revoked."""


class TravelAssent(StrEnum):
    """Who agreed to a minor's travelling."""

    ALL_PARENTS = "all_parents"
    """All parents there are (one or two), or the guardian."""
    JUDGE = "judge"
    """The guardianship judge authorised it."""
    MISSING = "missing"
    """Somebody's assent is missing."""
