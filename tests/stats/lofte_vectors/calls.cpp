#include "calls.hpp"

#include "stats/distributions.hpp"

#include <cmath>

namespace vectors {

using namespace stats::survey;

void answered_calls::call(std::string text) {
    ++id_;
    call_ = std::move(text);
}

void answered_calls::add(const std::string& term, const row& r) {
    out_.rows.push_back({id_, term, r.est, or_na(r.se), or_na(r.deff), or_na(r.limits.low), or_na(r.limits.high),
                         or_na(r.df), or_na(r.p), call_});
}

void answered_calls::plain(const std::string& term, double value, double se, double deff) {
    const double half = stats::normal_quantile(0.975) * se;
    add(term, {.est = value, .se = se, .deff = deff, .limits = {value - half, value + half}});
}

void answered_calls::plain(const std::string& term, const estimate& e, bool deff) {
    plain(term, e.value, e.se, deff ? e.design_effect : stats::missing);
}

void answered_calls::bare(const std::string& term, const estimate& e, bool deff) {
    add(term, {.est = e.value, .se = e.se, .deff = deff ? e.design_effect : stats::missing});
}

void answered_calls::quantile(const std::string& term, const quantile_estimate& q) {
    add(term, {.est = q.value, .se = q.se, .limits = q.limits});
}

void answered_calls::share(const std::string& term, const stats::survey::share& s, share_limits_by how) {
    add(term, {.est = s.p, .se = s.se, .limits = share_limits(s, how)});
}

void answered_calls::coefficients(const std::vector<std::string>& terms, const regression& r) {
    for (std::size_t k = 0; k < terms.size(); ++k) {
        const auto i = static_cast<Eigen::Index>(k);
        add(terms[k], {.est = r.coefficient[i], .se = r.se(i), .df = r.df, .p = stats::t_two_sided(r.t(i), r.df)});
    }
}

void answered_calls::difference(const regression& r) {
    const double d = r.coefficient[1], half = stats::t_quantile(0.975, r.df) * r.se(1);
    add("diff",
        {.est = d, .se = r.se(1), .limits = {d - half, d + half}, .df = r.df, .p = stats::t_two_sided(r.t(1), r.df)});
}

void answered_calls::association(const stats::survey::association& a) {
    add("statistic", {.est = a.statistic, .p = a.p});
    add(std::isnan(a.df2) ? "df" : "ndf", {.est = a.df1});
    if (!std::isnan(a.df2)) add("ddf", {.est = a.df2});
}

void answered_calls::replicated(const std::vector<std::string>& terms, const stats::survey::replicated& r) {
    for (std::size_t k = 0; k < terms.size(); ++k)
        plain(terms[k], r.value[k], r.se(k));
}

std::vector<double> marks(const std::vector<std::string>& values, const std::string& of) {
    std::vector<double> out;
    for (const auto& v : values)
        out.push_back(v == of ? 1 : 0);
    return out;
}

double weighted_total(const std::vector<double>& weight, stats::column y) {
    double out = 0;
    for (std::size_t i = 0; i < y.size(); ++i)
        out += weight[i] * y[i];
    return out;
}

double weighted_mean(const std::vector<double>& weight, stats::column y) {
    return weighted_total(weight, y) / weighted_total(weight, std::vector<double>(y.size(), 1.0));
}

} // namespace vectors
