//! Text from people and files, made safe for a terminal: the one newtype that may reach it.
