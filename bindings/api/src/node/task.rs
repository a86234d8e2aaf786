//! Work off the event loop.

use napi::Env;
use napi::bindgen_prelude::{Object, ToNapiValue};

use super::thrown;
use crate::Result;

/// What a promise is settled with, on the event loop.
type Settled<T> = Box<dyn FnOnce(Env) -> napi::Result<T> + Send>;

/// Hands work to a thread; JavaScript gets a promise of its answer.
///
/// The threads are not those of Node's own pool: work may wait for a callback, and what the callback
/// waits for, such as a file or a name of the network, may need a thread of that pool.
pub(crate) fn promise<'env, T: ToNapiValue + Send + 'static>(
    env: &'env Env,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> napi::Result<Object<'env>> {
    let (deferred, promise) = env.create_deferred::<T, Settled<T>>()?;
    let settle = move || match work() {
        Ok(answer) => deferred.resolve(Box::new(move |_| Ok(answer))),
        Err(error) => deferred.reject(thrown(error)),
    };
    blocking::unblock(settle).detach();
    Ok(promise)
}
