//! One TOML file, the environment and the options, read into one value.
