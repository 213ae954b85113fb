//! What a statement may do: read the views, and call functions that only compute.

use rusqlite::hooks::{AuthAction, AuthContext, Authorization};

/// Functions of SQLite that compute and do nothing else.
const FUNCTIONS: &str = " abs avg ceil ceiling changes char coalesce concat concat_ws count cume_dist date datetime dense_rank \
    exp first_value floor format glob group_concat hex ifnull iif if instr json json_array json_array_length json_each \
    json_extract json_group_array json_group_object json_insert json_object json_patch json_quote json_remove \
    json_replace json_set json_tree json_type json_valid julianday lag last_value lead length like likelihood likely ln \
    log log10 log2 lower ltrim max median min mod nth_value ntile nullif octet_length percent_rank percentile pi \
    pow power printf quote radians rank replace round row_number rtrim sign sqrt strftime string_agg substr \
    substring subtype sum time timediff total trim trunc typeof unhex unicode unistr unixepoch unlikely upper -> ->> ";

/// Tables that are made of a cell.
const OF_A_CELL: [&str; 2] = ["json_each", "json_tree"];

/// What is admitted over a caseload that is attached under a name nobody can guess.
pub struct Allowed {
    /// The name of the caseload.
    pub caseload: String,
    /// The names of the views.
    pub views: Vec<String>,
    /// The tables of the caseload, and whatever else has a name of its own.
    pub shut: Vec<String>,
}

impl Allowed {
    /// Whether a step of a statement is admitted.
    pub fn judge(&self, context: &AuthContext<'_>) -> Authorization {
        let admitted = match context.action {
            AuthAction::Select | AuthAction::Recursive => true,
            AuthAction::Function { function_name } => is_harmless(function_name),
            AuthAction::Read { table_name, column_name } => {
                self.may_read(table_name, column_name, context.database_name, context.accessor)
            }
            _ => false,
        };
        if admitted { Authorization::Allow } else { Authorization::Deny }
    }

    fn may_read(&self, table: &str, column: &str, database: Option<&str>, accessor: Option<&str>) -> bool {
        let is = |names: &[String]| names.iter().any(|name| name.eq_ignore_ascii_case(table));
        if database == Some(&self.caseload) {
            // Only the text of a view can name the caseload. A row that is only counted is read without a view's name.
            return accessor.is_some() || column.is_empty();
        }
        // A part of the statement itself has no database, and of it only the rows are counted.
        let own = database.is_none() && column.is_empty() && !is(&self.shut) && !table.starts_with("pragma_");
        is(&self.views) || own || OF_A_CELL.contains(&table)
    }
}

fn is_harmless(function: &str) -> bool {
    let name = format!(" {} ", function.to_ascii_lowercase());
    FUNCTIONS.contains(&name)
}
