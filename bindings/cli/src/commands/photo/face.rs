//! Where the face is: found, marked, or left to the eye.

use cie_devices::photo::{Face, FaceLocator, MarkedFace, Point};

use crate::exit::{Failure, Status};

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
    pub(super) fn locator(self) -> Result<Option<Box<dyn FaceLocator>>, Failure> {
        match self {
            Self::ByEye => Ok(None),
            Self::Marked(face) => Ok(Some(Box::new(MarkedFace(face)))),
            Self::Auto => detector(),
        }
    }
}

#[cfg(feature = "face")]
fn detector() -> Result<Option<Box<dyn FaceLocator>>, Failure> {
    Ok(Some(Box::new(cie_devices::photo::SeetaFace::new()?)))
}

#[cfg(not(feature = "face"))]
fn detector() -> Result<Option<Box<dyn FaceLocator>>, Failure> {
    Ok(None)
}

/// The failure of a command that needs a face and has none.
pub(super) fn needed() -> Failure {
    Failure::new(
        Status::Usage,
        "indicare il volto con --face: occhi, mento e, se si vede, sommità del capo",
        "mark the face with --face: eyes, chin and, if visible, the crown",
    )
}
