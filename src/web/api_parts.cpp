#include "web/api_parts.hpp"

#include "store/pledge.hpp"

namespace web::api {

std::optional<core::pledge_file> public_pledge(const site& s, std::string_view slug, log_part part) {
    auto reader = s.database.read();
    auto file = part == log_part::with_log ? store::find_pledge(reader, slug, &s.documents)
                                           : store::find_pledge_only(reader, slug, &s.documents);
    if (!file || (file->status != core::status::published && file->status != core::status::closed)) return std::nullopt;
    return file;
}

} // namespace web::api
