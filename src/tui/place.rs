//! Where keys are looked up, and what people call each place.

/// Where keys are looked up: the sections of the keymap, nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// On every screen that is not a form or a question.
    Everywhere,
    /// In every list.
    List,
    /// In a long text that is read.
    Reading,
    /// One record read whole.
    Record,
    /// The Today pane.
    Today,
    /// The queue.
    Queue,
    /// A person's record.
    Person,
    /// The asset search.
    Assets,
    /// One asset whole.
    Asset,
    /// Give and take.
    Give,
    /// Reports.
    Reports,
    /// A list that is brought in.
    Import,
    /// The search line of a list, while letters go into it.
    Searching,
    /// A list with a query line: palette, help, look-ups, find anyone.
    Picker,
    /// A form.
    Form,
    /// A field of several lines in a form.
    Notes,
    /// A field that holds a day.
    Day,
    /// A question.
    Question,
    /// The question on leaving a form.
    Leaving,
}

/// The places that are in reach together, nearest first: what the screens of kith answer to `places`.
pub const STACKS: &[&[Place]] = &[
    &[Place::Today, Place::List, Place::Everywhere],
    &[Place::Queue, Place::Searching, Place::List, Place::Everywhere],
    &[Place::Queue, Place::List, Place::Everywhere],
    &[Place::Person, Place::Searching, Place::List, Place::Everywhere],
    &[Place::Person, Place::List, Place::Everywhere],
    &[Place::Assets, Place::Searching, Place::List, Place::Everywhere],
    &[Place::Assets, Place::List, Place::Everywhere],
    &[Place::Asset, Place::List, Place::Everywhere],
    &[Place::Give, Place::Searching, Place::List, Place::Everywhere],
    &[Place::Give, Place::List, Place::Everywhere],
    &[Place::Reports, Place::List, Place::Everywhere],
    &[Place::Import, Place::List, Place::Everywhere],
    &[Place::Record, Place::Reading, Place::Everywhere],
    &[Place::Picker],
    &[Place::Form],
    &[Place::Day, Place::Form],
    &[Place::Notes],
    &[Place::Question],
    &[Place::Leaving],
];

impl Place {
    /// Every place, in the order of the documents.
    pub const ALL: [Self; 19] = [
        Self::Everywhere,
        Self::List,
        Self::Reading,
        Self::Record,
        Self::Today,
        Self::Queue,
        Self::Person,
        Self::Assets,
        Self::Asset,
        Self::Give,
        Self::Reports,
        Self::Import,
        Self::Searching,
        Self::Picker,
        Self::Form,
        Self::Notes,
        Self::Day,
        Self::Question,
        Self::Leaving,
    ];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Everywhere => "Everywhere",
            Self::List => "In a list",
            Self::Reading => "Reading a long text",
            Self::Record => "A record read whole",
            Self::Today => "Today",
            Self::Queue => "Queue",
            Self::Person => "A person",
            Self::Assets => "Assets",
            Self::Asset => "An asset",
            Self::Give => "Give and take",
            Self::Reports => "Reports",
            Self::Import => "A list that is imported",
            Self::Searching => "A search line",
            Self::Picker => "A list with a search line",
            Self::Form => "A form",
            Self::Notes => "Notes in a form",
            Self::Day => "A date in a form",
            Self::Question => "A question",
            Self::Leaving => "Leaving a form",
        }
    }

    /// Its name in the config file: the part after the dot in `[keys.queue]`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Everywhere => "everywhere",
            Self::List => "list",
            Self::Reading => "reading",
            Self::Record => "record",
            Self::Today => "today",
            Self::Queue => "queue",
            Self::Person => "person",
            Self::Assets => "assets",
            Self::Asset => "asset",
            Self::Give => "give",
            Self::Reports => "reports",
            Self::Import => "import",
            Self::Searching => "searching",
            Self::Picker => "picker",
            Self::Form => "form",
            Self::Notes => "notes",
            Self::Day => "day",
            Self::Question => "question",
            Self::Leaving => "leaving",
        }
    }
}
