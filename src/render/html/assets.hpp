#pragma once

#include <string>
#include <string_view>

namespace render {

// A file that pages ask for, under an address that changes with its bytes: "/assets/lofte-1c9b….css".
struct asset {
    std::string address;
    std::string content_type;
    std::string bytes;
};

// By its plain name ("lofte.css"); throws std::logic_error where there is none.
const asset& find_asset(std::string_view name);
// By its address; null where there is none.
const asset* asset_at(std::string_view address);

} // namespace render
