//! The checklist on paper.

use chrono::NaiveDate;

use super::{Plan, Role};
use crate::lang::Lang;
use crate::rule::workstation;
use crate::sco::help_desk;

impl Plan {
    /// The checklist of the roll-out as plain text, role by role, seen on the given day: what is
    /// done, what is due when, what is late. It names no person.
    #[must_use]
    pub fn checklist(&self, on: NaiveDate, lang: Lang) -> String {
        let it = lang == Lang::It;
        let day = |date: NaiveDate| match lang {
            Lang::It => date.format("%d/%m/%Y").to_string(),
            Lang::En => date.to_string(),
        };
        let pick =
            |italian: &'static str, english: &'static str| if it { italian } else { english };
        let (from, to) = (day(self.period().from()), day(self.period().to()));
        let mut lines = vec![
            format!(
                "{} – Comune di {}, {}",
                pick("ATTIVAZIONE CIE", "CIE ROLL-OUT"),
                self.comune(),
                self.office()
            ),
            format!(
                "{}: {from} – {to}; {}: {}",
                pick("Periodo assegnato", "Assigned period"),
                pick("postazioni", "workstations"),
                self.workstations()
            ),
            format!("{}: {}", pick("Situazione al", "As of"), day(on)),
            format!(
                "{}: {}",
                pick(
                    "Posticipo da chiedere entro il",
                    "Postponement to be asked for by"
                ),
                day(self.postponement_due())
            ),
        ];
        if let Some(course) = self.training() {
            lines.push(format!(
                "{}: {}, {}; {}: {}",
                pick("Corso", "Course"),
                course.centre(),
                day(course.on()),
                pick("partecipanti", "learners"),
                course.learners()
            ));
        }
        for role in Role::ALL {
            lines.push(format!("\n{}", role.title().get(lang)));
            for item in self.items().filter(|item| item.task.role() == role) {
                let open = item.is_open(on);
                let mark = if open { ' ' } else { 'x' };
                let late = open && item.task.is_needed() && item.due < on;
                let late = if late {
                    pick(" IN RITARDO", " LATE")
                } else {
                    ""
                };
                lines.push(format!(
                    "[{mark}] {} ({} {}){late}",
                    item.task.text().get(lang),
                    pick("entro il", "by"),
                    day(item.due)
                ));
            }
        }
        for rule in [
            &workstation::SPACE,
            &workstation::SOCKETS,
            &workstation::ETHERNET,
            &workstation::BANDWIDTH,
            &workstation::PROXY,
            &workstation::THIRD_PARTY_SOFTWARE,
            &workstation::ANTIVIRUS,
            &workstation::DOMAIN,
        ] {
            lines.push(format!(
                "\n{}: {}",
                rule.title.get(lang),
                rule.summary.get(lang)
            ));
        }
        lines.push(format!("\n{}", workstation::ENDPOINTS.title.get(lang)));
        lines.extend(super::endpoints().map(|endpoint| format!("- {endpoint}")));
        let help = help_desk();
        lines.push(format!(
            "\n{}: {}, {}\n",
            pick("Assistenza ai comuni", "Help desk of the comuni"),
            help.phone,
            help.email
        ));
        lines.join("\n")
    }
}
