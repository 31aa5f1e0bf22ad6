#include "store/pledge.hpp"
#include "web/pages.hpp"

namespace web {

http::response method_show(const visit& v) {
    return v.page(list_tag, [&] { return std::optional{render::method_page(v.context())}; });
}

http::response accessibility_show(const visit& v) {
    return v.page(list_tag, [&] {
        auto reader = v.on.database.read();
        auto pledges = store::list_pledges(reader, {});
        // Whom to tell of a fault stands in the documents alone.
        for (auto& pledge : pledges)
            if (auto whole = store::find_pledge_only(reader, pledge.slug, &v.on.read_before))
                pledge.parties = std::move(whole->document.parties);
        return std::optional{render::accessibility_page(v.context(), pledges)};
    });
}

http::response privacy_show(const visit& v) {
    return v.page(list_tag, [&] { return std::optional{render::privacy_page(v.context())}; });
}

} // namespace web
