//! Commands and responses of contact and contactless chips (ISO/IEC 7816-4), and the one thing a
//! reader must do: exchange them.
//!
//! [`CardTransport`] is the whole interface to hardware. A PC/SC reader, a phone's NFC and a
//! simulator implement it alike; [`exchange`] adds what every caller needs on top: short and
//! extended lengths, chaining, `61xx` and `6Cxx`.
//!
//! ```
//! use cie_devices::apdu::{Command, Response, Status};
//! let select = Command::new(0x00, 0xA4, 0x04, 0x0C).data(&[0xA0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01]);
//! assert_eq!(select.encode()?.as_slice(), [0x00, 0xA4, 0x04, 0x0C, 7, 0xA0, 0, 0, 2, 0x47, 0x10, 1]);
//! assert_eq!(Response::parse(&[0x90, 0x00])?.status(), Status::SUCCESS);
//! # Ok::<(), cie_devices::Error>(())
//! ```

mod command;
mod exchange;
mod response;
mod status;
mod step;
mod transport;

pub use command::Command;
pub use exchange::exchange;
pub use response::Response;
pub use status::{Meaning, Status};
pub(crate) use step::During;
pub use transport::{CardTransport, Limits};
