//! What is linked is drawn together, and all keep a distance: where things come to rest on their
//! ground.
//!
//! Attraction to the mean of what a thing is linked to, repulsion from what is too near, steps that
//! become smaller (Eades 1984; Fruchterman, Reingold 1991).

use super::ground::Ground;
use super::place::Point;

/// How much is moved.
#[derive(Debug, Clone, Copy)]
pub(super) struct Vigour {
    /// Rounds of forces.
    pub(super) rounds: usize,
    /// How far anything moves in the first round, of the width of its ground.
    pub(super) heat: f64,
    /// How far regions go to the centres of their parts, when ground is divided: 0 to 1.
    pub(super) ease: f64,
}

/// Things on one ground.
pub(super) struct Bodies<'a> {
    pub(super) ground: &'a Ground,
    /// Of the ground, what each needs, in any unit.
    pub(super) sizes: &'a [f64],
    /// Which are linked, and how closely; each link once.
    pub(super) links: &'a [(u32, u32, f64)],
    /// Towards which point each is drawn out of the ground, and how strongly.
    pub(super) pulls: &'a [(Point, f64)],
    /// How far a thing may go towards the edge: 1 is the edge.
    pub(super) edge: f64,
}

/// How strongly it is drawn, of the way to where it is drawn.
const DRAWN: f64 = 0.5;
/// How strongly things push each other away, of what they are too near.
const PUSHED: f64 = 0.5;

impl Bodies<'_> {
    /// Moves things until they come to rest.
    pub(super) fn settle(&self, places: &mut [Point], vigour: Vigour) {
        let Vigour { rounds, heat, .. } = vigour;
        let count = places.len();
        let area = self.ground.area();
        let centre = self.ground.centre();
        let all: f64 = self.sizes.iter().sum();
        // The radius of a circle as large as what each needs.
        let radii: Vec<f64> = self
            .sizes
            .iter()
            .map(|size| (area * size / all / std::f64::consts::PI).sqrt())
            .collect();
        let mut weights = vec![1e-9_f64; count];
        for &(a, b, weight) in self.links {
            weights[a as usize] += weight;
            weights[b as usize] += weight;
        }
        for (all, &(_, weight)) in weights.iter_mut().zip(self.pulls) {
            *all += weight;
        }
        let mut moves = vec![Point::default(); count];
        for round in 0..rounds {
            moves.fill(Point::default());
            self.draw(places, &weights, &mut moves);
            push(places, &radii, &mut moves);
            let cool = 1.0 - round as f64 / rounds as f64;
            let most = heat * area.sqrt() * cool;
            for (place, by) in places.iter_mut().zip(&moves) {
                let far = (by.x * by.x + by.y * by.y).sqrt();
                let share = if far > most { most / far } else { 1.0 };
                let to = Point {
                    x: place.x + by.x * share,
                    y: place.y + by.y * share,
                };
                *place = self.ground.within(centre, to, self.edge);
            }
        }
    }

    fn draw(&self, places: &[Point], weights: &[f64], moves: &mut [Point]) {
        let mut draw = |thing: u32, to: Point, weight: f64| {
            let thing = thing as usize;
            let share = DRAWN * weight / weights[thing];
            moves[thing].x += (to.x - places[thing].x) * share;
            moves[thing].y += (to.y - places[thing].y) * share;
        };
        for &(a, b, weight) in self.links {
            draw(a, places[b as usize], weight);
            draw(b, places[a as usize], weight);
        }
        for (thing, &(to, weight)) in (0..).zip(self.pulls) {
            draw(thing, to, weight);
        }
    }
}

/// Pushes apart what is nearer than it would be if all were even.
fn push(places: &[Point], radii: &[f64], moves: &mut [Point]) {
    for a in 0..places.len() {
        for b in a + 1..places.len() {
            let (x, y) = (places[a].x - places[b].x, places[a].y - places[b].y);
            let square = x * x + y * y;
            let near = radii[a] + radii[b];
            if square >= near * near {
                continue;
            }
            let distance = square.sqrt();
            let by = PUSHED * (near - distance);
            // Those at one place part in a direction of their own.
            let (x, y) = match distance > 1e-9 {
                true => (x / distance, y / distance),
                false => direction(a),
            };
            moves[a].x += x * by;
            moves[a].y += y * by;
            moves[b].x -= x * by;
            moves[b].y -= y * by;
        }
    }
}

/// One of eight directions.
fn direction(number: usize) -> (f64, f64) {
    const SLANT: f64 = std::f64::consts::FRAC_1_SQRT_2;
    [
        (1.0, 0.0),
        (SLANT, SLANT),
        (0.0, 1.0),
        (-SLANT, SLANT),
        (-1.0, 0.0),
        (-SLANT, -SLANT),
        (0.0, -1.0),
        (SLANT, -SLANT),
    ][number % 8]
}
