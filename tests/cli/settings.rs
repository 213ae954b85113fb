//! Settings, and what `doctor` tells a helpdesk.

use insta::assert_snapshot;

use super::Home;

#[test]
fn settings_are_listed_and_checked() {
    let home = Home::new();
    assert_snapshot!(home.kith("config check").told(), @"
    status 0
    The settings are understood. Files read: 0.
    ");
    let folder = home.path(".config/kith");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), "[screen]\nthem = \"mono\"\nlines = \"ascii\"\n").unwrap();
    assert_snapshot!(home.kith("config check").told(), @"
    status 1
    -- messages
    ~/.config/kith/config.toml, line 2: them is not known in [screen]. Did you mean theme?
    Settings that are not understood: 1.
    ");
    let settings = home.kith("config --json").fine().json();
    let lines =
        settings["items"].as_array().unwrap().iter().find(|item| item["key"] == "lines").unwrap().clone();
    assert_eq!(lines["value"], "ascii");
    let ran = home.kith("list people").fine();
    assert!(
        ran.err.contains("line 2: them is not known"),
        "a warning, and the command goes on: {}",
        ran.told()
    );
}

#[test]
fn doctor_tells_the_set_up_and_no_personal_data() {
    let home = Home::peopled();
    let ran = home.kith("doctor").fine();
    for word in ["SQLite 3.", "caseload file", "Terminal:", "Letters: UTF-8.", "Colours:"] {
        assert!(ran.out.contains(word), "{word}: {}", ran.out);
    }
    for canary in ["Ada", "Okonkwo", "999 000", "0114", "voicemail", "Lunch"] {
        assert!(!ran.out.contains(canary), "{canary}");
    }
    let answer = home.kith("doctor --json").fine().json();
    assert_eq!(answer["ok"], true);
    assert!(answer["checks"].as_array().unwrap().len() >= 6);
}
