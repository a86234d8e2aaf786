//! Which part of a picture becomes the photograph.

use crate::photo::{Face, Point, Policy, Requirements};
use crate::pixel::{length, whole};
use crate::{Code, Error, Result};

/// How far inside the limits the crop stays, in hundredths and in millimetres: rounding to pixels
/// must not carry it out.
const INSIDE: f32 = 0.4;
/// Room above the crown and below the chin, in millimetres: hair, and not to cut the face.
const AIR: f32 = 1.0;
/// How much of a pixel may be missing at an edge.
const SLACK: f32 = 0.51;
/// Steps tried between the limits.
const STEPS: u16 = 20;

/// A rectangle in a level picture, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::photo) struct Frame {
    pub(in crate::photo) left: f32,
    pub(in crate::photo) top: f32,
    pub(in crate::photo) width: f32,
    pub(in crate::photo) height: f32,
}

impl Frame {
    /// The best rectangle around a face that the picture has room for.
    ///
    /// `back` says where a place of the level picture is in the one that was taken, of size `size`.
    pub(super) fn around(
        face: &Face,
        back: impl Fn(Point) -> Point,
        size: (u32, u32),
        requirements: &Requirements,
        policy: &Policy,
    ) -> Result<Self> {
        let (wide, high) = (length(size.0), length(size.1));
        let has_room = |frame: &Self| {
            frame.corners().into_iter().map(&back).all(|p| {
                (-SLACK..=wide + SLACK).contains(&p.x) && (-SLACK..=high + SLACK).contains(&p.y)
            })
        };
        let least = length(requirements.min_height_um) / 25_400.0 * length(requirements.min_dpi);
        let (mut best, mut room) = (None::<(f32, Self)>, false);
        for (cost, frame) in Self::candidates(face, size, requirements, policy) {
            if best.as_ref().is_some_and(|(lowest, _)| *lowest <= cost) || !has_room(&frame) {
                continue;
            }
            room = true;
            if frame.height + SLACK >= least {
                best = Some((cost, frame));
            }
        }
        best.map(|(_, frame)| frame).ok_or_else(|| {
            if room {
                let dpi = Self::native(face, requirements);
                let text = format!("{dpi:.0} dpi, min {}", requirements.min_dpi);
                Error::new(Code::TooCoarse).detail(text)
            } else {
                Code::NoRoom.into()
            }
        })
    }

    /// Resolution at which the face would have its middle height, in dots an inch.
    fn native(face: &Face, requirements: &Requirements) -> f32 {
        let middle = length(requirements.face_least_percent + requirements.face_most_percent);
        let height = face.height() / (middle / 200.0);
        height / (length(requirements.min_height_um.max(1)) / 25_400.0)
    }

    /// Rectangles that meet the rules, each with how far it is from the middle of what they allow.
    fn candidates<'a>(
        face: &'a Face,
        size: (u32, u32),
        requirements: &'a Requirements,
        policy: &'a Policy,
    ) -> impl Iterator<Item = (f32, Self)> + 'a {
        let shares = spread(
            length(requirements.face_least_percent),
            length(requirements.face_most_percent),
        );
        let mm = |um: u32| length(um) / 1000.0;
        let eyes: Vec<_> = spread(
            mm(requirements.eyes_lowest_um),
            mm(requirements.eyes_highest_um),
        )
        .collect();
        let most = length(policy.most_aside.min(50)) / 100.0;
        let aside: Vec<_> = (0..=10_u16)
            .map(|step| f32::from(step) / 5.0 - 1.0)
            .collect();
        let made = shares.flat_map(move |(share, off)| {
            // What has the height of the picture but for a pixel has its height.
            let height = face.height() / (share / 100.0);
            let aside = aside.clone();
            eyes.clone().into_iter().flat_map(move |(eye, high)| {
                aside.clone().into_iter().map(move |side| {
                    let frame = Self::placed(face, height, eye, side * most, requirements);
                    (off * off + high * high + side * side, frame)
                })
            })
        });
        // A photograph that is already cropped stays as it is.
        let whole = Self {
            left: 0.0,
            top: 0.0,
            width: length(size.0),
            height: length(size.1),
        };
        let ratio = length(requirements.width_um) / length(requirements.min_height_um.max(1));
        let kept = ((whole.width - ratio * whole.height).abs() <= 0.01 * whole.width)
            .then_some((0.5, whole));
        made.chain(kept)
            .filter(|(_, frame)| frame.holds(face, requirements))
    }

    fn placed(face: &Face, height: f32, eye: f32, aside: f32, requirements: &Requirements) -> Self {
        let per_mm = height / (length(requirements.min_height_um.max(1)) / 1000.0);
        let width = per_mm * length(requirements.width_um) / 1000.0;
        let middle = face.eye_line();
        Self {
            left: middle.x - width / 2.0 + aside * width,
            top: middle.y + eye * per_mm - height,
            width,
            height,
        }
    }

    /// Whether the face is in it as the rules ask.
    fn holds(&self, face: &Face, requirements: &Requirements) -> bool {
        let per_mm = self.height / (length(requirements.min_height_um.max(1)) / 1000.0);
        let bottom = self.top + self.height;
        let share = 100.0 * face.height() / self.height;
        let eyes = (bottom - face.eye_line().y) / per_mm;
        let shares =
            length(requirements.face_least_percent)..=length(requirements.face_most_percent);
        let lines = length(requirements.eyes_lowest_um) / 1000.0
            ..=length(requirements.eyes_highest_um) / 1000.0;
        shares.contains(&share)
            && lines.contains(&eyes)
            && face.crown.y - self.top >= AIR * per_mm
            && bottom - face.chin.y >= AIR * per_mm
    }

    fn corners(&self) -> [Point; 4] {
        let (right, bottom) = (self.left + self.width, self.top + self.height);
        [
            Point::new(self.left, self.top),
            Point::new(right, self.top),
            Point::new(self.left, bottom),
            Point::new(right, bottom),
        ]
    }

    /// Resolution to write, in dots an inch: that of the crop, at most the policy's.
    pub(super) fn dpi(&self, requirements: &Requirements, policy: &Policy) -> u16 {
        let inches = length(requirements.min_height_um.max(1)) / 25_400.0;
        let native = whole((self.height + SLACK) / inches);
        let most = policy.most_dpi.max(requirements.min_dpi);
        u16::try_from(native.clamp(requirements.min_dpi, most)).unwrap_or(u16::MAX)
    }
}

/// Values between two limits, each with its distance from the middle: 0 there, 1 at the limits.
fn spread(from: f32, to: f32) -> impl Iterator<Item = (f32, f32)> {
    let (from, to) = (from + INSIDE, (to - INSIDE).max(from + INSIDE));
    (0..=STEPS).map(move |step| {
        let part = f32::from(step) / f32::from(STEPS);
        (from + part * (to - from), 2.0 * part - 1.0)
    })
}
