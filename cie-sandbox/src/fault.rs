//! The error catalogue of `cie-sandbox`; every text begins with the label of the simulator.
//!
//! Numbers: 00x the state directory and the configuration, 02x refusals of a request, 04x faults
//! that were ordered, 06x the HTTP front and its client.

use cie_core::error::Coded;
use cie_core::lang::Lang;
use cie_core::ports::{PortError, System, Trouble};

cie_core::error_catalogue! {
    prefix = "CIE-SIM";

    /// Another simulator has the state directory open.
    StateInUse = "001", Conflict {
        it: "SIMULATO: cartella di stato già in uso",
        en: "SIMULATED: state directory already in use",
        fix_it: "chiudere l'altro simulatore o indicare un'altra cartella",
        fix_en: "stop the other simulator or name another directory",
    }
    /// The state directory cannot be read or written.
    StateUnusable = "002", Environment {
        it: "SIMULATO: cartella di stato non leggibile o non scrivibile",
        en: "SIMULATED: state directory cannot be read or written",
        fix_it: "controllare permessi e spazio su disco",
        fix_en: "check permissions and disk space",
    }
    /// A document of the state directory is not what the simulator wrote.
    StateCorrupt = "003", Integrity {
        it: "SIMULATO: documento di stato alterato",
        en: "SIMULATED: a state document was altered",
        fix_it: "usare una cartella di stato nuova",
        fix_en: "use a new state directory",
    }
    /// The simulator has no serial left.
    SerialsExhausted = "004", Limit {
        it: "SIMULATO: numeri unici esauriti",
        en: "SIMULATED: no serial left",
        fix_it: "usare una cartella di stato nuova",
        fix_en: "use a new state directory",
    }
    /// A stage lasts longer than the simulator allows.
    BadTempo = "005", Limit {
        it: "SIMULATO: durata di una fase troppo lunga",
        en: "SIMULATED: a stage lasts too long",
        fix_it: "indicare al massimo 3650 giorni per fase",
        fix_en: "give at most 3650 days a stage",
    }
    /// The source of randomness failed or is unusable.
    NoRandomness = "006", Environment {
        it: "SIMULATO: generatore casuale non disponibile",
        en: "SIMULATED: no randomness",
        fix_it: "controllare il generatore casuale del sistema",
        fix_en: "check the system's random generator",
    }
    /// The certificate of the test SCO authority cannot be used as a trust anchor.
    BadAuthority = "007", Input {
        it: "SIMULATO: certificato dell'autorità SCO di prova non utilizzabile",
        en: "SIMULATED: the certificate of the test SCO authority cannot be used",
        fix_it: "fornire il certificato dell'autorità di prova in DER",
        fix_en: "give the certificate of the test authority in DER",
    }
    /// The simulator's own certificate could not be made.
    RecipientNotMade = "008", Internal {
        it: "SIMULATO: certificato del destinatario non creato",
        en: "SIMULATED: recipient certificate not made",
        fix_it: "segnalare il difetto",
        fix_en: "report the defect",
    }

    /// The envelope is larger than the simulator takes.
    EnvelopeTooLarge = "020", Limit {
        it: "SIMULATO: busta troppo grande",
        en: "SIMULATED: envelope too large",
        fix_it: "ridurre le immagini della richiesta",
        fix_en: "shrink the images of the request",
    }
    /// The envelope is not a CMS envelope for this recipient, or was altered.
    EnvelopeNotOpened = "021", Integrity {
        it: "SIMULATO: busta CMS non apribile",
        en: "SIMULATED: CMS envelope cannot be opened",
        fix_it: "cifrare per il certificato del destinatario e non alterare la busta",
        fix_en: "seal to the recipient certificate and leave the envelope as it is",
    }
    /// The signature inside is missing, wrong, or not by a card of the test SCO authority.
    SignatureRefused = "022", Refused {
        it: "SIMULATO: firma dell'operatore rifiutata",
        en: "SIMULATED: the operator's signature is refused",
        fix_it: "firmare con una SCO valida della stessa autorità di prova",
        fix_en: "sign with a valid SCO of the same test authority",
    }
    /// The signed content is not a JSON object with `number` and `serial`.
    PayloadMalformed = "023", Input {
        it: "SIMULATO: contenuto firmato non comprensibile",
        en: "SIMULATED: the signed content cannot be understood",
        fix_it: "firmare la forma canonica JSON della richiesta, con number e serial",
        fix_en: "sign the canonical JSON form of the request, with number and serial",
    }
    /// The signed number is not the one under which the request was handed in.
    NumberMismatch = "024", Conflict {
        it: "SIMULATO: il numero firmato non è quello della richiesta presentata",
        en: "SIMULATED: the signed number is not that of the request handed in",
        fix_it: "presentare la busta con il suo numero di richiesta",
        fix_en: "hand the envelope in under its own request number",
    }
    /// The signed serial is not the one assigned to this request.
    SerialMismatch = "025", Conflict {
        it: "SIMULATO: il numero unico firmato non è quello assegnato alla richiesta",
        en: "SIMULATED: the signed serial is not the one assigned to the request",
        fix_it: "chiedere di nuovo il numero unico e firmare con quello",
        fix_en: "ask for the serial again and sign with it",
    }
    /// No serial was ever asked for this request.
    SerialNotAssigned = "026", State {
        it: "SIMULATO: nessun numero unico assegnato alla richiesta",
        en: "SIMULATED: no serial was assigned to the request",
        fix_it: "chiedere il numero unico prima di presentare la richiesta",
        fix_en: "ask for the serial before handing the request in",
    }
    /// A request of this number was taken in with other content.
    OtherContent = "027", Conflict {
        it: "SIMULATO: richiesta già accettata con un contenuto diverso",
        en: "SIMULATED: a request of this number was taken in with other content",
        fix_it: "usare un nuovo numero di richiesta",
        fix_en: "use a new request number",
    }
    /// No request of this number was taken in.
    UnknownRequest = "028", NotFound {
        it: "SIMULATO: richiesta sconosciuta",
        en: "SIMULATED: unknown request",
        fix_it: "controllare il numero o presentare prima la richiesta",
        fix_en: "check the number or hand the request in first",
    }

    /// A fault was ordered: the system does not answer and did nothing.
    OrderedDown = "040", Unavailable {
        it: "SIMULATO: sistema non disponibile a comando",
        en: "SIMULATED: system down on demand",
        fix_it: "riprovare",
        fix_en: "try again",
    }
    /// A fault was ordered: the system did what was asked and its answer was lost.
    OrderedLoss = "041", Unavailable {
        it: "SIMULATO: risposta persa a comando",
        en: "SIMULATED: answer lost on demand",
        fix_it: "riprovare con lo stesso numero di richiesta",
        fix_en: "try again with the same request number",
    }
    /// A fault was ordered: the answer is garbage.
    OrderedGarbage = "042", Integrity {
        it: "SIMULATO: risposta illeggibile a comando",
        en: "SIMULATED: garbage answer on demand",
        fix_it: "riprovare con lo stesso numero di richiesta",
        fix_en: "try again with the same request number",
    }

    /// Another program listens on the port.
    PortTaken = "060", Environment {
        it: "SIMULATO: porta già occupata",
        en: "SIMULATED: port already taken",
        fix_it: "chiudere l'altro programma o scegliere un'altra porta (0 ne sceglie una libera)",
        fix_en: "stop the other program or choose another port (0 picks a free one)",
    }
    /// The address is not a loopback address.
    NotLoopback = "061", Refused {
        it: "SIMULATO: il simulatore ascolta solo sulla macchina locale",
        en: "SIMULATED: the simulator listens on the local machine only",
        fix_it: "usare 127.0.0.1 o ::1, o aprirlo alla rete di proposito",
        fix_en: "use 127.0.0.1 or ::1, or expose it on purpose",
    }
    /// The server could not be started.
    ServerNotStarted = "062", Environment {
        it: "SIMULATO: server non avviato",
        en: "SIMULATED: server not started",
        fix_it: "controllare indirizzo, permessi e risorse della macchina",
        fix_en: "check the address, the permissions and the machine's resources",
    }
    /// The address of the simulator is not an `http` URL.
    BadUrl = "063", Input {
        it: "SIMULATO: indirizzo del simulatore non valido",
        en: "SIMULATED: invalid address of the simulator",
        fix_it: "scrivere http://host:porta",
        fix_en: "write http://host:port",
    }
    /// The simulator could not be reached or did not answer in time.
    NoAnswer = "064", Unavailable {
        it: "SIMULATO: il simulatore non risponde",
        en: "SIMULATED: the simulator does not answer",
        fix_it: "controllare che sia avviato e riprovare",
        fix_en: "check that it is running and try again",
    }
    /// The answer is not one of the simulator's, or is not labelled as simulated.
    AnswerGarbled = "065", Integrity {
        it: "SIMULATO: risposta che non è del simulatore",
        en: "SIMULATED: the answer is not the simulator's",
        fix_it: "controllare l'indirizzo e riprovare con lo stesso numero di richiesta",
        fix_en: "check the address and try again with the same request number",
    }
    /// The answer is larger than the client takes.
    AnswerTooLarge = "066", Limit {
        it: "SIMULATO: risposta troppo grande",
        en: "SIMULATED: answer too large",
        fix_it: "controllare l'indirizzo del simulatore",
        fix_en: "check the simulator's address",
    }
    /// The HTTP request is not one of the simulator's interface.
    CallUnknown = "067", Input {
        it: "SIMULATO: chiamata non prevista dal simulatore",
        en: "SIMULATED: not a call of the simulator's interface",
        fix_it: "controllare metodo, percorso e numero di richiesta",
        fix_en: "check method, path and request number",
    }
    /// Too many calls at once, or a body that does not arrive in time.
    Busy = "068", Unavailable {
        it: "SIMULATO: troppe chiamate insieme o corpo troppo lento",
        en: "SIMULATED: too many calls at once or too slow a body",
        fix_it: "riprovare tra poco",
        fix_en: "try again shortly",
    }
}

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Code {
    /// The code of this identifier, such as `CIE-SIM-024`.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        use cie_core::error::Catalogued;
        Self::ALL.iter().copied().find(|code| code.info().id == id)
    }

    /// How a caller of the ports sees this error.
    #[must_use]
    pub fn trouble(self) -> Trouble {
        match self {
            Self::OrderedGarbage | Self::AnswerGarbled | Self::AnswerTooLarge => Trouble::Garbled,
            Self::EnvelopeTooLarge
            | Self::EnvelopeNotOpened
            | Self::SignatureRefused
            | Self::PayloadMalformed
            | Self::NumberMismatch
            | Self::SerialMismatch
            | Self::SerialNotAssigned
            | Self::OtherContent
            | Self::UnknownRequest
            | Self::SerialsExhausted
            | Self::CallUnknown => Trouble::Refused,
            // What is left is the machine's fault or passes by itself: trying again may work.
            _ => Trouble::Unavailable,
        }
    }
}

/// The error of this crate behind an error of a port, if it came from a simulator.
///
/// Works alike for the simulator in process and for its HTTP client.
#[must_use]
pub fn code_of(error: &PortError) -> Option<Code> {
    error
        .source
        .as_deref()?
        .downcast_ref::<Error>()
        .map(Error::code)
}

/// Puts an error of this crate into the words of a port: its text begins with the label and ends
/// with the code.
pub(crate) fn port_error(system: System, error: Error) -> PortError {
    PortError {
        system,
        trouble: error.code().trouble(),
        text: format!("{} [{}]", error.message(Lang::En), error.info().id),
        source: Some(Box::new(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cie_core::error::Catalogued;

    #[test]
    fn every_text_is_labelled_and_every_code_is_found_again() {
        for code in Code::ALL {
            let info = code.info();
            assert!(info.it.starts_with("SIMULATO"), "{}", info.id);
            assert!(info.en.starts_with("SIMULATED"), "{}", info.id);
            assert_eq!(Code::from_id(info.id), Some(*code));
            let shown = port_error(System::Cnsd, Error::new(*code));
            assert!(shown.text.starts_with("SIMULATED"), "{}", shown.text);
            assert_eq!(code_of(&shown), Some(*code));
        }
    }

    #[test]
    fn identifiers_are_unique() {
        let ids: std::collections::BTreeSet<_> = Code::ALL.iter().map(|c| c.info().id).collect();
        assert_eq!(ids.len(), Code::ALL.len());
    }
}
