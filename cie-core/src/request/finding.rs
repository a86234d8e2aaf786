//! What a check can find: code, gravity, texts, remedy and the rule behind it.

use serde::Serialize;

use crate::lang::{Lang, Text};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Gravity {
    /// Worth knowing; nothing to do.
    Note,
    /// The operator should look at it; it does not stop the request.
    Warning,
    /// The request cannot be signed.
    Blocking,
}

/// When a finding can be put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Stage {
    /// In the registry, before the citizen sits down.
    Registry,
    /// At the counter, while the request is entered.
    Counter,
    /// While biometrics are taken.
    Biometrics,
}

/// The catalogue entry of a finding.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct FindingInfo {
    /// Stable identifier, such as `CIE-REQ-005`.
    pub id: &'static str,
    /// Gravity.
    pub gravity: Gravity,
    /// When it can be put right.
    pub stage: Stage,
    /// What was found.
    pub text: Text,
    /// What to do.
    pub remedy: Text,
    /// Identifier of the rule behind it, if a rule is.
    pub rule: Option<&'static str>,
}

/// One finding of a check. It names fields, never their values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which finding.
    #[serde(serialize_with = "by_id")]
    pub code: FindingCode,
    /// Path of the field, such as `subject.person.birth_date`.
    pub field: String,
}

fn by_id<S: serde::Serializer>(code: &FindingCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(code.info().id)
}

impl Finding {
    pub(super) fn new(code: FindingCode, field: impl Into<String>) -> Self {
        Self {
            code,
            field: field.into(),
        }
    }

    /// Gravity.
    #[must_use]
    pub fn gravity(&self) -> Gravity {
        self.code.info().gravity
    }

    /// Whether it stops the request.
    #[must_use]
    pub fn is_blocking(&self) -> bool {
        self.gravity() == Gravity::Blocking
    }

    /// What was found.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &'static str {
        self.code.info().text.get(lang)
    }

    /// What to do.
    #[must_use]
    pub fn remedy(&self, lang: Lang) -> &'static str {
        self.code.info().remedy.get(lang)
    }
}

macro_rules! findings {
    ($(
        $(#[doc = $doc:literal])+
        $variant:ident = $number:literal, $gravity:ident, $stage:ident, $rule:expr =>
            $it:literal / $en:literal;
            $fix_it:literal / $fix_en:literal
    )+) => {
        /// Code of a finding; it never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum FindingCode {
            $( $(#[doc = $doc])+ $variant, )+
        }

        impl FindingCode {
            /// The catalogue entry.
            #[must_use]
            pub fn info(self) -> &'static FindingInfo {
                match self {
                    $( Self::$variant => &FindingInfo {
                        id: concat!("CIE-REQ-", $number),
                        gravity: Gravity::$gravity,
                        stage: Stage::$stage,
                        text: Text { it: $it, en: $en },
                        remedy: Text { it: $fix_it, en: $fix_en },
                        rule: $rule,
                    }, )+
                }
            }
        }

        /// Every finding, in the order of the catalogue.
        pub const CATALOGUE: &[FindingCode] = &[$(FindingCode::$variant),+];
    };
}

findings! {
    /// The birth date lacks its day or month.
    IncompleteBirthDate = "001", Blocking, Registry, None =>
        "la data di nascita è incompleta" / "the birth date is incomplete";
        "completare la data in anagrafe prima della convocazione: CIEOnline non accetta date parziali" /
        "complete the date in the registry before the appointment: CIEOnline takes no partial dates"
    /// The birth date is after the date of the request.
    BornInTheFuture = "002", Blocking, Registry, None =>
        "la data di nascita è successiva alla richiesta" / "the birth date is after the request";
        "correggere la data in anagrafe" / "correct the date in the registry"
    /// The person has no first name, explicitly.
    NoGivenName = "003", Note, Registry, None =>
        "la persona non ha nome (senzaNome)" / "the person has no first name (senzaNome)";
        "nessuna azione: il caso è dichiarato e il nome resta vuoto sulla carta" /
        "nothing to do: the case is declared and the name stays empty on the card"
    /// The person has no surname, explicitly.
    NoSurname = "004", Note, Registry, None =>
        "la persona non ha cognome (senzaCognome)" / "the person has no surname (senzaCognome)";
        "nessuna azione: il caso è dichiarato e il cognome resta vuoto sulla carta" /
        "nothing to do: the case is declared and the surname stays empty on the card"
    /// A name is an empty text instead of an explicit "none".
    EmptyName = "005", Blocking, Registry, None =>
        "cognome o nome è un testo vuoto" / "the surname or the first name is an empty text";
        "inserirlo in anagrafe oppure dichiarare senzaCognome o senzaNome" /
        "enter it in the registry, or declare senzaCognome or senzaNome"
    /// Neither surname nor first name.
    Nameless = "006", Blocking, Registry, None =>
        "la persona non ha né cognome né nome" / "the person has neither surname nor first name";
        "correggere le generalità in anagrafe" / "correct the particulars in the registry"
    /// There is no codice fiscale.
    NoCodiceFiscale = "010", Blocking, Registry, None =>
        "manca il codice fiscale" / "the codice fiscale is missing";
        "richiederne l'attribuzione o la validazione tramite ANPR" /
        "ask for its attribution or validation through ANPR"
    /// The codice fiscale is not validated.
    UnvalidatedCodiceFiscale = "011", Blocking, Registry, None =>
        "il codice fiscale non è validato" / "the codice fiscale is not validated";
        "validarlo con l'Agenzia delle Entrate tramite ANPR prima di convocare il cittadino" /
        "have it validated by the tax agency through ANPR before the appointment"
    /// The codice fiscale is malformed or its check character is wrong.
    BadCodiceFiscale = "012", Blocking, Registry, None =>
        "il codice fiscale non è formalmente corretto" / "the codice fiscale is not well formed";
        "confrontarlo con la tessera sanitaria e correggerlo in anagrafe" /
        "compare it with the health card and correct it in the registry"
    /// The codice fiscale does not match the particulars.
    CodiceFiscaleMismatch = "013", Warning, Registry, None =>
        "il codice fiscale non corrisponde alle generalità" /
        "the codice fiscale does not match the particulars";
        "verificare il campo indicato; se il codice è validato prevale quello dell'Agenzia delle Entrate" /
        "check the field named; a validated code of the tax agency prevails"
    /// The codice fiscale is an omocode.
    OmocodeCodiceFiscale = "014", Note, Registry, None =>
        "il codice fiscale è un codice di omocodia" / "the codice fiscale is an omocode";
        "nessuna azione: usarlo così come è scritto" / "nothing to do: use it as written"
    /// The codice fiscale is a provisional one of 11 digits.
    ProvisionalCodiceFiscale = "015", Blocking, Registry, None =>
        "il codice fiscale è provvisorio (11 cifre)" / "the codice fiscale is provisional (11 digits)";
        "far attribuire il codice definitivo prima della richiesta" /
        "have the definitive code attributed before the request"
    /// No citizenship is recorded.
    NoCitizenship = "020", Blocking, Registry, None =>
        "manca la cittadinanza" / "the citizenship is missing";
        "registrarla in anagrafe" / "record it in the registry"
    /// The citizenship is 997, being defined.
    UndefinedCitizenship = "021", Blocking, Registry, None =>
        "la cittadinanza è in corso di definizione (codice 997)" /
        "the citizenship is being defined (code 997)";
        "definirla in anagrafe: CIEOnline rifiuta il codice 997" /
        "define it in the registry: CIEOnline refuses code 997"
    /// The citizen is not Italian: the card is not valid for travel.
    ForeignCitizen = "022", Note, Registry, Some("travel.foreigner") =>
        "cittadino non italiano: carta non valida per l'espatrio" /
        "not an Italian citizen: the card is not valid for travel";
        "nessuna azione" / "nothing to do"
    /// The code of a citizenship is not in ANPR's table on the day of the check.
    UnknownCitizenship = "023", Warning, Registry, None =>
        "il codice di una cittadinanza non è nella tabella di ANPR" /
        "the code of a citizenship is not in ANPR's table";
        "correggere il codice dello Stato in anagrafe" / "correct the state code in the registry"
    /// The person was cancelled from the registry.
    Cancelled = "030", Blocking, Registry, None =>
        "la persona è cancellata dall'anagrafe" / "the person was cancelled from the registry";
        "indirizzarla al comune di nuova iscrizione" / "send them to the comune of new registration"
    /// No residence is recorded.
    NoResidence = "031", Blocking, Registry, None =>
        "manca la residenza" / "the residence is missing";
        "registrarla in anagrafe" / "record it in the registry"
    /// The person lives in another comune and its nulla osta is missing.
    NoNullaOsta = "032", Blocking, Counter, Some("entitlement.residence") =>
        "residente in altro comune: manca il nulla osta" /
        "resident in another comune: its nulla osta is missing";
        "chiedere il nulla osta al comune di residenza" / "ask the comune of residence for it"
    /// An AIRE citizen before any comune could serve them.
    AireBeforeDate = "033", Blocking, Counter, Some("entitlement.aire.comune") =>
        "iscritto AIRE: alla data della richiesta provvede il consolato" /
        "on AIRE: on the date of the request the consulate provides";
        "indirizzare al consolato" / "send them to the consulate"
    /// The civic number has separators that must survive as written.
    CivicVerbatim = "034", Note, Registry, None =>
        "il numero civico contiene un separatore e viene trasmesso com'è scritto" /
        "the civic number has a separator and is passed on as written";
        "nessuna azione: verificarlo sulla ricevuta" / "nothing to do: check it on the receipt"
    /// The residence has no civic number.
    NoCivic = "035", Warning, Registry, None =>
        "manca il numero civico" / "the civic number is missing";
        "inserirlo in anagrafe o scrivere snc" / "enter it in the registry or write snc"
    /// The post code is missing or malformed.
    BadCap = "036", Warning, Registry, None =>
        "il CAP manca o non è di 5 cifre" / "the post code is missing or not of 5 digits";
        "correggerlo: la consegna ne dipende" / "correct it: delivery depends on it"
    /// The kind of street is not in ANPR's table.
    UnknownStreetType = "037", Note, Registry, None =>
        "la specie del toponimo non è nella tabella di ANPR" /
        "the kind of street is not in ANPR's table";
        "verificarla in anagrafe; viene trasmessa com'è scritta" /
        "check it in the registry; it is passed on as written"
    /// Delivery to the residence of somebody who has none.
    NoAddressToDeliver = "040", Blocking, Counter, Some("delivery.where") =>
        "consegna alla residenza, ma la persona non ha un indirizzo in Italia" /
        "delivery to the residence, but the person has no address in Italy";
        "scegliere la consegna in comune o ad altro indirizzo" /
        "choose delivery to the comune or to another address"
    /// Under 14 and neither a delegate nor a pick-up at the comune.
    MinorWithoutDelegate = "041", Blocking, Counter, Some("travel.minor.delivery") =>
        "minore di 14 anni: serve un delegato al ritiro o la consegna in comune" /
        "under 14: a delegate or a pick-up at the comune is needed";
        "indicare il delegato o scegliere la consegna in comune" /
        "name the delegate or choose delivery to the comune"
    /// A minor and nobody who answers for them.
    MinorWithoutGuardian = "050", Blocking, Counter, Some("travel.parents.role_neutral") =>
        "minore senza genitori né tutore" / "a minor without parents or guardian";
        "registrare almeno un genitore o il tutore" / "record at least one parent or the guardian"
    /// A parent lacks the surname.
    ParentWithoutSurname = "051", Blocking, Registry, None =>
        "manca il cognome di un genitore" / "a parent's surname is missing";
        "completarlo in anagrafe: un cognome nullo ferma la richiesta in CIEOnline" /
        "complete it in the registry: a null surname stops the request in CIEOnline"
    /// Assent missing: the card will not be valid for travel.
    NoTravelAssent = "052", Warning, Counter, Some("travel.minor.assent") =>
        "manca l'assenso all'espatrio: la carta sarà non valida per l'espatrio" /
        "assent to travel is missing: the card will not be valid for travel";
        "raccogliere l'assenso di entrambi i genitori o l'autorizzazione del giudice tutelare" /
        "collect both parents' assent or the guardianship judge's authorisation"
    /// Organ donation chosen by a minor.
    OrganDonationByMinor = "060", Blocking, Counter, Some("donation.organs") =>
        "la scelta sulla donazione degli organi è riservata ai maggiorenni" /
        "only adults may choose about organ donation";
        "togliere la scelta" / "remove the choice"
    /// An electronic card is still good and its renewal window is not open.
    RenewalTooEarly = "070", Blocking, Counter, Some("validity.renewal_window") =>
        "la carta in corso non è ancora rinnovabile" / "the present card cannot be renewed yet";
        "attendere la finestra di rinnovo o indicare smarrimento, furto, deterioramento o variazione dati" /
        "wait for the renewal window, or state loss, theft, damage or change of data"
    /// The reason supposes a previous card that the registry does not know.
    NoPreviousCard = "071", Warning, Counter, None =>
        "il motivo presuppone una carta precedente che l'anagrafe non conosce" /
        "the reason supposes a previous card that the registry does not know";
        "verificare il motivo o registrare la carta precedente" /
        "check the reason or record the previous card"
    /// First issue for somebody who has a card.
    PreviousCardExists = "072", Warning, Counter, None =>
        "prima emissione, ma l'anagrafe conosce una carta precedente" /
        "first issue, but the registry knows a previous card";
        "verificare il motivo del rilascio" / "check the reason of issue"
    /// The number of the fee receipt is missing.
    NoFeeReceipt = "080", Warning, Counter, None =>
        "manca il numero della ricevuta di pagamento" / "the number of the fee receipt is missing";
        "inserirlo prima della firma" / "enter it before signing"
    /// The serial is missing.
    NoSerial = "081", Blocking, Counter, None =>
        "manca il numero della carta" / "the serial is missing";
        "richiederlo a CIEOnline" / "ask CIEOnline for it"
    /// There is no photo.
    NoPhoto = "090", Blocking, Biometrics, Some("biometrics.photo") =>
        "manca la fotografia" / "the photo is missing";
        "acquisirla" / "take it"
    /// Two fingerprints are required and missing.
    NoFingerprints = "091", Blocking, Biometrics, Some("biometrics.fingerprints") =>
        "mancano le due impronte" / "the two fingerprints are missing";
        "acquisire indice destro e sinistro, o registrare l'impossibilità" /
        "take the right and the left index, or record the impossibility"
    /// Fingerprints of somebody who is too young for them.
    FingerprintsTooYoung = "092", Blocking, Biometrics, Some("biometrics.fingerprints") =>
        "impronte acquisite a un minore sotto l'età prevista" /
        "fingerprints were taken of a minor below the age for them";
        "scartarle: non possono essere conservate" / "discard them: they may not be kept"
    /// The signature is required and missing.
    NoSignature = "093", Blocking, Biometrics, Some("biometrics.signature") =>
        "manca la firma" / "the signature is missing";
        "acquisirla o dichiarare l'impossibilità a firmare" /
        "take it or declare that the citizen is unable to sign"
    /// A fingerprint in another format than the one that the card stores.
    FingerprintFormat = "094", Warning, Biometrics, Some("biometrics.fingerprints.format") =>
        "impronta in un formato diverso da WSQ" / "a fingerprint in a format other than WSQ";
        "convertirla in WSQ prima della firma" / "convert it to WSQ before signing"
    /// An asylum seeker's card before the law that made it.
    AsylumBeforeDate = "100", Blocking, Counter, Some("validity.asylum") =>
        "alla data della richiesta la carta per richiedenti asilo non esiste ancora" /
        "on the date of the request the card for asylum seekers does not exist yet";
        "verificare la data della richiesta" / "check the date of the request"
    /// An asylum seeker who is an Italian citizen.
    ItalianAsylumSeeker = "101", Blocking, Counter, Some("validity.asylum") =>
        "richiedente asilo con cittadinanza italiana" / "an asylum seeker with Italian citizenship";
        "correggere la cittadinanza o il tipo di richiesta" /
        "correct the citizenship or the kind of request"
    /// A consular request without codice fiscale whose five data all agree.
    ConsularCodeToRequest = "102", Blocking, Registry, Some("entitlement.consular.codice_fiscale") =>
        "manca il codice fiscale; i cinque dati coincidono con ANPR" /
        "the codice fiscale is missing; the five data agree with ANPR";
        "chiederne l'attribuzione tramite ANPR, poi riprendere la richiesta" /
        "ask for its attribution through ANPR, then resume the request"
    /// A consular request without codice fiscale, and a datum that differs.
    ConsularDataDiffer = "103", Blocking, Registry, Some("entitlement.consular.codice_fiscale") =>
        "manca il codice fiscale e il dato non coincide con ANPR" /
        "the codice fiscale is missing and the datum differs from ANPR";
        "correggere il dato indicato: il codice si chiede solo se coincidono tutti e cinque" /
        "correct the datum named: the code is asked for only if all five agree"
    /// A consular request for who has another valid electronic card.
    AnotherValidCie = "104", Blocking, Registry, None =>
        "ANPR conosce un'altra CIE valida" / "ANPR knows another valid CIE";
        "farla annullare o indicare smarrimento o furto con la denuncia" /
        "have it annulled, or state loss or theft with the police report"
    /// Organ donation at a consulate.
    ConsularOrganDonation = "105", Blocking, Counter, Some("donation.organs") =>
        "la scelta sulla donazione degli organi si esprime solo in Italia" /
        "the choice about organ donation is made in Italy only";
        "togliere la scelta" / "remove the choice"
    /// A consular request for who is not on AIRE and does not live abroad.
    ConsularNotAire = "108", Warning, Registry, Some("entitlement.aire.consulate") =>
        "il richiedente non risulta iscritto AIRE né residente all'estero" /
        "the applicant is not known to be on AIRE nor to live abroad";
        "verificare l'iscrizione AIRE in ANPR, o indirizzare al comune" /
        "check in ANPR whether they are on AIRE, or send them to the comune"
    /// A paper card after their end.
    PaperEnded = "106", Blocking, Counter, Some("entitlement.paper") =>
        "le carte cartacee non si rilasciano più" / "paper cards are no longer issued";
        "rilasciare la CIE" / "issue the electronic card"
    /// A paper card without an admitted urgency.
    PaperWithoutGround = "107", Blocking, Counter, Some("entitlement.paper") =>
        "carta cartacea senza un'urgenza documentata tra quelle ammesse" /
        "a paper card without a documented urgency of those admitted";
        "documentare salute, viaggio, elezioni, concorsi o gare, o iscrizione AIRE" /
        "document health, travel, elections, public competitions or tenders, or AIRE"
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn identifiers_are_unique_and_texts_complete() {
        let ids: BTreeSet<_> = CATALOGUE.iter().map(|code| code.info().id).collect();
        assert_eq!(ids.len(), CATALOGUE.len());
        for info in CATALOGUE.iter().map(|code| code.info()) {
            for text in [info.text, info.remedy] {
                assert!(!text.it.is_empty() && !text.en.is_empty(), "{}", info.id);
                assert_ne!(text.it, text.en, "{}", info.id);
            }
        }
    }
}
