//! Where something lies on the map.
//!
//! The map is [`WIDTH`] units wide and [`HEIGHT`] units high, x to the right and y downwards. What is
//! kept stands in thousandths of a unit, so that a place reads the same wherever it is printed.

/// Units from the left edge of the map to the right one.
pub const WIDTH: u32 = 1000;
/// Units from the upper edge of the map to the lower one.
pub const HEIGHT: u32 = 640;
/// Parts of a unit that places are kept in.
pub const PARTS: u32 = 1000;

/// A place as it is kept: thousandths of a unit from the left, and from the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Place {
    /// Thousandths of a unit from the left edge.
    pub x: u32,
    /// Thousandths of a unit from the upper edge.
    pub y: u32,
}

impl Place {
    /// The place nearest to a point that is on the map.
    #[must_use]
    pub fn of(point: Point) -> Self {
        let kept = |units: f64, side: u32| {
            let most = f64::from(side * PARTS);
            // What is no number becomes 0.
            (units * f64::from(PARTS)).round().clamp(0.0, most) as u32
        };
        Self {
            x: kept(point.x, WIDTH),
            y: kept(point.y, HEIGHT),
        }
    }

    /// Where it is in units.
    #[must_use]
    pub fn point(self) -> Point {
        let units = |kept: u32| f64::from(kept) / f64::from(PARTS);
        Point {
            x: units(self.x),
            y: units(self.y),
        }
    }
}

/// A point of the plane, in units of the map.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// Units from the left edge.
    pub x: f64,
    /// Units from the upper edge.
    pub y: f64,
}

impl Point {
    /// The middle of the map.
    pub const MIDDLE: Self = Self {
        x: WIDTH as f64 / 2.0,
        y: HEIGHT as f64 / 2.0,
    };

    /// Units from one point to another.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        let (x, y) = (self.x - other.x, self.y - other.y);
        (x * x + y * y).sqrt()
    }
}

/// A rectangle of the map, edges included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Its upper left corner.
    pub least: Point,
    /// Its lower right corner.
    pub most: Point,
}

impl Frame {
    /// The whole map.
    pub const ALL: Self = Self {
        least: Point { x: 0.0, y: 0.0 },
        most: Point {
            x: WIDTH as f64,
            y: HEIGHT as f64,
        },
    };

    /// The frame so wide and so high around a point.
    #[must_use]
    pub fn around(middle: Point, width: f64, height: f64) -> Self {
        let (x, y) = (width / 2.0, height / 2.0);
        Self {
            least: Point {
                x: middle.x - x,
                y: middle.y - y,
            },
            most: Point {
                x: middle.x + x,
                y: middle.y + y,
            },
        }
    }

    /// The smallest frame around some points; `None` around none.
    #[must_use]
    pub fn of(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        points.into_iter().fold(None, |frame, point| {
            let Self { least, most } = frame.unwrap_or(Self {
                least: point,
                most: point,
            });
            Some(Self {
                least: Point {
                    x: least.x.min(point.x),
                    y: least.y.min(point.y),
                },
                most: Point {
                    x: most.x.max(point.x),
                    y: most.y.max(point.y),
                },
            })
        })
    }

    /// Whether a point is in it.
    #[must_use]
    pub fn holds(&self, point: Point) -> bool {
        (self.least.x..=self.most.x).contains(&point.x)
            && (self.least.y..=self.most.y).contains(&point.y)
    }

    /// Whether any point is in both.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.least.x <= other.most.x
            && other.least.x <= self.most.x
            && self.least.y <= other.most.y
            && other.least.y <= self.most.y
    }

    /// Its middle.
    #[must_use]
    pub fn middle(&self) -> Point {
        Point {
            x: f64::midpoint(self.least.x, self.most.x),
            y: f64::midpoint(self.least.y, self.most.y),
        }
    }

    /// Units from its left edge to its right one.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.most.x - self.least.x
    }

    /// Units from its upper edge to its lower one.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.most.y - self.least.y
    }
}
