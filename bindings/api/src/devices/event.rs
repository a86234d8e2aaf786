//! What a device is, how it stands, and what happens to it.

use cie_devices::devices as core;

use crate::{ApiError, Result};

choice! {
    /// What sort of device it is.
    pub enum DeviceKind {
        /// A reader of contactless or contact cards.
        CardReader = "card_reader",
        /// The operator card.
        OperatorCard = "operator_card",
        /// A scanner of documents.
        Scanner = "scanner",
        /// A scanner of fingerprints.
        FingerprintScanner = "fingerprint_scanner",
        /// A camera.
        Camera = "camera",
        /// A reader of barcodes.
        BarcodeReader = "barcode_reader",
    }
}

choice! {
    /// How a device that answered stands.
    pub enum DeviceState {
        /// It works, and what it works with is there: the card, the page, the picture.
        Ready = "ready",
        /// It works; there is no card in it.
        Empty = "empty",
        /// Another program has it.
        Busy = "busy",
        /// It cannot be tried without somebody's hand.
        Untestable = "untestable",
    }
}

choice! {
    /// What happened to a device.
    pub enum DeviceChange {
        /// It was plugged in.
        Appeared = "appeared",
        /// It was unplugged.
        Gone = "gone",
        /// A card was put into it.
        CardInserted = "card_inserted",
        /// The card was taken out.
        CardRemoved = "card_removed",
    }
}

record! {
    /// Something that happened to a device.
    pub struct DeviceEvent {
        /// What happened.
        pub change: DeviceChange,
        /// What sort of device it is.
        pub kind: DeviceKind,
        /// The reader's name, or the path of its node.
        pub name: String,
        /// The name that the settings give it, if they do.
        pub device: Option<String> = None,
    }
}

impl TryFrom<core::DeviceEvent> for DeviceEvent {
    type Error = ApiError;

    fn try_from(event: core::DeviceEvent) -> Result<Self> {
        Ok(Self {
            change: DeviceChange::of_core(event.change)?,
            kind: DeviceKind::of_core(event.kind)?,
            name: event.name,
            device: event.device,
        })
    }
}
