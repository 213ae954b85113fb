//! How a person's name is written in lists, banners and sentences.
