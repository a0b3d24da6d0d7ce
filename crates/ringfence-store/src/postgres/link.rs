//! The connection of a store, and the turn that is under way on it.

use postgres::Error;

use super::address::Address;
use super::connection::{Connection, Session};
use super::fault::Fault;
use super::options::PostgresOptions;
use crate::{StoreError, StoreHead};

/// The connection, and what is under way on it.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) connection: Option<Connection>,
    pub(super) turn: Turn,
}

/// Whether this writer has its turn, and the head that nobody else can move meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    Taken(StoreHead),
    Free,
}

impl Link {
    /// Has a connection, an old one or a new one.
    pub(super) fn is_joined(
        &mut self,
        address: &Address,
        options: &PostgresOptions,
    ) -> Result<Result<(), Fault>, StoreError> {
        if self.connection.is_none() {
            match Connection::lasting(address, options)? {
                Ok(connection) => self.connection = Some(connection),
                Err(fault) => return Ok(Err(fault)),
            }
        }
        Ok(Ok(()))
    }

    /// Runs something on the connection; where it is lost, what was begun on it is, too.
    pub(super) fn run<T: Send + 'static>(
        &mut self,
        job: impl FnOnce(&mut Session) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Fault> {
        let connection = self.connection.as_ref().ok_or(Fault::Ended)?;
        let outcome = connection.run(job);
        if outcome.as_ref().is_err_and(Fault::is_lost) {
            self.connection = None;
            self.turn = Turn::Free;
        }
        outcome
    }

    pub(super) fn leave_turn(&mut self) {
        // It changes nothing, and where it fails the server goes back by itself.
        let _ = self.run(|session| {
            session.roll_back();
            Ok(())
        });
        self.turn = Turn::Free;
    }
}
