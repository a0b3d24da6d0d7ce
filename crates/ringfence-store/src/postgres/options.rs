//! How long a store waits.

use std::time::Duration;

/// How long a store waits for what. Each wait has an end, and after it one clear error.
///
/// ```
/// use ringfence_store::PostgresOptions;
///
/// assert_eq!(PostgresOptions::default().patience.as_secs(), 10);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct PostgresOptions {
    /// How long a writer waits for its turn, and a store for a server that went away.
    pub patience: Duration,
    /// How long the server may take to let one in.
    pub connect_within: Duration,
    /// How long the server may take to answer one statement.
    pub answer_within: Duration,
    /// How long a writer may keep its turn without a word; then the server ends it, and nothing
    /// of it was kept.
    pub turn_within: Duration,
}

impl Default for PostgresOptions {
    fn default() -> PostgresOptions {
        PostgresOptions {
            patience: Duration::from_secs(10),
            connect_within: Duration::from_secs(10),
            answer_within: Duration::from_secs(60),
            turn_within: Duration::from_secs(60),
        }
    }
}

impl PostgresOptions {
    /// What a connection says first, so that the server keeps to these times, and that what it
    /// answers yes to has reached its disk.
    pub(super) fn spoken(&self) -> String {
        let [lock, statement, turn] = [self.patience, self.statement(), self.turn_within]
            .map(|it| it.as_millis().clamp(1, i32::MAX as u128));
        format!(
            "SET lock_timeout = {lock}; SET statement_timeout = {statement}; \
             SET idle_in_transaction_session_timeout = {turn}; \
             SET default_transaction_isolation = 'read committed'; \
             SET search_path = pg_catalog; SET client_min_messages = warning; \
             SELECT set_config('synchronous_commit', 'on', false) \
             WHERE current_setting('synchronous_commit') = 'off'"
        )
    }

    /// Waiting for a turn is a statement, too, and has the shorter patience.
    fn statement(&self) -> Duration {
        self.answer_within
            .max(self.patience + Duration::from_secs(1))
    }

    /// When a silent server counts as gone: later than it would end a statement itself.
    pub(super) fn silence(&self) -> Duration {
        self.statement() + Duration::from_secs(5)
    }
}
