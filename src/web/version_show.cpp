#include "render/versions.hpp"
#include "store/draft.hpp"
#include "store/shown_version.hpp"
#include "web/pages.hpp"
#include "web/public_pledge.hpp"

#include <algorithm>
#include <charconv>

namespace web {
namespace {

std::optional<int> number_of(std::string_view text) {
    int n = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), n);
    // One address a version: no "+3", no "03".
    if (fault != std::errc{} || end != text.data() + text.size() || n < 1 || text.front() == '0') return std::nullopt;
    return n;
}

} // namespace

http::response versions_show(const visit& v) {
    const auto slug = v.asked.parameter("slug");
    return v.page(slug, [&]() -> std::optional<std::string> {
        const auto file = public_pledge_without_log(v.on, slug);
        if (!file) return std::nullopt;
        auto reader = v.on.database.read();
        std::vector<render::version_text> all;
        for (auto& shown : store::shown_versions(reader, file->id))
            if (auto text = store::version_of(reader, file->id, shown.number))
                all.push_back({std::move(shown), std::move(*text)});
        return render::versions_page(v.context(), *file, all);
    });
}

http::response version_show(const visit& v) {
    const auto slug = v.asked.parameter("slug");
    const auto number = number_of(v.asked.parameter("n"));
    if (!number) return v.not_found();
    return v.page(slug, [&]() -> std::optional<std::string> {
        const auto file = public_pledge_without_log(v.on, slug);
        if (!file) return std::nullopt;
        auto reader = v.on.database.read();
        const auto all = store::shown_versions(reader, file->id);
        const auto asked = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.number == *number; });
        if (asked == all.end()) return std::nullopt;
        const auto read = [&](const core::shown_version& one) {
            return render::version_text{one, store::version_of(reader, file->id, one.number).value()};
        };
        const auto text = read(*asked);
        if (asked + 1 == all.end()) return render::version_page(v.context(), *file, text, nullptr);
        const auto before = read(*(asked + 1));
        return render::version_page(v.context(), *file, text, &before);
    });
}

} // namespace web
