//! A store that can be trusted, alone and shared: killed writers and servers, crowds on one line,
//! and what the world does to a file.

mod beside;
mod crowd;
mod faults;
#[cfg(unix)]
mod full;
mod killed;
mod line;
mod naive;
