//! The rules behind every figure, and the catalogue of errors.

use cie_core::error::Catalogued;
use cie_core::lang::Lang;
use cie_core::rule as core;

use crate::{Day, ErrorKind, Result};

choice! {
    /// How sure a rule is.
    pub enum Confidence {
        /// The act or the official page was read.
        High = "high",
        /// Comuni, consulates or the trade press say so.
        Medium = "medium",
        /// The sources disagree or are silent: a documented choice.
        Policy = "policy",
        /// A weak source.
        Low = "low",
        /// Derived from other rules.
        Derived = "derived",
    }
}

record! {
    /// A figure of a rule.
    pub struct RuleFigure {
        /// Its name within the rule.
        pub name: String,
        /// Its unit or type: `money` (euro cents), `percent`, `years`, `months`, `days`, `bytes`, `date`…
        pub unit: String,
        /// Its value as text: a number, a day, or the words themselves.
        pub value: String,
    }
}

record! {
    /// A rule of law or practice, with its dates and its source.
    pub struct Rule {
        /// Stable identifier, such as `validity.adult.last_birthday`.
        pub id: String,
        /// Title, in Italian.
        pub title_it: String,
        /// Title, in English.
        pub title_en: String,
        /// What it says, in Italian.
        pub summary_it: String,
        /// What it says, in English.
        pub summary_en: String,
        /// First day in force, if it is known.
        pub effective_from: Option<Day> = None,
        /// Last day in force; absent for a rule still in force.
        pub effective_to: Option<Day> = None,
        /// The act and the article, or who says so.
        pub source: String,
        /// How sure it is.
        pub confidence: Confidence,
        /// Its figures.
        pub figures: Vec<RuleFigure>,
    }
}

record! {
    /// An entry of the catalogue of errors.
    pub struct ErrorInfo {
        /// Stable code, the same in every language.
        pub code: String,
        /// Class of the error.
        pub kind: ErrorKind,
        /// What happened, in Italian.
        pub text_it: String,
        /// What happened, in English.
        pub text_en: String,
        /// What to do, in Italian.
        pub remedy_it: String,
        /// What to do, in English.
        pub remedy_en: String,
    }
}

fn figure(figure: &core::Figure) -> Result<RuleFigure> {
    let defect = || crate::fault::Error::new(crate::fault::Code::Defect);
    let written = serde_json::to_value(figure.value).map_err(|_| defect())?;
    let unit = written.get("unit").and_then(|unit| unit.as_str());
    let value = match (figure.value, written.get("value")) {
        (core::Value::MonthDay { month, day }, _) => format!("{month:02}-{day:02}"),
        (core::Value::Endpoint(endpoint), _) => endpoint.to_string(),
        (core::Value::Texts(texts), _) => texts.join(", "),
        (_, Some(serde_json::Value::String(text))) => text.clone(),
        (_, Some(number)) => number.to_string(),
        (_, None) => return Err(defect().into()),
    };
    Ok(RuleFigure {
        name: figure.name.into(),
        unit: unit.ok_or_else(defect)?.into(),
        value,
    })
}

fn rule(found: &core::Rule) -> Result<Rule> {
    Ok(Rule {
        id: found.id.into(),
        title_it: found.title.get(Lang::It).into(),
        title_en: found.title.get(Lang::En).into(),
        summary_it: found.summary.get(Lang::It).into(),
        summary_en: found.summary.get(Lang::En).into(),
        effective_from: found.effective_from.map(Day),
        effective_to: found.effective_to.map(Day),
        source: found.source.into(),
        confidence: Confidence::of_core(found.confidence)?,
        figures: found.figures.iter().map(figure).collect::<Result<_>>()?,
    })
}

fn entries<C: Catalogued>(codes: &[C], into: &mut Vec<ErrorInfo>) {
    into.extend(codes.iter().map(|code| {
        let info = code.info();
        ErrorInfo {
            code: info.id.into(),
            kind: info.kind.into(),
            text_it: info.it.into(),
            text_en: info.en.into(),
            remedy_it: info.fix_it.into(),
            remedy_en: info.fix_en.into(),
        }
    }));
}

export! {
    /// Every rule, or those in force on a day.
    fn rules(in_force_on: Option<Day> = None) -> Vec<Rule>
    []
    {
        let counts = |found: &&core::Rule| in_force_on.is_none_or(|day| found.in_force(day.0));
        core::all().filter(counts).map(rule).collect()
    }

    /// The rule with this identifier; none if there is none.
    fn rule_by_id(id: String) -> Option<Rule>
    []
    {
        core::find(&id).map(rule).transpose()
    }

    /// Every error that this package can report, in the order of their codes.
    fn error_catalogue() -> Vec<ErrorInfo>
    []
    {
        let mut all = Vec::new();
        entries(cie_core::Code::ALL, &mut all);
        entries(cie_devices::Code::ALL, &mut all);
        entries(cie_sad::Code::ALL, &mut all);
        entries(cie_store::Code::ALL, &mut all);
        entries(crate::fault::Code::ALL, &mut all);
        all.sort_by(|a, b| a.code.cmp(&b.code));
        Ok(all)
    }
}
