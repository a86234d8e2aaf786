//! Roll-out of an office: persons, dates, training.

use super::{Confidence, Figure, Rule, Value, day};
use crate::lang::Text;

/// When the roll-out began.
pub static PHASES: Rule = Rule {
    id: "rollout.phases",
    title: Text {
        it: "Fasi del dispiegamento",
        en: "Phases of the roll-out",
    },
    summary: Text {
        it: "Prima fase 199 comuni; seconda, dal 26/4/2017, altri 350; terza, dal 2/10/2017, \
              tutti.",
        en: "First phase 199 comuni; second, from 2017-04-26, 350 more; third, from 2017-10-02, \
              all.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, p. 1",
    confidence: Confidence::High,
    figures: &[
        Figure::new("first_comuni", Value::Count(199)),
        Figure::new("second_from", Value::Date(day(2017, 4, 26))),
        Figure::new("second_comuni", Value::Count(350)),
        Figure::new("third_from", Value::Date(day(2017, 10, 2))),
    ],
};

/// Who must be named before an installation.
pub static ROLES: Rule = Rule {
    id: "rollout.roles",
    title: Text {
        it: "Referenti comunali",
        en: "Persons of the comune",
    },
    summary: Text {
        it: "Un responsabile del servizio (dirigente o facente funzioni), un referente per le \
              installazioni per ogni sede, almeno un Security Officer.",
        en: "One service manager (head of the registry or acting head), one installation contact \
              for each office, at least one Security Officer.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 2.1",
    confidence: Confidence::High,
    figures: &[
        Figure::new("service_managers", Value::Count(1)),
        Figure::new("installation_contacts_per_office", Value::Count(1)),
        Figure::new("least_security_officers", Value::Count(1)),
    ],
};

/// Where the persons of the comune are declared.
pub static SEDI_CIE: Rule = Rule {
    id: "rollout.sedi_cie",
    title: Text {
        it: "Sedi CIE",
        en: "Sedi CIE",
    },
    summary: Text {
        it: "Questionario in linea: referenti nominati e numero di SCO per ciascun Security \
              Officer; richiede le credenziali dell'area privata dei Servizi Demografici.",
        en: "Online questionnaire: the persons named and the number of SCO for each Security \
              Officer; needs credentials for the private area of the Servizi Demografici.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 3; circ. 18 of 19-10-2016 (not read)",
    confidence: Confidence::High,
    figures: &[Figure::new("site", Value::Text("Sedi CIE"))],
};

/// When the Monitora data must be in.
pub static PREPARATION: Rule = Rule {
    id: "rollout.preparation",
    title: Text {
        it: "Dati su Monitora",
        en: "Monitora data",
    },
    summary: Text {
        it: "Il referente per le installazioni completa i dati entro e non oltre tre settimane \
              prima del periodo assegnato; senza, non si installa.",
        en: "The installation contact completes the data at least three weeks before the assigned \
              period; without them there is no installation.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 3",
    confidence: Confidence::High,
    figures: &[
        Figure::new("before", Value::Days(21)),
        Figure::new("site", Value::Text("Monitora")),
    ],
};

/// How an installation is put off.
pub static POSTPONEMENT: Rule = Rule {
    id: "rollout.postponement",
    title: Text {
        it: "Posticipo dell'installazione",
        en: "Postponement of the installation",
    },
    summary: Text {
        it: "Con anticipo di 15 giorni, a firma del Sindaco, alla PEC \
              servizidemografici@pec.interno.it, con le motivazioni e il nuovo periodo desiderato.",
        en: "15 days ahead, signed by the mayor, to the PEC address \
              servizidemografici@pec.interno.it, with the reasons and the new period wanted.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 3",
    confidence: Confidence::High,
    figures: &[
        Figure::new("before", Value::Days(15)),
        Figure::new("pec", Value::Text("servizidemografici@pec.interno.it")),
        Figure::new("signed_by", Value::Text("mayor")),
        Figure::new("contents", Value::Texts(&["reasons", "new_period"])),
    ],
};

/// Who must be there on the day, and what the installer does.
pub static INSTALLATION_DAY: Rule = Rule {
    id: "rollout.installation_day",
    title: Text {
        it: "Giorno dell'installazione",
        en: "Day of the installation",
    },
    summary: Text {
        it: "Presenti il referente per le installazioni, il Security Officer e chi serve per la \
              rete; l'installatore prova la connettività, istruisce, redige il verbale, che il \
              referente firma.",
        en: "The installation contact, the Security Officer and whoever is needed for the network \
              are present; the installer tests connectivity, trains, writes the report, which the \
              contact signs.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 3",
    confidence: Confidence::High,
    figures: &[
        Figure::new(
            "present",
            Value::Texts(&["installation_contact", "security_officer", "network_staff"]),
        ),
        Figure::new("report_signed_by", Value::Text("installation_contact")),
    ],
};

/// How the course at a polo formativo is prepared.
pub static TRAINING: Rule = Rule {
    id: "rollout.training",
    title: Text {
        it: "Formazione in aula",
        en: "Classroom training",
    },
    summary: Text {
        it: "La Prefettura conferma l'aula, il referente e i suoi contatti a \
              cie.comuni@interno.it entro una settimana dall'inizio del corso (inteso: almeno \
              sette giorni prima) e chiede ai comuni il numero dei partecipanti.",
        en: "The Prefettura confirms the room, a contact person and how to reach them to \
              cie.comuni@interno.it within a week of the start of the course (read as: at least \
              seven days before) and asks the comuni for the number of learners.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, p. 3 and all. 3",
    confidence: Confidence::High,
    figures: &[
        Figure::new("confirmed_before", Value::Days(7)),
        Figure::new("desks", Value::Count(1)),
        Figure::new("sockets", Value::Count(2)),
        Figure::new("confirmed_to", Value::Text("cie.comuni@interno.it")),
    ],
};

/// What the activation plan of the Ministry says of a comune.
pub static PLAN: Rule = Rule {
    id: "rollout.plan",
    title: Text {
        it: "Piano di attivazione",
        en: "Activation plan",
    },
    summary: Text {
        it: "Per ciascun comune: periodo di installazione, data del corso, polo formativo, numero \
              di postazioni; per un numero non idoneo si scrive a cie.comuni@interno.it.",
        en: "For each comune: installation period, date of the course, polo formativo, number of \
              workstations; write to cie.comuni@interno.it if the number does not fit.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 1",
    confidence: Confidence::High,
    figures: &[
        Figure::new(
            "columns",
            Value::Texts(&[
                "installation_period",
                "course_date",
                "training_centre",
                "workstations",
            ]),
        ),
        Figure::new("objections_to", Value::Text("cie.comuni@interno.it")),
    ],
};

/// How credentials for Agenda CIE are asked for.
pub static AGENDA_CREDENTIALS: Rule = Rule {
    id: "rollout.agenda_credentials",
    title: Text {
        it: "Credenziali dell'Agenda CIE",
        en: "Credentials for Agenda CIE",
    },
    summary: Text {
        it: "Si chiedono al servizio di assistenza riportando la dicitura della circolare; non \
              risulta pubblico alcun modulo.",
        en: "They are asked of the help desk with the wording of the circular; no form is known \
              to be public.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 4.4",
    confidence: Confidence::High,
    figures: &[
        Figure::new("site", Value::Text("https://agendacie.interno.gov.it")),
        Figure::new(
            "wording",
            Value::Texts(&[
                "Si rappresenta l'interesse del Comune di ",
                " ad aderire al servizio di prenotazione \"Agenda CIE\" e si richiede l'invio delle credenziali di accesso per numero ",
                " sedi del Comune all'indirizzo email dello/della scrivente",
            ]),
        ),
    ],
};

/// When toner is asked for.
pub static CONSUMABLES: Rule = Rule {
    id: "rollout.consumables",
    title: Text {
        it: "Consumabili",
        en: "Consumables",
    },
    summary: Text {
        it: "Un toner di ricambio per postazione; se ne chiede altro al servizio di assistenza \
              solo quando il ricambio è già montato.",
        en: "One spare toner for each workstation; more is asked of the help desk only when the \
              spare is in use.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 4.2",
    confidence: Confidence::High,
    figures: &[Figure::new("spare_toners", Value::Count(1))],
};

/// How the days before a period are counted.
pub static CALENDAR_DAYS: Rule = Rule {
    id: "rollout.policy.day_count",
    title: Text {
        it: "Computo dei giorni",
        en: "Counting of days",
    },
    summary: Text {
        it: "La circolare tace: calendar_days (predefinita) conta giorni di calendario a ritroso \
              dal primo giorno del periodo, senza spostare i festivi.",
        en: "The circular is silent: calendar_days (the default) counts calendar days back from \
              the first day of the period, without moving holidays.",
    },
    effective_from: None,
    effective_to: None,
    source: "circ. 8/2017 is silent; house rule",
    confidence: Confidence::Policy,
    figures: &[
        Figure::new("default", Value::Text("calendar_days")),
        Figure::new("options", Value::Texts(&["calendar_days"])),
    ],
};

/// The rules of this group.
pub(super) static ALL: &[&Rule] = &[
    &PHASES,
    &ROLES,
    &SEDI_CIE,
    &PREPARATION,
    &POSTPONEMENT,
    &INSTALLATION_DAY,
    &TRAINING,
    &PLAN,
    &AGENDA_CREDENTIALS,
    &CONSUMABLES,
    &CALENDAR_DAYS,
];
