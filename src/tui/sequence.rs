//! Which escape sequence is which key: the tables of xterm, rxvt, the Linux console and PuTTY's settings.

use super::key::Key;

/// The key of `ESC [ parameters final`; none where kith does not know the sequence.
pub fn csi(parameters: &[u8], last: u8) -> Option<Key> {
    let plain = parameters.is_empty();
    let first = parameters.split(|b| *b == b';').next().unwrap_or_default();
    let number: u8 = std::str::from_utf8(first).ok().and_then(|text| text.parse().ok()).unwrap_or(0);
    let modified = plain || number == 1;
    Some(match last {
        b'A' | b'a' if modified => Key::Up,
        b'B' | b'b' if modified => Key::Down,
        b'C' | b'c' if modified => Key::Right,
        b'D' | b'd' if modified => Key::Left,
        b'H' if modified => Key::Home,
        b'F' if modified => Key::End,
        b'Z' if modified => Key::BackTab,
        // PuTTY in SCO mode.
        b'I' if plain => Key::PageUp,
        b'G' if plain => Key::PageDown,
        b'M'..=b'X' if plain => Key::F(last.saturating_sub(b'M') + 1),
        b'P' | b'Q' | b'S' if number == 1 => Key::F(last.saturating_sub(b'P') + 1),
        b'~' | b'^' | b'@' => match number {
            1 | 7 => Key::Home,
            4 | 8 => Key::End,
            3 => Key::Delete,
            5 => Key::PageUp,
            6 => Key::PageDown,
            11..=15 => Key::F(number.saturating_sub(10)),
            17..=21 => Key::F(number.saturating_sub(11)),
            23 | 24 => Key::F(number.saturating_sub(12)),
            _ => return None,
        },
        _ => return None,
    })
}

/// The key of `ESC O final`: application arrows, xterm's F1 to F4 and PuTTY's VT100+ function keys.
pub fn ss3(last: u8) -> Option<Key> {
    Some(match last {
        b'A' | b'a' => Key::Up,
        b'B' | b'b' => Key::Down,
        b'C' | b'c' => Key::Right,
        b'D' | b'd' => Key::Left,
        b'H' => Key::Home,
        b'F' => Key::End,
        b'M' => Key::Enter,
        b'P'..=b'[' => Key::F(last.saturating_sub(b'P') + 1),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn putty_in_each_of_its_function_key_modes_reaches_help() {
        assert_eq!(csi(b"11", b'~'), Some(Key::F(1)), "ESC[n~, the default");
        assert_eq!(ss3(b'P'), Some(Key::F(1)), "Xterm R6 and VT100+");
        assert_eq!(csi(b"", b'M'), Some(Key::F(1)), "SCO");
        assert_eq!(ss3(b'['), Some(Key::F(12)), "VT100+ counts on to F12");
    }

    #[test]
    fn home_and_end_are_known_however_they_are_sent() {
        for (home, end) in [(b"1", b"4"), (b"7", b"8")] {
            assert_eq!((csi(home, b'~'), csi(end, b'~')), (Some(Key::Home), Some(Key::End)));
        }
        assert_eq!((csi(b"", b'H'), csi(b"", b'F')), (Some(Key::Home), Some(Key::End)));
        assert_eq!((ss3(b'H'), ss3(b'F')), (Some(Key::Home), Some(Key::End)));
    }

    #[test]
    fn an_arrow_with_shift_or_ctrl_is_an_arrow() {
        for (parameters, last) in [(&b"1;5"[..], b'A'), (b"1;2", b'A'), (b"", b'a'), (b"", b'A')] {
            assert_eq!(csi(parameters, last), Some(Key::Up));
        }
    }

    #[test]
    fn reports_and_the_insert_key_are_no_keys() {
        for (parameters, last) in
            [(&b"2"[..], b'~'), (b"?1;2", b'c'), (b"24;80", b'R'), (b"13;5", b'u'), (b"201", b'~')]
        {
            assert_eq!(csi(parameters, last), None);
        }
    }
}
