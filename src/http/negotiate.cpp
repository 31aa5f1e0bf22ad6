#include "http/negotiate.hpp"

#include "base/text.hpp"
#include "http/head.hpp"

#include <charconv>
#include <optional>

namespace http {
namespace {

// "gzip;q=0.5" → 0.5, without one 1; what cannot be read counts as unwanted.
double weight_of(std::string_view item) {
    const auto semicolon = item.find(';');
    if (semicolon == std::string_view::npos) return 1;
    auto text = base::trimmed(item.substr(semicolon + 1));
    if (text.substr(0, 2) != "q=" && text.substr(0, 2) != "Q=") return 0;
    text.remove_prefix(2);
    double weight = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), weight);
    return fault == std::errc{} && end == text.data() + text.size() && weight >= 0 && weight <= 1 ? weight : 0;
}

} // namespace

coding chosen_coding(std::string_view accept_encoding) {
    if (accept_encoding.empty()) return coding::identity;
    std::optional<double> brotli;
    std::optional<double> gzip;
    std::optional<double> plain;
    double other = 0;
    while (!accept_encoding.empty()) {
        const auto end = std::min(accept_encoding.find(','), accept_encoding.size());
        const auto item = base::trimmed(accept_encoding.substr(0, end));
        accept_encoding.remove_prefix(std::min(end + 1, accept_encoding.size()));
        const auto name = base::trimmed(item.substr(0, item.find(';')));
        if (same_name(name, "br")) brotli = weight_of(item);
        if (same_name(name, "gzip") || same_name(name, "x-gzip")) gzip = weight_of(item);
        if (same_name(name, "identity")) plain = weight_of(item);
        if (name == "*") other = weight_of(item);
    }
    const double of_brotli = brotli.value_or(other);
    const double of_gzip = gzip.value_or(other);
    const double of_plain = plain.value_or(0); // named with a higher weight only is it wished for
    if (of_brotli > 0 && of_brotli >= of_gzip && of_brotli >= of_plain) return coding::brotli;
    if (of_gzip > 0 && of_gzip >= of_plain) return coding::gzip;
    return coding::identity;
}

bool is_unchanged(const page& p, std::string_view if_none_match) {
    while (!if_none_match.empty()) {
        const auto end = std::min(if_none_match.find(','), if_none_match.size());
        auto tag = base::trimmed(if_none_match.substr(0, end));
        if_none_match.remove_prefix(std::min(end + 1, if_none_match.size()));
        if (tag == "*") return true;
        if (tag.substr(0, 2) == "W/") tag.remove_prefix(2);
        if (p.has_etag(tag)) return true;
    }
    return false;
}

} // namespace http
