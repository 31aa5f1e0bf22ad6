#pragma once

#include "stats/survey/design.hpp"
#include "stats/survey/share.hpp"

namespace stats::survey {

// How a quantile lies between the answers around it. Hyndman and Fan, Am. Stat. 50 (1996), with weights. R: qrule.
enum class quantile_rule {
    smallest, // the smallest answer that at least the share p is no larger than. "math", "hf1"; the one to use
    midway,   // halfway to the next where the share is met exactly. "school", "hf2"
    even,     // "hf3"
    hf4,
    hf5,
    hf6,
    hf7,
    hf8,
    hf9,
    shah_vaish_as_r, // "shahvaish", which takes half a raw weight where the paper has half a scaled one
};

struct quantile_options {
    quantile_rule rule = quantile_rule::smallest;
    // survey 4.1-1 gives the second smallest answer where p is less than the first one's share. This asks for it, to
    // compare with; nothing that is shown does.
    bool as_r = false;
};

// Rows without weight or answer take no part. R: svyquantile(ci = FALSE).
result<double> quantile(const design& d, column y, double p, const quantile_options& options = {},
                        std::span<const char> in = {});

struct quantile_estimate {
    double value = missing;
    interval limits;     // NaN where the share's limit is outside 0…1
    double se = missing; // (high − low) / 2t
};

// Limits: those of the share of answers up to the quantile, by `how`, turned back into answers. Woodruff, J. Am. Stat.
// Assoc. 47 (1952). On scales of a few steps they say little: show shares. R: svyquantile(interval.type = ).
result<quantile_estimate> quantile_with_limits(const design& d, column y, double p,
                                               share_limits_by how = share_limits_by::plain,
                                               const quantile_options& options = {}, double level = 0.95);

} // namespace stats::survey
