//! Programs, cameras, photographs and signatures: 015 to 069.

macro_rules! capture {
    ($($before:tt)*) => { cie_core::error_areas! { $($before)*

    /// An outside program could not be started.
    ProgramNotStarted = "015", Environment {
        it: "programma esterno non avviabile",
        en: "outside program not startable",
        fix_it: "controllare il nome del programma nella configurazione e che sia installato",
        fix_en: "check the program's name in the configuration and that it is installed",
    }
    /// An outside program did not end in time and was killed.
    ProgramTimeout = "016", Unavailable {
        it: "programma esterno interrotto: tempo scaduto",
        en: "outside program stopped: time is up",
        fix_it: "controllare che l'apparecchio sia acceso e collegato, o aumentare il limite di tempo",
        fix_en: "check that the device is switched on and connected, or raise the limit of time",
    }
    /// An outside program ended with an error.
    ProgramFailed = "017", Unavailable {
        it: "programma esterno terminato con errore",
        en: "outside program ended with an error",
        fix_it: "avviare lo stesso comando a mano e leggere che cosa segnala",
        fix_en: "run the same command by hand and read what it reports",
    }
    /// An outside program wrote more than it may.
    ProgramTooMuch = "018", Limit {
        it: "il programma esterno ha scritto troppi dati",
        en: "outside program wrote too much",
        fix_it: "acquisire a risoluzione minore, o aumentare il limite dei byte",
        fix_en: "capture at a lower resolution, or raise the limit of bytes",
    }

    } };
}
