//! Columns of figures, which are compared at their ends.

use super::{listed, spans, tree::Tree};

/// Elements that a figure may be written with. A link, such as a telephone's, is none.
const PHRASES: &str = "p b strong em i u s span small sup br";

/// What may stand before or after figures, besides signs and parentheses.
const UNITS: &str = "% ‰ đ Đ ₫ đồng triệu tỷ VND VNĐ vnđ USD EUR $ € £";

/// What a cell, or the cells of a column, hold: the last of these that is met.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Content {
    /// A dash is no figure, nor does it keep a column from being one of figures.
    Nothing,
    Figures,
    Words,
}

struct Column {
    /// The first row that no cell from above reaches into.
    free: u32,
    holds: Content,
}

/// Tells the cells of each column whose body holds figures alone, its heads among them. The first
/// column stays: what stands there names a row. Cells over several columns are of none.
pub(super) fn tell<T: Tree>(tree: &T, table: &T::Node) {
    let (rows, _) = spans::cells(tree, table);
    // The first row is the head, if there is one, and as tall as its tallest cell.
    let tallest = rows
        .first()
        .and_then(|row| row.iter().map(|cell| cell.rows).max());
    let head = tallest.unwrap_or(0);
    let mut columns: Vec<Column> = Vec::new();
    let mut told = Vec::new();
    for (row, cells) in (0..).zip(&rows) {
        let mut at = 0;
        for cell in cells {
            while columns.get(at).is_some_and(|column| column.free > row) {
                at += 1;
            }
            for _ in 0..cell.columns {
                if at == columns.len() {
                    columns.push(Column {
                        free: 0,
                        holds: Content::Nothing,
                    });
                }
                let column = &mut columns[at];
                column.free = row + cell.rows;
                if at > 0 && cell.columns == 1 {
                    if row >= head && tree.name(&cell.node) == "td" {
                        column.holds = column.holds.max(content(tree, &cell.node));
                    }
                    told.push((&cell.node, at));
                }
                at += 1;
            }
        }
    }
    for (cell, at) in told {
        if columns[at].holds == Content::Figures {
            tree.set(cell, "class", "number");
        }
    }
}

fn content<T: Tree>(tree: &T, cell: &T::Node) -> Content {
    let mut text = String::new();
    for part in tree.inside(cell) {
        let name = tree.name(&part);
        if name == "#text" {
            text.push_str(&tree.text(&part));
        } else if !listed(PHRASES, &name) {
            return Content::Words;
        }
    }
    let is_digit = |c: char| c.is_ascii_digit();
    let begin = text.find(is_digit).unwrap_or(text.len());
    let end = text.rfind(is_digit).map_or(begin, |last| last + 1);
    let (before, figures, after) = (&text[..begin], &text[begin..end], &text[end..]);
    let is_between = |c: char| is_digit(c) || c.is_whitespace() || ".,".contains(c);
    let is_unit = |edge: &str| {
        let mut units = edge.split(|c: char| c.is_whitespace() || "+-–−()".contains(c));
        units.all(|unit| unit.is_empty() || listed(UNITS, unit))
    };
    if !figures.chars().all(is_between) || !is_unit(before) || !is_unit(after) {
        Content::Words
    } else if figures.is_empty() {
        Content::Nothing
    } else {
        Content::Figures
    }
}
