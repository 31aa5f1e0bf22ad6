#pragma once

#include "render/html/log_rows.hpp"

#include <string>
#include <string_view>
#include <vector>

// What a form that logs lets one choose.
namespace render::html {

// A row with one of its readings and one of its subjects, where it has several: "m2|0|7".
struct row_choice {
    std::string value, name;
    bool own = false, is_duty = false; // as log_row
};
std::vector<row_choice> row_choices(const page_context& c, const std::vector<log_row>& rows);

// What residents may see (parts/shown_fields): "shown_choices" and "after_days". Empty: as usual for the pledge.
void add_shown_fields(const page_context& c, std::string_view shown, std::string_view after_days,
                      const core::showing& usual, view& v);

// The script that says beside a field what screening finds in it while it is written (parts/screening).
void add_screening(const page_context& c, view& v);

// What an entry lets residents see, in words: "Dag och antal, från den 4 mars 2022".
std::string shown_words(const page_context& c, const core::log_entry& e);

} // namespace render::html
