//! Printed documents, read back by programs that are not ours: poppler and ZBar.

#[cfg(test)]
mod bounds;
#[cfg(test)]
mod fees;
#[cfg(test)]
mod forms;
#[cfg(test)]
mod html;
#[cfg(test)]
mod pdf;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tools;
