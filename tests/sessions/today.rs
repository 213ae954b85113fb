//! Today in sessions.

use super::session::Session;

#[test]
fn look() {
    let asked = std::env::var("LOOK").unwrap_or_default();
    for line in asked.split('|').filter(|line| !line.is_empty()) {
        let (size, keys) = line.split_once(' ').unwrap_or((line, ""));
        let (w, h) = size.split_once('x').unwrap();
        let mut session = Session::demo().at(w.parse().unwrap(), h.parse().unwrap()).press(keys);
        let at = session.cursor();
        println!("=== {line}  cursor {at:?}\n{}", session.screen());
    }
}
