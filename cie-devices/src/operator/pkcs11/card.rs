//! An operator card in a reader, chosen by its certificate.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use cie_core::redact::Secret;
use cryptoki::error::{Error as Cryptoki, RvError};
use cryptoki::object::{Attribute, AttributeType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, UserType};
use cryptoki::types::AuthPin;

use super::fault::{self, About};
use super::keys;
use super::mechanism::{self, RsaPadding};
use super::module::Module;
use super::token::{self, Holding, Token};
use super::worker::{Open, Worker};
use crate::operator::{
    CardCertificate, OperatorCard, PinLevel, PinState, Presence, Selection, SignatureAlgorithm,
};
use crate::{Code, Error, Result};

/// Digits of the fingerprint in a label.
const SHORT: usize = 12;
/// A PIN longer than this is a mistake.
const MAX_PIN: usize = 64;
/// Largest message handed to a card: signed attributes are a few hundred bytes.
const MAX_SIGNED: usize = 64 << 10;

/// How long the service may take to see that a card was pulled out: it looks 2.5 times a second.
const LEAVING: Duration = Duration::from_millis(800);

/// Names of sessions on the module's thread.
static NEXT: AtomicU64 = AtomicU64::new(1);

/// An operator card that a PKCS#11 module drives.
///
/// A card taken out and put back is the same card, with no session open. Another card in the same
/// reader is not: it is told by the chip's serial number, and nothing is signed with it.
pub struct Pkcs11Card {
    module: Module,
    name: u64,
    label: String,
    holding: Holding,
    algorithm: SignatureAlgorithm,
    each_time: bool,
    open: bool,
}

impl Module {
    /// The one card that fits, as its certificate says.
    ///
    /// # Errors
    /// As [`Selection::choose`]; `CIE-DEV-130` for a key that is not taken; `CIE-DEV-123` to
    /// `CIE-DEV-125` from the module.
    pub fn card(&self, selection: &Selection, padding: RsaPadding) -> Result<Pkcs11Card> {
        let holding = selection.choose(self.certificates()?)?;
        let algorithm = mechanism::algorithm(holding.certificate.key(), padding)?;
        let mut label = holding.certificate.fingerprint().to_string();
        label.truncate(SHORT);
        Ok(Pkcs11Card {
            module: self.clone(),
            name: NEXT.fetch_add(1, Ordering::Relaxed),
            label: format!("pkcs11-{label}"),
            holding,
            algorithm,
            each_time: false,
            open: false,
        })
    }
}

impl Pkcs11Card {
    /// The certificate that it was chosen by.
    #[must_use]
    pub fn chosen(&self) -> &CardCertificate {
        &self.holding.certificate
    }

    /// The card as it was when it was chosen.
    #[must_use]
    pub fn token(&self) -> &Token {
        &self.holding.token
    }

    /// The same card as it is now.
    fn now(&self) -> Result<Token> {
        let slot = self.holding.token.slot;
        let most = self.module.limits().ordinary;
        let found = self.module.call(most, "state of the card", move |worker| {
            token::token(worker, token::slot(slot, "state of the card")?)
        })?;
        let same = |token: &Token| token.serial == self.holding.token.serial;
        found.filter(same).ok_or_else(|| Code::CardAbsent.into())
    }

    fn open_with(&mut self, pin: Option<&Secret>, most: Duration) -> Result<()> {
        self.logout();
        let (name, slot, id) = (self.name, self.holding.token.slot, self.holding.id.clone());
        let pin = pin.map(auth_pin);
        let step = "verifying the PIN";
        let each_time = self.module.call(most, step, move |worker| {
            let context = worker.context()?;
            let session = context
                .open_ro_session(token::slot(slot, step)?)
                .map_err(|e| fault::of(e, step, About::Nothing))?;
            log_in(&session, UserType::User, pin.as_ref(), About::Pin)?;
            let (key, each_time) = private_key(&session, &id)?;
            let pin = pin.filter(|_| each_time);
            if each_time && pin.is_none() {
                return Err(Error::new(Code::NotOffered).detail("keypad at each signature"));
            }
            worker.open.insert(name, Open { session, key, pin });
            Ok(each_time)
        })?;
        self.each_time = each_time;
        self.open = true;
        Ok(())
    }

    /// Something that a PIN or PUK changes, in a session of its own.
    fn manage(
        &mut self,
        step: &'static str,
        work: impl FnOnce(&Session) -> Result<()> + Send + 'static,
    ) -> Result<()> {
        self.logout();
        let slot = self.holding.token.slot;
        self.module
            .call(self.module.limits().pin, step, move |worker| {
                let session = worker
                    .context()?
                    .open_rw_session(token::slot(slot, step)?)
                    .map_err(|e| fault::of(e, step, About::Nothing))?;
                work(&session)
            })
    }
}

impl OperatorCard for Pkcs11Card {
    fn label(&self) -> &str {
        &self.label
    }

    fn presence(&self) -> Presence {
        match self.now() {
            Ok(_) => Presence::Present,
            Err(_) => Presence::Absent,
        }
    }

    fn certificate(&self) -> Result<Vec<u8>> {
        self.now()?;
        Ok(self.holding.certificate.der().to_vec())
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        self.algorithm
    }

    fn tries_left(&self) -> Option<u8> {
        self.pin_state().tries_left
    }

    fn pin_state(&self) -> PinState {
        self.now()
            .map_or_else(|_| PinState::default(), |token| token.pin)
    }

    fn is_open(&self) -> bool {
        self.open
    }

    fn asks_each_time(&self) -> bool {
        self.each_time
    }

    fn login(&mut self, pin: &Secret) -> Result<()> {
        check_length(pin, self.holding.token.pin.length)?;
        self.may_be_tried()?;
        self.open_with(Some(pin), self.module.limits().pin)
    }

    fn login_on_pad(&mut self) -> Result<()> {
        if !self.holding.token.pin.on_pad {
            return Err(Code::PinPadMismatch.into());
        }
        self.may_be_tried()?;
        self.open_with(None, self.module.limits().pad)
    }

    fn logout(&mut self) {
        if std::mem::take(&mut self.open) {
            let name = self.name;
            // A card that has gone took its session with it.
            let _ = self
                .module
                .call(self.module.limits().ordinary, "logout", move |worker| {
                    if let Some(open) = worker.open.remove(&name) {
                        let _ = open.session.logout();
                    }
                    Ok(())
                });
        }
    }

    fn sign(&mut self, message: &[u8]) -> Result<Vec<u8>> {
        if message.len() > MAX_SIGNED {
            let detail = format!("{} bytes, at most {MAX_SIGNED}", message.len());
            return Err(Error::new(Code::SignedTooLarge).detail(detail));
        }
        self.now()?;
        if !self.open {
            return Err(Code::PinRequired.into());
        }
        let (name, algorithm) = (self.name, self.algorithm);
        let slot = self.holding.token.slot;
        let (each_time, work) = (self.each_time, message.to_vec());
        let most = self.module.limits().sign;
        let signed = self.module.call(most, "signing", move |worker| {
            sign(worker, name, slot, algorithm, &work)
        });
        if each_time || signed.is_err() {
            // What is not known to be open is closed.
            self.logout();
        }
        let signed = signed.map_err(|error| self.unless_withdrawn(error))?;
        let signature = mechanism::written(algorithm, signed)?;
        let certificate = self.holding.certificate.der();
        keys::check(certificate, algorithm, message, &signature)?;
        Ok(signature)
    }

    fn change_pin(&mut self, old: &Secret, new: &Secret) -> Result<()> {
        let token = self.may_be_tried()?;
        if token.pin.on_pad {
            return Err(Error::new(Code::NotOffered).detail("change on the keypad"));
        }
        check_length(old, token.pin.length)?;
        check_length(new, token.pin.length)?;
        let (old, new) = (auth_pin(old), auth_pin(new));
        self.manage("changing the PIN", move |session| {
            session
                .set_pin(&old, &new)
                .map_err(|e| fault::of(e, "changing the PIN", About::Pin))
        })
    }

    fn unblock(&mut self, puk: &Secret, new: &Secret) -> Result<()> {
        let token = self.now()?;
        if token.pin.on_pad {
            return Err(Error::new(Code::NotOffered).detail("unlocking on the keypad"));
        }
        if token.puk == PinLevel::Locked {
            return Err(Code::PukLocked.into());
        }
        check_length(puk, None)?;
        check_length(new, token.pin.length)?;
        let (puk, new) = (auth_pin(puk), auth_pin(new));
        self.manage("unlocking the PIN", move |session| {
            log_in(session, UserType::So, Some(&puk), About::Puk)?;
            let set = session.init_pin(&new);
            // The Security Officer's login must not outlive this, whatever came of it.
            let _ = session.logout();
            set.map_err(|e| fault::of(e, "setting the PIN", About::Open))
        })
    }
}

impl Pkcs11Card {
    /// The same error, unless the card has gone: not every module says so when it is pulled out.
    /// OpenSC's says `CKR_GENERAL_ERROR`, and hangs when it is asked before the smart card service
    /// has seen the card leave: so it is asked after a moment, once.
    fn unless_withdrawn(&self, error: Error) -> Error {
        if error.code() != Code::ModuleFailed {
            return error;
        }
        std::thread::sleep(LEAVING);
        match self.now() {
            Err(now) if now.code() == Code::CardAbsent => Error::new(Code::CardWithdrawn)
                .detail("signing")
                .caused_by(error),
            _ => error,
        }
    }

    /// A PIN is only tried on this card, and only if the card is not known to refuse it.
    fn may_be_tried(&self) -> Result<Token> {
        let token = self.now()?;
        match token.pin.level {
            PinLevel::Locked => Err(Code::PinLocked.into()),
            PinLevel::NotSet => Err(Code::PinNotSet.into()),
            _ => Ok(token),
        }
    }
}

impl Drop for Pkcs11Card {
    fn drop(&mut self) {
        self.logout();
    }
}

impl fmt::Debug for Pkcs11Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pkcs11Card({})", self.label)
    }
}

fn auth_pin(pin: &Secret) -> AuthPin {
    // Straight into a box of its length: no spare copy is left behind to be wiped.
    AuthPin::from(Box::<str>::from(pin.expose()))
}

/// Refuses what the card would refuse at the price of an attempt.
fn check_length(pin: &Secret, limits: Option<(usize, usize)>) -> Result<()> {
    let length = pin.expose().len();
    let (least, most) = limits.unwrap_or((1, MAX_PIN));
    // Some modules say that no length is allowed, meaning that they do not know.
    let most = if most == 0 {
        MAX_PIN
    } else {
        most.min(MAX_PIN)
    };
    if (least.max(1)..=most).contains(&length) {
        Ok(())
    } else {
        let detail = format!("{} to {most} characters", least.max(1));
        Err(Error::new(Code::BadPin).detail(detail))
    }
}

/// Logs in so that the PIN is really verified, also where another part of the program is in.
fn log_in(session: &Session, user: UserType, pin: Option<&AuthPin>, about: About) -> Result<()> {
    let step = "verifying the PIN";
    match session.login(user, pin) {
        Err(Cryptoki::Pkcs11(
            RvError::UserAlreadyLoggedIn | RvError::UserAnotherAlreadyLoggedIn,
            _,
        )) => {
            session.logout().map_err(|e| fault::of(e, step, about))?;
            session.login(user, pin)
        }
        other => other,
    }
    .map_err(|e| fault::of(e, step, about))
}

/// The private key of a certificate, and whether it asks for the PIN at each signature.
fn private_key(session: &Session, id: &[u8]) -> Result<(ObjectHandle, bool)> {
    let step = "finding the key";
    let fault = |e| fault::of(e, step, About::Open);
    let wanted = [
        Attribute::Class(ObjectClass::PRIVATE_KEY),
        Attribute::Id(id.to_vec()),
    ];
    let keys: Vec<ObjectHandle> = session
        .iter_objects(&wanted)
        .and_then(|found| found.take(2).collect())
        .map_err(fault)?;
    let [key] = keys.as_slice() else {
        let detail = format!("{} keys for the certificate", keys.len());
        return Err(Error::new(Code::KeyUnusable).detail(detail));
    };
    // Modules before version 2.20 of the standard do not know this attribute.
    let each_time = session
        .get_attributes(*key, &[AttributeType::AlwaysAuthenticate])
        .unwrap_or_default()
        .contains(&Attribute::AlwaysAuthenticate(true));
    Ok((*key, each_time))
}

fn sign(
    worker: &mut Worker,
    name: u64,
    slot: u64,
    algorithm: SignatureAlgorithm,
    message: &[u8],
) -> Result<Vec<u8>> {
    let fault = |e| fault::of(e, "signing", About::Open);
    let open = worker.open.get_mut(&name).ok_or(Code::PinRequired)?;
    let pin = open.pin.take();
    let open = worker.open.get(&name).ok_or(Code::PinRequired)?;
    let slot = token::slot(slot, "signing")?;
    let order = mechanism::order(worker, slot, algorithm, pin.is_some())?;
    let digested;
    let data = if order.whole {
        message
    } else {
        digested = mechanism::digested(algorithm, message)?;
        &digested
    };
    let Some(pin) = pin else {
        return open
            .session
            .sign(&order.mechanism, open.key, data)
            .map_err(fault);
    };
    open.session
        .sign_init(&order.mechanism, open.key)
        .map_err(fault)?;
    log_in(
        &open.session,
        UserType::ContextSpecific,
        Some(&pin),
        About::Pin,
    )?;
    open.session.sign_update(data).map_err(fault)?;
    open.session.sign_final().map_err(fault)
}
