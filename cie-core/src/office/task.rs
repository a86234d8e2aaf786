//! What has to be done, and by whom.

use serde::{Deserialize, Serialize};

use crate::lang::Text;

/// Who does a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Role {
    /// Responsabile del servizio di emissione CIE.
    ServiceManager,
    /// Referente per le installazioni of the office.
    InstallationContact,
    /// Security Officer.
    SecurityOfficer,
    /// Incaricato all'installazione, who comes from outside.
    Installer,
}

impl Role {
    /// Every role, in the order of the checklist.
    pub const ALL: [Self; 4] = [
        Self::ServiceManager,
        Self::InstallationContact,
        Self::SecurityOfficer,
        Self::Installer,
    ];

    /// The name of the role.
    #[must_use]
    pub fn title(self) -> Text {
        match self {
            Self::ServiceManager => Text {
                it: "Responsabile del servizio",
                en: "Service manager",
            },
            Self::InstallationContact => Text {
                it: "Referente per le installazioni",
                en: "Installation contact",
            },
            Self::SecurityOfficer => Text {
                it: "Security Officer",
                en: "Security Officer",
            },
            Self::Installer => Text {
                it: "Installatore",
                en: "Installer",
            },
        }
    }
}

/// By when a task is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Due {
    /// Three weeks before the assigned period.
    Preparation,
    /// On the day of the installation.
    Installation,
    /// A week before the course, where there is one.
    Course,
}

macro_rules! tasks {
    ($(
        $(#[doc = $doc:literal])+
        $variant:ident, $role:ident, $due:ident, $needed:literal => $it:literal / $en:literal;
    )+) => {
        /// A task of the roll-out (circ. 8/2017, all. 2, par. 2.1 and 3).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Task {
            $( $(#[doc = $doc])+ $variant, )+
        }

        impl Task {
            /// Every task, in the order of the checklist.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Who does it.
            #[must_use]
            pub fn role(self) -> Role {
                match self { $( Self::$variant => Role::$role, )+ }
            }

            /// Whether it must be done; the source asks for the others "if possible" or "if any".
            #[must_use]
            pub fn is_needed(self) -> bool {
                match self { $( Self::$variant => $needed, )+ }
            }

            /// What has to be done.
            #[must_use]
            pub fn text(self) -> Text {
                match self { $( Self::$variant => Text { it: $it, en: $en }, )+ }
            }

            pub(super) fn due(self) -> Due {
                match self { $( Self::$variant => Due::$due, )+ }
            }
        }
    };
}

tasks! {
    /// Name the installation contacts and the Security Officers.
    NamePersons, ServiceManager, Preparation, true =>
        "nominare i referenti per le installazioni e almeno un Security Officer" /
        "name the installation contacts and at least one Security Officer";
    /// Fill in the questionnaire Sedi CIE, with the number of SCO for each Security Officer.
    FillSediCie, ServiceManager, Preparation, true =>
        "inserire in Sedi CIE i referenti e il numero di SCO per ciascun Security Officer" /
        "enter the persons and the number of SCO for each Security Officer in Sedi CIE";
    /// Tell the Prefettura how many people come to the course.
    ConfirmLearners, ServiceManager, Course, true =>
        "confermare alla Prefettura il numero di partecipanti al corso" /
        "confirm the number of learners to the Prefettura";
    /// Monitora: confirm the premises.
    ConfirmPremises, InstallationContact, Preparation, true =>
        "Monitora: confermare i requisiti di logistica e spazi" /
        "Monitora: confirm the requirements on the premises";
    /// Monitora: check the address of the office.
    CheckAddress, InstallationContact, Preparation, true =>
        "Monitora: verificare l'indirizzo della sede per la spedizione delle postazioni" /
        "Monitora: check the address of the office for the shipment of the workstations";
    /// Monitora: check the number of workstations of each office.
    CheckWorkstations, InstallationContact, Preparation, true =>
        "Monitora: verificare il numero delle postazioni e la suddivisione per sedi" /
        "Monitora: check the number of workstations of each office";
    /// Monitora: number of SCO and where to ship them.
    GiveScoNumber, InstallationContact, Preparation, true =>
        "Monitora: indicare il numero di SCO per la sede e i riferimenti per la spedizione" /
        "Monitora: give the number of SCO for the office and whom to ship them to";
    /// Monitora: preferred date.
    GivePreferredDate, InstallationContact, Preparation, true =>
        "Monitora: indicare la data preferita per l'installazione" /
        "Monitora: give the preferred date of installation";
    /// Monitora: confirm that the Security Officer received the master password.
    ConfirmMasterPassword, InstallationContact, Preparation, true =>
        "Monitora: confermare la ricezione della master password da parte del Security Officer" /
        "Monitora: confirm that the Security Officer received the master password";
    /// Monitora: anything else.
    GiveNotes, InstallationContact, Preparation, false =>
        "Monitora: segnalare eventuali altri dettagli dell'intervento" /
        "Monitora: report other particulars, if any";
    /// Be present on the day.
    ContactPresent, InstallationContact, Installation, true =>
        "essere presente il giorno dell'installazione" /
        "be present on the day of installation";
    /// Have whoever is needed for the network present.
    NetworkStaffPresent, InstallationContact, Installation, true =>
        "assicurare la presenza di chi collega in rete le postazioni" /
        "make sure that whoever connects the workstations to the network is present";
    /// Hand over the parameters of the registry, if it is to be connected.
    GiveAprParameters, InstallationContact, Installation, false =>
        "fornire i parametri dell'APR, se si collega l'anagrafe comunale" /
        "hand over the APR parameters, if the comune's registry is to be connected";
    /// Sign the report of the installer.
    SignReport, InstallationContact, Installation, true =>
        "firmare il verbale di installazione" /
        "sign the installation report";
    /// Receive the master password.
    ReceiveMasterPassword, SecurityOfficer, Preparation, true =>
        "ricevere la master password e segnalarne la ricezione al referente" /
        "receive the master password and tell the installation contact";
    /// Be present on the day.
    SecurityOfficerPresent, SecurityOfficer, Installation, true =>
        "essere presente il giorno dell'installazione" /
        "be present on the day of installation";
    /// Activate the first card with the installer.
    ActivateFirstCard, SecurityOfficer, Installation, false =>
        "attivare la prima SCO con l'installatore, se possibile" /
        "activate the first SCO with the installer, if possible";
    /// Install and configure the workstations.
    Install, Installer, Installation, true =>
        "installare e configurare le postazioni e verificarne il funzionamento" /
        "install and configure the workstations and check that they work";
    /// Test the connectivity.
    TestConnectivity, Installer, Installation, true =>
        "provare la connettività con i servizi elencati" /
        "test the connectivity to the services listed";
    /// Show the Security Officer how cards are activated and handed over.
    InstructSecurityOfficer, Installer, Installation, true =>
        "istruire il Security Officer sull'attivazione e il rilascio delle SCO" /
        "show the Security Officer how SCO are activated and handed over";
    /// Check that the Security Officer has the master password.
    CheckMasterPassword, Installer, Installation, true =>
        "verificare che il Security Officer abbia ricevuto la master password" /
        "check that the Security Officer has received the master password";
    /// Hold the basic course.
    HoldBasicCourse, Installer, Installation, true =>
        "tenere il corso di base su dispositivi e richieste di assistenza" /
        "hold the basic course on the devices and on asking for support";
    /// Take the packaging away.
    RemovePackaging, Installer, Installation, false =>
        "rimuovere gli imballaggi, salvo diversa indicazione del referente" /
        "take the packaging away, unless the contact says otherwise";
    /// Write the report.
    WriteReport, Installer, Installation, true =>
        "redigere il verbale di installazione" /
        "write the installation report";
}
