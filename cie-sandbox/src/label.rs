//! The labels by which everything that leaves the simulator is known.

/// Name of the HTTP header that every answer carries.
pub const HEADER: &str = "x-simulated";

/// Value of [`HEADER`].
pub const HEADER_VALUE: &str = "yes";

/// How every Italian text, and every identifier that the simulator invents, begins.
pub const SIMULATO: &str = "SIMULATO";

/// How every English text begins; also the organisation named in its certificate.
pub const SIMULATED: &str = "SIMULATED";
