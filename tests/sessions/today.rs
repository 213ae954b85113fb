//! Today in sessions.

use super::session::Session;

#[test]
fn look() {
    for (w, h) in [(80, 24), (120, 40), (40, 12)] {
        for keys in [
            "",
            "Down Down",
            "2",
            "2 Down Down Down",
            "2 Enter",
            "2 Enter Tab",
            "2 Enter Tab Tab",
            "2 Enter Tab Tab Tab",
            "2 Enter Tab Tab Tab Tab",
            "2 Enter Enter",
        ] {
            let session = Session::demo().at(w, h).press(keys);
            println!("=== {w}x{h} {keys}\n{}", session.screen());
        }
    }
}
