//! What a card costs.

use chrono::NaiveDate;
use cie_core::fees as core;

use super::tariff::{tariff_of, usual};
use crate::{Day, IssueReason, Result, Tariff};

choice! {
    /// A part of the price.
    pub enum FeeComponent {
        /// The State's share (corrispettivo).
        StateShare = "state_share",
        /// The municipal right (diritto fisso).
        DirittoFisso = "diritto_fisso",
        /// The secretarial right (diritti di segreteria).
        Segreteria = "segreteria",
    }
}

record! {
    /// A line of a quote.
    pub struct QuoteLine {
        /// What for.
        pub component: FeeComponent,
        /// Euro cents.
        pub amount: i64,
    }
}

record! {
    /// What a card costs. Amounts in euro cents.
    pub struct Quote {
        /// What the citizen pays.
        pub total: i64,
        /// What it is made of.
        pub lines: Vec<QuoteLine>,
        /// The identifiers of the rules behind it.
        pub rules: Vec<String>,
    }
}

record! {
    /// A question about a price.
    pub struct FeeInquiry {
        /// Why the card is issued.
        pub reason: IssueReason,
        /// On which day; today unless given.
        pub on: Option<Day> = None,
        /// `register_of_the_poor`, or the id of a class of the tariff.
        pub exemption: Option<String> = None,
        /// Expiry of the card that is replaced, for tariffs that look at it.
        pub previous_expires: Option<Day> = None,
    }
}

record! {
    /// An entry of a list of prices.
    pub struct ReasonQuote {
        /// Why the card is issued.
        pub reason: IssueReason,
        /// What it costs.
        pub quote: Quote,
    }
}

fn shown(quote: &core::Quote) -> Result<Quote> {
    let line = |line: &core::Line| {
        Ok(QuoteLine {
            component: FeeComponent::of_core(line.component)?,
            amount: line.amount.get(),
        })
    };
    Ok(Quote {
        total: quote.total.get(),
        lines: quote.lines.iter().map(line).collect::<Result<_>>()?,
        rules: quote.rules.iter().map(|rule| rule.id.into()).collect(),
    })
}

/// The core's answer to a question about a price.
pub(crate) fn inquire(
    office: core::Office<'_>,
    reason: IssueReason,
    on: NaiveDate,
    exemption: Option<&str>,
    previous_expires: Option<NaiveDate>,
) -> Result<core::Quote> {
    let inquiry = core::Inquiry {
        reason: reason.core()?,
        on,
        office,
        exemption: match exemption {
            None => core::Exemption::None,
            Some("register_of_the_poor") => core::Exemption::RegisterOfThePoor,
            Some(class) => core::Exemption::Local(class),
        },
        previous_expires,
    };
    Ok(inquiry.quote()?)
}

fn answered(office: core::Office<'_>, inquiry: &FeeInquiry) -> Result<Quote> {
    shown(&inquire(
        office,
        inquiry.reason,
        Day::or_today(inquiry.on),
        inquiry.exemption.as_deref(),
        inquiry.previous_expires.map(Into::into),
    )?)
}

export! {
    /// What a card costs at a comune on a day, today unless given: with the comune's tariff, or the
    /// usual figures. `exemption` is `register_of_the_poor`, or the id of a class of the tariff;
    /// `previous_expires` is the expiry of the card that is replaced, for tariffs that look at it.
    fn quote_fee(
        reason: IssueReason,
        on: Option<Day> = None,
        tariff: Option<Tariff> = None,
        exemption: Option<String> = None,
        previous_expires: Option<Day> = None,
    ) -> Quote
    [
        /// `CIE-CORE-201` when no figure is in force on that day;
        /// `CIE-CORE-211` to `CIE-CORE-213` when the tariff is not sound;
        /// `CIE-CORE-214` when it does not cover the reason, `CIE-CORE-215` when it does not know the
        /// exemption;
    ]
    {
        let own = tariff_of(tariff.as_ref())?;
        answered(core::Office::Comune(&own), &FeeInquiry { reason, on, exemption, previous_expires })
    }

    /// What a card costs at a consulate on a day, today unless given.
    fn quote_consular_fee(reason: IssueReason, on: Option<Day> = None) -> Quote
    [
        /// `CIE-CORE-201` when no figure is in force on that day;
        /// `CIE-CORE-214` when consulates have none for the reason;
    ]
    {
        let inquiry = FeeInquiry { reason, on, exemption: None, previous_expires: None };
        answered(core::Office::Consulate, &inquiry)
    }

    /// What a card costs at a comune for each question of a list, in its order, as `quote_fee` says it.
    fn quote_fees(inquiries: Vec<FeeInquiry>, tariff: Option<Tariff> = None) -> Vec<Quote>
    [
        /// As `quote_fee`, of the first question that has no answer;
    ]
    {
        let own = tariff_of(tariff.as_ref())?;
        inquiries
            .iter()
            .map(|inquiry| answered(core::Office::Comune(&own), inquiry))
            .collect()
    }

    /// What a comune charges on a day, today unless given, for every reason that its tariff covers: the
    /// tariff is checked against itself and against the State's share.
    fn price_list(tariff: Option<Tariff> = None, on: Option<Day> = None) -> Vec<ReasonQuote>
    [
        /// `CIE-CORE-201` when no figure is in force on that day;
        /// `CIE-CORE-211` when a published total is not the sum of its parts, `CIE-CORE-212` when a State
        /// share is neither the national one nor zero, `CIE-CORE-213` when the tariff is not sound otherwise;
        /// `CIE-CORE-214` when the tariff does not hold on that day;
    ]
    {
        let own = tariff_of(tariff.as_ref())?;
        own.validate()?;
        let on = Day::or_today(on);
        let office = core::Office::Comune(&own);
        let mut list = Vec::new();
        for reason in IssueReason::ALL {
            if own.charge(reason.core()?).is_some() {
                let quote = shown(&inquire(office, *reason, on, None, None)?)?;
                list.push(ReasonQuote { reason: *reason, quote });
            }
        }
        Ok(list)
    }

    /// The usual tariff of the comuni: what `quote_fee` takes when none is given, and a start for one's
    /// own.
    fn usual_tariff() -> Tariff
    []
    {
        usual()
    }

    /// The State's share of a card in euro cents on a day, today unless given (DM 25 May 2016).
    fn state_share(on: Option<Day> = None) -> i64
    [
        /// `CIE-CORE-201` when no figure is in force on that day;
    ]
    {
        Ok(core::state_share(Day::or_today(on))?.0.get())
    }
}
