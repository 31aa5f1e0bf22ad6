#include "store/pledge.hpp"
#include "web/listing.hpp"
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

http::response start_show(const visit& v, listing& list) {
    return v.page(list_tag, [&] {
        const auto all = list.of(v);
        render::start_view view;
        view.municipality = typed(v.asked, "kommun");
        view.words = typed(v.asked, "sok");
        view.page = page_asked(v.asked);
        view.municipalities = all->municipalities;
        std::vector<core::pledge_summary> found;
        if (view.municipality.empty() && view.words.empty()) {
            // Ended ones are a page of their own, unless somebody looks for them or they have a telling day to show.
            for (const auto& p : all->pledges)
                if (!core::has_ended(p.valid, v.day()) || p.shown_from) view.pledges.push_back(&p);
        } else {
            auto reader = v.on.database.read();
            found = store::list_pledges(reader, {view.municipality, view.words, true});
            render::sort_list(v.context(), found);
            for (const auto& p : found)
                view.pledges.push_back(&p);
        }
        return std::optional{render::start_page(v.context(), view)};
    });
}

http::response older_show(const visit& v, listing& list) {
    return v.page(list_tag, [&] {
        const auto all = list.of(v);
        render::start_view view;
        view.page = page_asked(v.asked);
        for (const auto& p : all->pledges)
            if (core::has_ended(p.valid, v.day())) view.pledges.push_back(&p);
        return std::optional{render::older_page(v.context(), view)};
    });
}

} // namespace web
