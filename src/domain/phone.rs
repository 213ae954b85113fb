//! UK telephone numbers as they arrive and as they are shown.
