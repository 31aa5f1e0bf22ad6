#include "mixtures.hpp"

#include "stats/model/synthetic.hpp"

#include <algorithm>

namespace vectors {

namespace {

using namespace stats::model;

struct donor_pool {
    std::vector<std::string> names;
    std::vector<double> treated;
    std::vector<std::vector<double>> values;
    std::size_t before = 0;

    explicit donor_pool(const set& from) {
        const auto in = from.read("synth.csv");
        treated = in.numbers("treated");
        for (const auto& n : in.names())
            if (n != "t" && n != "pre" && n != "treated") {
                names.push_back(n);
                values.push_back(in.numbers(n));
            }
        const auto pre = in.numbers("pre");
        before = static_cast<std::size_t>(std::count(pre.begin(), pre.end(), 1.0));
    }
    [[nodiscard]] std::vector<stats::column> columns() const { return {values.begin(), values.end()}; }
};

sheet weights(const set& from) {
    const donor_pool pool(from);
    const auto s = fit_synthetic(pool.treated, pool.columns(), pool.before).value();
    sheet out{.names = {"donor", "w", "loss"}, .rows = {}};
    for (std::size_t j = 0; j < pool.names.size(); ++j)
        out.rows.push_back({pool.names[j], s.weight[j], s.loss});
    return out;
}

sheet placebos(const set& from) {
    const donor_pool pool(from);
    const auto p = test_synthetic(pool.treated, pool.columns(), pool.before).value();
    sheet out{.names = {"unit", "rmspe_pre", "rmspe_post", "att", "ratio", "p_ratio"}, .rows = {}};
    for (std::size_t k = 0; k < p.fits.size(); ++k) {
        const auto& f = p.fits[k];
        out.rows.push_back({k == 0 ? std::string("treated") : pool.names[k - 1], f.error_before, f.error_after,
                            f.effect, f.error_after / f.error_before, p.p});
    }
    return out;
}

} // namespace

void add_mixtures(recipes& all) {
    all["synth_weights.csv"] = weights;
    all["synth_placebo.csv"] = placebos;
}

} // namespace vectors
