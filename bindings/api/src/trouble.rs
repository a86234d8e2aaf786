//! Trouble that did not keep a call from answering.

use cie_core::error::Coded;
use cie_core::lang::Lang;

use crate::ErrorKind;

record! {
    /// What went wrong in a part of the work, where the rest is there: what an error would say.
    pub struct Trouble {
        /// Stable code, the same in every language.
        pub code: String,
        /// Class of the error.
        pub kind: ErrorKind,
        /// What, and what to do, in Italian.
        pub text_it: String,
        /// What, and what to do, in English.
        pub text_en: String,
    }
}

impl<E: Coded> From<&E> for Trouble {
    fn from(error: &E) -> Self {
        let info = error.info();
        Self {
            code: info.id.into(),
            kind: info.kind.into(),
            text_it: error.message(Lang::It),
            text_en: error.message(Lang::En),
        }
    }
}
