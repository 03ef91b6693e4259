//! Cells that span more than their table has. Browsers lay out a grid of all that is spanned, and
//! 12 KB can ask for millions of places.

use super::tree::Tree;

/// Columns that no table of news has, and the places that are laid out at once.
const MANY_COLUMNS: u32 = 200;
const MANY_PLACES: u64 = 20_000;
/// As browsers read them.
const MOST_COLUMNS: u32 = 1_000;
const MOST_ROWS: u32 = 65_534;

pub(super) struct Cell<N> {
    pub(super) node: N,
    pub(super) columns: u32,
    pub(super) rows: u32,
}

type Rows<N> = Vec<Vec<Cell<N>>>;

/// The cells of a table, row by row, and the elements of its columns.
pub(super) fn cells<T: Tree>(tree: &T, table: &T::Node) -> (Rows<T::Node>, Vec<T::Node>) {
    let mut rows: Rows<T::Node> = Vec::new();
    let mut columns = Vec::new();
    let mut next = tree.first_child(table);
    while let Some(node) = next {
        next = match tree.name(&node).as_str() {
            "tr" => {
                rows.push(Vec::new());
                tree.after(&node, table)
            }
            "td" | "th" => {
                let cell = Cell {
                    columns: span(tree, &node, "colspan", MOST_COLUMNS),
                    rows: span(tree, &node, "rowspan", MOST_ROWS),
                    node: node.clone(),
                };
                if let Some(row) = rows.last_mut() {
                    row.push(cell);
                }
                tree.over(&node, table)
            }
            "col" | "colgroup" => {
                columns.push(node.clone());
                tree.after(&node, table)
            }
            "thead" | "tbody" | "tfoot" => tree.after(&node, table),
            _ => tree.over(&node, table),
        };
    }
    (rows, columns)
}

/// Cuts each span of a table down to what the table has.
pub(super) fn clamp<T: Tree>(tree: &T, table: &T::Node) {
    let (mut rows, columns) = cells(tree, table);
    let count = rows.len() as u32;
    for (at, row) in rows.iter_mut().enumerate() {
        for cell in row {
            cell.rows = cell.rows.min(count - at as u32);
        }
    }
    let most_cells = rows.iter().map(|row| row.len() as u32).max().unwrap_or(0);
    let room = MANY_PLACES.max(8 * u64::from(most_cells) * u64::from(count));
    let mut width = width(&rows);
    if width > MANY_COLUMNS.max(most_cells) || places(&rows) > room {
        limit(&mut rows, most_cells);
        width = self::width(&rows);
        if width > MANY_COLUMNS.max(2 * most_cells) || places(&rows) > room {
            limit(&mut rows, 1);
            width = most_cells;
        }
    }
    for cell in rows.iter().flatten() {
        write(tree, &cell.node, "colspan", cell.columns);
        write(tree, &cell.node, "rowspan", cell.rows);
    }
    for column in &columns {
        let columns = span(tree, column, "span", MOST_COLUMNS);
        write(tree, column, "span", columns.min(width.max(1)));
    }
}

/// No cell spans more columns; none at all, nor rows, if it is one.
fn limit<N>(rows: &mut [Vec<Cell<N>>], columns: u32) {
    for cell in rows.iter_mut().flatten() {
        cell.columns = cell.columns.min(columns);
        if columns == 1 {
            cell.rows = 1;
        }
    }
}

/// How many columns a table has: its widest row's, with what reaches into it from above.
fn width<N>(rows: &[Vec<Cell<N>>]) -> u32 {
    let mut widest: u32 = 0;
    // Columns that end with a row.
    let mut ends = vec![0_u32; rows.len() + 1];
    let mut from_above: u32 = 0;
    for (at, row) in rows.iter().enumerate() {
        from_above = from_above.saturating_sub(ends[at]);
        let mut own: u32 = 0;
        let mut goes_on: u32 = 0;
        for cell in row {
            own = own.saturating_add(cell.columns);
            if cell.rows > 1 {
                goes_on = goes_on.saturating_add(cell.columns);
                let end = &mut ends[at + cell.rows as usize];
                *end = end.saturating_add(cell.columns);
            }
        }
        widest = widest.max(own.saturating_add(from_above));
        from_above = from_above.saturating_add(goes_on);
    }
    widest
}

fn places<N>(rows: &[Vec<Cell<N>>]) -> u64 {
    let of_cell = |cell: &Cell<N>| u64::from(cell.columns) * u64::from(cell.rows);
    rows.iter().flatten().map(of_cell).sum()
}

/// A span as browsers read it; of rows 0 is all that are left.
fn span<T: Tree>(tree: &T, node: &T::Node, name: &str, most: u32) -> u32 {
    let Some(written) = tree.attribute(node, name) else {
        return 1;
    };
    let written = written.trim();
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    let number = written[..digits]
        .parse()
        .unwrap_or(if digits > 0 { most } else { 1 });
    match number {
        0 if name == "rowspan" => most,
        0 => 1,
        _ => number.min(most),
    }
}

fn write<T: Tree>(tree: &T, node: &T::Node, name: &str, span: u32) {
    let Some(written) = tree.attribute(node, name) else {
        return;
    };
    let text = span.to_string();
    if span == 1 {
        tree.unset(node, name);
    } else if text != written {
        tree.set(node, name, &text);
    }
}
