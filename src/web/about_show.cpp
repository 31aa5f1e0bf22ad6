#include "store/pledge.hpp"
#include "web/pages.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace web {

http::response method_show(const visit& v) {
    return v.page(list_tag, [&] { return std::optional{render::method_page(v.context())}; });
}

namespace {

// Whom to tell of a fault stands in the documents alone: one is read where a party's contact is not known from another.
void add_contacts(const site& s, db::reader& reader, std::vector<core::pledge_summary>& pledges) {
    std::set<std::string> known;
    const auto is_known = [&](const reading::party& p) {
        return p.role != reading::party_role::signatory || known.contains(p.name);
    };
    for (auto& pledge : pledges) {
        if (std::all_of(pledge.parties.begin(), pledge.parties.end(), is_known)) continue;
        auto whole = store::find_pledge_only(reader, pledge.slug, &s.read_before);
        if (!whole) continue;
        pledge.parties = std::move(whole->document.parties);
        for (const auto& p : pledge.parties)
            if (p.contact && p.role == reading::party_role::signatory) known.insert(p.name);
    }
}

} // namespace

http::response accessibility_show(const visit& v) {
    return v.page(list_tag, [&] {
        auto reader = v.on.database.read();
        auto pledges = store::list_pledges(reader, {});
        add_contacts(v.on, reader, pledges);
        return std::optional{render::accessibility_page(v.context(), pledges)};
    });
}

http::response privacy_show(const visit& v) {
    return v.page(list_tag, [&] { return std::optional{render::privacy_page(v.context())}; });
}

} // namespace web
