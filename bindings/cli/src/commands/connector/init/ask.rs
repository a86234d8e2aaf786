//! Asking on a terminal what was not given.

use std::io::{self, BufRead, Write as _};

use cie_core::lang::Lang;

use crate::exit::{Failure, Status};

/// A question: what it is about in both languages, and the answer of whoever just confirms.
pub(super) struct Question {
    it: &'static str,
    en: &'static str,
    default: Option<&'static str>,
}

pub(super) struct Asker<'i> {
    pub(super) lang: Lang,
    pub(super) yes: bool,
    pub(super) input: &'i mut dyn BufRead,
}

impl Asker<'_> {
    pub(super) fn ask(
        &mut self,
        given: Option<&String>,
        question: &Question,
    ) -> Result<String, Failure> {
        if let Some(given) = given {
            return Ok(given.clone());
        }
        if self.yes {
            return question
                .default
                .map(str::to_owned)
                .ok_or_else(|| missing(question));
        }
        let text = if self.lang == Lang::En {
            question.en
        } else {
            question.it
        };
        let default = question
            .default
            .map(|text| format!(" [{text}]"))
            .unwrap_or_default();
        // A closed terminal shows in what is read.
        let _ = write!(io::stderr(), "{text}{default}: ");
        let line = self.line()?.ok_or_else(|| missing(question))?;
        match (line.as_str(), question.default) {
            ("", Some(default)) => Ok(default.to_owned()),
            ("", None) => Err(missing(question)),
            _ => Ok(line),
        }
    }

    pub(super) fn line(&mut self) -> Result<Option<String>, Failure> {
        let mut line = String::new();
        let read = io::Read::take(&mut self.input, 4096).read_line(&mut line);
        let read = read.map_err(|error| {
            Failure::new(Status::Environment, error.to_string(), error.to_string())
        })?;
        Ok((read > 0).then(|| line.trim().to_owned()))
    }
}

fn missing(question: &Question) -> Failure {
    let (it, en) = (question.it, question.en);
    Failure::new(
        Status::Findings,
        format!("manca: {it}"),
        format!("missing: {en}"),
    )
}

pub(super) const ISTAT: Question = Question {
    it: "codice ISTAT del comune (6 cifre)",
    en: "ISTAT code of the comune (6 digits)",
    default: None,
};
pub(super) const TYPE: Question = Question {
    it: "tipo di connessione: http (consigliato) o ftp",
    en: "type of connection: http (advised) or ftp",
    default: Some("http"),
};
pub(super) const ADDRESS: Question = Question {
    it: "indirizzo IP su cui ascoltare",
    en: "IP address to listen on",
    default: Some("127.0.0.1"),
};
pub(super) const PORT: Question = Question {
    it: "porta",
    en: "port",
    default: Some("8080"),
};
pub(super) const PATH: Question = Question {
    it: "percorso del servizio",
    en: "service path",
    default: Some("/sad"),
};
pub(super) const UPLOAD: Question = Question {
    it: "cartella in cui si caricano le richieste",
    en: "folder where requests are uploaded",
    default: Some("richieste"),
};
pub(super) const DOWNLOAD: Question = Question {
    it: "cartella da cui si scaricano le risposte",
    en: "folder where answers are downloaded",
    default: Some("risposte"),
};
pub(super) const TRAVEL: Question = Question {
    it: "costanti per la validità all'espatrio: S/N (consigliate), T/F, SI/NO, TRUE/FALSE, VERO/FALSO, 1/0",
    en: "constants for valid for travel: S/N (advised), T/F, SI/NO, TRUE/FALSE, VERO/FALSO, 1/0",
    default: Some("S/N"),
};
pub(super) const PROFILE: Question = Question {
    it: "profilo del messaggio: anpr, anpr-soap, piatto o un file",
    en: "wire profile: anpr, anpr-soap, piatto or a file",
    default: Some("anpr"),
};
pub(super) const REGISTRY: Question = Question {
    it: "anagrafe: sqlite (l'archivio stesso), il file CSV del comune o una mappatura (.toml)",
    en: "registry: sqlite (the store itself), the comune's CSV file or a mapping (.toml)",
    default: Some("sqlite"),
};
pub(super) const STORE: Question = Question {
    it: "archivio (risposte, giornale, anagrafe importata): un file o postgresql://…",
    en: "store (answers, journal, imported registry): a file or postgresql://…",
    default: Some("apr.sqlite"),
};
pub(super) const MODE: Question = Question {
    it: "chi ha le cartelle: folder (questa macchina), client (un server FTP altrove), server (questo programma)",
    en: "who has the folders: folder (this machine), client (an FTP server elsewhere), server (this program)",
    default: Some("folder"),
};
pub(super) const SERVER: Question = Question {
    it: "nome o indirizzo del server FTP",
    en: "name or address of the FTP server",
    default: None,
};
pub(super) const USER: Question = Question {
    it: "nome dell'utente FTP",
    en: "name of the FTP user",
    default: Some("cie"),
};
pub(super) const PASSWORD: Question = Question {
    it: "file la cui prima riga è la password FTP",
    en: "file whose first line is the FTP password",
    default: Some("ftp.password"),
};
pub(super) const DATABASE: Question = Question {
    it: "base dati del gestionale: un file SQLite o postgresql://…",
    en: "database of the vendor: a SQLite file or postgresql://…",
    default: None,
};
