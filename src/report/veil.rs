//! What is seen of a restricted record before somebody has said why it is opened.

use super::person::Summary;

impl Summary {
    /// What is seen of a restricted record before a reason was given: who it is, and that it is restricted.
    #[must_use]
    pub fn veiled(self) -> Self {
        if !self.restricted {
            return self;
        }
        Self {
            born: String::new(),
            nhs_number: String::new(),
            phones: Vec::new(),
            safe_contact: "Restricted: opening it asks for a reason".to_owned(),
            address: String::new(),
            email: String::new(),
            practice: String::new(),
            next: None,
            tried: String::new(),
            good_to_know: Vec::new(),
            about: String::new(),
            consents: Vec::new(),
            connections: Vec::new(),
            asked: String::new(),
            offers: Vec::new(),
            asks: Vec::new(),
            gave_and_received: String::new(),
            risks: String::new(),
            risk_lines: Vec::new(),
            alone: String::new(),
            rungs: Vec::new(),
            ..self
        }
    }
}
