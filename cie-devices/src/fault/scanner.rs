//! Document scanners: 644 to 679.

macro_rules! scanner {
    ($($before:tt)*) => { cie_core::error_areas! { $($before)*

    /// The scanner cannot be reached, or went away during the scan.
    ScannerUnreachable = "644", Unavailable {
        it: "scanner non raggiungibile",
        en: "scanner out of reach",
        fix_it: "controllare che sia acceso e collegato e che l'indirizzo sia giusto, poi riprovare",
        fix_en: "check that it is on and connected and that its address is right, then retry",
    }
    /// Another program or person is using the scanner.
    ScannerBusy = "645", Unavailable {
        it: "scanner occupato",
        en: "scanner busy",
        fix_it: "attendere la fine dell'altro lavoro e riprovare",
        fix_en: "wait for the other job to end and retry",
    }
    /// The scan was not done within the time limit.
    ScannerTimeout = "646", Unavailable {
        it: "lo scanner non ha finito in tempo",
        en: "the scanner did not finish in time",
        fix_it: "spegnere e riaccendere lo scanner; per pagine grandi concedere più tempo",
        fix_en: "switch the scanner off and on; give large pages more time",
    }
    /// The feeder holds no paper.
    FeederEmpty = "647", State {
        it: "alimentatore dello scanner vuoto",
        en: "the scanner's feeder is empty",
        fix_it: "mettere i fogli nell'alimentatore oppure usare il piano",
        fix_en: "put the sheets into the feeder, or use the glass",
    }
    /// Paper is stuck.
    PaperJam = "648", State {
        it: "carta inceppata nello scanner",
        en: "paper jam in the scanner",
        fix_it: "togliere la carta inceppata e ripetere dalla pagina che manca",
        fix_en: "remove the paper and repeat from the page that is missing",
    }
    /// A cover is open.
    CoverOpen = "649", State {
        it: "coperchio dello scanner aperto",
        en: "the scanner's cover is open",
        fix_it: "chiudere il coperchio e riprovare",
        fix_en: "close the cover and retry",
    }
    /// The caller cancelled the scan.
    ScanCancelled = "650", State {
        it: "scansione annullata",
        en: "scan cancelled",
        fix_it: "avviarla di nuovo quando serve",
        fix_en: "start it again when needed",
    }
    /// The scanner does not offer what the settings ask for.
    ScanNotOffered = "651", Input {
        it: "impostazioni che lo scanner non offre",
        en: "settings that the scanner does not offer",
        fix_it: "scegliere tra origini, risoluzioni, colori e misure elencati dallo scanner",
        fix_en: "choose among the sources, resolutions, colours and sizes that the scanner lists",
    }
    /// The scanner's answer is not what its protocol says.
    ScannerAnswer = "652", Integrity {
        it: "risposta dello scanner non comprensibile",
        en: "answer of the scanner not understood",
        fix_it: "aggiornare il software dello scanner; se resta, segnalare il modello",
        fix_en: "update the scanner's software; if it persists, report the model",
    }
    /// The scanner sends more than the limits allow.
    ScanTooLarge = "653", Limit {
        it: "scansione oltre i limiti",
        en: "scan beyond the limits",
        fix_it: "ridurre risoluzione, area o numero di pagine",
        fix_en: "lower the resolution, the area or the number of pages",
    }
    /// The scanner says that it failed.
    ScannerFailed = "654", Unavailable {
        it: "lo scanner segnala un guasto",
        en: "the scanner reports a failure",
        fix_it: "guardare il pannello dello scanner, spegnerlo e riaccenderlo",
        fix_en: "look at the scanner's panel, switch it off and on",
    }
    /// A page came damaged or incomplete.
    PageDamaged = "655", Integrity {
        it: "pagina scansionata danneggiata o incompleta",
        en: "scanned page damaged or incomplete",
        fix_it: "ripetere la scansione; se si ripete, controllare il collegamento",
        fix_en: "scan again; if it happens again, check the connection",
    }
    /// The address of a scanner or its certificate cannot be used.
    BadScannerAddress = "656", Input {
        it: "indirizzo o certificato dello scanner non valido",
        en: "address or certificate of the scanner not valid",
        fix_it: "indicare un indirizzo come http://192.0.2.7/eSCL e un certificato PEM",
        fix_en: "give an address such as http://192.0.2.7/eSCL and a certificate in PEM",
    }
    /// The program that drives local scanners is not installed or does not start.
    ScanProgramMissing = "657", Environment {
        it: "programma per gli scanner locali assente",
        en: "program for local scanners missing",
        fix_it: "installare SANE (pacchetto sane-utils) e riprovare",
        fix_en: "install SANE (package sane-utils) and retry",
    }
    /// The scanner does not let this computer scan.
    ScannerRefused = "658", Refused {
        it: "lo scanner non accetta la scansione",
        en: "the scanner refuses to scan",
        fix_it: "controllare i permessi impostati sullo scanner e il certificato",
        fix_en: "check the permissions set on the scanner, and the certificate",
    }
    /// A simulated scanner could not be started.
    ScannerSimulatorFailed = "659", Environment {
        it: "scanner simulato non avviato",
        en: "simulated scanner not started",
        fix_it: "controllare che una porta di loopback sia libera",
        fix_en: "check that a port on loopback is free",
    }

    } };
}
