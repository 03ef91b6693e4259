//! One module becomes chunks: the first draws a headline, the others hold the rest.
//!
//! Most readers come to read one article. What its headline does not need lies in a second chunk,
//! which comes while the headline is being read; the other pages lie in a third. What only a few
//! readers ever need lies in late ones, fetched when it is asked for. All share memory, table and
//! stack. A function that moved leaves a short one behind in the first chunk, which
//! fetches the other if it is not there yet and calls through the table, where the other has put
//! the real one: it is right whatever calls it and whenever, and `src/frames.rs` sees to it that it
//! is fast as well.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId,
    FunctionKind, GlobalKind, ImportKind, ImportedFunction, MemoryId, Module, ModuleImports,
    TableId,
    ir::{self, Visitor, dfs_in_order},
    passes::gc,
};

/// What moves into a chunk: all that is reached only through these Rust items, by the beginnings of
/// their paths.
struct Chunk {
    name: &'static str,
    /// Fetched only when it is asked for.
    late: bool,
    /// Instructions of the largest function that is copied into it.
    copies: u64,
    items: &'static [&'static str],
}

/// In the order of `src/browser/chunks.rs`, after the first.
const CHUNKS: [Chunk; 5] = [
    Chunk {
        name: "article",
        late: false,
        copies: 6,
        items: &[
            "cong_tin::app::choice",
            "cong_tin::app::footer",
            "cong_tin::browser::body",
            "cong_tin::browser::sanitise",
            "cong_tin::browser::share",
            "cong_tin::browser::tidy",
            "cong_tin::el::El>::keep",
            "cong_tin::el::ElementRef",
            "cong_tin::frames::then::",
            "cong_tin::navigate::Navigator>::go",
            "cong_tin::navigate::Navigator>::leave",
            "cong_tin::navigate::Navigator>::take_over",
            "cong_tin::newsroom::Newsroom>::load_older",
            "cong_tin::newsroom::Newsroom>::next",
            "cong_tin::newsroom::Newsroom>::older",
            "cong_tin::newsroom::Newsroom>::reached",
            "cong_tin::newsroom::Sources>::read_on",
            "cong_tin::newsroom::finish",
            "cong_tin::pages::article::below",
            "cong_tin::pages::article::body",
            "cong_tin::pages::article::missing",
            "cong_tin::pages::article::whole::{closure",
            "cong_tin::pages::date::archive_block",
            "cong_tin::pages::date::drawn_archive_block",
            "cong_tin::pages::date::some_of_day",
            "cong_tin::pages::ways_on",
            "cong_tin::parts::calendar",
            "cong_tin::parts::day_field",
            "cong_tin::parts::files",
            "cong_tin::parts::headlines",
            "cong_tin::parts::month_field",
            "cong_tin::parts::search_field",
            "cong_tin::parts::tools",
            "cong_tin::text::Lang>::below",
            "cong_tin::text::below",
            "cong_tin::text::fault::feed_advice",
            "cong_tin::text::numbers::month_in_words",
            // Of the libraries: what reads the rest of a feed, and draws anew.
            "IntoAny>::into_any::rebuild::<alloc::boxed",
            "IntoAny>::into_any::rebuild::<alloc::string",
            "IntoAny>::into_any::rebuild::<tachys",
            "IntoAnyAttribute>::into_any_attr::build::<tachys::html::directive",
            "IntoAnyAttribute>::into_any_attr::rebuild",
            "alloc::collections::btree::set::BTreeSet<feed::key::Key>>::insert",
            "alloc::sync::Arc<feed::edition::Inner>>::drop_slow",
            "core::ptr::drop_in_place::<cong_tin::newsroom",
            "core::ptr::drop_in_place::<feed::edition",
            "core::ptr::drop_in_place::<feed::model",
            "core::slice::sort::stable::tiny::mergesort::<(&feed::model::Tag",
            "core::slice::sort::stable::tiny::mergesort::<alloc::sync::Arc<feed::model::Item",
            "feed::order::SortKey), usize) as core::cmp::PartialOrd>::lt",
            "reactive_graph::computed::inner::MemoInner<feed::day::Month",
            "tachys::html::attribute::value::AttributeValue>::rebuild",
            "tachys::view::Mountable>::insert_before_this",
            "tachys::view::Mountable>::unmount",
            "tachys::view::any_view::insert_before_this",
            "tachys::view::any_view::unmount_any",
        ],
    },
    Chunk {
        name: "pages",
        late: false,
        copies: 12,
        items: &[
            "cong_tin::app::misconfigured",
            "cong_tin::app::sign_out",
            "cong_tin::browser::endpoint",
            "cong_tin::browser::frame::card",
            "cong_tin::browser::frame::fill_places",
            "cong_tin::browser::links::link",
            "cong_tin::browser::page::checked",
            "cong_tin::browser::page::focus",
            "cong_tin::browser::page::property",
            "cong_tin::browser::page::scroll_to",
            "cong_tin::browser::page::show_fragment",
            "cong_tin::browser::page::typed",
            "cong_tin::browser::share::copy",
            "cong_tin::browser::share::open_sheet",
            "cong_tin::browser::share::print",
            "cong_tin::browser::storage::remember",
            "cong_tin::browser::worker",
            "cong_tin::config::found",
            "cong_tin::el::El>::on_submit::<cong_tin::parts::day_field",
            "cong_tin::el::El>::on_submit::<cong_tin::parts::month_field",
            "cong_tin::navigate::Navigator>::returned",
            "cong_tin::newsroom::Newsroom>::look_for",
            "cong_tin::newsroom::Newsroom>::read_older",
            "cong_tin::newsroom::Newsroom>::stop_looking",
            "cong_tin::pages::archive",
            "cong_tin::pages::date::",
            "cong_tin::pages::doctor::doctor_page",
            "cong_tin::pages::embed_once_here",
            "cong_tin::pages::growing",
            "cong_tin::pages::home",
            "cong_tin::pages::not_found",
            "cong_tin::pages::older",
            "cong_tin::pages::saved",
            "cong_tin::pages::search",
            "cong_tin::pages::sign_in",
            "cong_tin::pages::tag",
            "cong_tin::pages::title::tag_label",
            "cong_tin::parts::calendar::pressed",
            "cong_tin::parts::calendar::turn_to",
            "cong_tin::parts::growing",
            "cong_tin::parts::marked",
            "cong_tin::parts::month_field::chosen",
            "cong_tin::parts::notice::skeleton",
            "cong_tin::parts::tools::copy_link",
            "cong_tin::parts::tools::open_sheet",
            "cong_tin::preferences::Preferences>::choose_",
            "cong_tin::recovery",
            "cong_tin::session::Session>::ask",
            "cong_tin::session::Session>::sign_",
            "cong_tin::shelf",
            "cong_tin::text::Lang>::words",
            "cong_tin::text::fault::sign_in_advice",
            "cong_tin::text::fault::typed_day_advice",
            "cong_tin::text::pages",
            "feed::linked::",
            "feed::written",
            "shown_article",
            "shown_to_all",
            // Of the libraries: what takes a page away, and what follows from a press or a key.
            "IntoAnyAttribute>::into_any_attr::clone",
            "alloc::sync::Arc<feed::model::Feed>>::drop_slow",
            "core::ptr::drop_in_place::<alloc::rc::Rc<core::cell::RefCell<dyn core::ops::function::FnMut<(web_sys",
            "core::ptr::drop_in_place::<alloc::rc::Rc<js_sys::futures::queue",
            "core::ptr::drop_in_place::<alloc::sync::Arc<std::sync::poison::mutex::Mutex<dyn core::ops::function::FnMut",
            "core::ptr::drop_in_place::<alloc::sync::Arc<std::sync::poison::rwlock::RwLock<reactive_graph::effect::inner",
            "core::ptr::drop_in_place::<feed::model::Feed>",
            "core::ptr::drop_in_place::<reactive_graph::computed::inner",
            "dlmalloc::sys::System>>::memalign",
            "reactive_graph::owner::OwnerInner>>>::drop_slow",
            "reactive_graph::signal::rw::RwSignal<cong_tin::route::Route> as reactive_graph::traits::Update",
            "reactive_graph::signal::rw::RwSignal<core::option::Option<alloc::string::String>> as reactive_graph::traits::Update",
            "tachys::view::Mountable>::elements",
            "tachys::view::any_view::AnyViewState>, alloc::vec::Vec<web_sys",
            "tachys::view::any_view::elements",
        ],
    },
    Chunk {
        name: "feeds",
        late: true,
        copies: 24,
        items: &[
            "cong_tin::browser::encoding",
            "feed::json::Document>::of",
            "feed::reader::Reader>::begin_xml",
            "feed::xml::atom::",
            "feed::xml::encoding::",
            "feed::xml::markup::",
            "feed::xml::media::",
            "feed::xml::is_page",
            "feed::xml::mended_xml",
            "feed::xml::name::",
            "feed::xml::object::",
            "feed::xml::parse::",
            "feed::xml::rss::",
            "feed::xml::tree::",
            "roxmltree::",
        ],
    },
    Chunk {
        name: "doctor",
        late: true,
        copies: 60,
        items: &[
            "cong_tin::browser::file",
            "cong_tin::browser::page::unlisted",
            "cong_tin::browser::removed",
            "cong_tin::examination",
            "cong_tin::parts::growing::some_at_first",
            "cong_tin::pages::doctor",
            "cong_tin::text::doctor",
            "cong_tin::text::Lang>::doctor_words",
            "feed::json::pretty",
            "feed::report::",
        ],
    },
    Chunk {
        name: "embed",
        late: true,
        copies: 60,
        items: &[
            "cong_tin::browser::framed",
            "cong_tin::embed::",
            "cong_tin::pages::embed::",
            "cong_tin::text::embed",
            "cong_tin::text::Lang>::embed_words",
            "mount_widget",
        ],
    },
];

/// Functions of a chunk that another calls at one place alone, and that must not be put into that
/// place: they would lie in the chunk of the caller.
pub const GATES: [&str; 21] = [
    "*::begin_xml",
    "*::choose_lang",
    "*::choose_theme",
    "*::chosen",
    "*::copy_link",
    "*::decoded",
    "*::embed_page",
    "*::fill_places",
    "*::framed::show",
    "*::link_text",
    "*::misconfigured",
    "*::newsroom::finish",
    "*::not_found",
    "*::open_sheet",
    "*::pressed",
    "*::recovery::begin",
    "*::returned",
    "*::share::print",
    "*::show_fragment",
    "*::take_over",
    "*::turn_to",
];

/// What begins a text that goes into the chunk that reads it: `crates/feed/src/late.rs`.
const MARK: &[u8] = b"\x01late\x01";

/// Instructions of the smallest function that moves: what is left behind is as large as that. Of late
/// chunks nothing is left behind but what others call, and all moves.
const LEAST: u64 = 16;

/// The function that fetches a chunk at once, by its number: `src/browser/chunks.rs`.
pub const FETCH: &str = "fetch_chunk";

/// The module that the other chunks import everything from.
const FIRST: &str = "a";

/// A chunk that is not the first.
pub struct Other {
    pub name: &'static str,
    pub late: bool,
    pub module: Module,
}

/// Splits a module whose functions still have their names: the first chunk, and the others.
pub fn split(wasm: &[u8]) -> Result<(Module, Vec<Other>)> {
    let mut first = Module::from_buffer(wasm)?;
    let plan = plan(&first);
    let slots = leave_behind(&mut first, &plan)?;
    let texts = take_texts(&mut first)?;
    let mut imports = BTreeMap::new();
    let mut others = Vec::new();
    for (number, chunk) in CHUNKS.iter().enumerate() {
        let own = |place: &Place| plan.get(place) == Some(&number);
        ensure!(
            plan.values().any(|other| *other == number),
            "nothing is left for {}",
            chunk.name
        );
        let mut module = Module::from_buffer(wasm)?;
        let copied = copied(&module, &plan, number);
        let kept = |place: &Place| own(place) || copied.contains(place);
        let texts = texts.iter().filter(|text| text.chunk == chunk.name);
        imports.extend(keep_only(&mut module, kept, &slots, texts)?);
        others.push(Other {
            name: chunk.name,
            late: chunk.late,
            module,
        });
    }
    let mut names = BTreeMap::new();
    for (number, place) in imports.keys().enumerate() {
        names.insert(place.to_string(), short(number)?);
    }
    for import in others
        .iter_mut()
        .flat_map(|other| other.module.imports.iter_mut())
    {
        import.name.clone_from(&names[&import.name]);
    }
    hand_out(&mut first, &imports, &names);
    gc::run(&mut first);
    Ok((first, others))
}

/// A function by its place: ids are a module's own, and there are two modules of the same bytes.
type Place = usize;

/// A short name for what is handed from chunk to chunk: they are many, and no two are alike. The
/// script's own names for exports begin with a small letter.
fn short(number: usize) -> Result<String> {
    let letters = (b'A'..=b'Z').chain(b'a'..=b'z').chain(b'0'..=b'9');
    let letters: Vec<char> = letters.map(char::from).collect();
    let (first, second) = (number / letters.len(), number % letters.len());
    ensure!(first < 26, "too much is handed from chunk to chunk");
    Ok([letters[first], letters[second]].iter().collect())
}

fn function(module: &Module, place: Place) -> FunctionId {
    module.funcs.iter().nth(place).expect("a place").id()
}

/// Which functions move, and into which of [`CHUNKS`].
fn plan(module: &Module) -> BTreeMap<Place, usize> {
    let named: BTreeMap<FunctionId, usize> = module
        .funcs
        .iter_local()
        .filter_map(|(id, function)| {
            let chunk = chunk_of(module.funcs.get(id).name.as_deref()?)?;
            let moves = CHUNKS[chunk].late || function.size() >= LEAST;
            moves.then_some((id, chunk))
        })
        .collect();
    let exported = module
        .exports
        .iter()
        .filter_map(|export| match export.item {
            ExportItem::Function(id) => Some(id),
            _ => None,
        });
    let in_table = module
        .elements
        .iter()
        .flat_map(|element| match &element.items {
            ElementItems::Functions(items) => items.clone(),
            ElementItems::Expressions(..) => Vec::new(),
        });
    let mut ahead: Vec<FunctionId> = exported.chain(module.start).chain(in_table).collect();
    ahead.retain(|id| !named.contains_key(id));
    let mut plan = BTreeMap::new();
    let mut reached = BTreeSet::new();
    let last = CHUNKS.iter().rposition(|chunk| !chunk.late);
    let last = last.expect("not all chunks are late");
    // What the first chunk reaches is its own, then what the second one reaches, and so on. What two
    // late ones reach lies in the last that every reader gets: neither is to wait for the other.
    for number in 0..=CHUNKS.len() {
        let chunk = number.checked_sub(1);
        let is_late = chunk.is_some_and(|chunk| CHUNKS[chunk].late);
        let mut here = BTreeSet::new();
        while let Some(id) = ahead.pop() {
            if reached.contains(&id) || !here.insert(id) {
                continue;
            }
            if let Some(chunk) = chunk {
                let place = plan.entry(id.index());
                place.and_modify(|chunk| *chunk = last).or_insert(chunk);
            }
            let calls = called_by(module, id).into_iter();
            ahead.extend(calls.filter(|id| match named.get(id) {
                None => true,
                Some(named) if is_late => Some(*named) == chunk,
                Some(named) => *named < number,
            }));
        }
        if !is_late {
            reached.extend(here);
        }
        let own = named.iter().filter(|(_, chunk)| **chunk == number);
        ahead.extend(own.map(|(id, _)| *id));
    }
    plan.retain(|place, _| {
        matches!(
            module.funcs.get(function(module, *place)).kind,
            FunctionKind::Local(_)
        )
    });
    plan
}

/// Small functions of the first chunk that a chunk has copies of: the name by which each is handed
/// over would weigh more on every reader. Only such as bring nothing else to be handed over.
fn copied(module: &Module, plan: &BTreeMap<Place, usize>, number: usize) -> BTreeSet<Place> {
    let most = CHUNKS[number].copies;
    let is_small = |id: &FunctionId| match &module.funcs.get(*id).kind {
        FunctionKind::Local(function) => function.size() <= most && !plan.contains_key(&id.index()),
        _ => false,
    };
    let own = plan.iter().filter(|(_, chunk)| **chunk == number);
    let own = own.map(|(place, _)| function(module, *place));
    let called: BTreeSet<FunctionId> = own.flat_map(|id| called_by(module, id)).collect();
    let mut copied = BTreeSet::new();
    for id in &called {
        // With what it calls, and so on, unless that is there.
        let mut brought = BTreeSet::new();
        let mut ahead = vec![*id];
        let mut fits = true;
        while let (true, Some(id)) = (fits, ahead.pop()) {
            fits = is_small(&id);
            if brought.insert(id) {
                let calls = called_by(module, id).into_iter();
                ahead.extend(calls.filter(|id| !called.contains(id) && !copied.contains(id)));
            }
        }
        if fits {
            copied.extend(brought);
        }
    }
    copied.into_iter().map(|id| id.index()).collect()
}

/// The chunk that a function's name belongs to. Names hold hashes in brackets.
fn chunk_of(name: &str) -> Option<usize> {
    let mut plain = String::with_capacity(name.len());
    let mut depth = 0;
    for letter in name.chars() {
        match letter {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    // The longest path that fits says most.
    let fits = |path: &&&str| plain.contains(**path);
    let longest = |chunk: &Chunk| chunk.items.iter().filter(fits).map(|path| path.len()).max();
    let lengths = CHUNKS.iter().enumerate();
    let fitting = lengths.filter_map(|(number, chunk)| Some((longest(chunk)?, number)));
    fitting.max().map(|(_, number)| number)
}

/// The functions that a function names.
pub fn called_by(module: &Module, id: FunctionId) -> BTreeSet<FunctionId> {
    struct Calls(BTreeSet<FunctionId>);
    impl Visitor<'_> for Calls {
        fn visit_function_id(&mut self, id: &FunctionId) {
            self.0.insert(*id);
        }
    }
    let mut calls = Calls(BTreeSet::new());
    if let FunctionKind::Local(function) = &module.funcs.get(id).kind {
        dfs_in_order(&mut calls, function, function.entry_block());
    }
    calls.0
}

fn functions_table(module: &Module) -> Result<TableId> {
    let table = module.tables.main_function_table()?;
    table.context("the module has no table of functions")
}

/// In the first chunk: short functions instead of those that moved. Answers with the table's slots
/// for these, old ones and new ones.
fn leave_behind(first: &mut Module, plan: &BTreeMap<Place, usize>) -> Result<BTreeMap<u64, Place>> {
    let fetch = first.exports.get_func(FETCH)?;
    first.exports.remove(FETCH)?;
    let table = functions_table(first)?;
    let mut slots = slots(first)?;
    slots.retain(|_, place| plan.contains_key(place));
    let mut slot_of: BTreeMap<Place, u64> =
        slots.iter().map(|(slot, place)| (*place, *slot)).collect();
    let from_script = first
        .exports
        .iter()
        .filter_map(|export| match export.item {
            ExportItem::Function(id) => Some(id.index()),
            _ => None,
        })
        .filter(|place| plan.contains_key(place));
    let called: BTreeSet<Place> = first
        .funcs
        .iter_local()
        .flat_map(|(id, _)| {
            called_by(first, id)
                .into_iter()
                .map(move |other| (id.index(), other.index()))
        })
        .filter(|(from, to)| plan.contains_key(to) && plan.get(from) != plan.get(to))
        .map(|(_, to)| to)
        .chain(from_script)
        .collect();
    let own = first.tables.get_mut(table);
    for place in &called {
        let place = *place;
        slot_of.entry(place).or_insert_with(|| {
            slots.insert(own.initial, place);
            own.initial += 1;
            own.initial - 1
        });
    }
    own.maximum = own.maximum.map(|maximum| maximum.max(own.initial));

    let ids: Vec<FunctionId> = first.funcs.iter().map(|function| function.id()).collect();
    leave_open(first, &ids, |place| {
        let late = plan.get(place).is_some_and(|chunk| CHUNKS[*chunk].late);
        late && !called.contains(place)
    });
    for (place, chunk) in plan {
        let ty = first.funcs.get(ids[*place]).ty();
        let signature = first.types.get(ty);
        let (parameters, results) = (signature.params().to_vec(), signature.results().to_vec());
        let locals: Vec<_> = parameters.iter().map(|ty| first.locals.add(*ty)).collect();
        let mut stub = FunctionBuilder::new(&mut first.types, &parameters, &results);
        let mut body = stub.func_body();
        if let Some(slot) = slot_of.get(place) {
            body.i32_const(i32::try_from(*chunk)?).call(fetch);
            for local in &locals {
                body.local_get(*local);
            }
            body.i32_const(i32::try_from(*slot)?)
                .call_indirect(ty, table);
        } else {
            body.unreachable();
        }
        first.funcs.get_mut(ids[*place]).kind = FunctionKind::Local(stub.local_func(locals));
    }
    Ok(slots)
}

/// Leaves nothing behind, in the table, of functions that only a late chunk can come to: whatever is
/// called through the table was made by code of that chunk, which puts the real ones there.
fn leave_open(first: &mut Module, ids: &[FunctionId], is_late: impl Fn(&Place) -> bool) {
    let late: BTreeSet<FunctionId> = ids
        .iter()
        .enumerate()
        .filter(|(place, _)| is_late(place))
        .map(|(_, id)| *id)
        .collect();
    let mut nothing = FunctionBuilder::new(&mut first.types, &[], &[]);
    nothing.func_body().unreachable();
    let nothing = nothing.finish(Vec::new(), &mut first.funcs);
    for element in first.elements.iter_mut() {
        if let ElementItems::Functions(items) = &mut element.items {
            for item in items.iter_mut().filter(|item| late.contains(item)) {
                *item = nothing;
            }
        }
    }
}

/// What the table of functions holds from the beginning.
fn slots(module: &Module) -> Result<BTreeMap<u64, Place>> {
    let mut slots = BTreeMap::new();
    for element in module.elements.iter() {
        let (ElementKind::Active { offset, .. }, ElementItems::Functions(items)) =
            (&element.kind, &element.items)
        else {
            continue;
        };
        let ConstExpr::Value(ir::Value::I32(start)) = offset else {
            bail!("a table's offset is not a number");
        };
        slots.extend((u64::try_from(*start)?..).zip(items.iter().map(|id| id.index())));
    }
    Ok(slots)
}

/// In another chunk: only its own functions, put into their slots; everything else is imported
/// from the first. What it imports, by the number that is its name.
fn keep_only<'t>(
    module: &mut Module,
    own: impl Fn(&Place) -> bool,
    slots: &BTreeMap<u64, Place>,
    texts: impl Iterator<Item = &'t Text>,
) -> Result<BTreeMap<usize, ImportKind>> {
    let table = functions_table(module)?;
    empty(module);
    let mut count = 0;
    // The same item has the same name in all chunks.
    let mut import = |imports: &mut ModuleImports, kind: ImportKind| {
        count += 1;
        imports.add(FIRST, &count.to_string(), kind)
    };
    let functions: Vec<FunctionId> = module.funcs.iter().map(|function| function.id()).collect();
    for id in &functions {
        let import = import(&mut module.imports, ImportKind::Function(*id));
        if own(&id.index()) {
            module.imports.delete(import);
        } else {
            let ty = module.funcs.get(*id).ty();
            module.funcs.get_mut(*id).kind = FunctionKind::Import(ImportedFunction { import, ty });
        }
    }
    for memory in module.memories.iter_mut() {
        memory.import = Some(import(&mut module.imports, ImportKind::Memory(memory.id())));
    }
    for table in module.tables.iter_mut() {
        table.import = Some(import(&mut module.imports, ImportKind::Table(table.id())));
        // The first chunk's has grown.
        table.maximum = None;
    }
    let globals: Vec<_> = module.globals.iter().map(|global| global.id()).collect();
    for id in globals {
        let import = import(&mut module.imports, ImportKind::Global(id));
        module.globals.get_mut(id).kind = GlobalKind::Import(import);
    }
    let own_slots = slots.iter().filter(|(_, place)| own(place));
    for (start, places) in runs(own_slots) {
        let offset = ConstExpr::Value(ir::Value::I32(i32::try_from(start)?));
        let items = places.iter().map(|place| functions[*place]).collect();
        let kind = ElementKind::Active { table, offset };
        let element = module.elements.add(kind, ElementItems::Functions(items));
        let table = module.tables.get_mut(table);
        table.elem_segments.insert(element);
    }
    for text in texts {
        let memory = only_memory(module)?;
        let offset = ConstExpr::Value(ir::Value::I32(i32::try_from(text.address)?));
        let kind = DataKind::Active { memory, offset };
        let data = module.data.add(kind, text.bytes.clone());
        module.memories.get_mut(memory).data_segments.insert(data);
    }
    gc::run(module);
    let imports = module.imports.iter();
    imports
        .map(|import| Ok((import.name.parse()?, import.kind.clone())))
        .collect()
}

fn only_memory(module: &Module) -> Result<MemoryId> {
    let memory = module.memories.iter().next();
    Ok(memory.context("the module has no memory")?.id())
}

/// A text that only one chunk reads.
struct Text {
    chunk: String,
    address: usize,
    bytes: Vec<u8>,
}

/// Leaves zeros in the places of late texts, which weigh nothing.
fn take_texts(first: &mut Module) -> Result<Vec<Text>> {
    let mut texts = Vec::new();
    let data: Vec<_> = first.data.iter().map(|data| data.id()).collect();
    for id in data {
        let data = first.data.get_mut(id);
        let DataKind::Active {
            offset: ConstExpr::Value(ir::Value::I32(start)),
            ..
        } = data.kind
        else {
            bail!("data that does not say where it lies");
        };
        while let Some(at) = data.value.windows(MARK.len()).position(|part| part == MARK) {
            let field = |from: usize, length: usize| -> Result<&str> {
                let bytes = data.value.get(at + from..at + from + length);
                Ok(str::from_utf8(bytes.context("a late text is cut")?)?)
            };
            let chunk = field(MARK.len(), 10)?.trim_end().to_owned();
            let length = usize::from_str_radix(field(MARK.len() + 10, 8)?, 16)?;
            let place = at + MARK.len() + 18;
            ensure!(
                CHUNKS.iter().any(|known| known.name == chunk),
                "a text is for the chunk {chunk}"
            );
            let bytes = data.value.get_mut(place..place + length);
            let bytes = bytes.context("a late text is cut")?;
            texts.push(Text {
                chunk,
                address: usize::try_from(start)? + place,
                bytes: bytes.to_vec(),
            });
            bytes.fill(0);
            data.value[at..place].fill(0);
        }
    }
    ensure!(!texts.is_empty(), "the late texts are not there");
    Ok(texts)
}

/// Takes out what the first chunk does: its exports, its imports, what it puts into memory and
/// table.
fn empty(module: &mut Module) {
    module.start = None;
    let exports: Vec<_> = module.exports.iter().map(|export| export.id()).collect();
    let imports: Vec<_> = module.imports.iter().map(|import| import.id()).collect();
    let elements: Vec<_> = module.elements.iter().map(|element| element.id()).collect();
    let data: Vec<_> = module.data.iter().map(|data| data.id()).collect();
    exports.into_iter().for_each(|id| module.exports.delete(id));
    imports.into_iter().for_each(|id| module.imports.delete(id));
    elements
        .into_iter()
        .for_each(|id| module.elements.delete(id));
    data.into_iter().for_each(|id| module.data.delete(id));
    for memory in module.memories.iter_mut() {
        memory.data_segments.clear();
    }
    for table in module.tables.iter_mut() {
        table.elem_segments.clear();
    }
}

/// Slots that follow each other become one segment.
fn runs<'a>(slots: impl Iterator<Item = (&'a u64, &'a Place)>) -> Vec<(u64, Vec<Place>)> {
    let mut runs: Vec<(u64, Vec<Place>)> = Vec::new();
    for (slot, place) in slots {
        match runs.last_mut() {
            Some((start, run)) if *start + run.len() as u64 == *slot => run.push(*place),
            _ => runs.push((*slot, vec![*place])),
        }
    }
    runs
}

/// In the first chunk: exports for what the others import, by the names that were given.
fn hand_out(
    first: &mut Module,
    imports: &BTreeMap<usize, ImportKind>,
    names: &BTreeMap<String, String>,
) {
    for (number, kind) in imports {
        let item: ExportItem = match kind {
            ImportKind::Function(id) => function(first, id.index()).into(),
            ImportKind::Memory(id) => {
                let memory = first.memories.iter().nth(id.index());
                memory.expect("a memory").id().into()
            }
            ImportKind::Table(id) => {
                let table = first.tables.iter().nth(id.index());
                table.expect("a table").id().into()
            }
            ImportKind::Global(id) => {
                let global = first.globals.iter().nth(id.index());
                global.expect("a global").id().into()
            }
            ImportKind::Tag(_) => unreachable!("no import was made for a tag"),
        };
        first.exports.add(&names[&number.to_string()], item);
    }
}
