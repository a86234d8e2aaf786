//! Who may sign what and when.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, FixedOffset, NaiveTime, Weekday};
use cie_core::journal::Hash;
use cie_core::sco::{Card, CardId, CardState, Inventory, OfficerId, Role};
use serde::{Deserialize, Serialize};

use crate::operator::{CardCertificate, Need};
use crate::{Code, Error, Result};

/// Most certificates of one office.
const MAX_ENROLLED: usize = 2_000;

/// What is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Matter {
    /// A request of issue, in its canonical form.
    IssueRequest,
    /// The revocation of a card.
    Revocation,
}

impl Matter {
    /// Stable lower-case name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::IssueRequest => "issue_request",
            Self::Revocation => "revocation",
        }
    }
}

/// Which certificate is in which card of the office. It is noted when the card is activated: what
/// the certificates of the real SCO contain is not public, so nothing is read out of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enrolment {
    /// Label of the card.
    pub card: CardId,
    /// SHA-256 of its signing certificate.
    pub certificate: Hash,
}

/// When signing is allowed, by the office's own clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// On which days of the week.
    pub days: Vec<Weekday>,
    /// From when, included.
    pub from: NaiveTime,
    /// Until when, excluded.
    pub until: NaiveTime,
}

/// The rules of one office. They are the comune's own: no law states them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SigningPolicy {
    /// The certificates that may sign, each with its card.
    #[serde(default)]
    pub enrolled: Vec<Enrolment>,
    /// In what quality an officer signs what; a matter that is not named is open to all.
    #[serde(default)]
    pub roles: BTreeMap<Matter, Vec<Role>>,
    /// When; at any time if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
}

/// Who signs, by labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatory {
    /// The card.
    pub card: CardId,
    /// The officer who has it.
    pub officer: OfficerId,
}

impl SigningPolicy {
    /// Checks that the rules make sense.
    ///
    /// # Errors
    /// `CIE-DEV-146` when a certificate stands twice, when the hours are empty, or beyond 2000
    /// certificates.
    pub fn check(&self) -> Result<()> {
        let bad = |what: &'static str| Err(Error::new(Code::BadSigningPolicy).detail(what));
        if self.enrolled.len() > MAX_ENROLLED {
            return bad("enrolled: more than 2000");
        }
        let mut seen = BTreeSet::new();
        if !self
            .enrolled
            .iter()
            .all(|one| seen.insert(one.certificate.0))
        {
            return bad("enrolled: a certificate stands twice");
        }
        match &self.hours {
            Some(hours) if hours.days.is_empty() => bad("hours.days: none"),
            Some(hours) if hours.from >= hours.until => bad("hours: from is not before until"),
            _ => Ok(()),
        }
    }

    /// Notes the certificate of a card; noting it again changes nothing.
    ///
    /// # Errors
    /// `CIE-DEV-146` when it is noted for another card, or beyond 2000.
    pub fn enrol(&mut self, card: CardId, certificate: Hash) -> Result<()> {
        let enrolment = Enrolment { card, certificate };
        if self.enrolled.contains(&enrolment) {
            return Ok(());
        }
        let mut next = self.clone();
        next.enrolled.push(enrolment);
        next.check()?;
        *self = next;
        Ok(())
    }

    /// Whether this certificate may sign this matter now, and whose it is.
    ///
    /// # Errors
    /// - `CIE-DEV-129`, `CIE-DEV-120`: the certificate is not valid then, or not for signing;
    /// - `CIE-DEV-138`: it is not enrolled, or its card is of another office;
    /// - `CIE-DEV-139`: the card is not yet activated or handed over;
    /// - `CIE-DEV-140`: the card is blocked, suspended, lost, revoked, expired or replaced;
    /// - `CIE-DEV-141`: the officer left, or signs other matters only;
    /// - `CIE-DEV-142`: outside of the hours.
    pub fn admit(
        &self,
        inventory: &Inventory,
        certificate: &CardCertificate,
        matter: Matter,
        at: DateTime<FixedOffset>,
    ) -> Result<Signatory> {
        self.check()?;
        if !certificate.is_valid_at(at.to_utc()) {
            return Err(Code::CertificateNotValid.into());
        }
        if !certificate.serves(Need::Signature) {
            return Err(Code::SignerKeyUsage.into());
        }
        let fingerprint = certificate.fingerprint();
        let enrolled = self.enrolled.iter();
        let id = enrolled
            .filter(|one| one.certificate == fingerprint)
            .map(|one| &one.card)
            .next()
            .ok_or(Code::NotEnrolled)?;
        let card = inventory.card(id).ok_or_else(|| elsewhere(inventory, id))?;
        let officer = in_use(id, card, at)?;
        self.entitled(inventory, officer, matter, at)?;
        if let Some(hours) = &self.hours {
            let local = at.naive_local();
            let open = hours.days.contains(&local.weekday())
                && (hours.from..hours.until).contains(&local.time());
            if !open {
                return Err(Code::OutsideSigningHours.into());
            }
        }
        Ok(Signatory {
            card: id.clone(),
            officer: officer.clone(),
        })
    }

    fn entitled(
        &self,
        inventory: &Inventory,
        id: &OfficerId,
        matter: Matter,
        at: DateTime<FixedOffset>,
    ) -> Result<()> {
        let refused = |why: String| Err(Error::new(Code::SignerNotEntitled).detail(why));
        let known = inventory.officer(id);
        let Some(officer) = known.filter(|one| one.in_service()) else {
            return refused(format!("{id}: not in service"));
        };
        if at.date_naive() < officer.named_on() {
            return refused(format!("{id}: named on {}", officer.named_on()));
        }
        let roles = self.roles.get(&matter);
        if roles.is_some_and(|roles| !roles.contains(&officer.role())) {
            return refused(format!("{id}: {}", matter.name()));
        }
        Ok(())
    }
}

fn elsewhere(inventory: &Inventory, id: &CardId) -> Error {
    let detail = match inventory.departed(id) {
        Some(departed) => format!("{id}: transferred to {}", departed.to()),
        None => format!("{id}: unknown here"),
    };
    Error::new(Code::NotEnrolled).detail(detail)
}

/// The officer of a card in use. One that was handed over and is neither blocked nor suspended.
fn in_use<'a>(id: &CardId, card: &'a Card, at: DateTime<FixedOffset>) -> Result<&'a OfficerId> {
    let refused = |code: Code, why: &str| Error::new(code).detail(format!("{id}: {why}"));
    let day = at.date_naive();
    match card.state() {
        CardState::Assigned if card.handed_on().is_some_and(|on| day < on) => {
            Err(refused(Code::CardNotActive, "handed over later"))
        }
        CardState::Assigned if card.expires().is_some_and(|last| last < day) => {
            Err(refused(Code::CardOutOfUse, "past expiry"))
        }
        CardState::Assigned => card
            .officer()
            .ok_or_else(|| refused(Code::CardNotActive, "no officer")),
        state if state.is_awaited() => Err(refused(Code::CardNotActive, state.name())),
        state => Err(refused(Code::CardOutOfUse, state.name())),
    }
}
