//! Whatever a terminal might send: keys, words, sequences, pastes, noise.

/// A key, a word, a sequence or noise, as a terminal might send it.
pub fn anything(random: &mut fastrand::Rng) -> String {
    const KEYS: &[&str] = &[
        "\r",
        "\x1b",
        "\t",
        "\x1b[Z",
        "\x7f",
        "\x1b[3~",
        "\x1b[A",
        "\x1b[B",
        "\x1b[C",
        "\x1b[D",
        "\x1b[H",
        "\x1b[F",
        "\x1b[5~",
        "\x1b[6~",
        "\x1bOP",
        "\x06",
        "\x10",
        "\x07",
        "\x1a",
        "\x19",
        "\x0c",
        "\x12",
        "\x14",
        "\x03",
        "\x16",
        "\x13",
        "\x05",
        "\x04",
        "\x1b[M",
        "\x1b[99;99R",
        "\x1b[?6c",
        "\x1b]0;x\x07",
        "\0",
        "\u{feff}",
    ];
    match random.u8(0..10) {
        0..5 => char::from(random.u8(b' '..=b'~')).to_string(),
        5..8 => (*random.choice(KEYS).unwrap_or(&"\r")).to_owned(),
        8 => random
            .choice(["Siân", "999 000 0018", "\u{202e}x", "tom", "10 mar", "👵🏽", "\u{301}"])
            .unwrap_or("")
            .to_owned(),
        _ => {
            let pasted: String = (0..random.usize(0..200)).map(|_| random.char('\0'..'\u{3000}')).collect();
            format!("\x1b[200~{pasted}\x1b[201~")
        }
    }
}
