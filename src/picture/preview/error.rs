//! What can fail on the way from a drawing to a file.

use resvg::usvg;

/// Why there is no preview.
#[derive(Debug, thiserror::Error)]
pub enum PreviewError {
    /// What was drawn cannot be read back: a mistake of ours.
    #[error("the drawing of a preview cannot be read: {0}")]
    Drawing(#[from] usvg::Error),
    /// No room for the pixels.
    #[error("there is no memory for the pixels of a preview")]
    NoPixels,
    /// The pixels cannot be written as PNG.
    #[error("a preview cannot be written as PNG: {0}")]
    Png(#[from] png::EncodingError),
}
