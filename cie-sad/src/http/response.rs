//! Responses: every one of them is whole in memory.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame, SizeHint};
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::{Response, StatusCode};

use super::guard::Phase;

/// The bytes of an answer; tells the connection when they were handed over.
pub(super) struct Whole {
    bytes: Option<Bytes>,
    phase: Arc<Phase>,
}

impl Body for Whole {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.bytes.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.bytes.as_ref().map_or(0, Bytes::len) as u64)
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        self.phase.answer();
    }
}

pub(super) fn whole(
    phase: &Arc<Phase>,
    status: u16,
    media_type: &str,
    bytes: Vec<u8>,
) -> Response<Whole> {
    let bytes = Some(Bytes::from(bytes)).filter(|bytes| !bytes.is_empty());
    let mut response = Response::new(Whole {
        bytes,
        phase: Arc::clone(phase),
    });
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
    if let Ok(value) = HeaderValue::from_str(media_type) {
        response.headers_mut().insert(CONTENT_TYPE, value);
    }
    response
}
