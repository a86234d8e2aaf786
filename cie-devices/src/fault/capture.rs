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
    /// A camera cannot be reached.
    CameraUnavailable = "020", Unavailable {
        it: "fotocamera non raggiungibile",
        en: "camera out of reach",
        fix_it: "controllare che la fotocamera sia accesa e collegata, poi riprovare",
        fix_en: "check that the camera is switched on and connected, then retry",
    }
    /// A camera did not deliver a photograph in time.
    CameraTimeout = "021", Unavailable {
        it: "la fotocamera non risponde in tempo",
        en: "the camera does not answer in time",
        fix_it: "spegnere e riaccendere la fotocamera, poi riprovare",
        fix_en: "switch the camera off and on again, then retry",
    }
    /// The operator cancelled the capture.
    CaptureCancelled = "022", State {
        it: "acquisizione annullata dall'operatore",
        en: "capture cancelled by the operator",
        fix_it: "avviare di nuovo l'acquisizione",
        fix_en: "start the capture again",
    }
    /// The marks cannot be those of an upright face.
    FaceMarks = "030", Input {
        it: "i punti indicati non possono essere di un volto diritto",
        en: "the marks cannot be those of an upright face",
        fix_it: "indicare i due occhi, il mento e la sommità del capo, con la foto diritta",
        fix_en: "mark both eyes, the chin and the top of the head, with the photograph upright",
    }
    /// No face was found in the photograph.
    NoFace = "031", NotFound {
        it: "nessun volto trovato nella fotografia",
        en: "no face found in the photograph",
        fix_it: "fare una foto frontale e ben illuminata, oppure indicare a mano occhi e mento",
        fix_en: "take a frontal, well lit photograph, or mark eyes and chin by hand",
    }
    /// There is more than one face in the photograph.
    SeveralFaces = "032", Input {
        it: "più volti nella fotografia",
        en: "several faces in the photograph",
        fix_it: "fare una foto con una sola persona e nient'altro sullo sfondo",
        fix_en: "take a photograph of one person with nothing else in the background",
    }
    /// The photograph has too little room around the face for the crop.
    NoRoom = "033", Input {
        it: "troppo poco spazio attorno al volto per il ritaglio",
        en: "too little room around the face for the crop",
        fix_it: "fare la foto da più lontano, con il volto al centro",
        fix_en: "take the photograph from further away, with the face in the middle",
    }
    /// The crop has too few pixels for the resolution asked for.
    TooCoarse = "034", Input {
        it: "il ritaglio ha troppo pochi pixel per la risoluzione richiesta",
        en: "the crop has too few pixels for the resolution asked for",
        fix_it: "fare la foto a risoluzione maggiore o da più vicino",
        fix_en: "take the photograph at a higher resolution or from nearer",
    }
    /// The head is tilted too far to be straightened.
    TooTilted = "035", Input {
        it: "capo troppo inclinato per essere raddrizzato",
        en: "head tilted too far to be straightened",
        fix_it: "fare la foto con il capo diritto",
        fix_en: "take the photograph with the head straight",
    }
    /// The photograph does not fit the size of the file at an acceptable quality.
    NotCompressible = "036", Limit {
        it: "la fotografia non sta nella dimensione massima con una qualità accettabile",
        en: "the photograph does not fit the largest size at an acceptable quality",
        fix_it: "abbassare la risoluzione massima scritta, senza scendere sotto quella richiesta",
        fix_en: "lower the highest resolution written, not below the one asked for",
    }
    /// The model of the face detector cannot be read.
    FaceModel = "037", Input {
        it: "il file non è il modello del rilevatore di volti",
        en: "the file is not the model of the face detector",
        fix_it: "indicare il file seeta_fd_frontal_v1.0.bin, integro",
        fix_en: "name the file seeta_fd_frontal_v1.0.bin, undamaged",
    }
    /// The page holds nothing of the expected size.
    SheetNothing = "040", NotFound {
        it: "nulla della misura attesa trovato sulla pagina",
        en: "nothing of the expected size found on the page",
        fix_it: "appoggiare il foglio piano, staccare la foto dal bordo, oppure indicare il rettangolo a mano",
        fix_en: "lay the sheet flat, keep the photograph off the edge, or give the rectangle by hand",
    }
    /// The page holds several things of the expected size.
    SheetSeveral = "041", Input {
        it: "più elementi della misura attesa sulla pagina",
        en: "several things of the expected size on the page",
        fix_it: "acquisire un solo foglio con un solo elemento, oppure indicare il rettangolo a mano",
        fix_en: "scan one sheet with one item, or give the rectangle by hand",
    }
    /// A rectangle is empty or not within the page.
    OutsidePage = "042", Input {
        it: "rettangolo vuoto o fuori dalla pagina",
        en: "rectangle empty or outside the page",
        fix_it: "indicare un rettangolo dentro la pagina",
        fix_en: "give a rectangle within the page",
    }
    /// No ink was found in the image of a signature.
    NoInk = "050", NotFound {
        it: "nessun tratto trovato nell'immagine della firma",
        en: "no ink found in the image of the signature",
        fix_it: "far firmare con una penna scura e acquisire di nuovo",
        fix_en: "have it signed with a dark pen and capture again",
    }

    } };
}
