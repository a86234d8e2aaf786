//! Asking for a later installation.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Channel, Document, Period, Plan};
use crate::lang::Lang;
use crate::office::line;
use crate::redact::Personal;
use crate::rule::rollout as rules;
use crate::{Code, Result};

/// What a request for postponement must say (circ. 8/2017, all. 2, par. 3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Postponement {
    /// Why; one line of at most 1000 characters.
    pub reasons: String,
    /// The new period wanted.
    pub new_period: Period,
    /// The mayor who signs: name and surname, at most 200 characters.
    pub mayor: Personal<String>,
}

impl Plan {
    /// The letter that asks for a later installation, sent on the given day by PEC over the
    /// mayor's signature. It is in Italian, the language in which it is sent; `lang` is that of
    /// the note to whoever prepares it. The plan itself changes only when the Ministry agrees:
    /// [`Plan::reschedule`].
    ///
    /// # Errors
    /// `CIE-CORE-652` when fewer than 15 days are left before the period, `CIE-CORE-653` when the
    /// new period does not begin after the assigned one, `CIE-CORE-650` when the reasons or the
    /// name of the mayor are missing, too long or not one line.
    pub fn postponement_letter(
        &self,
        request: &Postponement,
        on: NaiveDate,
        lang: Lang,
    ) -> Result<Document> {
        line(&request.reasons, 1000, "reasons")?;
        line(request.mayor.expose(), 200, "mayor")?;
        if on > self.postponement_due() {
            return Err(Code::PostponementTooLate.into());
        }
        let (old, new) = (self.period(), request.new_period);
        if new.from() <= old.from() {
            return Err(Code::BadPostponement.into());
        }
        let day = |date: NaiveDate| date.format("%d/%m/%Y");
        let (comune, office) = (self.comune(), self.office());
        let subject =
            format!("Comune di {comune}: richiesta di posticipo dell'installazione postazioni CIE");
        let body = format!(
            "Al Ministero dell'Interno\nDirezione Centrale per i Servizi Demografici\n\n\
             {comune}, {}\n\n\
             Con riferimento alla circolare n. 8/2017, si comunica che presso la sede \"{office}\" di\n\
             questo Comune non è possibile installare le {} postazioni di lavoro CIE nel periodo\n\
             assegnato, dal {} al {}.\n\n\
             Motivazioni: {}\n\n\
             Si chiede il posticipo dell'installazione al periodo dal {} al {}.\n\n\
             Il Sindaco\n{}\n",
            day(on),
            self.workstations(),
            day(old.from()),
            day(old.to()),
            request.reasons,
            day(new.from()),
            day(new.to()),
            request.mayor.expose(),
        );
        let to = const { rules::POSTPONEMENT.text("pec") };
        Ok(Document::new(Channel::Pec, to, subject, body, lang))
    }
}
