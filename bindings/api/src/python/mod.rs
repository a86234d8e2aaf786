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
    use crate::capture::python::{
        FingerprintSession, check_photo, check_signature, clean_signature, draw_barcode,
        fingerprint_quality, fit_photo, parse_barcode, photo_from_sheet, photo_overlay,
        read_barcode, read_finger_record, read_fingerprint, simulated_fingerprint,
        simulated_portrait, simulated_request, simulated_signature, write_finger_record,
        write_fingerprint, wsq_decode, wsq_encode,
    };
    #[pymodule_export]
    use crate::card::python::{
        VirtualCard, card_pin_tries, change_card_pin, parse_card_files, picture_to_png, read_card,
        read_trust, simulate_card, unblock_card_pin, verify_card_files, verify_card_pin,
    };
    #[pymodule_export]
    use crate::codice_fiscale::python::{
        are_valid_codici_fiscali, check_codice_fiscale, check_codici_fiscali,
        codice_fiscale_mismatches, encode_codice_fiscale, is_valid_codice_fiscale, omocodes,
        parse_codice_fiscale,
    };
    #[pymodule_export]
    use crate::connector::python::read_journal;
    #[pymodule_export]
    use crate::doctor::python::run_doctor;
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
        Anomaly, Attachment, Authority, BirthAct, BirthData, BirthPlace, Cancellation, Card,
        CardAccess, CardAnnulment, CardContent, CardDocument, CardFile, CardHolder, CardNotice,
        CardPhoto, CardPlan, CardReading, CardReport, CardVerdict, Charge, Citizenship,
        CleanedSignature, CodiceFiscaleParts, CodiceFiscaleReport, ConnectorConfig, DoctorConfig,
        DoctorFinding, ErrorInfo, ErrorPosition, FaceMarks, Finding, FingerImage, FingerView,
        FingerprintFile, FingerprintQuality, FittedPhoto, Found, ImagePoint, JournalEntry,
        LocalExemption, MediaReport, MediaVerdict, Mrz, MrzData, Person, PinTries, Place, Query,
        Quote, QuoteLine, Remittance, Renewal, Reply, Residence, Rule, RuleFigure, SadAnswer,
        SimulatedCard, SimulatedPortrait, Subject, Tariff, TrustContent, Validity, Workstation,
    };
}
