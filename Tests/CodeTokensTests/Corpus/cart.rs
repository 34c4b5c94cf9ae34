//! A cart of orders.
use std::collections::HashMap;
use std::fmt;

/* Blocks /* nest */ here. */
#[derive(Debug, Clone, PartialEq)]
pub struct Item<'a> {
    name: &'a str,
    price: f64,
    count: u32,
}

pub enum Event {
    Added(String),
    Removed { id: usize },
}

pub trait Total {
    fn total(&self) -> f64;
}

impl<'a> Total for Item<'a> {
    fn total(&self) -> f64 {
        self.price * self.count as f64
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Event::Added(name) => write!(f, "added {}", name),
            Event::Removed { id } => write!(f, "removed {id:>4}\n"),
        }
    }
}

/// Adds up a cart.
async fn sum(items: &[Item<'_>]) -> Result<f64, String> {
    let mut seen: HashMap<&str, bool> = HashMap::new();
    let mut sum = 0.0;
    for item in items.iter().filter(|i| i.count > 0) {
        if seen.insert(item.name, true).is_some() {
            return Err(format!("{} twice", item.name));
        }
        sum += item.total();
    }
    let raw = r#"a "raw" string"#;
    let byte = b'\n';
    let letter = 'x';
    while sum > 1_000.5e3 { sum -= 0xFF as f64; }
    println!("{raw} {byte} {letter} {sum:?}");
    Ok(sum)
}
