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
        read_barcode, read_finger_record, read_fingerprint, scan_document, signature_from_sheet,
        simulated_fingerprint, simulated_portrait, simulated_request, simulated_sheet,
        simulated_signature, take_photo, write_finger_record, write_fingerprint, wsq_decode,
        wsq_encode,
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
    use crate::devices::python::{DeviceWatch, try_devices};
    #[pymodule_export]
    use crate::doctor::python::run_doctor;
    #[pymodule_export]
    use crate::fees::calendar::python::{holidays, is_working_day, working_days_after};
    #[pymodule_export]
    use crate::fees::quote::python::{
        price_list, quote_consular_fee, quote_fee, quote_fees, state_share, usual_tariff,
    };
    #[pymodule_export]
    use crate::fees::reconcile::python::reconcile;
    #[pymodule_export]
    use crate::fees::remittance::python::{half_months, parse_iban, remittance};
    #[pymodule_export]
    use crate::fees::summary::python::{quarterly_summary, quarterly_summary_csv};
    #[pymodule_export]
    use crate::issuance::state::python::{
        issuance_advance, issuance_transitions, parse_request_number, request_number,
    };
    #[pymodule_export]
    use crate::issuance::store::python::RequestStore;
    #[pymodule_export]
    use crate::mrz::python::{make_mrz, parse_mrz};
    #[pymodule_export]
    use crate::operator::python::{
        VirtualOperatorCard, open_sealed, seal_content, sign_content, simulate_operator_card,
        verify_signed,
    };
    #[pymodule_export]
    use crate::place::python::{place_by_belfiore, place_history, places_by_name};
    #[pymodule_export]
    use crate::request::check::python::{
        card_request_from_json, card_request_to_json, check_card_request, check_card_requests,
        check_request,
    };
    #[pymodule_export]
    use crate::request::sign::python::{
        canonical_form, card_request_outcome, delivery_expected, fingerprint_plan,
    };
    #[pymodule_export]
    use crate::rule::python::{error_catalogue, rule_by_id, rules};
    #[pymodule_export]
    use crate::sad::codec::python::{
        decode_sad_answer, decode_sad_request, encode_sad_answer, encode_sad_request,
        inspect_sad_request,
    };
    #[pymodule_export]
    use crate::sad::profile::python::{check_profile, explain_profile};
    #[pymodule_export]
    use crate::sco::inventory::python::{
        sco_apply, sco_from_json, sco_holdings, sco_request_cards, sco_to_json,
    };
    #[pymodule_export]
    use crate::sco::paper::python::{
        sco_further_cards_request, sco_handover, sco_help_desk, sco_revocation_request,
        sco_transfer, sco_transfer_record,
    };
    #[pymodule_export]
    use crate::sco::report::python::sco_report;
    #[pymodule_export]
    use crate::store::python::{backup_store, check_store, restore_store};
    #[pymodule_export]
    use crate::travel::python::{card_travel, nationality};
    #[pymodule_export]
    use crate::validity::python::{card_renewable_from, card_validity};
    #[pymodule_export]
    use crate::workstation::python::{
        annul_cards, annullamento, emissione, interrogazione, revoca,
    };
    #[pymodule_export]
    use crate::{
        Address, AnnulmentOrder, AnnulmentReport, Anomaly, Attachment, Authority, Biometrics,
        BirthAct, BirthData, BirthPlace, Cancellation, Card, CardAccess, CardAnnulment,
        CardContent, CardDocument, CardFile, CardHolder, CardNotice, CardPhoto, CardPlan,
        CardReading, CardReport, CardRequest, CardVerdict, CardsSent, Charge, Citizenship,
        CleanedSignature, CodiceFiscaleParts, CodiceFiscaleReport, ComuneCalendar, ConnectorConfig,
        ConsularChecks, Contacts, Delivery, DeviceEvent, DeviceTrial, DoctorConfig, DoctorFinding,
        ErrorInfo, ErrorPosition, FaceMarks, FeeInquiry, Finding, FingerImage, FingerView,
        Fingerprint, FingerprintFile, FingerprintOutcome, FingerprintPlan, FingerprintQuality,
        FingerprintStep, FittedPhoto, FiveData, Found, Guardian, HalfMonth, HelpDesk, Holiday,
        ImagePoint, Injunction, IssuanceEntry, IssuanceStep, JournalEntry, LocalExemption, Media,
        MediaReport, MediaVerdict, Mismatch, Mrz, MrzData, NullaOsta, Office, OfficeDocument,
        Operator, PaymentMade, PaymentOrder, Person, PinTries, Place, ProfileChoice, ProfileField,
        ProfileInfo, ProfileMessage, QuarterlySummary, Query, Quote, QuoteLine, ReasonQuote,
        ReconciledHalfMonth, Reconciliation, Remittance, Renewal, Reply, RequestNumberParts,
        RequestOutcome, Residence, Rule, RuleFigure, SadAnswer, SadAnswerReading, SadEncoded,
        SadHeader, SadInspection, SadRequest, SadRequestReading, SadUnknown, ScanArea, ScanJob,
        ScanSettings, ScannedDocument, ScannedPage, ScannerCapabilities, ScannerPages,
        ScannerSource, ScoCard, ScoCount, ScoDeparted, ScoEvent, ScoExpiring, ScoHoldings,
        ScoInventory, ScoOfficer, ScoParties, ScoReport, ScoSecurityOfficer, ScoTransfer,
        ScoTransferred, SignedContent, SimulatedCard, SimulatedOperatorCard, SimulatedPortrait,
        StoreCheck, StoredRequest, Subject, TakenFingerprint, TakenPhoto, Tariff, Travel,
        TravelHolder, Trouble, TrustContent, Validity, Workstation,
    };
}
