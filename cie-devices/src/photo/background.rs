//! The background: is it even, and is its colour one of those admitted?

use image::{Rgb, RgbImage};

use super::colour::Lab;
use super::{Area, Policy};
use crate::pixel::{length, share, whole};

/// Side of the squares in which uneven parts are shown: a fortieth of the height.
const CELLS: u32 = 40;

/// What was seen of the background.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Background {
    /// Share of its pixels near the median colour.
    pub(super) uniform: f32,
    /// The median colour in sRGB, channel by channel.
    pub(super) colour: [u8; 3],
    /// Name of the admitted colour, if it is one.
    pub(super) tone: Option<&'static str>,
    /// Where it is not even.
    pub(super) uneven: Vec<Area>,
}

/// Looks at the strip above the head and at those beside it, where a photograph with the right
/// measures shows nothing but background, save for hair.
pub(super) fn background(rgb: &RgbImage, policy: &Policy, admitted: &[&str]) -> Option<Background> {
    let size = rgb.dimensions();
    let strips = [
        Area::between(size, (0.0, 0.08), (0.0, 0.45)),
        Area::between(size, (0.92, 1.0), (0.0, 0.45)),
        Area::between(size, (0.08, 0.92), (0.0, 0.03)),
    ];
    let inside = |x: u32, y: u32| {
        let holds = |a: &&Area| (a.left..a.right).contains(&x) && (a.top..a.bottom).contains(&y);
        strips.iter().find(holds).is_some()
    };
    let mut levels = [[0_usize; 256]; 3];
    let mut total = 0;
    let seen = || {
        rgb.enumerate_pixels()
            .take_while(|(_, y, _)| length(*y) < 0.45 * length(size.1))
            .filter(|(x, y, _)| inside(*x, *y))
    };
    for (_, _, Rgb(colour)) in seen() {
        total += 1;
        for (level, channel) in levels.iter_mut().zip(colour) {
            if let Some(count) = level.get_mut(usize::from(*channel)) {
                *count += 1;
            }
        }
    }
    if total == 0 {
        return None;
    }
    let colour = levels.map(|level| median(&level, total));
    let middle = Lab::of(colour);
    let cell = whole(length(size.1) / length(CELLS)).max(1);
    let mut near = 0;
    let mut cells = std::collections::BTreeMap::<(u32, u32), (usize, usize)>::new();
    for (x, y, Rgb(pixel)) in seen() {
        let even = Lab::of(*pixel).distance(middle) <= policy.background_spread;
        near += usize::from(even);
        let (far, all) = cells.entry((y / cell, x / cell)).or_default();
        *far += usize::from(!even);
        *all += 1;
    }
    let uneven = cells.into_iter().filter(|(_, (far, all))| 2 * far > *all);
    Some(Background {
        uniform: share(near, total),
        colour,
        tone: tone(middle, policy, admitted),
        uneven: uneven
            .map(|((row, column), _)| Area {
                left: column * cell,
                top: row * cell,
                right: ((column + 1) * cell).min(size.0),
                bottom: ((row + 1) * cell).min(size.1),
            })
            .collect(),
    })
}

/// The first admitted colour that this one is.
fn tone(colour: Lab, policy: &Policy, admitted: &[&str]) -> Option<&'static str> {
    let within = |(from, to): (f32, f32), value: f32| (from..=to).contains(&value);
    policy
        .tones
        .iter()
        .filter(|tone| admitted.contains(&tone.name))
        .find(|tone| {
            within(tone.lightness, colour.l.min(100.0))
                && within(tone.chroma, colour.chroma())
                && within(tone.hue, colour.hue())
        })
        .map(|tone| tone.name)
}

fn median(levels: &[usize; 256], total: usize) -> u8 {
    let mut seen = 0;
    (0..=u8::MAX)
        .zip(levels)
        .find(|(_, count)| {
            seen += **count;
            2 * seen >= total
        })
        .map_or(0, |(level, _)| level)
}

#[cfg(test)]
mod tests {
    use super::*;
    use cie_core::rule::{Value, biometrics};

    fn named(colour: [u8; 3]) -> Option<&'static str> {
        let Some(Value::Texts(admitted)) = biometrics::PHOTO_BACKGROUND.value("colours") else {
            panic!("the rule names colours");
        };
        tone(Lab::of(colour), &Policy::default(), admitted)
    }

    #[test]
    fn named_colours_of_the_web_are_what_their_names_say() {
        // CSS names; the sheets of colour of photographers are not public.
        for (colour, name) in [
            ([255, 255, 255], Some("white")),       // white
            ([245, 245, 245], Some("white")),       // whitesmoke
            ([211, 211, 211], Some("light_grey")),  // lightgrey
            ([173, 216, 230], Some("light_blue")),  // lightblue
            ([135, 206, 250], Some("light_blue")),  // lightskyblue
            ([245, 245, 220], Some("beige")),       // beige
            ([210, 180, 140], Some("light_brown")), // tan, "a pale tone of brown"
            ([196, 164, 132], Some("light_brown")), // "light brown" of the paint charts
            ([255, 0, 0], None),                    // red
            ([34, 139, 34], None),                  // forestgreen
            ([144, 238, 144], None),                // lightgreen
            ([0, 0, 128], None),                    // navy
            ([105, 105, 105], None),                // dimgrey
            ([0, 0, 0], None),                      // black
            ([255, 192, 203], None),                // pink
            ([139, 69, 19], None),                  // saddlebrown
        ] {
            assert_eq!(named(colour), name, "{colour:?} {:?}", Lab::of(colour));
        }
    }

    #[test]
    fn a_policy_cannot_admit_what_the_rule_does_not_name() {
        assert_eq!(
            tone(Lab::of([255; 3]), &Policy::default(), &["beige"]),
            None
        );
    }

    #[test]
    fn a_growing_shadow_is_never_more_uniform_and_is_shown() {
        let drawn = crate::sim::portrait(1).unwrap();
        let drawn = image::load_from_memory(drawn.bytes()).unwrap().into_rgb8();
        let Some(Value::Texts(admitted)) = biometrics::PHOTO_BACKGROUND.value("colours") else {
            panic!("the rule names colours");
        };
        let policy = Policy::default();
        let mut before = f32::INFINITY;
        for bottom in [0, 40, 80, 160, 300] {
            let mut image = drawn.clone();
            for (x, y, pixel) in image.enumerate_pixels_mut() {
                if x < 40 && y < bottom {
                    *pixel = Rgb([120, 130, 140]);
                }
            }
            let seen = background(&image, &policy, admitted).unwrap();
            assert!(seen.uniform <= before, "{bottom}");
            assert_eq!(
                seen.uniform >= policy.least_uniform,
                bottom <= 80,
                "{bottom}"
            );
            // What is shown as uneven is where the shadow was put.
            let outside = |area: &&Area| area.left >= 40 || area.top >= bottom;
            assert_eq!(seen.uneven.iter().find(outside), None, "{bottom}");
            assert_eq!(seen.uneven.is_empty(), bottom == 0, "{bottom}");
            before = seen.uniform;
        }
    }
}
