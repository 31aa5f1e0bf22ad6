#pragma once

namespace stats::disclosure {

// To the nearest multiple of base, halves away from 0. Each cell and each sum by itself, so that parts need not add up.
double rounded(double x, double base);

// Up or down to a multiple of base so that it is right on average: up with probability remainder / base. `key` in [0,
// 1) belongs to the cell (cell_key.hpp), so that it is rounded alike in every table. Multiples of base stay. Nargundkar
// and Saveland, Proc. Soc. Stat. Sect. Am. Stat. Assoc. (1972).
double rounded_by_key(double count, double base, double key);

} // namespace stats::disclosure
