#include "recipes.hpp"

#include "stats/disclosure/cell_key.hpp"
#include "stats/disclosure/suppress.hpp"

#include <map>
#include <stdexcept>

namespace vectors {

namespace {

using namespace stats::disclosure;

// Every combination of groups and totals of one table of sdc_tables.csv, as R's expand.grid has them: the first
// dimension's group fastest, its total first.
struct small_counts {
    std::string name;
    std::vector<levels> dims;
    full_table all;
    cell_set cells;
    pattern hidden;

    [[nodiscard]] std::string label(std::size_t cell, std::size_t dim) const {
        if (dim >= dims.size()) return "";
        const auto node = all.where[cell][dim];
        return node == 0 ? "Total" : dims[dim].names[static_cast<std::size_t>(node) - 1];
    }
    [[nodiscard]] bool primary(std::size_t cell, double most) const {
        return all.value[cell] >= 1 && all.value[cell] <= most;
    }
};

// … maxN=4 …
double largest_small(const std::string& call) {
    const auto at = call.find("maxN=");
    if (at == std::string::npos) throw std::runtime_error("the call does not say which counts are small");
    return std::stod(call.substr(at + 5));
}

small_counts protected_table(const table& in, const std::string& name, double most) {
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < in.rows(); ++i)
        if (in.text("table")[i] == name) rows.push_back(i);
    small_counts out{.name = name};
    std::vector<hierarchy> by;
    for (const char* dim : {"dim1", "dim2", "dim3"}) {
        std::vector<std::string> group;
        for (const auto i : rows)
            group.push_back(in.text(dim)[i]);
        levels of(group);
        if (of.count() == 0) continue;
        by.push_back(hierarchy::flat(of.count()));
        out.dims.push_back(std::move(of));
    }
    const auto freq = in.numbers("freq");
    std::size_t inner = 1;
    for (const auto& d : out.dims)
        inner *= d.names.size();
    std::vector<double> counts(inner, 0.0);
    for (std::size_t k = 0; k < rows.size(); ++k) {
        std::size_t at = 0, step = 1;
        for (const auto& d : out.dims) {
            at += static_cast<std::size_t>(d.code[k]) * step;
            step *= d.names.size();
        }
        counts[at] += freq[rows[k]];
    }
    out.all = full_table_of(by, counts).value();
    out.cells = cells_at(by, out.all.where, out.all.value).value();
    std::vector<cell_state> state;
    for (std::size_t c = 0; c < out.cells.size(); ++c)
        state.push_back(out.primary(c, most) ? cell_state::guard : cell_state::open);
    out.hidden = suppress(out.cells, state).value();
    return out;
}

std::vector<small_counts> protected_tables(const set& from, double most) {
    const auto in = from.read("sdc_tables.csv");
    std::vector<small_counts> out;
    for (const auto& name : in.text("table"))
        if (out.empty() || out.back().name != name) out.push_back(protected_table(in, name, most));
    return out;
}

const std::vector<const char*> methods = {"sdcTable_OPT", "sdcTable_SIMPLEHEURISTIC", "GaussSuppression"};

// One pattern, ours, in the place of each of R's.
sheet suppression(const set& from) {
    sheet out{.names = {"table", "method", "dim1", "dim2", "dim3", "freq", "primary", "suppressed", "lower", "upper"},
              .rows = {}};
    const double most = largest_small(from.call);
    for (const auto& t : protected_tables(from, most))
        for (const auto* method : methods)
            for (std::size_t c = 0; c < t.cells.size(); ++c)
                out.rows.push_back({t.name, method, t.label(c, 0), t.label(c, 1), t.label(c, 2), t.cells.value[c],
                                    t.primary(c, most), t.hidden.hidden[c] != 0, or_na(t.hidden.seen[c].low),
                                    or_na(t.hidden.seen[c].high)});
    return out;
}

// By table and method, as R's merge() sorts them.
sheet summary(const set& from) {
    const double most = largest_small(from.call_of("sdc_suppression.csv"));
    std::map<std::pair<std::string, std::string>, std::vector<cell>> sorted;
    for (const auto& t : protected_tables(from, most)) {
        double primaries = 0, exact = 0;
        for (std::size_t c = 0; c < t.cells.size(); ++c) {
            if (!t.primary(c, most)) continue;
            ++primaries;
            exact += t.hidden.seen[c].high - t.hidden.seen[c].low < 1e-9 ? 1 : 0;
        }
        for (const auto* method : methods)
            sorted[{t.name, method}] = {t.name,        method,    static_cast<double>(t.hidden.cells),
                                        t.hidden.cost, primaries, exact};
    }
    sheet out{.names = {"table", "method", "n_suppressed", "freq_suppressed", "n_primary", "n_exact"}, .rows = {}};
    for (auto& [key, row] : sorted)
        out.rows.push_back(std::move(row));
    return out;
}

// Every cell of area × sex × type, the last fastest and totals first.
sheet cell_keys(const set& from) {
    const auto records = from.read("sdc_microdata.csv");
    const auto table = from.read("sdc_ptable.csv");
    const auto noise = perturbation::make(table.numbers("i"), table.numbers("v"), table.numbers("ub")).value();
    const auto key = records.numbers("rkey");
    const std::vector<const char*> variables = {"type", "sex", "area"};
    std::vector<levels> dims;
    std::vector<hierarchy> by;
    std::size_t inner = 1;
    for (const auto* v : variables) {
        dims.emplace_back(records.text(v));
        by.push_back(hierarchy::flat(dims.back().count()));
        inner *= dims.back().names.size();
    }
    std::vector<double> count(inner, 0.0), keys(inner, 0.0);
    for (std::size_t i = 0; i < records.rows(); ++i) {
        std::size_t at = 0, step = 1;
        for (const auto& d : dims) {
            at += static_cast<std::size_t>(d.code[i]) * step;
            step *= d.names.size();
        }
        count[at] += 1;
        keys[at] += key[i];
    }
    const auto counts = full_table_of(by, count).value();
    const auto sums = full_table_of(by, keys).value();
    sheet out{.names = {"type", "sex", "area", "count", "cellkey", "perturbation", "perturbed"}, .rows = {}};
    for (std::size_t c = 0; c < counts.value.size(); ++c) {
        std::vector<cell> row;
        for (std::size_t d = 0; d < dims.size(); ++d) {
            const auto node = counts.where[c][d];
            row.emplace_back(node == 0 ? "Total" : dims[d].names[static_cast<std::size_t>(node) - 1]);
        }
        const double k = cell_key(sums.value[c]);
        const double change = noise.change(counts.value[c], k);
        for (const double x : {counts.value[c], k, change, counts.value[c] + change})
            row.emplace_back(x);
        out.rows.push_back(std::move(row));
    }
    return out;
}

} // namespace

void add_disclosure(recipes& all) {
    all["sdc_suppression.csv"] = suppression;
    all["sdc_summary.csv"] = summary;
    all["sdc_cellkey.csv"] = cell_keys;
}

} // namespace vectors
