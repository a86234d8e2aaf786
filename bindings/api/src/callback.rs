//! Callbacks: what a caller implements in a language of its own.

use std::fmt;

/// Why a callback failed. Its text is the caller's own: it may name a citizen, and stays here.
pub struct CallbackFailure(pub String);

impl fmt::Debug for CallbackFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CallbackFailure([personal])")
    }
}

impl fmt::Display for CallbackFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the caller's own code failed")
    }
}

impl std::error::Error for CallbackFailure {}

/// A callback as data, for the generators of the languages' packages.
#[derive(Clone, Copy, Debug)]
pub struct Callback {
    /// Name of the type.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// Its methods.
    pub methods: &'static [CallbackMethod],
}

/// A method of a callback.
#[derive(Clone, Copy, Debug)]
pub struct CallbackMethod {
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub doc: &'static str,
    /// Its arguments, in order: name and type.
    pub arguments: &'static [(&'static str, &'static str)],
    /// The type of its answer.
    pub answers: &'static str,
}

/// Declares what a caller implements: a protocol in Python, an interface in TypeScript, Kotlin and
/// Java, a protocol in Swift. Methods may be plain or async in Python and Node, may be slow, and may
/// throw; they are called from threads of the SDK.
///
/// The name of the trait is Rust's; the struct, which holds one, goes by the name that the languages
/// have. A function or method that takes it must be `long`: on Node's event loop it would wait for
/// itself. One module declares one callback.
macro_rules! callback {
    (
        $(#[doc = $doc:literal])+
        pub trait $trait:ident as $name:ident;
        $( $(#[doc = $fn_doc:literal])+
            fn $method:ident($($arg:ident: $type:ty),* $(,)?) -> $ret:ty;
        )+
    ) => {
        $(#[doc = $doc])+
        pub trait $trait: Send + Sync {
            $(
                $(#[doc = $fn_doc])+
                ///
                /// # Errors
                /// Whatever kept it from being done.
                fn $method(&self, $($arg: $type),*) -> Result<$ret, crate::CallbackFailure>;
            )+
        }

        $(#[doc = $doc])+
        #[derive(Clone)]
        pub struct $name(pub std::sync::Arc<dyn $trait>);

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($name))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
                Err(serde::de::Error::custom("code of the caller, which no vector holds"))
            }
        }

        /// The callback as data.
        pub(crate) const CALLBACK: crate::callback::Callback = crate::callback::Callback {
            name: stringify!($name),
            doc: concat!($($doc, "\n"),+),
            methods: &[$(crate::callback::CallbackMethod {
                name: stringify!($method),
                doc: concat!($($fn_doc, "\n"),+),
                arguments: &[$((stringify!($arg), stringify!($type))),*],
                answers: stringify!($ret),
            }),+],
        };

        #[cfg(feature = "python")]
        mod python {
            use super::*;
            use pyo3::prelude::*;

            struct Called(crate::python::Caller);

            impl $trait for Called {
                $( fn $method(&self, $($arg: $type),*) -> Result<$ret, crate::CallbackFailure> {
                    self.0.call(stringify!($method), ($($arg,)*))
                } )+
            }

            impl FromPyObject<'_, '_> for $name {
                type Error = PyErr;

                const INPUT_TYPE: pyo3::inspect::PyStaticExpr =
                    pyo3::type_hint_identifier!("cie._callbacks", stringify!($name));

                fn extract(given: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
                    let methods = [$(stringify!($method)),+];
                    let caller = crate::python::Caller::new(&given, stringify!($name), &methods)?;
                    Ok(Self(std::sync::Arc::new(Called(caller))))
                }
            }
        }

        #[cfg(feature = "node")]
        mod node {
            // The traits of napi are unsafe by declaration; all that is done is left to `Object`.
            #![expect(
                unsafe_code,
                reason = "the conversion traits of napi have unsafe methods"
            )]

            use super::*;
            use napi::bindgen_prelude::{
                FnArgs, FromNapiValue, JsObjectValue as _, Object, TypeName, ValidateNapiValue,
            };
            use napi::{ValueType, sys};

            struct Called {
                $( $method: crate::node::Method<FnArgs<(u32, $($type,)*)>>, )+
            }

            impl $trait for Called {
                $( fn $method(&self, $($arg: $type),*) -> Result<$ret, crate::CallbackFailure> {
                    crate::node::ask(&self.$method, |ticket| (ticket, $($arg,)*).into())
                } )+
            }

            impl TypeName for $name {
                fn type_name() -> &'static str {
                    stringify!($name)
                }

                fn value_type() -> ValueType {
                    ValueType::Object
                }
            }

            impl ValidateNapiValue for $name {}

            impl FromNapiValue for $name {
                unsafe fn from_napi_value(
                    env: sys::napi_env,
                    value: sys::napi_value,
                ) -> napi::Result<Self> {
                    // SAFETY: the caller's promises about `env` and `value` are handed on.
                    let object = unsafe { Object::from_napi_value(env, value) }?;
                    Ok(Self(std::sync::Arc::new(Called {
                        $( $method: object.get_named_property(crate::node::camel(stringify!($method)).as_str())?, )+
                    })))
                }
            }
        }

        #[cfg(feature = "mobile")]
        #[allow(unreachable_pub, reason = "the language's macro wants it")]
        pub(crate) mod mobile {
            // What crosses is `Arc<dyn …>` of uniffi's own; the struct only holds it.
            #![expect(unsafe_code, reason = "the conversion traits of uniffi are unsafe")]

            #[allow(unused_imports, reason = "some methods know numbers and texts alone")]
            use super::*;
            use crate::mobile::CallbackException;
            use std::sync::Arc;

            $(#[doc = $doc])+
            #[uniffi::export(with_foreign)]
            pub trait $name: Send + Sync {
                $(
                    $(#[doc = $fn_doc])+
                    ///
                    /// # Errors
                    /// Whatever kept it from being done.
                    fn $method(&self, $($arg: $type),*) -> Result<$ret, CallbackException>;
                )+
            }

            struct Called(Arc<dyn $name>);

            impl super::$trait for Called {
                $( fn $method(&self, $($arg: $type),*) -> Result<$ret, crate::CallbackFailure> {
                    Ok(self.0.$method($($arg),*)?)
                } )+
            }

            type Foreign = Arc<dyn $name>;

            // SAFETY: each is that of `Arc<dyn …>`, which uniffi's own macro wrote.
            unsafe impl uniffi::Lift<crate::UniFfiTag> for super::$name {
                type FfiType = <Foreign as uniffi::Lift<crate::UniFfiTag>>::FfiType;

                fn try_lift(v: Self::FfiType) -> uniffi::Result<Self> {
                    let foreign = <Foreign as uniffi::Lift<crate::UniFfiTag>>::try_lift(v)?;
                    Ok(Self(Arc::new(Called(foreign))))
                }

                fn try_read(buf: &mut &[u8]) -> uniffi::Result<Self> {
                    let foreign = <Foreign as uniffi::Lift<crate::UniFfiTag>>::try_read(buf)?;
                    Ok(Self(Arc::new(Called(foreign))))
                }
            }

            impl uniffi::TypeId<crate::UniFfiTag> for super::$name {
                const TYPE_ID_META: uniffi::MetadataBuffer =
                    <Foreign as uniffi::TypeId<crate::UniFfiTag>>::TYPE_ID_META;
            }
        }
    };
}
