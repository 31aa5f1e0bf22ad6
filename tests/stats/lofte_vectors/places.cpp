#include "recipes.hpp"

#include "stats/adjust.hpp"
#include "stats/places/neighbours.hpp"

namespace vectors {

namespace {

using namespace stats::places;

struct area_set {
    std::string name;
    std::vector<double> x;
    neighbours nb;
};

std::vector<area_set> sets_of(const set& from) {
    const auto values = from.read("sp_values.csv");
    const auto pairs = from.read("sp_neighbours.csv");
    const auto x = values.numbers("x");
    std::vector<area_set> out;
    for (std::size_t i = 0; i < values.rows(); ++i) {
        if (out.empty() || out.back().name != values.text("set")[i])
            out.push_back({.name = values.text("set")[i], .x = {}, .nb = {}});
        out.back().x.push_back(x[i]);
    }
    const auto of = pairs.numbers("i");
    const auto to = pairs.numbers("j");
    for (auto& s : out) {
        s.nb.of.resize(s.x.size());
        for (std::size_t i = 0; i < pairs.rows(); ++i)
            if (pairs.text("set")[i] == s.name)
                s.nb.of.at(static_cast<std::size_t>(of[i]) - 1).push_back(static_cast<std::int32_t>(to[i]) - 1);
    }
    return out;
}

const std::vector<std::pair<const char*, weights>> styles = {{"B", weights::binary}, {"W", weights::by_row}};

sheet hot_spots(const set& from) {
    sheet out{.names = {"set", "style", "stat", "i", "z", "G", "EG", "VG", "p", "p_BH"}, .rows = {}};
    for (const auto& s : sets_of(from))
        for (const auto& [style, how] : styles)
            for (const bool star : {true, false}) {
                if (!star && how == weights::by_row) continue;
                const auto g = getis_ord(s.x, s.nb, how, star).value();
                std::vector<double> p;
                for (const auto& area : g)
                    p.push_back(area.p);
                const auto adjusted = stats::adjust(p, stats::adjustment::benjamini_hochberg);
                for (std::size_t i = 0; i < g.size(); ++i)
                    out.rows.push_back({s.name, style, star ? "Gi*" : "Gi", static_cast<double>(i + 1), g[i].z, g[i].g,
                                        g[i].expected, g[i].variance, g[i].p, adjusted[i]});
            }
    return out;
}

sheet autocorrelation(const set& from) {
    sheet out{.names = {"set", "style", "test", "alternative", "I", "E", "V", "z", "p"}, .rows = {}};
    for (const auto& s : sets_of(from))
        for (const auto& [style, how] : styles)
            for (const bool random : {true, false}) {
                const auto m =
                    moran_test(s.x, s.nb, how, random ? moran_variance::randomisation : moran_variance::normality)
                        .value();
                const char* test = random ? "moran_randomisation" : "moran_normality";
                out.rows.push_back({s.name, style, test, "greater", m.i, m.expected, m.variance, m.z, m.p_greater});
                out.rows.push_back({s.name, style, test, "two.sided", m.i, m.expected, m.variance, m.z, m.p_two_sided});
            }
    return out;
}

} // namespace

void add_places(recipes& all) {
    all["sp_localG.csv"] = hot_spots;
    all["sp_moran.csv"] = autocorrelation;
}

} // namespace vectors
