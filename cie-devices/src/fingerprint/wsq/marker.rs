//! Markers of the file (IAFIS-IC-0110, table of marker codes).

pub(super) const START_OF_IMAGE: u16 = 0xFFA0;
pub(super) const END_OF_IMAGE: u16 = 0xFFA1;
pub(super) const START_OF_FRAME: u16 = 0xFFA2;
pub(super) const START_OF_BLOCK: u16 = 0xFFA3;
pub(super) const TRANSFORM_TABLE: u16 = 0xFFA4;
pub(super) const QUANTIZATION_TABLE: u16 = 0xFFA5;
pub(super) const HUFFMAN_TABLE: u16 = 0xFFA6;
pub(super) const RESTART_INTERVAL: u16 = 0xFFA7;
pub(super) const COMMENT: u16 = 0xFFA8;
