#pragma once

#include "core/log.hpp"
#include "reading/document.hpp"

#include <cstdint>
#include <vector>

// A whole country's pledges, made up: what the benchmarks and the load tests judge.
namespace support {

struct made_pledge {
    reading::document document;
    std::vector<core::log_entry> log;
};

struct country_shape {
    int municipalities = 290;
    int measures = 12;
    int years = 4;           // from 1 January 2021
    int entries = 2'000'000; // over all
    std::uint64_t seed = 1;
};

// The k-th pledge of the country. The measures take all kinds of readings in turn; the same shape gives the same
// pledge.
made_pledge make_pledge(const country_shape& shape, int k);

} // namespace support
