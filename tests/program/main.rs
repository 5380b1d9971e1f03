//! The program from outside, as an operator has it: arguments and files in; output, messages, exit
//! codes and files out. Calls nothing of the library.
//!
//! `CARTWAY_TEST_FULL_DISK=1` switches on the test that mounts a small disk; `CARTWAY_TEST_KILLS=N`
//! kills more rebuilds; `CARTWAY_TEST_LARGE=MB` imports a file as large as that;
//! `CARTWAY_TEST_MANUAL=1` has man and bash read what is for them; `CARTWAY_TEST_KIT=1` tries the clients
//! that need Node and Python; `CARTWAY_TEST_WAREHOUSE=PYTHON` counts on Spark, Sail and DuckDB; those of
//! `deploy/` are named there.

mod api_paper;
mod categories;
mod centre;
mod connect;
mod connect_options;
mod counts;
#[cfg(target_os = "linux")]
mod deploy;
mod export;
#[cfg(unix)]
mod folder;
mod generate;
mod import;
#[cfg(target_os = "linux")]
mod import_large;
mod inspect;
mod kit;
#[cfg(unix)]
mod listening;
#[cfg(unix)]
mod logs;
mod manual;
mod openapi;
mod pull;
mod rebuild;
mod rebuild_faults;
mod rebuild_killed;
mod rebuild_report;
#[cfg(unix)]
mod rebuild_stopped;
mod search;
mod sources;
#[path = "../support/mod.rs"]
mod support;
mod taking_back;
mod verify;
mod warehouse;
