//! The operator at the terminal.

use std::io::{self, BufRead, IsTerminal, Read, Write};

use cie_core::lang::Lang;
use cie_core::request::Impossibility;
use cie_devices::fingerprint::quality::Quality;
use cie_devices::fingerprint::session::{
    AttemptFailure, Choice, Decision, Desk, FingerAbsence, PrintSession, Step,
};
use cie_devices::fingerprint::{CaptureEvent, CapturedPrint};
use cie_devices::{Code, Error};
use serde_json::json;

use super::shown;
use super::store::Folder;
use crate::report::Report;

/// Longest line that is read.
const MAX_LINE: u64 = 400;

/// The desk of the command.
pub(super) struct Terminal<'a> {
    pub(super) report: &'a mut Report,
    pub(super) folder: &'a Folder,
    /// Decides by itself.
    pub(super) unattended: bool,
    /// Whether the keys were explained.
    pub(super) explained: bool,
}

impl Terminal<'_> {
    fn lang(&self) -> Lang {
        self.report.lang()
    }

    /// A line of standard input; none at its end.
    fn line(&mut self) -> Option<String> {
        let mut line = Vec::new();
        let read = io::stdin()
            .lock()
            .take(MAX_LINE)
            .read_until(b'\n', &mut line);
        match read {
            Ok(1..) => Some(String::from_utf8_lossy(&line).trim().to_owned()),
            _ => None,
        }
    }

    fn explain(&mut self) {
        if !self.explained {
            self.explained = true;
            let lang = self.lang();
            self.report.line(&text!(
                lang,
                "Invio acquisisce; b tiene la migliore, n passa al dito seguente, f dito assente,\n\
                 h mano assente, t impossibilità temporanea, p permanente, x rifiuto, q sospende."
                    / "Enter captures; b keeps the best, n goes to the next finger, f finger absent,\n\
                       h hand absent, t temporarily impossible, p for good, x refusal, q stops."
            ));
        }
    }

    /// The decision that a key stands for, if the step allows it.
    fn decision(&mut self, key: &str, step: &Step) -> Option<Decision> {
        let may = |choice| match step {
            Step::Choose { may, .. } => may.contains(&choice),
            _ => false,
        };
        let capturing = matches!(step, Step::Capture { .. });
        Some(match key {
            "" if capturing || may(Choice::TryAgain) => Decision::Capture,
            "b" if may(Choice::AcceptBest) => Decision::AcceptBest,
            "n" if may(Choice::NextFinger) => Decision::NextFinger,
            "f" => Decision::FingerAbsent(FingerAbsence::Injured),
            "h" => Decision::HandAbsent(FingerAbsence::Injured),
            "t" if may(Choice::DeclareImpossible) => Decision::Impossible {
                kind: Impossibility::Temporary,
                proof: None,
            },
            "p" if may(Choice::DeclareImpossible) => {
                let lang = self.lang();
                let question = text!(
                    lang,
                    "estremi del certificato medico: " / "reference of the medical certificate: "
                );
                self.ask(&question);
                let proof = self.line().filter(|proof| !proof.is_empty())?;
                Decision::Impossible {
                    kind: Impossibility::Permanent,
                    proof: Some(proof),
                }
            }
            "x" => Decision::Refused,
            "q" => Decision::Stop,
            _ => return None,
        })
    }

    /// A question, on the stream that people read.
    fn ask(&self, question: &str) {
        if io::stdin().is_terminal() {
            let mut stream = io::stderr();
            let _ = write!(stream, "{question}").and_then(|()| stream.flush());
        }
    }

    /// What a program decides: go on as long as the rule lets it.
    fn by_itself(step: &Step) -> Decision {
        match step {
            Step::Choose { may, .. } if may.contains(&Choice::NextFinger) => Decision::NextFinger,
            Step::Choose { may, .. } if may.contains(&Choice::AcceptBest) => Decision::AcceptBest,
            // Impossibility is for a person to declare.
            Step::Choose { .. } => Decision::Stop,
            _ => Decision::Capture,
        }
    }
}

impl Desk for Terminal<'_> {
    fn decide(&mut self, step: Step) -> Decision {
        let lang = self.lang();
        self.report.object("step", json!(step));
        let said = match &step {
            Step::Capture {
                hand,
                finger,
                attempt,
                least_attempts,
            } => {
                let finger = shown::finger(*hand, *finger, lang);
                text!(
                    lang,
                    "{finger}, tentativo {attempt} di {least_attempts}"
                        / "{finger}, attempt {attempt} of {least_attempts}"
                )
            }
            Step::Choose {
                hand, finger, best, ..
            } => {
                let finger = shown::finger(*hand, *finger, lang);
                let best = best.map_or("–".to_owned(), |best| best.to_string());
                text!(
                    lang,
                    "{finger}: tentativi esauriti, qualità migliore {best}; che cosa fare?"
                        / "{finger}: the attempts were made, best quality {best}; what to do?"
                )
            }
            _ => return Decision::Stop,
        };
        self.report.line(&said);
        if self.unattended {
            return Self::by_itself(&step);
        }
        self.explain();
        loop {
            self.ask("> ");
            let Some(key) = self.line() else {
                return Decision::Stop;
            };
            if let Some(decision) = self.decision(&key, &step) {
                return decision;
            }
            let not_now = text!(lang, "ora non si può" / "not possible now");
            self.report.line(&not_now);
        }
    }

    fn event(&mut self, event: CaptureEvent) {
        let lang = self.lang();
        match event {
            CaptureEvent::Waiting { .. } => self
                .report
                .remark(&text!(lang, "appoggiare il dito" / "place the finger")),
            CaptureEvent::Captured => self.report.remark(&text!(
                lang,
                "acquisita, alzare il dito" / "captured, lift the finger"
            )),
            _ => {}
        }
    }

    fn measured(&mut self, print: CapturedPrint, quality: Quality) {
        let lang = self.lang();
        self.report.object(
            "attempt",
            json!({
                "hand": print.hand,
                "finger": print.finger,
                "quality": quality,
                "simulated": print.simulated,
            }),
        );
        let score = quality.score;
        self.report
            .remark(&text!(lang, "qualità {score}" / "quality {score}"));
        for advice in quality.advice {
            self.report.remark(shown::advice(advice).get(lang));
        }
    }

    fn failed(&mut self, why: AttemptFailure) {
        let lang = self.lang();
        self.report.object("attempt", json!({ "failed": why }));
        self.report.remark(&match why {
            AttemptFailure::TimedOut => text!(lang, "nessun dito in tempo" / "no finger in time"),
            AttemptFailure::Lifted => text!(lang, "dito alzato presto" / "finger lifted early"),
            _ => text!(lang, "immagine non leggibile" / "unreadable image"),
        });
    }

    fn save(&mut self, session: PrintSession) -> Result<(), Error> {
        let saved = self.folder.save(&session);
        saved.map_err(|error| Error::new(Code::PrintSessionNotSaved).caused_by(error))
    }
}
