#pragma once

#include "http/meter.hpp"
#include "store/health.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace web {

struct measured {
    std::string version;
    std::optional<store::counts> stored; // absent: the database cannot be asked
    std::uint64_t cached_bytes = 0;
    double started_at = 0; // seconds since 1970
};

// Prometheus' text format, version 0.0.4.
std::string metrics_text(const http::meter& m, const measured& other);

} // namespace web
