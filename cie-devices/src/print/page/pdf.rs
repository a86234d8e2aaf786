//! From the drawing to PDF/A-2a and PDF/UA-1.

use std::num::NonZeroU16;

use chrono::{DateTime, Datelike, FixedOffset, Timelike};
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::{self, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag, TagGroup,
    TagKind, TagTree,
};
use krilla::text::{Font, TextDirection};
use krilla::{Document, SerializeSettings};

use super::font::Weight;
use super::sheet::{Colour, Drawn, PAGE, Role, Shape, Sheet, Slot};
use crate::print::receipt::{Photo, Qr};
use crate::print::{Code, Error, Result};

/// What a document says of itself, and the pictures in it.
pub(in crate::print) struct Paper<'a> {
    pub(in crate::print) lang: &'static str,
    pub(in crate::print) title: String,
    /// Made of the content alone: the same document has the same identity.
    pub(in crate::print) identity: String,
    pub(in crate::print) author: String,
    pub(in crate::print) at: DateTime<FixedOffset>,
    pub(in crate::print) photo: Option<&'a Photo>,
    pub(in crate::print) qr: Option<&'a Qr>,
    /// The error when composing fails.
    pub(in crate::print) failure: Code,
}

/// The drawing as a file.
pub(in crate::print) fn render(mut sheet: Sheet, paper: &Paper<'_>) -> Result<Vec<u8>> {
    let failed = |step: &'static str| Error::new(paper.failure).detail(step);
    // Footers are drawn last; within a page the order of drawing stays.
    sheet.drawn.sort_by_key(|drawn| drawn.page);
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| failed("configuration"))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let painter = Painter::new(paper).map_err(failed)?;
    let leaves = painter.pages(&sheet, &mut document).map_err(failed)?;
    document.set_tag_tree(tag_tree(&sheet, leaves, paper.lang));
    document.set_outline(outline(&sheet));
    document.set_metadata(metadata(paper));
    document
        .finish()
        // The library's own error may quote the text it stumbled on: only its class is kept.
        .map_err(|_| failed("export"))
}

/// The step that failed.
type Step<T> = std::result::Result<T, &'static str>;

struct Painter<'a> {
    regular: Font,
    bold: Font,
    /// The photo and its width over its height.
    photo: Option<(Image, f32)>,
    qr: Option<&'a Qr>,
}

impl<'a> Painter<'a> {
    fn new(paper: &Paper<'a>) -> Step<Self> {
        let font = |weight: Weight| Font::new(weight.bytes().into(), 0).ok_or("font");
        let photo = match paper.photo {
            Some(photo) => {
                let image = Image::from_jpeg(photo.jpeg.clone().into(), false);
                Some((image.map_err(|_| "photo")?, photo.ratio))
            }
            None => None,
        };
        Ok(Self {
            regular: font(Weight::Regular)?,
            bold: font(Weight::Bold)?,
            photo,
            qr: paper.qr,
        })
    }

    /// Draws every page and returns what was drawn for each element, in its order.
    fn pages(&self, sheet: &Sheet, document: &mut Document) -> Step<Vec<Vec<Identifier>>> {
        let mut leaves = vec![Vec::new(); sheet.elements.len()];
        let same_page = |one: &Drawn, two: &Drawn| one.page == two.page;
        // Every page has a footer, so no page is without a drawing.
        for drawn in sheet.drawn.chunk_by(same_page) {
            let settings = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or("page size")?;
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            for drawn in drawn {
                let identifier = surface.start_tagged(tag(drawn.slot, &drawn.shape));
                let done = self.shape(&mut surface, &drawn.shape);
                surface.end_tagged();
                done.ok_or("shape")?;
                if let Slot::Element(index) = drawn.slot
                    && let Some(list) = leaves.get_mut(index)
                {
                    list.push(identifier);
                }
            }
            surface.finish();
            page.finish();
        }
        Ok(leaves)
    }

    fn shape(&self, surface: &mut Surface<'_>, shape: &Shape) -> Option<()> {
        match shape {
            Shape::Text {
                x,
                y,
                weight,
                size,
                colour,
                text,
                ..
            } => {
                let font = match weight {
                    Weight::Regular => &self.regular,
                    Weight::Bold => &self.bold,
                };
                surface.set_fill(Some(fill(*colour)));
                let start = Point::from_xy(*x, *y);
                let direction = TextDirection::LeftToRight;
                surface.draw_text(start, font.clone(), *size, text, false, direction);
                Some(())
            }
            Shape::Box {
                x,
                y,
                w,
                h,
                fill: colour,
            } => {
                surface.set_fill(Some(fill(*colour)));
                let mut path = PathBuilder::new();
                path.push_rect(Rect::from_xywh(*x, *y, *w, *h)?);
                surface.draw_path(&path.finish()?);
                Some(())
            }
            Shape::Photo { x, y, w, h } => {
                // The whole photo, undistorted and centred, whatever its proportions are.
                let (image, ratio) = self.photo.as_ref()?;
                let (width, height) = if *ratio > w / h {
                    (*w, w / ratio)
                } else {
                    (h * ratio, *h)
                };
                let (left, top) = (x + (w - width) / 2.0, y + (h - height) / 2.0);
                surface.push_transform(&Transform::from_translate(left, top));
                surface.draw_image(image.clone(), Size::from_wh(width, height)?);
                surface.pop();
                Some(())
            }
            Shape::Qr { x, y, side } => {
                let qr = self.qr?;
                let module = side / f32::from(qr.size);
                let mut path = PathBuilder::new();
                for run in &qr.dark {
                    let (left, top) = (f32::from(run.x) * module, f32::from(run.y) * module);
                    let width = f32::from(run.length) * module;
                    path.push_rect(Rect::from_xywh(x + left, y + top, width, module)?);
                }
                surface.set_fill(Some(fill((0, 0, 0))));
                surface.draw_path(&path.finish()?);
                Some(())
            }
        }
    }
}

fn fill((red, green, blue): Colour) -> Fill {
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        ..Fill::default()
    }
}

fn tag<'a>(slot: Slot, shape: &Shape) -> ContentTag<'a> {
    match (slot, shape) {
        (Slot::Element(_), Shape::Text { spoken, .. }) => {
            ContentTag::Span(SpanTag::empty().with_actual_text(*spoken))
        }
        (Slot::Element(_), _) => ContentTag::Other,
        (Slot::Decoration, _) => artifact(ArtifactType::Layout),
        (Slot::Header, _) => artifact(ArtifactType::Header),
        (Slot::Footer, _) => artifact(ArtifactType::Footer),
    }
}

fn artifact<'a>(kind: ArtifactType) -> ContentTag<'a> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

fn tag_tree(sheet: &Sheet, leaves: Vec<Vec<Identifier>>, lang: &str) -> TagTree {
    let mut children: Vec<Vec<Node>> = sheet.elements.iter().map(|_| Vec::new()).collect();
    let mut roots = Vec::new();
    // A parent always precedes its children: backwards, each element is complete when its turn
    // comes, with its children last to first.
    for (index, (element, identifiers)) in sheet.elements.iter().zip(leaves).enumerate().rev() {
        let mut nodes: Vec<Node> = identifiers.into_iter().map(Node::from).collect();
        let below = children.get_mut(index).map(std::mem::take);
        nodes.extend(below.into_iter().flatten().rev());
        let group = TagGroup::with_children(tag_kind(&element.role), nodes);
        match element.parent.and_then(|index| children.get_mut(index)) {
            Some(above) => above.push(group.into()),
            None => roots.push(Node::from(group)),
        }
    }
    roots.reverse();
    TagTree::from(roots).with_lang(Some(lang.to_owned()))
}

fn tag_kind(role: &Role) -> TagKind {
    match role {
        Role::Heading { level, title } => {
            let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(title.clone())).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::Figure { alt } => Tag::Figure(Some(alt.clone())).into(),
        Role::Table => Tag::Table.into(),
        Role::TableRow => Tag::TR.into(),
        Role::HeadCell { of_column: true } => Tag::TH(TableHeaderScope::Column).into(),
        Role::HeadCell { of_column: false } => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
    }
}

/// The headings, each leading to where it stands.
fn outline(sheet: &Sheet) -> Outline {
    let mut outline = Outline::new();
    for drawn in &sheet.drawn {
        if let Slot::Element(index) = drawn.slot
            && let Some(Role::Heading { title, .. }) = sheet.elements.get(index).map(|e| &e.role)
            && let Shape::Text { x, y, size, .. } = &drawn.shape
        {
            let target = XyzDestination::new(drawn.page, Point::from_xy(*x, y - size));
            outline.push_child(OutlineNode::new(title.clone(), target));
        }
    }
    outline
}

fn metadata(paper: &Paper<'_>) -> Metadata {
    Metadata::new()
        // No name of a person: titles show in file lists and print queues.
        .title(paper.title.clone())
        .language(paper.lang.to_owned())
        .authors(vec![paper.author.clone()])
        .producer("cie-devices".to_owned())
        .document_id(paper.identity.clone())
        .creation_date(pdf_date(paper.at))
}

fn pdf_date(at: DateTime<FixedOffset>) -> metadata::DateTime {
    // Every field is in range by the calendar; the year by `check`.
    let small = |value: u32| u8::try_from(value).unwrap_or_default();
    let minutes = at.offset().local_minus_utc() / 60;
    metadata::DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(i8::try_from(minutes / 60).unwrap_or_default())
        .utc_offset_minute(small((minutes % 60).unsigned_abs()))
}
