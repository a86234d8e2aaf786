//! What the command says, to people or to programs.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use cie_core::lang::Lang;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};

use crate::exit::{Failure, Status};

/// A text in both languages, made from the same values.
macro_rules! text {
    ($lang:expr, $it:literal / $en:literal $(, $($value:tt)*)?) => {
        if $lang == cie_core::lang::Lang::En {
            format!($en $(, $($value)*)?)
        } else {
            format!($it $(, $($value)*)?)
        }
    };
}

/// Where the command's output goes. People read stdout; with `--json` programs do, and people read
/// stderr.
pub(crate) struct Report {
    lang: Lang,
    json: bool,
    lost: Option<io::Error>,
}

impl Report {
    pub(crate) fn new(lang: Lang, json: bool) -> Self {
        Self {
            lang,
            json,
            lost: None,
        }
    }

    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    /// A line for people.
    pub(crate) fn line(&mut self, text: &str) {
        // A closed pipe is the reader's choice, not a failure of the work.
        let _ = if self.json {
            writeln!(io::stderr(), "{text}")
        } else {
            writeln!(io::stdout(), "{text}")
        };
    }

    /// The heading of a step.
    pub(crate) fn step(&mut self, number: usize, of: usize, title: &str) {
        let bold = !self.json && io::stdout().is_terminal();
        let (on, off) = if bold {
            ("\u{1b}[1m", "\u{1b}[0m")
        } else {
            ("", "")
        };
        self.line(&format!("\n{on}[{number}/{of}] {title}{off}"));
    }

    /// A fact below a step: a name and a value.
    pub(crate) fn fact(&mut self, name: &str, value: &str) {
        let width = 34usize.saturating_sub(name.chars().count());
        self.line(&format!("      {name} {:.<width$} {value}", ""));
    }

    /// An indented remark below a step.
    pub(crate) fn remark(&mut self, text: &str) {
        self.line(&format!("      {text}"));
    }

    /// An object for programs; people do not see it.
    pub(crate) fn object(&mut self, event: &str, mut object: Value) {
        if !self.json {
            return;
        }
        if let Value::Object(members) = &mut object {
            members.insert("event".to_owned(), json!(event));
        }
        let _ = writeln!(io::stdout(), "{object}");
    }

    /// The answer of a command, for programs: the object as it is.
    pub(crate) fn record(&mut self, object: &Value) {
        if self.json {
            self.answer(&object.to_string());
        }
    }

    /// The answer of a command, for people; programs get [`Report::record`] instead.
    pub(crate) fn show(&mut self, text: &str) {
        if !self.json {
            self.answer(text);
        }
    }

    /// Whether programs read standard output.
    pub(crate) fn is_json(&self) -> bool {
        self.json
    }

    /// An answer in a form of its own, for people and programs alike.
    pub(crate) fn print(&mut self, text: &str) {
        self.answer(text);
    }

    /// Writes a line of an answer, and remembers when it could not.
    fn answer(&mut self, line: &str) {
        match writeln!(io::stdout(), "{line}") {
            // A closed pipe is the reader's choice; a full disk would pass for an answer.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                self.lost.get_or_insert(error);
            }
            _ => {}
        }
    }

    /// The status with which the command ends, unless a part of its answer was lost.
    pub(crate) fn close(&mut self, status: Status) -> Result<Status, Failure> {
        match self.lost.take() {
            None => Ok(status),
            Some(error) => Err(Failure::new(
                Status::Environment,
                format!("risposta non scritta per intero: {error}"),
                format!("the answer could not be written in full: {error}"),
            )),
        }
    }

    /// A remark beside the answer, which must not get into what is piped on.
    pub(crate) fn warn(&mut self, text: &str) {
        let _ = writeln!(io::stderr(), "{text}");
    }

    /// The one line that says why the command ends early.
    pub(crate) fn failure(&mut self, failure: &Failure) {
        let code = failure
            .code
            .map(|code| format!("[{code}] "))
            .unwrap_or_default();
        let label = text!(self.lang, "errore" / "error");
        let _ = writeln!(io::stderr(), "{label}: {code}{}", failure.text(self.lang));
        self.object(
            "failure",
            json!({
                "code": failure.code,
                "exit": failure.status as u8,
                "message_it": failure.it,
                "message_en": failure.en,
            }),
        );
    }

    /// A progress indicator for something that may take longer than a second.
    pub(crate) fn progress(&self, length: u64, message: &str) -> ProgressBar {
        if !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new(length).with_message(message.to_owned());
        let style = ProgressStyle::with_template("      {spinner} {msg} {wide_bar} {pos}/{len}");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        bar
    }
}
