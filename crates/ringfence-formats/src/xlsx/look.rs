//! How cells look.

use ringfence::view::ColumnKind;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

const SHADE: Color = Color::RGB(0xE3_EA_F1);

/// How cells look.
pub(super) struct Looks {
    pub(super) heading: Format,
    pub(super) figure_heading: Format,
    pub(super) title: Format,
    pub(super) section: Format,
    pub(super) quiet: Format,
    pub(super) money: Format,
    pub(super) total: Format,
    pub(super) total_words: Format,
    pub(super) silent: Format,
    pub(super) amiss: Format,
    pub(super) words: Format,
    pub(super) number: Format,
    wte: Format,
    day: Format,
    stated: Format,
}

impl Looks {
    /// With sums of money in a form of Excel.
    pub(super) fn of_money(form: &str) -> Looks {
        let numbers = |form: &str| Format::new().set_num_format(form);
        let heading = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter)
            .set_background_color(SHADE)
            .set_border_bottom(FormatBorder::Thin);
        let right = Format::new().set_align(FormatAlign::Right);
        let total = Format::new()
            .set_bold()
            .set_border_top(FormatBorder::Thin)
            .set_border_bottom(FormatBorder::Double);
        Looks {
            figure_heading: heading.clone().set_align(FormatAlign::Right),
            heading: heading.set_indent(1),
            title: Format::new().set_bold().set_font_size(14),
            section: Format::new().set_bold().set_font_size(12),
            quiet: Format::new().set_font_color(Color::Gray),
            money: numbers(form),
            total: total.clone().set_num_format(form),
            total_words: total.set_indent(1),
            wte: numbers("0.00"),
            number: numbers("0"),
            day: numbers("d mmm yyyy"),
            stated: right.clone(),
            words: Format::new().set_indent(1),
            silent: right.set_italic().set_font_color(Color::Gray),
            amiss: Format::new()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0xC0_00_00)),
        }
    }

    /// The look of a column of a kind.
    pub(super) fn of(&self, kind: ColumnKind) -> &Format {
        match kind {
            ColumnKind::Money => &self.money,
            ColumnKind::Wte => &self.wte,
            ColumnKind::Number => &self.number,
            ColumnKind::Date => &self.day,
            ColumnKind::Stated => &self.stated,
            _ => &self.words,
        }
    }

    /// The look of the heading of a column of a kind.
    pub(super) fn heading_of(&self, kind: ColumnKind) -> &Format {
        use ColumnKind::{Money, Number, Stated, Wte};
        match kind {
            Money | Number | Stated | Wte => &self.figure_heading,
            _ => &self.heading,
        }
    }
}
