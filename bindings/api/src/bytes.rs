//! Bytes, as each language has them.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Bytes: `bytes` in Python, `Buffer` in Node, `ByteArray` in Kotlin, `Data` in Swift; base64 in
/// JSON.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use base64::Engine as _;
        to.serialize_str(&base64::engine::general_purpose::STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        use base64::Engine as _;
        let text = String::deserialize(from)?;
        let bytes = base64::engine::general_purpose::STANDARD.decode(text);
        bytes
            .map(Self)
            .map_err(|_| serde::de::Error::custom("not base64"))
    }
}

#[cfg(feature = "python")]
mod python {
    use pyo3::inspect::PyStaticExpr;
    use pyo3::prelude::*;
    use pyo3::types::PyBytes;

    use super::Bytes;

    impl<'py> IntoPyObject<'py> for Bytes {
        type Target = PyBytes;
        type Output = Bound<'py, PyBytes>;
        type Error = PyErr;

        const OUTPUT_TYPE: PyStaticExpr = pyo3::type_hint_identifier!("builtins", "bytes");

        fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
            Ok(PyBytes::new(py, &self.0))
        }
    }

    impl FromPyObject<'_, '_> for Bytes {
        type Error = PyErr;

        const INPUT_TYPE: PyStaticExpr = pyo3::type_hint_identifier!("builtins", "bytes");

        fn extract(given: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
            Ok(Self(given.extract::<&[u8]>()?.to_vec()))
        }
    }
}

#[cfg(feature = "node")]
mod node {
    // The traits of napi are unsafe by declaration; all that is done is left to `Buffer`.
    #![expect(
        unsafe_code,
        reason = "the conversion traits of napi have unsafe methods"
    )]

    use napi::bindgen_prelude::{Buffer, FromNapiValue, ToNapiValue, TypeName, ValidateNapiValue};
    use napi::{Result, ValueType, sys};

    use super::Bytes;

    impl TypeName for Bytes {
        fn type_name() -> &'static str {
            "Buffer"
        }

        fn value_type() -> ValueType {
            ValueType::Object
        }
    }

    impl ValidateNapiValue for Bytes {}

    impl ToNapiValue for Bytes {
        unsafe fn to_napi_value(env: sys::napi_env, value: Self) -> Result<sys::napi_value> {
            // SAFETY: the caller's promise about `env` is handed on.
            unsafe { Buffer::to_napi_value(env, value.0.into()) }
        }
    }

    impl FromNapiValue for Bytes {
        unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> Result<Self> {
            // SAFETY: the caller's promises about `env` and `value` are handed on.
            let buffer = unsafe { Buffer::from_napi_value(env, value) }?;
            Ok(Self(buffer.to_vec()))
        }
    }
}

#[cfg(feature = "mobile")]
uniffi::custom_type!(Bytes, Vec<u8>, {
    lower: |bytes| bytes.0,
    try_lift: |bytes| Ok(Bytes(bytes)),
});
