//! The native part of the Python package `cie`.

mod caller;
mod connector;
mod error;

pub(crate) use caller::Caller;
use pyo3::prelude::*;

/// Native part of the package `cie`; use the names of the package itself.
#[pymodule]
mod _cie {
    #[pymodule_export]
    use super::connector::{Connector, Server};
    #[pymodule_export]
    use crate::codice_fiscale::python::{
        are_valid_codici_fiscali, check_codice_fiscale, check_codici_fiscali,
        codice_fiscale_mismatches, encode_codice_fiscale, is_valid_codice_fiscale, omocodes,
        parse_codice_fiscale,
    };
    #[pymodule_export]
    use crate::connector::python::read_journal;
    #[pymodule_export]
    use crate::fees::python::{quote_consular_fee, quote_fee, remittance};
    #[pymodule_export]
    use crate::mrz::python::{make_mrz, parse_mrz};
    #[pymodule_export]
    use crate::place::python::{place_by_belfiore, place_history, places_by_name};
    #[pymodule_export]
    use crate::request::python::check_request;
    #[pymodule_export]
    use crate::rule::python::{error_catalogue, rule_by_id, rules};
    #[pymodule_export]
    use crate::validity::python::{card_renewable_from, card_validity};
    #[pymodule_export]
    use crate::workstation::python::{annullamento, emissione, interrogazione, revoca};
    #[pymodule_export]
    use crate::{
        Anomaly, Attachment, BirthAct, BirthData, BirthPlace, Cancellation, Card, CardAnnulment,
        CardNotice, Charge, Citizenship, CodiceFiscaleParts, CodiceFiscaleReport, ConnectorConfig,
        ErrorInfo, ErrorPosition, Finding, Found, JournalEntry, LocalExemption, Mrz, MrzData,
        Person, Place, Query, Quote, QuoteLine, Remittance, Renewal, Reply, Residence, Rule,
        RuleFigure, SadAnswer, Subject, Tariff, Validity, Workstation,
    };
}
