#include "render/account.hpp"
#include "store/pledge.hpp"
#include "web/pages.hpp"

namespace web {

http::response method_show(const visit& v) {
    return v.page(list_tag, [&] { return std::optional{render::method_page(v.context())}; });
}

http::response accessibility_show(const visit& v) {
    return v.page(list_tag, [&] {
        auto reader = v.on.database.read();
        return std::optional{render::accessibility_page(v.context(), store::list_pledges(reader, {}))};
    });
}

http::response privacy_show(const visit& v) {
    return v.page(list_tag, [&] { return std::optional{render::privacy_page(v.context())}; });
}

http::response rights_show(const visit& v) {
    return v.page(list_tag, [&] { return std::optional{render::rights_page(v.context())}; });
}

} // namespace web
