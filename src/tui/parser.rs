//! The bytes of a keyboard, put together again into keys and pastes; pure, so that every split can be tested.
//!
//! A terminal sends an arrow key as three bytes, and a slow line may deliver them in three pieces. So an Escape byte
//! waits a grace time before it counts as the Esc key; whatever belongs to a sequence never becomes letters; and a
//! burst of letters that no one can type is a paste, also where the terminal does not mark it as one.

use super::burst::{Burst, Typed};
use super::key::Key;
use super::mouse;
use super::paste::Paste;
use super::sequence;

/// How long an unfinished sequence (after its second byte) is waited for, in milliseconds.
const SEQUENCE_WAIT: u64 = 1_000;
/// How long the rest of a terminal's report is waited for: it comes in one burst, a person does not type so fast.
const REPORT_WAIT: u64 = 50;
/// How long a paste may pause before it counts as finished.
const PASTE_WAIT: u64 = 3_000;
/// The longest sequence that is looked at; a longer one is unknown anyway.
const SEQUENCE_CAP: usize = 32;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Ground,
    Letter,
    Escape,
    DoubleEscape,
    Csi,
    LinuxFunction,
    Ss3,
    Report,
    Paste,
}

/// Turns bytes into keys. Times are milliseconds of any clock that never goes back.
#[derive(Debug)]
pub struct Parser {
    escape_wait: u64,
    state: State,
    pending: Vec<u8>,
    since: u64,
    late_until: Option<u64>,
    muted: bool,
    paste: Paste,
    out: Burst,
}

impl Parser {
    /// A parser that waits so many milliseconds before an Escape byte is the Esc key.
    pub fn new(escape_wait: u64) -> Self {
        Self {
            escape_wait,
            state: State::Ground,
            pending: Vec::new(),
            since: 0,
            late_until: None,
            muted: false,
            paste: Paste::default(),
            out: Burst::default(),
        }
    }

    /// Takes bytes as they were read and gives what they complete.
    pub fn feed(&mut self, bytes: &[u8], now: u64) -> Vec<Typed> {
        self.out.begin(now);
        let bytes = self.without_late_rest(bytes, now);
        for byte in bytes {
            self.byte(*byte, now);
        }
        if self.state != State::Ground {
            self.since = now;
        }
        self.out.end(now)
    }

    /// Tells the parser what time it is when nothing came: grace times end here.
    pub fn tick(&mut self, now: u64) -> Vec<Typed> {
        if self.state_deadline().is_some_and(|at| now >= at) {
            self.give_up(now);
        }
        self.out.tick(now)
    }

    /// When [`Parser::tick`] must be called at the latest, if nothing comes before.
    pub fn deadline(&self) -> Option<u64> {
        self.state_deadline().into_iter().chain(self.out.deadline()).min()
    }

    fn state_deadline(&self) -> Option<u64> {
        let wait = match self.state {
            State::Ground => return None,
            State::Escape | State::DoubleEscape => self.escape_wait,
            State::Letter | State::Csi | State::LinuxFunction | State::Ss3 => SEQUENCE_WAIT,
            State::Report => REPORT_WAIT,
            State::Paste => PASTE_WAIT,
        };
        Some(self.since.saturating_add(wait))
    }

    /// The wait for the rest of a sequence is over.
    fn give_up(&mut self, now: u64) {
        match self.state {
            State::Escape => self.out.key(Key::Esc, now),
            State::DoubleEscape => {
                self.out.key(Key::Esc, now);
                self.out.key(Key::Esc, now);
            }
            State::Paste => self.finish_paste(),
            _ => {}
        }
        if matches!(self.state, State::Escape | State::DoubleEscape) {
            self.late_until = Some(now.saturating_add(SEQUENCE_WAIT));
        }
        self.ground();
    }

    fn ground(&mut self) {
        self.state = State::Ground;
        self.pending.clear();
        self.muted = false;
    }

    fn enter(&mut self, state: State) {
        self.state = state;
        self.pending.clear();
    }

    /// Drops the rest of an arrow key whose Escape came so much earlier that it has already acted as Esc.
    fn without_late_rest<'a>(&mut self, bytes: &'a [u8], now: u64) -> &'a [u8] {
        let late = self.late_until.take().is_some_and(|until| now < until);
        if !late || self.state != State::Ground {
            return bytes;
        }
        match bytes {
            [b'[', rest @ ..] if !rest.is_empty() => {
                self.enter(State::Csi);
                self.muted = true;
                rest
            }
            [b'O', b'A'..=b'D' | b'F' | b'H' | b'P'..=b'S'] => &[],
            _ => bytes,
        }
    }

    fn byte(&mut self, byte: u8, now: u64) {
        match self.state {
            State::Ground => self.ground_byte(byte, now),
            State::Letter => self.letter_byte(byte, now),
            State::Escape | State::DoubleEscape => self.escape_byte(byte, now),
            State::Csi => self.csi_byte(byte, now),
            State::LinuxFunction => {
                let key = matches!(byte, b'A'..=b'E').then(|| Key::F(byte.saturating_sub(b'A') + 1));
                self.finish_sequence(key, now);
            }
            State::Ss3 => self.ss3_byte(byte, now),
            State::Report => self.report_byte(byte),
            State::Paste if self.paste.push(byte) => self.finish_paste(),
            State::Paste => {}
        }
    }

    fn ground_byte(&mut self, byte: u8, now: u64) {
        match byte {
            0x1b => self.enter(State::Escape),
            b'\r' | b'\n' => self.out.key(Key::Enter, now),
            b'\t' => self.out.key(Key::Tab, now),
            0x08 | 0x7f => self.out.key(Key::Backspace, now),
            0x00 => self.out.key(Key::Ctrl(' '), now),
            0x01..=0x1a => self.out.key(Key::Ctrl(char::from(byte | 0x60)), now),
            0x1c..=0x1f => self.out.key(Key::Ctrl(char::from(byte | 0x40)), now),
            0x20..=0x7e => self.out.key(Key::Char(char::from(byte)), now),
            0xc2..=0xf4 => {
                self.enter(State::Letter);
                self.pending.push(byte);
            }
            // A byte that begins no UTF-8 letter: a Latin-1 pound sign, say. `kith doctor` tells about it.
            _ => {}
        }
    }

    fn letter_byte(&mut self, byte: u8, now: u64) {
        if !matches!(byte, 0x80..=0xbf) {
            self.ground();
            return self.ground_byte(byte, now);
        }
        self.pending.push(byte);
        let length = match self.pending.first() {
            Some(0xc2..=0xdf) => 2,
            Some(0xe0..=0xef) => 3,
            _ => 4,
        };
        if self.pending.len() < length {
            return;
        }
        let letter = std::str::from_utf8(&self.pending).ok().and_then(|text| text.chars().next());
        self.ground();
        if let Some(letter) = letter.filter(|c| !c.is_control()) {
            self.out.key(Key::Char(letter), now);
        }
    }

    fn escape_byte(&mut self, byte: u8, now: u64) {
        match byte {
            0x1b if self.state == State::Escape => self.state = State::DoubleEscape,
            0x1b => self.out.key(Key::Esc, now),
            b'[' => self.enter(State::Csi),
            b'O' => self.enter(State::Ss3),
            b']' | b'P' | b'X' | b'^' | b'_' => self.enter(State::Report),
            // Alt with a key, or a sequence that kith does not know.
            _ => self.ground(),
        }
    }

    fn csi_byte(&mut self, byte: u8, now: u64) {
        match byte {
            b'[' if self.pending.is_empty() => self.enter(State::LinuxFunction),
            // rxvt ends Shift with a key in `$`, which elsewhere stands in the middle of a report.
            b'$' if !self.pending.is_empty() && self.pending.iter().all(u8::is_ascii_digit) => {
                let key = sequence::csi(&self.pending, b'~');
                self.finish_sequence(key, now);
            }
            0x20..=0x3f => {
                if self.pending.len() < SEQUENCE_CAP {
                    self.pending.push(byte);
                }
            }
            b'~' if self.pending == b"200" => self.enter(State::Paste),
            0x40..=0x7e => {
                self.out.mouse(mouse::read(&self.pending, byte));
                let key = sequence::csi(&self.pending, byte);
                self.finish_sequence(key, now);
            }
            // Anything else breaks the sequence off and stands for itself.
            _ => {
                self.ground();
                self.ground_byte(byte, now);
            }
        }
    }

    fn ss3_byte(&mut self, byte: u8, now: u64) {
        match byte {
            b'0'..=b'9' | b';' => {}
            0x20..=0x7e => self.finish_sequence(sequence::ss3(byte), now),
            _ => {
                self.ground();
                self.ground_byte(byte, now);
            }
        }
    }

    fn finish_sequence(&mut self, key: Option<Key>, now: u64) {
        let key = key.filter(|_| !self.muted);
        self.ground();
        if let Some(key) = key {
            self.out.key(key, now);
        }
    }

    /// A report of the terminal runs to BEL or to `ESC \`; nobody asked for one, so it is dropped.
    fn report_byte(&mut self, byte: u8) {
        let after_escape = self.pending.last() == Some(&0x1b);
        match byte {
            0x07 => self.ground(),
            b'\\' if after_escape => self.ground(),
            _ => {
                self.pending.clear();
                self.pending.push(byte);
            }
        }
    }

    fn finish_paste(&mut self) {
        self.ground();
        self.out.paste(self.paste.take());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Plays pieces of input as the reader does: a tick when a pause ends a grace time, then the bytes.
    fn play(pieces: &[(u64, &[u8])]) -> Vec<Typed> {
        let mut parser = Parser::new(100);
        let (mut now, mut out) = (0, Vec::new());
        for (pause, bytes) in pieces {
            let then = now + pause;
            while let Some(at) = parser.deadline().filter(|at| *at <= then) {
                out.extend(parser.tick(at));
            }
            now = then;
            out.extend(parser.feed(bytes, now));
        }
        while let Some(at) = parser.deadline() {
            out.extend(parser.tick(at));
        }
        out
    }

    fn keys(keys: &[Key]) -> Vec<Typed> {
        keys.iter().copied().map(Typed::Key).collect()
    }

    #[test]
    fn a_key_split_by_the_line_is_still_that_key() {
        let whole: [(&[u8], Key); 7] = [
            (b"\x1b[A", Key::Up),
            (b"\x1bOB", Key::Down),
            (b"\x1b[1~", Key::Home),
            (b"\x1b[6~", Key::PageDown),
            (b"\x1b[Z", Key::BackTab),
            (b"\x1b[11~", Key::F(1)),
            (b"\x1b[[A", Key::F(1)),
        ];
        for (bytes, key) in whole {
            for pause in [0, 5, 30, 80, 99] {
                for at in 1..bytes.len() {
                    let (a, b) = bytes.split_at(at);
                    assert_eq!(play(&[(0, a), (pause, b)]), keys(&[key]), "{bytes:?} at {at}, {pause} ms");
                }
                let single: Vec<(u64, &[u8])> = bytes.chunks(1).map(|b| (pause, b)).collect();
                assert_eq!(play(&single), keys(&[key]), "{bytes:?} byte by byte, {pause} ms");
            }
        }
    }

    #[test]
    fn an_escape_alone_acts_after_the_wait_and_its_late_rest_types_nothing() {
        assert_eq!(play(&[(0, b"\x1b")]), keys(&[Key::Esc]));
        assert_eq!(play(&[(0, b"\x1b"), (200, b"[A")]), keys(&[Key::Esc]));
        assert_eq!(play(&[(0, b"\x1b"), (200, b"OA")]), keys(&[Key::Esc]));
        assert_eq!(play(&[(0, b"\x1b"), (200, b"c")]), keys(&[Key::Esc, Key::Char('c')]));
        assert_eq!(play(&[(0, b"\x1b\x1b")]), keys(&[Key::Esc, Key::Esc]));
    }

    #[test]
    fn alt_and_an_arrow_is_the_arrow_and_alt_and_a_letter_is_nothing() {
        assert_eq!(play(&[(0, b"\x1b\x1b[A")]), keys(&[Key::Up]));
        assert_eq!(play(&[(0, b"\x1bx"), (40, b"y")]), keys(&[Key::Char('y')]));
    }

    #[test]
    fn both_bytes_for_rubbing_out_rub_out() {
        assert_eq!(play(&[(0, b"\x08"), (50, b"\x7f")]), keys(&[Key::Backspace, Key::Backspace]));
    }

    #[test]
    fn a_letter_of_several_bytes_may_be_split_and_broken_bytes_are_dropped() {
        let letters = keys(&[Key::Char('é'), Key::Char('ŵ'), Key::Char('€')]);
        let text = "éŵ€".as_bytes();
        let single: Vec<(u64, &[u8])> = text.chunks(1).map(|b| (40, b)).collect();
        assert_eq!(play(&single), letters);
        assert_eq!(play(&[(0, b"\xa3\xc3a\xff")]), keys(&[Key::Char('a')]), "Latin-1 and cut-off letters");
    }

    #[test]
    fn a_marked_paste_is_one_event_even_when_it_is_split() {
        let paste = vec![Typed::Paste("Ada\rq\x1b[A".to_owned())];
        assert_eq!(play(&[(0, b"\x1b[200~Ada\rq\x1b[A\x1b[201~")]), paste);
        assert_eq!(play(&[(0, b"\x1b[200~Ada"), (900, b"\rq\x1b[A\x1b[2"), (20, b"01~")]), paste);
        assert_eq!(play(&[(0, b"\x1b[200~cut off")]), [Typed::Paste("cut off".to_owned())]);
    }

    #[test]
    fn letters_faster_than_typing_are_a_paste_and_typing_is_not() {
        assert_eq!(play(&[(0, b"qqqq\rqqqq\r")]), [Typed::Paste("qqqq\nqqqq\n".to_owned())]);
        let slow: Vec<(u64, &[u8])> = b"carry on".chunks(1).map(|b| (35, b)).collect();
        assert!(play(&slow).iter().all(|typed| matches!(typed, Typed::Key(_))));
        assert_eq!(play(&[(0, b"jj\r")]), keys(&[Key::Char('j'), Key::Char('j'), Key::Enter]));
    }

    proptest! {
        #[test]
        fn no_bytes_and_no_split_of_them_panic(pieces in prop::collection::vec(
            (0u64..200, prop::collection::vec(any::<u8>(), 0..24)), 0..24)) {
            let pieces: Vec<(u64, &[u8])> = pieces.iter().map(|(pause, b)| (*pause, b.as_slice())).collect();
            play(&pieces);
        }

        #[test]
        fn a_whole_sequence_never_becomes_letters(
            parameters in "[0-9;<=>?]{0,12}", last in 0x40u8..0x7f, cut in 0usize..16, pause in 0u64..100) {
            let unfinished = parameters.is_empty() && last == b'[';
            prop_assume!(!unfinished && (parameters != "200" || last != b'~'));
            let mut bytes = b"\x1b[".to_vec();
            bytes.extend(parameters.as_bytes());
            bytes.push(last);
            let (a, b) = bytes.split_at(cut.min(bytes.len()));
            for typed in play(&[(0, a), (pause, b)]) {
                let typing = matches!(typed, Typed::Key(key) if key.letter().is_some());
                prop_assert!(!typing && !matches!(typed, Typed::Paste(_)), "{typed:?} from {bytes:?}");
            }
        }
    }
}
