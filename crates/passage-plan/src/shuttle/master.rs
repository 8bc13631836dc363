//! A small linear programme: the most worth of days within the rows, by the primal simplex method.
//!
//! Dantzig 1951, revised with an explicit inverse of the basis; all rows are upper limits of nothing or more, so that the
//! slacks are always a place to begin. The limits are moved by some millionths, each by another amount, so that hardly two
//! bases are the same corner (Charnes 1952). The result only suggests prices and days: nothing is proven by it.
//! O(rows x (rows + days)) for each exchange.

/// A day as the programme sees it.
#[derive(Clone, Debug)]
struct Column {
    worth: f64,
    taken: Vec<(u32, f64)>,
}

/// The programme.
#[derive(Debug)]
pub(super) struct Master {
    limits: Vec<f64>,
    columns: Vec<Column>,
    /// What fills each row of the basis: a column, or beyond those a row's slack.
    basis: Vec<usize>,
    /// Days that may not enter the basis: they are in it, or take more than there is.
    barred: Vec<bool>,
    inverse: Vec<f64>,
    values: Vec<f64>,
    duals: Vec<f64>,
    /// Exchanges since the inverse was made afresh.
    exchanges: u32,
    /// Numbers of the inverse that exchanges may still look at; then a solution is left as it is.
    pub work_left: u64,
}

/// Slacks are numbered from here.
const SLACK: usize = 1 << 40;
/// After so many exchanges the inverse is made afresh, as rounding adds up.
const AFRESH: u32 = 200;
/// What counts as nothing, beside numbers of about one.
const NOTHING: f64 = 1e-9;

impl Master {
    pub fn new(limits: &[f64]) -> Self {
        let mut master = Self {
            limits: Vec::new(),
            columns: Vec::new(),
            basis: Vec::new(),
            barred: Vec::new(),
            inverse: Vec::new(),
            values: Vec::new(),
            duals: Vec::new(),
            exchanges: 0,
            work_left: u64::MAX,
        };
        master.restart(limits, false, 0);
        master
    }

    /// Begins again with other limits, and perhaps more rows. With `whole`, without days that take more than there is.
    pub fn restart(&mut self, limits: &[f64], whole: bool, seed: u64) {
        let moved = |(row, &limit): (usize, &f64)| {
            let part = (row as u64 + 1 + seed * 1000).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
            (limit + 1.0) * (part as f64 / 16_777_216.0).mul_add(1e-7, 1e-7) + limit
        };
        self.limits = limits.iter().enumerate().map(moved).collect();
        let rows = limits.len();
        self.basis = (0..rows).map(|row| SLACK + row).collect();
        self.barred.clear();
        let bars = |column: &Column| whole && column.taken.iter().any(|&(row, n)| n > limits[row as usize]);
        self.barred.extend(self.columns.iter().map(bars));
        self.inverse = vec![0.0; rows * rows];
        (0..rows).for_each(|row| self.inverse[row * rows + row] = 1.0);
        self.values.clone_from(&self.limits);
        self.duals = vec![0.0; rows];
        self.exchanges = 0;
    }

    /// Another day; its number.
    pub fn add(&mut self, worth: f64, taken: Vec<(u32, f64)>) -> usize {
        self.columns.push(Column { worth, taken });
        self.barred.push(false);
        self.columns.len() - 1
    }

    /// What a day takes is counted anew.
    pub fn count_anew(&mut self, number: usize, taken: Vec<(u32, f64)>) {
        self.columns[number].taken = taken;
    }

    /// Solves from where it stands.
    pub fn solve(&mut self) {
        let most = 50 * (self.limits.len() + 20) as u32;
        let scale = self.columns.iter().map(|c| c.worth.abs()).fold(1.0, f64::max);
        for _ in 0..most {
            if self.work_left == 0 {
                break;
            }
            self.reckon_duals();
            let Some(entering) = self.entering(scale * NOTHING) else { break };
            let direction = self.direction(entering);
            let Some(leaving) = self.leaving(&direction) else { break };
            self.exchange(entering, leaving, &direction);
        }
        self.reckon_duals();
    }

    /// The price of each row.
    pub fn duals(&self) -> &[f64] {
        &self.duals
    }

    /// The worth of the solution.
    pub fn worth(&self) -> f64 {
        self.days().map(|(number, times)| self.columns[number].worth * times).sum()
    }

    /// The days of the solution, and how often each is made.
    pub fn days(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        self.basis.iter().zip(&self.values).filter(|(b, v)| **b < SLACK && **v > 1e-6).map(|(&b, &v)| (b, v))
    }

    /// How much more a day is worth than the prices of what it takes.
    pub fn surplus(&self, worth: f64, taken: &[(u32, f64)]) -> f64 {
        worth - taken.iter().map(|&(row, n)| self.duals[row as usize] * n).sum::<f64>()
    }

    fn reckon_duals(&mut self) {
        let rows = self.limits.len();
        self.duals.iter_mut().for_each(|dual| *dual = 0.0);
        for (place, &b) in self.basis.iter().enumerate().filter(|(_, b)| **b < SLACK) {
            let worth = self.columns[b].worth;
            let line = &self.inverse[place * rows..(place + 1) * rows];
            self.duals.iter_mut().zip(line).for_each(|(dual, part)| *dual += worth * part);
        }
    }

    fn entering(&self, tolerance: f64) -> Option<usize> {
        let (mut best, mut entering) = (tolerance, None);
        for number in (0..self.columns.len()).filter(|&n| !self.barred[n]) {
            let surplus = self.surplus(self.columns[number].worth, &self.columns[number].taken);
            if surplus > best {
                (best, entering) = (surplus, Some(number));
            }
        }
        for (row, dual) in self.duals.iter().enumerate() {
            // A slack in the basis has the price nothing, but for rounding.
            if -dual > best && !self.basis.contains(&(SLACK + row)) {
                (best, entering) = (-dual, Some(SLACK + row));
            }
        }
        entering
    }

    fn direction(&self, entering: usize) -> Vec<f64> {
        let rows = self.limits.len();
        let line = |place: usize| &self.inverse[place * rows..(place + 1) * rows];
        if let Some(row) = entering.checked_sub(SLACK) {
            return (0..rows).map(|place| line(place)[row]).collect();
        }
        let taken = &self.columns[entering].taken;
        (0..rows).map(|place| taken.iter().map(|&(row, n)| line(place)[row as usize] * n).sum()).collect()
    }

    /// The first row that is used up; the one with the largest part among those nearly as soon.
    fn leaving(&self, direction: &[f64]) -> Option<usize> {
        let rows = || (0..direction.len()).filter(|&p| direction[p] > NOTHING);
        let far = |p: usize| (self.values[p].max(0.0) + 1e-9) / direction[p];
        let least = rows().map(far).min_by(f64::total_cmp)?;
        let soon = rows().filter(|&p| self.values[p].max(0.0) / direction[p] <= least);
        soon.max_by(|&a, &b| direction[a].total_cmp(&direction[b]))
    }

    fn exchange(&mut self, entering: usize, leaving: usize, direction: &[f64]) {
        let rows = self.limits.len();
        if self.basis[leaving] < SLACK {
            self.barred[self.basis[leaving]] = false;
        }
        if entering < SLACK {
            self.barred[entering] = true;
        }
        self.basis[leaving] = entering;
        self.exchanges += 1;
        self.work_left = self.work_left.saturating_sub((rows * rows) as u64);
        if self.exchanges >= AFRESH && self.afresh() {
            return;
        }
        let amount = self.values[leaving] / direction[leaving];
        let pivot: Vec<f64> =
            self.inverse[leaving * rows..(leaving + 1) * rows].iter().map(|part| part / direction[leaving]).collect();
        // While slacks fill most rows nearly all of the inverse is nothing, and stays so.
        let some: Vec<usize> = (0..rows).filter(|&row| pivot[row] != 0.0).collect();
        let dense = some.len() * 3 > rows;
        for place in (0..rows).filter(|&p| p != leaving && direction[p] != 0.0) {
            let line = &mut self.inverse[place * rows..(place + 1) * rows];
            if dense {
                line.iter_mut().zip(&pivot).for_each(|(part, p)| *part -= direction[place] * p);
            } else {
                for &row in &some {
                    line[row] -= direction[place] * pivot[row];
                }
            }
            self.values[place] -= amount * direction[place];
        }
        self.inverse[leaving * rows..(leaving + 1) * rows].copy_from_slice(&pivot);
        self.values[leaving] = amount;
    }

    /// Makes the inverse anew from the basis (Gauss and Jordan, largest parts first); whether that could be done.
    fn afresh(&mut self) -> bool {
        let rows = self.limits.len();
        self.work_left = self.work_left.saturating_sub((rows * rows * rows) as u64);
        let mut matrix = vec![0.0; rows * rows];
        for (place, &b) in self.basis.iter().enumerate() {
            match b.checked_sub(SLACK) {
                Some(row) => matrix[row * rows + place] = 1.0,
                None => self.columns[b].taken.iter().for_each(|&(row, n)| matrix[row as usize * rows + place] = n),
            }
        }
        let mut inverse = vec![0.0; rows * rows];
        (0..rows).for_each(|row| inverse[row * rows + row] = 1.0);
        for place in 0..rows {
            let largest = (place..rows)
                .max_by(|&a, &b| matrix[a * rows + place].abs().total_cmp(&matrix[b * rows + place].abs()));
            let Some(pivot) = largest.filter(|&r| matrix[r * rows + place].abs() > NOTHING) else { return false };
            for column in 0..rows {
                matrix.swap(place * rows + column, pivot * rows + column);
                inverse.swap(place * rows + column, pivot * rows + column);
            }
            let divide = matrix[place * rows + place];
            for column in 0..rows {
                matrix[place * rows + column] /= divide;
                inverse[place * rows + column] /= divide;
            }
            // Most of both lines is nothing as long as slacks fill most rows.
            let parts = |of: &[f64]| -> Vec<(usize, f64)> {
                let line = of[place * rows..(place + 1) * rows].iter().copied().enumerate();
                line.filter(|(_, part)| *part != 0.0).collect()
            };
            let (of_matrix, of_inverse) = (parts(&matrix), parts(&inverse));
            for row in (0..rows).filter(|&r| r != place) {
                let times = matrix[row * rows + place];
                if times != 0.0 {
                    let line = &mut matrix[row * rows..(row + 1) * rows];
                    for &(column, part) in &of_matrix {
                        line[column] -= times * part;
                    }
                    let line = &mut inverse[row * rows..(row + 1) * rows];
                    for &(column, part) in &of_inverse {
                        line[column] -= times * part;
                    }
                }
            }
        }
        self.inverse = inverse;
        for place in 0..rows {
            let line = &self.inverse[place * rows..(place + 1) * rows];
            self.values[place] = line.iter().zip(&self.limits).map(|(part, limit)| part * limit).sum();
        }
        self.exchanges = 0;
        true
    }
}
