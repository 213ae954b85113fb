//! The screens: one loop, a stack of screens, a keymap.
