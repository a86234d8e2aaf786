//! Enumerations that each language knows as its own kind: `enum.StrEnum`, a TypeScript enum, a
//! Kotlin or Swift enum.

use serde::Serialize;
use serde::de::{DeserializeOwned, IntoDeserializer};

use crate::Result;
use crate::fault::{Code, Error};

/// An enumeration as data, for the generators of the languages' packages.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// Name of the type.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// Each value: name, text, what it means.
    pub values: &'static [(&'static str, &'static str, &'static str)],
}

/// The core's value of the same name: the texts of the facade are the names that core types have in
/// files, which a test holds them to.
pub(crate) fn to_core<C: DeserializeOwned>(text: &'static str) -> Result<C> {
    let named: Result<C, serde::de::value::Error> = C::deserialize(text.into_deserializer());
    named.map_err(|_| Error::new(Code::Defect).detail(text).into())
}

/// The name that a core value has in files.
pub(crate) fn core_name<C: Serialize>(value: C) -> Result<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => Ok(name),
        _ => Err(Error::new(Code::Defect).into()),
    }
}

/// Declares an enumeration: in each language a value has the same name and the same text.
macro_rules! choice {
    (
        $(#[doc = $doc:literal])+
        pub enum $name:ident {
            $( $(#[doc = $line:literal])+ $variant:ident = $text:literal, )+
        }
    ) => {
        // Twice, because napi's macro must see its own attributes on the values, not `cfg_attr`.
        #[cfg(feature = "node")]
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[napi_derive::napi(string_enum)]
        #[cfg_attr(feature = "mobile", derive(uniffi::Enum))]
        pub enum $name {
            $( $(#[doc = $line])+ #[napi(value = $text)] $variant, )+
        }

        #[cfg(not(feature = "node"))]
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "mobile", derive(uniffi::Enum))]
        pub enum $name {
            $( $(#[doc = $line])+ $variant, )+
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.text())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
                let wanted = concat!("a value of ", stringify!($name));
                Self::of(&text).ok_or_else(|| serde::de::Error::custom(wanted))
            }
        }

        impl $name {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The enumeration as data.
            pub const CHOICE: crate::choice::Choice = crate::choice::Choice {
                name: stringify!($name),
                doc: concat!($($doc, "\n"),+),
                values: &[$((stringify!($variant), $text, concat!($($line, "\n"),+))),+],
            };

            /// The text of the value: the same in every language, and in the vectors.
            #[must_use]
            pub fn text(self) -> &'static str {
                match self {
                    $( Self::$variant => $text, )+
                }
            }

            /// The core's value of the same name.
            #[allow(dead_code, reason = "some are only given, some only taken")]
            pub(crate) fn core<C: serde::de::DeserializeOwned>(self) -> crate::Result<C> {
                crate::choice::to_core(self.text())
            }

            /// The value for a value of the core.
            #[allow(dead_code, reason = "some are only given, some only taken")]
            pub(crate) fn of_core<C: serde::Serialize>(value: C) -> crate::Result<Self> {
                let name = crate::choice::core_name(value)?;
                Self::of(&name).ok_or_else(|| crate::fault::Error::new(crate::fault::Code::Defect).into())
            }

            /// The value with this text.
            #[must_use]
            pub fn of(text: &str) -> Option<Self> {
                match text {
                    $( $text => Some(Self::$variant), )+
                    _ => None,
                }
            }
        }

        #[cfg(feature = "python")]
        const _: () = {
            use pyo3::prelude::*;
            use pyo3::sync::PyOnceLock;

            /// The class of the package `cie`, looked up once.
            fn class(py: Python<'_>) -> PyResult<&Bound<'_, PyAny>> {
                static CLASS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
                CLASS
                    .get_or_try_init(py, || {
                        Ok(py.import("cie._choices")?.getattr(stringify!($name))?.unbind())
                    })
                    .map(|class| class.bind(py))
            }

            impl<'py> IntoPyObject<'py> for $name {
                type Target = PyAny;
                type Output = Bound<'py, PyAny>;
                type Error = PyErr;

                const OUTPUT_TYPE: pyo3::inspect::PyStaticExpr =
                    pyo3::type_hint_identifier!("cie._choices", stringify!($name));

                fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
                    class(py)?.call1((self.text(),))
                }
            }

            impl FromPyObject<'_, '_> for $name {
                type Error = PyErr;

                const INPUT_TYPE: pyo3::inspect::PyStaticExpr =
                    pyo3::type_hint_identifier!("cie._choices", stringify!($name));

                fn extract(given: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
                    // A `StrEnum` is a `str`: the bare text of a value will do as well.
                    given
                        .extract::<&str>()
                        .ok()
                        .and_then(Self::of)
                        .ok_or_else(|| {
                            pyo3::exceptions::PyValueError::new_err(concat!(
                                "not a value of ",
                                stringify!($name),
                            ))
                        })
                }
            }
        };
    };
}
