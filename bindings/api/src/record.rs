//! Records: plain data that each language builds and reads in its own way.

/// Declares a record: a frozen class with keyword arguments in Python, an object type in
/// TypeScript, a data class in Kotlin, a struct in Swift.
///
/// A field may have a default, which must be `None`, `false` or 0. A field marked `personal` never
/// shows its content in `Debug` and `repr`.
///
/// Types are taken as names rather than as types, because the macro of Node looks for the name
/// `Option`; of two that close together, `> >`, the blank stays.
macro_rules! record {
    (
        $(#[doc = $doc:literal])+
        pub struct $name:ident {
            $( $(#[doc = $line:literal])+ $(@$mark:ident)? pub $field:ident:
                $type:ident $(< $($inner:ident $(< $($deep:ident),+ >)?),+ >)? $(= $default:tt)?, )+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        #[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, from_py_object, module = "cie"))]
        #[cfg_attr(feature = "node", napi_derive::napi(object))]
        #[cfg_attr(feature = "mobile", derive(uniffi::Record))]
        pub struct $name {
            $( $(#[doc = $line])+ $(#[serde(default)] #[cfg_attr(feature = "mobile", uniffi(default = $default))])? pub $field: $type $(< $($inner $(< $($deep),+ >)?),+ >)?, )+
        }

        impl $name {
            /// The record as data: its name, and its fields with their types and whether they are personal.
            pub(crate) const RECORD: crate::call::Record = (
                stringify!($name),
                &[$((
                    stringify!($field),
                    concat!(stringify!($type), $( "<", $(stringify!($inner), $( "<", $(stringify!($deep), )+ ">", )? ",",)+ ">" )?),
                    record!(@marked $($mark)?)
                )),+],
            );
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name))
                    $( .field(stringify!($field), record!(@shown $($mark)? self.$field)) )+
                    .finish()
            }
        }

        #[cfg(feature = "python")]
        const _: () = {
            use pyo3::prelude::*;

            #[pymethods]
            impl $name {
                #[new]
                #[pyo3(signature = (*, $($field $(= $default)?),+))]
                #[allow(clippy::too_many_arguments, reason = "keyword arguments in Python")]
                fn __new__($($field: $type $(< $($inner $(< $($deep),+ >)?),+ >)?),+) -> Self {
                    Self { $($field),+ }
                }

                fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
                    let mut fields = Vec::new();
                    $( fields.push(format!(
                        concat!(stringify!($field), "={}"),
                        record!(@repr $($mark)? py, self.$field)
                    )); )+
                    Ok(format!(concat!(stringify!($name), "({})"), fields.join(", ")))
                }

                #[pyo3(signature = () -> "tuple[tuple[()], dict[str, object]]")]
                fn __getnewargs_ex__<'py>(
                    &self,
                    py: Python<'py>,
                ) -> PyResult<(Bound<'py, pyo3::types::PyTuple>, Bound<'py, pyo3::types::PyDict>)> {
                    let fields = pyo3::types::PyDict::new(py);
                    $( fields.set_item(stringify!($field), self.$field.clone())?; )+
                    Ok((pyo3::types::PyTuple::empty(py), fields))
                }
            }
        };
    };
    (@repr personal $py:ident, $self:ident.$field:ident) => {{
        let _ = $py;
        "***"
    }};
    (@repr $py:ident, $self:ident.$field:ident) => {
        $self.$field.clone().into_pyobject($py).map_err(Into::<PyErr>::into)?.repr()?
    };
    (@marked personal) => { true };
    (@marked) => { false };
    (@shown personal $self:ident.$field:ident) => { &format_args!("***") };
    (@shown $self:ident.$field:ident) => { &$self.$field };
}
