//! The workstation doctor: 700 to 739.

macro_rules! doctor {
    ($($before:tt)*) => { cie_core::error_areas! { $($before)*

    /// The file that says what the doctor looks at is wrong.
    DoctorConfig = "700", Input {
        it: "file di configurazione del controllo della postazione non valido",
        en: "configuration file of the workstation check not valid",
        fix_it: "correggere la voce indicata; docs/doctor.md le elenca tutte",
        fix_en: "correct the entry named; docs/doctor.md lists them all",
    }
    /// The file that says what the doctor looks at is too long.
    DoctorConfigTooLarge = "701", Limit {
        it: "file di configurazione del controllo della postazione troppo grande",
        en: "configuration file of the workstation check too large",
        fix_it: "ridurre il file a 256 KiB",
        fix_en: "reduce the file to 256 KiB",
    }
    /// An address is not of the form that the doctor knows.
    BadAddress = "702", Input {
        it: "indirizzo di forma non valida",
        en: "address of the wrong form",
        fix_it: "scriverlo come http://host:porta/percorso o https://host:porta/percorso, senza utente e password",
        fix_en: "write it as http://host:port/path or https://host:port/path, without user and password",
    }
    /// An answer is not HTTP.
    NotHttp = "703", Input {
        it: "la risposta non è HTTP",
        en: "the answer is not HTTP",
        fix_it: "controllare quale programma risponde a quell'indirizzo",
        fix_en: "check which program answers at that address",
    }
    /// An answer is not one of a time server, or not one to our question.
    NotTime = "704", Input {
        it: "la risposta non è quella di un server dell'ora",
        en: "the answer is not that of a time server",
        fix_it: "indicare un altro server dell'ora",
        fix_en: "name another time server",
    }
    /// A file of certificates cannot be used.
    BadCertificateFile = "705", Input {
        it: "file di certificati non utilizzabile",
        en: "file of certificates not usable",
        fix_it: "indicare un file PEM o DER con i soli certificati",
        fix_en: "name a file in PEM or DER that holds certificates only",
    }

    } };
}
