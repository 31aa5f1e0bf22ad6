#include "store/pledge.hpp"
#include "web/pages.hpp"

#include <algorithm>
#include <charconv>

namespace web {
namespace {

std::string typed(const http::request& r, std::string_view name) {
    return std::string{r.query_value(name).value_or("").substr(0, 200)};
}

// 1 where none is asked for, or what is asked for is no number.
int page_asked(const http::request& r) {
    const auto text = r.query_value("sida").value_or("");
    int page = 1;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), page);
    return fault == std::errc{} && end == text.data() + text.size() ? page : 1;
}

} // namespace

http::response start_show(const visit& v) {
    return v.page(list_tag, [&] {
        auto reader = v.on.database.read();
        render::start_view view;
        view.municipality = typed(v.asked, "kommun");
        view.words = typed(v.asked, "sok");
        view.page = page_asked(v.asked);
        view.pledges = store::list_pledges(reader, {view.municipality, view.words, true});
        // Ended ones are a page of their own, unless somebody looks for them or they have a telling day to show.
        const bool looking = !view.municipality.empty() || !view.words.empty();
        if (!looking)
            std::erase_if(view.pledges,
                          [&](const auto& p) { return core::has_ended(p.valid, v.day()) && !p.shown_from; });
        view.municipalities = store::municipalities(reader);
        return std::optional{render::start_page(v.context(), view)};
    });
}

http::response older_show(const visit& v) {
    return v.page(list_tag, [&] {
        auto reader = v.on.database.read();
        render::start_view view;
        view.page = page_asked(v.asked);
        view.pledges = store::list_pledges(reader, {});
        std::erase_if(view.pledges, [&](const auto& p) { return !core::has_ended(p.valid, v.day()); });
        return std::optional{render::older_page(v.context(), view)};
    });
}

} // namespace web
