//! Operator cards (SCO): who has them in charge, how they are activated, where help is.

use super::{Confidence, Figure, Rule, Value, day};
use crate::lang::Text;

/// Where a comune and a citizen turn to.
pub static HELP_DESK: Rule = Rule {
    id: "sco.help_desk",
    title: Text {
        it: "Servizio di assistenza",
        en: "Help desk",
    },
    summary: Text {
        it: "Comuni: 800 098 738, cie.comuni@interno.it. Cittadini: 800 263 388, \
              cie.cittadini@interno.it. Le modalità d'uso sono sul portale.",
        en: "Comuni: 800 098 738, cie.comuni@interno.it. Citizens: 800 263 388, \
              cie.cittadini@interno.it. The portal says how to use it.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, p. 3",
    confidence: Confidence::High,
    figures: &[
        Figure::new("comuni_phone", Value::Text("800 098 738")),
        Figure::new("comuni_email", Value::Text("cie.comuni@interno.it")),
        Figure::new("citizens_phone", Value::Text("800 263 388")),
        Figure::new("citizens_email", Value::Text("cie.cittadini@interno.it")),
        Figure::new(
            "page",
            Value::Text("http://www.cartaidentita.interno.gov.it/contatti"),
        ),
    ],
};

/// How many operator cards an office gets.
pub static NUMBER: Rule = Rule {
    id: "sco.number",
    title: Text {
        it: "Numero di SCO",
        en: "Number of SCO",
    },
    summary: Text {
        it: "Una per ciascun ufficiale d'anagrafe addetto al rilascio; il numero si indica in \
              Sedi CIE per ciascun Security Officer.",
        en: "One for each registry officer who issues cards; the number is declared in Sedi CIE \
              for each Security Officer.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 1 and 3",
    confidence: Confidence::High,
    figures: &[Figure::new("cards_per_officer", Value::Count(1))],
};

/// Who has the operator cards in charge.
pub static SECURITY_OFFICER: Rule = Rule {
    id: "sco.security_officer",
    title: Text {
        it: "Security Officer",
        en: "Security Officer",
    },
    summary: Text {
        it: "Almeno uno per comune; gestisce le SCO da consegnare agli ufficiali d'anagrafe e \
              può coincidere con il referente per le installazioni.",
        en: "At least one for each comune; manages the SCO to be handed to the registry \
              officers, and may be the installation contact as well.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 2.1",
    confidence: Confidence::High,
    figures: &[
        Figure::new("least", Value::Count(1)),
        Figure::new("may_be_installation_contact", Value::Flag(true)),
    ],
};

/// What activates an operator card.
pub static MASTER_PASSWORD: Rule = Rule {
    id: "sco.master_password",
    title: Text {
        it: "Master password",
        en: "Master password",
    },
    summary: Text {
        it: "Ciascun Security Officer ne riceve una dal Ministero; consente l'attivazione di \
              ciascuna SCO; la sua ricezione è necessaria per completare l'installazione.",
        en: "Each Security Officer receives one from the Ministry; it allows the activation of \
              each SCO; its receipt is needed to complete the installation.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 2.1 and 3",
    confidence: Confidence::High,
    figures: &[
        Figure::new("per_security_officer", Value::Count(1)),
        Figure::new("needed_to_activate", Value::Flag(true)),
    ],
};

/// Who may log in with an operator card.
pub static HOLDERS: Rule = Rule {
    id: "sco.holders",
    title: Text {
        it: "Titolari delle SCO",
        en: "Holders of an SCO",
    },
    summary: Text {
        it: "Accedono a CIEOnline con la SCO gli ufficiali d'anagrafe o i loro delegati.",
        en: "Registry officers, or their delegates, log in to CIEOnline with the SCO.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, p. 2",
    confidence: Confidence::High,
    figures: &[Figure::new(
        "roles",
        Value::Texts(&["registry_officer", "delegate"]),
    )],
};

/// How an operator card is revoked, and how more are asked for.
pub static REVOCATION_AND_MORE: Rule = Rule {
    id: "sco.revocation_and_more",
    title: Text {
        it: "Revoca e incremento",
        en: "Revocation and further cards",
    },
    summary: Text {
        it: "Le richieste di revoca e di ulteriori SCO vanno al servizio di assistenza; non \
              risulta pubblico alcun modulo.",
        en: "Requests for revocation and for further SCO go to the help desk; no form is known \
              to be public.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 4.3",
    confidence: Confidence::High,
    figures: &[Figure::new("through", Value::Text("help_desk"))],
};

/// Whether a card may go from one officer to another.
pub static REASSIGNMENT_POLICY: Rule = Rule {
    id: "sco.policy.reassignment",
    title: Text {
        it: "Riassegnazione di una SCO",
        en: "Reassignment of an SCO",
    },
    summary: Text {
        it: "Il contenuto dei certificati non è pubblico: una SCO assegnata resta di quell'\
              ufficiale e, quando questi lascia l'ufficio, si revoca.",
        en: "What the certificates say is not public: an assigned SCO stays with that officer, \
              and is revoked when the officer leaves.",
    },
    effective_from: None,
    effective_to: None,
    source: "circ. 8/2017 is silent; house rule",
    confidence: Confidence::Policy,
    figures: &[
        Figure::new("default", Value::Text("refuse")),
        Figure::new("options", Value::Texts(&["refuse"])),
    ],
};

/// Which cards may go from one office to another.
pub static TRANSFER_POLICY: Rule = Rule {
    id: "sco.policy.transfer",
    title: Text {
        it: "Trasferimento di una SCO tra sedi",
        en: "Transfer of an SCO between offices",
    },
    summary: Text {
        it: "Passa a un'altra sede solo una SCO ricevuta e mai assegnata, attivata o no; la \
              prende in carico un Security Officer della sede che la riceve.",
        en: "Only an SCO that was received and never assigned goes to another office, activated \
              or not; a Security Officer of the office that receives it has it in charge.",
    },
    effective_from: None,
    effective_to: None,
    source: "circ. 8/2017 is silent; house rule",
    confidence: Confidence::Policy,
    figures: &[
        Figure::new("default", Value::Text("never_assigned")),
        Figure::new("options", Value::Texts(&["never_assigned"])),
    ],
};

/// When a card counts as replaced.
pub static REPLACEMENT_POLICY: Rule = Rule {
    id: "sco.policy.replacement",
    title: Text {
        it: "Sostituzione di una SCO",
        en: "Replacement of an SCO",
    },
    summary: Text {
        it: "Una SCO risulta sostituita solo dopo la revoca o la scadenza: una carta smarrita o \
              bloccata non sparisce dall'elenco delle carte da revocare.",
        en: "An SCO counts as replaced only after it was revoked or expired: a lost or blocked \
              card never drops out of the list of cards to be revoked.",
    },
    effective_from: None,
    effective_to: None,
    source: "circ. 8/2017 is silent; house rule",
    confidence: Confidence::Policy,
    figures: &[
        Figure::new("default", Value::Text("after_revocation_or_expiry")),
        Figure::new("options", Value::Texts(&["after_revocation_or_expiry"])),
    ],
};

/// The rules of this group.
pub(super) static ALL: &[&Rule] = &[
    &HELP_DESK,
    &NUMBER,
    &SECURITY_OFFICER,
    &MASTER_PASSWORD,
    &HOLDERS,
    &REVOCATION_AND_MORE,
    &REASSIGNMENT_POLICY,
    &TRANSFER_POLICY,
    &REPLACEMENT_POLICY,
];
