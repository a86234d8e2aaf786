//! Types that are a text in JavaScript.

/// Hands a type on to Node as the text of its `Display`, and takes it back by its `FromStr`.
macro_rules! text_in_node {
    ($type:ident) => {
        mod node {
            // The traits of napi are unsafe by declaration; all that is done is left to `String`.
            #![expect(
                unsafe_code,
                reason = "the conversion traits of napi have unsafe methods"
            )]

            use napi::bindgen_prelude::{FromNapiValue, ToNapiValue, TypeName, ValidateNapiValue};
            use napi::{Result, ValueType, sys};

            use super::$type;

            impl TypeName for $type {
                fn type_name() -> &'static str {
                    "string"
                }

                fn value_type() -> ValueType {
                    ValueType::String
                }
            }

            impl ValidateNapiValue for $type {}

            impl ToNapiValue for $type {
                unsafe fn to_napi_value(
                    env: sys::napi_env,
                    value: Self,
                ) -> Result<sys::napi_value> {
                    // SAFETY: the caller's promise about `env` is handed on.
                    unsafe { String::to_napi_value(env, value.to_string()) }
                }
            }

            impl FromNapiValue for $type {
                unsafe fn from_napi_value(
                    env: sys::napi_env,
                    value: sys::napi_value,
                ) -> Result<Self> {
                    // SAFETY: the caller's promises about `env` and `value` are handed on.
                    let text = unsafe { String::from_napi_value(env, value) }?;
                    text.parse().map_err(crate::node::thrown)
                }
            }
        }
    };
}
