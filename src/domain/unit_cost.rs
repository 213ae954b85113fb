//! What one use of a health service costs, with who says so and of which year the prices are.

/// What one use of a service costs, by the team's table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Costs {
    /// The file it stands in.
    pub file: String,
    /// Each cost.
    pub costs: Vec<Cost>,
}

/// What one use of one service costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// The service, a code.
    pub service: String,
    /// In pence.
    pub pence: u64,
    /// Who published it.
    pub source: String,
    /// Of which year the prices are.
    pub year: String,
}
