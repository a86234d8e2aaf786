//! The caller's registry as the connector sees it.

use std::sync::Arc;

use cie_core::exchange as core;

use super::Registry;

/// Turns the facade's records into the core's and back.
pub(super) struct Bridge(pub(super) Arc<dyn Registry>);

impl core::Registry for Bridge {
    fn find(&self, query: &core::Query) -> Result<core::Search, core::RegistryError> {
        Ok(self.0.find(query.try_into()?)?.try_into()?)
    }

    fn card_issued(
        &self,
        notice: &core::CardNotice,
    ) -> Result<core::CardEffect, core::RegistryError> {
        Ok(self.0.card_issued(notice.try_into()?)?.into())
    }

    fn card_annulled(
        &self,
        annulment: &core::CardAnnulment,
    ) -> Result<core::CardEffect, core::RegistryError> {
        Ok(self.0.card_annulled(annulment.try_into()?)?.into())
    }
}
