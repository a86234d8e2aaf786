//! Wavelet scalar quantization (WSQ), the compression of fingerprint images.
//!
//! Source: "WSQ Gray-Scale Fingerprint Image Compression Specification", IAFIS-IC-0110 (FBI,
//! version 3.1, 2010). The image is split into 64 bands of frequencies by a pair of filters, each
//! band is divided into bins of a width of its own, and the numbers of the bins are written with
//! two Huffman codes. Compression loses detail: the file is several times smaller, and the image
//! that comes back is close to the one that went in, not the same.
//!
//! ```
//! use cie_devices::fingerprint::{GrayPrint, wsq};
//! let pixels = (0..128 * 96_u32).map(|at| (at * 7 % 251) as u8).collect();
//! let print = GrayPrint::new(128, 96, 500, pixels)?;
//! let file = wsq::encode(&print, wsq::BitRate::USUAL)?;
//! let back = wsq::decode(&file)?;
//! assert_eq!((back.width(), back.height(), back.ppi()), (128, 96, 500));
//! # Ok::<(), cie_devices::Error>(())
//! ```

mod bits;
mod coefficients;
mod comment;
mod decode;
mod encode;
mod filter;
mod huffman;
mod marker;
mod quantize;
mod reader;
mod scaled;
mod transform;
mod tree;

pub use decode::{MAX_FILE, decode};
pub use encode::encode;
pub use quantize::BitRate;
