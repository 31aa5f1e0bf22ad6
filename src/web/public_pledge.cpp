#include "web/public_pledge.hpp"

#include "store/judged.hpp"
#include "store/pledge.hpp"

namespace web {
namespace {

bool is_public(const core::pledge_file& f) {
    return f.status == core::status::published || f.status == core::status::closed;
}

} // namespace

std::shared_ptr<const core::pledge_file> public_pledge(const site& s, std::string_view slug) {
    auto reader = s.database.read();
    auto file = store::find_pledge(reader, slug, s.read_before);
    return file && is_public(*file) ? file : nullptr;
}

std::optional<core::pledge_file> public_pledge_without_log(const site& s, std::string_view slug) {
    auto reader = s.database.read();
    auto file = store::find_pledge_only(reader, slug, &s.read_before);
    return file && is_public(*file) ? std::move(file) : std::nullopt;
}

std::shared_ptr<const store::judged_pledge> judged_pledge(const site& s, std::string_view slug, base::date day) {
    auto reader = s.database.read();
    auto judged = store::find_judged(reader, slug, day, s.read_before);
    return judged && is_public(judged->file) ? judged : nullptr;
}

} // namespace web
