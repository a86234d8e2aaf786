//! The simulator's own HTTP interface, version 1. It is not the Ministry's: nothing of that is
//! public.
//!
//! | Call | Answer (200) |
//! |---|---|
//! | `GET /health` | `{"simulated":true,"status":"ok"}` |
//! | `PUT /v1/requests/{number}/serial` | `{"simulated":true,"serial":"CA00000AA"}` |
//! | `GET /v1/recipient` | `{"simulated":true,"certificate":"<DER in base64>"}` |
//! | `PUT /v1/requests/{number}/envelope`, body CMS | `{"simulated":true,"protocol":"SIMULATO-…"}` |
//! | `GET /v1/requests/{number}/progress` | `{"simulated":true,"updates":[…]}` |
//! | `GET /v1/requests/{number}/receipt-secrets` | `{"simulated":true,"pin":"1234","puk":"5678"}` |
//!
//! Errors are `{"simulated":true,"system","trouble","code","text","it"}` with status 4xx for a
//! refusal and 503 for a system that is unavailable. A garbage answer is a 200 whose body is no
//! JSON. Every answer carries `X-Simulated: yes`; what is not HTTP at all is dropped unanswered.

mod client;
mod routes;
mod server;
mod wire;

pub use client::{ClientOptions, MinistryClient};
pub use server::{ServerHandle, serve, serve_exposed};
