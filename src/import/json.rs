//! JSON as records: a list, an object that holds the list (`items`, `contents`), or one object a line, read one at a time.

use serde_json::Value;

use crate::fault::Fault;
use crate::import::bytes::Text;
use crate::import::record::{Flaw, Limits, cut};
use crate::import::window::Window;

/// Keys under which pages and exports hold their list.
const LISTS: [&[u8]; 3] = [b"items", b"contents", b"content"];

/// One object of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    /// Physical line of its first byte.
    pub line: u64,
    /// Bytes of the file before it.
    pub offset: u64,
    /// The object; `Null` where it could not be read.
    pub value: Value,
    /// The text of an object that could not be read.
    pub raw: String,
    /// Why it cannot be used.
    pub flaw: Option<Flaw>,
}

/// Where the reader stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// Outside everything: a list, an object, or the next line.
    Top,
    /// In a list that is the whole file.
    List,
    /// In a list that an object holds.
    Held,
    /// Behind the list of an object, before the object's end.
    Behind,
    /// At the end.
    End,
}

/// Reads objects.
pub struct Json {
    window: Window,
    limits: Limits,
    at: At,
    announced: Option<u64>,
}

/// What scanning a value found.
enum Scan {
    /// It ends after so many bytes.
    Whole(usize),
    /// It is an object that holds a list, which begins after so many bytes.
    List(usize),
    /// It cannot be read as one value.
    Broken(&'static str),
}

impl Json {
    /// Starts at the first character.
    pub fn new(text: Text, limits: Limits) -> Self {
        Self { window: Window::new(text), limits, at: At::Top, announced: None }
    }

    /// The text under the objects: its name, encoding and size.
    pub fn text(&self) -> &Text {
        self.window.text()
    }

    /// Bytes of the file read so far.
    pub fn offset(&self) -> u64 {
        self.window.offset()
    }

    /// How many records there are in all, as the page that was read last says before its list.
    pub fn announced(&self) -> Option<u64> {
        self.announced
    }

    /// Whether it stands in a list, or has just left one that was the whole file.
    pub fn in_list(&self) -> bool {
        matches!(self.at, At::List | At::Held)
    }

    /// The next object; `None` at the end.
    ///
    /// # Errors
    /// The file cannot be read on.
    pub fn read(&mut self) -> Result<Option<Object>, Fault> {
        while self.at != At::End {
            if !self.window.skip(|byte| byte.is_ascii_whitespace() || byte == b',')? {
                let cut_off = matches!(self.at, At::List | At::Held);
                self.at = At::End;
                return Ok(cut_off.then(|| self.broken(String::new(), "The file ends before its list does.")));
            }
            let first = self.window.rest().first().copied().unwrap_or_default();
            match (self.at, first) {
                (At::Top, b'[') => self.step(At::List),
                (At::Held, b']') => self.step(At::Behind),
                (At::List, b']') | (At::Behind, b'}') => self.step(At::Top),
                (At::Behind, _) => self.pass_one()?,
                _ => {
                    if let Some(object) = self.value()? {
                        return Ok(Some(object));
                    }
                }
            }
        }
        Ok(None)
    }

    fn step(&mut self, to: At) {
        self.window.pass(1);
        self.at = to;
    }

    /// Reads the value at the start of the window.
    fn value(&mut self) -> Result<Option<Object>, Fault> {
        let top = self.at == At::Top;
        match self.scan(top)? {
            Scan::List(used) => {
                self.announced = announced(self.window.rest().get(..used).unwrap_or_default());
                self.window.pass(used);
                self.at = At::Held;
                Ok(None)
            }
            Scan::Whole(used) => {
                let object = self.parsed(used);
                self.window.pass(used);
                Ok(Some(object))
            }
            Scan::Broken(reason) => {
                let mut object = self.broken(String::new(), reason);
                object.raw = self.window.take_line(self.limits.record)?;
                if !top {
                    self.at = At::End;
                }
                Ok(Some(object))
            }
        }
    }

    /// The value of the first bytes of the window.
    fn parsed(&self, used: usize) -> Object {
        let bytes = self.window.rest().get(..used).unwrap_or_default();
        let raw = || String::from_utf8_lossy(bytes).into_owned();
        match serde_json::from_slice(bytes) {
            Ok(value @ Value::Object(_)) => {
                Object { line: self.window.line(), offset: self.window.offset(), value, ..Object::default() }
            }
            Ok(_) => self.broken(
                raw(),
                "Every record must be a JSON object, with names and values in curly brackets.",
            ),
            Err(_) => self.broken(raw(), "This record is not sound JSON."),
        }
    }

    fn broken(&self, raw: String, reason: &str) -> Object {
        let flaw = Flaw { value: cut(&raw, 60).to_owned(), ..Flaw::of_record(reason) };
        Object {
            line: self.window.line(),
            offset: self.window.offset(),
            raw,
            flaw: Some(flaw),
            value: Value::Null,
        }
    }

    /// Finds the end of the value at the start of the window, or the list in it.
    fn scan(&mut self, top: bool) -> Result<Scan, Fault> {
        let mut scanner = Scanner::new(top, self.limits.depth);
        loop {
            let fresh = self.window.rest().get(scanner.used..).unwrap_or_default();
            if let Some(scan) = scanner.through(fresh) {
                return Ok(scan);
            }
            if scanner.used > self.limits.record {
                return Ok(Scan::Broken(
                    "This record is too large, or a bracket or quotation mark is not closed.",
                ));
            }
            if self.window.ended {
                return Ok(scanner.finished());
            }
            self.window.fill()?;
        }
    }

    /// Passes over one key or value behind the list.
    fn pass_one(&mut self) -> Result<(), Fault> {
        match self.scan(false)? {
            Scan::Whole(used) | Scan::List(used) if used > 0 => self.window.pass(used),
            _ => self.at = At::End,
        }
        Ok(())
    }
}

/// The number of records that the head of a page announces.
fn announced(head: &[u8]) -> Option<u64> {
    let head = String::from_utf8_lossy(head);
    let keys = ["\"total_items\"", "\"totalElements\""];
    let (_, after) = keys.iter().find_map(|key| head.split_once(key))?;
    let number = after.trim_start_matches([' ', ':', '"', '\n', '\t', '\r']);
    let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    number.get(..end)?.parse().ok()
}

/// Counts brackets and quotation marks.
struct Scanner {
    used: usize,
    top: bool,
    most: usize,
    depth: usize,
    quoted: bool,
    escaped: bool,
    key: Vec<u8>,
}

impl Scanner {
    fn new(top: bool, most: usize) -> Self {
        Self { used: 0, top, most, depth: 0, quoted: false, escaped: false, key: Vec::new() }
    }

    /// Goes on through fresh bytes until something is found.
    fn through(&mut self, fresh: &[u8]) -> Option<Scan> {
        for byte in fresh {
            let ended = self.byte(*byte);
            self.used += 1;
            if ended.is_some() {
                return ended;
            }
        }
        None
    }

    /// What the text was worth when no more came.
    fn finished(&self) -> Scan {
        if self.depth == 0 && !self.quoted && self.used > 0 {
            Scan::Whole(self.used)
        } else {
            Scan::Broken("This record is cut off: a bracket or quotation mark is not closed.")
        }
    }

    fn byte(&mut self, byte: u8) -> Option<Scan> {
        if self.quoted {
            return self.quoted_byte(byte);
        }
        match byte {
            b'"' => {
                self.quoted = true;
                self.key.clear();
            }
            b'[' if self.top && self.depth == 1 && LISTS.contains(&self.key.as_slice()) => {
                return Some(Scan::List(self.used + 1));
            }
            b'{' | b'[' => {
                self.depth += 1;
                if self.depth > self.most {
                    return Some(Scan::Broken("This record has too many brackets within brackets."));
                }
            }
            b'}' | b']' if self.depth == 0 => return Some(Scan::Whole(self.used.max(1))),
            b'}' | b']' => {
                self.depth -= 1;
                if self.depth == 0 {
                    return Some(Scan::Whole(self.used + 1));
                }
            }
            b',' | b'\n' | b'\r' if self.depth == 0 => return Some(Scan::Whole(self.used)),
            _ => {}
        }
        None
    }

    fn quoted_byte(&mut self, byte: u8) -> Option<Scan> {
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' => self.escaped = true,
            b'\n' => {
                return Some(Scan::Broken("This record is not sound JSON: a quotation mark is not closed."));
            }
            b'"' => {
                self.quoted = false;
                if self.depth == 0 {
                    return Some(Scan::Whole(self.used + 1));
                }
            }
            _ if self.key.len() < 16 => self.key.push(byte),
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::bytes::Input;

    fn read(bytes: &[u8], limits: Limits) -> Vec<Object> {
        let text = Text::open(Input::Held("a.json".into(), bytes.to_vec()), None, &limits).unwrap();
        let mut json = Json::new(text, limits);
        std::iter::from_fn(|| json.read().unwrap()).collect()
    }

    fn names(bytes: &[u8]) -> Vec<Option<String>> {
        let name = |object: &Object| object.value.get("n").map(|n| n.as_str().unwrap().to_owned());
        read(bytes, Limits::default()).iter().map(name).collect()
    }

    #[test]
    fn lists_pages_lines_and_single_objects_are_read() {
        let two = [Some("a".to_owned()), Some("b".to_owned())];
        for text in [
            r#"[{"n":"a"},{"n":"b"}]"#,
            r#"{"version":1,"items":[{"n":"a"},{"n":"b"}],"more":{"x":[1]}}"#,
            r#"{"total_items":2,"contents":[{"n":"a"} , {"n":"b"}]}"#,
            "{\"n\":\"a\"}\n{\"n\":\"b\"}\n",
            "{\"contents\":[{\"n\":\"a\"}]}\n{\"contents\":[{\"n\":\"b\"}]}",
            "\n[\n {\"n\":\"a\", \"items\":[1]},\n\n{\"n\":\"b\", \"x\":\"]}\\\"\"} ]",
        ] {
            assert_eq!(names(text.as_bytes()), two, "{text}");
        }
        assert_eq!(names(br#"{"n":"a","k":{"items":[1]}}"#), [Some("a".to_owned())]);
        assert_eq!(names(b"[]").len(), 0);
    }

    #[test]
    fn a_broken_line_costs_that_line() {
        let objects = read(
            b"{\"n\":\"a\"}\n{\"n\":\"b\n{\"n\":\"c\"}\nnonsense\n{\"n\":\n{\"n\":\"d\"}",
            Limits::default(),
        );
        let flawed: Vec<_> = objects.iter().map(|o| (o.line, o.flaw.is_some())).collect();
        assert_eq!(flawed, [(1, false), (2, true), (3, false), (4, true), (5, true), (6, false)]);
        assert_eq!(objects[1].raw, "{\"n\":\"b");
        assert_eq!(objects[5].offset, 43);
    }

    #[test]
    fn a_list_that_is_cut_off_says_so_and_keeps_what_came_before() {
        let objects = read(br#"[{"n":"a"},{"n":"b"#, Limits::default());
        assert!(objects[0].flaw.is_none() && objects[1].flaw.as_ref().unwrap().reason.contains("cut off"));
        let objects = read(br#"{"items":[{"n":"a"},"#, Limits::default());
        assert!(objects[1].flaw.as_ref().unwrap().reason.contains("ends before"));
    }

    #[test]
    fn too_deep_and_too_large_records_are_refused() {
        let small = Limits { record: 100, depth: 3, ..Limits::default() };
        let deep = read(br#"{"a":[[[1]]]}"#, small);
        assert!(deep[0].flaw.as_ref().unwrap().reason.contains("too many brackets"));
        let large = read(format!("{{\"n\":\"{}\"}}\n{{\"n\":\"b\"}}", "x".repeat(200_000)).as_bytes(), small);
        assert!(large[0].flaw.is_some() && large[0].raw.len() == 100 && large[1].flaw.is_none());
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_stumble(bytes in proptest::collection::vec(proptest::sample::select(br#"{}[]",:\ ai1items"#.to_vec()), 1..300)) {
            let small = Limits { record: 50, depth: 4, ..Limits::default() };
            proptest::prop_assert!(read(&bytes, small).len() <= bytes.len() + 1);
        }
    }
}
