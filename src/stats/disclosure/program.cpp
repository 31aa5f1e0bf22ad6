#include "stats/disclosure/program.hpp"

#include <glpk.h>

#include <cmath>

namespace stats::disclosure {

namespace {

// GLPK keeps its memory by thread and does not give it back when the thread ends.
struct memory_of_thread {
    memory_of_thread() { glp_term_out(GLP_OFF); }
    ~memory_of_thread() { glp_free_env(); }
    memory_of_thread(const memory_of_thread&) = delete;
    memory_of_thread& operator=(const memory_of_thread&) = delete;
};

int number(std::size_t i) { return static_cast<int>(i) + 1; }

int kind_of(double low, double high) {
    if (std::isinf(low)) return std::isinf(high) ? GLP_FR : GLP_UP;
    if (std::isinf(high)) return GLP_LO;
    return low == high ? GLP_FX : GLP_DB;
}

struct search {
    const std::vector<char>* start;
    std::int32_t nodes;
    bool started = false;
    std::int32_t seen = 0;
};

extern "C" void at_each_node(glp_tree* tree, void* info) {
    auto& s = *static_cast<search*>(info);
    int all = 0;
    glp_ios_tree_size(tree, nullptr, nullptr, &all);
    s.seen = all;
    if (all > s.nodes) {
        glp_ios_terminate(tree);
        return;
    }
    if (glp_ios_reason(tree) == GLP_IHEUR && !s.started) {
        s.started = true;
        std::vector<double> x{0};
        for (const char taken : *s.start)
            x.push_back(taken);
        glp_ios_heur_sol(tree, x.data());
    }
}

} // namespace

struct linear_program::held {
    glp_prob* lp = nullptr;
    held() {
        static thread_local const memory_of_thread memory;
        (void)memory;
        lp = glp_create_prob();
    }
    ~held() { glp_delete_prob(lp); }
    held(const held&) = delete;
    held& operator=(const held&) = delete;
};

linear_program::linear_program(std::size_t variables) : p_(std::make_unique<held>()) {
    if (variables > 0) glp_add_cols(p_->lp, static_cast<int>(variables));
    for (std::size_t j = 0; j < variables; ++j)
        bound(j, 0, open);
}

linear_program::~linear_program() = default;

void linear_program::add_row(std::span<const std::uint32_t> where, std::span<const double> factor, double low,
                             double high) {
    const int row = glp_add_rows(p_->lp, 1);
    std::vector<int> index{0};
    std::vector<double> value{0};
    for (std::size_t k = 0; k < where.size(); ++k) {
        index.push_back(number(where[k]));
        value.push_back(factor[k]);
    }
    glp_set_mat_row(p_->lp, row, static_cast<int>(where.size()), index.data(), value.data());
    glp_set_row_bnds(p_->lp, row, kind_of(low, high), low, high);
}

void linear_program::bound_row(std::size_t row, double low, double high) {
    glp_set_row_bnds(p_->lp, number(row), kind_of(low, high), low, high);
}

void linear_program::bound(std::size_t variable, double low, double high) {
    glp_set_col_bnds(p_->lp, number(variable), kind_of(low, high), low, high);
}

void linear_program::cost(std::size_t variable, double c) { glp_set_obj_coef(p_->lp, number(variable), c); }

linear_program::end linear_program::minimise() { return solve(true); }
linear_program::end linear_program::maximise() { return solve(false); }

linear_program::end linear_program::solve(bool least) {
    glp_set_obj_dir(p_->lp, least ? GLP_MIN : GLP_MAX);
    glp_smcp how;
    glp_init_smcp(&how);
    how.msg_lev = GLP_MSG_OFF;
    // A basis that has gone bad is begun anew, once.
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (glp_simplex(p_->lp, &how) == 0) {
            switch (glp_get_status(p_->lp)) {
            case GLP_OPT:
                return end::found;
            case GLP_UNBND:
                return end::unbounded;
            case GLP_NOFEAS:
                return end::impossible;
            default:
                break;
            }
        }
        glp_std_basis(p_->lp);
    }
    return end::failed;
}

double linear_program::objective() const { return glp_get_obj_val(p_->lp); }
double linear_program::value(std::size_t variable) const { return glp_get_col_prim(p_->lp, number(variable)); }
double linear_program::dual(std::size_t row) const { return glp_get_row_dual(p_->lp, number(row)); }

linear_program::choice linear_program::choose(const std::vector<char>& start, std::int32_t nodes) {
    for (std::size_t j = 0; j < start.size(); ++j)
        glp_set_col_kind(p_->lp, number(j), GLP_BV);
    if (minimise() != end::found) return {.taken = start, .proved = false};
    search s{.start = &start, .nodes = nodes};
    glp_iocp how;
    glp_init_iocp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.cb_func = at_each_node;
    how.cb_info = &s;
    const int fault = glp_intopt(p_->lp, &how);
    const int status = glp_mip_status(p_->lp);
    choice out{.taken = start, .proved = fault == 0 && status == GLP_OPT, .branches = s.seen};
    if (status == GLP_OPT || status == GLP_FEAS)
        for (std::size_t j = 0; j < start.size(); ++j)
            out.taken[j] = glp_mip_col_val(p_->lp, number(j)) > 0.5 ? 1 : 0;
    return out;
}

} // namespace stats::disclosure
