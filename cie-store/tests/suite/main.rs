//! The tests of the store, as one program: the crash tests start it again to kill it.

#[cfg(test)]
mod backup;
#[cfg(test)]
mod contract;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod csv;
#[cfg(test)]
mod csv_registry;
#[cfg(test)]
mod disk;
#[cfg(test)]
mod files;
#[cfg(test)]
mod mapping;
#[cfg(test)]
#[cfg(all(unix, feature = "postgres"))]
mod postgres;
#[cfg(test)]
mod resuming;
#[cfg(test)]
mod sealing;
#[cfg(test)]
mod sharing;
#[cfg(test)]
mod sqlite;
