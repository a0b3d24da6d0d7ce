//! House rules, kept by a test.
