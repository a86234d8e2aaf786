//! Where the face is: found, marked, or left to the eye.

use std::path::Path;

use cie_devices::photo::{Face, FaceLocator, MarkedFace, Point};

#[cfg(feature = "face")]
use crate::commands::input;
use crate::exit::{Failure, Status};

/// More than the model has.
#[cfg(feature = "face")]
const MAX_MODEL: u64 = 2 << 20;

/// `auto`, `none`, or marks.
#[derive(Clone, Copy, Debug)]
pub(super) enum FaceOption {
    /// The detector finds it.
    Auto,
    /// The operator looks.
    ByEye,
    /// The operator marked it.
    Marked(Face),
}

/// Reads `auto`, `none`, or six or eight numbers: two eyes, the chin, and the crown if known.
pub(super) fn parse(text: &str) -> Result<FaceOption, String> {
    match text {
        "auto" => return Ok(FaceOption::Auto),
        "none" => return Ok(FaceOption::ByEye),
        _ => {}
    }
    let form = || "auto, none, X,Y,X,Y,X,Y[,X,Y]".to_owned();
    let numbers: Result<Vec<f32>, _> = text.split(',').map(|n| n.trim().parse()).collect();
    let numbers = numbers.map_err(|_| form())?;
    let (eyes, chin, crown) = match numbers.as_slice() {
        [a, b, c, d, e, f] => ([(a, b), (c, d)], (e, f), None),
        [a, b, c, d, e, f, g, h] => ([(a, b), (c, d)], (e, f), Some((g, h))),
        _ => return Err(form()),
    };
    let point = |(x, y): (&f32, &f32)| Point::new(*x, *y);
    Face::marked(eyes.map(point), point(chin), crown.map(point))
        .map(FaceOption::Marked)
        .map_err(|error| error.to_string())
}

impl FaceOption {
    /// Who says where the face is; nobody where it is left to the eye.
    pub(super) fn locator(
        self,
        model: Option<&Path>,
    ) -> Result<Option<Box<dyn FaceLocator>>, Failure> {
        match self {
            Self::ByEye => Ok(None),
            Self::Marked(face) => Ok(Some(Box::new(MarkedFace(face)))),
            Self::Auto => model.map_or(Ok(None), detector),
        }
    }
}

#[cfg(feature = "face")]
fn detector(model: &Path) -> Result<Option<Box<dyn FaceLocator>>, Failure> {
    let bytes = input::read(model, MAX_MODEL)?;
    let found = cie_devices::photo::SeetaFace::new(&bytes);
    Ok(Some(Box::new(
        found.map_err(|error| Failure::from(error).in_file(model))?,
    )))
}

#[cfg(not(feature = "face"))]
fn detector(_: &Path) -> Result<Option<Box<dyn FaceLocator>>, Failure> {
    Err(Failure::new(
        Status::Usage,
        "questo programma è compilato senza rilevatore di volti (feature face)",
        "this program was built without a face detector (feature face)",
    ))
}

/// The failure of a command that needs a face and has none.
pub(super) fn needed() -> Failure {
    Failure::new(
        Status::Usage,
        "indicare il volto con --face (occhi, mento e, se si vede, sommità del capo), o il modello con \
         cui cercarlo con --face-model",
        "mark the face with --face (eyes, chin and, if visible, the crown), or give the model to look \
         for it with --face-model",
    )
}
