//! Objects: what keeps a state between calls.

/// Declares an object of the facade: a class in every language, with a constructor and methods of the
/// same names and words. The struct itself, which must be `Send` and `Sync`, stands beside.
///
/// Between brackets stands, as doc lines, what a call may fail with. Methods take `&self` and owned
/// arguments, which may have the default `None`. After `long` come methods that wait for others, or
/// work for long: Node gets promises. One module declares one object.
macro_rules! object {
    (
        $(#[doc = $doc:literal])+
        object $object:ident

        $(#[doc = $new_doc:literal])+
        new($($new_arg:ident: $new_type:ty $(= $new_default:tt)?),* $(,)?)
        [ $(#[doc = $new_error:literal])* ]
        $new_body:block

        $( $(#[doc = $fn_doc:literal])+
            fn $fn_name:ident(&$fn_self:ident $(, $fn_arg:ident: $fn_type:ty $(= $fn_default:tt)?)* $(,)?) -> $fn_ret:ty
            [ $(#[doc = $fn_error:literal])* ]
            $fn_body:block
        )*

        $( long $(#[doc = $long_doc:literal])+
            fn $long_name:ident(&$long_self:ident $(, $long_arg:ident: $long_type:ty $(= $long_default:tt)?)* $(,)?) -> $long_ret:ty, $promise:literal
            [ $(#[doc = $long_error:literal])* ]
            $long_body:block
        )*
    ) => {
        impl $object {
            $(#[doc = $new_doc])+
            #[doc = ""]
            #[doc = "# Errors"]
            $(#[doc = $new_error])*
            #[doc = "`CIE-API-001` when a defect of the SDK was caught."]
            pub fn new($($new_arg: $new_type),*) -> crate::Result<Self> {
                crate::guard(move || $new_body)
            }

            object! { @rust $(
                $(#[doc = $fn_doc])+
                fn $fn_name(&$fn_self $(, $fn_arg: $fn_type)*) -> $fn_ret [ $(#[doc = $fn_error])* ] $fn_body
            )* $(
                $(#[doc = $long_doc])+
                fn $long_name(&$long_self $(, $long_arg: $long_type)*) -> $long_ret [ $(#[doc = $long_error])* ] $long_body
            )* }
        }

        impl std::fmt::Debug for $object {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                // What it holds may be a citizen's.
                f.write_str(stringify!($object))
            }
        }

        /// The object by name, with its calls as JSON: for the conformance vectors.
        pub(crate) const OBJECT: crate::call::Object = crate::call::Object {
            name: stringify!($object),
            arguments: &[$((stringify!($new_arg), stringify!($new_type))),*],
            new: |given| {
                #[allow(unused_mut, unused_variables, reason = "some take no argument")]
                let mut given = given;
                $( let $new_arg: $new_type = given.take(stringify!($new_arg))?; )*
                given.finish()?;
                Ok(Box::new($object::new($($new_arg),*)?))
            },
            methods: &[
                $( object! { @method $object $fn_name($($fn_arg: $fn_type),*) -> $fn_ret }, )*
                $( object! { @method $object $long_name($($long_arg: $long_type),*) -> $long_ret }, )*
            ],
        };

        #[cfg(feature = "python")]
        pub(crate) mod python {
            use super::*;
            use pyo3::prelude::*;

            $(#[doc = $doc])+
            #[doc = ""]
            $(#[doc = $new_doc])+
            #[doc = ""]
            #[doc = "Raises a `CieError`:"]
            $(#[doc = $new_error])*
            #[doc = "`CIE-API-001` when a defect of the SDK was caught."]
            #[pyclass(frozen, module = "cie")]
            pub(crate) struct $object(super::$object);

            #[pymethods]
            impl $object {
                #[new]
                #[pyo3(signature = ($($new_arg $(= $new_default)?),*))]
                fn __new__(py: Python<'_>, $($new_arg: $new_type),*) -> PyResult<Self> {
                    Ok(Self(py.detach(move || super::$object::new($($new_arg),*))?))
                }

                $(
                    $(#[doc = $fn_doc])+
                    #[doc = ""]
                    #[doc = "Raises a `CieError`:"]
                    $(#[doc = $fn_error])*
                    #[doc = "`CIE-API-001` when a defect of the SDK was caught."]
                    #[pyo3(signature = ($($fn_arg $(= $fn_default)?),*))]
                    fn $fn_name(&self, py: Python<'_>, $($fn_arg: $fn_type),*) -> PyResult<$fn_ret> {
                        Ok(py.detach(move || self.0.$fn_name($($fn_arg),*))?)
                    }
                )*

                $(
                    $(#[doc = $long_doc])+
                    #[doc = ""]
                    #[doc = "Raises a `CieError`:"]
                    $(#[doc = $long_error])*
                    #[doc = "`CIE-API-001` when a defect of the SDK was caught."]
                    #[pyo3(signature = ($($long_arg $(= $long_default)?),*))]
                    fn $long_name(&self, py: Python<'_>, $($long_arg: $long_type),*) -> PyResult<$long_ret> {
                        Ok(py.detach(move || self.0.$long_name($($long_arg),*))?)
                    }
                )*

                fn __repr__(&self) -> &'static str {
                    concat!("<cie.", stringify!($object), ">")
                }
            }
        }

        #[cfg(feature = "node")]
        #[allow(unreachable_pub, reason = "the language's macro wants it")]
        pub(crate) mod node {
            use super::*;

            $(#[doc = $doc])+
            #[napi_derive::napi]
            pub struct $object(std::sync::Arc<super::$object>);

            #[napi_derive::napi]
            impl $object {
                $(#[doc = $new_doc])+
                #[doc = ""]
                #[doc = "Throws a `CieError`:"]
                $(#[doc = $new_error])*
                #[doc = "`CIE-API-001` when a defect of the SDK was caught."]
                #[napi(constructor)]
                pub fn new($($new_arg: $new_type),*) -> napi::Result<Self> {
                    let made = super::$object::new($($new_arg),*).map_err(crate::node::thrown)?;
                    Ok(Self(std::sync::Arc::new(made)))
                }

                $(
                    $(#[doc = $fn_doc])+
                    #[doc = ""]
                    #[doc = "Throws a `CieError`:"]
                    $(#[doc = $fn_error])*
                    #[doc = "`CIE-API-001` when a defect of the SDK was caught."]
                    #[napi]
                    pub fn $fn_name(&self, $($fn_arg: $fn_type),*) -> napi::Result<$fn_ret> {
                        self.0.$fn_name($($fn_arg),*).map_err(crate::node::thrown)
                    }
                )*

                $(
                    $(#[doc = $long_doc])+
                    #[doc = ""]
                    #[doc = "Rejects with a `CieError`:"]
                    $(#[doc = $long_error])*
                    #[doc = "`CIE-API-001` when a defect of the SDK was caught."]
                    #[napi(ts_return_type = $promise)]
                    pub fn $long_name<'env>(
                        &self,
                        env: &'env napi::Env,
                        $($long_arg: $long_type),*
                    ) -> napi::Result<napi::bindgen_prelude::Object<'env>> {
                        let object = std::sync::Arc::clone(&self.0);
                        crate::node::promise(env, move || object.$long_name($($long_arg),*))
                    }
                )*
            }
        }

        #[cfg(feature = "mobile")]
        #[allow(unreachable_pub, reason = "the language's macro wants it")]
        pub(crate) mod mobile {
            use super::*;

            $(#[doc = $doc])+
            #[derive(uniffi::Object)]
            pub struct $object(super::$object);

            #[uniffi::export]
            impl $object {
                $(#[doc = $new_doc])+
                #[doc = ""]
                #[doc = "Throws a `CieError`:"]
                $(#[doc = $new_error])*
                #[doc = "`CIE-API-001` when a defect of the SDK was caught."]
                #[uniffi::constructor(default($($($new_arg = $new_default,)?)*))]
                pub fn new($($new_arg: $new_type),*) -> Result<Self, crate::mobile::CieError> {
                    Ok(Self(super::$object::new($($new_arg),*)?))
                }

                $(
                    $(#[doc = $fn_doc])+
                    #[doc = ""]
                    #[doc = "Throws a `CieError`:"]
                    $(#[doc = $fn_error])*
                    #[doc = "`CIE-API-001` when a defect of the SDK was caught."]
                    #[uniffi::method(default($($($fn_arg = $fn_default,)?)*))]
                    pub fn $fn_name(&self, $($fn_arg: $fn_type),*) -> Result<$fn_ret, crate::mobile::CieError> {
                        Ok(self.0.$fn_name($($fn_arg),*)?)
                    }
                )*

                $(
                    $(#[doc = $long_doc])+
                    #[doc = ""]
                    #[doc = "Throws a `CieError`:"]
                    $(#[doc = $long_error])*
                    #[doc = "`CIE-API-001` when a defect of the SDK was caught."]
                    #[uniffi::method(default($($($long_arg = $long_default,)?)*))]
                    pub fn $long_name(&self, $($long_arg: $long_type),*) -> Result<$long_ret, crate::mobile::CieError> {
                        Ok(self.0.$long_name($($long_arg),*)?)
                    }
                )*
            }
        }
    };
    (@rust $( $(#[doc = $doc:literal])+
        fn $name:ident(&$self:ident $(, $arg:ident: $type:ty)*) -> $ret:ty
        [ $(#[doc = $error:literal])* ]
        $body:block
    )*) => { $(
        $(#[doc = $doc])+
        #[doc = ""]
        #[doc = "# Errors"]
        $(#[doc = $error])*
        #[doc = "`CIE-API-001` when a defect of the SDK was caught."]
        pub fn $name(&$self $(, $arg: $type)*) -> crate::Result<$ret> {
            crate::guard(move || $body)
        }
    )* };
    (@method $object:ident $name:ident($($arg:ident: $type:ty),*) -> $ret:ty) => {
        crate::call::Method {
            name: stringify!($name),
            arguments: &[$((stringify!($arg), stringify!($type))),*],
            answers: stringify!($ret),
            run: |object, given| {
                let object = object.downcast_ref::<$object>();
                let object = object.ok_or_else(|| crate::fault::Error::new(crate::fault::Code::Defect))?;
                #[allow(unused_mut, unused_variables, reason = "some take no argument")]
                let mut given = given;
                $( let $arg: $type = given.take(stringify!($arg))?; )*
                given.finish()?;
                crate::call::answer(object.$name($($arg),*))
            },
        }
    };
}
