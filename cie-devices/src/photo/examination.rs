//! Looking at a photograph with everything there is to look with.

use super::background::{Background, background};
use super::exposure::exposure;
use super::sharpness::sharpness;
use super::verdicts::content::{self, Seen};
use super::verdicts::file;
use super::{
    Area, Density, Face, FaceLocator, Picture, Policy, Report, Requirements, jfif_density, overlay,
};
use crate::media::{MediaFormat, decode_upright};
use crate::{Code, Error, Result};

/// What came out of looking at a photograph: verdicts, faces, and where something is wrong.
#[derive(Debug)]
pub struct Examination {
    report: Report,
    picture: Option<Picture>,
    faces: Vec<Face>,
    faulty: Vec<Area>,
    requirements: Requirements,
    per_mm: f32,
}

/// Examines a photograph file: its form, exposure, sharpness and background, and with a locator its
/// face. Never fails: what cannot be measured says so in its verdict.
///
/// ```
/// use cie_devices::photo::{MarkedFace, Policy, Requirements, examine};
/// use cie_devices::sim;
/// let portrait = sim::portrait(1)?;
/// // The simulator knows where it drew the eyes; for a person it is the operator who marks them.
/// let mut marks = MarkedFace(sim::portrait_face());
/// let seen = examine(
///     portrait.bytes(),
///     &Requirements::default(),
///     &Policy::default(),
///     Some(&mut marks),
/// );
/// assert!(seen.report().accepted());
/// let png = seen.overlay()?;
/// assert!(png.starts_with(b"\x89PNG"));
/// # Ok::<(), cie_devices::Error>(())
/// ```
#[must_use]
pub fn examine(
    file: &[u8],
    requirements: &Requirements,
    policy: &Policy,
    locator: Option<&mut dyn FaceLocator>,
) -> Examination {
    let decoded = decode_upright(file, &requirements.bounds).ok();
    let is_jpeg = decoded
        .as_ref()
        .is_some_and(|upright| upright.format == MediaFormat::Jpeg);
    let turned = decoded.as_ref().map(|upright| upright.turned);
    let density = jfif_density(file).filter(|_| is_jpeg);
    let picture = decoded.map(Picture::seen);
    let mut examination = Examination {
        report: Report::new(Vec::new()),
        faces: Vec::new(),
        faulty: Vec::new(),
        per_mm: 0.0,
        requirements: requirements.clone(),
        picture,
    };
    examination.look(file.len(), (is_jpeg, turned, density), policy, locator);
    examination
}

impl Examination {
    fn look(
        &mut self,
        bytes: usize,
        (is_jpeg, turned, density): (bool, Option<bool>, Option<Density>),
        policy: &Policy,
        locator: Option<&mut dyn FaceLocator>,
    ) {
        let requirements = &self.requirements;
        let size = self.picture.as_ref().map(Picture::size);
        let gray = self.picture.as_ref().map(Picture::gray);
        let located = match (locator, &self.picture) {
            (None, _) => None,
            (Some(_), None) => Some(Err(Error::from(Code::MediaUnreadable))),
            (Some(locator), Some(picture)) => Some(locator.locate(picture)),
        };
        let seen = match &located {
            None => Seen::NotLooked,
            Some(Err(_)) => Seen::CannotSay,
            Some(Ok(faces)) => Seen::Faces(faces),
        };
        let face = match &seen {
            Seen::Faces([face]) => Some(face),
            _ => None,
        };
        let features = size.map(|size| Area::of_features(size, face));
        let light = gray
            .as_ref()
            .zip(features)
            .and_then(|(gray, area)| exposure(gray, &area, policy.blown_from));
        let focus = gray
            .as_ref()
            .zip(features)
            .and_then(|(gray, area)| sharpness(gray, &area));
        let behind = self
            .picture
            .as_ref()
            .and_then(|p| background(&p.rgb(), policy, requirements.backgrounds));
        let of_jpeg = size.filter(|_| is_jpeg);
        // The measures on paper are those of the upright picture.
        let density = density.map(|d| match turned {
            Some(true) if size.is_some() => Density {
                x_dpi: d.x_dpi.min(d.y_dpi),
                y_dpi: d.x_dpi.min(d.y_dpi),
            },
            _ => d,
        });
        let height = size.map_or(0, |(_, height)| height);
        let per_mm = density
            .map(|d| content::per_mm(d.y_dpi))
            .filter(|d| *d > 0.0);
        let report = Report::new(vec![
            file::format(is_jpeg),
            file::size(bytes, requirements),
            file::resolution(is_jpeg, density, requirements),
            file::width(of_jpeg, density, requirements),
            file::height(of_jpeg, density, requirements),
            file::orientation(turned),
            content::exposure(light, policy),
            content::contrast(light, policy),
            content::sharpness(focus, policy),
            content::uniformity(behind.as_ref(), policy),
            content::colour(behind.as_ref()),
            content::faces(&seen),
            content::eyes(&seen, height, per_mm, requirements),
            content::face_height(&seen, height, requirements),
            content::age(),
        ]);
        self.faulty = behind.map_or_else(Vec::new, |b: Background| b.uneven);
        self.faces = located.and_then(Result::ok).unwrap_or_default();
        // Without a resolution the width is taken for the required one, to have a scale to draw by.
        let wanted = crate::pixel::length(self.requirements.width_um.max(1)) / 1000.0;
        let by_width = size.map_or(0.0, |(width, _)| crate::pixel::length(width) / wanted);
        self.per_mm = per_mm.unwrap_or(by_width);
        self.report = report;
    }

    /// The verdicts.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The verdicts, by value.
    #[must_use]
    pub fn into_report(self) -> Report {
        self.report
    }

    /// The faces that the locator found.
    #[must_use]
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// The parts of the background that are not even.
    #[must_use]
    pub fn faulty(&self) -> &[Area] {
        &self.faulty
    }

    /// A PNG that shows the operator what is wrong.
    ///
    /// Over the photograph: the frame of the required width and least height, from the lower edge;
    /// the band in which the eyes must be; what of the background is not even, in red; the line of
    /// the eyes, chin and crown, and the band in which the crown must be above that chin. Lines are
    /// green where their verdict passes, red where it fails, orange where it is left to the eye.
    /// Under it a square for each verdict of the report, numbered from 1 in its order, in the same
    /// colours; grey is not measurable.
    ///
    /// # Errors
    /// `CIE-DEV-003` when the file was no image, `CIE-DEV-014` when the encoder fails.
    pub fn overlay(&self) -> Result<Vec<u8>> {
        let picture = self.picture.as_ref().ok_or(Code::MediaUnreadable)?;
        let scene = overlay::Scene {
            report: &self.report,
            faces: &self.faces,
            faulty: &self.faulty,
            requirements: &self.requirements,
            per_mm: self.per_mm,
        };
        overlay::draw(picture, &scene)
    }
}
