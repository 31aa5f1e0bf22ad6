#include "reading/read.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

// Whatever somebody writes into a table: faults, or tables that a text is read by.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes{reinterpret_cast<const char*>(data), size};
    for (const auto* name : {"time.tsv", "document.tsv"}) {
        const auto made = reading::tables::with({{name, bytes}});
        if (!made.all == made.faults.empty()) std::abort();
        if (!made.all) continue;
        const reading::manner how{made.all.get(), nullptr};
        reading::read_cadence("minst två gånger per vecka under sommaren", {}, how);
        reading::read_document("Löfte 2024\n\nVad\tNär\nBesök\tvarje vecka\n", {}, how);
    }
    return 0;
}
