//! Workstations: premises, network, software, connection to the registry.

use super::{Confidence, Endpoint, Figure, Rule, Value, day};
use crate::lang::Text;

/// Where a workstation stands.
pub static SPACE: Rule = Rule {
    id: "workstation.space",
    title: Text {
        it: "Spazio",
        en: "Space",
    },
    summary: Text {
        it: "Di norma vicino a dove si riceve il cittadino, per acquisire le impronte; una \
              postazione già operativa si sposta poco prima dell'installazione.",
        en: "As a rule near where the citizen is received, so that fingerprints can be taken; a \
              workstation already in place is moved shortly before the installation.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 2.2",
    confidence: Confidence::High,
    figures: &[Figure::new("where", Value::Text("counter"))],
};

/// Sockets for a workstation.
pub static SOCKETS: Rule = Rule {
    id: "workstation.sockets",
    title: Text {
        it: "Prese elettriche",
        en: "Sockets",
    },
    summary: Text {
        it: "Almeno 4 prese a norma per postazione: 2 tradizionali e 2 Schuko.",
        en: "At least 4 compliant sockets for each workstation: 2 plain and 2 Schuko.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 2.2",
    confidence: Confidence::High,
    figures: &[
        Figure::new("plain", Value::Count(2)),
        Figure::new("schuko", Value::Count(2)),
    ],
};

/// What a workstation consists of, and the power of each part.
pub static POWER: Rule = Rule {
    id: "workstation.devices",
    title: Text {
        it: "Dotazione e potenza",
        en: "Devices and power",
    },
    summary: Text {
        it: "Personal computer 0,5 kW, monitor 0,1 kW, stampante multifunzione 0,6 kW al massimo; \
              tastiera con lettore, scanner di impronte e lettore di codici a barre senza potenza \
              indicata.",
        en: "Personal computer 0.5 kW, monitor 0.1 kW, multifunction printer 0.6 kW at most; \
              keyboard with reader, fingerprint scanner and barcode reader with no power given.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 1",
    confidence: Confidence::High,
    figures: &[
        Figure::new("personal_computer", Value::Watts(500)),
        Figure::new("monitor", Value::Watts(100)),
        Figure::new("multifunction_printer", Value::Watts(600)),
        Figure::new(
            "unpowered",
            Value::Texts(&[
                "keyboard_with_reader",
                "fingerprint_scanner",
                "barcode_reader",
            ]),
        ),
    ],
};

/// How near the network socket must be.
pub static ETHERNET: Rule = Rule {
    id: "workstation.ethernet",
    title: Text {
        it: "Punto Ethernet",
        en: "Ethernet socket",
    },
    summary: Text {
        it: "Vicino alla postazione: il cavo fornito dall'installatore è lungo fino a 3 metri.",
        en: "Near the workstation: the cable brought by the installer is up to 3 metres long.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 2.2",
    confidence: Confidence::High,
    figures: &[Figure::new("cable", Value::Millimetres(3000))],
};

/// How fast the line should be.
pub static BANDWIDTH: Rule = Rule {
    id: "workstation.bandwidth",
    title: Text {
        it: "Banda",
        en: "Bandwidth",
    },
    summary: Text {
        it: "Si consiglia almeno 1 Mbps simmetrico per ogni postazione; per i comuni di grandi \
              dimensioni, un sistema QoS.",
        en: "At least 1 Mbps, symmetric, for each workstation is advised; QoS for large comuni.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 2.2",
    confidence: Confidence::High,
    figures: &[
        Figure::new("per_workstation", Value::MegabitsPerSecond(1)),
        Figure::new("mandatory", Value::Flag(false)),
    ],
};

/// What the workstations must reach.
pub static ENDPOINTS: Rule = Rule {
    id: "workstation.endpoints",
    title: Text {
        it: "Indirizzi da raggiungere",
        en: "Endpoints to be reached",
    },
    summary: Text {
        it: "Portale, CIEOnline, Agenda CIE, servizi SCO e relativo sito, Poste, BigFix, con le \
              porte indicate.",
        en: "Portal, CIEOnline, Agenda CIE, the SCO services and their site, the post, BigFix, on \
              the ports given.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 2.2",
    confidence: Confidence::High,
    figures: &[
        Figure::new(
            "portal",
            Value::Endpoint(Endpoint::new(
                "http",
                "www.cartaidentita.interno.gov.it",
                80,
            )),
        ),
        Figure::new(
            "cieonline",
            Value::Endpoint(Endpoint::new("https", "cieonline.interno.gov.it", 443)),
        ),
        Figure::new(
            "agenda",
            Value::Endpoint(Endpoint::new("https", "agendacie.interno.gov.it", 443)),
        ),
        Figure::new("sco_8442", Value::Endpoint(Endpoint::sco(8442))),
        Figure::new("sco_8443", Value::Endpoint(Endpoint::sco(8443))),
        Figure::new(
            "dvraweb",
            Value::Endpoint(Endpoint::new("https", "dvraweb.cie.interno.gov.it", 443)),
        ),
        Figure::new(
            "poste",
            Value::Endpoint(Endpoint::new("https", "www.poste.it", 443)),
        ),
        Figure::new(
            "cie_bf_443",
            Value::Endpoint(Endpoint::new("https", "cie-bf.vitrociset.it", 443)),
        ),
        Figure::new(
            "cie_bf_80",
            Value::Endpoint(Endpoint::new("https", "cie-bf.vitrociset.it", 80)),
        ),
    ],
};

/// What a proxy may ask.
pub static PROXY: Rule = Rule {
    id: "workstation.proxy",
    title: Text {
        it: "Proxy",
        en: "Proxy",
    },
    summary: Text {
        it: "Consentito se gli indirizzi restano raggiungibili; dvra.cie.interno.gov.it, porte \
              8442 e 8443, senza autenticazione dell'utente; per gli altri è consigliabile non \
              chiedere credenziali.",
        en: "Allowed as long as the endpoints stay reachable; dvra.cie.interno.gov.it, ports 8442 \
              and 8443, without user authentication; for the others not asking for credentials is \
              advised.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 2.2",
    confidence: Confidence::High,
    figures: &[Figure::new(
        "never_authenticated",
        Value::Texts(&[
            "dvra.cie.interno.gov.it:8442",
            "dvra.cie.interno.gov.it:8443",
        ]),
    )],
};

/// What other software on a workstation must not do.
pub static THIRD_PARTY_SOFTWARE: Rule = Rule {
    id: "workstation.software",
    title: Text {
        it: "Software di terze parti",
        en: "Third-party software",
    },
    summary: Text {
        it: "Ammesso se non cambia rete, file host e cartelle CIE, non toglie .NET, Visual C++ o \
              la catena di CA del Ministero e non introduce firewall.",
        en: "Allowed if it leaves the network, the hosts file and the CIE folders alone, does not \
              remove .NET, Visual C++ or the Ministry's CA chain, and brings no firewall.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 4.1",
    confidence: Confidence::High,
    figures: &[
        Figure::new(
            "forbidden",
            Value::Texts(&[
                "network_configuration",
                "hosts_file",
                "cie_folders",
                "remove_runtimes",
                "firewall",
                "remove_ca_chain",
            ]),
        ),
        Figure::new(
            "hosts_file",
            Value::Texts(&[
                "c:\\windows\\system32\\drivers\\etc\\host",
                "c:\\windows\\system32\\drivers\\etc\\hosts",
            ]),
        ),
        Figure::new(
            "folders",
            Value::Texts(&[
                "c:\\program files (x86)\\cie acquisition",
                "c:\\program files (x86)\\cie\\utility manager",
            ]),
        ),
        Figure::new(
            "runtimes",
            Value::Texts(&[
                "Microsoft .NET framework",
                "Microsoft Visual C++ 200x redistributable",
            ]),
        ),
        Figure::new("ca_stores", Value::Texts(&["Internet Explorer", "Firefox"])),
    ],
};

/// Whose antivirus runs.
pub static ANTIVIRUS: Rule = Rule {
    id: "workstation.antivirus",
    title: Text {
        it: "Antivirus",
        en: "Antivirus",
    },
    summary: Text {
        it: "È fornito con la postazione: non si rimuove, non si sostituisce, non se ne aggiunge \
              un altro.",
        en: "It comes with the workstation: it is not removed, not replaced, and no other is \
              added.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 4.6",
    confidence: Confidence::High,
    figures: &[Figure::new(
        "forbidden",
        Value::Texts(&["remove", "replace", "add"]),
    )],
};

/// When a workstation may join a Microsoft domain.
pub static DOMAIN: Rule = Rule {
    id: "workstation.domain",
    title: Text {
        it: "Dominio Microsoft",
        en: "Microsoft domain",
    },
    summary: Text {
        it: "Consentito nel rispetto dei vincoli sul software, se l'utenza di dominio legge e \
              scrive nelle due cartelle CIE.",
        en: "Allowed within the constraints on software, if the domain user can read and write \
              the two CIE folders.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 4.5",
    confidence: Confidence::High,
    figures: &[Figure::new("rights", Value::Texts(&["read", "write"]))],
};

/// What remote assistance needs.
pub static REMOTE_ASSISTANCE: Rule = Rule {
    id: "workstation.remote_assistance",
    title: Text {
        it: "Assistenza remota",
        en: "Remote assistance",
    },
    summary: Text {
        it: "Microsoft Assistenza Rapida e IBM BigFix devono potersi collegare sulle porte 80 e \
              443.",
        en: "Microsoft Quick Assist and IBM BigFix must be able to connect on ports 80 and 443.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 4.7",
    confidence: Confidence::High,
    figures: &[
        Figure::new(
            "software",
            Value::Texts(&["Microsoft Assistenza Rapida", "IBM BigFix"]),
        ),
        Figure::new("http", Value::Count(80)),
        Figure::new("https", Value::Count(443)),
    ],
};

/// What the installer asks to connect the comune's registry.
pub static APR_PARAMETERS: Rule = Rule {
    id: "workstation.apr_parameters",
    title: Text {
        it: "Collegamento all'APR",
        en: "Connection to the APR",
    },
    summary: Text {
        it: "Il software anagrafico risponde alle specifiche SAD 2.8; si forniscono tipo di \
              collegamento, indirizzo, porta, percorso, directory di upload e download, costanti \
              per l'espatrio.",
        en: "The registry software follows the SAD 2.8 specifications; connection type, address, \
              port, path, upload and download directories and travel constants are handed over.",
    },
    effective_from: Some(day(2017, 9, 5)),
    effective_to: None,
    source: "circ. 8/2017 of 5-9-2017, all. 2, par. 4.8",
    confidence: Confidence::High,
    figures: &[
        Figure::new("sad_version", Value::Text("2.8")),
        Figure::new("connection", Value::Texts(&["http", "ftp"])),
        Figure::new(
            "travel_constants",
            Value::Texts(&["S/N", "T/F", "SI/NO", "TRUE/FALSE", "VERO/FALSO", "1/0"]),
        ),
    ],
};

/// The rules of this group.
pub(super) static ALL: &[&Rule] = &[
    &SPACE,
    &SOCKETS,
    &POWER,
    &ETHERNET,
    &BANDWIDTH,
    &ENDPOINTS,
    &PROXY,
    &THIRD_PARTY_SOFTWARE,
    &ANTIVIRUS,
    &DOMAIN,
    &REMOTE_ASSISTANCE,
    &APR_PARAMETERS,
];
