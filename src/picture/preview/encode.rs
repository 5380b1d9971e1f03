//! Pixels to PNG, as small and as fast as flat colours allow.
//!
//! A preview has some two hundred colours, edges of letters included, so each pixel is a place in a
//! palette: a quarter of the bytes to look through. Should there ever be more, pixels keep their
//! colours. Knows pixels only.

use std::collections::HashMap;

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};

/// Red, green and blue.
type Colour = [u8; 3];

/// Pixels as places in a palette.
struct Indexed {
    palette: Vec<Colour>,
    places: Vec<u8>,
}

/// Writes opaque pixels, four bytes each, row by row.
///
/// # Errors
/// There are not `width` times `height` pixels.
pub(super) fn png(pixels: &[u8], width: u32, height: u32) -> Result<Vec<u8>, EncodingError> {
    let colours = || {
        pixels
            .chunks_exact(4)
            .map(|pixel| [pixel[0], pixel[1], pixel[2]])
    };
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    // What is beside or above a pixel says little about it where colours are flat.
    encoder.set_filter(Filter::NoFilter);
    let bytes = match indexed(colours()) {
        Some(indexed) => {
            encoder.set_color(ColorType::Indexed);
            encoder.set_palette(indexed.palette.concat());
            indexed.places
        }
        None => {
            encoder.set_color(ColorType::Rgb);
            colours().flatten().collect()
        }
    };
    encoder.write_header()?.write_image_data(&bytes)?;
    Ok(file)
}

/// `None` where there are more colours than a palette holds, which is what a byte can count.
fn indexed(colours: impl Iterator<Item = Colour>) -> Option<Indexed> {
    let mut known: HashMap<Colour, u8> = HashMap::new();
    let mut palette = Vec::new();
    let mut places = Vec::new();
    // Most pixels look like the one before.
    let mut last = None;
    for colour in colours {
        let place = match last {
            Some((before, place)) if before == colour => place,
            _ => match known.get(&colour) {
                Some(place) => *place,
                None => {
                    let place = u8::try_from(palette.len()).ok()?;
                    palette.push(colour);
                    known.insert(colour, place);
                    place
                }
            },
        };
        last = Some((colour, place));
        places.push(place);
    }
    Some(Indexed { palette, places })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The colours of a file, pixel by pixel.
    fn read_back(file: &[u8]) -> Vec<u8> {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().expect("a PNG");
        let mut colours = vec![0; reader.output_buffer_size().expect("it is small")];
        reader.next_frame(&mut colours).expect("a whole PNG");
        colours
    }

    fn pixels(colour_count: usize) -> Vec<u8> {
        let colour = |place: usize| [(place % 256) as u8, (place / 256) as u8, 7, 255];
        (0..40 * 20)
            .flat_map(|pixel| colour(pixel % colour_count))
            .collect()
    }

    #[test]
    fn every_pixel_keeps_its_colour_with_a_palette_and_without() {
        for (colour_count, kind) in [(1, 3), (200, 3), (256, 3), (257, 2), (700, 2)] {
            let pixels = pixels(colour_count);
            let file = png(&pixels, 40, 20).expect("it can be written");
            assert_eq!(file[25], kind, "{colour_count} colours");
            let expected: Vec<u8> = pixels.chunks(4).flat_map(|p| p[..3].to_vec()).collect();
            assert_eq!(read_back(&file), expected, "{colour_count} colours");
        }
    }

    #[test]
    fn missing_pixels_are_an_error() {
        assert!(png(&[0; 40], 40, 20).is_err());
    }
}
