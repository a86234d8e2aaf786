//! Functions that every language has, declared once.

/// Declares functions of the facade: each becomes a function of this crate, of the Python package,
/// of the Node package, and of Kotlin and Swift, with the same name and the same words.
///
/// Between brackets stands, as doc lines, what a function may fail with. An argument may have the
/// default `None`. After `long` come functions that wait for others, or work for long.
macro_rules! export {
    // Functions that wait for others: Node gets promises, of the type that is written here.
    (long $( $(#[doc = $doc:literal])+
        fn $name:ident($($arg:ident: $type:ty $(= $default:tt)?),* $(,)?) -> $ret:ty, $promise:literal
        [ $(#[doc = $error:literal])* ]
        $body:block
    )+) => {
        export! { @common true $( $(#[doc = $doc])+
            fn $name($($arg: $type $(= $default)?),*) -> $ret [ $(#[doc = $error])* ] $body
        )+ }

        #[cfg(feature = "node")]
        #[allow(unreachable_pub, reason = "the language's macro wants it")]
        pub(crate) mod node {
            #[allow(unused_imports, reason = "functions of texts and numbers need none")]
            use super::*;

            $(
                $(#[doc = $doc])+
                #[doc = ""]
                #[doc = "Rejects with a `CieError`:"]
                $(#[doc = $error])*
                #[doc = "`CIE-API-001` when a defect of the SDK was caught."]
                #[napi_derive::napi(ts_return_type = $promise)]
                pub fn $name<'env>(
                    env: &'env napi::Env,
                    $($arg: $type),*
                ) -> napi::Result<napi::bindgen_prelude::Object<'env>> {
                    crate::node::promise(env, move || super::$name($($arg),*))
                }
            )+
        }
    };
    ($( $(#[doc = $doc:literal])+
        fn $name:ident($($arg:ident: $type:ty $(= $default:tt)?),* $(,)?) -> $ret:ty
        [ $(#[doc = $error:literal])* ]
        $body:block
    )+) => {
        export! { @common false $( $(#[doc = $doc])+
            fn $name($($arg: $type $(= $default)?),*) -> $ret [ $(#[doc = $error])* ] $body
        )+ }

        #[cfg(feature = "node")]
        #[allow(unreachable_pub, reason = "the language's macro wants it")]
        pub(crate) mod node {
            #[allow(unused_imports, reason = "functions of texts and numbers need none")]
            use super::*;

            $(
                $(#[doc = $doc])+
                #[doc = ""]
                #[doc = "Throws a `CieError`:"]
                $(#[doc = $error])*
                #[doc = "`CIE-API-001` when a defect of the SDK was caught."]
                #[napi_derive::napi]
                pub fn $name($($arg: $type),*) -> napi::Result<$ret> {
                    super::$name($($arg),*).map_err(crate::node::thrown)
                }
            )+
        }
    };
    (@common $long:literal $(
        $(#[doc = $doc:literal])+
        fn $name:ident($($arg:ident: $type:ty $(= $default:tt)?),* $(,)?) -> $ret:ty
        [ $(#[doc = $error:literal])* ]
        $body:block
    )+) => {
        $(
            $(#[doc = $doc])+
            #[doc = ""]
            #[doc = "# Errors"]
            $(#[doc = $error])*
            #[doc = "`CIE-API-001` when a defect of the SDK was caught."]
            pub fn $name($($arg: $type),*) -> crate::Result<$ret> {
                crate::guard(move || $body)
            }
        )+

        /// The functions by name, with their arguments as JSON: for the conformance vectors.
        pub(crate) const CALLS: &[crate::call::Call] = &[$(
            crate::call::Call {
                name: stringify!($name),
                arguments: &[$((stringify!($arg), stringify!($type))),*],
                answers: stringify!($ret),
                long: $long,
                run: |given| {
                    #[allow(unused_mut, unused_variables, reason = "some take no argument")]
                    let mut given = given;
                    $( let $arg: $type = given.take(stringify!($arg))?; )*
                    given.finish()?;
                    crate::call::answer($name($($arg),*))
                },
            },
        )+];

        #[cfg(feature = "python")]
        pub(crate) mod python {
            #[allow(unused_imports, reason = "functions of texts and numbers need none")]
            use super::*;
            use pyo3::prelude::*;

            $(
                $(#[doc = $doc])+
                #[doc = ""]
                #[doc = "Raises a `CieError`:"]
                $(#[doc = $error])*
                #[doc = "`CIE-API-001` when a defect of the SDK was caught."]
                #[pyfunction]
                #[pyo3(signature = ($($arg $(= $default)?),*))]
                pub(crate) fn $name(py: Python<'_>, $($arg: $type),*) -> PyResult<$ret> {
                    // Others may run meanwhile: nothing in here touches the interpreter.
                    Ok(py.detach(move || super::$name($($arg),*))?)
                }
            )+
        }

        #[cfg(feature = "mobile")]
        #[allow(unreachable_pub, reason = "the language's macro wants it")]
        pub(crate) mod mobile {
            #[allow(unused_imports, reason = "functions of texts and numbers need none")]
            use super::*;

            $(
                $(#[doc = $doc])+
                #[doc = ""]
                #[doc = "Throws a `CieError`:"]
                $(#[doc = $error])*
                #[doc = "`CIE-API-001` when a defect of the SDK was caught."]
                #[uniffi::export(default($($($arg = $default,)?)*))]
                pub fn $name($($arg: $type),*) -> Result<$ret, crate::mobile::CieError> {
                    Ok(super::$name($($arg),*)?)
                }
            )+
        }
    };
}
