#include "recipes.hpp"

#include "stats/adjust.hpp"

#include <cmath>

namespace vectors {

namespace {

sheet padj(const set& from) {
    const auto in = from.read("padj.csv");
    const auto p = in.numbers("p");
    const auto by = [&](stats::adjustment method) { return stats::adjust(p, method); };
    const auto bh = by(stats::adjustment::benjamini_hochberg);
    const auto yekutieli = by(stats::adjustment::benjamini_yekutieli);
    const auto holm = by(stats::adjustment::holm);
    const auto hochberg = by(stats::adjustment::hochberg);
    const auto bonferroni = by(stats::adjustment::bonferroni);
    sheet out{.names = {"i", "BH", "BY", "holm", "hochberg", "bonferroni"}, .rows = {}};
    for (std::size_t i = 0; i < p.size(); ++i)
        out.rows.push_back({in.text("i")[i], or_na(bh[i]), or_na(yekutieli[i]), or_na(holm[i]), or_na(hochberg[i]),
                            or_na(bonferroni[i])});
    return out;
}

} // namespace

void add_adjusted(recipes& all) { all["padj.csv"] = padj; }

} // namespace vectors
