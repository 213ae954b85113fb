//! What a mouse says, where it is listened to (off unless asked for: in PuTTY, selecting is copying).

/// One thing that a mouse did. Columns and rows count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// The wheel was turned away from the hand.
    Up,
    /// The wheel was turned towards the hand.
    Down,
    /// The left button was pressed.
    Press(u16, u16),
}

/// What the terminal sends for a mouse is asked for, or no longer: presses and the wheel, as numbers (SGR).
pub const LISTEN: &[u8] = b"\x1b[?1000h\x1b[?1006h";
/// The opposite of [`LISTEN`].
pub const DEAF: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// Reads `ESC [ < button ; column ; row` with its last byte; releases, drags and other buttons are nothing.
pub fn read(parameters: &[u8], last: u8) -> Option<Mouse> {
    let text = std::str::from_utf8(parameters.strip_prefix(b"<")?).ok()?;
    let mut numbers = text.split(';').map(str::parse::<u16>);
    let (button, column, row) = (numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?);
    if last != b'M' || numbers.next().is_some() {
        return None;
    }
    match button {
        0 => Some(Mouse::Press(column.checked_sub(1)?, row.checked_sub(1)?)),
        64 => Some(Mouse::Up),
        65 => Some(Mouse::Down),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presses_and_the_wheel_are_read_and_everything_else_is_nothing() {
        assert_eq!(read(b"<0;12;5", b'M'), Some(Mouse::Press(11, 4)));
        assert_eq!(read(b"<64;1;1", b'M'), Some(Mouse::Up));
        assert_eq!(read(b"<65;1;1", b'M'), Some(Mouse::Down));
        for (parameters, last) in [
            (&b"<0;12;5"[..], b'm'),
            (b"<2;12;5", b'M'),
            (b"<35;12;5", b'M'),
            (b"<0;0;5", b'M'),
            (b"<0;1", b'M'),
            (b"<0;1;2;3", b'M'),
            (b"0;1;2", b'M'),
            (b"<99999;1;1", b'M'),
        ] {
            assert_eq!(read(parameters, last), None, "{parameters:?}");
        }
    }
}
