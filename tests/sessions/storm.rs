//! Storms of keys, pastes, presses and sizes on the screens in-process: nothing breaks and nothing piles up (R17).

use kith::tui::burst::Typed;
use kith::tui::mouse::Mouse;
use kith::tui::parser::Parser;
use kith::tui::settings::Settings;

use super::session::{Session, at_once};
use crate::terminal::anything::anything;

/// What a terminal sends, so many times; every eighth key or so a frame is drawn. Gives the memory after a tenth and at the end, in KiB.
fn storm(seed: u64, count: usize) -> (usize, usize) {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut session = Session::small_with(Settings { mouse: true, ..at_once() });
    let mut parser = Parser::new(100);
    let (mut now, mut early) = (0, 0);
    for at in 0..count {
        let bytes = anything(&mut random);
        let mut typed = parser.feed(bytes.as_bytes(), now);
        now += random.u64(1..200);
        typed.extend(parser.tick(now));
        session.undrawn(|app| {
            for typed in typed {
                match typed {
                    Typed::Key(key) => app.press(key),
                    Typed::Paste(text) => app.paste(&text),
                    Typed::Mouse(mouse) => app.mouse(mouse),
                }
            }
        });
        match random.u16(0..800) {
            0 => session.resize(random.u16(1..301), random.u16(1..101)),
            1 => session.does(|app| app.mouse(Mouse::Press(random.u16(0..300), random.u16(0..100)))),
            2..102 => session.does(|app| {
                app.idle();
            }),
            _ => {}
        }
        if count > 100_000 && at % 50_000 == 0 {
            println!("seed {seed}: {at} so far, {} KiB", memory());
        }
        if at == count / 10 {
            early = memory();
        }
    }
    let store = session.store();
    assert_eq!(store.page_faults().unwrap(), Vec::<String>::new(), "seed {seed}");
    assert_eq!(store.broken_links().unwrap(), Vec::<(String, i64)>::new(), "seed {seed}");
    (early, memory())
}

/// The memory this process holds, in KiB; 0 where the system does not say.
fn memory() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    pages.split(' ').nth(1).and_then(|pages| pages.parse::<usize>().ok()).map_or(0, |pages| pages * 4)
}

#[test]
fn twenty_thousand_keys_pastes_and_sizes_break_nothing() {
    storm(7, 20_000);
}

/// The long form of R17: a million, another storm each time, and memory that does not grow by a tenth.
#[test]
#[ignore = "minutes; the command is in docs/proofs.md"]
fn a_million_keys_pastes_and_sizes_break_nothing_and_memory_stays() {
    let seed = fastrand::u64(..);
    let (early, late) = storm(seed, 1_000_000);
    println!("seed {seed}: {early} KiB after a tenth, {late} KiB at the end");
    assert!(late * 10 <= early * 11, "seed {seed}: memory grew from {early} to {late} KiB");
}
