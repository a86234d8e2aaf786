//! The comune's side of the ANPR service.

use std::sync::Arc;

use cie_core::exchange::{CardAnnulment, CardNotice, OperationId, Query, Request};

use super::Security;
use crate::profile::Profile;
use crate::workstation::{Exchange, Workstation, WorkstationOptions};
use crate::{Code, Error, Result};

/// A client of the public CIEOnline-ANPR service.
///
/// ```no_run
/// use cie_sad::soap::Anpr;
/// use cie_sad::workstation::WorkstationOptions;
/// # fn send(notice: &cie_core::exchange::CardNotice) -> Result<(), cie_sad::Error> {
/// let anpr = Anpr::new("https://localhost/AnprServiceCIE", WorkstationOptions::default())?;
/// let exchange = anpr.issued(notice)?;
/// println!("{:?}", exchange.answer.outcome);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Anpr(Workstation);

impl Anpr {
    /// The code of ANPR as recipient (`codDestinatario`); source: tipoDato.xsd,
    /// tipoDatoTestataRichiesta, "il codice dell'ANPR (999999)".
    pub const RECIPIENT: &'static str = "999999";

    /// A client of the service at `url`.
    ///
    /// # Errors
    /// `CIE-SAD-401` when the URL is not absolute, `http` or `https`.
    pub fn new(url: &str, options: WorkstationOptions) -> Result<Self> {
        let profile = Arc::new(Profile::anpr_soap()?);
        Workstation::new(url, profile, options).map(Self)
    }

    /// Signs requests and demands signed answers.
    #[must_use]
    pub fn with_security(self, security: Security) -> Self {
        Self(self.0.with_security(security))
    }

    /// An identifier of an operation as the service takes it, letters and digits only: what is left
    /// of a text such as the number of a request, after a kind that tells operations apart.
    ///
    /// ```
    /// use cie_sad::soap::Anpr;
    /// let id = Anpr::operation_id("CIE8", "058091-2026-000007")?;
    /// assert_eq!(id.as_str(), "CIE80580912026000007");
    /// # Ok::<(), cie_sad::Error>(())
    /// ```
    ///
    /// # Errors
    /// `CIE-SAD-500` when nothing is left, or more than 30 characters.
    pub fn operation_id(kind: &str, of: &str) -> Result<OperationId> {
        let plain = |c: &char| c.is_ascii_alphanumeric();
        let text: String = kind.chars().chain(of.chars()).filter(plain).collect();
        text.parse()
            .map_err(|_| Error::new(Code::NotInType).detail("header.operation_id"))
    }

    /// CIE2, `interrogazioneDatiAnagrafici`. The schema asks for the names beside the codice
    /// fiscale, and for the comune of residence.
    ///
    /// # Errors
    /// As [`Workstation::send`]; `CIE-SAD-500` and `CIE-SAD-501` when the request is not valid by
    /// the schema, `CIE-SAD-513` and `CIE-SAD-514` when a Fault came back.
    pub fn subject(&self, query: &Query) -> Result<Exchange> {
        self.0.send(&Request::Interrogazione(query.clone()))
    }

    /// CIE8, `comunicazioneEmissioneCIE`.
    ///
    /// # Errors
    /// As [`Anpr::subject`].
    pub fn issued(&self, notice: &CardNotice) -> Result<Exchange> {
        self.0.send(&Request::Emissione(notice.clone()))
    }

    /// CIE7, `comunicazioneAnnullamentoCIE`; a revoca goes out as this too.
    ///
    /// # Errors
    /// As [`Anpr::subject`].
    pub fn annulled(&self, annulment: &CardAnnulment) -> Result<Exchange> {
        self.0.send(&Request::Annullamento(annulment.clone()))
    }
}
