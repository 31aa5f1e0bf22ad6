#include "intake/log_table.hpp"

#include "base/text.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

// Whatever the bytes: cells are text, rows follow each other, none is empty.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto table = intake::read_log_table({reinterpret_cast<const char*>(data), size});
    if (!table) return table.error().text.key.empty() ? (std::abort(), 0) : 0;
    std::int64_t before = 0;
    for (const auto& row : table->rows) {
        if (row.line <= before) std::abort();
        before = row.line;
        bool any = false;
        for (const auto* cell :
             {&row.date, &row.what, &row.amount, &row.hours, &row.subject, &row.place, &row.note, &row.link}) {
            if (!base::is_valid_utf8(*cell)) std::abort();
            any = any || !cell->empty();
        }
        if (!any) std::abort();
    }
    return 0;
}
