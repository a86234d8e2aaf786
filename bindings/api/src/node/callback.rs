//! Objects of JavaScript's, called from the threads of the SDK: questions go to the event loop, and
//! answers come back under a ticket.

// The conversion of a value whose type is known by its ticket is unsafe by declaration.
#![expect(
    unsafe_code,
    reason = "the conversion traits of napi have unsafe methods"
)]

use std::collections::HashMap;
use std::sync::mpsc::sync_channel;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use napi::bindgen_prelude::{FromNapiValue, JsValuesTupleIntoVec, Unknown};
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};
use napi::{JsValue as _, Status};

use crate::CallbackFailure;

/// A method of a callback: called with a ticket and its arguments. It does not keep the process
/// alive: the promise that waits for it does, and the package's `Server` while it serves.
pub(crate) type Method<A> = ThreadsafeFunction<A, (), A, Status, false, true>;

/// Nobody waits longer for JavaScript.
const LONGEST: Duration = Duration::from_secs(660);

/// Takes an answer, or the text of what was thrown.
type Taker = Box<dyn FnOnce(Result<Unknown<'_>, String>) -> napi::Result<()> + Send>;

/// Who waits for which ticket.
static WAITING: LazyLock<Mutex<(u32, HashMap<u32, Taker>)>> = LazyLock::new(Mutex::default);

fn waiting() -> MutexGuard<'static, (u32, HashMap<u32, Taker>)> {
    WAITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Calls a method with a ticket and its arguments, and waits for what is answered under the ticket.
pub(crate) fn ask<A, T>(
    method: &Method<A>,
    arguments: impl FnOnce(u32) -> A,
) -> Result<T, CallbackFailure>
where
    A: JsValuesTupleIntoVec + 'static,
    T: FromNapiValue + Send + 'static,
{
    let (say, hear) = sync_channel(1);
    let ticket = {
        let mut all = waiting();
        all.0 = all.0.wrapping_add(1);
        let ticket = all.0;
        let taker: Taker = Box::new(move |said| {
            let said = match said {
                // SAFETY: the conversion looks at the value's type by itself.
                Ok(value) => Ok(unsafe { T::from_napi_value(value.value().env, value.raw()) }?),
                Err(text) => Err(CallbackFailure(text)),
            };
            // One that gave up has dropped its end.
            let _ = say.send(said);
            Ok(())
        });
        all.1.insert(ticket, taker);
        ticket
    };
    let asked = method.call(arguments(ticket), ThreadsafeFunctionCallMode::NonBlocking);
    let said = match asked {
        Status::Ok => hear.recv_timeout(LONGEST).ok(),
        _ => None,
    };
    waiting().1.remove(&ticket);
    said.unwrap_or_else(|| Err(CallbackFailure("JavaScript did not answer".into())))
}

/// What a method returned. Throws when it is nothing that the method may return; who waits is told that
/// there is no answer.
#[napi_derive::napi]
pub(crate) fn native_answer(ticket: u32, value: Unknown<'_>) -> napi::Result<()> {
    hand(ticket, Ok(value))
}

/// That a method threw.
#[napi_derive::napi]
pub(crate) fn native_failed(ticket: u32, text: String) -> napi::Result<()> {
    hand(ticket, Err(text))
}

fn hand(ticket: u32, said: Result<Unknown<'_>, String>) -> napi::Result<()> {
    let taker = waiting().1.remove(&ticket);
    taker.map_or(Ok(()), |taker| taker(said))
}

/// The callbacks and who takes them, as JSON, by JavaScript's names: what the package wraps.
#[napi_derive::napi]
pub(crate) fn native_callbacks() -> String {
    crate::call::callbacks(camel).to_string()
}

/// A name as JavaScript writes it.
pub(crate) fn camel(name: &str) -> String {
    let mut camel = String::new();
    let mut upper = false;
    for letter in name.chars() {
        match letter {
            '_' => upper = true,
            letter if upper => {
                camel.push(letter.to_ascii_uppercase());
                upper = false;
            }
            letter => camel.push(letter),
        }
    }
    camel
}
